// SPDX-License-Identifier: MIT
// A case for paper, and as plain text for an agency's own system: nothing is typed twice. Both hold
// what this visitor sees on its page, and no more.
#include "base/london.h"
#include "cases/case_desk.h"
#include "cases/case_history.h"
#include "cases/views.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;

    void copy_title(std::string& text, std::string const& title)
    {
        text += fmt::format("\n{}\n{}\n", title, std::string(title.size(), '-'));
    }
    void copy_line(std::string& text, std::string const& key, std::string const& said)
    {
        if (!said.empty())
            text += key.empty() ? said + "\n" : key + ": " + said + "\n";
    }

    // "One | Two | Three"
    std::string copy_cells(Value const& cells)
    {
        std::string line;
        for (auto const& cell : cells.items())
            line += (line.empty() ? "" : " | ") + cell.text();
        return line;
    }

    void copy_panel(std::string& text, Value const& panel)
    {
        copy_title(text, panel.get("title").text());
        copy_line(text, "", panel.get("text").text());
        for (auto const& row : panel.get("rows").items()) {
            copy_line(text, "", "* " + row.get("text").text());
            copy_line(text, "", row.get("detail").text());
            copy_line(text, "", row.get("due").get("text").text());
        }
        if (panel.get("table").get("head").size() == 0)
            return;
        copy_line(text, "", copy_cells(panel.get("table").get("head")));
        for (auto const& row : panel.get("table").get("rows").items())
            copy_line(text, "", copy_cells(row));
    }

    void copy_levels(std::string& text, Value const& levels)
    {
        copy_title(text, "Levels");
        if (levels.size() == 0)
            copy_line(text, "", "Nobody has judged a level yet.");
        for (auto const& level : levels.items()) {
            copy_line(text, level.get("level").text(),
                level.get("on").text() + ", " + level.get("by").text());
            copy_line(text, "Why", level.get("rationale").text());
            copy_line(text, "Rests on", level.get("evidence").text());
            copy_line(text, "Looked at again by", level.get("next_review").text());
        }
    }

    void copy_stages(std::string& text, Value const& stages)
    {
        copy_title(text, "Where it stands");
        for (auto const& stage : stages.items())
            copy_line(text, "",
                (stage.get("state").text() == "here" ? "> " : "  ") + stage.get("label").text());
    }

    void copy_closure(std::string& text, Value const& closure)
    {
        if (closure.is_absent())
            return;
        copy_title(
            text, "Closed on " + closure.get("on").text() + " by " + closure.get("by").text());
        for (auto const& row : closure.get("rows").items())
            copy_line(text, row.get("key").text(), row.get("text").text());
    }
} // namespace

Result<Response> print_case(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    auto page = TRY(case_page(room, visit, one));
    page["clocks"] = clocks_view(room, visit, one);
    page["printed"] = london::in_words(visit.now());
    return room.pages.show(visit, "cases/print.njk", page);
}

Result<Response> case_as_text(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    auto const page = TRY(case_page(room, visit, one));
    auto const& shown = page.get("case");
    std::string text;
    copy_line(text, "Case", one.reference.write());
    for (auto const& fact : shown.get("facts").items())
        copy_line(text, fact.get("key").text(), fact.get("text").text());
    copy_line(text, "Kinds of harm", shown.get("strands").text());
    copy_line(text, "Opened on", shown.get("opened").text());
    copy_line(text, "Why", shown.get("because").text());
    for (auto const& reason : shown.get("decided").items())
        copy_line(
            text, "The decision said, " + reason.get("key").text(), reason.get("text").text());
    copy_line(text, shown.get("duty").text(), shown.get("due").get("exact").text());
    copy_line(text, "Who can see this", shown.get("who_can_see").text());
    copy_stages(text, page.get("stages"));
    copy_levels(text, page.get("levels"));
    copy_closure(text, page.get("closure"));
    for (auto const& panel : page.get("panels").items())
        copy_panel(text, panel);
    return http::text(text);
}

} // namespace kith::cases
