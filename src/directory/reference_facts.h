// SPDX-License-Identifier: MIT
#pragma once

// What all may know: districts, authorities, teams, numbers to call, opening hours, levels of need,
// bank holidays and code lists, each row dated and with its source.
//
// Councils, partnerships, team areas and police divisions change (new unitary councils are due on
// 1 April 2028), so nothing here is an enum in code: a fact is asked for as of a day. The rows are
// data/reference/*.csv and data/code_lists/*.csv inside the program; a partnership's overlay wins
// file by file and is checked when the program starts. No Visit: nobody is named in these files.
//
// Shapes   codes are those of the publisher (E06000009); an empty number means "not found: ask".
// What administrators keep (lines, and who answers for a district) stands in the database and is
// put in place of the shipped rows by `keep`, whole.
//
// Threads  shared by all; `keep` swaps what it replaces under a lock, and an answer in hand stays
// as it was. Errors   `read` answers `invalid`, naming file, row and what to change.

#include "base/london.h"
#include "base/working_days.h"
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::directory {

// What every row carries: the days it holds for, where it is from, and whether that was checked.
struct Standing {
    Period during;
    std::string source;
    bool verified = false;
};

struct Authority {
    std::string code; // E06000009
    std::string name;
    int la_number = 0;
    Standing standing;
};

struct District {
    std::string code;
    std::string name;
    std::string authority_code;
    std::string authority_name;
    int la_number = 0;
    std::string area;     // North, East, Central
    std::string team;     // Awaken
    std::string division; // of the police
    Standing standing;    // `verified` is of the team that serves it
};

struct ExploitationTeam {
    std::string name;
    std::string area;
    std::string contact; // code of its line in contacts.csv
    Standing standing;
};

enum class Audience { children, adults, both };
enum class ContactKind { emergency, team, front_door, out_of_hours, helpline };

// When a line is answered, on some days of the week. `until` at or before `from` is the next day.
struct Hours {
    std::array<bool, 8> on = {}; // [1] is Monday, [7] is Sunday; [0] is not used
    london::TimeOfDay from;
    london::TimeOfDay until;
    bool on_bank_holidays = false;
    Standing standing;
};

struct Contact {
    std::string code; // blackburn_children
    std::string name; // Blackburn with Darwen children's services
    ContactKind kind = ContactKind::helpline;
    Audience audience = Audience::both;
    std::string serves;                // an authority's code, a team's name, or "" for everywhere
    std::string number;                // "" if not found: ask
    std::vector<std::string> steps_in; // codes of the lines it picks up for while they are shut
    std::string note;                  // a sentence for who calls
    std::vector<Hours> hours = {};     // empty: not known, unless it steps in for others
    Standing standing;
};

struct Place {
    std::string name; // Fleetwood
    std::string district_code;
    Standing standing;
};

struct LevelOfNeed {
    int number = 0;
    std::string name;
    std::string consent; // a sentence
    Standing standing;
};

struct Partnership {
    std::string code;
    std::string name;
    std::string authority_code; // "" for all three
    Standing standing;
};

// One entry of a code list, in the order of its file. A code is retired, never deleted.
struct ListedCode {
    std::string code;
    std::string label;
    Standing standing;
};

class ReferenceFacts {
public:
    [[nodiscard]] static Result<ReferenceFacts> read(); // what ships, with the overlay

    [[nodiscard]] std::vector<District> districts(Date on) const; // by name
    [[nodiscard]] std::optional<District> district(std::string_view code, Date on) const;
    [[nodiscard]] std::optional<Authority> authority(std::string_view code, Date on) const;
    [[nodiscard]] std::vector<Authority> authorities(Date on) const;
    [[nodiscard]] std::vector<ExploitationTeam> teams(Date on) const;
    [[nodiscard]] std::optional<ExploitationTeam> team(std::string_view name, Date on) const;
    [[nodiscard]] std::vector<Contact> contacts(Date on) const; // in the order of the file
    [[nodiscard]] std::optional<Contact> contact(std::string_view code, Date on) const;
    [[nodiscard]] std::vector<Partnership> partnerships(Date on) const;
    [[nodiscard]] std::vector<LevelOfNeed> levels_of_need(Date on) const;
    // A town, village or district by name, whatever the case; names are unique.
    [[nodiscard]] std::optional<Place> place(std::string_view name, Date on) const;
    [[nodiscard]] std::vector<Place> places(Date on) const;

    [[nodiscard]] WorkingDays const& working_days() const { return working_days_; }
    [[nodiscard]] Date holidays_known_from() const { return holidays_known_from_; }
    [[nodiscard]] Date holidays_known_until() const { return holidays_known_until_; }

    // `list` is the file's name without ".csv" ("harm"); throws std::logic_error if none ships.
    [[nodiscard]] std::vector<ListedCode> codes(std::string_view list, Date on) const;
    // Also a retired code: what was recorded is shown with the label it has.
    [[nodiscard]] std::optional<ListedCode> code(
        std::string_view list, std::string_view code) const;
    // May it be chosen that day?
    [[nodiscard]] bool lists(std::string_view list, std::string_view code, Date on) const;
    [[nodiscard]] std::vector<std::string> code_lists() const;

    // All rows that ship, of every day: what an administrator's first correction begins from.
    [[nodiscard]] std::vector<District> const& shipped_districts() const
    {
        return shipped_.districts;
    }
    [[nodiscard]] std::vector<Contact> const& shipped_contacts() const { return shipped_.contacts; }
    // Every row as it stands, of every day.
    [[nodiscard]] std::vector<District> all_districts() const { return kept()->districts; }
    [[nodiscard]] std::vector<Contact> all_contacts() const { return kept()->contacts; }

    // Rows kept in the database stand in for all shipped rows of the same line or district.
    void keep(std::vector<Contact> const& contacts, std::vector<District> const& districts) const;

private:
    friend class FactsReader;
    struct Kept { // what administrators may change
        std::vector<Authority> authorities;
        std::vector<District> districts;
        std::vector<ExploitationTeam> teams;
        std::vector<Contact> contacts;
    };
    struct Held {
        std::mutex mutex;
        std::shared_ptr<Kept const> kept;
    };
    [[nodiscard]] std::shared_ptr<Kept const> kept() const;

    Kept shipped_;
    std::shared_ptr<Held> held_ = std::make_shared<Held>();
    std::vector<Place> places_;
    std::vector<LevelOfNeed> levels_;
    std::vector<Partnership> partnerships_;
    WorkingDays working_days_;
    Date holidays_known_from_;
    Date holidays_known_until_;
    std::map<std::string, std::vector<ListedCode>, std::less<>> codes_;
};

} // namespace kith::directory
