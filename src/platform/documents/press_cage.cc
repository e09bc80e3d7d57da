// SPDX-License-Identifier: MIT
#include "platform/documents/press_cage.h"
#include "platform/confine/filter.h"
#include "platform/confine/landlock.h"
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace kith::documents {
namespace {
    constexpr rlim_t most_of_memory = 1024UL * 1024 * 1024;
    constexpr rlim_t most_of_processor = 45; // seconds
    constexpr rlim_t most_open_files = 64;

    // Programs and libraries, fonts, and what fontconfig knows of them.
    constexpr std::array read_from{"/usr", "/etc/fonts", "/var/cache/fontconfig"};
    constexpr std::array read_from_if_apart{"/lib", "/lib64", "/bin"}; // where /usr has them not

    // What Python, Pango and fontconfig ask for while they lay out a page.
    constexpr std::array layout_calls{// files, to read
        SYS_read, SYS_pread64, SYS_readv, SYS_write, SYS_writev, SYS_close, SYS_fstat, SYS_stat,
        SYS_lstat, SYS_newfstatat, SYS_statx, SYS_lseek, SYS_access, SYS_faccessat, SYS_faccessat2,
        SYS_readlink, SYS_readlinkat, SYS_getdents64, SYS_fstatfs, SYS_statfs, SYS_fadvise64,
        SYS_fcntl, SYS_ioctl, SYS_dup, SYS_dup2, SYS_dup3, SYS_pipe2, SYS_poll, SYS_getcwd,
        SYS_epoll_create1, SYS_umask,
        // memory
        SYS_brk, SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise,
        // itself, and its threads
        SYS_execve, SYS_exit, SYS_exit_group, SYS_arch_prctl, SYS_prctl, SYS_set_tid_address,
        SYS_set_robust_list, SYS_rseq, SYS_futex, SYS_sched_yield, SYS_sched_getaffinity,
        SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_getpid,
        SYS_gettid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getrusage, SYS_prlimit64,
        SYS_sysinfo, SYS_uname, SYS_times,
        // time and chance
        SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep,
        SYS_restart_syscall, SYS_getrandom};

    void at_most(int what, rlim_t most)
    {
        rlimit const both{most, most};
        if (::setrlimit(static_cast<__rlimit_resource>(what), &both) != 0)
            throw std::system_error(errno, std::generic_category(), "a limit of the press");
    }

    void hold_from_files(int version)
    {
        confine::Landlocked allowed;
        auto const allow = [&allowed](char const* folder, bool real) {
            std::filesystem::path const path(folder);
            std::error_code gone;
            if (std::filesystem::is_directory(path, gone)
                && !(real && std::filesystem::is_symlink(path, gone)))
                allowed.folders.push_back({path, confine::Allowed::run_programs});
        };
        for (auto const* const folder : read_from)
            allow(folder, false);
        for (auto const* const folder : read_from_if_apart)
            allow(folder, true);
        confine::enter_landlock(allowed, version);
    }

    void hold_from_calls()
    {
        confine::Filter filter;
        for (auto const call : layout_calls)
            filter.allow(call);
        filter.allow_if(SYS_openat, {{2, O_ACCMODE, {O_RDONLY}}});
        filter.allow_if(SYS_clone, {{0, CLONE_THREAD, {CLONE_THREAD}}}); // no other process
        filter.not_there(SYS_clone3); // whose flags no filter can see: clone is asked instead
        filter.install();
    }
} // namespace

void enter_press_cage()
{
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1UL, 0UL, 0UL, 0UL) != 0)
        throw std::system_error(errno, std::generic_category(), "no new privileges");
    if (auto const version = confine::landlock_version(); version > 0)
        hold_from_files(version);
    at_most(RLIMIT_CPU, most_of_processor);
    at_most(RLIMIT_CORE, 0);
    at_most(RLIMIT_NOFILE, most_open_files);
    if (confine::seccomp_offered())
        hold_from_calls();
    at_most(RLIMIT_AS, most_of_memory); // last: from here on nothing is asked for but to become it
}

} // namespace kith::documents
