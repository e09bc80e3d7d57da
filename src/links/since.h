// SPDX-License-Identifier: MIT
#pragma once

// "Since you last looked": what others recorded about somebody or something since the visitor last
// opened its page.
//
// 1. A sitting lasts half an hour: whoever opens the page again within it is told the same, so that
//    a reload loses nothing.
// 2. The first time there is nothing to tell.
// 3. Only what others did, and only what this visit may see: what is hidden changes no number.
//
// Only that a page was opened is kept, by account and thing, and only for this: the looks of the
// ledger tell of lists too.
//
// Cost     one indexed read; one small write where a sitting begins, with the looks of the page.

#include "directory/directory.h"
#include "links/store.h"
#include "platform/html/value.h"
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace kith::links {

inline constexpr std::chrono::minutes sitting_lasts{30};
inline constexpr std::size_t most_news = 8; // on the page; the chronology has them all

struct News {
    std::string title;       // "Somebody saw them"
    std::string text = {};   // what, in a sentence
    std::string source = {}; // who says so
    std::string by = {};     // who recorded it, as colleagues see them
    std::string href = {};
    bool changed = false; // it was known before, and was put right or taken back
};

// When the page of the thing was last open to the visitor, in a sitting before this one.
[[nodiscard]] std::optional<Instant> last_look(Visit const& visit, Thing const& thing);
// Keeps that it is open now: the last thing a page does.
void keep_look(Visit const& visit, Thing const& thing);

using NameOf = std::function<std::string(db::Connection&, AccountId)>;
// Links and events of the thing that others made or changed since, the latest first.
[[nodiscard]] std::vector<News> news_of_links(Store const& store, Seen const& seen,
    directory::ReferenceFacts const& facts, NameOf const& name_of, Visit const& visit,
    Thing const& about, Instant since);

// Events that others drew from a thing since, whoever they are about: what was done on a case.
[[nodiscard]] std::vector<News> news_drawn_from(directory::ReferenceFacts const& facts,
    NameOf const& name_of, Visit const& visit, Thing const& drawn_from, Instant since);

// For links/since.njk: {said, rows [{title, text, source, by, href, changed}], more, href}; null
// the first time. `chronology` is where it goes on.
[[nodiscard]] html::Value since_view(
    std::optional<Instant> since, std::vector<News> const& news, std::string const& chronology);

} // namespace kith::links
