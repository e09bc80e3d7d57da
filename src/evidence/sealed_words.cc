// SPDX-License-Identifier: MIT
#include "evidence/sealed_words.h"
#include <boost/json.hpp>

namespace kith::evidence {
namespace json = boost::json;

std::string write_texts(std::vector<std::pair<std::string, std::string>> const& texts)
{
    json::object made;
    for (auto const& [name, text] : texts)
        made[name] = text;
    return json::serialize(made);
}

std::vector<std::pair<std::string, std::string>> read_texts(std::string_view text)
{
    std::vector<std::pair<std::string, std::string>> texts;
    boost::system::error_code wrong;
    auto const read = json::parse(text, wrong);
    if (wrong || !read.is_object())
        return texts;
    for (auto const& each : read.as_object())
        if (each.value().is_string())
            texts.emplace_back(std::string(each.key()), std::string(each.value().as_string()));
    return texts;
}

} // namespace kith::evidence
