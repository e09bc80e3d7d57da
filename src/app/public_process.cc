// SPDX-License-Identifier: MIT
#include "app/public_process.h"
#include "app/certificate_files.h"
#include "base/london.h"
#include "base/random.h"
#include "base/shipped.h"
#include "platform/html/shipped_templates.h"
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace kith::app {
namespace {
    namespace fs = std::filesystem;
    constexpr int patience_ms = 30'000; // with a public process that starts
    constexpr int most_tries = 3;

    void start_clock(Clock& clock, Settings const& settings)
    {
        if (settings.now.empty())
            return;
        auto const now = Instant::read(settings.now);
        if (!now)
            throw Refused("--now needs a moment such as 2026-03-29T00:40:00Z", 2);
        clock.move_to(*now);
    }

    std::unique_ptr<concerns::PublicLimits> limits_of(Clock const& clock)
    {
        auto const figures
            = concerns::read_public_figures(shipped_file("data/reference/public_limits.toml"));
        if (!figures)
            throw Refused(figures.error().words.key, 3);
        return std::make_unique<concerns::PublicLimits>(*figures, clock);
    }

    std::vector<std::string> arguments_of(Settings const& settings, Listen const& listen,
        std::vector<std::string> const& proxies, Speaks speaks)
    {
        std::vector<std::string> list = {"kith", "public", "--data", settings.data.string(),
            "--listen", fmt::format("{}:{}", listen.address, listen.port)};
        if (speaks == Speaks::tls)
            list.emplace_back("--tls-from-input");
        if (!proxies.empty())
            list.emplace_back("--behind-proxy");
        for (auto const& proxy : proxies) {
            list.emplace_back("--proxy");
            list.push_back(proxy);
        }
        if (!settings.now.empty()) {
            list.emplace_back("--now");
            list.push_back(settings.now);
        }
        return list;
    }

    std::array<int, 2> pipe_ends()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw std::system_error(errno, std::generic_category(), "pipe");
        return ends;
    }

    std::vector<char*> as_pointers(std::vector<std::string>& list)
    {
        std::vector<char*> pointers;
        for (auto& argument : list)
            pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        return pointers;
    }

    // Runs in the child of a process with many threads, one of which may have held the heap's lock
    // when it was copied: so nothing here takes memory.
    [[noreturn]] void become_public(char* const* arguments, int in, int out)
    {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM); // it never outlives the server
        if (in >= 0)
            ::dup2(in, STDIN_FILENO);
        ::dup2(out, STDOUT_FILENO);
        ::execv("/proc/self/exe", arguments);
        ::_exit(127);
    }
} // namespace

std::string own_key_of(Settings const& settings)
{
    auto const file = settings.data / "public-own" / "own.key";
    if (auto const held = concerns::read_whole(file); held && held->size() == 32)
        return *held;
    if (fs::exists(file))
        throw Refused(fmt::format("{} is damaged: put back the copy you keep of it, or "
                                  "receipts given out stop working",
                          file.string()),
            3);
    fs::create_directories(file.parent_path());
    std::string key(32, '\0');
    fill_random({reinterpret_cast<std::uint8_t*>(key.data()), key.size()});
    concerns::write_durably(file, key);
    return key;
}

PublicSide::PublicSide(Settings const& settings)
    : words_((overlay(settings.data / "overlay"), words::Catalogue::shipped()))
    , templates_(html::shipped_templates())
    , forms_(forms::Forms::shipped(words_))
    , site_{templates_, words_, forms_, clock_, {settings.data / "inbox", settings.data / "outbox"},
          settings.data / "public" / "site.json", own_key_of(settings), limits_of(clock_)}
{
    must(sodium_init() >= 0, "libsodium does not start");
    for (auto const* folder : {"public", "inbox", "inbox/pictures", "outbox", "arriving"})
        fs::create_directories(settings.data / folder);
    start_clock(clock_, settings);
    read_ahead();
    concerns::add_public_routes(router_, site_);
}

// What libraries read from the machine when first asked (time zone, forms of dates): once it
// answers strangers it can read nothing more.
void PublicSide::read_ahead() const
{
    auto const today = london::day_of(clock_.now());
    for (auto const& language : words_.languages())
        (void)words_.say(language, today);
}

void PublicProcess::start(Settings const& settings, Listen const& listen,
    std::vector<std::string> const& proxies, std::optional<http::Certificate> const& certificate)
{
    settings_ = settings;
    listen_ = listen;
    proxies_ = proxies;
    certificate_ = certificate;
    spawn();
}

// One that does not say within half a minute where it serves is stuck: another takes its place.
void PublicProcess::spawn()
{
    for (int tries = 0; tries < most_tries; ++tries) {
        auto ends = pipe_ends();
        std::array<int, 2> certificates{-1, -1};
        if (certificate_)
            certificates = pipe_ends();
        auto list = arguments_of(
            settings_, listen_, proxies_, certificate_ ? Speaks::tls : Speaks::plain);
        auto const pointers = as_pointers(list);
        child_ = ::fork();
        if (child_ < 0)
            throw std::system_error(errno, std::generic_category(), "fork");
        if (child_ == 0)
            become_public(pointers.data(), certificates[0], ends[1]);
        ::close(ends[1]);
        if (certificate_) {
            ::close(certificates[0]);
            certificates_ = certificates[1];
            send_certificate(certificates_, *certificate_);
        }
        auto const well = serves(ends[0]);
        ::close(ends[0]);
        if (well)
            return;
        end(SIGKILL);
        fmt::print(stderr, "kith: the public side did not start within {} s: trying again\n",
            patience_ms / 1000);
    }
    throw Refused("The public side does not start: is the machine short of memory?", 3);
}

bool PublicProcess::serves(int told_by_child)
{
    std::string told;
    for (char one = 0; told.size() < 10 && one != '\n';) {
        pollfd watched{told_by_child, POLLIN, 0};
        auto const ready = ::poll(&watched, 1, patience_ms);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return false;
        if (::read(told_by_child, &one, 1) != 1)
            break;
        told += one;
    }
    if (told.empty() || told.back() != '\n') {
        end(SIGTERM);
        throw Refused(fmt::format("The public side does not start on {}:{}: is the address in use?",
                          listen_.address, listen_.port),
            3);
    }
    port_ = static_cast<std::uint16_t>(std::stoi(told));
    return true;
}

void PublicProcess::renew(http::Certificate const& certificate)
{
    certificate_ = certificate;
    if (child_ <= 0 || certificates_ < 0)
        return;
    ::kill(child_, SIGHUP); // then it reads; what is longer than a pipe holds waits for that
    send_certificate(certificates_, certificate);
}

void PublicProcess::keep_up()
{
    if (port_ == 0) // never asked for
        return;
    if (child_ > 0) {
        int status = 0;
        if (::waitpid(child_, &status, WNOHANG) != child_)
            return;
        fmt::print(stderr, "kith: the public side has ended ({} {}): starting it again\n",
            WIFSIGNALED(status) ? "signal" : "code",
            WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
        child_ = -1;
        end(SIGTERM);
    }
    listen_.port = port_; // people hold this address
    try {
        spawn();
    } catch (std::exception const& problem) {
        fmt::print(stderr, "kith: {}\n", problem.what());
    }
}

void PublicProcess::stop() { end(SIGTERM); }

void PublicProcess::end(int signal)
{
    if (certificates_ >= 0)
        ::close(std::exchange(certificates_, -1));
    if (child_ <= 0)
        return;
    ::kill(child_, signal);
    int status = 0;
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) { }
    child_ = -1;
}

} // namespace kith::app
