// SPDX-License-Identifier: MIT
#include "platform/http/assets.h"
#include "base/shipped.h"
#include "platform/http/compress.h"
#include <array>
#include <sodium.h>

namespace kith::http {

namespace {
    constexpr std::string_view assets_folder = "/assets/";

    std::string start_of_sha256(std::string_view bytes)
    {
        std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
        crypto_hash_sha256(
            hash.data(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
        std::array<char, 11> text{}; // ten digits and C's NUL
        sodium_bin2hex(text.data(), text.size(), hash.data(), 5);
        return text.data();
    }

    std::string type_of(std::string_view name)
    {
        static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> types{{
            {".css", "text/css; charset=utf-8"},
            {".js", "text/javascript; charset=utf-8"},
            {".svg", "image/svg+xml"},
            {".png", "image/png"},
            {".ico", "image/x-icon"},
            {".webp", "image/webp"},
            {".woff2", "font/woff2"},
            {".json", "application/json"},
            {".webmanifest", "application/manifest+json"},
            {".txt", "text/plain; charset=utf-8"},
        }};
        for (auto const& [end, type] : types)
            if (name.ends_with(end))
                return std::string(type);
        return "application/octet-stream";
    }

    // "look/kith.css" and "0f3a…" as "/assets/look/kith.0f3a….css".
    std::string hashed_url(std::string_view name, std::string_view hash)
    {
        auto const slash = name.rfind('/');
        auto dot = name.rfind('.');
        if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash))
            dot = name.size();
        auto url = std::string(assets_folder) + std::string(name.substr(0, dot));
        url.append(".").append(hash).append(name.substr(dot));
        return url;
    }

    std::vector<std::pair<std::string, std::string_view>> shipped_assets()
    {
        constexpr std::string_view folder = "web/";
        std::vector<std::pair<std::string, std::string_view>> files;
        for (auto const& file : shipped(folder))
            files.emplace_back(file.path.substr(folder.size()), file.bytes);
        return files;
    }

    bool accepts_brotli(Request const& request)
    {
        // Whoever takes brotli says so plainly; a weight of 0 for it is unheard of.
        auto const accept = request.header("Accept-Encoding");
        for (std::size_t at = accept.find("br"); at != std::string_view::npos;
             at = accept.find("br", at + 1)) {
            bool const starts = at == 0 || accept[at - 1] == ' ' || accept[at - 1] == ',';
            bool const ends
                = at + 2 == accept.size() || accept[at + 2] == ',' || accept[at + 2] == ' ';
            if (starts && ends)
                return true;
        }
        return false;
    }
} // namespace

Assets::Assets() : Assets(shipped_assets()) { }

Assets::Assets(std::vector<std::pair<std::string, std::string_view>> files)
{
    for (auto const& [name, bytes] : files) {
        if (name.ends_with(".br"))
            continue;
        Asset asset{bytes, type_of(name), start_of_sha256(bytes), {}, {}};
        if (is_text_type(asset.type) && bytes.size() >= 256)
            asset.gzip = gzip(bytes, 9);
        for (auto const& [packed, its] : files)
            if (packed == name + ".br")
                asset.brotli = its;
        auto const url = hashed_url(name, asset.hash);
        urls_.emplace(name, url);
        by_url_.emplace(url, std::move(asset));
    }
}

std::string const& Assets::url(std::string_view name) const
{
    auto const at = urls_.find(name);
    must(at != urls_.end(), "no asset is called " + std::string(name));
    return at->second;
}

std::optional<Response> Assets::answer(Request const& request) const
{
    if ((request.method() != Method::get && request.method() != Method::head)
        || !request.path().starts_with(assets_folder))
        return std::nullopt;
    // A style sheet names pictures plainly, without hash: those the browser asks about each time.
    auto const plain = urls_.find(std::string_view(request.path()).substr(assets_folder.size()));
    auto const at = by_url_.find(plain == urls_.end() ? request.path() : plain->second);
    if (at == by_url_.end())
        return std::nullopt;
    auto const& asset = at->second;
    auto const tag = "\"" + asset.hash + "\"";

    Response response;
    response.headers.set(
        "Cache-Control", plain == urls_.end() ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.set("ETag", tag);
    response.headers.set("Vary", "Accept-Encoding");
    if (request.header("If-None-Match").find(tag) != std::string_view::npos) {
        response.status = Status::not_modified;
        return response;
    }
    response.headers.set("Content-Type", asset.type);
    response.lasting = asset.plain;
    if (!asset.brotli.empty() && accepts_brotli(request)) {
        response.headers.set("Content-Encoding", "br");
        response.lasting = asset.brotli;
    } else if (!asset.gzip.empty() && request.accepts_gzip()) {
        response.headers.set("Content-Encoding", "gzip");
        response.lasting = asset.gzip;
    }
    return response;
}

Assets const& assets()
{
    static Assets const all;
    return all;
}

} // namespace kith::http
