// SPDX-License-Identifier: MIT
#pragma once

// Every command of `kith` with its options, and which work each is.
//
// Shapes   `add_commands` fills a CLI11 application; when its words are read, `words` holds what
//          they say and `work` what is to be done. Both stand as long as the application.

#include "app/clock_command.h"
#include "app/export_command.h"
#include "app/import_command.h"
#include "app/key_commands.h"
#include "app/known_command.h"
#include "app/link_command.h"
#include "app/people_commands.h"
#include "app/place_commands.h"
#include "app/serve.h"
#include "app/wording_command.h"
#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string>

namespace kith::app {

// What the words of a command ask for.
struct Words {
    Settings settings = {};
    ServeOptions serve = {};
    std::string staff = "127.0.0.1:8080";
    std::string public_side = "127.0.0.1:8081";
    std::string asked = {};
    std::filesystem::path path = {};
    std::filesystem::path checkpoint = {};
    bool json = false;
    bool try_cage = false;
    bool asked_apart = false;
    bool tls_from_input = false;
    ProtectWanted protect = {};
    DemoWanted demo = {};
    PersonWanted person = {};
    PlaceWanted place = {};
    LinkWanted link = {};
    KnownWanted known = {};
    ClockWanted clock = {};
    ImportWanted import = {};
    ExportWanted returns = {};
    WordingWanted wording = {};
};

// One of the two: a command that writes works at a desk, which may be within the server.
struct Work {
    std::function<int()> alone = {};
    std::function<int(Desk&)> at_desk = {};
    bool makes_a_kith = false; // at the desk: also in a folder that holds none yet
};

void add_commands(CLI::App& kith, Words& words, Work& work);

} // namespace kith::app
