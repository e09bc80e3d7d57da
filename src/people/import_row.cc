// SPDX-License-Identifier: MIT
// What one row of a file says of a person.
#include "engine/linkage/linkage.h"
#include "people/identifiers.h"
#include "people/import_file.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    using enum ImportField;

    bool only_digits(std::string_view text)
    {
        return text.find_first_not_of("0123456789") == std::string_view::npos;
    }

    // A row, read by the fields of people wherever they stand in it.
    class PersonRow {
    public:
        PersonRow(Row const& row, std::size_t first) : row_(row), first_(first) { }
        [[nodiscard]] std::string_view value(ImportField field) const
        {
            return row_.value(first_ + static_cast<std::size_t>(field));
        }

    private:
        Row const& row_;
        std::size_t first_;
    };

    // 2011-05-03 00:00:00, as databases write a day.
    std::string_view without_midnight(std::string_view text)
    {
        if (text.size() > 10 && (text[10] == ' ' || text[10] == 'T') && text[4] == '-')
            return text.substr(0, 10);
        if (text.size() > 10 && text[10] == ' ' && text[2] == '/')
            return text.substr(0, 10);
        return text;
    }

    Result<PartialDate> read_day(std::string_view typed, ImportField field)
    {
        return read_list_day(typed, write(field));
    }

    Result<std::optional<PartialDate>> read_row_birth(PersonRow const& row)
    {
        if (auto const text = row.value(birth_date); !text.empty()) {
            auto const day = TRY(read_day(text, birth_date));
            return std::optional(day);
        }
        auto const year = row.value(birth_year);
        if (year.empty())
            return std::optional<PartialDate>();
        auto text = std::string(year);
        if (auto const month = row.value(birth_month); !month.empty()) {
            text += fmt::format("-{:0>2}", month);
            if (auto const day = row.value(birth_day); !day.empty())
                text += fmt::format("-{:0>2}", day);
        }
        auto const day = TRY(read_day(text, birth_year));
        return std::optional(day);
    }

    Result<std::string> read_row_sex(std::string_view text)
    {
        auto const is
            = [&](std::string_view letter, std::string_view digit, std::string_view word) {
                  auto const first = text.empty() ? '\0' : static_cast<char>(text[0] | 0x20);
                  return text == digit
                      || (first == letter[0] && (text.size() == 1 || text.size() == word.size()));
              };
        if (text.empty())
            return std::string();
        if (is("f", "2", "female"))
            return std::string("F");
        if (is("m", "1", "male"))
            return std::string("M");
        if (is("u", "0", "unknown") || text == "9" || text == "Not recorded" || text == "Not known")
            return std::string("U");
        return invalid("write F, M or U, or leave it empty", std::string(write(sex)));
    }

    Known read_row_yes(std::string_view text)
    {
        auto const first = text.empty() ? '\0' : static_cast<char>(text[0] | 0x20);
        return first == 'y' || first == 't' || text == "1" ? Known::yes
            : first == 'n' || first == 'f' || text == "0"  ? Known::no
                                                           : Known::not_known;
    }

    std::string scheme_of(ImportField field, std::string_view text)
    {
        switch (field) {
        case number:
            return "agency_number";
        case former_number:
            return "agency_former_number";
        case common_id: // an NHS number where it is one, as it is for now
            return read_identifier("nhs_number", text) ? "nhs_number" : "consistent_identifier";
        default:
            return std::string(write(field));
        }
    }

    // What the NHS number's column of status says, by the rule of linkage: a day, or that it is so.
    std::optional<Date> verified_on(std::string_view text, Date today)
    {
        if (!linkage::says_verified(text))
            return std::nullopt;
        auto const day = read_day(text, verified);
        return day && day->day ? day->first() : today;
    }

    Done add_identifiers(
        PersonRow const& row, Owner const& owner, Date today, Number number_is, Person& person)
    {
        for (auto const field : identifier_fields) {
            auto const text = row.value(field);
            if (text.empty())
                continue;
            auto const scheme = scheme_of(field, text);
            auto const own = field == number || field == former_number;
            auto value = read_identifier(scheme, own ? owner.code + "/" + std::string(text) : text);
            if (!value)
                return invalid(value.error().words.key, std::string(write(field)));
            Identifier one{{}, scheme, std::move(*value), owner.name};
            if (scheme == "nhs_number")
                one.verified_on = verified_on(row.value(verified), today);
            auto const same = [&](Identifier const& other) {
                return other.scheme == one.scheme && other.value == one.value;
            };
            if (std::ranges::none_of(person.identifiers, same))
                person.identifiers.push_back(std::move(one));
        }
        if (person.identifiers.empty() && number_is == Number::needed)
            return invalid("give them a number, so that the next file finds the same person");
        return done();
    }

    std::string joined_text(std::initializer_list<std::string_view> parts, std::string_view between)
    {
        std::string all;
        for (auto const part : parts)
            if (!part.empty())
                all += (all.empty() ? "" : std::string(between)) + std::string(part);
        return all;
    }

    void add_contacts_of(PersonRow const& row, Person& person)
    {
        auto const add = [&](char const* kind, std::string value) {
            if (!value.empty())
                person.contacts.push_back({{}, kind, std::move(value)});
        };
        add("mobile", std::string(row.value(mobile)));
        add("phone", std::string(row.value(phone)));
        add("email", std::string(row.value(email)));
        add("address",
            joined_text({joined_text({row.value(house), row.value(street)}, " "), row.value(town),
                            row.value(postcode)},
                ", "));
    }

    // "03/05/11", "01-Feb-12"
    bool ends_in_two_digits(std::string_view text)
    {
        constexpr std::size_t shortest = 6;
        auto const mark = text.find_last_of("/-. ");
        return text.size() >= shortest && mark != std::string_view::npos && text.size() - mark == 3
            && only_digits(text.substr(mark + 1)) && text.find_first_of("/-. ") != mark;
    }
} // namespace

Result<PartialDate> read_list_day(std::string_view typed, std::string_view field)
{
    auto const text = without_midnight(typed);
    auto const whole = text.size() == 8 && only_digits(text)
        ? fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6))
        : std::string(text);
    auto const part = PartialDate::read(whole);
    if (part)
        return *part;
    if (ends_in_two_digits(text))
        return invalid("write the year with four digits, as 03/05/2011: two may be of either "
                       "century",
            std::string(field));
    return invalid("write the day as 2011-05-03 or 03/05/2011, or what is known of it as "
                   "2011-05 or 2011",
        std::string(field));
}

// "Quillmore, Dara" as "Dara Quillmore".
std::string in_spoken_order(std::string_view name)
{
    auto const comma = name.find(',');
    if (comma == std::string_view::npos || name.find(',', comma + 1) != std::string_view::npos)
        return std::string(name);
    auto const trimmed = [](std::string_view part) {
        while (part.starts_with(' '))
            part.remove_prefix(1);
        while (part.ends_with(' '))
            part.remove_suffix(1);
        return part;
    };
    auto const surname_first = trimmed(name.substr(0, comma));
    auto const rest = trimmed(name.substr(comma + 1));
    if (surname_first.empty() || rest.empty())
        return std::string(name);
    return fmt::format("{} {}", rest, surname_first);
}

Result<Person> person_of(
    Row const& whole, Owner const& owner, Date today, Number number_is, std::size_t first)
{
    PersonRow const row(whole, first);
    Person person;
    auto const parts
        = joined_text({row.value(forename), row.value(middle), row.value(surname)}, " ");
    auto const name = parts.empty() ? in_spoken_order(row.value(full_name)) : parts;
    if (!name.empty())
        person.names.push_back({{}, "birth", name, {}, {}, owner.name});
    if (auto const other = row.value(ImportField::known_as); !other.empty() && other != name)
        person.names.push_back({{}, "known_as", std::string(other), {}, {}, owner.name});
    if (person.names.empty())
        return invalid("give them a name");
    person.birth = TRY(read_row_birth(row));
    person.sex = TRY(read_row_sex(row.value(sex)));
    person.language = row.value(language);
    person.interpreter = read_row_yes(row.value(interpreter));
    if (auto const text = row.value(died); !text.empty()) {
        auto const day = TRY(read_day(text, died));
        person.died = day;
    }
    TRY(add_identifiers(row, owner, today, number_is, person));
    add_contacts_of(row, person);
    auto tidied = checked(std::move(person), today);
    if (!tidied) {
        auto problem = tidied.error();
        if (problem.field == "birth")
            problem.field = write(birth_date);
        if (problem.field == "name")
            problem.field = write(row.value(surname).empty() ? full_name : surname);
        return problem;
    }
    return tidied;
}

} // namespace kith::people
