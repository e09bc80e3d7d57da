// SPDX-License-Identifier: MIT
#include "app/command_line.h"
#include "app/command_list.h"
#include "app/hatch.h"
#include "app/wrong_usage.h"
#include <algorithm>
#include <chrono>
#include <fmt/ostream.h>
#include <functional>
#include <iostream>
#include <thread>
#include <unistd.h>

namespace kith::app {
namespace {
    using namespace std::chrono_literals;

    // A command line read, and what is to be done. It stands where it is: the work refers to it.
    class Reading {
    public:
        Reading()
        {
            kith_.require_subcommand(1);
            add_commands(kith_, words_, work_);
        }
        Reading(Reading const&) = delete;
        Reading& operator=(Reading const&) = delete;

        // An exit code, if there is nothing more to do.
        std::optional<int> read(
            std::vector<std::string> words, std::ostream& out, std::ostream& told)
        {
            std::ranges::reverse(words); // as CLI11 wants them
            try {
                kith_.parse(std::move(words));
                return std::nullopt;
            } catch (CLI::ParseError const& problem) {
                if (problem.get_exit_code() == 0) // it asked for help
                    return kith_.exit(problem, out, told);
                fmt::print(told, "{}", wrong_usage(kith_, problem));
                return 2;
            }
        }
        [[nodiscard]] Settings const& settings() const { return words_.settings; }
        [[nodiscard]] Work const& work() const { return work_; }

    private:
        CLI::App kith_{"Kith: safeguarding among kith, beyond the home", "kith"};
        Words words_;
        Work work_;
    };

    // The sentence of what stopped it, and the exit code.
    int ended(std::function<int()> const& work, std::ostream& told)
    {
        try {
            return work();
        } catch (Refused const& refused) {
            fmt::print(told, "kith: {}\n", refused.what());
            return refused.exit_code();
        } catch (std::exception const& problem) {
            fmt::print(told, "kith: {}\n", problem.what());
            return 3;
        }
    }

    // Opens the folder and works on it; if a server has it open, asks the server. One that is
    // starting has the folder a moment before it answers.
    int work_beside_or_alone(Reading const& reading, std::vector<std::string> const& words,
        std::chrono::seconds patience)
    {
        auto const until = std::chrono::steady_clock::now() + patience;
        for (;;) {
            if (auto const code = ask_at_hatch(reading.settings().data, words))
                return *code;
            if (!reading.work().makes_a_kith)
                must_hold_a_kith(reading.settings());
            try {
                Folder folder(reading.settings(), Need::to_write);
                Desk desk(folder,
                    {name_of_user(::geteuid()), std::filesystem::current_path(), std::cout,
                        std::cerr});
                auto const code = reading.work().at_desk(desk);
                std::cout.flush();
                return code;
            } catch (InUse const&) {
                if (std::chrono::steady_clock::now() > until)
                    throw;
            }
            std::this_thread::sleep_for(100ms);
        }
    }
} // namespace

int run(std::vector<std::string> const& words)
{
    return ended(
        [&] {
            Reading reading;
            if (auto const code = reading.read(words, std::cout, std::cerr))
                return *code;
            return reading.work().alone ? reading.work().alone()
                                        : work_beside_or_alone(reading, words, 10s);
        },
        std::cerr);
}

int run_at_desk(std::vector<std::string> const& words, Desk& desk)
{
    return ended(
        [&] {
            Reading reading;
            if (auto const code = reading.read(words, desk.out(), desk.told()))
                return *code;
            if (!reading.work().at_desk)
                throw Refused("The server does not do that one: run it by itself", 2);
            return reading.work().at_desk(desk);
        },
        desk.told());
}

} // namespace kith::app
