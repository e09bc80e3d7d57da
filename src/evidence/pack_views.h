// SPDX-License-Identifier: MIT
#pragma once

// Packs as pages show them. Each is given what its caller has found.

#include "evidence/pack.h"
#include "evidence/room.h"
#include "platform/html/value.h"

namespace kith::evidence {

[[nodiscard]] std::string address_of(PackId id); // /evidence/packs/…
[[nodiscard]] std::string address_of(PackItem const& item);
// A line of the macro work_list.
[[nodiscard]] html::Value pack_row(Evidence const& room, Visit const& visit, Pack const& pack);
// {place, title, kind, state, check, href, decision, file}
[[nodiscard]] html::Value item_view(
    Evidence const& room, Visit const& visit, WholePack const& all, PackItem const& item);
// [{number, name, with_unused, to_do, ended, copies: [{number, hash, size, when, by, href}], …}]
[[nodiscard]] html::Value recipients_view(
    Evidence const& room, Visit const& visit, WholePack const& all);
// What is taken out of it: [{words, part, for_whom, reason, by, href, gone}]
[[nodiscard]] html::Value redactions_view(
    Evidence const& room, Visit const& visit, WholePack const& all, PackItem const& item);

} // namespace kith::evidence
