// SPDX-License-Identifier: MIT
#include "app/import_command.h"
#include "app/hub.h"
#include "app/import_teller.h"
#include "app/named.h"
#include "app/table_files.h"
#include "base/london.h"
#include "imports/imports.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/ostream.h>
#include <iostream>
#include <unistd.h>

namespace kith::app {
namespace {
    namespace json = boost::json;
    using imports::Import;
    using imports::Kind;

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
        auto const asked_wrongly = problem.code == Code::invalid && problem.field != "file"
            && problem.field != "rows" && !problem.field.empty();
        throw Refused(problem.words.key, asked_wrongly ? 2 : 1);
    }

    Kind const& kind_named(Desk& desk, std::string_view what)
    {
        for (auto const& one : {desk.hub().people().list, desk.hub().contexts().list,
                 desk.hub().cases().list, desk.hub().missing().list})
            if (one->words().what == what)
                return *one;
        throw Refused("No room takes such a list in", 3);
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
    imports::Progress progress_at(Desk& desk, char const* doing)
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

    int tell_unreadable(Desk& desk, ImportWanted const& wanted, imports::File const& file)
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
            "kith: {} cannot be brought in, so nothing was staged: mend what is named above\n",
            file.trouble_count == 1 ? "1 row" : fmt::format("{} rows", file.trouble_count));
        return 1;
    }

    void tell_file(Desk& desk, Kind const& kind, imports::File const& file)
    {
        if (file.windows_1252)
            fmt::print(desk.out(), "The file is not UTF-8: it is read as Windows-1252.\n");
        if (auto const about = kind.about(file); !about.empty())
            fmt::print(desk.out(), "{}\n", about);
        fmt::print(desk.out(), "{}\n", imports::in_words(kind.fields(), file.columns));
    }

    std::unique_ptr<access::Pass> enter_at(Desk& desk)
    {
        return desk.hub().gate().enter_as_process(desk.process());
    }

    imports::Mapping mapping_of(
        Kind const& kind, access::Visit const& visit, AgencyId agency, ImportWanted const& wanted)
    {
        imports::Mapping mapping;
        if (!wanted.profile.empty())
            mapping = or_tell(imports::find_profile(
                visit, agency, kind.words().what, kind.fields(), wanted.profile));
        auto const said = or_tell(imports::read_mapping(kind.fields(), wanted.map));
        for (auto const& [field, column] : said)
            mapping[field] = column;
        return mapping;
    }

    // NAME=VALUE: what rows are that do not say; by its code or its label.
    imports::Settings settings_of(
        Kind const& kind, access::Visit const& visit, AgencyId agency, ImportWanted const& wanted)
    {
        imports::Settings settings;
        auto const choices = kind.choices(visit, agency);
        for (auto const& one : wanted.defaults) {
            auto const equals = std::min(one.find('='), one.size());
            auto const name = one.substr(0, equals);
            auto value = equals == one.size() ? std::string() : one.substr(equals + 1);
            auto const choice = std::ranges::find(choices, name, &imports::Choice::name);
            if (choice == choices.end() || value.empty())
                throw Refused(fmt::format("Say --default NAME=VALUE; \"{}\" is none that this "
                                          "list asks for",
                                  one),
                    2);
            std::string listed;
            auto known = choice->items.empty();
            for (auto const& [code, label] : choice->items) {
                listed += (listed.empty() ? "" : ", ") + code;
                known = known || value == code || value == label;
                value = value == label ? code : value;
            }
            if (!known)
                throw Refused(fmt::format("--default {}: choose among {}", name, listed), 2);
            settings[name] = value;
        }
        return settings;
    }

    Import accepted(Desk& desk, Kind const& kind, access::Visit const& visit, Import const& import)
    {
        return or_tell(imports::accept(kind, visit, import, progress_at(desk, "Bringing in")));
    }

    int preview(Desk& desk, Teller const& teller, ImportWanted const& wanted,
        imports::Prepared const& prepared)
    {
        auto const counts = imports::counts_of(prepared.plan);
        if (wanted.json) {
            auto out = teller.as_json(counts, prepared.plan);
            out["state"] = "preview";
            fmt::print(desk.out(), "{}\n", json::serialize(out));
            return 0;
        }
        teller.tell_counts(counts);
        teller.tell_rows(prepared.plan);
        fmt::print(desk.out(), "Nothing was kept. Without --preview the file is staged.\n");
        return 0;
    }

    struct Opened {
        std::unique_ptr<access::Pass> pass;
        Import import;
        Kind const& kind;

        [[nodiscard]] access::Visit const& visit() const { return pass->visit(); }
    };
    Opened opened(Desk& desk, ImportWanted const& wanted)
    {
        auto pass = enter_at(desk);
        auto import = or_tell(imports::find_import(pass->visit(), id_of(wanted)));
        auto const& kind = kind_named(desk, import.what);
        return {std::move(pass), std::move(import), kind};
    }

    int told(Desk& desk, Opened const& one, Import const& import, ImportWanted const& wanted)
    {
        Teller(desk, one.kind, one.visit()).tell_import(import, wanted.json);
        return 0;
    }
} // namespace

int import_list(Desk& desk, ImportWanted const& wanted)
{
    auto const& kind = kind_named(desk, wanted.what);
    auto const agency = agency_coded(desk.folder(), wanted.agency);
    auto const team = team_named(desk.folder(), agency, wanted.team);
    if (team.none() && !wanted.preview)
        throw Refused("Name with --team the team that works with what is new: else nobody could "
                      "open the records. `kith agency list` shows the teams",
            2);
    auto text = read_whole(desk.path(wanted.file));
    auto const pass = enter_at(desk);
    auto const& visit = pass->visit();
    Import head;
    head.agency = agency;
    head.team = team;
    head.file_hash = ledger::write_hex(ledger::sha256(text));
    head.profile = wanted.save_profile.empty() ? wanted.profile : wanted.save_profile;
    head.settings = settings_of(kind, visit, agency, wanted);
    auto const prepared = or_tell(imports::prepare(kind, visit, head, std::move(text),
        mapping_of(kind, visit, agency, wanted), progress_at(desk, "Matching")));
    if (prepared.file.trouble_count > 0)
        return tell_unreadable(desk, wanted, prepared.file);
    if (!wanted.json)
        tell_file(desk, kind, prepared.file);
    Teller const teller(desk, kind, visit);
    if (wanted.preview)
        return preview(desk, teller, wanted, prepared);
    if (!wanted.save_profile.empty())
        or_tell(visit.change([&](access::Change& change) {
            return imports::save_profile(change, agency, kind.words().what, kind.fields(),
                {wanted.save_profile, prepared.file.columns.used});
        }));
    auto import = or_tell(imports::stage(kind, visit, head, prepared));
    if (wanted.accept)
        import = accepted(desk, kind, visit, import);
    teller.tell_import(import, wanted.json);
    return 0;
}

int list_imports(Desk& desk, ImportWanted const& wanted)
{
    auto const agency = agency_coded(desk.folder(), wanted.agency);
    auto const pass = enter_at(desk);
    json::array all;
    for (auto const& one : imports::list_imports(pass->visit(), agency)) {
        if (wanted.json)
            all.push_back(json::object{{"id", one.id.write()}, {"what", one.what},
                {"state", imports::write(one.state)}, {"staged_at", one.staged_at.write()},
                {"counts", counts_json(counts_here(pass->visit(), one))}});
        else
            fmt::print(desk.out(), "{}  {:<8} {:<9} {}  {} rows, {} new, {} changed\n",
                one.id.write(), one.what, imports::write(one.state),
                london::in_words(one.staged_at), one.counts.rows, one.counts.made,
                one.counts.changed);
    }
    if (wanted.json)
        fmt::print(desk.out(), "{}\n", json::serialize(all));
    return 0;
}

int show_import(Desk& desk, ImportWanted const& wanted)
{
    auto const one = opened(desk, wanted);
    return told(desk, one, one.import, wanted);
}

int settle_import(Desk& desk, ImportWanted const& wanted)
{
    auto const one = opened(desk, wanted);
    if (!one.kind.must_settle())
        throw Refused("Rows of people are not settled before they are brought in: who may be the "
                      "same person stands in a list afterwards",
            2);
    Teller const teller(desk, one.kind, one.visit());
    std::vector<imports::Settled> said;
    for (auto const& row : imports::list_rows(
             one.visit(), one.import, 0, static_cast<std::int64_t>(imports::most_rows))) {
        auto const asked = row.row.number == wanted.row || (wanted.row == 0 && wanted.rest_new);
        auto const known = imports::candidates_known(one.kind, one.visit(), row);
        if (!asked || known.empty() || (wanted.row == 0 && !row.settled.empty()))
            continue;
        std::string as(
            wanted.rest_new || wanted.as == imports::settled_as_new ? imports::settled_as_new : "");
        for (auto const& candidate : known)
            if (as.empty() && teller.reference(candidate.thing) == wanted.as)
                as = imports::written(candidate.thing);
        if (as.empty())
            throw Refused(
                fmt::format("Row {}: say --as with one of those it may be, or new; `kith import "
                            "show` names them",
                    wanted.row),
                2);
        said.push_back({row.place, std::move(as)});
    }
    if (said.empty())
        throw Refused("There is nothing to say of that row: `kith import show` names those that "
                      "may be known",
            1);
    auto const settled = or_tell(imports::settle(one.kind, one.visit(), one.import, said));
    return told(desk, one, settled, wanted);
}

int accept_import(Desk& desk, ImportWanted const& wanted)
{
    auto const one = opened(desk, wanted);
    return told(desk, one, accepted(desk, one.kind, one.visit(), one.import), wanted);
}

int refuse_import(Desk& desk, ImportWanted const& wanted)
{
    auto const one = opened(desk, wanted);
    return told(desk, one, or_tell(imports::refuse(one.visit(), one.import)), wanted);
}

int undo_import(Desk& desk, ImportWanted const& wanted)
{
    auto const one = opened(desk, wanted);
    return told(desk, one,
        or_tell(imports::undo(
            one.kind, one.visit(), one.import, wanted.reason, progress_at(desk, "Undoing"))),
        wanted);
}

} // namespace kith::app
