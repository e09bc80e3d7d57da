// SPDX-License-Identifier: MIT
#pragma once

// To whom a sanitised text was told, for what, by which law, until when, and what came of it. Pure.
//
// 1. Each sharing says its purpose, its recipient (somebody, a team, or whoever answers for an
//    agency), its lawful bases, why it is necessary, and until when it stands.
// 2. Lawful bases are one from each row that is needed (domain.md 12): for law enforcement Part 3
// of
//    the Data Protection Act 2018, and Schedule 8 where it tells of health, sex life, ethnicity or
//    belief; for all else Article 6, and there Article 9, with a condition of Schedule 1 where that
//    is social protection, public interest or care (section 10 of the Act); always a gateway: the
//    power or duty to share.
// 3. A recipient reads the text alone, under its handling, to which a sharing may add conditions;
//    never what was told to the desk, who told it, or who submitted it.
// 4. It ends by its day, by recall, when a later text is let out, or when the item is weeded. Then
//    the recipient reads it no longer, and is told that it ended; not what it said.
//
// Shapes   codes of data/code_lists: sharing_purpose, lawful_basis, sharing_outcome.
// Errors   `invalid` with the field of the form.

#include "intelligence/clean_text.h"

namespace kith::intelligence {

enum class SharingState { shared, expired, recalled, superseded, weeded };

struct Recipient {
    AgencyId agency = {}; // of these three one, or
    TeamId team = {};
    AccountId account = {};

    [[nodiscard]] bool none() const { return agency.none() && team.none() && account.none(); }
    friend bool operator==(Recipient const&, Recipient const&) = default;
};

struct Sharing {
    SharingId id = {};
    Reference reference = {}; // G-7KM-4QX9
    SubmissionId submission = {};
    CleanTextId text = {};
    Recipient recipient = {};
    std::string purpose = {};
    std::string purpose_words = {}; // what the recipient is to do with it, and nothing else
    std::vector<std::string> bases = {};
    bool special = false; // it tells of health, sex life, ethnicity or belief
    std::string necessity = {};
    std::vector<std::string> conditions = {}; // beside those of its handling
    Date expires = {};                        // the last day on which it is read
    Instant at = {};
    AccountId by = {};
    std::optional<Instant> acknowledged_at = {};
    AccountId acknowledged_by = {};
    std::optional<Instant> recalled_at = {};
    AccountId recalled_by = {};
    std::string recalled_because = {}; // for the desk alone

    [[nodiscard]] SharingState state(TextState text_state, Date today) const;
};

// What a recipient said came of it.
struct Outcome {
    SharingId sharing = {};
    std::string code = {};
    std::string words = {};
    Instant at = {};
    AccountId by = {};
};

struct LawfulBasis {
    std::string code = {};
    std::string row
        = {}; // "article 6", "article 9", "schedule 1", "part 3", "schedule 8", "gateway"
};
[[nodiscard]] std::vector<LawfulBasis> const& lawful_bases(); // throws where the list is damaged

// Rule 2: the rows from which one is needed, given what was chosen.
[[nodiscard]] std::vector<std::string> needed_rows(
    std::string_view purpose, bool special, std::vector<std::string> const& chosen);
[[nodiscard]] Done check_bases(
    std::string_view purpose, bool special, std::vector<std::string> const& chosen);

// Rules 1 and 2, but for the recipient. `furthest`: the last day that may be chosen.
[[nodiscard]] Result<Sharing> read_sharing(
    forms::Answers const& answers, Date today, Date furthest);

[[nodiscard]] std::string_view name_of(SharingState state);     // "recalled"
[[nodiscard]] std::string_view in_words_of(SharingState state); // "Recalled"

} // namespace kith::intelligence
