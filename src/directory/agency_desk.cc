// SPDX-License-Identifier: MIT
// Agencies and their safeguarding leads, as administrators keep them.
#include "directory/desk_pages.h"
#include "platform/access/accounts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    Value rows_of(Directory const& room, Agency const& agency)
    {
        return Value::array({row("Name", agency.name), row("Code", agency.code),
            row("Kind", label_in(room, "agency_kind", agency.kind)),
            row("Days", period_in_words(agency.during))});
    }

    // What is missing of an agency that works today.
    std::vector<std::string> missing_leads(Visit const& visit, Agency const& agency)
    {
        auto const leads = list_leads(visit.reading(), agency.id, today(visit));
        auto const has = [&](LeadRole role) {
            return std::ranges::any_of(leads, [&](Lead const& lead) { return lead.role == role; });
        };
        std::vector<std::string> missing;
        if (!has(LeadRole::lead))
            missing.push_back(agency.name + " has no safeguarding lead");
        if (!has(LeadRole::deputy))
            missing.push_back(agency.name + " has no deputy of its safeguarding lead");
        return missing;
    }

    Value to_mend_of(Visit const& visit, std::vector<Agency> const& agencies)
    {
        auto to_mend = Value::array();
        for (auto const& agency : agencies)
            if (agency.during.holds(today(visit)))
                for (auto const& what : missing_leads(visit, agency))
                    to_mend.push(link(what, desk_of(agency.id)));
        return to_mend;
    }

    Shown show_desk(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const agencies = list_all_agencies(visit.reading());
        auto lines = Value::each(agencies, [&](Agency const& agency) {
            auto const teams = list_teams(visit.reading(), agency.id, today(visit)).size();
            return cells({cell(agency.name, desk_of(agency.id)),
                cell(label_in(room, "agency_kind", agency.kind)), cell(std::to_string(teams)),
                cell(period_in_words(agency.during))});
        });
        auto all = section("Agencies", {"Agency", "Kind", "Teams now", "Days"}, std::move(lines),
            "No agency yet: add the first.");
        all["links"] = Value::array({link("Add an agency", "/directory/agencies/new")});
        auto page = Value::object({{"title", "Directory"},
            {"intro",
                "Who works together here, who answers for which district, and the numbers "
                "everybody is given. Changes hold from their first day; what was before is "
                "kept."},
            {"to_mend", to_mend_of(visit, agencies)},
            {"links",
                Value::array({link("Areas: who answers for which district", "/directory/areas"),
                    link("Numbers to call and their hours", "/directory/lines"),
                    link("People and what they work as", "/directory/people"),
                    link("Bank holidays", "/directory/bank-holidays")})},
            {"sections", Value::array({all})}});
        return show_record(room, visit, request, page);
    }

    Form agency_form(Directory const& room, Visit const& visit, Agency const& agency)
    {
        auto const fresh = agency.version == 0;
        Form form{fresh ? "Add an agency" : "Correct " + agency.name,
            fresh ? "/directory/agencies/new" : desk_of(agency.id) + "/change",
            fresh ? "/directory" : desk_of(agency.id)};
        form.line("name", "Name")
            .line("code", "Code", "Short, for lists and the command line: oakhurst_council")
            .choose("kind", "Kind", choices_of(room.facts, "agency_kind", today(visit)))
            .day("from", "First day")
            .day("until", "Last day", "Leave it empty while the agency takes part");
        if (!fresh)
            form.line("reason", "Why it changes");
        form.values
            = Value::object({{"name", agency.name}, {"code", agency.code}, {"kind", agency.kind}});
        form.set_day("from", fresh ? today(visit) : agency.during.from);
        form.set_day("until", agency.during.until);
        form.keep("version", std::to_string(agency.version));
        return form;
    }

    Shown keep_agency_typed(
        Directory const& room, Visit const& visit, Request const& request, Agency const& stands)
    {
        auto const typed = TRY(request.form());
        auto form = agency_form(room, visit, stands);
        form.typed(typed);
        auto agency = stands;
        agency.name = text_of(typed, "name");
        agency.code = text_of(typed, "code");
        agency.kind = text_of(typed, "kind");
        agency.during.from = form.first_day_of(typed, "from");
        agency.during.until = form.day_of(typed, "until");
        agency.version = stands.version == 0 ? 0 : version_of(typed);
        auto const reason = text_of(typed, "reason");
        if (stands.version != 0 && reason.empty())
            form.problems.push_back(invalid("Say why it changes", "reason"));
        if (agency.id.none())
            agency.id = AgencyId::fresh();
        return answer(
            room, visit, form,
            [&](Change& change) -> Done {
                TRY(save(change, agency, reason));
                return done();
            },
            desk_of(agency.id) + "?said=saved",
            [&]() -> Stands {
                auto const now = find_agency(visit.reading(), agency.id);
                return now
                    ? Stands{rows_of(room, *now), {{"version", std::to_string(now->version)}}}
                    : Stands{};
            });
    }

    Shown ask_agency(Directory const& room, Visit const& visit, Request const&)
    {
        TRY(administers(visit));
        return show_form(room, visit, agency_form(room, visit, {}));
    }

    Shown add_agency_typed(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        return keep_agency_typed(room, visit, request, {});
    }

    Shown ask_agency_change(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AgencyId>("agency"));
        auto const agency = TRY(find_agency(visit.reading(), id));
        return show_form(room, visit, agency_form(room, visit, agency));
    }

    Shown change_agency_typed(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AgencyId>("agency"));
        auto const agency = TRY(find_agency(visit.reading(), id));
        return keep_agency_typed(room, visit, request, agency);
    }

    Shown put_agency_back(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AgencyId>("agency"));
        auto const typed = TRY(request.form());
        auto was = TRY((version_to_put_back<Agency>(visit, id, typed)));
        auto const reason = fmt::format("version {} put back", was.version);
        was.version = version_of(typed);
        TRY(visit.change([&](Change& change) { return save(change, was, reason); }));
        if (room.changed)
            room.changed();
        return http::see_other(desk_of(id) + "?said=saved");
    }

    std::string lead_key(Lead const& lead)
    {
        return fmt::format("account={}&role={}&from={}", lead.account.write(),
            lead.role == LeadRole::lead ? "lead" : "deputy", lead.during.from.write());
    }

    Value leads_section(Visit const& visit, Agency const& agency)
    {
        auto& connection = visit.reading();
        auto rows = Value::each(all_leads_of(connection, agency.id), [&](Lead const& lead) {
            return cells({cell(name_of(connection, lead.account)),
                cell(lead.role == LeadRole::lead ? "Safeguarding lead" : "Deputy"),
                cell(period_in_words(lead.during)),
                cell("Change the last day", desk_of(agency.id) + "/leads/end?" + lead_key(lead))});
        });
        auto view = section("Safeguarding lead and deputies", {"Who", "As", "Days", "Change"},
            std::move(rows), "Nobody is named yet.");
        view["links"]
            = Value::array({link("Name a lead or deputy", desk_of(agency.id) + "/leads/new")});
        return view;
    }

    Value people_section(Visit const& visit, Agency const& agency)
    {
        auto& connection = visit.reading();
        auto rows = Value::each(access::assignments_with(connection, agency.id, today(visit)),
            [&](access::Assignment const& one) {
                auto const team = find_team(connection, one.team);
                auto const* const role = access::find_role(one.role);
                return cells({cell(name_of(connection, one.account),
                                  "/directory/people/" + one.account.write()),
                    cell(role ? role->label : one.role), cell(team ? team->name : "All of it"),
                    cell(period_in_words(one.period))});
            });
        auto view = section("People today", {"Who", "Works as", "Team", "Days"}, std::move(rows),
            "Nobody works for this agency today.");
        view["links"] = Value::array({link("Add somebody", "/directory/people/new")});
        return view;
    }

    Shown show_agency(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AgencyId>("agency"));
        auto& connection = visit.reading();
        auto const agency = TRY(find_agency(connection, id));
        auto teams = section("Teams", {"Team", "Purpose", "Area", "Days"},
            Value::each(list_all_teams(connection, id),
                [&](Team const& team) {
                    return cells({cell(team.name, desk_of(team.id)),
                        cell(label_in(room, "team_purpose", team.purpose)), cell(team.area),
                        cell(period_in_words(team.during))});
                }),
            "No team yet.");
        teams["links"] = Value::array({link("Add a team", desk_of(id) + "/teams/new")});
        auto page = Value::object({{"title", agency.name}, {"back", "/directory"},
            {"rows", rows_of(room, agency)}, {"to_mend", to_mend_of(visit, {agency})},
            {"links",
                Value::array({link("Correct or close this agency", desk_of(id) + "/change")})},
            {"sections",
                Value::array({leads_section(visit, agency), teams, people_section(visit, agency)})},
            {"put_back", desk_of(id) + "/put-back"}, {"version", std::to_string(agency.version)}});
        page["history"] = history_view<Agency>(
            connection, versions_of(connection, id), [&](Agency const& was) {
                return fmt::format("{} ({}), {}", was.name, was.code, period_in_words(was.during));
            });
        return show_record(room, visit, request, page);
    }

    // Colleagues who work for the agency on that day: a lead is one of them.
    std::vector<Choice> colleagues(Visit const& visit, AgencyId agency)
    {
        std::vector<Choice> choices;
        for (auto const& one : access::assignments_with(visit.reading(), agency, today(visit))) {
            auto const value = one.account.write();
            if (std::ranges::find(choices, value, &Choice::value) == choices.end())
                choices.push_back({value, name_of(visit.reading(), one.account)});
        }
        return choices;
    }

    Form lead_form(Visit const& visit, Agency const& agency)
    {
        Form form{"Name a safeguarding lead or deputy", desk_of(agency.id) + "/leads/new",
            desk_of(agency.id)};
        form.intro = "A new lead takes over from the one before, who ends the day before. "
                     "Only somebody who works for the agency can be named.";
        form.choose("account", "Who", colleagues(visit, agency.id))
            .choose("role", "As", {{"lead", "Safeguarding lead"}, {"deputy", "Deputy"}})
            .day("from", "First day");
        form.set_day("from", today(visit));
        return form;
    }

    Shown ask_lead(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AgencyId>("agency"));
        auto const agency = TRY(find_agency(visit.reading(), id));
        return show_form(room, visit, lead_form(visit, agency));
    }

    Shown add_lead_typed(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AgencyId>("agency"));
        auto const agency = TRY(find_agency(visit.reading(), id));
        auto const typed = TRY(request.form());
        auto form = lead_form(visit, agency);
        form.typed(typed);
        auto const account = AccountId::read(typed.first("account"));
        auto const allowed = colleagues(visit, id);
        if (!account
            || std::ranges::find(allowed, account->write(), &Choice::value) == allowed.end())
            form.problems.push_back(invalid("Choose who leads", "account"));
        auto const role = text_of(typed, "role");
        if (role != "lead" && role != "deputy")
            form.problems.push_back(invalid("Choose lead or deputy", "role"));
        auto const from = form.first_day_of(typed, "from");
        return answer(
            room, visit, form,
            [&](Change& change) {
                return save(change,
                    Lead{id, *account, role == "lead" ? LeadRole::lead : LeadRole::deputy,
                        {from, {}}});
            },
            desk_of(id) + "?said=saved");
    }

    Result<Lead> lead_asked(Visit const& visit, AgencyId agency, std::string_view account,
        std::string_view role, std::string_view from)
    {
        for (auto const& lead : all_leads_of(visit.reading(), agency))
            if (lead.account.write() == account && lead.during.from.write() == from
                && (lead.role == LeadRole::lead ? "lead" : "deputy") == role)
                return lead;
        return not_found();
    }

    Form lead_end_form(Visit const& visit, Lead const& lead)
    {
        auto form = last_day_form("Last day of " + name_of(visit.reading(), lead.account)
                + (lead.role == LeadRole::lead ? " as safeguarding lead" : " as deputy"),
            desk_of(lead.agency) + "/leads/end", desk_of(lead.agency));
        form.set_day("until", lead.during.until);
        form.keep("account", lead.account.write())
            .keep("role", lead.role == LeadRole::lead ? "lead" : "deputy")
            .keep("first_day", lead.during.from.write())
            .keep("read", written(lead.during.until));
        return form;
    }

    Shown ask_lead_end(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AgencyId>("agency"));
        auto const lead = TRY(lead_asked(
            visit, id, request.query("account"), request.query("role"), request.query("from")));
        return show_form(room, visit, lead_end_form(visit, lead));
    }

    Shown end_lead_typed(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const id = TRY(request.id<AgencyId>("agency"));
        auto const typed = TRY(request.form());
        auto lead = TRY(lead_asked(
            visit, id, typed.first("account"), typed.first("role"), typed.first("first_day")));
        auto form = lead_end_form(visit, lead);
        auto const stood = written(lead.during.until);
        form.typed(typed);
        auto const last = form.day_of(typed, "until");
        lead.during.until = read_written(typed.first("read"));
        return answer(
            room, visit, form, [&](Change& change) { return set_last_day(change, lead, last); },
            desk_of(id) + "?said=saved",
            [&]() -> Stands {
                return {Value::array({row("Last day", stood)}), {{"read", stood}}};
            });
    }
} // namespace

void join_agency_desk(House& house, Directory const& room)
{
    auto routes = house.routes.of(room);
    routes.get("/directory", "agency:save", show_desk);
    routes.get("/directory/agencies/new", "agency:save", ask_agency);
    routes.post("/directory/agencies/new", "agency:save", add_agency_typed);
    routes.get("/directory/agencies/{agency}", "agency:save", show_agency);
    routes.get("/directory/agencies/{agency}/change", "agency:save", ask_agency_change);
    routes.post("/directory/agencies/{agency}/change", "agency:save", change_agency_typed);
    routes.post("/directory/agencies/{agency}/put-back", "agency:save", put_agency_back);
    routes.get("/directory/agencies/{agency}/leads/new", "agency:save", ask_lead);
    routes.post("/directory/agencies/{agency}/leads/new", "agency:save", add_lead_typed);
    routes.get("/directory/agencies/{agency}/leads/end", "agency:save", ask_lead_end);
    routes.post("/directory/agencies/{agency}/leads/end", "agency:save", end_lead_typed);
}

} // namespace kith::directory
