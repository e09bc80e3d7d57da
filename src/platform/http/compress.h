// SPDX-License-Identifier: MIT
#pragma once

// Smaller bytes on the wire: gzip of text from 1 KB on, where the browser takes it.
//
// Cost     90 us for a page of 100 KB (libdeflate, level 1). Each thread keeps one compressor.
// Errors   bytes that are no gzip, or unpack to more than `most`, are `invalid`.

#include "base/result.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <cstddef>
#include <string>
#include <string_view>

namespace kith::http {

[[nodiscard]] std::string gzip(std::string_view bytes, int level = 1);
[[nodiscard]] Result<std::string> gunzip(std::string_view bytes, std::size_t most);

[[nodiscard]] bool is_text_type(std::string_view content_type); // worth compressing
void compress(Response& response, Request const& request);      // if it is worth it and welcome

} // namespace kith::http
