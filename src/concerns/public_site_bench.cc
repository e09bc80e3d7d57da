// SPDX-License-Identifier: MIT
// Does the time of an answer tell what Kith holds? Two kinds of question are put in turn, each to
// the whole public side but for the wire, and their times compared: by the test of Kolmogorov and
// Smirnov, and by their medians.
//
// A receipt of the right shape against no receipt at all; a box that was cleared away against one
// that never was; and a report that names a school we know against one that names none. Wanted: p >
// 0.01 and medians less than 2 ms apart. A planted difference of 5 ms must be found, else the bench
// fails. An argument is how often each is asked (300).
#include "base/random.h"
#include "concerns/public_site.h"
#include "platform/html/shipped_templates.h"
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <thread>
#include <vector>

namespace {
using namespace kith;
using namespace kith::concerns;
using Times = std::vector<double>; // milliseconds
using Turn = std::function<void()>;

double time_of(Turn const& turn)
{
    auto const start = std::chrono::steady_clock::now();
    turn();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

double median(Times times)
{
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
    return times[times.size() / 2];
}

// The odds that two samples of one distribution lie as far apart as these: Kolmogorov's series.
double same_odds(Times one, Times other)
{
    std::ranges::sort(one);
    std::ranges::sort(other);
    double farthest = 0;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < one.size() && j < other.size()) {
        (one[i] <= other[j] ? i : j)++;
        farthest = std::max(farthest,
            std::abs(static_cast<double>(i) / static_cast<double>(one.size())
                - static_cast<double>(j) / static_cast<double>(other.size())));
    }
    auto const n = static_cast<double>(one.size() * other.size())
        / static_cast<double>(one.size() + other.size());
    auto const lambda = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * farthest;
    double odds = 0;
    for (int k = 1; k <= 100; ++k)
        odds += (k % 2 == 1 ? 2.0 : -2.0) * std::exp(-2.0 * k * k * lambda * lambda);
    return lambda < 0.2 ? 1.0 : std::clamp(odds, 0.0, 1.0);
}

// Asked by turns, the first of each pair by turns too: whatever else the machine does falls on
// both.
bool alike(char const* what, int times, Turn const& one, Turn const& other)
{
    Times first;
    Times second;
    for (int i = 0; i < times; ++i) {
        if (i % 2 == 0)
            first.push_back(time_of(one));
        second.push_back(time_of(other));
        if (i % 2 == 1)
            first.push_back(time_of(one));
    }
    auto const odds = same_odds(first, second);
    auto const apart = std::abs(median(first) - median(second));
    auto const same = odds > 0.01 && apart < 2;
    std::printf("%-44s %4d each  medians %7.2f and %7.2f ms  p %.3f  %s\n", what, times,
        median(first), median(second), odds, same ? "alike" : "TOLD APART");
    return same;
}

// A public side with a folder of its own, and somebody who sends it forms.
class Side {
public:
    Side()
        : folder_(std::filesystem::temp_directory_path() / ("kith-bench-" + fresh_name()))
        , site_{templates_, words_, forms_, clock_, {folder_ / "inbox", folder_ / "outbox"},
              folder_ / "site.json", std::string(32, 'k'),
              std::make_unique<PublicLimits>(plenty(), clock_)}
    {
        std::filesystem::create_directories(folder_ / "inbox");
        std::filesystem::create_directories(folder_ / "outbox");
        SiteFacts facts;
        facts.hub_key = std::string(32, '\x09'); // the base point: any valid key does
        write_durably(folder_ / "site.json", write(facts));
        add_public_routes(router_, site_);
    }
    Side(Side const&) = delete;
    Side& operator=(Side const&) = delete;
    ~Side() { std::filesystem::remove_all(folder_); }

    std::string send(std::string path, std::vector<http::FormData::Pair> const& fields)
    {
        http::FormData form;
        for (auto const& [name, value] : fields)
            form.add(name, value);
        auto request = http::Request::post(std::move(path), form);
        return router_.answer(request).body;
    }
    void hold_out(std::string const& receipt) { (void)send("/reply", {{"receipt", receipt}}); }
    // The sealed draft of a report that is ready to be sent.
    std::string ready(std::string const& who_where)
    {
        auto page = send("/tell-us", {});
        auto const next = [&](std::vector<http::FormData::Pair> fields) {
            fields.emplace_back("draft", value_in(page, "draft"));
            fields.emplace_back("page", value_in(page, "page"));
            page = send("/tell-us", fields);
        };
        next({{"about", "place"}});
        next({{"what", "A van waits at the gate."}, {"who_where", who_where}});
        next({{"when", "week"}});
        next({{"safe_now", "not_known"}});
        next({{"reach", "unknown"}});
        return value_in(page, "draft");
    }
    void send_report(std::string const& draft) { (void)send("/tell-us/send", {{"draft", draft}}); }

private:
    static PublicFigures plenty()
    {
        return {{1'000'000, 1'000'000, 1'000'000}, {1'000'000, 1'000'000, 1'000'000}};
    }
    static std::string fresh_name() { return Uuid::fresh().write(); }
    static std::string value_in(std::string const& page, std::string const& field)
    {
        auto const mark = "name=\"" + field + "\" value=\"";
        auto const at = page.find(mark);
        must(at != std::string::npos, "the page has its field");
        auto const begin = at + mark.size();
        return page.substr(begin, page.find('"', begin) - begin);
    }

    Clock clock_;
    words::Catalogue words_ = words::Catalogue::shipped();
    html::Templates templates_ = html::shipped_templates();
    forms::Forms forms_ = forms::Forms::shipped(words_);
    std::filesystem::path folder_;
    PublicSite site_;
    http::Router router_;
};
} // namespace

int main(int count, char** words)
{
    auto const times = count > 1 ? std::max(20, std::atoi(words[1])) : 300;
    Side side;
    side.hold_out("warming up");
    auto same = alike(
        "no receipt, one of the right shape", times, [&] { side.hold_out("xxxx yyyy"); },
        [&] { side.hold_out("00000 00000 00000 00001"); });
    same = alike(
               "two receipts without a box", times,
               [&] { side.hold_out("12345 12345 12345 12345"); },
               [&] { side.hold_out("abacus abacus abacus abacus abacus"); })
        && same;
    std::vector<std::string> known;
    std::vector<std::string> unknown;
    for (int i = 0; i < times; ++i) {
        known.push_back(side.ready("Lanternhouse Academy"));
        unknown.push_back(side.ready("Mistlethwort College"));
    }
    auto one = known.begin();
    auto other = unknown.begin();
    same = alike(
               "reports of a known, of an unknown school", times, [&] { side.send_report(*one++); },
               [&] { side.send_report(*other++); })
        && same;
    auto const found = !alike(
        "planted: 5 ms more for one of two", times, [&] { side.hold_out("xxxx yyyy"); },
        [&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            side.hold_out("xxxx yyyy");
        });
    if (!found)
        std::printf("the planted difference was not found: this machine is too busy to tell\n");
    return same && found ? 0 : 1;
}
