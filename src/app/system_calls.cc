// SPDX-License-Identifier: MIT
#include "app/system_calls.h"
#include "platform/confine/filter.h"
#include <array>
#include <cstdint>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

namespace kith::app {
namespace {
    constexpr std::array always_allowed{
        // files and pipes that are open, or that Landlock lets it open
        SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_close,
        SYS_openat, SYS_lseek, SYS_fstat, SYS_stat, SYS_newfstatat, SYS_statx, SYS_access,
        SYS_faccessat, SYS_faccessat2, SYS_fsync, SYS_fdatasync, SYS_ftruncate, SYS_fcntl,
        SYS_rename, SYS_renameat, SYS_renameat2, SYS_pipe2,
        // memory
        SYS_brk, SYS_munmap, SYS_mremap, SYS_madvise, SYS_mlock, SYS_mlock2, SYS_munlock,
        // threads and signals
        SYS_futex, SYS_set_robust_list, SYS_get_robust_list, SYS_set_tid_address, SYS_rseq,
        SYS_membarrier, SYS_exit, SYS_exit_group, SYS_getpid, SYS_gettid, SYS_sched_yield,
        SYS_sched_getaffinity, SYS_getcpu, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,
        SYS_rt_sigtimedwait, SYS_sigaltstack, SYS_restart_syscall,
        // time and chance
        SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday, SYS_time, SYS_nanosleep,
        SYS_clock_nanosleep, SYS_timerfd_create, SYS_timerfd_settime, SYS_timerfd_gettime,
        SYS_getrandom,
        // waiting, and the sockets of visitors
        SYS_poll, SYS_ppoll, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_wait, SYS_epoll_pwait,
        SYS_epoll_pwait2, SYS_eventfd2, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
        SYS_getsockname, SYS_getpeername, SYS_setsockopt, SYS_getsockopt, SYS_shutdown,
        SYS_recvfrom, SYS_recvmsg,
        // what the C library likes to know
        SYS_uname, SYS_sysinfo, SYS_getrusage, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid};

    constexpr std::uint32_t fast_open = 0x20000000; // MSG_FASTOPEN: to send, and so to connect
    constexpr std::uint32_t kind_of_socket = 0xF;   // without SOCK_CLOEXEC and SOCK_NONBLOCK

    // Calls whose arguments decide: no memory that is run, threads but no processes, TCP alone.
    void add_conditions(confine::Filter& filter)
    {
        auto const own = static_cast<std::uint32_t>(::getpid());
        filter.allow_if(SYS_mmap, {{2, PROT_EXEC, {0}}});
        filter.allow_if(SYS_mprotect, {{2, PROT_EXEC, {0}}});
        filter.allow_if(SYS_clone, {{0, CLONE_THREAD | CLONE_VM, {CLONE_THREAD | CLONE_VM}}});
        filter.allow_if(SYS_socket,
            {{0, confine::all_bits, {AF_INET, AF_INET6}}, {1, kind_of_socket, {SOCK_STREAM}},
                {2, confine::all_bits, {0, IPPROTO_TCP}}});
        filter.allow_if(SYS_sendto, {{3, fast_open, {0}}});
        filter.allow_if(SYS_sendmsg, {{2, fast_open, {0}}});
        filter.allow_if(SYS_ioctl, {{1, confine::all_bits, {FIONBIO, FIONREAD, TCGETS}}});
        filter.allow_if(SYS_tgkill, {{0, confine::all_bits, {own}}}); // abort
    }
} // namespace

void enter_seccomp()
{
    confine::Filter filter;
    for (auto const call : always_allowed)
        filter.allow(call);
    add_conditions(filter);
    filter.not_there(SYS_clone3); // its arguments are out of a filter's sight
    filter.install();
}

} // namespace kith::app
