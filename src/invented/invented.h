// SPDX-License-Identifier: MIT
#pragma once

// The front door of invented: a made-up place and a year in it, for demonstrations and tests.
//
// `lay_overlay` comes first, before reference facts are read: it writes the invented districts,
// council, team and numbers beside the real ones into the folder's overlay. `tell` then adds
// agencies, people who sign in and postcodes, and lets a year of concerns happen through the rooms'
// own front doors, each act at its time, so that ledger, clocks and policies are real. The year
// ends at the moment the clock shows when it is called; the clock shows that moment again after.
//
// Shapes   stories, people and places are data/invented/*.toml, *.csv. The same seed tells the same
//          words at the same times; ids, references, passwords and receipts differ each time.
// Cost     small: 60 concerns, some seconds, most of it hashing passwords and receipts. town,
//          county and region: 20,000, 100,000 and 1,500,000 people in households, three in a
//          hundred of them held twice, 95 schools, places and online spaces, 3,000 concerns more;
//          under a minute, about two, and half an hour.
// Threads  one; it hashes on all cores. Nothing else may use the clock meanwhile.
// Errors   `conflict` if the database holds an agency already. A story that a room refuses is our
//          error: std::logic_error, naming story and act.

#include "base/reference.h"
#include "cases/cases.h"
#include "concerns/concerns.h"
#include "disruption/disruption.h"
#include "intelligence/intelligence.h"
#include "missing/missing.h"
#include "platform/access/gate.h"
#include "platform/access/passwords.h"
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::invented {

enum class Size { small, town, county, region };
[[nodiscard]] Result<Size> read_size(std::string_view text);

struct Invented {
    Clock& clock; // the one that the gate and the room read
    access::Gate const& gate;
    access::PasswordHasher const& hasher;
    concerns::Concerns const& room;
    cases::Cases const& cases;
    disruption::Disruption const& disruption;
    missing::Missing const& missing;
    intelligence::Intelligence const& intelligence;
    std::string public_own_key; // 32 bytes: the public side's, so that receipts open there
    std::function<void(std::size_t acts, std::size_t of)> progress = {}; // people count as acts
};

struct SignIn {
    std::string sign_in_name;
    std::string name;
    std::string works_as; // "Triage worker, Quillshire Council"
    std::string one_time_password;
};

// One who told of a worry can go on with it on the public side.
struct ShownReceipt {
    std::string words;
    std::string what; // "about free food at a takeaway in Quillmouth"
};

// A second record of somebody, made by another agency with a slip: the truth that a search, or
// "Same person?", can be held against.
struct HeldTwice {
    Reference second;
    Reference first;
    std::string slip;                  // "typo", "pet name", "moved", …
    std::string by;                    // who brought it over: a sign-in name
    std::string name, birth, postcode; // of the second; the last two may be empty
};

struct Told {
    std::vector<SignIn> sign_ins = {};
    std::vector<ShownReceipt> receipts = {};
    std::size_t postcodes = 0;
    std::size_t people = 0; // records of people; of the small place, none
    std::vector<HeldTwice> held_twice = {};
    std::size_t contexts = 0;
    std::size_t concerns = 0;
    std::size_t decided = 0;
    std::size_t messages = 0; // sent by either side, beside the replies of decisions
    std::size_t steps = 0;    // of cases
};

void lay_overlay(std::filesystem::path const& overlay_folder);
[[nodiscard]] std::string write_truth(std::vector<HeldTwice> const& held_twice); // as CSV
[[nodiscard]] Result<Told> tell(Invented const& invented, Size size, std::uint64_t seed);

} // namespace kith::invented
