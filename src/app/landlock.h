// SPDX-License-Identifier: MIT
#pragma once

// Landlock, as far as the cage needs it. Debian 12's headers stop at the second of its versions, so
// the constants of the later ones stand here, from the kernel's own include/uapi/linux/landlock.h.
//
// Errors   std::system_error if the kernel knows Landlock and refuses a rule.

#include "app/cage.h"

namespace kith::app {

// 0: this kernel has none, or it is switched off. 4 and later know the network, 6 signals.
[[nodiscard]] int landlock_version();
void enter_landlock(Caged const& caged, int version);

} // namespace kith::app
