// SPDX-License-Identifier: MIT
#include "app/folder.h"
#include "app/passphrase.h"
#include "base/shipped.h"
#include "contexts/contexts.h"
#include "people/people.h"
#include "platform/ledger/ledger.h"
#include <fmt/core.h>
#include <fstream>

namespace kith::app {
namespace {
    namespace fs = std::filesystem;

    void make_private(fs::path const& folder)
    {
        fs::create_directories(folder);
        fs::permissions(folder, fs::perms::owner_all, fs::perm_options::replace);
    }

    // Whoever names /tmp or a home by mistake would find it closed to everybody else: a folder that
    // holds things, and none of a Kith's, is left alone.
    void must_be_ours_or_empty(fs::path const& folder)
    {
        if (!fs::is_directory(folder) || fs::is_empty(folder))
            return;
        for (auto const* name : {"keys", "kith.db", "overlay", "public-own", "checkpoints"})
            if (fs::exists(folder / name))
                return;
        throw Refused(fmt::format("{} holds other things and no Kith: name a new or an empty "
                                  "folder with --data",
                          folder.string()),
            2);
    }

    // One line: `sqlite`, or `postgres` and the name. No password, and nothing of where it runs.
    void remember_database(fs::path const& data, std::string const& db)
    {
        auto const line
            = db.empty() ? std::string("sqlite\n") : "postgres " + db::postgres_name(db) + "\n";
        if (concerns::read_whole(data / "database").value_or("") != line)
            concerns::write_durably(data / "database", line);
    }

    void must_say_which(Settings const& settings)
    {
        auto const name = settings.db.empty() ? postgres_of(settings.data) : std::string();
        if (!name.empty())
            throw Refused(
                fmt::format("The records of {} are in the PostgreSQL database \"{}\": name "
                            "it with --db postgres://… or KITH_DB",
                    settings.data.string(), name),
                2);
    }

    void must_be_postgres(Settings const& settings)
    {
        auto const& db = settings.db;
        auto const words = db.find("://") == std::string::npos && db.find('=') != std::string::npos;
        if (db.empty() || db.starts_with("postgres://") || db.starts_with("postgresql://") || words)
            return; // `words` as libpq takes them: host=… dbname=…
        throw Refused("--db (or KITH_DB) names a PostgreSQL database, such as "
                      "postgres://kith@localhost/kith; without it Kith keeps a file of its own",
            2);
    }

    db::Where where_of(Settings const& settings, ledger::Keys const& keys, Need need)
    {
        db::Where where;
        where.read_only = need == Need::to_read;
        where.postgres = settings.db;
        where.file = settings.data / "kith.db";
        where.readers = 24;              // each worker may hold two at once, each round one
        where.key = keys.database_key(); // on PostgreSQL, of copies
        return where;
    }
} // namespace

Folder::Folder(Settings settings, Need need) : settings_(std::move(settings))
{
    must_be_postgres(settings_);
    auto const there = fs::is_directory(settings_.data);
    if (!there && need == Need::to_read)
        throw Refused(fmt::format("There is no folder {}: name the right one with --data, or make "
                                  "one with `kith demo` or `kith serve`",
                          settings_.data.string()),
            2);
    must_be_ours_or_empty(settings_.data);
    must_say_which(settings_);
    for (auto const* name : {"", "checkpoints", "public", "inbox", "inbox/pictures", "outbox",
             "arriving", "public-own"})
        make_private(settings_.data / name);
    overlay(settings_.data / "overlay");
    if (!settings_.now.empty()) {
        if (!is_demonstration())
            throw Refused("--now moves the clock, which is for demonstration folders only: `kith "
                          "demo` makes one",
                2);
        auto const now = Instant::read(settings_.now);
        if (!now)
            throw Refused("--now needs a moment such as 2026-03-29T00:40:00Z", 2);
        clock_.move_to(*now);
    }
    if (need == Need::to_read && settings_.db.empty() && !fs::exists(settings_.data / "kith.db"))
        throw Refused(
            fmt::format(
                "{} holds no Kith yet: make one with `kith demo`, `kith load` or `kith serve`",
                settings_.data.string()),
            2);
    keys_ = open_keys(settings_);
    try {
        database_ = db::open(where_of(settings_, *keys_, need));
        if (need == Need::to_read)
            return;
        db::migrate(*database_, db::shipped_migrations(database_->kind()), clock_.now());
        ledger::number_at_commit(*database_); // from here on: now there is a ledger
        people::seal_protected(*database_, *keys_, clock_.now());
        contexts::seal_addresses(*database_, *keys_, clock_.now());
        people::fold_names(*database_);
        remember_database(settings_.data, settings_.db);
    } catch (db::Failure const& failure) {
        if (failure.trouble() == db::Trouble::busy)
            throw InUse(fmt::format("{}: {}", settings_.data.string(), failure.what()));
        throw Refused(fmt::format("The database cannot be opened: {}", failure.what()), 3);
    }
}

Folder::~Folder() = default;

bool Folder::is_demonstration() const { return fs::exists(settings_.data / "demo"); }

std::string postgres_of(fs::path const& data)
{
    constexpr std::string_view kind = "postgres ";
    auto const line = concerns::read_whole(data / "database").value_or("");
    if (!line.starts_with(kind))
        return {};
    return line.substr(kind.size(), line.find('\n') - kind.size());
}

void must_hold_a_kith(Settings const& settings)
{
    if (fs::exists(settings.data / "keys" / "hub.public"))
        return;
    throw Refused(fmt::format("{} holds no Kith: name the right folder with --data, or make one "
                              "with `kith serve`, `kith load` or `kith demo`",
                      settings.data.string()),
        2);
}

void mark_as_demonstration(fs::path const& data)
{
    must_be_ours_or_empty(data);
    make_private(data);
    std::ofstream(data / "demo")
        << "This folder holds an invented place. Never use it for real people.\n";
}

} // namespace kith::app
