// SPDX-License-Identifier: MIT
// An adult who does not agree: the notice without identity, its paper and its file. What leaves is
// drawn from `Leaving` alone; the person's name stands on the page, and never on the paper.
#include "base/london.h"
#include "justice/pages.h"
#include "justice/views.h"

namespace kith::justice {
namespace {
    using html::Value;

    FormPage notify_page(
        Visit const& visit, people::Person const& person, std::string const& of_case)
    {
        FormPage page;
        page.form = notice_form;
        page.action = address_of(person.id) + "/notify";
        page.back = address_of(person.id);
        page.back_text = "Back to referral and justice";
        page.button = "Record it as prepared";
        page.about = name_line(visit, person);
        page.warning
            = "For an adult alone, who does not agree to a referral. Nothing that says who "
              "they are leaves: choices and years alone.";
        page.who_can_see = "you until you record it, then " + std::string(justice_readers);
        page.draft_of = thing(person.id);
        page.beside = {"case"};
        page.extra = Value::object({{"case", of_case}});
        return page;
    }

    CaseId case_of_text(std::string const& text)
    {
        auto const id = CaseId::read(text);
        return id ? *id : CaseId();
    }

    std::string band_of(int age)
    {
        constexpr std::pair<int, char const*> bands[]
            = {{25, "18_24"}, {35, "25_34"}, {45, "35_44"}, {55, "45_54"}, {65, "55_64"}};
        for (auto const& [below, code] : bands)
            if (age < below)
                return code;
        return "65_over";
    }

    forms::Answers notice_prefilled(Justice const& room, Visit const& visit,
        people::Person const& person, std::optional<cases::Case> const& of_case)
    {
        auto const& form = room.forms.form(notice_form);
        forms::Answers answers(form.name, form.version);
        answers.set("sex", person.sex);
        if (person.birth && !person.birth->about && person.birth->day) {
            auto const today = london::day_of(visit.now());
            auto const birth = person.birth->first();
            auto const had_birthday
                = std::pair(birth.month(), birth.day()) <= std::pair(today.month(), today.day());
            answers.set("age_band", band_of(today.year() - birth.year() - (had_birthday ? 0 : 1)));
        }
        if (!of_case)
            return answers;
        std::vector<std::string> kinds;
        std::set<std::string> seen;
        for (auto const& strand : of_case->strands)
            if (auto kind = exploitation_of_harm(strand, Route::adult); !kind.empty())
                if (seen.insert(kind).second)
                    kinds.push_back(kind);
        if (!kinds.empty())
            answers.set("exploitation", kinds);
        return answers;
    }

    Result<Response> ask_notify(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "duty_notice"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const of_case
            = TRY(case_of(visit, person.id, case_of_text(std::string(request.query("case")))));
        auto const text = of_case ? of_case->id.write() : std::string();
        auto page = notify_page(visit, person, text);
        auto sent = with_draft(room, visit, page, notice_prefilled(room, visit, person, of_case));
        if (sent.draft_saved)
            page = notify_page(visit, person, sent.values.get("case").text());
        return ask(room, visit, page, sent);
    }

    Result<Response> take_notify(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "duty_notice"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto sent = TRY(read_sent(room, notify_page(visit, person, ""), request));
        auto const page = notify_page(visit, person, sent.values.get("case").text());
        auto draft = TRY(draft_asked(room, visit, page, sent, request));
        if (draft)
            return std::move(*draft);
        if (!sent.reading.ok())
            return ask(room, visit, page, sent, http::Status::unprocessable);
        Notice wanted;
        wanted.person = person.id;
        wanted.of_case = case_of_text(sent.values.get("case").text());
        wanted.owner_agency = visit.visitor().agency;
        wanted.leaving = leaving_from(sent.answers());
        auto const problems
            = problems_with(room, visit, person.id, wanted.leaving, doubt_in(sent.answers()));
        if (!problems.empty())
            return refused(room, visit, page, std::move(sent), problems);
        auto const made = visit.change([&](Change& change) {
            return forms::once<NoticeId>(change, sent.key,
                request.path() + "\n" + sent.answers().to_json(), [&]() -> Result<NoticeId> {
                    room.drafts.remove(change.writing(), visit.visitor().account, sent.draft);
                    auto const prepared = TRY(prepare_notice(room, change, wanted,
                        doubt_in(sent.answers()), sent.answers().text("kept_here")));
                    return prepared.id;
                });
        });
        if (!made)
            return refused(room, visit, page, std::move(sent), {made.error()});
        return http::see_other(address_of(*made) + "?said=prepared");
    }

    Result<Notice> notice_in(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<NoticeId>("notice"));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may(act, facts));
        return one;
    }

    Value rows_view(std::vector<NoticeRow> const& rows)
    {
        return Value::each(rows, [](NoticeRow const& row) {
            std::string text;
            for (auto const& one : row.texts)
                text += (text.empty() ? "" : ", ") + one;
            return Value::object({{"key", row.key}, {"text", text}});
        });
    }

    Response draw_notice(
        Justice const& room, Visit const& visit, Notice const& notice, PageTyped const& typed)
    {
        auto const facts = facts_of(visit, notice);
        auto const may_change = facts && visit.permits("change", *facts);
        auto const person = people::find(visit, notice.person);
        auto const entries = entries_of(visit, notice);
        auto const stands = where_it_stands(entries);
        auto next = Value::array();
        for (auto const kind : {NoticeEntryKind::sent, NoticeEntryKind::withdrawn})
            if (stands && stands->kind < kind)
                next.push(Value::object({{"value", std::string(name_of(kind))},
                    {"text", std::string(in_words_of(kind))}}));
        auto page = Value::object({{"section", "/people"}, {"href", address_of(notice.id)},
            {"reference", notice.reference.write()},
            {"name", person ? name_line(visit, *person) : std::string()},
            {"person_href", address_of(notice.person)}, {"state", state_of(entries)},
            {"rows", rows_view(rows_that_leave(room, notice))},
            {"entries", entries_view(room, visit, notice, may_change)}, {"next", next},
            {"may_change", may_change}, {"may_export", facts && visit.permits("export", *facts)},
            {"who_can_see", justice_readers}});
        show_typed(page, typed);
        return room.pages.show(visit, "justice/notice.njk", page, status_of(typed.problems));
    }

    Result<Response> show_notice(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const notice = TRY(notice_in(visit, request, "read"));
        auto const said = request.query("said");
        PageTyped typed;
        typed.notice = said == "prepared"
            ? "It is prepared. Print or export it, send it, and record here when and how."
            : said == "recorded"   ? "It is recorded."
            : said == "taken-back" ? "The entry is taken back. It stays in the list."
                                   : "";
        return draw_notice(room, visit, notice, typed);
    }

    // What leaves, and nothing else: no block of this page is given anything of the person.
    Result<Response> print_notice(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const notice = TRY(notice_in(visit, request, "export"));
        TRY(check_is_adult(room, visit, notice.person, AdultDoubted::no));
        auto const facts = TRY(facts_of(visit, notice));
        TRY(visit.change([&](Change& change) { return note_export(change, facts, "On paper"); }));
        auto const head = head_of(room, notice);
        auto page = Value::object(
            {{"section", "/people"}, {"reference", head.reference.write()}, {"from", head.agency},
                {"on", head.on.in_words()}, {"rows", rows_view(rows_that_leave(room, notice))}});
        return room.pages.show(visit, "justice/notice_print.njk", page);
    }

    Result<Response> export_notice(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const notice = TRY(notice_in(visit, request, "export"));
        TRY(check_is_adult(room, visit, notice.person, AdultDoubted::no));
        auto const facts = TRY(facts_of(visit, notice));
        TRY(visit.change([&](Change& change) { return note_export(change, facts, "As JSON"); }));
        return http::file(write_json(head_of(room, notice), rows_that_leave(room, notice)),
            "application/json", "notice-" + notice.reference.write() + ".json");
    }

    Result<Response> after_notice(Justice const& room, Visit const& visit, NoticeId id,
        http::FormData const& form, Done const& made, char const* said)
    {
        if (made)
            return http::see_other(address_of(id) + "?said=" + said);
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        auto const stands = TRY(find(visit, id));
        return draw_notice(room, visit, stands, {links::values_of(form), {made.error()}, {}});
    }

    Result<Response> take_notice_entry(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto const notice = TRY(notice_in(visit, request, "change"));
        auto const form = TRY(request.form());
        std::vector<Error> problems;
        NoticeEntry typed;
        auto const kind = read_notice_entry(form.first("kind"));
        if (!kind || *kind == NoticeEntryKind::prepared)
            problems.push_back(invalid("Choose what came", "kind"));
        typed.kind = kind.value_or(NoticeEntryKind::sent);
        typed.on = day_in(form, "on", problems).value_or(london::day_of(visit.now()));
        typed.words = links::text_of(form, "words");
        typed.reference = links::text_of(form, "reference");
        if (problems.empty())
            problems = problems_of(entries_of(visit, notice), typed, london::day_of(visit.now()));
        if (!problems.empty())
            return draw_notice(room, visit, notice, {links::values_of(form), problems, {}});
        auto const made = visit.change([&](Change& change) -> Done {
            TRY(record_entry(room, change, notice.id, typed));
            return done();
        });
        return after_notice(room, visit, notice.id, form, made, "recorded");
    }

    Result<Response> take_notice_entry_away(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto const notice = TRY(notice_in(visit, request, "change"));
        auto const entry = TRY(request.id<NoticeEntryId>("entry"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return take_back(room, change, notice.id, entry, links::text_of(form, "taken_back"));
        });
        return after_notice(room, visit, notice.id, form, made, "taken-back");
    }
} // namespace

void add_notice_routes(access::Routes::OfRoom<Justice>& routes)
{
    std::string const person = "/justice/people/{person}";
    routes.get(person + "/notify", "duty_notice:create", ask_notify);
    routes.post(person + "/notify", "duty_notice:create", take_notify);
    std::string const notice = "/justice/notices/{notice}";
    routes.get(notice, "duty_notice:read", show_notice);
    routes.get(notice + "/print", "duty_notice:export", print_notice);
    routes.post(notice + "/export", "duty_notice:export", export_notice);
    routes.post(notice + "/entries", "duty_notice:change", take_notice_entry);
    routes.post(
        notice + "/entries/{entry}/take-back", "duty_notice:change", take_notice_entry_away);
}

} // namespace kith::justice
