// SPDX-License-Identifier: MIT
#include "platform/documents/file_kind.h"
#include "base/encoding.h"
#include <algorithm>

namespace kith::documents {
namespace {
    using namespace std::string_view_literals;

    struct KindWords {
        FileKind kind;
        std::string_view name, words, type, ending;
    };
    constexpr KindWords kind_words[] = {{FileKind::jpeg, "jpeg", "Picture", "image/jpeg", "jpg"},
        {FileKind::png, "png", "Picture", "image/png", "png"},
        {FileKind::pdf, "pdf", "PDF document", "application/pdf", "pdf"},
        {FileKind::archive, "archive", "ZIP archive", "application/zip", "zip"},
        {FileKind::office, "office", "Office document", "application/octet-stream", "bin"},
        {FileKind::text, "text", "Plain text", "text/plain; charset=utf-8", "txt"}};

    KindWords const& words_of_kind(FileKind kind)
    {
        return *std::ranges::find(kind_words, kind, &KindWords::kind);
    }

    // The name of the first file of a ZIP file, as its own header has it.
    std::string_view first_name(std::string_view zip)
    {
        constexpr std::size_t fixed = 30;
        if (zip.size() < fixed)
            return {};
        auto const length
            = static_cast<unsigned char>(zip[26]) + 256U * static_cast<unsigned char>(zip[27]);
        return zip.substr(fixed, length);
    }

    // How many bytes at the end belong to a letter that is not whole.
    std::size_t begun_letter(std::string_view text)
    {
        for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
            auto const byte = static_cast<unsigned char>(text[text.size() - back]);
            if ((byte & 0xC0) == 0x80)
                continue;
            auto const whole = byte >= 0xF0 ? 4U : byte >= 0xE0 ? 3U : byte >= 0xC0 ? 2U : 1U;
            return whole > back ? back : 0;
        }
        return 0;
    }
} // namespace

std::optional<FileKind> file_kind_of(std::string_view first)
{
    if (first.starts_with("\xFF\xD8\xFF"sv))
        return FileKind::jpeg;
    if (first.starts_with("\x89PNG\r\n\x1A\n"sv))
        return FileKind::png;
    if (first.starts_with("%PDF-"sv))
        return FileKind::pdf;
    if (first.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv) || first.starts_with("{\\rtf"sv))
        return FileKind::office;
    if (first.starts_with("PK\x05\x06"sv)) // an empty one
        return FileKind::archive;
    if (!first.starts_with("PK\x03\x04"sv))
        return std::nullopt;
    auto const name = first_name(first);
    return name == "[Content_Types].xml" || name == "mimetype" ? FileKind::office
                                                               : FileKind::archive;
}

std::string_view name_of(FileKind kind) { return words_of_kind(kind).name; }
std::string_view in_words_of(FileKind kind) { return words_of_kind(kind).words; }
std::string_view type_of(FileKind kind) { return words_of_kind(kind).type; }
std::string_view ending_of(FileKind kind) { return words_of_kind(kind).ending; }

std::optional<FileKind> read_file_kind(std::string_view name)
{
    auto const* const found = std::ranges::find(kind_words, name, &KindWords::name);
    return found == std::end(kind_words) ? std::nullopt : std::optional(found->kind);
}

bool is_picture(FileKind kind) { return kind == FileKind::jpeg || kind == FileKind::png; }

void FileText::add(std::string_view piece)
{
    if (!good_ || piece.empty())
        return;
    any_ = true;
    auto text = rest_ + std::string(piece);
    auto const keep = begun_letter(text);
    rest_ = text.substr(text.size() - keep);
    text.resize(text.size() - keep);
    good_ = is_utf8(text) && std::ranges::none_of(text, [](char one) {
        auto const byte = static_cast<unsigned char>(one);
        return (byte < 0x20 && one != '\t' && one != '\n' && one != '\r' && one != '\f')
            || byte == 0x7F;
    });
}

} // namespace kith::documents
