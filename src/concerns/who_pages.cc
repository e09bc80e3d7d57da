// SPDX-License-Identifier: MIT
#include "concerns/who_pages.h"
#include "base/london.h"
#include "concerns/joining.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>

namespace kith::concerns {
namespace {
    using html::Value;

    std::string label_in(Concerns const& room, char const* list, std::string const& code)
    {
        auto const listed = room.facts.code(list, code);
        return listed ? listed->label : code;
    }

    std::string days_in_words(links::Link const& link)
    {
        std::string words;
        if (link.from_day)
            words += ", from " + link.from_day->in_words();
        if (link.until_day)
            words += ", until " + link.until_day->in_words();
        return words;
    }

    Value linked_row(
        Concerns const& room, Visit const& visit, Concern const& concern, links::Link const& link)
    {
        auto const shown = room.links.seen.show(visit, subject_of(link));
        return Value::object({{"text", shown.text}, {"href", shown.href},
            {"role", label_in(room, "link_role", link.role)},
            {"detail",
                fmt::format("{}{}. {}", label_in(room, "certainty", link.confidence),
                    days_in_words(link), link.source)},
            {"handling", link.handling},
            {"edit", fmt::format("/concerns/{}/who/{}", concern.id.write(), link.id.write())}});
    }

    Value candidate_row(Concerns const& room, Visit const& visit, Candidate const& one, int number)
    {
        auto const person = one.thing.kind == "person";
        return Value::object({{"kind", one.thing.kind}, {"id", one.thing.id.write()},
            {"href", (person ? "/people/" : "/contexts/") + one.thing.id.write()},
            {"text", one.text}, {"detail", one.reason}, {"number", number},
            {"roles",
                links::choices(room.facts, "link_role", london::day_of(visit.now()),
                    person ? "worry_about" : "happened_at", roles_of(one.thing.kind))}});
    }

    Value named_view(Concerns const& room, Visit const& visit, Concern const& concern,
        std::vector<Named> const& all)
    {
        auto rows = Value::array();
        int number = 0;
        std::map<std::string, int> given;
        for (auto const& named : all) {
            auto candidates = Value::array();
            for (auto const& one : named.candidates)
                candidates.push(candidate_row(room, visit, one, ++number));
            auto row = Value::object({{"words", named.words}, {"candidates", candidates},
                {"spoken", named.kind.empty()}});
            if (!named.words.empty())
                row["make"] = fmt::format("/concerns/{}/who/{}?given={}", concern.id.write(),
                    named.kind, given[named.kind]++);
            rows.push(row);
        }
        return rows;
    }

    // Which of those that the concern names; past the last, if none of them.
    std::size_t given_in(std::string_view text)
    {
        constexpr std::size_t none = 1000;
        return text.empty() || text.size() > 2 || text.find_first_not_of("0123456789") < text.size()
            ? none
            : static_cast<std::size_t>(std::atoi(std::string(text).c_str()));
    }

    // The concern, if this visitor may join things to it.
    Result<Concern> joinable(Concerns const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ConcernId>("concern"));
        auto concern = TRY(room.store.find(visit, id));
        TRY(visit.may("link", facts_of(concern)));
        visit.act_for("weighing concern " + concern.reference.write());
        return concern;
    }

    // As the concern's own page is shown again when a form on it is refused.
    Result<Response> refused(Concerns const& room, Visit const& visit, Concern const& concern,
        http::FormData const& form, Error const& problem)
    {
        return show_concern_again(room, visit, concern.id, form, problem);
    }

    std::string page_of(Concern const& concern, char const* said)
    {
        return "/concerns/" + concern.id.write() + "?said=" + said + "#who";
    }

    Result<Thing> thing_in(Visit const& visit, http::FormData const& form)
    {
        if (auto const typed = links::text_of(form, "reference"); !typed.empty()) {
            auto const reference = Reference::read(typed);
            if (reference && reference->kind() == 'P')
                if (auto const person = people::find_facts(visit, *reference))
                    return person->thing;
            if (reference && reference->kind() == 'X')
                if (auto const context = contexts::find(visit, *reference))
                    return thing(context->id);
            return invalid(
                "Nobody and nothing you may know of has this reference: check it", "reference");
        }
        auto const kind = std::string(form.first("kind"));
        if (kind.empty())
            return invalid("Enter a reference, such as P-7KM-4QX9", "reference");
        auto const id = TRY(Uuid::read(form.first("id")));
        return Thing{kind, id};
    }

    Response show_new(Concerns const& room, Visit const& visit, Concern const& concern,
        char const* kind, Value form, links::TypedLink const& link, std::vector<Error> problems,
        Value already, http::Status status)
    {
        auto const today = london::day_of(visit.now());
        form["link"] = links::form_view(room.facts, today, link.values, problems, roles_of(kind));
        auto page = Value::object({{"section", "/concerns"},
            {"concern", view_of(room, visit, concern)}, {"lead", lead_line(room, visit, concern)},
            {"person", std::string_view(kind) == "person"}, {"form", form},
            {"action", fmt::format("/concerns/{}/who/{}", concern.id.write(), kind)},
            {"given", given_view(room, concern)}, {"already", already}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "concerns/who_new.njk", page, status);
    }

    links::TypedLink link_begins(Concern const& concern, char const* role)
    {
        links::Link begin;
        begin.role = role;
        begin.source = "Concern " + concern.reference.write();
        return links::untyped(begin);
    }

    Response show_person_form(Concerns const& room, Visit const& visit, Concern const& concern,
        people::Typed const& typed, links::TypedLink const& link,
        std::vector<people::Alike> const& already, http::Status status, Value known = {})
    {
        auto problems = typed.problems;
        problems.insert(problems.end(), link.problems.begin(), link.problems.end());
        auto const today = london::day_of(visit.now());
        auto form = people::form_view(room.facts, today, typed);
        form["known"] = std::move(known);
        return show_new(room, visit, concern, "person", std::move(form), link, problems,
            people::candidates_view(visit, already), status);
    }

    Response show_context_form(Concerns const& room, Visit const& visit, Concern const& concern,
        contexts::Typed const& typed, links::TypedLink const& link,
        std::vector<contexts::KnownContext> const& already, http::Status status)
    {
        auto problems = typed.problems;
        problems.insert(problems.end(), link.problems.begin(), link.problems.end());
        auto form = Value::object({{"values", typed.values}, {"problems", problems_view(problems)},
            {"context_kinds",
                links::choices(room.facts, "context_kind", london::day_of(visit.now()),
                    typed.values.get("kind").text())}});
        return show_new(room, visit, concern, "context", form, link, problems,
            Value::each(already,
                [](contexts::KnownContext const& one) {
                    return Value::object({{"href", "/contexts/" + one.context.id.write()},
                        {"text", one.context.name + ", " + one.context.reference.write()},
                        {"detail", one.reason}});
                }),
            status);
    }

    Response show_link_form(Concerns const& room, Visit const& visit, Concern const& concern,
        links::Link const& stands, links::TypedLink const& typed, http::Status status)
    {
        auto page = Value::object({{"section", "/concerns"},
            {"concern", view_of(room, visit, concern)}, {"lead", lead_line(room, visit, concern)},
            {"linked", linked_row(room, visit, concern, stands)},
            {"form",
                links::form_view(room.facts, london::day_of(visit.now()), typed.values,
                    typed.problems, roles_of(subject_of(stands).kind))}});
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "concerns/who_link.njk", page, status);
    }

    bool may_be_shown_again(Error const& problem)
    {
        return problem.code == Code::invalid || problem.code == Code::conflict;
    }
} // namespace

Value who_view(Concerns const& room, Visit const& visit, Concern const& concern,
    std::vector<Named> const& named, Typed const& typed)
{
    auto const linked = each_once(room, visit, links_of(room, visit, concern.id));
    std::vector<char const*> roles;
    for (auto const* const kind : {"person", "context"})
        for (auto const* const role : roles_of(kind))
            if (std::ranges::none_of(roles, [&](std::string_view one) { return one == role; }))
                roles.push_back(role);
    auto values = typed.values;
    if (!values.has("source"))
        values["source"] = "Concern " + concern.reference.write();
    return Value::object({{"href", "/concerns/" + concern.id.write() + "/who"},
        {"linked",
            Value::each(linked,
                [&](links::Link const& link) { return linked_row(room, visit, concern, link); })},
        {"named", named_view(room, visit, concern, named)},
        {"may_link", visit.permits("link", facts_of(concern))},
        {"may_make", may_make_records(concern)},
        {"opened", typed.values.has("reference") && !typed.problems.empty()},
        {"form",
            links::form_view(
                room.facts, london::day_of(visit.now()), values, typed.problems, roles)}});
}

Result<Response> link_somebody(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const concern = TRY(joinable(room, visit, request));
    auto const subject = thing_in(visit, form);
    if (!subject)
        return refused(room, visit, concern, form, subject.error());
    auto const typed = links::read_link(form, {});
    if (!typed.problems.empty())
        return refused(room, visit, concern, form, typed.problems.front());
    auto const linked = visit.change([&](Change& change) {
        return link_known(room, change, {concern.id, *subject, typed.link});
    });
    if (!linked)
        return refused(room, visit, concern, form, linked.error());
    return http::see_other(page_of(concern, "linked"));
}

Result<Response> not_meant(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const concern = TRY(joinable(room, visit, request));
    auto const subject = TRY(thing_in(visit, form));
    TRY(visit.change([&](Change& change) { return set_aside(room, change, concern.id, subject); }));
    return http::see_other(page_of(concern, "set_aside"));
}

Result<Response> ask_new_person(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const concern = TRY(joinable(room, visit, request));
    return show_person_form(room, visit, concern,
        person_as_given(concern, given_in(request.query("given"))),
        link_begins(concern, "worry_about"), {}, http::Status::ok);
}

Result<Response> make_new_person(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const concern = TRY(joinable(room, visit, request));
    auto typed = people::read_typed(form, {});
    auto const link = links::read_link(form, {});
    if (form.has("known")) {
        typed.problems.clear(); // nobody has sent it yet
        auto known = TRY(people::known_so_far(*room.people, visit, people::typed_so_far(form),
            "weighing concern " + concern.reference.write()));
        return show_person_form(room, visit, concern, typed, {link.link, link.values, {}}, {},
            http::Status::ok, std::move(known));
    }
    auto const again = [&](std::vector<people::Alike> const& already) {
        return show_person_form(
            room, visit, concern, typed, link, already, http::Status::unprocessable);
    };
    people::check_codes(room.facts, london::day_of(visit.now()), {}, typed);
    auto const tidied = people::checked(typed.person, london::day_of(visit.now()));
    if (!tidied)
        typed.problems.push_back(tidied.error());
    if (!typed.problems.empty() || !link.problems.empty())
        return again({});
    auto const already = people::likely(*room.people, visit, people::match_of(*tidied));
    if (!already.empty() && form.first("another_person").empty()) {
        typed.problems.push_back(
            invalid("There may be a record already: link that, or say that this is another person",
                "another_person"));
        return again(already);
    }
    auto const made = visit.change([&](Change& change) {
        return link_new(room, change, Joining{concern.id, {}, link.link}, *tidied);
    });
    if (!made && !may_be_shown_again(made.error()))
        return made.error();
    if (!made) {
        typed.problems.push_back(made.error());
        return again(already);
    }
    return http::see_other(page_of(concern, "linked"));
}

Result<Response> ask_new_context(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const concern = TRY(joinable(room, visit, request));
    return show_context_form(room, visit, concern,
        context_as_given(concern, given_in(request.query("given"))),
        link_begins(concern, "happened_at"), {}, http::Status::ok);
}

Result<Response> make_new_context(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const concern = TRY(joinable(room, visit, request));
    auto typed = contexts::read_typed(form, {});
    auto const link = links::read_link(form, {});
    auto const again = [&](std::vector<contexts::KnownContext> const& already) {
        return show_context_form(
            room, visit, concern, typed, link, already, http::Status::unprocessable);
    };
    auto const tidied = contexts::checked(typed.context, london::day_of(visit.now()));
    if (!tidied)
        typed.problems.push_back(tidied.error());
    if (!typed.problems.empty() || !link.problems.empty())
        return again({});
    auto const already
        = contexts::known(visit, contexts::Sought{tidied->name, tidied->postcode, tidied->point});
    if (!already.empty() && form.first("another").empty()) {
        typed.problems.push_back(invalid(
            "There may be a record already: link that, or say that this is another", "another"));
        return again(already);
    }
    auto const made = visit.change([&](Change& change) {
        return link_new(room, change, Joining{concern.id, {}, link.link}, *tidied);
    });
    if (!made && !may_be_shown_again(made.error()))
        return made.error();
    if (!made) {
        typed.problems.push_back(made.error());
        return again(already);
    }
    return http::see_other(page_of(concern, "linked"));
}

Result<Response> ask_link(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const concern = TRY(joinable(room, visit, request));
    auto const id = TRY(request.id<LinkId>("link"));
    auto const link = TRY(room.links.store.find(visit, id));
    if (link.drawn_from != thing(concern.id) || link.withdrawn)
        return not_found();
    return show_link_form(room, visit, concern, link, links::untyped(link), http::Status::ok);
}

Result<Response> change_link(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const concern = TRY(joinable(room, visit, request));
    auto const id = TRY(request.id<LinkId>("link"));
    auto const stands = TRY(room.links.store.find(visit, id));
    auto typed = links::read_link(form, stands);
    auto const back = !form.first("take_back").empty();
    auto wanted = back ? stands : typed.link;
    wanted.version = typed.link.version;
    wanted.withdrawn = back;
    if (!typed.problems.empty() && !back)
        return show_link_form(room, visit, concern, stands, typed, http::Status::unprocessable);
    auto const saved = visit.change([&](Change& change) {
        return correct_link(room, change, concern.id, wanted, links::text_of(form, "reason"));
    });
    if (saved)
        return http::see_other(page_of(concern, back ? "taken_back" : "corrected"));
    if (!may_be_shown_again(saved.error()))
        return saved.error();
    typed.problems = {saved.error()};
    auto const late = saved.error().code == Code::conflict;
    auto const now_stands = TRY(room.links.store.find(visit, id));
    if (late)
        typed.values["version"] = now_stands.version;
    return show_link_form(room, visit, concern, now_stands, typed,
        late ? http::Status::conflict : http::Status::unprocessable);
}

} // namespace kith::concerns
