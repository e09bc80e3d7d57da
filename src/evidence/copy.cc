// SPDX-License-Identifier: MIT
#include "evidence/copy.h"
#include "base/london.h"
#include "evidence/store.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>
#include <map>
#include <sodium.h>

namespace kith::evidence {
namespace {
    namespace json = boost::json;
    using html::Value;

    std::string hex_hash(std::string const& bytes)
    {
        std::string hash(crypto_hash_sha256_BYTES, '\0');
        crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
            reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
        return ledger::write_hex(hash);
    }

    std::string label_of(Evidence const& room, char const* list, std::string const& code)
    {
        auto const found = room.facts.code(list, code);
        return found ? found->label : code;
    }

    std::vector<Span> spans_for(
        Evidence const& room, WholePack const& all, PackItem const& item, PackRecipientId recipient)
    {
        std::vector<Span> spans;
        for (auto const& one : all.redactions_of(item.id, recipient))
            if (!one.part)
                spans.push_back({one.from, one.to, label_of(room, "redaction_reason", one.reason)});
        return spans;
    }

    std::vector<documents::Covered> parts_for(
        WholePack const& all, PackItem const& item, PackRecipientId recipient)
    {
        std::vector<documents::Covered> parts;
        for (auto const& one : all.redactions_of(item.id, recipient))
            if (one.part)
                parts.push_back(*one.part);
        return parts;
    }

    // What becomes of the file of an item.
    struct FileOut {
        std::string name = {}; // in the copy; "" if it does not go
        std::string bytes = {};
        std::string why_not = {};
        bool picture = false;
        AttachmentId file = {};     // of which something goes
        std::string at_intake = {}; // its SHA-256, where nothing of it is cut
    };
    Result<FileOut> file_for(Evidence const& room, Visit const& visit, WholePack const& all,
        PackItem const& item, PackRecipientId recipient)
    {
        FileOut out;
        if (!item.with_file)
            return out;
        auto const one = find(visit, item.exhibit);
        auto const known = one && !one->withdrawn_at
            ? documents::file_known(visit.reading(), one->file)
            : std::nullopt;
        if (!known)
            return invalid(fmt::format(
                "Item {}: you may not read its exhibit, or it was withdrawn", item.place));
        if (known->standing != documents::Standing::shown)
            return invalid(fmt::format(
                "Item {}: {}", item.place, std::string(documents::not_shown(known->standing))));
        auto const cut = !all.redactions_of(item.id, recipient).empty();
        out.file = one->file;
        out.at_intake = cut ? std::string() : one->sha256;
        if (known->kind == documents::FileKind::text)
            return out; // it stands in the words
        auto const stem = "exhibits/" + one->reference.write();
        if (documents::is_picture(known->kind)) {
            auto picture = TRY(documents::viewing_copy(room.documents, visit, one->file));
            auto const parts = parts_for(all, item, recipient);
            auto drawn = documents::cover_apart(room.documents.apart, parts, picture);
            if (!drawn)
                return invalid(
                    fmt::format("Item {}: the picture could not be drawn anew", item.place));
            out.name = stem + ".jpg";
            out.bytes = std::move(*drawn);
            out.picture = true;
            return out;
        }
        if (cut) {
            out.file = {};
            out.why_not = "The file is not in this copy: something of it was taken out, and a file "
                          "of this kind goes whole or not at all.";
            return out;
        }
        out.bytes = TRY(documents::original(room.documents, visit, one->file));
        out.name = stem + "." + std::string(documents::ending_of(known->kind));
        return out;
    }

    // A picture within the page, for what fetches nothing.
    std::string as_data(std::string const& jpeg)
    {
        constexpr auto variant = sodium_base64_VARIANT_ORIGINAL;
        std::string text(sodium_base64_ENCODED_LEN(jpeg.size(), variant), '\0');
        sodium_bin2base64(text.data(), text.size(),
            reinterpret_cast<unsigned char const*>(jpeg.data()), jpeg.size(), variant);
        text.pop_back(); // its NUL
        return "data:image/jpeg;base64," + text;
    }

    // That of an entry says when it was: it goes when anything of the entry does.
    std::string title_for(WholePack const& all, PackItem const& item, PackRecipientId recipient)
    {
        if (item.kind == ItemKind::entry && !all.redactions_of(item.id, recipient).empty())
            return std::string(in_words_of(item.kind));
        return item.words.title;
    }

    Value item_in_copy(Evidence const& room, WholePack const& all, PackItem const& item,
        PackRecipientId recipient, FileOut const& file)
    {
        auto view
            = Value::object({{"place", item.place}, {"title", title_for(all, item, recipient)},
                {"text", text_for(room, all, item, recipient)}, {"file", file.name},
                {"picture", file.picture}, {"why_not", file.why_not},
                {"data", file.picture ? as_data(file.bytes) : std::string()},
                {"covered", !parts_for(all, item, recipient).empty()}});
        if (auto const* const decision = all.decision_of(item.id)) {
            view["decision"] = label_of(room, "unused_decision", decision->code);
            view["decision_words"] = decision->words;
        }
        if (item.kind == ItemKind::unused)
            view["third_party"] = item.third_party;
        return view;
    }

    // What is searched for: all that was taken out for this recipient, also of items that they do
    // not get.
    std::vector<std::string> all_taken_out(
        Evidence const& room, WholePack const& all, PackRecipientId recipient)
    {
        std::vector<std::string> taken;
        for (auto const& item : all.items)
            for (auto& words : taken_out(item.words.text, spans_for(room, all, item, recipient)))
                taken.push_back(std::move(words));
        return taken;
    }

    std::string manifest_of(WholePack const& all, PackRecipient const& to, std::int64_t number,
        Instant at, std::vector<NamedBytes> const& files,
        std::map<std::string, std::string> const& at_intake)
    {
        json::array listed;
        for (auto const& [name, bytes] : files) {
            json::object one{{"name", name}, {"bytes", bytes.size()}, {"sha256", hex_hash(bytes)}};
            if (auto const found = at_intake.find(name); found != at_intake.end())
                one["sha256_at_intake"] = ledger::write_hex(found->second);
            listed.push_back(std::move(one));
        }
        return json::serialize(json::object{{"pack", all.pack.reference.write()},
                   {"marking", all.pack.words.marking}, {"recipient", to.name},
                   {"recipient_number", to.number}, {"copy", number}, {"made_at", at.write()},
                   {"files", listed}})
            + "\n";
    }

    // What people wrote that goes to this recipient, before anything is drawn of it. Where words
    // that were taken out still stand is named, so that somebody can mend it.
    Done none_still_stands(Evidence const& room, WholePack const& all,
        std::vector<PackItem> const& goes, PackRecipient const& to)
    {
        auto const taken = all_taken_out(room, all, to.id);
        auto const stand_in = [&](std::string const& where) {
            return invalid(
                fmt::format("Words that were taken out for them still stand in {}", where), "copy");
        };
        for (auto const& item : goes) {
            if (still_stands(taken, text_for(room, all, item, to.id)))
                return stand_in(fmt::format("item {}: take them out there too", item.place));
            if (still_stands(taken, title_for(all, item, to.id)))
                return stand_in(fmt::format(
                    "the title of item {}: remove it, and add it under another", item.place));
            auto const* const decision = all.decision_of(item.id);
            if (decision && still_stands(taken, decision->words))
                return stand_in(
                    fmt::format("what was decided about item {}: decide it anew", item.place));
        }
        if (still_stands(taken, all.pack.words.title + "\n" + all.pack.words.marking))
            return stand_in("the title of the pack or its marking: make another");
        if (still_stands(taken, to.name))
            return stand_in("what this recipient is called: end it, and add them anew");
        return done();
    }

    // Of what goes as it was sent only long words tell anything: some letters stand there by
    // chance.
    Done none_in_whole_file(
        std::vector<std::string> const& taken, std::int64_t place, std::string const& bytes)
    {
        constexpr std::size_t told_by_chance = 8;
        std::vector<std::string> long_words;
        for (auto const& words : taken)
            if (words.size() >= told_by_chance)
                long_words.push_back(words);
        if (still_stands(long_words, bytes))
            return invalid(fmt::format("Words that were taken out for them still stand in the file "
                                       "of item {}, which goes whole: add it without its file",
                               place),
                "copy");
        return done();
    }
} // namespace

std::string text_for(
    Evidence const& room, WholePack const& all, PackItem const& item, PackRecipientId recipient)
{
    return without(item.words.text, spans_for(room, all, item, recipient));
}

Result<PreparedCopy> prepare_copy(
    Evidence const& room, Visit const& visit, PackId id, PackRecipientId recipient)
{
    PreparedCopy made;
    made.pack = TRY(whole(visit, id));
    made.recipient = recipient;
    auto const& all = made.pack;
    auto const facts = TRY(facts_of(visit, all.pack));
    TRY(visit.may("make", facts));
    auto const* const to = all.recipient(recipient);
    if (!to)
        return not_found();
    if (auto const left = all.to_do(recipient); !left.empty())
        return invalid(left.front(), "copy");
    std::vector<PackItem> goes;
    for (auto const& item : all.items)
        if (item.kind != ItemKind::unused || to->with_unused)
            goes.push_back(item);
    for (auto const& item : goes)
        if (!item.exhibit.none())
            if (auto const one = find(visit, item.exhibit); !one || one->withdrawn_at)
                return invalid(fmt::format("Item {}: you may not read its exhibit, or it was "
                                           "withdrawn: remove it",
                                   item.place),
                    "copy");
    TRY(none_still_stands(room, all, goes, *to));
    auto const taken = all_taken_out(room, all, recipient);
    auto items = Value::array();
    auto unused = Value::array();
    std::map<std::string, std::string> at_intake;
    std::size_t size = 0;
    for (auto const& item : goes) {
        auto file = file_for(room, visit, all, item, recipient);
        if (!file)
            return file.error().code == Code::invalid
                ? error(Code::invalid, file.error().words.key, "copy")
                : file.error();
        if (!file->name.empty() && !file->picture)
            TRY(none_in_whole_file(taken, item.place, file->bytes));
        (item.kind == ItemKind::unused ? unused : items)
            .push(item_in_copy(room, all, item, recipient, *file));
        size += file->bytes.size();
        if (size > most_of_a_copy)
            return invalid("The files of this copy are more than 200 MB: make two packs", "copy");
        if (!file->file.none())
            made.attachments.push_back(file->file);
        if (!file->name.empty()) {
            if (!file->at_intake.empty())
                at_intake[file->name] = file->at_intake;
            made.files.emplace_back(file->name, std::move(file->bytes));
        }
    }
    auto const number = 1 + std::ranges::count_if(all.copies, [&](PackCopy const& one) {
        return one.recipient == recipient;
    });
    auto const at = visit.now();
    auto page = Value::object({{"reference", all.pack.reference.write()},
        {"title", all.pack.words.title}, {"marking", all.pack.words.marking},
        {"recipient", to->name}, {"number", number}, {"made", london::in_words(at)},
        {"agency", room.pages.agency_name(all.pack.owner_agency)}, {"items", items},
        {"unused", unused}, {"with_unused", to->with_unused}});
    made.files.insert(made.files.begin(),
        NamedBytes{"pack.html", room.pages.show("evidence/copy.njk", page).body});
    if (documents::press_lacks().empty()) {
        page["in_one"] = true; // pictures and all
        auto pdf = documents::press(room.press, room.pages.show("evidence/copy.njk", page).body);
        if (!pdf)
            return error(Code::unavailable,
                "The PDF of this copy could not be made. Where it holds many pictures, make two "
                "packs; else try again in a minute",
                "copy");
        made.files.insert(made.files.begin(), NamedBytes{"pack.pdf", std::move(*pdf)});
    }
    made.files.emplace_back(
        "manifest.json", manifest_of(all, *to, number, at, made.files, at_intake));
    made.zip = write_zip(made.files, at);
    return made;
}

Result<PackCopy> keep_copy(Change& change, PreparedCopy const& prepared)
{
    auto const stands = TRY(whole(change, prepared.pack.pack.id));
    auto const* const to = stands.recipient(prepared.recipient);
    if (!to || stands.mark() != prepared.pack.mark()
        || stands.copies.size() != prepared.pack.copies.size())
        return error(
            Code::conflict, "The pack was changed while the copy was made: make it again", "copy");
    // Asks again whether each file may still be seen: it may have been marked meanwhile.
    return add_copy(change, stands.pack, *to, prepared.zip, prepared.attachments);
}

} // namespace kith::evidence
