// SPDX-License-Identifier: MIT
#pragma once

// What somebody typed about a link or an event, read and shown again.
//
// Errors   each problem is `invalid` with the field it stands at; nothing typed is lost.

#include "directory/directory.h"
#include "links/link.h"
#include "platform/html/problems.h"
#include "platform/html/value.h"
#include "platform/http/form_data.h"
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kith::links {

struct TypedLink {
    Link link;                                  // as far as it reads
    html::Value values = html::Value::object(); // as typed, by field
    std::vector<Error> problems = {};
};
struct TypedEvent {
    Event event;
    html::Value values = html::Value::object();
    std::vector<Error> problems = {};
};

// Fields: role, from and until (days), source, confidence, handling. `stands` gives the rest.
[[nodiscard]] TypedLink read_link(http::FormData const& form, Link const& stands);
[[nodiscard]] TypedLink untyped(Link const& stands); // as the form looks before anything is typed
// Fields: kind, day (as far as known), time, place, said, source, confidence, handling.
[[nodiscard]] TypedEvent read_event(http::FormData const& form, Event const& stands);
[[nodiscard]] TypedEvent untyped(Event const& stands);

// For links/fields.njk: {values, problems, roles, certainties, kinds}. `roles` are the codes to
// choose from; all of the list, if none is given.
[[nodiscard]] html::Value form_view(directory::ReferenceFacts const& facts, Date today,
    html::Value const& values, std::vector<Error> const& problems,
    std::span<char const* const> roles = {});
// [{value, text, selected, checked}]
[[nodiscard]] html::Value choices(directory::ReferenceFacts const& facts, std::string_view list,
    Date today, std::string_view chosen, std::span<char const* const> only = {});
using html::errors_view;
using html::problems_view; // of what was refused, words by field
// The day in the fields "until-day", "until-month" and "until-year", if they are filled in.
[[nodiscard]] std::optional<Date> read_last_day(
    http::FormData const& form, std::vector<Error>& problems);
// The whole day in the fields NAME-day, NAME-month and NAME-year; nothing if they are empty. A day
// that does not read is a problem at NAME.
[[nodiscard]] std::optional<Date> day_in(
    http::FormData const& form, std::string const& name, std::vector<Error>& problems);
[[nodiscard]] html::Value values_of(http::FormData const& form); // as typed, by field
// What was typed, without the spaces around it.
[[nodiscard]] std::string text_of(http::FormData const& form, std::string_view name);

} // namespace kith::links
