// SPDX-License-Identifier: MIT
#include "platform/db/sqlite_connection.h"
#include "platform/db/text_rules.h"
#include "platform/db/type_words.h"
#include <charconv>
#include <sqlite3.h>

namespace kith::db {

namespace {
    constexpr std::size_t most_statements = 512; // named constants: only a fault brings more

    Trouble sqlite_trouble(int extended)
    {
        switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return Trouble::unique;
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return Trouble::reference;
        default:
            break;
        }
        switch (extended & 0xFF) {
        case SQLITE_CONSTRAINT:
            return Trouble::check;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Trouble::busy;
        case SQLITE_FULL:
            return Trouble::full;
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return Trouble::unreadable;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_NOMEM:
            return Trouble::lost;
        default:
            return Trouble::wrong;
        }
    }

    // For whoever runs Kith: what SQLite says, and where it is theirs to mend, how.
    Failure failure_of(sqlite3* handle, char const* name, int code)
    {
        auto const trouble = sqlite_trouble(code);
        auto what = std::string(name) + ": " + sqlite3_errmsg(handle);
        if (trouble == Trouble::lost)
            what += ". The disk under the database refuses: look at the machine's own log, and "
                    "mend or replace the disk";
        if (trouble == Trouble::full)
            what += ". Make room on the disk under the database";
        return {trouble, what};
    }

    struct Rewind { // however a run ends, its statement is ready for the next
        sqlite3_stmt* prepared;
        ~Rewind()
        {
            sqlite3_reset(prepared);
            sqlite3_clear_bindings(prepared);
        }
    };

    // "aegis", AEGIS-256, runs on the processor's own AES: after each commit readers decrypt their
    // pages anew, which ChaCha20 made a fifth of a page's cost. Files that were made with it are
    // still opened.
    constexpr auto const* older_cipher = "chacha20";

    // Gives the key itself, not a passphrase to be stretched.
    int give_key(sqlite3* handle, std::string const& key, char const* cipher)
    {
        sqlite3mc_config(handle, "cipher", sqlite3mc_cipher_index(cipher));
        auto const raw = "raw:" + key;
        return sqlite3_key(handle, raw.data(), static_cast<int>(raw.size()));
    }

    bool only_blanks(char const* tail)
    {
        return std::string_view(tail).find_first_not_of(" \t\r\n;") == std::string_view::npos;
    }
} // namespace

SqliteConnection::SqliteConnection(
    std::filesystem::path const& file, std::string const& key, Purpose purpose)
{
    try {
        auto opened = open(file, key, purpose);
        if (!opened && !key.empty()) {
            close();
            cipher_ = older_cipher;
            opened = open(file, key, purpose);
        }
        if (!opened)
            throw Failure(Trouble::unreadable,
                key.empty() ? "The database cannot be read: it is encrypted, or not a database. "
                              "Give the key file it was made with."
                            : "The database cannot be read with this key. Give the key file it was "
                              "made with.");
        set_up(purpose);
    } catch (...) {
        close();
        throw;
    }
}

SqliteConnection::~SqliteConnection() { close(); }

void SqliteConnection::close()
{
    for (auto& [text, statement] : statements_)
        sqlite3_finalize(statement.prepared);
    statements_.clear();
    sqlite3_close(handle_);
    handle_ = nullptr;
}

bool SqliteConnection::open(
    std::filesystem::path const& file, std::string const& key, Purpose purpose)
{
    auto const flags = purpose == Purpose::writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                   : SQLITE_OPEN_READONLY;
    if (auto const code = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
        code != SQLITE_OK)
        throw Failure(sqlite_trouble(code),
            "The database file cannot be opened. Check that its folder is there and is yours.");
    sqlite3_extended_result_codes(handle_, 1);
    if (!key.empty())
        give_key(handle_, key, cipher_);
    for (auto const off :
        {SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_TRUSTED_SCHEMA})
        sqlite3_db_config(handle_, off, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_timeout(handle_, 5000);
    auto const code
        = sqlite3_exec(handle_, "select count(*) from sqlite_master", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_NOTADB)
        fail("open", code);
    return code == SQLITE_OK;
}

void SqliteConnection::set_up(Purpose purpose)
{
    script("pragma mmap_size = 0; pragma cell_size_check = on; pragma temp_store = memory;"
           "pragma wal_autocheckpoint = 0; pragma cache_size = -8000;");
    if (purpose == Purpose::writing) // there is one: a page it lets go of is read and opened again
        script("pragma cache_size = -64000");
    if (purpose == Purpose::reading) {
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        script("pragma query_only = on");
        return;
    }
    // One connection writes: a large change of many indexes would else read its own pages back.
    script("pragma cache_size = -64000;");
    script("pragma secure_delete = on; pragma journal_mode = wal; pragma synchronous = full;"
           "pragma foreign_keys = on; pragma journal_size_limit = 67108864;");
    auto const remember = [](void* self, sqlite3*, char const*, int pages) {
        static_cast<SqliteConnection*>(self)->pages_in_log_ = pages;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(handle_, remember, this);
    auto const mode = run_bound({"journal mode", "pragma journal_mode"}, {});
    if (mode[0].text("journal_mode") != "wal")
        throw Failure(Trouble::wrong,
            "The folder of the database cannot keep a write-ahead log. Use a local disk.");
}

void SqliteConnection::fail(char const* name, int code)
{
    auto const failure = failure_of(handle_, name, code);
    if (in_transaction() && !spoiled_)
        spoiled_ = failure;
    throw failure;
}

void SqliteConnection::expect_unspoiled() const
{
    if (spoiled_)
        throw Failure(*spoiled_);
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

void SqliteConnection::learn_columns(Statement& statement)
{
    auto const count = sqlite3_column_count(statement.prepared);
    statement.columns.clear();
    statement.truths.clear();
    for (int i = 0; i < count; ++i) {
        statement.columns.emplace_back(sqlite3_column_name(statement.prepared, i));
        auto const* declared = sqlite3_column_decltype(statement.prepared, i);
        statement.truths.push_back(declared && sqlite3_stricmp(declared, "int") == 0);
    }
}

SqliteConnection::Statement& SqliteConnection::prepared(Sql const& sql)
{
    if (auto const at = statements_.find(std::string_view(sql.text)); at != statements_.end())
        return at->second;
    if (statements_.size() >= most_statements) {
        for (auto& [text, statement] : statements_)
            sqlite3_finalize(statement.prepared);
        statements_.clear();
    }
    auto const text = with_types(sql.text, Kind::sqlite);
    Statement fresh;
    char const* tail = nullptr;
    auto const code = sqlite3_prepare_v3(handle_, text.c_str(), static_cast<int>(text.size() + 1),
        SQLITE_PREPARE_PERSISTENT, &fresh.prepared, &tail);
    if (code != SQLITE_OK)
        fail(sql.name, code);
    if (!fresh.prepared || !only_blanks(tail)) {
        sqlite3_finalize(fresh.prepared);
        throw Failure(Trouble::wrong, std::string(sql.name) + ": one statement at a time");
    }
    learn_columns(fresh);
    for (int i = 1; i <= sqlite3_bind_parameter_count(fresh.prepared); ++i) {
        // SQLite numbers `$2` by where it stands; it means the second value wherever it stands.
        std::string_view const name = sqlite3_bind_parameter_name(fresh.prepared, i);
        std::size_t number = 0;
        std::from_chars(name.data() + 1, name.data() + name.size(), number);
        fresh.slots.push_back(number - 1);
    }
    return statements_.emplace(sql.text, std::move(fresh)).first->second;
}

void SqliteConnection::bind(
    Sql const& sql, Statement const& statement, std::span<Value const> values)
{
    if (values.size() != statement.slots.size())
        throw Failure(Trouble::wrong, std::string(sql.name) + ": wrong number of values");
    for (std::size_t i = 0; i < statement.slots.size(); ++i) {
        auto const slot = static_cast<int>(i + 1);
        auto* const to = statement.prepared;
        if (statement.slots[i] >= values.size())
            throw Failure(Trouble::wrong, std::string(sql.name) + ": a value is never used");
        auto const& value = values[statement.slots[i]];
        if (auto const* truth = std::get_if<bool>(&value))
            sqlite3_bind_int(to, slot, *truth ? 1 : 0);
        else if (auto const* whole = std::get_if<std::int64_t>(&value))
            sqlite3_bind_int64(to, slot, *whole);
        else if (auto const* real = std::get_if<double>(&value))
            sqlite3_bind_double(to, slot, *real);
        else if (auto const* text = std::get_if<std::string>(&value))
            sqlite3_bind_text64(to, slot, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
        else if (auto const* bytes = std::get_if<Bytes>(&value))
            sqlite3_bind_blob64(to, slot, bytes->held.data(), bytes->held.size(), SQLITE_STATIC);
        else
            sqlite3_bind_null(to, slot);
    }
}

std::vector<Value> SqliteConnection::read_row(Statement const& statement)
{
    std::vector<Value> row;
    row.reserve(statement.columns.size());
    auto* const from = statement.prepared;
    for (int i = 0; i < static_cast<int>(statement.columns.size()); ++i) {
        auto const held = [&](void const* begin) {
            return std::string(static_cast<char const*>(begin),
                static_cast<std::size_t>(sqlite3_column_bytes(from, i)));
        };
        switch (sqlite3_column_type(from, i)) {
        case SQLITE_INTEGER:
            if (statement.truths[static_cast<std::size_t>(i)])
                row.emplace_back(sqlite3_column_int64(from, i) != 0);
            else
                row.emplace_back(std::int64_t(sqlite3_column_int64(from, i)));
            break;
        case SQLITE_FLOAT:
            row.emplace_back(sqlite3_column_double(from, i));
            break;
        case SQLITE_TEXT:
            row.emplace_back(held(sqlite3_column_text(from, i)));
            break;
        case SQLITE_BLOB: {
            auto const* begin = sqlite3_column_blob(from, i); // null for no bytes
            row.emplace_back(Bytes{begin ? held(begin) : std::string{}});
            break;
        }
        default:
            row.emplace_back(std::monostate{});
        }
    }
    return row;
}

Rows SqliteConnection::step_through(Sql const& sql, Statement& statement)
{
    auto const before = sqlite3_total_changes64(handle_);
    std::vector<std::vector<Value>> cells;
    for (;;) {
        auto const code = sqlite3_step(statement.prepared);
        if (code == SQLITE_DONE)
            break;
        if (code != SQLITE_ROW)
            fail(sql.name, code);
        if (static_cast<std::size_t>(sqlite3_column_count(statement.prepared))
            != statement.columns.size())
            learn_columns(statement); // the table has changed since
        cells.push_back(read_row(statement));
    }
    auto const touched = sqlite3_total_changes64(handle_) != before;
    return {statement.columns, std::move(cells), touched ? sqlite3_changes64(handle_) : 0};
}

Rows SqliteConnection::run_bound(Sql const& sql, std::span<Value const> values)
{
    if (spoiled_)
        throw Failure(Trouble::wrong,
            std::string(sql.name) + ": a statement before it failed, so this change is over");
    expect_unicode(sql, values);
    auto& statement = prepared(sql);
    Rewind const rewind{statement.prepared};
    bind(sql, statement, values);
    return step_through(sql, statement);
}

void SqliteConnection::script(std::string_view many_statements)
{
    expect_unspoiled();
    auto const text = std::string(many_statements);
    if (auto const code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr);
        code != SQLITE_OK)
        fail("script", code);
}

void SqliteConnection::hold()
{
    if (!in_transaction())
        control("begin");
}

void SqliteConnection::let_go()
{
    unspoil();
    if (in_transaction())
        control("rollback");
}

void SqliteConnection::control(char const* statement)
{
    auto const& kept = prepared({statement, statement});
    auto const code = sqlite3_step(kept.prepared);
    sqlite3_reset(kept.prepared);
    if (code != SQLITE_DONE)
        throw failure_of(handle_, statement, code);
}

bool SqliteConnection::checkpoint(bool whole, int patience_in_ms)
{
    sqlite3_busy_timeout(handle_, patience_in_ms);
    auto const code = sqlite3_wal_checkpoint_v2(handle_, nullptr,
        whole ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    sqlite3_busy_timeout(handle_, 5000);
    auto const emptied = whole && code == SQLITE_OK;
    if (emptied)
        pages_in_log_ = 0;
    return emptied;
}

void SqliteConnection::copy_to(std::filesystem::path const& file, std::string const& key)
{
    sqlite3* copy = nullptr;
    auto code
        = sqlite3_open_v2(file.c_str(), &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    if (code == SQLITE_OK && !key.empty())
        code = give_key(copy, key, cipher_); // pages are copied with what the cipher adds to each
    std::string why;
    if (code == SQLITE_OK) {
        auto* const copying = sqlite3_backup_init(copy, "main", handle_, "main");
        sqlite3_backup_step(copying, -1); // in one read transaction: nobody waits for it
        code = sqlite3_backup_finish(copying);
        why = sqlite3_errmsg(copy);
    }
    sqlite3_close(copy);
    if (code != SQLITE_OK)
        throw Failure(sqlite_trouble(code), "The copy could not be written: " + why);
}

} // namespace kith::db
