// SPDX-License-Identifier: MIT
#include "missing/answered.h"

namespace kith::missing {

Episode episode_from(forms::Answers const& answers, Episode stands)
{
    stands.kind = answers.text("kind");
    stands.reported_at = answers.instant("reported_at").value_or(Instant());
    stands.left_at = answers.instant("left_at");
    stands.last_seen_at = answers.instant("last_seen_at");
    stands.absent_from = answers.text("absent_from");
    stands.exploitation_suspected = answers.text("exploitation") == "yes";
    stands.form_version = answers.version();
    stands.answers = answers.to_json();
    return stands;
}

Report report_from(forms::Answers const& answers, PersonId person, std::vector<Party> parties)
{
    Report wanted;
    wanted.episode = episode_from(answers);
    wanted.episode.person = person;
    wanted.grade = grade_from(answers, wanted.episode.reported_at);
    wanted.parties = std::move(parties);
    return wanted;
}

Report report_from(forms::Answers const& answers, PersonId person, std::vector<Party> parties,
    std::optional<forms::Answers> const& returned)
{
    auto wanted = report_from(answers, person, std::move(parties));
    if (returned)
        wanted.episode = returned_from(*returned, wanted.episode, 0);
    return wanted;
}

std::optional<Grade> grade_from(forms::Answers const& answers, Instant at)
{
    if (answers.text("grade").empty())
        return std::nullopt;
    Grade grade;
    grade.grade = answers.text("grade");
    grade.at = answers.instant("at").value_or(at);
    grade.graded_by = answers.text("graded_by");
    grade.because
        = answers.has("graded_because") ? answers.text("graded_because") : answers.text("because");
    grade.low_because = answers.text("low_because");
    return grade;
}

LogEntry log_entry_from(forms::Answers const& answers)
{
    LogEntry entry;
    entry.kind = answers.text("kind");
    entry.at = answers.instant("at").value_or(Instant());
    entry.place = answers.text("place");
    entry.said = answers.text("said");
    return entry;
}

Episode returned_from(forms::Answers const& answers, Episode stands, std::int64_t version)
{
    stands.returned_at = answers.instant("returned_at");
    stands.found_by = answers.text("found_by");
    stands.found_place = answers.text("found_place");
    stands.return_version = answers.version();
    stands.return_answers = answers.to_json();
    stands.version = version;
    return stands;
}

PreventionInterview prevention_from(forms::Answers const& answers)
{
    PreventionInterview held;
    held.held_at = answers.instant("held_at").value_or(Instant());
    held.held_by = answers.text("held_by");
    held.said = answers.text("said");
    held.harm = answers.text("harm");
    held.next = answers.text("next");
    return held;
}

Offer offer_from(forms::Answers const& answers)
{
    Offer made;
    made.at = answers.instant("at").value_or(Instant());
    made.method = answers.text("method");
    made.offered_by = answers.text("offered_by");
    made.result = answers.text("result");
    made.said = answers.text("said");
    return made;
}

Wishes wishes_from(forms::Answers const& answers, std::int64_t version)
{
    Wishes wishes;
    wishes.preferred_person = answers.text("preferred_person");
    wishes.preferred_place = answers.text("preferred_place");
    wishes.preferred_method = answers.text("preferred_method");
    wishes.interviewer = answers.text("interviewer");
    if (auto const until = answers.date("hold_until"))
        wishes.hold_until = until->last();
    wishes.hold_because = answers.text("hold_because");
    wishes.version = version;
    return wishes;
}

Held held_from(forms::Answers const& answers, std::string reason, std::int64_t version)
{
    Held held;
    held.held_at = answers.instant("held_at").value_or(Instant());
    held.interviewer = answers.text("interviewer");
    held.tell_home = answers.text("tell_home");
    held.form_version = answers.version();
    held.answers = answers.to_json();
    held.reason = std::move(reason);
    held.version = version;
    return held;
}

Ending ending_from(forms::Answers const& answers, std::int64_t version)
{
    return {answers.text("outcome"), answers.text("who_declined"), answers.text("tried"),
        answers.text("because"), version};
}

} // namespace kith::missing
