// SPDX-License-Identifier: MIT
#include "disruption/of_concern.h"
#include "disruption/step.h"
#include "links/links.h"
#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <utility>

namespace kith::disruption {
namespace {
    struct StandingWords {
        Standing standing;
        char const* name;
        char const* words;
    };
    constexpr StandingWords standing_words[] = {
        {Standing::considered, "considered", "Under consideration"},
        {Standing::alleged, "alleged", "Alleged"},
        {Standing::under_investigation, "under_investigation", "Under investigation"},
        {Standing::charged, "charged", "Charged"}, {Standing::convicted, "convicted", "Convicted"},
        {Standing::no_evidence, "no_evidence", "No evidence"},
        {Standing::removed, "removed", "No longer of concern"},
        {Standing::cleared, "cleared", "Cleared"}};
    StandingWords const& words_of(Standing standing)
    {
        return *std::ranges::find(standing_words, standing, &StandingWords::standing);
    }

    constexpr std::pair<AgeGroup, char const*> age_names[] = {{AgeGroup::adult, "adult"},
        {AgeGroup::under_18, "under_18"}, {AgeGroup::not_known, "not_known"}};

    // Rule 2: these alone are enough.
    bool is_official(std::string_view source)
    {
        return source == "police_record" || source == "court_record";
    }

    void need_words(std::vector<Error>& problems, std::string const& text, char const* field,
        char const* missing)
    {
        if (says_nothing(text))
            problems.push_back(invalid(missing, field));
        else if (text.size() > longest_step_text)
            problems.push_back(invalid("Say it in fewer words", field));
        else if (tells_how_to_reach(text))
            problems.push_back(
                invalid("Leave out phone numbers, email addresses and references of people: what "
                        "the person uses is recorded below, under what they use",
                    field));
    }

    std::string cleared_words(Date day) { return " (cleared on " + day.in_words() + ")"; }

    // Longer than a date or a sum of money, and nothing but digits and what stands between them.
    bool has_a_phone(std::string_view text)
    {
        for (std::size_t at = 0; at < text.size(); ++at) {
            auto const begins = (text[at] >= '0' && text[at] <= '9') || text[at] == '+';
            auto const inside
                = at > 0 && ((text[at - 1] >= '0' && text[at - 1] <= '9') || text[at - 1] == '+');
            if (!begins || inside)
                continue;
            auto end = at + 1;
            while (end < text.size()
                && std::string_view("0123456789 ()-").find(text[end]) != std::string_view::npos)
                ++end;
            for (auto until = end; until > at + 7; --until)
                if (!links::e164_of(text.substr(at, until - at)).empty())
                    return true;
        }
        return false;
    }

    bool has_an_email(std::string_view text)
    {
        for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
            auto const before = at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n';
            auto const word = text.substr(at + 1, text.find_first_of(" \n", at) - at - 1);
            if (before && word.find('.') != std::string_view::npos)
                return true;
        }
        return false;
    }

    bool has_a_reference(std::string_view text)
    {
        constexpr std::size_t long_enough = 10; // P-7KM-4QX9
        for (auto at = text.find("P-"); at != std::string_view::npos; at = text.find("P-", at + 1))
            if (Reference::read(text.substr(at, long_enough)))
                return true;
        return false;
    }
} // namespace

std::string_view name_of(Standing standing) { return words_of(standing).name; }
std::string_view in_words_of(Standing standing) { return words_of(standing).words; }

std::optional<Standing> read_standing(std::string_view text)
{
    for (auto const& one : standing_words)
        if (one.name == text)
            return one.standing;
    return std::nullopt;
}

bool is_of_concern(Standing standing)
{
    return standing == Standing::alleged || standing == Standing::under_investigation
        || standing == Standing::charged || standing == Standing::convicted;
}

// Of concern follows consideration, or another such entry; it is left for no evidence, for no
// longer, for cleared. What ended may be considered again; what a court set aside is cleared.
bool may_follow(Standing next, Standing stands)
{
    if (is_of_concern(next))
        return stands == Standing::considered || is_of_concern(stands);
    switch (next) {
    case Standing::considered:
        return stands == Standing::no_evidence || stands == Standing::removed
            || stands == Standing::cleared;
    case Standing::no_evidence:
        return stands == Standing::considered || is_of_concern(stands);
    case Standing::removed:
        return stands == Standing::considered || stands == Standing::no_evidence
            || is_of_concern(stands);
    case Standing::cleared:
        return stands != Standing::cleared;
    default:
        return false;
    }
}

std::vector<Standing> next_of(Standing stands)
{
    std::vector<Standing> all;
    for (auto const next : all_standings)
        if (may_follow(next, stands))
            all.push_back(next);
    return all;
}

StandingEntry const* last_of(History history)
{
    for (auto at = history.size(); at > 0; --at)
        if (!history[at - 1].taken_back_at)
            return &history[at - 1];
    return nullptr;
}

Standing standing_of(History history)
{
    auto const* const last = last_of(history);
    return last ? last->standing : Standing::considered;
}

std::optional<Date> cleared_after(History history, std::size_t at)
{
    for (auto later = history.size(); later > at; --later) {
        auto const& one = history[later - 1];
        if (one.standing == Standing::cleared && !one.taken_back_at)
            return one.on;
    }
    return std::nullopt;
}

std::optional<Date> cleared_on(History history) { return cleared_after(history, 0); }

std::string shown_name(std::string const& name, History history)
{
    auto const day = cleared_on(history);
    return day ? name + cleared_words(*day) : name;
}

std::string entry_in_words(History history, std::size_t at)
{
    auto text = std::string(in_words_of(history[at].standing));
    // A clearing says its own day beside it.
    auto const day = cleared_after(history, at + 1);
    return day ? text + cleared_words(*day) : text;
}

std::string standing_in_words(History history)
{
    auto const* const last = last_of(history);
    if (!last)
        return std::string(in_words_of(Standing::considered));
    auto const day = cleared_on(history);
    if (last->standing == Standing::cleared)
        return "Cleared on " + last->on.in_words();
    auto text = std::string(in_words_of(last->standing));
    if (day && last->standing == Standing::considered)
        text += " again";
    text += ", since " + last->on.in_words();
    return day ? text + cleared_words(*day) : text;
}

bool is_to_be_told(StandingEntry const& clearing, AccountId account,
    std::optional<Instant> first_shown, bool has_read)
{
    return clearing.standing == Standing::cleared && !clearing.taken_back_at
        && clearing.by != account && first_shown && *first_shown < clearing.at && !has_read;
}

std::string_view name_of(AgeGroup group)
{
    return std::ranges::find(age_names, group, &std::pair<AgeGroup, char const*>::first)->second;
}

AgeGroup read_age_group(std::string_view text)
{
    for (auto const& [group, name] : age_names)
        if (text == name)
            return group;
    return AgeGroup::not_known;
}

std::string_view role_in_words(AgeGroup group)
{
    switch (group) {
    case AgeGroup::adult:
        return "Person of concern";
    case AgeGroup::under_18:
        return "Young person who may have caused harm";
    default:
        return "Person of concern, age not known";
    }
}

std::string write(OfConcernDetails const& details)
{
    boost::json::array harms;
    for (auto const& harm : details.harms)
        harms.push_back(boost::json::value(harm));
    return boost::json::serialize(
        boost::json::object{{"known_as", details.known_as}, {"also_known", details.also_known},
            {"description", details.description}, {"age", name_of(details.age)},
            {"ethnicity", details.ethnicity}, {"ethnicity_by", details.ethnicity_by},
            {"harms", harms}, {"grounds", details.grounds}, {"supports", details.supports}});
}

OfConcernDetails read_details(std::string_view json)
{
    OfConcernDetails details;
    boost::system::error_code wrong;
    auto const value = boost::json::parse(json, wrong);
    if (wrong || !value.is_object())
        return details;
    auto const text = [&](char const* name) {
        auto const* const found = value.as_object().if_contains(name);
        return found && found->is_string() ? std::string(found->as_string()) : std::string();
    };
    details.known_as = text("known_as");
    details.also_known = text("also_known");
    details.description = text("description");
    details.age = read_age_group(text("age"));
    details.ethnicity = text("ethnicity");
    details.ethnicity_by = text("ethnicity_by");
    details.grounds = text("grounds");
    details.supports = text("supports");
    if (auto const* const harms = value.as_object().if_contains("harms");
        harms && harms->is_array())
        for (auto const& harm : harms->as_array())
            if (harm.is_string())
                details.harms.emplace_back(harm.as_string());
    return details;
}

bool tells_how_to_reach(std::string_view text)
{
    return has_a_phone(text) || has_an_email(text) || has_a_reference(text);
}

std::vector<Error> problems_of(OfConcernDetails const& details)
{
    std::vector<Error> problems;
    need_words(
        problems, details.known_as, "known_as", "Enter a name, a nickname, or what they look like");
    if (details.harms.empty())
        problems.push_back(invalid("Choose which harm it is about", "harms"));
    need_words(problems, details.grounds, "grounds", "Say what they are said to have done");
    for (auto const& [text, field] : {std::pair(&details.also_known, "also_known"),
             std::pair(&details.description, "description")})
        if (!says_nothing(*text))
            need_words(problems, *text, field, "");
    if (!details.ethnicity.empty() && details.ethnicity_by.empty())
        problems.push_back(invalid("Say who said so", "ethnicity_by"));
    if (details.age != AgeGroup::adult)
        need_words(problems, details.supports, "supports",
            "Say what supports them, and who offers it: they are, or may be, a child");
    return problems;
}

bool counts(EvidenceOf const& one)
{
    // 3x5x2: E is suspected to be false.
    return !one.withdrawn_at && one.grade_information != "E";
}

std::optional<std::string> lacking_for(Standing wanted, std::span<EvidenceOf const> evidence)
{
    if (!is_of_concern(wanted))
        return std::nullopt;
    std::set<std::string> kinds;
    for (auto const& one : evidence)
        if (counts(one))
            kinds.insert(one.source);
    if (kinds.empty())
        return "Add first what it rests on";
    if (wanted == Standing::convicted && !kinds.contains("court_record"))
        return "Add the court's record first";
    if (wanted == Standing::charged && std::ranges::none_of(kinds, is_official))
        return "Add the record of the police or the court first";
    if (kinds.size() == 1 && kinds.contains("public_report"))
        return "A public report alone never makes a person of concern: add what rests on another "
               "kind of source";
    if (kinds.size() == 1 && !is_official(*kinds.begin()))
        return "One kind of source is not enough: add what rests on another kind, or a record of "
               "the police or a court";
    return std::nullopt;
}

intelligence::Handling handling_of(std::span<EvidenceOf const> evidence)
{
    std::vector<intelligence::Handling> all;
    for (auto const& one : evidence)
        if (!one.withdrawn_at)
            all.push_back(one.handling);
    return intelligence::tightest(all);
}

std::vector<Error> problems_of_standing(OfConcernDetails const& details, History history,
    std::span<EvidenceOf const> evidence, StandingTyped const& typed, AccountId by, Date today,
    Date latest_review)
{
    std::vector<Error> problems;
    auto const* const last = last_of(history);
    auto const stands = standing_of(history);
    if (!may_follow(typed.standing, stands))
        problems.push_back(invalid("From “" + std::string(in_words_of(stands))
                + "” it cannot become “" + std::string(in_words_of(typed.standing)) + "”",
            "standing"));
    if (today < typed.on)
        problems.push_back(invalid("Enter a day that is not to come", "on"));
    else if (last && typed.on < last->on)
        problems.push_back(
            invalid("It cannot be before the last entry, " + last->on.in_words(), "on"));
    need_words(problems, typed.why, "why", "Say why, in words");
    if (!is_of_concern(typed.standing))
        return problems;
    if (auto const lacks = lacking_for(typed.standing, evidence))
        problems.push_back(invalid(*lacks, "standing"));
    if (!is_of_concern(stands) && last && last->by == by)
        problems.push_back(
            invalid("Somebody else decides than whoever had it considered", "standing"));
    if (!typed.apart)
        problems.push_back(invalid("Say that you do not know them outside your work. Whoever does "
                                   "decides nothing here",
            "apart"));
    if (typed.review_on && (*typed.review_on <= typed.on || latest_review < *typed.review_on))
        problems.push_back(invalid(
            "It is looked at again by " + latest_review.in_words() + " at the latest", "review"));
    if (details.age == AgeGroup::adult)
        return problems;
    need_words(problems, typed.reason, "reason",
        "They are, or may be, under 18. Say why they are of concern nevertheless");
    need_words(
        problems, typed.supports, "supports", "Say what supports them now, and who offers it");
    return problems;
}

} // namespace kith::disruption
