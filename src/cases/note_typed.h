// SPDX-License-Identifier: MIT
#pragma once

// What somebody typed into a note, read, kept as a draft, and shown again.
//
// Fields: said, kind, place, on-day -month -year, next, next_due-…, reason; for each of those it is
// about, numbered from 1: subject-1 ("person:" and its id), said-1, own-1, alone-1, alone_words-1,
// strengths-1. `also` (many) and `reference` add one, `without` takes one out. Of somebody or
// something that does not open to the visitor, or that there never was, what was typed is kept
// unnamed and not sent: gone-1 ("person:" and its id), gone_said-1 and so on, until it opens or is
// taken out.
//
// Errors   each problem is `invalid` with the field it stands at; nothing typed is lost.

#include "cases/note_known.h"
#include "platform/forms/answers.h"
#include "platform/html/value.h"
#include "platform/http/form_data.h"
#include <map>

namespace kith::cases {

struct TypedNote {
    Note note = {};
    std::map<std::string, std::string, std::less<>> fields = {}; // as typed, renumbered
    std::vector<Thing> gone = {};                                // in the order of their fields
    std::vector<Error> problems = {};
    std::string reason = {};

    [[nodiscard]] std::string field(std::string_view name) const;
};

[[nodiscard]] TypedNote read_note_form(
    Cases const& room, Visit const& visit, http::FormData const& form);
// As a form that is filled in with it.
[[nodiscard]] http::FormData filled_note_form(Note const& note);
[[nodiscard]] forms::Answers answers_of_note(TypedNote const& typed);
[[nodiscard]] http::FormData form_of_answers(forms::Answers const& answers);
inline constexpr char const* note_form = "note";

// {values, problems, kinds, subjects [{number, key, name, is_person, who, alone, values…}],
// readers, gone [{number, key, href, values…}], choices [{value, text, hint}]} for
// cases/note_form.njk.
// Offered to be added are those linked to whom it is about and, if `offered` says so, those whom
// the visitor works with: showing a name is a look.
enum class Offered { linked, own_too };
[[nodiscard]] html::Value note_form_view(
    Cases const& room, Visit const& visit, TypedNote const& typed, Offered offered);

} // namespace kith::cases
