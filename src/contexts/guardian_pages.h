// SPDX-License-Identifier: MIT
#pragma once

// The guardians of a context on pages: the list, and one short form for each act.
//
// Errors   as the store's; a refused form comes back filled in, a late save with what stands now.

#include "contexts/answers.h"
#include "contexts/guardian.h"
#include "contexts/pages.h"

namespace kith::contexts {

// What was answered, over what stands; problems stay with the answers.
[[nodiscard]] Guardian read_guardian_answers(Answers& answers, Guardian const& stands);
// A box on the context's page; nothing for whoever may not read its guardians.
[[nodiscard]] std::optional<html::Value> guardians_panel(
    Visit const& visit, Context const& context);

Result<Response> show_guardians(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_guardian(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> record_guardian(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_guardian_change(
    Contexts const& room, Visit const& visit, Request const& request);
Result<Response> change_guardian(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> ask_guardian_end(Contexts const& room, Visit const& visit, Request const& request);
Result<Response> end_guardian(Contexts const& room, Visit const& visit, Request const& request);

} // namespace kith::contexts
