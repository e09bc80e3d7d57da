// SPDX-License-Identifier: MIT
// The names of tables and columns come from the databases' own catalogues, where our migrations put
// them; no visitor's word is ever in a statement here, only bound to one.
#include "platform/db/carry.h"
#include <fmt/core.h>

namespace kith::db {
namespace {
    constexpr std::size_t rows_at_a_time = 1000;
    constexpr std::size_t rows_a_statement = 50;

    constexpr Sql list_tables_sqlite{"carry: tables",
        "select name from pragma_table_list where schema = 'main' and type = 'table' and name not "
        "like 'sqlite@_%' escape '@' and name <> 'migrations' and name not like 'backup@_%' escape "
        "'@' order by name"};
    constexpr Sql list_columns_sqlite{
        "carry: columns", "select name from pragma_table_info($1) order by cid"};
    constexpr Sql list_references_postgres{"carry: references",
        "select cast(cast(conrelid as regclass) as text) as made_on, conname as name from "
        "pg_constraint where contype = 'f' and connamespace = cast(current_schema() as "
        "regnamespace) order by 1, 2"};

    // A statement that is known only when it runs. It outlives the run.
    Rows run_text(
        Connection& connection, std::string const& text, std::span<Value const> values = {})
    {
        Sql sql;
        sql.name = "carry";
        sql.text = text.c_str();
        return connection.run_bound(sql, values);
    }

    std::string in_quotes(std::string_view name)
    {
        must(name.find('"') == std::string_view::npos, "no table of ours has a quote in its name");
        return fmt::format("\"{}\"", name);
    }

    struct Table {
        std::string name;
        std::vector<std::string> columns;

        [[nodiscard]] std::string column_list() const
        {
            std::string list;
            for (auto const& column : columns)
                list += (list.empty() ? "" : ", ") + in_quotes(column);
            return list;
        }
    };

    std::vector<Table> list_tables(Connection& sqlite)
    {
        std::vector<Table> tables;
        for (auto const row : sqlite.run(list_tables_sqlite))
            tables.push_back({row.text("name"), {}});
        for (auto& table : tables)
            for (auto const row : sqlite.run(list_columns_sqlite, table.name))
                table.columns.push_back(row.text("name"));
        return tables;
    }

    std::string insert_text(Table const& table, std::size_t rows)
    {
        auto text = fmt::format(
            "insert into {} ({}) values ", in_quotes(table.name), table.column_list());
        std::size_t value = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            text += row == 0 ? "(" : ", (";
            for (std::size_t i = 0; i < table.columns.size(); ++i)
                text += fmt::format("{}${}", i == 0 ? "" : ", ", ++value);
            text += ")";
        }
        return text;
    }

    void put(Connection& into, Table const& table, Rows const& rows)
    {
        auto const many = insert_text(table, rows_a_statement);
        auto const one = insert_text(table, 1);
        std::vector<Value> values;
        for (std::size_t at = 0; at < rows.size();) {
            auto const batch = rows.size() - at >= rows_a_statement ? rows_a_statement : 1;
            values.clear();
            for (auto const end = at + batch; at < end; ++at) {
                auto const row = rows[at];
                for (auto const& column : table.columns)
                    values.push_back(row.at(column));
            }
            run_text(into, batch == 1 ? one : many, values);
        }
    }

    // SQLite has no cursor by name: a page after another, by where each row stands in the file.
    std::size_t carry_from_sqlite(Connection& from, Connection& into, Table const& table)
    {
        auto const text
            = fmt::format("select rowid as stands_at, {} from {} where rowid > $1 order by rowid "
                          "limit $2",
                table.column_list(), in_quotes(table.name));
        std::size_t carried = 0;
        for (std::int64_t after = -1;;) {
            std::vector<Value> const bounds{
                to_value(after), to_value(std::int64_t{rows_at_a_time})};
            auto const rows = run_text(from, text, bounds);
            put(into, table, rows);
            carried += rows.size();
            if (rows.size() < rows_at_a_time)
                return carried;
            after = rows[rows.size() - 1].integer("stands_at");
        }
    }

    std::size_t carry_from_postgres(Connection& from, Connection& into, Table const& table)
    {
        auto const cursor = in_quotes("carry " + table.name);
        from.script(fmt::format("declare {} no scroll cursor for select {} from {}", cursor,
            table.column_list(), in_quotes(table.name)));
        auto const fetch = fmt::format("fetch {} from {}", rows_at_a_time, cursor);
        std::size_t carried = 0;
        for (;;) {
            auto const rows = run_text(from, fetch);
            put(into, table, rows);
            carried += rows.size();
            if (rows.size() < rows_at_a_time)
                break;
        }
        from.script(fmt::format("close {}", cursor));
        return carried;
    }

    // From here to the end of the transaction a reference may point to a row that comes later.
    class PatientReferences {
    public:
        explicit PatientReferences(Connection& into) : into_(into)
        {
            if (into.kind() == Kind::sqlite) {
                into.script("pragma defer_foreign_keys = on");
                return;
            }
            for (auto const row : into.run(list_references_postgres))
                references_.emplace_back(row.text("made_on"), row.text("name"));
            alter("deferrable initially deferred");
        }
        void settle()
        {
            if (into_.kind() == Kind::sqlite)
                return; // its commit looks
            into_.script("set constraints all immediate");
            alter("not deferrable");
        }

    private:
        void alter(std::string_view how)
        {
            for (auto const& [table, name] : references_)
                into_.script(fmt::format(
                    "alter table {} alter constraint {} {}", table, in_quotes(name), how));
        }
        Connection& into_;
        std::vector<std::pair<std::string, std::string>> references_;
    };
} // namespace

std::size_t carry(Connection& from, Connection& into)
{
    auto const tables = list_tables(from.kind() == Kind::sqlite ? from : into);
    PatientReferences references(into);
    for (auto const& table : tables)
        run_text(into, fmt::format("delete from {}", in_quotes(table.name)));
    std::size_t carried = 0;
    for (auto const& table : tables)
        carried += from.kind() == Kind::sqlite ? carry_from_sqlite(from, into, table)
                                               : carry_from_postgres(from, into, table);
    references.settle();
    return carried;
}

OneMoment::OneMoment(Connection& connection) : connection_(connection)
{
    connection_.script("begin isolation level repeatable read read only");
}

OneMoment::~OneMoment()
{
    try {
        connection_.script("rollback");
    } catch (Failure const&) { // NOLINT(bugprone-empty-catch): the connection is gone, and what
    }                          // it looked at with it
}

} // namespace kith::db
