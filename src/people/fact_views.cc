// SPDX-License-Identifier: MIT
#include "people/fact_views.h"
#include "base/london.h"
#include "people/identifiers.h"
#include "people/rows.h"
#include "people/views.h"
#include "platform/words/latin.h"
#include <algorithm>
#include <fmt/core.h>
#include <ranges>
#include <set>

namespace kith::people {
namespace {
    using html::Value;

    constexpr char const* withheld
        = "The address is protected. Only those who work with them see it.";

    Value plain_item(std::string text, std::string detail = {})
    {
        return Value::object({{"text", std::move(text)}, {"detail", std::move(detail)}});
    }

    Value known_row(std::string_view key, Value items)
    {
        return Value::object({{"key", key}, {"items", std::move(items)}});
    }

    std::string in_quotes(std::string const& words) { return "“" + words + "”"; }

    // "; " between what is there.
    std::string joined_up(std::initializer_list<std::string> parts)
    {
        std::string all;
        for (auto const& part : parts)
            if (!part.empty())
                all += (all.empty() ? "" : "; ") + part;
        return all;
    }

    std::string days_of_fact(Fact const& fact)
    {
        if (fact.from && fact.until)
            return fmt::format("{} to {}", fact.from->in_words(), fact.until->in_words());
        if (fact.from)
            return "from " + fact.from->in_words();
        return fact.until ? "until " + fact.until->in_words() : "";
    }

    std::string done_by(People const& room, Visit const& visit, char const* act, Instant at,
        AccountId by, std::string const& why)
    {
        auto const who = by.none() ? std::string() : room.name_of(visit.reading(), by);
        return fmt::format("{} on {}{}{}", act, london::day_of(at).in_words(),
            who.empty() ? "" : " by " + who, why.empty() ? "" : ": " + why);
    }

    Value history_of(People const& room, Visit const& visit, Fact const& fact)
    {
        auto const* const kind = find_fact_kind(fact.kind);
        return plain_item(
            fmt::format("{}: {}", kind ? kind->label : fact.kind, fact_in_words(room, fact)),
            joined_up({detail_in_words(room, fact),
                done_by(room, visit, "recorded", fact.recorded_at, fact.recorded_by, ""),
                fact.ended_at
                    ? done_by(room, visit, "ended", *fact.ended_at, fact.ended_by, fact.end_reason)
                    : "",
                fact.withdrawn_at ? done_by(
                    room, visit, "taken back", *fact.withdrawn_at, fact.withdrawn_by, fact.reason)
                                  : ""}));
    }

    Value fact_item(People const& room, Fact const& fact)
    {
        auto item = plain_item(fact_in_words(room, fact), detail_in_words(room, fact));
        if (fact.note.empty())
            return item;
        item["note"] = fact.note;
        return item;
    }

    // What is shown of a kind: all that stands, or the one statement nearest to the person.
    std::vector<Fact> shown_of(std::vector<Fact> const& facts, FactKind const& kind, Date today)
    {
        auto stand = standing(facts, kind.kind, today);
        if (!kind.several && stand.size() > 1)
            stand.resize(1);
        return stand;
    }

    Value names_row(People const& room, Person const& person, Date today)
    {
        auto const usual = usual_name(person, today);
        auto names = person.names;
        std::ranges::stable_partition(names, [&](Name const& one) { return one.text == usual; });
        auto items = Value::array();
        std::set<std::string> there; // two records that are joined may say the same
        for (auto const& name : names) {
            auto item = written_name(name);
            item["detail"] = joined_up(
                {label_of(room, "name_kind", name.kind) + period_in_words(name.from, name.until),
                    name.language.empty() ? "" : label_of(room, "language", name.language),
                    name.source});
            if (there.insert(name.text + "; " + item.get("detail").text()).second)
                items.push(std::move(item));
        }
        return known_row("Names", std::move(items));
    }

    std::string checked_in_words(People const& room, Visit const& visit, Identifier const& one)
    {
        if (!one.verified_on)
            return "not checked";
        auto const who
            = one.verified_by.none() ? "" : room.name_of(visit.reading(), one.verified_by);
        return fmt::format("checked on {}{}{}", one.verified_on->in_words(),
            one.verified_against.empty() ? "" : " against " + one.verified_against,
            who.empty() ? "" : ", by " + who);
    }

    Value numbers_row(People const& room, Visit const& visit, Person const& person)
    {
        auto const others = held_by_others(visit, person);
        auto items = Value::array();
        for (auto const& one : person.identifiers) {
            auto item
                = plain_item(fmt::format("{}: {}", label_of(room, "identifier_scheme", one.scheme),
                                 show_identifier(one.scheme, one.value)),
                    joined_up({checked_in_words(room, visit, one),
                        one.source.empty() ? "" : "from " + one.source}));
            for (auto const& other : others)
                if (other.identifier.id == one.id) {
                    item["warning"] = "This checked number stands on another record too, "
                        + other.reference.write()
                        + ". They are one person, or one of the numbers is wrong.";
                    item["href"] = "/people/" + other.person.write();
                }
            items.push(std::move(item));
        }
        return known_row("Numbers", std::move(items));
    }

    Value contacts_row(People const& room, Person const& person)
    {
        auto items = Value::each(person.contacts, [&](ContactDetail const& one) {
            return plain_item(
                fmt::format("{}: {}", label_of(room, "contact_kind", one.kind), one.value),
                joined_up({safe_in_words(one.safe), one.note}));
        });
        if (person.addresses_withheld)
            items.push(plain_item(withheld));
        return known_row("How to reach them", std::move(items));
    }

    // What was first recorded of languages stands until somebody says more exactly.
    void add_first_languages(
        Person const& person, std::vector<Fact> const& facts, Date today, Value& rows)
    {
        if (!person.language.empty() && standing(facts, "language", today).empty())
            rows.push(
                known_row("Language they speak best", Value::array({plain_item(person.language)})));
        if (person.interpreter != Known::not_known && standing(facts, "interpreter", today).empty())
            rows.push(known_row("Interpreter",
                Value::array(
                    {plain_item(person.interpreter == Known::yes ? "Needed" : "Not needed")})));
    }

    // Of the record itself, before what was said of each group and after it.
    Value rows_before(People const& room, Person const& person, std::vector<Fact> const& facts,
        FactGroup group, Date today)
    {
        auto rows = Value::array();
        if (group == FactGroup::identity) {
            rows.push(names_row(room, person, today));
            rows.push(known_row("Birth date", Value::array({plain_item(birth_in_words(person))})));
            if (person.died)
                rows.push(known_row("Died", Value::array({plain_item(person.died->in_words())})));
        }
        if (group == FactGroup::language)
            add_first_languages(person, facts, today, rows);
        return rows;
    }

    void add_rows_after(
        People const& room, Visit const& visit, Person const& person, FactGroup group, Value& rows)
    {
        if (group == FactGroup::identity && !person.sex.empty())
            rows.push(
                known_row("Sex", Value::array({plain_item(label_of(room, "sex", person.sex))})));
        if (group == FactGroup::identity && !person.identifiers.empty())
            rows.push(numbers_row(room, visit, person));
        if (group == FactGroup::addresses
            && (!person.contacts.empty() || person.addresses_withheld))
            rows.push(contacts_row(room, person));
    }

    Value withdrawn_item(People const& room, Visit const& visit, TakenBack const& one)
    {
        auto const list = one.part == "names" ? "name_kind"
            : one.part == "identifiers"       ? "identifier_scheme"
                                              : "contact_kind";
        return plain_item(fmt::format("{}: {}", label_of(room, list, one.kind), one.value),
            done_by(room, visit, "taken back", one.withdrawn_at, one.withdrawn_by, one.reason));
    }

    Value history_view(People const& room, Visit const& visit, Person const& person,
        std::vector<Fact> const& facts, FactGroup group, Date today)
    {
        auto history = Value::array();
        for (auto const& kind : fact_kinds()) {
            if (kind.group != group)
                continue;
            auto const shown = shown_of(facts, kind, today);
            for (auto const& one : std::ranges::reverse_view(facts))
                if (one.kind == kind.kind
                    && std::ranges::find(shown, one.id, &Fact::id) == shown.end())
                    history.push(history_of(room, visit, one));
        }
        for (auto const& one : taken_back(visit.reading(), person.id))
            if (group == (one.part == "contacts" ? FactGroup::addresses : FactGroup::identity))
                history.push(withdrawn_item(room, visit, one));
        return history;
    }
} // namespace

namespace {
    std::string lowered(std::string text)
    {
        if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z')
            text[0] = static_cast<char>(text[0] - 'A' + 'a');
        return text;
    }

    std::string who_said_it(People const& room, Fact const& fact)
    {
        if (fact.stated_by.empty())
            return {};
        auto const who = lowered(label_of(room, "stated_by", fact.stated_by));
        return fact.stated_by == "not_known" ? who
            : fact.stated_by == "document"   ? "from " + who
                                             : "said by " + who;
    }
} // namespace

std::string fact_in_words(People const& room, Fact const& fact)
{
    if (fact.answer != Answer::said)
        return std::string(in_words(fact.answer));
    auto const* const kind = find_fact_kind(fact.kind);
    auto const label
        = fact.code.empty() || !kind ? fact.code : label_of(room, kind->list, fact.code);
    auto const own = fact.stated_by == "self" && !tells_where(fact) && fact.kind != "education"
        && fact.kind != "status";
    auto said = fact.words.empty() || !own ? fact.words : in_quotes(fact.words);
    if (!fact.number.empty() && fact.kind != "status") // whose words name the authority
        said += tells_where(fact) ? (said.empty() ? "" : ", ") + fact.number
                                  : fmt::format(" (URN {})", fact.number);
    return label.empty() ? said : said.empty() ? label : label + ": " + said;
}

std::string detail_in_words(People const& room, Fact const& fact)
{
    return joined_up({days_of_fact(fact), who_said_it(room, fact),
        fact.source.empty() ? "" : "source: " + fact.source});
}

Value known_view(
    People const& room, Visit const& visit, Person const& person, std::vector<Fact> const& facts)
{
    auto const today = london::day_of(visit.now());
    auto groups = Value::array();
    for (auto const group : fact_groups) {
        auto rows = rows_before(room, person, facts, group, today);
        for (auto const& kind : fact_kinds()) {
            if (kind.group != group)
                continue;
            auto const shown = shown_of(facts, kind, today);
            if (!shown.empty())
                rows.push(known_row(kind.label,
                    Value::each(shown, [&](Fact const& one) { return fact_item(room, one); })));
        }
        add_rows_after(room, visit, person, group, rows);
        groups.push(Value::object({{"title", title_of(group)}, {"rows", rows},
            {"history", history_view(room, visit, person, facts, group, today)}}));
    }
    return groups;
}

Value choices_view(
    People const& room, Visit const& visit, Person const& person, std::vector<Fact> const& facts)
{
    auto const today = london::day_of(visit.now());
    auto const base = "/people/" + person.id.write() + "/facts/";
    auto groups = Value::array();
    for (auto const group : fact_groups) {
        auto rows = Value::array();
        for (auto const& kind : fact_kinds())
            if (kind.group == group)
                rows.push(Value::object({{"key", kind.label},
                    {"href", base + std::string(kind.kind) + "/new"},
                    {"items", Value::each(standing(facts, kind.kind, today), [&](Fact const& one) {
                         auto item = fact_item(room, one);
                         item["href"] = base + one.id.write() + "/withdraw";
                         return item;
                     })}}));
        groups.push(Value::object({{"title", title_of(group)}, {"rows", rows},
            {"withheld",
                group == FactGroup::addresses && person.addresses_withheld ? withheld : ""}}));
    }
    return groups;
}

Person as_said(People const& room, Person person, std::vector<Fact> const& facts, Date today)
{
    if (auto const said = standing(facts, "language", today);
        !said.empty() && said.front().answer == Answer::said)
        person.language = said.front().code.empty() ? said.front().words
                                                    : label_of(room, "language", said.front().code);
    if (auto const said = standing(facts, "interpreter", today);
        !said.empty() && said.front().answer == Answer::said)
        person.interpreter = said.front().code == "NONE" ? Known::no : Known::yes;
    return person;
}

std::string pronouns(std::vector<Fact> const& facts, Date today)
{
    auto const said = standing(facts, "pronouns", today);
    return said.empty() || said.front().answer != Answer::said ? "" : said.front().words;
}

} // namespace kith::people
