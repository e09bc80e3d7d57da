// SPDX-License-Identifier: MIT
#pragma once

// Values on their way to PostgreSQL and back, in its text format (bytes go as they are).
//
// Type numbers are those of the server's pg_type.dat, which never change. The server finds out the
// type of each `$n` from where it stands; where it cannot, the statement says `cast($1 as {text})`.

#include "platform/db/db.h"

namespace kith::db {

// The arrays that libpq wants; they point into the values, which must outlive them.
class Parameters {
public:
    explicit Parameters(std::span<Value const> values);
    [[nodiscard]] int count() const { return static_cast<int>(starts_.size()); }
    [[nodiscard]] char const* const* starts() const { return starts_.data(); }
    [[nodiscard]] int const* sizes() const { return sizes_.data(); }
    [[nodiscard]] int const* formats() const { return formats_.data(); }

private:
    std::vector<std::string> written_; // numbers; reserved, so that pointers into it stand
    std::vector<char const*> starts_;
    std::vector<int> sizes_;
    std::vector<int> formats_;
};

[[nodiscard]] Value postgres_value(unsigned type, std::string_view text);
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view text);

} // namespace kith::db
