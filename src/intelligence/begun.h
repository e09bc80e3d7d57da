// SPDX-License-Identifier: MIT
#pragma once

// The form of a submission, empty or begun by a room above with what one of its records says.

#include "intelligence/room.h"
#include "platform/http/response.h"
#include <string>

namespace kith::intelligence {

struct Begun {
    forms::Answers answers = {};
    Thing drawn_from = {};   // nothing: it is drawn from no record
    std::string beside = {}; // what stands over the form: what the child thinks of it
    std::string back = "/intelligence";
    std::string back_text = "Back to intelligence";
};
[[nodiscard]] forms::Answers empty_submission(Intelligence const& room);
[[nodiscard]] http::Response begin(
    Intelligence const& room, Visit const& visit, Begun const& begun);

} // namespace kith::intelligence
