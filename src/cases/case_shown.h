// SPDX-License-Identifier: MIT
#pragma once

// The words of a case as they are shown to anybody: on its page, paper, as plain text, to programs,
// in its history and chronology, and as news.
//
// The case of a context names no child (unnamed.h). What looks like a name is refused when it is
// written; the names of everybody joined to the context since are withheld here, in one place. The
// words of a person's case are shown as they stand.
//
// Cost     of a context's case one look for who is joined to it; of a person's nothing.
// Errors   none.

#include "cases/conference_acts.h"

namespace kith::cases {

// Of one case. Whoever shows a text of the case takes it from here, and none from the store.
class CaseWords {
public:
    CaseWords(Cases const& room, Visit const& visit, Case const& of);

    [[nodiscard]] std::string shown(std::string const& text) const;
    [[nodiscard]] Case shown(Case one) const;
    [[nodiscard]] LevelEntry shown(LevelEntry entry) const;
    [[nodiscard]] Closure shown(Closure closure) const;
    [[nodiscard]] CaseWas shown(CaseWas was) const;
    [[nodiscard]] ClockExtension shown(ClockExtension longer) const;
    template <class Each>
    [[nodiscard]] std::vector<Each> shown(std::vector<Each> all) const
    {
        for (auto& one : all)
            one = shown(std::move(one));
        return all;
    }

private:
    std::optional<Naming> naming_; // none: a person's case
};

} // namespace kith::cases
