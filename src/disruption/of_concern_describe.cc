// SPDX-License-Identifier: MIT
// What the API of people of concern takes and answers, for the OpenAPI document.
#include "disruption/of_concern_api.h"

namespace kith::disruption {
namespace {
    constexpr char const* of_concern_schema
        = R"({"type":"object","required":["id","reference","name","standing","cleared_on","history"],"properties":{"id":{"type":"string","format":"uuid"},"reference":{"type":"string"},"name":{"type":"string","description":"With the day on which they were cleared, where they were: show it as it is"},"role":{"type":"string"},"owner":{"type":"string","format":"uuid"},"standing":{"enum":["considered","alleged","under_investigation","charged","convicted","no_evidence","removed","cleared"]},"standing_on":{"type":"string","format":"date"},"in_words":{"type":"string"},"cleared_on":{"type":["string","null"],"format":"date"},"review_on":{"type":["string","null"],"format":"date"},"harms":{"type":"array","items":{"type":"string"}},"handling":{"type":"object","description":"The tightest of all that it rests on: holds for whatever is drawn from the record"},"also_known":{"type":"string"},"description":{"type":"string"},"age":{"enum":["adult","under_18","not_known"]},"ethnicity":{"type":"string"},"ethnicity_by":{"type":"string"},"grounds":{"type":"string"},"supports":{"type":"string"},"history":{"type":"array","description":"The first first; each with the day on which it was cleared","items":{"type":"object"}},"evidence":{"type":"array","description":"Intelligence only while it is shared with the account","items":{"type":"object"}},"uses":{"type":"array","items":{"type":"object"}},"teams":{"type":"array","description":"Who works on it","items":{"type":"object"}},"matches":{"type":"array","description":"Those alone whose person the account may know","items":{"type":"object"}}}})";
    constexpr char const* people_schema
        = R"({"type":"object","required":["people","cleared","handling"],"properties":{"people":{"type":"array","items":{"type":"object"}},"cleared":{"type":"array","description":"Shown to the account before they were cleared, and not read yet","items":{"type":"object"}},"handling":{"type":"object"}}})";
    constexpr char const* nothing_schema = R"({"type":"object"})";
    constexpr char const* reason_sent
        = R"({"type":"object","required":["because"],"additionalProperties":false,"properties":{"because":{"type":"string"}}})";
    constexpr char const* opening_sent
        = R"({"type":"object","required":["known_as","age","harms","grounds","knows_them"],"additionalProperties":false,"properties":{"known_as":{"type":"string"},"also_known":{"type":["string","null"]},"description":{"type":["string","null"]},"age":{"enum":["adult","under_18","not_known"]},"ethnicity":{"type":["string","null"]},"ethnicity_by":{"type":["string","null"]},"harms":{"type":"array","items":{"type":"string"}},"grounds":{"type":"string"},"supports":{"type":["string","null"],"description":"Needed where they are not known to be 18 or over"},"knows_them":{"enum":["no","yes"],"description":"Outside work; whoever does records nothing here"}}})";
    constexpr char const* change_sent
        = R"({"type":"object","required":["known_as","age","harms","grounds","reason"],"additionalProperties":false,"properties":{"known_as":{"type":"string"},"also_known":{"type":["string","null"]},"description":{"type":["string","null"]},"age":{"enum":["adult","under_18","not_known"]},"ethnicity":{"type":["string","null"]},"ethnicity_by":{"type":["string","null"]},"harms":{"type":"array","items":{"type":"string"}},"grounds":{"type":"string"},"supports":{"type":["string","null"]},"reason":{"type":"string"}}})";
    constexpr char const* stand_sent
        = R"({"type":"object","required":["standing","why"],"additionalProperties":false,"properties":{"standing":{"type":"string"},"on":{"type":["string","null"],"format":"date","description":"Today, if left out"},"review_on":{"type":["string","null"],"format":"date"},"why":{"type":"string"},"reason":{"type":["string","null"],"description":"Needed where they are not known to be 18 or over"},"supports":{"type":["string","null"]},"apart":{"type":["string","null"],"description":"yes: whoever decides does not know them outside work"}}})";
    constexpr char const* evidence_sent
        = R"({"type":"object","required":["source","words"],"additionalProperties":false,"properties":{"source":{"type":"string","description":"A code of of_concern_source"},"seen_on":{"type":["string","null"],"format":"date"},"words":{"type":"string"},"grade_source":{"type":["string","null"],"description":"As the police graded it"},"grade_information":{"type":["string","null"]},"sharing":{"type":["string","null"],"description":"Of intelligence: the reference under which it is shared with the account"}}})";
    constexpr char const* uses_sent
        = R"({"type":"object","required":["kind","words","source"],"additionalProperties":false,"properties":{"kind":{"enum":["phone","vehicle","online_account","bank_account","place"]},"words":{"type":"string"},"from":{"type":["string","null"],"format":"date"},"until":{"type":["string","null"],"format":"date"},"source":{"type":"string"}}})";
    constexpr char const* match_sent
        = R"({"type":"object","required":["person","because"],"additionalProperties":false,"properties":{"person":{"type":"string","description":"A person's reference"},"because":{"type":"string"}}})";
    constexpr char const* team_sent
        = R"({"type":"object","required":["team","because"],"additionalProperties":false,"properties":{"team":{"type":"string","format":"uuid"},"because":{"type":"string"}}})";
} // namespace

std::vector<access::Operation> of_concern_operations()
{
    using http::Method;
    std::string const all = "/api/v1/disruption/people";
    std::string const one = all + "/{record}";
    std::string const room = "disruption";
    return {{Method::get, all, "listPeopleOfConcern",
                "People of concern that the account may know, and who of them was cleared", room,
                "", people_schema},
        {Method::post, all, "considerPersonOfConcern", "Put somebody under consideration", room,
            opening_sent, of_concern_schema, 201, true},
        {Method::get, one, "findPersonOfConcern", "One person of concern", room, "",
            of_concern_schema},
        {Method::post, one + "/change", "changePersonOfConcern",
            "Correct what is said of them: a new version with a reason", room, change_sent,
            of_concern_schema, 200, false, true},
        {Method::post, one + "/stand", "decidePersonOfConcern",
            "Say where it stands: of concern, still, no longer, cleared", room, stand_sent,
            of_concern_schema, 200, false, true},
        {Method::post, one + "/entries/{entry}/take-back", "takeStandingBack",
            "Take the last entry back, unless it clears", room, reason_sent, of_concern_schema},
        {Method::post, one + "/evidence", "addEvidence", "Add what it rests on", room,
            evidence_sent, of_concern_schema, 201},
        {Method::post, one + "/evidence/{evidence}/withdraw", "withdrawEvidence",
            "Take it back, with a reason", room, reason_sent, of_concern_schema},
        {Method::post, one + "/uses", "addUsedThing",
            "A phone, vehicle, account or premises that they use", room, uses_sent,
            of_concern_schema, 201},
        {Method::post, one + "/uses/{link}/take-back", "takeUsedThingBack",
            "It is not theirs, or no longer", room, reason_sent, of_concern_schema},
        {Method::post, one + "/matches", "matchPersonOfConcern",
            "They are a person on record whom the account may know", room, match_sent,
            of_concern_schema},
        {Method::post, one + "/matches/{match}/end", "partPersonOfConcern",
            "They are not that person after all", room, reason_sent, of_concern_schema},
        {Method::post, one + "/teams", "bringTeamToPersonOfConcern", "Another team works on it",
            room, team_sent, of_concern_schema},
        {Method::post, one + "/teams/{team}/end", "endTeamOnPersonOfConcern",
            "A team works on it no longer", room, reason_sent, of_concern_schema},
        {Method::post, one + "/keep-away", "keepAwayFromPersonOfConcern",
            "The account knows them outside work, and reads the record no longer", room,
            reason_sent, nothing_schema},
        {Method::post, "/api/v1/disruption/cleared/{entry}/read", "readThatSomebodyWasCleared",
            "Say that it was read", room, "", nothing_schema}};
}

} // namespace kith::disruption
