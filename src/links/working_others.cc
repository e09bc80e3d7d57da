// SPDX-License-Identifier: MIT
// Naming another team, or somebody, who works with a person or a context.
#include "base/london.h"
#include "directory/directory.h"
#include "links/typed.h"
#include "links/working.h"
#include "links/working_json.h"
#include "platform/access/accounts.h"
#include <algorithm>
#include <map>

namespace kith::links {
namespace {
    using html::Value;

    // Who is named: a team, or an agency of whose people one is chosen.
    struct Whom {
        AgencyId agency = {};
        TeamId team = {};
        std::string name = {};
    };

    std::optional<Whom> read_whom(access::Visit const& visit, std::string_view text)
    {
        auto const today = london::day_of(visit.now());
        auto const space = text.find(' ');
        if (space == std::string_view::npos)
            return std::nullopt;
        auto const kind = text.substr(0, space);
        auto const id = text.substr(space + 1);
        if (auto const team = TeamId::read(id); team && kind == "team") {
            auto const found = directory::find_team(visit.reading(), *team);
            if (found && found->during.holds(today))
                return Whom{found->agency, *team, found->name};
        }
        if (auto const agency = AgencyId::read(id); agency && kind == "agency") {
            auto const found = directory::find_agency(visit.reading(), *agency);
            if (found && found->during.holds(today))
                return Whom{*agency, {}, found->name};
        }
        return std::nullopt;
    }

    Value choices_of_whom(access::Visit const& visit, std::string_view chosen)
    {
        auto const today = london::day_of(visit.now());
        std::map<AgencyId, std::string> agencies;
        auto const listed = directory::list_agencies(visit.reading(), today);
        for (auto const& one : listed)
            agencies.emplace(one.id, one.name);
        auto all = Value::array();
        auto const add = [&](std::string const& value, std::string const& text) {
            all.push(
                Value::object({{"value", value}, {"text", text}, {"selected", value == chosen}}));
        };
        add("", "Choose");
        for (auto const& one : directory::list_teams(visit.reading(), today))
            add("team " + one.id.write(), "A team: " + one.name + ", " + agencies[one.agency]);
        for (auto const& one : listed)
            add("agency " + one.id.write(), "Somebody of " + one.name);
        return all;
    }

    // Those of the team or agency who can be named, by name.
    std::vector<std::pair<std::string, AccountId>> people_in(
        access::Visit const& visit, Whom const& whom, NameOf const& name_of)
    {
        std::vector<std::pair<std::string, AccountId>> all;
        for (auto const& one :
            access::assignments_with(visit.reading(), whom.agency, london::day_of(visit.now()))) {
            if ((!whom.team.none() && one.team != whom.team) || !access::is_practitioner(one.role))
                continue;
            auto const account = access::find_account(visit.reading(), one.account);
            if (account && account->open())
                all.emplace_back(name_of(visit.reading(), one.account), one.account);
        }
        std::ranges::sort(all);
        auto const same = std::ranges::unique(all);
        all.erase(same.begin(), same.end());
        return all;
    }

    http::Response show_other(access::Pages const& pages, access::Visit const& visit,
        SubjectPage const& subject, NameOf const& name_of, Value const& values,
        std::vector<Error> const& problems = {})
    {
        auto const whom_text = values.get("whom").text();
        auto const whom = read_whom(visit, whom_text);
        auto page = Value::object({{"section", subject.section}, {"href", subject.href},
            {"reference", subject.reference}, {"pronoun", subject.pronoun},
            {"whom", choices_of_whom(visit, whom_text)},
            {"form", Value::object({{"values", values}, {"problems", problems_view(problems)}})}});
        if (whom) {
            auto who = Value::array();
            auto const chosen = values.get("who").text();
            if (!whom->team.none())
                who.push(Value::object({{"value", "team"}, {"text", "The team as a whole"},
                    {"checked", chosen.empty() || chosen == "team"}}));
            for (auto const& [name, account] : people_in(visit, *whom, name_of))
                who.push(Value::object({{"value", account.write()}, {"text", name},
                    {"checked", chosen == account.write()}}));
            page["chosen"] = Value::object(
                {{"value", whom_text}, {"text", whom->name}, {"who", std::move(who)}});
        }
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return pages.show(visit, "links/add_working.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    // The whole team, or one of those who can be named.
    Result<Involvement> named(access::Visit const& visit, SubjectPage const& subject,
        NameOf const& name_of, std::string_view whom_text, std::string_view who)
    {
        auto const whom = read_whom(visit, whom_text);
        if (!whom)
            return invalid("Choose a team, or an agency", "whom");
        Involvement one;
        one.agency = whom->agency;
        one.role = "Works with " + subject.pronoun;
        if (who == "team" && !whom->team.none()) {
            one.team = whom->team;
            return one;
        }
        auto const account = AccountId::read(who);
        auto const people = people_in(visit, *whom, name_of);
        if (!account
            || std::ranges::find(people, *account, &std::pair<std::string, AccountId>::second)
                == people.end())
            return invalid("Choose who works with " + subject.pronoun, "who");
        one.practitioner = *account;
        return one;
    }
} // namespace

Result<http::Response> ask_other(access::Pages const& pages, access::Visit const& visit,
    SubjectPage const& subject, NameOf const& name_of, http::Request const& request)
{
    TRY(visit.may("involve", subject.facts));
    auto const values = Value::object({{"whom", std::string(request.query("whom"))}});
    std::vector<Error> problems;
    if (request.query().has("whom") && !read_whom(visit, request.query("whom")))
        problems.push_back(invalid("Choose a team, or an agency", "whom"));
    return show_other(pages, visit, subject, name_of, values, problems);
}

Result<http::Response> add_other(access::Pages const& pages, access::Visit const& visit,
    SubjectPage const& subject, NameOf const& name_of, http::Request const& request)
{
    auto const form = TRY(request.form());
    TRY(visit.may("involve", subject.facts));
    std::vector<Error> problems;
    auto const one = named(visit, subject, name_of, form.first("whom"), form.first("who"));
    if (!one)
        problems.push_back(one.error());
    auto const because = text_of(form, "because");
    if (because.empty())
        problems.push_back(invalid("Say why they need to read the record", "because"));
    if (problems.empty()) {
        auto const made = visit.change(
            [&](access::Change& change) { return involve(change, subject.facts, *one, because); });
        if (made)
            return http::see_other(subject.href + "?said=involvement-added");
        if (made.error().code != Code::invalid)
            return made.error();
        problems.push_back(made.error());
    }
    return show_other(pages, visit, subject, name_of, values_of(form), problems);
}

Result<Involvement> named_by_program(access::Visit const& visit, SubjectPage const& subject,
    NameOf const& name_of, access::JsonFields const& sent)
{
    auto const team = TRY(sent.text("team"));
    auto const agency = TRY(sent.text("agency"));
    auto const practitioner = TRY(sent.text("practitioner"));
    if (team.empty() == agency.empty())
        return invalid("Send a team, or an agency and who of it", "team");
    auto one = named(visit, subject, name_of, team.empty() ? "agency " + agency : "team " + team,
        practitioner.empty() ? "team" : practitioner);
    if (one)
        return one;
    return invalid(one.error().words.key,
        one.error().field == "who" ? "practitioner"
            : team.empty()         ? "agency"
                                   : "team");
}

} // namespace kith::links
