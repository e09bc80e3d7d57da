// SPDX-License-Identifier: MIT
#pragma once

// What an operator says about files: data/reference/attachments.toml.

#include "base/result.h"
#include <cstdint>
#include <string>
#include <string_view>

namespace kith::documents {

struct Settings {
    std::uint64_t most_bytes = 20UL * 1024 * 1024; // of one file
    std::string clamd = {};                        // where it listens; "": none is asked

    [[nodiscard]] std::string most_in_words() const; // "20 MB"
};

// `invalid` with a sentence that names the file.
[[nodiscard]] Result<Settings> read_settings(std::string_view toml);
[[nodiscard]] Settings shipped_settings(); // throws where the overlay's file does not read

[[nodiscard]] std::string size_in_words(std::uint64_t bytes); // "2.1 MB", "340 KB"

} // namespace kith::documents
