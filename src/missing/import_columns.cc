// SPDX-License-Identifier: MIT
// Which column of a tracker is what.
#include "missing/import_row.h"
#include <array>

namespace kith::missing {
namespace {
    using people::ImportField;

    constexpr std::array<imports::Field, missing_field_count> own_missing_fields = {{
        {"reference", "Kith’s reference", "|reference|kithreference|kithref|"},
        {"subject", "name",
            "|subject|subjectname|name|childname|childsname|nameofchild|child|youngperson|"
            "youngpersonname|youngpersonsname|nameofyoungperson|ypname|yp|missingperson|"},
        {"kind", "missing or away",
            "|kind|type|missingtype|episodetype|missingorabsent|missingabsent|missingoraway|"
            "typeofepisode|absencetype|missingorawayfromplacement|"},
        {"reported", "when it was reported",
            "|reported|reportedon|reporteddate|datereported|reportedat|dateandtimereported|"
            "reporteddatetime|reportedmissing|datereportedmissing|"},
        {"reported_time", "time it was reported", "|reportedtime|timereported|"},
        {"left", "when they left",
            "|left|lefton|leftat|dateleft|missingfrom|missingsince|wentmissing|datemissing|"
            "missingdate|startdate|datestart|episodestart|episodestartdate|missingstart|start|"
            "misstart|missmissingepisodestartdate|datewentmissing|dateofepisode|"},
        {"left_time", "time they left",
            "|lefttime|timeleft|timemissing|starttime|timestart|timewentmissing|"},
        {"last_seen", "when they were last seen",
            "|lastseen|lastseenon|lastseenat|datelastseen|lastseendate|"},
        {"last_seen_time", "time they were last seen", "|lastseentime|timelastseen|"},
        {"returned", "when they came back",
            "|returned|returnedon|returnedat|datereturned|returndate|dateofreturn|found|datefound|"
            "founddate|enddate|dateend|episodeend|episodeenddate|missingto|missinguntil|misend|"
            "missmissingepisodeenddate|datelocated|located|returnedfounddate|datereturnedfound|"},
        {"returned_time", "time they came back",
            "|returnedtime|timereturned|returntime|timefound|foundtime|endtime|timeend|"},
        {"risk", "risk", "|risk|riskgrade|policerisk|policeriskgrade|risklevel|grade|"},
        {"absent_from", "missing from where",
            "|absentfrom|missingfromwhere|placementtype|fromwhere|homeorcare|homeorplacement|"},
        {"seen_place", "where they were last seen",
            "|seenplace|lastseenplace|lastseenlocation|lastseenwhere|placelastseen|"},
        {"found_place", "where they were found",
            "|foundplace|foundwhere|wherefound|placefound|locationfound|foundat|foundlocation|"
            "locatedat|"},
        {"found_by", "who found them", "|foundby|whofound|locatedby|returnedhow|howfound|"},
        {"offered", "interview offered",
            "|offered|rhioffered|rioffered|interviewoffered|returninterviewoffered|"
            "returnhomeinterviewoffered|dateoffered|rhidateoffered|daterhioffered|"
            "returninterviewoffereddate|missmissingrhioffered|"},
        {"held", "interview held",
            "|held|rhiheld|rhicompleted|rhidate|daterhi|daterhicompleted|rhidatecompleted|"
            "interviewheld|interviewdate|returninterviewdate|returninterviewheld|"
            "returninterviewcompleted|returnhomeinterviewdate|dateofinterview|dateofrhi|"
            "rhicompleteddate|"},
        {"declined", "interview declined",
            "|declined|rhideclined|rhirefused|interviewdeclined|returninterviewdeclined|refused|"
            "datedeclined|"},
        {"outcome", "what became of the interview",
            "|outcome|rhioutcome|interviewoutcome|returninterviewoutcome|rhistatus|"},
        {"because", "why none was held",
            "|because|reason|rhireason|reasonnorhi|whynorhi|reasonnotcompleted|reasondeclined|"
            "reasonnotheld|"},
        {"interviewer", "who held it",
            "|interviewer|rhiby|rhiworker|interviewedby|rhicompletedby|returninterviewer|heldby|"},
        {"exploitation", "exploitation suspected",
            "|exploitation|exploitationsuspected|csecce|atriskofexploitation|"},
        {"police_reference", "police reference",
            "|policereference|policeref|incidentnumber|policelog|lognumber|compactref|"
            "crimenumber|"},
    }};

    std::vector<imports::Field> const& all_missing_fields()
    {
        static auto const fields = [] {
            std::vector<imports::Field> all(own_missing_fields.begin(), own_missing_fields.end());
            for (auto const& one : people::import_fields())
                all.push_back(one);
            return all;
        }();
        return fields;
    }

    constexpr std::size_t of_people_column(ImportField field)
    {
        return missing_field_count + static_cast<std::size_t>(field);
    }
} // namespace

std::string name_of_field(MissingField field)
{
    return std::string(own_missing_fields[static_cast<std::size_t>(field)].name);
}

imports::Fields list_fields() { return all_missing_fields(); }

Result<imports::Columns> lay_out_missing(
    std::span<std::string const> header, imports::Mapping const& asked)
{
    imports::Laying laying(list_fields(), header);
    TRY(laying.take_asked(asked));
    laying.take_known();
    people::take_person_columns(laying, header, missing_field_count);
    auto columns = laying.finished();
    auto const has = [&](auto... fields) { return (columns.has(fields) || ...); };
    if (!has(static_cast<std::size_t>(MissingField::subject),
            static_cast<std::size_t>(MissingField::reference),
            of_people_column(ImportField::forename), of_people_column(ImportField::surname),
            of_people_column(ImportField::full_name)))
        return invalid("No column says who was missing: call one name or reference, or say which "
                       "it is: subject=COLUMN",
            "map");
    if (!has(static_cast<std::size_t>(MissingField::left),
            static_cast<std::size_t>(MissingField::last_seen)))
        return invalid("No column says since when they were missing: call one left or last seen, "
                       "or say which it is: left=COLUMN",
            "map");
    return columns;
}

} // namespace kith::missing
