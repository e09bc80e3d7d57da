// SPDX-License-Identifier: MIT
#pragma once

// A referral to the National Referral Mechanism. Facts and rules. Pure.
//
// 1. Age on the day of the referral decides the way: a child is referred without consent, once they
//    are safe; an adult with informed consent, or the Home Office is notified without identity
//    (notice.h). Who turns 18 between is asked for consent before it is sent.
// 2. While age is disputed a child is presumed, until it is decided otherwise; so where what is
//    known of a birth date, or nothing, leaves it open (Modern Slavery Act 2015 s.51).
// 3. There is no duty to notify for a child: a child is referred.
// 4. Kith sends nothing. It is recorded that somebody sent it, when and how.
// 5. What decides is one row of entries, by one table (`may_come`); each has a day that is not
//    before the one before it, is never edited, and is taken back with a reason while it is the
//    last.
// 6. The aim for reasonable grounds is the decider's, by who decides: 5 working days, or 45 days
//    where a local child panel does. It is never the team's own.
// 7. Conclusive grounds come no sooner than 30 days after a positive decision on reasonable
//    grounds; one that came sooner says why. There is no latest day for them.
// 8. For a child a guardian is asked for too; that is a row of entries of its own.
//
// Sources  domain sources of data/reference/justice.toml and of the clocks nrm.*.
// Shapes   plain values. Errors   `invalid` with the form's field.

#include "base/reference.h"
#include "base/result.h"
#include "base/time.h"
#include "justice/ids.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::justice {

// ---- age

enum class Route { child, adult };
[[nodiscard]] std::string_view name_of(Route route); // "child"
[[nodiscard]] std::optional<Route> read_route(std::string_view text);

enum class AgeBasis { birth_date, presumed, decided, believed };
struct AgeKnown {
    std::optional<PartialDate> birth = {};
    bool disputed = false;
    std::optional<Route> decided = {}; // of a dispute
    bool no_doubt_adult = false;       // said by whoever refers or notifies
    int doubt_years = 0; // how far a birth date that is a guess may be out: data/reference
};
struct RouteOn {
    Route route = Route::child;
    AgeBasis basis = AgeBasis::presumed;
    friend bool operator==(RouteOn const&, RouteOn const&) = default;
};
[[nodiscard]] Date eighteenth(Date birth); // somebody born on 29 February: 1 March
[[nodiscard]] RouteOn route_on(AgeKnown const& known, Date day);
[[nodiscard]] std::string in_words(RouteOn const& way);

// ---- what is referred

struct Exploitation {
    std::string kind = {};  // data/code_lists/nrm_exploitation.csv
    std::string place = {}; // in words
    std::optional<PartialDate> from = {};
    std::optional<PartialDate> until = {};
};

struct Referral {
    ReferralId id = {};
    Reference reference = {}; // R-7KM-4QX9
    PersonId person = {};
    CaseId of_case = {}; // none: from no case
    Route route = Route::child;
    AgencyId owner_agency = {}; // the first responder
    std::string authority = {}; // of a child: which council answers, authorities.csv
    bool age_disputed = false;
    std::string child_then = {};      // under 18 when it happened: yes, no, not_known
    std::string exploiter_known = {}; // the same
    std::string other_victims = {};   // the same
    std::string police_told = {};     // the same
    std::optional<Date> consent_on = {};
    int form_version = 0;
    std::string answers = {}; // JSON of justice/referral
    std::vector<Exploitation> exploitation = {};
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    Instant recorded_at = {};
    AccountId recorded_by = {};
};

// ---- what came of it

enum class EntryKind {
    sent,
    reference,
    rg_positive,
    rg_negative,
    reconsideration,
    cg_positive,
    cg_negative,
    withdrawn,
    age_child,
    age_adult,
    guardian_asked,
    guardian_allocated,
    guardian_ended
};
inline constexpr EntryKind all_entry_kinds[]
    = {EntryKind::sent, EntryKind::reference, EntryKind::rg_positive, EntryKind::rg_negative,
        EntryKind::reconsideration, EntryKind::cg_positive, EntryKind::cg_negative,
        EntryKind::withdrawn, EntryKind::age_child, EntryKind::age_adult, EntryKind::guardian_asked,
        EntryKind::guardian_allocated, EntryKind::guardian_ended};
[[nodiscard]] std::string_view name_of(EntryKind kind);     // "rg_positive"
[[nodiscard]] std::string_view in_words_of(EntryKind kind); // "Reasonable grounds: positive"
[[nodiscard]] std::optional<EntryKind> read_entry_kind(std::string_view text);
[[nodiscard]] bool is_decision(EntryKind kind); // of the mechanism: another look at the case

struct Entry {
    ReferralEntryId id = {};
    EntryKind kind = EntryKind::sent;
    Date on = {};
    std::string words = {};     // how it was sent, why, from whom
    std::string reference = {}; // the Home Office's, the guardian service's
    std::string due_rule = {};  // the clock that it starts, if one
    std::optional<Date> due = {};
    AccountId by = {};
    Instant at = {};
    std::optional<Instant> taken_back_at = {};
    std::string taken_back_because = {};
};

// Each reads `entries` in the order recorded; what was taken back does not count.
[[nodiscard]] std::vector<Entry> standing(std::vector<Entry> const& entries);
// Where it stands: the last entry of the mechanism's row; nothing while it is only prepared.
[[nodiscard]] std::optional<Entry> where_it_stands(std::vector<Entry> const& entries);
[[nodiscard]] std::optional<Entry> guardian_stands(std::vector<Entry> const& entries);
[[nodiscard]] std::optional<Route> age_decided(std::vector<Entry> const& entries);
[[nodiscard]] bool may_come(
    Referral const& referral, std::vector<Entry> const& entries, EntryKind kind);
[[nodiscard]] std::vector<EntryKind> next_of(
    Referral const& referral, std::vector<Entry> const& entries);
// Prepared, sent or under way: does anybody still wait for something?
[[nodiscard]] bool is_open(std::vector<Entry> const& entries);
// May that one be taken back? The last of its row.
[[nodiscard]] bool is_last(std::vector<Entry> const& entries, ReferralEntryId id);
// The decision that it follows, of the clock of recovery; and the sending, of the aim.
[[nodiscard]] std::optional<Entry> last_of(std::vector<Entry> const& entries, EntryKind kind);

inline constexpr std::size_t longest_words = 4'000;
// `recovery_ends`: rule 7, where a positive decision on reasonable grounds stands.
[[nodiscard]] std::vector<Error> problems_of(Referral const& referral,
    std::vector<Entry> const& entries, Entry const& wanted, std::optional<Date> recovery_ends,
    Date today);

inline constexpr char const* authority_aim_rule = "nrm.reasonable_grounds";
inline constexpr char const* panel_aim_rule = "nrm.reasonable_grounds_panel";
inline constexpr char const* recovery_rule = "nrm.recovery";
inline constexpr char const* guardian_rule = "nrm.guardian";

// What a kind of harm on a case is called on the form; "" where it is none of these.
[[nodiscard]] std::string exploitation_of_harm(std::string_view harm, Route route);
[[nodiscard]] bool is_empty_text(std::string_view text);

} // namespace kith::justice
