// SPDX-License-Identifier: MIT
#include "app/serve.h"
#include "app/cage.h"
#include "app/certificate_files.h"
#include "app/commands.h"
#include "app/hatch.h"
#include "app/hub.h"
#include "app/paper.h"
#include "app/public_process.h"
#include "app/rounds.h"
#include "platform/http/assets.h"
#include "platform/http/server.h"
#include "platform/ledger/sequencer.h"
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace kith::app {
namespace {
    // A form with a question for a file. It is read to its end even where the file is too large, so
    // that what was typed beside it is not lost: what is too much is thrown away as it arrives.
    bool takes_files(std::string_view path)
    {
        return path.ends_with("/photograph") || path.ends_with("/ground-plan")
            || (path.starts_with("/evidence/") && path.ends_with("/exhibits"));
    }
    constexpr std::uint64_t most_of_a_form_with_files = 192UL * 1024 * 1024;

    bool is_for_lists(std::string_view path)
    {
        return path == "/people/import" || path == "/contexts/import" || path == "/cases/import"
            || path == "/missing/import";
    }

    // SIGTERM, SIGINT and SIGHUP are taken by sigwait in the main thread; every other thread has
    // them blocked.
    sigset_t stop_signals()
    {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGTERM);
        sigaddset(&set, SIGINT);
        sigaddset(&set, SIGHUP);
        return set;
    }

    // A database that takes no writes just now is no fault of ours, and may be tried again.
    Error meaning_of(std::exception const& thrown)
    {
        auto const* const failure = dynamic_cast<db::Failure const*>(&thrown);
        auto const trouble = failure ? failure->trouble() : db::Trouble::wrong;
        if (trouble == db::Trouble::full)
            return error(Code::unavailable,
                "The disk of this Kith is full, so nothing was saved and nothing is shown. Keep "
                "this page and send it again once whoever runs Kith has made room");
        if (trouble == db::Trouble::lost || trouble == db::Trouble::busy)
            return error(Code::unavailable,
                "Kith cannot write down what happens just now, so nothing was saved and nothing "
                "is shown. Keep this page and send it again in a minute");
        return error(Code::broken, "");
    }

    http::ServerOptions common_options(Listen const& listen)
    {
        http::ServerOptions options;
        options.address = listen.address;
        options.port = listen.port;
        options.workers = std::max(8U, 4 * std::thread::hardware_concurrency());
        options.at_once
            = [](http::Request const& request) { return http::assets().answer(request); };
        options.trouble = [](std::string const& id, std::string const& what) {
            fmt::print(stderr, "kith: request {} broke: {}\n", id, what);
        };
        options.meaning = meaning_of;
        return options;
    }

    void refuse_unsafe(Listen const& listen, ServeOptions const& options)
    {
        auto const here = listen.address == "127.0.0.1" || listen.address == "::1";
        if (!here && !options.behind_proxy && options.tls_certificate.empty())
            throw Refused("Listening on an address that others reach needs TLS: give --tls-cert "
                          "and --tls-key, or put a proxy before Kith and say --behind-proxy, or "
                          "listen on 127.0.0.1",
                2);
    }

    // Said once, and without any address.
    void tell_of_proxy()
    {
        fmt::print(stderr,
            "kith: requests reach the public side through a proxy of which it was not told, so it "
            "cannot tell one place from another: say --behind-proxy, and --proxy ADDRESS if it is "
            "on another machine\n");
    }

    // Until it is time to end; a SIGHUP before that is for `renew`, if there is one, and
    // `each_second` is called meanwhile.
    void wait_for_stop(
        std::function<void()> const& renew, std::function<void()> const& each_second = nullptr)
    {
        auto const set = stop_signals();
        timespec const second{1, 0};
        for (;;) {
            auto const signal = sigtimedwait(&set, nullptr, &second);
            if (signal < 0) { // the second is over, or something that is none of ours
                if (each_second)
                    each_second();
                continue;
            }
            if (signal != SIGHUP || !renew)
                return;
            try {
                renew();
            } catch (std::exception const& problem) {
                fmt::print(stderr, "kith: {}. The certificate in use stays.\n", problem.what());
            }
        }
    }
} // namespace

Listen read_listen(std::string const& text)
{
    auto const colon = text.rfind(':');
    auto const digits = colon == std::string::npos ? "" : text.substr(colon + 1);
    auto const whole = !digits.empty() && digits.size() <= 5
        && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })
        && std::stoi(digits) <= 65535;
    if (!whole || colon == 0)
        throw Refused("Name an address and a port, such as 127.0.0.1:8080", 2);
    return {text.substr(0, colon), static_cast<std::uint16_t>(std::stoi(digits))};
}

int serve(Settings const& settings, ServeOptions const& options)
{
    refuse_unsafe(options.staff, options);
    refuse_unsafe(options.public_side, options);
    std::optional<http::Certificate> certificate;
    if (!options.tls_certificate.empty() || !options.tls_key.empty())
        certificate = read_certificate(options.tls_certificate, options.tls_key);
    auto const set = stop_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);

    Folder folder(settings, Need::to_write);
    if (folder.keys().beside_the_data())
        fmt::print(stderr, "kith: {}\n", protection_of(folder));
    Hub hub(folder);
    Hatch hatch(hub);
    hub.open_doors();
    hub.publish_site();
    ledger::Sequencer sequencer(
        {folder.database(), folder.keys(), folder.clock(), folder.path("checkpoints"),
            [](std::string_view what) { fmt::print(stderr, "kith: ledger: {}\n", what); }});
    sequencer.start();
    Rounds rounds(hub.house().jobs, hub.gate());

    auto server_options = common_options(options.staff);
    server_options.max_streams = options.live_pages;
    server_options.max_per_address
        = 0; // what reaches us comes from this machine: itself, or its proxy
    if (options.behind_proxy)
        server_options.proxies = options.proxies; // their X-Forwarded-For and -Proto are believed
    // A form that any page takes may have to go through signing in, sealed and so a third longer.
    // A list that is brought in goes onto the disk as it arrives.
    server_options.max_body_of = [usual = server_options.max_body](std::string_view path) {
        return takes_files(path) ? most_of_a_form_with_files
            : is_for_lists(path) ? 16 * usual
            : path == "/sign-in" ? usual + usual / 2
                                 : usual;
    };
    server_options.max_file_of
        = [usual = server_options.max_body, most = hub.documents().settings.most_bytes](
              std::string_view path) { return takes_files(path) ? most : 16 * usual; };
    server_options.lane_of = [&hub](http::Request const& request) {
        return asks_for_pdf(request) ? http::Lane::slow : hub.router().lane_of(request);
    };
    server_options.log
        = [](http::Served const& served) { fmt::print(stderr, "{}\n", http::write_json(served)); };
    server_options.errors = [&hub](Error const& problem, http::Request const& request) {
        return hub.pages().explain(problem, request, nullptr);
    };
    server_options.tls = certificate;
    http::Server server(
        server_options, [&hub](http::Request& request) { return answer_or_pdf(hub, request); });
    server.start();
    auto const live_pages
        = hub.notify().listen([&server](std::string_view topic) { server.publish(topic); });
    hatch.open();
    PublicProcess public_side;
    if (!options.without_public)
        public_side.start(settings, options.public_side,
            options.behind_proxy ? options.proxies : std::vector<std::string>(), certificate);
    auto const scheme = certificate ? "https" : "http";
    fmt::print("staff:  {}://{}:{}/\n", scheme, options.staff.address, server.port());
    if (!options.without_public)
        fmt::print(
            "public: {}://{}:{}/\n", scheme, options.public_side.address, public_side.port());
    std::fflush(stdout);

    auto const renew = [&] {
        auto const fresh = read_certificate(options.tls_certificate, options.tls_key);
        server.renew(fresh);
        public_side.renew(fresh);
        fmt::print(stderr, "kith: the certificate has been read again\n");
    };
    wait_for_stop(certificate ? std::function<void()>(renew) : nullptr,
        [&public_side] { public_side.keep_up(); });
    public_side.stop();
    server.stop();
    hatch.stop();
    rounds.stop();
    sequencer.stop();
    return 0;
}

int serve_public(Settings const& settings, Listen const& listen,
    std::vector<std::string> const& proxies, Speaks speaks)
{
    auto const set = stop_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    // Where what arrives in pieces is kept, sealed and without a name: the one place that the cage
    // leaves it to read back from.
    ::setenv("TMPDIR", std::filesystem::absolute(settings.data / "arriving").c_str(), 1);
    PublicSide const side(settings);
    auto options = common_options(listen);
    options.max_body_of = [usual = options.max_body](std::string_view path) {
        return concerns::takes_pictures(path) ? most_of_a_form_with_files : usual;
    };
    options.max_file_of = [usual = options.max_body](std::string_view path) {
        return concerns::takes_pictures(path) ? concerns::most_of_a_picture : usual;
    };
    options.audience = http::Audience::everyone;
    if (speaks == Speaks::tls) {
        options.tls = receive_certificate(STDIN_FILENO);
        must(options.tls.has_value(), "a certificate comes from the server");
    }
    options.max_per_address = 0;
    options.proxies = proxies;
    options.lane_of
        = [&side](http::Request const& request) { return side.router().lane_of(request); };
    http::Server server(options,
        [&side, &proxies, told = std::make_shared<std::once_flag>()](http::Request& request) {
            if (proxies.empty() && !request.header("X-Forwarded-For").empty())
                std::call_once(*told, tell_of_proxy);
            return side.router().answer(request);
        });
    for (auto const& lack : enter_cage({settings.data, listen.port}))
        fmt::print(stderr, "kith: {}\n", lack);
    server.start();
    fmt::print("{}\n", server.port());
    std::fflush(stdout);
    auto const renew = [&] {
        if (auto const fresh = receive_certificate(STDIN_FILENO))
            server.renew(*fresh);
    };
    wait_for_stop(speaks == Speaks::tls ? std::function<void()>(renew) : nullptr);
    server.stop();
    return 0;
}

} // namespace kith::app
