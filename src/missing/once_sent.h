// SPDX-License-Identifier: MIT
#pragma once

// The same press sent again, as after an answer that was lost: what it asked for was done, and only
// once; whoever sends it is told what they would have been told. The room's own.
//
// Shapes   a form's key and the bytes that came with it; the same key with other bytes is refused.

#include "missing/form_page.h"
#include "missing/ids.h"
#include <string>

namespace kith::missing {

[[nodiscard]] inline std::string all_that_was_asked(http::Request const& request)
{
    return request.path() + "\n" + std::string(request.body());
}

// Before anything is looked at: what was done may be why it would be refused now.
[[nodiscard]] inline bool sent_before(
    access::Visit const& visit, http::Request const& request, SentForm const& sent)
{
    if (sent.key.empty())
        return false;
    auto const before = forms::answer_for(
        visit.reading(), visit.visitor().account, sent.key, all_that_was_asked(request));
    return before && before->has_value();
}

// Inside the Change: two that come at the same moment.
template <class Act>
[[nodiscard]] Result<EpisodeId> once_sent(access::Change& change, http::Request const& request,
    SentForm const& sent, EpisodeId of, Act const& act)
{
    auto const key = sent.key.empty() ? std::nullopt : std::optional(sent.key);
    return forms::once<EpisodeId>(
        change, key, all_that_was_asked(request), [&]() -> Result<EpisodeId> {
            TRY(act());
            return of;
        });
}

} // namespace kith::missing
