// SPDX-License-Identifier: MIT
#include "invented/slips.h"
#include "invented/numbers.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::invented {
namespace {
    // Of 100 second records. What cannot be (a name without a pet name) becomes a typo.
    struct Weighed {
        Slip slip;
        std::size_t weight;
        std::string_view word;
    };
    constexpr std::array<Weighed, 9> weighed_slips = {{
        {Slip::typo, 24, "typo"},
        {Slip::nickname, 14, "pet name"},
        {Slip::spelling, 14, "other spelling"},
        {Slip::swapped, 8, "names swapped"},
        {Slip::birth, 14, "birth date slip"},
        {Slip::moved, 10, "moved"},
        {Slip::surname, 8, "other surname"},
        {Slip::no_birth, 5, "no birth date"},
        {Slip::number_only, 3, "same number"},
    }};

    Slip draw_slip(Draw& draw)
    {
        auto at = draw.below(100);
        for (auto const& one : weighed_slips) {
            if (at < one.weight)
                return one.slip;
            at -= one.weight;
        }
        return Slip::typo;
    }

    // One letter doubled, left out, changed with its neighbour or hit beside; letters of ASCII
    // only, and never the first.
    std::string mistyped(std::string name, Draw& draw)
    {
        static constexpr std::string_view row = "qwertyuiopasdfghjklzxcvbnm";
        std::vector<std::size_t> letters;
        for (std::size_t i = 1; i < name.size(); ++i)
            if (name[i] >= 'a' && name[i] <= 'z')
                letters.push_back(i);
        if (letters.size() < 3)
            return name + "e";
        auto const at = letters[draw.below(letters.size())];
        auto const before = name;
        switch (draw.below(4)) {
        case 0:
            name.insert(at, 1, name[at]);
            break;
        case 1:
            name.erase(at, 1);
            break;
        case 2:
            if (at + 1 < name.size() && name[at + 1] >= 'a' && name[at + 1] <= 'z')
                std::swap(name[at], name[at + 1]);
            break;
        default:
            name[at] = row[(row.find(name[at]) + 1) % row.size()];
        }
        return name == before ? name + "s" : name;
    }

    std::string const* other_form(
        std::map<std::string, std::vector<std::string>, std::less<>> const& forms,
        std::string const& name, Draw& draw)
    {
        auto const found = forms.find(name);
        return found == forms.end() ? nullptr : &draw.pick(found->second);
    }

    // A digit of the day or the year, day and month in each other's place, or the year before.
    PartialDate mistaken(PartialDate birth, Draw& draw)
    {
        auto const day = *birth.day;
        auto const month = *birth.month;
        auto const kind = draw.below(4);
        if (kind == 0 && day <= 12 && day != month)
            return {birth.year, day, month};
        if (kind == 1 && day <= 18)
            return {birth.year, month, day + 10};
        if (kind == 2)
            return {birth.year, month, day > 1 ? day - 1 : day + 1};
        return {birth.year - 1, month, month == 2 ? std::min(day, 28) : day};
    }

    std::string e_mail_of(Somebody const& one)
    {
        std::string name;
        for (auto const c : one.given + "." + one.family)
            if ((c >= 'a' && c <= 'z') || c == '.')
                name += c;
            else if (c >= 'A' && c <= 'Z')
                name += static_cast<char>(c - 'A' + 'a');
        return fmt::format("{}{}@example.org", name, one.number % 100);
    }

    void add_name(people::Person& person, std::string kind, std::string text, Keeper const& keeper)
    {
        people::Name name;
        name.kind = std::move(kind);
        name.text = std::move(text);
        name.source = keeper.source;
        person.names.push_back(std::move(name));
    }

    people::Person bare(Somebody const& one, Keeper const& keeper, std::string name)
    {
        people::Person person;
        person.sex = one.female ? "F" : "M";
        person.birth = one.birth;
        person.language = one.language;
        add_name(person, "known_as", std::move(name), keeper);
        return person;
    }

    void add_number(people::Person& person, char const* scheme, std::string value)
    {
        people::Identifier number;
        number.scheme = scheme;
        number.value = std::move(value);
        person.identifiers.push_back(std::move(number));
    }

    void add_contact(people::Person& person, char const* kind, std::string value)
    {
        people::ContactDetail contact;
        contact.kind = kind;
        contact.value = std::move(value);
        person.contacts.push_back(std::move(contact));
    }

    // What a slip makes of the names; where it can make nothing, a typo.
    struct Called {
        std::string given, family;
    };
    Slip slip_in_names(Called& called, Slip wanted, CountyWords const& words, Draw& draw)
    {
        if (wanted == Slip::swapped) {
            std::swap(called.given, called.family);
            return wanted;
        }
        auto const& forms = wanted == Slip::nickname ? words.nicknames : words.spellings;
        if (wanted == Slip::nickname || wanted == Slip::spelling) {
            auto const* const given = other_form(forms, called.given, draw);
            if (given)
                called.given = *given;
            auto const* const family = other_form(forms, called.family, draw);
            if (family)
                called.family = *family;
            if (given || family)
                return wanted;
        }
        auto& name = draw.below(2) == 0 ? called.given : called.family;
        name = mistyped(name, draw);
        return Slip::typo;
    }

    // Names that are written in many ways are mostly written in another one.
    Slip slip_for(Somebody const& one, CountyWords const& words, Draw& draw)
    {
        auto const wanted = draw_slip(draw);
        if (wanted != Slip::typo && wanted != Slip::nickname && wanted != Slip::spelling)
            return wanted;
        auto const varies
            = words.spellings.contains(one.given) || words.spellings.contains(one.family);
        if (varies && draw.below(10) < 7)
            return Slip::spelling;
        return wanted == Slip::spelling ? Slip::nickname : wanted;
    }
} // namespace

std::string_view word_of(Slip slip)
{
    return std::ranges::find(weighed_slips, slip, &Weighed::slip)->word;
}

people::Person write_down(
    Somebody const& one, HomeAddress const& home, Keeper const& keeper, Date on, Draw& draw)
{
    auto person = bare(one, keeper, one.given + " " + one.family);
    if (!one.middle.empty() && draw.below(2) == 0)
        add_name(person, "birth",
            fmt::format("{} {} {}", one.given, one.middle,
                one.family_before.empty() ? one.family : one.family_before),
            keeper);
    else if (!one.family_before.empty() && draw.below(2) == 0)
        add_name(person, "previous", one.given + " " + one.family_before, keeper);
    auto const age = age_on(one, on);
    if (one.nhs && draw.below(100) < keeper.nhs)
        if (auto const number = nhs_number(*one.nhs))
            add_number(person, "nhs_number", *number);
    if (age >= 5 && age < 17 && draw.below(100) < keeper.pupil)
        add_number(person, "upn", pupil_number(one.number * 37 + 11));
    if (draw.below(100) < keeper.address)
        add_contact(person, "address", home.in_a_line());
    if (age >= 14 && draw.below(100) < keeper.email)
        add_contact(person, "email", e_mail_of(one));
    return person;
}

Written with_slip(Somebody const& one, HomeAddress const& home, Keeper const& keeper,
    CountyWords const& words, Draw& draw)
{
    auto wanted = slip_for(one, words, draw);
    if (wanted == Slip::number_only && !(one.nhs && nhs_number(*one.nhs)))
        wanted = Slip::typo;
    Called called{one.given, one.family};
    auto birth = std::optional(one.birth);
    auto where = std::optional(home);
    if (draw.below(100) >= keeper.address)
        where.reset();
    auto slip = wanted;
    if (wanted == Slip::birth)
        birth = mistaken(one.birth, draw);
    else if (wanted == Slip::moved)
        where = Streets(words).draw_home(draw);
    else if (wanted == Slip::surname)
        called.family = one.family_before.empty() ? draw_name(one.community->family, draw)
                                                  : one.family_before;
    else if (wanted == Slip::no_birth)
        birth.reset();
    else if (wanted == Slip::number_only) {
        slip_in_names(called, Slip::nickname, words, draw);
        birth = mistaken(one.birth, draw);
    } else
        slip = slip_in_names(called, wanted, words, draw);
    auto person = bare(one, keeper, called.given + " " + called.family);
    person.birth = birth;
    if (wanted == Slip::number_only)
        add_number(person, "nhs_number", *nhs_number(*one.nhs));
    if (where)
        add_contact(person, "address", where->in_a_line());
    return {std::move(person), slip, where ? where->postcode : std::string()};
}

} // namespace kith::invented
