// SPDX-License-Identifier: MIT
// What rows of a list of contexts say, and what of it a record does not say yet.
#include "contexts/list_found.h"
#include "contexts/list_row.h"
#include <doctest/doctest.h>
#include <map>

using namespace kith;
using namespace kith::contexts;

namespace {
using CellsOfRow = std::map<ListField, std::string>;

Result<ListedContext> listed(CellsOfRow const& cells, imports::Settings const& settings = {})
{
    static auto const facts = directory::ReferenceFacts::read().value();
    return context_of(
        {facts, settings, Date::of(2026, 3, 6).value()}, [&](ListField field) -> std::string_view {
            auto const at = cells.find(field);
            return at == cells.end() ? std::string_view() : std::string_view(at->second);
        });
}
std::string kind_of_words(char const* words)
{
    auto const row = listed(
        {{ListField::kind, words}, {ListField::name, "A name"}, {ListField::platform, "An app"}});
    return row ? row->context.kind + "/" + row->context.sort : row.error().field;
}
std::string wrong(CellsOfRow cells)
{
    cells.emplace(ListField::kind, "place");
    cells.emplace(ListField::name, "A name");
    auto const row = listed(cells);
    return row ? "" : row.error().field;
}
} // namespace

TEST_CASE("a list says kinds in the words agencies use, or by the sort of place")
{
    CHECK(kind_of_words("Flat") == "HOME/");
    CHECK(kind_of_words("peer group") == "PEER/");
    CHECK(kind_of_words("SCHOOL") == "SCHOOL/");
    CHECK(kind_of_words("Place or neighbourhood") == "PLACE/");
    CHECK(kind_of_words("Takeaway") == "PLACE/TAKEAWAY");
    CHECK(kind_of_words("park") == "PLACE/PARK"); // though it stands in "Car park" too
    CHECK(kind_of_words("Children's home") == "PLACE/CHILDRENS_HOME");
    CHECK(kind_of_words("group chat") == "ONLINE/GROUP_CHAT");
    CHECK(kind_of_words("space station") == "kind");
    CHECK(listed({{ListField::name, "A name"}}).error().field == "kind");
    CHECK(listed({{ListField::name, "A name"}}, {{"kind", "PLACE"}})->context.kind == "PLACE");
}

TEST_CASE("what the form of a context refuses is the row's trouble, at its column")
{
    CHECK(wrong({}).empty());
    CHECK(wrong({{ListField::sort, "volcano"}}) == "sort");
    CHECK(wrong({{ListField::postcode, "nowhere"}}) == "postcode");
    CHECK(wrong({{ListField::latitude, "53.8"}}) == "longitude");
    CHECK(wrong({{ListField::latitude, "north"}, {ListField::longitude, "-3"}}) == "latitude");
    CHECK(wrong({{ListField::latitude, "153"}, {ListField::longitude, "-3"}}) == "latitude");
    CHECK(wrong({{ListField::url, "javascript:alert(1)"}}) == "url");
    CHECK(wrong({{ListField::harm, "CSE; something"}}) == "harm");
    CHECK(wrong({{ListField::seen, "2027-01-01"}}) == "seen");
    CHECK(wrong({{ListField::reference, "P-7KM-4QX9"}}) == "reference");
    CHECK(listed({{ListField::kind, "online"}, {ListField::name, "A chat"}}).error().field
        == "platform");
    CHECK(listed({{ListField::kind, "place"}}).error().field == "name");
}

TEST_CASE("harm that a list names is a set of codes, by code, label or part of one label")
{
    auto const row = listed({{ListField::kind, "place"}, {ListField::name, "A name"},
        {ListField::harm, "CSE / county lines; criminal exploitation"},
        {ListField::seen, "2025-11"}});
    REQUIRE(row.ok());
    CHECK(row->harms == std::set<std::string>{"CSE", "COUNTY_LINES", "CCE"});
    CHECK(row->seen->write() == "2025-11");
}

TEST_CASE("a list fills in what a record does not say, and replaces nothing")
{
    Context stands;
    stands.kind = "PLACE";
    stands.name = "Harbour Grill";
    stands.owner = "Somebody";
    auto said = stands;
    said.owner = "Somebody else";
    said.opening = "Until late";
    said.address = "1 Quay";
    auto const filled = filled_in(stands, said);
    CHECK(filled.wanted.owner == "Somebody");
    CHECK(filled.wanted.opening == "Until late");
    CHECK(filled.wanted.address == "1 Quay");
    REQUIRE(filled.lines.size() == 2);
    REQUIRE(filled.remarks.size() == 1);
    CHECK(filled.remarks[0] == "The list has another owner: what stands stays");
    auto home = stands;
    home.kind = "HOME"; // protected by itself
    CHECK(filled_in(home, said).wanted.address.empty());
}
