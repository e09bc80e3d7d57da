// SPDX-License-Identifier: MIT
#pragma once

// The list that ships, for tests, the fuzzer and the bench.

#include "base/shipped.h"
#include "engine/wording/wording.h"

namespace kith::wording {

inline List shipped_list()
{
    auto list = List::read(
        shipped_file("data/wording/phrases.csv"), shipped_file("data/wording/words.csv"));
    must(list.ok(), list.ok() ? "" : list.error().words.key);
    return std::move(*list);
}

} // namespace kith::wording
