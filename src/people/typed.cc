// SPDX-License-Identifier: MIT
#include "people/typed.h"
#include "people/views.h"
#include "platform/http/csrf.h"
#include <algorithm>
#include <fmt/core.h>
#include <set>

namespace kith::people {
namespace {
    std::string field(http::FormData const& form, std::string const& name)
    {
        auto const text = form.first(name);
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? ""
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }

    template <class Part>
    void drop_marked(std::vector<Part>& parts, std::set<std::string> const& marked)
    {
        std::erase_if(parts, [&](Part const& part) { return marked.contains(part.id.write()); });
    }

    void add_typed_rows(http::FormData const& form, Person& person)
    {
        for (auto const* const which : {"", "_2"})
            if (auto const text = field(form, std::string("name") + which); !text.empty())
                person.names.push_back({{}, field(form, std::string("name_kind") + which), text, {},
                    {}, {}, field(form, std::string("name_language") + which)});
        if (auto const value = field(form, "identifier"); !value.empty())
            person.identifiers.push_back({{}, field(form, "scheme"), value,
                field(form, "identifier_source"), {}, field(form, "verified_against"), {}});
        if (auto const value = field(form, "contact"); !value.empty())
            person.contacts.push_back({{}, field(form, "contact_kind"), value,
                read_known(form.first("safe")), field(form, "contact_note")});
    }

    html::Value items(directory::ReferenceFacts const& facts, Date today, char const* list,
        std::string const& chosen, char const* first = nullptr)
    {
        auto all = html::Value::array();
        if (first)
            all.push(html::Value::object({{"value", ""}, {"text", first}}));
        for (auto const& code : facts.codes(list, today))
            all.push(html::Value::object({{"value", code.code}, {"text", code.label},
                {"selected", code.code == chosen}, {"checked", code.code == chosen}}));
        return all;
    }

    void read_day(http::FormData const& form, std::string const& name,
        std::optional<PartialDate>& day, std::vector<Error>& problems)
    {
        auto read = read_partial(form, name);
        if (read)
            day = *read;
        else
            problems.push_back(read.error());
    }

    // The day that the number just typed was checked: a whole day.
    void read_check(http::FormData const& form, Person& person, std::vector<Error>& problems)
    {
        std::optional<PartialDate> day;
        read_day(form, "verified_on", day, problems);
        if (!day)
            return;
        if (!day->day)
            problems.push_back(invalid("Enter the whole date it was checked", "verified_on"));
        else if (field(form, "identifier").empty())
            problems.push_back(invalid("Enter the number that was checked", "identifier"));
        else
            person.identifiers.back().verified_on = day->first();
    }

    void put_day(
        std::optional<PartialDate> const& day, std::string const& name, html::Value& values)
    {
        if (!day)
            return;
        values[name + "-year"] = fmt::format("{}", day->year);
        if (day->month)
            values[name + "-month"] = fmt::format("{}", *day->month);
        if (day->day)
            values[name + "-day"] = fmt::format("{}", *day->day);
        values[name + "-about"] = day->about;
    }
} // namespace

Result<std::optional<PartialDate>> read_partial(http::FormData const& form, std::string const& name)
{
    auto const year = field(form, name + "-year");
    auto const month = field(form, name + "-month");
    auto const day = field(form, name + "-day");
    if (year.empty() && month.empty() && day.empty())
        return std::optional<PartialDate>();
    if (year.empty() || (month.empty() && !day.empty()))
        return invalid("Enter a year, or a month and year, or a whole date", name);
    auto const text = month.empty() ? year
        : day.empty()               ? fmt::format("{}-{}", year, month)
                                    : fmt::format("{}-{}-{}", year, month, day);
    auto read = PartialDate::read(text);
    if (!read && !day.empty() && PartialDate::read(fmt::format("{}-{}", year, month)))
        return invalid("That month has no such day: check the day, or leave it empty", name);
    if (!read)
        return invalid("Enter a year, or a month and year, or a whole date", name);
    read->about = !form.first(name + "-about").empty();
    return std::optional(*read);
}

Typed read_typed(http::FormData const& form, Person const& stands)
{
    Typed typed{stands};
    for (auto const& [name, value] : form.pairs())
        if (name != http::csrf_field)
            typed.values[name] = value;
    auto& person = typed.person;
    std::set<std::string> marked;
    for (auto const id : form.all("wrong"))
        marked.emplace(id);
    typed.values["wrong"]
        = html::Value::each(marked, [](auto const& id) { return html::Value(id); });
    drop_marked(person.names, marked);
    drop_marked(person.identifiers, marked);
    drop_marked(person.contacts, marked);
    add_typed_rows(form, person);
    read_check(form, person, typed.problems);
    read_day(form, "birth", person.birth, typed.problems);
    if (form.has("died-year"))
        read_day(form, "died", person.died, typed.problems);
    person.sex = field(form, "sex");
    person.language = field(form, "language");
    person.interpreter = read_known(form.first("interpreter"));
    person.protected_address = !form.first("protected_address").empty();
    person.version = std::atoll(std::string(form.first("version")).c_str());
    return typed;
}

Typed untyped(Person const& stands)
{
    Typed typed{stands};
    put_day(stands.birth, "birth", typed.values);
    put_day(stands.died, "died", typed.values);
    typed.values["sex"] = stands.sex;
    typed.values["language"] = stands.language;
    typed.values["interpreter"] = std::string(write(stands.interpreter));
    typed.values["protected_address"] = stands.protected_address;
    typed.values["version"] = stands.version;
    typed.values["wrong"] = html::Value::array();
    return typed;
}

void refuse_unlisted(directory::ReferenceFacts const& facts, Date today, char const* list,
    std::string const& code, char const* field, std::vector<Error>& problems,
    std::string_view stands)
{
    if (!code.empty() && code != stands && !facts.lists(list, code, today))
        problems.push_back(invalid("Choose one of the list", field));
}

void check_codes(
    directory::ReferenceFacts const& facts, Date today, Person const& stands, Typed& typed)
{
    auto const& person = typed.person;
    auto const check = [&](char const* list, char const* field, std::string const& code,
                           std::string_view before = {}) {
        refuse_unlisted(facts, today, list, code, field, typed.problems, before);
    };
    check("sex", "sex", person.sex, stands.sex);
    for (auto const& name : person.names) {
        if (!name.id.none())
            continue;
        check("name_kind", "name_kind", name.kind);
        check("language", "name_language", name.language);
    }
    for (auto const& number : person.identifiers)
        if (number.id.none())
            check("identifier_scheme", "scheme", number.scheme);
    for (auto const& contact : person.contacts)
        if (contact.id.none())
            check("contact_kind", "contact_kind", contact.kind);
}

html::Value form_view(directory::ReferenceFacts const& facts, Date today, Typed const& typed)
{
    auto const text = [&](char const* name) { return typed.values.get(name).text(); };
    return html::Value::object({{"values", typed.values},
        {"problems", problems_view(typed.problems)},
        {"name_kinds",
            items(facts, today, "name_kind",
                text("name_kind").empty() ? "birth" : text("name_kind"))},
        {"name_kinds_2",
            items(facts, today, "name_kind",
                text("name_kind_2").empty() ? "known_as" : text("name_kind_2"))},
        {"name_languages", items(facts, today, "language", text("name_language"), "Not said")},
        {"sexes", items(facts, today, "sex", text("sex"))},
        {"schemes", items(facts, today, "identifier_scheme", text("scheme"), "Choose the kind")},
        {"contact_kinds",
            items(facts, today, "contact_kind", text("contact_kind"), "Choose the kind")}});
}

} // namespace kith::people
