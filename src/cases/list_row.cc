// SPDX-License-Identifier: MIT
#include "cases/list_row.h"
#include <algorithm>
#include <array>

namespace kith::cases {
namespace {
    using imports::Row;
    using people::ImportField;

    constexpr std::array<imports::Field, case_field_count> own_case_fields = {{
        {"reference", "Kith’s reference", "|reference|kithreference|kithref|"},
        {"kind", "kind", "|kind|type|subjecttype|casetype|personorplace|category|"},
        {"subject", "name",
            "|subject|subjectname|name|nameofsubject|personname|youngperson|youngpersonname|"
            "youngpersonsname|nameofyoungperson|ypname|yp|childname|childsname|nameofchild|"
            "clientname|"},
        {"context", "place, school, home, group or online space",
            "|context|contextname|place|placename|location|locationname|school|venue|premises|"
            "groupname|"},
        {"sort", "sort of place", "|sort|sortofplace|premisestype|placetype|"},
        {"platform", "platform", "|platform|app|"},
        {"handle", "handle", "|handle|username|"},
        {"urn", "school number", "|urn|schoolurn|"},
        {"strands", "kinds of harm",
            "|strands|strand|harm|harms|harmtype|typeofharm|kindsofharm|exploitationtype|"
            "typeofexploitation|concerntype|"},
        {"level", "level", "|level|currentlevel|levelofconcern|levelofharm|risklevel|levelofrisk|"},
        {"level_on", "day of the level", "|levelon|leveldate|dateoflevel|levelsince|"},
        {"rationale", "why that level", "|rationale|reasonforlevel|whythislevel|levelreason|"},
        {"evidence", "what it rests on", "|evidence|basis|basedon|"},
        {"next_review", "next review",
            "|nextreview|reviewdate|reviewdue|nextreviewdate|datenextreview|dateofnextreview|"
            "nextreviewdue|nextreviewby|reviewby|reviewduedate|"},
        {"holder", "who holds it",
            "|holder|caseholder|worker|allocatedto|allocatedworker|keyworker|leadworker|"
            "leadprofessional|"},
        {"opened", "day it was opened",
            "|opened|dateopened|opendate|openedon|datereferred|referraldate|dateofreferral|"
            "referred|"},
        {"because", "why it was opened",
            "|because|reason|reasonforreferral|referralreason|summary|background|"},
        {"panel_on", "day of the panel",
            "|panelon|paneldate|dateofpanel|macedate|datediscussed|meetingdate|"},
        {"panel", "what the panel decided",
            "|panel|decision|paneldecision|paneloutcome|outcome|macedecision|"},
    }};

    std::vector<imports::Field> const& all_case_fields()
    {
        static auto const fields = [] {
            std::vector<imports::Field> all(own_case_fields.begin(), own_case_fields.end());
            for (auto const& one : people::import_fields())
                all.push_back(one);
            return all;
        }();
        return fields;
    }

    constexpr std::size_t of_person(ImportField field)
    {
        return case_field_count + static_cast<std::size_t>(field);
    }

    constexpr std::string_view person_words
        = "|person|child|youngperson|adult|individual|subject|people|";

    bool names_person(Row const& row)
    {
        return std::ranges::any_of(
            std::array{ImportField::forename, ImportField::surname, ImportField::full_name},
            [&](ImportField field) { return !row.value(of_person(field)).empty(); });
    }

    // Rule 1.
    bool is_about_context(Row const& row)
    {
        auto const reference = row.value(CaseField::reference);
        if (!reference.empty())
            return (reference.front() | 0x20) == 'x';
        auto const kind = imports::letters_and_digits(row.value(CaseField::kind));
        if (!kind.empty())
            return person_words.find("|" + kind + "|") == std::string_view::npos;
        return !names_person(row) && row.value(CaseField::subject).empty()
            && !row.value(CaseField::context).empty();
    }

    Result<people::Person> person_in(CaseListSays const& says, Row const& row)
    {
        auto with_name = row;
        auto const subject = row.value(CaseField::subject);
        if (!names_person(row) && !subject.empty())
            with_name.values.emplace_back(of_person(ImportField::full_name), subject);
        return people::person_of(
            with_name, says.owner, says.places.today, people::Number::optional, case_field_count);
    }

    std::string address_in(Row const& row)
    {
        std::string text;
        for (auto const field : {ImportField::house, ImportField::street})
            if (auto const part = row.value(of_person(field)); !part.empty())
                text += (text.empty() ? "" : " ") + std::string(part);
        return text;
    }

    Result<contexts::ListedContext> context_in(CaseListSays const& says, Row const& row)
    {
        auto const address = address_in(row);
        auto const context = row.value(CaseField::context);
        auto const subject = row.value(CaseField::subject);
        auto const full = row.value(of_person(ImportField::full_name));
        using contexts::ListField;
        auto read = contexts::context_of(says.places, [&](ListField field) -> std::string_view {
            switch (field) {
            case ListField::kind:
                return row.value(CaseField::kind);
            case ListField::name:
                return !context.empty() ? context : !subject.empty() ? subject : full;
            case ListField::sort:
                return row.value(CaseField::sort);
            case ListField::address:
                return address;
            case ListField::postcode:
                return row.value(of_person(ImportField::postcode));
            case ListField::platform:
                return row.value(CaseField::platform);
            case ListField::handle:
                return row.value(CaseField::handle);
            case ListField::urn:
                return row.value(CaseField::urn);
            default:
                return {};
            }
        });
        if (!read && read.error().field == "name")
            return invalid(read.error().words.key, context.empty() ? "subject" : "context");
        return read;
    }

    Result<std::optional<Date>> day_in(Row const& row, CaseField field)
    {
        auto const text = row.value(field);
        if (text.empty())
            return std::optional<Date>();
        auto const name = own_case_fields[static_cast<std::size_t>(field)].name;
        auto const day = TRY(people::read_list_day(text, name));
        if (!day.day)
            return invalid("write the whole day, as 2026-05-03 or 03/05/2026", std::string(name));
        return std::optional(day.first());
    }

    Done not_to_come(std::optional<Date> day, Date today, char const* field)
    {
        return !day || *day <= today
            ? done()
            : Done(invalid("write a day that is not in the future", field));
    }

    // Rules 2 and 3.
    Done read_level_said(CaseListSays const& says, Row const& row, ListedCase& listed)
    {
        auto const& places = says.places;
        listed.next_review = TRY(day_in(row, CaseField::next_review));
        if (listed.next_review && *listed.next_review <= places.today) {
            auto const chosen = Date::read(imports::setting(places.settings, "late_review"));
            if (!chosen)
                return invalid("the next review has passed: write the day on which it is looked "
                               "at, or choose one for all such rows",
                    "next_review");
            listed.next_review = *chosen;
        }
        auto const text = row.value(CaseField::level);
        if (text.empty())
            return done();
        auto level = imports::code_said(places.facts, "level", text, places.today);
        if (!level)
            return invalid("write " + imports::codes_to_write(places.facts, "level", places.today)
                    + ": a level is a judgement, and no other scale is turned into it",
                "level");
        listed.level = std::move(*level);
        listed.level_on = TRY(day_in(row, CaseField::level_on));
        TRY(not_to_come(listed.level_on, places.today, "level_on"));
        listed.rationale = row.value(CaseField::rationale);
        if (listed.rationale.empty())
            listed.rationale = imports::setting(places.settings, "rationale");
        if (listed.rationale.empty())
            return invalid("a level needs its reason: write why, or choose what to say for all "
                           "rows that do not",
                "level");
        listed.evidence = row.value(CaseField::evidence);
        return done();
    }

    Done read_panel(CaseListSays const& says, Row const& row, ListedCase& listed)
    {
        listed.panel_on = TRY(day_in(row, CaseField::panel_on));
        TRY(not_to_come(listed.panel_on, says.places.today, "panel_on"));
        listed.panel = row.value(CaseField::panel);
        if (!listed.panel.empty() && !listed.panel_on)
            return invalid("write the day of the panel that decided this", "panel");
        constexpr std::size_t longest_panel = 2000;
        if (listed.panel.size() > longest_panel)
            return invalid("write 2,000 characters or fewer", "panel");
        return done();
    }

    Done read_strands_said(CaseListSays const& says, Row const& row, ListedCase& listed)
    {
        auto const& places = says.places;
        listed.strands = TRY(imports::codes_said(
            places.facts, "harm", row.value(CaseField::strands), "strands", places.today));
        if (auto const chosen = imports::setting(places.settings, "strands");
            listed.strands.empty() && !chosen.empty())
            listed.strands.insert(chosen);
        if (listed.strands.empty())
            return invalid("say which kinds of harm, as far as they are known, or choose one for "
                           "all rows that do not say",
                "strands");
        return done();
    }
} // namespace

imports::Fields list_fields() { return all_case_fields(); }

Result<imports::Columns> lay_out_cases(
    std::span<std::string const> header, imports::Mapping const& asked)
{
    imports::Laying laying(list_fields(), header);
    TRY(laying.take_asked(asked));
    laying.take_known();
    people::take_person_columns(laying, header, case_field_count);
    auto columns = laying.finished();
    auto const has = [&](auto... fields) { return (columns.has(fields) || ...); };
    if (!has(static_cast<std::size_t>(CaseField::subject),
            static_cast<std::size_t>(CaseField::context),
            static_cast<std::size_t>(CaseField::reference), of_person(ImportField::forename),
            of_person(ImportField::surname), of_person(ImportField::full_name)))
        return invalid("No column says whom or what a case is about: call one name, place or "
                       "reference, or say which it is: subject=COLUMN",
            "map");
    return columns;
}

std::string ListedCase::name(Date on) const
{
    if (context)
        return context->context.name;
    if (!person)
        return {};
    return people::usual_name(*person, on);
}

Result<ListedCase> case_of(CaseListSays const& says, Row const& row)
{
    ListedCase listed;
    if (auto const text = row.value(CaseField::reference); !text.empty()) {
        auto const reference = Reference::read(text);
        auto const letter = reference ? reference->write().front() : '\0';
        if (letter != 'P' && letter != 'X')
            return invalid("write the reference of the person (P-7KM-4QX9) or the context "
                           "(X-7KM-4QX9) as Kith has it, or leave it empty",
                "reference");
        listed.reference = reference->write();
    }
    if (is_about_context(row)) {
        if (listed.reference.empty() || !row.value(CaseField::kind).empty()) {
            listed.context = TRY(context_in(says, row));
        } else {
            listed.context.emplace();
            listed.context->context.name = row.value(CaseField::context);
        }
        listed.context->reference = listed.reference;
    } else {
        if (listed.reference.empty() || names_person(row) || !row.value(CaseField::subject).empty())
            listed.person = TRY(person_in(says, row));
        else
            listed.person.emplace();
        if (!row.value(CaseField::context).empty())
            listed.remarks.emplace_back(
                "The place in the row is not linked: link it on the case’s page");
    }
    TRY(read_strands_said(says, row, listed));
    listed.opened = TRY(day_in(row, CaseField::opened));
    TRY(not_to_come(listed.opened, says.places.today, "opened"));
    listed.because = row.value(CaseField::because);
    listed.holder = row.value(CaseField::holder);
    TRY(read_level_said(says, row, listed));
    TRY(read_panel(says, row, listed));
    return listed;
}

} // namespace kith::cases
