// SPDX-License-Identifier: MIT
#pragma once

// A context as programs send and get it. Shapes: those that api_operations() describes.
//
// Errors   `invalid` with the field it stands at.

#include "contexts/context_fact.h"
#include "contexts/room.h"
#include "platform/access/json_fields.h"

namespace kith::contexts {

[[nodiscard]] std::string write_context(
    Context const& context, std::vector<ContextFact> const& facts, Date today);
// A list: enough to tell which is meant, and why each is shown.
[[nodiscard]] std::string write_briefs(std::vector<KnownContext> const& contexts);

// What was sent, over what stands: a field left out stays as it is.
[[nodiscard]] Result<Context> read_sent(directory::ReferenceFacts const& facts, Date today,
    access::JsonFields const& sent, Context const& stands);
[[nodiscard]] Result<std::optional<geo::Point>> read_sent_point(access::JsonFields const& sent);

} // namespace kith::contexts
