// SPDX-License-Identifier: MIT
#include "app/cage_trial.h"
#include "app/cage.h"
#include "concerns/concerns.h"
#include <arpa/inet.h>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/core.h>
#include <functional>
#include <netinet/in.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace kith::app {
namespace {
    namespace fs = std::filesystem;

    // The folder in which it is tried, and what stands in it.
    class Ground {
    public:
        Ground()
        {
            auto name = (fs::temp_directory_path() / "kith-cage-XXXXXX").string();
            if (::mkdtemp(name.data()) == nullptr)
                throw std::system_error(errno, std::generic_category(), "a folder to try it in");
            data = name;
            for (auto const* folder :
                {"public", "inbox", "inbox/pictures", "outbox", "keys", "arriving"})
                fs::create_directory(data / folder);
            concerns::write_durably(data / "keys" / "master.key", "a key");
            concerns::write_durably(data / "public" / "site.json", "{}");
            concerns::drop({data / "inbox", data / "outbox"}, "ab", "sealed");
            concerns::write_durably(data / "inbox" / "pictures" / "ab.sealed", "sealed");
            concerns::lay_out({data / "inbox", data / "outbox"}, "cd", "sealed");
        }
        Ground(Ground const&) = delete;
        Ground& operator=(Ground const&) = delete;
        ~Ground()
        {
            std::error_code none;
            fs::remove_all(data, none);
        }
        fs::path data;
    };

    // A listener of the machine's, outside the cage.
    class Neighbour {
    public:
        Neighbour() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
        {
            sockaddr_in address = at(0);
            socklen_t size = sizeof address;
            auto* const any = reinterpret_cast<sockaddr*>(&address);
            if (::bind(socket_, any, size) != 0 || ::listen(socket_, 8) != 0
                || ::getsockname(socket_, any, &size) != 0)
                throw std::system_error(errno, std::generic_category(), "a listener to try it on");
            port = ntohs(address.sin_port);
        }
        Neighbour(Neighbour const&) = delete;
        Neighbour& operator=(Neighbour const&) = delete;
        ~Neighbour() { ::close(socket_); }
        static sockaddr_in at(std::uint16_t port)
        {
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_port = htons(port);
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            return address;
        }
        std::uint16_t port = 0;

    private:
        int socket_;
    };

    std::uint16_t free_port() { return Neighbour().port; }

    // Did the kernel take it up, or refuse it whoever asks and whatever the arguments?
    bool taken_up(long answer)
    {
        return answer >= 0 || (errno != EPERM && errno != EACCES && errno != ENOSYS);
    }

    bool opens(fs::path const& file, int how)
    {
        return taken_up(::open(file.c_str(), how | O_CLOEXEC, 0600));
    }

    bool connects(std::uint16_t port)
    {
        auto const address = Neighbour::at(port);
        auto const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        return taken_up(
            ::connect(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address));
    }

    bool sends_at_once(std::uint16_t port) // TCP Fast Open: a connection without connect
    {
        auto const address = Neighbour::at(port);
        auto const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        return taken_up(::sendto(socket, "x", 1, MSG_FASTOPEN | MSG_NOSIGNAL,
            reinterpret_cast<sockaddr const*>(&address), sizeof address));
    }

    bool binds(std::uint16_t port)
    {
        auto const address = Neighbour::at(port);
        auto const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        return taken_up(
            ::bind(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address));
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

    bool starts_program()
    {
        ::execl("/bin/true", "true", nullptr); // its exit code 0 says that it went through
        return taken_up(-1);
    }

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

    bool writes_then_runs()
    {
        auto* const page
            = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return page != MAP_FAILED && taken_up(::mprotect(page, 4096, PROT_READ | PROT_EXEC));
    }

    struct Attempt {
        char const* what;
        std::function<bool()> goes_through;
    };

    std::vector<Attempt> on_files(fs::path const& data)
    {
        return {
            {"read the master key", [=] { return opens(data / "keys" / "master.key", O_RDONLY); }},
            {"read a report in the inbox",
                [=] { return opens(data / "inbox" / "ab.sealed", O_RDONLY); }},
            {"read a picture in the inbox",
                [=] { return opens(data / "inbox" / "pictures" / "ab.sealed", O_RDONLY); }},
            {"read the machine's accounts", [] { return opens("/etc/passwd", O_RDONLY); }},
            {"read its own memory map", [] { return opens("/proc/self/maps", O_RDONLY); }},
            {"list the folder", [=] { return opens(data, O_RDONLY | O_DIRECTORY); }},
            {"list the boxes of replies",
                [=] { return opens(data / "outbox", O_RDONLY | O_DIRECTORY); }},
            {"change what the public is told",
                [=] { return opens(data / "public" / "site.json", O_WRONLY); }},
            {"write a reply", [=] { return opens(data / "outbox" / "ef", O_WRONLY | O_CREAT); }},
            {"make a file elsewhere", [=] { return opens(data / "new", O_WRONLY | O_CREAT); }},
            {"make a folder",
                [=] { return taken_up(::mkdir((data / "inbox" / "new").c_str(), 0700)); }},
            {"make a link",
                [=] { return taken_up(::symlink("/", (data / "inbox" / "away").c_str())); }},
            {"change a file's mode",
                [=] { return taken_up(::chmod((data / "inbox" / "ab.sealed").c_str(), 0644)); }},
        };
    }

    std::vector<Attempt> on_the_network(std::uint16_t neighbour, std::uint16_t other)
    {
        return {
            {"connect to another program", [=] { return connects(neighbour); }},
            {"connect by sending", [=] { return sends_at_once(neighbour); }},
            {"listen on another port", [=] { return binds(other); }},
            {"send a datagram", [] { return taken_up(::socket(AF_INET, SOCK_DGRAM, 0)); }},
            {"send a datagram by IPv6", [] { return taken_up(::socket(AF_INET6, SOCK_DGRAM, 0)); }},
            {"open a local socket", [] { return taken_up(::socket(AF_UNIX, SOCK_STREAM, 0)); }},
            {"open a raw socket",
                [] { return taken_up(::socket(AF_INET, SOCK_RAW, IPPROTO_ICMP)); }},
            {"ask the kernel's own socket",
                [] { return taken_up(::socket(AF_NETLINK, SOCK_RAW, 0)); }},
        };
    }

    std::vector<Attempt> on_the_kernel(pid_t other)
    {
        auto const call = [](char const* what, long number, long first = -1, long second = 0) {
            return Attempt{
                what, [=] { return taken_up(::syscall(number, first, second, 0, 0, 0, 0)); }};
        };
        return {
            {"make a process", makes_process},
            {"start a program", starts_program},
            {"read another's memory", [=] { return reads_memory_of(other); }},
            {"signal another process", [=] { return taken_up(::kill(other, 0)); }},
            {"map memory to write and run", maps_and_runs},
            {"run memory it has written", writes_then_runs},
            {"trace", [] { return taken_up(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }},
            {"mount",
                [] { return taken_up(::mount(nullptr, nullptr, nullptr, MS_REMOUNT, nullptr)); }},
            call("load a filter into the kernel", SYS_bpf),
            call("load a module", SYS_init_module, 0),
            call("load another kernel", SYS_kexec_load, 0, 1),
            call("use io_uring", SYS_io_uring_setup, 0),
            call("count events", SYS_perf_event_open, 0),
            call("reach the key rings", SYS_keyctl),
            call("handle page faults", SYS_userfaultfd),
            call("leave its name spaces", SYS_unshare, 0),
            call("enter others", SYS_setns),
            call("make a file without a name", SYS_memfd_create, 0),
            call("change its account", SYS_setuid, 0),
            call("change its limits", SYS_prlimit64, 0, 7),
        };
    }

    // More than stays in memory: so it lies in a file without a name, and is read back from it.
    bool keeps_a_picture(concerns::Post const& post)
    {
        auto const bytes = std::make_shared<http::Spool>();
        bytes->append(std::string(200'000, 'x'));
        return bytes->on_disk()
            && !concerns::drop_picture(post, std::string(32, 'k'), {"picture", "", "", bytes})
                    .empty();
    }

    // What the public side does all day.
    std::vector<Attempt> day_of(fs::path const& data, std::uint16_t port)
    {
        concerns::Post const post{data / "inbox", data / "outbox"};
        return {
            {"read what the public is told",
                [=] { return concerns::read_whole(data / "public" / "site.json").ok(); }},
            {"open a box of replies", [=] { return concerns::read_box(post, "cd").ok(); }},
            {"keep a report", [=] { return concerns::drop(post, "ef", "sealed"), true; }},
            {"keep it again", [=] { return concerns::drop(post, "ef", "sealed"), true; }},
            {"keep a picture as it arrives, and seal it", [=] { return keeps_a_picture(post); }},
            {"listen on its port", [=] { return binds(port); }},
            {"make a thread",
                [] {
                    std::atomic<bool> ran = false;
                    std::thread([&] { ran = true; }).join();
                    return ran.load();
                }},
            {"reserve 64 MiB", [] { return std::vector<char>(64U << 20U, 'x').back() == 'x'; }},
            {"draw a key", [] { return !Uuid::fresh().none(); }},
        };
    }

    bool holds(Attempt const& attempt)
    {
        try {
            return attempt.goes_through();
        } catch (std::exception const&) {
            return false;
        }
    }

    // In a process of its own, so that nothing it does lasts; a program that was started ends with
    // 0.
    bool goes_through_outside(Attempt const& attempt)
    {
        auto const child = ::fork();
        if (child == 0)
            ::_exit(holds(attempt) ? 0 : 1);
        int status = 1;
        ::waitpid(child, &status, 0);
        return status == 0;
    }

    int try_inside(Caged const& caged, std::vector<Attempt> const& attempts,
        std::vector<bool> const& could, std::vector<Attempt> const& day)
    {
        int wrong = 0;
        for (auto const& lack : enter_cage(caged))
            fmt::print("lacks: {}\n", lack);
        for (auto const& each : day) {
            auto const works = holds(each);
            wrong += works ? 0 : 1;
            fmt::print("{}: {}\n", works ? "works" : "BROKEN", each.what);
        }
        for (std::size_t at = 0; at < attempts.size(); ++at) {
            std::fflush(stdout); // should it become another program
            auto const out = holds(attempts[at]);
            wrong += out ? 1 : 0;
            fmt::print("{}: {}{}\n", out ? "ESCAPED" : "refused", attempts[at].what,
                could[at] ? "" : " (refused outside too, so this proves nothing here)");
        }
        fmt::print("{}\n", wrong == 0 ? "The cage holds." : "The cage does not hold.");
        std::fflush(stdout);
        return wrong == 0 ? 0 : 1;
    }
} // namespace

int try_cage()
{
    Ground const ground;
    Neighbour const neighbour;
    Caged const caged{ground.data, free_port()};
    auto attempts = on_files(ground.data);
    for (auto const& more :
        {on_the_network(neighbour.port, free_port()), on_the_kernel(::getpid())})
        attempts.insert(attempts.end(), more.begin(), more.end());
    std::vector<bool> could;
    for (auto const& attempt : attempts)
        could.push_back(goes_through_outside(attempt));
    auto const day = day_of(ground.data, caged.port);
    std::fflush(stdout);
    auto const child = ::fork();
    if (child == 0) {
        int code = 1;
        ::setenv("TMPDIR", (ground.data / "arriving").c_str(), 1); // as `serve_public` does
        try {
            code = try_inside(caged, attempts, could, day);
        } catch (std::exception const& problem) {
            fmt::print("BROKEN: {}\n", problem.what());
            std::fflush(stdout);
        }
        ::_exit(code);
    }
    int status = 1;
    ::waitpid(child, &status, 0);
    return status == 0 ? 0 : 1;
}

} // namespace kith::app
