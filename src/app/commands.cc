// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/cage.h"
#include "app/hub.h"
#include "base/london.h"
#include "base/shipped.h"
#include "platform/ledger/report.h"
#include "platform/ledger/sequencer.h"
#include <fmt/ostream.h>
#include <iostream>

namespace kith::app {
namespace {
    namespace fs = std::filesystem;

    // A folder with nothing loaded still answers by district and place name.
    bool holds_a_kith(Settings const& settings)
    {
        return !settings.db.empty() || !postgres_of(settings.data).empty()
            || fs::exists(settings.data / "kith.db");
    }

    std::vector<std::string> things_to_mend(Folder& folder)
    {
        std::vector<std::string> problems;
        if (auto const damage = folder.database().damage(); !damage.empty())
            return {"the database file is damaged: " + damage
                + ". Stop Kith, keep this file, and put back the newest backup that is whole "
                  "(kith backup --verify FILE)"};
        auto const lease = folder.database().reader();
        auto const proof = ledger::verify(*lease, {});
        for (auto const& problem : proof.problems)
            problems.push_back("ledger: " + problem);
        if (directory::list_teams(*lease, london::day_of(folder.clock().now())).empty())
            problems.emplace_back(
                "no team is named yet, so nobody can decide a concern: add agencies and teams");
        return problems;
    }

    std::vector<std::string> things_to_know(Folder& folder)
    {
        auto notes = cage_lacks();
        if (folder.keys().beside_the_data())
            notes.emplace_back("the keys lie beside the data: whoever copies the folder can read "
                               "it (see --key-file)");
        if (!folder.settings().db.empty())
            notes.push_back(fmt::format("the records are in the PostgreSQL database \"{}\"",
                db::postgres_name(folder.settings().db)));
        if (!folder.settings().db.empty())
            notes.emplace_back(
                "on PostgreSQL the disk's own encryption protects the data at rest, not Kith's");
        if (folder.is_demonstration())
            notes.emplace_back(
                "this is a demonstration folder: its second step at sign-in is optional");
        auto const lease = folder.database().reader();
        if (directory::count_postcodes(*lease) == 0)
            notes.emplace_back("no postcodes are loaded: concerns cannot be sent to a district's "
                               "team (kith load FOLDER)");
        return notes;
    }

    std::string json_list(std::vector<std::string> const& sentences)
    {
        std::string list;
        for (auto const& sentence : sentences) {
            std::string plain;
            for (char const c : sentence)
                plain += c == '"' || c == '\\' ? std::string("\\") + c
                    : c < ' '                  ? std::string(" ")
                                               : std::string(1, c);
            list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", plain);
        }
        return "[" + list + "]";
    }
} // namespace

int who(Settings const& settings, std::string const& asked, Spoken spoken)
{
    auto const written
        = spoken == Spoken::in_json ? directory::Written::json : directory::Written::text;
    if (!holds_a_kith(settings)) {
        overlay(settings.data / "overlay");
        auto const facts = or_refuse(directory::ReferenceFacts::read());
        Clock clock;
        return directory::who_command(
            {facts, [](directory::Postcode const&) { return std::nullopt; },
                [](std::string_view) { return std::vector<directory::NamedPoint>(); }},
            clock, asked, written, std::cout);
    }
    Folder folder(settings, Need::to_read);
    auto const facts = or_refuse(directory::ReferenceFacts::read());
    directory::take_kept(facts, *folder.database().reader());
    return directory::who_command({facts, directory::postcodes_of(folder.database()),
                                      [&folder](std::string_view name) {
                                          auto const lease = folder.database().reader();
                                          return directory::points_named(*lease, name);
                                      }},
        folder.clock(), asked, written, std::cout);
}

int load(Desk& desk, fs::path const& from)
{
    auto const folder = desk.path(from);
    if (!fs::exists(folder))
        throw Refused(fmt::format("There is no folder or file {}", folder.string()), 2);
    directory::Watch watch;
    watch.piece = [&desk] {
        if (desk.gone())
            throw Refused("The load was stopped. Load the folder again to complete it.", 1);
    };
    watch.loaded = [&desk](db::Connection& connection, directory::FileReport const& file) {
        ledger::Entry entry;
        entry.actor.process = desk.process();
        entry.act = "load";
        entry.thing = {"open data", Uuid::fresh()};
        entry.subject = entry.thing;
        entry.rule = "open data is loaded at the command line";
        entry.text = fmt::format("{}: {}, {} rows", file.file, file.kind, file.rows);
        ledger::append(connection, desk.folder().keys(), entry, desk.folder().clock().now());
    };
    return directory::load_command(
        desk.folder().database(), desk.folder().clock(), folder, watch, desk.out(), desk.told());
}

int ledger_verify(Settings const& settings, fs::path const& checkpoint, Spoken spoken)
{
    Folder folder(settings, Need::to_read);
    std::vector<ledger::Checkpoint> held_against;
    if (!checkpoint.empty()) {
        auto read = ledger::read_checkpoint(checkpoint);
        if (!read)
            throw Refused(fmt::format("{}: {}", checkpoint.string(), read.error().words.key), 2);
        held_against.push_back(std::move(*read));
    }
    auto const lease = folder.database().reader();
    return ledger::report_proof(*lease, folder.path("checkpoints"), std::move(held_against),
        std::cout, spoken == Spoken::in_json ? ledger::Spoken::in_json : ledger::Spoken::in_words);
}

int ledger_checkpoint(Desk& desk)
{
    auto& folder = desk.folder();
    ledger::Sequencer sequencer(
        {folder.database(), folder.keys(), folder.clock(), folder.path("checkpoints"),
            [&desk](std::string_view what) { fmt::print(desk.told(), "kith: {}\n", what); }});
    auto const file = sequencer.settle();
    auto const newest = file ? file : ledger::newest_checkpoint(folder.path("checkpoints"));
    fmt::print(desk.out(), "{}\n",
        newest ? newest->string() : "the ledger is empty: there is nothing to sign yet");
    return 0;
}

int check(Settings const& settings, Spoken spoken)
{
    Folder folder(settings, Need::to_read);
    auto const problems = things_to_mend(folder);
    auto const notes = things_to_know(folder);
    if (spoken == Spoken::in_json) {
        fmt::print("{{\"mend\": {}, \"know\": {}}}\n", json_list(problems), json_list(notes));
        return problems.empty() ? 0 : 1;
    }
    for (auto const& problem : problems)
        fmt::print("mend: {}\n", problem);
    for (auto const& note : notes)
        fmt::print("know: {}\n", note);
    fmt::print("{}\n", problems.empty() ? "Nothing to mend." : "Mend what is listed first.");
    return problems.empty() ? 0 : 1;
}

} // namespace kith::app
