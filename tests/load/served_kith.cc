// SPDX-License-Identifier: MIT
#include "served_kith.h"
#include <arpa/inet.h>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/core.h>
#include <fstream>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kith::load {

namespace fs = std::filesystem;

namespace {
    constexpr char const* own_password = "lantern+meadow+quiet+tractor";

    [[noreturn]] void give_up(std::string const& why) { throw std::runtime_error(why); }

    // Starts the program with its output in a pipe that is ours to read.
    pid_t start(std::vector<std::string> words, int& said)
    {
        std::array<int, 2> pipe{};
        if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
            give_up("no pipe");
        std::vector<char*> list;
        for (auto& word : words)
            list.push_back(word.data());
        list.push_back(nullptr);
        auto const process = ::fork();
        if (process == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGTERM);
            ::dup2(pipe[1], STDOUT_FILENO);
            auto const nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
            ::dup2(nowhere, STDERR_FILENO); // the access log
            ::execv(list[0], list.data());
            ::_exit(127);
        }
        ::close(pipe[1]);
        said = pipe[0];
        return process;
    }

    std::string hear_until(int from, std::string_view last)
    {
        std::string heard;
        std::array<char, 4096> bytes{};
        while (last.empty() || heard.find(last) == std::string::npos) {
            auto const got = ::read(from, bytes.data(), bytes.size());
            if (got <= 0)
                break;
            heard.append(bytes.data(), static_cast<std::size_t>(got));
        }
        return heard;
    }

    std::string run(std::vector<std::string> const& words)
    {
        int said = -1;
        auto const process = start(words, said);
        auto heard = hear_until(said, {});
        ::close(said);
        int status = 0;
        ::waitpid(process, &status, 0);
        if (status != 0)
            give_up("kith " + words.at(1) + " did not end well: " + heard);
        return heard;
    }

    // As `kith demo` prints it.
    std::string one_time_line(std::string const& name, std::string const& said)
    {
        auto const password = between(said, "one-time password ", ",");
        if (password.empty())
            give_up(name + " has no fresh password: " + said);
        return "\n" + name + "  " + password[0] + "  kept\n";
    }

    std::uint16_t port_after(std::string const& said, std::string_view what)
    {
        auto const line = between(said, what, "/\n");
        if (line.empty())
            give_up("kith does not say where it listens: " + said);
        return static_cast<std::uint16_t>(std::stoi(line[0].substr(line[0].rfind(':') + 1)));
    }
} // namespace

Heard ask(std::uint16_t port, std::string const& bytes)
{
    auto const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string heard;
    if (::connect(socket, reinterpret_cast<sockaddr const*>(&to), sizeof to) == 0
        && ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL)
            == static_cast<ssize_t>(bytes.size())) {
        ::shutdown(socket, SHUT_WR);
        heard = hear_until(socket, {});
    }
    ::close(socket);
    auto const end = heard.find("\r\n\r\n");
    if (end == std::string::npos)
        give_up("no answer to " + bytes.substr(0, bytes.find('\r')));
    return {std::stoi(heard.substr(9, 3)), heard.substr(0, end + 2), heard.substr(end + 4)};
}

std::string get_bytes(std::string_view path, std::string_view more_headers)
{
    return fmt::format(
        "GET {} HTTP/1.1\r\nHost: kith\r\nAccept: text/html\r\n{}\r\n", path, more_headers);
}

std::string post_bytes(std::string_view path, std::string_view more_headers, std::string_view type,
    std::string_view body)
{
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: kith\r\nContent-Type: {}\r\nContent-Length: {}\r\n"
        "{}\r\n{}",
        path, type, body.size(), more_headers, body);
}

std::vector<std::string> between(
    std::string_view page, std::string_view before, std::string_view after)
{
    std::vector<std::string> found;
    for (auto at = page.find(before); at != std::string_view::npos; at = page.find(before, at)) {
        at += before.size();
        auto const end = page.find(after, at);
        if (end == std::string_view::npos)
            break;
        found.emplace_back(page.substr(at, end - at));
    }
    return found;
}

std::string hidden_field(std::string_view page, std::string_view name)
{
    auto const values = between(page, fmt::format("name=\"{}\" value=\"", name), "\"");
    return values.empty() ? std::string() : values[0];
}

ServedKith::ServedKith(fs::path program, std::string const& size,
    std::function<void(fs::path const& folder)> const& before, std::size_t colleagues)
{
    if (auto const* const kept = std::getenv(kept_folder)) {
        folder_ = kept;
        keep_ = true;
    } else {
        auto name = (fs::temp_directory_path() / "kith-load-XXXXXX").string();
        if (!::mkdtemp(name.data()))
            give_up("no folder for the invented place");
        folder_ = name;
    }
    auto const told_before = fs::exists(folder_ / "kith.db");
    if (!told_before)
        told_ = run({program, "demo", "--size", size, "--data", folder_});
    for (auto const* const name : {worker, colleague})
        if (told_before)
            told_
                += one_time_line(name, run({program, "user", "password", name, "--data", folder_}));
    if (before)
        before(folder_);
    auto const token_of = [&](std::string const& whose) {
        auto token = run({program, "token", whose, "--data", folder_});
        token.erase(token.find_last_not_of(" \n") + 1);
        return token;
    };
    token_ = token_of(worker);
    for (std::size_t i = 0; i < colleagues; ++i) {
        auto const another = "triage." + std::to_string(i);
        if (!told_before)
            (void)run({program, "user", "add", another, "--name", "Triage " + std::to_string(i),
                "--role", "triage worker", "--agency", "quillshire_council", "--team",
                "Children's front door", "--data", folder_});
        tokens_.push_back(token_of(another));
    }
    serve(program);
}

void ServedKith::serve(fs::path const& program)
{
    process_ = start(
        {program, "serve", "--listen", "127.0.0.1:0", "--public", "127.0.0.1:0", "--data", folder_},
        said_);
    auto const said = hear_until(said_, "\npublic: ");
    auto const whole = said
        + (said.find("/\n", said.find("public:")) == std::string::npos ? hear_until(said_, "/\n")
                                                                       : std::string());
    staff_ = port_after(whole, "staff: ");
    public_ = port_after(whole, "public: ");
}

ServedKith::~ServedKith()
{
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
    ::close(said_);
    if (!keep_)
        fs::remove_all(folder_);
}

SignedIn ServedKith::sign_in(std::string const& name, std::string const& shown_as) const
{
    auto const line = between(told_, "\n" + name, "\n");
    if (line.empty())
        give_up("the invented place has no " + name);
    auto const from = line[0].find_first_not_of(' ');
    auto const one_time = line[0].substr(from, line[0].find(' ', from) - from);
    auto const cookie_after
        = [&](std::string const& path, std::string const& cookies, std::string const& body) {
              auto const heard = ask(staff_, post_bytes(path, cookies, form_type, body));
              auto const set = between(heard.head, "\r\nSet-Cookie: ", ";");
              if (heard.status != 303)
                  give_up(fmt::format("{} is answered {} {}", path, heard.status, heard.body));
              return set.empty() ? cookies : "Cookie: " + set.back() + "\r\n";
          };
    auto cookies
        = cookie_after("/sign-in", {}, fmt::format("name={}&password={}&to=%2F", name, one_time));
    auto const at = ask(staff_, get_bytes("/sign-in/set-password", cookies));
    cookies = cookie_after("/sign-in/set-password", cookies,
        fmt::format("csrf={}&password={}&again={}", hidden_field(at.body, "csrf"), own_password,
            own_password));
    auto const home = ask(staff_, get_bytes("/", cookies));
    if (home.status != 200 || home.body.find(shown_as) == std::string::npos)
        give_up(fmt::format("{} does not come in: {} {}", name, home.status, home.body));
    return {shown_as, cookies};
}

long ServedKith::memory_kib() const
{
    std::ifstream status(fmt::format("/proc/{}/status", process_));
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            return std::stol(line.substr(6));
    return 0;
}

} // namespace kith::load
