// SPDX-License-Identifier: MIT
#pragma once

// The notice to the Home Office of an adult who does not agree to a referral (Modern Slavery Act
// 2015 s.52). It carries nothing that says who they are. Pure.
//
// 1. It is made for an adult alone: for a child there is no duty to notify, a child is referred.
// 2. What leaves is `Leaving`: numbers and choices of closed lists, no text that anybody typed; not
//    even a type that could hold one. What is written (JSON, paper) is written from that alone.
// 3. Of time it tells years, of place a region, of age a band.
// 4. Whom it is about, and what they said, stays here, in a table of its own and sealed.
//
// Shapes   plain values. Errors   `invalid` with the form's field.

#include "base/reference.h"
#include "base/result.h"
#include "base/time.h"
#include "justice/ids.h"
#include <array>
#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::justice {

// Each list is data/code_lists of the same name, in its order; what is not in it cannot be said.
inline constexpr std::size_t exploitation_kinds = 10;
[[nodiscard]] std::array<std::string_view, exploitation_kinds> const& exploitation_codes();
enum class NoticeRegion {
    north_west,
    north_east,
    yorkshire,
    east_midlands,
    west_midlands,
    east,
    london,
    south_east,
    south_west,
    wales,
    scotland,
    northern_ireland,
    overseas,
    not_known
};
enum class NoticeWhy { does_not_agree, not_decided, cannot_be_asked, no_capacity };
enum class NoticeAge { from_18, from_25, from_35, from_45, from_55, from_65, not_known };
enum class NoticeSex { female, male, not_recorded };
enum class NoticeSaid { yes, no, not_known };

[[nodiscard]] std::string_view code_of(NoticeRegion region);
[[nodiscard]] std::string_view code_of(NoticeWhy why);
[[nodiscard]] std::string_view code_of(NoticeAge age);
[[nodiscard]] std::string_view code_of(NoticeSex sex);
[[nodiscard]] std::string_view code_of(NoticeSaid said);
[[nodiscard]] std::optional<NoticeRegion> read_region(std::string_view code);
[[nodiscard]] std::optional<NoticeWhy> read_why(std::string_view code);
[[nodiscard]] std::optional<NoticeAge> read_age(std::string_view code);
[[nodiscard]] std::optional<NoticeSex> read_sex(std::string_view code);
[[nodiscard]] std::optional<NoticeSaid> read_said(std::string_view code);

// Rule 2: nothing here can hold a word.
struct Leaving {
    std::bitset<exploitation_kinds> exploitation = {};
    NoticeRegion region = NoticeRegion::not_known;
    int year_from = 0; // 0: not known
    int year_until = 0;
    NoticeAge age = NoticeAge::not_known;
    NoticeSex sex = NoticeSex::not_recorded;
    NoticeWhy why = NoticeWhy::does_not_agree;
    NoticeSaid police_told = NoticeSaid::not_known;
    NoticeSaid others_harmed = NoticeSaid::not_known;
    NoticeSaid exploiter_known = NoticeSaid::not_known;
    NoticeSaid support_offered = NoticeSaid::not_known;
    friend bool operator==(Leaving const&, Leaving const&) = default;
};

struct Notice {
    NoticeId id = {};
    Reference reference = {}; // H-7KM-4QX9
    PersonId person = {};     // stays here
    CaseId of_case = {};      // stays here
    AgencyId owner_agency = {};
    Leaving leaving = {};
    AccountId created_by = {};
    Instant recorded_at = {};
};

enum class NoticeEntryKind { prepared, sent, withdrawn };
[[nodiscard]] std::string_view name_of(NoticeEntryKind kind);
[[nodiscard]] std::string_view in_words_of(NoticeEntryKind kind);
[[nodiscard]] std::optional<NoticeEntryKind> read_notice_entry(std::string_view text);
struct NoticeEntry {
    NoticeEntryId id = {};
    NoticeEntryKind kind = NoticeEntryKind::prepared;
    Date on = {};
    std::string words = {};     // stays here
    std::string reference = {}; // the Home Office's; stays here
    AccountId by = {};
    Instant at = {};
    std::optional<Instant> taken_back_at = {};
    std::string taken_back_because = {};
};
// Prepared, then sent or withdrawn; the last that was not taken back.
[[nodiscard]] std::optional<NoticeEntry> where_it_stands(std::vector<NoticeEntry> const& entries);
[[nodiscard]] std::vector<Error> problems_of(
    std::vector<NoticeEntry> const& entries, NoticeEntry const& wanted, Date today);

[[nodiscard]] std::vector<Error> problems_of(Leaving const& leaving, Date today);
[[nodiscard]] std::string write_exploitation(Leaving const& leaving); // "forced_crime household"
// "" is all right; false where a code is none of the list.
[[nodiscard]] bool read_exploitation(std::string_view text, Leaving& leaving);

// What leaves, in words: the rows of the paper and of the page; and as JSON. `from` is the agency
// that sends, `reference` ours, `on` the day it was made: none of them of the person.
struct NoticeHead {
    Reference reference = {};
    std::string agency = {};
    Date on = {};
};
struct NoticeRow {
    std::string key;
    std::string name; // in JSON
    std::vector<std::string> texts;
};
[[nodiscard]] std::vector<NoticeRow> rows_of(Leaving const& leaving, auto const& label_of);
[[nodiscard]] std::string write_json(NoticeHead const& head, std::vector<NoticeRow> const& rows);

// ----

std::vector<NoticeRow> rows_of(Leaving const& leaving, auto const& label_of)
{
    auto const year
        = [](int of) { return of == 0 ? std::string("Not known") : std::to_string(of); };
    auto const said = [&](NoticeSaid one) {
        return std::vector<std::string>{label_of("yes_no_not_known", code_of(one))};
    };
    std::vector<std::string> kinds;
    for (std::size_t at = 0; at < exploitation_kinds; ++at)
        if (leaving.exploitation[at])
            kinds.push_back(label_of("nrm_exploitation", exploitation_codes()[at]));
    return {{"What happened to them", "exploitation", kinds},
        {"Where", "region", {label_of("notice_region", code_of(leaving.region))}},
        {"From the year", "year_from", {year(leaving.year_from)}},
        {"Until the year", "year_until", {year(leaving.year_until)}},
        {"Age", "age_band", {label_of("age_band", code_of(leaving.age))}},
        {"Sex", "sex", {label_of("sex", code_of(leaving.sex))}},
        {"Why this is no referral", "why", {label_of("notice_why", code_of(leaving.why))}},
        {"Were the police told?", "police_told", said(leaving.police_told)},
        {"Are others believed to be harmed?", "others_harmed", said(leaving.others_harmed)},
        {"Is it known who does the harm?", "exploiter_known", said(leaving.exploiter_known)},
        {"Was support offered?", "support_offered", said(leaving.support_offered)}};
}

} // namespace kith::justice
