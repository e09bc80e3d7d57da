// SPDX-License-Identifier: MIT
#pragma once

// What somebody answered to one form: by the name of each question, with the form's name and
// version.
//
// Everything typed is kept, right or wrong, so that a form comes back as it was sent. What reads
// well is kept in its written form; a date that does not stays in the parts that were typed.
//
// Shapes   JSON: text, choice: "…"; many: ["…"]; date: "2011-05" or "~2011"; date and time:
//          "2026-03-29T00:40:00.000000Z"; a date that does not read: {"day": "31", …}; persons and
//          places: [{"name": "…", …}].
//          Read from JSON every text is tidied as what is typed on a page (typed.h): a blank one is
//          no answer, and a block of blanks no block.
// Errors   reading JSON of another shape, or with U+0000 in it, is `invalid` with the question.
//          Getters answer nothing for what is absent
//          or does not read: they never throw.
// Threads  a value.

#include "base/result.h"
#include "base/time.h"
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kith::forms {

using Parts = std::map<std::string, std::string, std::less<>>; // "day" -> "3"; never an empty text
using Answer = std::variant<std::string, std::vector<std::string>, Parts, std::vector<Parts>>;

// What a person question holds of one person.
struct PersonAnswer {
    std::string name = {};
    std::string known_as = {};
    std::optional<PartialDate> birth = {};
    std::string age = {};        // as typed: "15", "about 15"
    std::string identifier = {}; // a number other records know the person by
    std::string where = {};      // an address, or where they can be found
    std::string note = {};       // what else helps to know who is meant
};

// What a place question holds of one place.
struct PlaceAnswer {
    std::string name = {};
    std::string where = {}; // an address, or how to find it
    std::string postcode = {};
    std::string note = {};
};

class Answers {
public:
    Answers() = default;
    Answers(std::string form, int version) : form_(std::move(form)), version_(version) { }

    [[nodiscard]] std::string const& form() const { return form_; }
    [[nodiscard]] int version() const { return version_; }
    [[nodiscard]] bool empty() const { return by_name_.empty(); }

    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::string text(std::string_view name) const; // text, choice; "" if none
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const; // many, or a choice
    [[nodiscard]] bool includes(std::string_view name, std::string_view code) const;
    [[nodiscard]] std::optional<PartialDate> date(std::string_view name) const;
    [[nodiscard]] std::optional<Instant> instant(std::string_view name) const;
    [[nodiscard]] std::vector<PersonAnswer> people(std::string_view name) const;
    [[nodiscard]] std::vector<PlaceAnswer> places(std::string_view name) const;

    [[nodiscard]] Answer const* find(std::string_view name) const; // nullptr if none
    void set(std::string name, Answer answer);                     // an empty answer removes it
    void remove(std::string_view name);
    [[nodiscard]] std::map<std::string, Answer, std::less<>> const& all() const { return by_name_; }

    [[nodiscard]] std::string to_json() const; // the answers alone: what an `answers` column holds
    [[nodiscard]] static Result<Answers> from_json(
        std::string form, int version, std::string_view json);

    friend bool operator==(Answers const&, Answers const&) = default;

private:
    std::string form_;
    int version_ = 0;
    std::map<std::string, Answer, std::less<>> by_name_;
};

} // namespace kith::forms
