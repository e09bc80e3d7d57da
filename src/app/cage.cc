// SPDX-License-Identifier: MIT
#include "app/cage.h"
#include "app/landlock.h"
#include "app/system_calls.h"
#include <cerrno>
#include <fmt/core.h>
#include <sys/prctl.h>
#include <system_error>

namespace kith::app {
namespace {
#if defined(__SANITIZE_ADDRESS__)
    constexpr bool watched = true;
#elif defined(__has_feature)
    constexpr bool watched = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
    constexpr bool watched = false;
#endif

    struct Offered {
        int landlock = landlock_version();
        bool seccomp = !watched && seccomp_offered();
    };

    std::vector<std::string> lacks(Offered const& offered)
    {
        std::vector<std::string> sentences;
        if (offered.landlock == 0)
            sentences.emplace_back("this kernel has no Landlock: the public side could read every "
                                   "file that its account can; give it an account of its own");
        else if (offered.landlock < 4)
            sentences.push_back(fmt::format("this kernel's Landlock (version {}) does not know the "
                                            "network: the public side's ports are not held back",
                offered.landlock));
        if (!offered.seccomp)
            sentences.emplace_back(watched
                    ? "this build watches itself with a sanitizer, which needs more of the kernel "
                      "than seccomp would leave it: the public side runs without that"
                    : "this kernel has no seccomp: the public side may ask it for anything");
        return sentences;
    }

    void set(int option, unsigned long value, char const* what)
    {
        if (::prctl(option, value, 0UL, 0UL, 0UL) != 0)
            throw std::system_error(errno, std::generic_category(), what);
    }
} // namespace

std::vector<std::string> enter_cage(Caged const& caged)
{
    Offered const offered;
    set(PR_SET_NO_NEW_PRIVS, 1, "no new privileges");
    set(PR_SET_DUMPABLE, 0, "no core file"); // of what somebody has just told
    if (offered.landlock > 0)
        enter_landlock(caged, offered.landlock);
    if (offered.seccomp)
        enter_seccomp();
    return lacks(offered);
}

std::vector<std::string> cage_lacks() { return lacks(Offered{}); }

} // namespace kith::app
