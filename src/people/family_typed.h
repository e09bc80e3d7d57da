// SPDX-License-Identifier: MIT
#pragma once

// What somebody typed about who stands around a person, read and shown again.
//
// Errors   each problem is `invalid` with the field it stands at, a code that no list has among
//          them; nothing typed is lost.

#include "people/around.h"
#include "platform/http/form_data.h"

namespace kith::people {

struct TypedRelationship {
    Relationship relationship; // as far as it reads
    std::vector<Part> parts = {};
    html::Value values = html::Value::object(); // as typed, by field
    std::vector<Error> problems = {};
};
struct TypedTelling {
    Telling telling;
    html::Value values = html::Value::object();
    std::vector<Error> problems = {};
};

// Fields: kind, reference or name, reach, from, until, certainty, source, said_by, words; parts,
// stated_by, part_words.
[[nodiscard]] TypedRelationship read_relationship_form(directory::ReferenceFacts const& facts,
    Visit const& visit, http::FormData const& form, PersonId person);
// Fields: part, part_words, stated_by, part_source, part_from, part_until.
[[nodiscard]] Part read_part_form(directory::ReferenceFacts const& facts, Date today,
    http::FormData const& form, std::vector<Error>& problems);
// Fields: told, matters, how, when, safe, why, wish, wish_words, decided_by, decided_on, until,
// version.
[[nodiscard]] TypedTelling read_telling_form(directory::ReferenceFacts const& facts, Date today,
    http::FormData const& form, Telling const& stands);
[[nodiscard]] TypedTelling untyped_telling(Telling const& stands, Date today);
// A whole day; none where all three fields are empty.
[[nodiscard]] std::optional<Date> read_whole_day(
    http::FormData const& form, std::string const& name, std::vector<Error>& problems);

} // namespace kith::people
