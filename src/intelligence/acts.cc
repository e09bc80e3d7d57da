// SPDX-License-Identifier: MIT
#include "intelligence/acts.h"

namespace kith::intelligence {

Result<Submission> submit(Intelligence const& room, Change& change, forms::Answers const& answers,
    Thing const& drawn_from)
{
    TRY(check_nobody_in_danger(answers));
    auto both = parted(answers);
    if (!drawn_from.id.none()) {
        auto const at = room.origins.find(drawn_from.kind);
        auto const origin
            = at == room.origins.end() ? std::nullopt : at->second(change, drawn_from.id);
        if (!origin)
            return not_found();
        both.source.drawn_from = drawn_from;
        both.source.child = origin->child;
        both.source.drawn_in = origin->in_words;
    }
    auto const sent = TRY(add(change, both.told, both.source));
    if (!drawn_from.id.none())
        mark_offered(room, change, drawn_from);
    return sent;
}

Result<Submission> take_back(Change& change, SubmissionId id, std::string const& reason)
{
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why it is taken back", "reason");
    return withdraw(change, id, reason);
}

} // namespace kith::intelligence
