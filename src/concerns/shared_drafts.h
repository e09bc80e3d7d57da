// SPDX-License-Identifier: MIT
#pragma once

// A draft that its author shows to the safeguarding lead and deputies of their agency before it is
// sent: they advise, send it, or say why they do not.
//
// 1. It stays its author's: they change it, take the sharing back while nothing was sent, and may
//    send it themselves whatever was said. Nobody's worry is stopped by a lead.
// 2. Who reads it is who leads in that agency today, not who led when it was shown.
// 3. A lead whom it is about reads nothing of it. If it is about somebody who works with children
//    no lead does, from the save on that says so: it goes to the designated officer (allegation.h).
// 4. Sent by a lead it is a concern of its author's, which says who sent it.
// 5. A draft that goes takes the sharing with it, and what was written about it. One that was sent
//    leaves both with the concern.
//
// Shapes   plain values; times in UTC.
// Errors   none.

#include "base/ids.h"
#include "base/time.h"
#include "concerns/concern.h"
#include "directory/directory.h"
#include "platform/access/policy.h"
#include "platform/forms/drafts.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::concerns {

inline constexpr char const* referral_form = "concerns/referral";

// kept: shown to nobody yet.
enum class Sharing { kept, asked, advised, why_not, taken_back, sent };

struct SharedDraft {
    DraftId id;
    AccountId author;
    AgencyId agency = {}; // whose leads it is shown to
    Sharing state = Sharing::kept;
    std::optional<Instant> shared_at = {};
    ConcernId concern = {}; // what it became
    AccountId sent_by = {};
    std::optional<Instant> sent_at = {};

    // Filled by the store as they are at this moment.
    forms::Draft draft = {};                   // what it says; empty once sent
    std::vector<directory::Lead> leads = {};   // of the agency, without the author
    std::vector<directory::Lead> offered = {}; // of these, who may read it: rule 3
    bool walled = false;                       // the visitor is kept from it by rule 3

    [[nodiscard]] bool shown() const
    {
        return state == Sharing::asked || state == Sharing::advised || state == Sharing::why_not;
    }
};

enum class NoteKind { advice, why_not };

struct DraftNote {
    Uuid id;
    NoteKind kind = NoteKind::advice;
    std::int64_t revision = 0; // of the draft as its writer had read it
    Instant at;
    AccountId by;
    std::string body;
};

[[nodiscard]] Thing thing_of(DraftId id); // "concern_draft"
[[nodiscard]] access::Facts facts_of(SharedDraft const& shared);
[[nodiscard]] bool about_a_worker(forms::Answers const& answers);

// Does the draft name somebody who may be the one of that name? The surname is enough, and so is a
// part of the name that stands alone: a wrong guess costs one reader of two, a right one guards the
// child.
[[nodiscard]] bool may_name(forms::Answers const& answers, std::string const& name);

[[nodiscard]] std::string_view write(Sharing state);
[[nodiscard]] Sharing read_sharing(std::string_view text);
[[nodiscard]] std::string_view write(NoteKind kind);

} // namespace kith::concerns
