// SPDX-License-Identifier: MIT
#include "platform/http/compress.h"
#include <libdeflate.h>
#include <memory>
#include <new>

namespace kith::http {

namespace {
    constexpr std::size_t worth_it = 1024;

    struct FreeCompressor {
        void operator()(libdeflate_compressor* one) const { libdeflate_free_compressor(one); }
    };
    using Compressor = std::unique_ptr<libdeflate_compressor, FreeCompressor>;

    Compressor compressor_of(int level)
    {
        Compressor made(libdeflate_alloc_compressor(level));
        if (!made)
            throw std::bad_alloc();
        return made;
    }

    std::string gzip_by(libdeflate_compressor* compressor, std::string_view bytes)
    {
        std::string out(libdeflate_gzip_compress_bound(compressor, bytes.size()), '\0');
        out.resize(libdeflate_gzip_compress(
            compressor, bytes.data(), bytes.size(), out.data(), out.size()));
        return out;
    }
} // namespace

std::string gzip(std::string_view bytes, int level)
{
    if (level != 1)
        return gzip_by(compressor_of(level).get(), bytes);
    thread_local auto const kept = compressor_of(1);
    return gzip_by(kept.get(), bytes);
}

Result<std::string> gunzip(std::string_view bytes, std::size_t most)
{
    auto const not_gzip = invalid("Send this as gzip, and not too much of it");
    if (bytes.size() < 18)
        return not_gzip;
    std::size_t size = 0; // the last four bytes say how much it was (RFC 1952 §2.3.1)
    for (std::size_t i = 0; i < 4; ++i)
        size |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[bytes.size() - 4 + i]))
            << (8 * i);
    if (size > most)
        return not_gzip;
    std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> const reader(
        libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    if (!reader)
        throw std::bad_alloc();
    std::string out(size, '\0');
    std::size_t got = 0;
    if (libdeflate_gzip_decompress(
            reader.get(), bytes.data(), bytes.size(), out.data(), out.size(), &got)
            != LIBDEFLATE_SUCCESS
        || got != size)
        return not_gzip;
    return out;
}

bool is_text_type(std::string_view content_type)
{
    auto const type = content_type.substr(0, content_type.find(';'));
    return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml")
        || type == "application/json" || type == "application/javascript"
        || type == "application/xml";
}

void compress(Response& response, Request const& request)
{
    if (response.bytes().size() < worth_it || response.headers.has("Content-Encoding")
        || !is_text_type(response.headers.find("Content-Type").value_or("")))
        return;
    if (!response.headers.has("Vary"))
        response.headers.set("Vary", "Accept-Encoding");
    if (!request.accepts_gzip())
        return;
    response.body = gzip(response.bytes());
    response.lasting = {};
    response.headers.set("Content-Encoding", "gzip");
}

} // namespace kith::http
