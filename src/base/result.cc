// SPDX-License-Identifier: MIT
#include "base/result.h"

namespace kith {

void must(bool condition, std::string_view why)
{
    if (!condition)
        throw std::logic_error(std::string(why));
}

} // namespace kith
