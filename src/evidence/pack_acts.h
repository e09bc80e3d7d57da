// SPDX-License-Identifier: MIT
#pragma once

// What pages and programs do with packs, each whole inside one Change.
//
// Errors   `invalid` with the form's field; `conflict` where somebody was first; as the store's.

#include "evidence/pack_store.h"

namespace kith::evidence {

[[nodiscard]] Result<Pack> make_pack(Change& change, Pack const& wanted);

// Draws the words: of an exhibit what stands on its page, and of one whose file is a text, that;
// of an entry what happened with its source. `text` and `unused` bring their own.
struct ItemTyped {
    ItemKind kind = ItemKind::text;
    std::string reference = {}; // of an exhibit
    TimelineId entry = {};
    ItemWords words = {};
    bool with_file = false;
    bool third_party = false;
};
[[nodiscard]] Result<PackItemId> add_item(
    Evidence const& room, Change& change, PackId pack, ItemTyped const& typed);
[[nodiscard]] Done remove_item(
    Change& change, PackId pack, PackItemId item, std::string const& because);
// Why this visitor may not check it; "" if they may.
[[nodiscard]] std::string why_not_check(
    Visit const& visit, WholePack const& all, PackItem const& item);
// Rule 2 of pack.h. `mark` is that of what was read (WholePack::mark_of); `conflict` if it moved.
[[nodiscard]] Done check_item(Change& change, PackId pack, PackItemId item, bool passed,
    std::string const& because, std::string const& mark);
[[nodiscard]] Done decide_unused(Evidence const& room, Change& change, PackId pack, PackItemId item,
    std::string const& code, std::string const& words);
[[nodiscard]] Result<PackRecipientId> add_recipient(
    Change& change, PackId pack, std::string const& name, bool with_unused);
[[nodiscard]] Done end_recipient(
    Change& change, PackId pack, PackRecipientId recipient, std::string const& because);

// A phrase, each time it stands there, or a span; or a part of its picture.
struct RedactionTyped {
    PackRecipientId recipient = {}; // none: for all
    std::string phrase = {};
    std::optional<Span> span = {};
    std::optional<documents::Covered> part = {};
    std::string reason = {};
};
[[nodiscard]] Done redact(Evidence const& room, Change& change, PackId pack, PackItemId item,
    RedactionTyped const& typed);
[[nodiscard]] Done put_back(Change& change, PackId pack, PackItemId item, RedactionId redaction);

} // namespace kith::evidence
