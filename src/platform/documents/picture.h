// SPDX-License-Identifier: MIT
#pragma once

// Which files are taken: those whose first bytes are those of a kind on this list. The name of a
// file, and the type that a browser says it has, are never believed.
//
// Drawing a picture anew (`redraw`) reads it with libjpeg-turbo or libpng, keeps how it was held,
// makes it smaller, and writes a JPEG that holds nothing but the picture. It belongs in a process
// of its own (apart.h): only the fuzzer and tests call it in theirs.
//
// Units    pixels. Sides up to 20,000 and 64 million in all are read; what is shown has 2,000 on
//          its longer side at most, and the small one 320.
// Errors   Refusal; the sentence for each is in `in_words`.

#include "base/result.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kith::documents {

enum class PictureKind { jpeg, png };
[[nodiscard]] std::optional<PictureKind> kind_of(std::string_view first_bytes);
[[nodiscard]] std::string_view type_of(PictureKind kind);   // "image/jpeg"
[[nodiscard]] std::string_view ending_of(PictureKind kind); // "jpg"
inline constexpr std::size_t bytes_that_tell = 16;
// Does its own beginning say that it has more pixels than are read? Looks at the numbers of a PNG's
// first chunk, or a JPEG's frame, and decodes nothing: for a sender who is told at once. Total;
// what says nothing there, or lies, is found out by `redraw`.
[[nodiscard]] bool says_too_many_pixels(std::string_view beginning);
inline constexpr std::size_t bytes_that_tell_the_size = 64UL * 1024;
// For the `accept` of a file input.
inline constexpr std::string_view accepted_types = "image/jpeg,image/png";

inline constexpr int longest_side = 20'000;
inline constexpr std::int64_t most_pixels = 64'000'000;
inline constexpr int shown_side = 2'000;
inline constexpr int small_side = 320;

enum class Refusal { not_a_picture, damaged, too_many_pixels, took_too_long, broken };
[[nodiscard]] Error in_words(Refusal refusal, std::string field = {});

// What staff see.
struct Redrawn {
    int width = 0; // of `picture`
    int height = 0;
    std::string picture = {}; // JPEG
    std::string small = {};   // JPEG
};

// Either, never both.
struct Drawn {
    std::optional<Redrawn> redrawn = {};
    Refusal refusal = Refusal::broken;
};
[[nodiscard]] Drawn redraw(std::string_view original, std::int64_t most = most_pixels);

} // namespace kith::documents
