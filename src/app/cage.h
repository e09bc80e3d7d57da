// SPDX-License-Identifier: MIT
#pragma once

// What the public process may still ask of the kernel, once it answers strangers.
//
// Landlock (https://docs.kernel.org/userspace-api/landlock.html): of all files it may read those in
// DATA/public and DATA/outbox and add to DATA/inbox, nothing else; a picture that is arriving it
// keeps in a file without a name in DATA/arriving; it may bind the one port it listens on, and
// connect to nothing; its signals stay with it. seccomp
// (https://docs.kernel.org/userspace-api/seccomp_filter.html): a list of the system calls that a
// thread which answers requests needs; all others fail with EPERM: no new program or process, no
// memory that is written and then run, no ptrace, mount, bpf, io_uring, key ring or name space.
// What was open before (its listener's pipe, its logs) stays open.
//
// Errors   a kernel that offers less is no reason to stop: what is missing is told, in sentences. A
//          kernel that offers it and then refuses is: std::system_error.
// Threads  enter it before the first thread is made; those that are made later are inside too.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kith::app {

struct Caged {
    std::filesystem::path data;
    std::uint16_t port = 0; // 0: any that is free
};

// From here on there is no way back. The result is what this kernel cannot hold back, each a
// sentence.
std::vector<std::string> enter_cage(Caged const& caged);

// The same sentences, without entering: for `kith check`.
[[nodiscard]] std::vector<std::string> cage_lacks();

} // namespace kith::app
