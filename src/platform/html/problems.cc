// SPDX-License-Identifier: MIT
#include "platform/html/problems.h"

namespace kith::html {

Value problems_view(std::vector<Error> const& problems)
{
    auto view = Value::object();
    for (auto const& problem : problems)
        view[problem.field] = problem.words.key;
    return view;
}

Value errors_view(std::vector<Error> const& problems)
{
    return Value::each(problems, [](Error const& problem) {
        auto entry = Value::object({{"text", problem.words.key}});
        if (!problem.field.empty())
            entry["href"] = "#" + problem.field;
        return entry;
    });
}

} // namespace kith::html
