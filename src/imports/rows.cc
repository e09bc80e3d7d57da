// SPDX-License-Identifier: MIT
// The rows of an import: what they say, sealed, and what became of each.
#include "imports/store.h"
#include <boost/json.hpp>

namespace kith::imports {
namespace {
    namespace json = boost::json;

    constexpr std::int64_t rows_at_once = 500;
    constexpr db::Sql insert_import_row = {"add import row",
        "insert into import_lines (import, place, row_number, fate, thing_kind, thing, version, "
        "beside_kind, beside, sealed, kept) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '')"};
    constexpr db::Sql rows_of_an_import = {"rows of an import",
        "select * from import_lines where import = $1 and place > $2 order by place limit $3"};
    constexpr db::Sql kept_of_an_import = {"rows that undoing an import left",
        "select * from import_lines where import = $1 and kept <> '' order by place limit 1000"};
    constexpr db::Sql delete_import_rows
        = {"forget import rows", "delete from import_lines where import = $1"};
    constexpr db::Sql set_import_things = {"set what an import row became",
        "update import_lines set thing_kind = $3, thing = $4, version = $5, beside_kind = $6, "
        "beside = $7 where import = $1 and place = $2"};
    constexpr db::Sql set_import_said = {"set what an import row says",
        "update import_lines set sealed = $3 where import = $1 and place = $2"};
    constexpr db::Sql set_import_kept = {"set why import row was kept",
        "update import_lines set kept = $3 where import = $1 and place = $2"};
    constexpr db::Sql clear_import_rows = {"destroy what import rows say",
        "update import_lines set sealed = null where import = $1 and sealed is not null"};

    // A field is kept by its number: what is staged is decided or destroyed within 30 days.
    std::string said_by(StagedRow const& row)
    {
        json::array values;
        for (auto const& [field, text] : row.row.values)
            values.push_back(json::array{field, text});
        json::array lines;
        for (auto const& one : row.lines)
            lines.push_back(json::array{one.what, one.was, one.becomes});
        json::array candidates;
        for (auto const& one : row.candidates)
            candidates.push_back(json::array{one.thing.kind, one.thing.id.write(), one.why});
        json::array remarks;
        for (auto const& one : row.remarks)
            remarks.emplace_back(one);
        return json::serialize(json::object{{"values", std::move(values)},
            {"lines", std::move(lines)}, {"candidates", std::move(candidates)},
            {"remarks", std::move(remarks)}, {"like_row", row.like_row}, {"settled", row.settled}});
    }

    std::string text_at(json::value const& list, std::size_t at)
    {
        return std::string(list.as_array().at(at).as_string());
    }

    void take_said(std::string const& text, StagedRow& row)
    {
        auto const said = json::parse(text).as_object();
        for (auto const& one : said.at("values").as_array())
            row.row.values.emplace_back(
                one.as_array().at(0).to_number<std::size_t>(), text_at(one, 1));
        for (auto const& one : said.at("lines").as_array())
            row.lines.push_back({text_at(one, 0), text_at(one, 1), text_at(one, 2)});
        for (auto const& one : said.at("candidates").as_array())
            row.candidates.push_back(
                {{text_at(one, 0), Uuid::read(text_at(one, 1)).value()}, text_at(one, 2)});
        for (auto const& one : said.at("remarks").as_array())
            row.remarks.emplace_back(one.as_string());
        row.like_row = said.at("like_row").to_number<std::size_t>();
        row.settled = said.at("settled").as_string();
    }

    StagedRow read_import_row(Visit const& visit, access::Facts const& facts, db::Row const& found)
    {
        StagedRow row;
        row.place = found.integer("place");
        row.row.number = static_cast<std::size_t>(found.integer("row_number"));
        row.fate = read_fate(found.text("fate"));
        row.thing = {found.text("thing_kind"), found.uuid("thing")};
        row.version = found.integer("version");
        row.beside = {found.text("beside_kind"), found.uuid("beside")};
        row.kept = found.text("kept");
        if (!found.is_null("sealed"))
            if (auto const said = visit.unsealed("read", facts, found.bytes("sealed")))
                take_said(*said, row);
        return row;
    }

    access::Facts facts_of_rows(Import const& import)
    {
        auto facts = facts_of(import);
        facts.subject = rows_of_import(import.id);
        return facts;
    }

    db::Bytes sealed_row(Change& change, Import const& import, StagedRow const& row)
    {
        return db::Bytes{
            change.keys().seal(change.writing(), rows_of_import(import.id), said_by(row))};
    }
} // namespace

Thing rows_of_import(ImportId id) { return {"import rows", id.uuid()}; }

std::vector<StagedRow> list_rows(
    Visit const& visit, Import const& import, std::int64_t after, std::int64_t most)
{
    auto const facts = facts_of_rows(import);
    std::vector<StagedRow> rows;
    for (auto const found : visit.reading().run(rows_of_an_import, import.id, after, most))
        rows.push_back(read_import_row(visit, facts, found));
    return rows;
}

std::vector<StagedRow> list_kept(Visit const& visit, Import const& import)
{
    std::vector<StagedRow> rows;
    for (auto const found : visit.reading().run(kept_of_an_import, import.id))
        rows.push_back(read_import_row(visit, facts_of_rows(import), found));
    return rows;
}

Done each_row(Visit const& visit, Import const& import, std::function<Done(StagedRow&)> const& take)
{
    for (std::int64_t after = 0;;) {
        auto some = list_rows(visit, import, after, rows_at_once);
        for (auto& row : some)
            TRY(take(row));
        if (some.size() < static_cast<std::size_t>(rows_at_once))
            return done();
        after = some.back().place;
    }
}

void add_row(Change& change, Import const& import, StagedRow const& row)
{
    change.writing().run(insert_import_row, import.id, row.place, row.row.number, write(row.fate),
        row.thing.kind, row.thing.id, row.version, row.beside.kind, row.beside.id,
        sealed_row(change, import, row));
}

void forget_rows(Change& change, Import const& import)
{
    change.writing().run(delete_import_rows, import.id);
}

void set_things(Change& change, Import const& import, StagedRow const& row)
{
    change.writing().run(set_import_things, import.id, row.place, row.thing.kind, row.thing.id,
        row.version, row.beside.kind, row.beside.id);
}

void set_said(Change& change, Import const& import, StagedRow const& row)
{
    change.writing().run(set_import_said, import.id, row.place, sealed_row(change, import, row));
}

void set_kept(Change& change, Import const& import, StagedRow const& row)
{
    change.writing().run(set_import_kept, import.id, row.place, row.kept);
}

void destroy_what_rows_say(db::Connection& connection, ledger::Keys& keys, ImportId id, Instant now)
{
    connection.run(clear_import_rows, id);
    keys.destroy(connection, rows_of_import(id), now);
}

} // namespace kith::imports
