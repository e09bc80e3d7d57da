// SPDX-License-Identifier: MIT
#include "links/since.h"
#include "base/london.h"
#include "links/rows.h"
#include <algorithm>
#include <fmt/core.h>
#include <set>

namespace kith::links {
namespace {
    using html::Value;

    constexpr db::Sql find_look = {"when a page was last open",
        "select at, before_at from last_looks where account = $1 and thing_kind = $2 and thing_id "
        "= $3"};
    constexpr db::Sql save_look = {"keep that a page is open",
        "insert into last_looks (account, thing_kind, thing_id, at, before_at) values ($1, $2, $3, "
        "$4, null) on conflict (account, thing_kind, thing_id) do update set before_at = "
        "last_looks.at, at = excluded.at where last_looks.at < $5"};
    constexpr db::Sql events_changed = {"events of a thing that others changed",
        "select e.* from links l join events e on e.id = l.from_id where l.from_kind = 'event' and "
        "l.to_kind = $1 and l.to_id = $2 and not l.withdrawn and e.version > 1 and e.recorded_at > "
        "$3 and e.recorded_by <> $4 order by e.recorded_at desc, e.id"};
    constexpr db::Sql links_changed = {"links of a thing that others changed",
        "select * from links where ((from_kind = $1 and from_id = $2) or (to_kind = $1 and to_id = "
        "$2)) and from_kind <> 'event' and version > 1 and recorded_at > $3 and recorded_by <> $4 "
        "order by recorded_at desc, id"};

    constexpr db::Sql drawn_by_others = {"events that others drew from a thing",
        "select * from events where drawn_kind = $1 and drawn_from = $2 and recorded_at > $3 and "
        "recorded_by <> $4 and not withdrawn order by recorded_at desc, id"};
    constexpr db::Sql work_begun = {"who others said works with a thing",
        "select team, practitioner, role, recorded_by from involvements where subject_kind = $1 "
        "and subject = $2 and recorded_at > $3 and recorded_by <> $4 and ended_at is null order by "
        "recorded_at desc, id"};
    constexpr db::Sql work_ended = {"who others said no longer works with a thing",
        "select team, practitioner, end_reason, ended_by from involvements where subject_kind = $1 "
        "and subject = $2 and recorded_at <= $3 and ended_at > $3 and ended_by <> $4 order by "
        "ended_at desc, id"};

    std::string listed(
        directory::ReferenceFacts const& facts, std::string_view list, std::string const& code)
    {
        auto const found = facts.code(list, code);
        return found ? found->label : code;
    }

    // Gathers what is new of one thing.
    class Newness {
    public:
        Newness(Store const& store, Seen const& seen, directory::ReferenceFacts const& facts,
            NameOf const& name_of, Visit const& visit, Thing const& about, Instant since)
            : store_(store)
            , seen_(seen)
            , facts_(facts)
            , name_of_(name_of)
            , visit_(visit)
            , about_(about)
            , since_(since)
        {
        }

        std::vector<News> all()
        {
            auto made = store_.list_since(visit_, about_, since_);
            std::ranges::reverse(made);
            for (auto const& one : made)
                add_made(one);
            auto const me = visit_.visitor().account;
            for (auto const row :
                visit_.reading().run(events_changed, about_.kind, about_.id, since_, me))
                add_changed(read_event_row(row), row.id<AccountId>("recorded_by"));
            for (auto const row :
                visit_.reading().run(links_changed, about_.kind, about_.id, since_, me))
                add_changed(read_link_row(row), row.id<AccountId>("recorded_by"));
            for (auto const row :
                visit_.reading().run(work_begun, about_.kind, about_.id, since_, me))
                news_.push_back({who_works(row) + " began to work with this", row.text("role"), {},
                    name_of(row.id<AccountId>("recorded_by"))});
            for (auto const row :
                visit_.reading().run(work_ended, about_.kind, about_.id, since_, me))
                news_.push_back({who_works(row) + " no longer works with this",
                    row.text("end_reason"), {}, name_of(row.id<AccountId>("ended_by")), {}, true});
            return std::move(news_);
        }

    private:
        std::string who_works(db::Row const& row) const
        {
            if (auto const one = row.id<AccountId>("practitioner"); !one.none())
                return name_of(one);
            auto const team = directory::find_team(visit_.reading(), row.id<TeamId>("team"));
            return team ? team->name : "A team";
        }
        bool may_know(Thing const& drawn_from) const
        {
            return drawn_from == about_ || seen_.may_know(visit_, drawn_from);
        }
        std::string name_of(AccountId account) const { return name_of_(visit_.reading(), account); }

        void add_made(MadeSince const& made)
        {
            known_.insert(made.event ? made.event->id.uuid() : made.link.id.uuid());
            if (made.link.created_by == visit_.visitor().account)
                return;
            if (made.event)
                news_.push_back(of_event(*made.event, made.event->created_by));
            else if (made.link.other_end(about_).kind != "concern"
                && made.link.drawn_from.kind != "relationship")
                news_.push_back(of_link(made.link, made.link.created_by));
        }

        void add_changed(Event const& event, AccountId by)
        {
            if (!may_know(event.drawn_from) || !known_.insert(event.id.uuid()).second)
                return;
            auto one = of_event(event, by);
            one.changed = true;
            if (event.withdrawn)
                one.text = "It was taken back";
            news_.push_back(std::move(one));
            visit_.looked_at(thing(event.id));
        }

        void add_changed(Link const& link, AccountId by)
        {
            auto const& other = link.other_end(about_);
            if (other.kind == "concern" || !seen_.may_know(visit_, other)
                || !may_know(link.drawn_from) || !known_.insert(link.id.uuid()).second)
                return;
            auto one = of_link(link, by);
            one.changed = true;
            if (link.withdrawn)
                one.text = "It was taken back";
            news_.push_back(std::move(one));
            visit_.looked_at(other);
        }

        News of_event(Event const& event, AccountId by)
        {
            News one{
                listed(facts_, "event_kind", event.kind), event.said, event.source, name_of(by)};
            if (event.drawn_from != about_)
                one.href = seen_.show(visit_, event.drawn_from).href;
            return one;
        }

        News of_link(Link const& link, AccountId by)
        {
            auto const shown = seen_.show(visit_, link.other_end(about_));
            return {listed(facts_, "link_role", link.role) + ": " + shown.text,
                listed(facts_, "certainty", link.confidence), link.source, name_of(by), shown.href};
        }

        Store const& store_;
        Seen const& seen_;
        directory::ReferenceFacts const& facts_;
        NameOf const& name_of_;
        Visit const& visit_;
        Thing const& about_;
        Instant since_;
        std::set<Uuid> known_;
        std::vector<News> news_;
    };

    std::string counted(std::size_t fresh, std::size_t changed)
    {
        if (fresh + changed == 0)
            return "nothing new";
        if (changed == 0)
            return fmt::format("{} new", fresh);
        return fresh == 0 ? fmt::format("{} changed", changed)
                          : fmt::format("{} new, {} changed", fresh, changed);
    }
} // namespace

std::optional<Instant> last_look(Visit const& visit, Thing const& thing)
{
    auto const rows = visit.reading().run(find_look, visit.visitor().account, thing.kind, thing.id);
    if (rows.empty())
        return {};
    auto const at = rows[0].instant("at");
    return at + sitting_lasts < visit.now() ? std::optional(at)
                                            : rows[0].maybe_instant("before_at");
}

void keep_look(Visit const& visit, Thing const& thing)
{
    auto const& who = visit.visitor().account;
    if (who.none())
        return;
    auto const rows = visit.reading().run(find_look, who, thing.kind, thing.id);
    if (!rows.empty() && visit.now() <= rows[0].instant("at") + sitting_lasts)
        return;
    auto const kept = visit.change([&](Change& change) -> Done {
        change.writing().run(
            save_look, who, thing.kind, thing.id, change.now(), change.now() - sitting_lasts);
        return done();
    });
    static_cast<void>(kept); // a form that is only shown again keeps none
}

std::vector<News> news_of_links(Store const& store, Seen const& seen,
    directory::ReferenceFacts const& facts, NameOf const& name_of, Visit const& visit,
    Thing const& about, Instant since)
{
    return Newness(store, seen, facts, name_of, visit, about, since).all();
}

std::vector<News> news_drawn_from(directory::ReferenceFacts const& facts, NameOf const& name_of,
    Visit const& visit, Thing const& drawn_from, Instant since)
{
    std::vector<News> news;
    for (auto const row : visit.reading().run(
             drawn_by_others, drawn_from.kind, drawn_from.id, since, visit.visitor().account)) {
        auto const event = read_event_row(row);
        visit.looked_at(thing(event.id));
        news.push_back({listed(facts, "event_kind", event.kind), event.said, {},
            name_of(visit.reading(), row.id<AccountId>("recorded_by")), {}, event.version > 1});
    }
    return news;
}

Value since_view(
    std::optional<Instant> since, std::vector<News> const& news, std::string const& chronology)
{
    if (!since)
        return {};
    std::size_t changed = 0;
    auto rows = Value::array();
    for (auto const& one : news) {
        changed += one.changed ? 1 : 0;
        if (rows.size() < most_news)
            rows.push(
                Value::object({{"title", one.title}, {"text", one.text}, {"source", one.source},
                    {"by", one.by}, {"href", one.href}, {"changed", one.changed}}));
    }
    return Value::object(
        {{"said",
             fmt::format("Since you last looked on {}: {}", london::in_words(*since),
                 counted(news.size() - changed, changed))},
            {"rows", rows}, {"more", news.size() > most_news}, {"href", chronology}});
}

} // namespace kith::links
