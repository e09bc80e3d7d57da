// SPDX-License-Identifier: MIT
// "Is this person already known?", asked of Kith as it is served: how long does the whole call
// take, with permission and audit, and is the right person among the ten that it shows?
//
//   bench-known-pages [SIZE] [SECONDS]      town, county (if not said) or region; how long a line
//                                           lasts: 4
//
// The place is told afresh (two minutes for the county, half an hour for the region). What is asked
// is what stands on records that two agencies hold of one person, the second with a slip: the first
// should be found. What a disk's commit takes is measured beside: a look is durable before the
// answer leaves. KITH_BENCH_FOLDER=DIR keeps the place for the next time. The line "opens" is a
// page that opens a record by its reference, where there is none that searches.
#include "disk.h"
#include "look_ups.h"
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/core.h>
#include <map>
#include <thread>

namespace kith::load {
namespace {
    constexpr double aim_beyond_commit_ms = 3;
    constexpr std::size_t shown = 10;
    constexpr std::size_t most_asked = 2000;                         // different look-ups
    constexpr std::size_t most_judged = 600;                         // of them, for recall
    constexpr std::size_t colleagues = 40;                           // who ask
    constexpr auto people_ask_every = std::chrono::milliseconds(20); // fifty a second

    struct Recall {
        std::size_t asked = 0;
        std::size_t found = 0;
        [[nodiscard]] double share() const
        {
            return asked == 0 ? 0 : static_cast<double>(found) / static_cast<double>(asked);
        }
    };

    class Bench {
    public:
        Bench(ServedKith const& kith, std::chrono::milliseconds lasting)
            : kith_(kith)
            , lasting_(lasting)
            , look_ups_(read_look_ups(kith.folder() / "demo-truth.csv", most_asked))
            , commit_(commit_of_disk(kith.folder()))
            , who_(kith.sign_in(ServedKith::worker, "Rosa Adeyemi"))
            , offered_(what_is_offered(kith, who_))
        {
            if (!offered_.names_alone) {
                std::erase_if(look_ups_, [](LookUp const& one) { return one.birth.empty(); });
                fmt::print("names without a birth date are not answered: not asked\n");
            }
            fmt::print("asked: {} look-ups of people held twice; memory {} MB\n", look_ups_.size(),
                kith.memory_kib() / 1024);
            fmt::print("disk commit        p50 {:.1f} ms  p99 {:.1f} ms (alone, before)\n",
                commit_.p50_ms, commit_.p99_ms);
        }

        // Names that are only alike are found once all are read.
        void wait_until_read()
        {
            auto const since = std::chrono::steady_clock::now();
            auto const seconds = [&] {
                return std::chrono::duration<double>(std::chrono::steady_clock::now() - since)
                    .count();
            };
            while (!look_ups_.empty() && seconds() < 300) {
                auto const heard = ask(
                    kith_.staff(), api_look_up(look_ups_.front(), kith_.tokens().back()).bytes);
                if (heard.body.find("\"still_reading\":false") != std::string::npos)
                    break;
                std::this_thread::sleep_for(std::chrono::milliseconds(500));
            }
            fmt::print("all read           {:.1f} s after the start\n", seconds());
        }

        // Each asked once, by itself: who is found?
        void judge()
        {
            std::map<std::string, Recall> by_slip;
            Recall own;
            for (std::size_t i = 0; i < std::min(look_ups_.size(), most_judged); ++i) {
                auto const& one
                    = look_ups_[i * look_ups_.size() / std::min(look_ups_.size(), most_judged)];
                auto const wanted = api_look_up(one, kith_.tokens()[i % colleagues]);
                auto const heard = ask(kith_.staff(), wanted.bytes);
                auto found = references_in(heard.body);
                auto alone = found;
                std::sort(alone.begin(), alone.end());
                if (heard.status != wanted.status || heard.body.find(wanted.says[0]) != 0
                    || std::adjacent_find(alone.begin(), alone.end()) != alone.end())
                    ++wrong_;
                found.resize(std::min(found.size(), shown));
                auto const holds = [&](std::string const& reference) {
                    return std::find(found.begin(), found.end(), reference) != found.end();
                };
                auto& recall = by_slip[one.slip];
                ++recall.asked;
                recall.found += holds(one.first) ? 1U : 0U;
                ++own.asked;
                own.found += holds(one.second) ? 1U : 0U;
            }
            fmt::print("\nrecall@10 of the first record, by what is wrong on the second\n");
            for (auto const& [slip, recall] : by_slip)
                fmt::print("   {:<18}{:>6.3f}   ({} of {})\n", slip, recall.share(), recall.found,
                    recall.asked);
            fmt::print(
                "   {:<18}{:>6.3f}   (the second record itself)\n\n", "as it stands", own.share());
        }

        void api(std::size_t connections, std::chrono::microseconds every)
        {
            std::vector<Ask> asks;
            for (auto const& one : look_ups_)
                asks.push_back(api_look_up(one, kith_.tokens()[asks.size() % colleagues]));
            auto const p99 = line("API", connections, every, asks);
            if (every.count() > 0)
                worst_ms_ = std::max(worst_ms_, p99);
        }

        void page(std::size_t connections, std::chrono::microseconds every)
        {
            auto const page = ask(kith_.staff(), get_bytes("/people", who_.cookies));
            auto const csrf = hidden_field(page.body, "csrf");
            std::vector<Ask> asks;
            for (auto const& one : look_ups_)
                asks.push_back(page_look_up(one, who_, csrf, offered_));
            line(offered_.search_page ? "page" : "opens", connections, every, asks);
        }

        int verdict()
        {
            auto const after = commit_of_disk(kith_.folder());
            fmt::print("disk commit        p50 {:.1f} ms  p99 {:.1f} ms (alone, after)\n",
                after.p50_ms, after.p99_ms);
            auto const aim = std::max(commit_.p99_ms, after.p99_ms) + aim_beyond_commit_ms;
            fmt::print("\nlook-up p99 at 50 a second {:>8.1f} ms   aim {:.1f} ms {}\n", worst_ms_,
                aim, worst_ms_ <= aim ? "met" : "missed");
            fmt::print("wrong answers {}\n", wrong_);
            return wrong_ == 0 ? 0 : 1;
        }

    private:
        double line(char const* what, std::size_t connections, std::chrono::microseconds every,
            std::vector<Ask> const& asks)
        {
            auto const answers = visit({kith_.staff(), connections, lasting_, every}, asks);
            auto const p99 = answers.quantile_ms(0.99);
            fmt::print("{:<6}{:>4} kept  {:<18}{:>7.0f}/s  p50 {:>7.1f} ms  p99 {:>7.1f} ms  "
                       "refused {}  broken {}  wrong {}\n",
                what, connections,
                every.count() == 0 ? std::string("as fast as it can")
                                   : fmt::format("at {} a second", 1'000'000 / every.count()),
                answers.per_second(), answers.quantile_ms(0.5), p99, answers.refused,
                answers.broken, answers.wrong);
            if (answers.wrong > 0)
                fmt::print("   first wrong answer: {}\n", answers.first_wrong);
            std::fflush(stdout);
            wrong_ += answers.wrong;
            return p99;
        }

        ServedKith const& kith_;
        std::chrono::milliseconds lasting_;
        std::vector<LookUp> look_ups_;
        DiskCommit commit_;
        SignedIn who_;
        Offered offered_;
        double worst_ms_ = 0;
        std::size_t wrong_ = 0;
    };
} // namespace
} // namespace kith::load

int main(int count, char** words)
{
    using namespace kith::load;
    std::string const size = count > 1 ? words[1] : "county";
    auto const seconds = std::chrono::seconds(count > 2 ? std::max(1, std::atoi(words[2])) : 4);
    try {
        auto const program = std::filesystem::absolute(words[0]).parent_path() / "kith";
        fmt::print("a {} is told ...\n", size);
        std::fflush(stdout);
        ServedKith const kith(program, size, lift_limits, colleagues);
        Bench bench(kith, seconds);
        bench.wait_until_read();
        bench.judge();
        bench.api(1, {});
        bench.api(16, people_ask_every);
        bench.api(16, {});
        bench.page(16, people_ask_every);
        return bench.verdict();
    } catch (std::exception const& problem) {
        fmt::print(stderr, "bench-known-pages: {}\n", problem.what());
        return 3;
    }
}
