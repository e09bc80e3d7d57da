// SPDX-License-Identifier: MIT
#include "platform/confine/filter.h"
#include <cerrno>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace kith::confine {
namespace {
    constexpr std::uint32_t newest_known = SYS_epoll_pwait2;
}

bool seccomp_offered()
{
    std::uint32_t const wanted = SECCOMP_RET_ERRNO;
    return ::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &wanted) == 0;
}

// Each test answers, or falls through to the next.
Filter::Filter()
{
    load(offsetof(seccomp_data, arch));
    put(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0);
    refuse(EPERM);
    load(offsetof(seccomp_data, nr));
}

void Filter::allow(long call)
{
    unless_equal(call, 1);
    answer(SECCOMP_RET_ALLOW);
}

void Filter::not_there(long call)
{
    unless_equal(call, 1);
    refuse(ENOSYS);
}

void Filter::allow_if(long call, std::vector<Condition> const& conditions)
{
    std::size_t body = 1;
    for (auto const& each : conditions)
        body += each.values.size() + 3;
    unless_equal(call, body);
    for (auto const& each : conditions)
        expect(each);
    answer(SECCOMP_RET_ALLOW);
}

void Filter::install()
{
    put(BPF_JMP | BPF_JGT | BPF_K, newest_known, 0, 1);
    refuse(ENOSYS);
    refuse(EPERM);
    sock_fprog const program{static_cast<unsigned short>(lines_.size()), lines_.data()};
    auto const answer
        = ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
    if (answer != 0)
        throw std::system_error(errno, std::generic_category(), "seccomp");
}

void Filter::put(int code, std::uint32_t value, std::size_t if_true, std::size_t if_false)
{
    lines_.push_back({static_cast<std::uint16_t>(code), static_cast<std::uint8_t>(if_true),
        static_cast<std::uint8_t>(if_false), value});
}

void Filter::load(std::size_t offset)
{
    put(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset), 0, 0);
}

void Filter::answer(std::uint32_t what) { put(BPF_RET | BPF_K, what, 0, 0); }
void Filter::refuse(int code) { answer(SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(code)); }

void Filter::unless_equal(long call, std::size_t skip)
{
    put(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, skip);
}

void Filter::expect(Condition const& condition)
{
    load(offsetof(seccomp_data, args) + condition.argument * sizeof(std::uint64_t));
    put(BPF_ALU | BPF_AND | BPF_K, condition.mask, 0, 0);
    for (auto left = condition.values.size(); auto const value : condition.values)
        put(BPF_JMP | BPF_JEQ | BPF_K, value, left--, 0); // past the others and the refusal
    refuse(EPERM);
}

} // namespace kith::confine
