// SPDX-License-Identifier: MIT
#include "intelligence/desk_views.h"
#include "base/london.h"
#include <algorithm>

namespace kith::intelligence {
namespace {
    using html::Value;

    std::string label_in(Intelligence const& room, char const* list, std::string const& code)
    {
        auto const found = room.facts.code(list, code);
        return found ? found->label : code;
    }

    std::string who_and_when(
        Intelligence const& room, Visit const& visit, AccountId who, Instant at)
    {
        return room.name_of(visit.reading(), who) + ", " + london::in_words(at);
    }

    void push_row(Value& rows, char const* key, std::string const& text)
    {
        if (!text.empty())
            rows.push(Value::object({{"key", key}, {"text", text}}));
    }

    char const* tone_of(Stage stage)
    {
        return stage <= Stage::to_triage ? "new" : waits(stage) ? "waiting" : "quiet";
    }
    char const* tone_of(SharingState state)
    {
        return state == SharingState::shared ? "done" : "quiet";
    }
    char const* tone_of(TextState state)
    {
        return state == TextState::authorised ? "done"
            : state == TextState::waits       ? "waiting"
                                              : "quiet";
    }

    template <class State>
    Value tag_of(State state)
    {
        return Value::object({{"text", std::string(in_words_of(state))}, {"tone", tone_of(state)}});
    }

    Value due_view_of(std::optional<Instant> due, Visit const& visit)
    {
        if (!due)
            return {};
        auto const words = actions::due_in_words(*due, visit.now());
        return Value::object({{"text", words.text},
            {"state", std::string(actions::name_of(words.state))}, {"exact", words.exact}});
    }

    Value triage_view(Intelligence const& room, Visit const& visit, Triage const& triage)
    {
        auto rows = Value::array();
        push_row(rows, "Urgent", triage.urgent ? "Yes" : "No: graded in its turn");
        push_row(rows, "Reference", triage.reference);
        push_row(rows, "Told to", triage.told);
        push_row(rows, "What was done", triage.done);
        push_row(rows, "Said by", who_and_when(room, visit, triage.by, triage.at));
        return rows;
    }

    Value outcome_view(Intelligence const& room, Visit const& visit, Outcome const& outcome)
    {
        return Value::object({{"title", label_in(room, "sharing_outcome", outcome.code)},
            {"when", london::in_words(outcome.at)},
            {"who", room.name_of(visit.reading(), outcome.by)}, {"text", outcome.words}});
    }

    Value sharing_view(
        Intelligence const& room, Visit const& visit, Sharing const& one, DeskWork const& work)
    {
        auto const* const text = work.text(one.text);
        auto const state
            = one.state(text ? text->state : TextState::weeded, london::day_of(visit.now()));
        auto detail = label_in(room, "sharing_purpose", one.purpose) + ". Until "
            + one.expires.in_words() + ". ";
        detail += one.acknowledged_at ? "Read and acknowledged by "
                + who_and_when(room, visit, one.acknowledged_by, *one.acknowledged_at) + "."
                                      : "Nobody has acknowledged it yet.";
        if (one.recalled_at)
            detail += " Recalled by " + who_and_when(room, visit, one.recalled_by, *one.recalled_at)
                + (one.recalled_because.empty() ? "." : ": " + one.recalled_because);
        return Value::object({{"href", address_of(one.id)},
            {"text", one.reference.write() + ", " + recipient_in_words(room, visit, one.recipient)},
            {"detail", detail}, {"status", tag_of(state)}});
    }

    Value subject_view(Intelligence const& room, Visit const& visit, AboutSubject const& one)
    {
        auto const known = room.links.seen.may_know(visit, one.subject);
        auto const shown = known ? room.links.seen.show(visit, one.subject)
                                 : links::Shown{"A record that you may not know"};
        return Value::object({{"id", one.id.write()}, {"text", shown.text}, {"href", shown.href},
            {"detail", "Said by " + who_and_when(room, visit, one.by, one.at)}});
    }

    Value review_view(Intelligence const& room, Visit const& visit, DeskReview const& one)
    {
        auto text = one.because;
        if (one.decided_at)
            text += std::string("\n") + (one.agreed ? "Agreed by " : "Not agreed by ")
                + who_and_when(room, visit, one.decided_by, *one.decided_at) + ": "
                + one.decided_because;
        return Value::object(
            {{"title", one.weed ? "Proposed for weeding" : "Looked at again and kept"},
                {"when", london::in_words(one.at)}, {"who", room.name_of(visit.reading(), one.by)},
                {"text", text}});
    }

    // What this visitor may do next, the most pressing first.
    Value next_view(Visit const& visit, Submission const& one, DeskWork const& work)
    {
        auto next = Value::array();
        auto const facts = facts_of(one);
        auto const address = address_of(one.id) + "/";
        auto const offer = [&](char const* act, std::string const& text, std::string const& path) {
            if (visit.permits(act, facts))
                next.push(Value::object({{"text", text}, {"href", address + path}}));
        };
        offer("triage",
            work.triages.empty() ? "Say how urgent it is" : "Say again how urgent it is", "triage");
        if (!work.triages.empty())
            offer("grade", work.grades.empty() ? "Grade it" : "Grade it anew", "grade");
        if (work.grade())
            offer("sanitise",
                work.texts.empty() ? "Write the text that may leave" : "Write a later text",
                "texts/new");
        if (work.authorised())
            offer("share", "Share it", "share");
        offer("answer", "Tell whoever submitted it", "answer");
        offer("link", "Say whom or what it is about", "subject");
        if (!work.proposal())
            offer("review", "Look at it again: keep or weed", "review");
        else if (visit.permits("decide", facts_of(*work.proposal(), one.id)))
            offer("review", "Decide whether it is weeded", "weed");
        offer("grade", "Keep a historic grade", "old-grade");
        return next;
    }
} // namespace

std::string address_of(SubmissionId submission, CleanTextId text)
{
    return address_of(submission) + "/texts/" + text.write();
}

std::string address_of(SharingId id) { return "/intelligence/shared/" + id.write(); }

Value handling_view(Handling const& handling)
{
    auto const conditional = handling.code == HandlingCode::conditional;
    return Value::object({{"code", std::string(name_of(handling.code))},
        {"text",
            conditional ? "Handling C: sharing permitted only on these conditions"
                        : "Handling P: lawful sharing permitted"},
        {"conditions",
            Value::each(handling.conditions, [](std::string const& one) { return Value(one); })},
        {"words", in_words_of(handling)}});
}

Value handled_view(std::string const& text, Handling const& handling)
{
    return Value::object({{"text", text}, {"handling", handling_view(handling)}});
}

Value grade_view(Intelligence const& room, Visit const& visit, Grade const& grade)
{
    auto rows = Value::array();
    push_row(rows, "Source", label_in(room, "source_evaluation", grade.source));
    push_row(rows, "Information", label_in(room, "information_assessment", grade.information));
    push_row(rows, "Handling", in_words_of(grade.handling));
    push_row(rows, "Why", grade.because);
    push_row(rows, "Graded by", who_and_when(room, visit, grade.by, grade.at));
    return Value::object({{"short", grade.in_short()}, {"rows", rows}, {"number", grade.number}});
}

Value clean_text_view(
    Intelligence const& room, Visit const& visit, CleanText const& text, Grade const* stands)
{
    auto rows = Value::array();
    push_row(rows, "Anything only one person could know",
        text.only_one == "yes"      ? "Yes, and it must stay: " + text.why_stays
            : text.only_one.empty() ? ""
                                    : "No");
    push_row(rows, "Supersedes the text before it", text.because);
    push_row(rows, "Written by", who_and_when(room, visit, text.by, text.at));
    if (text.decided_at)
        push_row(rows, text.state == TextState::refused ? "Refused by" : "Let out by",
            who_and_when(room, visit, text.decided_by, *text.decided_at));
    push_row(rows, "Why it was refused", text.decision);
    auto const handling = stands ? handling_of(text, *stands) : text.handling;
    return Value::object({{"href", address_of(text.submission, text.id)}, {"number", text.number},
        {"title", "Text " + std::to_string(text.number)}, {"state", tag_of(text.state)},
        {"handled", handled_view(text.text, handling)}, {"rows", rows}});
}

Value marks_view(std::vector<ReleaseMark> const& marks)
{
    return Value::each(marks, [](ReleaseMark const& mark) {
        return Value::object({{"tells", std::string(in_words_of(mark.tells))},
            {"words", mark.words}, {"why", mark.why}});
    });
}

Value pieces_view(std::string const& text, std::vector<ReleaseMark> const& marks)
{
    return Value::each(pieces_of(text, marks), [](Piece const& piece) {
        return Value::object({{"text", piece.text}, {"marked", piece.marked}});
    });
}

Value told_back_view(Intelligence const& room, Visit const& visit, std::vector<ToldBack> const& all)
{
    return Value::each(all, [&](ToldBack const& one) {
        return Value::object(
            {{"title", "From the intelligence desk"}, {"when", london::in_words(one.at)},
                {"who", room.name_of(visit.reading(), one.by)}, {"text", one.words}});
    });
}

Value desk_view(
    Intelligence const& room, Visit const& visit, Submission const& one, DeskWork const& work)
{
    auto const* const stands = work.grade();
    auto const stage = stage_of(one, work);
    auto view = Value::object({{"href", address_of(one.id)}, {"stage", tag_of(stage)},
        {"weeded", one.weeded_at ? london::in_words(*one.weeded_at) : std::string()},
        {"urgent", work.urgent()}, {"next", next_view(visit, one, work)},
        {"grades",
            Value::each(
                work.grades, [&](Grade const& grade) { return grade_view(room, visit, grade); })},
        {"old_grades",
            Value::each(work.old_grades,
                [&](OldGrade const& old) {
                    return Value::object({{"key", old.as_written},
                        {"text",
                            (old.from.empty() ? "" : old.from + ". ") + "Written down here by "
                                + who_and_when(room, visit, old.by, old.at)}});
                })},
        {"triages",
            Value::each(work.triages,
                [&](Triage const& triage) { return triage_view(room, visit, triage); })},
        {"texts",
            Value::each(work.texts,
                [&](CleanText const& text) { return clean_text_view(room, visit, text, stands); })},
        {"subjects",
            Value::each(work.subjects,
                [&](AboutSubject const& about) { return subject_view(room, visit, about); })},
        {"may_link", visit.permits("link", facts_of(one))},
        {"sharings",
            Value::each(work.sharings,
                [&](Sharing const& sharing) { return sharing_view(room, visit, sharing, work); })},
        {"outcomes",
            Value::each(work.outcomes,
                [&](Outcome const& outcome) { return outcome_view(room, visit, outcome); })},
        {"told_back", told_back_view(room, visit, work.told_back)},
        {"reviews",
            Value::each(work.reviews,
                [&](DeskReview const& made) { return review_view(room, visit, made); })},
        {"review_due", due_view_of(review_due(room, one, work), visit)},
        {"weeding_due", due_view_of(weeding_due(room, one, work), visit)}});
    return view;
}

Value desk_row(Intelligence const& room, Visit const& visit, DeskLine const& line)
{
    auto row = submission_row(room, visit, line.submission);
    row["status"] = tag_of(line.waiting.stage);
    if (line.waiting.urgent && waits(line.waiting.stage))
        row["status"]
            = Value::object({{"text", "Urgent: " + std::string(in_words_of(line.waiting.stage))},
                {"tone", "urgent"}});
    return row;
}

Value shared_row(Intelligence const& room, Visit const& visit, SharedText const& shared)
{
    auto const& one = shared.sharing;
    auto const reads = shared.state == SharingState::shared;
    auto detail = "Shared " + london::in_words(one.at) + ". ";
    if (reads)
        detail += label_in(room, "sharing_purpose", one.purpose) + ". "
            + in_words_of(shared.handling) + ". Until " + one.expires.in_words() + ".";
    else
        detail += shared.state == SharingState::expired
            ? "Its time ended: destroy every copy of it."
            : "The desk took it back: destroy every copy of it, and act on it no more.";
    if (reads && !one.acknowledged_at)
        detail += " Nobody has acknowledged it yet.";
    auto row = Value::object({{"text", "Intelligence " + one.reference.write()}, {"detail", detail},
        {"status", tag_of(shared.state)}});
    if (visit.sees(facts_of(one, shared.state)))
        row["href"] = address_of(one.id);
    return row;
}

Value shared_view(Intelligence const& room, Visit const& visit, SharedText const& shared)
{
    auto const& one = shared.sharing;
    auto const facts = facts_of(one, shared.state);
    auto rows = Value::array();
    push_row(rows, "For what", label_in(room, "sharing_purpose", one.purpose));
    push_row(rows, "What it may be used for", one.purpose_words);
    push_row(rows, "Shared with", recipient_in_words(room, visit, one.recipient));
    std::string bases;
    for (auto const& code : one.bases)
        bases += (bases.empty() ? "" : "\n") + label_in(room, "lawful_basis", code);
    push_row(rows, "By which law", bases);
    push_row(rows, "Until", one.expires.in_words());
    push_row(
        rows, "Shared", london::in_words(one.at) + ", by " + room.name_of(visit.reading(), one.by));
    push_row(rows, "Read and acknowledged",
        one.acknowledged_at ? who_and_when(room, visit, one.acknowledged_by, *one.acknowledged_at)
                            : std::string("Not yet"));
    auto const desk = visit.permits("recall", facts);
    if (desk) {
        push_row(rows, "Why it is necessary", one.necessity);
        push_row(rows, "Recalled because", one.recalled_because);
    }
    auto const address = address_of(one.id);
    auto view = Value::object(
        {{"reference", one.reference.write()}, {"href", address}, {"state", tag_of(shared.state)},
            {"handled", handled_view(shared.text, shared.handling)}, {"rows", rows},
            {"outcomes",
                Value::each(shared.outcomes,
                    [&](Outcome const& outcome) { return outcome_view(room, visit, outcome); })},
            {"may_acknowledge", !one.acknowledged_at && visit.permits("acknowledge", facts)},
            {"may_tell", visit.permits("tell outcome", facts)},
            {"may_recall", desk && shared.state == SharingState::shared}});
    if (desk)
        view["submission"] = address_of(one.submission);
    return view;
}

Value together_view(std::vector<SharedText> const& all)
{
    std::vector<Handling> read;
    for (auto const& one : all)
        if (!one.text.empty())
            read.push_back(one.handling);
    if (read.empty())
        return {};
    auto view = handling_view(tightest(read));
    view["many"] = read.size();
    return view;
}

std::optional<Value> panel_about(Intelligence const& room, Visit const& visit, Thing const& subject)
{
    auto const shared = shared_about(room, visit, room.links.seen.kept(visit, subject));
    auto const may_tell = visit.could("create", "intelligence_submission");
    if (shared.empty() && !may_tell)
        return std::nullopt;
    auto panel = Value::object({{"title", "Intelligence"}});
    if (!shared.empty()) {
        panel["title"] = "Intelligence shared with you about this";
        panel["text"] = "Together: " + together_view(shared).get("words").text() + ".";
        panel["rows"] = Value::each(
            shared, [&](SharedText const& one) { return shared_row(room, visit, one); });
    }
    if (may_tell)
        panel["link"] = Value::object(
            {{"text", "Tell the intelligence desk"}, {"href", "/intelligence/new"}});
    return panel;
}

} // namespace kith::intelligence
