// SPDX-License-Identifier: MIT
#include "directory/desk_pages.h"

namespace kith::directory {

std::string desk_of(AgencyId id) { return "/directory/agencies/" + id.write(); }
std::string desk_of(TeamId id) { return "/directory/teams/" + id.write(); }

std::string label_in(Directory const& room, std::string_view list, std::string const& code)
{
    auto const found = room.facts.code(list, code);
    return found ? found->label : code;
}

Value section(std::string const& title, std::vector<std::string> const& head, Value rows,
    std::string const& empty)
{
    auto view = Value::object({{"title", title}, {"rows", std::move(rows)}, {"empty", empty}});
    view["head"] = Value::each(head, [](std::string const& word) { return Value(word); });
    return view;
}

Value cell(std::string const& text, std::string const& href)
{
    return Value::object({{"text", text}, {"href", href}});
}

Value cells(std::initializer_list<Value> items)
{
    return Value::object({{"cells", Value::array(items)}});
}

Value link(std::string const& text, std::string const& href)
{
    return Value::object({{"text", text}, {"href", href}});
}

Shown show_record(Directory const& room, Visit const& visit, Request const& request, Value page)
{
    page["section"] = "/directory";
    if (request.query("said") == "saved")
        page["notice"] = "Saved. What it replaced is kept.";
    return room.pages.show(visit, "directory/desk_record.njk", std::move(page));
}

Form last_day_form(std::string const& title, std::string const& action, std::string const& back)
{
    Form form{title, action, back};
    form.intro = "The days before stay as they were. Leave the day empty if it has no end.";
    form.day("until", "Last day", "Counted: it still holds on that day");
    return form;
}

} // namespace kith::directory
