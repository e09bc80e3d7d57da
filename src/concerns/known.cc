// SPDX-License-Identifier: MIT
// What is known already of those a concern names: shown before anybody decides, each with the
// reason it is shown, and only as far as this visitor may know. It never says that two records are
// the same: joining them is a person's act.
#include "concerns/views.h"
#include "contexts/contexts.h"
#include "people/people.h"
#include "platform/forms/answers.h"
#include <set>

namespace kith::concerns {
namespace {
    using html::Value;

    Value known_row(std::string const& href, std::string const& text, std::string const& reason)
    {
        return Value::object({{"href", href}, {"text", text}, {"detail", reason}});
    }

    // Version 1 of the form asked for all people in one.
    std::vector<forms::PersonAnswer> people_named(forms::Answers const& answers)
    {
        std::vector<forms::PersonAnswer> all;
        for (auto const* const question : {"children", "adults", "people"})
            for (auto& person : answers.people(question))
                all.push_back(std::move(person));
        return all;
    }

    // Nobody is asked which number it is: it is looked for as each that it can be.
    std::vector<people::Identifier> identifiers_in(std::string const& typed)
    {
        std::vector<people::Identifier> all;
        if (typed.empty())
            return all;
        for (auto const* const scheme : {"nhs_number", "upn", "uln", "pnc_id", "la_child_id"})
            if (auto const value = people::read_identifier(scheme, typed))
                all.push_back({{}, scheme, *value});
        return all;
    }

    void add_people(Visit const& visit, forms::Answers const& answers, Value& rows)
    {
        std::set<PersonId> shown;
        for (auto const& named : people_named(answers)) {
            people::Match match;
            for (auto const& name : {named.name, named.known_as})
                if (!name.empty())
                    match.names.push_back(name);
            match.birth = named.birth;
            match.identifiers = identifiers_in(named.identifier);
            for (auto const& found : people::known(visit, match)) {
                if (!shown.insert(found.person.id).second)
                    continue;
                auto const name = found.person.names.empty() ? std::string("No name recorded")
                                                             : found.person.names.front().text;
                rows.push(known_row("/people/" + found.person.id.write(),
                    name + ", " + found.person.reference.write(), found.reason));
            }
        }
    }

    void add_contexts(
        Visit const& visit, forms::Answers const& answers, Concern const& concern, Value& rows)
    {
        std::vector<contexts::Sought> asked;
        for (auto const& named : answers.places("contexts"))
            asked.push_back({named.name, named.postcode, {}});
        if (!concern.postcode.empty())
            asked.push_back({"", concern.postcode, {}});
        std::set<ContextId> shown;
        for (auto const& sought : asked)
            for (auto const& found : contexts::known(visit, sought))
                if (shown.insert(found.context.id).second)
                    rows.push(known_row("/contexts/" + found.context.id.write(),
                        found.context.name + ", " + found.context.reference.write(), found.reason));
    }
} // namespace

Value known_view(Visit const& visit, Concern const& concern)
{
    auto rows = Value::array();
    auto const answers
        = forms::Answers::from_json(concern.form, concern.form_version, concern.answers);
    if (!answers)
        return rows;
    add_people(visit, *answers, rows);
    add_contexts(visit, *answers, concern, rows);
    return rows;
}

} // namespace kith::concerns
