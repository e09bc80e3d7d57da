// SPDX-License-Identifier: MIT
#include "platform/documents/sandbox.h"
#include "platform/confine/filter.h"
#include "platform/confine/landlock.h"
#include <array>
#include <cerrno>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace kith::documents {
namespace {
#if defined(__SANITIZE_ADDRESS__)
    constexpr bool watched_build = true;
#elif defined(__has_feature)
    constexpr bool watched_build
        = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
    constexpr bool watched_build = false;
#endif

    constexpr rlim_t most_seconds = 10; // of the processor

    constexpr std::array always_allowed{// the two pipes
        SYS_read, SYS_write, SYS_close, SYS_fstat, SYS_lseek,
        // memory
        SYS_brk, SYS_munmap, SYS_mremap, SYS_madvise,
        // itself
        SYS_futex, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack,
        SYS_getpid, SYS_gettid, SYS_exit, SYS_exit_group, SYS_sched_yield, SYS_clock_gettime,
        SYS_getrandom};

    void limit(int what, rlim_t most)
    {
        rlimit const both{most, most};
        if (::setrlimit(static_cast<__rlimit_resource>(what), &both) != 0)
            throw std::system_error(errno, std::generic_category(), "a limit of the sandbox");
    }

    void set(int option, unsigned long value, char const* what)
    {
        if (::prctl(option, value, 0UL, 0UL, 0UL) != 0)
            throw std::system_error(errno, std::generic_category(), what);
    }

    void enter_limits(std::size_t most_of_its_own)
    {
        limit(RLIMIT_CPU, most_seconds);
        limit(RLIMIT_CORE, 0);
        limit(RLIMIT_NOFILE, watched_build ? 64 : 0); // those that are open stay
        if (!watched_build) {                         // a sanitizer's shadow alone is larger
            limit(RLIMIT_AS, memory_for_pictures);
            limit(RLIMIT_DATA, most_of_its_own);
        }
    }

    void enter_filter()
    {
        confine::Filter filter;
        for (auto const call : always_allowed)
            filter.allow(call);
        filter.allow_if(SYS_mmap, {{2, PROT_EXEC, {0}}, {3, MAP_ANONYMOUS, {MAP_ANONYMOUS}}});
        if constexpr (watched_build) // a sanitizer tries memory out by writing it into a pipe
            for (auto const call : {SYS_pipe, SYS_pipe2})
                filter.allow(call);
        filter.allow_if(SYS_mprotect, {{2, PROT_EXEC, {0}}});
        auto const own = static_cast<std::uint32_t>(::getpid());
        filter.allow_if(SYS_tgkill, {{0, confine::all_bits, {own}}}); // abort
        filter.install();
    }
} // namespace

void enter_sandbox(std::size_t most_of_its_own)
{
    set(PR_SET_NO_NEW_PRIVS, 1, "no new privileges");
    set(PR_SET_DUMPABLE, 0, "no core file");
    if (auto const version = confine::landlock_version(); version > 0)
        confine::enter_landlock({}, version);
    enter_limits(most_of_its_own);
    if (confine::seccomp_offered())
        enter_filter();
}

std::vector<std::string> sandbox_lacks()
{
    std::vector<std::string> sentences;
    if (confine::landlock_version() == 0)
        sentences.emplace_back("this kernel has no Landlock: what reads uploaded pictures is held "
                               "from files by seccomp alone");
    if (!confine::seccomp_offered())
        sentences.emplace_back(
            "this kernel has no seccomp: what reads uploaded pictures may ask it for anything");
    if (watched_build)
        sentences.emplace_back("this build watches itself with a sanitizer: what reads uploaded "
                               "pictures has no limit on its memory");
    return sentences;
}

} // namespace kith::documents
