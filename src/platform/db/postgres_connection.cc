// SPDX-License-Identifier: MIT
#include "platform/db/postgres_connection.h"
#include "platform/db/postgres_values.h"
#include "platform/db/text_rules.h"
#include "platform/db/type_words.h"
#include <array>
#include <libpq-fe.h>
#include <poll.h>

namespace kith::db {

namespace {
    constexpr std::size_t most_prepared = 512;

    // https://www.postgresql.org/docs/15/errcodes-appendix.html
    Trouble postgres_trouble(std::string_view state)
    {
        if (state == "23505" || state == "23P01")
            return Trouble::unique;
        if (state == "23503" || state == "23001")
            return Trouble::reference;
        if (state.starts_with("23") || state == "P0001")
            return Trouble::check;
        if (state == "40001" || state == "40P01" || state == "55P03")
            return Trouble::busy;
        if (state.starts_with("08") || state.starts_with("57P") || state == "25006")
            return Trouble::lost;
        if (state == "53100")
            return Trouble::full;
        return state.starts_with("53") ? Trouble::lost : Trouble::wrong;
    }

    bool speaks_of_data(std::string_view state)
    {
        return state.starts_with("22") || state.starts_with("23");
    }

    std::string field_of(pg_result const* answer, int which)
    {
        auto const* text = answer ? PQresultErrorField(answer, which) : nullptr;
        return text ? text : "";
    }
} // namespace

void PostgresConnection::Close::operator()(pg_conn* connection) const { PQfinish(connection); }
void PostgresConnection::Clear::operator()(pg_result* result) const { PQclear(result); }

PostgresConnection::PostgresConnection(std::string address, Purpose purpose)
    : address_(std::move(address)), purpose_(purpose)
{
    connect_again();
}

PostgresConnection::~PostgresConnection() = default;

void PostgresConnection::connect_again()
{
    // What stands before `dbname` is only a default: the address may say otherwise.
    std::array<char const*, 6> const keys{"connect_timeout", "tcp_user_timeout", "application_name",
        "client_encoding", "dbname", nullptr};
    std::array<char const*, 6> const values{"2", "5000", "kith", "UTF8", address_.c_str(), nullptr};
    statements_.clear();
    handle_.reset(PQconnectdbParams(keys.data(), values.data(), 1));
    if (!handle_ || PQstatus(handle_.get()) != CONNECTION_OK)
        throw Failure(Trouble::lost,
            "PostgreSQL does not answer. Check that it runs, and the address given by --db.");
    PQsetNoticeProcessor(
        handle_.get(), [](void*, char const*) {}, nullptr);
    script("set timezone to 'UTC'; set datestyle to 'ISO, YMD'; set bytea_output to 'hex';"
           "set extra_float_digits to 1; set standard_conforming_strings to on;"
           "set lock_timeout to '10s'");
    if (purpose_ == Purpose::reading)
        script("set default_transaction_read_only to on");
}

bool PostgresConnection::is_lost() const
{
    return !handle_ || PQstatus(handle_.get()) != CONNECTION_OK;
}

bool PostgresConnection::sound() const
{
    if (is_lost() || PQtransactionStatus(handle_.get()) != PQTRANS_IDLE)
        return false;
    pollfd socket{PQsocket(handle_.get()), POLLIN, 0};
    if (::poll(&socket, 1, 0) > 0) // the server said something unasked: goodbye, or a notice
        return PQconsumeInput(handle_.get()) == 1 && !is_lost();
    return true;
}

void PostgresConnection::fail(Answer const& answer, char const* name)
{
    auto state = field_of(answer.get(), PG_DIAG_SQLSTATE);
    if (state.empty())
        state = is_lost() ? "08006" : "XX000";
    overtaken_ = overtaken_ || state == "40001" || state == "40P01";
    auto what = std::string(name) + ": " + state;
    if (auto const constraint = field_of(answer.get(), PG_DIAG_CONSTRAINT_NAME);
        !constraint.empty())
        what += " " + constraint;
    if (auto const column = field_of(answer.get(), PG_DIAG_COLUMN_NAME); !column.empty())
        what += " " + column;
    if (!speaks_of_data(state))
        what += " " + field_of(answer.get(), PG_DIAG_MESSAGE_PRIMARY);
    Failure failure(postgres_trouble(state), what);
    if (!spoiled_ && !is_lost() && PQtransactionStatus(handle_.get()) == PQTRANS_INERROR)
        spoiled_ = failure;
    throw failure;
}

void PostgresConnection::expect_good(Answer const& answer, char const* name)
{
    auto const status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        fail(answer, name);
}

void PostgresConnection::unspoil()
{
    spoiled_.reset();
    overtaken_ = false;
}

void PostgresConnection::expect_unspoiled() const
{
    if (spoiled_)
        throw Failure(*spoiled_);
}

std::string const& PostgresConnection::prepared(Sql const& sql)
{
    if (auto const at = statements_.find(std::string_view(sql.text)); at != statements_.end())
        return at->second;
    if (statements_.size() >= most_prepared) {
        statements_.clear();
        control("deallocate all");
    }
    auto const name = "kith_" + std::to_string(statements_.size());
    auto const text = with_types(sql.text, Kind::postgres);
    expect_good(Answer(PQprepare(handle_.get(), name.c_str(), text.c_str(), 0, nullptr)), sql.name);
    return statements_.emplace(sql.text, name).first->second;
}

Rows PostgresConnection::run_once(Sql const& sql, std::span<Value const> values)
{
    auto const& name = prepared(sql);
    Parameters const given(values);
    Answer const answer(PQexecPrepared(handle_.get(), name.c_str(), given.count(), given.starts(),
        given.sizes(), given.formats(), 0));
    expect_good(answer, sql.name);
    return rows_of(answer.get());
}

Rows PostgresConnection::run_bound(Sql const& sql, std::span<Value const> values)
{
    if (spoiled_)
        throw Failure(Trouble::wrong,
            std::string(sql.name) + ": a statement before it failed, so this change is over");
    expect_unicode(sql, values);
    try {
        return run_once(sql, values);
    } catch (Failure const& failure) {
        if (failure.trouble() != Trouble::lost || purpose_ != Purpose::reading)
            throw;
    }
    connect_again(); // the server went away: a read has no effect, so it may be asked again
    return run_once(sql, values);
}

Rows PostgresConnection::rows_of(pg_result* answer) const
{
    auto const width = PQnfields(answer);
    std::vector<std::string> columns;
    for (int i = 0; i < width; ++i)
        columns.emplace_back(PQfname(answer, i));
    std::vector<std::vector<Value>> cells;
    cells.reserve(static_cast<std::size_t>(PQntuples(answer)));
    for (int row = 0; row < PQntuples(answer); ++row) {
        auto& into = cells.emplace_back();
        into.reserve(static_cast<std::size_t>(width));
        for (int i = 0; i < width; ++i) {
            if (PQgetisnull(answer, row, i))
                into.emplace_back(std::monostate{});
            else
                into.push_back(postgres_value(PQftype(answer, i),
                    {PQgetvalue(answer, row, i),
                        static_cast<std::size_t>(PQgetlength(answer, row, i))}));
        }
    }
    std::string_view const status = PQcmdStatus(answer);
    std::string_view const touched = status.starts_with("SELECT") ? "" : PQcmdTuples(answer);
    return {std::move(columns), std::move(cells), whole_number(touched).value_or(0)};
}

void PostgresConnection::script(std::string_view many_statements)
{
    control(std::string(many_statements).c_str());
}

void PostgresConnection::control(char const* statement)
{
    Answer const answer(PQexec(handle_.get(), statement));
    expect_good(answer, "script");
    if (std::string_view(statement) == "commit"
        && std::string_view(PQcmdStatus(answer.get())) != "COMMIT")
        throw Failure(Trouble::wrong, "A change that had failed was to be kept.");
}

std::string postgres_name(std::string const& connection)
{
    std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options(
        PQconninfoParse(connection.c_str(), nullptr), &PQconninfoFree);
    std::string user;
    for (auto const* option = options.get(); option && option->keyword; ++option) {
        if (!option->val)
            continue;
        if (std::string_view(option->keyword) == "dbname")
            return option->val;
        if (std::string_view(option->keyword) == "user")
            user = option->val;
    }
    return user; // which is what libpq takes then
}

} // namespace kith::db
