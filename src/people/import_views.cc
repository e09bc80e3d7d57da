// SPDX-License-Identifier: MIT
#include "people/import_views.h"
#include "base/london.h"
#include "people/identifiers.h"
#include "people/kept_record.h"
#include "people/views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    using html::Value;

    Value import_tag(ImportState state)
    {
        switch (state) {
        case ImportState::staged:
            return Value::object({{"text", "To decide"}, {"tone", "waiting"}});
        case ImportState::accepted:
            return Value::object({{"text", "Accepted"}, {"tone", "done"}});
        case ImportState::refused:
            return Value::object({{"text", "Refused"}, {"tone", "quiet"}});
        case ImportState::undone:
            return Value::object({{"text", "Undone"}, {"tone", "quiet"}});
        }
        return {};
    }

    std::string counted(std::int64_t count, char const* one, char const* many)
    {
        return fmt::format("{} {}", count, count == 1 ? one : many);
    }

    std::string counts_line(ImportCounts const& counts)
    {
        return fmt::format("{}: {} new, {} changed, {} unchanged",
            counted(counts.rows, "row", "rows"), counts.made, counts.changed, counts.unchanged);
    }

    // A record as far as this visitor may know it: a link, or its reference alone.
    Value record_link(Visit const& visit, PersonId id)
    {
        if (auto const person = find(visit, id))
            return Value::object({{"href", "/people/" + id.write()},
                {"text",
                    person->reference.write() + ", "
                        + usual_name(*person, london::day_of(visit.now()))}});
        return Value::object(
            {{"text", reference_of_own(visit, id).value_or("A record of your agency")}});
    }

    std::string said_in_words(ImportRow const& row, ImportOwner const& owner, Date today)
    {
        auto const said = person_of(row, owner, today);
        if (!said)
            return {};
        auto text = said->names.front().text;
        if (said->birth)
            text += ", " + said->birth->in_words();
        return text;
    }

    Value lines_view(std::vector<ImportLine> const& lines)
    {
        return Value::each(lines, [](ImportLine const& one) {
            if (one.was.empty())
                return Value(fmt::format("{}: {} is added", one.what, one.becomes));
            if (one.becomes.empty())
                return Value(fmt::format("{}: {} no longer", one.what, one.was));
            return Value(fmt::format("{}: {} becomes {}", one.what, one.was, one.becomes));
        });
    }

    char const* fate_in_words(StagedRow const& row, ImportState state, bool nobody_known)
    {
        auto const undone = state == ImportState::undone && row.kept.empty();
        switch (row.fate) {
        case Fate::unchanged:
            return "No change";
        case Fate::changed:
            return undone ? "Changed, then put back" : "Changed";
        case Fate::fresh:
        case Fate::perhaps_known:
            if (undone)
                return "New, then withdrawn";
            return row.fate == Fate::fresh || (nobody_known && row.like_row == 0)
                ? "New"
                : "New, perhaps known";
        }
        return "";
    }

    Value row_view(
        Visit const& visit, StagedRow const& row, ImportOwner const& owner, ImportState state)
    {
        auto view = Value::object({{"number", row.row.number},
            {"said", said_in_words(row.row, owner, london::day_of(visit.now()))},
            {"lines", lines_view(row.lines)}});
        if (!row.person.none() && kept_record(visit.reading(), row.person))
            view["record"] = record_link(visit, row.person);
        auto const known = candidates_known(visit, row);
        view["candidates"] = Value::each(known, [&](ImportCandidate const& one) {
            auto link = record_link(visit, one.person);
            link["why"] = one.why;
            return link;
        });
        if (row.like_row != 0)
            view["like_row"] = row.like_row;
        view["fate"] = fate_in_words(row, state, known.empty());
        return view;
    }

    Value alike_view(Visit const& visit, Import const& import)
    {
        auto pairs = Value::array();
        for (auto const& one : list_alike(visit, import))
            if (knows(visit, one.made) && knows(visit, one.other))
                pairs.push(Value::object({{"made", record_link(visit, one.made)},
                    {"other", record_link(visit, one.other)}, {"why", one.why}}));
        return pairs;
    }

    Value kept_view(Visit const& visit, Import const& import)
    {
        return Value::each(list_kept(visit, import), [&](StagedRow const& row) {
            return Value::object({{"number", row.row.number},
                {"record", record_link(visit, row.person)}, {"why", row.kept}});
        });
    }

    Value teams_of_visitor(Visit const& visit, std::string const& chosen)
    {
        auto items = Value::array();
        auto const& who = visit.visitor();
        auto const wanted = !chosen.empty() ? chosen
            : who.teams.empty()             ? std::string()
                                            : who.teams.front().write();
        for (auto const& team :
            directory::list_teams(visit.reading(), who.agency, london::day_of(visit.now())))
            items.push(Value::object({{"value", team.id.write()}, {"text", team.name},
                {"selected", team.id.write() == wanted}}));
        items.push(Value::object({{"value", ""}, {"text", "No team: I work with them myself"},
            {"selected", wanted.empty()}}));
        return items;
    }
} // namespace

ImportOwner import_owner(db::Connection& connection, AgencyId agency)
{
    auto const found = directory::find_agency(connection, agency);
    return found ? ImportOwner{found->code, found->name} : ImportOwner{};
}

std::optional<std::string> reference_of_own(Visit const& visit, PersonId id)
{
    auto const record = kept_record(visit.reading(), id);
    if (!record)
        return std::nullopt;
    auto const facts = facts_of(visit, *record);
    if (!visit.sees(facts) && !visit.permits("bring in", facts))
        return std::nullopt;
    return record->reference.write();
}

std::vector<ImportCandidate> candidates_known(Visit const& visit, StagedRow const& row)
{
    std::vector<ImportCandidate> known;
    for (auto const& one : row.candidates)
        if (reference_of_own(visit, one.person))
            known.push_back(one);
    return known;
}

Value imports_view(Visit const& visit, People const& room)
{
    return Value::each(list_imports(visit, visit.visitor().agency), [&](Import const& one) {
        return Value::object({{"href", "/people/import/" + one.id.write()},
            {"text", "Brought in " + london::in_words(one.staged_at)},
            {"detail",
                counts_line(one.counts) + ". "
                    + (one.created_by.none() ? std::string("At the command line")
                                             : room.name_of(visit.reading(), one.created_by))},
            {"status", import_tag(one.state)}});
    });
}

Value import_form_view(Visit const& visit, Value typed, std::vector<Error> const& problems)
{
    auto profiles = Value::array({Value::object({{"value", ""}, {"text", "None"}})});
    auto const chosen = typed.get("profile").text();
    for (auto const& name : list_profiles(visit, visit.visitor().agency))
        profiles.push(
            Value::object({{"value", name}, {"text", name}, {"selected", name == chosen}}));
    return Value::object({{"teams", teams_of_visitor(visit, typed.get("team").text())},
        {"profiles", std::move(profiles)}, {"values", std::move(typed)},
        {"problems", problems_view(problems)}});
}

Value troubles_view(ImportFile const& file)
{
    return Value::object({{"count", file.trouble_count}, {"readable", file.rows.size()},
        {"rows", Value::each(file.troubles, [](ImportTrouble const& one) {
             return Value::object(
                 {{"number", one.row}, {"column", one.column}, {"text", one.words}});
         })}});
}

Value import_view(People const& room, Visit const& visit, Import const& import)
{
    auto const team = directory::find_team(visit.reading(), import.team);
    auto const own = visit.visitor().account == import.created_by;
    auto const& counts = import.counts;
    auto const row = [](char const* key, std::string text) {
        return Value::object({{"key", key}, {"text", std::move(text)}});
    };
    auto rows
        = Value::array({row("Brought in",
                            london::in_words(import.staged_at)
                                + (import.created_by.none()
                                        ? ", at the command line"
                                        : ", " + room.name_of(visit.reading(), import.created_by))),
            row("Rows", fmt::format("{}", counts.rows)),
            row("New people",
                own && counts.perhaps_known > 0
                    ? fmt::format("{}, of whom {} may be known", counts.made, counts.perhaps_known)
                    : fmt::format("{}", counts.made)),
            row("Changed", fmt::format("{}", counts.changed)),
            row("Unchanged", fmt::format("{}", counts.unchanged)),
            row("Works with the new people",
                team ? team->name : std::string("Whoever accepts the import")),
            row("Columns", import.columns)});
    if (import.state == ImportState::undone)
        rows.push(row("Kept when it was undone", fmt::format("{}", counts.kept)));
    return Value::object({{"href", "/people/import/" + import.id.write()},
        {"title", "File brought in " + london::in_words(import.staged_at)},
        {"status", import_tag(import.state)}, {"state", write(import.state)}, {"details", rows},
        {"version", import.version}, {"alike", alike_view(visit, import)},
        {"kept", kept_view(visit, import)},
        {"before",
            was_accepted(visit, import.agency, import.file_hash)
                && import.state == ImportState::staged},
        {"may_accept", visit.permits("accept", facts_of(import))}});
}

Value import_rows_view(People const&, Visit const& visit, Import const& import, std::int64_t page)
{
    auto const owner = import_owner(visit.reading(), import.agency);
    auto const after = (page - 1) * import_rows_on_a_page;
    auto const rows = list_rows(visit, import, after, import_rows_on_a_page);
    auto const href = "/people/import/" + import.id.write() + "?page=";
    auto view = Value::object({{"rows", Value::each(rows, [&](StagedRow const& row) {
                                    return row_view(visit, row, owner, import.state);
                                })}});
    if (page > 1)
        view["newer"] = fmt::format("{}{}", href, page - 1);
    if (after + static_cast<std::int64_t>(rows.size()) < import.counts.rows && !rows.empty())
        view["older"] = fmt::format("{}{}", href, page + 1);
    view["page"] = page;
    return view;
}

} // namespace kith::people
