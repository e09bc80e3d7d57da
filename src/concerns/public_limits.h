// SPDX-License-Identifier: MIT
#pragma once

// How often the public side may be asked, without keeping who asked.
//
// A place (an IPv4 address, 56 bits of an IPv6 address) is known by its keyed hash only; the key
// and all counts live in memory, and both are thrown away at the end of each day. So nobody, we
// included, can tell afterwards who told us something.
//
// Whoever speaks from this machine itself (127.0.0.1, ::1) may be a proxy that nobody told us of,
// and stands for everybody: only what counts for all places together holds for them.
//
// Shapes   figures are data/reference/public_limits.toml.
// Cost     a hash and a look-up; memory for what was let in within a day.
// Errors   figures that do not read are `invalid`, with the sentence for the operator.
// Threads  safe.

#include "base/result.h"
#include "base/time.h"
#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace kith::concerns {

struct Limit {
    int place_hour = 0;
    int place_day = 0;
    int everywhere_hour = 0;
};
struct PublicFigures {
    Limit reports = {10, 30, 400};
    Limit receipts = {30, 200, 1200};
    Limit pictures = {10, 30, 200};
};
[[nodiscard]] Result<PublicFigures> read_public_figures(std::string_view toml);

enum class Asked { report, receipt, picture };

class PublicLimits {
public:
    PublicLimits(PublicFigures const& figures, Clock const& clock);
    PublicLimits(PublicLimits const&) = delete;
    PublicLimits& operator=(PublicLimits const&) = delete;
    ~PublicLimits();

    // May this be done now by whoever asks from there? If so it counts.
    [[nodiscard]] bool admit(Asked what, std::string_view address);
    // A report that was let in within the day comes again: an impatient press, or a lost answer.
    // It costs a hash and so counts as a receipt.
    [[nodiscard]] bool admit_report(std::string_view inbox_id, std::string_view address);

private:
    using Place = std::array<unsigned char, 16>;
    struct Counts {
        std::map<Place, std::deque<Instant>> by_place;
        std::deque<Instant> everywhere; // of the last hour
    };
    [[nodiscard]] std::optional<Place> place_of(std::string_view address) const;
    [[nodiscard]] bool admit_within(Asked what, std::optional<Place> const& place);
    void begin_day_if_new();

    PublicFigures figures_;
    Clock const& clock_;
    std::mutex mutex_;
    std::array<unsigned char, 32> key_{};
    std::optional<Date> day_;
    Counts reports_;
    Counts receipts_;
    Counts pictures_;
    std::map<Place, Instant> reports_taken_; // by their inbox ids, hashed as places are
};

// How likely it is that somebody who guesses receipts finds one of `boxes`, with `guesses` tries.
[[nodiscard]] double odds_of_a_hit(double guesses, double boxes);

} // namespace kith::concerns
