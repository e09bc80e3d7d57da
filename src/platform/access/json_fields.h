// SPDX-License-Identifier: MIT
#pragma once

// What a program sent to the JSON API: one object, read field by field.
//
//   auto const sent = TRY(JsonFields::read(request));
//   TRY(sent.only({"purpose", "reference"}));
//   auto const reference = TRY(sent.text("reference"));
//
// Shapes   a field that is null or left out is empty text, false, no number, an empty list.
// Errors   `invalid` with the field: another type than asked for, or a name that nobody asked for.
// Cost     the text is parsed once; an object inside is copied once.

#include "base/result.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::access {

class JsonFields {
public:
    [[nodiscard]] static Result<JsonFields> read(http::Request const& request);

    // A misspelt name is refused, rather than left unread.
    [[nodiscard]] Done only(std::initializer_list<std::string_view> names) const;
    [[nodiscard]] bool has(std::string_view name) const; // also if it is null
    [[nodiscard]] Result<std::string> text(std::string_view name) const;
    [[nodiscard]] Result<bool> flag(std::string_view name) const;
    [[nodiscard]] Result<std::optional<double>> number(std::string_view name) const;
    [[nodiscard]] Result<std::vector<std::string>> texts(std::string_view name) const;
    [[nodiscard]] Result<std::optional<JsonFields>> object(std::string_view name) const;
    [[nodiscard]] Result<std::vector<JsonFields>> each(std::string_view name) const;
    // An object as JSON text, for a reader of another language inside JSON, such as GeoJSON; a text
    // as it is.
    [[nodiscard]] Result<std::string> inside(std::string_view name) const;

private:
    struct Held;
    explicit JsonFields(std::shared_ptr<Held const> held) : held_(std::move(held)) { }
    std::shared_ptr<Held const> held_;
};

// What was asked for may be there already: 409 as RFC 9457, with what is known of it (`known`, a
// list written as JSON).
[[nodiscard]] http::Response known_already(std::string_view detail, std::string_view known);

} // namespace kith::access
