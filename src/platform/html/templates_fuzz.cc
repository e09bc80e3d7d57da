// SPDX-License-Identifier: MIT
// A template that an overlay may bring: read or refused with a sentence, drawn within its bounds,
// and what a visitor typed never becomes a tag.
#include "base/result.h"
#include "platform/html/templates.h"
#include <stdexcept>

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    auto rows = html::Value::array();
    rows.push("one");
    rows.push(html::Value::object({{"name", "<kith-typed>"}, {"number", 2}}));
    auto const context = html::Value::object(
        {{"typed", "<kith-typed>"}, {"number", 7}, {"yes", true}, {"rows", rows}});
    try {
        std::string const text(reinterpret_cast<char const*>(bytes), size);
        html::Templates const templates({{"page.njk", text}});
        templates.check();
        auto const page = templates.render("page.njk", context);
        auto const safe = text.find("safe") == std::string::npos
            && text.find("autoescape") == std::string::npos;
        if (safe && text.find("kith") == std::string::npos)
            must(page.find("<kith-typed>") == std::string::npos, "what is typed is escaped");
    } catch (std::runtime_error const&) { // NOLINT(bugprone-empty-catch): refused with a sentence
    }
    return 0;
}
