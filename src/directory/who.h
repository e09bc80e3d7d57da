// SPDX-License-Identifier: MIT
#pragma once

// Who do I call? From a place and a moment to an ordered answer: 999 and 101 first, always; then
// the exploitation team, the front door for children and for adults, who picks up out of hours, and
// helplines. Each line says whether somebody picks up now, and how sure we are.
//
// A place we do not know, or outside pan-Lancashire, is still answered: the emergency numbers, the
// helplines, and a sentence that says what to try.
//
// Shapes   one asked text and one Instant in, one Answer out; lines stand in the order to call.
// Threads  safe: pure, over immutable facts.
// Errors   none: what cannot be placed is an Answer with `found` false.

#include "directory/postcode.h"
#include "directory/reference_facts.h"
#include <functional>

namespace kith::directory {

enum class PicksUp { yes, no, not_known };

struct Line {
    Contact contact;
    PicksUp now = PicksUp::not_known;
    std::string hours;     // "Monday to Thursday 09:00 to 17:00; Friday 09:00 to 16:30"
    std::string sentence;  // "Picks up now, until 17:00." "Closed now: ... picks up."
    bool verified = false; // of number, hours and, for a team, the area
    std::string unsure;    // why not, as a sentence; empty if verified
};

enum class Asked { postcode, district, place, nothing_known };

struct Answer {
    std::string asked; // as typed, tidied
    Asked kind = Asked::nothing_known;
    Instant at;
    bool found = false; // in a district we serve
    std::optional<District> district = {};
    std::string where; // a sentence: what was understood, or what to try instead
    std::string now;   // who picks up now for children and for adults, as sentences
    std::vector<Line> lines = {};
};

// Where a postcode lies, as far as the loaded files know.
struct KnownPostcode {
    Postcode postcode;
    double latitude = 0;
    double longitude = 0;
    std::string district; // a code, perhaps outside; "" if the file does not say
    std::string ward;     // a code, or ""
    std::string source;
};
using FindPostcode = std::function<std::optional<KnownPostcode>(Postcode const&)>;

[[nodiscard]] Answer who(
    ReferenceFacts const& facts, FindPostcode const& find, std::string_view asked, Instant at);
[[nodiscard]] Answer who_in(
    ReferenceFacts const& facts, District const& district, std::string_view asked, Instant at);

// Whether a line is answered at a moment, by its own hours alone (bank holidays from the facts).
[[nodiscard]] PicksUp picks_up(ReferenceFacts const& facts, Contact const& contact, Instant at);

} // namespace kith::directory
