// SPDX-License-Identifier: MIT
#pragma once

// How likely is it that two records are about the same person?
//
// Fellegi and Sunter's model: every compared field has a weight, log2(m / u), and the weights add
// up. A weight is measured in bits: +1 doubles the odds, -1 halves them. The prior is the odds
// before anything is compared, and grows smaller with the number of records. A part of its own
// takes back what a brother, sister or twin at the same address would explain as well. A score says
// how alike, never who: joining records is a person's act.
//
// Sources  model.h; frequencies: H. B. Newcombe et al., Science 130 (1959) 954-959, and W. E.
//          Winkler, "Frequency-based matching in Fellegi-Sunter model of record linkage" (1989).
// Cost     O(fields) per pair, no allocation. Threads  any number may share a Scorer.
// Errors   none. A value missing on either side weighs exactly 0 bits.

#include "engine/linkage/model.h"
#include <array>
#include <optional>

namespace kith::linkage {

struct Score {
    float total = 0; // the prior, every part, and the household
    float prior = 0;
    float household = 0;                       // at most 0
    std::array<float, field_count> parts = {}; // the reasons, one weight per field
};

class Scorer {
public:
    Scorer(Model const& model,
        double pairs_per_record); // how many pairs there could be, for each record
    [[nodiscard]] float bits(Pattern pattern, Record const& left, Record const& right) const;
    [[nodiscard]] Score score(Pattern pattern, Record const& left, Record const& right) const;
    // The same bits if they are at least so many. What cannot come to so many is mostly seen at a
    // glance, before any text is compared.
    [[nodiscard]] std::optional<float> bits_from(
        float least, Comparer& comparer, Record const& left, Record const& right) const;
    [[nodiscard]] float prior() const { return prior_; }
    [[nodiscard]] float weight(Field field, unsigned level) const
    {
        return weights_[static_cast<std::size_t>(field)][level];
    }

private:
    void set_swapped(Model const& model);
    [[nodiscard]] float name_part(
        Field field, unsigned level, Counted one, Value left, Value right) const;
    [[nodiscard]] float rarity(Counted one, Value value) const
    {
        auto const& table = rarity_[static_cast<std::size_t>(one)];
        return value < table.size() ? table[value] : rarest_[static_cast<std::size_t>(one)];
    }
    // No pair of these values is worth more.
    struct Glance {
        float names;
        float rest; // the prior, and every field but these two
    };
    [[nodiscard]] Glance glance(Record const& left, Record const& right) const;
    [[nodiscard]] float names_at_most(Record const& left, Record const& right) const;
    [[nodiscard]] float location_at_most(Record const& left, Record const& right) const;
    [[nodiscard]] float plain_at_most(Field field, Value left, Value right) const;
    void find_most_unequal(Model const& model);
    [[nodiscard]] float most_of(Field field) const
    {
        return most_unequal_[static_cast<std::size_t>(field)];
    }
    std::array<std::array<float, level_count>, field_count> weights_ = {};
    std::array<float, field_count> most_unequal_ = {}; // of the levels below "the same"
    std::array<float, level_count> household_birth_ = {};
    std::array<float, 4> phone_at_home_ = {};
    std::array<float, 4> email_at_home_ = {};
    std::array<std::vector<float>, 6> rarity_; // bits a value adds to "same", by Counted
    std::array<float, 6> rarest_ = {};         // of a value that the model has not seen
    float prior_ = 0;
    float households_ = 0; // log2 of pairs of one household for each of one person
};

[[nodiscard]] double probability(float bits); // in [0, 1]

} // namespace kith::linkage
