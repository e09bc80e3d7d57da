// SPDX-License-Identifier: MIT
#include "base/random.h"
#include "base/result.h"
#include <cerrno>
#include <sys/random.h>
#include <system_error>

namespace kith {

void fill_random(std::span<std::uint8_t> bytes)
{
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        auto const got = ::getrandom(bytes.data() + filled, bytes.size() - filled, 0);
        if (got < 0 && errno != EINTR)
            throw std::system_error(errno, std::generic_category(), "getrandom");
        if (got > 0)
            filled += static_cast<std::size_t>(got);
    }
}

std::uint32_t random_below(std::uint32_t limit)
{
    must(limit > 0, "random_below needs a limit above zero");
    auto const spill
        = (~limit + 1) % limit; // 2^32 mod limit: values below it would make some answers likelier
    while (true) {
        std::uint32_t value = 0;
        fill_random({reinterpret_cast<std::uint8_t*>(&value), sizeof value});
        if (value >= spill)
            return value % limit;
    }
}

} // namespace kith
