// SPDX-License-Identifier: MIT
#pragma once

// The two folders between the public side and the hub, which share no database.
//
// The public side adds to the inbox: each item sealed to the hub's key, written under another name,
// fsynced (file and folder) and only then renamed and acknowledged. The hub takes each in once and
// deletes the file. The hub writes the outbox: one file a box, sealed to the raiser's own key,
// replaced whole.
//
// Shapes   an item is JSON: {"kind": "report" | "message" | "withdraw", "inbox_id": …, "box": …,
// …}. Errors   a disk that refuses throws: the raiser is then told that it was not sent.

#include "base/result.h"
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::concerns {

struct Post {
    std::filesystem::path inbox;
    std::filesystem::path outbox;
};

// Durable when it returns. The same id again replaces the same item.
void drop(Post const& post, std::string const& inbox_id, std::string_view sealed);

struct Dropped {
    std::string inbox_id;
    std::string sealed;
};
[[nodiscard]] std::vector<Dropped> waiting(Post const& post, std::size_t at_most);
void take_away(Post const& post, std::string const& inbox_id);
void set_aside(Post const& post,
    std::string const& inbox_id); // what cannot be read is kept, under inbox/unreadable

void lay_out(Post const& post, std::string const& box, std::string_view sealed);
[[nodiscard]] Result<std::string> read_box(
    Post const& post, std::string const& box); // not_found if there is none

// Writes a file so that after a power cut it is there whole or not at all.
void write_durably(std::filesystem::path const& file, std::string_view bytes);
[[nodiscard]] Result<std::string> read_whole(std::filesystem::path const& file);

} // namespace kith::concerns
