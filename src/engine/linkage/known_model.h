// SPDX-License-Identifier: MIT
#pragma once

// A model that is given, for texts that come one at a time: how common a value is stands in it by
// text, so nothing that anybody holds changes a weight.
//
// Shapes   values are the model's own: 0 is any that it does not name.
// Threads  safe. Errors  none.

#include "engine/linkage/score.h"
#include <string_view>

namespace kith::linkage {

class GivenModel {
public:
    // `presumed`: how many people could be meant.
    GivenModel(SavedModel const& model, double presumed);
    [[nodiscard]] Scorer const& scorer() const { return scorer_; }
    [[nodiscard]] Value name(std::string_view folded) const
    {
        return texts_.book(Book::names).find(folded);
    }
    [[nodiscard]] Value postcode(std::string_view folded) const
    {
        return texts_.book(Book::postcodes).find(folded);
    }
    // What it weighs that two have this name. What is less alike weighs less, as `score` has it.
    [[nodiscard]] float same(Field field, Value name) const;
    // The weight of a name that begins so, whichever it is.
    [[nodiscard]] float beginning(Field field, std::string_view letters) const;

private:
    [[nodiscard]] static Model over(SavedModel const& model, People& texts);
    People texts_ = {};
    Scorer scorer_;
    // Names by text, with how many records hold those before.
    struct Names {
        std::vector<std::string> texts = {};
        std::vector<double> before = {0};
        double others = 1;
        double total = 1;
        double same = 0; // how often records of one person agree
    };
    std::array<Names, 2> names_ = {};
};

} // namespace kith::linkage
