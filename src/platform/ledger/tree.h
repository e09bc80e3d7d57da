// SPDX-License-Identifier: MIT
#pragma once

// The Merkle tree of RFC 9162 §2.1, grown one leaf at a time.
//
// Of a tree of n leaves only the frontier is kept: the roots of the largest whole subtrees, left to
// right, one for each bit that is set in n. A new leaf joins equal neighbours from the right, as a
// carry does in addition; the root of the whole joins what is left, from the right too.
//
// Cost     adding a leaf hashes two nodes on average; the root at most 63.
// Threads  values only.

#include "platform/ledger/hash.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::ledger {

[[nodiscard]] Hash hash_leaf(std::string_view data);               // SHA-256(0x00, data)
[[nodiscard]] Hash hash_node(Hash const& left, Hash const& right); // SHA-256(0x01, left, right)

class Frontier {
public:
    void add(Hash const& leaf);
    [[nodiscard]] std::int64_t size() const { return size_; }
    [[nodiscard]] Hash root() const; // of no leaves: SHA-256 of nothing

    // The kept hashes one after another, left to right. Reading answers nothing unless there is one
    // hash for each bit set in `size`.
    [[nodiscard]] std::string write() const;
    [[nodiscard]] static std::optional<Frontier> read(std::int64_t size, std::string_view hashes);

private:
    std::int64_t size_ = 0;
    std::vector<Hash> peaks_;
};

} // namespace kith::ledger
