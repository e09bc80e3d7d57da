// SPDX-License-Identifier: MIT
#pragma once

// `kith public --try-cage`: rattles the cage of the public process, on this machine and this
// kernel.
//
// In a folder of its own (gone afterwards) it tries what an intruder would: to read a key, start a
// program, connect, trace, listen elsewhere, run memory it has written. First free, to see that the
// attempt could succeed here at all, then inside, where each must be refused; and what the public
// side does all day must still work. One line each.
//
// Errors   exit code 1 if anything got out, or if the day's work no longer works.

namespace kith::app {

int try_cage();

} // namespace kith::app
