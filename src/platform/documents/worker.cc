// SPDX-License-Identifier: MIT
#include "platform/documents/worker.h"
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace kith::documents {
namespace {
    [[noreturn]] void work(Worker::Task const& task, char* const* arguments, int own_end)
    {
        // Only what is safe between fork and exec, where other threads' locks may be held.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (task.program.empty())
            ::_exit(task.here(own_end, own_end));
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        ::dup2(own_end, STDIN_FILENO);
        ::dup2(own_end, STDOUT_FILENO);
        ::syscall(SYS_close_range, 3U, ~0U, 0U);
        std::array<char*, 1> const no_environment{nullptr};
        ::execve(task.program.c_str(), arguments, no_environment.data());
        ::_exit(127);
    }
} // namespace

bool write_all(int to, std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const went = ::write(to, bytes.data(), bytes.size());
        if (went < 0 && errno == EINTR)
            continue;
        if (went <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(went));
    }
    return true;
}

Worker::Worker(Task const& task)
    : until_(std::chrono::steady_clock::now() + task.patience), most_answer_(task.most_answer)
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw std::system_error(errno, std::generic_category(), "a pipe");
    std::vector<std::string> words{task.program.string()};
    words.insert(words.end(), task.arguments.begin(), task.arguments.end());
    std::vector<char*> pointers;
    for (auto& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    child_ = ::fork();
    if (child_ == 0) {
        ::close(ends[0]);
        work(task, pointers.data(), ends[1]);
    }
    auto const problem = errno;
    ::close(ends[1]);
    end_ = ends[0];
    if (child_ < 0) {
        ::close(end_);
        throw std::system_error(problem, std::generic_category(), "fork");
    }
}

Worker::~Worker()
{
    ::kill(child_, SIGKILL);
    ::close(end_);
    int status = 0;
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) { }
}

bool Worker::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        if (!ready(POLLOUT))
            return false;
        auto const went = ::send(end_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (went < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (went <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(went));
    }
    return true;
}

void Worker::sent_all() { ::shutdown(end_, SHUT_WR); }

std::string Worker::answer()
{
    std::string text;
    std::array<char, 64UL * 1024> room{};
    while (text.size() <= most_answer_ && ready(POLLIN)) {
        auto const came = ::recv(end_, room.data(), room.size(), 0);
        if (came < 0 && errno == EINTR)
            continue;
        if (came <= 0)
            break;
        text.append(room.data(), static_cast<std::size_t>(came));
    }
    return text;
}

bool Worker::used_up()
{
    siginfo_t how{};
    for (int tries = 0; tries < 100 && how.si_pid != child_; ++tries) {
        ::waitid(P_PID, static_cast<id_t>(child_), &how, WEXITED | WNOHANG | WNOWAIT);
        if (how.si_pid != child_) // it has closed its end, and is about to be gone
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return how.si_pid == child_ && how.si_code != CLD_EXITED
        && (how.si_status == SIGXCPU || how.si_status == SIGKILL);
}

bool Worker::ready(short what) const
{
    while (!late()) {
        pollfd watched{end_, what, 0};
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until_ - std::chrono::steady_clock::now());
        auto const answer = ::poll(&watched, 1, static_cast<int>(left.count()) + 1);
        if (answer > 0)
            return true;
    }
    return false;
}

} // namespace kith::documents
