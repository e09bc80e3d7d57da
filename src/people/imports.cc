// SPDX-License-Identifier: MIT
#include "people/imports.h"
#include "base/london.h"
#include "people/import_file.h"
#include "people/kept_record.h"

namespace kith::people {
namespace {
    constexpr imports::Words words_of_people = {
        .what = "people",
        .path = "/people/import",
        .section = "/people",
        .back_to = "/people",
        .back = "Back to people",
        .title = "Files of people",
        .intro = "Bring in your agency’s own register, so that nobody types what is recorded "
                 "already.",
        .who_can_see = "whoever answers for your agency’s records, and so may bring in its files",
        .team = "The team that works with the new people",
        .team_hint = "It reads and keeps their records",
        .no_team = "No team: I work with them myself",
        .map_hint = "One a line, such as surname=FAMILY_NAME. Common names, and those of the "
                    "Standard Safeguarding Dataset, are known.",
        .made = "New people",
        .works = "Works with the new people",
        .works_without = "Whoever accepts the import",
        .who = "Who",
        .is_new = "Somebody else: a new record",
        .same = "The same person?",
        .same_intro = "Each was recorded as new. Whether two records are about one person is for "
                      "somebody to decide.",
        .like_row = "gives the same name and birth date",
        .undo = "People it made whom nobody has touched since are withdrawn, and what it changed "
                "is put back. Records that somebody worked on since stay, and are listed.",
        .why_looked = "Bringing in a file of the agency: is there a record already?",
    };
} // namespace

imports::Words const& PeopleList::words() const { return words_of_people; }

imports::Fields PeopleList::fields() const { return import_fields(); }

Result<imports::File> PeopleList::read(
    Visit const& visit, Import const& head, std::string text, imports::Mapping const& asked) const
{
    return read_import_file(std::move(text), asked, imports::owner_of(visit.reading(), head.agency),
        london::day_of(visit.now()));
}

std::string PeopleList::said(Visit const& visit, Import const& import, Row const& row) const
{
    auto const owner = imports::owner_of(visit.reading(), import.agency);
    auto const person = person_of(row, owner, london::day_of(visit.now()));
    if (!person)
        return {};
    auto text = person->names.front().text;
    if (person->birth)
        text += ", " + person->birth->in_words();
    return text;
}

std::optional<PersonId> record_of_reference(
    Visit const& visit, AgencyId agency, Reference const& reference)
{
    constexpr db::Sql record_by_reference
        = {"record of a list by reference", "select id from persons where reference = $1"};
    for (auto const row : visit.reading().run(record_by_reference, reference.write())) {
        auto const id = row.id<PersonId>("id");
        if (knows(visit, id))
            return id;
        auto const record = kept_record(visit.reading(), id);
        if (record && record->owner_agency == agency && facts_for_list(visit, id))
            return id;
    }
    return std::nullopt;
}

Result<access::Facts> facts_for_list(Visit const& visit, PersonId id)
{
    auto const record = kept_record(visit.reading(), id);
    if (!record)
        return not_found();
    auto facts = facts_of(visit, *record);
    if (!visit.permits("bring in", facts))
        return not_found();
    return facts;
}

std::optional<std::string> reference_of_own(Visit const& visit, PersonId id)
{
    auto const record = kept_record(visit.reading(), id);
    if (!record)
        return std::nullopt;
    auto const facts = facts_of(visit, *record);
    if (!visit.sees(facts) && !visit.permits("bring in", facts))
        return std::nullopt;
    return record->reference.write();
}

std::optional<std::string> PeopleList::reference(Visit const& visit, Thing const& thing) const
{
    return reference_of_own(visit, PersonId(thing.id));
}

html::Value PeopleList::link(Visit const& visit, Thing const& thing) const
{
    PersonId const id(thing.id);
    if (auto const person = find(visit, id))
        return html::Value::object({{"href", "/people/" + id.write()},
            {"text",
                person->reference.write() + ", "
                    + usual_name(*person, london::day_of(visit.now()))}});
    return html::Value::object(
        {{"text", reference_of_own(visit, id).value_or("A record of your agency")}});
}

bool PeopleList::may_open(Visit const& visit, Thing const& thing) const
{
    return knows(visit, PersonId(thing.id));
}

std::vector<imports::Pair> PeopleList::pairs(Visit const& visit, Import const& import) const
{
    return list_alike(visit, import);
}

std::string PeopleList::about(imports::File const& file) const
{
    return is_safeguarding_dataset(file.columns)
        ? "It has the shape of the Standard Safeguarding Dataset."
        : std::string();
}

} // namespace kith::people
