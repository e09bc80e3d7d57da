// SPDX-License-Identifier: MIT
#pragma once

// A form that was sent when its sign-in had ended: nothing that somebody typed is lost.
//
// Until somebody gives a password nothing is stored: the form travels in the page of signing in,
// sealed with the folder's key, so that no flood of strangers fills a disk. With the right password
// of the account whose form it is, and of no other, it is kept, sealed with that account's key,
// until it comes back filled in on its page. Whose it is, the form's own token says. It is never
// sent by itself, and is gone an hour after it was typed.
//
// Shapes   the sealed text of the page is base64url without padding.
// Errors   `not_found` for one that is another's, too old, or damaged: nothing tells which.
// Threads  as the connection.

#include "platform/access/accounts.h"
#include "platform/http/form_data.h"
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace kith::access {

inline constexpr std::chrono::minutes kept_for{60};
inline constexpr std::size_t most_kept = 10; // of one account; the oldest make room
inline constexpr std::string_view kept_field = "kept";

struct KeptForm {
    KeptFormId id = {};
    AccountId account = {};
    Instant kept_at = {};
    std::string address = {}; // where it was sent, with its query
    std::string from = {};    // the page it was on, as far as the browser said
    http::FormData form = {}; // without the token, which was the ended session's
};

// For the page of signing in.
[[nodiscard]] std::string seal_form(ledger::Keys const& keys, KeptForm const& kept);
[[nodiscard]] Result<KeptForm> open_form(
    ledger::Keys const& keys, std::string_view sealed, Instant now);

// In the transaction that finds the password right. The same one again changes nothing.
void keep_form(Writing const& writing, KeptForm const& kept);
[[nodiscard]] Result<KeptForm> find_kept(db::Connection& connection, ledger::Keys const& keys,
    AccountId account, KeptFormId id, Instant now);
std::int64_t forget_kept_forms(db::Connection& connection, Instant before);

// Where a kept form comes back, and which one an address means.
[[nodiscard]] std::string page_of_kept(KeptFormId id); // "/kept/…"
[[nodiscard]] std::optional<KeptFormId> kept_at_page(std::string_view address);

// What was typed as prose, to be read even where a page has no place to show it.
[[nodiscard]] std::vector<std::string> prose_of(http::FormData const& form);

} // namespace kith::access
