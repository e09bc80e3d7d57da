// SPDX-License-Identifier: MIT
#include "people/person.h"
#include "people/identifiers.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    constexpr std::size_t longest_text = 200;
    constexpr int oldest_birth_year = 1880;

    std::string trimmed(std::string const& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string::npos
            ? ""
            : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    bool stands_on(Name const& name, Date day)
    {
        return (!name.from || *name.from <= day) && (!name.until || day <= *name.until);
    }

    int whole_years(Date from, Date to)
    {
        auto const before_birthday
            = to.month() < from.month() || (to.month() == from.month() && to.day() < from.day());
        return to.year() - from.year() - (before_birthday ? 1 : 0);
    }

    Done check_names(Person& person)
    {
        if (person.names.empty())
            return invalid("Enter a name, or what they are called", "name");
        for (auto& name : person.names) {
            name.text = trimmed(name.text);
            if (words::folded(name.text).empty())
                return invalid("Enter a name, or what they are called", "name");
            if (name.text.size() > longest_text)
                return invalid("Write 200 characters or fewer", "name");
            if (name.kind.empty())
                return invalid("Choose what kind of name it is", "name_kind");
            if (name.from && name.until && *name.until < *name.from)
                return invalid("The last day is before the first: change one of them", "name");
        }
        return done();
    }

    Done check_days(Person const& person, Date today)
    {
        if (person.birth && person.birth->first() > today)
            return invalid("Enter a birth date that is not in the future", "birth");
        if (person.birth && person.birth->year < oldest_birth_year)
            return invalid("Check the year of the birth date", "birth");
        if (person.died && person.died->first() > today)
            return invalid("Enter a day that is not in the future", "died");
        if (person.died && person.birth && person.died->last() < person.birth->first())
            return invalid("They died before they were born: change one of the dates", "died");
        return done();
    }

    Done check_contacts(Person& person)
    {
        for (auto& contact : person.contacts) {
            contact.value = trimmed(contact.value);
            if (contact.value.empty())
                return invalid("Enter the number or address, or leave the line empty", "contact");
            if (contact.value.size() > longest_text || contact.note.size() > longest_text)
                return invalid("Write 200 characters or fewer", "contact");
            if (contact.kind.empty())
                return invalid("Choose what kind of contact it is", "contact_kind");
        }
        return done();
    }
} // namespace

bool tells_where(std::string_view contact_kind)
{
    return contact_kind != "mobile" && contact_kind != "email" && contact_kind != "online";
}

std::string_view write(Known known)
{
    switch (known) {
    case Known::yes:
        return "yes";
    case Known::no:
        return "no";
    case Known::not_known:
        return "not known";
    }
    return {};
}

Known read_known(std::string_view text)
{
    return text == "yes" ? Known::yes : text == "no" ? Known::no : Known::not_known;
}

std::string_view birth_known(Person const& person)
{
    if (!person.birth)
        return "unknown";
    return person.birth->about ? "estimated" : "exact";
}

std::string usual_name(Person const& person, Date on)
{
    for (auto const* const kind : {"known_as", "birth"})
        for (auto const& name : person.names)
            if (name.kind == kind && stands_on(name, on))
                return name.text;
    return person.names.empty() ? "Name not known" : person.names.front().text;
}

std::string age_in_words(Person const& person, Date on)
{
    if (!person.birth || person.died)
        return {};
    auto const least = std::max(0, whole_years(person.birth->last(), on));
    auto const most = whole_years(person.birth->first(), on);
    auto const* const about = person.birth->about ? "about " : "";
    return least == most ? fmt::format("{}{}", about, least)
                         : fmt::format("{}{} or {}", about, least, most);
}

Result<Person> checked(Person person, Date today)
{
    TRY(check_names(person));
    TRY(check_days(person, today));
    TRY(check_contacts(person));
    for (auto& identifier : person.identifiers) {
        if (identifier.scheme.empty())
            return invalid("Choose what kind of number it is", "scheme");
        identifier.value = TRY(read_identifier(identifier.scheme, identifier.value));
        if (identifier.verified_on && *identifier.verified_on > today)
            return invalid("Enter a day that is not in the future", "verified_on");
        identifier.verified_against = trimmed(identifier.verified_against);
        if (identifier.verified_against.size() > longest_text)
            return invalid("Write 200 characters or fewer", "verified_against");
        if (!identifier.verified_against.empty() && !identifier.verified_on)
            return invalid("Enter the day it was checked", "verified_on");
    }
    person.language = trimmed(person.language);
    if (person.language.size() > longest_text)
        return invalid("Write 200 characters or fewer", "language");
    return person;
}

} // namespace kith::people
