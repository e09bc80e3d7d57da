// SPDX-License-Identifier: MIT
#include "contexts/copy.h"
#include "base/london.h"
#include "contexts/around.h"
#include "contexts/context_fact_store.h"
#include "contexts/own_views.h"
#include "contexts/views.h"
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    using html::Value;

    void heading(std::string& text, std::string_view title)
    {
        text += fmt::format("\n{}\n", title);
    }

    // "- text (detail)"
    void item_line(std::string& text, std::string const& said, std::string const& detail)
    {
        text += fmt::format("- {}{}\n", said, detail.empty() ? "" : " (" + detail + ")");
    }

    void details_lines(std::string& text, Value const& rows)
    {
        for (auto const& row : rows.items())
            for (auto const& one : row.get("texts").items())
                text += fmt::format("{}: {}\n", row.get("key").text(), one.text());
    }

    void facts_lines(std::string& text, Value const& sections)
    {
        for (auto const& section : sections.items()) {
            if (section.get("items").size() == 0)
                continue;
            heading(text, section.get("title").text());
            for (auto const& item : section.get("items").items()) {
                item_line(text, item.get("text").text(), item.get("detail").text());
                for (auto const& said : item.get("said").items())
                    text += "  " + said.get("text").text() + " (" + said.get("detail").text()
                        + ")\n";
            }
        }
    }

    void links_lines(std::string& text, char const* title, Value const& rows)
    {
        if (rows.size() == 0)
            return;
        heading(text, title);
        for (auto const& row : rows.items())
            item_line(text, row.get("text").text() + ": " + row.get("role").text(),
                row.get("detail").text());
    }

    void beside_lines(std::string& text, char const* title, Value const& rows)
    {
        if (rows.size() == 0)
            return;
        heading(text, title);
        for (auto const& row : rows.items()) {
            std::string reasons;
            for (auto const& reason : row.get("reasons").items())
                reasons += (reasons.empty() ? "" : "; ") + reason.text();
            item_line(text, row.get("text").text(), reasons);
        }
    }
} // namespace

Result<http::Response> copy_context(
    Contexts const& room, Visit const& visit, http::Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    if (!opens(visit, facts))
        return http::see_other("/contexts/" + id.write());
    auto const context = TRY(find(visit, id));
    auto text
        = fmt::format("{} {}\n{}\nAs known on {}\n\n", label_of(room, "context_kind", context.kind),
            context.reference.write(), context.name, london::in_words(visit.now()));
    details_lines(text, details_view(room, visit, context));
    facts_lines(text, facts_view(room, visit, context, list_facts(visit, context), false));
    auto const linked = linked_view(room, visit, context, false);
    links_lines(text, "Household", linked.household);
    links_lines(text, "Linked people, places and concerns", linked.rows);
    text += fmt::format("\n{}\n", linked.others);
    auto const events = events_view(room, visit, context);
    if (events.size() > 0)
        heading(text, "What happened");
    for (auto const& event : events.items())
        item_line(text, event.get("when").text() + ": " + event.get("title").text(),
            event.get("text").text());
    auto const around = around_view(room, visit, context, {});
    beside_lines(text, "Within 500 metres", around.get("near"));
    beside_lines(text, "Similar", around.get("alike"));
    for (auto const& panel : room.panels)
        if (auto const drawn = panel(visit, context)) {
            heading(text, drawn->get("title").text());
            if (auto const said = drawn->get("text").text(); !said.empty())
                text += said + "\n";
            for (auto const& row : drawn->get("rows").items())
                item_line(text, row.get("text").text(), row.get("detail").text());
        }
    return http::text(text);
}

} // namespace kith::contexts
