// SPDX-License-Identifier: MIT
#include "app/wrong_usage.h"
#include <fmt/core.h>
#include <fmt/ranges.h>

namespace kith::app {
namespace {
    // How far the words were understood: "kith user add".
    struct Reached {
        CLI::App const* command;
        std::string name;
    };

    Reached reached(CLI::App const& kith)
    {
        Reached at{&kith, kith.get_name()};
        for (auto parsed = kith.get_subcommands(); !parsed.empty();
             parsed = at.command->get_subcommands()) {
            at.command = parsed.front();
            at.name += " " + at.command->get_name();
        }
        return at;
    }

    bool needs_subcommand(CLI::App const& command)
    {
        return command.get_require_subcommand_min() > 0 && command.get_subcommands().empty();
    }

    std::string commands_below(Reached const& at)
    {
        std::string listed;
        for (auto const* const one :
            at.command->get_subcommands([](CLI::App const*) { return true; }))
            listed += fmt::format(
                "  {} {:<12} {}\n", at.name, one->get_name(), one->get_description());
        return listed;
    }

    // CLI11 puts the option in front, then what it found: its own words for that are a program's.
    std::string said_plainly(CLI::ParseError const& problem, std::vector<std::string> const& rest)
    {
        std::string text = problem.what();
        if (problem.get_name() == "ConversionError") {
            constexpr std::string_view before = "Could not convert: ";
            if (text.starts_with(before))
                text.erase(0, before.size());
            auto const at = text.find(" = ");
            if (at != std::string::npos)
                return fmt::format(
                    "{} takes a whole number, not \"{}\"", text.substr(0, at), text.substr(at + 3));
        }
        if (text.starts_with("The following argument")
            && !rest.empty()) // in CLI11's words they stand last first
            return fmt::format("\"{}\" is not understood here", fmt::join(rest, " "));
        if (problem.get_name() == "ArgumentMismatch")
            return fmt::format("{} needs a value behind it", text.substr(0, text.find(':')));
        if (auto const at = text.find(" is required"); at != std::string::npos)
            return fmt::format("{} is missing", text.substr(0, at));
        return text;
    }
} // namespace

std::string wrong_usage(CLI::App const& kith, CLI::ParseError const& problem)
{
    auto const at = reached(kith);
    auto const rest = at.command->remaining();
    if (needs_subcommand(*at.command))
        return fmt::format("kith: {}. There are:\n{}",
            rest.empty() ? fmt::format("Name a command behind \"{}\"", at.name)
                         : fmt::format("There is no command \"{} {}\"", at.name, rest.front()),
            commands_below(at));
    return fmt::format(
        "kith: {}. How it is used: {} --help\n", said_plainly(problem, rest), at.name);
}

} // namespace kith::app
