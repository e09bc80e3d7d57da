// SPDX-License-Identifier: MIT
// render-template: draws templates for the differential test (templates.mjs).
//
// Reads from standard input one JSON line for each case, {"templates": {name: text}, "name": ...,
// "context": ...}, where "templates" may be left out to use those of the case before; writes one
// line for each: {"page": ...} or
// {"error": ...}. With an argument, that folder holds more templates: "govuk" and "moj" of
// node_modules.
#include "platform/html/json_value_test.h"
#include "platform/html/templates.h"
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

namespace {
using kith::html::Source;
using kith::html::Templates;

std::vector<Source> upstream(int count, char** folders)
{
    std::vector<Source> sources;
    for (int i = 1; i < count; ++i)
        for (auto const& entry : std::filesystem::recursive_directory_iterator(folders[i])) {
            if (entry.path().extension() != ".njk")
                continue;
            std::ostringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            sources.push_back(
                {std::filesystem::relative(entry.path(), folders[i]).generic_string(), text.str()});
        }
    return sources;
}

std::unique_ptr<Templates> read(std::vector<Source> sources, boost::json::object const& texts)
{
    for (auto const& text : texts)
        sources.push_back({text.key(), std::string(text.value().as_string())});
    auto templates = std::make_unique<Templates>(sources);
    templates->global("t", kith::html::Function([](kith::html::Call const& call) {
        return "<" + call[0].text() + ">";
    }));
    return templates;
}
} // namespace

int main(int count, char** arguments)
{
    auto const more = upstream(count, arguments);
    std::unique_ptr<Templates> templates;
    for (std::string line; std::getline(std::cin, line);) {
        boost::json::object answer;
        try {
            auto const asked = boost::json::parse(line);
            if (auto const* const texts = asked.as_object().if_contains("templates"))
                templates = read(more, texts->as_object());
            answer["page"] = templates->render(std::string(asked.at("name").as_string()),
                kith::html::value_of_json(asked.at("context")));
        } catch (std::exception const& failure) {
            answer["error"] = failure.what();
        }
        std::cout << boost::json::serialize(answer) << "\n";
    }
}
