// SPDX-License-Identifier: MIT
// The rows of an import: what they say, sealed, and what became of each.
#include "people/import_store.h"
#include "people/rows.h"
#include <boost/json.hpp>

namespace kith::people {
namespace {
    namespace json = boost::json;

    constexpr db::Sql insert_import_row = {"add import row",
        "insert into import_rows (import, place, row_number, fate, person, version, sealed, kept) "
        "values ($1, $2, $3, $4, $5, $6, $7, '')"};
    constexpr db::Sql rows_of_an_import = {"rows of an import",
        "select * from import_rows where import = $1 and place > $2 order by place limit $3"};
    constexpr db::Sql kept_of_an_import = {"rows that undoing an import left",
        "select * from import_rows where import = $1 and kept <> '' order by place limit 1000"};
    constexpr db::Sql delete_import_rows
        = {"forget import rows", "delete from import_rows where import = $1"};
    constexpr db::Sql set_import_person = {"set person of import row",
        "update import_rows set person = $3, version = $4 where import = $1 and place = $2"};
    constexpr db::Sql set_import_kept = {"set why import row was kept",
        "update import_rows set kept = $3 where import = $1 and place = $2"};
    constexpr db::Sql clear_import_rows = {"destroy what import rows say",
        "update import_rows set sealed = null where import = $1 and sealed is not null"};
    constexpr db::Sql insert_alike = {"add alike of import",
        "insert into import_alike (import, place, made, other, why) values ($1, $2, $3, $4, $5) on "
        "conflict do nothing"};
    constexpr db::Sql alike_of_import = {"alike of import",
        "select a.* from import_alike a where a.import = $1 and not exists (select 1 from "
        "withdrawn_people w where w.person = a.made or w.person = a.other) order by a.place, "
        "a.other limit 1000"};

    std::string said_by(StagedRow const& row)
    {
        json::array values;
        for (auto const& [field, text] : row.row.values)
            values.push_back(json::array{write(field), text});
        json::array lines;
        for (auto const& one : row.lines)
            lines.push_back(json::array{one.what, one.was, one.becomes});
        json::array candidates;
        for (auto const& one : row.candidates)
            candidates.push_back(json::array{one.person.write(), one.why});
        return json::serialize(
            json::object{{"values", std::move(values)}, {"lines", std::move(lines)},
                {"candidates", std::move(candidates)}, {"like_row", row.like_row}});
    }

    std::string text_at(json::value const& list, std::size_t at)
    {
        return std::string(list.as_array().at(at).as_string());
    }

    void take_said(std::string const& text, StagedRow& row)
    {
        auto const said = json::parse(text).as_object();
        for (auto const& one : said.at("values").as_array())
            if (auto const field = read_import_field(text_at(one, 0)))
                row.row.values.emplace_back(*field, text_at(one, 1));
        for (auto const& one : said.at("lines").as_array())
            row.lines.push_back({text_at(one, 0), text_at(one, 1), text_at(one, 2)});
        for (auto const& one : said.at("candidates").as_array())
            row.candidates.push_back({PersonId::read(text_at(one, 0)).value(), text_at(one, 1)});
        row.like_row = said.at("like_row").to_number<std::size_t>();
    }

    Fate read_fate(std::string_view text)
    {
        return text == "new"          ? Fate::fresh
            : text == "perhaps known" ? Fate::perhaps_known
            : text == "changed"       ? Fate::changed
                                      : Fate::unchanged;
    }

    StagedRow read_import_row(Visit const& visit, access::Facts const& facts, db::Row const& found)
    {
        StagedRow row;
        row.place = found.integer("place");
        row.row.number = static_cast<std::size_t>(found.integer("row_number"));
        row.fate = read_fate(found.text("fate"));
        row.person = found.id<PersonId>("person");
        row.version = found.integer("version");
        row.kept = found.text("kept");
        if (!found.is_null("sealed"))
            if (auto const said = visit.unsealed("read", facts, found.bytes("sealed")))
                take_said(*said, row);
        return row;
    }
} // namespace

Thing rows_of_import(ImportId id) { return {"import rows", id.uuid()}; }

std::vector<StagedRow> list_rows(
    Visit const& visit, Import const& import, std::int64_t after, std::int64_t most)
{
    auto facts = facts_of(import);
    facts.subject = rows_of_import(import.id);
    std::vector<StagedRow> rows;
    for (auto const found : visit.reading().run(rows_of_an_import, import.id, after, most))
        rows.push_back(read_import_row(visit, facts, found));
    return rows;
}

std::vector<StagedRow> list_kept(Visit const& visit, Import const& import)
{
    std::vector<StagedRow> rows;
    for (auto const found : visit.reading().run(kept_of_an_import, import.id))
        rows.push_back(read_import_row(visit, facts_of(import), found));
    return rows;
}

std::vector<AlikeRow> list_alike(Visit const& visit, Import const& import)
{
    std::vector<AlikeRow> all;
    for (auto const row : visit.reading().run(alike_of_import, import.id))
        all.push_back({row.integer("place"), row.id<PersonId>("made"), row.id<PersonId>("other"),
            row.text("why")});
    return all;
}

void add_row(Change& change, Import const& import, StagedRow const& row)
{
    change.writing().run(insert_import_row, import.id, row.place, row.row.number, write(row.fate),
        row.person, row.version,
        db::Bytes{change.keys().seal(change.writing(), rows_of_import(import.id), said_by(row))});
}

void forget_rows(Change& change, Import const& import)
{
    change.writing().run(delete_import_rows, import.id);
}

void set_person(Change& change, Import const& import, StagedRow const& row)
{
    change.writing().run(set_import_person, import.id, row.place, row.person, row.version);
}

void set_kept(Change& change, Import const& import, StagedRow const& row)
{
    change.writing().run(set_import_kept, import.id, row.place, row.kept);
}

void add_alike(Change& change, Import const& import, AlikeRow const& alike)
{
    change.writing().run(insert_alike, import.id, alike.place, alike.made, alike.other, alike.why);
}

void destroy_what_rows_say(db::Connection& connection, ledger::Keys& keys, ImportId id, Instant now)
{
    connection.run(clear_import_rows, id);
    keys.destroy(connection, rows_of_import(id), now);
}

} // namespace kith::people
