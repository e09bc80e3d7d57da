// SPDX-License-Identifier: MIT
#pragma once

// Somebody with caring intent at a place or in a group: the facts, and the rules they keep.
//
// 1. Guardianship is one side of a context's assessment (csnetwork.org.uk): adults or peers whose
//    presence makes it safer. Each stands here by their own consent: on which day, and how they
//    gave it. Whoever took it down is the account that recorded the guardian.
// 2. Consent taken back ends the listing at once, and takes their name and the way to reach them
// out
//    of every version.
// 3. Only adults are listed: nobody under 18 is asked to guard others. What young people do for one
//    another is a strength of the group, written in its assessment or on its map.
// 4. Nobody is asked to find anything out: what they look out for is what they do anyway.
// 5. They are asked again by a day that is set, a year ahead at most. Consent lapses with that day:
//    from then on they are listed to nobody but those who ask them anew. A later day needs a later
//    consent.
//
// Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include <optional>
#include <string>
#include <string_view>

namespace kith::contexts {

using GuardianId = Id<struct GuardianKind>;

struct Guardian {
    GuardianId id = {};
    ContextId context = {};
    bool adult = false; // somebody said that they are 18 or over
    std::string name = {};
    std::string part = {};      // what they are there: "Bus station supervisor"
    std::string reach = {};     // whom or what they reach: "Everybody who waits for the last bus"
    std::string looks_out = {}; // what they look out for
    std::string contact = {};   // how to reach them; gone once withdrawn
    std::string training = {};
    std::optional<Date> trained_on = {};
    std::optional<Date> consented_on = {};
    std::string consent_how = {}; // "She said so to the youth worker", "Signed the form"
    std::optional<Date> review_on = {};
    bool withdrawn = false;
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};

    // Does their consent stand that day? Not where nobody set a day to ask them again.
    [[nodiscard]] bool agrees_on(Date day) const { return review_on && day <= *review_on; }
};

[[nodiscard]] inline Thing thing(GuardianId id) { return {"guardian", id.uuid()}; }

// The rules; a review date that was left out is `review_days` after the consent, or after today if
// that has passed.
[[nodiscard]] Result<Guardian> checked(Guardian guardian, Date today, int review_days);
// Rule 5, of one that `stands`.
[[nodiscard]] Done check_asked_again(Guardian const& wanted, Guardian const& stands, Date today);

} // namespace kith::contexts
