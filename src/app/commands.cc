// SPDX-License-Identifier: MIT
#include "app/commands.h"
#include "app/hub.h"
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

} // namespace kith::app
