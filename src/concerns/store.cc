// SPDX-License-Identifier: MIT
#include "concerns/store.h"
#include "base/london.h"
#include "concerns/allegation_store.h"
#include "directory/directory.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    constexpr db::Sql find_concern = {"find concern", "select * from concerns where id = $1"};
    constexpr db::Sql find_concern_by_reference
        = {"find concern by reference", "select * from concerns where reference = $1"};
    constexpr db::Sql find_concern_by_box
        = {"find concern by box", "select * from concerns where box = $1"};
    constexpr db::Sql find_inbox_concern
        = {"find concern by inbox id", "select id from concerns where inbox_id = $1"};
    constexpr db::Sql open_of_team = {"open concerns of a team",
        "select * from concerns where holding_team = $1 and state in ('waiting', 'reading') order "
        "by due_at, id limit 1000"};
    constexpr db::Sql open_of_nobody = {"open concerns no team holds",
        "select * from concerns where holding_team is null and state in ('waiting', 'reading') "
        "order by due_at, id limit 1000"};
    constexpr db::Sql decided_of_team = {"decided concerns of a team",
        "select * from concerns where holding_team = $1 and state = 'decided' order by decided_at "
        "desc, id limit $2 offset $3"};
    constexpr db::Sql decided_of_nobody = {"decided concerns no team holds",
        "select * from concerns where holding_team is null and state = 'decided' order by "
        "decided_at desc, id limit $1 offset $2"};
    constexpr db::Sql raised_by_account = {"concerns somebody raised",
        "select * from concerns where raised_by = $1 or sent_by = $1 order by received_at desc, "
        "id limit $2 offset $3"};
    constexpr db::Sql opened_to_account = {"concerns opened to somebody",
        "select * from concerns where id in (select concern from openings where account = $1 and "
        "closed_at is null) order by received_at desc, id limit $2 offset $3"};
    constexpr db::Sql near_postcode = {"concerns of a postcode",
        "select * from concerns where postcode = $1 and id <> $2 order by received_at desc, id "
        "limit $3 offset $4"};
    constexpr db::Sql unread_of_team = {"concerns of a team with new words from their raiser",
        "select * from concerns where holding_team = $1 and id in (select concern from "
        "concern_messages where direction = 'from raiser' and read_at is null) order by "
        "received_at, id limit 200"};
    constexpr db::Sql unread_of_nobody = {"concerns no team holds with new words from their raiser",
        "select * from concerns where holding_team is null and id in (select concern from "
        "concern_messages where direction = 'from raiser' and read_at is null) order by "
        "received_at, id limit 200"};
    constexpr db::Sql unread_of_raiser = {"concerns somebody raised with new words from the team",
        "select * from concerns where raised_by = $1 and id in (select concern from "
        "concern_messages where direction = 'to raiser' and read_at is null) order by "
        "received_at, id limit 200"};
    constexpr db::Sql insert_concern = {"add concern",
        "insert into concerns (id, reference, channel, state, received_at, due_at, due_rule, "
        "urgency, safe_now, about, "
        "district, postcode, holding_team, taken_by, raised_by, raised_for, form, form_version, "
        "language, answers, box, "
        "box_key, inbox_id, read_at, decided_at, version, recorded_at, recorded_by, owner_agency, "
        "route, sent_by) values ($1, $2, $3, $4, "
        "$5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, "
        "$24, $25, 1, $26, $27, "
        "$28, $29, $30)"};
    constexpr db::Sql keep_version = {"keep concern as it was",
        "insert into concerns_was (id, reference, channel, state, received_at, due_at, due_rule, "
        "urgency, safe_now, about, district, postcode, holding_team, taken_by, raised_by, "
        "raised_for, form, form_version, language, answers, box, box_key, inbox_id, read_at, "
        "decided_at, version, recorded_at, recorded_by, owner_agency, superseded_at, reason, "
        "route, sent_by) select id, reference, channel, state, received_at, due_at, "
        "due_rule, urgency, safe_now, "
        "about, district, postcode, holding_team, taken_by, raised_by, raised_for, form, "
        "form_version, language, answers, "
        "box, box_key, inbox_id, read_at, decided_at, version, recorded_at, recorded_by, "
        "owner_agency, $2, $3, route, sent_by from concerns "
        "where id = $1"};
    constexpr db::Sql update_concern = {"save concern",
        "update concerns set state = $3, due_at = $4, urgency = $5, safe_now = $6, about = $7, "
        "district = $8, postcode = $9, "
        "holding_team = $10, taken_by = $11, answers = $12, read_at = $13, decided_at = $14, "
        "owner_agency = $15, "
        "recorded_at = $16, recorded_by = $17, route = $18, due_rule = $19, version = version + 1 "
        "where id = $1 and version = "
        "$2"};
    constexpr db::Sql versions_of
        = {"what a concern was", "select * from concerns_was where id = $1 order by version desc"};
    constexpr db::Sql decisions_of = {"decisions about a concern",
        "select * from concern_decisions where concern = $1 order by decided_at desc, id"};
    constexpr db::Sql outcomes_of = {"outcomes of a concern's decisions",
        "select o.* from concern_outcomes o join concern_decisions d on d.id = o.decision where "
        "d.concern = $1 order by "
        "o.outcome"};
    constexpr db::Sql insert_decision = {"add decision",
        "insert into concern_decisions (id, concern, decided_at, decided_by, agency, summary, "
        "replaces) values ($1, $2, $3, "
        "$4, $5, $6, $7)"};
    constexpr db::Sql insert_outcome = {"add outcome",
        "insert into concern_outcomes (decision, outcome, reason) values ($1, $2, $3)"};
    constexpr db::Sql insert_outgoing = {
        "lay out later", "insert into concern_outgoing (id, concern, made_at) values ($1, $2, $3)"};
    constexpr db::Sql list_outgoing = {"what to lay out",
        "select id, concern from concern_outgoing order by made_at, id limit $1"};
    constexpr db::Sql delete_outgoing = {"laid out", "delete from concern_outgoing where id = $1"};

    std::string about_json(std::set<std::string> const& about)
    {
        boost::json::array list;
        for (auto const& kind : about)
            list.emplace_back(kind);
        return boost::json::serialize(list);
    }
    std::set<std::string> about_from(std::string const& text)
    {
        std::set<std::string> about;
        auto const parsed = boost::json::parse(text);
        for (auto const& kind : parsed.as_array())
            about.emplace(kind.as_string());
        return about;
    }
    // Absent is null in the database, empty here.
    db::Value or_null(std::string const& text)
    {
        return text.empty() ? db::Value{} : db::Value{text};
    }

    Concern read_concern(db::Row const& row)
    {
        Concern concern;
        concern.id = row.id<ConcernId>("id");
        concern.reference = Reference::read(row.text("reference")).value();
        concern.channel = read_channel(row.text("channel"));
        concern.state = read_state(row.text("state"));
        concern.received_at = row.instant("received_at");
        concern.due_at = row.instant("due_at");
        concern.due_rule = row.text("due_rule");
        concern.urgency = row.text("urgency");
        concern.safe_now = read_safe_now(row.text("safe_now"));
        concern.about = about_from(row.text("about"));
        concern.district = row.text("district");
        concern.postcode = row.text("postcode");
        concern.holding_team = row.id<TeamId>("holding_team");
        concern.taken_by = row.id<AccountId>("taken_by");
        concern.raised_by = row.id<AccountId>("raised_by");
        concern.raised_for = row.id<AgencyId>("raised_for");
        concern.sent_by = row.id<AccountId>("sent_by");
        concern.form = row.text("form");
        concern.form_version = static_cast<int>(row.integer("form_version"));
        concern.language = row.text("language");
        concern.answers = row.text("answers");
        concern.box = row.text("box");
        concern.box_key = row.text("box_key");
        concern.inbox_id = row.text("inbox_id");
        concern.read_at = row.maybe_instant("read_at");
        concern.decided_at = row.maybe_instant("decided_at");
        concern.version = row.integer("version");
        concern.owner_agency = row.id<AgencyId>("owner_agency");
        concern.route = read_route(row.text("route"));
        return concern;
    }

    void attend(Visit const& visit, Concern& concern)
    {
        attend_wall(visit, concern);
        attend_sender(visit, concern);
    }

    Result<Concern> one_seen(Visit const& visit, db::Rows const& rows)
    {
        if (rows.empty())
            return not_found();
        auto concern = read_concern(rows[0]);
        attend(visit, concern);
        TRY(visit.see(facts_of(concern)));
        return concern;
    }

    // Adds those of `rows` that this visit may know, and notes them as looked at.
    void add_seen(Visit const& visit, db::Rows const& rows, std::vector<Concern>& seen)
    {
        for (auto const row : rows) {
            auto concern = read_concern(row);
            attend(visit, concern);
            if (visit.see(facts_of(concern)).ok())
                seen.push_back(std::move(concern));
        }
    }

    // The first `limit` that this visit may know. `page(most, after)` reads rows in their order: a
    // row that may not be known takes nobody's place.
    template <class Page>
    void add_first_seen(
        Visit const& visit, std::size_t limit, Page const& page, std::vector<Concern>& seen)
    {
        constexpr std::size_t at_once = 200;
        auto const full = seen.size() + limit;
        for (std::size_t after = 0; seen.size() < full; after += at_once) {
            auto const rows
                = page(static_cast<std::int64_t>(at_once), static_cast<std::int64_t>(after));
            for (std::size_t at = 0; at < rows.size() && seen.size() < full; ++at) {
                auto concern = read_concern(rows[at]);
                attend(visit, concern);
                if (visit.see(facts_of(concern)).ok())
                    seen.push_back(std::move(concern));
            }
            if (rows.size() < at_once)
                return;
        }
    }
} // namespace

void Store::lay_out_later(Change& change, Concern const& concern)
{
    if (!concern.box.empty())
        change.writing().run(insert_outgoing, Uuid::fresh(), concern.id, change.now());
}

access::Facts facts_of(Concern const& concern)
{
    access::Facts facts;
    facts.thing = thing(concern.id);
    facts.subject = facts.thing;
    facts.owner = concern.owner_agency;
    if (!concern.holding_team.none())
        facts.holding_teams.push_back(concern.holding_team);
    facts.raised_by = concern.raised_by;
    facts.state = concern.route == Route::allegation ? "allegation" : write(concern.state);
    facts.walled = concern.walled;
    facts.opened_to = concern.opened_to;
    if (concern.sender_leads)
        facts.shared_with.push_back(concern.sent_by);
    return facts;
}

void attend_sender(Visit const& visit, Concern& concern)
{
    concern.sender_leads = !concern.sent_by.none()
        && directory::is_lead_of(
            visit.reading(), concern.raised_for, concern.sent_by, london::day_of(visit.now()));
}

bool on_raisers_side(Visit const& visit, Concern const& concern)
{
    auto const account = visit.visitor().account;
    return account == concern.raised_by
        || (account == concern.sent_by && !visit.permits("decide", facts_of(concern)));
}

Result<Concern> Store::find(Visit const& visit, ConcernId id) const
{
    return one_seen(visit, visit.reading().run(find_concern, id));
}

Result<Concern> Store::find(Visit const& visit, Reference const& reference) const
{
    return one_seen(visit, visit.reading().run(find_concern_by_reference, reference.write()));
}

std::optional<access::Facts> find_facts(Visit const& visit, ConcernId id)
{
    auto const rows = visit.reading().run(find_concern, id);
    if (rows.empty())
        return std::nullopt;
    auto concern = read_concern(rows[0]);
    attend(visit, concern);
    return facts_of(concern);
}

bool Store::knows(Visit const& visit, ConcernId id) const
{
    auto const facts = find_facts(visit, id);
    // whoever reads only what was opened to them knows no link
    return facts && visit.sees(*facts) && visit.permits("copy", *facts);
}

bool walled_off(Visit const& visit, ConcernId id)
{
    auto const facts = find_facts(visit, id);
    return facts && facts->walled;
}

Result<Concern> Store::find_by_box(Visit const& visit, std::string const& box) const
{
    return one_seen(visit, visit.reading().run(find_concern_by_box, box));
}

std::vector<Concern> Store::list_open(Visit const& visit) const
{
    std::vector<Concern> open;
    for (auto const team : visit.visitor().teams)
        add_seen(visit, visit.reading().run(open_of_team, team), open);
    add_seen(visit, visit.reading().run(open_of_nobody), open);
    std::ranges::sort(open, more_pressing);
    return open;
}

std::vector<Concern> Store::list_decided(Visit const& visit, std::size_t limit) const
{
    std::vector<Concern> list;
    for (auto const team : visit.visitor().teams)
        add_first_seen(
            visit, limit,
            [&](std::int64_t most, std::int64_t after) {
                return visit.reading().run(decided_of_team, team, most, after);
            },
            list);
    add_first_seen( // decided by somebody of no team
        visit, limit,
        [&](std::int64_t most, std::int64_t after) {
            return visit.reading().run(decided_of_nobody, most, after);
        },
        list);
    std::ranges::sort(
        list, [](auto const& a, auto const& b) { return a.decided_at > b.decided_at; });
    if (list.size() > limit)
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(limit), list.end());
    return list;
}

std::vector<Concern> Store::list_raised(Visit const& visit, std::size_t limit) const
{
    std::vector<Concern> list;
    add_first_seen(
        visit, limit,
        [&](std::int64_t most, std::int64_t after) {
            return visit.reading().run(raised_by_account, visit.visitor().account, most, after);
        },
        list);
    return list;
}

std::vector<Concern> Store::list_opened(Visit const& visit, std::size_t limit) const
{
    std::vector<Concern> list;
    add_first_seen(
        visit, limit,
        [&](std::int64_t most, std::int64_t after) {
            return visit.reading().run(opened_to_account, visit.visitor().account, most, after);
        },
        list);
    return list;
}

std::vector<Concern> Store::list_unread(Visit const& visit, Direction direction) const
{
    std::vector<Concern> unread;
    auto const& visitor = visit.visitor();
    if (direction == Direction::to_raiser) {
        add_seen(visit, visit.reading().run(unread_of_raiser, visitor.account), unread);
        return unread;
    }
    for (auto const team : visitor.teams)
        add_seen(visit, visit.reading().run(unread_of_team, team), unread);
    add_seen(visit, visit.reading().run(unread_of_nobody), unread);
    std::erase_if(unread, [&](Concern const& one) { // their own words are new to nobody
        return one.raised_by == visitor.account || !visit.permits("decide", facts_of(one));
    });
    return unread;
}

std::vector<Concern> Store::list_nearby(
    Visit const& visit, Concern const& concern, std::size_t limit) const
{
    std::vector<Concern> list;
    if (!concern.postcode.empty())
        add_first_seen(
            visit, limit,
            [&](std::int64_t most, std::int64_t after) {
                return visit.reading().run(
                    near_postcode, concern.postcode, concern.id, most, after);
            },
            list);
    return list;
}

std::vector<Decision> Store::decisions(Visit const& visit, Concern const& concern) const
{
    std::vector<Decision> made;
    for (auto const row : visit.reading().run(decisions_of, concern.id))
        made.push_back({row.id<DecisionId>("id"), concern.id, row.instant("decided_at"),
            row.id<AccountId>("decided_by"), row.id<AgencyId>("agency"), row.text("summary"), {},
            row.id<DecisionId>("replaces")});
    for (auto const row : visit.reading().run(outcomes_of, concern.id))
        for (auto& decision : made)
            if (decision.id == row.id<DecisionId>("decision"))
                decision.outcomes.push_back({row.text("outcome"), row.text("reason")});
    return made;
}

Result<Taken> Store::add(Change& change, Concern& concern) const
{
    if (!concern.inbox_id.empty()
        && !change.writing().run(find_inbox_concern, concern.inbox_id).empty())
        return Taken::before;
    while (!change.writing().run(find_concern_by_reference, concern.reference.write()).empty())
        concern.reference = Reference::fresh('C');
    change.writing().run(insert_concern, concern.id, concern.reference.write(),
        write(concern.channel), write(concern.state), concern.received_at, concern.due_at,
        concern.due_rule, or_null(concern.urgency), write(concern.safe_now),
        about_json(concern.about), or_null(concern.district), or_null(concern.postcode),
        concern.holding_team, concern.taken_by, concern.raised_by, concern.raised_for, concern.form,
        concern.form_version, concern.language, concern.answers, or_null(concern.box),
        or_null(concern.box_key), or_null(concern.inbox_id), concern.read_at, concern.decided_at,
        change.now(), change.visitor().account, concern.owner_agency, write(concern.route),
        concern.sent_by);
    TRY(change.record("create", facts_of(concern),
        fmt::format("{} received{}", concern.reference.write(),
            concern.sent_by.none() ? "" : ", sent by a safeguarding lead for whoever wrote it")));
    keep_signs(change, concern, 1);
    lay_out_later(change, concern);
    return Taken::now;
}

Done Store::save(
    Change& change, Concern const& concern, std::string_view act, std::string const& reason) const
{
    TRY(change.record(act, facts_of(concern), reason));
    return replace(change, concern, reason);
}

Done Store::hand_over(
    Change& change, Concern const& before, Concern const& after, std::string const& reason) const
{
    TRY(change.record("send_on", facts_of(before), reason)); // by who may do it as it stood
    return replace(change, after, reason);
}

Done Store::correct(
    Change& change, Concern const& before, Concern const& after, std::string const& reason) const
{
    TRY(change.record("correct", facts_of(before), reason));
    return replace(change, after, reason);
}

std::vector<Store::Was> Store::versions(Visit const& visit, Concern const& concern) const
{
    std::vector<Was> all;
    if (!visit.sees(facts_of(concern)))
        return all;
    auto by = AccountId();
    for (auto const row : visit.reading().run(find_concern, concern.id))
        by = row.id<AccountId>("recorded_by");
    for (auto const row : visit.reading().run(versions_of, concern.id)) {
        all.push_back({read_concern(row), row.instant("superseded_at"), by, row.text("reason")});
        by = row.id<AccountId>("recorded_by");
    }
    return all;
}

Done Store::replace(Change& change, Concern const& concern, std::string const& reason) const
{
    change.writing().run(keep_version, concern.id, change.now(), reason);
    auto const saved = change.writing().run(update_concern, concern.id, concern.version,
        write(concern.state), concern.due_at, or_null(concern.urgency), write(concern.safe_now),
        about_json(concern.about), or_null(concern.district), or_null(concern.postcode),
        concern.holding_team, concern.taken_by, concern.answers, concern.read_at,
        concern.decided_at, concern.owner_agency, change.now(), change.visitor().account,
        write(concern.route), concern.due_rule);
    if (saved.changed() == 0)
        return error(
            Code::conflict, "Somebody changed this concern since you opened it: look at it again");
    keep_signs(change, concern, concern.version + 1);
    lay_out_later(change, concern);
    return done();
}

Done Store::add(Change& change, Concern const& concern, Decision const& decision) const
{
    std::string outcomes;
    for (auto const& outcome : decision.outcomes)
        outcomes += (outcomes.empty() ? "" : ", ") + outcome.code;
    TRY(change.record("decide", facts_of(concern), fmt::format("decided: {}", outcomes)));
    change.writing().run(insert_decision, decision.id, concern.id, decision.at, decision.by,
        decision.agency, decision.summary, decision.replaces);
    for (auto const& outcome : decision.outcomes)
        change.writing().run(insert_outcome, decision.id, outcome.code, outcome.reason);
    return done();
}

std::vector<Store::Outgoing> Store::outgoing(Visit const& visit, std::size_t limit) const
{
    std::vector<Outgoing> list;
    for (auto const row : visit.reading().run(list_outgoing, static_cast<std::int64_t>(limit)))
        list.push_back({row.text("id"), row.id<ConcernId>("concern")});
    return list;
}

Done Store::laid_out(Change& change, std::vector<Outgoing> const& done_with) const
{
    for (auto const& item : done_with)
        change.writing().run(delete_outgoing, item.id);
    return done();
}

} // namespace kith::concerns
