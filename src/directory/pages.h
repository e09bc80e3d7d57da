// SPDX-License-Identifier: MIT
#pragma once

// The staff pages "Who do I call?" and "Help".
//
// What was asked is sent by POST: where a child lives stands in no address, log or history.

#include "directory/directory.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::directory {

[[nodiscard]] Result<http::Response> ask_who(
    Directory const& room, access::Visit const& visit, http::Request const& request);
[[nodiscard]] Result<http::Response> show_who(
    Directory const& room, access::Visit const& visit, http::Request const& request);

[[nodiscard]] Result<http::Response> show_help(
    Directory const& room, access::Visit const& visit, http::Request const& request);

} // namespace kith::directory
