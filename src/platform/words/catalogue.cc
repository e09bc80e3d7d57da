// SPDX-License-Identifier: MIT
#include "platform/words/catalogue.h"
#include "base/shipped.h"
#include "platform/words/message.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <toml++/toml.h>

namespace kith::words {

struct Catalogue::Entry {
    Pattern pattern;
};

namespace {
    constexpr std::string_view first_language = "en";

    [[noreturn]] void refuse(File const& file, toml::source_region const& where,
        std::string_view key, std::string_view why)
    {
        throw std::runtime_error(
            fmt::format("{}:{}: {}: {}", file.path, where.begin.line, key, why));
    }

    template <class Take>
    void walk(
        File const& file, toml::table const& table, std::string const& above, Take const& take)
    {
        for (auto const& [name, node] : table) {
            auto const key
                = above.empty() ? std::string(name.str()) : above + "." + std::string(name.str());
            if (auto const* const inner = node.as_table())
                walk(file, *inner, key, take);
            else if (auto const* const text = node.as_string())
                take(key, text->get(), text->source());
            else
                refuse(file, node.source(), key, "write a text in quotes, or a table of texts");
        }
    }

    toml::table parsed(File const& file)
    {
        try {
            return toml::parse(file.text, file.path);
        } catch (toml::parse_error const& error) {
            throw std::runtime_error(fmt::format(
                "{}:{}: {}", file.path, error.source().begin.line, error.description()));
        }
    }

    std::optional<File> words_file(Shipped const& file)
    {
        constexpr std::string_view folder = "/words/";
        std::string_view const path = file.path;
        auto const at = path.rfind(folder);
        if (at == path.npos || !path.ends_with(".toml"))
            return {};
        auto language = path.substr(at + folder.size());
        language.remove_suffix(5);
        return File{file.path, std::string(language), std::string(file.bytes)};
    }
} // namespace

Catalogue::Catalogue(std::vector<File> const& files)
{
    lists_[std::string(first_language)];
    for (auto const& file : files) {
        auto& list = lists_[file.language];
        walk(file, parsed(file), {},
            [&](std::string const& key, std::string const& text, auto const& where) {
                try {
                    if (!list.try_emplace(key, Entry{read_pattern(text, file.language)}).second)
                        throw std::runtime_error("another file has a text of this key");
                } catch (std::runtime_error const& error) {
                    refuse(file, where, key, error.what());
                }
            });
    }
}

Catalogue Catalogue::shipped()
{
    std::vector<File> files;
    for (auto const& file : kith::shipped("src/"))
        if (auto words = words_file(file))
            files.push_back(std::move(*words));
    return Catalogue(files);
}

Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

Catalogue::Entry const* Catalogue::find(std::string_view language, std::string_view key) const
{
    auto const list = lists_.find(language);
    if (list == lists_.end())
        return nullptr;
    auto const at = list->second.find(key);
    return at == list->second.end() ? nullptr : &at->second;
}

std::string Catalogue::say(std::string_view language, Words const& words) const
{
    if (language == stretched)
        return stretch(say(first_language, words));
    if (auto const* const entry = find(language, words.key))
        return write(entry->pattern, language, words);
    if (auto const* const entry = find(first_language, words.key))
        return write(entry->pattern, first_language, words);
    return filled(words.key, words);
}

std::string Catalogue::say(std::string_view language, std::string_view key) const
{
    return say(language, Words{std::string(key)});
}

std::string Catalogue::say(std::string_view language, Date day) const
{
    return language == stretched ? stretch(write(day, first_language)) : write(day, language);
}

bool Catalogue::has(std::string_view key) const { return has(first_language, key); }
bool Catalogue::has(std::string_view language, std::string_view key) const
{
    return find(language, key) != nullptr;
}

std::vector<std::string> Catalogue::keys(std::string_view language) const
{
    std::vector<std::string> all;
    if (auto const list = lists_.find(language); list != lists_.end())
        for (auto const& entry : list->second)
            all.push_back(entry.first);
    return all;
}

std::vector<std::string> Catalogue::languages() const
{
    std::vector<std::string> all{std::string(first_language)};
    for (auto const& list : lists_)
        if (list.first != first_language)
            all.push_back(list.first);
    return all;
}

std::string Catalogue::known(std::string_view language) const
{
    auto const is_known = language == stretched || lists_.contains(language);
    return std::string(is_known ? language : first_language);
}

std::string_view direction(std::string_view language)
{
    static constexpr std::array right_to_left{"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"};
    auto const base = language.substr(0, language.find('-'));
    auto const at = std::find(right_to_left.begin(), right_to_left.end(), base);
    return at == right_to_left.end() ? "ltr" : "rtl";
}

} // namespace kith::words
