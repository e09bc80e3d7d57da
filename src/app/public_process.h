// SPDX-License-Identifier: MIT
#pragma once

// The public side: what it holds, and the child process in which it runs.
//
// It reads DATA/public and DATA/outbox, writes DATA/inbox, and has one key of its own in
// DATA/public-own. No database, no key of the hub.

#include "app/folder.h"
#include "app/serve.h"
#include "concerns/concerns.h"
#include "platform/forms/forms.h"
#include "platform/html/templates.h"
#include "platform/http/router.h"
#include "platform/words/catalogue.h"
#include <optional>
#include <sys/types.h>

namespace kith::app {

// The public side's own key, made at its first use; with it go open drafts and every receipt given
// out.
[[nodiscard]] std::string own_key_of(Settings const& settings);

class PublicSide {
public:
    explicit PublicSide(Settings const& settings);
    PublicSide(PublicSide const&) = delete;
    PublicSide& operator=(PublicSide const&) = delete;
    [[nodiscard]] http::Router const& router() const { return router_; }

private:
    void read_ahead() const;

    Clock clock_;
    words::Catalogue words_;
    html::Templates templates_;
    forms::Forms forms_;
    concerns::PublicSite site_;
    http::Router router_;
};

// `kith public`, started by the server, started again should it end by itself, and stopped with it.
//
// Threads  one: the kernel ends the child when the thread that started it ends.
// Errors   `start` throws Refused if it cannot be brought to serve; `keep_up` says so on standard
// error, and its next call tries again.
class PublicProcess {
public:
    PublicProcess() = default;
    PublicProcess(PublicProcess const&) = delete;
    PublicProcess& operator=(PublicProcess const&) = delete;
    ~PublicProcess() { stop(); }
    // Serving when it returns.
    void start(Settings const& settings, Listen const& listen,
        std::vector<std::string> const& proxies,
        std::optional<http::Certificate> const& certificate);
    void renew(http::Certificate const& certificate); // of one that was started with another
    void keep_up(); // now and then: is it still there? If not, it is started where it was
    void stop();
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    void spawn();
    [[nodiscard]] bool serves(int told_by_child); // and where: else it said nothing in time
    void end(int signal);

    Settings settings_;
    Listen listen_;
    std::vector<std::string> proxies_;
    std::optional<http::Certificate> certificate_;
    pid_t child_ = -1;
    int certificates_ = -1; // our end of its standard input
    std::uint16_t port_ = 0;
};

} // namespace kith::app
