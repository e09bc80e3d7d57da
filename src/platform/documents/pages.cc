// SPDX-License-Identifier: MIT
#include "platform/documents/pages.h"
#include "base/london.h"
#include "platform/documents/store.h"
#include "platform/html/problems.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::documents {
namespace {
    using html::Value;

    Response as_picture(std::string bytes)
    {
        auto response
            = http::file(std::move(bytes), "image/jpeg", "picture.jpg", http::Shown::in_browser);
        response.sent_by_somebody = true;
        return response;
    }

    Result<Response> picture(
        Documents const& room, Visit const& visit, Request const& request, Part part)
    {
        auto const id = TRY(request.id<AttachmentId>("attachment"));
        auto const found = TRY(find(room, visit, id));
        auto bytes = TRY(bytes_of(visit, found, part, "read"));
        return as_picture(std::move(bytes));
    }

    // What of a text stands on its page; the rest is in the file.
    constexpr std::size_t longest_shown = 100'000;

    std::string text_shown(Visit const& visit, Found const& found)
    {
        if (found.attachment.kind != FileKind::text || found.attachment.scan == Scan::waits)
            return {};
        auto text = bytes_of(visit, found, Part::original, "read").value_or("");
        auto end = std::min(text.size(), longest_shown);
        while (
            end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            --end;
        text.resize(end);
        return text;
    }

    Value file_view(Documents const& room, Visit const& visit, Found const& found)
    {
        auto const& one = found.attachment;
        auto const path = file_path(one.id);
        auto const in_it
            = one.kind == FileKind::archive && one.scan != Scan::waits && one.scan != Scan::refused
            ? members_of_file(visit, found)
            : std::vector<MemberRow>();
        return Value::object(
            {{"href", path}, {"picture", picture_path(one.id)}, {"original", path + "/original"},
                {"may_have_original", visit.permits("read original", found.facts)},
                {"name", name_of_file(visit, found)}, {"size", size_in_words(one.size)},
                {"kind", std::string(in_words_of(one.kind))}, {"is_picture", is_picture(one.kind)},
                {"is_text", one.kind == FileKind::text},
                {"is_archive", one.kind == FileKind::archive}, {"text", text_shown(visit, found)},
                {"cut", one.size > longest_shown}, {"hash", ledger::write_hex(one.sha256)},
                {"members",
                    Value::each(in_it,
                        [](MemberRow const& each) {
                            return Value::object({{"name", each.name},
                                {"size", size_in_words(each.size)}, {"archive", each.archive},
                                {"hash", ledger::write_hex(each.sha256)}});
                        })},
                {"waits", one.scan == Scan::waits}, {"refused", one.scan == Scan::refused},
                {"width", one.width}, {"height", one.height},
                {"when", london::in_words(one.recorded_at)},
                {"who", room.name_of(visit.reading(), one.recorded_by)}});
    }

    Response show_file_page(Documents const& room, Visit const& visit, Found const& found,
        std::string const& typed = {}, std::vector<Error> const& problems = {})
    {
        auto page = Value::object({{"file", file_view(room, visit, found)}, {"said", typed},
            {"problems", html::problems_view(problems)}});
        if (!problems.empty())
            page["errors"] = html::errors_view(problems);
        return room.pages.show(visit, "documents/file.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }
} // namespace

std::string file_path(AttachmentId id) { return "/attachments/" + id.write(); }
std::string picture_path(AttachmentId id) { return file_path(id) + "/picture"; }
std::string small_picture_path(AttachmentId id) { return file_path(id) + "/small"; }

std::string_view not_shown(Standing standing)
{
    switch (standing) {
    case Standing::waits:
        return "It waits for the virus scanner, and is shown to nobody until then.";
    case Standing::refused:
        return "The virus scanner refused it. Nothing of it is kept.";
    case Standing::quarantined:
        return "It was taken away, and nobody sees it any more.";
    case Standing::shown:
        break;
    }
    return "";
}

Result<Response> show_picture(Documents const& room, Visit const& visit, Request const& request)
{
    return picture(room, visit, request, Part::picture);
}

Result<Response> show_small_picture(
    Documents const& room, Visit const& visit, Request const& request)
{
    return picture(room, visit, request, Part::small);
}

Result<Response> download_original(
    Documents const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<AttachmentId>("attachment"));
    auto const found = TRY(find(room, visit, id));
    auto bytes = TRY(bytes_of(visit, found, Part::original, "read original"));
    auto response = http::file(std::move(bytes), "application/octet-stream",
        fmt::format("original.{}", ending_of(found.attachment.kind)));
    response.sent_by_somebody = true;
    return response;
}

Result<Response> show_file(Documents const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<AttachmentId>("attachment"));
    auto const found = TRY(find(room, visit, id));
    return show_file_page(room, visit, found);
}

Result<Response> mark_file(Documents const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<AttachmentId>("attachment"));
    auto const found = TRY(find(room, visit, id));
    auto const form = TRY(request.form());
    auto const said = std::string(form.first("said"));
    if (form.first("sure") != "yes")
        return show_file_page(room, visit, found, said,
            {invalid("Confirm that it is a sexual image of a child, or may be one", "sure")});
    TRY(visit.change([&](Change& change) { return quarantine(change, found, said); }));
    return room.pages.show(visit, "documents/marked.njk", Value::object());
}

} // namespace kith::documents
