// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "platform/documents/archive.h"
#include "platform/documents/asked_apart.h"
#include "platform/documents/drawn_pictures_test.h"
#include "platform/documents/file_kind.h"
#include "platform/documents/zip_by_hand_test.h"
#include <doctest/doctest.h>
#include <fstream>
#include <sodium.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kith;
using namespace kith::documents;

namespace {
std::string hash_here(std::string const& bytes)
{
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
        reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    return hash;
}

Source all_of(std::string const& bytes)
{
    return [&bytes, at = std::size_t(0)]() mutable {
        auto piece = at < bytes.size() ? bytes.substr(at, 100'000) : std::string();
        at += piece.size();
        return piece;
    };
}

ArchiveRefusal refusal_for(std::vector<ByHand> const& files, ArchiveCaps const& caps = {})
{
    auto const listed = list_archive(zip_by_hand(files), caps);
    CHECK_FALSE(listed.members.has_value());
    return listed.refusal;
}

std::string zeros(std::size_t size) { return std::string(size, '\0'); }

// Of this process, as it is now.
long kilobytes_here()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word)
        if (word == "VmRSS:") {
            long size = 0;
            status >> size;
            return size;
        }
    return 0;
}
} // namespace

TEST_CASE("a file is what its first bytes say")
{
    CHECK(file_kind_of("%PDF-1.7\n") == FileKind::pdf);
    CHECK(file_kind_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") == FileKind::office);
    CHECK(file_kind_of("{\\rtf1\\ansi") == FileKind::office);
    CHECK(file_kind_of(zip_by_hand({{"a.txt", "words"}})) == FileKind::archive);
    CHECK(file_kind_of(zip_by_hand({})) == FileKind::archive);
    CHECK(file_kind_of(zip_by_hand({{"[Content_Types].xml", "<x/>"}})) == FileKind::office);
    CHECK(file_kind_of(zip_by_hand({{"mimetype", "application/vnd.oasis"}})) == FileKind::office);
    CHECK(file_kind_of(as_jpeg(plain(8, 8, {1, 2, 3}))) == FileKind::jpeg);
    CHECK(file_kind_of("MZ\x90") == std::nullopt);
    for (auto const kind : {FileKind::jpeg, FileKind::png, FileKind::pdf, FileKind::archive,
             FileKind::office, FileKind::text})
        CHECK(read_file_kind(name_of(kind)) == kind);
    CHECK_FALSE(read_file_kind("exe").has_value());
}

TEST_CASE("a text is UTF-8 to its last byte, however it is cut, and holds no control characters")
{
    auto const text = [](std::string const& bytes, std::size_t at_a_time) {
        FileText judged;
        for (std::size_t at = 0; at < bytes.size(); at += at_a_time)
            judged.add(bytes.substr(at, at_a_time));
        return judged.is_text();
    };
    for (std::size_t const each : {1U, 2U, 3U, 7U, 1000U}) {
        CAPTURE(each);
        CHECK(text("R\u00e9my said \u201cno\u201d \U0001F600\n", each));
        CHECK_FALSE(text("R\xe9my", each));
        CHECK_FALSE(text(std::string("a\0b", 3), each));
        CHECK_FALSE(text("cut \xF0\x9F\x98", each));
        CHECK_FALSE(text("", each));
    }
}

TEST_CASE(
    "what is in an archive is listed with sizes and hashes; folders are none, archives stay shut")
{
    auto const inner = zip_by_hand({{"deep.txt", "out of reach"}});
    auto const sent
        = zip_by_hand({{"chat/", "", false}, {"chat/one.txt", "Meet me at the pier"},
                          {"stored.bin", "as it is", false}, {"inner.zip", inner, false}},
            "a comment");
    auto const listed = list_archive(sent, {});
    REQUIRE(listed.members.has_value());
    REQUIRE(listed.members->size() == 3);
    CHECK((*listed.members)[0]
        == ArchiveMember{"chat/one.txt", 19, hash_here("Meet me at the pier"), false});
    CHECK((*listed.members)[1] == ArchiveMember{"stored.bin", 8, hash_here("as it is"), false});
    CHECK((*listed.members)[2].archive);
    CHECK(take_out(sent, {}, 0).bytes == "Meet me at the pier");
    CHECK(take_out(sent, {}, 2).bytes == inner);
    CHECK(take_out(sent, {}, 3).refusal == ArchiveRefusal::no_such_member);
    CHECK(list_archive(zip_by_hand({}), {}).members->empty());
}

TEST_CASE(
    "an archive that leads elsewhere, lies or is not whole is refused, each for its own reason")
{
    for (auto const* const name : {"../../etc/passwd", "/etc/passwd", "a/../../b", "C:x",
             "\\share\\x", "a//b", "", "a\nb", "."}) {
        CAPTURE(name);
        CHECK(refusal_for({{name, "x"}}) == ArchiveRefusal::bad_name);
        CHECK_FALSE(is_good_member_name(name));
    }
    CHECK(is_good_member_name("..a/b..txt"));
    CHECK(refusal_for({{"a.txt", "x"}, {"A.TXT", "y"}}) == ArchiveRefusal::name_twice);
    ByHand one{"a.txt", "some words"};
    one.flags = 0x0801;
    CHECK(refusal_for({one}) == ArchiveRefusal::encrypted);
    one.flags = 0x0800;
    one.method = 12;
    CHECK(refusal_for({one}) == ArchiveRefusal::unknown_packing);
    one.method = 0;
    one.says_crc = 1;
    CHECK(refusal_for({one}) == ArchiveRefusal::damaged);
    one.says_crc = 0;
    one.says_size = 5; // it unpacks to more than it says
    CHECK(refusal_for({one}) == ArchiveRefusal::damaged);
    one.says_size = 50; // and to less
    CHECK(refusal_for({one}) == ArchiveRefusal::damaged);
    one.says_size = 0;
    one.name_in_header = "b.txt"; // another name than the directory's
    CHECK(refusal_for({one}) == ArchiveRefusal::damaged);
    ByHand over{"b.txt", "some words"};
    over.over_the_first = true;
    over.name_in_header = "";
    CHECK(refusal_for({{"a.txt", "some words"}, over}) == ArchiveRefusal::damaged);
    auto const whole = zip_by_hand({{"a.txt", "some words"}, {"b.txt", "more of them"}});
    for (std::size_t left = 0; left < whole.size(); ++left) {
        CAPTURE(left);
        CHECK_FALSE(list_archive(whole.substr(0, left), {}).members.has_value());
    }
    CHECK(list_archive(whole + "more", {}).refusal == ArchiveRefusal::damaged);
    CHECK(list_archive("words", {}).refusal == ArchiveRefusal::not_an_archive);
}

TEST_CASE("an archive within its limits is listed, and past each is refused")
{
    ArchiveCaps caps;
    caps.most_members = 2;
    CHECK(list_archive(zip_by_hand({{"a", "x"}, {"b", "y"}}), caps).members.has_value());
    CHECK(refusal_for({{"a", "x"}, {"b", "y"}, {"c", "z"}}, caps) == ArchiveRefusal::too_many);
    caps = {};
    caps.most_unpacked = 1'000;
    CHECK(list_archive(zip_by_hand({{"a", zeros(1'000)}}), caps).members.has_value());
    CHECK(refusal_for({{"a", zeros(500)}, {"b", zeros(501)}}, caps) == ArchiveRefusal::too_large);
    caps = {};
    // So little is never a bomb, however well it is packed.
    CHECK(list_archive(zip_by_hand({{"a", zeros(never_a_bomb)}}), caps).members.has_value());
    CHECK(refusal_for({{"a", zeros(10'000'000)}}, caps) == ArchiveRefusal::too_dense);
    caps.most_ratio = 2'000;
    CHECK(list_archive(zip_by_hand({{"a", zeros(10'000'000)}}), caps).members.has_value());
    caps.most_of_one = 1'000;
    CHECK(
        take_out(zip_by_hand({{"a", zeros(1'001)}}), caps, 0).refusal == ArchiveRefusal::too_large);
    for (auto const refusal : all_archive_refusals) {
        CHECK_FALSE(name_of(refusal).empty());
        CHECK(in_words(refusal, caps, "file").words.key.starts_with("forms.archive."));
    }
}

TEST_CASE("the limits of an archive are settings, and ship with a source")
{
    auto const shipped = read_archive_caps(shipped_file("data/reference/attachments.toml")).value();
    CHECK(shipped.most_members == 1'000);
    CHECK(shipped.most_unpacked == 256UL * 1024 * 1024);
    CHECK(shipped.most_ratio == 100);
    CHECK(shipped.most_of_one == 20UL * 1024 * 1024);
    CHECK(read_archive_caps("archive_most_files = 5").value().most_members == 5);
    for (auto const* const wrong : {"archive_most_files = 0", "archive_most_ratio = 5000",
             "archive_most_megabytes_unpacked = \"all\"", "most_megabytes = 1000", "= 3"}) {
        CAPTURE(wrong);
        CHECK_FALSE(read_archive_caps(wrong).ok());
    }
}

TEST_CASE("an archive is listed and taken apart in a process of its own, as here")
{
    auto const sent = zip_by_hand({{"one.txt", "Meet me at the pier"}, {"two.bin", zeros(3'000)}});
    auto const there = list_apart({}, {}, sent.size(), all_of(sent));
    REQUIRE(there.members.has_value());
    CHECK(*there.members == *list_archive(sent, {}).members);
    CHECK(take_out_apart({}, {}, 0, sent.size(), all_of(sent)).bytes == "Meet me at the pier");
    CHECK(take_out_apart({}, {}, 9, sent.size(), all_of(sent)).refusal
        == ArchiveRefusal::no_such_member);
    CHECK(list_apart({}, {}, 5, all_of("words")).refusal == ArchiveRefusal::not_an_archive);
    CHECK(list_apart({}, {}, 500, all_of("words")).refusal == ArchiveRefusal::broken);
}

TEST_CASE("nothing that the process says of an archive is taken as it is")
{
    auto const answered_by = [](std::string const& said) {
        return list_apart({"/bin/sh", {"-c", "printf '" + said + "'"}}, {}, 0, all_of(""));
    };
    std::string const hash(32, 'h');
    for (auto const& said :
        std::vector<std::string>{"listed", "listed 1\\n", "listed 1\\nfile 5 0 4\\n" + hash + "nam",
            "listed 1\\nfile 5 0 4\\n" + hash + "namemore",
            "listed 1\\nfile 5 0 4\\n" + hash + "../a", "listed 2000\\n",
            "listed 1\\nfile 999999999999 0 4\\n" + hash + "name", std::string("so to speak")}) {
        CAPTURE(said);
        CHECK(answered_by(said).refusal == ArchiveRefusal::broken);
        CHECK_FALSE(answered_by(said).members.has_value());
    }
    // The smallest answer that is one, so that those above fail for what is wrong with them.
    CHECK(answered_by("listed 1\\nfile 5 0 4\\n" + hash + "name").members.has_value());
    CHECK(answered_by("too_dense\\n").refusal == ArchiveRefusal::too_dense);
    auto const out
        = take_out_apart({"/bin/sh", {"-c", "printf 'out 3\\nabcd'"}}, {}, 0, 0, all_of(""));
    CHECK_FALSE(out.bytes.has_value());
    CHECK_FALSE(cover_apart({"/bin/sh", {"-c", "printf 'covered 3\\nabc'"}}, {}, "").has_value());
}

TEST_CASE("a bomb is refused for what it is, in 256 MiB, whether it says what it holds or lies")
{
    constexpr std::size_t gigabyte = 1024UL * 1024 * 1024;
    // A gigabyte of zeros is a megabyte of archive: packed in pieces, for this process too.
    auto const packed = deflated(zeros(gigabyte / 8));
    ByHand honest{"zeros", packed, false};
    honest.method = 8;
    honest.says_size = gigabyte / 8;
    ByHand lying = honest;
    lying.says_size = 50'000;
    auto const told = zip_by_hand({honest, {"b", "x"}});
    auto const lied = zip_by_hand({lying, {"b", "x"}});
    ArchiveCaps roomy; // as far as an operator may open it
    roomy.most_ratio = 1'000;
    roomy.most_unpacked = 4'000UL * 1024 * 1024;
    int pipe_ends[2];
    REQUIRE(::pipe(pipe_ends) == 0);
    auto const child = ::fork(); // in which nothing else was waited for
    if (child == 0) {
        auto const before = kilobytes_here();
        auto const one = list_apart({}, {}, told.size(), all_of(told)).refusal;
        auto const two = list_apart({}, {}, lied.size(), all_of(lied)).refusal;
        auto const three = list_apart({}, roomy, told.size(), all_of(told));
        rusage used{};
        ::getrusage(RUSAGE_CHILDREN, &used);
        auto const grew = used.ru_maxrss - before;
        std::string const said = std::string(name_of(one)) + ' ' + std::string(name_of(two)) + ' '
            + (grew <= 256L * 1024 ? "small" : "large " + std::to_string(grew));
        (void)three;
        (void)!::write(pipe_ends[1], said.data(), said.size());
        ::_exit(0);
    }
    ::close(pipe_ends[1]);
    std::string said(200, '\0');
    auto const came = ::read(pipe_ends[0], said.data(), said.size());
    said.resize(came > 0 ? static_cast<std::size_t>(came) : 0);
    ::close(pipe_ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(said == "too_dense damaged small");
}

TEST_CASE("what is covered of a picture is black in the copy, and nowhere else")
{
    auto const sent = as_jpeg(plain(400, 200, {250, 250, 250}));
    auto const covered = cover_apart({}, {{500, 0, 500, 500}}, sent);
    REQUIRE(covered.has_value());
    auto const drawn = decode_jpeg(*covered);
    REQUIRE(drawn.pixels.has_value());
    CHECK(drawn.pixels->at(300, 40)[0] < 20);
    CHECK(drawn.pixels->at(100, 40)[0] > 230);
    CHECK(drawn.pixels->at(300, 160)[0] > 230);
    CHECK(*covered == *cover(sent, {{500, 0, 500, 500}}));
    CHECK_FALSE(cover(sent, {{500, 0, 501, 500}}).has_value());
    CHECK_FALSE(cover_apart({}, {{0, 0, 0, 10}}, sent).has_value());
    CHECK_FALSE(cover_apart({}, {}, "GIF89a").has_value());
    CHECK(cover_apart({}, {}, sent).has_value());
}
