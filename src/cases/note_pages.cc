// SPDX-License-Identifier: MIT
#include "cases/note_pages.h"
#include "base/london.h"
#include "cases/note_typed.h"
#include "cases/note_views.h"
#include "cases/views.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;
    using http::Status;

    // What a form of a note shows beside what was typed.
    struct NoteSheet {
        TypedNote typed = {};
        forms::Draft draft = {}; // of one that is not sent yet
        std::string notice = {};
        Status status = Status::ok;
        std::optional<Note> stands = {}; // the note that is put right
        bool unfolded = false;           // what else can be said stands open
        bool late = false;
        bool own_too = false; // to be added: also those whom the visitor works with
    };

    Value note_drafts_view(Cases const& room, Visit const& visit, DraftId open)
    {
        auto list = Value::array();
        auto const account = visit.visitor().account;
        for (auto const& line : room.drafts.list(visit.reading(), account)) {
            if (line.form != note_form || line.id == open)
                continue;
            auto const draft = room.drafts.find(visit.reading(), account, line.id);
            auto said = draft ? draft->answers.text("said") : std::string();
            said = said.substr(0, said.find('\n'));
            if (said.size() > 60)
                said = said.substr(0, said.find_last_of(' ', 60)) + " …";
            list.push(Value::object({{"href", "/notes/new?draft=" + line.id.write()},
                {"id", line.id.write()}, {"saved", london::in_words(line.saved_at)},
                {"begins", said.empty() ? "Nothing in words yet" : said}}));
        }
        return list;
    }

    Response show_note_sheet(Cases const& room, Visit const& visit, NoteSheet const& sheet)
    {
        auto const own_too = sheet.own_too || (sheet.typed.note.parts.empty() && !sheet.stands);
        auto page = note_form_view(
            room, visit, sheet.typed, own_too ? Offered::own_too : Offered::linked);
        page["section"] = "/notes/new";
        auto const& draft = sheet.draft;
        page["action"]
            = sheet.stands ? address_of(sheet.stands->id) + "/correct" : std::string("/notes/new");
        page["draft"] = Value::object(
            {{"id", draft.id.write()}, {"revision", draft.revision}, {"key", draft.key}});
        page["notice"] = sheet.notice;
        page["correcting"] = sheet.stands.has_value();
        page["version"] = sheet.typed.note.version;
        auto folded_problem = false;
        for (auto const& problem : sheet.typed.problems)
            folded_problem = folded_problem || problem.field != "said";
        auto const nobody = sheet.typed.note.parts.empty();
        auto const gone = !sheet.typed.gone.empty();
        auto const quick = nobody && !gone && !sheet.stands; // a name saves it
        page["quick"] = quick;
        page["open"] = sheet.unfolded || folded_problem || gone || sheet.stands.has_value()
            || (quick && page.get("choices").items().empty());
        if (sheet.stands) {
            page["back"] = address_of(sheet.stands->id);
            if (sheet.late)
                page["standing"] = note_view(room, visit, *sheet.stands);
        } else
            page["drafts"] = note_drafts_view(room, visit, draft.id);
        return room.pages.show(visit, "cases/note_form.njk", page, sheet.status);
    }

    forms::Draft fresh_note_draft(Visit const& visit)
    {
        forms::Draft draft;
        draft.id = DraftId::fresh();
        draft.account = visit.visitor().account;
        draft.key = forms::fresh_key();
        draft.answers = forms::Answers(note_form, 1);
        return draft;
    }

    // Whom the address of the form names.
    std::string subject_asked(Visit const& visit, Request const& request)
    {
        if (auto const id = CaseId::read(request.query("case")); id) {
            auto const one = find(visit, *id);
            return one ? one->subject.kind + ":" + one->subject.id.write() : std::string();
        }
        for (auto const* const kind : {"person", "context"})
            if (auto const asked = request.query(kind); !asked.empty())
                return std::string(kind) + ":" + std::string(asked);
        return {};
    }

    // Where somebody says first why they open whom the note would be about.
    std::optional<std::string> page_that_asks_why(
        Cases const& room, Visit const& visit, std::string const& key)
    {
        auto const colon = key.find(':');
        if (colon == std::string::npos)
            return std::nullopt;
        auto const id = Uuid::read(key.substr(colon + 1));
        if (!id)
            return std::nullopt;
        auto const subject = room.links.seen.kept(visit, {key.substr(0, colon), *id});
        if (!room.links.seen.may_know(visit, subject) || opens_for_note(room, visit, subject))
            return std::nullopt;
        return (subject.kind == "person" ? "/people/" : "/contexts/") + subject.id.write();
    }

    Result<Response> ask_note(Cases const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "note"))
            return not_found();
        NoteSheet sheet;
        sheet.draft = fresh_note_draft(visit);
        http::FormData form;
        auto const key = subject_asked(visit, request);
        if (auto const asked = DraftId::read(request.query("draft")); asked) {
            sheet.draft = TRY(room.drafts.find(visit.reading(), visit.visitor().account, *asked));
            if (sheet.draft.answers.form() != note_form)
                return not_found();
            form = form_of_answers(sheet.draft.answers);
        } else if (!key.empty()) {
            if (auto const first = page_that_asks_why(room, visit, key))
                return http::see_other(*first);
            form.add("subject-1", key);
        }
        sheet.typed = read_note_form(room, visit, form);
        if (!key.empty() && sheet.typed.note.parts.empty())
            return not_found();
        sheet.typed.problems.clear(); // nothing was sent yet
        auto const said = request.query("said");
        sheet.notice = said == "saved" ? "Your draft is saved. Only you can see it."
            : said == "removed"        ? "The draft is gone."
            : said == "undone"
            ? "The note is taken back. What it said is below, as a draft that only you can see."
            : "";
        return show_note_sheet(room, visit, sheet);
    }

    // As it is kept now: under an id of its own where another window was first.
    Result<forms::Draft> keep_note_draft(Cases const& room, Change& change, forms::Draft draft)
    {
        auto saved = room.drafts.save(change.writing(), draft);
        if (!saved) {
            draft.id = DraftId::fresh();
            draft.key = forms::fresh_key();
            draft.revision = 0;
            saved = room.drafts.save(change.writing(), draft);
        }
        draft.revision = TRY(std::move(saved));
        return draft;
    }

    Result<Response> save_note_draft(
        Cases const& room, Visit const& visit, Request const& request, forms::Draft const& draft)
    {
        auto const kept = TRY(
            visit.change([&](Change& change) { return keep_note_draft(room, change, draft); }));
        if (!request.wants_json())
            return http::see_other("/notes/new?draft=" + kept.id.write() + "&said=saved");
        auto const at = london::time_of(visit.now());
        return http::json(fmt::format(R"({{"draft": "{}", "revision": {}, "at": "{:02}:{:02}"}})",
            kept.id.write(), kept.revision, at.hour, at.minute));
    }

    Result<Response> remove_note_draft(Cases const& room, Visit const& visit, DraftId id)
    {
        TRY(visit.change([&](Change& change) -> Done {
            room.drafts.remove(change.writing(), visit.visitor().account, id);
            return done();
        }));
        return http::see_other("/notes/new?said=removed");
    }

    forms::Draft sent_note_draft(
        Visit const& visit, http::FormData const& form, TypedNote const& typed)
    {
        auto draft = fresh_note_draft(visit);
        if (auto const id = DraftId::read(form.first("draft")); id)
            draft.id = *id;
        draft.revision = std::atoll(std::string(form.first("revision")).c_str());
        if (auto const key = form.first("key"); !key.empty())
            draft.key = key;
        draft.saved_at = visit.now();
        draft.answers = answers_of_note(typed);
        return draft;
    }

    Result<NoteId> send_note(Cases const& room, Visit const& visit, NoteSheet const& sheet)
    {
        auto const asked = sheet.draft.answers.to_json();
        return visit.change([&](Change& change) {
            return forms::once<NoteId>(change, sheet.draft.key, asked, [&]() -> Result<NoteId> {
                auto const made = TRY(write_note(room, change, sheet.typed.note));
                room.drafts.remove(change.writing(), visit.visitor().account, sheet.draft.id);
                return made.id;
            });
        });
    }

    Result<Response> record_note(Cases const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "note"))
            return not_found();
        auto const form = TRY(request.form());
        if (auto const unwanted = DraftId::read(form.first("remove")); unwanted)
            return remove_note_draft(room, visit, *unwanted);
        NoteSheet sheet;
        sheet.typed = read_note_form(room, visit, form);
        sheet.draft = sent_note_draft(visit, form, sheet.typed);
        if (form.has("save"))
            return save_note_draft(room, visit, request, sheet.draft);
        auto& problems = sheet.typed.problems;
        if (form.has("add") || form.has("without")) {
            sheet.unfolded = true;
            sheet.own_too = form.first("add") == "own";
            sheet.status = problems.empty() ? Status::ok : Status::unprocessable;
            return show_note_sheet(room, visit, sheet);
        }
        for (auto& problem : problems_of_note(room, visit, sheet.typed.note))
            problems.push_back(std::move(problem));
        if (!problems.empty()) {
            sheet.status = Status::unprocessable;
            return show_note_sheet(room, visit, sheet);
        }
        auto const made = send_note(room, visit, sheet);
        if (made)
            return http::see_other(address_of(*made) + "?said=saved");
        if (made.error().code != Code::invalid)
            return made.error();
        problems.push_back(made.error());
        sheet.draft.key = forms::fresh_key();
        sheet.status = Status::unprocessable;
        return show_note_sheet(room, visit, sheet);
    }

    struct AskedNote {
        std::optional<Note> note;
        std::string why_first = {}; // the page that asks why the visitor looks
    };
    Result<AskedNote> asked_note(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<NoteId>("note"));
        auto note = find_note(room, visit, id);
        if (note)
            return AskedNote{std::move(*note)};
        auto const first = asks_why_first(room, visit, id);
        if (!first)
            return note.error();
        return AskedNote{std::nullopt,
            (first->kind == "person" ? "/people/" : "/contexts/") + first->id.write()};
    }

    Result<Response> show_note(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(asked_note(room, visit, request));
        if (!asked.note)
            return http::see_other(asked.why_first);
        auto const said = request.query("said");
        return room.pages.show(visit, "cases/note.njk",
            Value::object({{"section", "/notes/new"}, {"note", note_view(room, visit, *asked.note)},
                {"notice",
                    said == "saved"       ? "The note is saved."
                        : said == "right" ? "The note is put right. What stood before is kept."
                        : said == "done"  ? "Done."
                        : said == "too-late"
                        ? "The ten minutes to undo it are over. Put it right instead: what stood "
                          "before is kept."
                        : ""}}));
    }

    Result<Response> print_note(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(asked_note(room, visit, request));
        if (!asked.note)
            return http::see_other(asked.why_first);
        return room.pages.show(visit, "cases/note_print.njk",
            Value::object({{"note", note_view(room, visit, *asked.note)},
                {"today", london::in_words(visit.now())}}));
    }

    Result<Response> copy_note(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(asked_note(room, visit, request));
        if (!asked.note)
            return http::see_other(asked.why_first);
        return http::text(note_as_text(room, visit, *asked.note));
    }

    Result<Response> take_note_back(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<NoteId>("note"));
        auto const draft = visit.change([&](Change& change) -> Result<DraftId> {
            auto said = TRY(undo_note(room, change, id));
            std::erase_if(said.parts,
                [&](NotePart const& part) { return !opens_for_note(room, change, part.subject); });
            auto const typed = read_note_form(room, change, filled_note_form(said));
            auto back = fresh_note_draft(change);
            back.saved_at = change.now();
            back.answers = answers_of_note(typed);
            back = TRY(keep_note_draft(room, change, back));
            return back.id;
        });
        if (!draft && draft.error().code == Code::conflict) // nobody else saved: it is late
            return http::see_other("/notes/" + id.write() + "?said=too-late");
        if (!draft)
            return draft.error();
        return http::see_other("/notes/new?draft=" + draft->write() + "&said=undone");
    }

    Result<Response> next_step_done(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<NoteId>("note"));
        TRY(visit.change([&](Change& change) { return finish_next_step(room, change, id); }));
        return http::see_other(address_of(id) + "?said=done");
    }

    // The author's own, as it stands.
    Result<Note> note_to_correct(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<NoteId>("note"));
        auto const note = TRY(find_note(room, visit, id));
        TRY(visit.may("change", facts_of_note(room, visit, note)));
        if (note.withdrawn)
            return not_found();
        return note;
    }

    Result<Response> ask_note_correction(
        Cases const& room, Visit const& visit, Request const& request)
    {
        NoteSheet sheet;
        sheet.stands = TRY(note_to_correct(room, visit, request));
        sheet.typed = read_note_form(room, visit, filled_note_form(*sheet.stands));
        return show_note_sheet(room, visit, sheet);
    }

    Result<Response> correct_note_page(
        Cases const& room, Visit const& visit, Request const& request)
    {
        NoteSheet sheet;
        sheet.stands = TRY(note_to_correct(room, visit, request));
        auto const form = TRY(request.form());
        sheet.typed = read_note_form(room, visit, form);
        auto& typed = sheet.typed;
        typed.note.id = sheet.stands->id;
        for (auto& problem : problems_of_note(room, visit, typed.note))
            typed.problems.push_back(std::move(problem));
        if (typed.reason.empty())
            typed.problems.push_back(invalid("Say why the note changes", "reason"));
        sheet.status = Status::unprocessable;
        if (!typed.problems.empty())
            return show_note_sheet(room, visit, sheet);
        auto const saved = visit.change(
            [&](Change& change) { return correct_note(room, change, typed.note, typed.reason); });
        if (saved)
            return http::see_other(address_of(saved->id) + "?said=right");
        sheet.late = saved.error().code == Code::conflict;
        if (saved.error().code != Code::invalid && !sheet.late)
            return saved.error();
        typed.problems.push_back(saved.error());
        if (sheet.late) {
            sheet.stands = TRY(note_to_correct(room, visit, request));
            typed.note.version = sheet.stands->version; // seen now
            sheet.status = Status::conflict;
        }
        return show_note_sheet(room, visit, sheet);
    }

    std::vector<Thing> records_for_notes(Visit const& visit, PersonId person)
    {
        std::vector<Thing> all;
        for (auto const record : people::records_of(visit.reading(), person))
            all.push_back(thing(record));
        return all;
    }

    std::optional<Value> notes_of_case(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const add = "/notes/new?case=" + one.id.write();
        if (one.of_context())
            return notes_panel(room, visit, {one.subject}, add);
        auto const kept = people::kept_of(visit.reading(), PersonId(one.subject.id));
        return notes_panel(room, visit, records_for_notes(visit, kept), add);
    }

    std::vector<actions::Line> next_step_lines(Cases const& room, Visit const& visit)
    {
        std::vector<actions::Line> lines;
        for (auto const& note : list_next_steps(room, visit)) {
            actions::Action day; // due at the end of its day
            day.due = *note.next_due;
            lines.push_back({"See to", "what comes next after a note of yours",
                "Written on " + london::in_words(note.created_at), address_of(note.id),
                day.due_at()});
        }
        return lines;
    }

    // Records that were joined are taken apart: a note stays, or goes to the other.
    people::LaterKind later_notes(Cases const& room)
    {
        return {"note",
            [&room](Visit const& visit, PersonId record, Instant after) {
                std::vector<people::LaterRow> rows;
                for (auto const& note : list_written_on(room, visit, record, after))
                    if (auto const* const part = note.part_of(thing(record)))
                        rows.push_back(
                            {"note", note.id.uuid(), record, told_of_note(room, note, *part), {},
                                note.created_by, note.owner_agency});
                return rows;
            },
            [&room](Change& change, people::LaterRow const& row, PersonId to,
                std::string const& reason) {
                move_note_part(room, change, NoteId(row.id), row.record, to, reason);
            }};
    }

    // "?person=…": whom or what the page is about that somebody writes a note from.
    std::string subject_of_page(Value const& page)
    {
        constexpr std::size_t id_length = 36;
        for (auto const& [about, path] :
            {std::pair{"case", "/cases/"}, {"person", "/people/"}, {"context", "/contexts/"}}) {
            auto const href = page.get(about).get("href").text();
            if (href.starts_with(path) && href.size() == std::string_view(path).size() + id_length)
                return std::string("?") + about + "=" + href.substr(href.size() - id_length);
        }
        return {};
    }

    void add_note_boxes(Cases& room)
    {
        room.people.panels.emplace_back([&room](Visit const& visit, people::Person const& person) {
            return notes_panel(room, visit, records_for_notes(visit, person.id),
                "/notes/new?person=" + person.id.write());
        });
        room.contexts.panels.emplace_back(
            [&room](Visit const& visit, contexts::Context const& context) {
                return notes_panel(
                    room, visit, {thing(context.id)}, "/notes/new?context=" + context.id.write());
            });
        room.panels.emplace_back([&room](Visit const& visit, Case const& one) {
            return notes_of_case(room, visit, one);
        });
        room.home.lines.emplace_back(
            [&room](Visit const& visit) { return next_step_lines(room, visit); });
    }
} // namespace

void join_notes(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/notes/new", "note:create", ask_note);
    routes.post("/notes/new", "note:create", record_note);
    routes.get("/notes/{note}", "note:read", show_note);
    routes.get("/notes/{note}/print", "note:read", print_note);
    routes.get("/notes/{note}/text", "note:read", copy_note);
    routes.post("/notes/{note}/undo", "note:withdraw", take_note_back);
    routes.post("/notes/{note}/next-done", "note:change", next_step_done);
    routes.get("/notes/{note}/correct", "note:change", ask_note_correction);
    routes.post("/notes/{note}/correct", "note:change", correct_note_page);
    add_note_api(routes);
    for (auto const& operation : note_operations())
        house.operations.push_back(operation);
    room.links.seen.add(
        "note",
        [&room](Visit const& visit, Uuid const& id) { return knows_note(room, visit, NoteId(id)); },
        [](Visit const&, Uuid const& id) -> links::Shown {
            return {"A note", address_of(NoteId(id))};
        });
    add_note_boxes(room);
    room.people.later_kinds.push_back(later_notes(room));
    house.navigation.push_back({"New note", "/notes/new", "create", "note", subject_of_page});
}

} // namespace kith::cases
