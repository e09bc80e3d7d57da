// SPDX-License-Identifier: MIT
// A text that may leave: written beside what was told, checked, let out by a second person, and
// taken out as a form of one page.
#include "base/csv_lines.h"
#include "base/london.h"
#include "intelligence/desk_pages.h"
#include "intelligence/form_page.h"
#include "platform/forms/drafts.h"

#include <fmt/core.h>

namespace kith::intelligence {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    constexpr char const* text_form = "intelligence/text";
    constexpr char const* decide_form = "intelligence/decide_text";

    struct Beside {
        Submission one;
        DeskWork work;
    };
    Result<Beside> beside_desk(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<SubmissionId>("submission"));
        auto one = TRY(find(visit, id));
        TRY(visit.may(act, facts_of(one)));
        auto work = TRY(find_desk_work(visit, one));
        return Beside{std::move(one), std::move(work)};
    }

    std::vector<ReleaseMark> marks_of(Intelligence const& room, Visit const& visit,
        Submission const& one, std::string const& text)
    {
        return release_marks(
            text, told_text(one.told), source_phrases(room, london::day_of(visit.now())));
    }

    // By which a text is known to be the one whose marks were shown.
    std::string checked_mark(Intelligence const& room, std::string const& text)
    {
        std::string hex;
        for (auto const byte : keyed_hash(room.keys, "intelligence checked", text).substr(0, 16))
            hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
        return hex;
    }

    // `shows` the marks of what was typed.
    Response draw_text_form(Intelligence const& room, Visit const& visit, Beside const& beside,
        Sent const& sent, bool shows, std::vector<Error> const& problems, Status status)
    {
        auto const& one = beside.one;
        auto page = Value::object({{"section", "/intelligence"},
            {"title", room.forms.form(text_form).title}, {"reference", one.reference.write()},
            {"back", address_of(one.id)}, {"action", address_of(one.id) + "/texts/new"},
            {"who_can_see", at_the_desk}, {"one", submission_view(room, visit, one)},
            {"stands", handling_view(beside.work.grade()->handling)},
            {"seen", beside.work.texts.size()}});
        auto const text = sent.reading.answers.text("text");
        if (shows && !text.empty()) {
            auto const marks = marks_of(room, visit, one, text);
            page["checked_text"] = true;
            page["pieces"] = pieces_view(text, marks);
            page["marks"] = marks_view(marks);
            page["checked"] = checked_mark(room, text);
        }
        auto asked = room.forms.form(text_form);
        if (beside.work.texts.empty()) // there is none that it supersedes
            std::erase_if(asked.questions,
                [](forms::Question const& question) { return question.name == "because"; });
        put_form(room, visit, page, asked, sent.reading, sent.key, problems);
        return room.pages.show(visit, "intelligence/text_new.njk", page, status);
    }

    // A text stands under a grade: until there is one, its page leads back to the item.
    Response back_to_grade(Beside const& beside)
    {
        return http::see_other(address_of(beside.one.id) + "?said=grade-first");
    }

    Result<Response> ask_text(Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const beside = TRY(beside_desk(visit, request, "sanitise"));
        if (!beside.work.grade())
            return back_to_grade(beside);
        Sent sent;
        auto const& asked = room.forms.form(text_form);
        sent.reading.answers = {asked.name, asked.version};
        return draw_text_form(room, visit, beside, sent, false, {}, Status::ok);
    }

    Result<Response> send_text(Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const beside = TRY(beside_desk(visit, request, "sanitise"));
        if (!beside.work.grade())
            return back_to_grade(beside);
        auto sent = TRY(sent_form(room, request, text_form));
        auto const text = sent.reading.answers.text("text");
        if (links::text_of(sent.form, "do") == "check") {
            sent.reading.errors.clear();
            return draw_text_form(room, visit, beside, sent, true, {}, Status::ok);
        }
        // Whoever puts a text forward has seen what is marked in it, as it stands now.
        if (!text.empty() && links::text_of(sent.form, "checked") != checked_mark(room, text))
            sent.reading = sent.reading.refused(
                invalid("Look at what is marked below first, then put it forward", "only_one"));
        if (!sent.reading.ok())
            return draw_text_form(room, visit, beside, sent, true, {}, Status::unprocessable);
        auto const id = beside.one.id;
        auto const kept = visit.change([&](Change& change) {
            return forms::once<CleanTextId>(
                change, sent.key, what_was_sent(room, request), [&]() -> Result<CleanTextId> {
                    auto const made = TRY(write_text(change, id, sent.reading.answers, sent.seen));
                    return made.id;
                });
        });
        if (kept)
            return http::see_other(address_of(id, *kept) + "?said=put-forward");
        auto const refusal = refused(room, text_form, sent, kept.error());
        if (!refusal)
            return kept.error();
        auto const now = TRY(beside_desk(visit, request, "sanitise"));
        return draw_text_form(room, visit, now, sent, true, refusal->beside, refusal->status);
    }

    // ---- one text

    struct OneText {
        Beside beside;
        CleanText text;
    };
    Result<OneText> asked_text(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CleanTextId>("text"));
        auto beside = TRY(beside_desk(visit, request, "see the work"));
        auto const* const text = beside.work.text(id);
        if (!text)
            return not_found();
        TRY(visit.see(facts_of(*text)));
        auto found = *text;
        return OneText{std::move(beside), std::move(found)};
    }

    Response draw_text(Intelligence const& room, Visit const& visit, OneText const& found,
        Sent const& sent, std::string const& notice, Status status)
    {
        auto const& [beside, text] = found;
        auto const marks = marks_of(room, visit, beside.one, text.text);
        auto page = Value::object(
            {{"section", "/intelligence"}, {"reference", beside.one.reference.write()},
                {"back", address_of(beside.one.id)}, {"who_can_see", at_the_desk},
                {"notice", notice}, {"one", submission_view(room, visit, beside.one)},
                {"text", clean_text_view(room, visit, text, beside.work.grade())},
                {"pieces", pieces_view(text.text, marks)}, {"marks", marks_view(marks)},
                {"waits", text.state == TextState::waits}, {"leaves", text.may_leave()}});
        if (text.state == TextState::waits && visit.permits("authorise", facts_of(text))
            && visit.permits("authorise", facts_of(beside.one)))
            put_form(room, visit, page, decide_form, sent.reading, sent.key);
        return room.pages.show(visit, "intelligence/text.njk", page, status);
    }

    std::string text_notice(std::string_view said)
    {
        if (said == "put-forward")
            return "It is put forward. Somebody else at the desk lets it out, or refuses it.";
        if (said == "authorise")
            return "It may leave the desk now.";
        if (said == "refuse")
            return "It is refused. Whoever wrote it sees why.";
        return "";
    }

    Sent nothing_sent(Intelligence const& room, char const* form)
    {
        Sent sent;
        auto const& asked = room.forms.form(form);
        sent.reading.answers = {asked.name, asked.version};
        return sent;
    }

    Result<Response> show_text(Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const found = TRY(asked_text(visit, request));
        return draw_text(room, visit, found, nothing_sent(room, decide_form),
            text_notice(request.query("said")), Status::ok);
    }

    Result<Response> send_decision(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const found = TRY(asked_text(visit, request));
        TRY(visit.may("authorise", facts_of(found.text)));
        TRY(visit.may("authorise", facts_of(found.beside.one)));
        auto sent = TRY(sent_form(room, request, decide_form));
        if (!sent.reading.ok())
            return draw_text(room, visit, found, sent, "", Status::unprocessable);
        auto const id = found.beside.one.id;
        auto const kept = visit.change([&](Change& change) {
            return forms::once<CleanTextId>(
                change, sent.key, what_was_sent(room, request), [&]() -> Result<CleanTextId> {
                    TRY(decide_about_text(change, id, found.text.id, sent.reading.answers));
                    return found.text.id;
                });
        });
        if (kept)
            return http::see_other(
                address_of(id, found.text.id) + "?said=" + sent.reading.answers.text("decision"));
        auto const refusal = refused(room, decide_form, sent, kept.error());
        if (!refusal)
            return kept.error();
        auto const now = TRY(asked_text(visit, request));
        return draw_text(room, visit, now, sent, kept.error().words.key, refusal->status);
    }

    // ---- the form of one page

    // What stands on it: no source, not who submitted it nor for which agency, no moment but days.
    struct FormRow {
        std::string key;
        std::string text;
    };
    std::vector<FormRow> form_rows(Intelligence const& room, Visit const& visit,
        OneText const& found, Handling const& handling)
    {
        auto const& [beside, text] = found;
        auto const& stands = *beside.work.grade();
        auto const label = [&](char const* list, std::string const& code) {
            auto const one = room.facts.code(list, code);
            return one ? one->label : code;
        };
        auto const day = [](Instant at) { return london::day_of(at).in_words(); };
        std::vector<FormRow> rows{{"Unique reference", beside.one.reference.write()},
            {"Received", beside.one.received_at ? day(*beside.one.received_at) : std::string()},
            {"Source evaluation", label("source_evaluation", stands.source)},
            {"Information assessment", label("information_assessment", stands.information)},
            {"Handling", std::string(name_of(handling.code))},
            {"Handling conditions", write_conditions(handling.conditions)},
            {"Graded by", room.name_of(visit.reading(), stands.by) + ", " + day(stands.at)},
            {"Text", std::to_string(text.number)},
            {"Sanitised by", room.name_of(visit.reading(), text.by) + ", " + day(text.at)}};
        if (text.decided_at)
            rows.push_back({"Authorised by",
                room.name_of(visit.reading(), text.decided_by) + ", " + day(*text.decided_at)});
        return rows;
    }

    Result<OneText> leaving_text(Visit const& visit, Request const& request)
    {
        auto found = TRY(asked_text(visit, request));
        TRY(visit.may("take out", facts_of(found.text)));
        if (!found.text.may_leave())
            return not_found();
        return found;
    }

    Result<Response> print_form(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const found = TRY(leaving_text(visit, request));
        auto const handling = handling_of(found.text, *found.beside.work.grade());
        auto rows = Value::array();
        for (auto const& row : form_rows(room, visit, found, handling))
            if (!row.text.empty())
                rows.push(Value::object({{"key", row.key}, {"text", row.text}}));
        return room.pages.show(visit, "intelligence/form_3x5x2.njk",
            Value::object({{"reference", found.beside.one.reference.write()}, {"rows", rows},
                {"handled_text", handled_view(found.text.text, handling)},
                {"printed", london::in_words(visit.now())}}));
    }

    Result<Response> take_form(Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const found = TRY(leaving_text(visit, request));
        auto const handling = handling_of(found.text, *found.beside.work.grade());
        std::vector<std::string> heads;
        std::vector<std::string> cells;
        for (auto const& row : form_rows(room, visit, found, handling)) {
            heads.push_back(row.key);
            cells.push_back(row.text);
        }
        heads.emplace_back("Sanitised text");
        cells.push_back(found.text.text);
        TRY(visit.change([&](Change& change) { return take_form_out(change, found.text, "CSV"); }));
        return http::file(csv::line(heads) + csv::line(cells), "text/csv; charset=utf-8",
            "intelligence-report.csv");
    }
} // namespace

void add_text_routes(access::Routes::OfRoom<Intelligence>& routes)
{
    std::string const texts = "/intelligence/{submission}/texts/";
    routes.get(texts + "new", "intelligence_submission:sanitise", ask_text);
    routes.post(texts + "new", "intelligence_submission:sanitise", send_text);
    routes.get(texts + "{text}", "intelligence_text:read", show_text);
    routes.post(texts + "{text}", "intelligence_text:authorise", send_decision);
    routes.get(texts + "{text}/form", "intelligence_text:take out", print_form);
    routes.post(texts + "{text}/form.csv", "intelligence_text:take out", take_form);
}

} // namespace kith::intelligence
