// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "directory/directory.h"
#include "justice/notice.h"
#include <algorithm>
#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <random>
#include <set>
#include <type_traits>

namespace kith::justice {
namespace {
    // What leaves can hold no word: not by a rule, but by its type.
    static_assert(std::is_trivially_copyable_v<Leaving>);

    directory::ReferenceFacts const& lists()
    {
        static auto const read = directory::ReferenceFacts::read().value();
        return read;
    }
    std::string listed(std::string_view list, std::string_view code)
    {
        auto const found = lists().code(list, code);
        REQUIRE_MESSAGE(found.has_value(), code);
        return found->label;
    }
    Leaving drawn_leaving(std::mt19937& random)
    {
        auto const draw = [&](int from, int to) {
            return std::uniform_int_distribution<int>(from, to)(random);
        };
        Leaving one;
        for (std::size_t at = 0; at < exploitation_kinds; ++at)
            one.exploitation.set(at, draw(0, 2) == 0);
        one.region = static_cast<NoticeRegion>(draw(0, 13));
        one.year_from = draw(0, 1) == 0 ? 0 : draw(1990, 2026);
        one.year_until = draw(0, 1) == 0 ? 0 : draw(1990, 2026);
        one.age = static_cast<NoticeAge>(draw(0, 6));
        one.sex = static_cast<NoticeSex>(draw(0, 2));
        one.why = static_cast<NoticeWhy>(draw(0, 3));
        one.police_told = static_cast<NoticeSaid>(draw(0, 2));
        one.others_harmed = static_cast<NoticeSaid>(draw(0, 2));
        one.exploiter_known = static_cast<NoticeSaid>(draw(0, 2));
        one.support_offered = static_cast<NoticeSaid>(draw(0, 2));
        return one;
    }
} // namespace

TEST_CASE("each code of what leaves is one of its list, and reads back as it was written")
{
    std::mt19937 random(3);
    for (int round = 0; round < 2000; ++round) {
        auto const one = drawn_leaving(random);
        CHECK(read_region(code_of(one.region)) == one.region);
        CHECK(read_why(code_of(one.why)) == one.why);
        CHECK(read_age(code_of(one.age)) == one.age);
        CHECK(read_sex(code_of(one.sex)) == one.sex);
        CHECK(read_said(code_of(one.police_told)) == one.police_told);
        Leaving read;
        REQUIRE(read_exploitation(write_exploitation(one), read));
        CHECK(read.exploitation == one.exploitation);
    }
    Leaving none;
    CHECK_FALSE(read_exploitation("forced_crime Amber", none));
    for (auto const& code : exploitation_codes())
        CHECK_FALSE(listed("nrm_exploitation", code).empty());
    CHECK(lists().codes("nrm_exploitation", Date::of(2026, 11, 30).value()).size()
        == exploitation_kinds);
}

TEST_CASE("whatever is drawn, each word of the file is one of a closed list, a year, or our own")
{
    std::set<std::string> words{"Not known"};
    for (auto const* const list :
        {"nrm_exploitation", "notice_region", "age_band", "sex", "notice_why", "yes_no_not_known"})
        for (auto const& code : lists().codes(list, Date::of(2026, 11, 30).value()))
            words.insert(code.label);
    NoticeHead const head{
        Reference::fresh('H'), "Quillshire Council", Date::of(2026, 3, 6).value()};
    std::set<std::string> const ours{"what", "reference", "from", "made_on"};
    std::mt19937 random(5);
    for (int round = 0; round < 2000; ++round) {
        auto const one = drawn_leaving(random);
        auto const written = write_json(head, rows_of(one, listed));
        auto const file = boost::json::parse(written).as_object();
        CHECK(file.at("reference").as_string() == head.reference.write());
        for (auto const& [key, value] : file) {
            if (ours.contains(std::string(key)))
                continue;
            REQUIRE(value.is_array());
            for (auto const& text : value.as_array()) {
                std::string const said(text.as_string());
                auto const year
                    = said.size() == 4 && said.find_first_not_of("0123456789") == std::string::npos;
                CHECK_MESSAGE((year || words.contains(said)), said);
            }
        }
    }
}

TEST_CASE("a notice says what happened, and a year that has begun")
{
    auto const today = Date::of(2026, 3, 6).value();
    Leaving one;
    CHECK(problems_of(one, today).front().field == "exploitation");
    one.exploitation.set(6);
    CHECK(problems_of(one, today).empty());
    one.year_from = 2027;
    CHECK(problems_of(one, today).front().field == "year_from");
    one.year_from = 2025;
    one.year_until = 2024;
    CHECK(problems_of(one, today).front().field == "year_until");
}

TEST_CASE("a notice is prepared, sent, withdrawn, and nothing else in between")
{
    auto const today = Date::of(2026, 3, 6).value();
    NoticeEntry prepared;
    prepared.on = today;
    std::vector<NoticeEntry> entries{prepared};
    NoticeEntry sent;
    sent.kind = NoticeEntryKind::sent;
    sent.on = today;
    CHECK(problems_of(entries, sent, today).front().field == "words");
    sent.words = "By the form on the web";
    CHECK(problems_of(entries, sent, today).empty());
    entries.push_back(sent);
    CHECK(problems_of(entries, sent, today).front().field == "kind");
    NoticeEntry withdrawn = sent;
    withdrawn.kind = NoticeEntryKind::withdrawn;
    CHECK(problems_of(entries, withdrawn, today).empty());
    entries.back().taken_back_at = Instant();
    CHECK(where_it_stands(entries)->kind == NoticeEntryKind::prepared);
}

} // namespace kith::justice
