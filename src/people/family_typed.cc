// SPDX-License-Identifier: MIT
#include "people/family_typed.h"
#include "base/london.h"
#include "people/typed.h"
#include <fmt/core.h>

namespace kith::people {
namespace {
    constexpr std::size_t most_in_a_line = 500;
    constexpr std::size_t most_in_words = 4000;

    std::string line_of(http::FormData const& form, char const* name, std::vector<Error>& problems)
    {
        auto text = links::text_of(form, name);
        if (text.size() > most_in_a_line)
            problems.push_back(invalid("Write 500 characters or fewer", name));
        return text;
    }

    std::string words_of(http::FormData const& form, char const* name, std::vector<Error>& problems)
    {
        auto text = links::text_of(form, name);
        if (text.size() > most_in_words)
            problems.push_back(invalid("Write 4,000 characters or fewer", name));
        return text;
    }

    void put_whole_day(std::optional<Date> const& day, std::string const& name, html::Value& values)
    {
        if (!day)
            return;
        values[name + "-day"] = fmt::format("{}", day->day());
        values[name + "-month"] = fmt::format("{}", day->month());
        values[name + "-year"] = fmt::format("{}", day->year());
    }

    // Whom the reference means, if this visit may know them.
    PersonId person_referred_to(
        Visit const& visit, std::string const& text, std::vector<Error>& problems)
    {
        auto const reference = Reference::read(text);
        if (reference && reference->kind() == 'P')
            if (auto const facts = find_facts(visit, *reference))
                return PersonId(facts->thing.id);
        problems.push_back(
            invalid("No person you may know of has this reference: check it", "reference"));
        return {};
    }
} // namespace

std::optional<Date> read_whole_day(
    http::FormData const& form, std::string const& name, std::vector<Error>& problems)
{
    auto const read = read_partial(form, name);
    if (read && !*read)
        return {};
    if (read && (*read)->day)
        return (*read)->first();
    problems.push_back(invalid("Enter a day, a month and a year, or leave all three empty", name));
    return {};
}

TypedRelationship read_relationship_form(directory::ReferenceFacts const& facts, Visit const& visit,
    http::FormData const& form, PersonId person)
{
    auto const today = london::day_of(visit.now());
    TypedRelationship typed;
    typed.values = links::values_of(form);
    auto chosen = html::Value::array();
    for (auto const part : form.all("parts"))
        chosen.push(std::string(part));
    typed.values["parts"] = chosen;
    auto& one = typed.relationship;
    auto& problems = typed.problems;
    one.person = person;
    one.kind = links::text_of(form, "kind");
    if (auto const reference = links::text_of(form, "reference"); !reference.empty())
        one.other = person_referred_to(visit, reference, problems);
    one.name = line_of(form, "name", problems);
    one.reach = line_of(form, "reach", problems);
    one.from = read_whole_day(form, "from", problems);
    one.until = read_whole_day(form, "until", problems);
    one.certainty = links::text_of(form, "certainty");
    if (one.certainty.empty())
        one.certainty = "reported";
    refuse_unlisted(facts, today, "relationship_kind", one.kind, "kind", problems);
    refuse_unlisted(facts, today, "certainty", one.certainty, "certainty", problems);
    one.source = line_of(form, "source", problems);
    one.said_by = line_of(form, "said_by", problems);
    one.words = words_of(form, "words", problems);
    auto const stated_by = line_of(form, "stated_by", problems);
    auto const part_words = words_of(form, "part_words", problems);
    for (auto const kind : form.all("parts")) {
        Part part;
        part.kind = std::string(kind);
        refuse_unlisted(facts, today, "relationship_part", part.kind, "parts", problems);
        part.stated_by = stated_by.empty() ? one.source : stated_by;
        part.source = one.source;
        part.from = one.from;
        part.words = part.kind == "trusted_adult" ? part_words : "";
        typed.parts.push_back(std::move(part));
    }
    return typed;
}

Part read_part_form(directory::ReferenceFacts const& facts, Date today, http::FormData const& form,
    std::vector<Error>& problems)
{
    Part part;
    part.kind = links::text_of(form, "part");
    refuse_unlisted(facts, today, "relationship_part", part.kind, "part", problems);
    part.words = words_of(form, "part_words", problems);
    part.stated_by = line_of(form, "stated_by", problems);
    part.source = line_of(form, "part_source", problems);
    part.from = read_whole_day(form, "part_from", problems);
    part.until = read_whole_day(form, "part_until", problems);
    return part;
}

TypedTelling read_telling_form(directory::ReferenceFacts const& facts, Date today,
    http::FormData const& form, Telling const& stands)
{
    TypedTelling typed{stands, links::values_of(form)};
    auto& one = typed.telling;
    auto& problems = typed.problems;
    one.told = links::text_of(form, "told");
    one.matters = words_of(form, "matters", problems);
    one.how = line_of(form, "how", problems);
    one.when = line_of(form, "when", problems);
    one.safe = read_known(form.first("safe"));
    one.why = words_of(form, "why", problems);
    one.wish = links::text_of(form, "wish");
    if (one.wish.empty())
        one.wish = "not_asked";
    refuse_unlisted(facts, today, "telling_wish", one.wish, "wish", problems, stands.wish);
    one.wish_words = words_of(form, "wish_words", problems);
    one.decided_by = line_of(form, "decided_by", problems);
    if (auto const day = read_whole_day(form, "decided_on", problems))
        one.decided_on = *day;
    else
        problems.push_back(invalid("Enter the day it was decided", "decided_on"));
    one.until = read_whole_day(form, "until", problems);
    one.version = std::atoll(std::string(form.first("version")).c_str());
    return typed;
}

TypedTelling untyped_telling(Telling const& stands, Date today)
{
    TypedTelling typed{stands};
    typed.values = html::Value::object({{"told", stands.told}, {"matters", stands.matters},
        {"how", stands.how}, {"when", stands.when}, {"safe", std::string(write(stands.safe))},
        {"why", stands.why}, {"wish", stands.wish}, {"wish_words", stands.wish_words},
        {"decided_by", stands.decided_by}, {"version", stands.version}});
    put_whole_day(stands.version == 0 ? today : stands.decided_on, "decided_on", typed.values);
    put_whole_day(stands.until, "until", typed.values);
    return typed;
}

} // namespace kith::people
