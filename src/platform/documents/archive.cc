// SPDX-License-Identifier: MIT
#include "platform/documents/archive.h"
#include "base/encoding.h"
#include "platform/documents/file_kind.h"
#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <sodium.h>
#include <zlib.h>

namespace kith::documents {
namespace {
    constexpr std::size_t end_size = 22;
    constexpr std::size_t longest_comment = 65'535;
    constexpr std::size_t listed_size = 46;
    constexpr std::size_t header_size = 30;
    constexpr std::size_t room_for_output = 64UL * 1024;

    std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size)
    {
        std::uint64_t value = 0;
        for (std::size_t i = size; i-- > 0;)
            value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
        return value;
    }

    struct Packed {
        std::string name;
        std::uint64_t method = 0;
        std::uint64_t crc = 0;
        std::uint64_t packed = 0;
        std::uint64_t size = 0;
        std::uint64_t header = 0; // where its own header begins
        std::uint64_t data = 0;   // and where its bytes do
    };
    struct Directory {
        std::vector<Packed> files = {};
        std::optional<ArchiveRefusal> refusal = {};
    };

    std::string folded(std::string name)
    {
        std::ranges::transform(name, name.begin(),
            [](char one) { return one >= 'A' && one <= 'Z' ? char(one - 'A' + 'a') : one; });
        return name;
    }

    // Where the end record begins: the last place at which it, with its comment, ends the file.
    std::optional<std::size_t> end_of_archive(std::string_view bytes)
    {
        if (bytes.size() < end_size)
            return std::nullopt;
        auto const last = bytes.size() - end_size;
        auto const first = last > longest_comment ? last - longest_comment : 0;
        for (auto at = last + 1; at-- > first;)
            if (bytes.substr(at, 4) == std::string_view("PK\x05\x06", 4)
                && number_at(bytes, at + 20, 2) == bytes.size() - at - end_size)
                return at;
        return std::nullopt;
    }

    bool is_too_dense(std::uint64_t size, std::uint64_t packed, ArchiveCaps const& caps)
    {
        return size > never_a_bomb && size / caps.most_ratio > packed;
    }

    // Its own header says the same of its name, and its bytes lie before the directory.
    bool find_data(std::string_view bytes, std::uint64_t directory, Packed& one,
        std::string_view name_as_written)
    {
        if (one.header + header_size > directory
            || bytes.substr(one.header, 4) != std::string_view("PK\x03\x04", 4))
            return false;
        auto const name = number_at(bytes, one.header + 26, 2);
        auto const extra = number_at(bytes, one.header + 28, 2);
        one.data = one.header + header_size + name + extra;
        return one.data <= directory && one.packed <= directory - one.data
            && bytes.substr(one.header + header_size, name) == name_as_written;
    }

    bool overlap(std::vector<Packed> files)
    {
        std::ranges::sort(files, {}, &Packed::header);
        for (std::size_t i = 1; i < files.size(); ++i)
            if (files[i].header < files[i - 1].data + files[i - 1].packed)
                return true;
        return false;
    }

    // One entry of the directory; the number of bytes it takes, or why it is refused.
    struct EntryRead {
        Packed file = {};
        std::size_t takes = 0;
        bool folder = false;
        std::optional<ArchiveRefusal> refusal = {};
    };
    EntryRead read_entry(
        std::string_view bytes, std::size_t at, std::uint64_t directory, std::uint64_t end)
    {
        EntryRead read;
        auto const refuse = [&](ArchiveRefusal why) {
            read.refusal = why;
            return read;
        };
        if (end - at < listed_size || bytes.substr(at, 4) != std::string_view("PK\x01\x02", 4))
            return refuse(ArchiveRefusal::damaged);
        auto const flags = number_at(bytes, at + 8, 2);
        auto& file = read.file;
        file.method = number_at(bytes, at + 10, 2);
        file.crc = number_at(bytes, at + 16, 4);
        file.packed = number_at(bytes, at + 20, 4);
        file.size = number_at(bytes, at + 24, 4);
        auto const name_size = number_at(bytes, at + 28, 2);
        read.takes
            = listed_size + name_size + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
        file.header = number_at(bytes, at + 42, 4);
        if (end - at < read.takes)
            return refuse(ArchiveRefusal::damaged);
        if ((flags & 0x2041) != 0) // encrypted, strongly, or its directory is
            return refuse(ArchiveRefusal::encrypted);
        if (file.packed == 0xFFFFFFFF || file.size == 0xFFFFFFFF || file.header == 0xFFFFFFFF)
            return refuse(ArchiveRefusal::too_large); // Zip64
        auto const written = bytes.substr(at + listed_size, name_size);
        file.name = is_utf8(written) ? std::string(written) : from_windows_1252(written);
        if (!is_good_member_name(file.name))
            return refuse(ArchiveRefusal::bad_name);
        if (!find_data(bytes, directory, file, written))
            return refuse(ArchiveRefusal::damaged);
        read.folder = file.name.back() == '/';
        if (read.folder ? file.size != 0 : file.method != 0 && file.method != 8)
            return refuse(read.folder ? ArchiveRefusal::damaged : ArchiveRefusal::unknown_packing);
        if (file.method == 0 && file.packed != file.size)
            return refuse(ArchiveRefusal::damaged);
        return read;
    }

    Directory read_directory(std::string_view bytes, ArchiveCaps const& caps)
    {
        Directory made;
        auto const refuse = [&](ArchiveRefusal why) {
            made.refusal = why;
            return made;
        };
        auto const end = end_of_archive(bytes);
        if (!end)
            return refuse(
                bytes.starts_with("PK") ? ArchiveRefusal::damaged : ArchiveRefusal::not_an_archive);
        auto const many = number_at(bytes, *end + 10, 2);
        auto const size = number_at(bytes, *end + 12, 4);
        auto const directory = number_at(bytes, *end + 16, 4);
        if (many == 0xFFFF || size == 0xFFFFFFFF || directory == 0xFFFFFFFF)
            return refuse(ArchiveRefusal::too_large); // Zip64
        if (many > caps.most_members)
            return refuse(ArchiveRefusal::too_many);
        if (number_at(bytes, *end + 4, 4) != 0 || number_at(bytes, *end + 8, 2) != many
            || directory > *end || *end - directory != size)
            return refuse(ArchiveRefusal::damaged); // in several parts, or not what it says
        std::set<std::string> names;
        std::uint64_t in_all = 0;
        std::vector<Packed> everything;
        auto at = static_cast<std::size_t>(directory);
        for (std::uint64_t i = 0; i < many; ++i) {
            auto read = read_entry(bytes, at, directory, *end);
            if (read.refusal)
                return refuse(*read.refusal);
            at += read.takes;
            if (!names.insert(folded(read.file.name)).second)
                return refuse(ArchiveRefusal::name_twice);
            in_all += read.file.size;
            if (in_all > caps.most_unpacked)
                return refuse(ArchiveRefusal::too_large);
            if (is_too_dense(read.file.size, read.file.packed, caps))
                return refuse(ArchiveRefusal::too_dense);
            everything.push_back(read.file);
            if (!read.folder)
                made.files.push_back(std::move(read.file));
        }
        if (at != *end || overlap(everything))
            return refuse(ArchiveRefusal::damaged);
        if (is_too_dense(in_all, bytes.size(), caps))
            return refuse(ArchiveRefusal::too_dense);
        return made;
    }

    // Hands out the bytes as they are unpacked; false unless they are those that the directory
    // tells of. Never more than it tells of.
    bool unpack(std::string_view bytes, Packed const& file,
        std::function<void(std::string_view)> const& take)
    {
        auto const packed = bytes.substr(file.data, file.packed);
        if (file.method == 0) {
            take(packed);
            return crc32_z(0, reinterpret_cast<Bytef const*>(packed.data()), packed.size())
                == file.crc;
        }
        z_stream stream{};
        if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
            return false;
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream.avail_in = static_cast<uInt>(packed.size());
        std::array<char, room_for_output> room{};
        std::uint64_t came = 0;
        uLong crc = 0;
        auto said = Z_OK;
        while (said == Z_OK && came <= file.size) {
            stream.next_out = reinterpret_cast<Bytef*>(room.data());
            stream.avail_out = static_cast<uInt>(room.size());
            said = inflate(&stream, Z_NO_FLUSH);
            auto const got = room.size() - stream.avail_out;
            came += got;
            crc = crc32_z(crc, reinterpret_cast<Bytef const*>(room.data()), got);
            if (came <= file.size)
                take({room.data(), got});
            if (got == 0 && said == Z_OK && stream.avail_in == 0)
                break; // it ends early
        }
        auto const whole = said == Z_STREAM_END && stream.avail_in == 0;
        inflateEnd(&stream);
        return whole && came == file.size && crc == file.crc;
    }

    struct RefusalWords {
        ArchiveRefusal refusal;
        std::string_view name;
        char const* sentence;
    };
    constexpr RefusalWords refusal_words[]
        = {{ArchiveRefusal::not_an_archive, "not_an_archive", "forms.archive.not_an_archive"},
            {ArchiveRefusal::damaged, "damaged", "forms.archive.damaged"},
            {ArchiveRefusal::encrypted, "encrypted", "forms.archive.encrypted"},
            {ArchiveRefusal::unknown_packing, "unknown_packing", "forms.archive.unknown_packing"},
            {ArchiveRefusal::too_many, "too_many", "forms.archive.too_many"},
            {ArchiveRefusal::too_large, "too_large", "forms.archive.too_large"},
            {ArchiveRefusal::too_dense, "too_dense", "forms.archive.too_dense"},
            {ArchiveRefusal::bad_name, "bad_name", "forms.archive.bad_name"},
            {ArchiveRefusal::name_twice, "name_twice", "forms.archive.name_twice"},
            {ArchiveRefusal::no_such_member, "no_such_member", "forms.archive.no_such_member"},
            {ArchiveRefusal::took_too_long, "took_too_long", "forms.archive.took_too_long"},
            {ArchiveRefusal::broken, "broken", "forms.archive.broken"}};

    RefusalWords const& words_of_refusal(ArchiveRefusal refusal)
    {
        return *std::ranges::find(refusal_words, refusal, &RefusalWords::refusal);
    }
} // namespace

std::string_view name_of(ArchiveRefusal refusal) { return words_of_refusal(refusal).name; }

Error in_words(ArchiveRefusal refusal, ArchiveCaps const& caps, std::string field)
{
    constexpr std::uint64_t in_a_megabyte = 1024UL * 1024;
    return Error{Code::invalid,
        Words{words_of_refusal(refusal).sentence,
            {{"files", std::to_string(caps.most_members)},
                {"all", std::to_string(caps.most_unpacked / in_a_megabyte) + " MB"},
                {"one", std::to_string(caps.most_of_one / in_a_megabyte) + " MB"},
                {"times", std::to_string(caps.most_ratio)}}},
        std::move(field)};
}

bool is_good_member_name(std::string_view name)
{
    constexpr std::size_t longest = 400;
    if (name.empty() || name.size() > longest || name.front() == '/' || name.front() == '\\'
        || !is_utf8(name))
        return false;
    if (std::ranges::any_of(name, [](char one) {
            auto const byte = static_cast<unsigned char>(one);
            return byte < 0x20 || byte == 0x7F || one == ':';
        }))
        return false;
    for (std::size_t at = 0; at <= name.size();) {
        auto const end = std::min(name.find_first_of("/\\", at), name.size());
        auto const part = name.substr(at, end - at);
        if (part == ".." || part == "." || (part.empty() && end != name.size()))
            return false;
        at = end + 1;
    }
    return true;
}

Listed list_archive(std::string_view bytes, ArchiveCaps const& caps)
{
    auto const directory = read_directory(bytes, caps);
    if (directory.refusal)
        return {{}, *directory.refusal};
    std::vector<ArchiveMember> members;
    for (auto const& file : directory.files) {
        crypto_hash_sha256_state state;
        crypto_hash_sha256_init(&state);
        std::string first;
        auto const whole = unpack(bytes, file, [&](std::string_view piece) {
            if (first.size() < bytes_that_tell_a_kind)
                first += piece.substr(0, bytes_that_tell_a_kind - first.size());
            crypto_hash_sha256_update(
                &state, reinterpret_cast<unsigned char const*>(piece.data()), piece.size());
        });
        if (!whole)
            return {{}, ArchiveRefusal::damaged};
        ArchiveMember one{file.name, file.size, std::string(crypto_hash_sha256_BYTES, '\0'), false};
        crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(one.sha256.data()));
        one.archive = file_kind_of(first) == FileKind::archive;
        members.push_back(std::move(one));
    }
    return {std::move(members), {}};
}

TakenOut take_out(std::string_view bytes, ArchiveCaps const& caps, std::size_t number)
{
    auto const directory = read_directory(bytes, caps);
    if (directory.refusal)
        return {{}, *directory.refusal};
    if (number >= directory.files.size())
        return {{}, ArchiveRefusal::no_such_member};
    auto const& file = directory.files[number];
    if (file.size > caps.most_of_one)
        return {{}, ArchiveRefusal::too_large};
    std::string out;
    out.reserve(file.size);
    if (!unpack(bytes, file, [&](std::string_view piece) { out += piece; }))
        return {{}, ArchiveRefusal::damaged};
    return {std::move(out), {}};
}

} // namespace kith::documents
