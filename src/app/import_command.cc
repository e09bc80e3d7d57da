// SPDX-License-Identifier: MIT
#include "app/import_command.h"
#include "app/hub.h"
#include "app/named.h"
#include "app/table_files.h"
#include "base/london.h"
#include <boost/json.hpp>
#include <fmt/ostream.h>
#include <iostream>
#include <unistd.h>

namespace kith::app {
namespace {
    namespace json = boost::json;
    constexpr std::size_t rows_told = 50;

    // What went wrong ends the command: 2 if it was asked wrongly, 1 for the file or the moment.
    template <class T>
    T or_tell(Result<T> result)
    {
        if (result)
            return std::move(*result);
        auto const& problem = result.error();
        if (problem.code == Code::not_found)
            throw Refused("There is no such import: `kith import list --from AGENCY` shows those "
                          "there are",
                1);
        auto const asked_wrongly
            = problem.code == Code::invalid && problem.field != "file" && !problem.field.empty();
        throw Refused(problem.words.key, asked_wrongly ? 2 : 1);
    }

    ImportId id_of(ImportWanted const& wanted)
    {
        auto const id = ImportId::read(wanted.id);
        if (!id)
            throw Refused(fmt::format("\"{}\" is no import's id: `kith import list --from AGENCY` "
                                      "shows them",
                              wanted.id),
                2);
        return *id;
    }

    // A bar on a terminal; and whoever stopped waiting stops the work, of which nothing stays.
    people::ImportProgress progress_at(Desk& desk, char const* doing)
    {
        auto const on_terminal = &desk.told() == &std::cerr && ::isatty(STDERR_FILENO) != 0;
        return [&desk, doing, on_terminal, shown = std::size_t(101)](
                   std::size_t done, std::size_t of) mutable {
            if (done % 256 == 0 && desk.gone())
                throw Refused("The import was stopped: nothing of it was kept", 1);
            auto const percent = of == 0 ? 100 : done * 100 / of;
            if (!on_terminal || percent == shown)
                return;
            shown = percent;
            fmt::print(desk.told(), "\r{} {:3} %{}", doing, percent, done == of ? "\n" : "");
            desk.told().flush();
        };
    }

    // Whoever staged a file at a browser may know records that this operator may not: then how many
    // are perhaps known is not told here.
    people::ImportCounts counts_here(access::Visit const& visit, people::Import const& import)
    {
        auto counts = import.counts;
        if (visit.visitor().account != import.created_by)
            counts.perhaps_known = 0;
        return counts;
    }

    json::object counts_json(people::ImportCounts const& counts)
    {
        return {{"rows", counts.rows}, {"new", counts.made},
            {"perhaps_known", counts.perhaps_known}, {"changed", counts.changed},
            {"unchanged", counts.unchanged}, {"kept", counts.kept}};
    }

    people::Fate fate_here(access::Visit const& visit, people::StagedRow const& row)
    {
        auto const hidden = row.fate == people::Fate::perhaps_known && row.like_row == 0
            && people::candidates_known(visit, row).empty();
        return hidden ? people::Fate::fresh : row.fate;
    }

    std::string reference_of(access::Visit const& visit, PersonId id)
    {
        return people::reference_of_own(visit, id).value_or("a record");
    }

    json::object row_json(access::Visit const& visit, people::StagedRow const& row)
    {
        json::object out{{"row", row.row.number}, {"fate", people::write(fate_here(visit, row))}};
        if (!row.person.none())
            out["record"] = reference_of(visit, row.person);
        json::array changes;
        for (auto const& line : row.lines)
            changes.emplace_back(line.what);
        out["changes"] = std::move(changes);
        json::array candidates;
        for (auto const& one : people::candidates_known(visit, row))
            candidates.emplace_back(reference_of(visit, one.person));
        out["candidates"] = std::move(candidates);
        if (row.like_row != 0)
            out["like_row"] = row.like_row;
        if (!row.kept.empty())
            out["kept"] = row.kept;
        return out;
    }

    void tell_row(Desk& desk, access::Visit const& visit, people::StagedRow const& row)
    {
        std::string more;
        for (auto const& line : row.lines)
            more += (more.empty() ? ": " : ", ") + line.what;
        for (auto const& one : people::candidates_known(visit, row))
            more += fmt::format("; may be {} ({})", reference_of(visit, one.person), one.why);
        if (row.like_row != 0)
            more += fmt::format("; row {} gives the same name and birth date", row.like_row);
        if (!row.kept.empty())
            more += "; kept: " + row.kept;
        fmt::print(desk.out(), "  row {}: {}{}{}\n", row.row.number,
            people::write(fate_here(visit, row)),
            row.person.none() ? "" : " " + reference_of(visit, row.person), more);
    }

    void tell_counts(Desk& desk, people::ImportCounts const& counts)
    {
        fmt::print(desk.out(), "{} rows: {} new{}; {} changed; {} unchanged\n", counts.rows,
            counts.made,
            counts.perhaps_known > 0
                ? fmt::format(", {} of them perhaps known", counts.perhaps_known)
                : "",
            counts.changed, counts.unchanged);
    }

    struct Pair {
        std::string made;
        std::string other;
        std::string why;
    };
    // Records that it made and others that may be of the same person, as far as they may be named.
    std::vector<Pair> pairs_of(access::Visit const& visit, people::Import const& import)
    {
        std::vector<Pair> pairs;
        for (auto const& one : people::list_alike(visit, import)) {
            auto const made = people::reference_of_own(visit, one.made);
            auto const other = people::reference_of_own(visit, one.other);
            if (made && other)
                pairs.push_back({*made, *other, one.why});
        }
        return pairs;
    }

    // The rows that somebody should look at: not those that are merely new, or as they were.
    void tell_rows(
        Desk& desk, access::Visit const& visit, std::vector<people::StagedRow> const& rows)
    {
        std::size_t told = 0;
        std::size_t left = 0;
        for (auto const& row : rows) {
            auto const fate = fate_here(visit, row);
            auto const quiet = (fate == people::Fate::fresh || fate == people::Fate::unchanged)
                && row.kept.empty();
            if (quiet)
                continue;
            if (told == rows_told) {
                ++left;
                continue;
            }
            tell_row(desk, visit, row);
            ++told;
        }
        if (left > 0)
            fmt::print(desk.out(), "  and {} more: --json names them all\n", left);
    }

    std::vector<people::StagedRow> all_rows(
        access::Visit const& visit, people::Import const& import)
    {
        return people::list_rows(
            visit, import, 0, static_cast<std::int64_t>(people::most_import_rows));
    }

    json::object import_json(access::Visit const& visit, people::ImportCounts const& counts,
        std::vector<people::StagedRow> const& rows)
    {
        json::array all;
        for (auto const& row : rows)
            all.push_back(row_json(visit, row));
        return {{"counts", counts_json(counts)}, {"rows", std::move(all)}};
    }

    void tell_import(
        Desk& desk, access::Visit const& visit, people::Import const& import, bool as_json)
    {
        auto const rows = all_rows(visit, import);
        auto const pairs = pairs_of(visit, import);
        if (as_json) {
            auto out = import_json(visit, counts_here(visit, import), rows);
            json::array alike;
            for (auto const& one : pairs)
                alike.push_back(
                    json::object{{"made", one.made}, {"other", one.other}, {"why", one.why}});
            out["alike"] = std::move(alike);
            out["id"] = import.id.write();
            out["state"] = people::write(import.state);
            fmt::print(desk.out(), "{}\n", json::serialize(out));
            return;
        }
        fmt::print(desk.out(), "{} ({})\n", import.id.write(), people::write(import.state));
        tell_counts(desk, counts_here(visit, import));
        tell_rows(desk, visit, rows);
        for (auto const& one : pairs)
            fmt::print(
                desk.out(), "  {} and {} may be one person: {}\n", one.made, one.other, one.why);
        if (import.state == people::ImportState::undone && import.counts.kept > 0)
            fmt::print(desk.out(), "{} records were touched since, and stay\n", import.counts.kept);
        if (import.state == people::ImportState::staged)
            fmt::print(desk.out(),
                "Nothing is brought in yet. Next: kith import accept {0}, or kith import refuse "
                "{0}\n",
                import.id.write());
        if (import.state == people::ImportState::accepted)
            fmt::print(desk.out(), "It is brought in. To take it back: kith import undo {}\n",
                import.id.write());
    }

    int tell_unreadable(Desk& desk, ImportWanted const& wanted, people::ImportFile const& file)
    {
        if (wanted.json) {
            json::array troubles;
            for (auto const& one : file.troubles)
                troubles.push_back(
                    json::object{{"row", one.row}, {"column", one.column}, {"words", one.words}});
            fmt::print(desk.out(), "{}\n",
                json::serialize(json::object{{"unreadable", file.trouble_count},
                    {"readable", file.rows.size()}, {"troubles", std::move(troubles)}}));
        }
        for (auto const& one : file.troubles)
            fmt::print(desk.told(), "{}: row {}{}: {}\n", wanted.file.string(), one.row,
                one.column.empty() ? "" : ", column " + one.column, one.words);
        if (file.trouble_count > file.troubles.size())
            fmt::print(desk.told(), "and {} more\n", file.trouble_count - file.troubles.size());
        fmt::print(desk.told(),
            "kith: {} rows cannot be read, so nothing was staged: mend what is named above\n",
            file.trouble_count);
        return 1;
    }

    void tell_file(Desk& desk, people::ImportFile const& file)
    {
        if (file.windows_1252)
            fmt::print(desk.out(), "The file is not UTF-8: it is read as Windows-1252.\n");
        if (file.columns.safeguarding_dataset)
            fmt::print(desk.out(), "It has the shape of the Standard Safeguarding Dataset.\n");
        fmt::print(desk.out(), "{}\n", people::columns_in_words(file));
    }

    std::unique_ptr<access::Pass> enter_at(Desk& desk)
    {
        return desk.hub().gate().enter_as_process(desk.process());
    }

    people::ImportMapping mapping_of(
        access::Visit const& visit, AgencyId agency, ImportWanted const& wanted)
    {
        people::ImportMapping mapping;
        if (!wanted.profile.empty())
            mapping = or_tell(people::find_profile(visit, agency, wanted.profile));
        for (auto const& [field, column] : or_tell(people::read_mapping(wanted.map)))
            mapping[field] = column;
        return mapping;
    }

    people::Import accepted(Desk& desk, access::Visit const& visit, people::Import const& import)
    {
        auto const owner = people::import_owner(visit.reading(), import.agency);
        return or_tell(people::accept(
            desk.hub().people(), visit, import, owner, progress_at(desk, "Bringing in")));
    }

    int preview_people(Desk& desk, access::Visit const& visit, ImportWanted const& wanted,
        people::Staging const& staging)
    {
        auto const plan = people::plan_import(desk.hub().people(), visit, staging.agency,
            staging.owner, staging.file.rows, progress_at(desk, "Matching"));
        auto const counts = people::counts_of(plan);
        if (wanted.json) {
            auto out = import_json(visit, counts, plan);
            out["state"] = "preview";
            fmt::print(desk.out(), "{}\n", json::serialize(out));
            return 0;
        }
        tell_counts(desk, counts);
        tell_rows(desk, visit, plan);
        fmt::print(desk.out(), "Nothing was kept. Without --preview the file is staged.\n");
        return 0;
    }
} // namespace

int import_people(Desk& desk, ImportWanted const& wanted)
{
    auto const agency = agency_coded(desk.folder(), wanted.agency);
    auto const team = team_named(desk.folder(), agency, wanted.team);
    if (team.none() && !wanted.preview)
        throw Refused("Name with --team the team that works with the new people: else nobody could "
                      "open their records. `kith agency list` shows the teams",
            2);
    auto text = read_whole(desk.path(wanted.file));
    auto const pass = enter_at(desk);
    auto const& visit = pass->visit();
    auto const owner = people::import_owner(visit.reading(), agency);
    auto const hash = ledger::write_hex(ledger::sha256(text));
    auto const file = or_tell(people::read_import_file(
        std::move(text), mapping_of(visit, agency, wanted), owner, london::day_of(visit.now())));
    if (file.trouble_count > 0)
        return tell_unreadable(desk, wanted, file);
    if (!wanted.json)
        tell_file(desk, file);
    people::Staging const staging{agency, owner, team, hash,
        wanted.save_profile.empty() ? wanted.profile : wanted.save_profile, file};
    if (wanted.preview)
        return preview_people(desk, visit, wanted, staging);
    if (!wanted.save_profile.empty())
        or_tell(visit.change([&](access::Change& change) {
            return people::save_profile(change, agency, {wanted.save_profile, file.columns.used});
        }));
    auto import = or_tell(
        people::stage(desk.hub().people(), visit, staging, progress_at(desk, "Matching")));
    if (wanted.accept)
        import = accepted(desk, visit, import);
    tell_import(desk, visit, import, wanted.json);
    return 0;
}

int list_imports(Desk& desk, ImportWanted const& wanted)
{
    auto const agency = agency_coded(desk.folder(), wanted.agency);
    auto const pass = enter_at(desk);
    json::array all;
    for (auto const& one : people::list_imports(pass->visit(), agency)) {
        if (wanted.json)
            all.push_back(json::object{{"id", one.id.write()}, {"state", people::write(one.state)},
                {"staged_at", one.staged_at.write()},
                {"counts", counts_json(counts_here(pass->visit(), one))}});
        else
            fmt::print(desk.out(), "{}  {:<9} {}  {} rows, {} new, {} changed\n", one.id.write(),
                people::write(one.state), london::in_words(one.staged_at), one.counts.rows,
                one.counts.made, one.counts.changed);
    }
    if (wanted.json)
        fmt::print(desk.out(), "{}\n", json::serialize(all));
    return 0;
}

int show_import(Desk& desk, ImportWanted const& wanted)
{
    auto const pass = enter_at(desk);
    auto const import = or_tell(people::find_import(pass->visit(), id_of(wanted)));
    tell_import(desk, pass->visit(), import, wanted.json);
    return 0;
}

int accept_import(Desk& desk, ImportWanted const& wanted)
{
    auto const pass = enter_at(desk);
    auto const import = or_tell(people::find_import(pass->visit(), id_of(wanted)));
    tell_import(desk, pass->visit(), accepted(desk, pass->visit(), import), wanted.json);
    return 0;
}

int refuse_import(Desk& desk, ImportWanted const& wanted)
{
    auto const pass = enter_at(desk);
    auto const import = or_tell(people::find_import(pass->visit(), id_of(wanted)));
    tell_import(desk, pass->visit(), or_tell(people::refuse(pass->visit(), import)), wanted.json);
    return 0;
}

int undo_import(Desk& desk, ImportWanted const& wanted)
{
    auto const pass = enter_at(desk);
    auto const import = or_tell(people::find_import(pass->visit(), id_of(wanted)));
    auto const undone
        = or_tell(people::undo(pass->visit(), import, wanted.reason, progress_at(desk, "Undoing")));
    tell_import(desk, pass->visit(), undone, wanted.json);
    return 0;
}

} // namespace kith::app
