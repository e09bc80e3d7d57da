// SPDX-License-Identifier: MIT
#pragma once

// The page of whoever leads a team: who holds what, what is late, what is reviewed soon, when each
// case was gone through last, and what nobody has yet.
//
// 1. People stand by name. Nobody is ranked, and nothing is added up into a mark.
// 2. Of a case it shows what the leader may read anyway, each by its own rule.
// 3. How far it looks ahead for reviews is data: clocks.toml, "review.ahead".
// 4. It is of the teams the visitor leads, each by itself: one they only work in is not theirs to
//    lead. Two of one name are told apart by their area, or by their agency.
// 5. Only decided cases are counted, up to "more than 1,000"; cases are listed fifty at a time.
//
// Cost     team_page_store.h; and the views of the fifty that are shown.

#include "cases/room.h"
#include "cases/supervision.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <map>
#include <string>
#include <vector>

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
inline constexpr std::size_t most_counted = 1000; // of a team
inline constexpr std::size_t shown_at_once = 50;

struct TeamView {
    TeamId team = {};
    std::string name = {};
    bool more = false;                   // more open cases than are counted
    std::vector<HeldBy> workers = {};    // by name; those who hold nothing stand there too
    std::vector<Case> waiting = {};      // allocated to nobody
    std::vector<TeamClock> late = {};    // the earliest due first
    std::vector<TeamClock> reviews = {}; // due from now on and within "review.ahead"
    std::map<CaseId, Supervision> gone_through = {}; // the last time, as far as it may be read

    [[nodiscard]] std::size_t open() const;
};
// Of each team that the visitor leads; none for who leads none.
[[nodiscard]] std::vector<TeamView> teams_led(Cases const& room, Visit const& visit);

void join_team_page(House& house, Cases& room);

} // namespace kith::cases
