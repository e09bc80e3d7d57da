// SPDX-License-Identifier: MIT
#include "platform/ledger/key_file.h"
#include "platform/ledger/hash.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <fstream>
#include <sodium.h>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

namespace kith::ledger {
namespace {

    constexpr std::string_view key_title = "kith master key 1";
    constexpr std::size_t check_digits = 16;

    [[noreturn]] void refuse_key(std::filesystem::path const& file, std::string_view why)
    {
        throw std::runtime_error(fmt::format("The file {} {}", file.string(), why));
    }

    struct Open {
        int number;
        Open(std::filesystem::path const& path, int flags, mode_t mode = 0)
            : number(::open(path.c_str(), flags | O_CLOEXEC, mode))
        {
            if (number < 0)
                refuse_key(path, fmt::format("cannot be opened: {}", std::strerror(errno)));
        }
        Open(Open const&) = delete;
        Open& operator=(Open const&) = delete;
        ~Open() { ::close(number); }
    };

    void put_on_disk(std::filesystem::path const& path, std::string_view text)
    {
        Open const file(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
        for (std::size_t done = 0; done < text.size();) {
            auto const wrote = ::write(file.number, text.data() + done, text.size() - done);
            if (wrote < 0 && errno == EINTR)
                continue;
            if (wrote <= 0)
                refuse_key(path, fmt::format("cannot be written: {}", std::strerror(errno)));
            done += static_cast<std::size_t>(wrote);
        }
        if (::fsync(file.number) != 0)
            refuse_key(path, fmt::format("did not reach the disk: {}", std::strerror(errno)));
    }

    void sync_folder_of(std::filesystem::path const& file)
    {
        auto const folder = file.has_parent_path() ? file.parent_path() : ".";
        Open const open(folder, O_RDONLY | O_DIRECTORY);
        ::fsync(open.number);
    }

    std::string check_of(std::string_view key)
    {
        return write_hex(sha256(key)).substr(0, check_digits);
    }

    void expect_private(std::filesystem::path const& file, Readers allowed)
    {
        struct stat about { };
        if (::stat(file.c_str(), &about) != 0)
            refuse_key(file,
                "is not there. Bring it back from where it is kept: without it nothing that was "
                "sealed can be read");
        mode_t const refused = allowed == Readers::owner_only ? 077 : 007;
        if ((about.st_mode & refused) != 0)
            refuse_key(file, "may be read by others. Take their permission away (chmod 600)");
    }

} // namespace

void Secret::Forget::operator()(unsigned char* bytes) const { sodium_free(bytes); }

Secret::Secret() : bytes_(static_cast<unsigned char*>(sodium_malloc(width)))
{
    if (!bytes_)
        throw std::bad_alloc();
    sodium_memzero(bytes_.get(), width);
}

Secret read_key_file(std::filesystem::path const& file, Readers allowed)
{
    expect_private(file, allowed);
    std::ifstream in(file);
    std::string title;
    std::string digits;
    std::string check;
    std::getline(in, title);
    std::getline(in, digits);
    std::getline(in, check);
    auto key = title == key_title ? read_hex(digits) : std::nullopt;
    bool const whole = key && key->size() == Secret::width && check == check_of(*key);
    Secret secret;
    if (whole)
        std::memcpy(secret.data(), key->data(), Secret::width);
    sodium_memzero(digits.data(), digits.size());
    if (key)
        sodium_memzero(key->data(), key->size());
    if (!whole)
        refuse_key(file, "is damaged or is not a key of Kith. Bring back the copy you keep");
    return secret;
}

void write_once(std::filesystem::path const& file, std::string_view text)
{
    auto waiting = file;
    waiting += fmt::format(".{:08x}.new", randombytes_random());
    put_on_disk(waiting, text);
    bool const named = ::link(waiting.c_str(), file.c_str()) == 0;
    auto const why = errno;
    ::unlink(waiting.c_str());
    if (!named && why != EEXIST)
        refuse_key(file, fmt::format("cannot be made: {}", std::strerror(why)));
    sync_folder_of(file);
}

void write_key_file(std::filesystem::path const& file, Secret const& key)
{
    std::string bytes(reinterpret_cast<char const*>(key.data()), Secret::width);
    auto text = fmt::format("{}\n{}\n{}\n", key_title, write_hex(bytes), check_of(bytes));
    write_once(file, text);
    sodium_memzero(bytes.data(), bytes.size());
    sodium_memzero(text.data(), text.size());
}

void make_key_file(std::filesystem::path const& file)
{
    Secret key;
    randombytes_buf(key.data(), Secret::width);
    write_key_file(file, key);
}

void forget_file(std::filesystem::path const& file)
{
    if (!std::filesystem::exists(file))
        return;
    {
        std::string const zeros(std::filesystem::file_size(file), '0');
        Open const over(file, O_WRONLY);
        if (::pwrite(over.number, zeros.data(), zeros.size(), 0) >= 0)
            ::fsync(over.number);
    }
    std::filesystem::remove(file);
    sync_folder_of(file);
}

} // namespace kith::ledger
