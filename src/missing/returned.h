// SPDX-License-Identifier: MIT
#pragma once

// What was returned of children who were missing, as it is kept: which file, for which authority,
// when, by whom, for what, and how many. The file itself is not kept.

#include "base/ids.h"
#include "base/time.h"
#include "missing/ids.h"
#include <optional>
#include <string>
#include <string_view>

namespace kith::missing {

enum class ReturnKind { ssda903, annex_a, ssd_missing };
[[nodiscard]] std::string_view write(ReturnKind kind); // "ssda903", "annex_a", "ssd_missing"
[[nodiscard]] std::optional<ReturnKind> read_return_kind(std::string_view text);
[[nodiscard]] std::string_view in_words(ReturnKind kind);
[[nodiscard]] std::string_view file_name_of(ReturnKind kind); // "missing.csv"

struct MadeReturn {
    MissingReturnId id = {};
    ReturnKind kind = ReturnKind::ssda903;
    AgencyId agency = {};
    Date on = {};
    std::int64_t rows = 0;
    std::int64_t children = 0;
    std::int64_t breaches = 0;
    std::string file_hash = {}; // SHA-256 of its bytes
    std::string because = {};
    Instant at = {};
    AccountId by = {};
};
} // namespace kith::missing
