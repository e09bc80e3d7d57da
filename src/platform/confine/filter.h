// SPDX-License-Identifier: MIT
#pragma once

// A seccomp filter (https://docs.kernel.org/userspace-api/seccomp_filter.html; x86-64): the list of
// what a process may still ask of the kernel.
//
// All that is not listed fails with EPERM, so that a library which asks for a comfort goes on
// without it; calls newer than this list fail with ENOSYS, so that the C library falls back on what
// it did before they were there. There is no way back.
//
// Errors   std::system_error if the kernel has seccomp and refuses the filter.

#include <cstddef>
#include <cstdint>
#include <linux/filter.h>
#include <vector>

namespace kith::confine {

[[nodiscard]] bool seccomp_offered();

inline constexpr std::uint32_t all_bits = ~0U;

// The argument, of which only the bits of `mask` count, is one of `values`. Only its lower half is
// looked at, as the kernel itself reads all that are asked about here as 32 bits.
struct Condition {
    std::size_t argument;
    std::uint32_t mask;
    std::vector<std::uint32_t> values;
};

class Filter {
public:
    Filter();
    void allow(long call);
    void allow_if(long call, std::vector<Condition> const& conditions);
    void not_there(long call); // ENOSYS
    void install();            // refuses the rest, for every thread of the process

private:
    void put(int code, std::uint32_t value, std::size_t if_true, std::size_t if_false);
    void load(std::size_t offset);
    void answer(std::uint32_t what);
    void refuse(int code);
    void unless_equal(long call, std::size_t skip);
    void expect(Condition const& condition);
    std::vector<sock_filter> lines_;
};

} // namespace kith::confine
