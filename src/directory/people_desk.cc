// SPDX-License-Identifier: MIT
// Who signs in and what they work as, as administrators keep it. Nobody administers their own
// account: a second administrator does.
#include "directory/desk_pages.h"
#include "platform/access/accounts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    using access::Account;
    using access::Assignment;
    constexpr char const* people_list = "/directory/people";
    std::string person_desk(AccountId id) { return people_list + ("/" + id.write()); }

    access::Facts facts_of_account(AccountId id)
    {
        access::Facts facts;
        facts.thing = thing(id);
        return facts;
    }

    // Accounts are written through the one front door of access, in the visitor's name, if the
    // policies permit it.
    template <class Body>
    auto administer(Change& change, AccountId account, Body const& body)
        -> std::invoke_result_t<Body const&, access::Writing const&>
    {
        Visit const& inside = change;
        TRY(inside.may("administer", facts_of_account(account)));
        return body(access::Writing{change.writing(), change.keys(),
            {inside.visitor().account, inside.visitor().agency, {}, inside.purpose()},
            change.now()});
    }

    std::string label_of(std::string const& code)
    {
        auto const* const role = access::find_role(code);
        return role ? role->label : code;
    }

    std::string agency_named(Visit const& visit, AgencyId id)
    {
        auto const agency = find_agency(visit.reading(), id);
        return agency ? agency->name : "";
    }

    std::string works_as(Visit const& visit, AccountId account)
    {
        std::string words;
        for (auto const& one : access::assignments_of(visit.reading(), account, today(visit)))
            words += fmt::format("{}{}, {}", words.empty() ? "" : "; ", label_of(one.role),
                agency_named(visit, one.agency));
        return words.empty() ? "Nothing today" : words;
    }

    Shown list_people(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto rows
            = Value::each(access::list_accounts(visit.reading()), [&](Account const& account) {
                  return cells({cell(account.name, person_desk(account.id)),
                      cell(account.sign_in_name), cell(works_as(visit, account.id)),
                      cell(account.open() ? "Open" : "Closed")});
              });
        auto all = section("Accounts", {"Name", "Sign-in name", "Works today as", "Account"},
            std::move(rows), "No account yet.");
        all["links"] = Value::array({link("Add somebody", "/directory/people/new")});
        auto page = Value::object({{"title", "People and what they work as"},
            {"back", "/directory"}, {"sections", Value::array({all})}});
        return show_record(room, visit, request, page);
    }

    Value assignments_section(Visit const& visit, Account const& account)
    {
        auto& connection = visit.reading();
        auto rows = Value::each(
            access::all_assignments_of(connection, account.id), [&](Assignment const& one) {
                auto const team = find_team(connection, one.team);
                return cells({cell(label_of(one.role)), cell(agency_named(visit, one.agency)),
                    cell(team ? team->name : "All of it"), cell(period_in_words(one.period)),
                    cell("Change the last day",
                        person_desk(account.id) + "/roles/" + one.id.write() + "/end")});
            });
        auto view = section("Works as", {"Role", "Agency", "Team", "Days", "Change"},
            std::move(rows), "No role yet: without one they see nothing.");
        if (account.open())
            view["links"] = Value::array({link(
                "Add a role, or move to another team", person_desk(account.id) + "/roles/new")});
        return view;
    }

    Shown show_one(Directory const& room, Visit const& visit, Request const& request, AccountId id,
        Value const& secret = {})
    {
        auto const account = TRY(access::find_account(visit.reading(), id));
        auto const own = !visit.permits("administer", facts_of_account(id));
        auto links = Value::array();
        if (!own && account.open()) {
            links.push(link("Correct the name", person_desk(id) + "/name"));
            links.push(link("Give a one-time password", person_desk(id) + "/password"));
            links.push(
                link("Take away the second step (a lost phone)", person_desk(id) + "/second-step"));
            links.push(link("Close this account", person_desk(id) + "/close"));
        }
        auto page = Value::object({{"title", account.name}, {"back", people_list},
            {"intro",
                own ? "This is your own account: another administrator changes it."
                    : std::string()},
            {"rows",
                Value::array({row("Sign-in name", account.sign_in_name),
                    row("Account", account.open() ? "Open" : "Closed"),
                    row("Second step", account.second_step.empty() ? "Not set up yet" : "Set up"),
                    row("Password", account.one_time ? "One-time, not used yet" : "Their own")})},
            {"links", links}, {"sections", Value::array({assignments_section(visit, account)})},
            {"secret", secret}});
        return show_record(room, visit, request, page);
    }

    Shown show_person(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AccountId>("account"));
        return show_one(room, visit, request, id);
    }

    std::vector<Choice> role_choices(Date on)
    {
        std::vector<Choice> choices;
        for (auto const& role : access::roles())
            if (role.period.holds(on))
                choices.push_back({role.code, role.label});
        return choices;
    }

    // An agency as a whole, or one of its teams: one choice, so that they always belong together.
    std::vector<Choice> places_to_work(Visit const& visit)
    {
        std::vector<Choice> choices;
        for (auto const& agency : list_agencies(visit.reading(), today(visit))) {
            choices.push_back({agency.id.write(), agency.name});
            for (auto const& team : list_teams(visit.reading(), agency.id, today(visit)))
                choices.push_back(
                    {agency.id.write() + " " + team.id.write(), agency.name + ": " + team.name});
        }
        return choices;
    }

    void ask_role(Form& form, Visit const& visit)
    {
        form.choose("role", "Works as", role_choices(today(visit)))
            .choose("where", "Agency or team", places_to_work(visit))
            .day("from", "First day")
            .day("until", "Last day", "Leave it empty if none is known");
        form.set_day("from", today(visit));
    }

    Assignment read_role(http::FormData const& typed, Form& form)
    {
        Assignment wanted;
        wanted.role = text_of(typed, "role");
        auto const where = typed.first("where");
        auto const gap = where.find(' ');
        auto const agency = AgencyId::read(where.substr(0, gap));
        if (agency)
            wanted.agency = *agency;
        if (gap != std::string_view::npos) {
            auto const team = TeamId::read(where.substr(gap + 1));
            if (team)
                wanted.team = *team;
        }
        if (!agency)
            form.problems.push_back(invalid("Choose an agency or a team", "where"));
        if (wanted.role.empty())
            form.problems.push_back(invalid("Choose what they work as", "role"));
        wanted.period.from = form.first_day_of(typed, "from");
        wanted.period.until = form.day_of(typed, "until");
        return wanted;
    }

    // The team is one of the agency's, and both are there.
    Done checked_place(db::Connection& connection, Assignment const& wanted)
    {
        if (!find_agency(connection, wanted.agency))
            return invalid("Choose an agency or a team", "where");
        if (wanted.team.none())
            return done();
        auto const team = find_team(connection, wanted.team);
        if (!team || team->agency != wanted.agency)
            return invalid("Choose an agency or a team", "where");
        return done();
    }

    Form person_form(Visit const& visit)
    {
        Form form{
            "Add somebody", "/directory/people/new", people_list, "Add and show the password"};
        form.line("full_name", "Name that colleagues see")
            .line("name", "Sign-in name", "2 to 80 letters, digits, dots or dashes");
        ask_role(form, visit);
        return form;
    }

    Shown ask_person(Directory const& room, Visit const& visit, Request const&)
    {
        TRY(administers(visit));
        return show_form(room, visit, person_form(visit));
    }

    Shown add_person(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const typed = TRY(request.form());
        auto form = person_form(visit);
        form.typed(typed);
        auto const wanted = read_role(typed, form);
        must(room.hasher != nullptr, "the directory was not given a password hasher");
        auto const password = access::fresh_one_time_password();
        if (form.problems.empty()) {
            auto const hash = TRY(room.hasher->hash(password)); // never inside a Change
            auto const made = visit.change([&](Change& change) -> Result<AccountId> {
                TRY(checked_place(change.writing(), wanted));
                return administer(change, AccountId::fresh(),
                    [&](access::Writing const& writing) -> Result<AccountId> {
                        auto const account = TRY(access::create_account(
                            writing, {text_of(typed, "name"), text_of(typed, "full_name"), hash}));
                        auto role = wanted;
                        role.account = account;
                        TRY(access::assign(writing, role));
                        return account;
                    });
            });
            if (made)
                return show_one(room, visit, request, *made,
                    Value::object({{"text", "One-time password, for the first signing in:"},
                        {"word", password}}));
            if (made.error().code != Code::invalid && made.error().code != Code::conflict)
                return made.error();
            form.problems.push_back(made.error());
        }
        return show_form(room, visit, form, http::Status::unprocessable);
    }

    Form role_form(Visit const& visit, Account const& account)
    {
        Form form{"Add a role of " + account.name, person_desk(account.id) + "/roles/new",
            person_desk(account.id)};
        ask_role(form, visit);
        std::vector<Choice> ending;
        for (auto const& one : access::assignments_of(visit.reading(), account.id, today(visit)))
            ending.push_back({one.id.write(),
                fmt::format("{}, {}", label_of(one.role), agency_named(visit, one.agency))});
        form.choose("instead", "Does it take the place of a role they have?", ending,
            "Then that one ends the day before. Choose none to keep them all");
        return form;
    }

    Shown ask_role_of(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AccountId>("account"));
        auto const account = TRY(access::find_account(visit.reading(), id));
        return show_form(room, visit, role_form(visit, account));
    }

    Shown add_role(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AccountId>("account"));
        auto const account = TRY(access::find_account(visit.reading(), id));
        auto const typed = TRY(request.form());
        auto form = role_form(visit, account);
        form.typed(typed);
        auto wanted = read_role(typed, form);
        wanted.account = id;
        std::optional<Assignment> ending;
        for (auto const& one : access::assignments_of(visit.reading(), id, today(visit)))
            if (one.id.write() == typed.first("instead"))
                ending = one;
        return answer(
            room, visit, form,
            [&](Change& change) -> Done {
                TRY(checked_place(change.writing(), wanted));
                return administer(change, id, [&](access::Writing const& writing) -> Done {
                    if (ending)
                        TRY(access::set_last_day(writing, *ending, wanted.period.from + -1));
                    return access::assign(writing, wanted);
                });
            },
            person_desk(id) + "?said=saved");
    }

    Result<Assignment> assignment_asked(Visit const& visit, AccountId account, Uuid const& id)
    {
        for (auto const& one : access::all_assignments_of(visit.reading(), account))
            if (one.id == id)
                return one;
        return not_found();
    }

    Form role_end_form(Visit const& visit, Assignment const& one)
    {
        auto form = last_day_form(fmt::format("Last day as {}", label_of(one.role)),
            person_desk(one.account) + "/roles/" + one.id.write() + "/end",
            person_desk(one.account));
        form.intro += fmt::format(
            " At {}, {}.", agency_named(visit, one.agency), period_in_words(one.period));
        form.set_day("until", one.period.until);
        form.keep("read", written(one.period.until));
        return form;
    }

    Shown ask_role_end(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const account = TRY(request.id<AccountId>("account"));
        auto const id = TRY(request.id<AgencyId>("role"));
        auto const one = TRY(assignment_asked(visit, account, id.uuid()));
        return show_form(room, visit, role_end_form(visit, one));
    }

    Shown end_role(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const account = TRY(request.id<AccountId>("account"));
        auto const id = TRY(request.id<AgencyId>("role"));
        auto one = TRY(assignment_asked(visit, account, id.uuid()));
        auto const typed = TRY(request.form());
        auto form = role_end_form(visit, one);
        auto const stood = written(one.period.until);
        form.typed(typed);
        auto const last = form.day_of(typed, "until");
        one.period.until = read_written(typed.first("read"));
        return answer(
            room, visit, form,
            [&](Change& change) {
                return administer(change, account, [&](access::Writing const& writing) {
                    return access::set_last_day(writing, one, last);
                });
            },
            person_desk(account) + "?said=saved",
            [&]() -> Stands {
                return {Value::array({row("Last day", stood)}), {{"read", stood}}};
            });
    }

    Form name_form(Account const& account)
    {
        Form form{"Correct the name", person_desk(account.id) + "/name", person_desk(account.id)};
        form.line("full_name", "Name that colleagues see");
        form.values["full_name"] = account.name;
        return form;
    }

    Shown ask_name(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AccountId>("account"));
        auto const account = TRY(access::find_account(visit.reading(), id));
        return show_form(room, visit, name_form(account));
    }

    Shown change_name_typed(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AccountId>("account"));
        auto const account = TRY(access::find_account(visit.reading(), id));
        auto const typed = TRY(request.form());
        auto form = name_form(account);
        form.typed(typed);
        auto const name = text_of(typed, "full_name");
        return answer(
            room, visit, form,
            [&](Change& change) {
                return administer(change, id, [&](access::Writing const& writing) {
                    return access::rename_account(writing, id, name);
                });
            },
            person_desk(id) + "?said=saved");
    }

    // Three acts that cannot be undone by the same press: each asks once.
    struct Question {
        char const* title;
        char const* intro;
        char const* submit;
    };
    Shown ask_once(Directory const& room, Visit const& visit, Request const& request,
        std::string const& act, Question const& asked)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AccountId>("account"));
        auto const account = TRY(access::find_account(visit.reading(), id));
        TRY(visit.may("administer", facts_of_account(id)));
        Form form{account.name + ": " + asked.title, person_desk(id) + act, person_desk(id),
            asked.submit};
        form.intro = asked.intro;
        return show_form(room, visit, form);
    }

    Shown ask_password(Directory const& room, Visit const& visit, Request const& request)
    {
        return ask_once(room, visit, request, "/password",
            {"one-time password",
                "The password they have now stops at once, and they are signed out everywhere. "
                "Make sure that it is really they who ask.",
                "Give a one-time password"});
    }
    Shown ask_second_step(Directory const& room, Visit const& visit, Request const& request)
    {
        return ask_once(room, visit, request, "/second-step",
            {"second step",
                "They are signed out everywhere and set up a second step afresh when they sign in "
                "next. Make sure that it is really they who ask.",
                "Take away the second step"});
    }
    Shown ask_close(Directory const& room, Visit const& visit, Request const& request)
    {
        return ask_once(room, visit, request, "/close",
            {"close the account",
                "They are signed out everywhere and cannot sign in again. What they recorded "
                "stays. A closed account is not opened again.",
                "Close the account"});
    }

    Shown give_password(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AccountId>("account"));
        must(room.hasher != nullptr, "the directory was not given a password hasher");
        auto const password = access::fresh_one_time_password();
        auto const hash = TRY(room.hasher->hash(password));
        TRY(visit.change([&](Change& change) {
            return administer(change, id, [&](access::Writing const& writing) {
                return access::set_password(writing, id, hash, access::PasswordKind::one_time);
            });
        }));
        return show_one(room, visit, request, id,
            Value::object(
                {{"text", "One-time password, for the next signing in:"}, {"word", password}}));
    }
    Shown take_second_step(Directory const&, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AccountId>("account"));
        TRY(visit.change([&](Change& change) {
            return administer(change, id, [&](access::Writing const& writing) {
                return access::set_second_step(writing, id, "", 0);
            });
        }));
        return http::see_other(person_desk(id) + "?said=saved");
    }
    Shown close_one_account(Directory const&, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AccountId>("account"));
        TRY(visit.change([&](Change& change) {
            return administer(change, id,
                [&](access::Writing const& writing) { return access::close_account(writing, id); });
        }));
        return http::see_other(person_desk(id) + "?said=saved");
    }
} // namespace

void join_people_desk(House& house, Directory const& room)
{
    auto routes = house.routes.of(room);
    routes.get("/directory/people", "account:administer", list_people);
    routes.get("/directory/people/new", "account:administer", ask_person);
    routes.post("/directory/people/new", "account:administer", add_person);
    routes.get("/directory/people/{account}", "account:administer", show_person);
    routes.get("/directory/people/{account}/roles/new", "account:administer", ask_role_of);
    routes.post("/directory/people/{account}/roles/new", "account:administer", add_role);
    routes.get("/directory/people/{account}/roles/{role}/end", "account:administer", ask_role_end);
    routes.post("/directory/people/{account}/roles/{role}/end", "account:administer", end_role);
    routes.get("/directory/people/{account}/name", "account:administer", ask_name);
    routes.post("/directory/people/{account}/name", "account:administer", change_name_typed);
    routes.get("/directory/people/{account}/password", "account:administer", ask_password);
    routes.post("/directory/people/{account}/password", "account:administer", give_password);
    routes.get("/directory/people/{account}/second-step", "account:administer", ask_second_step);
    routes.post("/directory/people/{account}/second-step", "account:administer", take_second_step);
    routes.get("/directory/people/{account}/close", "account:administer", ask_close);
    routes.post("/directory/people/{account}/close", "account:administer", close_one_account);
}

} // namespace kith::directory
