// SPDX-License-Identifier: MIT
#include "justice/notice.h"
#include "justice/referral.h"
#include <algorithm>
#include <boost/json.hpp>
#include <span>

namespace kith::justice {
namespace {
    constexpr std::array<std::string_view, exploitation_kinds> kinds_of_exploitation{"forced_work",
        "wages_taken", "forced_fraud", "forced_prostitution", "child_sexual", "taken_assaulted",
        "forced_crime", "organs", "household", "other"};
    constexpr std::string_view region_codes[] = {"north_west", "north_east", "yorkshire",
        "east_midlands", "west_midlands", "east", "london", "south_east", "south_west", "wales",
        "scotland", "northern_ireland", "overseas", "not_known"};
    constexpr std::string_view why_codes[]
        = {"does_not_agree", "not_decided", "cannot_be_asked", "no_capacity"};
    constexpr std::string_view age_codes[]
        = {"18_24", "25_34", "35_44", "45_54", "55_64", "65_over", "not_known"};
    constexpr std::string_view sex_codes[] = {"F", "M", "U"};
    constexpr std::string_view said_codes[] = {"yes", "no", "not_known"};
    constexpr std::string_view entry_codes[] = {"prepared", "sent", "withdrawn"};

    template <class Enum>
    std::optional<Enum> read_one(std::span<std::string_view const> codes, std::string_view code)
    {
        auto const found = std::ranges::find(codes, code);
        if (found == codes.end())
            return std::nullopt;
        return static_cast<Enum>(found - codes.begin());
    }
} // namespace

std::array<std::string_view, exploitation_kinds> const& exploitation_codes()
{
    return kinds_of_exploitation;
}

std::string_view code_of(NoticeRegion region)
{
    return region_codes[static_cast<std::size_t>(region)];
}
std::string_view code_of(NoticeWhy why) { return why_codes[static_cast<std::size_t>(why)]; }
std::string_view code_of(NoticeAge age) { return age_codes[static_cast<std::size_t>(age)]; }
std::string_view code_of(NoticeSex sex) { return sex_codes[static_cast<std::size_t>(sex)]; }
std::string_view code_of(NoticeSaid said) { return said_codes[static_cast<std::size_t>(said)]; }
std::optional<NoticeRegion> read_region(std::string_view code)
{
    return read_one<NoticeRegion>(region_codes, code);
}
std::optional<NoticeWhy> read_why(std::string_view code)
{
    return read_one<NoticeWhy>(why_codes, code);
}
std::optional<NoticeAge> read_age(std::string_view code)
{
    return read_one<NoticeAge>(age_codes, code);
}
std::optional<NoticeSex> read_sex(std::string_view code)
{
    return read_one<NoticeSex>(sex_codes, code);
}
std::optional<NoticeSaid> read_said(std::string_view code)
{
    return read_one<NoticeSaid>(said_codes, code);
}

std::string_view name_of(NoticeEntryKind kind)
{
    return entry_codes[static_cast<std::size_t>(kind)];
}

std::string_view in_words_of(NoticeEntryKind kind)
{
    switch (kind) {
    case NoticeEntryKind::prepared:
        return "Prepared";
    case NoticeEntryKind::sent:
        return "Sent to the Home Office";
    case NoticeEntryKind::withdrawn:
        break;
    }
    return "Withdrawn";
}

std::optional<NoticeEntryKind> read_notice_entry(std::string_view text)
{
    return read_one<NoticeEntryKind>(entry_codes, text);
}

std::optional<NoticeEntry> where_it_stands(std::vector<NoticeEntry> const& entries)
{
    std::optional<NoticeEntry> last;
    for (auto const& one : entries)
        if (!one.taken_back_at)
            last = one;
    return last;
}

std::vector<Error> problems_of(
    std::vector<NoticeEntry> const& entries, NoticeEntry const& wanted, Date today)
{
    std::vector<Error> problems;
    auto const stands = where_it_stands(entries);
    auto const follows = stands
        && ((stands->kind == NoticeEntryKind::prepared && wanted.kind != NoticeEntryKind::prepared)
            || (stands->kind == NoticeEntryKind::sent
                && wanted.kind == NoticeEntryKind::withdrawn));
    if (!follows)
        problems.push_back(invalid("That cannot follow where it stands now", "kind"));
    if (today < wanted.on)
        problems.push_back(invalid("The day cannot be in the future", "on"));
    if (stands && wanted.on < stands->on)
        problems.push_back(invalid(
            "The day cannot be before " + stands->on.in_words() + ", the last entry's", "on"));
    if (is_empty_text(wanted.words))
        problems.push_back(invalid(
            wanted.kind == NoticeEntryKind::sent ? "Say how it was sent, and to whom" : "Say why",
            "words"));
    if (wanted.words.size() > longest_words)
        problems.push_back(invalid("Say it in fewer words", "words"));
    if (wanted.reference.size() > 100)
        problems.push_back(invalid("A reference has 100 characters at most", "reference"));
    return problems;
}

std::vector<Error> problems_of(Leaving const& leaving, Date today)
{
    std::vector<Error> problems;
    if (leaving.exploitation.none())
        problems.push_back(invalid("Choose what happened to them", "exploitation"));
    auto const wrong = [&](int year) { return year != 0 && (year < 1900 || year > today.year()); };
    if (wrong(leaving.year_from))
        problems.push_back(invalid("Enter a year that has begun", "year_from"));
    if (wrong(leaving.year_until))
        problems.push_back(invalid("Enter a year that has begun", "year_until"));
    if (leaving.year_from != 0 && leaving.year_until != 0 && leaving.year_until < leaving.year_from)
        problems.push_back(invalid("It cannot end before it began", "year_until"));
    return problems;
}

std::string write_exploitation(Leaving const& leaving)
{
    std::string all;
    for (std::size_t at = 0; at < exploitation_kinds; ++at)
        if (leaving.exploitation[at])
            all += (all.empty() ? "" : " ") + std::string(kinds_of_exploitation[at]);
    return all;
}

bool read_exploitation(std::string_view text, Leaving& leaving)
{
    while (!text.empty()) {
        auto const space = text.find(' ');
        auto const code = text.substr(0, space);
        text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
        auto const found = std::ranges::find(kinds_of_exploitation, code);
        if (found == kinds_of_exploitation.end())
            return false;
        leaving.exploitation.set(static_cast<std::size_t>(found - kinds_of_exploitation.begin()));
    }
    return true;
}

std::string write_json(NoticeHead const& head, std::vector<NoticeRow> const& rows)
{
    boost::json::object all;
    all["what"] = "Notice of a potential victim, without identity (Modern Slavery Act 2015 "
                  "section 52)";
    all["reference"] = head.reference.write();
    all["from"] = head.agency;
    all["made_on"] = head.on.write();
    for (auto const& row : rows) {
        boost::json::array texts;
        for (auto const& text : row.texts)
            texts.push_back(boost::json::value(text));
        all[row.name] = texts;
    }
    return boost::json::serialize(all);
}

} // namespace kith::justice
