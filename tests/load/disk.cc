// SPDX-License-Identifier: MIT
#include "disk.h"
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace kith::load {

DiskCommit commit_of_disk(std::filesystem::path const& folder, int times)
{
    auto const path = folder / "commit-probe";
    auto const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    std::string const pages(std::size_t(4) * 4096, 'p');
    std::vector<double> each;
    for (int i = 0; file >= 0 && i < times; ++i) {
        auto const start = std::chrono::steady_clock::now();
        if (::write(file, pages.data(), pages.size()) != static_cast<ssize_t>(pages.size())
            || ::fdatasync(file) != 0)
            break;
        std::chrono::duration<double, std::milli> const took
            = std::chrono::steady_clock::now() - start;
        each.push_back(took.count());
    }
    auto const trouble = errno;
    ::close(file);
    std::filesystem::remove(path);
    if (each.size() != static_cast<std::size_t>(times))
        throw std::system_error(trouble, std::generic_category(), "the disk does not take a write");
    std::sort(each.begin(), each.end());
    return {each[each.size() / 2], each[each.size() * 99 / 100]};
}

} // namespace kith::load
