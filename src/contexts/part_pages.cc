// SPDX-License-Identifier: MIT
#include "contexts/part_pages.h"
#include "contexts/views.h"
#include <array>
#include <utility>

namespace kith::contexts {

Result<Context> opened(Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    if (!opens(visit, facts))
        return error(Code::not_allowed,
            "Open the record first, and say why. Your reason stands for 30 minutes", "purpose");
    return find(visit, id);
}

html::Value part_page(Context const& context)
{
    return html::Value::object({{"section", "/contexts"},
        {"context",
            html::Value::object({{"reference", context.reference.write()}, {"name", context.name},
                {"href", "/contexts/" + context.id.write()}, {"is_public", is_public(context)}})}});
}

void put_typed(html::Value& page, html::Value const& values, std::vector<Error> const& problems)
{
    page["values"] = values;
    page["problems"] = problems_view(problems);
    if (!problems.empty())
        page["errors"] = errors_view(problems);
}

bool is_for_the_form(Error const& problem)
{
    return problem.code == Code::invalid || problem.code == Code::conflict;
}

http::Status status_of_refused(Error const& problem)
{
    return problem.code == Code::conflict ? http::Status::conflict : http::Status::unprocessable;
}

Response show_not_saved(access::Pages const& pages, Visit const& visit, Context const& context,
    std::string const& back, char const* why, http::FormData const& form)
{
    static constexpr std::array<std::pair<char const*, char const*>, 13> questions{
        {{"purpose", "What it is for"}, {"used_by", "Who may use it"}, {"part", "Their part"},
            {"strengths", "Strengths"}, {"no_strengths", "Why no strength is known"},
            {"worries", "What gives cause for worry"}, {"reach", "Whom they reach"},
            {"looks_out", "What they look out for"}, {"training", "Training"},
            {"source", "Who told this"}, {"consent_how", "How they agreed"},
            {"reference", "Reference"}, {"reason", "Why"}}};
    auto rows = html::Value::array();
    for (auto const& [name, question] : questions)
        if (auto const text = links::text_of(form, name); !text.empty())
            rows.push(
                html::Value::object({{"key", question}, {"texts", html::Value::array({text})}}));
    auto page = part_page(context);
    page["back"] = back;
    page["why"] = why;
    page["rows"] = rows;
    return pages.show(visit, "contexts/not_saved.njk", page, http::Status::conflict);
}

std::string address_of_part(Context const& context, std::string_view part)
{
    return "/contexts/" + context.id.write() + "/" + std::string(part);
}

} // namespace kith::contexts
