// SPDX-License-Identifier: MIT
#pragma once

// What the public side seals to the hub, and what the hub seals to whoever holds the receipt.
//
// Shapes   JSON, one object each. Keys of another kind or of a newer version are ignored; a key of
//          this kind that is missing or of another shape is not. So what was read is all that
//          there is: written and read again, it is the same.
// Errors   what does not read is `invalid`: the hub sets it aside and says so.

#include "base/result.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::concerns {

enum class ItemKind { report, message, withdraw_contact };

struct Item {
    ItemKind kind = ItemKind::report;
    std::string inbox_id;     // the same however often it is sent
    std::string box;          // where its raiser looks for replies
    std::string box_key = {}; // the public half, base64; reports only
    std::string form = {};
    int form_version = 0;
    std::string language = "en";
    std::string answers = "{}"; // reports: JSON by question name
    std::string body = {};      // messages
    std::string picture = {};   // messages: the number of one that came with it; "" for none

    friend bool operator==(Item const&, Item const&) = default;
};

[[nodiscard]] std::string write(Item const& item);
[[nodiscard]] Result<Item> read_item(std::string_view json);

struct ReplyLine {
    std::string from; // "team" or "you"
    std::string day;  // 2026-03-09: the day only
    std::string body;

    friend bool operator==(ReplyLine const&, ReplyLine const&) = default;
};

struct Reply {
    std::string status;    // "received", "being_read", "finished"
    std::string reference; // what the raiser may quote on the phone
    std::string language = "en";
    bool has_contact = false; // whether contact details are held that could be withdrawn
    std::vector<ReplyLine> lines = {};

    friend bool operator==(Reply const&, Reply const&) = default;
};

[[nodiscard]] std::string write(Reply const& reply);
[[nodiscard]] Result<Reply> read_reply(std::string_view json);

} // namespace kith::concerns
