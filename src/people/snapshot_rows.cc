// SPDX-License-Identifier: MIT
#include "people/snapshot_rows.h"
#include "directory/directory.h"
#include "people/joined.h"
#include <algorithm>
#include <fmt/core.h>
#include <unordered_map>

namespace kith::people {
namespace {
    constexpr std::size_t least_phone_digits = 7;

    constexpr db::Sql persons_after = {"persons after",
        "select id, birth, sex from persons where id > $1 and not exists (select 1 from "
        "withdrawn_people w where w.person = persons.id) and not exists (select 1 from "
        "person_joins j where j.other = persons.id and j.undone_at is null) order by id limit $2"};
    constexpr db::Sql joined_between = {"persons between who have joined records",
        "select distinct kept from person_joins where kept > $1 and kept <= $2 and undone_at is "
        "null"};
    constexpr db::Sql homes_between = {"where persons between live",
        "select person, number, words from person_facts where person > $1 and person <= $2 and "
        "kind = 'address' and withdrawn_at is null order by person, recorded_at, id"};
    constexpr db::Sql homes_described = {"where a person lives, described",
        "select number, words from person_facts where person = $1 and kind = 'address' and "
        "withdrawn_at is null order by recorded_at, id"};
    constexpr db::Sql names_between = {"names of persons between",
        "select person, name as text from person_names where person > $1 and person <= $2 and "
        "withdrawn_at is null order by person, recorded_at, id"};
    constexpr db::Sql identifiers_between = {"identifiers of persons between",
        "select person, value as text from person_identifiers where person > $1 and person <= $2 "
        "and scheme = $3 and withdrawn_at is null order by person, recorded_at, id"};
    constexpr db::Sql contacts_between = {"contacts of persons between",
        "select person, kind, value as text from person_contacts where person > $1 and person <= "
        "$2 and withdrawn_at is null order by person, recorded_at, id"};
    constexpr db::Sql person_described = {"person described",
        "select id, birth, sex from persons where id = $1 and not exists (select 1 from "
        "withdrawn_people w where w.person = persons.id)"};
    constexpr db::Sql names_described = {"names described",
        "select person, name as text from person_names where person = $1 and withdrawn_at is null "
        "order by recorded_at, id"};
    constexpr db::Sql identifiers_described = {"identifiers described",
        "select person, value as text from person_identifiers where person = $1 and scheme = $2 "
        "and withdrawn_at is null order by recorded_at, id"};
    constexpr db::Sql contacts_described = {"contacts described",
        "select person, kind, value as text from person_contacts where person = $1 and "
        "withdrawn_at is null order by recorded_at, id"};

    // Of what another record of the person left open.
    void take_person(Described& one, db::Row const& row)
    {
        if (one.birth.empty() && !row.is_null("birth")) {
            auto const birth = PartialDate::read(row.text("birth")).value();
            one.birth = birth_compared(birth);
            one.birth_estimated = birth.about;
        }
        if (one.sex.empty() && row.text("sex") != "U")
            one.sex = row.text("sex");
    }

    Described begin_described(db::Row const& row)
    {
        Described one;
        one.person = row.id<PersonId>("id");
        take_person(one, row);
        return one;
    }

    void keep_once(std::vector<std::string>& all, std::string value)
    {
        if (!value.empty() && std::ranges::find(all, value) == all.end())
            all.push_back(std::move(value));
    }

    void take_contact(Described& one, std::string const& kind, std::string const& text)
    {
        if (kind == "address")
            keep_once(one.postcodes, postcode_in(text));
        else if (kind == "mobile" || kind == "phone")
            keep_once(one.phones, phone_digits(text));
        else if (kind == "email")
            keep_once(one.emails, text);
    }

    void take_home(Described& one, db::Row const& row)
    {
        auto const postcode = row.text("number");
        keep_once(one.postcodes, postcode_in(postcode.empty() ? row.text("words") : postcode));
    }

    void take_rows(Described& one, db::Connection& connection, PersonId record)
    {
        for (auto const row : connection.run(names_described, record))
            keep_once(one.names, row.text("text"));
        for (auto const row : connection.run(identifiers_described, record, compared_scheme))
            keep_once(one.identifiers, row.text("text"));
        for (auto const row : connection.run(contacts_described, record))
            take_contact(one, row.text("kind"), row.text("text"));
        for (auto const row : connection.run(homes_described, record))
            take_home(one, row);
    }

    // Hands each row to the person it is of. Who is not there was written between two of the reads,
    // and is told by `changed`.
    template <class Take>
    void share_out(std::vector<Described>& people, db::Rows const& rows, Take take)
    {
        std::unordered_map<std::string, Described*> by_id;
        for (auto& one : people)
            by_id.emplace(one.person.write(), &one);
        for (auto const row : rows)
            if (auto const at = by_id.find(row.id<PersonId>("person").write()); at != by_id.end())
                take(*at->second, row);
    }
} // namespace

std::string birth_compared(std::optional<PartialDate> const& birth)
{
    if (!birth)
        return {};
    if (birth->about || !birth->month)
        return fmt::format("{:04}", birth->year);
    return birth->day ? fmt::format("{:04}-{:02}-{:02}", birth->year, *birth->month, *birth->day)
                      : fmt::format("{:04}-{:02}", birth->year, *birth->month);
}

std::string postcode_in(std::string_view address)
{
    std::vector<std::string> words;
    std::string word;
    for (char const c : address) {
        if (c != ' ' && c != ',' && c != ';' && c != '\n' && c != '\r' && c != '.') {
            word += c;
            continue;
        }
        if (!word.empty())
            words.push_back(std::move(word));
        word.clear();
    }
    if (!word.empty())
        words.push_back(std::move(word));
    for (auto at = words.size(); at > 0; --at) { // it stands near the end
        if (auto const whole = directory::Postcode::read(words[at - 1]))
            return whole->write();
        if (at < 2)
            break;
        if (auto const halves = directory::Postcode::read(words[at - 2] + " " + words[at - 1]))
            return halves->write();
    }
    return {};
}

std::string phone_digits(std::string_view typed)
{
    std::string digits;
    for (char const c : typed)
        if (c >= '0' && c <= '9')
            digits += c;
        else if (std::string_view(" +-().").find(c) == std::string_view::npos)
            return {};
    if (digits.starts_with("44") && digits.size() > 10)
        digits = "0" + digits.substr(2);
    return digits.size() < least_phone_digits ? std::string() : digits;
}

std::optional<Described> read_described(db::Connection& connection, PersonId id)
{
    auto const rows = connection.run(person_described, id);
    if (rows.empty() || kept_of(connection, id) != id)
        return std::nullopt;
    auto one = begin_described(rows[0]);
    for (auto const record : records_of(connection, id)) {
        if (record != id)
            for (auto const row : connection.run(person_described, record))
                take_person(one, row);
        take_rows(one, connection, record);
    }
    return one;
}

std::vector<Described> read_described_after(
    db::Connection& connection, PersonId last, std::int64_t most)
{
    std::vector<Described> people;
    for (auto const row : connection.run(persons_after, last, most))
        people.push_back(begin_described(row));
    if (people.empty())
        return people;
    auto const until = people.back().person;
    share_out(people, connection.run(names_between, last, until),
        [](Described& one, db::Row const& row) { one.names.push_back(row.text("text")); });
    share_out(people, connection.run(identifiers_between, last, until, compared_scheme),
        [](Described& one, db::Row const& row) { one.identifiers.push_back(row.text("text")); });
    share_out(people, connection.run(contacts_between, last, until),
        [](Described& one, db::Row const& row) {
            take_contact(one, row.text("kind"), row.text("text"));
        });
    share_out(people, connection.run(homes_between, last, until), take_home);
    for (auto const row : connection.run(joined_between, last, until)) {
        auto const at = std::ranges::find(people, row.id<PersonId>("kept"), &Described::person);
        if (at != people.end())
            if (auto whole = read_described(connection, at->person))
                *at = std::move(*whole);
    }
    return people;
}

} // namespace kith::people
