// SPDX-License-Identifier: MIT
#include "concerns/partners.h"
#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    using namespace std::string_view_literals;
    constexpr std::array known_words
        = {std::pair{Known::not_answered, ""sv}, std::pair{Known::now, "now"sv},
            std::pair{Known::before, "before"sv}, std::pair{Known::not_known, "not_known"sv},
            std::pair{Known::cannot_share, "cannot_share"sv}};
    constexpr auto team_prefix = "team:"sv;
    constexpr auto agency_prefix = "agency:"sv;

    std::string in_lower_case(std::string text)
    {
        std::ranges::transform(
            text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return text;
    }

    // Whole words only: "find outreach" asks nobody to find out.
    bool says(std::string const& text, std::string const& phrase)
    {
        auto const is_letter
            = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
        for (auto at = text.find(phrase); at != std::string::npos; at = text.find(phrase, at + 1)) {
            auto const after = at + phrase.size();
            if ((at == 0 || !is_letter(text[at - 1]))
                && (after == text.size() || !is_letter(text[after])))
                return true;
        }
        return false;
    }

    std::string some(std::int64_t amount, std::string_view thing)
    {
        return fmt::format("{} {}{}", amount, thing, amount == 1 ? "" : "s");
    }
} // namespace

std::string write(Partner const& partner)
{
    return partner.team.none() ? std::string(agency_prefix) + partner.agency.write()
                               : std::string(team_prefix) + partner.team.write();
}

std::optional<Partner> read_partner(std::string_view text)
{
    if (text.starts_with(team_prefix))
        if (auto const team = TeamId::read(text.substr(team_prefix.size())); team)
            return Partner{{}, *team};
    if (text.starts_with(agency_prefix))
        if (auto const agency = AgencyId::read(text.substr(agency_prefix.size())); agency)
            return Partner{*agency, {}};
    return std::nullopt;
}

std::string_view write(Known known)
{
    return std::ranges::find(known_words, known, &std::pair<Known, std::string_view>::first)
        ->second;
}

Known read_known(std::string_view text)
{
    auto const* const found
        = std::ranges::find(known_words, text, &std::pair<Known, std::string_view>::second);
    return found == known_words.end() ? Known::not_answered : found->first;
}

std::string clock_of(std::string_view urgency)
{
    if (urgency != "RED" && urgency != "AMBER" && urgency != "GREEN")
        return {};
    return "partner_checks." + in_lower_case(std::string(urgency));
}

Done may_be_asked(
    forms::Answers const& answers, std::vector<directory::ListedCode> const& tasking_phrases)
{
    if (answers.list("ask").empty() && answers.text("own_question").empty())
        return invalid("Choose at least one question, or write your own", "ask");
    for (auto const* field : {"own_question", "shares", "purpose"}) {
        auto const text = in_lower_case(answers.text(field));
        for (auto const& phrase : tasking_phrases)
            if (says(text, phrase.code))
                return invalid(
                    fmt::format(
                        "Ask only for what is known already: “{}” may send somebody to look "
                        "for more. For example: “{}”",
                        phrase.code, phrase.label),
                    field);
    }
    return done();
}

Result<AnswerGiven> answered(PartnerCheck check, forms::Answers const& answers,
    std::string const& reason, AccountId by, Instant now)
{
    auto const known = read_known(answers.text("known"));
    if (known == Known::not_answered)
        return invalid("Choose whether anything is known to you", "known");
    AnswerGiven said{std::move(check), "correct", reason};
    if (said.check.silent()) {
        said.act = "answer";
        said.reason = "answered";
        said.check.answered_at = now;
    } else if (!said.check.complete) {
        said.act = "answer";
        if (reason.empty())
            said.reason = "the answer was added to";
    } else if (reason.empty())
        return invalid("Say why you correct your answer", "correction");
    said.check.known = known;
    said.check.complete = answers.text("complete") != "more_follows";
    said.check.answers = answers;
    said.check.answered_by = by;
    return said;
}

Result<PartnerRequest> closed(
    PartnerRequest request, std::string const& reason, AccountId by, Instant now)
{
    if (!request.open())
        return error(Code::conflict, "A colleague has closed this request already");
    if (reason.empty())
        return invalid("Say why you close it before all have answered", "reason");
    request.closed_at = now;
    request.closed_by = by;
    request.close_reason = reason;
    return request;
}

std::vector<PartnerCheck> silent_of(PartnerRequest const& request)
{
    std::vector<PartnerCheck> silent;
    if (request.open())
        std::ranges::copy_if(request.checks, std::back_inserter(silent), &PartnerCheck::silent);
    return silent;
}

std::string time_left_in_words(Instant due, Instant now)
{
    using namespace std::chrono;
    auto const over = now > due;
    auto const between = over ? now - due : due - now;
    auto const minutes_between = duration_cast<minutes>(between).count();
    auto const days = minutes_between / 1440;
    auto const hours_in = minutes_between / 60;
    auto const rest = minutes_between % 60;
    auto const amount = days >= 2 ? some(days, "day")
        : hours_in >= 12          ? some(hours_in, "hour")
        : hours_in >= 1
        ? some(hours_in, "hour") + (rest > 0 ? " " + some(rest, "minute") : std::string())
        : some(minutes_between, "minute");
    return amount + (over ? " over" : " left");
}

} // namespace kith::concerns
