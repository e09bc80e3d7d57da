// SPDX-License-Identifier: MIT
#include "actions/action_store.h"
#include "actions/action_rows.h"
#include "base/london.h"
#include "platform/access/accounts.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <tuple>

namespace kith::actions {
namespace {
    constexpr int lately_days = 14;

    constexpr db::Sql find_action = {"find action",
        "select a.*, c.closed_at as named_closed_at from actions a left join accounts c on c.id = "
        "a.named where a.id = $1"};
    constexpr db::Sql actions_about = {"actions about a thing",
        "select a.*, c.closed_at as named_closed_at from actions a left join accounts c on c.id = "
        "a.named where a.about_kind = $1 and a.about = $2 order by a.due, a.recorded_at, a.id "
        "limit "
        "500"};
    constexpr db::Sql actions_drawn_from = {"actions drawn from a thing",
        "select a.*, c.closed_at as named_closed_at from actions a left join accounts c on c.id = "
        "a.named where a.drawn_kind = $1 and a.drawn_from = $2 order by a.due, a.recorded_at, a.id "
        "limit 500"};
    constexpr db::Sql actions_mine = {"actions of somebody",
        "select a.*, c.closed_at as named_closed_at from actions a left join accounts c on c.id = "
        "a.named where (a.named = $1 or (a.for_agency = $2 and (a.named is null or c.closed_at is "
        "not null))) and (a.state = 'open' or a.finished_on >= $3) order by a.due, a.recorded_at, "
        "a.id limit 500"};
    constexpr db::Sql actions_asked_by = {"open actions a team asked for",
        "select a.*, c.closed_at as named_closed_at from actions a left join accounts c on c.id = "
        "a.named where a.asked_by = $1 and a.state = 'open' order by a.due, a.recorded_at, a.id "
        "limit 500"};
    constexpr db::Sql count_open = {"open actions about a thing",
        "select count(*) as n from actions where about_kind = $1 and about = $2 and state = "
        "'open'"};
    constexpr db::Sql count_overdue = {"overdue actions about a thing",
        "select count(*) as n from actions where about_kind = $1 and about = $2 and state = 'open' "
        "and due < $3"};
    constexpr db::Sql asked_by_rule = {"what a rule asked about a thing",
        "select state, recorded_at from actions where about_kind = $1 and about = $2 and due_rule "
        "= $3 order by recorded_at, id"};
    constexpr db::Sql asked_by_rule_from = {"what a rule asked because of a thing",
        "select state, recorded_at from actions where drawn_kind = $1 and drawn_from = $2 and "
        "due_rule = $3 order by recorded_at, id"};
    constexpr db::Sql insert_action = {"add action",
        "insert into actions (id, about_kind, about, subject_kind, subject, drawn_kind, "
        "drawn_from, what, kind, for_agency, named, named_in_words, due, due_rule, "
        "how_we_will_know, state, result, asked_by, created_by, version, recorded_at, recorded_by, "
        "owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
        "'open', '', $16, $17, 1, $18, $17, $19)"};
    constexpr db::Sql keep_action = {"keep action as it was",
        "insert into actions_was select id, about_kind, about, subject_kind, subject, drawn_kind, "
        "drawn_from, what, kind, for_agency, named, named_in_words, due, due_rule, "
        "how_we_will_know, state, result, finished_on, asked_by, created_by, version, recorded_at, "
        "recorded_by, owner_agency, $3, $4 from actions where id = $1 and version = $2"};
    constexpr db::Sql update_action = {"save action",
        "update actions set what = $3, kind = $4, for_agency = $5, named = $6, named_in_words = "
        "$7, due = $8, due_rule = $9, how_we_will_know = $10, state = $11, result = $12, "
        "finished_on = $13, recorded_at = $14, recorded_by = $15, version = version + 1 where id = "
        "$1 and version = $2"};
    constexpr db::Sql action_versions = {"versions of an action",
        "select w.*, coalesce((select n.recorded_by from actions_was n where n.id = w.id and "
        "n.version = w.version + 1), (select a.recorded_by from actions a where a.id = w.id and "
        "a.version = w.version + 1)) as replaced_by from actions_was w where w.id = $1 order by "
        "w.version desc"};

    std::string stripped_reason(std::string const& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string::npos
            ? ""
            : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    Result<std::string> read_reason(std::string const& text, char const* field)
    {
        auto reason = stripped_reason(text);
        if (reason.size() > longest_reason)
            return invalid("Write 4,000 characters or fewer", field);
        return reason;
    }

    Result<ActionRow> stands_as(Visit const& visit, ActionId id)
    {
        auto const rows = visit.reading().run(find_action, id);
        if (rows.empty())
            return not_found();
        return read_action_row(rows[0]);
    }

    // Decides each row, asking once for each thing.
    class Deciding {
    public:
        Deciding(About const& about, Visit const& visit) : about_(about), visit_(visit) { }
        ActionFacts facts(ActionRow const& row)
        {
            auto const& thing = row.action.about;
            auto at = told_.find(thing);
            if (at == told_.end())
                at = told_.emplace(thing, about_.facts_of(visit_, thing)).first;
            return facts_of_action(visit_, row, at->second);
        }
        // Its texts as the room of what it hangs on shows them.
        std::string shown(Thing const& about, std::string const& text)
        {
            auto at = shows_.find(about);
            if (at == shows_.end())
                at = shows_.emplace(about, about_.shown(visit_, about)).first;
            return at->second ? at->second(text) : text;
        }
        Action shown(Action action)
        {
            for (auto* const text :
                {&action.what, &action.named_in_words, &action.how_we_will_know, &action.result})
                *text = shown(action.about, *text);
            return action;
        }
        std::vector<Action> seen(db::Rows const& rows)
        {
            std::vector<Action> all;
            for (auto const row : rows) {
                auto held = read_action_row(row);
                auto const told = facts(held);
                if (!visit_.see(told.facts).ok())
                    continue;
                auto action = shown(std::move(held.action));
                all.push_back(told.about_known ? std::move(action) : own_words(std::move(action)));
            }
            return all;
        }

    private:
        About const& about_;
        Visit const& visit_;
        std::map<Thing, std::optional<access::Facts>> told_ = {};
        std::map<Thing, About::Shown> shows_ = {};
    };

    // All that is typed of an action, and why it changes.
    Done check_texts(Visit const& visit, About const& about, Thing const& thing,
        Action const& action, std::string const& reason)
    {
        return about.check(visit, thing,
            {{"what", &action.what}, {"named", &action.named_in_words},
                {"how_we_will_know", &action.how_we_will_know}, {"reason", &reason}});
    }

    std::vector<Action> open_first(std::vector<Action> all)
    {
        std::ranges::stable_sort(all, [](Action const& one, Action const& other) {
            auto const key = [](Action const& action) {
                return std::tuple(!action.open(), action.state == ActionState::withdrawn);
            };
            return key(one) < key(other);
        });
        return all;
    }

    Error action_saved_meanwhile()
    {
        return error(Code::conflict,
            "Somebody changed this action since you opened it. What you typed is still below: look "
            "at what stands now, then save again");
    }

    // Whoever is named works for the agency that does it.
    Done check_named(Visit const& visit, Action const& action)
    {
        if (action.named.none())
            return done();
        auto const today = london::day_of(visit.now());
        auto const account = access::find_account(visit.reading(), action.named);
        auto const works = access::assignments_of(visit.reading(), action.named, today);
        auto const there = std::ranges::any_of(
            works, [&](auto const& one) { return one.agency == action.for_agency; });
        if (!account || !account->open() || !there)
            return invalid(
                "They do not work for that agency in Kith: choose somebody who does, or name them "
                "in words",
                "named");
        return done();
    }

    Done write_next(Change& change, Action const& action, std::string const& reason)
    {
        auto& connection = change.writing();
        connection.run(keep_action, action.id, action.version, change.now(), reason);
        auto const saved = connection.run(update_action, action.id, action.version, action.what,
            action.kind, action.for_agency, action.named, action.named_in_words, action.due,
            action.due_rule, action.how_we_will_know, name_of(action.state), action.result,
            action.finished_on, change.now(), change.visitor().account);
        if (saved.changed() == 0)
            return action_saved_meanwhile();
        return done();
    }

    std::vector<ActionStore::Before> read_before(db::Rows const& rows)
    {
        std::vector<ActionStore::Before> all;
        for (auto const row : rows)
            all.push_back(
                {read_action_state(row.text("state")).value(), row.instant("recorded_at")});
        return all;
    }

    // The team the visitor asks for: one that works with the thing, else their first.
    TeamId asking_team(Visit const& visit, access::Facts const& about)
    {
        for (auto const team : about.holding_teams)
            if (visit.visitor().in_team(team))
                return team;
        return visit.visitor().teams.empty() ? TeamId() : visit.visitor().teams.front();
    }

    void write_new(Change& change, ActionRow const& row)
    {
        auto const& action = row.action;
        change.writing().run(insert_action, action.id, action.about.kind, action.about.id,
            row.subject.kind, row.subject.id, action.drawn_from.kind, action.drawn_from.id,
            action.what, action.kind, action.for_agency, action.named, action.named_in_words,
            action.due, action.due_rule, action.how_we_will_know, action.asked_by,
            action.created_by, change.now(), action.owner_agency);
    }

    Result<Action> add_action(Change& change, About const& about, Action action)
    {
        auto const held = about.facts_of(change, action.about);
        if (!held || !static_cast<Visit const&>(change).sees(*held))
            return not_found();
        TRY(check_named(change, action));
        TRY(check_texts(change, about, action.about, action, {}));
        if (action.id.none())
            action.id = ActionId::fresh();
        action.created_by = change.visitor().account;
        action.owner_agency = change.visitor().agency;
        action.recorded_at = change.now();
        if (action.asked_by.none())
            action.asked_by = asking_team(change, *held);
        action.version = 1;
        ActionRow const row{
            action, held->subject.id.none() ? held->thing : held->subject, action.named.none()};
        TRY(change.record("create", facts_of_action(change, row, held).facts,
            fmt::format("due {}: {}", action.due.write(), action.what)));
        write_new(change, row);
        return action;
    }
} // namespace

Result<Action> ActionStore::find(Visit const& visit, ActionId id) const
{
    auto held = TRY(stands_as(visit, id));
    Deciding deciding(about_, visit);
    auto const told = deciding.facts(held);
    TRY(visit.see(told.facts));
    auto action = deciding.shown(std::move(held.action));
    if (!told.about_known)
        return own_words(std::move(action));
    return action;
}

std::vector<Action> ActionStore::list_about(Visit const& visit, Thing const& about) const
{
    Deciding deciding(about_, visit);
    return open_first(deciding.seen(visit.reading().run(actions_about, about.kind, about.id)));
}

std::vector<Action> ActionStore::list_drawn_from(Visit const& visit, Thing const& drawn) const
{
    Deciding deciding(about_, visit);
    return open_first(deciding.seen(visit.reading().run(actions_drawn_from, drawn.kind, drawn.id)));
}

std::vector<Action> ActionStore::list_mine(Visit const& visit) const
{
    Deciding deciding(about_, visit);
    auto const& who = visit.visitor();
    if (who.account.none())
        return {};
    auto const since = london::day_of(visit.now()) + -lately_days;
    return deciding.seen(visit.reading().run(actions_mine, who.account, who.agency, since));
}

std::vector<Action> ActionStore::list_asked(Visit const& visit) const
{
    Deciding deciding(about_, visit);
    std::vector<Action> all;
    for (auto const team : visit.visitor().teams)
        for (auto& action : deciding.seen(visit.reading().run(actions_asked_by, team)))
            if (action.named != visit.visitor().account)
                all.push_back(std::move(action));
    std::ranges::stable_sort(all, {}, [](Action const& action) { return action.due; });
    return all;
}

Result<Action> ActionStore::save(
    Change& change, Action const& wanted, std::string const& given_reason) const
{
    auto action = TRY(checked(wanted, london::day_of(change.now())));
    if (action.version == 0)
        return add_action(change, about_, std::move(action));
    auto const held = TRY(stands_as(change, action.id));
    auto const& stands = held.action;
    Deciding deciding(about_, change);
    auto const facts = deciding.facts(held).facts;
    TRY(static_cast<Visit const&>(change).may("change", facts));
    auto const reason = TRY(read_reason(given_reason, "reason"));
    if (reason.empty())
        return invalid("Say why the action changes", "reason");
    if (!stands.open())
        return invalid("It has ended: open it again first", "state");
    if (action.version != stands.version)
        return action_saved_meanwhile();
    TRY(check_moved(action, stands, london::day_of(change.now())));
    if (action.named != stands.named || action.for_agency != stands.for_agency)
        TRY(check_named(change, action));
    TRY(check_texts(change, about_, stands.about, action, reason));
    action.about = stands.about; // what it hangs on, and who asked, never changes
    action.drawn_from = stands.drawn_from;
    action.created_by = stands.created_by;
    action.owner_agency = stands.owner_agency;
    action.asked_by = stands.asked_by;
    action.state = stands.state;
    action.result = stands.result;
    action.finished_on = stands.finished_on;
    TRY(change.record("change", facts, reason));
    TRY(write_next(change, action, reason));
    if (action.due != stands.due)
        keep_extension(change,
            {thing(action.id), action.due_rule, stands.due_at(), action.due_at(), reason, {}, {}});
    ++action.version;
    action.recorded_at = change.now();
    return action;
}

Done ActionStore::finish(Change& change, ActionId id, std::int64_t version, ActionState state,
    std::string const& given_result) const
{
    auto held = TRY(stands_as(change, id));
    auto& action = held.action;
    Deciding deciding(about_, change);
    auto const facts = deciding.facts(held).facts;
    auto const reopens = state == ActionState::open;
    auto const* const act = reopens       ? "change"
        : state == ActionState::withdrawn ? "withdraw"
                                          : "finish";
    TRY(static_cast<Visit const&>(change).may(act, facts));
    auto const result = TRY(read_reason(given_result, "result"));
    if (action.version != version)
        return action_saved_meanwhile();
    if (reopens == action.open())
        return invalid(reopens ? "It is open already" : "It has ended already", "state");
    if (result.empty() && state != ActionState::done)
        return invalid(reopens                    ? "Say why it is opened again"
                : state == ActionState::withdrawn ? "Say why it is withdrawn"
                                                  : "Say why it was not done",
            "result");
    TRY(about_.check(change, action.about, {{"result", &result}}));
    TRY(change.record(act, facts, fmt::format("{}: {}", name_of(state), result)));
    action.state = state;
    action.result = reopens ? "" : result;
    action.finished_on = reopens ? std::nullopt : std::optional(london::day_of(change.now()));
    return write_next(change, action, reopens ? result : std::string(in_words_of(state)));
}

Done ActionStore::extend(Change& change, ActionId id, std::int64_t version, Date due,
    std::string const& given_reason) const
{
    auto held = TRY(stands_as(change, id));
    auto& action = held.action;
    Deciding deciding(about_, change);
    auto const facts = deciding.facts(held).facts;
    TRY(static_cast<Visit const&>(change).may("extend", facts));
    if (action.version != version)
        return action_saved_meanwhile();
    if (!action.open())
        return invalid("It has ended: open it again first", "state");
    auto const was = action.due_at();
    action.due = due;
    TRY(checked(action, london::day_of(change.now())));
    auto const reason = TRY(read_reason(given_reason, "reason"));
    TRY(about_.check(change, action.about, {{"reason", &reason}}));
    TRY(extend_due(
        change, facts, {thing(id), action.due_rule, was, action.due_at(), reason, {}, {}}));
    return write_next(change, action, reason);
}

std::int64_t ActionStore::open_count(Visit const& visit, Thing const& about) const
{
    if (!about_.may_know(visit, about))
        return 0;
    return visit.reading().run(count_open, about.kind, about.id)[0].integer("n");
}

std::int64_t ActionStore::overdue_count(Visit const& visit, Thing const& about) const
{
    if (!about_.may_know(visit, about))
        return 0;
    auto const today = london::day_of(visit.now());
    return visit.reading().run(count_overdue, about.kind, about.id, today)[0].integer("n");
}

std::vector<ActionStore::Before> ActionStore::asked_before(
    db::Connection& connection, Thing const& about, std::string_view rule) const
{
    return read_before(connection.run(asked_by_rule, about.kind, about.id, rule));
}

std::vector<ActionStore::Before> ActionStore::asked_before_from(
    db::Connection& connection, Thing const& drawn, std::string_view rule) const
{
    return read_before(connection.run(asked_by_rule_from, drawn.kind, drawn.id, rule));
}

std::vector<ActionStore::Was> ActionStore::versions(Visit const& visit, ActionId id) const
{
    auto const held = stands_as(visit, id);
    if (!held || !about_.may_know(visit, held->action.about))
        return {};
    Deciding deciding(about_, visit);
    std::vector<Was> all;
    for (auto const row : visit.reading().run(action_versions, id)) {
        auto was = deciding.shown(read_action(row));
        auto reason = deciding.shown(was.about, row.text("reason"));
        all.push_back({std::move(was), row.instant("superseded_at"),
            row.id<AccountId>("replaced_by"), std::move(reason)});
    }
    return all;
}

std::vector<Extension> ActionStore::extensions(Visit const& visit, ActionId id) const
{
    auto const held = stands_as(visit, id);
    if (!held)
        return {};
    Deciding deciding(about_, visit);
    auto const told = deciding.facts(*held);
    if (!visit.sees(told.facts))
        return {};
    auto all = extensions_of(visit.reading(), thing(id));
    for (auto& one : all) {
        one.reason = deciding.shown(held->action.about, one.reason);
        if (told.about_known)
            continue;
        one.reason.clear();
        one.rule.clear();
        one.by = {};
    }
    return all;
}

bool ActionStore::permits(Visit const& visit, std::string_view act, ActionId id) const
{
    auto const held = stands_as(visit, id);
    if (!held)
        return false;
    Deciding deciding(about_, visit);
    auto const facts = deciding.facts(*held).facts;
    return visit.sees(facts) && visit.permits(act, facts);
}

} // namespace kith::actions
