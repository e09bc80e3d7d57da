// SPDX-License-Identifier: MIT
#pragma once

// Files of every kind that is taken: pictures, PDFs, office documents, plain texts, ZIP archives.
// For rooms that keep evidence; rooms that show a picture ask documents.h for one.
//
// 1. Of a picture there is a viewing copy, drawn anew; a text is shown as text; of an archive there
//    is a list of what is in it, with sizes and SHA-256, made in the sandbox. All other files have
//    no preview: their bytes are for whoever keeps the record.
// 2. A file is taken out of an archive in the sandbox, and kept as one that was sent.
//
// Cost     as documents.h; the bytes of one file are in memory while it is handed on.
// Errors   `invalid` with the field; `not_found` for who may not see it, as if it were not there.

#include "platform/documents/archive.h"
#include "platform/documents/asked_apart.h"
#include "platform/documents/documents.h"
#include "platform/documents/file_kind.h"

namespace kith::documents {

// For the `accept` of a file input that takes all of them.
inline constexpr std::string_view accepted_files
    = "image/jpeg,image/png,.pdf,.zip,.txt,.csv,.doc,.docx,.xls,.xlsx,.odt,.ods,.rtf";

[[nodiscard]] Result<AttachmentId> keep_file(Documents const& room, Visit const& visit,
    http::Upload const& upload, Thing const& subject, std::string const& field);
// By its number in `members`.
[[nodiscard]] Result<AttachmentId> keep_member(Documents const& room, Visit const& visit,
    AttachmentId archive, std::size_t number, Thing const& subject, std::string const& field);

// What is known of a file without its bytes or name. Decides nothing: whoever asks has decided.
struct FileKnown {
    FileKind kind = FileKind::jpeg;
    std::uint64_t size = 0;
    std::string sha256 = {}; // 32 bytes
    Standing standing = Standing::waits;
    int width = 0;
    int height = 0;
};
[[nodiscard]] std::optional<FileKnown> file_known(db::Connection& connection, AttachmentId id);

// For who may read what it hangs on; each notes the look.
[[nodiscard]] Result<std::string> file_name(
    Documents const& room, Visit const& visit, AttachmentId id);
struct MemberKnown {
    std::size_t number = 0;
    std::string name = {};
    std::uint64_t size = 0;
    std::string sha256 = {};
    bool archive = false;
};
[[nodiscard]] Result<std::vector<MemberKnown>> members(
    Documents const& room, Visit const& visit, AttachmentId id);
// The viewing copy: a JPEG of a picture, the words of a text; nothing of any other.
[[nodiscard]] Result<std::string> viewing_copy(
    Documents const& room, Visit const& visit, AttachmentId id);
// For whoever keeps the record.
[[nodiscard]] Result<std::string> original(
    Documents const& room, Visit const& visit, AttachmentId id);

// The bytes go for good; that the file was there, and its SHA-256, stay. The caller has decided.
// `conflict` of one that was marked as a sexual image of a child: the police hold it.
[[nodiscard]] Done destroy_file(Change& change, AttachmentId id);

// As `claim` (documents.h), of a file of whatever kind; that one takes pictures only.
[[nodiscard]] Done claim_of_any_kind(Change& change, AttachmentId attachment, Thing const& subject,
    Thing const& on, std::string const& field);

} // namespace kith::documents
