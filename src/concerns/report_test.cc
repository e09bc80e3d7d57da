// SPDX-License-Identifier: MIT
#include "concerns/post.h"
#include "concerns/report.h"
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>

using namespace kith;
using namespace kith::concerns;

namespace {
// A folder of the test's own.
struct TwoFolders {
    TwoFolders()
    {
        std::string pattern
            = (std::filesystem::temp_directory_path() / "kith-post-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
        post = {folder / "inbox", folder / "outbox"};
        std::filesystem::create_directories(post.inbox);
        std::filesystem::create_directories(post.outbox);
    }
    TwoFolders(TwoFolders const&) = delete;
    TwoFolders& operator=(TwoFolders const&) = delete;
    ~TwoFolders() { std::filesystem::remove_all(folder); }
    std::filesystem::path folder;
    Post post;
};
} // namespace

TEST_CASE("a report that was written reads back whole")
{
    Item item;
    item.inbox_id = "00ff";
    item.box = "abcd";
    item.box_key = "key";
    item.form = "concerns/report";
    item.form_version = 1;
    item.answers = R"({"about":["place"],"what":"“Free food” after dark"})";
    auto const read = read_item(write(item));
    REQUIRE(read.ok());
    CHECK(read->answers == item.answers);
    CHECK(read->form_version == 1);
    CHECK(read->kind == ItemKind::report);
}

TEST_CASE("what is no item is refused, and never guessed at")
{
    CHECK_FALSE(read_item("").ok());
    CHECK_FALSE(read_item("[]").ok());
    CHECK_FALSE(read_item(R"({"kind":"spell","inbox_id":"1","box":"2"})").ok());
    CHECK_FALSE(read_item(R"({"kind":"message","box":"2"})").ok());
    CHECK_FALSE(read_item(R"({"kind":"report","inbox_id":"1","box":"2"})").ok()); // no form, no key
}

TEST_CASE("an item whose box could not be a file of the outbox is refused")
{
    auto const item = [](std::string const& box) {
        return R"({"kind":"message","inbox_id":"00ff","language":"en","body":"","box":")" + box
            + R"("})";
    };
    CHECK(read_item(item("00ff")).ok());
    CHECK_FALSE(read_item(item("../keys/master")).ok());
    CHECK_FALSE(read_item(item("00FF")).ok());
    CHECK_FALSE(read_item(item(std::string(65, 'a'))).ok());
}

TEST_CASE("what another kind of item would hold is not read, and so never comes back changed")
{
    auto const read = read_item(R"({"kind":"message","inbox_id":"ab","box":"cd","language":"pl",)"
                                R"("body":"Yes","box_key":"k","form_version":3,)"
                                R"("answers":{"at":"a van"},"newer":1})");
    REQUIRE(read.ok());
    CHECK(read->body == "Yes");
    CHECK(read->language == "pl");
    CHECK(read->box_key.empty());
    CHECK(read->form_version == 0);
    CHECK(read->answers == "{}");
    CHECK(read_item(write(*read)).value() == *read);
}

TEST_CASE("a report with a version no form has, or with answers no form gives, is refused")
{
    auto const item = [](std::string const& version, std::string const& answers) {
        return R"({"kind":"report","inbox_id":"ab","box":"cd","language":"en","box_key":"k",)"
               R"("form":"concerns/report","form_version":)"
            + version + R"(,"answers":)" + answers + "}";
    };
    CHECK(read_item(item("1", R"({"what":"a van"})")).ok());
    CHECK_FALSE(read_item(item("0", "{}")).ok());
    CHECK_FALSE(read_item(item("-1", "{}")).ok());
    CHECK_FALSE(read_item(item("4294967297", "{}")).ok()); // 2^32 + 1: an int would say 1
    CHECK_FALSE(read_item(item("1.5", "{}")).ok());
    CHECK_FALSE(read_item(item(R"("1")", "{}")).ok());
    CHECK_FALSE(read_item(item("1", "[]")).ok());
    CHECK_FALSE(read_item(item("1", R"({"what":0.1})")).ok());
    CHECK_FALSE(read_item(item("1", "{\"what\":\"\xff\"}")).ok()); // not UTF-8
}

TEST_CASE("a reply that lacks a part, or holds a line that is none, is refused")
{
    auto const reply = [](std::string const& lines) {
        return R"({"status":"received","reference":"C","language":"en","has_contact":true,)"
               R"("lines":)"
            + lines + "}";
    };
    CHECK(read_reply(reply("[]")).ok());
    CHECK_FALSE(read_reply(reply("{}")).ok());
    CHECK_FALSE(read_reply(reply(R"(["Thank you"])")).ok());
    CHECK_FALSE(read_reply(reply(R"([{"from":"team","day":"2026-03-09"}])")).ok());
    CHECK_FALSE(read_reply(R"({"status":"received"})").ok());
}

TEST_CASE("a reply that was written reads back whole")
{
    Reply reply;
    reply.status = "finished";
    reply.reference = "C-7KM-4QX9";
    reply.has_contact = true;
    reply.lines = {{"team", "2026-03-09", "Thank you"}};
    auto const read = read_reply(write(reply));
    REQUIRE(read.ok());
    CHECK(read->has_contact);
    REQUIRE(read->lines.size() == 1);
    CHECK(read->lines[0].body == "Thank you");
}

TEST_CASE("an item dropped twice waits once, and is gone when it is taken away")
{
    TwoFolders const folders;
    drop(folders.post, "00aa", "sealed once");
    drop(folders.post, "00aa", "sealed twice");
    auto const found = waiting(folders.post, 10);
    REQUIRE(found.size() == 1);
    CHECK(found[0].sealed == "sealed twice");
    take_away(folders.post, "00aa");
    CHECK(waiting(folders.post, 10).empty());
}

TEST_CASE("what is half written does not wait, and what was set aside is kept")
{
    TwoFolders const folders;
    std::ofstream(folders.post.inbox / "00bb.sealed.part") << "half";
    CHECK(waiting(folders.post, 10).empty());
    drop(folders.post, "00cc", "unreadable");
    set_aside(folders.post, "00cc");
    CHECK(waiting(folders.post, 10).empty());
    CHECK(read_whole(folders.post.inbox / "unreadable" / "00cc.sealed").value() == "unreadable");
}

TEST_CASE("a box that nobody has laid anything in is not found, and a name that is no box is our "
          "own fault")
{
    TwoFolders const folders;
    CHECK_FALSE(read_box(folders.post, "0123").ok());
    CHECK_THROWS((void)read_box(folders.post, "../keys/master"));
    CHECK_THROWS(drop(folders.post, "", "x"));
}
