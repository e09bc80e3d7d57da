// SPDX-License-Identifier: MIT
#include "platform/http/spool.h"
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sodium.h>
#include <system_error>
#include <unistd.h>

namespace kith::http {

namespace {
    [[noreturn]] void disk_refused(char const* what)
    {
        throw std::system_error(errno, std::generic_category(), what);
    }
} // namespace

Spool::~Spool()
{
    if (file_ >= 0)
        ::close(file_);
    sodium_memzero(key_.data(), key_.size());
}

void Spool::append(std::string_view bytes)
{
    if (file_ < 0 && memory_.size() + bytes.size() > kept_in_memory) {
        auto const folder = std::filesystem::temp_directory_path();
        file_ = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if (file_ < 0)
            disk_refused("no room for an upload in the folder for temporary files");
        randombytes_buf(key_.data(), key_.size());
        write_out(memory_);
        memory_ = {};
    }
    if (file_ < 0)
        memory_.append(bytes);
    else
        write_out(bytes);
    size_ += bytes.size();
}

// A stream of its own for each Spool, entered at any place: in whole blocks of 64 bytes.
void Spool::turn(std::uint64_t from, std::string& bytes) const
{
    constexpr std::uint64_t block = 64;
    static constexpr std::array<unsigned char, crypto_stream_xchacha20_NONCEBYTES> one_of_its_own{};
    bytes.insert(0, from % block, '\0');
    auto* const raw = reinterpret_cast<unsigned char*>(bytes.data());
    crypto_stream_xchacha20_xor_ic(
        raw, raw, bytes.size(), one_of_its_own.data(), from / block, key_.data());
    bytes.erase(0, from % block);
}

void Spool::write_out(std::string_view plain)
{
    std::string sealed(plain);
    turn(written_, sealed);
    written_ += plain.size();
    std::string_view bytes = sealed;
    while (!bytes.empty()) {
        auto const written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            disk_refused("an upload could not be kept");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string Spool::read(std::uint64_t from, std::size_t most) const
{
    if (from >= size_)
        return {};
    if (file_ < 0)
        return memory_.substr(static_cast<std::size_t>(from), most);
    std::string bytes(std::min<std::uint64_t>(most, size_ - from), '\0');
    std::size_t got = 0;
    while (got < bytes.size()) {
        auto const n = ::pread(
            file_, bytes.data() + got, bytes.size() - got, static_cast<off_t>(from + got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            disk_refused("an upload could not be read back");
        got += static_cast<std::size_t>(n);
    }
    turn(from, bytes);
    return bytes;
}

} // namespace kith::http
