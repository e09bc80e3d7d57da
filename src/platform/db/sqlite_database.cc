// SPDX-License-Identifier: MIT
#include "platform/db/sqlite_database.h"
#include "platform/db/pool.h"
#include "platform/db/writer.h"
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace kith::db {

namespace {
    class Descriptor {
    public:
        explicit Descriptor(int number) : number_(number) { }
        Descriptor(Descriptor const&) = delete;
        Descriptor& operator=(Descriptor const&) = delete;
        ~Descriptor()
        {
            if (number_ >= 0)
                ::close(number_);
        }
        [[nodiscard]] int number() const { return number_; }

    private:
        int number_;
    };

    std::filesystem::path folder_of(std::filesystem::path const& file)
    {
        return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    }

    void sync_path(std::filesystem::path const& path)
    {
        Descriptor const opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (opened.number() < 0 || ::fsync(opened.number()) != 0)
            throw Failure(Trouble::lost, "The disk did not take " + path.filename().string());
    }

    // Held as long as this process may write; the kernel lets go of it however the process ends.
    std::unique_ptr<Descriptor> lock_beside(std::filesystem::path const& file)
    {
        auto const path = file.string() + ".lock";
        auto lock = std::make_unique<Descriptor>(
            ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        if (lock->number() < 0)
            throw Failure(Trouble::lost,
                "The folder of the database cannot be written. Check that it is there and yours.");
        if (::flock(lock->number(), LOCK_EX | LOCK_NB) != 0)
            throw Failure(Trouble::busy,
                "Another Kith is using this folder. Stop it first, or ask it to do this.");
        return lock;
    }

    void make_file(std::filesystem::path const& file)
    {
        { // ours alone to read; the log beside it follows suit
            Descriptor const made(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
            if (made.number() < 0)
                throw Failure(Trouble::lost,
                    "The database file cannot be opened. Check that it is there and yours.");
        }
        sync_path(folder_of(file));
    }

    class SqliteDatabase : public Database {
    public:
        explicit SqliteDatabase(Where const& where)
            : file_(where.file), key_(where.key), readers_(where.readers, [this] { return read(); })
        {
            if (!where.read_only) {
                lock_ = lock_beside(file_);
                make_file(file_);
                writer_ = std::make_unique<Writer>(
                    std::make_unique<SqliteConnection>(file_, key_, Purpose::writing));
            } else if (!std::filesystem::exists(file_)) {
                throw Failure(Trouble::unreadable, "There is no database in this folder.");
            }
            (void)reader(); // a wrong key shows now
        }

        Lease reader() override
        {
            return {readers_.take(), [this](Connection& connection) {
                        connection.let_go();
                        readers_.give_back(static_cast<SqliteConnection&>(connection), true);
                    }};
        }
        void write(std::function<Outcome(Connection&)> const& body) override
        {
            if (!writer_)
                throw Failure(Trouble::wrong, "This database was opened only to be read.");
            writer_->write(body);
        }
        void write_later(std::function<Outcome(Connection&)> body, Then const& then) override
        {
            if (!writer_)
                throw Failure(Trouble::wrong, "This database was opened only to be read.");
            writer_->write_later(std::move(body), then);
        }
        void before_commit(std::function<void(Connection&)> last) override
        {
            if (writer_)
                writer_->before_commit(std::move(last));
        }
        void copy_to(std::filesystem::path const& file) override;
        [[nodiscard]] std::string damage() override;
        [[nodiscard]] Kind kind() const override { return Kind::sqlite; }

    private:
        std::unique_ptr<SqliteConnection> read() const
        {
            return std::make_unique<SqliteConnection>(file_, key_, Purpose::reading);
        }

        std::filesystem::path file_;
        std::string key_;
        std::unique_ptr<Descriptor> lock_;
        std::unique_ptr<Writer> writer_; // closes after the readers, and empties the log then
        Pool<SqliteConnection> readers_;
    };

    void SqliteDatabase::copy_to(std::filesystem::path const& file)
    {
        if (std::filesystem::exists(file))
            throw Failure(
                Trouble::wrong, "There is a file of that name already. Choose another name.");
        auto const part = std::filesystem::path(file.string() + ".part");
        std::filesystem::remove(part);
        make_file(part);
        read()->copy_to(part, key_);
        sync_path(part);
        std::filesystem::rename(part, file);
        sync_path(folder_of(file));
    }

    std::string SqliteDatabase::damage()
    {
        constexpr Sql whole{"is the file whole", "pragma integrity_check"};
        try {
            auto const said = read()->run(whole)[0].text("integrity_check");
            return said == "ok" ? std::string() : said;
        } catch (Failure const& failure) {
            return failure.what();
        }
    }
} // namespace

std::unique_ptr<Database> open_sqlite(Where const& where)
{
    if (!where.key.empty() && where.key.size() != 32)
        throw Failure(Trouble::unreadable, "The key must be 32 bytes. Give the whole key file.");
    return std::make_unique<SqliteDatabase>(where);
}

} // namespace kith::db
