// SPDX-License-Identifier: MIT
#pragma once

// A value as JSON, for the `dump` filter: what JSON.stringify writes. It is escaped like any text
// when put out.

#include "platform/html/value.h"
#include <string>

namespace kith::html {

[[nodiscard]] std::string json_text(Value const& value, int indent);

} // namespace kith::html
