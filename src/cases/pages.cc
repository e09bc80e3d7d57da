// SPDX-License-Identifier: MIT
// The list of cases, and one case.
#include "cases/pages.h"
#include "base/london.h"
#include "cases/case_history.h"
#include "cases/case_shown.h"
#include "cases/chronicle.h"
#include "cases/onward.h"
#include "cases/views.h"
#include <array>

namespace kith::cases {
namespace {
    using html::Value;

    struct CasesTab {
        char const* code;
        char const* text;
        Held held;
        char const* empty;
    };
    constexpr std::array<CasesTab, 4> case_tabs = {{
        {"", "Open", Held::open, "Your teams hold no open case."},
        {"mine", "Allocated to you", Held::mine, "No case is allocated to you."},
        {"not-allocated", "Not allocated yet", Held::not_allocated,
            "Every case that your teams hold is allocated."},
        {"closed", "Closed", Held::closed, "Your teams have closed no case."},
    }};

    char const* case_notice_of(std::string_view said)
    {
        return said == "opened"   ? "The case is open. Its first clock runs."
            : said == "moved"     ? "The case has moved on."
            : said == "level"     ? "The level is recorded, with its reasons."
            : said == "allocated" ? "The case is allocated."
            : said == "closed"    ? "The case is closed. It can be opened again."
            : said == "reopened"  ? "The case is open again."
            : said == "extended"  ? "It takes longer, and the reason stands in the history."
            : said == "saved"     ? "Saved. What it replaced stays in the history."
                                  : "";
    }

    Value ways_view(Cases const& room, Visit const& visit, Case const& one)
    {
        auto ways = Value::array();
        for (auto const& way : ways_on(room, visit, one)) {
            auto const* const page = way.move.act == "close" ? "/close"
                : way.move.act == "reopen"                   ? "/reopen"
                                                             : "/move";
            ways.push(Value::object({{"text", way.move.label},
                {"href",
                    address_of(one.id) + page
                        + (way.move.act == "move" ? "?to=" + way.move.to : std::string())},
                {"ready", way.missing.empty()},
                {"missing", Value::each(way.missing, [](Missing const& what) {
                     return Value::object({{"text", what.text}, {"href", what.href}});
                 })}}));
        }
        return ways;
    }

    Value levels_view(
        Cases const& room, Visit const& visit, Case const& one, CaseWords const& words)
    {
        return Value::each(words.shown(levels_of(visit, one.id)), [&](LevelEntry const& entry) {
            return Value::object(
                {{"level", label_of(room, "level", entry.level)}, {"on", entry.on.in_words()},
                    {"by", room.name_of(visit.reading(), entry.by)}, {"rationale", entry.rationale},
                    {"evidence", entry.evidence}, {"next_review", entry.next_review.in_words()}});
        });
    }
} // namespace

Result<Response> show_cases(Cases const& room, Visit const& visit, Request const& request)
{
    if (!visit.could("create", "case"))
        return not_found();
    auto const* chosen = case_tabs.data();
    for (auto const& tab : case_tabs)
        if (request.query("show") == tab.code)
            chosen = &tab;
    auto const page
        = Value::object({{"section", "/people"}, {"may_import", visit.could("create", "import")},
            {"tabs",
                Value::each(case_tabs,
                    [&](CasesTab const& tab) {
                        return Value::object({{"text", tab.text}, {"current", &tab == chosen},
                            {"href",
                                *tab.code ? std::string("/cases?show=") + tab.code
                                          : std::string("/cases")}});
                    })},
            {"heading", chosen->text}, {"empty", chosen->empty},
            {"notice",
                request.query("said") == "handed-over"
                    ? "The case is handed over. It is with the other team now, and no longer yours."
                    : ""},
            {"rows", Value::each(list_held(visit, chosen->held), [&](Case const& one) {
                 return case_row(room, visit, one);
             })}});
    return room.pages.show(visit, "cases/list.njk", page);
}

Result<Value> case_page(Cases const& room, Visit const& visit, Case const& one)
{
    auto const facts = TRY(facts_of(visit, one));
    CaseWords const words(room, visit, one);
    auto page = Value::object({{"section", one.of_context() ? "/contexts" : "/people"},
        {"case", case_view(room, visit, one)}, {"stages", stages_view(room, visit, one)},
        {"ways", ways_view(room, visit, one)}, {"levels", levels_view(room, visit, one, words)},
        {"may_allocate", visit.permits("allocate", facts) && one.is_open()},
        {"may_judge", visit.permits("record level", facts)},
        {"may_extend", visit.permits("extend", facts) && one.is_open()},
        {"may_move", visit.permits("move", facts) && one.is_open()}});
    page["case"]["because"] = words.shown(one).opened_because;
    page["case"]["decided"] = decision_behind(room, visit, one);
    if (auto const closures = closures_view(room, visit, one); !one.is_open() && closures.size())
        page["closure"] = closures.items()[0];
    auto panels = Value::array();
    for (auto const& panel : room.panels)
        if (auto drawn = panel(visit, one))
            panels.push(std::move(*drawn));
    page["panels"] = panels;
    return page;
}

Result<Response> show_case(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    auto page = TRY(case_page(room, visit, one));
    page["notice"] = case_notice_of(request.query("said"));
    auto const since = links::last_look(visit, thing(id));
    page["since"] = links::since_view(since,
        since ? news_of(room, visit, one, *since) : std::vector<links::News>(),
        address_of(id) + "/chronology");
    links::keep_look(visit, thing(id));
    return room.pages.show(visit, "cases/case.njk", page);
}

} // namespace kith::cases
