// SPDX-License-Identifier: MIT
#pragma once

// The page of a person's photograph, and what the identity bar shows of it.

#include "people/photographs.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::people {

[[nodiscard]] Result<http::Response> ask_photograph(
    People const& room, Visit const& visit, http::Request const& request);
[[nodiscard]] Result<http::Response> record_photograph(
    People const& room, Visit const& visit, http::Request const& request);
[[nodiscard]] Result<http::Response> end_photograph(
    People const& room, Visit const& visit, http::Request const& request);
[[nodiscard]] Result<http::Response> restore_photograph(
    People const& room, Visit const& visit, http::Request const& request);

// {href, src}; undefined if none is to be shown.
[[nodiscard]] html::Value photograph_view(Visit const& visit, PersonId person);

} // namespace kith::people
