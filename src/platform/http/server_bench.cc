// SPDX-License-Identifier: MIT
// How many requests a second the edge answers, and how long the slow ones take: 32 visitors who
// keep their connection, against a page of 98 KB and a line of JSON. Visitors and server share the
// machine.
#include "platform/http/raw_visitor.h"
#include <algorithm>
#include <atomic>
#include <chrono>
#include <fmt/core.h>
#include <sys/resource.h>
#include <thread>
#include <vector>

namespace kith::http {

namespace {
    using Nanoseconds = std::chrono::nanoseconds;

    struct Measured {
        std::vector<Nanoseconds> each;
        std::size_t wrong = 0;
    };

    Measured visit(Server const& server, std::string const& path, std::size_t size, int times)
    {
        Measured measured;
        RawVisitor visitor(server);
        for (int i = 0; i < times; ++i) {
            auto const start = std::chrono::steady_clock::now();
            auto const answer = visitor.ask(get(path));
            measured.each.push_back(std::chrono::steady_clock::now() - start);
            bool const right
                = has_status(answer, 200) && answer.size() == answer.find("\r\n\r\n") + 4 + size;
            measured.wrong += right ? 0 : 1;
        }
        return measured;
    }

    void measure(Server const& server, std::string const& path, std::size_t size, int times)
    {
        constexpr std::size_t visitors = 32;
        std::vector<Measured> all(visitors);
        auto const start = std::chrono::steady_clock::now();
        std::vector<std::thread> threads;
        for (auto& one : all)
            threads.emplace_back([&, &mine = one] { mine = visit(server, path, size, times); });
        for (auto& thread : threads)
            thread.join();
        std::chrono::duration<double> const took = std::chrono::steady_clock::now() - start;
        Measured sum;
        for (auto const& one : all) {
            sum.each.insert(sum.each.end(), one.each.begin(), one.each.end());
            sum.wrong += one.wrong;
        }
        std::sort(sum.each.begin(), sum.each.end());
        rusage used{};
        ::getrusage(RUSAGE_SELF, &used);
        fmt::print(
            "{:6} {:>7} bytes  {:>8.0f} a second  p99 {:>6} us  wrong {} of {}  memory {} KB\n",
            path, size, static_cast<double>(sum.each.size()) / took.count(),
            sum.each[sum.each.size() * 99 / 100].count() / 1000, sum.wrong, sum.each.size(),
            used.ru_maxrss);
    }
} // namespace

} // namespace kith::http

int main()
{
    using namespace kith::http;
    std::string const line(120, 'j');
    std::string const long_page(98'700, 'p');
    Running running({},
        [&](Request& request) { return request.path() == "/line" ? json(line) : page(long_page); });
    measure(running.server, "/line", line.size(), 5000);
    measure(running.server, "/page", long_page.size(), 500);
}
