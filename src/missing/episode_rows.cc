// SPDX-License-Identifier: MIT
#include "missing/episode_rows.h"

namespace kith::missing {

Episode read_episode(db::Row const& row)
{
    Episode one;
    one.id = row.id<EpisodeId>("id");
    one.reference = Reference::read(row.text("reference")).value();
    one.person = row.id<PersonId>("person");
    one.kind = row.text("kind");
    one.reported_at = row.instant("reported_at");
    one.left_at = row.maybe_instant("left_at");
    one.last_seen_at = row.maybe_instant("last_seen_at");
    one.started_at = row.instant("started_at");
    one.absent_from = row.text("absent_from");
    one.exploitation_suspected = row.boolean("exploitation_suspected");
    one.form_version = static_cast<int>(row.integer("form_version"));
    one.answers = row.text("answers");
    one.returned_at = row.maybe_instant("returned_at");
    one.found_by = row.text("found_by");
    one.found_place = row.text("found_place");
    one.return_version = static_cast<int>(row.integer("return_version"));
    one.return_answers = row.text("return_answers");
    one.closed_at = row.maybe_instant("closed_at");
    one.closed_because = row.text("closed_because");
    one.withdrawn = row.boolean("withdrawn");
    one.version = row.integer("version");
    one.created_by = row.id<AccountId>("created_by");
    one.owner_agency = row.id<AgencyId>("owner_agency");
    one.recorded_at = row.instant("recorded_at");
    return one;
}

Grade read_grade(db::Row const& row)
{
    return {row.uuid("id"), row.id<EpisodeId>("episode"), row.text("grade"), row.instant("at"),
        row.text("graded_by"), row.text("because"), row.text("low_because"),
        row.id<AccountId>("recorded_by"), row.instant("recorded_at")};
}

LogEntry read_log_entry(db::Row const& row)
{
    LogEntry entry;
    entry.id = row.uuid("id");
    entry.of = row.id<EpisodeId>("episode");
    entry.kind = row.text("kind");
    entry.at = row.instant("at");
    entry.place = row.text("place");
    entry.said = row.text("said");
    entry.recorded_by = row.id<AccountId>("recorded_by");
    entry.recorded_at = row.instant("recorded_at");
    entry.withdrawn_at = row.maybe_instant("withdrawn_at");
    entry.withdrawn_by = row.id<AccountId>("withdrawn_by");
    entry.withdrawn_because = row.text("withdrawn_because");
    return entry;
}

PreventionInterview read_prevention_interview(db::Row const& row)
{
    return {row.uuid("id"), row.id<EpisodeId>("episode"), row.instant("held_at"),
        row.text("held_by"), row.text("said"), row.text("harm"), row.text("next"),
        row.id<AccountId>("recorded_by"), row.instant("recorded_at")};
}

ReturnInterview read_return_interview(db::Row const& row)
{
    ReturnInterview one;
    one.id = row.id<ReturnInterviewId>("id");
    one.episode = row.id<EpisodeId>("episode");
    one.person = row.id<PersonId>("person");
    one.team = row.id<TeamId>("team");
    one.rule = row.text("rule");
    one.returned_at = row.instant("returned_at");
    one.due_at = row.instant("due_at");
    one.state = read_interview_state(row.text("state"));
    one.outcome = row.text("outcome");
    one.because = row.text("because");
    one.ended_at = row.maybe_instant("ended_at");
    one.interviewer = row.id<AccountId>("interviewer");
    one.interviewer_words = row.text("interviewer_words");
    one.preferred_person = row.text("preferred_person");
    one.preferred_place = row.text("preferred_place");
    one.preferred_method = row.text("preferred_method");
    one.hold_until = row.maybe_date("hold_until");
    one.covered_by = row.id<EpisodeId>("covered_by");
    one.tell_home = row.text("tell_home");
    one.form_version = static_cast<int>(row.integer("form_version"));
    one.answers = row.text("answers");
    one.version = row.integer("version");
    one.owner_agency = row.id<AgencyId>("owner_agency");
    one.recorded_at = row.instant("recorded_at");
    return one;
}

Offer read_offer(db::Row const& row)
{
    return {row.uuid("id"), row.id<ReturnInterviewId>("interview"), row.instant("at"),
        row.text("method"), row.text("offered_by"), row.text("result"), row.text("said"),
        row.id<AccountId>("recorded_by"), row.instant("recorded_at")};
}

Plan read_plan(db::Row const& row)
{
    return {row.uuid("id"), row.id<PersonId>("person"),
        static_cast<int>(row.integer("form_version")), row.text("answers"), row.integer("version"),
        row.id<AccountId>("recorded_by"), row.instant("recorded_at")};
}

} // namespace kith::missing
