// SPDX-License-Identifier: MIT
#pragma once

// A page made for paper, as a PDF that everybody can read: PDF/UA-1 (ISO 14289-1), which is tagged,
// so that a screen reader finds headings, lists and tables, and has its fonts in it.
//
// WeasyPrint lays it out, in a process of its own (`kith press`), which is given the page and
// nothing else: it may read the system's programs and fonts, reaches no network, starts no process,
// writes no file. What the page names outside of itself is not fetched, so pictures stand in it as
// `data:`. The style sheet is web/look/paper.scss.
//
// Shapes   one page that extends frames/print.njk in, the file's bytes out. Two runs differ in
//          the file's identifier alone.
// Cost     half a second for a page, some 4 s and 140 MB for 200 rows; one at a time, the others
//          wait. For routes of Lane::slow.
// Threads  safe.
// Errors   `unavailable` where WeasyPrint is not installed, fails, or takes longer than a minute.

#include "base/result.h"
#include "platform/documents/apart.h"
#include <string>
#include <string_view>

namespace kith::documents {

[[nodiscard]] Apart own_press(); // `kith press`, wherever it was started from
[[nodiscard]] Result<std::string> press(Apart const& apart, std::string_view page);

// Is this a page made for paper?
[[nodiscard]] bool is_paper(std::string_view page);
// The same page without what it names outside of itself, with the style sheet for paper in it.
[[nodiscard]] std::string for_the_press(std::string_view page);

// The other side: what `kith press` does, from `in` to `out`. Enters its cage first, then becomes
// WeasyPrint; comes back only if it could not.
int press_here(int in, int out);

// What is not here to press with, as a sentence; "" if all is.
[[nodiscard]] std::string press_lacks();

} // namespace kith::documents
