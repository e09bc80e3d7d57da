// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "disruption/tactics.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <set>

namespace kith::disruption {
namespace {
    directory::ReferenceFacts const& lists()
    {
        static auto const read = directory::ReferenceFacts::read().value();
        return read;
    }
    Tactics const& shipped_tactics()
    {
        static auto const read = Tactics::read(lists()).value();
        return read;
    }
    std::string label(std::string_view code)
    {
        auto const found = lists().code("disruption_fact", code);
        return found ? found->label : std::string(code);
    }
    Date day(char const* text) { return Date::read(text).value(); }

    Situation of(std::string target, std::vector<std::string> const& codes)
    {
        Situation situation;
        situation.target = std::move(target);
        situation.day = day("2026-11-30");
        for (auto const& code : codes)
            situation.facts.push_back({code, "a statement of 3 May 2026"});
        return situation;
    }
    std::string codes_of(std::vector<Option> const& options)
    {
        std::string all;
        for (auto const& one : options)
            all += (all.empty() ? "" : " ") + one.tactic->code;
        return all;
    }
    Options laid(Situation const& situation)
    {
        return options(shipped_tactics(), situation, label);
    }
    std::string all_words(Option const& option)
    {
        std::string all;
        for (auto const& one : option.reasons)
            all += one + "\n";
        for (auto const& one : option.warnings)
            all += one + "\n";
        return all;
    }

    std::string changed(std::string_view was, std::string_view is)
    {
        std::string text(shipped_file("data/reference/tactics.toml"));
        auto const at = text.find(was);
        REQUIRE(at != std::string::npos);
        return text.replace(at, was.size(), is);
    }
    std::string refused(std::string const& toml)
    {
        auto const read = Tactics::read(toml, lists());
        return read ? std::string("read") : read.error().words.key;
    }
} // namespace

TEST_CASE("all 40 tactics are there, each with what a person must know of it")
{
    REQUIRE(shipped_tactics().all().size() == 40);
    int number = 0;
    std::set<std::string> used;
    for (auto const& tactic : shipped_tactics().all()) {
        ++number;
        CHECK(tactic.code == "D" + std::string(number < 10 ? "0" : "") + std::to_string(number));
        CHECK(!tactic.name.empty());
        CHECK(!tactic.source.empty());
        CHECK((!tactic.needs.empty() || !tactic.one_of.empty()));
        for (auto const* list : {&tactic.needs, &tactic.one_of, &tactic.rules_out})
            used.insert(list->begin(), list->end());
    }
    // A fact that nothing asks for is a question put to people for nothing.
    used.insert({"under_18_affected", "people_live_there", "tenant_harmed"});
    for (auto const& code : lists().codes("disruption_fact", day("2026-11-30")))
        CHECK_MESSAGE(used.contains(code.code), code.code);
}

TEST_CASE("limits are those of the law")
{
    auto const limit = [](char const* code) { return *shipped_tactics().find(code)->limit; };
    CHECK((limit("D12").amount == 48 && limit("D12").unit == LimitUnit::hours));
    CHECK((limit("D13").amount == 3 && limit("D13").unit == LimitUnit::years));
    CHECK((limit("D14").amount == 3 && limit("D14").unit == LimitUnit::months));
    CHECK((limit("D16").amount == 6 && limit("D16").unit == LimitUnit::months));
    CHECK((limit("D29").amount == 72 && limit("D29").unit == LimitUnit::hours));
}

TEST_CASE(
    "an abduction warning notice hangs on the age of 16, or on one of three statuses until 18")
{
    auto const& notice = *shipped_tactics().find("D01");
    REQUIRE(notice.hangs_on.size() == 4);
    CHECK(notice.footing("under_16")->birthday == 16);
    for (auto const* const code : {"care_order", "emergency_order", "police_protection"}) {
        CHECK(notice.footing(code)->birthday == 18);
        auto const& statuses = notice.footing(code)->statuses;
        CHECK(!statuses.empty());
        CHECK(std::ranges::find(statuses, "SECTION_20") == statuses.end());
    }
}

TEST_CASE("a tactic that has all it needs is supported, with where each fact is from")
{
    auto const laid_options = laid(of("place", {"hotel", "child_sexual_exploitation_there"}));
    REQUIRE(codes_of(laid_options.supported) == "D16");
    CHECK(laid_options.supported[0].reasons[1]
        == "Child sexual exploitation is believed to happen there: a statement of 3 May 2026");
}

TEST_CASE("a hotel notice is for child sexual exploitation only: without it, it lacks that")
{
    auto const laid_options = laid(of("place", {"hotel", "drugs_on_premises"}));
    CHECK(codes_of(laid_options.supported) == "D22");
    auto const found = std::ranges::find_if(
        laid_options.lacking, [](Option const& one) { return one.tactic->code == "D16"; });
    REQUIRE(found != laid_options.lacking.end());
    CHECK(found->missing == std::vector<std::string>{"child_sexual_exploitation_there"});
}

TEST_CASE("what is not offered says why, whatever the facts")
{
    auto const laid_options = laid(
        of("person", {"named_adult", "target_adult", "knife_offence", "antisocial_behaviour"}));
    CHECK(codes_of(laid_options.not_offered) == "D09 D24");
    CHECK(laid_options.not_offered[0].reasons[0].find("not rolled out") != std::string::npos);
    auto before = of("person", {"named_adult", "target_adult", "child_made_to_offend"});
    before.day = day("2026-04-28");
    CHECK(codes_of(laid(before).not_offered) == "D06 D07 D09 D24");
    before.day = day("2026-04-29");
    CHECK(codes_of(laid(before).supported) == "D02 D06 D07");
    CHECK(all_words(laid(before).supported[1]).find("To be checked") != std::string::npos);
}

TEST_CASE("an area or a last day that the data gives keeps a tactic from where it is not offered")
{
    auto const tactics
        = Tactics::read(changed("offered = false\nwhy = \"Respect orders are piloted "
                                "first and are not rolled out here\"",
                            "from = 2027-01-01\nuntil = 2027-12-31\nareas = "
                            "[\"E06000009\"]"),
            lists())
              .value();
    auto situation = of("person", {"antisocial_behaviour", "target_adult"});
    auto const offered = [&](char const* on, char const* district) {
        situation.day = day(on);
        situation.district = district;
        return laid_out(*tactics.find("D09"), situation, label).support != Support::not_offered;
    };
    CHECK(!offered("2026-12-31", "E06000009"));
    CHECK(offered("2027-01-01", "E06000009"));
    CHECK(!offered("2027-01-01", "E06000008"));
    CHECK(!offered("2027-01-01", ""));
    CHECK(offered("2027-12-31", "E06000009"));
    CHECK(!offered("2028-01-01", "E06000009"));
}

TEST_CASE("what acts on a child stands apart, and is never among what the facts support")
{
    std::vector<std::string> everything;
    for (auto const& code : lists().codes("disruption_fact", day("2026-11-30")))
        if (code.code != "target_adult")
            everything.push_back(code.code);
    for (auto const* const target : {"person", "place", "home", "school", "vehicle", "phone"}) {
        auto const laid_options = laid(of(target, everything));
        for (auto const& one : laid_options.supported)
            CHECK_MESSAGE(one.tactic->acts_on_child == ActsOnChild::no, one.tactic->code);
    }
    auto const child = laid(of("person", {"target_under_18", "gang_violence", "child_harm_now"}));
    CHECK(codes_of(child.supported).empty());
    CHECK(codes_of(child.on_child).find("D08") != std::string::npos);
    CHECK(codes_of(child.on_child).find("D29 D30 D31") != std::string::npos);
    auto const adult = laid(of("person", {"target_adult", "gang_violence"}));
    CHECK(codes_of(adult.supported) == "D08");
    // Police protection stands apart of an adult too, and is ruled out there.
    CHECK(codes_of(adult.on_child) == "D29 D30 D31");
    CHECK(adult.on_child[0].support == Support::ruled_out);
}

TEST_CASE("dispersal at a place stands apart where it is people under 18 who would be sent away")
{
    CHECK(codes_of(laid(of("place", {"public_space", "antisocial_behaviour"})).supported) == "D12");
    auto const young
        = laid(of("place", {"public_space", "antisocial_behaviour", "under_18_affected"}));
    CHECK(codes_of(young.supported).empty());
    CHECK(codes_of(young.on_child) == "D11 D12 D13");
}

TEST_CASE("a closure asks who lives there, and warns where a tenant is harmed")
{
    auto const closure = [](std::vector<std::string> const& facts) {
        return all_words(laid_out(*shipped_tactics().find("D14"), of("home", facts), label));
    };
    CHECK(closure({}).find("cannot shut out people who live there") != std::string::npos);
    CHECK(closure({}).find("homeless") == std::string::npos);
    CHECK(closure({"tenant_harmed"}).find("homeless") != std::string::npos);
    CHECK(closure({"home_taken_over"}).find("homeless") != std::string::npos);
}

TEST_CASE("an age that a date of birth gives stands over one that was ticked")
{
    auto const ages = [](std::vector<FactKnown> ticked, char const* birth, char const* on) {
        std::string all;
        for (auto const& fact :
            with_age(std::move(ticked), PartialDate::read(birth).value(), day(on)))
            all += fact.code + " ";
        return all;
    };
    CHECK(ages({{"target_adult", "he said so"}}, "2008-11-30", "2026-11-29") == "target_under_18 ");
    CHECK(ages({{"target_under_18", "a guess"}}, "2008-11-30", "2026-11-30") == "target_adult ");
    CHECK(ages({}, "2008-02-29", "2026-02-28") == "target_under_18 ");
    CHECK(ages({}, "2008-02-29", "2026-03-01") == "target_adult ");
    // Only the year is known: what was ticked stands.
    CHECK(ages({{"target_adult", "a licence"}}, "2008", "2026-06-01") == "target_adult ");
    CHECK(ages({}, "2008", "2026-06-01").empty());
    CHECK(with_age({{"hotel", "seen"}}, std::nullopt, day("2026-06-01")).size() == 1);
}

TEST_CASE("options stand in the order of their codes, each tactic of the target in one list only")
{
    auto situation
        = of("place", {"public_space", "lasting_effect", "poor_sight_lines", "key_hours"});
    auto const laid_options = laid(situation);
    std::vector<std::string> seen;
    for (auto const* list : {&laid_options.supported, &laid_options.lacking,
             &laid_options.ruled_out, &laid_options.not_offered, &laid_options.on_child}) {
        CHECK(
            std::ranges::is_sorted(*list, {}, [](Option const& one) { return one.tactic->code; }));
        for (auto const& one : *list)
            seen.push_back(one.tactic->code);
    }
    std::vector<std::string> all;
    for (auto const& tactic : shipped_tactics().all())
        if (tactic.is_for("place"))
            all.push_back(tactic.code);
    std::ranges::sort(seen);
    CHECK(seen == all);
    // The order in which facts were ticked changes nothing.
    std::ranges::reverse(situation.facts);
    CHECK(codes_of(laid(situation).supported) == codes_of(laid_options.supported));
}

TEST_CASE("a line of the data that is wrong is named")
{
    CHECK(refused(changed("needs = [\"on_the_railway\"]", "needs = [\"on_the_moon\"]"))
              .find(": D35: no fact is called \"on_the_moon\"")
        != std::string::npos);
    CHECK(refused(changed("owners = [\"BTP\"]", "owners = [\"BTQ\"]"))
              .find("D35: \"BTQ\" is no owner")
        != std::string::npos);
    CHECK(refused(changed("targets = [\"vehicle\"]", "targets = [\"boat\"]"))
              .find("D27: \"boat\" is no target")
        != std::string::npos);
    CHECK(refused(changed("amount = 48", "amount = 0")).find("D12: a limit") != std::string::npos);
    CHECK(refused(changed("unit = \"hours\"", "unit = \"weeks\"")).find("D12: a limit is in")
        != std::string::npos);
    CHECK(refused(changed("status = [\"EMERGENCY_ORDER\"]", "status = [\"NONE_SUCH\"]"))
              .find("D01: no legal status")
        != std::string::npos);
    CHECK(refused(changed("code = \"D02\"", "code = \"D01\"")).find("D01: it stands twice")
        != std::string::npos);
    CHECK(refused(changed("code = \"D02\"", "cide = \"D02\"")).find("nobody knows \"cide\"")
        != std::string::npos);
    CHECK(refused(changed("acts_on_child = \"always\"", "acts_on_child = \"never\""))
              .find("D29: acts_on_child is")
        != std::string::npos);
    CHECK(refused(changed("why = \"The pilots", "what = \"The pilots")).find("D24: nobody knows")
        != std::string::npos);
    CHECK(refused(changed("as_of = 2026-11-01", "")).find("as_of") != std::string::npos);
    CHECK(refused("as_of = 2026-11-01\n").find("no tactic") != std::string::npos);
    CHECK(refused("[[tactic").find("tactics.toml:1") != std::string::npos);
}

TEST_CASE("a target's word is that of its kind, or none")
{
    CHECK(target_word("person", "") == "person");
    CHECK(target_word("context", "HOME") == "home");
    CHECK(target_word("context", "ONLINE") == "online");
    CHECK(target_word("named_thing", "online_account") == "account");
    CHECK(target_word("named_thing", "bank_account") == "bank");
    CHECK(target_word("named_thing", "nickname").empty());
    CHECK(target_word("concern", "").empty());
}

} // namespace kith::disruption
