// SPDX-License-Identifier: MIT
#include "evidence/copy.h"
#include "base/london.h"
#include "evidence/store.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>
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
            return FileOut{stem + ".jpg", std::move(*drawn), {}, true};
        }
        if (!all.redactions_of(item.id, recipient).empty()) {
            out.why_not = "The file is not in this copy: something of it was taken out, and a file "
                          "of this kind goes whole or not at all.";
            return out;
        }
        auto bytes = TRY(documents::original(room.documents, visit, one->file));
        return FileOut{stem + "." + std::string(documents::ending_of(known->kind)),
            std::move(bytes), {}, false};
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

    Value item_in_copy(Evidence const& room, WholePack const& all, PackItem const& item,
        PackRecipientId recipient, FileOut const& file)
    {
        auto view = Value::object({{"place", item.place}, {"title", item.words.title},
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

    // What is searched for at the end: all that was taken out for this recipient, wherever.
    std::vector<std::string> all_taken_out(Evidence const& room, WholePack const& all,
        std::vector<PackItem> const& items, PackRecipientId recipient)
    {
        std::vector<std::string> taken;
        for (auto const& item : items)
            for (auto& words : taken_out(item.words.text, spans_for(room, all, item, recipient)))
                taken.push_back(std::move(words));
        return taken;
    }

    std::string manifest_of(WholePack const& all, PackRecipient const& to, std::int64_t number,
        Instant at, std::vector<NamedBytes> const& files)
    {
        json::array listed;
        for (auto const& [name, bytes] : files)
            listed.push_back(
                json::object{{"name", name}, {"bytes", bytes.size()}, {"sha256", hex_hash(bytes)}});
        return json::serialize(json::object{{"pack", all.pack.reference.write()},
                   {"marking", all.pack.words.marking}, {"recipient", to.name},
                   {"recipient_number", to.number}, {"copy", number}, {"made_at", at.write()},
                   {"files", listed}})
            + "\n";
    }

    // A span of one item whose words stand in another is named with that other, so that somebody
    // can mend it.
    Done none_still_stands(std::vector<std::string> const& taken,
        std::vector<NamedBytes> const& files,
        std::vector<std::pair<std::int64_t, std::string>> const& texts)
    {
        for (auto const& [place, text] : texts)
            if (still_stands(taken, text))
                return invalid(fmt::format("Words that were taken out for them still stand in item "
                                           "{}: take them out there too",
                    place));
        // In what is packed some letters stand by chance: there only long words tell anything.
        constexpr std::size_t told_by_chance = 8;
        std::vector<std::string> long_words;
        for (auto const& words : taken)
            if (words.size() >= told_by_chance)
                long_words.push_back(words);
        for (auto const& [name, bytes] : files) {
            if (name == "pack.pdf" || name.ends_with(".jpg")) // made of what is searched; drawn
                continue;
            auto const readable = name.ends_with(".html") || name.ends_with(".json");
            if (still_stands(readable ? taken : long_words, bytes))
                return invalid("Words that were taken out for them still stand in the copy: in its "
                               "title, its marking, a decision, who gets it, or a file that goes "
                               "whole",
                    "copy");
        }
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
    auto items = Value::array();
    auto unused = Value::array();
    std::vector<std::pair<std::int64_t, std::string>> texts;
    std::size_t size = 0;
    for (auto const& item : goes) {
        auto file = file_for(room, visit, all, item, recipient);
        if (!file)
            return file.error().code == Code::invalid
                ? error(Code::invalid, file.error().words.key, "copy")
                : file.error();
        (item.kind == ItemKind::unused ? unused : items)
            .push(item_in_copy(room, all, item, recipient, *file));
        texts.emplace_back(
            item.place, item.words.title + "\n" + text_for(room, all, item, recipient));
        size += file->bytes.size();
        if (!file->name.empty())
            made.files.emplace_back(file->name, std::move(file->bytes));
    }
    if (size > most_of_a_copy)
        return invalid("The files of this copy are more than 200 MB: make two packs", "copy");
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
        auto pdf
            = TRY(documents::press(room.press, room.pages.show("evidence/copy.njk", page).body));
        made.files.insert(made.files.begin(), NamedBytes{"pack.pdf", std::move(pdf)});
    }
    made.files.emplace_back("manifest.json", manifest_of(all, *to, number, at, made.files));
    auto const taken = all_taken_out(room, all, goes, recipient);
    if (auto const clean = none_still_stands(taken, made.files, texts); !clean)
        return error(Code::invalid, clean.error().words.key, "copy");
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
    return add_copy(change, stands.pack, *to, prepared.zip);
}

} // namespace kith::evidence
