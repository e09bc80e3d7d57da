// SPDX-License-Identifier: MIT
#pragma once

// Instruments that can be repeated: what was measured first is measured again, in the same words,
// so that it shows whether a context has become safer (csnetwork.org.uk: measure change, not
// effort).
//
// 1. Numbers alone are entered: how many gave each answer, saw each thing, marked each square. No
//    person is kept.
// 2. A percentage is of those who answered that question. It is compared only within one measure.
// 3. With fewer than five it is not shown to who may not see the case, and no square of a map that
//    fewer than five marked says how many; nor does a share of it, where that would tell
//    (safety_map.h, rule 2).
// 4. The first use is the baseline, each later one a repeat.
//
// Shapes   instruments are data/instruments/<name>.toml; one that changes gets the next version and
//          the one before stays as was/<name>.<version>.toml. Results in percent of those asked.
// Threads  immutable once read. Errors  a file that does not read is `invalid`, naming it; rules
//          answer `invalid` with the field.

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kith::cases {

inline constexpr std::int64_t fewest_shown = 5;
inline constexpr int map_squares = 8; // A to H, 1 to 8

// What of an instrument is compared: "feel safe here", "%".
struct Measure {
    std::string instrument;
    std::string code;
    std::string label;
    std::string unit;
    bool higher_is_safer = true;
    std::string question = {};             // the answers to which it is made of
    std::vector<std::string> answers = {}; // whose share is the value
};

struct InstrumentAnswer {
    std::string code;
    std::string label;
};
struct InstrumentQuestion {
    std::string code;
    std::string question;
    std::vector<InstrumentAnswer> answers = {};

    [[nodiscard]] std::string label_of(std::string_view answer) const; // "" if it is none
};

enum class InstrumentKind { survey, observation, map };

struct Instrument {
    std::string name; // "safety_survey"
    int version = 0;
    InstrumentKind kind = InstrumentKind::survey;
    std::string title;
    std::string lead = {};
    std::string people = {};             // how `n` is asked for
    std::vector<std::string> cases = {}; // "person", "context"
    std::vector<InstrumentQuestion> questions = {};
    std::vector<Measure> measures = {};

    [[nodiscard]] InstrumentQuestion const* question(std::string_view code) const;
    [[nodiscard]] Measure const* measure(std::string_view code) const;
    [[nodiscard]] bool used_in(std::string_view subject_kind) const;
};

class Instruments {
public:
    [[nodiscard]] static Instruments shipped(); // throws if one does not read
    [[nodiscard]] static Result<Instrument> read(std::string_view file, std::string_view toml);

    [[nodiscard]] Instrument const* find(std::string_view name) const; // as it is now
    // As it was used; as it is now, where nobody kept that version.
    [[nodiscard]] Instrument const* find(std::string_view name, int version) const;
    [[nodiscard]] std::vector<Instrument> const& all() const { return current_; } // by title

private:
    std::vector<Instrument> current_;
    std::vector<Instrument> former_;
};

// How many gave an answer. Of a map `where` is the square ("C4"); else it is empty.
struct Tally {
    std::string question;
    std::string answer;
    std::string where = {};
    std::int64_t count = 0;

    friend auto operator<=>(Tally const&, Tally const&) = default;
};

// One use of an instrument.
struct Measurement {
    MeasurementId id = {};
    CaseId of = {};
    std::string instrument;
    int instrument_version = 0; // 0: as it is now
    Date on = {};
    std::int64_t n = 0;                         // who answered; how often it was observed
    std::vector<Tally> tallies = {};            // what was counted, in the order of the instrument
    std::map<std::string, double> results = {}; // by measure; worked out from the tallies
    std::string how = {};                       // how it was gathered, by whom, when in the day
    std::string place = {};                     // which part of the context
    AccountId by = {};
    Instant recorded_at = {};
    bool baseline = false; // the first of its instrument that stands in the case
};

// Rules 1 and 2: tidied, with its results. An answer that nobody gave may be left out.
[[nodiscard]] Result<Measurement> checked(
    Measurement wanted, Instrument const& instrument, Date today);
// "31 %"; nothing for what this measurement did not ask, or rule 3 keeps back of who may not see
// the case; of a map that keeps its shares back, that it does.
enum class Sees { the_case, not_the_case };
[[nodiscard]] std::string value_in_words(Measurement const& one, Measure const& measure, Sees sees);
[[nodiscard]] bool is_square(std::string_view text); // "A1" to "H8"

} // namespace kith::cases
