// SPDX-License-Identifier: MIT
#include "justice/law.h"
#include "justice/referral.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <random>

namespace kith::justice {
namespace {
    Date on(char const* text) { return Date::read(text).value(); }
    Referral a_referral(Route route)
    {
        Referral one;
        one.route = route;
        return one;
    }
    Entry an_entry(EntryKind kind, char const* day)
    {
        Entry one;
        one.id = ReferralEntryId::fresh();
        one.kind = kind;
        one.on = on(day);
        one.words = "By the form on the web";
        one.reference = "REF-1";
        return one;
    }
    std::string kinds_of(std::vector<EntryKind> const& all)
    {
        std::string text;
        for (auto const kind : all)
            text += (text.empty() ? "" : " ") + std::string(name_of(kind));
        return text;
    }
    bool refused_for(std::vector<Error> const& problems, char const* field)
    {
        return std::ranges::find(problems, std::string(field), &Error::field) != problems.end();
    }
} // namespace

TEST_CASE("who turns 18 between is a child the day before, and an adult on the birthday")
{
    AgeKnown known;
    known.birth = PartialDate{2008, 5, 3};
    CHECK(route_on(known, on("2026-05-02")) == RouteOn{Route::child, AgeBasis::birth_date});
    CHECK(route_on(known, on("2026-05-03")) == RouteOn{Route::adult, AgeBasis::birth_date});
    known.birth = PartialDate{2008, 2, 29};
    CHECK(route_on(known, on("2026-02-28")).route == Route::child);
    CHECK(route_on(known, on("2026-03-01")).route == Route::adult);
}

TEST_CASE("disputed age is a child's until it is decided, whatever the record says")
{
    AgeKnown known;
    known.birth = PartialDate{1999, 1, 1};
    known.disputed = true;
    CHECK(route_on(known, on("2026-03-06")) == RouteOn{Route::child, AgeBasis::presumed});
    known.decided = Route::adult;
    CHECK(route_on(known, on("2026-03-06")) == RouteOn{Route::adult, AgeBasis::decided});
    known.decided = Route::child;
    CHECK(route_on(known, on("2026-03-06")) == RouteOn{Route::child, AgeBasis::decided});
}

TEST_CASE("a birth date known in part makes nobody an adult before the latest it can be")
{
    AgeKnown known;
    known.birth = PartialDate{2008, {}, {}};
    CHECK(route_on(known, on("2026-03-06")) == RouteOn{Route::child, AgeBasis::presumed});
    CHECK(route_on(known, on("2026-12-30")).route == Route::child);
    CHECK(route_on(known, on("2026-12-31")) == RouteOn{Route::adult, AgeBasis::birth_date});
    known.birth = PartialDate{2005, {}, {}, true}; // about
    CHECK(route_on(known, on("2026-03-06")).basis == AgeBasis::presumed);
    known.no_doubt_adult = true;
    CHECK(route_on(known, on("2026-03-06")) == RouteOn{Route::adult, AgeBasis::believed});
    // Whoever says that nobody doubts it is believed only where the guess is far enough back.
    known.doubt_years = 3;
    CHECK(route_on(known, on("2026-03-06")) == RouteOn{Route::child, AgeBasis::presumed});
    known.birth = PartialDate{2012, {}, {}, true};
    CHECK(route_on(known, on("2026-03-06")) == RouteOn{Route::child, AgeBasis::presumed});
    known.birth = PartialDate{1970, {}, {}, true};
    CHECK(route_on(known, on("2026-03-06")) == RouteOn{Route::adult, AgeBasis::believed});
    known.no_doubt_adult = false;
    CHECK(route_on(known, on("2026-03-06")) == RouteOn{Route::child, AgeBasis::presumed});
    known.birth = std::nullopt;
    known.no_doubt_adult = true;
    CHECK(route_on(known, on("2026-03-06")) == RouteOn{Route::adult, AgeBasis::believed});
    CHECK(route_on({}, on("2026-03-06")) == RouteOn{Route::child, AgeBasis::presumed});
}

TEST_CASE("nobody is an adult on a day on which their birth date lets them be under 18")
{
    std::mt19937 random(7);
    auto const draw
        = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    for (int round = 0; round < 5000; ++round) {
        AgeKnown known;
        PartialDate birth{draw(1990, 2012), {}, {}};
        if (draw(0, 3) > 0)
            birth.month = draw(1, 12);
        if (birth.month && draw(0, 3) > 0)
            birth.day = draw(1, 28);
        known.birth = birth;
        known.disputed = draw(0, 4) == 0;
        if (draw(0, 1) == 0)
            known.decided = draw(0, 1) == 0 ? Route::child : Route::adult;
        auto const day = Date::of(draw(2020, 2028), draw(1, 12), draw(1, 28)).value();
        auto const way = route_on(known, day);
        auto const could_be_under_18 = day < eighteenth(birth.last());
        if (!known.disputed)
            CHECK((way.route == Route::adult) == !could_be_under_18);
        else
            CHECK((way.route == Route::adult) == (known.decided == Route::adult));
    }
}

TEST_CASE("what may come is one row: sent, reasonable grounds, conclusive grounds")
{
    auto const child = a_referral(Route::child);
    std::vector<Entry> entries;
    CHECK(kinds_of(next_of(child, entries)) == "sent withdrawn guardian_asked");
    entries.push_back(an_entry(EntryKind::sent, "2026-03-06"));
    CHECK(kinds_of(next_of(child, entries))
        == "reference rg_positive rg_negative withdrawn guardian_asked");
    CHECK(is_open(entries));
    entries.push_back(an_entry(EntryKind::rg_negative, "2026-03-13"));
    CHECK(kinds_of(next_of(child, entries)) == "reference reconsideration guardian_asked");
    CHECK_FALSE(is_open(entries));
    entries.push_back(an_entry(EntryKind::reconsideration, "2026-03-20"));
    entries.push_back(an_entry(EntryKind::guardian_asked, "2026-03-20"));
    CHECK(kinds_of(next_of(child, entries))
        == "reference rg_positive rg_negative withdrawn guardian_allocated guardian_ended");
    entries.push_back(an_entry(EntryKind::rg_positive, "2026-03-27"));
    entries.push_back(an_entry(EntryKind::cg_negative, "2026-06-01"));
    entries.push_back(an_entry(EntryKind::reconsideration, "2026-06-10"));
    CHECK(kinds_of(next_of(child, entries))
        == "reference cg_positive cg_negative withdrawn guardian_allocated guardian_ended");
    CHECK(is_last(entries, entries.back().id));
    CHECK_FALSE(is_last(entries, entries.front().id));
    CHECK(is_last(entries, entries[3].id)); // of the guardian's own row
}

TEST_CASE("an adult has no guardian's row, and age is decided only where it is disputed")
{
    auto adult = a_referral(Route::adult);
    CHECK(kinds_of(next_of(adult, {})) == "sent withdrawn");
    adult.age_disputed = true;
    CHECK(kinds_of(next_of(adult, {})) == "sent withdrawn age_child age_adult");
    std::vector<Entry> entries{an_entry(EntryKind::age_adult, "2026-03-06")};
    CHECK(age_decided(entries) == Route::adult);
    CHECK(kinds_of(next_of(adult, entries)) == "sent withdrawn age_child");
}

TEST_CASE("what was taken back stands no longer, and the one before it does")
{
    std::vector<Entry> entries{
        an_entry(EntryKind::sent, "2026-03-06"), an_entry(EntryKind::rg_positive, "2026-03-13")};
    entries[1].taken_back_at = Instant();
    CHECK(where_it_stands(entries)->kind == EntryKind::sent);
    CHECK_FALSE(last_of(entries, EntryKind::rg_positive).has_value());
    CHECK(is_last(entries, entries[0].id));
    CHECK_FALSE(is_last(entries, entries[1].id));
    CHECK(standing(entries).size() == 1);
}

TEST_CASE("no order of entries leads past the table, and each day is not before the one before")
{
    std::mt19937 random(11);
    auto const draw
        = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    for (int round = 0; round < 400; ++round) {
        auto const referral = a_referral(draw(0, 1) == 0 ? Route::child : Route::adult);
        std::vector<Entry> entries;
        auto day = on("2026-03-06");
        for (int step = 0; step < 8; ++step) {
            auto const kind = all_entry_kinds[draw(0, 12)];
            auto entry = an_entry(kind, "2026-03-06");
            entry.on = day + draw(-2, 40);
            auto const problems = problems_of(referral, entries, entry, {}, on("2030-01-01"));
            if (!problems.empty())
                continue;
            entries.push_back(entry);
            day = std::max(day, entry.on);
        }
        // Conclusive grounds never stand without a positive decision on reasonable grounds before.
        auto reasonable = false;
        std::optional<Date> last;
        for (auto const& one : entries) {
            reasonable = reasonable || one.kind == EntryKind::rg_positive;
            if (one.kind == EntryKind::cg_positive || one.kind == EntryKind::cg_negative)
                CHECK(reasonable);
            if (is_decision(one.kind) || one.kind == EntryKind::sent) {
                CHECK((!last || *last <= one.on));
                last = one.on;
            }
            if (one.kind == EntryKind::guardian_asked)
                CHECK(referral.route == Route::child);
        }
    }
}

TEST_CASE("an entry says how it was sent, and why it was negative; none is of tomorrow")
{
    auto const child = a_referral(Route::child);
    auto const today = on("2026-03-06");
    auto sent = an_entry(EntryKind::sent, "2026-03-06");
    CHECK(problems_of(child, {}, sent, {}, today).empty());
    sent.words = "  ";
    CHECK(refused_for(problems_of(child, {}, sent, {}, today), "words"));
    sent = an_entry(EntryKind::sent, "2026-03-07");
    CHECK(refused_for(problems_of(child, {}, sent, {}, today), "on"));
    std::vector<Entry> entries{an_entry(EntryKind::sent, "2026-03-06")};
    CHECK(refused_for(problems_of(child, entries, an_entry(EntryKind::rg_positive, "2026-03-05"),
                          {}, on("2026-04-01")),
        "on"));
    CHECK(refused_for(problems_of(child, entries, an_entry(EntryKind::cg_positive, "2026-03-09"),
                          {}, on("2026-04-01")),
        "kind"));
    auto number = an_entry(EntryKind::reference, "2026-03-06");
    number.reference.clear();
    CHECK(refused_for(problems_of(child, entries, number, {}, today), "reference"));
}

TEST_CASE("conclusive grounds before recovery ends say why")
{
    auto const child = a_referral(Route::child);
    std::vector<Entry> entries{
        an_entry(EntryKind::sent, "2026-03-06"), an_entry(EntryKind::rg_positive, "2026-03-13")};
    auto soon = an_entry(EntryKind::cg_positive, "2026-04-12");
    soon.words.clear();
    auto const recovery = on("2026-04-12"); // 30 days after the 13th of March
    CHECK(refused_for(problems_of(child, entries, soon, recovery, on("2026-06-01")), "words"));
    soon.words = "They asked for it themselves";
    CHECK(problems_of(child, entries, soon, recovery, on("2026-06-01")).empty());
    soon = an_entry(EntryKind::cg_positive, "2026-04-13");
    soon.words.clear();
    CHECK(problems_of(child, entries, soon, recovery, on("2026-06-01")).empty());
}

TEST_CASE("the harm of a case is one of the form's kinds, or none of them")
{
    CHECK(exploitation_of_harm("CCE", Route::child) == "forced_crime");
    CHECK(exploitation_of_harm("MS_SEXUAL", Route::adult) == "forced_prostitution");
    CHECK(exploitation_of_harm("MS_SEXUAL", Route::child) == "child_sexual");
    CHECK(exploitation_of_harm("MISSING", Route::child).empty());
}

TEST_CASE(
    "councils and police refer; schools and health do not, nor does whoever has no name there")
{
    auto const law = Law::read().value();
    auto const today = on("2026-11-30");
    CHECK(law.may_refer("council", "Quillshire Council", today));
    CHECK(law.may_refer("police", "", today));
    CHECK(law.may_refer("voluntary", "Barnardo's", today));
    CHECK_FALSE(law.may_refer("education", "Lanternhouse Academy", today));
    CHECK_FALSE(law.may_refer("health", "Quill Estuary Hospitals", today));
    CHECK_FALSE(law.may_refer("voluntary", "The Slipway Youth Project", today));
}

TEST_CASE(
    "both tests of section 45 stand with their source, and every line says whether it is sure")
{
    auto const law = Law::read().value();
    auto const today = on("2026-11-30");
    REQUIRE(law.defences(today).size() == 2);
    CHECK(law.defences(today)[0].who == "child");
    CHECK(law.defences(today)[1].who == "adult");
    CHECK_FALSE(law.outside_defence(today).empty());
    CHECK(law.outside_defence(today)[0].source_in_words().ends_with("(not confirmed)"));
    CHECK(law.guardians(today)[0].number == "0800 043 4303");
    CHECK(law.entitlement("therapy")->also_without);
    CHECK(law.entitlement("nothing") == nullptr);
}

TEST_CASE("a local panel decides for its own council's children, on its days")
{
    auto const law = Law::read(R"(
as_of = 2026-11-01
doubt_years = 3
[[child_panel]]
authority = "X10000001"
name = "Quillshire panel"
from = 2026-04-01
until = 2026-12-31
source = "invented"
verified = true
)")
                         .value();
    CHECK(law.panel("X10000001", on("2026-04-01"))->name == "Quillshire panel");
    CHECK_FALSE(law.panel("X10000001", on("2026-03-31")).has_value());
    CHECK_FALSE(law.panel("X10000001", on("2027-01-01")).has_value());
    CHECK_FALSE(law.panel("other", on("2026-05-01")).has_value());
}

TEST_CASE("a line that is wrong is named with its number")
{
    auto const wrong = [](char const* text) {
        auto const law = Law::read(text);
        return law.ok() ? std::string() : law.error().words.key;
    };
    CHECK(wrong("as_of = 2026-11-01\n[[guardian]]\nname = \"A\"\nnumber = \"1\"\nwords = \"w\"\n")
        == "data/reference/justice.toml:2: say its source");
    CHECK(wrong("as_of = 2026-11-01\n[[defence]]\nwho = \"dog\"\nwords = \"w\"\nsource = \"s\"\n")
        == "data/reference/justice.toml:2: a defence says too little, or too much");
    CHECK(wrong("as_of = 2026-11-01\n[[defence]]\nwhom = \"child\"\n")
        == "data/reference/justice.toml:3: nobody knows \"whom\"");
    CHECK(wrong("version = 1\n") == "data/reference/justice.toml: say as_of, the day it was read");
}

} // namespace kith::justice
