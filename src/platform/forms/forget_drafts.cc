// SPDX-License-Identifier: MIT
#include "platform/forms/forget_drafts.h"
#include "base/shipped.h"
#include "platform/forms/toml_reader.h"
#include <fmt/core.h>

namespace kith::forms {
namespace {
    constexpr char const* drafts_file = "data/reference/drafts.toml";
    constexpr int fewest_days = 7;
    constexpr int most_days = 3650;
} // namespace

Result<int> read_days_of_drafts() { return read_days_of_drafts(shipped_file(drafts_file)); }

Result<int> read_days_of_drafts(std::string_view text)
{
    try {
        auto const read = toml::parse(text);
        TomlTable table(drafts_file, read);
        auto const days = table.whole("days", 0, fewest_days, most_days);
        table.finish();
        if (days == 0)
            return invalid(fmt::format("{}: write days, a whole number from {} to {}", drafts_file,
                fewest_days, most_days));
        return days;
    } catch (toml::parse_error const& problem) {
        return invalid(fmt::format("{}:{}: {}", drafts_file, problem.source().begin.line,
            std::string_view(problem.description())));
    } catch (std::runtime_error const& problem) {
        return invalid(problem.what());
    }
}

std::int64_t forget_old_drafts(access::Gate const& gate, Drafts const& drafts, int days)
{
    std::int64_t forgotten = 0;
    auto const before = gate.clock().now() - std::chrono::hours(24) * days;
    gate.database().write([&](db::Connection& connection) {
        forgotten = drafts.remove_older(connection, before);
        return db::Outcome::keep;
    });
    return forgotten;
}

} // namespace kith::forms
