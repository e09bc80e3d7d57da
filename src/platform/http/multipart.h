// SPDX-License-Identifier: MIT
#pragma once

// A multipart/form-data body, read while it arrives (RFC 7578, RFC 2046 §5.1).
//
// Shapes   `feed` takes pieces cut anywhere; the answer is the same wherever they were cut. Values
//          stay in memory, files of more than 64 KiB go to a file without a name (Spool). Of one
//          that is larger than `most_file` the rest is thrown away, and it says so: the other
//          answers of its form are read all the same.
// Errors   `invalid` on a part without a name, more than 200 parts, a value over 1 MiB, part
//          headers over 8 KiB, a body that ends before its last boundary, text that is not UTF-8.
// Threads  one at a time.

#include "base/result.h"
#include "platform/http/form_data.h"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kith::http {

// The boundary of `multipart/form-data; boundary=x`; nothing if the type is another or has none.
[[nodiscard]] std::optional<std::string> boundary_of(std::string_view content_type);

class MultipartReader {
public:
    explicit MultipartReader(
        std::string_view boundary, std::uint64_t most_file = ~std::uint64_t(0));

    [[nodiscard]] Done feed(std::string_view bytes);
    [[nodiscard]] Result<FormData> finish();

private:
    enum class At { preamble, boundary, headers, content, end };
    struct Part {
        std::string name;
        std::optional<std::string> file_name;
        std::string type;
        std::shared_ptr<Spool> bytes;
        bool cut_short = false;
    };

    [[nodiscard]] Result<bool> step(); // true if it went on, false if more bytes are needed
    [[nodiscard]] Result<bool> read_boundary();
    [[nodiscard]] Result<bool> read_headers();
    [[nodiscard]] Result<bool> read_content();
    [[nodiscard]] Done keep(std::string_view bytes);
    [[nodiscard]] Done close_part();

    std::string delimiter_; // CR LF -- boundary
    std::uint64_t most_file_;
    std::string buffer_;
    At at_ = At::preamble;
    Part part_;
    FormData form_;
    std::size_t parts_ = 0;
};

} // namespace kith::http
