// SPDX-License-Identifier: MIT
#include "cases/conference_pages.h"
#include "base/london.h"
#include "cases/plan_views.h"
#include "cases/views.h"
#include "platform/forms/drafts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;
    using http::Status;

    // What the form held, to be shown again.
    struct SentConference {
        Conference one = {};
        Value values = Value::object();
        std::string reason = {};
        std::string key = {};
        Keep keep = Keep::draft;
        std::vector<Error> problems = {};
    };

    std::string conference_href(Conference const& one)
    {
        return address_of(one.of) + "/conferences/" + one.id.write();
    }

    // A case of a context that this visit may know; of a person there is no such page.
    Result<Case> context_case(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto one = TRY(find(visit, id));
        if (!one.of_context())
            return not_found();
        return one;
    }

    Result<Conference> asked_conference(Visit const& visit, Case const& of, Request const& request)
    {
        auto const id = TRY(request.id<ConferenceId>("conference"));
        return find_conference(visit, of.id, id);
    }

    std::string day_in_words(Conference const& one)
    {
        return one.day ? one.day->in_words() : "Day not entered yet";
    }

    // [{key, texts}], empty ones left out.
    Value rows_of_conference(Conference const& one)
    {
        auto rows = Value::array({Value::object({{"key", "Day"}, {"text", day_in_words(one)}})});
        for (auto const& text : conference_texts) {
            auto label = std::string(text.label);
            if (auto const at = label.find(" (optional)"); at != std::string::npos)
                label.erase(at);
            auto lines = lines_of(one.*text.text);
            if (lines.empty() && std::string_view(text.name) == "dissent" && one.is_held())
                lines = {"Nobody"};
            if (!lines.empty())
                rows.push(Value::object({{"key", label},
                    {"texts",
                        Value::each(lines, [](std::string const& line) { return Value(line); })}}));
        }
        return rows;
    }

    Value conference_view(
        Cases const& room, Visit const& visit, Case const& of, Conference const& as_kept)
    {
        auto const naming = naming_of(room, visit, of, as_kept);
        auto const one = unnamed(as_kept, naming);
        auto const facts = facts_of(visit, of);
        return Value::object({{"href", conference_href(one)}, {"day", day_in_words(one)},
            {"held", one.is_held()}, {"version", one.version}, {"rows", rows_of_conference(one)},
            {"print_href", conference_href(one) + "/print"},
            {"text_href", conference_href(one) + "/text"},
            {"edit_href", conference_href(one) + "/edit"},
            {"may_change", facts && visit.permits("confer", *facts) && of.is_open()},
            {"history",
                Value::each(versions_of_conference(visit, one.id), [&](ConferenceWas const& was) {
                    return Value::object({{"until", london::in_words(was.until)},
                        {"reason",
                            was.reason.empty()
                                ? "Draft"
                                : without_names(was.reason, naming.through, naming.around)}});
                })}});
    }

    SentConference untyped(Conference const& one)
    {
        SentConference sent{one};
        for (auto const& text : conference_texts)
            sent.values[text.name] = one.*text.text;
        if (one.day) {
            sent.values["day-day"] = std::to_string(one.day->day());
            sent.values["day-month"] = std::to_string(one.day->month());
            sent.values["day-year"] = std::to_string(one.day->year());
        }
        sent.values["version"] = one.version;
        return sent;
    }

    SentConference typed_conference(http::FormData const& form, Conference const& stands)
    {
        SentConference sent{stands};
        sent.values = links::values_of(form);
        for (auto const& text : conference_texts)
            sent.one.*text.text = links::text_of(form, text.name);
        sent.one.day.reset();
        auto const year = links::text_of(form, "day-year");
        auto const month = links::text_of(form, "day-month");
        auto const day = links::text_of(form, "day-day");
        if (!(year + month + day).empty()) {
            auto const read = Date::read(day + "/" + month + "/" + year);
            if (read)
                sent.one.day = *read;
            else
                sent.problems.push_back(invalid("Enter a whole date, such as 27 3 2026", "day"));
        }
        sent.one.version = std::atoll(links::text_of(form, "version").c_str());
        sent.reason = links::text_of(form, "reason");
        sent.key = links::text_of(form, "key");
        sent.keep = form.first("keep") == "held" ? Keep::held : Keep::draft;
        return sent;
    }

    Value fields_view(SentConference const& sent)
    {
        auto const problems = problems_view(sent.problems);
        auto fields = Value::array();
        for (auto const& text : conference_texts)
            fields.push(Value::object({{"name", text.name}, {"label", text.label},
                {"hint", text.hint}, {"rows", text.rows}, {"value", sent.values.get(text.name)},
                {"problem", problems.get(text.name)}}));
        return fields;
    }

    Response show_conference_form(Cases const& room, Visit const& visit, Case const& of,
        SentConference const& sent, Conference const* stands, Status status)
    {
        auto const late = status == Status::conflict;
        auto page = Value::object({{"section", "/contexts"}, {"case", case_view(room, visit, of)},
            {"href",
                stands ? conference_href(*stands) + "/edit"
                       : address_of(of.id) + "/conferences/new"},
            {"fields", fields_view(sent)}, {"values", sent.values}, {"reason", sent.reason},
            {"key", sent.key.empty() ? forms::fresh_key() : sent.key},
            {"problems", problems_view(sent.problems)}, {"late", late},
            {"held", stands && stands->is_held()}, {"changing", stands != nullptr}});
        if (late)
            page["standing"] = conference_view(room, visit, of, *stands);
        if (!sent.problems.empty())
            page["errors"] = errors_view(sent.problems);
        return room.pages.show(visit, "cases/conference_form.njk", page, status);
    }

    Result<Response> show_conference(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(context_case(visit, request));
        auto const one = TRY(asked_conference(visit, of, request));
        auto const said = request.query("said");
        return room.pages.show(visit, "cases/conference.njk",
            Value::object({{"section", "/contexts"}, {"case", case_view(room, visit, of)},
                {"conference", conference_view(room, visit, of, one)},
                {"notice",
                    said == "held" ? "It is recorded as held. No child is named in it."
                        : said == "put-right"
                        ? "It is put right. What stood before stays in its history."
                        : said == "saved" ? "The draft is saved."
                                          : ""}}));
    }

    Result<Response> print_conference(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(context_case(visit, request));
        auto const one = TRY(asked_conference(visit, of, request));
        return room.pages.show(visit, "cases/conference_print.njk",
            Value::object({{"case", case_view(room, visit, of)},
                {"conference", conference_view(room, visit, of, one)},
                {"today", london::in_words(visit.now())}}));
    }

    Result<Response> conference_as_text(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(context_case(visit, request));
        auto const one = TRY(asked_conference(visit, of, request));
        auto const view = conference_view(room, visit, of, one);
        auto text = fmt::format("Context conference about {} (case {}){}\nWritten out on {} for "
                                "{}. No young person is named in it.\n\n",
            subject_shown(room, visit, of).text, of.reference.write(),
            one.is_held() ? "" : ", a draft", london::in_words(visit.now()), visit.visitor().name);
        for (auto const& row : view.get("rows").items()) {
            text += row.get("key").text() + "\n" + row.get("text").text();
            for (auto const& line : row.get("texts").items())
                text += "  " + line.text() + "\n";
            text += row.has("text") ? "\n\n" : "\n";
        }
        return http::text(text);
    }

    Result<Response> ask_conference(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(context_case(visit, request));
        auto const facts = TRY(facts_of(visit, of));
        TRY(visit.may("confer", facts));
        return show_conference_form(room, visit, of, untyped({}), nullptr, Status::ok);
    }

    Result<Response> ask_conference_change(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(context_case(visit, request));
        auto const facts = TRY(facts_of(visit, of));
        TRY(visit.may("confer", facts));
        auto const one = TRY(asked_conference(visit, of, request));
        return show_conference_form(room, visit, of,
            untyped(unnamed(one, naming_of(room, visit, of, one))), &one, Status::ok);
    }

    Result<ConferenceId> make_conference(Cases const& room, Visit const& visit, Case const& of,
        SentConference const& sent, Request const& request)
    {
        return visit.change([&](Change& change) {
            return forms::once<ConferenceId>(change,
                sent.key.empty() ? std::nullopt : std::optional(sent.key),
                request.path() + "\n" + request.body(), [&]() -> Result<ConferenceId> {
                    auto const made
                        = TRY(keep_conference(room, change, of.id, sent.one, sent.keep));
                    return made.id;
                });
        });
    }

    Response after_save(std::string const& href, bool was_held, Keep keep)
    {
        return http::see_other(href
            + (was_held                  ? "?said=put-right"
                    : keep == Keep::held ? "?said=held"
                                         : "?said=saved"));
    }

    Result<Response> record_conference(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(context_case(visit, request));
        auto const facts = TRY(facts_of(visit, of));
        TRY(visit.may("confer", facts));
        auto const form = TRY(request.form());
        auto sent = typed_conference(form, {});
        sent.one.version = 0;
        for (auto& problem : problems_of(room, visit, of, sent.one, sent.keep, {}))
            sent.problems.push_back(std::move(problem));
        if (!sent.problems.empty())
            return show_conference_form(room, visit, of, sent, nullptr, Status::unprocessable);
        auto const made = make_conference(room, visit, of, sent, request);
        if (!made && made.error().code == Code::invalid) {
            sent.problems.push_back(made.error());
            ask_with_a_fresh_key(sent.key, sent.problems.back());
            return show_conference_form(room, visit, of, sent, nullptr, Status::unprocessable);
        }
        if (!made)
            return made.error();
        return after_save(address_of(of.id) + "/conferences/" + made->write(), false, sent.keep);
    }

    Result<Response> change_conference(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const of = TRY(context_case(visit, request));
        auto const facts = TRY(facts_of(visit, of));
        TRY(visit.may("confer", facts));
        auto const stands = TRY(asked_conference(visit, of, request));
        auto const form = TRY(request.form());
        auto sent = typed_conference(form, stands);
        auto const keep = stands.is_held() ? Keep::held : sent.keep;
        for (auto& problem : problems_of(room, visit, of, sent.one, keep, sent.reason))
            sent.problems.push_back(std::move(problem));
        if (!sent.problems.empty())
            return show_conference_form(room, visit, of, sent, &stands, Status::unprocessable);
        auto const saved = visit.change([&](Change& change) {
            return keep_conference(room, change, of.id, sent.one, sent.keep, sent.reason);
        });
        if (saved)
            return after_save(conference_href(*saved), stands.is_held(), sent.keep);
        auto const late = saved.error().code == Code::conflict;
        if (saved.error().code != Code::invalid && !late)
            return saved.error();
        sent.problems.push_back(saved.error());
        auto const now_stands = TRY(asked_conference(visit, of, request));
        if (late)
            sent.values["version"] = now_stands.version; // seen now, so the next save goes through
        return show_conference_form(
            room, visit, of, sent, &now_stands, late ? Status::conflict : Status::unprocessable);
    }

    std::optional<Value> conference_panel(Visit const& visit, Case const& one)
    {
        if (!one.of_context())
            return {};
        auto const listed = list_conferences(visit, one.id);
        auto const facts = facts_of(visit, one);
        auto const may = facts && visit.permits("confer", *facts) && one.is_open();
        if (listed.empty() && !may)
            return {};
        auto panel = Value::object({{"title", "Context conference"},
            {"rows", Value::each(listed, [](Conference const& each) {
                 return Value::object({{"href", conference_href(each)},
                     {"text", day_in_words(each)}, {"status", each.is_held() ? "Held" : "Draft"}});
             })}});
        if (listed.empty())
            panel["text"] = "None yet. It is about the context, and names no child.";
        if (may)
            panel["link"] = Value::object({{"text", "Record a context conference"},
                {"href", address_of(one.id) + "/conferences/new"}});
        return panel;
    }

    std::optional<Missing> no_conference(Visit const& visit, Case const& one)
    {
        for (auto const& conference : list_conferences(visit, one.id))
            if (conference.is_held() && conference.day
                && london::day_of(one.referred_at) <= *conference.day)
                return {};
        return Missing{
            "No context conference was held yet", address_of(one.id) + "/conferences/new"};
    }
} // namespace

void join_conference(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    std::string const one = "/cases/{case}/conferences/{conference}";
    routes.get("/cases/{case}/conferences/new", "case:confer", ask_conference);
    routes.post("/cases/{case}/conferences/new", "case:confer", record_conference);
    routes.get(one, "case:read", show_conference);
    routes.get(one + "/print", "case:read", print_conference);
    routes.get(one + "/text", "case:read", conference_as_text);
    routes.get(one + "/edit", "case:confer", ask_conference_change);
    routes.post(one + "/edit", "case:confer", change_conference);
    add_conference_api(routes);
    for (auto& operation : conference_operations())
        house.operations.push_back(std::move(operation));
    room.panels.emplace_back(conference_panel);
    room.needs["a conference held"] = no_conference;
}

} // namespace kith::cases
