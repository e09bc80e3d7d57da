// SPDX-License-Identifier: MIT
#pragma once

// The page of whoever leads a team: who holds what, what is late, what is reviewed soon, when each
// case was gone through last, and what nobody has yet.
//
// 1. People stand by name. Nobody is ranked, and nothing is added up into a mark.
// 2. Of a case it shows what the leader may read anyway, each by its own rule.
// 3. How far it looks ahead for reviews is data: clocks.toml, "review.ahead".
//
// Cost     one indexed read or two for each open case of the leader's teams, at most 500.

#include "cases/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

struct TeamClock {
    Case of;
    CaseClock clock;
};
struct HeldBy {
    AccountId worker = {}; // none: allocated to nobody yet
    std::string name = {};
    std::vector<Case> cases = {};
};
struct TeamView {
    TeamId team = {};
    std::string name = {};
    std::vector<HeldBy> workers = {};    // by name; those who hold nothing stand there too
    std::vector<Case> waiting = {};      // allocated to nobody
    std::vector<TeamClock> late = {};    // the earliest due first
    std::vector<TeamClock> reviews = {}; // due from now on and within "review.ahead"

    [[nodiscard]] std::size_t open() const;
};
// Of each team of the visitor whose cases they supervise; none for who leads none.
[[nodiscard]] std::vector<TeamView> teams_led(Cases const& room, Visit const& visit);

void join_team_page(House& house, Cases& room);

} // namespace kith::cases
