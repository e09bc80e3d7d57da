// SPDX-License-Identifier: MIT
#pragma once

// Style sheet, scripts and pictures that ship in the program, under "web/".
//
// An asset's address holds the start of its SHA-256, so a browser may keep it for ever, and a new
// build is a new address. Styles, scripts and SVG are kept packed as well (brotli where the build
// made a
// `.br` beside the file, else gzip).
//
// Cost     everything is hashed and packed once, at the start.
// Threads  safe after the constructor.
// Errors   `url` throws for a name that does not ship: a page asked for what nobody made.

#include "platform/http/request.h"
#include "platform/http/response.h"
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::http {

class Assets {
public:
    Assets(); // what ships under "web/"
    explicit Assets(
        std::vector<std::pair<std::string, std::string_view>> files); // names and lasting bytes

    [[nodiscard]] std::string const& url(
        std::string_view name) const; // "kith.css" gives "/assets/kith.0f3a….css"

    // The answer, if the request is GET or HEAD of something under /assets/ that ships; else
    // nothing.
    [[nodiscard]] std::optional<Response> answer(Request const& request) const;

private:
    struct Asset {
        std::string_view plain;
        std::string type;
        std::string hash;
        std::string gzip;        // empty if not worth it
        std::string_view brotli; // empty if the build made none
    };
    std::map<std::string, Asset, std::less<>> by_url_;
    std::map<std::string, std::string, std::less<>> urls_; // by name
};

// The assets of this program, read at the first call.
[[nodiscard]] Assets const& assets();
[[nodiscard]] inline std::string const& asset_url(std::string_view name)
{
    return assets().url(name);
}

} // namespace kith::http
