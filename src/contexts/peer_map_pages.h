// SPDX-License-Identifier: MIT
#pragma once

// The peer map of a group on pages: the list first, then the picture; one short form for each act.
//
// Errors   as the store's; a refused form comes back filled in, a late save with what stands now.

#include "contexts/answers.h"
#include "contexts/pages.h"
#include "contexts/peer_map.h"

namespace kith::contexts {

// What was answered, over what stands; problems stay with the answers.
[[nodiscard]] PeerMap read_map_answers(Answers& answers, PeerMap const& stands);
[[nodiscard]] Member read_member_answers(
    Contexts const& room, Date today, Answers& answers, Member const& stands);
[[nodiscard]] links::Link read_tie_answers(Contexts const& room, Date today, Answers& answers);

Result<Response> show_peer_map(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> print_peer_map(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_peer_map(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> record_peer_map(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> finish_peer_map(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_peer_map_end(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> end_peer_map(Contexts const& room, Visit const& visit, Request const& request);

Result<Response> ask_member(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> record_member(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_member_change(
    Contexts const& room, Visit const& visit, Request const& request);
Result<Response> change_member(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_member_off(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> take_member_off(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_tie(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> record_tie(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_tie_off(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> drop_tie(Contexts const& room, Visit const& visit, Request const& request);

} // namespace kith::contexts
