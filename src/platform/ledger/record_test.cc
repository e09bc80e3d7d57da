// SPDX-License-Identifier: MIT
#include "platform/ledger/record.h"
#include "platform/ledger/tree.h"
#include <doctest/doctest.h>
#include <functional>

namespace kith::ledger {
namespace {

    Uuid uuid_of(std::string_view text) { return *Uuid::read(text); }

    Record sample_record()
    {
        return {.at = Instant(1),
            .id = EntryId(uuid_of("00112233-4455-4677-8899-aabbccddeeff")),
            .account = {},
            .agency = {},
            .process = "inbox",
            .act = "create",
            .thing = {"concern", uuid_of("10112233-4455-4677-8899-aabbccddeeff")},
            .subject = {},
            .rule = ""};
    }

} // namespace

TEST_CASE("an entry's content is hashed over the documented bytes")
{
    std::string const by_hand = "kith ledger entry 1\n" // the title
        + *read_hex("0100000010"
                    "00112233445546778899aabbccddeeff") // id
        + *read_hex("0100000008"
                    "0000000000000001") // one microsecond after 1970
        + *read_hex("0000")             // no account, no agency
        + *read_hex("0100000005") + "inbox" + *read_hex("0100000006") + "create"
        + *read_hex("0100000007") + "concern"
        + *read_hex("0100000010"
                    "10112233445546778899aabbccddeeff")
        + *read_hex("0100000000"
                    "00")         // a subject of no kind and no id
        + *read_hex("0100000000") // no rule
        + *read_hex("0000");      // nothing sealed, no looks
    CHECK(content_of(sample_record()) == sha256(by_hand));
}

TEST_CASE("a leaf is the hash of 0x00, its place and its content")
{
    Hash const content = sha256("content");
    CHECK(leaf_of(258, content)
        == sha256(*read_hex("00"
                            "0000000000000102")
            + bytes_of(content)));
    CHECK(leaf_of(1, content) != leaf_of(2, content));
}

TEST_CASE("each field of an entry counts, and none can pass for its neighbour")
{
    std::vector<std::function<void(Record&)>> const changes = {
        [](Record& r) { r.at = Instant(2); },
        [](Record& r) { r.id = EntryId(uuid_of("00112233-4455-4677-8899-aabbccddeefe")); },
        [](Record& r) { r.account = AccountId(r.id.uuid()); },
        [](Record& r) { r.agency = AgencyId(r.id.uuid()); },
        [](Record& r) { r.process = "inbo", r.act = "xcreate"; },
        [](Record& r) { r.process = "inboxc", r.act = "reate"; },
        [](Record& r) { r.thing.kind = "Concern"; },
        [](Record& r) { r.thing.id = {}; },
        [](Record& r) {
            r.subject = {"concern", r.thing.id};
        },
        [](Record& r) { r.subject.kind = "person"; },
        [](Record& r) { r.rule = "all may raise a concern"; },
        [](Record& r) { r.sealed_hash = sha256(""); },
        [](Record& r) { r.looks_hash = sha256(""); },
    };
    std::vector<Hash> seen = {content_of(sample_record())};
    for (auto const& change : changes) {
        auto record = sample_record();
        change(record);
        auto const content = content_of(record);
        for (auto const& other : seen)
            CHECK(content != other);
        seen.push_back(content);
    }
}

TEST_CASE("looks hash the same in any order, and otherwise if one differs")
{
    auto const one = uuid_of("00112233-4455-4677-8899-aabbccddeeff");
    auto const two = uuid_of("10112233-4455-4677-8899-aabbccddeeff");
    Look const first{Instant(1), EntryId(one), {"person", one}, {}};
    Look const second{Instant(1), EntryId(one), {"person", two}, {}};
    auto other = second;
    other.account = AccountId(one);
    CHECK(hash_looks({first, second}) == hash_looks({second, first}));
    CHECK(hash_looks({first, second}) != hash_looks({first}));
    CHECK(hash_looks({first, second}) != hash_looks({first, other}));
}

} // namespace kith::ledger
