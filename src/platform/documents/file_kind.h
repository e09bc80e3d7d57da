// SPDX-License-Identifier: MIT
#pragma once

// What a file is, by its first bytes; of a text, by all of them. Its name and the type that a
// browser says it has are never believed.
//
// A ZIP file whose first entry is that of an office document is one; all other ZIP files are
// archives. A text is UTF-8 without control characters but tab, line and page.
//
// Cost     one pass. Threads  a value; FileText is one file's.
// Errors   none.
// Sources  ISO 32000-2 7.5.2, PKWARE APPNOTE 6.3.10 4.3.7, ECMA-376 part 2, [MS-CFB] 2.2.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kith::documents {

enum class FileKind { jpeg, png, pdf, archive, office, text };
// All but text.
[[nodiscard]] std::optional<FileKind> file_kind_of(std::string_view first_bytes);
inline constexpr std::size_t bytes_that_tell_a_kind = 512;

[[nodiscard]] std::string_view name_of(FileKind kind); // "archive"
[[nodiscard]] std::optional<FileKind> read_file_kind(std::string_view name);
[[nodiscard]] std::string_view in_words_of(FileKind kind); // "ZIP archive"
[[nodiscard]] std::string_view type_of(FileKind kind);     // "application/zip"
[[nodiscard]] std::string_view ending_of(FileKind kind);   // "zip"
[[nodiscard]] bool is_picture(FileKind kind);

// Fed piece by piece.
class FileText {
public:
    void add(std::string_view piece);
    [[nodiscard]] bool is_text() const { return good_ && rest_.empty() && any_; }

private:
    std::string rest_ = {}; // of a letter that the last piece began
    bool good_ = true;
    bool any_ = false;
};

} // namespace kith::documents
