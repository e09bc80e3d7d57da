// SPDX-License-Identifier: MIT
#pragma once

// Landlock (https://docs.kernel.org/userspace-api/landlock.html): which files a process may touch
// from here on, which port it may bind; it connects to nothing, and its signals stay with it.
// Debian 12's headers stop at the second of its versions, so the constants of the later ones stand
// in the .cc, from the kernel's own include/uapi/linux/landlock.h.
//
// Errors   std::system_error if the kernel knows Landlock and refuses a rule.
// Threads  enter it before the first thread is made; those that are made later are inside too.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace kith::confine {

enum class Allowed {
    read_files,
    run_programs, // read files and folders, and run what is there
    add_files,    // and not read what is there
    keep_files    // add them and read them: for files without a name (O_TMPFILE)
};

struct FolderRule {
    std::filesystem::path folder;
    Allowed allowed;
};

// What is allowed; all else is not. As it stands: no file, no port.
struct Landlocked {
    std::vector<FolderRule> folders = {};
    std::optional<std::uint16_t> port = {}; // to bind; 0: any that is free
};

// 0: this kernel has none, or it is switched off. 4 and later know the network, 6 signals.
[[nodiscard]] int landlock_version();
void enter_landlock(Landlocked const& allowed, int version);

} // namespace kith::confine
