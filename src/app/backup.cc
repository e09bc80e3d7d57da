// SPDX-License-Identifier: MIT
#include "app/backup.h"
#include "app/kept_files.h"
#include "app/passphrase.h"
#include "platform/db/db.h"
#include "platform/ledger/report.h"
#include <fmt/core.h>
#include <iostream>
#include <unistd.h>

namespace kith::app {
namespace {
    namespace fs = std::filesystem;

    void remove_with_traces(fs::path const& file)
    {
        for (auto const* ending : {"", "-wal", "-shm", "-journal", ".lock"})
            fs::remove(file.string() + ending);
    }

    // A file in the making: gone again unless it is finished.
    class Draft {
    public:
        explicit Draft(fs::path file) : file_(std::move(file)) { remove_with_traces(file_); }
        Draft(Draft const&) = delete;
        Draft& operator=(Draft const&) = delete;
        ~Draft()
        {
            try {
                remove_with_traces(file_);
            } catch (fs::filesystem_error const&) { // NOLINT(bugprone-empty-catch): what failed
            }                                       // before is being told
        }
        [[nodiscard]] fs::path const& file() const { return file_; }
        void finish(fs::path const& as) const { fs::rename(file_, as); }

    private:
        fs::path file_;
    };

    db::Where copy_at(fs::path const& file, ledger::Keys const& keys, Need need)
    {
        return {file, {}, keys.database_key(), 1, need == Need::to_read};
    }

    void write_into(fs::path const& file, ledger::Keys const& keys,
        std::function<void(db::Connection&)> const& body)
    {
        auto const copy = db::open(copy_at(file, keys, Need::to_write));
        copy->write([&](db::Connection& connection) {
            body(connection);
            return db::Outcome::keep;
        });
    }

    std::string keys_of(Settings const& settings)
    {
        return settings.key_file.empty() ? (settings.data / "keys").string()
                                         : settings.key_file.string();
    }

    void must_be_a_file(fs::path const& file)
    {
        if (!fs::is_regular_file(file))
            throw Refused(fmt::format("There is no file {}", file.string()), 2);
    }

    // Opened and read to the last page, or why not.
    Result<std::unique_ptr<db::Database>> open_whole(fs::path const& file, ledger::Keys const& keys)
    {
        std::unique_ptr<db::Database> copy;
        try {
            copy = db::open(copy_at(file, keys, Need::to_read));
        } catch (db::Failure const& failure) {
            return invalid(fmt::format(
                "{} cannot be opened with these keys: {}", file.string(), failure.what()));
        }
        if (auto const damage = copy->damage(); !damage.empty())
            return invalid(fmt::format(
                "{} is damaged: {}\nMake a new backup, and find out what hurt this one.",
                file.string(), damage));
        return copy;
    }

    // A copy is read for a moment: what reading leaves beside it goes again, but never what lay
    // there before (somebody may name the file of a Kith that is in use).
    class LeavesNothing {
    public:
        explicit LeavesNothing(fs::path const& file)
        {
            for (auto const* ending : {"-wal", "-shm"})
                if (auto beside = file.string() + ending; !fs::exists(beside))
                    ours_.push_back(std::move(beside));
        }
        LeavesNothing(LeavesNothing const&) = delete;
        LeavesNothing& operator=(LeavesNothing const&) = delete;
        ~LeavesNothing()
        {
            std::error_code unwritable; // a copy in a folder that is only read leaves nothing there
            for (auto const& beside : ours_)
                fs::remove(beside, unwritable);
        }

    private:
        std::vector<std::string> ours_;
    };

    // What was signed last before that moment: it must be in a copy that was made then.
    std::vector<ledger::Checkpoint> newest_until(fs::path const& folder, Instant moment)
    {
        std::vector<ledger::Checkpoint> newest;
        if (!fs::is_directory(folder))
            return newest;
        for (auto const& entry : fs::directory_iterator(folder)) {
            auto const one = ledger::read_checkpoint(entry.path());
            if (!one || one->at > moment || (!newest.empty() && one->at < newest.front().at))
                continue;
            newest.assign(1, *one);
        }
        return newest;
    }

    // Proof of its whole history, held against what was signed before it was made.
    int prove(db::Database& copy, fs::path const& file, fs::path const& checkpoints)
    {
        auto const lease = copy.reader();
        auto const at = made_at(*lease);
        auto const code
            = ledger::report(ledger::verify(*lease, newest_until(checkpoints, at)), std::cout);
        std::cout << fmt::format("{}: made {}, with {} files of the folder.\n", file.string(),
            at.write(), count_kept_files(*lease));
        return code;
    }

    void must_be_empty(Settings const& settings)
    {
        if (fs::exists(settings.data / "kith.db"))
            throw Refused(
                fmt::format("{} holds a Kith already: bring the backup back into a folder "
                            "of its own",
                    settings.data.string()),
                2);
        auto const keys = settings.data / "keys";
        auto const own = fs::exists(keys / "master.key") || ledger::is_protected(keys);
        if (settings.key_file.empty() && !own)
            throw Refused(
                fmt::format("A backup holds no key. Put the keys of the Kith it was made of in {}, "
                            "or name its key file with --key-file",
                    (settings.data / "keys").string()),
                2);
    }

    void bring_to_postgres(Folder& folder, fs::path const& file, ledger::Keys const& keys)
    {
        Draft const between(folder.path("restoring.db"));
        fs::copy_file(file, between.file());
        auto const from = db::open(copy_at(between.file(), keys, Need::to_write));
        db::migrate(*from, db::shipped_migrations(db::Kind::sqlite), folder.clock().now());
        folder.database().write([&](db::Connection& into) {
            db::carry(*from->reader(), into);
            return db::Outcome::keep;
        });
    }

    void must_hold_nobody(Folder& folder)
    {
        constexpr db::Sql any{"is anything recorded", "select 1 as n from ledger limit 1"};
        if (!folder.database().reader()->run(any).empty())
            throw Refused("That PostgreSQL database holds a Kith already: name an empty one", 2);
    }

    void bring_to_sqlite(Settings const& settings, fs::path const& file, ledger::Keys const& keys)
    {
        Draft const between(settings.data / "restoring.db");
        fs::copy_file(file, between.file());
        fs::permissions(between.file(), fs::perms::owner_read | fs::perms::owner_write);
        write_into(between.file(), keys, drop_kept_files);
        between.finish(settings.data / "kith.db");
    }
} // namespace

int backup(Settings const& settings, fs::path const& file)
{
    if (fs::exists(file))
        throw Refused(fmt::format("{} exists already: name a new file", file.string()), 2);
    if (file.has_parent_path() && !fs::is_directory(file.parent_path()))
        throw Refused(fmt::format("There is no folder {}", file.parent_path().string()), 2);
    Folder folder(settings, Need::to_read);
    auto const at = folder.clock().now();
    // Files before rows: a letter that is taken in between is then there twice, and taken in once;
    // and each checkpoint tells of rows that are there.
    std::vector<KeptFile> files;
    for (auto const kept : kept_folders)
        std::ranges::move(read_kept_files(settings.data, kept), std::back_inserter(files));
    Draft const copy(file.string() + ".unfinished");
    folder.database().copy_to(copy.file());
    write_into(copy.file(), folder.keys(),
        [&](db::Connection& connection) { put_kept_files(connection, files, at); });
    copy.finish(file);
    fmt::print(
        "{}: {} bytes, with {} files of the folder. It holds no key: keep {} apart from it, or "
        "it cannot be opened; and {}, or receipts given out stop working.\n",
        file.string(), fs::file_size(file), files.size(), keys_of(settings),
        (settings.data / "public-own").string());
    return 0;
}

int verify_backup(Settings const& settings, fs::path const& file)
{
    must_be_a_file(file);
    auto const keys = open_keys(settings);
    LeavesNothing const tidy(file);
    auto const copy = open_whole(file, *keys);
    if (!copy) {
        fmt::print("{}\n", copy.error().words.key);
        return 1;
    }
    try {
        return prove(**copy, file, settings.data / "checkpoints");
    } catch (db::Failure const& failure) {
        fmt::print("{} is no backup that `kith backup` made: {}\n", file.string(), failure.what());
        return 1;
    }
}

int restore(Settings const& settings, fs::path const& file)
{
    must_be_a_file(file);
    must_be_empty(settings);
    auto const keys = open_keys(settings);
    LeavesNothing const tidy(file);
    auto const copy = open_whole(file, *keys);
    if (!copy) {
        fmt::print("{}\n", copy.error().words.key);
        return 1;
    }
    lay_out_kept_files(*(*copy)->reader(), settings.data);
    if (prove(**copy, file, settings.data / "checkpoints") != 0) {
        fmt::print("It was not brought back.\n");
        return 1;
    }
    if (settings.db.empty()) {
        bring_to_sqlite(settings, file, *keys);
    } else {
        Folder folder(settings, Need::to_write);
        must_hold_nobody(folder);
        bring_to_postgres(folder, file, *keys);
    }
    fmt::print(
        "Brought back into {}. Next: put public-own/ back, if you have it (else receipts given "
        "out stop working), then `kith check`, then `kith serve`.\n",
        settings.db.empty() ? (settings.data / "kith.db").string() : "the PostgreSQL database");
    return 0;
}

} // namespace kith::app
