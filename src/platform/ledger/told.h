// SPDX-License-Identifier: MIT
#pragma once

// The words of an entry that people typed, purpose and text, sealed as one.
//
// Shapes   the purpose's size (decimal digits and a line feed), the purpose, the text. Sealed with
//          the subject's key; with the folder's own where an entry has no subject.
// Errors   opening answers nothing if the key was destroyed or the bytes were damaged.

#include "platform/ledger/keys.h"
#include <optional>
#include <string>

namespace kith::ledger {

struct Told {
    std::string purpose = {};
    std::string text = {};
};

[[nodiscard]] std::string seal_told(
    db::Connection& connection, Keys& keys, Thing const& subject, Told const& told);
[[nodiscard]] std::optional<Told> open_told(
    db::Connection& connection, Keys const& keys, Thing const& subject, std::string_view sealed);

} // namespace kith::ledger
