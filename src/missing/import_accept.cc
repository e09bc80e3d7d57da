// SPDX-License-Identifier: MIT
// Bringing the rows of a tracker in, one by one, and taking them back.
#include "base/london.h"
#include "missing/acts.h"
#include "missing/import_list.h"
#include "missing/repeats.h"
#include "missing/returns.h"
#include <fmt/core.h>
#include <set>
#include <unordered_map>

namespace kith::missing {
namespace {
    using imports::Fate;
    using imports::StagedRow;

    constexpr char const* tracker_undone = "The list that said so was undone";

    class BringingMissing final : public imports::Bringing {
    public:
        BringingMissing(Missing const& room, Change& change, Import const& import)
            : room_(room)
            , change_(change)
            , import_(import)
            , says_(says_of(room, change, import))
            , list_of_("The list of " + says_.owner.name)
        {
        }
        Done accept(StagedRow& row) override
        {
            auto listed = TRY(episode_in(says_, row.row));
            row.version = 0;
            auto const person = TRY(person_of(listed, row));
            if (row.fate == Fate::unchanged)
                return done();
            if (auto const same = same_episode(change_.writing(), person, listed)) {
                if (brought_.contains(same->id))
                    return invalid("it is the same time away as another row: leave one of them, "
                                   "or give the times of both",
                        "left");
                row.thing = thing(same->id); // recorded since
                row.fate = Fate::unchanged;
                return done();
            }
            listed.episode.person = person;
            TRY(bring(listed, row));
            brought_.insert(listed.episode.id);
            return done();
        }

    private:
        Result<PersonId> person_of(ListedEpisode const& listed, StagedRow& row)
        {
            auto const before = of_key_.find(listed.key());
            if (row.beside.id.none() && before != of_key_.end())
                row.beside = thing(before->second);
            if (row.beside.id.none() && !listed.reference.empty())
                return not_found(); // it was there when the list was read
            if (row.beside.id.none()) {
                auto const made = TRY(
                    people::record_from_list(change_, import_, *listed.person, row.row.number));
                row.beside = thing(made);
                row.version = 1; // the person was made with it
            }
            PersonId const person(row.beside.id);
            of_key_.emplace(listed.key(), person);
            return person;
        }

        Done bring(ListedEpisode& listed, StagedRow& row)
        {
            auto& one = listed.episode;
            one.id = EpisodeId::fresh();
            auto const facts = TRY(facts_for_list(change_, import_.agency, one));
            follow_the_one_before(listed);
            one = TRY(checked(one, change_.now()));
            TRY(check_as_of_row(one));
            fill_in(listed);
            TRY(change_.record(
                "bring in", facts, fmt::format("Brought in by an import, row {}", row.row.number)));
            one = insert_listed(change_, import_, one, parties());
            note_listed(change_, import_, one,
                {row.version == 1, listed.start_day_only, listed.return_day_only});
            if (!listed.grade.empty())
                insert_listed_grade(change_,
                    {{}, one.id, listed.grade, one.reported_at, list_of_,
                        "As the list has it: Kith did not ask why", {}});
            keep_in_log(listed);
            tell("went_missing", one.started_at,
                one.away() ? "They were away from where they should be" : "They went missing", one);
            row.thing = thing(one.id);
            if (!one.returned_at)
                return begin(one);
            tell("returned", *one.returned_at,
                "They came back, after " + length_in_words(*one.returned_at - one.started_at), one);
            keep_interview(listed);
            return done();
        }

        // A day alone stands at noon; where the time before ended later that day, at its end.
        void follow_the_one_before(ListedEpisode& listed)
        {
            auto& one = listed.episode;
            if (!listed.start_day_only)
                return;
            for (auto const& other : all_of(change_.writing(), one.person))
                if (other.returned_at && one.started_at < *other.returned_at
                    && other.started_at < one.started_at
                    && london::day_of(*other.returned_at) == london::day_of(one.started_at)
                    && (!one.returned_at || *other.returned_at <= *one.returned_at)) {
                    one.left_at = *other.returned_at;
                    one.started_at = *other.returned_at;
                    one.reported_at = std::max(one.reported_at, one.started_at);
                }
        }

        // Of an episode that this visit may not know nothing is told but that there is one.
        // What the acts would refuse, by the column, and with nothing of what stands in it.
        Done check_as_of_row(Episode const& one)
        {
            if (!check_born_before(change_.writing(), one))
                return invalid("it lies on or before the day they were born: put one of the two "
                               "right",
                    "left");
            if (!check_apart(one, others_of_person(one)))
                return invalid("it overlaps another time away of theirs, of this list or on "
                               "record: put the days right. One may start when another ended",
                    "left");
            return done();
        }

        [[nodiscard]] std::vector<Episode> others_of_person(Episode const& one)
        {
            auto all = all_of(change_.writing(), one.person);
            for (auto& other : all)
                if (!knows(change_, other.id))
                    other.reference = {};
            return all;
        }

        [[nodiscard]] bool interview_is_owed(ListedEpisode const& listed) const
        {
            auto const& one = listed.episode;
            return one.returned_at && !listed.interview && !is_long_ago(one, change_.now())
                && may_be_a_child(change_.writing(), one.person, london::day_of(*one.returned_at));
        }
        [[nodiscard]] Instant due_of(Episode const& one) const
        {
            return actions::due(room_.clocks.rule(return_interview_rule), *one.returned_at,
                room_.facts.working_days());
        }

        // As the forms would hold it, as far as the list says.
        void fill_in(ListedEpisode& listed)
        {
            auto& one = listed.episode;
            auto const& report = room_.forms.form("missing/report");
            forms::Answers answers(report.name, report.version);
            answers.set("kind", one.kind);
            answers.set("reported_at", one.reported_at.write());
            if (!listed.start_day_only)
                answers.set("left_at", one.started_at.write());
            answers.set("absent_from", one.absent_from);
            answers.set("reporter", list_of_);
            if (!listed.seen_place.empty())
                answers.set("last_seen_place", listed.seen_place);
            if (!listed.police_reference.empty())
                answers.set("police_reference", listed.police_reference);
            if (listed.exploitation_said)
                answers.set("exploitation", one.exploitation_suspected ? "yes" : "no");
            one.form_version = report.version;
            one.answers = answers.to_json();
            if (!one.returned_at)
                return;
            auto const& back = room_.forms.form("missing/return");
            forms::Answers returned(back.name, back.version);
            if (!listed.return_day_only)
                returned.set("returned_at", one.returned_at->write());
            if (!one.found_by.empty())
                returned.set("found_by", one.found_by);
            if (!one.found_place.empty())
                returned.set("found_place", one.found_place);
            one.return_version = back.version;
            one.return_answers = returned.to_json();
            if (interview_is_owed(listed))
                return;
            one.closed_at = change_.now();
            one.closed_because
                = "It was over when the list of " + says_.owner.name + " was brought in.";
            if (!listed.interview
                && may_be_a_child(change_.writing(), one.person, london::day_of(*one.returned_at)))
                one.closed_because += " What came of the return interview is not known.";
        }

        [[nodiscard]] std::vector<Party> parties() const
        {
            auto const duty = imports::setting(import_.settings, "duty");
            return {{{}, {}, import_.team, duty.empty() ? "responsible" : duty}};
        }

        void keep_in_log(ListedEpisode const& listed)
        {
            auto const& one = listed.episode;
            auto said = list_of_ + " says so.";
            if (listed.start_day_only && (!one.returned_at || listed.return_day_only))
                said += one.returned_at ? " It gives days and no times: both stand at noon."
                                        : " It gives the day and no time: it stands at noon.";
            else if (listed.start_day_only)
                said += " It gives the day on which they went and no time: it stands at noon.";
            else if (listed.return_day_only)
                said += " It gives the day on which they came back and no time: it stands at noon.";
            if (listed.offered && !listed.interview)
                said += " It says that a return interview was offered, and not what came of it.";
            else if (listed.offered && !listed.offered_at)
                said += " It says that a return interview was offered, and not on which day.";
            insert_listed_log(change_,
                {{}, one.id, "told", one.returned_at.value_or(one.started_at), {}, said, {}});
        }

        void tell(char const* kind, Instant at, std::string said, Episode const& one)
        {
            links::Event event;
            event.kind = kind;
            event.at = at;
            event.said = std::move(said);
            event.source = list_of_;
            event.drawn_from = thing(one.id);
            room_.links.store.tell(change_, event, {{thing(one.person), "worry_about"}});
        }

        // Rule 3 of import_list.h.
        Done begin(Episode const& one)
        {
            end_open_offers(change_, one);
            for (auto const& went : room_.went)
                TRY(went(change_, one));
            return propose_meeting_for_list(one);
        }
        // Whoever brings the list in may know nothing of the person: then the meeting is asked for
        // by who does, on the episode's page.
        Done propose_meeting_for_list(Episode const& one)
        {
            return knows(change_, one.id) ? propose_meeting(room_, change_, one) : done();
        }

        void keep_interview(ListedEpisode const& listed)
        {
            auto const& one = listed.episode;
            if (!listed.interview && !interview_is_owed(listed))
                return;
            ReturnInterview interview;
            interview.id = ReturnInterviewId::fresh();
            interview.episode = one.id;
            interview.person = one.person;
            interview.team = import_.team;
            interview.rule
                = may_be_a_child(change_.writing(), one.person, london::day_of(*one.returned_at))
                ? return_interview_rule
                : "";
            interview.returned_at = *one.returned_at;
            interview.due_at = due_of(one);
            interview.owner_agency = import_.agency;
            if (listed.interview)
                end(interview, *listed.interview);
            insert_listed_interview(change_, interview);
            if (listed.offered_at)
                insert_listed_offer(change_, offer_of(listed, interview));
        }
        void end(ReturnInterview& interview, ListedInterview const& said) const
        {
            interview.outcome = said.outcome;
            interview.state = state_for(said.outcome);
            interview.ended_at = said.ended_at;
            interview.interviewer_words = said.interviewer;
            if (interview.state != InterviewState::completed) {
                interview.because = said.because.empty() ? list_of_ + " says so." : said.because;
                return;
            }
            // Nothing was agreed here about what those they live with may know: nothing is told.
            interview.tell_home = "no";
            auto const& form = room_.forms.form("missing/interview");
            forms::Answers answers(form.name, form.version);
            answers.set("held_at", said.ended_at->write());
            if (!said.interviewer.empty())
                answers.set("interviewer", said.interviewer);
            interview.form_version = form.version;
            interview.answers = answers.to_json();
        }
        [[nodiscard]] Offer offer_of(
            ListedEpisode const& listed, ReturnInterview const& interview) const
        {
            Offer offer;
            offer.of = interview.id;
            offer.at = *listed.offered_at;
            offer.offered_by = list_of_;
            offer.said = "The list does not say what was answered";
            return offer;
        }

        Missing const& room_;
        Change& change_;
        Import const& import_;
        MissingListSays says_;
        std::string list_of_;
        std::unordered_map<std::string, PersonId> of_key_ = {};
        std::set<EpisodeId> brought_ = {};
    };
} // namespace

std::unique_ptr<imports::Bringing> MissingList::bringing(Change& change, Import const& import) const
{
    return std::make_unique<BringingMissing>(room_, change, import);
}

Result<std::string> MissingList::take_back(
    Change& change, Import const& import, StagedRow const& row, std::string const& why) const
{
    EpisodeId const id(row.thing.id);
    if (row.thing.id.none() || !listed_as(change.writing(), id, import.id))
        return std::string(); // it brought nothing in
    auto const stands = episode_for_list(change.writing(), id);
    if (!stands)
        return std::string(); // withdrawn before
    if (stands->version > 1)
        return std::string("The episode was changed since");
    if (imports::worked_on_since(change, import, thing(id)))
        return std::string("Somebody worked on the episode since");
    if (room_.actions.store.open_count(change, thing(id)) > 0)
        return std::string("Something is asked for about the episode, and not done yet");
    auto const interview = line_of(change.writing(), id);
    if (interview
        && (interview->version > 1
            || imports::worked_on_since(change, import, thing(interview->id))))
        return std::string("Somebody worked on the return interview since");
    auto const facts = TRY(facts_for_list(change, import.agency, *stands));
    TRY(change.record("withdraw", facts, why));
    room_.links.store.part_told(change, thing(id), thing(stands->person), tracker_undone);
    withdraw_listed(change, *stands, tracker_undone);
    auto const left = left_of_person(change.writing(), import, stands->person);
    if (left.episodes || !left.person_made)
        return std::string();
    auto stays = people::why_record_stays(change, import, stands->person, left.brought);
    if (!stays.empty())
        return "The episode is withdrawn. The person stays: " + stays;
    TRY(people::withdraw_from_list(change, import, stands->person, why));
    return std::string();
}

} // namespace kith::missing
