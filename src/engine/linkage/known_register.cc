// SPDX-License-Identifier: MIT
#include "engine/linkage/known_register.h"
#include "engine/linkage/known_look.h"
#include <mutex>
#include <shared_mutex>

namespace kith::linkage {

struct KnownRegister::Held {
    Held(SavedModel const& saved, Variants variants, double presumed)
        : model(saved, presumed), rows(std::move(variants), model)
    {
    }
    GivenModel model;
    KnownRows rows;
    mutable std::shared_mutex guard = {}; // of rows

    // Look-ups hand on what they worked on, so that none begins with nothing.
    [[nodiscard]] std::unique_ptr<LookRoom> room() const
    {
        std::scoped_lock const lock(rooms_guard_);
        if (rooms_.empty())
            return std::make_unique<LookRoom>();
        auto one = std::move(rooms_.back());
        rooms_.pop_back();
        return one;
    }
    void give_back(std::unique_ptr<LookRoom> one) const
    {
        std::scoped_lock const lock(rooms_guard_);
        rooms_.push_back(std::move(one));
    }

private:
    mutable std::mutex rooms_guard_ = {};
    mutable std::vector<std::unique_ptr<LookRoom>> rooms_ = {};
};

KnownRegister::KnownRegister(SavedModel const& model, Variants variants, double presumed)
    : held_(std::make_unique<Held>(model, std::move(variants), presumed))
{
}
KnownRegister::~KnownRegister() = default;

void KnownRegister::put(Uuid const& person, std::span<Written const> rows)
{
    std::unique_lock const lock(held_->guard);
    held_->rows.put(person, rows);
}
void KnownRegister::remove(Uuid const& person)
{
    std::unique_lock const lock(held_->guard);
    held_->rows.remove(person);
}
std::size_t KnownRegister::size() const
{
    std::shared_lock const lock(held_->guard);
    return held_->rows.size();
}

std::vector<Found> KnownRegister::find(Sought const& sought, std::size_t most, May const& may) const
{
    auto room = held_->room();
    std::vector<Found> found;
    {
        std::shared_lock const lock(held_->guard);
        found = Look(held_->rows, held_->model, *room, sought).answer(most, may);
    }
    held_->give_back(std::move(room));
    return found;
}

} // namespace kith::linkage
