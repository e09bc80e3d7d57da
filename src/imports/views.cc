// SPDX-License-Identifier: MIT
#include "imports/views.h"
#include "base/london.h"
#include "directory/directory.h"
#include <fmt/core.h>

namespace kith::imports {
namespace {
    using html::Value;

    Value import_tag(State state)
    {
        switch (state) {
        case State::staged:
            return Value::object({{"text", "To decide"}, {"tone", "waiting"}});
        case State::accepted:
            return Value::object({{"text", "Accepted"}, {"tone", "done"}});
        case State::refused:
            return Value::object({{"text", "Refused"}, {"tone", "quiet"}});
        case State::undone:
            return Value::object({{"text", "Undone"}, {"tone", "quiet"}});
        }
        return {};
    }

    std::string counts_line(Counts const& counts)
    {
        return fmt::format("{} {}: {} new, {} changed, {} unchanged", counts.rows,
            counts.rows == 1 ? "row" : "rows", counts.made, counts.changed, counts.unchanged);
    }

    std::string who_brought(Kind const& kind, Visit const& visit, Import const& import)
    {
        return import.created_by.none() ? std::string("at the command line")
                                        : kind.name_of(visit.reading(), import.created_by);
    }

    Value lines_view(std::vector<Line> const& lines)
    {
        return Value::each(lines, [](Line const& one) {
            if (one.was.empty())
                return Value(fmt::format("{}: {} is added", one.what, one.becomes));
            if (one.becomes.empty())
                return Value(fmt::format("{}: {} no longer", one.what, one.was));
            return Value(fmt::format("{}: {} becomes {}", one.what, one.was, one.becomes));
        });
    }

    std::string fate_in_words(Kind const& kind, Visit const& visit, StagedRow const& row, State now)
    {
        auto const undone = now == State::undone && row.kept.empty();
        switch (fate_known(kind, visit, row)) {
        case Fate::unchanged:
            return std::string(kind.words().unchanged);
        case Fate::changed:
            return undone ? "Changed, then put back" : "Changed";
        case Fate::fresh:
            return undone ? "New, then withdrawn" : "New";
        case Fate::perhaps_known:
            return undone            ? "New, then withdrawn"
                : kind.must_settle() ? "May be known"
                                     : "New, perhaps known";
        }
        return "";
    }

    // The answers to "what is this row?", for whoever may still say.
    Value answers_view(Kind const& kind, Visit const& visit, StagedRow const& row,
        std::vector<Candidate> const& known)
    {
        auto items = Value::array();
        for (auto const& one : known) {
            auto const link = kind.link(visit, one.thing);
            items.push(Value::object({{"value", written(one.thing)}, {"text", link.get("text")},
                {"href", link.get("href")}, {"hint", one.why},
                {"checked", row.settled == written(one.thing)}}));
        }
        items.push(Value::object({{"value", settled_as_new}, {"text", kind.words().is_new},
            {"hint", ""}, {"checked", row.settled == settled_as_new}}));
        return items;
    }

    Value row_view(Kind const& kind, Visit const& visit, Import const& import, StagedRow const& row)
    {
        auto const known = candidates_known(kind, visit, row);
        auto view = Value::object(
            {{"number", row.row.number}, {"place", row.place}, {"lines", lines_view(row.lines)},
                {"remarks", Value::each(row.remarks, [](auto const& one) { return Value(one); })},
                {"fate", fate_in_words(kind, visit, row, import.state)}});
        if (import.state == State::staged)
            view["said"] = kind.said(visit, import, row.row);
        if (!row.thing.id.none() && kind.reference(visit, row.thing))
            view["record"] = kind.link(visit, row.thing);
        if (!row.beside.id.none() && kind.reference(visit, row.beside))
            view["beside"] = kind.link(visit, row.beside);
        if (row.like_row != 0)
            view["like_row"] = fmt::format("Row {} {}", row.like_row, kind.words().like_row);
        auto const asks = kind.must_settle() && import.state == State::staged && !known.empty();
        if (asks)
            view["answers"] = answers_view(kind, visit, row, known);
        else
            view["candidates"] = Value::each(known, [&](Candidate const& one) {
                auto link = kind.link(visit, one.thing);
                link["why"] = one.why;
                return link;
            });
        return view;
    }

    Value pairs_view(Kind const& kind, Visit const& visit, Import const& import)
    {
        auto pairs = Value::array();
        for (auto const& one : kind.pairs(visit, import))
            if (kind.may_open(visit, one.made) && kind.may_open(visit, one.other))
                pairs.push(Value::object({{"made", kind.link(visit, one.made)},
                    {"other", kind.link(visit, one.other)}, {"why", one.why}}));
        return pairs;
    }

    Value kept_view(Kind const& kind, Visit const& visit, Import const& import)
    {
        return Value::each(list_kept(visit, import), [&](StagedRow const& row) {
            return Value::object({{"number", row.row.number},
                {"record", kind.link(visit, row.thing)}, {"why", row.kept}});
        });
    }

    Value teams_view(Kind const& kind, Visit const& visit, std::string const& chosen)
    {
        auto items = Value::array();
        auto const& who = visit.visitor();
        // Of several teams none is chosen for anybody: the list goes where somebody says.
        auto const wanted = !chosen.empty() ? chosen
            : who.teams.size() == 1         ? who.teams.front().write()
                                            : std::string();
        if (kind.words().no_team.empty() && wanted.empty())
            items.push(Value::object({{"value", ""}, {"text", "Choose"}, {"selected", true}}));
        for (auto const& team :
            directory::list_teams(visit.reading(), who.agency, london::day_of(visit.now())))
            items.push(Value::object({{"value", team.id.write()}, {"text", team.name},
                {"selected", team.id.write() == wanted}}));
        if (!kind.words().no_team.empty())
            items.push(Value::object(
                {{"value", ""}, {"text", kind.words().no_team}, {"selected", wanted.empty()}}));
        return items;
    }

    Value choices_view(
        Kind const& kind, Visit const& visit, Value const& typed, Value const& problems)
    {
        return Value::each(kind.choices(visit, visit.visitor().agency), [&](Choice const& one) {
            auto const said = typed.get(one.name).text();
            auto items = Value::array();
            if (!one.items.empty())
                items.push(Value::object({{"value", ""}, {"text", "Nothing: each row says"},
                    {"selected", said.empty()}}));
            for (auto const& [code, label] : one.items)
                items.push(
                    Value::object({{"value", code}, {"text", label}, {"selected", said == code}}));
            return Value::object({{"name", one.name}, {"label", one.label}, {"hint", one.hint},
                {"value", said}, {"items", items}, {"is_list", !one.items.empty()},
                {"problem", problems.get(one.name)}});
        });
    }

    Value settings_rows(Kind const& kind, Visit const& visit, Import const& import)
    {
        auto rows = Value::array();
        for (auto const& one : kind.choices(visit, import.agency)) {
            auto text = setting(import.settings, one.name);
            for (auto const& [code, label] : one.items)
                if (code == text)
                    text = label;
            if (!text.empty())
                rows.push(Value::object({{"key", one.label}, {"text", text}}));
        }
        return rows;
    }
} // namespace

Value words_view(Words const& words)
{
    return Value::object({{"path", words.path}, {"section", words.section},
        {"back_to", words.back_to}, {"back", words.back}, {"title", words.title},
        {"intro", words.intro}, {"who_can_see", words.who_can_see},
        {"who_can_see_one", words.who_can_see_one}, {"team", words.team},
        {"team_hint", words.team_hint}, {"map_hint", words.map_hint}, {"who", words.who},
        {"same", words.same}, {"same_intro", words.same_intro}, {"undo", words.undo}});
}

Value imports_view(Kind const& kind, Visit const& visit)
{
    return Value::each(
        list_imports(visit, visit.visitor().agency, kind.words().what), [&](Import const& one) {
            auto const who = who_brought(kind, visit, one);
            return Value::object({{"href", std::string(kind.words().path) + "/" + one.id.write()},
                {"text", "Brought in " + london::in_words(one.staged_at)},
                {"detail",
                    counts_line(one.counts) + ". "
                        + (one.created_by.none() ? std::string("At the command line") : who)},
                {"status", import_tag(one.state)}});
        });
}

Value form_view(
    Kind const& kind, Visit const& visit, Value typed, std::vector<Error> const& problems)
{
    auto profiles = Value::array({Value::object({{"value", ""}, {"text", "None"}})});
    auto const chosen = typed.get("profile").text();
    for (auto const& name : list_profiles(visit, visit.visitor().agency, kind.words().what))
        profiles.push(
            Value::object({{"value", name}, {"text", name}, {"selected", name == chosen}}));
    auto const by_field = problems_view(problems);
    return Value::object({{"teams", teams_view(kind, visit, typed.get("team").text())},
        {"choices", choices_view(kind, visit, typed, by_field)}, {"profiles", std::move(profiles)},
        {"values", std::move(typed)}, {"problems", by_field}});
}

Value troubles_view(File const& file)
{
    return Value::object({{"count", file.trouble_count}, {"readable", file.rows.size()},
        {"rows", Value::each(file.troubles, [](Trouble const& one) {
             return Value::object(
                 {{"number", one.row}, {"column", one.column}, {"text", one.words}});
         })}});
}

Value import_view(Kind const& kind, Visit const& visit, Import const& import)
{
    auto const& words = kind.words();
    auto const team = directory::find_team(visit.reading(), import.team);
    auto const own = visit.visitor().account == import.created_by;
    auto const& counts = import.counts;
    auto const row = [](std::string_view key, std::string text) {
        return Value::object({{"key", key}, {"text", std::move(text)}});
    };
    auto rows = Value::array(
        {row("Brought in",
             london::in_words(import.staged_at) + ", " + who_brought(kind, visit, import)),
            row("Rows", fmt::format("{}", counts.rows)),
            row(words.made,
                own && counts.perhaps_known > 0
                    ? fmt::format("{}, of whom {} may be known", counts.made, counts.perhaps_known)
                    : fmt::format("{}", counts.made)),
            row("Changed", fmt::format("{}", counts.changed)),
            row(words.unchanged, fmt::format("{}", counts.unchanged)),
            row(words.works, team ? team->name : std::string(words.works_without)),
            row("Columns", import.columns)});
    auto const chosen = settings_rows(kind, visit, import);
    for (auto const& one : chosen.items())
        rows.push(one);
    if (import.state == State::undone)
        rows.push(row("Kept when it was undone", fmt::format("{}", counts.kept)));
    return Value::object({{"href", std::string(words.path) + "/" + import.id.write()},
        {"title", "File brought in " + london::in_words(import.staged_at)},
        {"status", import_tag(import.state)}, {"state", write(import.state)}, {"details", rows},
        {"version", import.version}, {"alike", pairs_view(kind, visit, import)},
        {"kept", kept_view(kind, visit, import)},
        {"before", import.state == State::staged && was_accepted(visit, import)},
        {"may_accept", visit.permits("accept", facts_of(import))}});
}

Value rows_view(Kind const& kind, Visit const& visit, Import const& import, std::int64_t page)
{
    auto const after = (page - 1) * rows_on_a_page;
    auto const rows = list_rows(visit, import, after, rows_on_a_page);
    auto const href = std::string(kind.words().path) + "/" + import.id.write() + "?page=";
    auto asks = false;
    auto shown = Value::array();
    for (auto const& row : rows) {
        auto one = row_view(kind, visit, import, row);
        asks = asks || !one.get("answers").is_absent();
        shown.push(std::move(one));
    }
    auto view = Value::object({{"rows", std::move(shown)}, {"asks", asks}, {"page", page}});
    if (page > 1)
        view["newer"] = fmt::format("{}{}", href, page - 1);
    if (after + static_cast<std::int64_t>(rows.size()) < import.counts.rows && !rows.empty())
        view["older"] = fmt::format("{}{}", href, page + 1);
    return view;
}

} // namespace kith::imports
