// SPDX-License-Identifier: MIT
#include "platform/http/multipart.h"
#include "platform/http/spool.h"
#include <doctest/doctest.h>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

using namespace kith;
using namespace kith::http;

namespace {
// What lies on the disk of every file without a name that this process holds.
std::string bytes_without_a_name()
{
    std::string all;
    for (auto const& one : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        auto const target = std::filesystem::read_symlink(one.path(), gone).string();
        if (gone || !target.ends_with("(deleted)"))
            continue;
        auto const file = ::open(one.path().c_str(), O_RDONLY | O_CLOEXEC);
        std::string bytes(1024UL * 1024, '\0');
        auto const size = ::pread(file, bytes.data(), bytes.size(), 0);
        ::close(file);
        all.append(bytes.data(), static_cast<std::size_t>(size > 0 ? size : 0));
    }
    return all;
}

std::string numbered(std::size_t lines)
{
    std::string text;
    for (std::size_t i = 0; i < lines; ++i)
        text += "canary " + std::to_string(i) + "\n";
    return text;
}

std::string form_with_file(std::string const& bytes)
{
    return "--seam\r\nContent-Disposition: form-data; name=\"before\"\r\n\r\nwords\r\n--seam\r\n"
           "Content-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
        + bytes
        + "\r\n--seam\r\nContent-Disposition: form-data; name=\"after\"\r\n\r\nmore "
          "words\r\n--seam--\r\n";
}
} // namespace

TEST_CASE("what is spooled to the disk comes back, from any place, and lies there unreadable")
{
    auto const text = numbered(20'000);
    Spool spool;
    for (std::size_t at = 0; at < text.size(); at += 777) // no multiple of anything
        spool.append(std::string_view(text).substr(at, 777));
    REQUIRE(spool.on_disk());
    CHECK(spool.read_all() == text);
    for (std::size_t const from : {std::size_t(0), std::size_t(1), std::size_t(63), std::size_t(64),
             std::size_t(65'537), text.size() - 5})
        CHECK(spool.read(from, 1'000) == text.substr(from, 1'000));
    auto const raw = bytes_without_a_name();
    CHECK(raw.size() >= text.size());
    CHECK(raw.find("canary") == std::string::npos);
}

TEST_CASE("of a file that is too large the rest is thrown away, and its form is read")
{
    auto const body = form_with_file(std::string(200'000, 'x'));
    for (std::size_t const piece : {std::size_t(1'000), std::size_t(65'536), body.size()}) {
        CAPTURE(piece);
        MultipartReader reader("seam", 100'000);
        for (std::size_t at = 0; at < body.size(); at += piece)
            REQUIRE(reader.feed(std::string_view(body).substr(at, piece)).ok());
        auto const form = reader.finish();
        REQUIRE(form.ok());
        CHECK(form->first("before") == "words");
        CHECK(form->first("after") == "more words");
        REQUIRE(form->uploads().size() == 1);
        CHECK(form->uploads()[0].cut_short);
        CHECK(form->uploads()[0].bytes->size() == 100'000);
    }
    MultipartReader reader("seam", 200'000);
    REQUIRE(reader.feed(body).ok());
    auto const form = reader.finish();
    REQUIRE(form.ok());
    CHECK_FALSE(form->uploads()[0].cut_short);
    CHECK(form->uploads()[0].bytes->size() == 200'000);
}
