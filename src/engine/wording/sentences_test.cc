// SPDX-License-Identifier: MIT
// How right the list that ships is: on a hundred sentences of our own, and on a file of phrases
// beside the tree where there is one.
#include "engine/wording/sentences_test.h"
#include "base/csv.h"
#include "engine/wording/held_out_test.h"
#include "engine/wording/shipped_list_test.h"
#include <cstdio>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace kith::wording {
namespace {
    constexpr double least_right = 0.95;

    // A sentence in which each phrase of that file would stand, by the file's own number; {} is
    // where the phrase goes.
    std::map<std::string, std::string> const sentences_for_phrase{{"3", "There is {} a man."},
        {"4", "She has been {} the age of 12."}, {"8", "She is {} a man of 30."},
        {"9", "Her {} is an older man."}, {"13", "She {} other children for them."},
        {"25", "She {} sex."}, {"12", "He is a {}."}};

    // "putting (him|her)sel(f|ves) at risk" as the first phrase that it stands for: the first of
    // each group, and what may be left out left out.
    std::string first_of_expression(std::string_view expression)
    {
        std::string text;
        for (std::size_t at = 0; at < expression.size(); ++at) {
            auto const sign = expression[at];
            if (sign == '|')
                break; // the next alternative of the whole
            if (sign == '(') {
                auto const end = expression.find(')', at);
                auto const group = expression.substr(at + 1, end - at - 1);
                auto const optional = end + 1 < expression.size() && expression[end + 1] == '?';
                if (!optional)
                    text += group.substr(0, group.find('|'));
                at = end + (optional ? 1 : 0);
            } else if (sign == '[') {
                text += expression[at + 1];
                at = expression.find(']', at);
            } else if (sign != '?') {
                text += sign;
            }
        }
        return text;
    }

    std::optional<std::string> read_file(std::filesystem::path const& path)
    {
        std::ifstream file(path, std::ios::binary);
        if (!file)
            return std::nullopt;
        std::ostringstream text;
        text << file.rdbuf();
        return std::move(text).str();
    }
} // namespace

TEST_CASE("of a hundred sentences at least 95 in 100 are flagged or left alone as they should be")
{
    auto const list = shipped_list();
    double right = 0;
    double wrong = 0;
    double missed = 0;
    for (auto const sentence : to_flag)
        if (list.flags(sentence).empty()) {
            ++missed;
            MESSAGE("missed: " << std::string(sentence));
        } else {
            ++right;
        }
    for (auto const sentence : to_leave)
        if (!list.flags(sentence).empty()) {
            ++wrong;
            MESSAGE("flagged for nothing: " << std::string(sentence));
        }
    auto const precision = right / (right + wrong);
    auto const recall = right / (right + missed);
    std::printf("wording: 100 sentences: precision %.3f, recall %.3f\n", precision, recall);
    CHECK(precision >= least_right);
    CHECK(recall >= least_right);
}

TEST_CASE("of a hundred sentences that were written apart from the list nine in ten are right")
{
    auto const list = shipped_list();
    double found = 0;
    double wrong = 0;
    for (auto const sentence : others_to_flag)
        if (list.flags(sentence).empty())
            MESSAGE("missed: " << std::string(sentence));
        else
            ++found;
    for (auto const sentence : others_to_leave)
        if (!list.flags(sentence).empty()) {
            ++wrong;
            MESSAGE("flagged for nothing: " << std::string(sentence));
        }
    auto const precision = found / (found + wrong);
    auto const recall = found / static_cast<double>(others_to_flag.size());
    std::printf("wording: 100 sentences written apart from the list: precision %.3f, recall %.3f\n",
        precision, recall);
    CHECK(precision >= 0.93);
    CHECK(recall >= 0.90);
}

TEST_CASE("what is denied, or not chosen, is no blame; what is said beside it still is")
{
    auto const list = shipped_list();
    for (auto const* const fine : {"She does not put herself at risk.",
             "It is not a lifestyle choice.", "He never chose to carry drugs for them.",
             "None of this was her fault.", "She is not a risk to herself."})
        CHECK_MESSAGE(list.flags(fine).empty(), fine);
    for (auto const* const blames : {"She does not listen and puts herself at risk.",
             "Staff told her not to, and she is putting herself at risk.",
             "He will put himself at risk again.", "It is her own fault."})
        CHECK_MESSAGE(!list.flags(blames).empty(), blames);
}

TEST_CASE("no advice that ships is itself a phrase to look at again")
{
    auto const list = shipped_list();
    for (auto const& phrase : list.phrases()) {
        CHECK_MESSAGE(list.flags(phrase.instead).empty(), phrase.id);
        if (phrase.for_families)
            CHECK_MESSAGE(
                list.flags(phrase.instead, {Record::of_a_child, Readers::families}).empty(),
                phrase.id);
    }
}

TEST_CASE("phrases that public guidance asks writers to avoid are found, and signs of harm are not")
{
    auto const folder = std::filesystem::path("../shared/data/language");
    auto const phrases = read_file(folder / "phrases_to_review.csv");
    auto const signs = read_file(folder / "exploitation_indicators.csv");
    if (!phrases || !signs) {
        MESSAGE("skipped: no ../shared/data/language beside the tree");
        return;
    }
    auto const list = shipped_list();
    double found = 0;
    double wrong = 0;
    auto const wanted = csv::Table::read(*phrases);
    REQUIRE(wanted.ok());
    for (std::size_t row = 0; row < wanted->size(); ++row) {
        auto const at = sentences_for_phrase.find(wanted->text(row, "id"));
        auto sentence = at == sentences_for_phrase.end() ? std::string("She is {}.") : at->second;
        sentence.replace(
            sentence.find("{}"), 2, first_of_expression(wanted->text(row, "phrase_pattern")));
        if (list.flags(sentence).empty())
            MESSAGE("missed: " << sentence);
        else
            ++found;
    }
    auto const neutral = csv::Table::read(*signs);
    REQUIRE(neutral.ok());
    for (std::size_t row = 0; row < neutral->size(); ++row)
        if (!list.flags(neutral->text(row, "indicator")).empty()) {
            ++wrong;
            MESSAGE("flagged: " << neutral->text(row, "indicator"));
        }
    auto const recall = found / static_cast<double>(wanted->size());
    auto const precision = found / (found + wrong);
    std::printf("wording: %zu phrases of the file: recall %.3f; with %zu signs of harm: precision "
                "%.3f\n",
        wanted->size(), recall, neutral->size(), precision);
    CHECK(recall >= least_right);
    CHECK(precision >= least_right);
}

} // namespace kith::wording
