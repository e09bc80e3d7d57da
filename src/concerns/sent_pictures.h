// SPDX-License-Identifier: MIT
#pragma once

// Pictures that somebody sends with a public report or a message: from the public side, which keeps
// no database, to the hub, beside the inbox (post.h).
//
// 1. The public side believes a file's first bytes and nothing else, and parses none of it. It
//    seals the bytes to the hub's key, a piece at a time, into a file of its own, fsynced before
//    the page says that the picture is there. It cannot read it again.
// 2. The page carries the file's number in its sealed draft; only a report or message that is sent
//    names it to the hub.
// 3. The hub opens it, draws it anew in a process apart (platform/documents), and hangs it on the
//    concern. What cannot be drawn is said to whoever reads the concern, and is not kept.
// 4. What no report names goes after a day; the oldest goes first once more than a share of the
//    disk waits, so that a flood fills no disk.
//
// Shapes   a file: the piece key, in a sealed box to the hub (libsodium crypto_box_seal); the
// header
//          of a crypto_secretstream_xchacha20poly1305; pieces of 64 KiB and 17 bytes, the last
//          tagged as such, so that one that was cut is found.
// Cost     64 KiB in memory, whatever the size.
// Errors   a disk that refuses throws std::system_error; a file that is damaged, cut or sealed to
//          another hub is `invalid`, one that is not there `not_found`.

#include "base/result.h"
#include "base/time.h"
#include "concerns/post.h"
#include "platform/http/form_data.h"
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kith::concerns {

inline constexpr char const* picture_field = "picture"; // the question's name, and the form field's

// What is waiting, beyond which the oldest goes: 4 GiB.
inline constexpr std::uint64_t most_waiting = std::uint64_t(4) << 30U;

// Durable when it returns: its number, a version 4 UUID.
[[nodiscard]] std::string drop_picture(
    Post const& post, std::string_view hub_key, http::Upload const& upload);

using OpenSealedBox = std::function<std::optional<std::string>(std::string_view sealed)>;
[[nodiscard]] Result<http::Upload> open_picture(
    Post const& post, std::string const& number, OpenSealedBox const& open);
void take_picture_away(Post const& post, std::string const& number);
// Rule 4, by the time that stands on the files. Returns how many went.
std::size_t sweep_pictures(Post const& post, std::chrono::seconds kept = std::chrono::hours(24),
    std::uint64_t most = most_waiting);

} // namespace kith::concerns
