// SPDX-License-Identifier: MIT
#include "app/import_command.h"
#include "cases/cases.h"
#include "contexts/contexts.h"
#include "missing/missing.h"
#include "people/people.h"
#include <CLI/CLI.hpp>

namespace kith::app {
namespace {
    // What each kind of list holds, for `--help`.
    struct ListWords {
        char const* what;
        char const* does;
        char const* team;
        imports::Fields fields;
        char const* more;
    };

    std::string names_of(imports::Fields fields)
    {
        std::string names;
        for (std::size_t field = 0; field < fields.size(); ++field)
            names += std::string(fields[field].name) + (field % 9 == 8 ? "\n" : " ");
        return names;
    }

    void add_file_words(CLI::App& command, ImportWanted& wanted, ListWords const& list)
    {
        command.add_option("file", wanted.file, "the rows, the first one naming the columns")
            ->required();
        command.add_option("--from", wanted.agency, "the code of the agency whose file it is")
            ->required();
        command.add_option("--team", wanted.team, list.team);
        command.add_option(
            "--map", wanted.map, "FIELD=COLUMN, for a column whose name is not known");
        command.add_option("--profile", wanted.profile, "columns as that profile says");
        command.add_option(
            "--save-profile", wanted.save_profile, "keep the columns as a profile of that name");
        command.add_option(
            "--default", wanted.defaults, "NAME=VALUE, what is so for rows that do not say");
        auto* const preview = command.add_flag(
            "--preview", wanted.preview, "show what would become of each row, and keep nothing");
        command.add_flag("--accept", wanted.accept, "stage the file and accept it at once")
            ->excludes(preview);
        command.add_flag("--json", wanted.json, "for a machine to read");
        command.footer("Fields:\n" + names_of(list.fields) + "\n" + list.more
            + "\nWhat no field knows is carried and not used. Nothing is brought in until it is "
              "accepted.");
    }
} // namespace

void add_import(CLI::App& kith, ImportWanted& wanted,
    std::function<void(CLI::App&)> const& take_folder, std::function<int(Desk&)>& at_desk)
{
    auto& import_command = *kith.add_subcommand("import",
        "an agency's own lists of people, contexts, cases or missing episodes: stage, show, "
        "settle, "
        "accept, refuse, undo, list");
    import_command.require_subcommand(1);
    auto const named = [&](char const* name, char const* what,
                           int (*act)(Desk&, ImportWanted const&)) -> CLI::App& {
        auto& command = *import_command.add_subcommand(name, what);
        take_folder(command);
        command.callback([&wanted, &at_desk, act] {
            at_desk = [&wanted, act](Desk& desk) { return act(desk, wanted); };
        });
        return command;
    };
    for (auto const& list :
        {ListWords{"people", "read a register of people",
             "the team of that agency that works with the new people", people::import_fields(),
             "Columns by common names, and those of the Standard Safeguarding "
             "Dataset's ssd_person, are known."},
            ListWords{"contexts", "read a list of places, schools, homes, groups or online spaces",
                "the team of that agency that works with what is new", contexts::list_fields(),
                "Columns by common names are known. --default kind=PLACE"},
            ListWords{"cases", "read a list of cases: of people, places, groups",
                "the team of that agency that holds the cases", cases::list_fields(),
                "Columns by common names are known. --default strands=CCE, rationale=TEXT, "
                "late_review=2026-05-01, kind=PLACE"},
            ListWords{"missing", "read a tracker of missing episodes",
                "the team of that agency that shares them", missing::list_fields(),
                "Columns by common names are known. --default kind=M, absent_from=home, "
                "duty=host"}}) {
        auto& command = *import_command.add_subcommand(
            list.what, std::string(list.does) + ", and show what would become of each row");
        take_folder(command);
        command.callback([&wanted, &at_desk, what = list.what] {
            wanted.what = what;
            at_desk = [&wanted](Desk& desk) { return import_list(desk, wanted); };
        });
        add_file_words(command, wanted, list);
    }
    auto& list = named("list", "the files that an agency brought in", list_imports);
    list.add_option("--from", wanted.agency, "the agency's code")->required();
    list.add_flag("--json", wanted.json, "for a machine to read");
    auto const of_one = [&](CLI::App& command) -> CLI::App& {
        command.add_option("id", wanted.id, "of the import")->required();
        command.add_flag("--json", wanted.json, "for a machine to read");
        return command;
    };
    of_one(named("show", "what would become, or became, of each row", show_import));
    auto& settle = of_one(named("settle", "say what a row is that may be known", settle_import));
    auto* const row = settle.add_option("--row", wanted.row, "its number, as a spreadsheet counts");
    auto* const as = settle.add_option("--as", wanted.as, "one of those it may be, or new");
    auto* const rest = settle.add_flag(
        "--rest-new", wanted.rest_new, "all rows of which nobody said anything are new");
    row->needs(as)->excludes(rest);
    as->needs(row);
    of_one(named("accept", "bring the staged file in: all of it, or nothing", accept_import));
    of_one(named("refuse", "destroy what was staged", refuse_import));
    of_one(named("undo", "take back what was accepted", undo_import))
        .add_option("--reason", wanted.reason, "why; it stands in the ledger")
        ->capture_default_str();
}

} // namespace kith::app
