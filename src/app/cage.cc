// SPDX-License-Identifier: MIT
#include "app/cage.h"
#include "app/system_calls.h"
#include "platform/confine/filter.h"
#include "platform/confine/landlock.h"
#include <cerrno>
#include <fmt/core.h>
#include <sys/prctl.h>
#include <system_error>

namespace kith::app {
namespace {
#if defined(__SANITIZE_ADDRESS__)
    constexpr bool under_sanitizer = true;
#elif defined(__has_feature)
    constexpr bool under_sanitizer
        = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
    constexpr bool under_sanitizer = false;
#endif

    struct Offered {
        int landlock = confine::landlock_version();
        bool seccomp = !under_sanitizer && confine::seccomp_offered();
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
            sentences.emplace_back(under_sanitizer
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
        confine::enter_landlock({{{caged.data / "public", confine::Allowed::read_files},
                                     {caged.data / "outbox", confine::Allowed::read_files},
                                     {caged.data / "inbox", confine::Allowed::add_files},
                                     {caged.data / "arriving", confine::Allowed::keep_files}},
                                    caged.port},
            offered.landlock);
    if (offered.seccomp)
        enter_seccomp();
    return lacks(offered);
}

std::vector<std::string> cage_lacks() { return lacks(Offered{}); }

} // namespace kith::app
