// SPDX-License-Identifier: MIT
#include "justice/referral.h"
#include <algorithm>
#include <array>
#include <utility>

namespace kith::justice {
namespace {
    struct KindWords {
        EntryKind kind;
        char const* name;
        char const* words;
    };
    constexpr KindWords kind_words[] = {{EntryKind::sent, "sent", "Sent to the Home Office"},
        {EntryKind::reference, "reference", "The Home Office gave its reference"},
        {EntryKind::rg_positive, "rg_positive", "Reasonable grounds: positive"},
        {EntryKind::rg_negative, "rg_negative", "Reasonable grounds: negative"},
        {EntryKind::reconsideration, "reconsideration", "Reconsideration was asked for"},
        {EntryKind::cg_positive, "cg_positive", "Conclusive grounds: positive"},
        {EntryKind::cg_negative, "cg_negative", "Conclusive grounds: negative"},
        {EntryKind::withdrawn, "withdrawn", "Withdrawn"},
        {EntryKind::age_child, "age_child", "Age decided: a child"},
        {EntryKind::age_adult, "age_adult", "Age decided: an adult"},
        {EntryKind::guardian_asked, "guardian_asked", "A guardian was asked for"},
        {EntryKind::guardian_allocated, "guardian_allocated", "A guardian works with them"},
        {EntryKind::guardian_ended, "guardian_ended", "No guardian, or no longer"}};

    KindWords const& words_of(EntryKind kind)
    {
        return *std::ranges::find(kind_words, kind, &KindWords::kind);
    }

    enum class Row { mechanism, noted, age, guardian };
    Row row_of(EntryKind kind)
    {
        switch (kind) {
        case EntryKind::reference:
            return Row::noted;
        case EntryKind::age_child:
        case EntryKind::age_adult:
            return Row::age;
        case EntryKind::guardian_asked:
        case EntryKind::guardian_allocated:
        case EntryKind::guardian_ended:
            return Row::guardian;
        default:
            return Row::mechanism;
        }
    }

    std::optional<Entry> last_in(std::vector<Entry> const& entries, Row row)
    {
        std::optional<Entry> last;
        for (auto const& one : entries)
            if (!one.taken_back_at && row_of(one.kind) == row)
                last = one;
        return last;
    }

    // Rule 5. What follows a reconsideration is a decision of the level that was reconsidered.
    bool follows_in_mechanism(std::vector<Entry> const& entries, EntryKind kind)
    {
        auto const last = last_in(entries, Row::mechanism);
        if (!last)
            return kind == EntryKind::sent || kind == EntryKind::withdrawn;
        auto const reasonable = kind == EntryKind::rg_positive || kind == EntryKind::rg_negative;
        auto const conclusive = kind == EntryKind::cg_positive || kind == EntryKind::cg_negative;
        switch (last->kind) {
        case EntryKind::sent:
            return reasonable || kind == EntryKind::withdrawn;
        case EntryKind::rg_positive:
            return conclusive || kind == EntryKind::withdrawn;
        case EntryKind::rg_negative:
        case EntryKind::cg_negative:
            return kind == EntryKind::reconsideration;
        case EntryKind::reconsideration:
            return kind == EntryKind::withdrawn
                || (last_of(entries, EntryKind::cg_negative) ? conclusive : reasonable);
        default:
            return false;
        }
    }

    bool needs_words(EntryKind kind)
    {
        constexpr std::array kinds{EntryKind::sent, EntryKind::rg_negative,
            EntryKind::reconsideration, EntryKind::cg_negative, EntryKind::withdrawn,
            EntryKind::age_child, EntryKind::age_adult, EntryKind::guardian_ended};
        return std::ranges::find(kinds, kind) != kinds.end();
    }
} // namespace

std::string_view name_of(Route route) { return route == Route::child ? "child" : "adult"; }

std::optional<Route> read_route(std::string_view text)
{
    if (text == "child")
        return Route::child;
    if (text == "adult")
        return Route::adult;
    return std::nullopt;
}

Date eighteenth(Date birth)
{
    auto const year = birth.year() + 18;
    auto const day = Date::of(year, birth.month(), birth.day());
    return day ? *day : Date::of(year, 3, 1).value();
}

RouteOn route_on(AgeKnown const& known, Date day)
{
    if (known.disputed)
        return known.decided ? RouteOn{*known.decided, AgeBasis::decided}
                             : RouteOn{Route::child, AgeBasis::presumed};
    if (!known.birth)
        return known.no_doubt_adult ? RouteOn{Route::adult, AgeBasis::believed}
                                    : RouteOn{Route::child, AgeBasis::presumed};
    // A date that is a guess, or not whole, makes nobody an adult before the latest it can be.
    auto const latest = eighteenth(known.birth->last());
    if (latest <= day && !known.birth->about)
        return {Route::adult, AgeBasis::birth_date};
    if (day < eighteenth(known.birth->first()) && !known.birth->about)
        return {Route::child, AgeBasis::birth_date};
    // Nobody's word makes an adult of somebody whose date is a guess, unless it is far enough back.
    auto const last = known.birth->last();
    auto const surely = eighteenth(last + known.doubt_years * 366);
    if (known.no_doubt_adult && surely <= day)
        return {Route::adult, AgeBasis::believed};
    return {Route::child, AgeBasis::presumed};
}

std::string in_words(RouteOn const& way)
{
    auto const child = way.route == Route::child;
    switch (way.basis) {
    case AgeBasis::birth_date:
        return child ? "Under 18 that day, by their date of birth"
                     : "18 or over that day, by their date of birth";
    case AgeBasis::decided:
        return child ? "Age was disputed, and decided: a child"
                     : "Age was disputed, and decided: an adult";
    case AgeBasis::believed:
        return "Nobody doubts that they are an adult";
    case AgeBasis::presumed:
        break;
    }
    return "Presumed to be a child until it is decided otherwise";
}

std::string_view name_of(EntryKind kind) { return words_of(kind).name; }
std::string_view in_words_of(EntryKind kind) { return words_of(kind).words; }

std::optional<EntryKind> read_entry_kind(std::string_view text)
{
    for (auto const& one : kind_words)
        if (one.name == text)
            return one.kind;
    return std::nullopt;
}

bool is_decision(EntryKind kind)
{
    return kind == EntryKind::rg_positive || kind == EntryKind::rg_negative
        || kind == EntryKind::cg_positive || kind == EntryKind::cg_negative;
}

std::vector<Entry> standing(std::vector<Entry> const& entries)
{
    std::vector<Entry> all;
    for (auto const& one : entries)
        if (!one.taken_back_at)
            all.push_back(one);
    return all;
}

std::optional<Entry> last_of(std::vector<Entry> const& entries, EntryKind kind)
{
    std::optional<Entry> last;
    for (auto const& one : entries)
        if (!one.taken_back_at && one.kind == kind)
            last = one;
    return last;
}

std::optional<Entry> where_it_stands(std::vector<Entry> const& entries)
{
    return last_in(entries, Row::mechanism);
}

std::optional<Entry> guardian_stands(std::vector<Entry> const& entries)
{
    return last_in(entries, Row::guardian);
}

std::optional<Route> age_decided(std::vector<Entry> const& entries)
{
    auto const last = last_in(entries, Row::age);
    if (!last)
        return std::nullopt;
    return last->kind == EntryKind::age_adult ? Route::adult : Route::child;
}

bool may_come(Referral const& referral, std::vector<Entry> const& entries, EntryKind kind)
{
    auto const stands = where_it_stands(entries);
    switch (row_of(kind)) {
    case Row::mechanism:
        return follows_in_mechanism(entries, kind);
    case Row::noted:
        return stands && stands->kind != EntryKind::withdrawn;
    case Row::age:
        return referral.age_disputed
            && age_decided(entries) != (kind == EntryKind::age_adult ? Route::adult : Route::child);
    case Row::guardian:
        break;
    }
    if (referral.route == Route::adult)
        return false;
    auto const guardian = guardian_stands(entries);
    if (kind == EntryKind::guardian_asked)
        return !guardian || guardian->kind == EntryKind::guardian_ended;
    if (kind == EntryKind::guardian_allocated)
        return guardian && guardian->kind == EntryKind::guardian_asked;
    return guardian && guardian->kind != EntryKind::guardian_ended;
}

std::vector<EntryKind> next_of(Referral const& referral, std::vector<Entry> const& entries)
{
    std::vector<EntryKind> all;
    for (auto const kind : all_entry_kinds)
        if (may_come(referral, entries, kind))
            all.push_back(kind);
    return all;
}

bool is_open(std::vector<Entry> const& entries)
{
    auto const stands = where_it_stands(entries);
    return !stands || stands->kind == EntryKind::sent || stands->kind == EntryKind::rg_positive
        || stands->kind == EntryKind::reconsideration;
}

bool is_last(std::vector<Entry> const& entries, ReferralEntryId id)
{
    for (auto const& one : entries)
        if (one.id == id && !one.taken_back_at) {
            auto const last = last_in(entries, row_of(one.kind));
            // What was noted, or decided of an age, hangs on nothing that came after it.
            return last && last->id == id;
        }
    return false;
}

bool is_empty_text(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::vector<Error> problems_of(Referral const& referral, std::vector<Entry> const& entries,
    Entry const& wanted, std::optional<Date> recovery_ends, Date today)
{
    std::vector<Error> problems;
    if (!may_come(referral, entries, wanted.kind))
        problems.push_back(invalid("That cannot follow where it stands now", "kind"));
    if (today < wanted.on)
        problems.push_back(invalid("The day cannot be in the future", "on"));
    auto const before = last_in(entries, row_of(wanted.kind));
    if (before && wanted.on < before->on)
        problems.push_back(invalid(
            "The day cannot be before " + before->on.in_words() + ", the last entry's", "on"));
    if (needs_words(wanted.kind) && is_empty_text(wanted.words))
        problems.push_back(
            invalid(wanted.kind == EntryKind::sent ? "Say how it was sent, and to whom"
                                                   : "Say why, or from whom it came",
                "words"));
    auto const conclusive
        = wanted.kind == EntryKind::cg_positive || wanted.kind == EntryKind::cg_negative;
    if (conclusive && recovery_ends && wanted.on <= *recovery_ends && is_empty_text(wanted.words))
        problems.push_back(invalid("Recovery lasts until " + recovery_ends->in_words()
                + " at least: say why it came sooner",
            "words"));
    if (wanted.kind == EntryKind::reference && is_empty_text(wanted.reference))
        problems.push_back(invalid("Enter the reference", "reference"));
    if (wanted.words.size() > longest_words)
        problems.push_back(invalid("Say it in fewer words", "words"));
    if (wanted.reference.size() > 100)
        problems.push_back(invalid("A reference has 100 characters at most", "reference"));
    return problems;
}

std::string exploitation_of_harm(std::string_view harm, Route route)
{
    if (harm == "CSE" || (harm == "MS_SEXUAL" && route == Route::child))
        return "child_sexual";
    if (harm == "MS_SEXUAL")
        return "forced_prostitution";
    if (harm == "CCE" || harm == "COUNTY_LINES" || harm == "MS_CRIMINAL")
        return "forced_crime";
    if (harm == "MS_LABOUR")
        return "forced_work";
    if (harm == "MS_SERVITUDE")
        return "household";
    return {};
}

} // namespace kith::justice
