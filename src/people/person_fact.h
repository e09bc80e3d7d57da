// SPDX-License-Identifier: MIT
#pragma once

// What is known of a person, each statement with who made it: ethnicity, languages, disability,
// where they learn and live, their legal status over time.
//
// 1. A statement is added, given its last day, or withdrawn with a reason. It is never changed.
// 2. "Not asked", "asked, and they did not wish to say" and "not known" are three answers.
// 3. Of what somebody is (gender, ethnicity, ...) several statements may stand. The one shown first
// is
//    whoever is nearest to the person: themself, a parent or carer, a document, a practitioner, an
//    officer; of equals the latest.
// 4. Religion or belief is recorded only as the person, or who cares for them, wants it known.
//    Nationality is not asked.
// 5. "No disability" stands alone (children in need census).
// 6. Where they live tells where they live: where the address is protected it is sealed
// (addresses.h).
// 7. Of who is looked after, the legal status says which authority answers for them, by the code of
//    its agency; a status that makes nobody looked after names none (care.h).
//
// Shapes   plain values; a day may be a year, or year and month.
// Errors   rules answer `invalid` with the field that is wrong.

#include "directory/directory.h"
#include "people/person.h"
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::people {

enum class Answer { said, not_asked, not_wished, not_known };
[[nodiscard]] std::string_view write(Answer answer); // "said", "not asked", "not wished", …
[[nodiscard]] std::optional<Answer> read_answer(std::string_view text);
[[nodiscard]] std::string_view in_words(Answer answer); // "Asked, and they did not wish to say"

struct Fact {
    Uuid id = {};
    PersonId record = {}; // the record it stands on
    std::string kind = {};
    Answer answer = Answer::said;
    std::string code = {};      // of the kind's code list
    std::string words = {};     // as it was said; the school; the address
    std::string number = {};    // of the school's register; the postcode; the authority's code
    std::string stated_by = {}; // data/code_lists/stated_by.csv
    std::string source = {};
    std::optional<PartialDate> from = {};
    std::optional<PartialDate> until = {}; // the last day
    std::string note = {};
    Instant recorded_at = {};
    AccountId recorded_by = {};
    std::optional<Instant> ended_at = {};
    AccountId ended_by = {};
    std::string end_reason = {}; // may be empty
    std::optional<Instant> withdrawn_at = {};
    AccountId withdrawn_by = {};
    std::string reason = {}; // why it was withdrawn
    bool sealed = false;     // it lies among the protected
};

enum class FactGroup { identity, language, health, education, status, addresses };
enum class Needs { code, words, code_or_words, code_and_words };

// How one kind is asked for and shown.
struct FactKind {
    std::string_view kind; // as in the address of its form
    FactGroup group;
    std::string_view label;    // "Ethnicity"
    std::string_view question; // the heading of its form
    std::string_view hint;
    std::string_view list;   // of data/code_lists; empty: none
    std::string_view words;  // what the words are; empty: none are asked
    std::string_view number; // what the number is; empty: none is asked
    Needs needs;
    bool several; // can be so at once; else the statement nearest to the person is shown first
    bool dated;
};
[[nodiscard]] std::span<FactKind const> fact_kinds(); // in the order shown
[[nodiscard]] FactKind const* find_fact_kind(std::string_view kind);
[[nodiscard]] std::string_view title_of(FactGroup group);
inline constexpr FactGroup fact_groups[] = {FactGroup::identity, FactGroup::language,
    FactGroup::health, FactGroup::education, FactGroup::status, FactGroup::addresses};

[[nodiscard]] bool tells_where(Fact const& fact);     // rule 6
[[nodiscard]] bool stands(Fact const& fact, Date on); // neither withdrawn nor past its last day
[[nodiscard]] std::int64_t version_of(
    Fact const& fact); // 1, and one more for each thing done to it
// Those of a kind that stand that day: all, the latest first, or by rule 3. Of a kind of which one
// statement leads, the rest are what others said.
[[nodiscard]] std::vector<Fact> standing(
    std::vector<Fact> const& facts, std::string_view kind, Date on);

// The rules; what was typed comes back tidied. `facts` is all that is known of the person.
[[nodiscard]] Result<Fact> checked(directory::ReferenceFacts const& lists, Fact fact,
    Person const& person, std::vector<Fact> const& facts, Date today);
// May it end that day? `invalid` with field "until" if not.
[[nodiscard]] Done check_end(Fact const& fact, std::optional<PartialDate> const& until, Date today);

} // namespace kith::people
