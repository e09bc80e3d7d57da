// SPDX-License-Identifier: MIT
#include "concerns/receiving.h"
#include "base/london.h"
#include "concerns/pictures.h"
#include "concerns/receipt.h"
#include "concerns/report.h"
#include "concerns/told.h"
#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cstdio>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    namespace json = boost::json;
    constexpr std::size_t a_handful = 100;

    std::string answer_text(json::object const& answers, std::string_view name)
    {
        auto const* const value = answers.if_contains(name);
        return value && value->is_string() ? std::string(value->as_string()) : std::string();
    }
    std::set<std::string> answer_list(json::object const& answers, std::string_view name)
    {
        std::set<std::string> list;
        auto const* const value = answers.if_contains(name);
        if (value && value->is_string())
            list.emplace(value->as_string());
        for (auto const& item : value && value->is_array() ? value->as_array() : json::array{})
            if (item.is_string())
                list.emplace(item.as_string());
        return list;
    }

    // Public reports are kept to the quarter of an hour: an exact time could tell who was at a
    // screen.
    Instant to_the_quarter(Instant at)
    {
        constexpr std::int64_t quarter = 15LL * 60 * 1000000;
        return Instant(at.microseconds() - at.microseconds() % quarter);
    }

    constexpr std::array contact_answers{"name", "phone", "email", "safe_times", "talk_to"};

    // What the later answers say that the earlier did not, question by question, in the raiser's
    // language; never how to reach them, which they may take back.
    std::string said_anew(Concerns const& room, Concern const& concern,
        forms::Answers const& earlier, forms::Answers const& later)
    {
        forms::Drawing const drawing{
            room.words, concern.language, london::day_of(concern.received_at), ""};
        auto body = room.words.say(concern.language, "public.report.sent_again");
        for (auto const& question : room.forms.as_given(concern.form, later.version()).questions) {
            auto const lines = forms::in_words(question, later, drawing);
            auto const contact
                = std::ranges::find(contact_answers, question.name) != contact_answers.end();
            if (contact || lines == forms::in_words(question, earlier, drawing))
                continue;
            body.append("\n\n").append(room.words.say(concern.language, question.question));
            for (auto const& line : lines)
                body.append("\n").append(line);
        }
        return body;
    }

    // The form was sent, changed and sent again under the same receipt: what is new in it comes as
    // a message, and the first words stand as they were given. How to reach them, and that somebody
    // is not safe, are of the concern itself.
    Done take_in_second_thoughts(Concerns const& room, Change& change, Concern const& before,
        Item const& item, BroughtPicture const& picture)
    {
        auto const earlier
            = TRY(forms::Answers::from_json(before.form, before.form_version, before.answers));
        auto const later
            = TRY(forms::Answers::from_json(item.form, item.form_version, item.answers));
        Message message;
        message.id = MessageId::fresh();
        message.concern = before.id;
        message.at = to_the_quarter(change.now());
        message.direction = Direction::from_raiser;
        message.body = said_anew(room, before, earlier, later);
        message.inbox_id = item.inbox_id;
        auto const taken = TRY(room.store.add(change, before, message));
        if (taken == Taken::before)
            return done();
        if (answer_text(json::parse(before.answers).as_object(), picture_field) != picture.number)
            TRY(hang_picture(change, picture, message.id));
        auto concern = before;
        auto answers = json::parse(concern.answers).as_object();
        auto const given = json::parse(item.answers).as_object();
        for (auto const* name : contact_answers)
            if (auto const* const value = given.if_contains(name))
                answers[name] = *value;
        auto const same_ways = answers == json::parse(concern.answers).as_object();
        concern.answers = json::serialize(answers);
        if (answer_text(given, "safe_now") == "no")
            concern.safe_now = SafeNow::no;
        if (same_ways && concern.safe_now == before.safe_now)
            return done();
        return room.store.save(
            change, concern, "write", "the raiser sent the form again with other answers");
    }

    Done take_in_report(
        Concerns const& room, Change& change, Item const& item, BroughtPicture const& picture)
    {
        auto const before = room.store.find_by_box(change, item.box);
        if (before && before->inbox_id != item.inbox_id)
            return take_in_second_thoughts(room, change, *before, item, picture);
        auto concern = TRY(received(room, Channel::public_site, item.form, item.form_version,
            item.answers, to_the_quarter(change.now())));
        concern.id = picture.concern;
        concern.box = item.box;
        concern.box_key = item.box_key;
        concern.inbox_id = item.inbox_id;
        concern.language = item.language.empty() ? "en" : item.language;
        auto const today = london::day_of(change.now());
        concern.district = district_of(change.writing(), concern.postcode);
        concern.holding_team = team_for(change.writing(), concern, today);
        if (!concern.holding_team.none()) {
            auto const team = TRY(directory::find_team(change.writing(), concern.holding_team));
            concern.owner_agency = team.agency;
        }
        auto const taken = TRY(room.store.add(change, concern));
        if (taken == Taken::before)
            return done();
        tell_raised(room, change, concern);
        return hang_picture(change, picture, {});
    }

    Done take_in_message(
        Concerns const& room, Change& change, Item const& item, BroughtPicture const& picture)
    {
        auto const concern = TRY(room.store.find_by_box(change, item.box));
        Message message;
        message.id = MessageId::fresh();
        message.concern = concern.id;
        message.at = to_the_quarter(change.now());
        message.direction = Direction::from_raiser;
        message.body = item.body;
        if (picture.any()) { // what the raiser reads again says that it was there
            if (!message.body.empty())
                message.body += "\n";
            message.body += room.words.say(concern.language, "public.picture.with_this");
        }
        message.inbox_id = item.inbox_id;
        auto const taken = TRY(room.store.add(change, concern, message));
        return taken == Taken::before ? done() : hang_picture(change, picture, message.id);
    }

    // The contact details go; that they were there, and went, stays.
    Done withdraw_contact(Concerns const& room, Change& change, Item const& item)
    {
        auto concern = TRY(room.store.find_by_box(change, item.box));
        auto answers = json::parse(concern.answers).as_object();
        bool any = false;
        for (auto const* name : contact_answers)
            any = answers.erase(name) > 0 || any;
        if (!any)
            return done();
        answers["contact_withdrawn"] = true;
        concern.answers = json::serialize(answers);
        return room.store.save(
            change, concern, "withdraw", "the raiser took their contact details back");
    }

    Done take_in_item(
        Concerns const& room, Change& change, Item const& item, BroughtPicture const& picture)
    {
        switch (item.kind) {
        case ItemKind::report:
            return take_in_report(room, change, item, picture);
        case ItemKind::message:
            return take_in_message(room, change, item, picture);
        case ItemKind::withdraw_contact:
            return withdraw_contact(room, change, item);
        }
        return done();
    }

    // Number of the picture that an item brings; "" for none.
    std::string picture_number(Item const& item)
    {
        if (item.kind != ItemKind::report)
            return item.picture;
        auto const answers = json::parse(item.answers);
        return answers.is_object() ? answer_text(answers.get_object(), picture_field)
                                   : std::string();
    }

    struct Opened {
        std::string inbox_id;
        Item item = {};
        std::string problem = {};
    };

    // Reports first: a message may have come right behind the report it belongs to. Of each, what
    // brings a picture comes last: drawing it anew takes a moment, and nobody else waits for that.
    int turn_of(Opened const& one)
    {
        return (one.item.kind == ItemKind::report ? 0 : 2)
            + (picture_number(one.item).empty() ? 0 : 1);
    }

    std::vector<Opened> opened_items(Concerns const& room, access::Gate const& gate)
    {
        std::vector<Opened> items;
        for (auto const& dropped : waiting(room.post, a_handful)) {
            Opened opened{dropped.inbox_id};
            auto const text = gate.keys().open_sealed_box(dropped.sealed);
            auto item
                = text ? read_item(*text) : Result<Item>(invalid("it is not sealed to this hub"));
            if (item)
                opened.item = std::move(*item);
            else
                opened.problem = item.error().words.key;
            items.push_back(std::move(opened));
        }
        std::ranges::stable_sort(items, {}, turn_of);
        return items;
    }

    Reply reply_about(Concerns const& room, Visit const& visit, Concern const& concern)
    {
        Reply reply;
        reply.status = write(status_of(concern));
        reply.reference = concern.reference.write();
        reply.language = concern.language;
        auto const answers = json::parse(concern.answers).as_object();
        reply.has_contact
            = answers.contains("phone") || answers.contains("email") || answers.contains("name");
        for (auto const& message : room.store.messages(visit, concern))
            if (message.told_how == "receipt")
                reply.lines.push_back({message.direction == Direction::to_raiser ? "team" : "you",
                    london::day_of(message.at).write(), message.body});
        return reply;
    }
} // namespace

std::string district_of(db::Connection& connection, std::string const& postcode)
{
    auto const read = directory::Postcode::read(postcode);
    auto const known = read ? directory::find_postcode(connection, *read) : std::nullopt;
    return known ? known->district : "";
}

namespace {
    // "Me" is an adult only if they say so: else it is taken for a child's.
    bool is_about_adults_only(Concern const& concern)
    {
        auto const answers = json::parse(concern.answers);
        auto const me = concern.about.contains("me");
        auto const me_adult
            = me && answers.is_object() && answer_text(answers.get_object(), "my_age") == "adult";
        if (concern.about.contains("child") || (me && !me_adult))
            return false;
        return concern.about.contains("adult") || me_adult;
    }
} // namespace

TeamId team_for(db::Connection& connection, Concern const& concern, Date on)
{
    if (concern.district.empty())
        return {};
    auto const adult_only = is_about_adults_only(concern);
    auto const* const purpose = adult_only ? "front_door_adults" : "front_door_children";
    auto const teams = directory::teams_for(connection, concern.district, purpose, on);
    return teams.empty() ? TeamId{} : teams.front().id;
}

TeamId team_of_taker(
    db::Connection& connection, Concern const& concern, std::vector<TeamId> const& theirs)
{
    auto const allegation = concern.route == Route::allegation;
    std::string const wanted = allegation ? "designated_officer"
        : is_about_adults_only(concern)   ? "front_door_adults"
                                          : "front_door_children";
    TeamId best;
    int best_fit = 0;
    for (auto const id : theirs) {
        auto const team = directory::find_team(connection, id);
        if (!team)
            continue;
        auto const fit = team->purpose == wanted       ? 3
            : allegation                               ? 0
            : team->purpose.starts_with("front_door_") ? 2
                                                       : 1;
        if (fit > best_fit) {
            best = id;
            best_fit = fit;
        }
    }
    return best;
}

Result<Concern> received(Concerns const& room, Channel channel, std::string const& form,
    int form_version, std::string const& answers, Instant at)
{
    boost::system::error_code problem;
    auto const parsed = json::parse(answers, problem);
    if (problem || !parsed.is_object())
        return invalid("The answers are not a JSON object");
    auto const& given = parsed.as_object();
    Concern concern;
    concern.id = ConcernId::fresh();
    concern.reference = Reference::fresh('C');
    concern.channel = channel;
    concern.received_at = at;
    concern.due_rule = "concern.decision";
    concern.due_at
        = actions::due(room.clocks.rule(concern.due_rule), at, room.facts.working_days());
    concern.about = answer_list(given, "about");
    auto const safe = answer_text(given, "safe_now");
    concern.safe_now = safe == "yes" ? SafeNow::yes
        : safe == "no"               ? SafeNow::no
                                     : SafeNow::not_known;
    if (auto const postcode = directory::Postcode::read(answer_text(given, "postcode")); postcode)
        concern.postcode = postcode->write();
    concern.form = form;
    concern.form_version = form_version;
    concern.answers = answers;
    return concern;
}

namespace {
    // Takes one item in, and says why it could not be. What the database will never take (a text it
    // refuses) is the item's own fault and must not hold up those behind it; all else is thrown on.
    std::string problem_of(Concerns const& room, access::Gate const& gate, Item const& item)
    {
        auto const pass = gate.enter_as_process("inbox");
        try {
            auto const number = picture_number(item);
            auto const before = room.store.find_by_box(pass->visit(), item.box);
            auto const picture = bring_picture(
                room, gate, pass->visit(), number, before ? before->id : ConcernId::fresh());
            auto const in = pass->visit().change(
                [&](Change& change) { return take_in_item(room, change, item, picture); });
            if (in && !number.empty())
                take_picture_away(room.post, number);
            return in ? "" : in.error().words.key;
        } catch (db::Failure const& failure) {
            if (failure.trouble() == db::Trouble::wrong || failure.trouble() == db::Trouble::check)
                return "the database refuses what it holds";
            throw;
        }
    }
} // namespace

std::size_t take_in(Concerns const& room, access::Gate const& gate)
{
    auto items = opened_items(room, gate);
    for (auto& item : items) {
        if (item.problem.empty())
            item.problem = problem_of(room, gate, item.item);
        if (item.problem.empty()) {
            take_away(room.post, item.inbox_id);
            continue;
        }
        if (room.tell_operator)
            room.tell_operator(fmt::format(
                "an item of the inbox was set aside ({}): {}", item.inbox_id, item.problem));
        set_aside(room.post, item.inbox_id);
    }
    return static_cast<std::size_t>(std::ranges::count(items, std::string(), &Opened::problem));
}

std::size_t lay_out_replies(Concerns const& room, access::Gate const& gate)
{
    auto const pass = gate.enter_as_process("outbox");
    auto const list = room.store.outgoing(pass->visit(), a_handful);
    std::set<ConcernId> seen;
    for (auto const& item : list) {
        if (!seen.insert(item.concern).second)
            continue;
        auto const concern = room.store.find(pass->visit(), item.concern);
        auto const key = concern ? from_base64(concern->box_key) : Result<std::string>(not_found());
        if (!key || key->size() != 32)
            continue;
        lay_out(room.post, concern->box,
            seal_to(*key, write(reply_about(room, pass->visit(), *concern))));
    }
    if (!list.empty()) {
        auto const done_with = pass->visit().change(
            [&](Change& change) { return room.store.laid_out(change, list); });
        must(done_with.ok(), "the outbox process may take what it laid out off the list");
    }
    return seen.size();
}

} // namespace kith::concerns
