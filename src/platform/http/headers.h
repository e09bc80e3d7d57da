// SPDX-License-Identifier: MIT
#pragma once

// The header lines of a request or a response: ordered, and found by name in either case (RFC 9110
// §5.1).
//
// Cost     a search is linear; a message has some twenty lines.
// Errors   `add` and `set` throw std::logic_error on a name or value that would break the line
//          apart (CR, LF, NUL): such a value was built by us, from something we did not check.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::http {

[[nodiscard]] bool same_name(std::string_view a, std::string_view b); // ASCII, either case

class Headers {
public:
    using Line = std::pair<std::string, std::string>;

    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const; // the first
    [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }
    void add(std::string name, std::string value);
    void set(std::string name, std::string value); // in place of every line of that name
    void remove(std::string_view name);

    [[nodiscard]] auto begin() const { return lines_.begin(); }
    [[nodiscard]] auto end() const { return lines_.end(); }

private:
    std::vector<Line> lines_;
};

} // namespace kith::http
