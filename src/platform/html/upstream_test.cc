// SPDX-License-Identifier: MIT
// The components of GOV.UK Frontend, unmodified, against the HTML that their own makers say they
// give.
#include "platform/html/json_value_test.h"
#include "platform/html/templates.h"
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace kith::html {

namespace {
    std::filesystem::path const node_modules = "web/node_modules";
    std::filesystem::path const upstream = node_modules / "govuk-frontend/dist";

    std::string file_text(std::filesystem::path const& path)
    {
        std::ifstream file(path, std::ios::binary);
        REQUIRE_MESSAGE(file.good(), "run scripts/setup: there is no ", path.string());
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }

    void add_templates(std::vector<Source>& sources, std::filesystem::path const& root)
    {
        for (auto const& entry : std::filesystem::recursive_directory_iterator(root))
            if (entry.path().extension() == ".njk")
                sources.push_back({std::filesystem::relative(entry.path(), root).generic_string(),
                    file_text(entry.path())});
    }

    // "date-input" is drawn by the macro govukDateInput.
    std::string macro_name(std::string_view component)
    {
        std::string name = "govuk";
        auto capital = true;
        for (auto const c : component) {
            if (c != '-')
                name += capital ? static_cast<char>(c - 'a' + 'A') : c;
            capital = c == '-';
        }
        return name;
    }

    std::string without_ends(std::string text)
    {
        constexpr auto* blanks = " \n\t\r";
        text.erase(0, text.find_first_not_of(blanks));
        text.erase(text.find_last_not_of(blanks) + 1);
        return text;
    }
} // namespace

TEST_CASE("every fixture of GOV.UK Frontend comes out byte for byte as its makers have it")
{
    REQUIRE_MESSAGE(
        std::filesystem::exists(upstream), "run scripts/setup: web/node_modules is not installed");
    std::vector<Source> sources;
    add_templates(sources, upstream);
    std::vector<std::pair<std::string, boost::json::array>> components;
    for (auto const& entry : std::filesystem::directory_iterator(upstream / "govuk/components")) {
        if (!std::filesystem::exists(entry.path() / "fixtures.json"))
            continue;
        auto const name = entry.path().filename().string();
        auto const fixtures = boost::json::parse(file_text(entry.path() / "fixtures.json"));
        components.emplace_back(name, fixtures.at("fixtures").as_array());
        sources.push_back({"fixtures/" + name + ".njk",
            "{% from \"govuk/components/" + name + "/macro.njk\" import " + macro_name(name)
                + " %}{{ " + macro_name(name) + "(params) }}"});
    }
    Templates const templates(sources);
    int all = 0;
    for (auto const& [name, fixtures] : components)
        for (auto const& fixture : fixtures) {
            ++all;
            auto const wanted = without_ends(std::string(fixture.at("html").as_string()));
            auto const drawn = without_ends(templates.render("fixtures/" + name + ".njk",
                Value::object({{"params", value_of_json(fixture.at("options"))}})));
            CHECK_MESSAGE(drawn == wanted, name, ": ", fixture.at("name").as_string().c_str());
        }
    CHECK(all == 725);
}

} // namespace kith::html
