// SPDX-License-Identifier: MIT
#include "app/import_command.h"
#include "people/people.h"
#include <CLI/CLI.hpp>

namespace kith::app {
namespace {
    void add_file_words(CLI::App& command, ImportWanted& wanted)
    {
        command.add_option("file", wanted.file, "rows of people, the first row naming the columns")
            ->required();
        command.add_option("--from", wanted.agency, "the code of the agency whose file it is")
            ->required();
        command.add_option(
            "--team", wanted.team, "the team of that agency that works with the new people");
        command.add_option(
            "--map", wanted.map, "FIELD=COLUMN, for a column whose name is not known");
        command.add_option("--profile", wanted.profile, "columns as that profile says");
        command.add_option(
            "--save-profile", wanted.save_profile, "keep the columns as a profile of that name");
        auto* const preview = command.add_flag(
            "--preview", wanted.preview, "show what would become of each row, and keep nothing");
        command.add_flag("--accept", wanted.accept, "stage the file and accept it at once")
            ->excludes(preview);
        command.add_flag("--json", wanted.json, "for a machine to read");
        std::string fields;
        for (std::size_t field = 0; field < people::import_field_count; ++field)
            fields += std::string(people::write(static_cast<people::ImportField>(field)))
                + (field % 9 == 8 ? "\n" : " ");
        command.footer("Fields:\n" + fields
            + "\nColumns by common names, and those of the Standard Safeguarding Dataset's "
              "ssd_person, are known;\nothers are carried and not used. Nothing is brought in "
              "until it is accepted.");
    }
} // namespace

void add_import(CLI::App& kith, ImportWanted& wanted,
    std::function<void(CLI::App&)> const& take_folder, std::function<int(Desk&)>& at_desk)
{
    auto& import_command = *kith.add_subcommand(
        "import", "an agency's own file of people: stage, show, accept, refuse, undo, list");
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
    add_file_words(
        named("people", "read a file, and show what would become of each row", import_people),
        wanted);
    auto& list = named("list", "the files that an agency brought in", list_imports);
    list.add_option("--from", wanted.agency, "the agency's code")->required();
    list.add_flag("--json", wanted.json, "for a machine to read");
    auto const of_one = [&](CLI::App& command) -> CLI::App& {
        command.add_option("id", wanted.id, "of the import")->required();
        command.add_flag("--json", wanted.json, "for a machine to read");
        return command;
    };
    of_one(named("show", "what would become, or became, of each row", show_import));
    of_one(named("accept", "bring the staged file in: all of it, or nothing", accept_import));
    of_one(named("refuse", "destroy what was staged", refuse_import));
    of_one(named("undo", "take back what was accepted", undo_import))
        .add_option("--reason", wanted.reason, "why; it stands in the ledger")
        ->capture_default_str();
}

} // namespace kith::app
