// SPDX-License-Identifier: MIT
#include "platform/ledger/tree.h"
#include <doctest/doctest.h>
#include <span>

namespace kith::ledger {
namespace {

    // The eight leaves with which the reference implementation of RFC 6962 tests its trees, and the
    // roots it publishes for the first n of them.
    std::vector<std::string> well_known_leaves()
    {
        std::vector<std::string> leaves;
        for (auto const* digits : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                 "606162636465666768696a6b6c6d6e6f"})
            leaves.push_back(*read_hex(digits));
        return leaves;
    }

    // RFC 9162 §2.1.1, word for word: split at the largest power of two below n.
    Hash root_by_definition(std::span<Hash const> leaves)
    {
        if (leaves.empty())
            return sha256({});
        if (leaves.size() == 1)
            return leaves[0];
        std::size_t split = 1;
        while (split * 2 < leaves.size())
            split *= 2;
        return hash_node(
            root_by_definition(leaves.first(split)), root_by_definition(leaves.subspan(split)));
    }

} // namespace

TEST_CASE("the empty tree has the hash of nothing as its root")
{
    CHECK(write_hex(Frontier{}.root())
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("the first n well-known leaves have the roots published for RFC 6962")
{
    std::vector<std::string> const roots
        = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    Frontier frontier;
    auto const leaves = well_known_leaves();
    for (std::size_t n = 0; n < leaves.size(); ++n) {
        frontier.add(hash_leaf(leaves[n]));
        CHECK(write_hex(frontier.root()) == roots[n]);
    }
}

TEST_CASE("the frontier's root is the root by definition for each size from 0 to 130")
{
    Frontier frontier;
    std::vector<Hash> leaves;
    for (int n = 0; n <= 130; ++n) {
        CHECK(frontier.size() == n);
        CHECK(frontier.root() == root_by_definition(leaves));
        leaves.push_back(hash_leaf(std::to_string(n)));
        frontier.add(leaves.back());
    }
}

TEST_CASE("a frontier written and read goes on to the same roots")
{
    Frontier frontier;
    for (int n = 0; n < 100; ++n) {
        auto read = Frontier::read(frontier.size(), frontier.write());
        REQUIRE(read.has_value());
        CHECK(read->root() == frontier.root());
        frontier.add(hash_leaf(std::to_string(n)));
        read->add(hash_leaf(std::to_string(n)));
        CHECK(read->root() == frontier.root());
    }
}

TEST_CASE("a frontier is not read unless it has one hash for each bit of its size")
{
    CHECK(Frontier::read(0, "").has_value());
    CHECK(Frontier::read(5, std::string(64, 'x')).has_value());
    CHECK_FALSE(Frontier::read(5, std::string(63, 'x')).has_value());
    CHECK_FALSE(Frontier::read(7, std::string(64, 'x')).has_value());
    CHECK_FALSE(Frontier::read(-1, std::string(2048, 'x')).has_value());
}

TEST_CASE("hexadecimal digits have one reading: lower case, in pairs")
{
    CHECK(read_hex("00ff") == std::string("\0\xff", 2));
    CHECK_FALSE(read_hex("00FF").has_value());
    CHECK_FALSE(read_hex("0").has_value());
    CHECK_FALSE(read_hex("0g").has_value());
}

} // namespace kith::ledger
