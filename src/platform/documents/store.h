// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of documents.
//
// Reading takes a Visit, and asks the holder of what the file hangs on before the policy; a file
// that this visit may not see answers as one that does not exist.
//
// Shapes   bytes lie in pieces of 256 KiB, each sealed for itself with its subject's key.
// Errors   `not_found`, `not_allowed`; `conflict` if somebody was first.

#include "platform/documents/documents.h"
#include "platform/documents/file_kind.h"
#include "platform/ledger/ledger.h"

namespace kith::documents {

inline constexpr std::size_t piece_size = 256UL * 1024;
enum class Part { original, picture, small };

struct Attachment {
    AttachmentId id = {};
    Thing on = {};
    Thing subject = {};
    FileKind kind = FileKind::jpeg;
    std::string named = {}; // sealed
    std::uint64_t size = 0;
    std::string sha256 = {};
    int width = 0; // of the picture
    int height = 0;
    Scan scan = Scan::waits;
    Instant recorded_at = {};
    AccountId recorded_by = {};
    AgencyId owner = {};
    std::optional<Instant> claimed_at = {};
    bool quarantined = false;
};

// Decided by nobody: for what has decided, or decides next.
[[nodiscard]] std::optional<Attachment> attachment_row(db::Connection& connection, AttachmentId id);
[[nodiscard]] access::Facts own_facts(Attachment const& attachment);

struct Found {
    Attachment attachment;
    access::Facts facts;
};
// Claimed, in no quarantine, and read through what it hangs on. Notes the look.
[[nodiscard]] Result<Found> find(Documents const& room, Visit const& visit, AttachmentId id);
// Its bytes, for a visit that may do `act` ("read", "read original").
[[nodiscard]] Result<std::string> bytes_of(
    Visit const& visit, Found const& found, Part part, std::string_view act);
[[nodiscard]] std::string name_of_file(Visit const& visit, Found const& found);

// A new one, which hangs on nothing yet, and its pieces.
void add_row(Change& change, Attachment const& attachment, std::string const& name);
struct Piece {
    Part part;
    std::size_t number;
    std::string bytes;
};
void add_pieces(
    Change& change, AttachmentId id, Thing const& subject, std::vector<Piece> const& pieces);

// It is a sexual image of a child: its pictures go, its bytes are sealed with a key of their own.
// So are the same bytes wherever else they lie, each archive that holds them, and of an archive
// what was taken out of it for the same subject.
[[nodiscard]] Done quarantine(Change& change, Found const& found, std::string const& said);

struct Quarantined {
    Attachment attachment;
    Instant marked_at = {};
    AccountId marked_by = {};
    AgencyId marked_for = {};
    std::string said = {};
    std::optional<Instant> taken_at = {};
    AccountId taken_by = {};
    std::string taken_said = {};
    std::optional<Instant> destroyed_at = {};
};
[[nodiscard]] std::vector<Quarantined> list_quarantined(Visit const& visit);
[[nodiscard]] Result<Quarantined> find_quarantined(Visit const& visit, AttachmentId id);
[[nodiscard]] Done hand_over(Change& change, Quarantined const& one, std::string const& said);
// For whoever has taken it over, until it is destroyed.
[[nodiscard]] Result<std::string> quarantined_bytes(Visit const& visit, Quarantined const& one);
[[nodiscard]] Done destroy(Change& change, Quarantined const& one);

// What was found in an archive, in its order; names are sealed as the file is.
struct MemberRow {
    std::size_t number = 0;
    std::string name = {};
    std::uint64_t size = 0;
    std::string sha256 = {};
    bool archive = false;
};
void add_members(
    Change& change, AttachmentId id, Thing const& subject, std::vector<MemberRow> const& members);
[[nodiscard]] std::vector<MemberRow> members_of_file(Visit const& visit, Found const& found);
void remove_members(db::Connection& connection, AttachmentId id);
// Its bytes go, for good; that it was there, and its SHA-256, stay. The caller has decided.
// `conflict` of what was marked: that is the police's.
[[nodiscard]] Done destroy_bytes(Change& change, AttachmentId id);

// What nobody claimed for a day.
std::size_t remove_unclaimed(db::Database& database, Instant now);

// Claimed or not, of which no scanner has said anything yet, oldest first.
[[nodiscard]] std::vector<Attachment> list_waiting(db::Connection& connection);
// The next piece of an original, for the process that asks the scanner again.
[[nodiscard]] std::string original_piece(
    Visit const& visit, Attachment const& attachment, std::size_t number);
[[nodiscard]] Done save_scan(Change& change, Attachment const& attachment, Scan scan);

} // namespace kith::documents
