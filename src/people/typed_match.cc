// SPDX-License-Identifier: MIT
#include "people/typed_match.h"
#include "base/reference.h"
#include "people/identifiers.h"
#include "people/snapshot_rows.h"
#include "people/typed.h"
#include "platform/http/csrf.h"

namespace kith::people {
namespace {
    constexpr int oldest = 120;

    std::string text_at(http::FormData const& form, std::string const& name)
    {
        auto const text = form.first(name);
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? ""
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }

    void take_names(http::FormData const& form, std::string const& before, Match& match)
    {
        for (auto const* const field : {"name", "name_2", "known_as"})
            if (auto name = text_at(form, before + field); !name.empty())
                match.names.push_back(std::move(name));
    }
} // namespace

std::vector<Identifier> numbers_of(std::string const& typed)
{
    std::vector<Identifier> all;
    if (typed.empty())
        return all;
    for (auto const* const scheme : {"nhs_number", "upn", "uln", "pnc_id", "la_child_id"})
        if (auto const kept = read_identifier(scheme, typed))
            all.push_back({{}, scheme, *kept});
    return all;
}

std::optional<int> age_of(std::string_view typed)
{
    constexpr std::string_view about = "about ";
    if (typed.starts_with(about))
        typed.remove_prefix(about.size());
    if (typed.empty() || typed.size() > 3
        || typed.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    auto const years = std::atoi(std::string(typed).c_str());
    return years <= oldest ? std::optional(years) : std::nullopt;
}

Match typed_so_far(http::FormData const& form, std::string const& before)
{
    Match match;
    take_names(form, before, match);
    match.unfinished = match.names.size() == 1;
    if (auto const birth = read_partial(form, before + "birth"); birth && *birth) {
        match.birth = *birth;
        if (match.birth->month && !match.birth->day && form.has(before + "birth-day")
            && !text_at(form, before + "birth-day").empty())
            match.birth.reset(); // a day that does not read yet
    }
    if (!match.birth)
        match.age = age_of(text_at(form, before + "age"));
    match.identifiers = numbers_of(text_at(form, before + "identifier"));
    match.sex = text_at(form, before + "sex");
    match.postcode = postcode_in(text_at(form, before + "postcode"));
    if (match.postcode.empty())
        match.postcode = postcode_in(text_at(form, before + "where"));
    auto const kind = text_at(form, before + "contact_kind");
    auto const contact = text_at(form, before + "contact");
    if (kind == "address" && match.postcode.empty())
        match.postcode = postcode_in(contact);
    if (kind == "mobile" || kind == "phone")
        match.phone = phone_digits(contact);
    return match;
}

Sought read_sought(http::FormData const& form)
{
    Sought sought;
    for (auto const& [name, value] : form.pairs())
        if (name != http::csrf_field)
            sought.values[name] = value;
    auto& match = sought.match;
    take_names(form, "", match);
    auto const birth = read_partial(form, "birth");
    if (birth)
        match.birth = *birth;
    else
        sought.problems.push_back(birth.error());
    auto const age = text_at(form, "age");
    if (!match.birth)
        match.age = age_of(age);
    if (!age.empty() && !age_of(age))
        sought.problems.push_back(invalid("Enter the age in whole years", "age"));
    auto const postcode = text_at(form, "postcode");
    match.postcode = postcode_in(postcode);
    if (!postcode.empty() && match.postcode.empty())
        sought.problems.push_back(invalid("Enter a full postcode, such as ZY1 1EB", "postcode"));
    auto const number = text_at(form, "number");
    auto const reference = Reference::read(number);
    if (reference && reference->kind() == 'P')
        match.reference = reference->write();
    match.identifiers = numbers_of(number);
    match.phone = phone_digits(number);
    if (!number.empty() && match.reference.empty() && match.identifiers.empty()
        && match.phone.empty())
        sought.problems.push_back(
            invalid("Enter a whole number: NHS number, pupil number, PNC id, phone or reference",
                "number"));
    return sought;
}

} // namespace kith::people
