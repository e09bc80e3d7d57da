// SPDX-License-Identifier: MIT
#include "people/api_typed.h"
#include "people/api_facts.h"
#include "platform/words/latin.h"
#include <algorithm>
#include <boost/json.hpp>
#include <set>

namespace kith::people {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    json::value or_null(std::string const& text)
    {
        return text.empty() ? json::value(nullptr) : json::value(text);
    }
    template <class Day>
    json::value day_or_null(std::optional<Day> const& day)
    {
        return day ? json::value(day->write()) : json::value(nullptr);
    }

    json::object name_json(Name const& one)
    {
        return {{"id", one.id.write()}, {"kind", one.kind}, {"name", one.text},
            {"from", day_or_null(one.from)}, {"until", day_or_null(one.until)},
            {"source", or_null(one.source)}, {"language", or_null(one.language)},
            {"reading", or_null(words::is_latin(one.text) ? "" : words::in_latin(one.text))}};
    }
    json::object identifier_json(Identifier const& one)
    {
        return {{"id", one.id.write()}, {"scheme", one.scheme}, {"value", one.value},
            {"source", or_null(one.source)}, {"verified_on", day_or_null(one.verified_on)},
            {"verified_against", or_null(one.verified_against)}};
    }
    json::object contact_json(ContactDetail const& one)
    {
        return {{"id", one.id.write()}, {"kind", one.kind}, {"value", one.value},
            {"safe", write(one.safe)}, {"note", or_null(one.note)}};
    }
    template <class Part, class Write>
    json::array list_json(std::vector<Part> const& parts, Write write_one)
    {
        json::array list;
        for (auto const& one : parts)
            list.push_back(write_one(one));
        return list;
    }

    Result<Known> sent_known(JsonFields const& sent, char const* field)
    {
        auto const text = TRY(sent.text(field));
        if (!text.empty() && text != "yes" && text != "no" && text != "not known")
            return invalid("Send yes, no or not known", field);
        return read_known(text);
    }

    Result<std::optional<PartialDate>> sent_partial(JsonFields const& sent, char const* field)
    {
        auto const text = TRY(sent.text(field));
        if (text.empty())
            return std::optional<PartialDate>();
        auto const day = PartialDate::read(text);
        if (!day)
            return invalid("Send 2011, 2011-05 or 2011-05-03, with ~ in front for a guess", field);
        return std::optional(*day);
    }

    Result<std::optional<Date>> sent_day(JsonFields const& sent, char const* field)
    {
        auto const text = TRY(sent.text(field));
        if (text.empty())
            return std::optional<Date>();
        auto const day = Date::read(text);
        if (!day)
            return invalid("Send a day such as 2011-05-03", field);
        return std::optional(*day);
    }

    Done add_names(
        directory::ReferenceFacts const& facts, Date today, JsonFields const& sent, Person& person)
    {
        auto const all = TRY(sent.each("names"));
        for (auto const& one : all) {
            TRY(one.only({"kind", "name", "from", "until", "source", "language"}));
            Name name;
            name.kind = TRY(one.text("kind"));
            name.text = TRY(one.text("name"));
            name.from = TRY(sent_day(one, "from"));
            name.until = TRY(sent_day(one, "until"));
            name.source = TRY(one.text("source"));
            name.language = TRY(one.text("language"));
            if (!name.language.empty())
                TRY(must_be_listed(facts, today, "language", name.language, "names"));
            TRY(must_be_listed(facts, today, "name_kind", name.kind, "names"));
            person.names.push_back(std::move(name));
        }
        return done();
    }

    Done add_identifiers(
        directory::ReferenceFacts const& facts, Date today, JsonFields const& sent, Person& person)
    {
        auto const all = TRY(sent.each("identifiers"));
        for (auto const& one : all) {
            auto identifier = TRY(read_sent_identifier(one));
            TRY(must_be_listed(
                facts, today, "identifier_scheme", identifier.scheme, "identifiers"));
            person.identifiers.push_back(std::move(identifier));
        }
        return done();
    }

    Done add_contacts(
        directory::ReferenceFacts const& facts, Date today, JsonFields const& sent, Person& person)
    {
        auto const all = TRY(sent.each("contacts"));
        for (auto const& one : all) {
            TRY(one.only({"kind", "value", "safe", "note"}));
            ContactDetail contact;
            contact.kind = TRY(one.text("kind"));
            contact.value = TRY(one.text("value"));
            contact.safe = TRY(sent_known(one, "safe"));
            contact.note = TRY(one.text("note"));
            TRY(must_be_listed(facts, today, "contact_kind", contact.kind, "contacts"));
            person.contacts.push_back(std::move(contact));
        }
        return done();
    }

    template <class Part>
    void take_off(std::vector<Part>& parts, std::set<std::string>& wrong)
    {
        std::erase_if(parts, [&](Part const& part) { return wrong.erase(part.id.write()) == 1; });
    }

    Done take_off_wrong(JsonFields const& sent, Person& person)
    {
        auto const ids = TRY(sent.texts("wrong"));
        std::set<std::string> wrong(ids.begin(), ids.end());
        take_off(person.names, wrong);
        take_off(person.identifiers, wrong);
        take_off(person.contacts, wrong);
        if (!wrong.empty())
            return invalid("Nothing with this id stands on the record that you see", "wrong");
        return done();
    }
} // namespace

Done must_be_listed(directory::ReferenceFacts const& facts, Date today, char const* list,
    std::string const& code, char const* field)
{
    return facts.lists(list, code, today)
        ? done()
        : Done(invalid(std::string("Send a code of the list ") + list, field));
}

std::string write_person(Person const& person, std::vector<Fact> const& facts, Date today,
    std::vector<RecordJoin> const& joins, bool asked_for_other)
{
    auto const also = list_json(joins, [](RecordJoin const& one) {
        return json::object{{"join", one.id.write()}, {"id", one.other.write()},
            {"reference", one.reference.write()}, {"joined_at", one.at.write()}};
    });
    return json::serialize(json::object{{"id", person.id.write()},
        {"reference", person.reference.write()}, {"names", list_json(person.names, name_json)},
        {"birth", day_or_null(person.birth)}, {"sex", or_null(person.sex)},
        {"language", or_null(person.language)}, {"interpreter", write(person.interpreter)},
        {"died", day_or_null(person.died)}, {"protected_address", person.protected_address},
        {"addresses_withheld", person.addresses_withheld},
        {"identifiers", list_json(person.identifiers, identifier_json)},
        {"contacts", list_json(person.contacts, contact_json)},
        {"facts",
            list_json(
                facts, [today](Fact const& one) { return json::parse(write_fact(one, today)); })},
        {"version", person.version}, {"also_recorded_as", also},
        {"joined_to", asked_for_other ? json::value(person.id.write()) : json::value(nullptr)}});
}

std::string write_briefs(std::vector<Brief> const& people, Date today)
{
    return json::serialize(list_json(people, [today](Brief const& one) {
        json::array reasons;
        for (auto const& reason : one.reasons)
            reasons.emplace_back(reason);
        return json::object{{"id", one.person.id.write()},
            {"reference", one.person.reference.write()}, {"name", usual_name(one.person, today)},
            {"age", or_null(age_in_words(one.person, today))}, {"reason", or_null(one.reason)},
            {"reasons", std::move(reasons)}};
    }));
}

Result<Identifier> read_sent_identifier(JsonFields const& sent)
{
    TRY(sent.only({"scheme", "value", "source", "verified_on", "verified_against"}));
    Identifier identifier;
    identifier.scheme = TRY(sent.text("scheme"));
    identifier.value = TRY(sent.text("value"));
    identifier.source = TRY(sent.text("source"));
    identifier.verified_on = TRY(sent_day(sent, "verified_on"));
    identifier.verified_against = TRY(sent.text("verified_against"));
    return identifier;
}

Result<Person> read_sent(directory::ReferenceFacts const& facts, Date today, JsonFields const& sent,
    Person const& stands)
{
    auto person = stands;
    if (sent.has("birth"))
        person.birth = TRY(sent_partial(sent, "birth"));
    if (sent.has("died"))
        person.died = TRY(sent_partial(sent, "died"));
    if (sent.has("sex"))
        person.sex = TRY(sent.text("sex"));
    if (!person.sex.empty())
        TRY(must_be_listed(facts, today, "sex", person.sex, "sex"));
    if (sent.has("language"))
        person.language = TRY(sent.text("language"));
    if (sent.has("interpreter"))
        person.interpreter = TRY(sent_known(sent, "interpreter"));
    if (sent.has("protected_address"))
        person.protected_address = TRY(sent.flag("protected_address"));
    TRY(take_off_wrong(sent, person));
    TRY(add_names(facts, today, sent, person));
    TRY(add_identifiers(facts, today, sent, person));
    TRY(add_contacts(facts, today, sent, person));
    return person;
}

} // namespace kith::people
