// SPDX-License-Identifier: MIT
#include "app/passphrase.h"
#include <cstdlib>
#include <fmt/core.h>
#include <fstream>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace kith::app {
namespace {
    // The terminal shows nothing that is typed until this ends.
    class Hidden {
    public:
        Hidden()
        {
            ::tcgetattr(STDIN_FILENO, &as_it_was_);
            auto hidden = as_it_was_;
            hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
        }
        Hidden(Hidden const&) = delete;
        Hidden& operator=(Hidden const&) = delete;
        ~Hidden() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &as_it_was_); }

    private:
        termios as_it_was_ = {};
    };

    std::string typed(std::string const& question)
    {
        fmt::print(stderr, "{}: ", question);
        std::string line;
        {
            Hidden const hidden;
            std::getline(std::cin, line);
        }
        fmt::print(stderr, "\n");
        return line;
    }
} // namespace

std::string passphrase_from(
    std::filesystem::path const& file, char const* variable, std::string const& question)
{
    if (!file.empty()) {
        std::ifstream in(file);
        std::string line;
        if (!in || !std::getline(in, line))
            throw Refused(
                fmt::format("The passphrase cannot be read from {}: name a file whose first line "
                            "it is",
                    file.string()),
                2);
        if (line.ends_with('\r'))
            line.pop_back();
        return line;
    }
    // One thread: commands read their words before any other starts.
    if (auto const* const given = std::getenv(variable)) { // NOLINT(concurrency-mt-unsafe)
        std::string text = given;
        ::unsetenv(variable); // NOLINT(concurrency-mt-unsafe)
        return text;
    }
    if (::isatty(STDIN_FILENO) != 0)
        return typed(question);
    throw Refused(
        fmt::format("{}: give it with a file or in {}. See --help", question, variable), 2);
}

std::unique_ptr<ledger::Keys> open_keys(Settings const& settings)
{
    return ledger::Keys::open(settings.data / "keys", settings.key_file, [&settings] {
        return passphrase_from(settings.passphrase_file, "KITH_PASSPHRASE",
            fmt::format("The keys in {} have a passphrase", (settings.data / "keys").string()));
    });
}

} // namespace kith::app
