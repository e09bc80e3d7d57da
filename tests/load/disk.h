// SPDX-License-Identifier: MIT
#pragma once

// What the disk under a folder takes to make a small write lasting: the floor under every figure
// that waits for a commit. Measured as SQLite's log is written: four pages appended, then
// fdatasync.

#include <filesystem>

namespace kith::load {

struct DiskCommit {
    double p50_ms = 0;
    double p99_ms = 0;
};
[[nodiscard]] DiskCommit commit_of_disk(std::filesystem::path const& folder, int times = 300);

} // namespace kith::load
