// SPDX-License-Identifier: MIT
#include "cases/conference_acts.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr char const* conference_clock = "context.conference";

    constexpr std::array attendance_fields{"chair", "came", "absent"};

    bool is_attendance(std::string_view field)
    {
        return field == attendance_fields[0] || field == attendance_fields[1]
            || field == attendance_fields[2];
    }

    // The names that stand in the lists of who came; a list that does not read has none.
    std::vector<std::pair<std::string, std::string>> names_typed(Conference const& one)
    {
        std::vector<std::pair<std::string, std::string>> all;
        for (auto const& text : conference_texts) {
            if (!is_attendance(text.name))
                continue;
            auto const read = present_in(one.*text.text, text.name);
            if (!read)
                continue;
            for (auto const& present : *read)
                if (!present.name.empty())
                    all.emplace_back(text.name, present.name);
        }
        return all;
    }

    // Without the names of those who came: these were looked at by themselves.
    std::string without_those_who_came(std::string_view field, std::string const& text)
    {
        auto const read = present_in(text, field);
        if (!is_attendance(field) || !read)
            return text;
        std::string told;
        for (auto const& present : *read)
            told += fmt::format("{}, {}\n", present.agency, present.role);
        return told;
    }

    Error names_somebody(std::string const& words, char const* field)
    {
        return invalid(
            fmt::format("This names a young person, or may: “{}”. Say it without the name", words),
            field);
    }

    void add_guardians(Visit const& visit, Case const& of, LetThrough& through)
    {
        auto const context = contexts::find(visit, ContextId(of.subject.id));
        if (!context)
            return;
        through.words.push_back(context->name);
        through.words.push_back(context->address);
        for (auto const& guardian : contexts::list_guardians(visit, *context))
            if (!guardian.name.empty())
                through.people.push_back(guardian.name);
    }
} // namespace

Naming naming_of(Cases const& room, Visit const& visit, Case const& of, Conference const& one)
{
    Naming naming;
    auto& connection = visit.reading();
    auto const today = london::day_of(visit.now());
    add_guardians(visit, of, naming.through);
    for (auto const& agency : directory::list_agencies(connection, today))
        naming.through.words.push_back(agency.name);
    for (auto const& district : room.facts.districts(today))
        naming.through.words.push_back(district.name);
    for (auto const& [field, name] : names_typed(one))
        if (is_colleague(connection, name))
            naming.through.people.push_back(name);
    for (auto const person : links::people_around(connection, of.subject))
        for (auto& name : people::names_ever(connection, person))
            naming.around.push_back(std::move(name));
    return naming;
}

Conference unnamed(Conference one, Naming const& naming)
{
    for (auto const& text : conference_texts)
        one.*text.text = without_names(one.*text.text, naming.through, naming.around);
    return one;
}

namespace {
    // Those in the lists of who came that the version before has, as it is kept and as it is shown.
    std::vector<std::string> names_standing(
        Visit const& visit, Case const& of, Conference const& one, Naming const& naming)
    {
        std::vector<std::string> all;
        if (one.id.none())
            return all;
        auto const kept = find_conference(visit, of.id, one.id);
        if (!kept)
            return all;
        for (auto const& version : {*kept, unnamed(*kept, naming)})
            for (auto& [field, name] : names_typed(version))
                all.push_back(std::move(name));
        return all;
    }
} // namespace

std::vector<Error> problems_of(Cases const& room, Visit const& visit, Case const& of,
    Conference const& one, Keep keep, std::string const& reason)
{
    std::vector<Error> problems;
    auto naming = naming_of(room, visit, of, one);
    // What stands was asked for when it was written: a colleague may have left since.
    for (auto& name : names_standing(visit, of, one, naming))
        naming.through.people.push_back(std::move(name));
    auto const& listed = naming.through.people;
    for (auto const& [field, name] : names_typed(one))
        if (std::ranges::find(listed, name) == listed.end())
            problems.push_back(invalid(
                fmt::format(
                    "Say agency and role alone: “{}”. A name stands only of a colleague who "
                    "uses Kith, or of a guardian who agreed to be listed",
                    name),
                field));
    for (auto const& text : conference_texts)
        if (auto const words = naming_in(
                without_those_who_came(text.name, one.*text.text), naming.through, naming.around))
            problems.push_back(names_somebody(*words, text.name));
    if (auto const words = naming_in(reason, naming.through, naming.around))
        problems.push_back(names_somebody(*words, "reason"));
    if (keep == Keep::draft)
        return problems;
    for (auto& missing : missing_to_hold(one, london::day_of(visit.now())))
        problems.push_back(std::move(missing));
    return problems;
}

Result<Conference> keep_conference(Cases const& room, Change& change, CaseId of,
    Conference const& wanted, Keep keep, std::string const& reason)
{
    auto const one = TRY(find(change, of));
    if (!one.of_context())
        return not_found();
    if (!one.is_open())
        return invalid("The case is closed: open it again first");
    auto conference = wanted;
    auto was_held = false;
    if (!conference.id.none()) { // whatever version was sent: the store compares it
        auto const stands = TRY(find_conference(change, of, conference.id));
        conference.held_at = stands.held_at;
        was_held = stands.is_held();
    }
    if (was_held && reason.empty())
        return invalid("Say why the record changes: it was held", "reason");
    auto const problems
        = problems_of(room, change, one, conference, was_held ? Keep::held : keep, reason);
    if (!problems.empty())
        return problems.front();
    auto const first_held = keep == Keep::held && !was_held;
    if (first_held)
        conference.held_at = change.now();
    auto saved = TRY(save_conference(change, one, conference,
        first_held     ? "A context conference was held"
            : was_held ? "The record of a context conference was put right: " + reason
                       : "A draft of a context conference",
        first_held ? "It was held" : reason));
    if (!first_held)
        return saved;
    meet_clocks(change, of, conference_clock);
    links::Event event;
    event.kind = "conference_held";
    event.day = people::whole(*saved.day);
    event.said = fmt::format(
        "Goals: {}. Next steps: {}", lines_of(saved.goals).size(), lines_of(saved.steps).size());
    event.source = "Case " + one.reference.write();
    event.drawn_from = thing(of);
    room.links.store.tell(change, event, {{one.subject, "worry_about"}});
    return saved;
}

} // namespace kith::cases
