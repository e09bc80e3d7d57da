// SPDX-License-Identifier: MIT
#pragma once

// How a room joins: one function of the room adds all it brings to what the platform keeps.
//
//     void join(House& house, Concerns& room); // routes with their permissions, navigation,
//     predicates, jobs
//
// `app` makes the House, lets every room join, reads the policies (which name the rooms'
// predicates) and then opens the doors.
//
// Threads  filled on one thread, before anything runs.

#include "platform/access/gate.h"
#include "platform/access/operations.h"
#include "platform/access/pages.h"
#include "platform/access/routes.h"
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace kith {

// Work that comes round: run again and again on a thread of its own, `every` after the last run
// ended. What it throws is logged, and it is run again; a server that stops waits for the run in
// hand.
struct Job {
    std::string name;
    std::chrono::milliseconds every;
    std::function<void(access::Gate const&)> run;
};

struct House {
    access::Routes routes;
    access::Predicates predicates;
    std::vector<access::NavigationEntry> navigation; // in the order of joining; at most seven
    std::vector<access::Operation> operations;       // of the JSON API, for its document
    std::vector<Job> jobs;
};

} // namespace kith
