// SPDX-License-Identifier: MIT
#include "app/hatch.h"
#include "app/command_line.h"
#include "app/desk.h"
#include "app/frames.h"
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fmt/core.h>
#include <iostream>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace kith::app {
namespace {
    namespace fs = std::filesystem;
    constexpr std::string_view socket_name = "commands.socket";
    constexpr std::size_t most_at_once = 8;
    constexpr std::size_t most_words = 200;
    constexpr int patience_in_s = 30; // with an operator's terminal that is slow or stopped

    [[noreturn]] void fail(char const* what)
    {
        throw std::system_error(errno, std::generic_category(), what);
    }

    int new_socket()
    {
        auto const made = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (made < 0)
            fail("a socket for commands");
        return made;
    }

    // A connection to the server of that folder, or none.
    std::optional<int> connect_to(fs::path const& data)
    {
        Descriptor const folder(::open(data.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        if (folder.number() < 0)
            return std::nullopt;
        Descriptor made(new_socket());
        auto const address = address_in(folder, socket_name);
        if (::connect(made.number(), reinterpret_cast<sockaddr const*>(&address), sizeof address)
            != 0)
            return std::nullopt;
        return made.release();
    }

    // Who is at the other end, if they may ask.
    std::optional<std::string> operator_at(int connection)
    {
        ucred who{};
        socklen_t size = sizeof who;
        if (::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0)
            return std::nullopt;
        if (who.uid != ::geteuid() && who.uid != 0)
            return std::nullopt;
        return name_of_user(who.uid);
    }

    bool has_gone(int connection)
    {
        char one = 0;
        auto const peeked = ::recv(connection, &one, 1, MSG_PEEK | MSG_DONTWAIT);
        return peeked == 0 || (peeked < 0 && errno != EAGAIN && errno != EINTR);
    }

    struct Wanted {
        fs::path from = {};
        std::vector<std::string> words = {};
    };

    std::optional<Wanted> read_wanted(int connection)
    {
        timeval const patience{patience_in_s, 0};
        ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        Wanted wanted;
        while (wanted.words.size() <= most_words) {
            auto frame = receive(connection);
            if (!frame)
                return std::nullopt;
            if (frame->kind == 'g')
                return wanted;
            if (frame->kind == 'd')
                wanted.from = std::move(frame->text);
            else
                wanted.words.push_back(std::move(frame->text));
        }
        return std::nullopt;
    }
} // namespace

Hatch::Hatch(Hub& hub) : hub_(hub)
{
    auto const& data = hub.folder().settings().data;
    if (auto const other = connect_to(data)) {
        ::close(*other);
        throw Refused(
            fmt::format("Another server uses {} already: stop it first", data.string()), 1);
    }
    auto const path = data / socket_name;
    fs::remove(path); // of a server that was killed
    Descriptor const folder(::open(data.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    Descriptor made(new_socket());
    auto const address = address_in(folder, socket_name);
    if (::bind(made.number(), reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
        fail("the socket for commands in the data folder");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    if (::listen(made.number(), static_cast<int>(most_at_once)) != 0)
        fail("the socket for commands");
    wake_ = ::eventfd(0, EFD_CLOEXEC);
    if (wake_ < 0)
        fail("eventfd");
    listening_ = made.release();
}

Hatch::~Hatch()
{
    stop();
    ::close(wake_);
}

void Hatch::open()
{
    thread_ = std::thread([this] { wait_for_commands(); });
}

void Hatch::stop()
{
    if (stopping_.exchange(true))
        return;
    ::eventfd_write(wake_, 1);
    if (thread_.joinable())
        thread_.join();
    std::error_code gone_already;
    fs::remove(hub_.folder().path(socket_name), gone_already);
    ::close(listening_);
    for (auto& visit : visits_)
        visit.thread.join();
    visits_.clear();
}

void Hatch::wait_for_commands()
{
    while (!stopping_) {
        std::array<pollfd, 2> watched{{{listening_, POLLIN, 0}, {wake_, POLLIN, 0}}};
        if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR)
            return;
        if (stopping_ || (watched[0].revents & POLLIN) == 0)
            continue;
        auto const connection = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection >= 0)
            admit(connection);
    }
}

void Hatch::clear_away()
{
    visits_.remove_if([](Visit& visit) {
        if (visit.done)
            visit.thread.join();
        return visit.done.load();
    });
}

void Hatch::admit(int connection)
{
    clear_away();
    if (visits_.size() >= most_at_once) {
        (void)send(connection, 'e', "kith: The server has its hands full: try again shortly\n");
        (void)send(connection, 'x', "3");
        ::close(connection);
        return;
    }
    auto& visit = visits_.emplace_back();
    visit.thread = std::thread([this, connection, &visit] {
        Descriptor const held(connection);
        try {
            answer(connection);
        } catch (std::exception const& problem) { // one command's trouble is not the server's
            fmt::print(stderr, "kith: command: {}\n", problem.what());
        }
        visit.done = true;
    });
}

void Hatch::answer(int connection)
{
    auto const who = operator_at(connection);
    if (!who) {
        (void)send(connection, 'e',
            "kith: Only the account that runs the server, or root, may give it commands\n");
        (void)send(connection, 'x', "3");
        return;
    }
    auto const wanted = read_wanted(connection);
    if (!wanted)
        return;
    int code = 3;
    {
        FrameWriter out_frames(connection, 'o');
        FrameWriter told_frames(connection, 'e');
        std::ostream out(&out_frames);
        std::ostream told(&told_frames);
        Desk desk(hub_, {*who, wanted->from, out, told, [this, connection] {
                             return stopping_ || has_gone(connection);
                         }});
        code = run_at_desk(wanted->words, desk);
    }
    (void)send(connection, 'x', std::to_string(code));
}

std::optional<int> ask_at_hatch(fs::path const& data, std::vector<std::string> const& words)
{
    auto const connected = connect_to(data);
    if (!connected)
        return std::nullopt;
    Descriptor const connection(*connected);
    auto sent = send(connection.number(), 'd', fs::current_path().string());
    for (auto const& word : words)
        sent = sent && send(connection.number(), 'w', word);
    sent = sent && send(connection.number(), 'g', "");
    while (auto const frame = receive(connection.number())) {
        if (frame->kind == 'x')
            return std::stoi(frame->text);
        (frame->kind == 'o' ? std::cout : std::cerr) << frame->text << std::flush;
    }
    std::cerr << "kith: The server stopped before this was done: look at what it says, and ask "
                 "again\n";
    return 3;
}

} // namespace kith::app
