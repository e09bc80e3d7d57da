// SPDX-License-Identifier: MIT
#pragma once

// A ZIP file read by its central directory, within limits. Belongs in a process of its own
// (asked_apart.h): only the fuzzer and tests call it in theirs.
//
// 1. What is not whole is refused, not filled in: each file is where the directory says, under the
//    same name, of the size and checksum that stand there; no two overlap; nothing follows the end.
// 2. Unpacked is at most what ArchiveCaps says: in number, in all, and against what it is packed.
// 3. A name that leads elsewhere (`..`, a first `/`, a drive), that is no text, or that stands
//    twice (letters' case aside) is refused. So is what is encrypted, or packed otherwise than by
//    Deflate.
// 4. An archive within is listed and never opened: the depth is one.
//
// Units    bytes. Cost  one inflating of each file, 64 KiB at a time; nothing of it is kept.
// Errors   ArchiveRefusal; the sentence for each is in `in_words`.
// Sources  PKWARE APPNOTE 6.3.10; RFC 1951.

#include "base/result.h"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::documents {

// data/reference/attachments.toml
struct ArchiveCaps {
    std::uint64_t most_members = 1'000;
    std::uint64_t most_unpacked = 256UL * 1024 * 1024; // of all
    std::uint64_t most_ratio = 100;                    // unpacked to packed, of each and of all
    std::uint64_t most_of_one = 20UL * 1024 * 1024;    // that is taken out
};
[[nodiscard]] Result<ArchiveCaps> read_archive_caps(std::string_view toml);
[[nodiscard]] ArchiveCaps shipped_archive_caps(); // throws where the overlay's file does not read

// So little may be packed as well as it will.
inline constexpr std::uint64_t never_a_bomb = 64UL * 1024;

enum class ArchiveRefusal {
    not_an_archive,
    damaged,
    encrypted,
    unknown_packing,
    too_many,
    too_large,
    too_dense,
    bad_name,
    name_twice,
    no_such_member,
    took_too_long,
    broken
};
inline constexpr ArchiveRefusal all_archive_refusals[]
    = {ArchiveRefusal::not_an_archive, ArchiveRefusal::damaged, ArchiveRefusal::encrypted,
        ArchiveRefusal::unknown_packing, ArchiveRefusal::too_many, ArchiveRefusal::too_large,
        ArchiveRefusal::too_dense, ArchiveRefusal::bad_name, ArchiveRefusal::name_twice,
        ArchiveRefusal::no_such_member, ArchiveRefusal::took_too_long, ArchiveRefusal::broken};
[[nodiscard]] std::string_view name_of(ArchiveRefusal refusal); // "too_dense"
[[nodiscard]] Error in_words(
    ArchiveRefusal refusal, ArchiveCaps const& caps, std::string field = {});

struct ArchiveMember {
    std::string name = {}; // UTF-8
    std::uint64_t size = 0;
    std::string sha256 = {}; // 32 bytes
    bool archive = false;    // by its first bytes
    friend bool operator==(ArchiveMember const&, ArchiveMember const&) = default;
};
// Either, never both. Folders are none.
struct Listed {
    std::optional<std::vector<ArchiveMember>> members = {};
    ArchiveRefusal refusal = ArchiveRefusal::broken;
};
[[nodiscard]] Listed list_archive(std::string_view bytes, ArchiveCaps const& caps);

struct TakenOut {
    std::optional<std::string> bytes = {};
    ArchiveRefusal refusal = ArchiveRefusal::broken;
};
// By its place in the list, from 0.
[[nodiscard]] TakenOut take_out(
    std::string_view bytes, ArchiveCaps const& caps, std::size_t number);

[[nodiscard]] bool is_good_member_name(std::string_view name);

} // namespace kith::documents
