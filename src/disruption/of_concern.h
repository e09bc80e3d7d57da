// SPDX-License-Identifier: MIT
#pragma once

// A person of concern: somebody who is said to harm others, as dated facts and never as a label.
// Facts and rules. Pure.
//
// 1. Where it stands is a history of dated entries: under consideration; of concern (alleged, under
//    investigation, charged, convicted); no evidence; no longer of concern; cleared. One table says
//    what may follow what (domain.md 8). An entry is never edited; the last can be taken back with
//    a reason, unless it clears: whoever was told of that would not be told back.
// 2. A public report alone never makes one. Two kinds of source are needed, or a record of the
//    police or a court; charged and convicted rest on such a record. What the police suspect to be
//    false does not count.
// 3. Somebody else decides than whoever had it considered, says why, says that they do not know
//    the person outside their work, and when it is looked at again: by the clock at the latest.
// 4. Who is under 18, or may be, is of concern only with a manager's reason that also names what
//    supports them: a child who caused harm was often made to, and needs help.
// 5. Cleared is said wherever the name or an earlier entry stands: `shown_name`, `entry_in_words`
//    and `standing_in_words` alone draw them.
// 6. How to reach whoever was harmed never stands here.
// 7. Whoever was shown the record before it was cleared is told that it was, also where they may
//    read it no longer; until they say that they read it.
//
// Shapes   a history has its first entry first; what was taken back stays in it.
// Cost     histories are short: each is walked.
// Errors   `invalid` with the form's field.

#include "base/reference.h"
#include "base/result.h"
#include "base/time.h"
#include "disruption/ids.h"
#include "intelligence/intelligence.h"
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kith::disruption {

enum class Standing {
    considered,
    alleged,
    under_investigation,
    charged,
    convicted,
    no_evidence,
    removed,
    cleared
};
inline constexpr Standing all_standings[]
    = {Standing::considered, Standing::alleged, Standing::under_investigation, Standing::charged,
        Standing::convicted, Standing::no_evidence, Standing::removed, Standing::cleared};
[[nodiscard]] std::string_view name_of(Standing standing);     // "under_investigation"
[[nodiscard]] std::string_view in_words_of(Standing standing); // "Under investigation"
[[nodiscard]] std::optional<Standing> read_standing(std::string_view text);
[[nodiscard]] bool is_of_concern(Standing standing);
// Rule 1. The same once more is a review: it still stands.
[[nodiscard]] bool may_follow(Standing next, Standing stands);
[[nodiscard]] std::vector<Standing> next_of(Standing stands);

struct StandingEntry {
    StandingEntryId id = {};
    Standing standing = Standing::considered;
    Date on = {};
    std::optional<Date> review_on = {};
    std::string why = {};
    std::string reason = {};   // rule 4: why a child is of concern nevertheless
    std::string supports = {}; // and what supports them
    AccountId by = {};
    Instant at = {};
    std::optional<Instant> taken_back_at = {};
    std::string taken_back_because = {};
};
using History = std::span<StandingEntry const>;

// The last entry that stands; nullptr: none does.
[[nodiscard]] StandingEntry const* last_of(History history);
[[nodiscard]] Standing standing_of(History history);
// The latest clearing that stands, at that place of the history or later; of the whole of it.
[[nodiscard]] std::optional<Date> cleared_after(History history, std::size_t at);
[[nodiscard]] std::optional<Date> cleared_on(History history);

// Rule 5. "Rowan Vexley (cleared on 3 May 2026)".
[[nodiscard]] std::string shown_name(std::string const& name, History history);
// "Alleged (cleared on 3 May 2026)", "Cleared".
[[nodiscard]] std::string entry_in_words(History history, std::size_t at);
// "Alleged, since 3 March 2026", "Cleared on 3 May 2026", "Under consideration again, since 1 June
// 2026 (cleared on 3 May 2026)".
[[nodiscard]] std::string standing_in_words(History history);

// Rule 7, of one clearing. Not whoever cleared it: they know.
[[nodiscard]] bool is_to_be_told(StandingEntry const& clearing, AccountId account,
    std::optional<Instant> first_shown, bool has_read);

enum class AgeGroup { adult, under_18, not_known };
[[nodiscard]] std::string_view name_of(AgeGroup group); // "under_18"
[[nodiscard]] AgeGroup read_age_group(std::string_view text);
// "Person of concern", "Young person who may have caused harm".
[[nodiscard]] std::string_view role_in_words(AgeGroup group);

struct OfConcernDetails {
    std::string known_as = {}; // a name, a nickname, or what they look like
    std::string also_known = {};
    std::string description = {};
    AgeGroup age = AgeGroup::not_known;
    std::string ethnicity = {};          // data/code_lists/ethnicity.csv
    std::string ethnicity_by = {};       // data/code_lists/stated_by.csv
    std::vector<std::string> harms = {}; // data/code_lists/harm.csv
    std::string grounds = {};
    std::string supports = {}; // of who may be under 18
    friend bool operator==(OfConcernDetails const&, OfConcernDetails const&) = default;
};
[[nodiscard]] std::string write(OfConcernDetails const& details); // JSON
[[nodiscard]] OfConcernDetails read_details(std::string_view json);
[[nodiscard]] std::vector<Error> problems_of(OfConcernDetails const& details);
// Rule 6: a phone number, an email address, a person's reference.
[[nodiscard]] bool tells_how_to_reach(std::string_view text);

struct EvidenceOf {
    Uuid id = {};
    std::string source = {}; // data/code_lists/of_concern_source.csv
    std::optional<Date> seen_on = {};
    std::string words = {};
    std::string grade_source = {};      // as the police graded it; "" is not graded
    std::string grade_information = {}; //
    SharingId sharing = {};             // of intelligence: what was shared with whoever added it
    intelligence::Handling handling = {};
    std::string shared_text = {}; // of intelligence, for whom it is shared with
    AccountId by = {};
    Instant at = {};
    std::optional<Instant> withdrawn_at = {};
    std::string withdrawn_because = {};
};
[[nodiscard]] bool counts(EvidenceOf const& one);
// Rule 2: what is missing before it may stand so, as a sentence; nothing: it is enough.
[[nodiscard]] std::optional<std::string> lacking_for(
    Standing wanted, std::span<EvidenceOf const> evidence);
// Whatever is drawn from it all inherits the tightest (intelligence/handling.h).
[[nodiscard]] intelligence::Handling handling_of(std::span<EvidenceOf const> evidence);

// What somebody wants to be so from now on.
struct StandingTyped {
    Standing standing = Standing::considered;
    Date on = {};
    std::optional<Date> review_on = {};
    std::string why = {};
    std::string reason = {};
    std::string supports = {};
    bool apart = false; // "I do not know them outside my work"
};
[[nodiscard]] std::vector<Error> problems_of_standing(OfConcernDetails const& details,
    History history, std::span<EvidenceOf const> evidence, StandingTyped const& typed, AccountId by,
    Date today, Date latest_review);

} // namespace kith::disruption
