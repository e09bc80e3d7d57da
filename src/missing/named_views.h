// SPDX-License-Identifier: MIT
#pragma once

// What pages draw of what a return interview names. The room's own.

#include "missing/named_acts.h"
#include "platform/html/value.h"
#include <string>

namespace kith::missing {

[[nodiscard]] std::string named_address(EpisodeId id); // /missing/…/interview/named

// For the page of the interview and its print: {rows: [{key, text}], waits, offered, href, refer}.
[[nodiscard]] html::Value named_panel(
    Missing const& room, Visit const& visit, EpisodeId episode, ReturnInterview const& one);

// What somebody typed beside one candidate, and what was wrong with it.
struct NamedTyped {
    std::string kind = {};
    std::string key = {};
    html::Value values = html::Value::object();
    Error problem = {};
};
// [{n, label, words, said, kind, key, also, which: items, roles: items, values, errors}]
[[nodiscard]] html::Value candidates_view(
    Missing const& room, Visit const& visit, ReturnInterview const& one, NamedTyped const& typed);
// [{id, title, text, kind, words}], accepted or set aside.
[[nodiscard]] html::Value decided_view(
    Missing const& room, Visit const& visit, ReturnInterview const& one, NamedState state);
// The context that this interview's team is asked to refer, while that is open: {text, href,
// action}.
[[nodiscard]] html::Value refer_view(
    Missing const& room, Visit const& visit, ReturnInterview const& one);

} // namespace kith::missing
