// SPDX-License-Identifier: MIT
#pragma once

// Where pages are laid out for paper: a process that may read programs, libraries and fonts, use
// memory and time up to a limit, and write what it was given. It opens no other file where the
// kernel has Landlock, and no socket, and starts no other process.
//
// Threads  enter it before the first thread is made, and then become another program.
// Errors   std::system_error if the kernel offers a limit and then refuses it.

namespace kith::documents {

void enter_press_cage();

} // namespace kith::documents
