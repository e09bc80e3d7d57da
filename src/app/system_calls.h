// SPDX-License-Identifier: MIT
#pragma once

// The system calls that a process which only answers requests needs, as a seccomp filter
// (platform/confine/filter.h). clone3 fails with ENOSYS, so that the C library falls back on clone.
//
// Errors   std::system_error if the kernel has seccomp and refuses the filter.

namespace kith::app {

void enter_seccomp();

} // namespace kith::app
