// SPDX-License-Identifier: MIT
#include "engine/linkage/linkage.h"
#include "engine/linkage/waterfall.h"
#include "engine/linkage/world_test.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <vector>

using namespace kith::linkage;
using kith::linkage::test::World;

namespace {
Score score_of(float prior, float household, std::vector<float> const& parts)
{
    Score score;
    score.prior = prior;
    score.household = household;
    score.total = prior + household;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        score.parts.at(at) = parts[at];
        score.total += parts[at];
    }
    return score;
}

std::size_t count_of(std::string_view text, std::string_view what)
{
    std::size_t count = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1))
        ++count;
    return count;
}

// As an XML reader would: elements nest, attributes stand in quotes, no bare sign is left.
bool is_sound_xml(std::string const& text)
{
    std::vector<std::string> open;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '&') {
            auto const end = text.find(';', at);
            auto const name = text.substr(at, end == std::string::npos ? 9 : end - at + 1);
            if (name != "&amp;" && name != "&lt;" && name != "&gt;" && name != "&quot;")
                return false;
        }
        if (text[at] == '>')
            return false;
        if (text[at] != '<') {
            ++at;
            continue;
        }
        auto const end = text.find('>', at);
        if (end == std::string::npos)
            return false;
        auto const tag = text.substr(at + 1, end - at - 1);
        auto const name = tag.substr(
            tag.front() == '/' ? 1 : 0, tag.find_first_of(" /", 1) - (tag.front() == '/' ? 1 : 0));
        if (tag.front() == '/') {
            if (open.empty() || open.back() != tag.substr(1))
                return false;
            open.pop_back();
        } else if (tag.back() != '/')
            open.push_back(name);
        if (count_of(tag, "\"") % 2 != 0)
            return false;
        at = end + 1;
    }
    return open.empty();
}

struct Bar {
    double x, wide;
    std::string fill;
};
std::vector<Bar> bars_of(std::string const& svg)
{
    std::vector<Bar> bars;
    auto const value = [](std::string_view in, std::string_view name) {
        auto const at = in.find(std::string(name) + "=\"") + name.size() + 2;
        return std::string(in.substr(at, in.find('"', at) - at));
    };
    for (auto at = svg.find("<rect x="); at != std::string::npos;
         at = svg.find("<rect x=", at + 1)) {
        auto const tag = std::string_view(svg).substr(at, svg.find('>', at) - at);
        bars.push_back(
            {std::stod(value(tag, "x")), std::stod(value(tag, "width")), value(tag, "fill")});
    }
    return bars;
}
} // namespace

TEST_CASE("the bars go from the odds before, through each reason, to the total")
{
    // -10 before, +15 and -3 by reasons: +2 in all
    auto const score = score_of(-10, 0, {15, -3});
    std::vector<Reason> const reasons = {{15, "born on the same day"}, {-3, "another sex"}};
    auto const picture = waterfall("A and B", score, reasons);
    auto const bars = bars_of(picture.svg);
    REQUIRE(bars.size() == 6); // four rows, and two of the legend
    auto const end = [](Bar const& bar) { return bar.x + bar.wide; };
    auto const one_bit = bars[0].wide / 10;
    CHECK(bars[1].x == doctest::Approx(bars[0].x)); // begins at -10
    CHECK(bars[1].wide == doctest::Approx(15 * one_bit).epsilon(0.01));
    CHECK(end(bars[2]) == doctest::Approx(end(bars[1])).epsilon(0.001)); // goes back from +5
    CHECK(bars[2].wide == doctest::Approx(3 * one_bit).epsilon(0.01));
    CHECK(end(bars[3]) == doctest::Approx(bars[2].x).epsilon(0.001)); // the total ends there
    CHECK(bars[3].wide == doctest::Approx(2 * one_bit).epsilon(0.02));
    CHECK(bars[1].fill != bars[2].fill); // told apart without colour
    CHECK(picture.svg.find("+15.0") != std::string::npos);
    CHECK(picture.svg.find("\u22123.0") != std::string::npos);
    CHECK(picture.svg.find("in all +2.0 bits, 80.0 %.") != std::string::npos); // 1/(1+1/4)
}

TEST_CASE("what the reasons leave out is a bar of its own, so that they add up")
{
    auto const score = score_of(-4, -0.4F, {6}); // so small a household is no reason
    auto const picture = waterfall("A and B", score, std::vector<Reason>{{6, "the same"}});
    CHECK(picture.svg.find("what else was weighed, each of it little") != std::string::npos);
    CHECK(picture.svg.find("\u22120.4") != std::string::npos);
    auto const whole
        = waterfall("A and B", score_of(-4, 0, {6}), std::vector<Reason>{{6, "the same"}});
    CHECK(whole.svg.find("what else") == std::string::npos);
}

TEST_CASE("names cannot break out of the picture, however they are written")
{
    std::vector<Reason> const reasons = {{3, "the same \"<script>alert(1)</script>\" & \x01 more"}};
    auto const picture = waterfall("<b>\" & '", score_of(-5, 0, {3}), reasons);
    CHECK(is_sound_xml(picture.svg));
    CHECK(picture.svg.find("<script") == std::string::npos);
    CHECK(picture.svg.find("&lt;b&gt;&quot; &amp; '") != std::string::npos);
    CHECK(picture.svg.find('\x01') == std::string::npos);
    CHECK(picture.svg.find("style") == std::string::npos);
    CHECK(picture.svg.find(" id=") == std::string::npos);
}

TEST_CASE("long words are broken where a line ends, and letters of other scripts are kept whole")
{
    std::string const long_word(120, 'w');
    std::string const kanji = "\u5c0f\u6797\u7f8e\u54b2";
    std::string many = kanji;
    for (auto i = 0; i < 4; ++i)
        many += many; // 64 letters, each as wide as two
    auto const picture = waterfall(
        "A and B", score_of(-5, 0, {3, 1}), std::vector<Reason>{{3, long_word}, {1, many}});
    CHECK(is_sound_xml(picture.svg));
    std::size_t longest = 0;
    for (auto at = picture.svg.find("<text"); at != std::string::npos;
         at = picture.svg.find("<text", at + 1)) {
        auto const from = picture.svg.find('>', at) + 1;
        auto const words = picture.svg.substr(from, picture.svg.find('<', from) - from);
        if (words.find('w') != std::string::npos && words.find("weighed") == std::string::npos)
            longest = std::max(longest, words.size());
        CHECK((static_cast<unsigned char>(words.front()) & 0xC0U) != 0x80); // no half letter
    }
    CHECK(longest == 44);
}

TEST_CASE("pictures stand one below the other")
{
    auto const one = waterfall("A and B", score_of(-5, 0, {3}), std::vector<Reason>{{3, "a"}});
    auto const two = waterfall("C and D", score_of(-5, 0, {4}), std::vector<Reason>{{4, "b"}});
    auto const both = stacked(std::vector<Picture>{one, two});
    CHECK(is_sound_xml(both));
    CHECK(count_of(both, "<title>") == 2);
    CHECK(both.find("height=\"" + std::to_string(one.height + two.height) + "\"")
        != std::string::npos);
    CHECK(both.find("<svg y=\"" + std::to_string(one.height) + "\"") != std::string::npos);
}

TEST_CASE("a real pair's bars add up to its score")
{
    World world(test::town(300));
    auto const out = link(world.people(), {});
    REQUIRE(!out.links.empty());
    auto const& pair = out.links.front();
    auto const& left = world.people().records[pair.left];
    auto const& right = world.people().records[pair.right];
    Comparer comparer(world.people());
    auto const pattern = comparer.compare(left, right);
    auto const score = scorer_of(out, world.people()).score(pattern, left, right);
    auto const picture
        = waterfall("A and B", score, explain(world.people(), left, right, pattern, score));
    auto const bars = bars_of(picture.svg);
    REQUIRE(bars.size() > 4);
    auto const bit = bars[0].wide / -static_cast<double>(score.prior);
    auto at = bars[0].x; // where the prior ends
    for (std::size_t i = 1; i + 3 < bars.size(); ++i)
        at += bars[i].fill == "#fff" ? -bars[i].wide : bars[i].wide;
    auto const nought = bars[0].x + bars[0].wide;
    CHECK(at - nought == doctest::Approx(score.total * bit).epsilon(0.02));
}
