// SPDX-License-Identifier: MIT
#pragma once

// Memory that is read here and there, in large pages.
//
// A processor keeps the addresses of some thousand pages at hand; with pages of 4 KiB that is less
// than a million records take, and then each look at one of them waits twice. Asks for pages of
// 2 MiB; where there are none nothing changes but the speed.
//
// Shapes   for memory that was reserved and not yet written. Cost     one call of the system.
// Errors   none.

#include <cstddef>
#include <cstdint>
#include <vector>
#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace kith {

inline void ask_for_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes)
{
#if defined(__linux__)
    constexpr std::size_t page = std::size_t{2} << 20;
    auto const before = (page - reinterpret_cast<std::uintptr_t>(begin) % page) % page;
    if (bytes >= before + page)
        (void)::madvise(
            static_cast<char*>(begin) + before, (bytes - before) / page * page, MADV_HUGEPAGE);
#endif
}

// Room for so many in an empty list.
template <class T>
void reserve_in_large_pages(std::vector<T>& list, std::size_t count)
{
    if (count <= list.capacity())
        return;
    list.reserve(count);
    ask_for_large_pages(list.data(), count * sizeof(T));
}

} // namespace kith
