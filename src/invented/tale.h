// SPDX-License-Identifier: MIT
#pragma once

// What data/invented holds, read: the place, its people, and stories as lists of acts.
//
// An act says who does what about which concern, and when. The first act on a concern says when by
// `days_ago` and `at`, by `hours_ago`, or by `due` ("today", "overdue": received so that its clock
// stands there at the end of the year). Those that follow say `after`, in working hours since the
// act before.
//
// Errors   a file that does not read, or lacks something, throws std::runtime_error, naming it: it
//          ships with us.

#include "base/london.h"
#include "concerns/concerns.h"
#include "people/people.h"
#include "platform/forms/answers.h"
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::invented {

struct InventedAgency {
    std::string code;
    std::string name;
    std::string kind;
};

struct InventedTeam {
    std::string code; // within the files only
    std::string agency;
    std::string name;
    std::string area;
    std::string purpose;
};

struct InventedPost {
    std::string agency;
    std::string team; // "" for the agency as a whole
    std::string role;
};

struct InventedAccount {
    std::string sign_in;
    std::string name;
    std::string lead; // "lead", "deputy" or ""
    std::vector<InventedPost> posts;
};

struct Spot {
    std::string name;
    std::string postcode;
};

// A child of the background's worries. Without an age, each worry draws one.
struct Child {
    std::string name;
    std::string age = {};
};

struct Place {
    std::vector<InventedAgency> agencies;
    std::vector<InventedTeam> teams;
    std::vector<InventedAccount> accounts;
    std::vector<Spot> spots;
};

enum class Deed {
    report,
    raise,
    take_up,
    decide,
    correct,
    write,
    answer,
    withdraw,
    ask_partners,
    tell_what_is_known, // a partner, who was asked
    ask_again,
    open,
    tell_of_child, // who stands around them, and when they were seen
    work           // a step of somebody's case, or of a context's
};

// Somebody who stands around a child, and what they may be told.
struct StandsAround {
    std::string kind; // data/code_lists/relationship_kind.csv
    std::string name;
    std::string reach;
    std::string source;
    std::string said_by;
    std::string words;
    std::map<std::string, std::string> parts; // data/code_lists/relationship_part.csv, with words
    std::string stated_by;
    std::string may_be_told; // "" if nothing was decided
    std::string matters;
    std::string how;
    std::string safe; // "yes", "no"; "" if it is not known
    std::string why;
    std::string wish;
    std::string wish_words;
    std::string decided_by;
};
// They were seen, or somebody was in contact.
struct SeenBefore {
    std::string kind; // data/code_lists/event_kind.csv
    int days_before = 0;
    std::string said;
    std::string source;
};

// What is known of somebody named in a concern, with who said it; from so many days before the act.
struct KnownOf {
    std::string who; // as the concern names them
    people::Fact fact;
    std::optional<int> days_before = {};
};

struct Act {
    Deed deed = Deed::report;
    std::string step = {}; // work: what is done (casework.h)
    std::string concern;   // its key within the story; of work, whom or what the case is about
    std::string actor;     // "public" or a sign-in name
    std::optional<int> days_ago = {};
    london::TimeOfDay at = {};
    std::optional<double> hours_ago = {};
    std::string due = {};
    double after = 0;
    forms::Answers answers = {};              // report, raise, work
    concerns::Choice choice = {};             // decide, correct
    std::map<std::string, std::string> kinds; // of contexts that are no place: {"A flat": "HOME"}
    std::map<std::string, std::string> roles
        = {};                               // decide: of those named, where not the usual one
    std::vector<KnownOf> known = {};        // decide: of those it records
    std::string words = {};                 // of a message, or of the reply to whoever raised it
    std::string shown = {};                 // report: its receipt is shown, with these words
    std::vector<std::string> partners = {}; // ask_partners: codes of teams and agencies
    std::string urgency = {};               // ask_partners
    std::string opened_to = {};             // open: the account behind the wall
    std::string reason = {};                // open: for the officer's team
    std::string child = {};                 // tell_of_child: named in the concern
    std::vector<StandsAround> around = {};
    std::vector<SeenBefore> seen = {};
};

struct Story {
    std::string name;
    std::string title;
    std::string answer;   // what was planted; "" for the background
    std::string postcode; // of all its concerns, if not ""
    std::string word;     // in the words of all its concerns, if not ""
    std::vector<Act> acts;
};

[[nodiscard]] Place read_place();
[[nodiscard]] std::vector<Story> read_stories(); // by file name; then what becomes of their cases
[[nodiscard]] Story read_story(std::string_view path, std::string_view toml);

// What becomes of a case that no story tells: steps, so many days after it was opened.
struct LaterAct {
    Act act; // without `concern`; `actor` may be "{worker}"
    int after_days = 0;
};
struct Way {
    std::string name;
    std::string of;             // "person", "context"
    std::string where;          // the kind of context it is for; empty: any
    bool short_way = false;     // advice, and no more
    std::vector<LaterAct> acts; // in the order they happen
};
struct Ways {
    std::vector<std::string> workers;
    std::vector<Way> all;
};
[[nodiscard]] Ways read_ways(); // data/invented/casework.toml

// "report", "raise", …; throws for any other word.
[[nodiscard]] Deed read_deed(std::string_view word);

} // namespace kith::invented
