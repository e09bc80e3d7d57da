// SPDX-License-Identifier: MIT
#include "concerns/public_limits.h"
#include "base/london.h"
#include "base/random.h"
#include "concerns/receipt.h"
#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <cmath>
#include <fmt/core.h>
#include <sodium.h>
#include <toml++/toml.h>

namespace kith::concerns {
namespace {
    constexpr std::chrono::hours one_hour{1};
    constexpr std::chrono::hours one_day{24};
    constexpr std::size_t ipv6_kept = 7; // bytes: 56 bits

    Error figures_refused(std::string_view why)
    {
        return invalid(fmt::format("data/reference/public_limits.toml: {}", why));
    }

    Result<Limit> read_limit(toml::table const& all, std::string_view name)
    {
        auto const* const table = all[name].as_table();
        if (!table)
            return figures_refused(fmt::format("[{}] is missing", name));
        Limit limit;
        for (auto const& [key, figure] :
            {std::pair<std::string_view, int Limit::*>{"place_hour", &Limit::place_hour},
                {"place_day", &Limit::place_day}, {"everywhere_hour", &Limit::everywhere_hour}}) {
            auto const number = (*table)[key].value<std::int64_t>().value_or(0);
            if (number < 1 || number > 1'000'000)
                return figures_refused(
                    fmt::format("[{}] {} is a whole number from 1 to 1000000", name, key));
            limit.*figure = static_cast<int>(number);
        }
        return limit;
    }

    void forget_before(std::deque<Instant>& moments, Instant begin)
    {
        while (!moments.empty() && moments.front() <= begin)
            moments.pop_front();
    }

    int since(std::deque<Instant> const& moments, Instant begin)
    {
        return static_cast<int>(
            std::ranges::count_if(moments, [&](Instant at) { return at > begin; }));
    }

    // What stands for a place: all of an IPv4 address, the front of an IPv6 address; nothing for
    // this machine itself.
    std::optional<std::string> front_of(std::string_view address)
    {
        std::string const text(address);
        std::array<unsigned char, 16> bytes{};
        if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1)
            return text == "127.0.0.1"
                ? std::nullopt
                : std::optional(std::string(bytes.begin(), bytes.begin() + 4));
        if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1)
            return text.empty() ? std::nullopt : std::optional(text);
        constexpr std::string_view mapped = "::ffff:"; // an IPv4 address written as IPv6
        if (std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; })
            && bytes[10] == 0xFF && bytes[11] == 0xFF)
            return front_of(text.substr(std::min(text.size(), mapped.size())));
        if (text == "::1")
            return std::nullopt;
        return std::string(bytes.begin(), bytes.begin() + ipv6_kept);
    }
} // namespace

Result<PublicFigures> read_public_figures(std::string_view text)
{
    try {
        auto const all = toml::parse(text);
        PublicFigures figures;
        figures.reports = TRY(read_limit(all, "reports"));
        figures.receipts = TRY(read_limit(all, "receipts"));
        if (all.contains("pictures"))
            figures.pictures = TRY(read_limit(all, "pictures"));
        else // a file laid over before pictures were taken in
            figures.pictures = figures.reports;
        return figures;
    } catch (toml::parse_error const& problem) {
        return figures_refused(
            fmt::format("line {}: {}", static_cast<unsigned>(problem.source().begin.line),
                std::string(problem.description())));
    }
}

PublicLimits::PublicLimits(PublicFigures const& figures, Clock const& clock)
    : figures_(figures), clock_(clock)
{
}

PublicLimits::~PublicLimits() { sodium_memzero(key_.data(), key_.size()); }

void PublicLimits::begin_day_if_new()
{
    auto const today = london::day_of(clock_.now());
    if (day_ == today)
        return;
    day_ = today;
    fill_random({key_.data(), key_.size()});
    reports_ = {};
    receipts_ = {};
    pictures_ = {};
    reports_taken_.clear();
}

std::optional<PublicLimits::Place> PublicLimits::place_of(std::string_view address) const
{
    auto const front = front_of(address);
    if (!front)
        return std::nullopt;
    Place place{};
    crypto_generichash(place.data(), place.size(),
        reinterpret_cast<unsigned char const*>(front->data()), front->size(), key_.data(),
        key_.size());
    return place;
}

bool PublicLimits::admit_within(Asked what, std::optional<Place> const& place)
{
    auto const& limit = what == Asked::report ? figures_.reports
        : what == Asked::picture              ? figures_.pictures
                                              : figures_.receipts;
    auto& counts = what == Asked::report ? reports_
        : what == Asked::picture         ? pictures_
                                         : receipts_;
    auto const now = clock_.now();
    forget_before(counts.everywhere, now - one_hour);
    auto const all = static_cast<int>(counts.everywhere.size());
    if (all >= 2 * limit.everywhere_hour)
        return false;
    auto own = 0;
    if (place) {
        auto& moments = counts.by_place[*place];
        forget_before(moments, now - one_day);
        own = since(moments, now - one_hour);
        if (own >= limit.place_hour || static_cast<int>(moments.size()) >= limit.place_day)
            return false;
    }
    // The second half is for places that have had nothing yet in this hour.
    if (all >= limit.everywhere_hour && (!place || own > 0))
        return false;
    counts.everywhere.push_back(now);
    if (place)
        counts.by_place[*place].push_back(now);
    return true;
}

bool PublicLimits::admit(Asked what, std::string_view address)
{
    std::lock_guard const lock(mutex_);
    begin_day_if_new();
    return admit_within(what, place_of(address));
}

bool PublicLimits::admit_report(std::string_view inbox_id, std::string_view address)
{
    std::lock_guard const lock(mutex_);
    begin_day_if_new();
    Place report{};
    crypto_generichash(report.data(), report.size(),
        reinterpret_cast<unsigned char const*>(inbox_id.data()), inbox_id.size(), key_.data(),
        key_.size());
    if (reports_taken_.contains(report))
        return admit_within(Asked::receipt, place_of(address));
    if (!admit_within(Asked::report, place_of(address)))
        return false;
    reports_taken_.emplace(report, clock_.now());
    return true;
}

double odds_of_a_hit(double guesses, double boxes)
{
    auto const each = boxes / receipts_given_out();
    return -std::expm1(guesses * std::log1p(-each));
}

} // namespace kith::concerns
