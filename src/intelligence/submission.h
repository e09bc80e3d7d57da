// SPDX-License-Identifier: MIT
#pragma once

// What somebody told the police's intelligence desk: the facts and the rules. Pure.
//
// 1. Intelligence is no referral. Danger now, a crime that is happening and a child at risk of
//    significant harm go elsewhere first: nothing is kept until they have.
// 2. Whoever submits is not asked to grade: that is police work (3x5x2; College of Policing,
//    Authorised Professional Practice, intelligence reporting).
// 3. What was told and who told it part before anything is kept: no answer of the source is in what
//    the desk reads, nor the other way round.
// 4. Nobody is tasked (Regulation of Investigatory Powers Act 2000, section 26).
// 5. A submission is never changed. Whoever sent it takes it back with a reason, until somebody at
//    the desk has said by name that it was received.
//
// Shapes   plain values.
// Errors   rules answer `invalid` with the form's field.

#include "base/reference.h"
#include "base/result.h"
#include "base/time.h"
#include "intelligence/ids.h"
#include "platform/forms/answers.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::intelligence {

inline constexpr char const* submission_form = "intelligence/submission";

enum class SubmissionState { sent, received, withdrawn, weeded };

struct Submission {
    SubmissionId id = {};
    Reference reference = {}; // N-7KM-4QX9
    forms::Answers told = {}; // of the form, without what it asks about the source
    Instant sent_at = {};
    AccountId sent_by = {};
    AgencyId owner_agency = {};
    std::optional<Instant> received_at = {};
    AccountId received_by = {};
    std::optional<Instant> withdrawn_at = {};
    std::string withdrawn_because = {};
    std::optional<Instant> weeded_at = {}; // then nothing of what was told is left

    [[nodiscard]] SubmissionState state() const
    {
        return weeded_at   ? SubmissionState::weeded
            : withdrawn_at ? SubmissionState::withdrawn
            : received_at  ? SubmissionState::received
                           : SubmissionState::sent;
    }
};

// Something that was named, with the form by which another naming of it is found (links/named.h).
struct Item {
    std::string kind = {}; // data/code_lists/named_kind.csv
    std::string words = {};
    std::string normalised = {};
};

// Who told it, and what ties it to them: nobody but a source handler reads any of it.
struct Source {
    std::string told_by = {}; // "self", "somebody", "record"
    std::string words = {};
    std::string view = {};     // what they think of the police being told
    Thing drawn_from = {};     // the interview it came out of, if one
    Thing child = {};          // whose interview that was
    std::string drawn_in = {}; // the same in words
};

// Rule 1: "danger" is refused, with where it goes instead.
[[nodiscard]] Done check_nobody_in_danger(forms::Answers const& answers);
// What goes first, for a page: "" where nothing does.
[[nodiscard]] std::string_view goes_elsewhere(forms::Answers const& answers); // the code chosen

// Rule 3.
struct Parted {
    forms::Answers told = {};
    Source source = {};
};
[[nodiscard]] Parted parted(forms::Answers const& answers);
[[nodiscard]] std::vector<Item> items_of(forms::Answers const& told);

// As it is sealed: filled up with blanks to whole kibibytes, so that its length tells nothing.
[[nodiscard]] std::string write(Source const& source);
[[nodiscard]] std::optional<Source> read_source(std::string_view text);
[[nodiscard]] std::string filled_up(std::string text);

[[nodiscard]] std::string_view name_of(SubmissionState state);     // "received"
[[nodiscard]] std::string_view in_words_of(SubmissionState state); // "Received"

} // namespace kith::intelligence
