// SPDX-License-Identifier: MIT
#include "disruption/of_concern_views.h"
#include "base/london.h"
#include "disruption/views.h"
#include <algorithm>

namespace kith::disruption {
namespace {
    using html::Value;

    std::string label_in(Disruption const& room, std::string_view list, std::string const& code)
    {
        auto const found = room.facts.code(list, code);
        return found ? found->label : code;
    }

    Value row_of(std::string const& key, std::string const& text)
    {
        return Value::object({{"key", key}, {"text", text}});
    }
    void push_row(Value& rows, std::string const& key, std::string const& text)
    {
        if (!says_nothing(text))
            rows.push(row_of(key, text));
    }

    std::string standing_tone(Standing standing)
    {
        switch (standing) {
        case Standing::considered:
            return "waiting";
        case Standing::alleged:
        case Standing::under_investigation:
        case Standing::charged:
        case Standing::convicted:
            return "new";
        default:
            return "quiet";
        }
    }

    Value standing_state(Standing standing)
    {
        return Value::object(
            {{"text", std::string(in_words_of(standing))}, {"tone", standing_tone(standing)}});
    }

    Instant last_moment_of(Date day) { return london::start_of(day + 1) - std::chrono::seconds(1); }

    // When somebody has to act, and by what.
    std::optional<Date> due_of(Disruption const& room, OfConcern const& one)
    {
        if (one.standing == Standing::considered)
            return decision_due(room, one);
        return is_of_concern(one.standing) ? one.review_on : std::nullopt;
    }

    std::string grade_in_words(Disruption const& room, EvidenceOf const& one)
    {
        std::string words;
        if (!one.grade_source.empty())
            words = label_in(room, "source_evaluation", one.grade_source);
        if (!one.grade_information.empty())
            words += (words.empty() ? "" : "; ")
                + label_in(room, "information_assessment", one.grade_information);
        return words.empty() ? "Not graded by the police" : "Graded by the police: " + words;
    }
} // namespace

std::string address_of(OfConcernId id) { return "/disruption/people/" + id.write(); }
std::string address_of_cleared(StandingEntryId id) { return "/disruption/cleared/" + id.write(); }

std::string harms_in_words(Disruption const& room, OfConcernDetails const& details)
{
    std::string all;
    for (auto const& harm : details.harms)
        all += (all.empty() ? "" : ", ") + label_in(room, "harm", harm);
    return all;
}

std::string handling_in_words(Visit const& visit, OfConcern const& one)
{
    auto const evidence = all_evidence(visit, one);
    auto const drawn = std::ranges::any_of(evidence,
        [](EvidenceOf const& item) { return !item.withdrawn_at && !item.sharing.none(); });
    return drawn ? intelligence::in_words_of(handling_of(evidence)) : std::string();
}

Value of_concern_row(Disruption const& room, Visit const& visit, OfConcern const& one)
{
    auto detail = one.reference.write() + ". " + std::string(role_in_words(one.details.age)) + ". "
        + harms_in_words(room, one.details) + ". " + standing_in_words(one.history);
    if (auto const handling = handling_in_words(visit, one); !handling.empty())
        detail += ". " + handling;
    auto row = Value::object(
        {{"href", address_of(one.id)}, {"text", shown_name(one.details.known_as, one.history)},
            {"detail", detail}, {"status", standing_state(one.standing)}});
    if (auto const due = due_of(room, one)) {
        auto const words = actions::due_in_words(last_moment_of(*due), visit.now());
        row["due"] = Value::object({{"text", words.text},
            {"state", std::string(actions::name_of(words.state))}, {"exact", words.exact}});
    }
    return row;
}

Value of_concern_view(Disruption const& room, Visit const& visit, OfConcern const& one)
{
    auto const& details = one.details;
    auto rows = Value::array();
    push_row(rows, "Where it stands", standing_in_words(one.history));
    push_row(rows, "Other names they use", details.also_known);
    push_row(rows, "What else tells them from others", details.description);
    push_row(rows, "18 or over",
        details.age == AgeGroup::adult          ? "Yes"
            : details.age == AgeGroup::under_18 ? "No, under 18"
                                                : "Not known");
    push_row(rows, "What supports them", details.supports);
    if (!details.ethnicity.empty())
        push_row(rows, "Ethnicity",
            label_in(room, "ethnicity", details.ethnicity) + ". "
                + label_in(room, "stated_by", details.ethnicity_by) + " said so");
    push_row(rows, "Harm", harms_in_words(room, details));
    push_row(rows, "What they are said to have done", details.grounds);
    push_row(rows, "Whose record it is", room.pages.agency_name(one.owner_agency));
    if (one.standing == Standing::considered)
        push_row(rows, "Decided about by", decision_due(room, one).in_words());
    if (one.review_on && is_of_concern(one.standing))
        push_row(rows, "Looked at again by", one.review_on->in_words());
    auto const cleared = cleared_on(one.history);
    return Value::object({{"href", address_of(one.id)}, {"reference", one.reference.write()},
        {"name", shown_name(details.known_as, one.history)},
        {"role", std::string(role_in_words(details.age))}, {"state", standing_state(one.standing)},
        {"standing", standing_in_words(one.history)}, {"rows", rows}, {"version", one.version},
        {"child", details.age != AgeGroup::adult}, {"handling", handling_in_words(visit, one)},
        {"cleared", cleared ? cleared->in_words() : std::string()},
        {"of_concern", is_of_concern(one.standing)},
        {"ended",
            one.standing == Standing::no_evidence || one.standing == Standing::removed
                || one.standing == Standing::cleared},
        {"workbook", address_of(thing(one.id))}});
}

Value entries_view(Disruption const& room, Visit const& visit, OfConcern const& one, bool decides)
{
    auto all = Value::array();
    auto const* const last = last_of(one.history);
    for (std::size_t at = 0; at < one.history.size(); ++at) {
        auto const& entry = one.history[at];
        all.push(Value::object({{"title", entry_in_words(one.history, at)},
            {"on", entry.on.in_words()}, {"by", room.name_of(visit.reading(), entry.by)},
            {"why", entry.why}, {"reason", entry.reason}, {"supports", entry.supports},
            {"review", entry.review_on ? entry.review_on->in_words() : std::string()},
            {"gone", entry.taken_back_at.has_value()}, {"because", entry.taken_back_because},
            {"may_take_back",
                decides && at > 0 && last && last->id == entry.id
                    && entry.standing != Standing::cleared},
            {"href", address_of(one.id) + "/entries/" + entry.id.write() + "/take-back"}}));
    }
    return all;
}

Value evidence_view(Disruption const& room, Visit const& visit, OfConcern const& one)
{
    return Value::each(evidence_of(visit, one), [&](EvidenceOf const& item) {
        auto view = Value::object({{"source", label_in(room, "of_concern_source", item.source)},
            {"on", item.seen_on ? item.seen_on->in_words() : std::string()}, {"words", item.words},
            {"grade", grade_in_words(room, item)},
            {"by",
                room.name_of(visit.reading(), item.by) + ", " + london::day_of(item.at).in_words()},
            {"gone", item.withdrawn_at.has_value()}, {"because", item.withdrawn_because},
            {"href", address_of(one.id) + "/evidence/" + item.id.write() + "/withdraw"}});
        if (!item.sharing.none()) {
            view["text"] = item.shared_text;
            view["handling"] = intelligence::in_words_of(item.handling);
        }
        return view;
    });
}

Value used_view(Disruption const& room, Visit const& visit, OfConcern const& one)
{
    return Value::each(used_by(room, visit, one), [&](UsedThing const& used) {
        std::string days;
        if (used.from)
            days = "From " + used.from->in_words();
        if (used.until)
            days += (days.empty() ? "Until " : " until ") + used.until->in_words();
        return Value::object(
            {{"text", label_in(room, "named_kind", used.kind) + " " + used.as_written},
                {"days", days}, {"source", used.source}, {"page", address_of(thing(used.thing))},
                {"href", address_of(one.id) + "/uses/" + used.link.write() + "/take-back"}});
    });
}

Value cleared_row_view(Visit const& visit, ClearedTold const& told)
{
    auto row = Value::object({{"href", address_of_cleared(told.entry)},
        {"text", told.reference.write() + " was cleared"},
        {"detail", "On " + told.on.in_words() + ". You were shown this record before"},
        {"status", Value::object({{"text", "Cleared"}, {"tone", "urgent"}})}});
    if (!knows(visit, told.record))
        row["detail"] = row.get("detail").text() + ", and may read it no longer";
    return row;
}

std::optional<Value> of_concern_panel(Disruption const& room, Visit const& visit, PersonId person)
{
    if (!visit.could("see the room", "person_of_concern"))
        return std::nullopt;
    auto const all = of_person(visit, person);
    if (all.empty())
        return std::nullopt;
    return Value::object({{"title", "As somebody who may harm others"},
        {"text",
            "A record of its own. Whoever may read this person and not that record is shown "
            "none of it."},
        {"rows", Value::each(all, [&](OfConcern const& one) {
             return of_concern_row(room, visit, one);
         })}});
}

} // namespace kith::disruption
