// SPDX-License-Identifier: MIT
#pragma once

// What law and guidance say of referral, of section 45 and of victims: dated data, with its source.
//
// data/reference/justice.toml, or the overlay's. What it says is shown, and never decides anything
// but who may refer and where a local panel decides. What could not be confirmed says so.
//
// Errors   `read` answers `invalid` with the file's line. Threads  immutable once read.

#include "base/result.h"
#include "base/time.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::justice {

struct LawLine {
    std::string code = {}; // of an entitlement: "therapy"
    std::string kind = {}; // an agency's kind; of an entitlement: right, measure, help
    std::string name = {}; // an agency's, a panel's, a service's
    std::string number = {};
    std::string authority = {}; // of a panel: a code of authorities.csv
    std::string who = {};       // of a test of section 45: child, adult
    std::string when = {};      // always, not_charged, after_court, past_harm
    std::string label = {};
    std::string words = {};
    std::string source = {};
    bool verified = false;
    bool also_without = false; // the same where nothing is reported or prosecuted
    std::optional<Date> from = {};
    std::optional<Date> until = {};

    [[nodiscard]] bool stands(Date on) const
    {
        return (!from || *from <= on) && (!until || on <= *until);
    }
    // "Section 23. Source: …", with what was not confirmed.
    [[nodiscard]] std::string source_in_words() const;
};

class Law {
public:
    [[nodiscard]] static Result<Law> read();
    [[nodiscard]] static Result<Law> read(std::string_view toml);

    [[nodiscard]] Date as_of() const { return as_of_; }
    // How far a birth date that is a guess may be out, in years.
    [[nodiscard]] int doubt_years() const { return doubt_years_; }
    // Is an agency of that kind, or with that name, a first responder that day?
    [[nodiscard]] bool may_refer(std::string_view kind, std::string_view name, Date on) const;
    [[nodiscard]] std::vector<LawLine> first_responders(Date on) const;
    // Who decides on reasonable grounds for the children of an authority, if a panel does.
    [[nodiscard]] std::optional<LawLine> panel(std::string_view authority, Date on) const;
    [[nodiscard]] std::vector<LawLine> guardians(Date on) const;
    [[nodiscard]] std::vector<LawLine> defences(Date on) const;
    [[nodiscard]] std::vector<LawLine> outside_defence(Date on) const;
    [[nodiscard]] std::vector<LawLine> entitlements(Date on) const;
    [[nodiscard]] LawLine const* entitlement(std::string_view code) const; // of any day

private:
    Date as_of_ = {};
    int doubt_years_ = 0;
    std::vector<LawLine> responders_ = {};
    std::vector<LawLine> panels_ = {};
    std::vector<LawLine> guardians_ = {};
    std::vector<LawLine> defences_ = {};
    std::vector<LawLine> outside_ = {};
    std::vector<LawLine> entitlements_ = {};
};

} // namespace kith::justice
