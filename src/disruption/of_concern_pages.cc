// SPDX-License-Identifier: MIT
// The list of people of concern, one record, the same on paper; and that somebody was cleared.
#include "disruption/of_concern_pages.h"
#include "base/london.h"
#include "disruption/of_concern_views.h"
#include "disruption/views.h"
#include "platform/html/problems.h"
#include <array>

namespace kith::disruption {
namespace {
    using html::Value;

    constexpr char const* of_concern_readers
        = "those who decide on people of concern for the agency whose record it is, the teams that "
          "work on it, and whoever recorded it. Nobody by working with them as somebody who is "
          "harmed";

    // Which of the list: by what is done with them.
    struct Shelf {
        char const* name;
        char const* text;
    };
    constexpr std::array shelves{Shelf{"", "All"}, Shelf{"considered", "Under consideration"},
        Shelf{"of_concern", "Of concern"}, Shelf{"ended", "No longer of concern"},
        Shelf{"cleared", "Cleared"}};

    bool stands_on_shelf(OfConcern const& one, std::string_view shelf)
    {
        if (shelf == "considered")
            return one.standing == Standing::considered;
        if (shelf == "of_concern")
            return is_of_concern(one.standing);
        if (shelf == "cleared")
            return one.standing == Standing::cleared;
        if (shelf == "ended")
            return one.standing == Standing::no_evidence || one.standing == Standing::removed;
        return true;
    }

    std::string of_concern_notice(std::string_view said)
    {
        constexpr std::pair<char const*, char const*> notices[] = {
            {"opened",
                "They are under consideration. Add what it rests on, then somebody else decides."},
            {"stands", "Where it stands is recorded."},
            {"cleared",
                "They are cleared. It stands wherever they are named, and whoever was shown "
                "this record is told."},
            {"taken-back", "The entry is taken back. It stays in the history."},
            {"evidence", "It is recorded."},
            {"withdrawn", "It is taken back. It stays in the list."},
            {"used", "It is recorded, and found by whoever may read this record."},
            {"used-back", "It is taken back."},
            {"matched", "They are matched. Nobody sees that who may not know that person."},
            {"parted", "They are no longer matched."},
            {"team", "That team works on this record from now on."},
            {"team-ended", "That team works on it no longer."},
            {"corrected", "The correction is recorded."}};
        for (auto const& [word, text] : notices)
            if (said == word)
                return text;
        return "";
    }

    Value choices_of(Disruption const& room, std::string_view list, Date today,
        std::string const& chosen, bool with_none)
    {
        auto items = Value::array();
        if (with_none)
            items.push(Value::object({{"value", ""}, {"text", "Not graded"}}));
        for (auto const& code : room.facts.codes(list, today))
            items.push(Value::object({{"value", code.code}, {"text", code.label},
                {"selected", code.code == chosen}, {"checked", code.code == chosen}}));
        return items;
    }

    Value teams_to_choose(Disruption const& room, Visit const& visit, std::string const& chosen)
    {
        auto items = Value::array();
        items.push(Value::object({{"value", ""}, {"text", "Choose a team"}}));
        for (auto const& team : directory::list_teams(visit.reading(), london::day_of(visit.now())))
            items.push(Value::object({{"value", team.id.write()},
                {"text", team.name + ", " + room.pages.agency_name(team.agency)},
                {"selected", team.id.write() == chosen}}));
        return items;
    }

    Value teams_at_work(Disruption const& room, Visit const& visit, OfConcern const& one)
    {
        return Value::each(teams_of(visit, one), [&](TeamOnIt const& each) {
            auto const team = directory::find_team(visit.reading(), each.team);
            return Value::object(
                {{"text",
                     team ? team->name + ", " + room.pages.agency_name(team->agency)
                          : std::string("A team")},
                    {"because", each.because},
                    {"href", address_of(one.id) + "/teams/" + each.id.write() + "/end"}});
        });
    }

    Value page_of_concern(
        Disruption const& room, Visit const& visit, OfConcern const& one, Value const& values)
    {
        auto const facts = facts_of(visit, one);
        auto const today = london::day_of(visit.now());
        auto const decides = visit.permits("decide", facts);
        auto const changes = visit.permits("change", facts);
        auto next = Value::array();
        for (auto const standing : next_of(one.standing)) {
            if (!decides && !(changes && standing == Standing::considered))
                continue;
            auto text = std::string(in_words_of(standing));
            if (standing == one.standing)
                text = "Still: " + text;
            next.push(Value::object({{"value", std::string(name_of(standing))}, {"text", text}}));
        }
        auto page = Value::object({{"section", "/people"},
            {"one", of_concern_view(room, visit, one)},
            {"entries", entries_view(room, visit, one, decides)},
            {"evidence", evidence_view(room, visit, one)}, {"uses", used_view(room, visit, one)},
            {"next", next}, {"may_decide", decides}, {"may_change", changes},
            {"sources",
                choices_of(room, "of_concern_source", today, values.get("source").text(), false)},
            {"grades_source",
                choices_of(
                    room, "source_evaluation", today, values.get("grade_source").text(), true)},
            {"grades_information",
                choices_of(room, "information_assessment", today,
                    values.get("grade_information").text(), true)},
            {"used_kinds",
                Value::each(used_kinds,
                    [&](char const* kind) {
                        auto const label = room.facts.code("named_kind", kind);
                        return Value::object({{"value", std::string(kind)},
                            {"text", label ? label->label : std::string(kind)},
                            {"checked", values.get("kind").text() == kind}});
                    })},
            {"teams", teams_at_work(room, visit, one)},
            {"latest_review", latest_review(room, today).in_words()},
            {"who_can_see", of_concern_readers}});
        if (decides)
            page["teams_to_choose"] = teams_to_choose(room, visit, values.get("team").text());
        // That they are on record, only for who may know that person: nothing for all others.
        page["matches"] = Value::each(matches_of(visit, one), [&](MatchOf const& each) {
            auto const shown = room.links.seen.show(visit, thing(each.person));
            return Value::object(
                {{"text", shown.text}, {"page", shown.href}, {"because", each.because},
                    {"href", address_of(one.id) + "/matches/" + each.id.write() + "/end"}});
        });
        auto const steps = list_of(visit, thing(one.id));
        page["steps"]
            = Value::each(steps, [&](Step const& step) { return step_row(room, visit, step); });
        page["versions"] = Value::each(versions_of(visit, one), [&](OfConcernWas const& was) {
            return Value::object({{"text",
                london::in_words(was.until) + ", " + room.name_of(visit.reading(), was.by) + ": "
                    + was.reason}});
        });
        return page;
    }

    Result<Response> show_people(Disruption const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("see the room", "person_of_concern"))
            return not_found();
        auto const all = list_of_concern(visit);
        auto const chosen = std::string(request.query("stands"));
        auto rows = Value::array();
        for (auto const& one : all)
            if (stands_on_shelf(one, chosen))
                rows.push(of_concern_row(room, visit, one));
        auto const filters = Value::each(shelves, [&](Shelf const& shelf) {
            std::size_t many = 0;
            for (auto const& one : all)
                many += stands_on_shelf(one, shelf.name) ? 1 : 0;
            auto const name = std::string(shelf.name);
            return Value::object({{"text",
                                      std::string(shelf.text) + " (" + std::to_string(many) + ")"},
                {"href", name.empty() ? "/disruption/people" : "/disruption/people?stands=" + name},
                {"current", name == chosen}});
        });
        auto page = Value::object({{"section", "/people"}, {"rows", rows}, {"filters", filters},
            {"any", !all.empty()}, {"may_record", visit.could("create", "person_of_concern")},
            {"told", Value::each(cleared_to_tell(visit), [&](ClearedTold const& told) {
                 return cleared_row_view(visit, told);
             })}});
        return room.pages.show(visit, "disruption/of_concern_list.njk", page);
    }

    Result<Response> show_of_concern(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "read"));
        StepTyped typed;
        typed.notice = of_concern_notice(request.query("said"));
        return draw_of_concern(room, visit, one, typed);
    }

    Result<Response> print_of_concern(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "read"));
        auto page = page_of_concern(room, visit, one, Value::object());
        page["printed"] = london::in_words(visit.now());
        page["reader"] = visit.visitor().name;
        return room.pages.show(visit, "disruption/of_concern_print.njk", page);
    }

    Result<Response> show_cleared(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const entry = TRY(request.id<StandingEntryId>("entry"));
        auto const told = TRY(find_cleared(visit, entry));
        auto page = Value::object({{"section", "/people"}, {"href", address_of_cleared(told.entry)},
            {"reference", told.reference.write()}, {"on", told.on.in_words()},
            {"read", told.read}});
        if (auto const one = find(visit, told.record))
            page["record"] = Value::object({{"href", address_of(told.record)},
                {"name", shown_name(one->details.known_as, one->history)}});
        return room.pages.show(visit, "disruption/cleared.njk", page);
    }

    Result<Response> take_cleared(Disruption const&, Visit const& visit, Request const& request)
    {
        auto const entry = TRY(request.id<StandingEntryId>("entry"));
        TRY(say_cleared_read(visit, entry));
        return http::see_other("/");
    }
} // namespace

Result<OfConcern> of_concern_in(Visit const& visit, Request const& request, char const* act)
{
    auto const id = TRY(request.id<OfConcernId>("record"));
    auto one = TRY(find(visit, id));
    TRY(visit.may(act, facts_of(visit, one)));
    return one;
}

Response draw_of_concern(
    Disruption const& room, Visit const& visit, OfConcern const& one, StepTyped const& typed)
{
    auto page = page_of_concern(room, visit, one, typed.values);
    page["values"] = typed.values;
    page["problems"] = html::problems_view(typed.problems);
    page["notice"] = typed.notice;
    if (!typed.problems.empty())
        page["errors"] = html::errors_view(typed.problems);
    return room.pages.show(visit, "disruption/of_concern.njk", page, status_of(typed.problems));
}

void add_of_concern_routes(access::Routes::OfRoom<Disruption>& routes)
{
    std::string const record = "/disruption/people/{record}";
    routes.get("/disruption/people", "person_of_concern:see the room", show_people);
    routes.get(record, "person_of_concern:read", show_of_concern);
    routes.get(record + "/print", "person_of_concern:read", print_of_concern);
    std::string const cleared = "/disruption/cleared/{entry}";
    routes.get(cleared, "person_of_concern:hear that it was cleared", show_cleared);
    routes.post(cleared, "person_of_concern:hear that it was cleared", take_cleared);
}

} // namespace kith::disruption
