// SPDX-License-Identifier: MIT
#pragma once

// Records and a model in, proposals out: who may be recorded twice?
//
// The stages, in the order in which the work flows: reading and normalising, blocking, comparing,
// training, scoring, clustering, explaining. Nothing here joins anything: it proposes, and a person
// decides.
//
// Shapes   `link` gives every pair it holds likely, and the cluster of every record.
// Cost     about two microseconds of one core a record. Memory some 350 bytes a record, the files'
//          text among them.
// Threads  given; the same answer on any number. Errors   none.

#include "engine/linkage/alike_many.h"
#include "engine/linkage/cluster.h"
#include "engine/linkage/columns.h"
#include "engine/linkage/explain.h"
#include "engine/linkage/known_register.h"
#include "engine/linkage/model_table.h"
#include "engine/linkage/model_text.h"
#include "engine/linkage/normalise.h"
#include "engine/linkage/reading.h"
#include "engine/linkage/train.h"
#include "engine/linkage/waterfall.h"
#include <optional>
#include <string_view>

namespace kith::linkage {

enum class Which : std::uint8_t { anywhere, between_files };

struct Wanted {
    unsigned threads = 1;
    Which which = Which::anywhere;
    double threshold = 0.5;       // a pair less likely is not kept
    Model const* model = nullptr; // one learned before; none: learn from these records
};

struct Stage {
    std::string_view name;
    double seconds;
};

struct Outcome {
    std::vector<Link> links;             // by left, then right
    std::vector<std::uint32_t> clusters; // by record: the lowest number in its cluster
    Model model;
    double possible_pairs = 0;
    std::size_t compared = 0;
    std::vector<Stage> stages = {};
};

[[nodiscard]] Outcome link(People& people, Wanted const& wanted);
[[nodiscard]] Scorer scorer_of(Outcome const& outcome, People const& people);
[[nodiscard]] double possible_pairs(People const& people, Which which);

} // namespace kith::linkage
