// SPDX-License-Identifier: MIT
// Recording a context, and changing what is recorded.
#include "base/london.h"
#include "contexts/pages.h"
#include "contexts/views.h"
#include "platform/http/csrf.h"
#include <algorithm>
#include <charconv>
#include <fmt/core.h>
#include <set>

namespace kith::contexts {
namespace {
    using html::Value;

    struct Typed {
        Context context;
        Value values = Value::object();
        std::vector<Error> problems = {};
    };

    std::string text_of(http::FormData const& form, std::string_view name)
    {
        auto const text = form.first(name);
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? ""
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }

    std::optional<double> degrees(std::string const& text)
    {
        double value = 0;
        auto const* const end = text.data() + text.size();
        auto const read = std::from_chars(text.data(), end, value);
        return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
    }

    void read_point(http::FormData const& form, Typed& typed)
    {
        auto const latitude = text_of(form, "latitude");
        auto const longitude = text_of(form, "longitude");
        typed.context.point.reset();
        if (latitude.empty() && longitude.empty())
            return;
        auto const north = degrees(latitude);
        auto const east = degrees(longitude);
        if (north && east)
            typed.context.point = geo::Point{*north, *east};
        else
            typed.problems.push_back(invalid(
                "Enter latitude and longitude in degrees, such as 53.817 and -3.036", "latitude"));
    }

    void read_guardian(http::FormData const& form, Typed& typed)
    {
        auto const name = text_of(form, "guardian");
        if (name.empty())
            return;
        Guardian guardian{{}, name, text_of(form, "part"), text_of(form, "guardian_contact")};
        auto const day = Date::read(fmt::format("{}-{}-{}", text_of(form, "consented-year"),
            text_of(form, "consented-month"), text_of(form, "consented-day")));
        if (day)
            guardian.consented_on = *day;
        typed.context.guardians.push_back(guardian);
    }

    Typed read_typed(http::FormData const& form, Context const& stands)
    {
        Typed typed{stands};
        for (auto const& [name, value] : form.pairs())
            if (name != http::csrf_field)
                typed.values[name] = value;
        auto& context = typed.context;
        context.kind = text_of(form, "kind");
        context.name = text_of(form, "name");
        context.address = text_of(form, "address");
        context.postcode = text_of(form, "postcode");
        context.platform = text_of(form, "platform");
        context.handle = text_of(form, "handle");
        context.url = text_of(form, "url");
        context.owner = text_of(form, "owner");
        context.opening = text_of(form, "opening");
        context.closed = !form.first("closed").empty();
        context.version = std::atoll(std::string(form.first("version")).c_str());
        std::set<std::string> marked;
        for (auto const id : form.all("wrong"))
            marked.emplace(id);
        typed.values["wrong"] = Value::each(marked, [](auto const& id) { return Value(id); });
        std::erase_if(context.guardians,
            [&](Guardian const& guardian) { return marked.contains(guardian.id.write()); });
        read_point(form, typed);
        read_guardian(form, typed);
        return typed;
    }

    Typed untyped(Context const& stands)
    {
        Typed typed{stands};
        typed.values = Value::object({{"kind", stands.kind}, {"name", stands.name},
            {"address", stands.address}, {"postcode", stands.postcode},
            {"platform", stands.platform}, {"handle", stands.handle}, {"url", stands.url},
            {"owner", stands.owner}, {"opening", stands.opening}, {"closed", stands.closed},
            {"version", stands.version}, {"wrong", Value::array()}});
        if (stands.point) {
            typed.values["latitude"] = fmt::format("{}", stands.point->latitude);
            typed.values["longitude"] = fmt::format("{}", stands.point->longitude);
        }
        return typed;
    }

    Response show_form(Contexts const& room, Visit const& visit, Typed const& typed,
        Context const* stands, std::vector<KnownContext> const& already, http::Status status)
    {
        auto kinds = Value::each(room.facts.codes("context_kind", london::day_of(visit.now())),
            [](directory::ListedCode const& code) {
                return Value::object({{"value", code.code}, {"text", code.label}});
            });
        auto page = Value::object({{"section", "/contexts"}, {"values", typed.values},
            {"problems", problems_view(typed.problems)}, {"kinds", kinds},
            {"late", status == http::Status::conflict},
            {"already", Value::each(already, [&](KnownContext const& one) {
                 auto row = row_of(room, visit, one.context);
                 row["reason"] = one.reason;
                 return row;
             })}});
        if (stands) {
            page["context"] = view_of(room, visit, *stands);
            page["standing"] = Value::each(stands->guardians, [](Guardian const& one) {
                return Value::object({{"value", one.id.write()}, {"text", one.name}});
            });
        }
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "contexts/record.njk", page, status);
    }
} // namespace

Result<Response> ask_context(Contexts const& room, Visit const& visit, Request const&)
{
    if (!visit.could("create", "context"))
        return not_found();
    return show_form(room, visit, untyped({}), nullptr, {}, http::Status::ok);
}

Result<Response> record_context(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto typed = read_typed(form, {});
    auto const tidied = checked(typed.context, london::day_of(visit.now()));
    if (!tidied)
        typed.problems.push_back(tidied.error());
    if (!typed.problems.empty())
        return show_form(room, visit, typed, nullptr, {}, http::Status::unprocessable);
    visit.act_for("Recording a context: is there a record already?");
    auto const already = known(visit, {tidied->name, tidied->postcode, tidied->point});
    if (!already.empty() && form.first("another").empty()) {
        typed.problems.push_back(invalid(
            "There may be a record already: open it, or say that this is another", "another"));
        return show_form(room, visit, typed, nullptr, already, http::Status::unprocessable);
    }
    auto const made = visit.change([&](Change& change) { return create(change, *tidied); });
    if (!made && made.error().code == Code::invalid) {
        typed.problems.push_back(made.error());
        return show_form(room, visit, typed, nullptr, already, http::Status::unprocessable);
    }
    if (!made)
        return made.error();
    return http::see_other("/contexts/" + made->id.write() + "?said=recorded");
}

Result<Response> ask_change(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    if (facts.state != "public place" && !links::purpose_stands(visit, facts))
        return http::see_other("/contexts/" + id.write());
    TRY(visit.may("change", facts));
    auto const context = TRY(find(visit, id));
    return show_form(room, visit, untyped(context), &context, {}, http::Status::ok);
}

Result<Response> change_context(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const form = TRY(request.form());
    auto const stands = TRY(find(visit, id));
    TRY(visit.may("change", facts_of(visit, stands)));
    auto typed = read_typed(form, stands);
    auto const reason = text_of(form, "reason");
    if (reason.empty())
        typed.problems.push_back(invalid("Say why the record changes", "reason"));
    if (!typed.problems.empty())
        return show_form(room, visit, typed, &stands, {}, http::Status::unprocessable);
    auto const saved
        = visit.change([&](Change& change) { return save(change, typed.context, reason); });
    if (saved)
        return http::see_other("/contexts/" + id.write() + "?said=saved");
    if (saved.error().code != Code::invalid && saved.error().code != Code::conflict)
        return saved.error();
    auto const late = saved.error().code == Code::conflict;
    typed.problems.push_back(saved.error());
    auto const now_stands = TRY(find(visit, id));
    if (late)
        typed.values["version"] = now_stands.version; // seen now, so the next save may go through
    return show_form(room, visit, typed, &now_stands, {},
        late ? http::Status::conflict : http::Status::unprocessable);
}

} // namespace kith::contexts
