// SPDX-License-Identifier: MIT
#include "app/system_calls.h"
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <system_error>
#include <termios.h>
#include <unistd.h>
#include <vector>

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

    constexpr std::uint32_t newest_known = SYS_epoll_pwait2;
    constexpr std::uint32_t fast_open = 0x20000000; // MSG_FASTOPEN: to send, and so to connect

    constexpr std::uint32_t kind_of_socket = 0xF; // without SOCK_CLOEXEC and SOCK_NONBLOCK
    constexpr std::uint32_t all_bits = ~0U;

    // The argument, of which only the bits of `mask` count, is one of `values`. Only its lower half
    // is looked at, as the kernel itself reads all that stand below as 32 bits.
    struct Condition {
        std::size_t argument;
        std::uint32_t mask;
        std::vector<std::uint32_t> values;
    };

    // Puts the filter together: each test answers, or falls through to the next.
    class Filter {
    public:
        Filter()
        {
            load(offsetof(seccomp_data, arch));
            put(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0);
            refuse(EPERM);
            load(offsetof(seccomp_data, nr));
        }
        void allow(long call)
        {
            unless_equal(call, 1);
            answer(SECCOMP_RET_ALLOW);
        }
        void not_there(long call)
        {
            unless_equal(call, 1);
            refuse(ENOSYS);
        }
        void allow_if(long call, std::vector<Condition> const& conditions)
        {
            std::size_t body = 1;
            for (auto const& each : conditions)
                body += each.values.size() + 3;
            unless_equal(call, body);
            for (auto const& each : conditions)
                expect(each);
            answer(SECCOMP_RET_ALLOW);
        }
        void refuse_the_rest()
        {
            put(BPF_JMP | BPF_JGT | BPF_K, newest_known, 0, 1);
            refuse(ENOSYS);
            refuse(EPERM);
        }
        void install()
        {
            sock_fprog const program{static_cast<unsigned short>(lines_.size()), lines_.data()};
            auto const answer = ::syscall(
                SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
            if (answer != 0)
                throw std::system_error(errno, std::generic_category(), "seccomp");
        }

    private:
        void put(int code, std::uint32_t value, std::size_t if_true, std::size_t if_false)
        {
            lines_.push_back({static_cast<std::uint16_t>(code), static_cast<std::uint8_t>(if_true),
                static_cast<std::uint8_t>(if_false), value});
        }
        void load(std::size_t offset)
        {
            put(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset), 0, 0);
        }
        void answer(std::uint32_t what) { put(BPF_RET | BPF_K, what, 0, 0); }
        void refuse(int code) { answer(SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(code)); }
        void unless_equal(long call, std::size_t skip)
        {
            put(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, skip);
        }
        void expect(Condition const& condition)
        {
            load(offsetof(seccomp_data, args) + condition.argument * sizeof(std::uint64_t));
            put(BPF_ALU | BPF_AND | BPF_K, condition.mask, 0, 0);
            for (auto left = condition.values.size(); auto const value : condition.values)
                put(BPF_JMP | BPF_JEQ | BPF_K, value, left--, 0); // past the others and the refusal
            refuse(EPERM);
        }
        std::vector<sock_filter> lines_;
    };

    // Calls whose arguments decide: no memory that is run, threads but no processes, TCP alone.
    void add_conditions(Filter& filter)
    {
        auto const own = static_cast<std::uint32_t>(::getpid());
        filter.allow_if(SYS_mmap, {{2, PROT_EXEC, {0}}});
        filter.allow_if(SYS_mprotect, {{2, PROT_EXEC, {0}}});
        filter.allow_if(SYS_clone, {{0, CLONE_THREAD | CLONE_VM, {CLONE_THREAD | CLONE_VM}}});
        filter.allow_if(SYS_socket,
            {{0, all_bits, {AF_INET, AF_INET6}}, {1, kind_of_socket, {SOCK_STREAM}},
                {2, all_bits, {0, IPPROTO_TCP}}});
        filter.allow_if(SYS_sendto, {{3, fast_open, {0}}});
        filter.allow_if(SYS_sendmsg, {{2, fast_open, {0}}});
        filter.allow_if(SYS_ioctl, {{1, all_bits, {FIONBIO, FIONREAD, TCGETS}}});
        filter.allow_if(SYS_tgkill, {{0, all_bits, {own}}}); // abort
    }
} // namespace

bool seccomp_offered()
{
    std::uint32_t const wanted = SECCOMP_RET_ERRNO;
    return ::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &wanted) == 0;
}

void enter_seccomp()
{
    Filter filter;
    for (auto const call : always_allowed)
        filter.allow(call);
    add_conditions(filter);
    filter.not_there(SYS_clone3); // its arguments are out of a filter's sight
    filter.refuse_the_rest();
    filter.install();
}

} // namespace kith::app
