// SPDX-License-Identifier: MIT
#pragma once

// A child or an adult: what is known of who they are, and the rules it keeps.
//
// 1. One record each. What somebody is in a concern stands on a link, with dates and a source: no
//    label stands here.
// 2. A name, an identifier or a way to reach somebody is added or withdrawn, never changed.
// 3. Each way to reach somebody says whether it is safe to use: a phone may be in other hands.
// 4. Whose address is protected shows it only to those who work with them: every way to reach them
//    that may tell where they live, with its note.
//
// Shapes   plain values. A birth date may be known exactly, about, or not at all.
// Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/reference.h"
#include "base/time.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::people {

struct Name {
    Uuid id = {};                  // none: not saved yet
    std::string kind = "known_as"; // data/code_lists/name_kind.csv
    std::string text;              // as it is written
    std::optional<Date> from = {};
    std::optional<Date> until = {}; // the last day
    std::string source = {};
    std::string language = {}; // data/code_lists/language.csv
};

struct Identifier {
    Uuid id = {};
    std::string scheme; // data/code_lists/identifier_scheme.csv
    std::string value;
    std::string source = {};
    std::optional<Date> verified_on = {};
    std::string verified_against = {}; // "Birth certificate"
    AccountId verified_by = {};        // whoever recorded that it was
};

enum class Known { yes, no, not_known };

struct ContactDetail {
    Uuid id = {};
    std::string kind; // data/code_lists/contact_kind.csv
    std::string value;
    Known safe = Known::not_known; // to use
    std::string note = {};
};

struct Person {
    PersonId id = {};
    Reference reference = {}; // P-7KM-4QX9
    std::optional<PartialDate> birth = {};
    std::string sex = {};      // data/code_lists/sex.csv
    std::string language = {}; // as people say it: "Urdu"
    Known interpreter = Known::not_known;
    std::optional<PartialDate> died = {};
    bool protected_address = false;
    std::vector<Name> names = {}; // those that stand; so below
    std::vector<Identifier> identifiers = {};
    std::vector<ContactDetail> contacts = {};
    bool addresses_withheld = false; // protected, and not this visitor's to see
    std::int64_t version = 0;        // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};
};

// May a way of that kind tell where somebody lives? Every kind but a mobile, an email address and
// an online account: a phone that is not mobile stands in a house, and a go-between knows the door.
[[nodiscard]] bool tells_where(std::string_view contact_kind);

[[nodiscard]] std::string_view write(Known known); // "yes", "no", "not known"
[[nodiscard]] Known read_known(std::string_view text);
[[nodiscard]] std::string_view birth_known(Person const& person); // "exact", "estimated", "unknown"

// The name to show that day: known as, else the birth name, else the first that stands.
[[nodiscard]] std::string usual_name(Person const& person, Date on);
// "15", "about 15", "14 or 15"; empty if no birth date is known, or they have died.
[[nodiscard]] std::string age_in_words(Person const& person, Date on);

// The rules; what was typed comes back tidied.
[[nodiscard]] Result<Person> checked(Person person, Date today);

} // namespace kith::people
