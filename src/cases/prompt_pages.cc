// SPDX-License-Identifier: MIT
#include "cases/prompt_pages.h"
#include "base/london.h"
#include "cases/case_desk_page.h"
#include "cases/fact_prompt.h"
#include "cases/prompt_acts.h"
#include "cases/views.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;

    std::string prompts_address(Case const& one) { return address_of(one.id) + "/prompts"; }

    bool may_answer(Visit const& visit, Case const& one)
    {
        auto const facts = facts_of(visit, one);
        return facts && one.is_open() && visit.permits("answer prompt", *facts);
    }

    std::string kinds_in_words(Cases const& room, Case const& one, Prompt const& prompt)
    {
        std::set<std::string> told;
        std::string words;
        for (auto const& reason : prompt.reasons)
            if (told.insert(reason.kind).second)
                words += (words.empty() ? "" : "; ") + trigger_label(room, one, reason.kind);
        return words;
    }

    std::optional<Value> prompts_panel(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const prompts = prompts_shown(room, visit, one);
        if (prompts.empty())
            return std::nullopt;
        auto rows = Value::array();
        for (auto const& prompt : prompts)
            if (prompt.waits() && one.is_open())
                rows.push(Value::object(
                    {{"href",
                         may_answer(visit, one) ? prompts_address(one) + "/" + prompt.id.write()
                                                : prompts_address(one)},
                        {"text", kinds_in_words(room, one, prompt)},
                        {"detail", prompt.on.in_words()}, {"status", "Look again"}}));
        auto panel = Value::object({{"title", "Look again before the next review"}, {"rows", rows},
            {"link",
                Value::object({{"text", "All that asked for another look, and what it changed"},
                    {"href", prompts_address(one)}})}});
        if (rows.size() == 0)
            panel["text"] = "Nothing waits.";
        return panel;
    }

    std::vector<actions::Line> lines_of_prompts(Cases const& room, Visit const& visit)
    {
        std::vector<actions::Line> lines;
        if (!visit.could("answer prompt", "case"))
            return lines;
        for (auto const id : cases_prompted(visit)) {
            auto const one = find(visit, id);
            if (!one || !may_answer(visit, *one))
                continue;
            for (auto const& prompt : prompts_shown(room, visit, *one))
                if (prompt.waits())
                    lines.push_back({"Look again at", "case " + one->reference.write(),
                        kinds_in_words(room, *one, prompt) + ", " + prompt.on.in_words(),
                        prompts_address(*one) + "/" + prompt.id.write()});
        }
        return lines;
    }

    struct PromptPage {
        Prompt prompt;
        html::Value values = Value::object();
        std::set<std::string> changes = {};
        std::vector<Error> problems = {};
        http::Status status = http::Status::ok;
    };

    Response draw_prompt(
        Cases const& room, Visit const& visit, Case const& one, PromptPage const& typed)
    {
        auto const today = london::day_of(visit.now());
        auto const runs = review_clock(visit, one.id);
        auto page = Value::object({{"section", one.of_context() ? "/contexts" : "/people"},
            {"case", case_view(room, visit, one)},
            {"prompt", prompt_view(room, visit, one, typed.prompt)}, {"values", typed.values},
            {"problems", problems_view(typed.problems)},
            {"review_due", runs ? london::day_of(runs->due_at).in_words() : std::string()},
            {"answers",
                Value::each(room.facts.codes("prompt_answer", today),
                    [&](directory::ListedCode const& code) {
                        return Value::object({{"value", code.code}, {"text", code.label},
                            {"checked", typed.changes.contains(code.code)}});
                    })}});
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "cases/prompt.njk", page, typed.status);
    }

    // Rule 3 of prompt.h: as the page carried them; none of a form that carried none.
    std::set<Uuid> reasons_read(http::FormData const& form)
    {
        std::set<Uuid> read;
        for (auto const text : form.all("read"))
            if (auto const id = Uuid::read(text))
                read.insert(*id);
        return read;
    }

    // The prompt of the request, if this visit may be told of it.
    Result<Prompt> prompt_in(
        Cases const& room, Visit const& visit, Case const& one, Request const& request)
    {
        auto const text = TRY(request.segment("prompt"));
        auto const id = Uuid::read(text);
        if (!id)
            return not_found();
        for (auto& prompt : prompts_shown(room, visit, one))
            if (prompt.id == *id)
                return std::move(prompt);
        return not_found();
    }

    void hear_what_asks(Cases& room)
    {
        room.prompted = [&room](Change& change, Thing const& subject, std::string const& kind,
                            std::string const& said, Thing const& from) {
            ask_for_a_look(room, change, {subject, kind, said, from});
            return done();
        };
        room.links.store.heard.emplace_back([&room](Change& change, links::Event const& event,
                                                std::vector<links::Joined> const& about) {
            auto const kind = event.kind == "change_of_home" ? "placement_move"
                : event.kind == "change_of_school"           ? "exclusion"
                                                             : "";
            if (*kind)
                for (auto const& joined : about)
                    if (joined.thing.kind == "person")
                        ask_for_a_look(room, change,
                            {joined.thing, kind, event.when_in_words(), event.drawn_from,
                                ToldTo::who_knows_source});
            return done();
        });
        room.people.fact_added.emplace_back(
            [&room](Change& change, people::Person const& person, people::Fact const& fact) {
                auto const asks = prompt_of_fact(room.facts, fact,
                    people::list_facts(change, person), london::day_of(change.now()));
                if (asks)
                    ask_for_a_look(room, change,
                        {thing(person.id), asks->kind, asks->said, thing(person.id),
                            ToldTo::who_knows_source, {}, asks->last_day});
                return done();
            });
        room.contexts.changed.emplace_back([&room](Change& change, contexts::Context const& stood,
                                               contexts::Context const& stands) {
            if (auto const said = changes_that_ask(stood, stands); !said.empty())
                context_happened(room, change, stands.id, said);
            return done();
        });
    }
} // namespace

Value prompt_view(Cases const& room, Visit const& visit, Case const& one, Prompt const& prompt)
{
    auto reasons = Value::array();
    for (auto const& reason : prompt.reasons) {
        auto const shown = reason_shown(room, visit, one, reason);
        reasons.push(
            Value::object({{"id", reason.id.write()}, {"text", shown.text}, {"href", shown.href}}));
    }
    auto view = Value::object(
        {{"id", prompt.id.write()}, {"on", prompt.on.in_words()}, {"waits", prompt.waits()},
            {"href", prompts_address(one) + "/" + prompt.id.write()}, {"reasons", reasons}});
    if (prompt.waits())
        return view;
    std::string changes;
    for (auto const& code : prompt.changes)
        changes += (changes.empty() ? "" : ". ") + label_of(room, "prompt_answer", code);
    if (prompt.review_due)
        changes += ", to " + prompt.review_due->in_words();
    view["changes"] = changes;
    view["because"] = prompt.because;
    view["by"] = room.name_of(visit.reading(), prompt.answered_by);
    view["at"] = london::day_of(*prompt.answered_at).in_words();
    return view;
}

Result<Response> show_prompts(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    auto const prompts = prompts_shown(room, visit, one);
    auto const page = Value::object({{"section", one.of_context() ? "/contexts" : "/people"},
        {"case", case_view(room, visit, one)}, {"may_answer", may_answer(visit, one)},
        {"prompts",
            Value::each(prompts,
                [&](Prompt const& prompt) { return prompt_view(room, visit, one, prompt); })},
        {"notice", request.query("said") == "answered" ? "What it changed is recorded." : ""}});
    return room.pages.show(visit, "cases/prompts.njk", page);
}

Result<Response> ask_prompt(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "answer prompt"));
    PromptPage page;
    page.prompt = TRY(prompt_in(room, visit, one, request));
    if (!page.prompt.waits())
        return http::see_other(prompts_address(one));
    return draw_prompt(room, visit, one, page);
}

Result<Response> take_prompt(Cases const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const one = TRY(case_to(visit, request, "answer prompt"));
    PromptPage page;
    page.prompt = TRY(prompt_in(room, visit, one, request));
    page.values = links::values_of(form);
    PromptAnswer answer;
    for (auto const code : form.all("changes"))
        answer.changes.emplace(code);
    answer.read = reasons_read(form);
    page.changes = answer.changes;
    answer.because = form.first("because");
    std::vector<Error> unread;
    answer.review_due = day_in(form, "review", unread);
    page.problems = problems_with(room, visit, one, tidied(answer));
    if (!unread.empty() && answer.changes.contains(review_brought_forward)) {
        std::erase_if(page.problems, [](Error const& each) { return each.field == "review"; });
        page.problems.push_back(unread.front());
    }
    page.status = http::Status::unprocessable;
    if (page.prompt.waits() && !page.problems.empty())
        return draw_prompt(room, visit, one, page);
    auto const made = visit.change([&](Change& change) {
        return answer_prompt(room, change, one.id, page.prompt.id, answer);
    });
    if (made)
        return http::see_other(prompts_address(one) + "?said=answered");
    if (made.error().code != Code::invalid && made.error().code != Code::conflict)
        return made.error();
    page.problems = {made.error()};
    if (made.error().code == Code::conflict) {
        page.status = http::Status::conflict;
        page.prompt = TRY(prompt_in(room, visit, one, request)); // with what they said
    }
    return draw_prompt(room, visit, one, page);
}

void join_prompts(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/cases/prompts", "prompt_kind:read", show_prompt_kinds);
    routes.get("/cases/prompts/kinds/{kind}", "prompt_kind:retire", ask_prompt_kind);
    routes.post("/cases/prompts/kinds/{kind}", "prompt_kind:retire", take_prompt_kind);
    routes.get("/cases/{case}/prompts", "case:read", show_prompts);
    routes.get("/cases/{case}/prompts/{prompt}", "case:answer prompt", ask_prompt);
    routes.post("/cases/{case}/prompts/{prompt}", "case:answer prompt", take_prompt);
    add_prompt_api(house, room);
    hear_what_asks(room);
    room.panels.emplace_back(
        [&room](Visit const& visit, Case const& one) { return prompts_panel(room, visit, one); });
    room.home.lines.emplace_back(
        [&room](access::Visit const& visit) { return lines_of_prompts(room, visit); });
    room.home.beside.emplace_back([](Visit const& visit) -> std::optional<Value> {
        if (!visit.permits("read", facts_of_kinds(visit.visitor().agency)))
            return std::nullopt;
        return Value::object({{"text", "What review prompts changed"}, {"href", "/cases/prompts"}});
    });
}

} // namespace kith::cases
