// SPDX-License-Identifier: MIT
#pragma once

// A few connections, opened as they are first needed and lent one at a time.
//
// Cost     the one given back last is lent first: its cache is warm.
// Threads  safe. A lease must not outlive its pool.
// Errors   what `open` throws is thrown to who asked, and counts against nobody.

#include "platform/db/db.h"
#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace kith::db {

template <class AnyConnection>
class Pool {
public:
    Pool(std::size_t most, std::function<std::unique_ptr<AnyConnection>()> open)
        : most_(std::max<std::size_t>(most, 1)), open_(std::move(open))
    {
    }

    AnyConnection& take()
    {
        std::unique_lock lock(mutex_);
        freed_.wait(lock, [&] { return !free_.empty() || open_count_ < most_; });
        if (free_.empty()) {
            ++open_count_;
            lock.unlock();
            return *keep(open_one());
        }
        lent_.push_back(std::move(free_.back()));
        free_.pop_back();
        return *lent_.back();
    }

    // A connection that is no longer sound is closed; the next who asks gets a fresh one.
    void give_back(AnyConnection const& connection, bool sound)
    {
        std::unique_ptr<AnyConnection> back;
        {
            std::lock_guard const lock(mutex_);
            auto const at = std::find_if(lent_.begin(), lent_.end(),
                [&](auto const& lent) { return lent.get() == &connection; });
            back = std::move(*at);
            lent_.erase(at);
            if (sound)
                free_.push_back(std::move(back));
            else
                --open_count_;
        }
        freed_.notify_one();
    }

private:
    std::unique_ptr<AnyConnection> open_one()
    {
        try {
            return open_();
        } catch (...) {
            {
                std::lock_guard const lock(mutex_);
                --open_count_;
            }
            freed_.notify_one();
            throw;
        }
    }

    AnyConnection* keep(std::unique_ptr<AnyConnection> fresh)
    {
        std::lock_guard const lock(mutex_);
        lent_.push_back(std::move(fresh));
        return lent_.back().get();
    }

    std::size_t most_;
    std::function<std::unique_ptr<AnyConnection>()> open_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::size_t open_count_ = 0;
    std::vector<std::unique_ptr<AnyConnection>> free_;
    std::vector<std::unique_ptr<AnyConnection>> lent_;
};

} // namespace kith::db
