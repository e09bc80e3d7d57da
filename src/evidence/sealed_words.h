// SPDX-License-Identifier: MIT
#pragma once

// The words of a record as one JSON object, which is sealed whole.
//
// Errors   what does not read is empty: it was lawfully erased.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::evidence {

template <class Words>
struct Field {
    char const* name;
    std::string Words::*text;
};

[[nodiscard]] std::string write_texts(
    std::vector<std::pair<std::string, std::string>> const& texts);
[[nodiscard]] std::vector<std::pair<std::string, std::string>> read_texts(std::string_view json);

template <class Words, std::size_t Many>
[[nodiscard]] std::string write_fields(Words const& words, Field<Words> const (&fields)[Many])
{
    std::vector<std::pair<std::string, std::string>> texts;
    for (auto const& field : fields)
        texts.emplace_back(field.name, words.*field.text);
    return write_texts(texts);
}

template <class Words, std::size_t Many>
[[nodiscard]] Words read_fields(std::string_view json, Field<Words> const (&fields)[Many])
{
    Words words;
    for (auto const& [name, text] : read_texts(json))
        for (auto const& field : fields)
            if (name == field.name)
                words.*field.text = text;
    return words;
}

} // namespace kith::evidence
