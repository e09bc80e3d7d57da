// SPDX-License-Identifier: MIT
#pragma once

// The front door of the wording helper: phrases that blame, shown to whoever writes them, with what
// to write instead. It holds nothing up and changes no text.
//
//   join(house, helper)      the routes; from then on the pages tell it of each form that was
//   saved,
//                            and ask it what to say on the next one
//
// Errors   `read_list` is `invalid` and names the file and its row. What goes wrong after a save is
//          swallowed: what was saved is saved.
// Threads  a Helper does not change once joined, save its tally and quotes, which are safe.

#include "engine/wording/wording.h"
#include "platform/access/house.h"
#include "wording/quotes.h"
#include "wording/tally.h"
#include <memory>

namespace kith::wording_helper {

struct Helper {
    access::Pages& pages;
    wording::List list;
    std::shared_ptr<Tally> tally = std::make_shared<Tally>();
    std::shared_ptr<Quotes> quotes = std::make_shared<Quotes>();
};

// data/wording/phrases.csv and words.csv, or what the partnership put in their place.
[[nodiscard]] Result<wording::List> read_list();
void join(House& house, Helper& room);

} // namespace kith::wording_helper
