// SPDX-License-Identifier: MIT
#include "engine/linkage/known_register.h"
#include "engine/linkage/linkage.h"
#include "engine/linkage/world_test.h"
#include <atomic>
#include <bit>
#include <doctest/doctest.h>
#include <map>
#include <thread>

using namespace kith;
using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
Uuid somebody(unsigned number)
{
    std::array<std::uint8_t, 16> bytes = {};
    for (std::size_t at = 0; at < 4; ++at)
        bytes[at] = static_cast<std::uint8_t>(mixed(number + 1) >> (8 * at));
    bytes[12] = static_cast<std::uint8_t>(number >> 24);
    bytes[13] = static_cast<std::uint8_t>(number >> 16);
    bytes[14] = static_cast<std::uint8_t>(number >> 8);
    bytes[15] = static_cast<std::uint8_t>(number);
    return Uuid::from(bytes);
}
bool anybody(Uuid const&) { return true; }

SavedModel const& given()
{
    static auto const model = [] {
        World world{test::town(2000)};
        auto learned = saved(link(world.people(), {}).model, world.people());
        keep_for_look_ups(learned);
        return learned;
    }();
    return model;
}

struct Everybody {
    KnownRegister all{given(), Variants(test::few_variants)};
    std::map<std::string, Uuid> ids = {};
    unsigned count = 0;

    void put(std::string const& name, Written const& row) { put(name, {&row, 1}); }
    void put(std::string const& name, std::span<Written const> rows)
    {
        auto const [found, is_new] = ids.try_emplace(name, somebody(count));
        count += is_new ? 1 : 0;
        all.put(found->second, rows);
    }
    std::string name_of(Uuid const& id) const
    {
        for (auto const& [name, own] : ids)
            if (own == id)
                return name;
        return "?";
    }
    // "amelia, zara": who is found, the most alike first.
    std::string who(Sought const& sought, std::size_t most = 10, May const& may = anybody) const
    {
        std::string names;
        for (auto const& one : all.find(sought, most, may))
            names += (names.empty() ? "" : ", ") + name_of(one.person);
        return names;
    }
    std::string who(Written const& written) const { return who(Sought{.written = written}); }
};

// An answer, to the last bit.
std::string whole(std::vector<Found> const& found)
{
    std::string text;
    for (auto const& one : found) {
        text += one.person.write() + " " + std::to_string(std::bit_cast<std::uint32_t>(one.bits))
            + " " + std::to_string(std::bit_cast<std::uint64_t>(one.probability));
        for (auto const& reason : one.reasons)
            text += " | " + reason.sentence();
        text += "\n";
    }
    return text;
}

// Rows of the drawn town, as somebody would write them.
struct Town {
    World world;
    std::vector<std::string> births = {};
    explicit Town(unsigned persons) : world(test::town(persons))
    {
        for (auto const& record : world.people().records)
            births.push_back(record.birth.whole()
                    ? std::to_string(record.birth.year) + "-" + std::to_string(record.birth.month)
                        + "-" + std::to_string(record.birth.day)
                    : std::string());
    }
    std::size_t size() { return births.size(); }
    Written row(std::size_t at)
    {
        auto& people = world.people();
        auto const& record = people.records[at];
        return {.forename = people.text(Book::names, record.forename),
            .surname = people.text(Book::names, record.surname),
            .birth = births[at],
            .house = people.text(Book::houses, record.house),
            .street = people.text(Book::streets, record.street),
            .postcode = people.text(Book::postcodes, record.postcode)};
    }
};
} // namespace

TEST_CASE("who was typed is found: as written, misspelt, in the other order, without a birth date")
{
    Everybody known;
    known.put("amelia", {.forename = "Amelia", .surname = "Hargreaves", .birth = "2011-05-03"});
    known.put("zara", {.forename = "Zara", .surname = "Entwistle", .birth = "2009-11-30"});
    known.put("bill", {.forename = "William", .surname = "Smith", .birth = "1990-01-02"});
    CHECK(known.who({.forename = "amelia", .surname = "hargreaves", .birth = "3/5/2011"})
        == "amelia");
    CHECK(known.who({.forename = "Ameila", .surname = "Hargreves", .birth = "2011-05-03"})
        == "amelia");
    CHECK(known.who({.forename = "Hargreaves", .surname = "Amelia"}) == "amelia");
    CHECK(known.who({.forename = "Zara", .surname = "Entwhistle"}) == "zara");
    CHECK(known.who({.forename = "Bill", .surname = "Smith"}) == "bill");
    auto const bill = known.all.find(Written{.forename = "Bill", .surname = "Smith"}, 10, anybody);
    CHECK(whole(bill).find("forms of one name") != std::string::npos);
    CHECK(known.who({.surname = "Entwistel"}) == "zara");
    CHECK(known.who({.forename = "Zara", .surname = "Jones", .birth = "2009-11-30"}) == "zara");
    CHECK(known.who({.forename = "Qqqq", .surname = "Xxxx"}).empty());
    CHECK(known.who(Written{}).empty());
    CHECK(known.who({.forename = "Thomas", .surname = "Nowak", .birth = "2011-05-03"}).empty());
}

TEST_CASE("a person is found by a number or a way to reach them, whatever the name")
{
    Everybody known;
    known.put("amelia",
        {.forename = "Amelia",
            .surname = "Hargreaves",
            .phone = "07700 900 123",
            .identifier = "999 000 0018"});
    CHECK(known.who({.forename = "Thomas", .surname = "Nowak", .identifier = "9990000018"})
        == "amelia");
    CHECK(known.who({.phone = "07700900123"}) == "amelia");
    CHECK(known.who({.phone = "07700900124"}).empty());
}

TEST_CASE("a telephone number is found with its country before it or without")
{
    Everybody known;
    known.put("ann", {.forename = "Ann", .surname = "Day", .phone = "07700 900123"});
    CHECK(known.who({.phone = "+44 7700 900123"}) == "ann");
}

TEST_CASE("somebody with several names is named once, by the name most like what was asked")
{
    Everybody known;
    std::array<Written, 2> const rows
        = {Written{.forename = "Amelia", .surname = "Hargreaves", .birth = "2011-05-03"},
            Written{.forename = "Amelia", .surname = "Nowak", .birth = "2011-05-03"}};
    known.put("amelia", rows);
    auto const found = known.all.find(
        Written{.forename = "Amelia", .surname = "Nowak", .birth = "2011-05-03"}, 10, anybody);
    REQUIRE(found.size() == 1);
    auto const told = whole(found);
    CHECK(told.find("the same surname, \"nowak\"") != std::string::npos);
    CHECK(told.find("hargreaves") == std::string::npos);
    known.all.put(known.ids.at("amelia"), std::span(rows).first(1));
    CHECK(known.who({.surname = "Nowak"}).empty());
    CHECK(known.all.size() == 1);
    known.all.remove(known.ids.at("amelia"));
    known.all.remove(known.ids.at("amelia")); // gone already
    CHECK(known.who({.surname = "Hargreaves"}).empty());
    CHECK(known.all.size() == 0);
}

TEST_CASE("names are found by how they begin, in any order, with a year or a postcode beside")
{
    Everybody known;
    known.put("khan",
        {.forename = "Mohammed", .surname = "Khan", .birth = "2009-02-01", .postcode = "PR1 2AB"});
    known.put("older", {.forename = "Mohammed", .surname = "Khan", .birth = "1971-02-01"});
    known.put("smith", {.forename = "Olivia", .surname = "Smith", .birth = "2009-02-01"});
    CHECK(known.who(read_sought("kha moh 2009")) == "khan, older");
    CHECK(known.who(read_sought("mo kh pr1 2ab")) == "khan, older");
    auto const both = known.who(read_sought("mo"));
    CHECK((both == "khan, older" || both == "older, khan"));
    CHECK(known.who(read_sought("smi")) == "smith");
    CHECK(known.who(read_sought("m")).empty());                      // one letter is no beginning
    CHECK(known.who({.forename = "Oli", .surname = "Smi"}).empty()); // whole names were said
    auto const told = whole(known.all.find(read_sought("oli smi"), 10, anybody));
    CHECK(told.find("the surname begins as typed, \"smi\" and \"smith\"") != std::string::npos);
}

TEST_CASE("a whole name tells more than its beginning")
{
    Everybody known;
    known.put("smithson", {.forename = "Ann", .surname = "Smithson"});
    known.put("smith", {.forename = "Ann", .surname = "Smith"});
    auto const found = known.all.find(read_sought("ann smith"), 10, anybody);
    REQUIRE(found.size() == 2);
    CHECK(known.name_of(found[0].person) == "smith");
    CHECK(found[0].bits >= found[1].bits + 0.5F);
}

TEST_CASE("a name of another script finds its Latin twin, and the other way round")
{
    struct Twin {
        char const* latin;
        char const* other;
    };
    for (auto const& [latin, other] : {Twin{"Mohammed", "محمد"}, Twin{"Hussain", "حسين"},
             Twin{"Fatima", "فاطمة"}, Twin{"Gurpreet", "ਗੁਰਪ੍ਰੀਤ"}, Twin{"Singh", "ਸਿੰਘ"},
             Twin{"Rajesh", "राजेश"}, Twin{"Rahman", "রহমান"}, Twin{"Patel", "પટેલ"},
             Twin{"Natalia", "Наталья"}, Twin{"Ioannis", "Ιωάννης"}, Twin{"Giorgi", "გიორგი"},
             Twin{"Abebe", "አበበ"}, Twin{"Miriam", "מרים"}, Twin{"Armen", "Արմեն"}}) {
        CAPTURE(latin);
        Everybody known;
        known.put("latin", {.forename = latin, .surname = "Holden"});
        known.put("other", {.forename = other, .surname = "Crossley"});
        CHECK(known.who({.forename = other, .surname = "Holden"}) == "latin");
        CHECK(known.who({.forename = latin, .surname = "Crossley"}) == "other");
    }
}

TEST_CASE(
    "a name of another script is found by its beginning in Latin letters, and the other way round")
{
    Everybody known;
    known.put("arabic", {.forename = "محمد", .surname = "حسين"});
    known.put("latin", {.forename = "Mohammed", .surname = "Hussain"});
    known.put("vowel", {.forename = "عمر", .surname = "أحمد"});
    known.put("nobody", {.forename = "Olivia", .surname = "Nowak"});
    auto const finds = [&](std::string_view line, std::string const& name) {
        return known.who(read_sought(line)).find(name) != std::string::npos;
    };
    for (auto const* const line : {"Mo", "Moh", "Mohamm", "Hussain Mo", "mo hu", "حسين مح", "محمد"})
        CHECK(finds(line, "arabic"));
    for (auto const* const line : {"مح", "حسين مح"})
        CHECK(finds(line, "latin"));
    for (auto const* const line : {"om", "um ah", "ahm"})
        CHECK(finds(line, "vowel"));
    for (auto const* const line : {"Mo", "mo hu", "مح"})
        CHECK_FALSE(finds(line, "nobody"));
    for (auto const* const line : {"Ja", "Ma Sm", "Fa"})
        CHECK_FALSE(finds(line, "vowel"));
    CHECK_FALSE(finds("Mar", "arabic")); // m, r
}

TEST_CASE("hidden people of the same name change nothing in the answer, to the last bit")
{
    Town town(300);
    Everybody bare;
    Everybody crowded;
    for (std::size_t at = 0; at < town.size(); ++at) {
        bare.put("p" + std::to_string(at), town.row(at));
        crowded.put("p" + std::to_string(at), town.row(at));
    }
    for (unsigned at = 0; at < 1000; ++at) {
        auto const near = at % 3 == 0 ? "Amelio" : "Amelia"; // a name that only they have, too
        crowded.all.put(somebody(100000 + at),
            std::array{Written{.forename = near,
                .surname = at % 2 == 0 ? "Khan" : "Khann",
                .birth = "2001-04-04",
                .postcode = "fy1 2cd"}});
    }
    auto const visible = [&](Uuid const& id) { return bare.name_of(id) != "?"; };
    for (auto const& sought :
        {Sought{{.forename = "Amelia", .surname = "Khan"}}, read_sought("ame kha"),
            Sought{{.surname = "Khan", .birth = "2001-04-04"}}, Sought{{.forename = "Amelio"}},
            Sought{{.forename = "Amelia", .surname = "Khan", .postcode = "fy1 2cd"}},
            Sought{{.birth = "2001-04-04"}}}) {
        auto const alone = whole(bare.all.find(sought, 10, visible));
        CHECK(alone == whole(crowded.all.find(sought, 10, visible)));
        CHECK(alone != whole(crowded.all.find(sought, 10, anybody))); // else nothing was hidden
    }
}

TEST_CASE("nobody is compared before it was asked whether they may be known, and each once")
{
    Everybody known;
    std::array<Written, 2> const rows = {Written{.forename = "Amelia", .surname = "Khan"},
        Written{.forename = "Amelia", .surname = "Khann"}};
    known.put("amelia", rows);
    known.put("other", {.forename = "Amelia", .surname = "Khan"});
    std::map<Uuid, int> times;
    auto const nobody = [&](Uuid const& id) {
        ++times[id];
        return false;
    };
    CHECK(known.all.find(Written{.forename = "Amelia", .surname = "Khan"}, 10, nobody).empty());
    CHECK(times == (std::map<Uuid, int>{{known.ids.at("amelia"), 1}, {known.ids.at("other"), 1}}));
}

TEST_CASE("a register after many changes answers as one built afresh")
{
    Town town(400);
    Everybody changed;
    std::map<std::string, std::size_t> stands;
    for (unsigned step = 0; step < 3000; ++step) {
        auto const draw = mixed(step * 7919 + 3);
        auto const name = "p" + std::to_string(draw % 200);
        if (draw / 200 % 4 == 0 && stands.contains(name)) {
            changed.all.remove(changed.ids.at(name));
            stands.erase(name);
        } else {
            stands[name] = draw / 800 % town.size();
            changed.put(name, town.row(stands[name]));
        }
    }
    KnownRegister fresh(given(), Variants(test::few_variants));
    for (auto const& [name, row] : stands)
        fresh.put(changed.ids.at(name), std::array{town.row(row)});
    CHECK(changed.all.size() == stands.size());
    CHECK(fresh.size() == stands.size());
    for (std::size_t at = 0; at < town.size(); at += 3) {
        auto row = town.row(at);
        if (at % 2 == 0)
            row.birth = {};
        Sought const sought{.written = row, .unfinished = at % 4 == 0, .any_order = at % 5 == 0};
        CHECK(
            whole(changed.all.find(sought, 10, anybody)) == whole(fresh.find(sought, 10, anybody)));
    }
}

TEST_CASE("the first few are those of the whole list")
{
    Town town(400);
    Everybody known;
    for (std::size_t at = 0; at < town.size(); ++at)
        known.put("p" + std::to_string(at), town.row(at));
    for (std::size_t at = 0; at < town.size(); at += 7) {
        Sought const sought{.written = town.row(at), .unfinished = at % 2 == 0};
        auto all = known.all.find(sought, 100000, anybody);
        auto const few = known.all.find(sought, 5, anybody);
        all.resize(std::min<std::size_t>(all.size(), 5));
        CHECK(whole(all) == whole(few));
    }
}

TEST_CASE("people may be looked up while others come and go")
{
    Town town(60);
    Everybody known;
    known.put("steady", {.forename = "Rowan", .surname = "Duckworth", .birth = "2012-02-02"});
    std::atomic<bool> done = false;
    std::atomic<unsigned> missed = 0;
    std::atomic<unsigned> asked = 0;
    std::vector<std::thread> readers;
    for (unsigned at = 0; at < 3; ++at)
        readers.emplace_back([&] {
            do {
                auto const found = known.all.find(
                    Written{.forename = "Rowan", .surname = "Duckworht", .birth = "2012-02-02"}, 10,
                    anybody);
                missed += found.empty() || found[0].person != known.ids.at("steady") ? 1U : 0U;
                ++asked;
            } while (!done);
        });
    for (unsigned step = 0; step < 400; ++step) {
        known.all.put(somebody(5000 + step % 50), std::array{town.row(step % town.size())});
        if (step % 3 == 0)
            known.all.remove(somebody(5000 + step * 7 % 50));
    }
    done = true;
    for (auto& one : readers)
        one.join();
    CHECK(missed == 0);
    CHECK(asked >= 3);
}

TEST_CASE("a line is read in its parts: names, birth, postcode, number and e-mail address")
{
    auto const one = read_sought("Mary Jane  Smith, 3/5/2011 PR1 2AB 999 000 0018").written;
    CHECK(one.forename == "Mary");
    CHECK(one.middle == "Jane");
    CHECK(one.surname == "Smith");
    CHECK(one.birth == "3/5/2011");
    CHECK(one.postcode == "PR1 2AB");
    CHECK(one.identifier == "999 000 0018");
    auto const two = read_sought("07700900123 zara fy12cd z.k@example.org 2009").written;
    CHECK(two.phone == "07700900123");
    CHECK(two.forename == "zara");
    CHECK(two.surname.empty());
    CHECK(two.postcode == "fy12cd");
    CHECK(two.email == "z.k@example.org");
    CHECK(two.birth == "2009");
    CHECK(read_sought(" , ").written.forename.empty());
    Everybody known;
    known.put("mary", {.forename = "Mary", .middle = "Jane", .surname = "Smith"});
    CHECK(known.who(read_sought("smith mary jane")) == "mary");
}

TEST_CASE("a name with three slips is found by how it is spelt, from the same first letter on")
{
    Everybody known;
    known.put("amelia", {.forename = "Amelia", .surname = "Featherstonehaugh"});
    known.put("zara", {.forename = "Zara", .surname = "Wolstenholme"});
    known.put("bill", {.forename = "William", .surname = "Smith"});
    CHECK(known.who({.forename = "Amelia", .surname = "Fethestonehaug"}) == "amelia");
    CHECK(known.who({.forename = "Zara", .surname = "Wostemholne"}) == "zara");
    CHECK(known.who(Written{.surname = "Wostemholne"}) == "zara");
    CHECK(known.who(Written{.surname = "Bostemholne"}).empty()); // begins with another letter
}
