// SPDX-License-Identifier: MIT
#pragma once

// What pages draw of what should be known next time. The room's own.

#include "missing/learning_acts.h"
#include "platform/html/value.h"
#include <string>

namespace kith::missing {

// Of an episode whose interview was held: {said, nothing, when, reads: [{title, when, text}],
// awaited, none_yet, may_answer, write_href, read_href}; undefined for whoever may know none of it.
[[nodiscard]] html::Value learning_view(Missing const& room, Visit const& visit, EpisodeId episode);
// [{title, when, text, href}], for the form of a grade and the page of a new episode.
[[nodiscard]] html::Value learned_before_view(
    Missing const& room, Visit const& visit, Episode const& episode);

// What a child is content for those they live with to know (tell_home = part), for who cares for
// them in a team that shares the episode; "" for everybody else, and where nothing of it was said.
[[nodiscard]] std::string content_for_home(
    Missing const& room, Visit const& visit, EpisodeId episode);

} // namespace kith::missing
