// SPDX-License-Identifier: MIT
#include "base/london.h"
#include "invented/acting.h"
#include "invented/cores.h"
#include "invented/entering.h"
#include "invented/family.h"
#include "invented/saving.h"
#include <algorithm>
#include <fmt/core.h>
#include <iterator>
#include <sodium.h>

namespace kith::invented {
namespace {
    // The answers as the form accepts them.
    forms::Answers checked(
        concerns::Concerns const& room, std::string_view form_name, Act const& act)
    {
        auto const& form = room.forms.form(form_name);
        forms::Answers answers(form.name, form.version);
        for (auto const& [name, answer] : act.answers.all())
            answers.set(name, answer);
        auto reading = form.check(std::move(answers));
        must(reading.errors.empty(),
            reading.errors.empty()
                ? ""
                : fmt::format("the form {} refuses {}: {} ({})", form_name, act.concern,
                    reading.errors.front().words.key, reading.errors.front().field));
        return std::move(reading.answers);
    }

    // A story says how long before the act a sign was noticed: only then is the day known.
    void date_signs(forms::Answers& answers, Date today)
    {
        auto const* const answer = answers.find("signs");
        auto const* const held = answer ? std::get_if<std::vector<forms::Parts>>(answer) : nullptr;
        if (!held)
            return;
        auto signs = *held;
        for (auto& sign : signs)
            if (auto const before = sign.extract("days_before"); !before.empty())
                sign["noticed"] = (today + -std::atoi(before.mapped().c_str())).write();
        answers.set("signs", std::move(signs));
    }

    concerns::Box nobodys_box()
    {
        concerns::Box box;
        box.number = Uuid::fresh().write();
        std::erase(box.number, '-');
        box.public_key.resize(crypto_box_PUBLICKEYBYTES);
        box.secret_key.resize(crypto_box_SECRETKEYBYTES);
        crypto_box_keypair(reinterpret_cast<unsigned char*>(box.public_key.data()),
            reinterpret_cast<unsigned char*>(box.secret_key.data()));
        return box;
    }

    // What the story knows of somebody whose record was just made.
    Done add_known(concerns::Concerns const& room, access::Change& change,
        std::vector<KnownOf> const& all, std::string const& name, PersonId id)
    {
        for (auto const& known : all) {
            if (known.who != name)
                continue;
            auto fact = known.fact;
            if (known.days_before) {
                auto const day = london::day_of(change.now()) + -*known.days_before;
                fact.from = PartialDate{day.year(), day.month(), day.day()};
            }
            auto const person = TRY(people::find(change, id));
            TRY(people::add_fact_and_tell(*room.people, change, person, fact));
        }
        return done();
    }
} // namespace

std::string key_of(Story const& story, Act const& act) { return story.name + "/" + act.concern; }

Boxes make_boxes(Invented const& invented, std::vector<Story> const& stories)
{
    Boxes boxes;
    std::vector<std::string> shown;
    std::vector<concerns::Receipt> receipts;
    for (auto const& story : stories)
        for (auto const& act : story.acts) {
            if (act.deed != Deed::report)
                continue;
            boxes.by_concern[key_of(story, act)] = nobodys_box();
            if (act.shown.empty())
                continue;
            shown.push_back(key_of(story, act));
            receipts.push_back(concerns::Receipt::of_draft(
                invented.public_own_key, "kith invented " + Uuid::fresh().write()));
            boxes.receipts.push_back({receipts.back().words(), act.shown});
        }
    std::vector<concerns::Box> opened(receipts.size());
    auto const salt = concerns::site_salt(invented.public_own_key);
    on_all_cores(
        receipts.size(), [&](std::size_t i) { opened[i] = concerns::open_box(receipts[i], salt); });
    for (std::size_t i = 0; i < opened.size(); ++i)
        boxes.by_concern[shown[i]] = opened[i];
    return boxes;
}

// What the decision opened and no story tells of.
std::vector<TimedAct> Acting::opened_by(std::string const& key)
{
    std::vector<TimedAct> later;
    auto const reader = invented_.gate.database().reader();
    for (auto const& name : raised_.at(key).names) {
        auto const& subject = recorded_.at(name);
        auto const id = cases::open_case_of(*reader, subject);
        if (!id || !seen_open_.insert(*id).second)
            continue;
        std::string context_kind;
        if (subject.kind == "context")
            context_kind = contexts::find(
                invented_.gate.enter_as_process("demo")->visit(), ContextId(subject.id))
                               .value()
                               .kind;
        std::ranges::move(later_.of(name, subject.kind, context_kind, invented_.clock.now()),
            std::back_inserter(later));
    }
    return later;
}

std::vector<TimedAct> Acting::act(Story const& story, Act const& act, Told& told)
{
    auto later = carry_out(story, act, told);
    tell_as_saved(invented_, town_, act);
    return later;
}

std::vector<TimedAct> Acting::carry_out(Story const& story, Act const& act, Told& told)
{
    auto const key = key_of(story, act);
    if (known_.empty()) // whichever concern is decided first makes the record
        for (auto const& told_of : read_stories())
            for (auto const& one : told_of.acts)
                known_.insert(known_.end(), one.known.begin(), one.known.end());
    switch (act.deed) {
    case Deed::report:
        ++told.concerns;
        report(key, act);
        break;
    case Deed::raise:
        ++told.concerns;
        raise(key, act);
        break;
    case Deed::take_up:
        as(act.actor, [&](access::Change& change) {
            return concerns::take_up(invented_.room, change, raised_.at(key).id);
        });
        break;
    case Deed::decide:
        ++told.decided;
        link_named(key, act);
        weigh(key, act);
        return opened_by(key);
    case Deed::correct:
        weigh(key, act);
        break;
    case Deed::write:
        ++told.messages;
        write(key, act);
        break;
    case Deed::answer:
        ++told.messages;
        send_item(key, act);
        break;
    case Deed::withdraw:
        send_item(key, act);
        break;
    case Deed::ask_partners:
        ask_partners(key, act);
        break;
    case Deed::tell_what_is_known:
        tell_what_is_known(key, act);
        break;
    case Deed::ask_again:
        ask_again(key, act);
        break;
    case Deed::open:
        open_to(key, act);
        break;
    case Deed::tell_of_child:
        as(act.actor, [&](access::Change& change) {
            return tell_of_child(
                invented_.room.links, change, PersonId(recorded_.at(act.child).id), act);
        });
        break;
    case Deed::work:
        ++told.steps;
        casework_.work(act);
        break;
    }
    return {};
}

void Acting::drop_item(concerns::Item const& item)
{
    auto const& room = invented_.room;
    concerns::drop(room.post, item.inbox_id,
        concerns::seal_to(invented_.gate.keys().hub_public_key(), concerns::write(item)));
    must(concerns::take_in(room, invented_.gate) == 1, "the hub takes in what was just dropped");
}

void Acting::report(std::string const& key, Act const& act)
{
    auto const& box = boxes_.by_concern.at(key);
    auto const answers = checked(invented_.room, "concerns/report", act);
    concerns::Item item;
    item.kind = concerns::ItemKind::report;
    item.inbox_id = nobodys_box().number;
    item.box = box.number;
    item.box_key = concerns::base64(box.public_key);
    item.form = answers.form();
    item.form_version = answers.version();
    item.answers = answers.to_json();
    drop_item(item);
    auto const pass = invented_.gate.enter_as_process("inbox");
    auto const concern = accepted(invented_.room.store.find_by_box(pass->visit(), box.number), key);
    pass->settle();
    raised_[key] = {concern.id, box.number};
}

void Acting::raise(std::string const& key, Act const& act)
{
    auto told = act;
    date_signs(told.answers, london::day_of(invented_.room.clock.now()));
    auto const answers = checked(invented_.room, "concerns/referral", told);
    raised_[key] = {as(act.actor,
        [&](access::Change& change) { return concerns::raise(invented_.room, change, answers); })};
}

// Whoever decides links first those whom the concern names: a record known by the same name, or a
// new one.
void Acting::link_named(std::string const& key, Act const& act)
{
    auto const& room = invented_.room;
    as(act.actor, [&](access::Change& change) -> Done {
        auto const concern = TRY(room.store.find(change, raised_.at(key).id));
        if (!concerns::may_make_records(concern))
            return done();
        auto made = recorded_; // kept only if this try is
        std::set<std::string> names;
        auto const link
            = [&](std::string const& name, char const* role, auto const& record) -> Done {
            concerns::Joining joining{concern.id, {}, {}};
            auto const told = act.roles.find(name);
            joining.stands.role = told == act.roles.end() ? role : told->second;
            names.insert(name);
            if (auto const known = made.find(name); known != made.end()) {
                joining.subject = known->second;
                TRY(concerns::link_known(room, change, joining));
                return done();
            }
            auto const id = TRY(concerns::link_new(room, change, joining, record));
            made.emplace(name, thing(id));
            return done();
        };
        for (std::size_t i = 0;; ++i) {
            auto const given = concerns::person_as_given(concern, i);
            if (given.person.names.empty())
                break;
            auto const& name = given.person.names.front().text;
            auto const is_new = !made.contains(name);
            TRY(link(name, "worry_about", given.person));
            if (is_new)
                TRY(add_known(room, change, known_, name, PersonId(made.at(name).id)));
        }
        for (std::size_t i = 0;; ++i) {
            auto given = concerns::context_as_given(concern, i);
            if (given.context.name.empty())
                break;
            if (auto const kind = act.kinds.find(given.context.name); kind != act.kinds.end())
                given.context.kind = kind->second;
            if (!contexts::checked(given.context, london::day_of(change.now())))
                continue; // too little is said of it for a record
            TRY(link(given.context.name, "happened_at", given.context));
        }
        recorded_ = made;
        raised_.at(key).names = names;
        return done();
    });
}

void Acting::weigh(std::string const& key, Act const& act)
{
    auto const& room = invented_.room;
    concerns::Weighed weighed;
    weighed.concern = raised_.at(key).id;
    weighed.choice = act.choice;
    weighed.reply = act.words;
    as(act.actor, [&](access::Change& change) -> Done {
        auto const open = TRY(room.store.find(change, weighed.concern));
        weighed.version = open.version;
        return concerns::record_decision(room, change, weighed);
    });
}

void Acting::write(std::string const& key, Act const& act)
{
    auto const message = Uuid::fresh();
    as(act.actor, [&](access::Change& change) {
        return concerns::send_message(
            invented_.room, change, raised_.at(key).id, act.words, message);
    });
}

void Acting::open_to(std::string const& key, Act const& act)
{
    concerns::Opening opening;
    opening.id = OpeningId::fresh();
    opening.concern = raised_.at(key).id;
    opening.account = town_.accounts.at(act.opened_to);
    opening.reason = act.reason;
    opening.words = act.words;
    as(act.actor,
        [&](access::Change& change) { return concerns::open_to(invented_.room, change, opening); });
}

void Acting::send_item(std::string const& key, Act const& act)
{
    concerns::Item item;
    item.kind = act.deed == Deed::answer ? concerns::ItemKind::message
                                         : concerns::ItemKind::withdraw_contact;
    item.inbox_id = nobodys_box().number;
    item.box = raised_.at(key).box;
    item.body = act.words;
    drop_item(item);
}

void Acting::ask_partners(std::string const& key, Act const& act)
{
    auto const& room = invented_.room;
    concerns::Asking asking;
    asking.concern = raised_.at(key).id;
    asking.urgency = act.urgency;
    asking.answers = checked(room, "concerns/partner_request", act);
    for (auto const& code : act.partners) {
        auto const team = town_.teams.find(code);
        auto const agency = town_.agencies.find(code);
        must(team != town_.teams.end() || agency != town_.agencies.end(),
            "a story asks a partner that the place does not have: " + code);
        asking.partners.push_back(team != town_.teams.end()
                ? concerns::Partner{{}, team->second}
                : concerns::Partner{agency->second, {}});
    }
    raised_.at(key).partners_asked = as(act.actor,
        [&](access::Change& change) { return concerns::ask_partners(room, change, asking); });
}

void Acting::tell_what_is_known(std::string const& key, Act const& act)
{
    auto const& room = invented_.room;
    auto const answers = checked(room, "concerns/partner_answer", act);
    as(act.actor, [&](access::Change& change) -> Done {
        for (auto const& asked : room.partners.list_to_answer(change))
            if (asked.request.id == raised_.at(key).partners_asked)
                return concerns::answer_partner_check(
                    room, change, {asked.check.id, asked.check.version, answers, act.words});
        return not_found();
    });
}

void Acting::ask_again(std::string const& key, Act const& act)
{
    auto const& raised = raised_.at(key);
    as(act.actor, [&](access::Change& change) {
        return concerns::chase_partners(invented_.room, change, raised.id, raised.partners_asked);
    });
}

} // namespace kith::invented
