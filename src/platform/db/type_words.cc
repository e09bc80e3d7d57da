// SPDX-License-Identifier: MIT
#include "platform/db/type_words.h"
#include <array>

namespace kith::db {

namespace {
    struct TypeWord {
        std::string_view word;
        std::string_view sqlite;
        std::string_view postgres;
    };
    constexpr std::array<TypeWord, 10> type_words{{
        {"{id}", "text", "uuid"},
        {"{text}", "text", "text"},
        {"{int}", "integer", "bigint"},
        {"{real}", "real", "double precision"},
        {"{bool}", "int", "boolean"},
        {"{instant}", "text", "timestamptz"},
        {"{date}", "text", "date"},
        {"{json}", "text", "jsonb"},
        {"{bytes}", "blob", "bytea"},
        {"{strict}", "strict", ""},
    }};

    TypeWord const* type_word_at(std::string_view text)
    {
        for (auto const& each : type_words)
            if (text.starts_with(each.word))
                return &each;
        return nullptr;
    }
} // namespace

std::string with_types(std::string_view text, Kind kind)
{
    std::string out;
    out.reserve(text.size() + 64);
    for (std::size_t at = 0; at < text.size();) {
        auto const next = std::min(text.find('{', at), text.size());
        out += text.substr(at, next - at);
        at = next;
        if (at == text.size())
            break;
        if (auto const* found = type_word_at(text.substr(at))) {
            out += kind == Kind::sqlite ? found->sqlite : found->postgres;
            at += found->word.size();
        } else {
            out += text[at++];
        }
    }
    return out;
}

std::optional<std::string> unknown_word(std::string_view text)
{
    for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
        if (type_word_at(text.substr(at)))
            continue;
        auto const end = text.find('}', at);
        return std::string(text.substr(at, end == std::string_view::npos ? end : end - at + 1));
    }
    return std::nullopt;
}

} // namespace kith::db
