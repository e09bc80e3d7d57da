// SPDX-License-Identifier: MIT
#include "contexts/guardian.h"
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    Done check_who(Guardian const& guardian)
    {
        if (!guardian.adult)
            return invalid(
                "Only somebody who is 18 or over is listed. What a young person does for "
                "others is a strength of the group: write it there, without their name",
                "who");
        return guardian.name.empty() ? Done(invalid("Enter the guardian's name", "name")) : done();
    }

    Done check_consent(Guardian const& guardian, Date today)
    {
        if (!guardian.consented_on)
            return invalid(
                "Enter the day they agreed to be listed. Without their own consent nobody is",
                "consented");
        if (*guardian.consented_on > today)
            return invalid("Enter a day that is not in the future", "consented");
        if (guardian.consent_how.empty())
            return invalid("Say how they agreed, such as: she said so when we met", "consent_how");
        return done();
    }
} // namespace

Result<Guardian> checked(Guardian guardian, Date today, int review_days)
{
    TRY(check_who(guardian));
    if (guardian.part.empty())
        return invalid("Say what they are or do there", "part");
    if (guardian.looks_out.empty())
        return invalid("Say what they look out for", "looks_out");
    if (guardian.trained_on && *guardian.trained_on > today)
        return invalid("Enter a day that is not in the future", "trained");
    if (guardian.trained_on && guardian.training.empty())
        return invalid("Say what the training was", "training");
    TRY(check_consent(guardian, today));
    if (!guardian.review_on) {
        guardian.review_on = *guardian.consented_on + review_days;
        if (*guardian.review_on <= today)
            guardian.review_on = today + review_days;
    }
    if (*guardian.review_on <= today || *guardian.review_on - today > review_days)
        return invalid(
            fmt::format("Enter a day from tomorrow on, {} days ahead at most", review_days),
            "review");
    return guardian;
}

Done check_asked_again(Guardian const& wanted, Guardian const& stands, Date today)
{
    auto const later = stands.agrees_on(today)
        ? wanted.review_on && *stands.review_on < *wanted.review_on
        : true; // it lapsed
    if (later && (!stands.consented_on || *wanted.consented_on <= *stands.consented_on))
        return invalid("Ask them first: enter the day they agreed anew", "consented");
    return done();
}

} // namespace kith::contexts
