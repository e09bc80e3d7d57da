// SPDX-License-Identifier: MIT
#include "contexts/guardian_pages.h"
#include "base/london.h"
#include "contexts/guardians.h"
#include "contexts/part_pages.h"
#include "contexts/views.h"
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    using html::Value;

    char const* guardian_notice(std::string_view said)
    {
        return said == "added"  ? "They are listed."
            : said == "changed" ? "The change is saved. What it replaced stays in the history."
            : said == "taken-back"
            ? "They are listed no more: their name and how to reach them are taken away."
            : "";
    }

    std::string with_day(std::string const& text, std::optional<Date> const& day)
    {
        return day && !text.empty() ? text + ", " + day->in_words() : text;
    }

    void add_guardian_row(Value& rows, char const* key, std::string const& text)
    {
        if (!text.empty())
            rows.push(Value::object({{"key", key}, {"texts", Value::array({text})}}));
    }

    Value guardian_rows(Contexts const& room, Visit const& visit, Guardian const& one)
    {
        auto rows = Value::array();
        add_guardian_row(rows, "There as", one.part);
        add_guardian_row(rows, "Whom they reach", one.reach);
        add_guardian_row(rows, "What they look out for", one.looks_out);
        add_guardian_row(rows, "How to reach them", one.contact);
        add_guardian_row(rows, "Training", with_day(one.training, one.trained_on));
        add_guardian_row(rows, "Agreed to be listed",
            fmt::format("{}. {}. Recorded by {}",
                one.consented_on ? one.consented_on->in_words() : "", one.consent_how,
                room.name_of ? room.name_of(visit.reading(), one.created_by) : "a colleague"));
        add_guardian_row(rows, "Ask again by", one.review_on ? one.review_on->in_words() : "");
        return rows;
    }

    Value guardian_view(
        Contexts const& room, Visit const& visit, Context const& context, Guardian const& one)
    {
        auto const facts = guardian_facts(visit, context, one.id);
        auto view = Value::object({{"name", one.name}, {"rows", guardian_rows(room, visit, one)}});
        auto const address = address_of_part(context, "guardians/" + one.id.write());
        if (visit.permits("change", facts))
            view["change_href"] = address + "/change";
        if (visit.permits("withdraw", facts))
            view["end_href"] = address + "/withdraw";
        return view;
    }

    Value guardian_values(Guardian const& one)
    {
        auto values = Value::object(
            {{"who", "adult"}, {"name", one.name}, {"part", one.part}, {"reach", one.reach},
                {"looks_out", one.looks_out}, {"contact", one.contact}, {"training", one.training},
                {"consent_how", one.consent_how}, {"version", one.version}});
        put_day(values, "trained", one.trained_on);
        put_day(values, "consented", one.consented_on);
        put_day(values, "review", one.review_on);
        return values;
    }

    struct GuardianForm {
        Guardian const* stands = nullptr; // none: a new one
        Value values = Value::object();
        std::vector<Error> problems = {};
        http::Status status = http::Status::ok;
    };

    Response show_guardian_form(
        Contexts const& room, Visit const& visit, Context const& context, GuardianForm const& form)
    {
        auto page = part_page(context);
        put_typed(page, form.values, form.problems);
        page["href"] = address_of_part(context, "guardians");
        page["action"] = form.stands
            ? address_of_part(context, "guardians/" + form.stands->id.write() + "/change")
            : address_of_part(context, "guardians/new");
        page["usual"] = room.clocks.rule("guardian.review").in_words();
        if (form.stands)
            page["stands"] = guardian_view(room, visit, context, *form.stands);
        page["late"] = form.status == http::Status::conflict;
        return room.pages.show(visit, "contexts/guardian.njk", page, form.status);
    }

    Response show_guardian_end(Contexts const& room, Visit const& visit, Context const& context,
        Guardian const& one, Value const& values = Value::object(),
        std::vector<Error> const& problems = {})
    {
        auto page = part_page(context);
        put_typed(page, values, problems);
        page["href"] = address_of_part(context, "guardians");
        page["action"] = address_of_part(context, "guardians/" + one.id.write() + "/withdraw");
        page["one"] = guardian_view(room, visit, context, one);
        return room.pages.show(visit, "contexts/guardian_end.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    // They took their consent back since the form was opened: nothing typed about them is kept. It
    // says the same of what never was, and only to whoever keeps the list.
    Result<Response> gone_or(
        Contexts const& room, Visit const& visit, Context const& context, Error const& problem)
    {
        if (problem.code != Code::not_found
            || !visit.permits("change", guardian_facts(visit, context)))
            return problem;
        return show_not_saved(room.pages, visit, context, address_of_part(context, "guardians"),
            "They are not listed any more. What you typed about them is not kept.", {});
    }
} // namespace

Guardian read_guardian_answers(Answers& answers, Guardian const& stands)
{
    auto one = stands;
    one.adult = answers.line("who", stands.adult ? "adult" : "") == "adult";
    one.name = answers.line("name", stands.name);
    one.part = answers.line("part", stands.part);
    one.reach = answers.line("reach", stands.reach);
    one.looks_out = answers.line("looks_out", stands.looks_out);
    one.contact = answers.line("contact", stands.contact);
    one.training = answers.line("training", stands.training);
    one.trained_on = answers.day("trained", stands.trained_on);
    one.consented_on = answers.day("consented", stands.consented_on);
    one.consent_how = answers.line("consent_how", stands.consent_how);
    one.review_on = answers.day("review", stands.review_on);
    return one;
}

std::optional<Value> guardians_panel(Visit const& visit, Context const& context)
{
    auto const facts = guardian_facts(visit, context);
    if (!visit.permits("read", facts))
        return std::nullopt;
    auto const address = address_of_part(context, "guardians");
    auto const all = list_guardians(visit, context);
    auto const to_ask = list_lapsed_guardians(visit, context);
    auto panel = Value::object({{"title", "Guardians"},
        {"rows",
            Value::each(all,
                [&](Guardian const& one) {
                    return Value::object({{"href", address}, {"text", one.name},
                        {"detail", one.part + ". Looks out for: " + one.looks_out}});
                })},
        {"link",
            Value::object({{"href", address}, {"text", "Guardians, and how to reach them"}})}});
    if (all.empty() && !to_ask.empty())
        panel["text"] = "Nobody whose consent stands. Some are to be asked again.";
    if (all.empty() && to_ask.empty()) {
        panel["text"] = "Nobody is listed yet: an adult there who cares, and agreed.";
        panel["link"] = visit.permits("add", facts)
            ? Value::object({{"href", address + "/new"}, {"text", "List a guardian"}})
            : Value();
    }
    return panel;
}

Result<Response> show_guardians(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const facts = guardian_facts(visit, context);
    if (!visit.permits("read", facts))
        return not_found();
    auto page = part_page(context);
    page["href"] = address_of_part(context, "guardians");
    page["notice"] = guardian_notice(request.query("said"));
    page["may_add"] = visit.permits("add", facts);
    page["guardians"] = Value::each(list_guardians(visit, context),
        [&](Guardian const& one) { return guardian_view(room, visit, context, one); });
    page["lapsed"] = Value::each(list_lapsed_guardians(visit, context),
        [&](Guardian const& one) { return guardian_view(room, visit, context, one); });
    return room.pages.show(visit, "contexts/guardians.njk", page);
}

Result<Response> ask_guardian(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    TRY(visit.may("add", guardian_facts(visit, context)));
    return show_guardian_form(room, visit, context, {});
}

Result<Response> record_guardian(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const form = TRY(request.form());
    TRY(visit.may("add", guardian_facts(visit, context)));
    auto answers = Answers::of(form);
    auto const typed = read_guardian_answers(answers, {});
    auto problems = answers.problems();
    if (problems.empty()) {
        auto const added = visit.change(
            [&](Change& change) { return add_guardian(room, change, context, typed); });
        if (added)
            return http::see_other(address_of_part(context, "guardians") + "?said=added");
        if (!is_for_the_form(added.error()))
            return added.error();
        problems.push_back(added.error());
    }
    return show_guardian_form(room, visit, context,
        {nullptr, links::values_of(form), problems, http::Status::unprocessable});
}

Result<Response> ask_guardian_change(
    Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const id = TRY(request.id<GuardianId>("guardian"));
    auto const one = TRY(find_guardian(visit, context, id));
    TRY(visit.may("change", guardian_facts(visit, context, id)));
    auto values = guardian_values(one);
    if (!one.agrees_on(london::day_of(visit.now()))) // asked anew
        for (auto const* const field : {"consented-day", "consented-month", "consented-year",
                 "consent_how", "review-day", "review-month", "review-year"})
            values[field] = "";
    return show_guardian_form(room, visit, context, {&one, values});
}

Result<Response> change_guardian(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const id = TRY(request.id<GuardianId>("guardian"));
    auto const form = TRY(request.form());
    auto const found = find_guardian(visit, context, id);
    if (!found)
        return gone_or(room, visit, context, found.error());
    auto const& stands = *found;
    TRY(visit.may("change", guardian_facts(visit, context, id)));
    auto answers = Answers::of(form);
    auto typed = read_guardian_answers(answers, stands);
    typed.version = answers.version();
    auto const reason = answers.line("reason");
    auto problems = answers.problems();
    if (problems.empty()) {
        auto const saved = visit.change(
            [&](Change& change) { return save_guardian(room, change, context, typed, reason); });
        if (saved)
            return http::see_other(address_of_part(context, "guardians") + "?said=changed");
        if (!is_for_the_form(saved.error()))
            return saved.error();
        problems.push_back(saved.error());
    }
    auto const now = TRY(find_guardian(visit, context, id));
    GuardianForm again{&now, links::values_of(form), problems, status_of_refused(problems.back())};
    if (again.status == http::Status::conflict)
        again.values["version"] = now.version; // seen now, so the next save may go through
    return show_guardian_form(room, visit, context, again);
}

Result<Response> ask_guardian_end(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const id = TRY(request.id<GuardianId>("guardian"));
    auto const one = TRY(find_guardian(visit, context, id));
    TRY(visit.may("withdraw", guardian_facts(visit, context, id)));
    return show_guardian_end(room, visit, context, one);
}

Result<Response> end_guardian(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const id = TRY(request.id<GuardianId>("guardian"));
    auto const form = TRY(request.form());
    auto const found = find_guardian(visit, context, id);
    if (!found)
        return gone_or(room, visit, context, found.error());
    auto const& one = *found;
    auto const ended = visit.change([&](Change& change) {
        return withdraw_guardian(change, context, id, links::text_of(form, "reason"));
    });
    if (ended)
        return http::see_other(address_of_part(context, "guardians") + "?said=taken-back");
    if (!is_for_the_form(ended.error()))
        return ended.error();
    return show_guardian_end(room, visit, context, one, links::values_of(form), {ended.error()});
}

} // namespace kith::contexts
