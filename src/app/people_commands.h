// SPDX-License-Identifier: MIT
#pragma once

// `kith user`, `kith token`, `kith demo`: the commands that make accounts. Each prints what is
// shown once.

#include "app/desk.h"
#include <string>

namespace kith::app {

struct PersonWanted {
    std::string sign_in_name = {};
    std::string name = {};
    std::string role = {};
    std::string agency = {}; // its code
    std::string team = {};   // its name, or empty
};

int add_user(Desk& desk, PersonWanted const& wanted);
int fresh_password(Desk& desk, PersonWanted const& wanted);
int forget_second_step(Desk& desk, PersonWanted const& wanted);
int close_user(Desk& desk, PersonWanted const& wanted);
int list_users(Settings const& settings);
int make_token(Desk& desk, PersonWanted const& wanted);

struct DemoWanted {
    std::string size = "small";
    std::uint64_t seed = 1;
};
int demo(Settings const& settings, DemoWanted const& wanted);

} // namespace kith::app
