// SPDX-License-Identifier: MIT
#include "concerns/receipt.h"
#include "concerns/sent_pictures.h"
#include <array>
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <sodium.h>
#include <unistd.h>

using namespace kith;
using namespace kith::concerns;

namespace {
namespace fs = std::filesystem;

// The two folders, and a hub's key pair.
struct PictureDesk {
    PictureDesk()
    {
        auto name = (fs::temp_directory_path() / "kith-pictures-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        post = {fs::path(name) / "inbox", fs::path(name) / "outbox"};
        fs::create_directories(folder());
        REQUIRE(sodium_init() >= 0);
        crypto_box_keypair(key(hub_key), key(secret));
    }
    PictureDesk(PictureDesk const&) = delete;
    PictureDesk& operator=(PictureDesk const&) = delete;
    ~PictureDesk() { fs::remove_all(post.inbox.parent_path()); }

    [[nodiscard]] fs::path folder() const { return post.inbox / "pictures"; }
    [[nodiscard]] fs::path file(std::string const& number) const
    {
        return folder() / (number + ".sealed");
    }
    [[nodiscard]] std::string drop(std::string const& bytes) const
    {
        auto const spool = std::make_shared<http::Spool>();
        spool->append(bytes);
        return drop_picture(post, hub_key, {"picture", "van.jpg", "image/jpeg", spool});
    }
    [[nodiscard]] Result<std::string> opened(std::string const& number) const
    {
        auto const upload = TRY(open_picture(post, number, [this](std::string_view sealed) {
            std::string text(sealed.size() - crypto_box_SEALBYTES, '\0');
            auto const well = crypto_box_seal_open(key(text),
                                  reinterpret_cast<unsigned char const*>(sealed.data()),
                                  sealed.size(), key(hub_key), key(secret))
                == 0;
            return well ? std::optional(text) : std::nullopt;
        }));
        return upload.bytes->read_all();
    }
    static unsigned char* key(std::string& bytes)
    {
        return reinterpret_cast<unsigned char*>(bytes.data());
    }
    static unsigned char const* key(std::string const& bytes)
    {
        return reinterpret_cast<unsigned char const*>(bytes.data());
    }

    Post post;
    std::string hub_key = std::string(crypto_box_PUBLICKEYBYTES, '\0');
    std::string secret = std::string(crypto_box_SECRETKEYBYTES, '\0');
};

std::string some_bytes(std::size_t size)
{
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i * 31 + i / 251);
    return bytes;
}

std::string read_file(fs::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
void write_file(fs::path const& path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}
} // namespace

TEST_CASE(
    "a picture comes out at the hub as it went in, whatever its size, and lies sealed between")
{
    PictureDesk const desk;
    for (std::size_t const size : {1UL, 100UL, 65536UL, 65537UL, 131072UL, 300000UL}) {
        CAPTURE(size);
        auto const bytes = some_bytes(size);
        auto const number = desk.drop(bytes);
        REQUIRE(desk.opened(number).ok());
        CHECK(*desk.opened(number) == bytes);
        if (size >= 100)
            CHECK(read_file(desk.file(number)).find(bytes.substr(0, 40)) == std::string::npos);
        take_picture_away(desk.post, number);
        CHECK(desk.opened(number).error().code == Code::not_found);
    }
}

TEST_CASE("one that was cut, changed, put together anew or sealed to another hub is refused")
{
    PictureDesk const desk;
    auto const number = desk.drop(some_bytes(200000));
    auto const whole = read_file(desk.file(number));
    for (auto const cut : {std::size_t(0), std::size_t(50), std::size_t(80), std::size_t(110),
             whole.size() - 1, whole.size() - 70000}) {
        CAPTURE(cut);
        write_file(desk.file(number), whole.substr(0, cut));
        CHECK(desk.opened(number).error().code == Code::invalid);
    }
    for (auto const at : {std::size_t(10), std::size_t(90), std::size_t(5000), whole.size() - 3}) {
        CAPTURE(at);
        auto changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        write_file(desk.file(number), changed);
        CHECK(desk.opened(number).error().code == Code::invalid);
    }
    constexpr std::size_t begins = 80 + 24;
    constexpr std::size_t piece = 65536 + 17;
    auto swapped = whole.substr(0, begins) + whole.substr(begins + piece, piece)
        + whole.substr(begins, piece) + whole.substr(begins + 2 * piece);
    REQUIRE(swapped.size() == whole.size());
    write_file(desk.file(number), swapped);
    CHECK(desk.opened(number).error().code == Code::invalid);
    write_file(desk.file(number), whole);
    CHECK(desk.opened(number).ok());

    PictureDesk const other;
    write_file(other.file(number), whole);
    CHECK(other.opened(number).error().code == Code::invalid);
}

TEST_CASE("what is no number names no file")
{
    PictureDesk const desk;
    write_file(desk.post.inbox / "report.sealed", "sealed");
    for (auto const* const name : {"", "../report", "report", "a/b", "00000000"})
        CHECK(desk.opened(name).error().code == Code::not_found);
    take_picture_away(desk.post, "../report");
    CHECK(fs::exists(desk.post.inbox / "report.sealed"));
}

TEST_CASE("what no report names goes after a day, and the oldest first once too much waits")
{
    PictureDesk const desk;
    std::array<std::string, 3> numbers;
    for (int i = 0; i < 3; ++i) {
        numbers[std::size_t(i)] = desk.drop(some_bytes(1000));
        fs::last_write_time(desk.file(numbers[std::size_t(i)]),
            fs::file_time_type::clock::now() - std::chrono::hours(30 - 10 * i));
    }
    CHECK(sweep_pictures(desk.post) == 1); // of 30, 20 and 10 hours ago
    CHECK_FALSE(fs::exists(desk.file(numbers[0])));
    auto const one = fs::file_size(desk.file(numbers[1]));
    CHECK(sweep_pictures(desk.post, std::chrono::hours(24), 2 * one) == 0);
    CHECK(sweep_pictures(desk.post, std::chrono::hours(24), one) == 1);
    CHECK(desk.opened(numbers[2]).ok());
    PictureDesk const none;
    fs::remove_all(none.folder());
    CHECK(sweep_pictures(none.post) == 0);
}
