// SPDX-License-Identifier: MIT
#include "platform/documents/files.h"
#include "platform/documents/store.h"
#include "platform/http/form_data.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <sodium.h>

namespace kith::documents {
namespace {
    constexpr std::size_t pieces_at_a_time = 4; // a megabyte a transaction: others write meanwhile

    Source source_of(http::Upload const& upload)
    {
        return [bytes = upload.bytes, at = std::uint64_t(0)]() mutable {
            auto piece = bytes->read(at, piece_size);
            at += piece.size();
            return piece;
        };
    }

    std::string hash_of(http::Upload const& upload)
    {
        crypto_hash_sha256_state state;
        crypto_hash_sha256_init(&state);
        auto const source = source_of(upload);
        for (auto piece = source(); !piece.empty(); piece = source())
            crypto_hash_sha256_update(
                &state, reinterpret_cast<unsigned char const*>(piece.data()), piece.size());
        std::string hash(crypto_hash_sha256_BYTES, '\0');
        crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(hash.data()));
        return hash;
    }

    // The name that a browser gives, without what it may hold of a path; for showing only.
    std::string plain_name(std::string_view typed)
    {
        auto const slash = typed.find_last_of("/\\");
        std::string name(slash == std::string_view::npos ? typed : typed.substr(slash + 1));
        std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
        constexpr std::size_t longest = 120;
        auto end = std::min(name.size(), longest);
        while (
            end > 0 && end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80)
            --end;
        return name.substr(0, end);
    }

    // Hands out pieces of what is kept: those of the file as it was sent, then the two pictures.
    class Pieces {
    public:
        Pieces(http::Upload const& upload, Redrawn const& drawn)
            : upload_(upload), drawn_(drawn) { }
        // No more than a megabyte; none at the end.
        [[nodiscard]] std::vector<Piece> next()
        {
            std::vector<Piece> some;
            while (some.size() < pieces_at_a_time && part_ < order.size()) {
                auto bytes = read();
                if (bytes.empty()) {
                    ++part_;
                    number_ = 0;
                } else {
                    some.push_back({order[part_], number_++, std::move(bytes)});
                }
            }
            return some;
        }

    private:
        static constexpr std::array order{Part::original, Part::picture, Part::small};

        [[nodiscard]] std::string read() const
        {
            auto const at = number_ * piece_size;
            if (order[part_] == Part::original)
                return upload_.bytes->read(at, piece_size);
            auto const& bytes = order[part_] == Part::picture ? drawn_.picture : drawn_.small;
            return at < bytes.size() ? bytes.substr(at, piece_size) : std::string();
        }
        http::Upload const& upload_;
        Redrawn const& drawn_;
        std::size_t part_ = 0;
        std::size_t number_ = 0;
    };

    // What is kept of a file beside its bytes.
    struct Fresh {
        FileKind kind = FileKind::jpeg;
        Scan scan = Scan::waits;
        Redrawn drawn = {};
        std::vector<MemberRow> members = {};
    };

    Result<AttachmentId> keep_fresh(
        Visit const& visit, http::Upload const& upload, Thing const& subject, Fresh const& fresh)
    {
        Attachment one;
        one.id = AttachmentId::fresh();
        one.subject = subject;
        one.kind = fresh.kind;
        one.size = upload.bytes->size();
        one.sha256 = hash_of(upload);
        one.width = fresh.drawn.width;
        one.height = fresh.drawn.height;
        one.scan = fresh.scan;
        TRY(visit.change([&](Change& change) -> Done {
            add_row(change, one, plain_name(upload.file_name));
            add_members(change, one.id, subject, fresh.members);
            return done();
        }));
        Pieces pieces(upload, fresh.drawn);
        for (auto some = pieces.next(); !some.empty(); some = pieces.next())
            TRY(visit.change([&](Change& change) -> Done {
                add_pieces(change, one.id, subject, some);
                return done();
            }));
        return one.id;
    }

    bool is_whole_text(http::Upload const& upload)
    {
        FileText text;
        auto const source = source_of(upload);
        for (auto piece = source(); !piece.empty(); piece = source())
            text.add(piece);
        return text.is_text();
    }

    // What is in it, read in the sandbox.
    Result<std::vector<MemberRow>> members_read(
        Documents const& room, http::Upload const& upload, std::string const& field)
    {
        auto const caps = shipped_archive_caps();
        auto const listed = list_apart(room.apart, caps, upload.bytes->size(), source_of(upload));
        if (!listed.members)
            return in_words(listed.refusal, caps, field);
        std::vector<MemberRow> members;
        for (auto const& each : *listed.members)
            members.push_back({members.size(), each.name, each.size, each.sha256, each.archive});
        return members;
    }

    Error too_large(Documents const& room, std::string const& field)
    {
        return Error{Code::invalid,
            Words{"forms.file.too_large", {{"most", room.settings.most_in_words()}}}, field};
    }
} // namespace

Result<AttachmentId> keep(Documents const& room, Visit const& visit, http::Upload const& upload,
    Thing const& subject, std::string const& field)
{
    if (upload.cut_short || upload.bytes->size() > room.settings.most_bytes)
        return too_large(room, field);
    auto const kind = kind_of(upload.bytes->read(0, bytes_that_tell));
    if (!kind)
        return in_words(Refusal::not_a_picture, field);
    auto const scan = scan_with(room.settings.clamd, source_of(upload));
    if (scan == Scan::refused)
        return invalid("forms.file.refused", field);
    auto const drawn = redraw_apart(room.apart, source_of(upload));
    if (!drawn.redrawn)
        return in_words(drawn.refusal, field);
    Fresh fresh{
        *kind == PictureKind::png ? FileKind::png : FileKind::jpeg, scan, *drawn.redrawn, {}};
    return keep_fresh(visit, upload, subject, fresh);
}

Result<AttachmentId> keep_file(Documents const& room, Visit const& visit,
    http::Upload const& upload, Thing const& subject, std::string const& field)
{
    if (upload.cut_short || upload.bytes->size() > room.settings.most_bytes)
        return too_large(room, field);
    auto kind = file_kind_of(upload.bytes->read(0, bytes_that_tell_a_kind));
    if (kind && is_picture(*kind))
        return keep(room, visit, upload, subject, field);
    if (!kind && !is_whole_text(upload))
        return invalid("forms.kept_file.not_taken", field);
    Fresh fresh{kind.value_or(FileKind::text), Scan::waits, {}, {}};
    fresh.scan = scan_with(room.settings.clamd, source_of(upload));
    if (fresh.scan == Scan::refused)
        return invalid("forms.file.refused", field);
    // An office document is a ZIP file too, unless it is an old one: no bomb comes in as one.
    if (fresh.kind == FileKind::archive
        || (fresh.kind == FileKind::office && upload.bytes->read(0, 2) == "PK"))
        fresh.members = TRY(members_read(room, upload, field));
    return keep_fresh(visit, upload, subject, fresh);
}

Result<AttachmentId> keep_member(Documents const& room, Visit const& visit, AttachmentId archive,
    std::size_t number, Thing const& subject, std::string const& field)
{
    auto const found = TRY(find(room, visit, archive));
    auto const members = members_of_file(visit, found);
    if (found.attachment.kind != FileKind::archive || number >= members.size()
        || members[number].archive) // the depth is one
        return not_found();
    auto const bytes = TRY(bytes_of(visit, found, Part::original, "read original"));
    auto const caps = shipped_archive_caps();
    auto const taken = take_out_apart(
        room.apart, caps, number, bytes.size(), [&bytes, at = std::size_t(0)]() mutable {
            auto piece = at < bytes.size() ? bytes.substr(at, piece_size) : std::string();
            at += piece.size();
            return piece;
        });
    if (!taken.bytes)
        return in_words(taken.refusal, caps, field);
    auto spool = std::make_shared<http::Spool>();
    spool->append(*taken.bytes);
    http::Upload const upload{field, members[number].name, "", spool};
    if (hash_of(upload) != members[number].sha256)
        return in_words(ArchiveRefusal::damaged, caps, field);
    return keep_file(room, visit, upload, subject, field);
}

Taken take_files(Documents const& room, Visit const& visit, forms::Form const& form,
    http::FormData const& sent, Thing const& subject)
{
    Taken taken;
    std::map<std::string, std::string, std::less<>> fresh;
    for (auto const& question : form.questions) {
        auto const& uploads = sent.uploads();
        auto const upload = std::ranges::find(uploads, question.name, &http::Upload::name);
        if (question.kind != forms::Kind::file || upload == uploads.end()
            || visit.shown_again() != nullptr)
            continue;
        auto kept = keep(room, visit, *upload, subject, question.id());
        if (kept)
            fresh[question.name] = kept->write();
        else
            taken.errors.push_back(kept.error());
    }
    for (auto const& [name, value] : sent.pairs())
        if (!fresh.contains(name))
            taken.sent.add(name, value);
    for (auto const& [name, id] : fresh)
        taken.sent.add(name, id);
    return taken;
}

forms::Reading read(forms::Form const& form, Taken const& taken)
{
    auto reading = form.read(taken.sent);
    for (auto const& error : taken.errors) {
        std::erase_if(
            reading.errors, [&](Error const& other) { return other.field == error.field; });
        reading.errors.insert(reading.errors.begin(), error);
    }
    return reading;
}

std::function<std::string(std::string_view)> file_named(Visit const& visit)
{
    return [&visit](std::string_view text) {
        auto const id = AttachmentId::read(text);
        auto const found = id ? attachment_row(visit.reading(), *id) : std::nullopt;
        if (!found || found->claimed_at || found->recorded_by != visit.visitor().account)
            return std::string();
        auto const name = visit.unsealed("attach", own_facts(*found), found->named).value_or("");
        return fmt::format("{}, {}", name, size_in_words(found->size));
    };
}

} // namespace kith::documents
