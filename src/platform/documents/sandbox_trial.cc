// SPDX-License-Identifier: MIT
// Tries to get out of the sandbox, and whether the work still gets done in it.
#include "base/result.h"
#include "platform/documents/codecs.h"
#include "platform/documents/sandbox.h"
#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kith::documents {
namespace {
    struct Attempt {
        char const* what;
        std::function<bool()> goes_through;
    };

    bool taken_up(long answer)
    {
        return answer >= 0
            || (errno != EPERM && errno != EACCES && errno != ENOSYS && errno != EMFILE);
    }

    // A listener of this machine's, outside.
    class Listener {
    public:
        Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
        {
            address_.sin_family = AF_INET;
            address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            socklen_t size = sizeof address_;
            auto* const any = reinterpret_cast<sockaddr*>(&address_);
            must(::bind(socket_, any, size) == 0 && ::listen(socket_, 8) == 0
                    && ::getsockname(socket_, any, &size) == 0,
                "a listener to try it on");
            caller_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        }
        Listener(Listener const&) = delete;
        Listener& operator=(Listener const&) = delete;
        ~Listener()
        {
            ::close(socket_);
            ::close(caller_);
        }
        // With a socket that was made before, so that it is the connecting which is refused.
        [[nodiscard]] bool connects() const
        {
            return taken_up(
                ::connect(caller_, reinterpret_cast<sockaddr const*>(&address_), sizeof address_));
        }

    private:
        int socket_;
        int caller_ = -1;
        sockaddr_in address_{};
    };

    bool opens(char const* file, int how) { return taken_up(::open(file, how | O_CLOEXEC, 0600)); }

    bool starts_program()
    {
        ::execl("/bin/true", "true", nullptr); // its exit code 0 says that it went through
        return taken_up(-1);
    }

    bool makes_process()
    {
        auto const child = ::fork();
        if (child == 0)
            ::_exit(0);
        if (child > 0)
            ::waitpid(child, nullptr, 0);
        return taken_up(child);
    }

    bool traces() { return taken_up(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }

    bool reads_memory_of(pid_t other)
    {
        char byte = 0;
        iovec const here{&byte, 1};
        iovec const there{&byte, 1};
        return taken_up(::process_vm_readv(other, &here, 1, &there, 1, 0));
    }

    bool maps_and_runs()
    {
        auto* const both = ::mmap(
            nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return both != MAP_FAILED;
    }

    std::vector<Attempt> attempts(Listener const& listener, pid_t other)
    {
        auto const call = [](char const* what, long number, long first = -1) {
            return Attempt{what, [=] { return taken_up(::syscall(number, first, 0, 0, 0, 0)); }};
        };
        return {{"start a program", starts_program}, {"make a process", makes_process},
            {"trace", traces}, {"connect", [&listener] { return listener.connects(); }},
            {"open a socket", [] { return taken_up(::socket(AF_INET, SOCK_STREAM, 0)); }},
            {"open a local socket", [] { return taken_up(::socket(AF_UNIX, SOCK_STREAM, 0)); }},
            {"open a file outside", [] { return opens("/etc/passwd", O_RDONLY); }},
            {"read its own memory map", [] { return opens("/proc/self/maps", O_RDONLY); }},
            {"list a folder", [] { return opens("/", O_RDONLY | O_DIRECTORY); }},
            {"make a file", [] { return opens("/tmp", O_WRONLY | O_TMPFILE); }},
            {"read another's memory", [other] { return reads_memory_of(other); }},
            {"signal another process", [other] { return taken_up(::kill(other, 0)); }},
            {"map memory to write and run", maps_and_runs},
            call("make a file without a name", SYS_memfd_create, 0),
            call("use io_uring", SYS_io_uring_setup, 0), call("load a filter", SYS_bpf),
            call("leave its name spaces", SYS_unshare, 0),
            call("change its limits", SYS_prlimit64, 0)};
    }

    // A picture drawn and read back: what it is there for.
    bool redraws()
    {
        auto const picture = encode_jpeg({64, 48, std::vector<std::uint8_t>(64 * 48 * 3, 120)});
        return picture && redraw(*picture).redrawn.has_value();
    }

    bool holds(Attempt const& attempt)
    {
        try {
            return attempt.goes_through();
        } catch (std::exception const&) {
            return false;
        }
    }

    // In a process of its own, so that nothing it does lasts.
    bool goes_through_outside(Attempt const& attempt)
    {
        auto const child = ::fork();
        if (child == 0)
            ::_exit(holds(attempt) ? 0 : 1);
        int status = 1;
        ::waitpid(child, &status, 0);
        return status == 0;
    }

    void say(int out, std::string const& line)
    {
        auto const text = line + "\n";
        must(::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()),
            "a line of the trial is written");
    }
} // namespace

int try_sandbox(int out)
{
    Listener const listener;
    auto const all = attempts(listener, ::getppid());
    std::vector<bool> could;
    for (auto const& attempt : all)
        could.push_back(goes_through_outside(attempt));
    enter_sandbox();
    int wrong = 0;
    auto const works = redraws();
    wrong += works ? 0 : 1;
    say(out, works ? "works: draw a picture anew" : "BROKEN: draw a picture anew");
    for (std::size_t at = 0; at < all.size(); ++at) {
        auto const got_out = holds(all[at]);
        wrong += got_out ? 1 : 0;
        say(out,
            std::string(got_out ? "ESCAPED: " : "refused: ") + all[at].what
                + (could[at] ? "" : " (refused outside too, so this proves nothing here)"));
    }
    say(out, wrong == 0 ? trial_holds : "The sandbox does not hold.");
    return wrong == 0 ? 0 : 1;
}

} // namespace kith::documents
