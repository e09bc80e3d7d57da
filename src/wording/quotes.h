// SPDX-License-Identifier: MIT
#pragma once

// The writer's own words around a phrase, to be shown to them once on the page after a save.
//
// They are kept in memory alone, no longer than advice holds, and go as they are shown: no text of
// a record lies in a table of this room, in a backup or on a disk. Where another server answers the
// next page, or this one was started anew, the example of the list is shown in their place.
//
// Threads  Quotes is safe.  Errors   none.

#include "base/ids.h"
#include "base/time.h"
#include "engine/wording/wording.h"
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace kith::wording_helper {

// "… he made a" "lifestyle choice" "and goes there …": of one line, a few words each side.
struct Quote {
    std::string phrase = {}; // its id
    std::string before = {};
    std::string written = {};
    std::string after = {};

    friend bool operator==(Quote const&, Quote const&) = default;
};
[[nodiscard]] Quote quote_of(
    std::string_view text, wording::Flag const& flag, std::string_view phrase);

class Quotes {
public:
    void keep(AccountId account, Instant at, std::vector<Quote> quotes); // in place of what was
    // Of the save at that moment; they are gone then.
    [[nodiscard]] std::vector<Quote> take(AccountId account, Instant at);
    void forget(Instant before);

private:
    struct Kept {
        Instant at = {};
        std::vector<Quote> quotes = {};
    };
    std::mutex lock_;
    std::map<AccountId, Kept> kept_;
};

} // namespace kith::wording_helper
