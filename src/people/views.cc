// SPDX-License-Identifier: MIT
#include "people/views.h"
#include "base/london.h"
#include "people/identifiers.h"
#include "people/joined.h"
#include "people/photograph_pages.h"
#include "platform/words/latin.h"
#include <algorithm>
#include <fmt/core.h>
#include <set>
#include <tuple>

namespace kith::people {
namespace {
    using html::Value;

    Value detail(std::string key, Value texts)
    {
        auto once = Value::array(); // two records of one person may say the same
        std::set<std::string> there;
        for (auto const& text : texts.items())
            if (there.insert(text.text()).second)
                once.push(text);
        return Value::object({{"key", std::move(key)}, {"texts", std::move(once)}});
    }

    std::string in_capital(std::string text)
    {
        if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
            text[0] = static_cast<char>(text[0] - 'a' + 'A');
        return text;
    }

    // The name that is spelt so, with the language it says.
    Name written_as(Person const& person, std::string const& text)
    {
        for (auto const& name : person.names)
            if (name.text == text)
                return name;
        Name name;
        name.text = text;
        return name;
    }

    Value contact_texts(People const& room, Person const& person)
    {
        auto texts = Value::each(person.contacts, [&](ContactDetail const& one) {
            return Value(fmt::format("{}: {} ({}){}", label_of(room, "contact_kind", one.kind),
                one.value, safe_in_words(one.safe), one.note.empty() ? "" : ". " + one.note));
        });
        if (person.addresses_withheld)
            texts.push("The address is protected. Only those who work with them see it.");
        return texts;
    }
} // namespace

std::string birth_in_words(Person const& person)
{
    return person.birth ? in_capital(person.birth->in_words()) : "Not known";
}

std::string period_in_words(std::optional<Date> from, std::optional<Date> until)
{
    if (from && until)
        return fmt::format(", {} to {}", from->in_words(), until->in_words());
    if (from)
        return fmt::format(", from {}", from->in_words());
    return until ? fmt::format(", until {}", until->in_words()) : "";
}

std::string safe_in_words(Known safe)
{
    return safe == Known::yes ? "safe to use"
        : safe == Known::no   ? "NOT safe to use"
                              : "ask before using: not known whether it is safe";
}

Value written_name(Name const& name)
{
    auto const latin = words::is_latin(name.text);
    return Value::object(
        {{"text", name.text}, {"lang", words::language_tag(name.text, name.language)},
            {"direction", words::runs_right_to_left(name.text) ? "rtl" : "ltr"},
            {"reading", latin ? std::string() : words::in_latin(name.text)}});
}

std::string label_of(People const& room, std::string_view list, std::string_view code)
{
    auto const listed = room.facts.code(list, code);
    return listed ? listed->label : std::string(code);
}

Value row_of(Visit const& visit, Person const& person)
{
    auto const today = london::day_of(visit.now());
    auto const age = age_in_words(person, today);
    auto const name = usual_name(person, today);
    return Value::object({{"href", "/people/" + person.id.write()}, {"text", name},
        {"detail",
            fmt::format("{}{}{}", person.reference.write(), age.empty() ? "" : ", aged " + age,
                words::is_latin(name) ? "" : ", in Latin letters: " + words::in_latin(name))}});
}

Value view_of(People const& room, Visit const& visit, Person const& person)
{
    auto const today = london::day_of(visit.now());
    auto const age = age_in_words(person, today);
    auto facts = Value::array({Value::object({{"key", "Born"},
        {"text", birth_in_words(person) + (age.empty() ? "" : " (" + age + ")")}})});
    if (person.interpreter == Known::yes)
        facts.push(Value::object({{"key", "Interpreter"},
            {"text", person.language.empty() ? std::string("Needed") : person.language}}));
    else if (!person.language.empty())
        facts.push(Value::object({{"key", "Language"}, {"text", person.language}}));
    if (person.died)
        facts.push(Value::object({{"key", "Died"}, {"text", person.died->in_words()}}));
    return Value::object({{"reference", person.reference.write()},
        {"name", usual_name(person, today)},
        {"written", written_name(written_as(person, usual_name(person, today)))},
        {"href", "/people/" + person.id.write()}, {"facts", facts}, {"version", person.version},
        {"details", details_view(room, person)},
        {"photograph", room.documents ? photograph_view(visit, person.id) : Value()},
        {"who_can_see",
            std::string("those who work with them (named on this page), whoever recorded them, and "
                        "front doors, who say why")
                + (person.protected_address ? ". The address is protected" : "")}});
}

Value details_view(People const& room, Person const& person)
{
    auto rows = Value::array();
    rows.push(detail("Names", Value::each(person.names, [&](Name const& name) {
        return Value(fmt::format("{}{} ({}{})", name.text,
            words::is_latin(name.text) ? "" : " (" + words::in_latin(name.text) + ")",
            label_of(room, "name_kind", name.kind), period_in_words(name.from, name.until)));
    })));
    rows.push(detail("Birth date", Value::array({birth_in_words(person)})));
    if (!person.sex.empty())
        rows.push(detail("Sex", Value::array({label_of(room, "sex", person.sex)})));
    if (!person.language.empty() || person.interpreter != Known::not_known)
        rows.push(detail("Language",
            Value::array({fmt::format("{}; interpreter needed: {}",
                person.language.empty() ? "not known" : person.language,
                write(person.interpreter))})));
    if (!person.identifiers.empty())
        rows.push(detail("Numbers", Value::each(person.identifiers, [&](Identifier const& one) {
            return Value(fmt::format("{}: {}{}{}", label_of(room, "identifier_scheme", one.scheme),
                             show_identifier(one.scheme, one.value),
                             one.source.empty() ? "" : ", from " + one.source,
                             one.verified_on ? ", checked on " + one.verified_on->in_words() : "")
                + (one.verified_against.empty() ? "" : " against " + one.verified_against));
        })));
    if (!person.contacts.empty() || person.addresses_withheld)
        rows.push(detail("How to reach them", contact_texts(room, person)));
    return rows;
}

Value links_view(People const& room, Visit const& visit, Person const& person)
{
    auto rows = Value::array();
    std::set<std::tuple<Thing, std::string, Thing>> there; // of two records, each link once
    for (auto const record : records_of(visit.reading(), person.id)) {
        auto const self = thing(record);
        for (auto const& link : room.links.store.list_of(visit, self)) {
            if (link.drawn_from.kind == "relationship")
                continue; // they have a page of their own
            auto const other = room.links.seen.kept(visit, link.other_end(self));
            if (other == thing(person.id)
                || !there.emplace(other, link.role, link.drawn_from).second)
                continue; // of one of their records to another: shown where they are told apart
            auto const shown = room.links.seen.show(visit, other);
            auto detail = label_of(room, "certainty", link.confidence)
                + period_in_words(link.from_day, link.until_day);
            if (!link.source.empty() && link.source != shown.text) // not what the row names already
                detail += ". " + link.source;
            rows.push(Value::object({{"text", shown.text}, {"href", shown.href},
                {"role", label_of(room, "link_role", link.role)}, {"forward", link.from == self},
                {"detail", detail}, {"handling", link.handling}}));
        }
    }
    return rows;
}

Value events_view(People const& room, Visit const& visit, Person const& person)
{
    std::vector<links::Happened> all;
    std::set<EventId> there;
    for (auto const record : records_of(visit.reading(), person.id))
        for (auto& one : room.links.store.list_events(visit, thing(record)))
            if (there.insert(one.event.id).second)
                all.push_back(std::move(one));
    std::ranges::stable_sort(all, [](links::Happened const& one, links::Happened const& other) {
        return std::tuple(one.event.sorting_day(), one.event.at)
            > std::tuple(other.event.sorting_day(), other.event.at);
    });
    return Value::each(all, [&](links::Happened const& one) {
        auto const& event = one.event;
        return Value::object({{"title", label_of(room, "event_kind", event.kind)},
            {"when", event.when_in_words()}, {"who", event.source},
            {"text", event.place.empty() ? event.said : event.said + " (" + event.place + ")"},
            {"href", room.links.seen.show(visit, event.drawn_from).href}});
    });
}

} // namespace kith::people
