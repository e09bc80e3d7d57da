// SPDX-License-Identifier: MIT
#pragma once

// The ledger: every write, decision and look, in the same transaction as what it tells of.
//
// An entry holds ids, the act, the rule that allowed it and a text sealed with its subject's own
// key. Its leaf is the hash of the columns and of the sealed bytes (RFC 9162: SHA-256, 0x00 before
// a leaf, 0x01 before a node), so `verify` needs no key, and lawful erasure, which destroys the key
// and the bytes, leaves the proof. Entries go in without a place; SQLite's writer numbers them at
// the end of each batch, on PostgreSQL one sequencer under an advisory lock does so within a
// second.
//
// A look is an entry too: which records one visit was handed, kept as rows of `looks` whose hash is
// in the entry.
//
// Cost     an append is one insert (and one a record looked at); numbering n entries hashes about
// 2n nodes. Threads  `append` belongs to the transaction of its connection; `Sequencer` has its own
// thread. Errors   database failures are thrown: if the ledger cannot write, nothing else is
// written.

#include "base/ids.h"
#include "base/time.h"
#include "platform/db/db.h"
#include "platform/ledger/keys.h"
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kith::ledger {

using Hash = std::array<std::uint8_t, 32>;

// Who did it, acting for whom, and why.
struct Actor {
    AccountId account = {}; // none for the program itself
    AgencyId agency = {};
    std::string process = {}; // "inbox", "sequencer", … where no person acted
    std::string purpose = {};
};

struct Entry {
    Actor actor;
    std::string act;  // "create", "decide", "look", "sign in", …
    Thing thing;      // what it was done to
    Thing subject;    // whose key seals the text: a person, a context, or the thing itself
    std::string rule; // the policy rule that allowed it
    std::string text; // sealed; what changed, in words or JSON
    std::vector<Thing> looked_at = {};
};

// Adds an entry inside the transaction of `connection`.
EntryId append(db::Connection& connection, Keys& keys, Entry const& entry, Instant now);

// Gives places to the entries that have none and extends the tree. SQLite: call as
// Database::before_commit. PostgreSQL: inside a write of its own. Returns how many it numbered.
std::size_t number_entries(db::Connection& connection);

// The tree as it stands.
struct Head {
    std::int64_t size = 0;
    Hash root{};
};
[[nodiscard]] Head head(db::Connection& connection);

// A signed statement of the head, which an agency keeps as a witness.
struct Checkpoint {
    Head head;
    Instant at;
    std::string signature = {}; // Ed25519 over "kith checkpoint\n<size>\n<root>\n<at>\n"
    std::string public_key = {};
};
[[nodiscard]] Checkpoint sign(Head const& head, Instant at, Keys const& keys);
void write(Checkpoint const& checkpoint, std::filesystem::path const& file);
[[nodiscard]] Result<Checkpoint> read_checkpoint(std::filesystem::path const& file);
[[nodiscard]] std::optional<std::filesystem::path> newest_checkpoint(
    std::filesystem::path const& folder);

// Proof of the whole history, without a server and without keys. Each problem is a sentence that
// names the entry by place and id.
struct Verdict {
    std::int64_t entries = 0;
    Hash root{};
    std::optional<Instant> checkpoint_at = {}; // the checkpoint it was held against, if any
    std::vector<std::string> problems = {};    // empty means: proven (at most 100 are named)
};
[[nodiscard]] Verdict verify(
    db::Connection& connection, std::vector<Checkpoint> const& held_against);

// What the ledger says of one thing, newest first: for "who has looked at this?".
struct Line {
    std::int64_t place = 0; // 0 until numbered
    EntryId id;
    Instant at;
    AccountId account;
    AgencyId agency;
    std::string process;
    std::string act;
    std::string rule;
    std::string purpose;
};
[[nodiscard]] std::vector<Line> lines_about(
    db::Connection& connection, Thing const& thing, std::size_t limit);

} // namespace kith::ledger
