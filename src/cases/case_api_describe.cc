// SPDX-License-Identifier: MIT
// What the JSON API of cases offers, for programs to read.
#include "cases/case_api.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr char const* case_schema
        = R"({"type":"object","required":["id","reference","subject","pathway","stage","strands","opened_at","version"],"properties":{
        "id":{"type":"string","format":"uuid"},"reference":{"type":"string"},
        "subject":{"type":"object","properties":{"kind":{"enum":["person","context"]},"id":{"type":"string","format":"uuid"}}},
        "pathway":{"type":"string"},"pathway_version":{"type":"integer"},"stage":{"type":"string"},"stage_since":{"type":"string","format":"date-time"},
        "strands":{"type":"array","items":{"type":"string"},"description":"Codes of the list harm"},
        "level":{"type":["string","null"],"description":"A judgement: nothing works it out"},
        "team":{"type":"string","format":"uuid"},"worker":{"type":["string","null"],"format":"uuid"},
        "opened_because":{"type":"string"},"opened_from":{"type":["object","null"]},
        "referred_at":{"type":"string","format":"date-time"},"opened_at":{"type":"string","format":"date-time"},
        "closed_at":{"type":["string","null"],"format":"date-time"},
        "clocks":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string","format":"uuid"},"rule":{"type":"string"},
        "due_at":{"type":"string","format":"date-time"}}},"description":"Those that run, the first due first"},
        "clocks_ended":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string","format":"uuid"},"rule":{"type":"string"},
        "due_at":{"type":"string","format":"date-time"},"met_at":{"type":["string","null"],"format":"date-time"},
        "stopped_at":{"type":["string","null"],"format":"date-time"},"state":{"type":"string"}}},
        "description":"Met, or stopped without their duty done: the case closed, or moved on"},
        "ways_on":{"type":"array","items":{"type":"object","properties":{"to":{"type":"string"},"label":{"type":"string"},"act":{"type":"string"},
        "missing":{"type":"array","items":{"type":"string"}}}}},
        "version":{"type":"integer"}}})";

    // {"type":"object", …} with these required names and properties.
    std::string sent_case_schema(char const* required, char const* properties)
    {
        return fmt::format(
            R"({{"type":"object","required":[{}],"additionalProperties":false,"properties":{{{}}}}})",
            required, properties);
    }

    constexpr char const* to_open_properties
        = R"("person":{"type":"string","format":"uuid"},"context":{"type":"string","format":"uuid","description":"One of the two"},
        "concern":{"type":["string","null"],"format":"uuid"},"strands":{"type":"array","items":{"type":"string"}},
        "because":{"type":"string"},"referred_at":{"type":["string","null"],"format":"date-time"},
        "team":{"type":["string","null"],"format":"uuid","description":"Left out: the exploitation team of the district, else your own"},
        "worker":{"type":["string","null"],"format":"uuid"})";
    constexpr char const* to_judge_properties
        = R"("level":{"type":"string"},"rationale":{"type":"string"},"evidence":{"type":"string"},
        "on":{"type":["string","null"],"format":"date"},
        "next_review":{"type":["string","null"],"format":"date","description":"Left out: as the level says"})";
    constexpr char const* to_close_properties
        = R"("reason":{"type":"string","description":"A code of the list case_close_reason"},"why":{"type":"string"},
        "life_changed":{"type":["string","null"],"description":"Of a person"},"contexts_changed":{"type":"string"},
        "who_keeps":{"type":"string"},"way_back":{"type":"string"},"own_view":{"type":"string"},
        "override":{"type":["string","null"],"description":"Of a manager, where something is still open"},
        "on":{"type":["string","null"],"format":"date"})";

    access::Operation change_operation(
        char const* act, char const* id, char const* summary, std::string body)
    {
        return {http::Method::post, std::string("/api/v1/cases/{case}/") + act, id, summary,
            "cases", std::move(body), case_schema, 200, false, true};
    }
} // namespace

std::vector<access::Operation> case_operations()
{
    using http::Method;
    return {
        {Method::get, "/api/v1/cases", "listCases",
            "Cases of your teams (?show=mine, not-allocated, closed), or of ?person= or "
            "?context=, as far as you may know",
            "cases", "",
            R"({"type":"object","required":["cases"],"properties":{"cases":{"type":"array","items":{"type":"object"}}}})"},
        {Method::get, "/api/v1/cases/{case}", "findCase", "One case that you may know of", "cases",
            "", case_schema},
        {Method::post, "/api/v1/cases", "openCase",
            "Open a case of a person or a context; its team works with them from then on", "cases",
            sent_case_schema(R"("strands","because")", to_open_properties), case_schema, 201, true},
        change_operation("move", "moveCase", "Take a step that its pathway knows",
            sent_case_schema(
                R"("to")", R"("to":{"type":"string"},"because":{"type":["string","null"]})")),
        change_operation("level", "judgeCaseLevel",
            "A level, with why, on what, and when it is looked at again",
            sent_case_schema(R"("level","rationale","evidence")", to_judge_properties)),
        change_operation("allocate", "allocateCase", "Who holds it from now on",
            sent_case_schema(R"("team")",
                R"("team":{"type":"string","format":"uuid"},"worker":{"type":["string","null"],"format":"uuid"},
                "handover":{"type":["string","null"],"description":"Needed once somebody has it"})")),
        change_operation("extend", "extendCaseClock", "A time limit takes longer, and why",
            sent_case_schema(R"("clock","due","due_at","reason")",
                R"("clock":{"type":"string","format":"uuid"},"due":{"type":"string","format":"date"},
                "due_at":{"type":"string","format":"date-time","description":"When it was due as it was read: a conflict if it moved meanwhile"},"reason":{"type":"string"})")),
        change_operation("close", "closeCase", "Close it, with what changed",
            sent_case_schema(
                R"("reason","why","contexts_changed","who_keeps","way_back","own_view")",
                to_close_properties)),
        change_operation("reopen", "reopenCase", "Open it again; its times run anew",
            sent_case_schema(R"("because")", R"("because":{"type":"string"})"))};
}

} // namespace kith::cases
