// SPDX-License-Identifier: MIT
#pragma once

// What the administration pages of the directory share: one form and one record page, drawn from
// plain values, and the one way a form is answered.
//
// A form that is refused comes back with all that was typed; one that was late comes back with what
// stands now beside it; one that would leave a gap or an overlap says so and asks again.
//
// Threads  shared by all.
// Errors   those of the stores; `not_found` for who does not administer Kith.

#include "directory/directory.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <functional>

namespace kith::directory {

using access::Change;
using access::Visit;
using html::Value;
using http::Request;
using http::Response;
using Shown = Result<Response>;

struct Choice {
    std::string value;
    std::string text;
};

// A form as the template draws it: desk_form.njk.
struct Form {
    std::string title;
    std::string action; // where it is sent
    std::string back;   // where it came from
    std::string submit = "Save";
    std::string intro = {};
    Value fields = Value::array();
    Value values = Value::object(); // what stands in them
    std::vector<std::string> warnings = {};
    std::vector<Error> problems = {};
    Value standing = {}; // after a late save: rows of what stands now

    Form& line(std::string const& name, std::string const& label, std::string const& hint = {});
    Form& lines(std::string const& name, std::string const& label, std::string const& hint = {});
    Form& day(std::string const& name, std::string const& label, std::string const& hint = {});
    Form& choose(std::string const& name, std::string const& label,
        std::vector<Choice> const& choices, std::string const& hint = {});
    Form& keep(std::string const& name, std::string const& value); // hidden: what was read
    // Takes over what was typed.
    void typed(http::FormData const& form);
    // A day typed in three parts; none if all are empty. What is no day is a problem of the form.
    std::optional<Date> day_of(http::FormData const& form, std::string const& name);
    // The same, and a problem if there is none.
    Date first_day_of(http::FormData const& form, std::string const& name);
    void set_day(std::string const& name, std::optional<Date> const& day);
};

[[nodiscard]] std::string text_of(http::FormData const& form, std::string_view name); // trimmed
[[nodiscard]] std::string period_in_words(Period const& period);
[[nodiscard]] std::string name_of(db::Connection& connection, AccountId account);
[[nodiscard]] Value row(std::string const& key, std::string const& text);
[[nodiscard]] std::vector<Choice> choices_of(
    ReferenceFacts const& facts, std::string_view list, Date on);
[[nodiscard]] Date today(Visit const& visit);
// "2026-03-01", or nothing: how a form carries the last day that it was read with.
[[nodiscard]] std::string written(std::optional<Date> const& day);
[[nodiscard]] std::optional<Date> read_written(std::string_view text);

Done administers(Visit const& visit); // `not_found` for everybody else
[[nodiscard]] Response show_form(Directory const& room, Visit const& visit, Form const& form,
    http::Status status = http::Status::ok);
// After a late save: what stands now, and the values that a save over it carries.
struct Stands {
    Value rows;
    std::vector<std::pair<std::string, std::string>> kept;
};
// Saves, and goes on to `next`; or the form again. `form` holds what was typed.
[[nodiscard]] Shown answer(Directory const& room, Visit const& visit, Form form,
    std::function<Done(Change&)> const& save, std::string const& next,
    std::function<Stands()> const& stands = {});

// The history of a record, as desk_record.njk draws it.
template <class T>
[[nodiscard]] Value history_view(db::Connection& connection,
    std::vector<Version<T>> const& versions, std::function<std::string(T const&)> const& text)
{
    return Value::each(versions, [&](Version<T> const& version) {
        return Value::object({{"version", std::to_string(version.row.version)},
            {"when", london::in_words(version.recorded_at)},
            {"who", name_of(connection, version.recorded_by)}, {"reason", version.reason},
            {"text", text(version.row)}});
    });
}

} // namespace kith::directory
