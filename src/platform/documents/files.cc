// SPDX-License-Identifier: MIT
#include "platform/documents/files.h"
#include "platform/documents/store.h"

namespace kith::documents {

std::optional<FileKnown> file_known(db::Connection& connection, AttachmentId id)
{
    auto const found = attachment_row(connection, id);
    if (!found)
        return std::nullopt;
    return FileKnown{found->kind, found->size, found->sha256, shown(connection, id).standing,
        found->width, found->height};
}

Result<std::string> file_name(Documents const& room, Visit const& visit, AttachmentId id)
{
    auto const found = TRY(find(room, visit, id));
    return name_of_file(visit, found);
}

Result<std::vector<MemberKnown>> members(Documents const& room, Visit const& visit, AttachmentId id)
{
    auto const found = TRY(find(room, visit, id));
    std::vector<MemberKnown> all;
    if (found.attachment.kind != FileKind::archive)
        return all; // of an office document they are known, and nobody's to take out
    for (auto const& one : members_of_file(visit, found))
        all.push_back({one.number, one.name, one.size, one.sha256, one.archive});
    return all;
}

Result<std::string> viewing_copy(Documents const& room, Visit const& visit, AttachmentId id)
{
    auto const found = TRY(find(room, visit, id));
    auto const kind = found.attachment.kind;
    if (kind == FileKind::text)
        return bytes_of(visit, found, Part::original, "read");
    if (!is_picture(kind))
        return not_found();
    return bytes_of(visit, found, Part::picture, "read");
}

Result<std::string> original(Documents const& room, Visit const& visit, AttachmentId id)
{
    auto const found = TRY(find(room, visit, id));
    return bytes_of(visit, found, Part::original, "read original");
}

Done destroy_file(Change& change, AttachmentId id) { return destroy_bytes(change, id); }

} // namespace kith::documents
