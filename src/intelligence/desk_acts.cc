// SPDX-License-Identifier: MIT
#include "intelligence/desk_acts.h"
#include "base/london.h"
#include "platform/access/accounts.h"
#include "platform/words/fold.h"
#include "platform/words/whole_words.h"
#include <algorithm>

namespace kith::intelligence {
namespace {
    // The submission and what the desk made of it, for who may do `act` to it.
    struct AtDesk {
        Submission one;
        DeskWork work;
    };
    Result<AtDesk> at_desk(Change& change, SubmissionId id, std::string_view act)
    {
        auto one = TRY(find(change, id));
        TRY(static_cast<Visit const&>(change).may(act, facts_of(one)));
        auto work = TRY(find_desk_work(change, one));
        return AtDesk{std::move(one), std::move(work)};
    }

    template <class Found>
    Result<Recipient> one_there(Found const& found, Recipient recipient, Date today)
    {
        if (!found || !found->during.holds(today))
            return invalid("Choose a team or agency that is there today", "recipient");
        return recipient;
    }
} // namespace

Done triage(Change& change, SubmissionId id, forms::Answers const& answers)
{
    auto const desk = TRY(at_desk(change, id, "triage"));
    auto const read = TRY(read_triage(answers));
    return add_triage(change, desk.one, read);
}

Done grade(Change& change, SubmissionId id, forms::Answers const& answers, int seen)
{
    auto const desk = TRY(at_desk(change, id, "grade"));
    if (desk.work.triages.empty())
        return error(Code::conflict, "Say first how urgent it is: what is urgent does not wait");
    auto read = TRY(read_grade(answers));
    if (static_cast<int>(desk.work.grades.size()) != seen)
        return error(Code::conflict,
            "Somebody graded it meanwhile: their grade stands. Read it, then send yours again if "
            "it is still right");
    read.number = seen + 1;
    return add_grade(change, desk.one, read);
}

Done keep_old_grade(Change& change, SubmissionId id, forms::Answers const& answers)
{
    auto const desk = TRY(at_desk(change, id, "grade"));
    OldGrade old;
    old.as_written = answers.text("as_written");
    old.from = answers.text("from");
    if (old.as_written.empty())
        return invalid("Write the grade as it was written", "as_written");
    return add_old_grade(change, desk.one, old);
}

Result<CleanText> write_text(
    Change& change, SubmissionId id, forms::Answers const& answers, int seen)
{
    auto const desk = TRY(at_desk(change, id, "sanitise"));
    if (!desk.work.grade())
        return error(Code::conflict, "Grade it first: its handling stands with the text");
    if (static_cast<int>(desk.work.texts.size()) != seen)
        return error(Code::conflict,
            "Somebody wrote a text meanwhile: read it, then send yours again if it is still "
            "needed");
    auto const text = TRY(read_clean_text(answers, seen));
    return add_text(change, desk.one, text);
}

Done decide_about_text(
    Change& change, SubmissionId id, CleanTextId text_id, forms::Answers const& answers)
{
    auto const desk = TRY(at_desk(change, id, "read"));
    auto const* const text = desk.work.text(text_id);
    if (!text)
        return not_found();
    auto const refuses = answers.text("decision") == "refuse";
    auto const* const act = refuses ? "refuse" : "authorise";
    if (!refuses && answers.text("decision") != "authorise")
        return invalid("Say whether it may leave the desk", "decision");
    Visit const& visit = change;
    TRY(visit.may(act, facts_of(*text)));
    TRY(visit.may("authorise", facts_of(desk.one))); // not whoever submitted it
    auto const reason = refuses ? answers.text("reason") : std::string();
    if (refuses && reason.empty())
        return invalid("Say why it may not leave, so that it can be written anew", "reason");
    auto const* const stands = desk.work.grade();
    must(stands, "a text was put forward without a grade");
    return decide_text(change, desk.one, *text, act, stands->handling, reason);
}

Done link_subject(
    Intelligence const& room, Change& change, SubmissionId id, forms::Answers const& answers)
{
    auto const desk = TRY(at_desk(change, id, "link"));
    auto const reference = Reference::read(answers.text("reference"));
    auto const subject
        = reference && room.subject_of ? room.subject_of(change, *reference) : std::nullopt;
    if (!subject)
        return invalid(
            "There is no person or context of that reference that you may know", "reference");
    auto const kept = room.links.seen.kept(change, *subject);
    auto const stands = std::ranges::any_of(
        desk.work.subjects, [&](AboutSubject const& one) { return one.subject == kept; });
    if (stands)
        return invalid("It says so already", "reference");
    return add_subject(room, change, desk.one, kept);
}

Done unlink_subject(Change& change, SubmissionId id, Uuid const& link)
{
    auto const desk = TRY(at_desk(change, id, "link"));
    auto const at = std::ranges::find(desk.work.subjects, link, &AboutSubject::id);
    if (at == desk.work.subjects.end())
        return not_found();
    return withdraw_subject(change, desk.one, *at);
}

Result<Sharing> share(Intelligence const& room, Change& change, SubmissionId id,
    forms::Answers const& answers, Recipient const& recipient)
{
    auto const desk = TRY(at_desk(change, id, "share"));
    auto const* const text = desk.work.authorised();
    if (!text)
        return error(Code::conflict, "Only a text that a second person let out may be shared");
    auto const today = london::day_of(change.now());
    auto sharing = TRY(read_sharing(answers, today, furthest_expiry(room, change.now())));
    if (recipient.none())
        return invalid("Say with whom it is shared", "recipient");
    TRY(check_nobody_tasked(room, today, sharing.purpose_words, "purpose_words"));
    TRY(check_nobody_tasked(room, today, write_conditions(sharing.conditions), "conditions"));
    sharing.text = text->id;
    sharing.recipient = recipient;
    return add_sharing(change, desk.one, sharing);
}

Done recall(Change& change, SharingId id, forms::Answers const& answers)
{
    auto const reason = answers.text("reason");
    if (reason.empty())
        return invalid("Say why it is recalled", "reason");
    return recall_sharing(change, id, reason);
}

Done acknowledge(Change& change, SharingId id) { return acknowledge_sharing(change, id); }

Done tell_outcome(Change& change, SharingId id, forms::Answers const& answers)
{
    Outcome outcome;
    outcome.code = answers.text("outcome");
    outcome.words = answers.text("words");
    if (outcome.code.empty())
        return invalid("Say what came of it", "outcome");
    if (outcome.words.empty())
        return invalid("Say in your words what came of it", "words");
    return add_outcome(change, id, outcome);
}

Done answer_submitter(
    Intelligence const& room, Change& change, SubmissionId id, forms::Answers const& answers)
{
    auto const desk = TRY(at_desk(change, id, "answer"));
    auto const words = answers.text("words");
    if (words.empty())
        return invalid("Write what they are told", "words");
    TRY(check_nobody_tasked(room, london::day_of(change.now()), words, "words"));
    return add_told_back(change, desk.one, words);
}

Done review(Change& change, SubmissionId id, forms::Answers const& answers)
{
    auto const desk = TRY(at_desk(change, id, "review"));
    DeskReview one;
    one.weed = answers.text("result") == "weed";
    one.because = answers.text("because");
    if (answers.text("result").empty())
        return invalid("Say whether it is still needed", "result");
    if (one.because.empty())
        return invalid("Say why", "because");
    if (desk.work.proposal())
        return error(Code::conflict,
            "Somebody proposed to weed it: a second person decides about that first");
    return add_review(change, desk.one, one);
}

Done weed(Change& change, SubmissionId id, forms::Answers const& answers)
{
    auto const desk = TRY(at_desk(change, id, "review"));
    auto const* const proposal = desk.work.proposal();
    if (!proposal)
        return error(Code::conflict, "Nobody proposes that it is weeded, or it was decided");
    TRY(static_cast<Visit const&>(change).may("decide", facts_of(*proposal, id)));
    auto const decision = answers.text("decision");
    if (decision != "weed" && decision != "keep")
        return invalid("Say whether you agree", "decision");
    auto const because = answers.text("because");
    if (because.empty())
        return invalid("Say why", "because");
    return decide_weeding(change, desk.one, *proposal, decision == "weed", because);
}

Done take_form_out(Change& change, CleanText const& text, std::string const& as)
{
    if (!text.may_leave())
        return error(Code::conflict, "Only a text that a second person let out leaves the desk");
    return change.record("take out", facts_of(text), as);
}

Result<Recipient> read_recipient(
    Visit const& visit, std::string_view chosen, std::string_view sign_in_name)
{
    auto& connection = visit.reading();
    auto const today = london::day_of(visit.now());
    if (!sign_in_name.empty()) {
        auto const account = access::find_account(connection, sign_in_name);
        if (!account || !account->open()
            || access::assignments_of(connection, account->id, today).empty())
            return invalid("Nobody who works here today signs in by that name", "person");
        return Recipient{{}, {}, account->id};
    }
    if (chosen.starts_with("team:"))
        if (auto const id = TeamId::read(chosen.substr(5)))
            return one_there(directory::find_team(connection, *id), Recipient{{}, *id, {}}, today);
    if (chosen.starts_with("agency:"))
        if (auto const id = AgencyId::read(chosen.substr(7)))
            return one_there(
                directory::find_agency(connection, *id), Recipient{*id, {}, {}}, today);
    return invalid("Say with whom it is shared", "recipient");
}

std::string recipient_in_words(Intelligence const& room, Visit const& visit, Recipient const& to)
{
    auto& connection = visit.reading();
    if (!to.account.none())
        return room.name_of(connection, to.account);
    if (!to.team.none()) {
        auto const team = directory::find_team(connection, to.team);
        return team ? team->name + ", " + room.pages.agency_name(team->agency)
                    : std::string("A team");
    }
    return room.pages.agency_name(to.agency) + ": whoever answers for it";
}

Date furthest_expiry(Intelligence const& room, Instant now)
{
    return actions::due_on(
        room.clocks.rule("intelligence.sharing"), london::day_of(now), room.facts.working_days());
}

std::optional<Instant> review_due(
    Intelligence const& room, Submission const& one, DeskWork const& work)
{
    auto const from = last_looked_at(one, work);
    if (!from || one.weeded_at)
        return std::nullopt;
    return actions::due(room.clocks.rule("intelligence.review"), *from, room.facts.working_days());
}

std::optional<Instant> weeding_due(
    Intelligence const& room, Submission const& one, DeskWork const& work)
{
    if (!one.received_at || one.weeded_at)
        return std::nullopt;
    auto from = *one.received_at;
    for (auto const& made : work.reviews)
        if (made.decided_at && !made.agreed)
            from = std::max(from, *made.decided_at); // somebody said why it stays
    return actions::due(room.clocks.rule("intelligence.weeding"), from, room.facts.working_days());
}

std::vector<ReviewDue> reviews_due(Intelligence const& room, Visit const& visit)
{
    constexpr std::chrono::hours ahead{24 * 7};
    std::vector<ReviewDue> all;
    auto const due_of = [&](char const* rule, Instant from) {
        return actions::due(room.clocks.rule(rule), from, room.facts.working_days());
    };
    for (auto const& one : list_standing(visit)) {
        ReviewDue line{one.id, one.reference, one.received_at, {}, false, false};
        if (one.proposal) {
            if (!visit.permits("decide", *one.proposal))
                continue;
            line.decides = true;
            line.due = visit.now();
        } else {
            auto const weeding = due_of("intelligence.weeding", one.stays_since);
            line.due = std::min(due_of("intelligence.review", one.looked_at), weeding);
            line.weeding = weeding == line.due;
        }
        if (line.due <= visit.now() + ahead)
            all.push_back(line);
    }
    std::ranges::stable_sort(all, {}, &ReviewDue::due);
    return all;
}

std::vector<SourcePhrase> source_phrases(Intelligence const& room, Date on)
{
    std::vector<SourcePhrase> all;
    for (auto const& one : room.facts.codes("only_source_phrase", on))
        all.push_back({one.code, one.label});
    return all;
}

Done check_nobody_tasked(
    Intelligence const& room, Date on, std::string const& text, std::string const& field)
{
    words::WholeWords const said(text);
    for (auto const& phrase : room.facts.codes("tasking_phrase", on))
        if (said.spelt_in(words::folded(phrase.code)) > 0)
            return invalid("Nobody is tasked: “" + phrase.code
                    + "” asks somebody to find "
                      "something out. Ask what is known already: “"
                    + phrase.label + "”",
                field);
    return done();
}

} // namespace kith::intelligence
