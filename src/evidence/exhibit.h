// SPDX-License-Identifier: MIT
#pragma once

// One exhibit and its custody, and one entry of a timeline. Facts and rules. Pure.
//
// 1. An exhibit is a thing, a file, or a reference to the police store. A sexual image of a child
//    is never a thing or a file here: only the reference.
// 2. Of a file the SHA-256 at intake stands on the exhibit for good. The original is sealed; what
//    staff look at is a copy drawn anew (platform/documents).
// 3. The custody log begins with its receipt. Entries are added and never edited; one that is wrong
//    is marked so with a reason, and stands. Which act may follow which is one table
//    (`may_follow`); no entry lies before the one before it, or in the future.
// 4. It is destroyed when a second person confirms it; until then it waits, and nothing else is
//    done to it.
// 5. What is said of an exhibit is corrected as a new version with a reason; it is withdrawn with a
//    reason.
// 6. Each entry of a timeline names its source: an exhibit, or where it stands.
//
// Shapes   plain values; ids only. Errors   `invalid` with the form's field.
// Sources  Criminal Procedure and Investigations Act 1996 Code of Practice (recording, retention):
//          what follows from it for a force is for its own disclosure officer.

#include "base/reference.h"
#include "base/result.h"
#include "base/time.h"
#include "evidence/ids.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::evidence {

enum class ExhibitSort { object, file, police_store };
[[nodiscard]] std::string_view name_of(ExhibitSort sort); // "police_store"
[[nodiscard]] std::string_view in_words_of(ExhibitSort sort);
[[nodiscard]] std::optional<ExhibitSort> read_sort(std::string_view text);

// What is said of it: sealed.
struct ExhibitWords {
    std::string description = {};
    std::string mark = {};            // its label: the producer's initials and a number
    std::string produced_by = {};     // who found or produced it
    std::string found_where = {};     //
    std::string found_time = {};      // "21:30"; "" if it is not known
    std::string store_reference = {}; // of the police store
    friend bool operator==(ExhibitWords const&, ExhibitWords const&) = default;
};

struct Exhibit {
    ExhibitId id = {};
    Reference reference = {}; // E-7KM-4QX9
    Thing about = {};         // a person, context, concern, or step against the harm
    ExhibitSort sort = ExhibitSort::object;
    ExhibitWords words = {};
    Date found_on = {};
    AttachmentId file = {};  // none but of a file
    std::string sha256 = {}; // of it, at intake
    ExhibitId out_of = {};   // the archive that it was taken out of
    AgencyId owner_agency = {};
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    Instant recorded_at = {};
    AccountId recorded_by = {};
    std::optional<Instant> withdrawn_at = {};
    std::string withdrawn_because = {};
};

enum class CustodyAct { received, moved, opened, examined, returned, destroyed };
inline constexpr CustodyAct all_custody_acts[] = {CustodyAct::received, CustodyAct::moved,
    CustodyAct::opened, CustodyAct::examined, CustodyAct::returned, CustodyAct::destroyed};
[[nodiscard]] std::string_view name_of(CustodyAct act);     // "opened"
[[nodiscard]] std::string_view in_words_of(CustodyAct act); // "Opened"
[[nodiscard]] std::optional<CustodyAct> read_custody_act(std::string_view text);

struct CustodyWords {
    std::string who = {};   // did it: a name and number as on the label
    std::string where = {}; // it is now, or to whom it went
    std::string why = {};   //
    std::string seal = {};  // the number it is under afterwards; "" if it is under none
    friend bool operator==(CustodyWords const&, CustodyWords const&) = default;
};
struct CustodyEntry {
    CustodyId id = {};
    ExhibitId exhibit = {};
    CustodyAct act = CustodyAct::received;
    Instant at = {};
    CustodyWords words = {};
    Instant recorded_at = {};
    AccountId recorded_by = {};
    std::optional<Instant> confirmed_at = {}; // of a destruction, by the second person
    AccountId confirmed_by = {};
    std::optional<Instant> wrong_at = {};
    AccountId wrong_by = {};
    std::string wrong_because = {};
};

// Where it stands, by the entries that are not marked as wrong, in their order.
struct Custody {
    std::optional<CustodyEntry> last = {};
    std::string seal = {};
    std::string where = {};
    [[nodiscard]] bool waits_for_second() const
    {
        return last && last->act == CustodyAct::destroyed && !last->confirmed_at;
    }
    [[nodiscard]] bool destroyed() const
    {
        return last && last->act == CustodyAct::destroyed && last->confirmed_at;
    }
};
[[nodiscard]] Custody standing_of(std::vector<CustodyEntry> const& entries);
[[nodiscard]] bool may_follow(CustodyAct next, std::optional<CustodyAct> stands); // rule 3
[[nodiscard]] std::vector<CustodyAct> next_of(Custody const& stands);

struct TimelineWords {
    std::string what = {};
    std::string time = {};   // "21:30"; ""
    std::string source = {}; // where it stands
    friend bool operator==(TimelineWords const&, TimelineWords const&) = default;
};
struct TimelineEntry {
    TimelineId id = {};
    Thing about = {};
    PartialDate on = {};
    TimelineWords words = {};
    ExhibitId exhibit = {}; // its source, or none
    AgencyId owner_agency = {};
    Instant recorded_at = {};
    AccountId recorded_by = {};
    std::optional<Instant> withdrawn_at = {};
    std::string withdrawn_because = {};
};

inline constexpr std::size_t longest_evidence_text = 4'000;
[[nodiscard]] std::vector<Error> problems_of(Exhibit const& exhibit, Date today);
[[nodiscard]] std::vector<Error> problems_of(
    CustodyEntry const& entry, Custody const& stands, Instant now);
[[nodiscard]] std::vector<Error> problems_of(TimelineEntry const& entry, Date today);
// Nothing but space, or too long: the sentence for it.
[[nodiscard]] Done check_said(std::string const& text, char const* field, char const* missing);

[[nodiscard]] std::string write(ExhibitWords const& words); // JSON, for what is sealed
[[nodiscard]] std::string write(CustodyWords const& words);
[[nodiscard]] std::string write(TimelineWords const& words);
[[nodiscard]] ExhibitWords read_exhibit_words(std::string_view json);
[[nodiscard]] CustodyWords read_custody_words(std::string_view json);
[[nodiscard]] TimelineWords read_timeline_words(std::string_view json);

} // namespace kith::evidence
