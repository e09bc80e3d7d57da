// SPDX-License-Identifier: MIT
#include "intelligence/sharing.h"
#include "base/csv.h"
#include "base/shipped.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::intelligence {
namespace {
    constexpr char const* basis_list = "data/code_lists/lawful_basis.csv";

    struct RowWords {
        std::string_view row;
        std::string_view missing;
    };
    constexpr std::array rows_in_words{
        RowWords{"article 6", "Choose a basis of UK GDPR Article 6"},
        RowWords{"article 9",
            "Choose a basis of UK GDPR Article 9: it tells of health, sex life, "
            "ethnicity or belief"},
        RowWords{"schedule 1",
            "Choose a condition of Schedule 1 of the Data Protection Act 2018: "
            "the basis of Article 9 needs one"},
        RowWords{"part 3",
            "Choose the basis of Part 3 of the Data Protection Act 2018: it is for "
            "law enforcement"},
        RowWords{"schedule 8",
            "Choose the condition of Schedule 8 of the Data Protection Act "
            "2018: it tells of health, sex life, ethnicity or belief"},
        RowWords{"gateway", "Choose the power or duty by which it is shared"},
    };

    std::vector<LawfulBasis> read_bases()
    {
        auto const list = csv::Table::read(shipped_file(basis_list));
        if (!list || !list->has("code") || !list->has("row"))
            throw std::runtime_error(
                fmt::format("{}: give it the columns code and row", basis_list));
        std::vector<LawfulBasis> all;
        for (std::size_t at = 0; at < list->size(); ++at) {
            auto const& row = list->text(at, "row");
            if (std::ranges::find(rows_in_words, row, &RowWords::row) == rows_in_words.end())
                throw std::runtime_error(
                    fmt::format("{}: no row is called \"{}\"", basis_list, row));
            all.push_back({list->text(at, "code"), row});
        }
        return all;
    }

    std::string row_of_basis(std::string_view code)
    {
        auto const& all = lawful_bases();
        auto const at = std::ranges::find(all, code, &LawfulBasis::code);
        return at == all.end() ? std::string() : at->row;
    }

    struct SharingStateWords {
        SharingState state;
        std::string_view name;
        std::string_view in_words;
    };
    constexpr std::array sharing_states{
        SharingStateWords{SharingState::shared, "shared", "Shared"},
        SharingStateWords{SharingState::expired, "expired", "Expired"},
        SharingStateWords{SharingState::recalled, "recalled", "Recalled"},
        SharingStateWords{SharingState::superseded, "superseded", "Superseded"},
        SharingStateWords{SharingState::weeded, "weeded", "Weeded"},
    };
} // namespace

SharingState Sharing::state(TextState text_state, Date today) const
{
    if (text_state == TextState::weeded)
        return SharingState::weeded;
    if (recalled_at)
        return SharingState::recalled;
    if (text_state != TextState::authorised)
        return SharingState::superseded;
    return expires < today ? SharingState::expired : SharingState::shared;
}

std::vector<LawfulBasis> const& lawful_bases()
{
    static auto const all = read_bases();
    return all;
}

std::vector<std::string> needed_rows(
    std::string_view purpose, bool special, std::vector<std::string> const& chosen)
{
    std::vector<std::string> needed;
    if (purpose == "law_enforcement") {
        needed.emplace_back("part 3");
        if (special)
            needed.emplace_back("schedule 8");
    } else {
        needed.emplace_back("article 6");
        if (special) {
            needed.emplace_back("article 9");
            auto const with_condition = std::ranges::any_of(chosen, [](std::string const& code) {
                return code == "S9B" || code == "S9G" || code == "S9H";
            });
            if (with_condition)
                needed.emplace_back("schedule 1");
        }
    }
    needed.emplace_back("gateway");
    return needed;
}

Done check_bases(std::string_view purpose, bool special, std::vector<std::string> const& chosen)
{
    for (auto const& row : needed_rows(purpose, special, chosen)) {
        auto const there = std::ranges::any_of(
            chosen, [&](std::string const& code) { return row_of_basis(code) == row; });
        if (!there)
            return invalid(
                std::string(std::ranges::find(rows_in_words, row, &RowWords::row)->missing),
                "bases");
    }
    return done();
}

Result<Sharing> read_sharing(forms::Answers const& answers, Date today, Date furthest)
{
    Sharing one;
    one.purpose = answers.text("purpose");
    one.purpose_words = answers.text("purpose_words");
    one.special = answers.text("special") == "yes";
    one.bases = answers.list("bases");
    one.necessity = answers.text("necessity");
    one.conditions = read_conditions(answers.text("conditions"));
    if (one.purpose.empty())
        return invalid("Say for what it is shared", "purpose");
    if (one.purpose_words.empty())
        return invalid("Say what it may be used for", "purpose_words");
    TRY(check_bases(one.purpose, one.special, one.bases));
    if (one.necessity.empty())
        return invalid("Say why it is necessary that they know it", "necessity");
    auto const expires = answers.date("expires");
    if (!expires || !expires->month || !expires->day)
        return invalid("Say until which day it stands", "expires");
    one.expires = expires->first();
    if (one.expires < today)
        return invalid("Choose a day that is to come", "expires");
    if (furthest < one.expires)
        return invalid(
            "Choose a day up to " + furthest.in_words() + ": then say again why it is shared",
            "expires");
    return one;
}

std::string_view name_of(SharingState state)
{
    return std::ranges::find(sharing_states, state, &SharingStateWords::state)->name;
}

std::string_view in_words_of(SharingState state)
{
    return std::ranges::find(sharing_states, state, &SharingStateWords::state)->in_words;
}

} // namespace kith::intelligence
