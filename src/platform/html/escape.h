// SPDX-License-Identifier: MIT
#pragma once

// Text made harmless before it stands in HTML.
//
// Templates escape by themselves; this is for the few places where C++ writes HTML (the SVG map, an
// error page of last resort), and for links that people typed.
//
// Cost     one pass; no allocation beyond the answer.

#include <string>
#include <string_view>

namespace kith::html {

// & < > " ' and \ become entities, as in Nunjucks: safe as text and inside a quoted attribute.
[[nodiscard]] std::string escape(std::string_view text);
void escape_onto(std::string& html, std::string_view text);

// The address itself if a link may lead there (http, https, mailto, tel, or within this site), else
// "#". Refused: javascript:, data:, vbscript: and every scheme not named, however it is spelt or
// spaced; addresses that start with "//" or "/\", which lead elsewhere while they look local.
// Templates use it as `{{ link | url }}`.
[[nodiscard]] std::string safe_url(std::string_view address);

} // namespace kith::html
