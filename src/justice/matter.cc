// SPDX-License-Identifier: MIT
#include "justice/matter.h"
#include "justice/referral.h"
#include <algorithm>

namespace kith::justice {
namespace {
    struct StageWords {
        StageKind kind;
        char const* name;
        char const* words;
        bool told;
    };
    constexpr StageWords stage_words[]
        = {{StageKind::reported, "reported", "It was reported to the police", false},
            {StageKind::investigated, "investigated", "The police investigate", true},
            {StageKind::interviewed, "interviewed", "Somebody was arrested or interviewed", true},
            {StageKind::bail, "bail", "Bail or its conditions were set, changed or ended", true},
            {StageKind::charged, "charged", "Somebody was charged", true},
            {StageKind::not_charged, "not_charged", "It was decided not to charge, or not to go on",
                true},
            {StageKind::review_asked, "review_asked", "They asked for a review of that", false},
            {StageKind::review_stands, "review_stands", "Review: the decision stands", true},
            {StageKind::review_changed, "review_changed", "Review: it goes on", true},
            {StageKind::hearing, "hearing", "A hearing was set or held", true},
            {StageKind::trial, "trial", "The trial was set or moved", true},
            {StageKind::convicted, "convicted", "Somebody was convicted", true},
            {StageKind::acquitted, "acquitted", "Nobody was convicted", true},
            {StageKind::sentenced, "sentenced", "The sentence was given", true},
            {StageKind::appeal, "appeal", "There is an appeal, or it was decided", true},
            {StageKind::release, "release", "Release is considered, or has come", true}};

    StageWords const& words_of(StageKind kind)
    {
        return *std::ranges::find(stage_words, kind, &StageWords::kind);
    }

    struct OfferWords {
        OfferAnswer answer;
        char const* name;
        char const* words;
    };
    constexpr OfferWords offer_words[]
        = {{OfferAnswer::not_asked, "not_asked", "Not asked for yet"},
            {OfferAnswer::offered, "offered", "Offered"}, {OfferAnswer::taken, "taken", "Taken up"},
            {OfferAnswer::declined, "declined", "Declined"},
            {OfferAnswer::not_for_them, "not_for_them", "Not for them"}};

    OfferWords const& words_of(OfferAnswer answer)
    {
        return *std::ranges::find(offer_words, answer, &OfferWords::answer);
    }

    void check_long(std::string const& text, char const* field, std::vector<Error>& problems)
    {
        if (text.size() > longest_words)
            problems.push_back(invalid("Say it in fewer words", field));
    }

    // What stands last of these three decides whether it goes on.
    std::optional<StageKind> last_among(
        std::vector<Stage> const& stages, std::initializer_list<StageKind> kinds)
    {
        std::optional<StageKind> last;
        for (auto const& one : stages)
            if (!one.taken_back_at && std::ranges::find(kinds, one.kind) != kinds.end())
                last = one.kind;
        return last;
    }
} // namespace

std::string_view name_of(StageKind kind) { return words_of(kind).name; }
std::string_view in_words_of(StageKind kind) { return words_of(kind).words; }
bool is_to_be_told(StageKind kind) { return words_of(kind).told; }

std::optional<StageKind> read_stage(std::string_view text)
{
    for (auto const& one : stage_words)
        if (one.name == text)
            return one.kind;
    return std::nullopt;
}

bool Stage::told() const
{
    return std::ranges::any_of(
        tellings, [](Telling const& one) { return !one.taken_back_at.has_value(); });
}

std::optional<Stage> where_it_stands(std::vector<Stage> const& stages)
{
    std::optional<Stage> last;
    for (auto const& one : stages)
        if (!one.taken_back_at)
            last = one;
    return last;
}

bool has_stage(std::vector<Stage> const& stages, StageKind kind)
{
    return std::ranges::any_of(
        stages, [&](Stage const& one) { return !one.taken_back_at && one.kind == kind; });
}

bool may_come(std::vector<Stage> const& stages, StageKind kind)
{
    auto const has = [&](StageKind one) { return has_stage(stages, one); };
    if (!has(StageKind::reported))
        return kind == StageKind::reported;
    auto const review = last_among(stages,
        {StageKind::not_charged, StageKind::review_asked, StageKind::review_stands,
            StageKind::review_changed});
    switch (kind) {
    case StageKind::reported:
        return false;
    case StageKind::investigated:
    case StageKind::interviewed:
    case StageKind::bail:
    case StageKind::charged:
    case StageKind::not_charged:
        // What was ended goes on only by a review, or is reported anew as another matter.
        return !has(StageKind::convicted)
            && (!review || review == StageKind::review_changed
                || (kind == StageKind::bail && review == StageKind::not_charged));
    case StageKind::review_asked:
        return review == StageKind::not_charged || review == StageKind::review_stands;
    case StageKind::review_stands:
    case StageKind::review_changed:
        return review == StageKind::review_asked;
    case StageKind::hearing:
    case StageKind::trial:
    case StageKind::convicted:
    case StageKind::acquitted:
        return has(StageKind::charged);
    case StageKind::sentenced:
    case StageKind::release:
        return has(StageKind::convicted);
    case StageKind::appeal:
        break;
    }
    return has(StageKind::convicted) || has(StageKind::acquitted);
}

std::vector<StageKind> next_stages(std::vector<Stage> const& stages)
{
    std::vector<StageKind> all;
    for (auto const kind : all_stages)
        if (may_come(stages, kind))
            all.push_back(kind);
    return all;
}

std::vector<Error> problems_of(std::vector<Stage> const& stages, Stage const& wanted, Date today)
{
    std::vector<Error> problems;
    if (!may_come(stages, wanted.kind))
        problems.push_back(invalid("That cannot follow where it stands now", "stage"));
    if (today < wanted.on)
        problems.push_back(invalid("The day cannot be in the future", "on"));
    auto const before = where_it_stands(stages);
    if (before && wanted.on < before->on)
        problems.push_back(invalid(
            "The day cannot be before " + before->on.in_words() + ", the last stage's", "on"));
    auto const why = wanted.kind == StageKind::not_charged
        || wanted.kind == StageKind::review_stands || wanted.kind == StageKind::acquitted;
    if (why && is_empty_text(wanted.words))
        problems.push_back(invalid("Say who decided it, and why", "words"));
    check_long(wanted.words, "words", problems);
    return problems;
}

std::vector<Error> problems_of(Stage const& stage, Telling const& wanted, Date today)
{
    std::vector<Error> problems;
    if (today < wanted.on)
        problems.push_back(invalid("The day cannot be in the future", "on"));
    if (wanted.on < stage.on)
        problems.push_back(invalid(
            "They cannot have been told before " + stage.on.in_words() + ", when it came", "on"));
    if (wanted.how.empty())
        problems.push_back(invalid("Choose how they were told", "how"));
    if (is_empty_text(wanted.told_by))
        problems.push_back(
            invalid("Say who told them, or who asked them how they wish to be told", "told_by"));
    if (is_empty_text(wanted.wishes))
        problems.push_back(
            invalid("Say what they wish now, or that they were not asked and why", "wishes"));
    check_long(wanted.told_by, "told_by", problems);
    check_long(wanted.words, "words", problems);
    check_long(wanted.wishes, "wishes", problems);
    return problems;
}

std::string_view name_of(OfferAnswer answer) { return words_of(answer).name; }
std::string_view in_words_of(OfferAnswer answer) { return words_of(answer).words; }

std::optional<OfferAnswer> read_offer_answer(std::string_view text)
{
    for (auto const& one : offer_words)
        if (one.name == text)
            return one.answer;
    return std::nullopt;
}

std::optional<Offer> latest_of(std::vector<Offer> const& offers, std::string_view entitlement)
{
    std::optional<Offer> last;
    for (auto const& one : offers)
        if (!one.taken_back_at && one.entitlement == entitlement)
            last = one;
    return last;
}

bool applies(LawLine const& entitlement, Matter const& matter, std::vector<Stage> const& stages)
{
    if (entitlement.when == "past_harm")
        return matter.kind == "past_harm";
    if (entitlement.when == "not_charged")
        return has_stage(stages, StageKind::not_charged);
    if (entitlement.when == "after_court")
        return has_stage(stages, StageKind::convicted);
    return entitlement.also_without || has_stage(stages, StageKind::reported);
}

} // namespace kith::justice
