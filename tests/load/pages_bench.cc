// SPDX-License-Identifier: MIT
// How many pages a second does Kith answer, signed in and with every look in the ledger, and how
// long does the slowest hundredth take? At 64 and at 1,000 connections that are kept, and again
// while 500 slow visitors hold on to it.
//
//   bench-pages [SECONDS]      how long each line is measured; 4 if not said
//
// The program is the one beside this file, in a process of its own, on an invented place. "As fast
// as it can" lines say how much it does; lines at a rate say how long a person waits, counted from
// when each request fell due. Every answer is read and held against what it must say. What a disk's
// commit takes is measured before and after: a look is durable before its page leaves.
#include "crowd.h"
#include "disk.h"
#include "served_kith.h"
#include "slow_crowd.h"
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/core.h>
#include <optional>
#include <set>
#include <thread>

namespace kith::load {
namespace {
    // What each line is held against. Must: reachable with care; aim: where nobody is yet.
    constexpr double must_pages_a_second = 1000;
    constexpr double aim_pages_a_second = 3000;
    constexpr double must_page_ms = 20;
    constexpr double aim_page_beyond_commit_ms = 5;
    constexpr double must_write_ms = 15;
    constexpr double aim_write_beyond_commit_ms = 1.5;
    constexpr double must_public_kb = 40; // first load, as sent
    constexpr double must_staff_html_kb = 30;
    constexpr double must_staff_assets_kb = 60; // css and script, kept by the browser
    constexpr std::size_t slow_visitors = 500;
    constexpr auto writes_every = std::chrono::microseconds(5000); // 200 a second
    constexpr auto pages_every = std::chrono::microseconds(1000);

    constexpr char const* gzip = "Accept-Encoding: gzip\r\n";

    struct Asked {
        std::vector<Ask> pages;
        std::vector<Ask> api;
        std::vector<Ask> writes;
    };

    std::string page_bytes(SignedIn const& who, std::string const& path)
    {
        return get_bytes(path, who.cookies + gzip);
    }

    // One concern is read, another is written to: its page would grow with every message.
    void ask_pages_as(ServedKith const& kith, SignedIn const& who, Asked& asked)
    {
        auto const queue = ask(kith.staff(), get_bytes("/concerns", who.cookies)).body;
        std::vector<std::string> concerns;
        for (auto const& id : between(queue, "href=\"/concerns/", "\""))
            if (id.size() == 36)
                concerns.push_back("/concerns/" + id);
        if (concerns.size() < 2)
            throw std::runtime_error("the queue of the invented place holds no two open concerns");
        auto const& read = concerns.front();
        auto const page = ask(kith.staff(), get_bytes(read, who.cookies)).body;
        auto const reference = between(page, "Concern ", "<").at(0);
        auto const csrf = hidden_field(page, "csrf");
        std::string const end = "</html>";
        asked.pages.push_back({"Home", page_bytes(who, "/"), 200, {who.name, read, end}});
        asked.pages.push_back({"queue", page_bytes(who, "/concerns"), 200, {who.name, read, end}});
        asked.pages.push_back({"concern", page_bytes(who, read), 200, {who.name, reference, end}});
        asked.writes.push_back({"message",
            post_bytes(concerns.back() + "/message",
                who.cookies + "Sec-Fetch-Site: same-origin\r\n", form_type,
                "csrf=" + csrf + "&body=Thank+you.+We+are+looking+into+it."),
            303, {"said=sent"}});
        asked.api.push_back(
            {"API", get_bytes("/api/v1/concerns", "Authorization: Bearer " + kith.token() + "\r\n"),
                200, {"{\"concerns\":[{\"id\":\"", read.substr(read.rfind('/') + 1), "}]}"}});
    }

    class Bench {
    public:
        Bench(ServedKith const& kith, std::chrono::milliseconds lasting)
            : kith_(kith), lasting_(lasting), commit_(commit_of_disk(kith.folder()))
        {
            ask_pages_as(kith, kith.sign_in(ServedKith::worker, "Rosa Adeyemi"), asked_);
            ask_pages_as(kith, kith.sign_in(ServedKith::colleague, "Tomasz Wilk"), asked_);
            fmt::print("disk commit        p50 {:.1f} ms  p99 {:.1f} ms (alone, before)\n",
                commit_.p50_ms, commit_.p99_ms);
        }

        void at(std::size_t connections)
        {
            line("pages", connections, asked_.pages, {}, {});
            line("pages", connections, asked_.pages, pages_every, must_page_ms);
            line("API reads", connections, asked_.api, {}, {});
            line("writes", connections, asked_.writes, writes_every, must_write_ms);
        }

        void with_slow_visitors(std::size_t connections)
        {
            SlowCrowd const slow(kith_.staff(), slow_visitors, asked_.pages[0].bytes);
            while (slow.held() < slow_visitors * 9 / 10)
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            auto const memory = kith_.memory_kib();
            fmt::print(
                "-- with {} slow visitors (a third each: header, body, reading)\n", slow.held());
            at(connections);
            fmt::print("   slow visitors held {}, sent away {} times; memory {} MB, was {} MB\n",
                slow.held(), slow.sent_away(), kith_.memory_kib() / 1024, memory / 1024);
        }

        int verdict()
        {
            auto const after = commit_of_disk(kith_.folder());
            fmt::print("disk commit        p50 {:.1f} ms  p99 {:.1f} ms (alone, after)\n",
                after.p50_ms, after.p99_ms);
            auto const commit = std::max(commit_.p99_ms, after.p99_ms);
            fmt::print("\n{:<34}{:>12}{:>14}{:>14}\n", "target", "measured", "must", "aim");
            row("pages a second, 64 kept", pages_a_second_, "/s", must_pages_a_second,
                aim_pages_a_second);
            row("page p99 at 1,000 a second", worst_page_ms_, "ms", must_page_ms,
                commit + aim_page_beyond_commit_ms);
            row("write p99 at 200 a second", worst_write_ms_, "ms", must_write_ms,
                commit + aim_write_beyond_commit_ms);
            weigh();
            fmt::print("wrong answers {}\n", wrong_);
            return wrong_ == 0 && missed_ == 0 ? 0 : 1;
        }

    private:
        void line(char const* what, std::size_t connections, std::vector<Ask> const& asks,
            std::chrono::microseconds every, std::optional<double> must_ms)
        {
            auto const answers = visit({kith_.staff(), connections, lasting_, every}, asks);
            auto const p99 = answers.quantile_ms(0.99);
            auto const how = every.count() == 0
                ? std::string("as fast as it can")
                : fmt::format("at {} a second", 1'000'000 / every.count());
            fmt::print("{:<10}{:>5} kept  {:<18}{:>7.0f}/s  p50 {:>7.1f} ms  p99 {:>7.1f} ms  "
                       "refused {}  broken {}  wrong {}{}\n",
                what, connections, how, answers.per_second(), answers.quantile_ms(0.5), p99,
                answers.refused, answers.broken, answers.wrong,
                !must_ms || p99 <= *must_ms ? "" : fmt::format("  (must be {:.0f} ms)", *must_ms));
            if (answers.wrong > 0)
                fmt::print("   first wrong answer: {}\n", answers.first_wrong);
            std::fflush(stdout);
            wrong_ += answers.wrong;
            if (must_ms == must_page_ms)
                worst_page_ms_ = std::max(worst_page_ms_, p99);
            if (must_ms == must_write_ms)
                worst_write_ms_ = std::max(worst_write_ms_, p99);
            if (&asks == &asked_.pages && every.count() == 0 && pages_a_second_ == 0)
                pages_a_second_ = answers.per_second();
        }

        void row(char const* what, double measured, char const* unit, double must, double aim)
        {
            bool const more_is_better = aim > must && unit[0] == '/';
            auto const meets = [&](double bound) {
                return more_is_better ? measured >= bound : measured <= bound;
            };
            fmt::print("{:<34}{:>9.1f} {:<3}{:>7.1f} {:<6}{:>7.1f} {}\n", what, measured, unit,
                must, meets(must) ? "met" : "missed", aim, meets(aim) ? "met" : "missed");
            missed_ += meets(must) ? 0U : 1U;
        }

        // A page and what it draws in, as sent.
        struct Weight {
            double html_kb = 0;
            double assets_kb = 0;
        };
        static Weight weight_of(std::uint16_t port, std::string const& headers)
        {
            auto const as_sent = [&](std::string const& path) {
                auto const heard = ask(port, get_bytes(path, headers + gzip));
                return static_cast<double>(heard.head.size() + heard.body.size()) / 1000;
            };
            auto const page = ask(port, get_bytes("/", headers)).body;
            std::set<std::string> assets;
            for (char const* named : {"href=\"", "src=\""})
                for (auto const& path : between(page, named, "\""))
                    if (path.starts_with("/assets/"))
                        assets.insert(path);
            Weight weight{as_sent("/")};
            for (auto const& path : assets)
                weight.assets_kb += as_sent(path);
            return weight;
        }

        void weigh()
        {
            auto const everyone = weight_of(kith_.public_side(), {});
            auto const& bytes = asked_.pages[0].bytes;
            auto const cookies = between(bytes, "\r\nCookie: ", "\r\n");
            auto const staff = weight_of(kith_.staff(), "Cookie: " + cookies.at(0) + "\r\n");
            weight_row("public first load, as sent", everyone.html_kb + everyone.assets_kb,
                must_public_kb);
            weight_row("staff Home, its html", staff.html_kb, must_staff_html_kb);
            weight_row("staff Home, css and script", staff.assets_kb, must_staff_assets_kb);
        }
        void weight_row(char const* what, double kb, double must)
        {
            fmt::print("{:<34}{:>9.1f} {:<3}{:>7.1f} {}\n", what, kb, "KB", must,
                kb <= must ? "met" : "missed");
            missed_ += kb <= must ? 0U : 1U;
        }

        ServedKith const& kith_;
        std::chrono::milliseconds lasting_;
        DiskCommit commit_;
        Asked asked_;
        double pages_a_second_ = 0;
        double worst_page_ms_ = 0;
        double worst_write_ms_ = 0;
        std::size_t wrong_ = 0;
        std::size_t missed_ = 0; // of what must be
    };
} // namespace
} // namespace kith::load

int main(int count, char** words)
{
    using namespace kith::load;
    auto const seconds = std::chrono::seconds(count > 1 ? std::max(1, std::atoi(words[1])) : 4);
    try {
        ServedKith const kith(std::filesystem::absolute(words[0]).parent_path() / "kith");
        Bench bench(kith, seconds);
        for (std::size_t const connections : {64, 1000})
            bench.at(connections);
        for (std::size_t const connections : {64, 1000})
            bench.with_slow_visitors(connections);
        return bench.verdict();
    } catch (std::exception const& problem) {
        fmt::print(stderr, "bench-pages: {}\n", problem.what());
        return 3;
    }
}
