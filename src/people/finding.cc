// SPDX-License-Identifier: MIT
// Finding somebody: the page that asks why and shows who is like what was typed, and the answer to
// a script while somebody types.
#include "base/london.h"
#include "people/known_views.h"
#include "people/pages.h"
#include "people/typed_match.h"
#include "people/views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    using html::Value;
    constexpr std::size_t on_a_page = 10;
    constexpr std::size_t most_past = 90;
    constexpr std::size_t most_while_typing = 5;

    Value find_errors(std::vector<Error> const& problems)
    {
        return Value::each(problems, [](Error const& problem) {
            return Value::object({{"text", problem.words.key}, {"href", "#find-" + problem.field}});
        });
    }

    std::string stripped(http::FormData const& form, std::string_view name)
    {
        auto const text = form.first(name);
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? ""
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }

    std::size_t past_in(http::FormData const& form)
    {
        auto const past = std::atoll(std::string(form.first("past")).c_str());
        return past < 0
            ? 0
            : std::min(static_cast<std::size_t>(past) / on_a_page * on_a_page, most_past);
    }

    // What is asked again for another page of results.
    Value sent_again(http::FormData const& form)
    {
        auto fields = Value::array();
        for (auto const* const name : {"purpose", "name", "birth-day", "birth-month", "birth-year",
                 "age", "postcode", "number"})
            fields.push(Value::object({{"name", name}, {"value", form.first(name)}}));
        return fields;
    }

    Response show_search(People const& room, Visit const& visit, Value page,
        std::vector<Error> const& problems, bool asks_reason, http::Status status)
    {
        page["section"] = "/people";
        page["asks_why"] = asks_reason;
        page["find_problems"] = problems_view(problems);
        if (!problems.empty())
            page["errors"] = find_errors(problems);
        return room.pages.show(visit, "people/found.njk", std::move(page), status);
    }

    Response refused_search(People const& room, Visit const& visit, Sought const& sought,
        std::vector<Error> const& problems, http::Status status = http::Status::unprocessable)
    {
        auto const asks = asks_why(visit) || status == http::Status::too_many;
        return show_search(
            room, visit, Value::object({{"values", sought.values}}), problems, asks, status);
    }

    // "weighing a concern", in the looks, and beside each record that is opened from here.
    std::string why_of(std::string_view where)
    {
        return where == "concern" ? "Raising a concern: is there a record already?"
            : where == "triage"   ? "Weighing a concern: is there a record already?"
                                  : "Recording somebody: is there a record already?";
    }

    Value results_view(Visit const& visit, http::FormData const& form, Sought const& sought,
        LookedUp const& looked, std::size_t past)
    {
        auto page = Value::object({{"values", sought.values}, {"searched", true},
            {"purpose", stripped(form, "purpose")}, {"looked", looked_view(visit, looked)},
            {"again", sent_again(form)}, {"first", past + 1}});
        if (past > 0)
            page["newer"] = fmt::format("{}", past - on_a_page);
        if (looked.more && past < most_past)
            page["older"] = fmt::format("{}", past + on_a_page);
        return page;
    }
} // namespace

Result<Response> ask_search(People const& room, Visit const& visit, Request const&)
{
    if (!visit.could("search", "person_search"))
        return not_found();
    return show_search(room, visit, Value::object({{"values", Value::object()}}), {},
        asks_why(visit), http::Status::ok);
}

Result<Response> search_people(People const& room, Visit const& visit, Request const& request)
{
    if (!visit.could("search", "person_search"))
        return not_found();
    auto const form = TRY(request.form());
    auto sought = read_sought(form);
    auto const purpose = stripped(form, "purpose");
    if (purpose.empty())
        sought.problems.insert(sought.problems.begin(), invalid("Say why you look", "purpose"));
    else if (auto const checked = links::check_purpose(purpose); !checked)
        sought.problems.insert(sought.problems.begin(), checked.error());
    if (sought.problems.empty() && !worth_asking(asked_by(sought.match)))
        sought.problems.push_back(invalid(what_is_missing(asked_by(sought.match)), "name"));
    if (!sought.problems.empty())
        return refused_search(room, visit, sought, sought.problems);
    auto const past = past_in(form);
    auto const looked = look_up(room, visit, sought.match,
        {Way::search, purpose, on_a_page, past, stripped(form, "reason")});
    if (!looked && looked.error().code == Code::invalid)
        return refused_search(room, visit, sought, {looked.error()});
    if (!looked)
        return looked.error();
    if (looked->slowed)
        return refused_search(room, visit, sought,
            {error(Code::too_many, in_words(*looked->slowed), "reason")}, http::Status::too_many)
            .with("Retry-After", std::to_string(looked->slowed->wait.count()));
    return show_search(
        room, visit, results_view(visit, form, sought, *looked, past), {}, false, http::Status::ok);
}

Result<Response> find_alike(People const& room, Visit const& visit, Request const& request)
{
    if (!visit.could("search", "person_search"))
        return not_found();
    auto const form = TRY(request.form());
    auto const described = typed_so_far(form);
    if (!worth_asking(asked_by(described)))
        return looked_json(visit, {});
    auto const looked = TRY(look_up(room, visit, described,
        {Way::typing, why_of(form.first("why")), most_while_typing, 0, {}}));
    return looked_json(visit, looked);
}

} // namespace kith::people
