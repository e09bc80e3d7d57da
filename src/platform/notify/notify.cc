// SPDX-License-Identifier: MIT
#include "platform/notify/notify.h"
#include "platform/ledger/changed.h"
#include <algorithm>

namespace kith::notify {

Notify::Listening::~Listening()
{
    if (!notify_)
        return;
    std::lock_guard const lock(notify_->mutex_);
    notify_->listeners_.erase(at_);
}

Notify::Listening Notify::listen(Told told)
{
    std::lock_guard const lock(mutex_);
    return {*this, listeners_.insert(listeners_.end(), std::move(told))};
}

void Notify::publish(std::string_view topic)
{
    std::lock_guard const lock(mutex_); // held meanwhile: whoever stops listening is not in a call
    for (auto const& told : listeners_)
        told(topic);
}

void Notify::follow(db::Connection& connection, Instant now)
{
    auto const begins = now - reads_back;
    auto const was_set_back = from_ && now < *from_; // the clock of a demonstration
    auto const first = !from_ || was_set_back;
    auto const from = first ? begins : *from_;
    auto const later = std::max(from, begins);
    std::map<std::string, std::int64_t> count;
    for (auto const& of : ledger::count_changed(connection, from, later)) {
        auto const was = count_.find(of.kind);
        if (!first && of.from > (was == count_.end() ? 0 : was->second))
            publish(of.kind);
        count[of.kind] = of.from_later;
    }
    count_ = std::move(count);
    from_ = later;
}

Job follow_changed(Notify& notify)
{
    return {"tell live pages what changed", follows_every, [&notify](access::Gate const& gate) {
                auto const lease = gate.database().reader();
                notify.follow(*lease, gate.clock().now());
            }};
}

} // namespace kith::notify
