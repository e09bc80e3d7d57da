// SPDX-License-Identifier: MIT
#pragma once

// The bytes of one file of open data, packed (gz) or not, read piece by piece and again from the
// start; and its rows.
//
// Cost     a file is never held whole by Rows: a piece of a megabyte, and what a row left over.
// Errors   `invalid`: damaged or cut off; quotation marks that do not close.

#include "base/csv.h"
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kith::directory {

class Source {
public:
    Source() = default;
    Source(Source const&) = delete;
    Source& operator=(Source const&) = delete;
    virtual ~Source() = default;
    // Adds up to `size` bytes, fewer only at the end.
    virtual Done read_onto(std::string& bytes, std::size_t size) = 0;
    [[nodiscard]] virtual bool at_end() const = 0;
    virtual void rewind() = 0;
};

[[nodiscard]] Result<std::unique_ptr<Source>> open_source(std::filesystem::path const& file);
[[nodiscard]] std::unique_ptr<Source> source_of(std::string_view bytes); // borrowed

[[nodiscard]] Result<std::string> hash_of(Source& source); // SHA-256 of all its bytes, in hex
[[nodiscard]] Result<std::string> read_whole(Source& source, std::size_t largest);

// The rows of a source, read piece by piece. A piece ends where a line ends outside quotation
// marks.
class RowStream {
public:
    explicit RowStream(Source& source) : source_(source) { }
    [[nodiscard]] Result<bool> next(csv::Row& row); // the error's words do not name the row
    [[nodiscard]] std::size_t row() const { return before_ + (reader_ ? reader_->row() : 0); }

private:
    [[nodiscard]] Result<bool> next_piece();

    Source& source_;
    std::string piece_;
    std::string rest_;
    std::optional<csv::Reader> reader_;
    std::size_t before_ = 0; // rows of the pieces that are done
};

} // namespace kith::directory
