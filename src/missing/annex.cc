// SPDX-License-Identifier: MIT
// Return interviews of children in care as an inspection asks for them, and ssd_missing.
#include "base/london.h"
#include "missing/returns_children.h"
#include "missing/returns_store.h"
#include <algorithm>
#include <array>

namespace kith::missing {
namespace {
    constexpr int months_of_a_year = 12;
    constexpr int months_after_care = 6; // list 8 holds those who left care in that time, too
    constexpr int years_of_the_dataset = 6;

    // The published columns of list 8 first, then what an inspection asks next.
    constexpr std::array annex_columns{"Child Unique ID", "Date of Birth",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 "
        "months",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        "Return interviews offered in the last 12 months",
        "Return interviews accepted in the last 12 months",
        "Return interviews held within 72 hours in the last 12 months"};
    constexpr std::array ssd_columns{"miss_table_id", "miss_person_id",
        "miss_missing_episode_start_date", "miss_missing_episode_type",
        "miss_missing_episode_end_date", "miss_missing_rhi_offered", "miss_missing_rhi_accepted"};

    std::string as_annex_a(std::string const& answer)
    {
        return answer == "Y" ? "a) Yes" : answer == "N" ? "b) No" : "c) Unknown";
    }

    // In care that day, or until half a year before it.
    bool is_listed(ReturnedChild const& child, Date on)
    {
        auto const left_since = actions::months_after(on, -months_after_care);
        return std::ranges::any_of(child.care, [&](people::PeriodOfCare const& period) {
            return period.from <= on && (!period.until || *period.until >= left_since);
        });
    }

    struct Counted {
        int missing = 0;
        int away = 0;
        int offered = 0;
        int accepted = 0;
        int in_time = 0;
        std::optional<InterviewAnswers> last = {};
    };
    Instant end_of(Date day) { return london::start_of(day + 1); }

    Counted counted(Visit const& visit, ReturnedChild const& child, Date on)
    {
        auto last_is_over = false;
        Counted counts;
        auto const after = actions::months_after(on, -months_of_a_year);
        for (auto const& episode : child.episodes) { // the earliest first
            auto const days = days_in_care(episode, child.care, child.elsewhere);
            if (!days || days->start > on || days->start <= after)
                continue;
            ++(episode.away() ? counts.away : counts.missing);
            auto const answers = interview_answers(visit.reading(), episode, end_of(on));
            counts.offered += answers.offered == "Y" ? 1 : 0;
            counts.accepted += answers.accepted == "Y" ? 1 : 0;
            counts.in_time += answers.in_time ? 1 : 0;
            auto const over = episode.returned_at.has_value();
            if (!episode.away() && (over || !last_is_over)) { // rule 9
                counts.last = answers;
                last_is_over = over;
            }
        }
        return counts;
    }

    bool was_reached(Offer const& offer) { return offer.result != "not_reached"; }
} // namespace

InterviewAnswers interview_answers(
    db::Connection& connection, Episode const& episode, Instant before)
{
    InterviewAnswers answers;
    auto const one = line_as_known(connection, episode.id, before);
    if (!one) {
        if (episode.still_missing())
            answers.offered = answers.accepted = "NA";
        return answers;
    }
    auto offers = offers_of(connection, one->id);
    std::erase_if(offers, [before](Offer const& offer) { return offer.recorded_at >= before; });
    auto const reached = std::ranges::any_of(offers, was_reached);
    auto const said_yes = std::ranges::any_of(
        offers, [](Offer const& offer) { return offer.result == "accepted"; });
    answers.offered = reached ? "Y" : "N";
    answers.accepted = said_yes ? "Y" : reached ? "NULL" : "NA";
    switch (one->state) {
    case InterviewState::completed:
        answers = {"Y", "Y", one->outcome == "completed_in_time"};
        break;
    case InterviewState::declined:
        answers = {"Y", "N", false};
        break;
    case InterviewState::not_possible:
        answers.offered = reached ? "Y" : "NA";
        answers.accepted = said_yes ? "Y" : "NA";
        break;
    case InterviewState::not_offered:
    case InterviewState::open:
    case InterviewState::withdrawn:
        break;
    }
    if (!one->of_law() && answers.offered == "N")
        answers.offered = "NA"; // an adult is owed none
    return answers;
}

void add_annex_a(Visit const& visit, PreparedReturn& prepared)
{
    prepared.header.assign(annex_columns.begin(), annex_columns.end());
    auto const on = prepared.wanted.on;
    for (auto const& child : children_of(visit, prepared.wanted)) {
        if (!is_listed(child, on))
            continue;
        if (auto const why = why_no_line(child, prepared.wanted.authority, nullptr)) {
            prepared.breaches.push_back(*why);
            continue;
        }
        auto const counts = counted(visit, child, on);
        prepared.children.insert(child.person);
        prepared.lines.push_back({child.person, {},
            {child.id, write_uk(child.birth->first()), std::to_string(counts.missing),
                std::to_string(counts.away),
                counts.last ? as_annex_a(counts.last->offered) : std::string(),
                counts.last ? as_annex_a(counts.last->accepted) : std::string(),
                std::to_string(counts.offered), std::to_string(counts.accepted),
                std::to_string(counts.in_time)}});
    }
}

void add_ssd_missing(Visit const& visit, PreparedReturn& prepared)
{
    prepared.header.assign(ssd_columns.begin(), ssd_columns.end());
    auto const& wanted = prepared.wanted;
    auto const since = actions::months_after(wanted.on, -months_of_a_year * years_of_the_dataset);
    auto const before = end_of(wanted.on);
    auto const besides
        = answered_for(visit.reading(), wanted.authority.id, london::start_of(since), before);
    for (auto const& child : children_of(visit, wanted, besides))
        for (auto const& episode : child.episodes) {
            auto const days = days_of(episode);
            if (days.start < since || days.start > wanted.on)
                continue;
            auto const answered = std::ranges::any_of(
                parties_as_known(visit.reading(), episode.id, before), [&](Party const& party) {
                    auto const team = directory::find_team(visit.reading(), party.team);
                    return party.duty == "responsible" && team
                        && team->agency == wanted.authority.id;
                });
            if (!days_in_care(episode, child.care, child.elsewhere)) {
                if (!answered)
                    continue;
                if (days_in_care(episode, child.elsewhere)) {
                    prepared.left_out.push_back(
                        {0, child.id, child.person, episode.id, episode.reference,
                            "A team of your authority answers for them in this episode, and their "
                            "legal status says that another authority looks after them",
                            "It stands in the other authority's table. If that is not so, put the "
                            "legal status or the teams right"});
                    continue;
                }
            }
            auto const answers = interview_answers(visit.reading(), episode, before);
            auto const back = days.end && *days.end <= wanted.on;
            prepared.children.insert(child.person);
            prepared.lines.push_back({child.person, episode.id,
                {episode.reference.write(),
                    child.id.empty()
                        ? people::called(visit.reading(), child.person, wanted.on).reference.write()
                        : child.id,
                    days.start.write(), episode.kind, back ? days.end->write() : "NULL",
                    answers.offered, answers.accepted}});
        }
}

} // namespace kith::missing
