// SPDX-License-Identifier: MIT
#pragma once

// Whom to ask what they know about a concern: everybody in the directory, those first whom
// data/reference/partner_suggestions.toml suggests for such a concern in its district, each with
// why. Nobody is chosen by the program.
//
// Shapes   candidates in the order shown: suggested first, in the order of the file; then by name.
// Cost     one read an agency and one a team.
// Threads  immutable once read.
// Errors   `read` throws std::runtime_error, naming the file: at the start.

#include "concerns/concern.h"
#include "concerns/partners.h"
#include "directory/directory.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::concerns {

struct Suggestion {
    std::string kind;                  // of the agency
    std::vector<std::string> purposes; // of its team, the first that it has
    std::vector<std::string> about;
    bool only_if_named = false;
    std::string why; // "may have incidents on record"
    Period during = {};
};

struct PartnerCandidate {
    Partner partner;
    std::string name;     // "Intelligence desk, Quillshire Constabulary"
    std::string why = {}; // empty: not suggested
};

class PartnerSuggestions {
public:
    [[nodiscard]] static PartnerSuggestions shipped(); // with the overlay
    [[nodiscard]] static PartnerSuggestions read(std::string_view toml);

    [[nodiscard]] std::vector<PartnerCandidate> candidates(
        db::Connection& connection, Concern const& concern, Date on) const;
    [[nodiscard]] std::vector<Suggestion> const& all() const { return all_; }

private:
    std::vector<Suggestion> all_;
};

// As pages name a partner; "Ropewalk High School" where the whole agency is asked.
[[nodiscard]] std::string name_of(db::Connection& connection, Partner const& partner);

// The partner with its agency, if the directory has it on that day.
[[nodiscard]] Result<Partner> known_partner(
    db::Connection& connection, Partner const& partner, Date on);

} // namespace kith::concerns
