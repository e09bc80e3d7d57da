// SPDX-License-Identifier: MIT
#pragma once

// The name of one record, told apart by kind so that a person's id never stands where a place's
// should.
//
// Ids are random UUIDs (version 4), made by us before the insert: sortable ones would tell when a
// hidden record was made.
//
// Shapes   16 bytes; written as 36 lower-case characters.
// Threads  safe. Randomness is the kernel's (getrandom).

#include "base/result.h"
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace kith {

class Uuid {
public:
    Uuid() = default; // all zeros: no record has it
    [[nodiscard]] static Uuid fresh();
    [[nodiscard]] static Result<Uuid> read(
        std::string_view text); // either case; not_found unless it is a UUID
    [[nodiscard]] std::string write() const;
    [[nodiscard]] bool none() const { return *this == Uuid{}; }
    [[nodiscard]] std::array<std::uint8_t, 16> const& bytes() const { return bytes_; }

    // A UUID made of 16 given bytes (for those derived from a hash); version and variant bits are
    // set.
    [[nodiscard]] static Uuid from(std::array<std::uint8_t, 16> bytes);

    friend auto operator<=>(Uuid const&, Uuid const&) = default;

private:
    std::array<std::uint8_t, 16> bytes_{};
};

template <class Kind>
class Id {
public:
    Id() = default;
    explicit Id(Uuid uuid) : uuid_(uuid) { }
    [[nodiscard]] static Id fresh() { return Id(Uuid::fresh()); }
    [[nodiscard]] static Result<Id> read(std::string_view text)
    {
        auto const uuid = Uuid::read(text);
        if (!uuid)
            return uuid.error();
        return Id(*uuid);
    }
    [[nodiscard]] std::string write() const { return uuid_.write(); }
    [[nodiscard]] Uuid const& uuid() const { return uuid_; }
    [[nodiscard]] bool none() const { return uuid_.none(); }

    friend auto operator<=>(Id const&, Id const&) = default;

private:
    Uuid uuid_;
};

} // namespace kith

template <>
struct std::hash<kith::Uuid> {
    std::size_t operator()(kith::Uuid const& uuid) const noexcept;
};
template <class Kind>
struct std::hash<kith::Id<Kind>> {
    std::size_t operator()(kith::Id<Kind> const& id) const noexcept
    {
        return std::hash<kith::Uuid>{}(id.uuid());
    }
};
