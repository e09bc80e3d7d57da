// SPDX-License-Identifier: MIT
#include "people/fact_pages.h"
#include "base/london.h"
#include "people/fact_store.h"
#include "people/fact_views.h"
#include "people/typed.h"
#include "people/views.h"
#include "platform/http/csrf.h"
#include <algorithm>
#include <charconv>

namespace kith::people {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;
    constexpr char const* people_section = "/people";
    constexpr std::size_t most_as_buttons = 9; // longer lists are a box to choose from

    std::string person_path(PersonId id) { return "/people/" + id.write(); }

    // Somebody whom the visitor may change, as they are before a form is shown.
    struct Opened {
        Person person;
        std::vector<Fact> facts = {};
    };

    Result<Opened> opened(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto person = TRY(find(visit, id));
        TRY(visit.may("change", facts_of(visit, person)));
        auto facts = list_facts(visit, person);
        return Opened{std::move(person), std::move(facts)};
    }

    // Where those go who do not work with the person and must say why first: nowhere if not.
    Result<std::optional<Response>> must_say_why(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto const facts = TRY(find_facts(visit, id));
        if (links::purpose_stands(visit, facts))
            return std::optional<Response>();
        return std::optional(http::see_other(person_path(id)));
    }

    Result<FactKind const*> kind_asked(Request const& request)
    {
        auto const name = TRY(request.segment("kind"));
        auto const* const kind = find_fact_kind(name);
        if (!kind)
            return not_found();
        return kind;
    }

    Value typed_values(http::FormData const& form)
    {
        auto values = Value::object();
        for (auto const& [name, value] : form.pairs())
            if (name != http::csrf_field)
                values[name] = value;
        return values;
    }

    Value choices_of(People const& room, Date today, std::string_view list,
        std::string const& chosen, bool may_be_none)
    {
        auto items = Value::array();
        if (may_be_none)
            items.push(Value::object({{"value", ""}, {"text", "Choose"}}));
        for (auto const& code : room.facts.codes(list, today))
            items.push(Value::object({{"value", code.code},
                {"text", code.label + (code.standing.verified ? "" : " (unverified)")},
                {"selected", code.code == chosen}, {"checked", code.code == chosen}}));
        return items;
    }

    Value kind_view(People const& room, FactKind const& kind, Value const& values, Date today)
    {
        auto const list
            = kind.list.empty() ? std::size_t(0) : room.facts.codes(kind.list, today).size();
        auto const long_list = list > most_as_buttons;
        return Value::object({{"kind", kind.kind}, {"label", kind.label},
            {"question", kind.question}, {"hint", kind.hint}, {"words", kind.words},
            {"number", kind.number}, {"dated", kind.dated}, {"long_list", long_list},
            {"codes",
                kind.list.empty()
                    ? Value()
                    : choices_of(room, today, kind.list, values.get("code").text(), long_list)}});
    }

    Value answers_view(std::string const& chosen)
    {
        auto items = Value::array();
        for (auto const answer :
            {Answer::said, Answer::not_asked, Answer::not_wished, Answer::not_known}) {
            auto const text = answer == Answer::said ? "It is known, as written above"
                                                     : std::string(in_words(answer));
            items.push(Value::object({{"value", write(answer)}, {"text", text},
                {"checked", write(answer) == (chosen.empty() ? "said" : chosen)}}));
        }
        return items;
    }

    Response show_fact_form(People const& room, Visit const& visit, Person const& person,
        FactKind const& kind, Value const& values, std::vector<Error> const& problems = {})
    {
        auto const today = london::day_of(visit.now());
        auto page
            = Value::object({{"section", people_section}, {"person", view_of(room, visit, person)},
                {"kind", kind_view(room, kind, values, today)},
                {"form",
                    Value::object({{"values", values}, {"problems", problems_view(problems)},
                        {"answers", answers_view(values.get("answer").text())},
                        {"stated_by",
                            choices_of(room, today, "stated_by", values.get("stated_by").text(),
                                false)}})}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "people/fact.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    Fact typed_fact(http::FormData const& form, FactKind const& kind, std::vector<Error>& problems)
    {
        Fact fact;
        fact.kind = kind.kind;
        fact.answer = read_answer(form.first("answer")).value_or(Answer::said);
        fact.code = form.first("code");
        fact.words = form.first("words");
        fact.number = form.first("number");
        fact.stated_by = form.first("stated_by");
        fact.source = form.first("source");
        fact.note = form.first("note");
        for (auto const& [name, day] :
            {std::pair("from", &fact.from), std::pair("until", &fact.until)}) {
            auto read = read_partial(form, name);
            if (read)
                *day = *read;
            else
                problems.push_back(read.error());
        }
        return fact;
    }

    Response show_end_form(People const& room, Visit const& visit, Person const& person,
        Fact const& fact, Value const& values, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        auto const* const kind = find_fact_kind(fact.kind);
        auto page = Value::object({{"section", people_section},
            {"person", view_of(room, visit, person)},
            {"fact",
                Value::object({{"label", kind ? kind->label : std::string_view(fact.kind)},
                    {"text", fact_in_words(room, fact)}, {"detail", detail_in_words(room, fact)},
                    {"id", fact.id.write()}, {"may_end", !fact.until.has_value()}})},
            {"form", Value::object({{"values", values}, {"problems", problems_view(problems)}})}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "people/fact_end.njk", page, status);
    }

    Result<Fact> open_fact(Opened const& opened, Request const& request)
    {
        auto const id = TRY(request.id<Uuid>("fact"));
        auto const found = std::ranges::find(opened.facts, id, &Fact::id);
        if (found == opened.facts.end() || found->withdrawn_at)
            return not_found();
        return *found;
    }

    // What was chosen on the form: a last day, or that it was never so.
    Result<Fact> done_to_fact(
        Change& change, Person const& person, Fact const& fact, http::FormData const& form)
    {
        auto const reason = std::string(form.first("reason"));
        if (form.first("what") == "ended") {
            auto const until = TRY(read_partial(form, "until"));
            return end_fact(change, person, fact, until, reason);
        }
        if (form.first("what") == "wrong")
            return withdraw_fact(change, person, fact, reason);
        return invalid("Say whether it is no longer so, or never was", "what");
    }
} // namespace

void complete_school(db::Connection& connection, Fact& fact)
{
    if (fact.kind != "education")
        return;
    if (fact.words.empty() && !fact.number.empty()) {
        std::int64_t urn = 0;
        auto const* const end = fact.number.data() + fact.number.size();
        if (std::from_chars(fact.number.data(), end, urn).ptr != end)
            return;
        if (auto const school = directory::find_school(connection, urn))
            fact.words = school->name;
    } else if (fact.number.empty() && !fact.words.empty()) {
        if (auto const school = directory::school_named(connection, fact.words))
            fact.number = std::to_string(school->urn);
    }
}

Result<Response> ask_facts(People const& room, Visit const& visit, Request const& request)
{
    auto const asks = TRY(must_say_why(visit, request));
    if (asks)
        return *asks;
    auto const open = TRY(opened(visit, request));
    return room.pages.show(visit, "people/facts.njk",
        Value::object({{"section", people_section}, {"person", view_of(room, visit, open.person)},
            {"groups", choices_view(room, visit, open.person, open.facts)}}));
}

Result<Response> ask_fact(People const& room, Visit const& visit, Request const& request)
{
    auto const asks = TRY(must_say_why(visit, request));
    if (asks)
        return *asks;
    auto const open = TRY(opened(visit, request));
    auto const* const kind = TRY(kind_asked(request));
    return show_fact_form(room, visit, open.person, *kind, Value::object());
}

Result<Fact> add_fact_and_tell(
    People const& room, Change& change, Person const& person, Fact const& fact)
{
    auto added = TRY(add_fact(change, room.facts, person, fact));
    for (auto const& told : room.fact_added)
        TRY(told(change, person, added));
    return added;
}

Result<Response> record_fact(People const& room, Visit const& visit, Request const& request)
{
    auto const open = TRY(opened(visit, request));
    auto const* const kind = TRY(kind_asked(request));
    auto const form = TRY(request.form());
    std::vector<Error> problems;
    auto fact = typed_fact(form, *kind, problems);
    complete_school(visit.reading(), fact);
    if (auto const read
        = checked(room.facts, fact, open.person, open.facts, london::day_of(visit.now()));
        !read)
        problems.push_back(read.error());
    if (problems.empty()) {
        auto const added = visit.change(
            [&](Change& change) { return add_fact_and_tell(room, change, open.person, fact); });
        if (added)
            return http::see_other(person_path(open.person.id) + "?said=fact-added");
        if (added.error().code != Code::invalid)
            return added.error();
        problems.push_back(added.error());
    }
    return show_fact_form(room, visit, open.person, *kind, typed_values(form), problems);
}

Result<Response> ask_fact_end(People const& room, Visit const& visit, Request const& request)
{
    auto const asks = TRY(must_say_why(visit, request));
    if (asks)
        return *asks;
    auto const open = TRY(opened(visit, request));
    auto const fact = TRY(open_fact(open, request));
    return show_end_form(room, visit, open.person, fact, Value::object());
}

Result<Response> record_fact_end(People const& room, Visit const& visit, Request const& request)
{
    auto const open = TRY(opened(visit, request));
    auto const fact = TRY(open_fact(open, request));
    auto const form = TRY(request.form());
    auto const done = visit.change(
        [&](Change& change) { return done_to_fact(change, open.person, fact, form); });
    if (done)
        return http::see_other(person_path(open.person.id)
            + (form.first("what") == "ended" ? "?said=fact-ended" : "?said=fact-taken-back"));
    auto const late = done.error().code == Code::conflict;
    if (done.error().code != Code::invalid && !late)
        return done.error();
    return show_end_form(room, visit, open.person, fact, typed_values(form), {done.error()},
        late ? http::Status::conflict : http::Status::unprocessable);
}

} // namespace kith::people
