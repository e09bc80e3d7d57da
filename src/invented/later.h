// SPDX-License-Identifier: MIT
#pragma once

// What becomes of cases. What a story tells of one waits until that is open, and keeps its order.
// One that no story tells goes one of the ways of data/invented/casework.toml, drawn by the seed.
//
// Cost     some comparisons a case; the acts are the caller's.

#include "invented/draw.h"
#include "invented/tale.h"
#include "invented/year.h"
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace kith::invented {

class Later {
public:
    // Where there are very many, most end with advice.
    enum class Most { worked, advised };
    struct Span {
        WorkingDays const& working_days;
        Instant end;
    };

    // Takes out of the plan what waits for a case.
    Later(std::vector<TimedAct>& plan, Ways ways, Draw draw, Span span, Most most);
    // The steps of a case that was opened now, on working days, until the end. `kind` is "person"
    // or "context", of which `context_kind` says the kind.
    [[nodiscard]] std::vector<TimedAct> of(std::string const& name, std::string_view kind,
        std::string_view context_kind, Instant opened);

private:
    [[nodiscard]] Way const& drawn(std::string_view kind, std::string_view context_kind);
    [[nodiscard]] std::vector<TimedAct> as_told(std::vector<TimedAct> acts, Instant opened) const;

    std::map<std::string, std::vector<TimedAct>> told_ = {}; // by whom or what the case is about
    std::set<std::string> begun_ = {};                       // those of it that wait no more
    Ways ways_;
    Draw draw_;
    Span span_;
    Most most_;
    std::unique_ptr<Story> story_ = std::make_unique<Story>(); // acts point to it
};

} // namespace kith::invented
