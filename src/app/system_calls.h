// SPDX-License-Identifier: MIT
#pragma once

// The system calls that a process which only answers requests needs, as a seccomp filter (x86-64).
//
// The filter lists what is allowed. All else fails with EPERM, so that a library which asks for a
// comfort goes on without it; clone3 and calls newer than this list fail with ENOSYS, so that the C
// library falls back on what it did before they were there.
//
// Errors   std::system_error if the kernel has seccomp and refuses the filter.

namespace kith::app {

[[nodiscard]] bool seccomp_offered();
void enter_seccomp();

} // namespace kith::app
