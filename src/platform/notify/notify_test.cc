// SPDX-License-Identifier: MIT
#include "platform/notify/notify.h"
#include <atomic>
#include <doctest/doctest.h>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace kith::notify {

TEST_CASE("everybody who listens hears each topic, and whoever stopped hears nothing more")
{
    Notify notify;
    std::string one;
    std::string other;
    auto const stays
        = notify.listen([&](std::string_view topic) { one.append(topic).append(" "); });
    {
        auto leaves = notify.listen([&](std::string_view topic) { other.append(topic); });
        auto const moved = std::move(leaves);
        notify.publish("episode");
    }
    notify.publish("concern");
    CHECK(one == "episode concern ");
    CHECK(other == "episode");
}

TEST_CASE("many publish while others begin and stop to listen, and none is called once it stopped")
{
    Notify notify;
    std::atomic<bool> ends = false;
    std::atomic<int> heard = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 2; ++i)
        threads.emplace_back([&] {
            while (!ends)
                notify.publish("episode");
        });
    for (int i = 0; i < 200; ++i) {
        auto const here = std::make_unique<std::atomic<int>>(0);
        {
            auto const listening = notify.listen([&](std::string_view) { ++*here; });
            while (*here == 0)
                std::this_thread::yield();
        }
        heard += *here > 0 ? 1 : 0;
        auto const then = here->load();
        notify.publish("episode");
        CHECK(*here == then);
    }
    ends = true;
    for (auto& thread : threads)
        thread.join();
    CHECK(heard == 200);
}

} // namespace kith::notify
