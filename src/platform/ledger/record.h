// SPDX-License-Identifier: MIT
#pragma once

// An entry as it stands in its row, and the bytes that are hashed for it.
//
// Content  SHA-256 of "kith ledger entry 1\n" and the fields in this order: id, at, account,
// agency,
//          process, act, thing kind, thing id, subject kind, subject id, rule, SHA-256 of the
//          sealed bytes, hash of the looks. A field that is absent is the byte 0; one that is there
//          is the byte 1, its size (four bytes, most significant first) and its bytes. Ids are
//          their 16 bytes; the moment is its microseconds since 1970 in eight bytes.
// Looks    SHA-256 of "kith ledger looks 1\n" and, for each row in the order of (kind, id), the
//          fields at, entry, thing kind, thing id, account, written in the same way.
// Leaf     SHA-256 of 0x00, the place in eight bytes, and the content: RFC 9162's leaf hash. So a
//          leaf is tied to its place, and an entry that was moved is told by itself.
// Errors   reading a row answers nothing if a column is not what we would have written, to the
//          letter: an id in capitals means the same and is still not ours.

#include "base/ids.h"
#include "base/time.h"
#include "platform/db/db.h"
#include "platform/ledger/hash.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::ledger {

struct Record {
    Instant at;
    EntryId id;
    AccountId account;
    AgencyId agency;
    std::string process;
    std::string act;
    Thing thing;
    Thing subject;
    std::string rule;
    std::optional<Hash> sealed_hash = {};
    std::optional<Hash> looks_hash = {};
};

struct Look {
    Instant at;
    EntryId entry;
    Thing thing;
    AccountId account;

    friend auto operator<=>(Look const&, Look const&) = default;
};

[[nodiscard]] Hash content_of(Record const& record);
[[nodiscard]] Hash hash_looks(std::vector<Look> looks);
[[nodiscard]] Hash leaf_of(std::int64_t place, Hash const& content);

[[nodiscard]] std::optional<Record> read_record(db::Row const& row, db::Kind kind);
[[nodiscard]] std::optional<Look> read_look(db::Row const& row, db::Kind kind);
[[nodiscard]] std::optional<Hash> read_hash(db::Row const& row, std::string_view column);

} // namespace kith::ledger
