// SPDX-License-Identifier: MIT
#pragma once

// What was answered about a guardian or a peer map, on a page or by a program: read in one way.
//
// A page sends a day as three fields (`seen-day`, `seen-month`, `seen-year`), a program as one
// ("2026-03-06"). What a program leaves out stays as it is; a page sends all it asks.
//
// Errors   each problem is `invalid` with the field it stands at, kept beside the answers: nothing
//          typed is lost.

#include "base/result.h"
#include "base/time.h"
#include "platform/access/json_fields.h"
#include "platform/html/value.h"
#include "platform/http/form_data.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kith::contexts {

class Answers {
public:
    [[nodiscard]] static Answers of(http::FormData const& form);
    // Refuses every other name.
    [[nodiscard]] static Result<Answers> of(
        access::JsonFields const& sent, std::initializer_list<std::string_view> names);

    // Without the spaces around it; `stands` if it was left out. At most 500 characters; of
    // `words`, 4,000.
    [[nodiscard]] std::string line(std::string_view name, std::string const& stands = {});
    [[nodiscard]] std::string words(std::string_view name, std::string const& stands = {});
    [[nodiscard]] std::optional<Date> day(
        std::string_view name, std::optional<Date> const& stands = {});
    [[nodiscard]] std::int64_t version() const; // 0 if there is none

    void refuse(Error problem) { problems_.push_back(std::move(problem)); }
    [[nodiscard]] std::vector<Error> const& problems() const { return problems_; }
    [[nodiscard]] Done all_read() const; // the first problem, if there is one

private:
    [[nodiscard]] bool has(std::string_view name) const { return texts_.contains(name); }
    [[nodiscard]] std::string text(
        std::string_view name, std::string const& stands, std::size_t longest);

    std::map<std::string, std::string, std::less<>> texts_;
    std::vector<Error> problems_;
};

// The three fields of a day, as a page shows them again.
void put_day(html::Value& values, std::string const& name, std::optional<Date> const& day);

} // namespace kith::contexts
