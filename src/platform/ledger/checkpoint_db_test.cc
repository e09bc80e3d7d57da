// SPDX-License-Identifier: MIT
#include "platform/ledger/checkpoint.h"
#include "platform/ledger/ledgers_test.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

namespace kith::ledger {
namespace {

    std::string file_text(std::filesystem::path const& path)
    {
        std::ifstream in(path);
        return {std::istreambuf_iterator<char>(in), {}};
    }

} // namespace

TEST_CASE("a checkpoint file is read as it was written, and not if a digit was changed")
{
    tests::Folder const folder;
    auto const keys = Keys::open(folder.path() / "keys");
    auto const at = *Instant::read("2026-03-29T00:40:00.000000Z");
    auto const file = folder.path() / "one.checkpoint";
    write(sign({7, sha256("seven")}, at, *keys), file);
    auto const text = file_text(file);
    CHECK(text.starts_with("kith checkpoint\n7\n" + write_hex(sha256("seven"))
        + "\n2026-03-29T00:40:00.000000Z\nsignature "));

    auto const read = read_checkpoint(file);
    REQUIRE(read.ok());
    CHECK(read->head.size == 7);
    CHECK(read->head.root == sha256("seven"));
    CHECK(read->at == at);
    CHECK(read->public_key == keys->signing_public_key());

    for (std::size_t place = 0; place < text.size() - 1; place += 3) {
        auto changed = text;
        changed[place] = changed[place] == '4' ? '5' : '4';
        std::ofstream(file) << changed;
        CHECK_FALSE(read_checkpoint(file).ok());
    }
    CHECK_FALSE(read_checkpoint(folder.path() / "none").ok());
}

TEST_CASE("a checkpoint is kept only if the ledger moved, and of old days only the last stays")
{
    tests::Folder const folder;
    auto const keys = Keys::open(folder.path() / "keys");
    auto const kept = folder.path() / "checkpoints";
    auto const at = [](std::string const& text) { return *Instant::read(text); };
    CHECK_FALSE(newest_checkpoint(kept).has_value());
    CHECK(keep_checkpoint({1, sha256("1")}, at("2026-03-01T10:00:00Z"), *keys, kept).has_value());
    CHECK_FALSE(
        keep_checkpoint({1, sha256("1")}, at("2026-03-01T10:01:00Z"), *keys, kept).has_value());
    keep_checkpoint({2, sha256("2")}, at("2026-03-01T11:00:00Z"), *keys, kept);
    keep_checkpoint({3, sha256("3")}, at("2026-03-03T09:00:00Z"), *keys, kept);
    auto const last = keep_checkpoint({10, sha256("4")}, at("2026-03-03T10:00:00Z"), *keys, kept);
    CHECK(newest_checkpoint(kept) == last);

    thin_checkpoints(kept, at("2026-03-04T10:00:00Z"));
    std::vector<std::string> left;
    for (auto const& file : std::filesystem::directory_iterator(kept))
        left.push_back(file.path().filename().string().substr(0, 12));
    std::sort(left.begin(), left.end());
    CHECK(left == std::vector<std::string>{"000000000002", "000000000003", "000000000010"});
}

} // namespace kith::ledger
