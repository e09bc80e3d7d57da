// SPDX-License-Identifier: MIT
#include "cases/chronicle_added.h"
#include "base/london.h"
#include "cases/case_shown.h"
#include "cases/prompt_acts.h"
#include "cases/turning_store.h"
#include "cases/views.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    std::string joined_lines(std::string const& one, std::string const& other)
    {
        return one.empty() || other.empty() ? one + other : one + "\n" + other;
    }

    void add_consents(
        Cases const& room, Visit const& visit, Case const& one, std::vector<Added>& all)
    {
        for (auto const& consent : consents_of(visit, one.id)) {
            Added added{consent.id.write(),
                "Consent: " + label_of(room, "consent_answer", consent.answer),
                joined_lines(consent.own_words, consent.because), consent.recorded_at};
            if (consent.on != london::day_of(consent.recorded_at))
                added.on = consent.on;
            added.by = consent.by;
            added.event = consent.was_asked() ? "consent_asked" : "";
            all.push_back(std::move(added));
        }
    }

    std::string support_in_words(Support const& support)
    {
        return support.service
            + (support.until ? ", until " + support.until->in_words() : std::string());
    }

    void add_supports(Visit const& visit, Case const& one, std::vector<Added>& all)
    {
        for (auto const& support : supports_of(visit, one.id)) {
            all.push_back({support.id.write(), "Support past 18: " + support_in_words(support),
                support.does, support.recorded_at, {}, support.by, {}, AsNews::fresh});
            if (support.withdrawn_at)
                all.push_back({support.id.write() + "-back",
                    "Support past 18 was taken back: " + support.service, support.withdrawn_because,
                    *support.withdrawn_at, {}, support.withdrawn_by, {}, AsNews::taken_back});
        }
    }

    std::string answer_in_words(Cases const& room, Prompt const& prompt)
    {
        std::string text;
        for (auto const& code : prompt.changes)
            text += (text.empty() ? "" : "; ") + label_of(room, "prompt_answer", code);
        if (prompt.review_due)
            text
                += (text.empty() ? "" : "; ") + ("next review by " + prompt.review_due->in_words());
        return joined_lines(text, prompt.because);
    }

    void add_prompts(
        Cases const& room, Visit const& visit, Case const& one, std::vector<Added>& all)
    {
        for (auto const& [reason, answered_at] : reasons_known(room, visit, one))
            all.push_back({reason.id.write(), "Something asked for another look",
                reason_shown(room, visit, one, reason).text, reason.at});
        for (auto const& prompt : prompts_shown(room, visit, one))
            if (prompt.answered_at)
                all.push_back({prompt.id.write() + "-answered", "It was looked at between reviews",
                    answer_in_words(room, prompt), *prompt.answered_at, {}, prompt.answered_by,
                    "case_prompt_answered"});
    }

    std::string consent_then(Cases const& room, Visit const& visit, Case const& one, Instant then)
    {
        for (auto const& consent : consents_of(visit, one.id)) // the latest first
            if (consent.was_asked() && consent.recorded_at <= then)
                return fmt::format("{}, asked on {}",
                    label_of(room, "consent_answer", consent.answer), consent.on.in_words());
        return {};
    }

    std::string support_then(Visit const& visit, Case const& one, Instant then)
    {
        std::string text;
        for (auto support : supports_of(visit, one.id)) {
            if (support.withdrawn_at && then < *support.withdrawn_at)
                support.withdrawn_at.reset();
            if (support.recorded_at <= then && goes_on(support, london::day_of(then)))
                text += (text.empty() ? "" : "; ") + support_in_words(support);
        }
        return text;
    }

    std::string waited_then(Cases const& room, Visit const& visit, Case const& one, Instant then)
    {
        std::string text;
        for (auto const& [reason, answered_at] : reasons_known(room, visit, one))
            if (reason.at <= then && (!answered_at || then < *answered_at))
                text += (text.empty() ? "" : "; ") + reason_shown(room, visit, one, reason).text;
        return text;
    }
} // namespace

std::vector<Added> added_of(Cases const& room, Visit const& visit, Case const& one)
{
    std::vector<Added> all;
    add_consents(room, visit, one, all);
    add_supports(visit, one, all);
    add_prompts(room, visit, one, all);
    CaseWords const words(room, visit, one);
    for (auto& added : all)
        added.text = words.shown(added.text);
    return all;
}

std::vector<std::pair<std::string, std::string>> stood_then(
    Cases const& room, Visit const& visit, Case const& one, Instant known_at)
{
    CaseWords const words(room, visit, one);
    std::vector<std::pair<std::string, std::string>> all
        = {{"Consent", consent_then(room, visit, one, known_at)},
            {"Support past 18", support_then(visit, one, known_at)},
            {"Asked for another look", words.shown(waited_then(room, visit, one, known_at))}};
    std::erase_if(all, [](auto const& row) { return row.second.empty(); });
    return all;
}

} // namespace kith::cases
