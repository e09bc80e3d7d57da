// SPDX-License-Identifier: MIT
#pragma once

// A pack for a prosecution: what is in it, what is taken out for whom, who let it out. Facts and
// rules. Pure.
//
// 1. An item is an exhibit, an entry of a timeline, a text (a statement), or unused or third-party
//    material on the schedule. What goes out is what stood in it when it was added: the words are
//    kept with the pack. From notes, plans and the safeguarding record nothing is ever drawn.
// 2. Each item passes a release check by a second person, with why: somebody who did not add it,
//    did not write what it is drawn from, and took nothing out of it. Whatever is taken out or put
//    back afterwards voids the check, and so does another recipient: nobody checked it for them.
// 3. Redactions are spans of the text, or parts of a picture, each with a reason, for all or for
//    one recipient. A copy is written anew without them: a mark stands in their place that says
//    nothing of how long they were.
// 4. No copy is made while words that were taken out of one item still stand elsewhere in it, or
//    while an item has not passed. Whole words are compared, folded (platform/words/fold.h):
//    letters' case, accents, lines and runs of space do not count. What is searched is what people
//    wrote, not the words that every copy has.
// 5. A file that cannot be drawn anew goes whole, as it was sent, or not at all: not to a recipient
//    for whom something of its item is taken out.
// 6. Of each item on the schedule somebody decides whether it might undermine the prosecution or
//    assist the defence, in their own words. Kith never proposes an answer.
//
// Units    spans in bytes of UTF-8, between whole letters. Parts of pictures in thousandths.
// Shapes   plain values; ids only. Errors   `invalid` with the form's field.
// Sources  Criminal Procedure and Investigations Act 1996 ss.3, 7A and its Code of Practice: the
//          test, and the schedules. What each force's schedule is called differs: to be checked.

#include "base/reference.h"
#include "base/result.h"
#include "base/time.h"
#include "evidence/ids.h"
#include "platform/documents/files.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::evidence {

struct PackWords {
    std::string title = {};
    std::string marking = {}; // "OFFICIAL-SENSITIVE", as it stands on every page
};
struct Pack {
    PackId id = {};
    Reference reference = {}; // B-7KM-4QX9
    Thing about = {};
    PackWords words = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};
    AccountId recorded_by = {};
};

enum class ItemKind { exhibit, entry, text, unused };
[[nodiscard]] std::string_view name_of(ItemKind kind);
[[nodiscard]] std::string_view in_words_of(ItemKind kind);
[[nodiscard]] std::optional<ItemKind> read_item_kind(std::string_view text);

struct ItemWords {
    std::string title = {};
    std::string text = {};
    std::string held_by = {}; // of what is unused
    std::string why = {};     // it is not used
};
struct PackItem {
    PackItemId id = {};
    PackId pack = {};
    std::int64_t place = 0; // 1, 2, …
    ItemKind kind = ItemKind::text;
    ExhibitId exhibit = {}; // of an exhibit
    ItemWords words = {};
    bool with_file = false;
    bool third_party = false; // of what is unused: somebody else holds it
    AccountId wrote = {};     // what it is drawn from
    Instant added_at = {};
    AccountId added_by = {};
    std::optional<Instant> removed_at = {};
    std::string removed_because = {};
};

struct ReleaseCheck {
    PackItemId item = {};
    bool passed = false;
    std::string because = {};
    Instant at = {};
    AccountId by = {};
    std::optional<Instant> void_at = {};
};
struct UnusedDecision {
    PackItemId item = {};
    std::string code = {}; // data/code_lists/unused_decision.csv
    std::string words = {};
    Instant at = {};
    AccountId by = {};
};
struct PackRecipient {
    PackRecipientId id = {};
    PackId pack = {};
    std::int64_t number = 0; // of their copy
    std::string name = {};
    bool with_unused = false; // the schedule goes to them
    Instant added_at = {};
    AccountId added_by = {};
    std::optional<Instant> ended_at = {};
    std::string ended_because = {};
};
struct Redaction {
    RedactionId id = {};
    PackItemId item = {};
    PackRecipientId recipient = {}; // none: for all
    std::size_t from = 0;           // of the text; equal where it is of the picture
    std::size_t to = 0;
    std::optional<documents::Covered> part = {};
    std::string reason = {}; // data/code_lists/redaction_reason.csv
    Instant at = {};
    AccountId by = {};
    std::optional<Instant> withdrawn_at = {};
    AccountId withdrawn_by = {};

    [[nodiscard]] bool is_for(PackRecipientId who) const
    {
        return !withdrawn_at && (recipient.none() || recipient == who);
    }
};
struct PackCopy {
    CopyId id = {};
    PackId pack = {};
    PackRecipientId recipient = {};
    std::int64_t number = 0; // of those made for them: 1, 2, …
    std::string sha256 = {};
    std::uint64_t size = 0;
    Instant at = {};
    AccountId by = {};
    bool taken_away = false; // a file in it was marked: nobody has it any more
};

// Everything of a pack, as one reading gave it. The maker is asked of the database once.
struct WholePack {
    Pack pack = {};
    std::vector<PackItem> items = {}; // those that stand, by place
    std::vector<PackItem> removed = {};
    std::vector<ReleaseCheck> checks = {}; // the latest last
    std::vector<UnusedDecision> decisions = {};
    std::vector<PackRecipient> recipients = {};
    std::vector<Redaction> redactions = {};
    std::vector<PackCopy> copies = {};

    [[nodiscard]] PackItem const* item(PackItemId id) const;
    [[nodiscard]] PackRecipient const* recipient(PackRecipientId id) const;
    [[nodiscard]] ReleaseCheck const* check_of(PackItemId id) const; // the last, not void
    [[nodiscard]] UnusedDecision const* decision_of(PackItemId id) const;
    [[nodiscard]] std::vector<Redaction> redactions_of(PackItemId of, PackRecipientId who) const;
    // Rule 2: why this account may not check it; "" if it may.
    [[nodiscard]] std::string may_not_check(PackItem const& one, AccountId who) const;
    // Rule 4, but for words: what is still to be done, each a sentence; none if a copy may be made.
    [[nodiscard]] std::vector<std::string> to_do(PackRecipientId who) const;
    // Another if anything changed that whoever checks the item judges: what is taken out of it, who
    // gets it, what was decided. Nothing of these is ever edited, so it counts them.
    [[nodiscard]] std::string mark_of(PackItemId id) const;
    // Another if anything of it changed that a copy holds.
    [[nodiscard]] std::string mark() const;
};

struct Span {
    std::size_t from = 0;
    std::size_t to = 0;
    std::string label = {}; // why, as it stands in the copy
};
// Where the phrase stands in the text, each time; none if nowhere.
[[nodiscard]] std::vector<Span> places_of(std::string_view phrase, std::string_view text);
[[nodiscard]] bool is_span_of(std::string_view text, std::size_t from, std::size_t to);
// The text anew, without the spans; those that touch or overlap become one mark.
[[nodiscard]] std::string without(std::string_view text, std::vector<Span> spans);
// What was taken out, folded; a single letter or figure tells nothing, and is left out of what is
// searched for.
inline constexpr std::size_t shortest_searched = 2;
[[nodiscard]] std::vector<std::string> taken_out(
    std::string_view text, std::vector<Span> const& spans);
// Does any of them stand in the text, as whole words?
[[nodiscard]] std::optional<std::string> still_stands(
    std::vector<std::string> const& taken, std::string_view text);

inline constexpr std::size_t longest_item_text = 200'000;

} // namespace kith::evidence
