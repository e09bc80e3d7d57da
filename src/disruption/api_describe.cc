// SPDX-License-Identifier: MIT
// What the API of disruption takes and answers, for the OpenAPI document.
#include "disruption/api.h"

namespace kith::disruption {
namespace {
    constexpr char const* step_schema
        = R"({"type":"object","required":["id","reference","tactic","target","owner","status"],"properties":{"id":{"type":"string","format":"uuid"},"reference":{"type":"string"},"tactic":{"type":"string","description":"A code of data/reference/tactics.toml"},"tactics_as_of":{"type":"string","format":"date"},"target":{"type":"object","properties":{"kind":{"enum":["person","context","named_thing"]},"id":{"type":"string","format":"uuid"}}},"owner":{"type":"string","format":"uuid","description":"The agency whose step it is"},"status":{"enum":["considered","rejected","planned","applied","granted","refused","served","breached","expired","withdrawn"]},"status_on":{"type":"string","format":"date"},"because":{"type":"string"},"acts_on_child":{"type":"boolean"},"starts":{"type":["string","null"],"format":"date"},"starts_at":{"type":["string","null"],"format":"date-time"},"review_on":{"type":["string","null"],"format":"date"},"expires":{"type":["string","null"],"format":"date"},"footing":{"type":"string"},"last_day":{"type":["string","null"],"format":"date","description":"The earliest of its expiry, its tactic's limit, and the birthday or status it rests on"},"ends_by":{"enum":["expiry","limit","birthday","status",null]},"history":{"type":"array","items":{"type":"object"}},"conditions":{"type":"array","items":{"type":"object"}},"children":{"type":"array","description":"Those alone whom the account may know","items":{"type":"object"}},"answers":{"type":"object","description":"Left out where the account may not read them"}}})";
    constexpr char const* steps_schema
        = R"({"type":"object","properties":{"steps":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* workbook_schema
        = R"({"type":"object","required":["target","facts","supported","lacking","ruled_out","not_offered","acts_on_child","steps"],"properties":{"target":{"type":"object"},"tactics_as_of":{"type":"string","format":"date"},"facts":{"type":"array","items":{"type":"object"}},"supported":{"type":"array","description":"In the order of codes; nothing is ranked","items":{"type":"object"}},"lacking":{"type":"array","items":{"type":"object"}},"ruled_out":{"type":"array","items":{"type":"object"}},"not_offered":{"type":"array","items":{"type":"object"}},"acts_on_child":{"type":"array","description":"Never among the supported","items":{"type":"object"}},"steps":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* breaches_schema
        = R"({"type":"object","properties":{"breaches":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string","format":"uuid"},"on":{"type":"string","format":"date"},"tactic":{"type":"string"},"owner":{"type":"string","format":"uuid"},"case":{"type":"string","format":"uuid"}}}}}})";
    constexpr char const* because_sent
        = R"({"type":"object","required":["because"],"additionalProperties":false,"properties":{"because":{"type":"string"}}})";
    constexpr char const* thing_sent
        = R"({"type":"object","required":["kind","words","where_from"],"additionalProperties":false,"properties":{"kind":{"enum":["phone","vehicle","online_account","bank_account"]},"words":{"type":"string"},"where_from":{"type":"string"}}})";
    constexpr char const* facts_sent
        = R"({"type":"object","required":["facts","where_from"],"additionalProperties":false,"properties":{"facts":{"type":"array","items":{"type":"string","description":"A code of disruption_fact"}},"where_from":{"type":"string"}}})";
    constexpr char const* consider_sent
        = R"({"type":"object","required":["tactic","because"],"additionalProperties":false,"properties":{"tactic":{"type":"string"},"owner":{"type":["string","null"],"format":"uuid","description":"The account's own agency, if left out"},"because":{"type":"string"},"starts":{"type":["string","null"],"format":"date"},"starts_at":{"type":["string","null"],"format":"date-time"},"expires":{"type":["string","null"],"format":"date"},"review_on":{"type":["string","null"],"format":"date"},"footing":{"type":["string","null"]},"footing_child":{"type":["string","null"],"description":"A person's reference"}}})";
    constexpr char const* correct_sent
        = R"({"type":"object","required":["because","reason"],"additionalProperties":false,"properties":{"owner":{"type":["string","null"],"format":"uuid"},"because":{"type":"string"},"starts":{"type":["string","null"],"format":"date"},"starts_at":{"type":["string","null"],"format":"date-time"},"expires":{"type":["string","null"],"format":"date"},"review_on":{"type":["string","null"],"format":"date"},"footing":{"type":["string","null"]},"footing_child":{"type":["string","null"]},"reason":{"type":"string"}}})";
    constexpr char const* move_sent
        = R"({"type":"object","required":["status"],"additionalProperties":false,"properties":{"status":{"type":"string"},"on":{"type":["string","null"],"format":"date","description":"Today, if left out"},"why":{"type":["string","null"],"description":"Needed where it is rejected, refused, breached or withdrawn"}}})";
    constexpr char const* condition_sent
        = R"({"type":"object","required":["words"],"additionalProperties":false,"properties":{"words":{"type":"string"}}})";
    constexpr char const* child_sent
        = R"({"type":"object","required":["reference","because"],"additionalProperties":false,"properties":{"reference":{"type":"string"},"because":{"type":"string"}}})";
    constexpr char const* answers_sent
        = R"({"type":"object","additionalProperties":false,"properties":{"effect":{"type":"string"},"child_view":{"type":"string"},"carer_view":{"type":"string"},"displacement":{"type":"string"},"retaliation":{"type":"string"},"who_tells":{"type":"string"},"who_lives_there":{"type":"string"},"no_other_step":{"type":"string"},"legal_advice":{"type":"string"},"child_view_of_it":{"type":"string"},"because":{"type":["string","null"],"description":"Why answers that stand are changed"}}})";
    constexpr char const* effect_schema
        = R"({"type":"object","required":["place","began","near","ring","elsewhere","found","told","caution"],"properties":{"place":{"type":"string","description":"Its reference"},"comparison":{"type":["string","null"],"description":"A place's reference; null: the rest of the district"},"began":{"type":"string","format":"date"},"months_each":{"type":"integer"},"within":{"type":"integer","description":"Metres"},"near":{"type":"object"},"ring":{"type":"object"},"elsewhere":{"type":"object"},"change":{"type":"object","description":"Ratio of ratios with its 95 % interval; 1 is no difference"},"spread":{"type":"object"},"found":{"enum":["too_few","fewer","more","no_telling"]},"found_around":{"enum":["too_few","fewer","more","no_telling"]},"displacement":{"type":["number","null"]},"known_here":{"type":"object"},"months":{"type":"array","items":{"type":"object"}},"told":{"type":"string"},"told_around":{"type":"string"},"caution":{"type":"string"},"held_until":{"type":"string"}}})";
    constexpr char const* review_sent
        = R"({"type":"object","required":["conclusion","words"],"additionalProperties":false,"properties":{"conclusion":{"enum":["helped","mixed","no_change","made_worse","cannot_tell"]},"words":{"type":"string"},"children":{"type":["string","null"],"description":"What it did to children: needed of an account that reads what was answered about them"},"next_on":{"type":["string","null"],"format":"date"},"months":{"type":["string","null"]},"within":{"type":["string","null"]},"place":{"type":["string","null"]},"comparison":{"type":["string","null"]},"kinds":{"type":"array","items":{"type":"string"}}}})";
    constexpr char const* made_schema
        = R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"}}})";
} // namespace

std::vector<access::Operation> disruption_operations()
{
    using http::Method;
    std::string const all = "/api/v1/disruption";
    std::string const target = all + "/targets/{kind}/{target}";
    std::string const step = all + "/steps/{step}";
    std::string const room = "disruption";
    return {{Method::get, all, "listSteps", "The steps of the account's agency that it may know",
                room, "", steps_schema},
        {Method::post, all + "/things", "nameTarget",
            "A phone, vehicle or account that is used in the harm", room, thing_sent,
            workbook_schema, 201},
        {Method::get, all + "/breaches", "listBreaches",
            "Breaches near a case that the account holds, not read yet", room, "", breaches_schema},
        {Method::post, all + "/breaches/{breach}/read", "readBreach", "Say that it was read", room,
            "", breaches_schema},
        {Method::get, target, "findWorkbook",
            "What is known of a target, what the facts support with the reason, and its steps",
            room, "", workbook_schema},
        {Method::post, target + "/facts", "tickFacts", "Say what is known, and where from", room,
            facts_sent, workbook_schema, 201},
        {Method::post, target + "/facts/{fact}/withdraw", "withdrawFact",
            "Take a fact back, with a reason", room, because_sent, workbook_schema},
        {Method::post, target + "/steps", "considerStep", "Consider a step", room, consider_sent,
            step_schema, 201, true},
        {Method::get, step, "findStep", "One step", room, "", step_schema},
        {Method::get, step + "/effect", "countEffect",
            "What police recorded near a public place before and after the step began, beside "
            "elsewhere (?months=3, 6, 12; within=100, 250, 500; place, comparison: references; "
            "kind, as often as wanted)",
            room, "", effect_schema},
        {Method::post, step + "/effect", "recordEffect",
            "Say what a step did; the counts are kept with it", room, review_sent, made_schema,
            201},
        {Method::post, step + "/effect/{review}/take-back", "withdrawEffect",
            "Take it back, with a reason", room, because_sent, made_schema},
        {Method::post, step + "/move", "moveStep", "Say where it stands now", room, move_sent,
            step_schema, 200, false, true},
        {Method::post, step + "/moves/{move}/take-back", "takeMoveBack",
            "Take the last entry of its history back", room, because_sent, step_schema},
        {Method::post, step + "/correct", "correctStep",
            "Correct its days, owner or footing: a new version with a reason", room, correct_sent,
            step_schema, 200, false, true},
        {Method::post, step + "/answers", "answerStep", "Answer what is asked before it is planned",
            room, answers_sent, step_schema},
        {Method::post, step + "/conditions", "addCondition", "Add a condition", room,
            condition_sent, step_schema, 201},
        {Method::post, step + "/conditions/{condition}/end", "endCondition",
            "A condition stands no longer", room, because_sent, step_schema},
        {Method::post, step + "/children", "linkChild",
            "Link a child: shown to those alone who may know them", room, child_sent, step_schema,
            201},
        {Method::post, step + "/children/{child}/end", "unlinkChild", "Link them no longer", room,
            because_sent, step_schema}};
}

} // namespace kith::disruption
