// SPDX-License-Identifier: MIT
// Every text that is said has words, and all words are said: over the source tree, from its root.
//
// A key is used by `t("key")` in a template, by a text in a form, or by a literal in code. A
// literal that ends in a dot ("forms.date.") stands for every key below it, since the rest is
// chosen when it runs.
#include "platform/forms/forms.h"
#include "platform/words/catalogue.h"
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace kith {
namespace {
    using Uses = std::map<std::string, std::string>; // what was said, and a file that says it

    std::string text_of_file(std::filesystem::path const& path)
    {
        std::ifstream file(path, std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        return std::move(text).str();
    }

    // Examples in comments say nothing.
    std::string without_comments(std::string const& code)
    {
        static std::regex const comment(R"rx((^|\n)\s*//[^\n]*)rx");
        return std::regex_replace(code, comment, "$1");
    }

    void take(Uses& uses, std::string const& text, std::string const& path, std::regex const& what)
    {
        for (auto at = std::sregex_iterator(text.begin(), text.end(), what);
             at != std::sregex_iterator(); ++at)
            uses.emplace((*at)[1].str(), path);
    }

    struct Source {
        Uses in_templates; // t("…")
        Uses in_literals;  // every literal of code, forms and templates that could be a key
    };

    Source read_source()
    {
        static std::regex const said(R"rx(\bt\(\s*["']([a-z0-9_.]+)["'])rx");
        static std::regex const literal(R"rx(["']([a-z0-9_]+(?:\.[a-z0-9_]+)*\.?)["'])rx");
        Source source;
        for (auto const& entry : std::filesystem::recursive_directory_iterator("src")) {
            auto const path = entry.path().generic_string();
            auto const is_words = path.find("/words/") != path.npos && path.ends_with(".toml");
            if (is_words || path.ends_with("_test.cc") || path.ends_with("_test.h"))
                continue;
            auto const is_template = path.ends_with(".njk");
            auto const is_code = path.ends_with(".cc") || path.ends_with(".h");
            auto const is_form = path.ends_with(".toml");
            if (!is_template && !is_code && !is_form)
                continue;
            auto const text = is_code ? without_comments(text_of_file(entry.path()))
                                      : text_of_file(entry.path());
            take(source.in_literals, text, path, literal);
            if (is_template)
                take(source.in_templates, text, path, said);
        }
        return source;
    }

    bool begins_a_key(std::string const& text, std::vector<std::string> const& keys)
    {
        return text.ends_with('.') && std::any_of(keys.begin(), keys.end(), [&](auto const& key) {
            return key.starts_with(text);
        });
    }

    // "public.when" is meant to be a key if there is a table [public] of words; "public.css" is a
    // file.
    bool looks_like_a_key(std::string const& text, std::set<std::string> const& tables)
    {
        auto const dot = text.find('.');
        auto const is_file = text.ends_with(".css") || text.ends_with(".js")
            || text.ends_with(".svg") || text.ends_with(".njk") || text.ends_with(".toml");
        return dot != text.npos && tables.contains(text.substr(0, dot)) && !is_file;
    }

    std::string listed(Uses const& uses)
    {
        std::string all;
        for (auto const& [text, path] : uses)
            all += "\n  " + text + (path.empty() ? "" : "  in " + path);
        return all;
    }
} // namespace

TEST_CASE("every key that templates, forms and code name has words in English")
{
    auto const words = words::Catalogue::shipped();
    auto const keys = words.keys();
    std::set<std::string> tables;
    for (auto const& key : keys)
        tables.insert(key.substr(0, key.find('.')));
    auto const source = read_source();
    REQUIRE(source.in_templates.size() > 10); // else it runs in the wrong folder
    Uses missing;
    for (auto const& use : source.in_templates)
        if (!words.has(use.first) && !begins_a_key(use.first, keys))
            missing.insert(use);
    for (auto const& use : source.in_literals)
        if (looks_like_a_key(use.first, tables) && !words.has(use.first)
            && !begins_a_key(use.first, keys))
            missing.insert(use);
    INFO("no words for:", listed(missing));
    CHECK(missing.empty());
}

TEST_CASE("all words are said somewhere")
{
    auto const keys = words::Catalogue::shipped().keys();
    auto const source = read_source();
    Uses unused;
    for (auto const& key : keys) {
        auto used = source.in_literals.contains(key);
        for (auto dot = key.find('.'); !used && dot != key.npos; dot = key.find('.', dot + 1))
            used = source.in_literals.contains(key.substr(0, dot + 1));
        if (!used)
            unused.emplace(key, "");
    }
    INFO("nobody says:", listed(unused));
    CHECK(unused.empty());
}

TEST_CASE("no language has words that English lacks")
{
    auto const words = words::Catalogue::shipped();
    for (auto const& language : words.languages())
        for (auto const& key : words.keys(language)) {
            CAPTURE(language);
            CAPTURE(key);
            CHECK(words.has(key));
        }
}

TEST_CASE("every form that ships is read, and what the public reads of it is in the word lists")
{
    auto const words = words::Catalogue::shipped();
    CHECK_NOTHROW((void)forms::Forms::shipped(words));
    CHECK(forms::Forms::shipped(words).names().size() > 0);
}

} // namespace kith
