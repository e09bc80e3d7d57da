// SPDX-License-Identifier: MIT
#pragma once

// Where what strangers send is taken apart: a process that may read one pipe, write one pipe, use
// memory and time up to a limit, and end. It opens no file, starts no program or process, connects
// to nothing, traces nobody (Landlock, seccomp, rlimits).
//
// Errors   a kernel that offers less is no reason to stop: what is missing is told, in sentences. A
//          kernel that offers it and then refuses is: std::system_error.
// Threads  enter it before the first thread is made.

#include <cstddef>
#include <string>
#include <vector>

namespace kith::documents {

// From here on there is no way back. `most_of_its_own` is the memory that the process may write to,
// beside what the whole of it may map: 640 MiB.
inline constexpr std::size_t memory_for_pictures = 640UL * 1024 * 1024;
inline constexpr std::size_t memory_for_archives = 256UL * 1024 * 1024;
void enter_sandbox(std::size_t most_of_its_own = memory_for_pictures);

// What this kernel, or this build, cannot hold back, each a sentence.
[[nodiscard]] std::vector<std::string> sandbox_lacks();

// Rattles it: tries, first free and then inside, what an intruder would, and writes a line for each
// to `out`. The last line is `trial_holds`, or nothing of the kind. For a process of its own.
inline constexpr char const* trial_holds = "The sandbox holds.";
int try_sandbox(int out);

} // namespace kith::documents
