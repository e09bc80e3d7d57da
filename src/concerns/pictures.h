// SPDX-License-Identifier: MIT
#pragma once

// Pictures that came with a public report or a message: taken in by the hub, hung on the concern,
// shown to whoever may read it.
//
// 1. What came sealed (sent_pictures.h) is drawn anew in a process apart and kept before the Change
//    that takes in what it came with; that Change names it.
// 2. What is no picture, is damaged or refused by a scanner is not kept: the concern says that it
//    came, and why it is not here.
// 3. Nobody is made to see one: pages name it and lead to it, the file's own page shows it and says
//    what to do with an image of abuse.
//
// Cost     a process of its own for each, in the round of the inbox.
// Errors   as the store's.

#include "concerns/room.h"
#include "concerns/sent_pictures.h"
#include "platform/access/gate.h"
#include "platform/documents/documents.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::concerns {

// What became of the picture of one item, before the Change that takes the item in.
struct BroughtPicture {
    ConcernId concern = {}; // the one that stands, or that will
    std::string number = {};
    AttachmentId file = {};
    std::string refused = {}; // why it is not kept, in words
    [[nodiscard]] bool any() const { return !number.empty(); }
};
// `number` is what the item says; "" brings nothing.
[[nodiscard]] BroughtPicture bring_picture(Concerns const& room, access::Gate const& gate,
    Visit const& visit, std::string const& number, ConcernId concern);
// In the Change, once the concern (and the message) are there.
[[nodiscard]] Done hang_picture(Change& change, BroughtPicture const& brought, MessageId message);

struct ConcernPicture {
    ConcernId concern = {};
    MessageId message = {};
    AttachmentId file = {}; // none: refused
    std::string refused = {};
    Instant recorded_at = {};
};
// In the order in which they came. Of a concern that this visit was given by `find`.
[[nodiscard]] std::vector<ConcernPicture> pictures_of(Visit const& visit, ConcernId concern);
// A box on the concern's page; nothing where none came.
[[nodiscard]] Panel pictures_panel();
// Who sees the file: whoever may read the concern.
[[nodiscard]] documents::Holder picture_holder(Concerns const& room);

} // namespace kith::concerns
