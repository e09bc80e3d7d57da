// SPDX-License-Identifier: MIT
#include "concerns/allegation_pages.h"
#include "base/london.h"
#include "concerns/acts.h"
#include "concerns/allegation_store.h"
#include "platform/http/csrf.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    using html::Value;
    constexpr char const* allegation_form = "concerns/allegation";
    constexpr char const* nobody_of_them = "none";

    // What one of the three forms of the page held, to be shown again.
    struct Sent {
        forms::Reading about = {};
        std::string about_reason = {};
        std::string agency = {};
        Value opening = Value::object();
        std::vector<Error> problems = {};
    };

    std::string page_of(Concern const& concern)
    {
        return "/concerns/" + concern.id.write() + "/allegation";
    }

    std::string trimmed(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? ""
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }

    forms::Answers answers_of(forms::Form const& form, Worker const& worker)
    {
        forms::Answers answers(form.name, form.version);
        answers.set("worker", std::string("yes"));
        answers.set("worker_name", worker.name);
        answers.set("worker_role", worker.role);
        answers.set("worker_employer", worker.employer);
        answers.set("worker_told", worker.told);
        answers.set("worker_told_what", worker.told_what);
        if (worker.known_on)
            answers.set("worker_known_on", worker.known_on->write());
        answers.set("worker_account",
            worker.account.none() ? std::string(nobody_of_them) : worker.account.write());
        return answers;
    }

    Value agencies_view(Visit const& visit, std::string const& chosen)
    {
        auto items = Value::array(
            {Value::object({{"value", ""}, {"text", "Not in the directory, or not known"}})});
        for (auto const& agency :
            directory::list_agencies(visit.reading(), london::day_of(visit.now())))
            items.push(Value::object({{"value", agency.id.write()}, {"text", agency.name},
                {"selected", agency.id.write() == chosen}}));
        return items;
    }

    Value openings_view(Concerns const& room, Visit const& visit, Concern const& concern)
    {
        return Value::each(list_openings(visit.reading(), concern.id), [&](Opening const& opening) {
            auto rows = Value::array({Value::object({{"key", "Why"}, {"text", opening.reason}}),
                Value::object({{"key", "What they read"},
                    {"text",
                        opening.words
                            + (opening.in_full ? "\nAnd what was raised, without who raised it."
                                               : "")}}),
                Value::object({{"key", "Opened"},
                    {"text",
                        london::in_words(opening.opened_at) + ", "
                            + room.name_of(visit.reading(), opening.opened_by)}}),
                Value::object({{"key", "Until"},
                    {"text",
                        opening.last_day ? opening.last_day->in_words()
                                         : std::string("It is closed")}})});
            if (opening.closed_at)
                rows.push(Value::object({{"key", "Closed"},
                    {"text",
                        london::in_words(*opening.closed_at) + ", "
                            + room.name_of(visit.reading(), opening.closed_by) + ": "
                            + opening.closed_because}}));
            return Value::object({{"name", room.name_of(visit.reading(), opening.account)},
                {"id", opening.id.write()}, {"rows", rows},
                {"stands", opening.stands(london::day_of(visit.now()))},
                {"href", page_of(concern) + "/" + opening.id.write() + "/close"}});
        });
    }

    // To whom it can be opened: whom it is about, and those who manage them.
    Value behind_the_wall(Concerns const& room, Visit const& visit, Concern const& concern,
        Worker const& worker, std::string const& chosen)
    {
        auto items = Value::array();
        auto const add_one = [&](AccountId account, char const* why) {
            if (account == visit.visitor().account)
                return; // holds it already
            items.push(Value::object({{"value", account.write()},
                {"text", room.name_of(visit.reading(), account)},
                {"hint", Value::object({{"text", why}})}, {"checked", account.write() == chosen}}));
        };
        if (!worker.account.none())
            add_one(worker.account, "The person it is about");
        for (auto const manager : managers_of(visit.reading(), worker,
                 london::day_of(concern.received_at), london::day_of(visit.now())))
            add_one(manager, "Manages them");
        return items;
    }

    Value typed_of(http::FormData const& form)
    {
        auto values = Value::object();
        for (auto const& [name, value] : form.pairs())
            if (name != http::csrf_field)
                values[name] = value;
        return values;
    }

    void add_problems(forms::Drawing const& drawing, Sent const& sent, Value& page)
    {
        auto errors = forms::error_list(sent.about, drawing);
        auto const others = errors_view(sent.problems);
        for (auto const& one : others.items())
            errors.push(one);
        if (!errors.items().empty())
            page["errors"] = errors;
        page["problems"] = problems_view(sent.problems);
    }

    Response show_page(Concerns const& room, Visit const& visit, Concern const& concern,
        Sent const& sent, http::Status status = http::Status::ok, std::string const& notice = {})
    {
        auto const& form = room.forms.form(allegation_form);
        auto const drawing = forms::Drawing{room.words, "en", london::day_of(visit.now()), ""};
        auto const worker = find_worker(visit.reading(), concern.id);
        auto const agency = sent.agency.empty() && worker && !worker->agency.none()
            ? worker->agency.write()
            : sent.agency;
        auto const problem_of_pick
            = std::ranges::find(sent.problems, std::string("worker_account"), &Error::field);
        auto page
            = Value::object({{"section", "/concerns"}, {"concern", view_of(room, visit, concern)},
                {"form", forms::view(form, sent.about, drawing)}, {"reason", sent.about_reason},
                {"agencies", agencies_view(visit, agency)},
                {"colleagues",
                    colleagues_view(visit, sent.about.answers,
                        problem_of_pick == sent.problems.end() ? "" : problem_of_pick->words.key)},
                {"href", page_of(concern)}, {"notice", notice}, {"key", key_of(sent.opening)},
                {"opening", sent.opening}, {"held", worker.has_value()},
                {"worker_version", worker ? worker->version : 0}});
        if (worker) {
            page["openings"] = openings_view(room, visit, concern);
            page["behind"] = behind_the_wall(room, visit, concern, *worker,
                sent.opening.has("account") ? sent.opening.get("account").text() : "");
        }
        add_problems(drawing, sent, page);
        return room.pages.show(visit, "concerns/allegation.njk", page, status);
    }

    // Whose page is it? The front door's that may send it on, or the officer's.
    Result<Concern> found(Concerns const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ConcernId>("concern"));
        auto const concern = TRY(room.store.find(visit, id));
        TRY(visit.may(concern.route == Route::allegation ? "open" : "send_on", facts_of(concern)));
        return concern;
    }

    Sent as_it_stands(Concerns const& room, Visit const& visit, Concern const& concern)
    {
        Sent sent;
        auto const worker = find_worker(visit.reading(), concern.id);
        auto const& form = room.forms.form(allegation_form);
        sent.about.answers
            = worker ? answers_of(form, *worker) : forms::Answers(form.name, form.version);
        return sent;
    }

    // The answers about the person, with what was picked.
    Sent about_from(Concerns const& room, http::FormData const& form)
    {
        Sent sent;
        sent.about = room.forms.form(allegation_form).read(form);
        sent.about.answers.set("worker", std::string("yes"));
        take_colleague(form, sent.about.answers);
        sent.about_reason = trimmed(form.first("worker_reason"));
        sent.agency = form.first("worker_agency");
        return sent;
    }

    Worker worker_from(Sent const& sent)
    {
        auto answers = sent.about.answers;
        answers.set("worker_agency", sent.agency);
        return worker_of(answers).value();
    }

    http::Status status_for(Error const& problem)
    {
        return problem.code == Code::conflict ? http::Status::conflict
                                              : http::Status::unprocessable;
    }

    // The page again with the sentence, if that is what went wrong; else handed up.
    Result<Response> page_again(
        Concerns const& room, Visit const& visit, ConcernId id, Sent sent, Error const& problem)
    {
        if (problem.code != Code::invalid && problem.code != Code::conflict)
            return problem;
        auto const concern = TRY(room.store.find(visit, id));
        sent.problems.push_back(problem);
        return show_page(room, visit, concern, sent, status_for(problem));
    }

    // The day in three boxes; none if all are empty.
    Result<std::optional<Date>> last_day_from(http::FormData const& form)
    {
        auto const part = [&](char const* name) {
            return std::atoi(std::string(form.first(std::string("last_day-") + name)).c_str());
        };
        if (trimmed(form.first("last_day-day")).empty()
            && trimmed(form.first("last_day-month")).empty()
            && trimmed(form.first("last_day-year")).empty())
            return std::optional<Date>();
        auto const day = Date::of(part("year"), part("month"), part("day"));
        if (!day)
            return invalid("Enter a real day, such as 27 3 2026", "last_day");
        return std::optional(*day);
    }

    Result<Opening> opening_from(ConcernId concern, http::FormData const& form)
    {
        Opening opening;
        opening.id = OpeningId(Uuid::read(form.first("key")).value_or(Uuid::fresh()));
        opening.concern = concern;
        if (auto const account = AccountId::read(form.first("account")); account)
            opening.account = *account;
        opening.reason = trimmed(form.first("reason"));
        opening.words = trimmed(form.first("words"));
        opening.in_full = form.has("in_full");
        opening.last_day = TRY(last_day_from(form));
        return opening;
    }
} // namespace

void take_colleague(http::FormData const& sent, forms::Answers& answers)
{
    if (answers.text("worker") == "yes" && sent.has("worker_account"))
        answers.set("worker_account", std::string(sent.first("worker_account")));
}

Value colleagues_view(Visit const& visit, forms::Answers const& answers, std::string const& problem)
{
    if (answers.text("worker") != "yes")
        return {};
    auto const chosen = answers.text("worker_account");
    auto const found = colleagues_named(
        visit.reading(), answers.text("worker_name"), london::day_of(visit.now()));
    if (found.empty())
        return {};
    auto items = Value::array();
    for (auto const& one : found)
        items.push(Value::object(
            {{"value", one.account.write()}, {"text", one.name + ", " + one.agency_name},
                {"checked", one.account.write() == chosen}}));
    items.push(Value::object({{"divider", "or"}}));
    items.push(Value::object({{"value", nobody_of_them}, {"text", "None of these"},
        {"checked", chosen == nobody_of_them}}));
    auto view = Value::object({{"items", items}});
    if (!problem.empty())
        view["error"] = problem;
    return view;
}

Done check_colleague(Visit const& visit, forms::Answers const& answers)
{
    if (answers.text("worker") != "yes" || answers.text("worker_account") == nobody_of_them)
        return done();
    auto const found = colleagues_named(
        visit.reading(), answers.text("worker_name"), london::day_of(visit.now()));
    auto const one_of_them = std::ranges::any_of(found, [&](NamedColleague const& one) {
        return one.account.write() == answers.text("worker_account");
    });
    if (!found.empty() && !one_of_them)
        return invalid("Choose which colleague it is about, or none of these", "worker_account");
    return done();
}

Value worker_view(Concerns const& room, Visit const& visit, Concern const& concern)
{
    auto const worker = concern.route == Route::allegation
        ? find_worker(visit.reading(), concern.id)
        : std::nullopt;
    if (!worker)
        return {};
    auto const row = [](char const* key, std::string const& text) {
        return Value::object({{"key", key}, {"text", text}});
    };
    auto rows = Value::array({row("Name", worker->name), row("Works as", worker->role),
        row("Employer", worker->employer.empty() ? "Not known" : worker->employer),
        row("Uses Kith",
            worker->account.none() ? "No, or not known"
                                   : "Yes: " + room.name_of(visit.reading(), worker->account)),
        row("Told already",
            worker->told == "yes"      ? "Yes. " + worker->told_what
                : worker->told == "no" ? "No"
                                       : "Not known")});
    if (worker->known_on) {
        auto const in_time = actions::due(room.clocks.rule("allegation.contact"),
            london::start_of(*worker->known_on), room.facts.working_days());
        rows.push(row("First known",
            worker->known_on->in_words()
                + (concern.received_at > in_time
                        ? ". The designated officer was told more than one working day later"
                        : "")));
    }
    return Value::object({{"rows", rows}, {"href", page_of(concern)}});
}

Response show_opened(Concerns const& room, Visit const& visit, Concern const& concern)
{
    auto const today = london::day_of(visit.now());
    auto page = Value::object({{"section", "/concerns"}, {"reference", concern.reference.write()}});
    for (auto const& opening : list_openings(visit.reading(), concern.id)) {
        if (opening.account != visit.visitor().account || !opening.stands(today))
            continue;
        page["words"] = opening.words;
        page["opened"] = london::in_words(opening.opened_at);
        if (opening.last_day)
            page["last_day"] = opening.last_day->in_words();
        if (opening.in_full)
            page["given"] = given_view(room, concern);
    }
    return room.pages.show(visit, "concerns/opened.njk", page);
}

Result<Response> ask_allegation(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const concern = TRY(found(room, visit, request));
    auto const said = request.query("said");
    auto const* const notice = said == "saved" ? "Saved. What it replaced stays in the history."
        : said == "opened"                     ? "It is open to them now."
        : said == "closed" ? "It is closed to them. That it was open stays on the record."
                           : "";
    return show_page(
        room, visit, concern, as_it_stands(room, visit, concern), http::Status::ok, notice);
}

Result<Response> send_allegation_on(
    Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const form = TRY(request.form());
    auto const concern = TRY(found(room, visit, request));
    auto const sent = about_from(room, form);
    if (!sent.about.ok())
        return show_page(room, visit, concern, sent, http::Status::unprocessable);
    if (auto const picked = check_colleague(visit, sent.about.answers); !picked)
        return page_again(room, visit, id, sent, picked.error());
    SentOn const onward{id, std::atoll(std::string(form.first("version")).c_str()),
        worker_from(sent), sent.about_reason};
    auto const gone = visit.change([&](Change& change) { return send_on(room, change, onward); });
    if (!gone)
        return page_again(room, visit, id, sent, gone.error());
    return http::see_other("/concerns?said=sent_on");
}

Result<Response> correct_allegation(
    Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const form = TRY(request.form());
    auto const concern = TRY(found(room, visit, request));
    auto const sent = about_from(room, form);
    if (!sent.about.ok())
        return show_page(room, visit, concern, sent, http::Status::unprocessable);
    if (auto const picked = check_colleague(visit, sent.about.answers); !picked)
        return page_again(room, visit, id, sent, picked.error());
    auto worker = worker_from(sent);
    worker.version = std::atoll(std::string(form.first("worker_version")).c_str());
    auto const saved = visit.change([&](Change& change) {
        return correct_worker(room, change, id, worker, sent.about_reason);
    });
    if (!saved)
        return page_again(room, visit, id, sent, saved.error());
    return http::see_other(page_of(concern) + "?said=saved");
}

Result<Response> open_allegation(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const form = TRY(request.form());
    auto const concern = TRY(found(room, visit, request));
    auto sent = as_it_stands(room, visit, concern);
    sent.opening = typed_of(form);
    auto const opening = opening_from(id, form);
    if (!opening)
        return page_again(room, visit, id, sent, opening.error());
    auto const opened
        = visit.change([&](Change& change) { return open_to(room, change, *opening); });
    if (!opened)
        return page_again(room, visit, id, sent, opened.error());
    return http::see_other(page_of(concern) + "?said=opened");
}

Result<Response> close_allegation(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const opening = TRY(request.id<OpeningId>("opening"));
    auto const form = TRY(request.form());
    auto const concern = TRY(found(room, visit, request));
    auto const because = trimmed(form.first("because"));
    auto const closed = visit.change(
        [&](Change& change) { return close_to(room, change, id, opening, because); });
    if (!closed)
        return page_again(room, visit, id, as_it_stands(room, visit, concern), closed.error());
    return http::see_other(page_of(concern) + "?said=closed");
}

} // namespace kith::concerns
