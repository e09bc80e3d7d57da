// SPDX-License-Identifier: MIT
#pragma once

// What ships, read once for all tests of a program: reading it is half of what a small test costs.

#include "platform/html/shipped_templates.h"

namespace kith::html {

inline Templates const& templates_once()
{
    static auto const all = shipped_templates();
    return all;
}

} // namespace kith::html
