// SPDX-License-Identifier: MIT
#pragma once

// ZIP files made by hand for tests, byte by byte (PKWARE APPNOTE 6.3.10), so that each can be wrong
// in one way: a size that lies, a name that leads elsewhere, two entries over the same bytes.

#include <cstdint>
#include <string>
#include <vector>
#include <zlib.h>

namespace kith::documents {

struct ByHand {
    std::string name = {};
    std::string bytes = {};
    bool deflated = true;
    std::uint32_t flags = 0x0800; // UTF-8
    std::uint32_t method = 0;     // another than those of `deflated`, if it is not 0
    std::uint32_t says_size = 0;  // instead of the true one, if it is not 0
    std::uint32_t says_crc = 0;
    std::string name_in_header = {}; // instead of `name`
    bool over_the_first = false;     // its bytes are those of the first entry
};

inline std::string little(std::uint64_t number, int bytes)
{
    std::string made;
    for (int i = 0; i < bytes; ++i, number /= 256)
        made += static_cast<char>(number % 256);
    return made;
}

inline std::string deflated(std::string const& bytes)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string made(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(made.data());
    stream.avail_out = static_cast<uInt>(made.size());
    deflate(&stream, Z_FINISH);
    made.resize(stream.total_out);
    deflateEnd(&stream);
    return made;
}

inline std::string zip_by_hand(std::vector<ByHand> const& files, std::string const& comment = {})
{
    std::string out;
    std::string directory;
    std::uint64_t first_packed = 0;
    for (auto const& one : files) {
        auto const packed = one.deflated ? deflated(one.bytes) : one.bytes;
        auto const crc = one.says_crc != 0
            ? one.says_crc
            : static_cast<std::uint32_t>(crc32(0, reinterpret_cast<Bytef const*>(one.bytes.data()),
                static_cast<uInt>(one.bytes.size())));
        auto const size = one.says_size != 0 ? one.says_size : one.bytes.size();
        auto const method = one.method != 0 ? one.method : one.deflated ? 8U : 0U;
        auto const at = one.over_the_first ? 0 : out.size();
        auto const told = one.over_the_first ? first_packed : packed.size();
        auto const says = little(one.flags, 2) + little(method, 2) + little(0, 4) + little(crc, 4)
            + little(told, 4) + little(size, 4);
        if (!one.over_the_first) {
            auto const& named = one.name_in_header.empty() ? one.name : one.name_in_header;
            out += std::string("PK\x03\x04", 4) + little(20, 2) + says + little(named.size(), 2)
                + little(0, 2) + named + packed;
        }
        if (directory.empty())
            first_packed = packed.size();
        directory += std::string("PK\x01\x02", 4) + little(20, 2) + little(20, 2) + says
            + little(one.name.size(), 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 2)
            + little(0, 4) + little(at, 4) + one.name;
    }
    auto const begins = out.size();
    return out + directory + std::string("PK\x05\x06", 4) + little(0, 4) + little(files.size(), 2)
        + little(files.size(), 2) + little(directory.size(), 4) + little(begins, 4)
        + little(comment.size(), 2) + comment;
}

} // namespace kith::documents
