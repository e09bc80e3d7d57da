// SPDX-License-Identifier: MIT
#include "app/import_teller.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/ostream.h>

namespace kith::app {

namespace json = boost::json;
using imports::Import;
using imports::StagedRow;

namespace {
    constexpr std::size_t rows_told = 50;
} // namespace

imports::Counts counts_here(access::Visit const& visit, Import const& import)
{
    auto counts = import.counts;
    if (visit.visitor().account != import.created_by)
        counts.perhaps_known = 0;
    return counts;
}

json::object counts_json(imports::Counts const& counts)
{
    return {{"rows", counts.rows}, {"new", counts.made}, {"perhaps_known", counts.perhaps_known},
        {"changed", counts.changed}, {"unchanged", counts.unchanged}, {"kept", counts.kept}};
}

json::object Teller::row_json(StagedRow const& row) const
{
    json::object out{{"row", row.row.number}, {"fate", imports::write(fate(row))}};
    if (!row.thing.id.none())
        out["record"] = reference(row.thing);
    if (!row.beside.id.none())
        out["beside"] = reference(row.beside);
    json::array changes;
    for (auto const& line : row.lines)
        changes.emplace_back(line.what);
    out["changes"] = std::move(changes);
    json::array candidates;
    for (auto const& one : known(row))
        candidates.emplace_back(reference(one.thing));
    out["candidates"] = std::move(candidates);
    json::array remarks;
    for (auto const& one : row.remarks)
        remarks.emplace_back(one);
    out["remarks"] = std::move(remarks);
    if (row.like_row != 0)
        out["like_row"] = row.like_row;
    if (!row.settled.empty())
        out["settled"] = settled(row);
    if (!row.kept.empty())
        out["kept"] = row.kept;
    return out;
}

void Teller::tell_rows(std::vector<StagedRow> const& rows) const
{
    std::size_t told = 0;
    std::size_t left = 0;
    for (auto const& row : rows) {
        auto const as_expected
            = fate(row) == imports::Fate::fresh || fate(row) == imports::Fate::unchanged;
        if (as_expected && row.kept.empty() && row.remarks.empty())
            continue;
        if (told == rows_told) {
            ++left;
            continue;
        }
        tell_row(row);
        ++told;
    }
    if (left > 0)
        fmt::print(desk_.out(), "  and {} more: --json names them all\n", left);
}

void Teller::tell_counts(imports::Counts const& counts) const
{
    fmt::print(desk_.out(), "{} rows: {} new{}; {} changed; {} unchanged\n", counts.rows,
        counts.made,
        counts.perhaps_known > 0 ? fmt::format(", {} of them perhaps known", counts.perhaps_known)
                                 : "",
        counts.changed, counts.unchanged);
}

void Teller::tell_import(Import const& import, bool as_json) const
{
    auto const rows
        = imports::list_rows(visit_, import, 0, static_cast<std::int64_t>(imports::most_rows));
    if (as_json)
        return tell_as_json(import, rows);
    fmt::print(desk_.out(), "{} ({})\n", import.id.write(), imports::write(import.state));
    tell_counts(counts_here(visit_, import));
    tell_rows(rows);
    for (auto const& one : pairs(import))
        fmt::print(desk_.out(), "  {} and {} may be one: {}\n", reference(one.made),
            reference(one.other), one.why);
    if (import.state == imports::State::undone && import.counts.kept > 0)
        fmt::print(desk_.out(), "{} records were touched since, and stay\n", import.counts.kept);
    tell_next(import, rows);
}

json::object Teller::as_json(
    imports::Counts const& counts, std::vector<StagedRow> const& rows) const
{
    json::array all;
    for (auto const& row : rows)
        all.push_back(row_json(row));
    return {{"counts", counts_json(counts)}, {"rows", std::move(all)}};
}

std::string Teller::reference(Thing const& thing) const
{
    return kind_.reference(visit_, thing).value_or("a record");
}

imports::Fate Teller::fate(StagedRow const& row) const
{
    return imports::fate_known(kind_, visit_, row);
}
std::vector<imports::Candidate> Teller::known(StagedRow const& row) const
{
    return imports::candidates_known(kind_, visit_, row);
}
std::string Teller::settled(StagedRow const& row) const
{
    for (auto const& one : known(row))
        if (imports::written(one.thing) == row.settled)
            return reference(one.thing);
    return std::string(imports::settled_as_new);
}
std::vector<imports::Pair> Teller::pairs(Import const& import) const
{
    auto all = kind_.pairs(visit_, import);
    std::erase_if(all, [&](imports::Pair const& one) {
        return !kind_.reference(visit_, one.made) || !kind_.reference(visit_, one.other);
    });
    return all;
}
bool Teller::waits(StagedRow const& row) const
{
    return kind_.must_settle() && row.settled.empty() && fate(row) == imports::Fate::perhaps_known;
}

void Teller::tell_row(StagedRow const& row) const
{
    std::string more;
    for (auto const& line : row.lines)
        more += (more.empty() ? ": " : ", ") + line.what;
    for (auto const& one : known(row))
        more += fmt::format("; may be {} ({})", reference(one.thing), one.why);
    if (row.like_row != 0)
        more += fmt::format("; row {} {}", row.like_row, kind_.words().like_row);
    for (auto const& one : row.remarks)
        more += "; " + one;
    if (!row.settled.empty())
        more += "; it was said to be " + settled(row);
    if (!row.kept.empty())
        more += "; kept: " + row.kept;
    fmt::print(desk_.out(), "  row {}: {}{}{}\n", row.row.number, imports::write(fate(row)),
        row.thing.id.none() ? "" : " " + reference(row.thing), more);
}

void Teller::tell_as_json(Import const& import, std::vector<StagedRow> const& rows) const
{
    auto out = as_json(counts_here(visit_, import), rows);
    json::array alike;
    for (auto const& one : pairs(import))
        alike.push_back(json::object{
            {"made", reference(one.made)}, {"other", reference(one.other)}, {"why", one.why}});
    out["alike"] = std::move(alike);
    out["id"] = import.id.write();
    out["what"] = import.what;
    out["state"] = imports::write(import.state);
    fmt::print(desk_.out(), "{}\n", json::serialize(out));
}

void Teller::tell_next(Import const& import, std::vector<StagedRow> const& rows) const
{
    auto const id = import.id.write();
    if (import.state == imports::State::accepted)
        fmt::print(desk_.out(), "It is brought in. To take it back: kith import undo {}\n", id);
    if (import.state != imports::State::staged)
        return;
    if (std::ranges::any_of(rows, [&](StagedRow const& row) { return waits(row); }))
        fmt::print(desk_.out(),
            "Nothing is brought in yet. Say first what each row is that may be known: kith "
            "import settle {} --row N --as REFERENCE (or new)\n",
            id);
    else
        fmt::print(desk_.out(),
            "Nothing is brought in yet. Next: kith import accept {0}, or kith import "
            "refuse {0}\n",
            id);
}

} // namespace kith::app
