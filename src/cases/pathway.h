// SPDX-License-Identifier: MIT
#pragma once

// The stages of a case, as data: who may move it on, what must be there first, which clock runs,
// and what asks for another look in between.
//
// data/pathways/<name>.toml, one for people and one for contexts; a partnership lays its own over
// it. A file that changes gets the next version, and the one before stays as
// data/pathways/was/<name>.<version>.toml, so that a case goes on by the rules it began with.
//
// Shapes   read once at the start. Threads  immutable then.
// Errors   a file that does not read is `invalid`, naming the file, the stage and what to change.

#include "base/result.h"
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kith::cases {

struct Stage {
    std::string code;
    std::string label;      // "Assessment"
    std::string does = {};  // what is done there, in a sentence
    std::string clock = {}; // a rule of data/reference/clocks.toml; none runs if empty
    // What starts it: "stage" (its entry), "referral", "decision" (on the concern that led here) or
    // "assessment" (one was completed).
    std::string starts = "stage";
    bool ends = false;        // the case is closed there
    bool of_children = false; // its clock runs for nobody of 18 or over
};

struct Move {
    std::string from;
    std::string to;
    std::string label;                   // "Start the assessment"
    std::string act = "move";            // the word of data/policies/cases.toml that it needs
    std::vector<std::string> needs = {}; // what must be there: the names of needs.h
};

// What, when it happens to the subject, asks for another look (domain sources:
// liia.london/mace-review).
struct Trigger {
    std::string code;    // "new_concern"
    std::string label;   // "A new concern was raised"
    bool always = false; // no agency may retire it
};

struct Pathway {
    std::string name;
    int version = 0;
    std::string title;
    std::vector<Stage> stages;
    std::vector<Move> moves;
    std::vector<Trigger> triggers;

    [[nodiscard]] Stage const* stage(std::string_view code) const;
    [[nodiscard]] std::vector<Move> moves_from(std::string_view code) const;
    [[nodiscard]] Move const* move(std::string_view from, std::string_view to) const;
    [[nodiscard]] Trigger const* trigger(std::string_view code) const;
    [[nodiscard]] std::string label_of(std::string_view code) const; // the code itself if unknown
};

class Pathways {
public:
    [[nodiscard]] static Result<Pathways> read(); // those that ship, or are overlaid
    [[nodiscard]] static Result<Pathway> read(std::string_view file, std::string_view toml);

    [[nodiscard]] Pathway const& current(std::string_view name) const; // throws if there is none
    [[nodiscard]] Pathway const* find(std::string_view name, int version) const;
    [[nodiscard]] std::vector<Pathway> const& all() const { return all_; }

private:
    std::vector<Pathway> all_;
};

} // namespace kith::cases
