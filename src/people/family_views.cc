// SPDX-License-Identifier: MIT
#include "people/family_views.h"
#include "base/london.h"
#include "people/views.h"
#include <algorithm>
#include <fmt/core.h>
#include <tuple>

namespace kith::people {
namespace {
    using html::Value;

    std::string family_href(Around const& one)
    {
        return "/people/" + one.about.write() + "/family";
    }
    std::string around_href(Around const& one)
    {
        return family_href(one) + "/" + one.relationship.id.write();
    }

    void say(Value& texts, std::string_view before, std::string const& text)
    {
        if (!text.empty())
            texts.push(fmt::format("{}{}", before, text));
    }

    Value part_view(People const& room, Part const& part, std::string const& href)
    {
        auto const days = days_in_words(part.from, part.until);
        return Value::object(
            {{"text", label_of(room, "relationship_part", part.kind)}, {"words", part.words},
                {"detail",
                    fmt::format("Stated by {}{}{}", part.stated_by,
                        part.source.empty() ? "" : " (" + part.source + ")",
                        days.empty() ? "" : ", " + days)},
                {"href", href}});
    }

    Value parts_view(People const& room, Around const& one, Date today, bool may_change)
    {
        auto parts = Value::array();
        for (auto const& part : one.parts)
            if (part.stands_on(today))
                parts.push(part_view(
                    room, part, may_change ? around_href(one) + "/part/" + part.id.write() : ""));
        return parts;
    }

    // What they themselves are to the other. Whom a child trusts stands on the child's page alone.
    Value holds_view(People const& room, Around const& one, Date today)
    {
        auto holds = Value::array();
        for (auto const& part : one.holds)
            if (part.stands_on(today) && part.kind != "trusted_adult")
                holds.push(label_of(room, "relationship_part", part.kind) + " (for "
                    + one.name_on(today) + ")");
        return holds;
    }

    std::string contact_in_words(Telling const& telling)
    {
        return telling.safe == Known::yes ? "Safe to contact"
            : telling.safe == Known::no   ? "NOT safe to contact"
                                          : "Not known whether it is safe to contact them";
    }

    Value telling_view(People const& room, Telling const& one, Date today)
    {
        auto texts = Value::array();
        texts.push("May be told: " + label_of(room, "may_be_told", one.told)
            + (one.matters.empty() ? "" : ": " + one.matters));
        texts.push(contact_in_words(one));
        say(texts, "How: ", one.how);
        say(texts, "When: ", one.when);
        texts.push("Why: " + one.why);
        texts.push("What they wish: " + label_of(room, "telling_wish", one.wish));
        auto const decided = fmt::format("Decided by {} on {}{}", one.decided_by,
            one.decided_on.in_words(), one.until ? ", until " + one.until->in_words() : "");
        return Value::object(
            {{"texts", texts}, {"wish_words", one.wish_words}, {"decided", decided},
                {"run_out", one.has_run_out(today)}, {"must_not", one.must_not_be_told()}});
    }

    Value acts_view(Around const& one, Date today)
    {
        auto acts = Value::array();
        auto const add = [&](char const* text, char const* act) {
            acts.push(Value::object({{"text", text}, {"href", around_href(one) + act}}));
        };
        if (one.relationship.stands_on(today)) {
            add("What they may be told", "/telling");
            add("What they are to them", "/part");
        }
        if (!one.other && one.said_here)
            add("Tie to a record", "/tie");
        if (!one.relationship.ended_at)
            add("Ends", "/end");
        add("Recorded in error", "/withdraw");
        return acts;
    }

    std::string must_not(Telling const& telling)
    {
        return telling.told == "nothing" && telling.safe == Known::no
            ? "must not be told or contacted"
            : telling.told == "nothing" ? "must not be told anything"
                                        : "must not be contacted: it is not safe";
    }

    Value group_view(People const& room, Visit const& visit, std::vector<Around> const& around,
        directory::ListedCode const& group, bool may_change)
    {
        auto const today = london::day_of(visit.now());
        std::vector<Around const*> in_group;
        for (auto const& one : around)
            if (one.relationship.stands_on(today)
                && RelationshipKinds::shipped().group_of(one.kind) == group.code)
                in_group.push_back(&one);
        std::ranges::stable_sort(in_group, {}, [&](Around const* one) { // whom they trust first
            return std::tuple(!one->has_part("trusted_adult", today),
                !one->has_part("day_to_day_care", today),
                !one->has_part("parental_responsibility", today), one->name_on(today));
        });
        auto rows = Value::each(
            in_group, [&](Around const* one) { return around_row(room, visit, *one, may_change); });
        return Value::object({{"title", group.label}, {"rows", rows}});
    }
} // namespace

std::string days_in_words(std::optional<Date> const& from, std::optional<Date> const& until)
{
    if (from && until)
        return fmt::format("{} to {}", from->in_words(), until->in_words());
    if (from)
        return "from " + from->in_words();
    return until ? "until " + until->in_words() : "";
}

Value around_row(People const& room, Visit const& visit, Around const& one, bool may_change)
{
    auto const today = london::day_of(visit.now());
    auto const& said = one.relationship;
    auto details = Value::array();
    auto const days = days_in_words(said.from, said.until);
    details.push(fmt::format("{}{}. {}", label_of(room, "certainty", said.certainty),
        days.empty() ? "" : ", " + days, said.source));
    if (!one.other)
        details.push("Not on record: named in words");
    say(details, "How to reach them: ", said.reach);
    if (said.reach_withheld)
        details.push(
            "How to reach them is protected. Only those who work with this person see it.");
    if (said.lapses && said.until != said.lapses)
        details.push("Lapses on " + said.lapses->in_words() + " unless it is said again");
    say(details, "Ended: ", said.end_reason);
    auto row = Value::object({{"name", one.name_on(today)}, {"id", said.id.write()},
        {"kind", label_of(room, "relationship_kind", one.kind)}, {"details", details},
        {"words", said.words}, {"said_by", said.said_by},
        {"parts", parts_view(room, one, today, may_change)},
        {"holds", holds_view(room, one, today)}});
    if (one.other)
        row["record_href"] = "/people/" + one.other->id.write();
    if (one.telling)
        row["telling"] = telling_view(room, *one.telling, today);
    if (may_change)
        row["acts"] = acts_view(one, today);
    return row;
}

Value warnings_view(std::vector<Around> const& around, Date today)
{
    auto warnings = Value::array();
    for (auto const& one : around) {
        if (!one.telling || !one.telling->must_not_be_told()
            || !one.has_part("parental_responsibility", today))
            continue;
        auto const name = one.name_on(today);
        auto const run_out = one.telling->has_run_out(today);
        warnings.push(Value::object(
            {{"title",
                 run_out ? fmt::format("Ask before you tell {}: that they {} was decided "
                                       "until {}, and nothing since",
                     name, must_not(*one.telling), one.telling->until->in_words())
                         : name + " " + must_not(*one.telling)},
                {"text", "They hold parental responsibility. " + one.telling->why},
                {"decided",
                    fmt::format("Decided by {} on {}", one.telling->decided_by,
                        one.telling->decided_on.in_words())}}));
    }
    return warnings;
}

Value family_view(People const& room, Visit const& visit, Person const& person, bool may_change)
{
    auto const today = london::day_of(visit.now());
    auto const around = list_around(visit, person);
    auto groups = Value::array();
    for (auto const& group : room.facts.codes("relationship_group", today)) {
        auto drawn = group_view(room, visit, around, group, may_change);
        if (drawn.get("rows").size() > 0)
            groups.push(std::move(drawn));
    }
    auto earlier = Value::array();
    for (auto const& one : around)
        if (!one.relationship.stands_on(today))
            earlier.push(around_row(room, visit, one, may_change));
    auto suggested = Value::array();
    if (may_change)
        for (auto const& one : brothers_and_sisters(visit, person, around)) {
            auto row = row_of(visit, one.who);
            row["reason"] = one.reason;
            row["add_href"] = "/people/" + person.id.write()
                + "/family/new?kind=sibling&with=" + one.who.id.write();
            suggested.push(std::move(row));
        }
    return Value::object({{"warnings", warnings_view(around, today)}, {"groups", groups},
        {"earlier", earlier}, {"suggested", suggested}, {"nobody", around.empty()}});
}

Value family_box(People const& room, Visit const& visit, Person const& person)
{
    auto const today = london::day_of(visit.now());
    auto const around = list_around(visit, person);
    auto rows = Value::array();
    for (auto const* const part :
        {"trusted_adult", "parental_responsibility", "day_to_day_care", "emergency_contact"}) {
        auto texts = Value::array();
        for (auto const& one : around)
            if (one.has_part(part, today))
                texts.push(fmt::format(
                    "{} ({})", one.name_on(today), label_of(room, "relationship_kind", one.kind)));
        if (texts.size() > 0)
            rows.push(Value::object(
                {{"key", label_of(room, "relationship_part", part)}, {"texts", texts}}));
    }
    auto not_told = Value::array(); // besides those of whom a warning says so
    for (auto const& one : around)
        if (one.telling && one.telling->must_not_be_told() && one.relationship.stands_on(today)
            && !one.has_part("parental_responsibility", today))
            not_told.push(fmt::format("{} ({}) {}", one.name_on(today),
                label_of(room, "relationship_kind", one.kind), must_not(*one.telling)));
    if (not_told.size() > 0)
        rows.push(Value::object({{"key", "Take care"}, {"texts", not_told}}));
    return Value::object({{"href", "/people/" + person.id.write() + "/family"},
        {"warnings", warnings_view(around, today)}, {"rows", rows}, {"nobody", around.empty()}});
}

Value kinds_view(directory::ReferenceFacts const& facts, Date today, std::string_view chosen)
{
    auto groups = Value::array();
    auto const kinds = facts.codes("relationship_kind", today);
    for (auto const& group : facts.codes("relationship_group", today)) {
        auto items = Value::array();
        for (auto const& kind : kinds)
            if (RelationshipKinds::shipped().group_of(kind.code) == group.code)
                items.push(Value::object({{"value", kind.code}, {"text", kind.label},
                    {"selected", kind.code == chosen}}));
        groups.push(Value::object({{"label", group.label}, {"items", items}}));
    }
    return groups;
}

} // namespace kith::people
