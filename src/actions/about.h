// SPDX-License-Identifier: MIT
#pragma once

// What an action hangs on, and who may know that.
//
// The rooms above keep cases, contexts and concerns. Each adds, for its kind, how the facts of one
// are read and how it is named; whoever may read the thing by those facts may read its actions. A
// kind that nobody answers for is known to nobody. A room whose records name nobody also says which
// texts may hang on its things, and how they are shown: actions ask it at every save, and hand out
// what it gives back.
//
// Threads  filled before anything runs, then only read.
// Cost     that of the room's own look-up. Notes no look.

#include "platform/access/visit.h"
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kith::actions {

using access::Change;
using access::Visit;

// How a page names a thing to somebody who may know it.
struct Named {
    std::string text;
    std::string href = {}; // "" if it has no page
};

class About {
public:
    // Its facts, also of one that this visit may not know, so that the policies decide; nothing if
    // it does not exist, or where the room tells nothing of what may not be known.
    using FactsOf = std::function<std::optional<access::Facts>(Visit const&, Uuid const&)>;
    using Names = std::function<Named(Visit const&, Uuid const&)>;
    // Texts of what hangs on a thing, by the field of the form. Both look whoever the visitor is.
    struct Text {
        char const* field;
        std::string const* text;
    };
    using Shown = std::function<std::string(std::string const&)>; // of any of its texts
    struct Texts {
        // `invalid` with the field, where one must not stand.
        std::function<Done(Visit const&, Uuid const&, std::vector<Text> const&)> check;
        // Empty where they are shown as they stand.
        std::function<Shown(Visit const&, Uuid const&)> shown;
    };
    void add(std::string kind, FactsOf facts_of, Names names = {}, Texts texts = {});

    [[nodiscard]] std::optional<access::Facts> facts_of(
        Visit const& visit, Thing const& thing) const;
    [[nodiscard]] bool may_know(Visit const& visit, Thing const& thing) const;
    // Only for what the visit may know; the word for its kind if its room has no better.
    [[nodiscard]] Named name(Visit const& visit, Thing const& thing) const;
    [[nodiscard]] Done check(
        Visit const& visit, Thing const& thing, std::vector<Text> const& texts) const;
    [[nodiscard]] Shown shown(Visit const& visit, Thing const& thing) const; // may be empty
    [[nodiscard]] bool has(std::string_view kind) const { return by_kind_.contains(kind); }

private:
    struct Room {
        FactsOf facts_of;
        Names names;
        Texts texts;
    };
    std::map<std::string, Room, std::less<>> by_kind_;
};

} // namespace kith::actions
