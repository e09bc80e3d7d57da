// SPDX-License-Identifier: MIT
#pragma once

// The ledger: every write, decision and look, in the same transaction as what it tells of.
//
// An entry holds ids, the act, the rule that allowed it and a text sealed with its subject's own
// key: what changed, and the purpose. Its leaf is the hash of its place, the columns and the hash
// of the sealed bytes (record.h; RFC 9162: SHA-256, 0x00 before a leaf, 0x01 before a node), so
// `verify` needs no key, and lawful erasure, which destroys the key and the bytes, leaves the
// proof. Entries go in without a place; SQLite's writer numbers them at the end of each batch, on
// PostgreSQL one sequencer under an advisory lock does so within a second.
//
// A look is an entry too: which records one visit was handed, kept as rows of `looks` whose hash is
// in the entry.
//
// Cost     an append is one insert (and one a record looked at), and a read of the subject's key;
//          numbering n entries is n updates and about 2n hashes.
// Threads  `append` belongs to the transaction of its connection; `Sequencer` has its own thread.
// Errors   database failures are thrown: if the ledger cannot write, nothing else is written.

#include "base/ids.h"
#include "base/time.h"
#include "platform/db/db.h"
#include "platform/ledger/hash.h"
#include "platform/ledger/keys.h"
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kith::ledger {

// Who did it, acting for whom, and why.
struct Actor {
    AccountId account = {}; // none for the program itself
    AgencyId agency = {};
    std::string process = {}; // "inbox", "sequencer", … where no person acted
    std::string purpose = {};
};

struct Entry {
    Actor actor;
    std::string act; // "create", "decide", "look", "sign in", …
    Thing thing;     // what it was done to
    Thing subject;   // whose key seals the text: a person, a context, or (none) the thing itself
    std::string rule = {}; // the policy rule that allowed it
    std::string text = {}; // sealed; what changed, in words or JSON
    std::vector<Thing> looked_at = {};
};

// Adds an entry inside the transaction of `connection`.
EntryId append(db::Connection& connection, Keys& keys, Entry const& entry, Instant now);

// Gives places, from 1 on and in the order of (at, id), to the entries that have none, and extends
// the tree; at most 5,000 in one call. SQLite: runs before each commit. PostgreSQL: inside a write
// of its own, where only one of several callers at a time does anything. Returns how many it
// numbered. An entry that is committed late, with an earlier time, gets a later place.
std::size_t number_entries(db::Connection& connection);

// Makes SQLite's writer number entries at the end of each batch; nothing to do on PostgreSQL, where
// the Sequencer does it. Call it once, when the migrations have run.
void number_at_commit(db::Database& database);

// Lawful erasure of what the ledger says about a subject: its key and the sealed bytes go, ids,
// acts and proof stay, and an entry "erase" tells of it. Returns how many texts went.
struct Erasure {
    Thing subject;
    std::string rule; // the law or decision that asks for it; it stands in the clear
};
std::size_t erase(db::Connection& connection, Keys& keys, Actor const& actor,
    Erasure const& erasure, Instant now);

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
// names the entry by place and id. Entries that are added meanwhile are proven too, up to the head
// as it was read last; those that have no place yet are a problem only if they have been waiting
// for more than a minute when a later entry has its place.
struct Verdict {
    std::int64_t entries = 0; // that have a place
    std::int64_t waiting = 0; // that have none yet
    std::int64_t looks = 0;
    std::int64_t erased = 0; // texts that were lawfully erased
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
    Thing subject;
    std::string sealed;       // as it stands: "" if there was no text, or if it was erased
    bool erased = false;      // there was a text, and it was lawfully erased
    std::string purpose = {}; // opened, if the keys were given
    std::string text = {};
};
[[nodiscard]] std::vector<Line> lines_about(
    db::Connection& connection, Thing const& thing, std::size_t limit);
[[nodiscard]] std::vector<Line> lines_about(
    db::Connection& connection, Keys const& keys, Thing const& thing, std::size_t limit);

} // namespace kith::ledger
