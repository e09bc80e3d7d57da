// SPDX-License-Identifier: MIT
#include "app/desk.h"
#include <array>
#include <fmt/core.h>
#include <pwd.h>

namespace kith::app {

Hub& Desk::hub()
{
    if (!hub_) {
        own_hub_ = std::make_unique<Hub>(folder_);
        hub_ = own_hub_.get();
    }
    return *hub_;
}

std::string name_of_user(unsigned id)
{
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 4096> room{};
    if (::getpwuid_r(id, &entry, room.data(), room.size(), &found) == 0 && found)
        return entry.pw_name;
    return fmt::format("user {}", id);
}

} // namespace kith::app
