// SPDX-License-Identifier: MIT
#pragma once

// Words of the desk as they are sealed with a submission's key: texts by name, filled up to whole
// kibibytes. The room's own.

#include "intelligence/room.h"
#include "platform/db/db.h"
#include <map>
#include <string>
#include <string_view>

namespace kith::intelligence {

using SealedFields = std::map<std::string, std::string, std::less<>>;

[[nodiscard]] db::Bytes seal_fields(Change& change, SubmissionId id, SealedFields const& fields);
// Nothing, for who may not do `act` and for what was destroyed.
[[nodiscard]] SealedFields open_fields(
    Visit const& visit, std::string_view act, access::Facts const& facts, std::string_view sealed);
[[nodiscard]] std::string field_of(SealedFields const& fields, std::string_view name);

} // namespace kith::intelligence
