// SPDX-License-Identifier: MIT
#pragma once

// A picture in memory, and its making smaller while its rows arrive: a photograph of 64 million
// pixels is never held whole, only what is shown of it.
//
// Shapes   three bytes a pixel (red, green, blue), row by row from the top.
// Cost     one pass over the rows; memory for the smaller picture and one row of sums.
// Errors   none; a row has as many pixels as was said.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kith::documents {

struct Pixels {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb = {};

    [[nodiscard]] std::span<std::uint8_t const, 3> at(int x, int y) const
    {
        return std::span<std::uint8_t const, 3>(rgb.data()
                + 3
                    * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width)
                        + static_cast<std::size_t>(x)),
            3);
    }
};

// Each pixel that comes out is the mean of a square of those that went in, the smallest square with
// which no side is longer than `longest`.
class Shrinker {
public:
    Shrinker(int width, int height, int longest);
    void add_row(std::span<std::uint8_t const> rgb);
    [[nodiscard]] Pixels finish() &&; // rows that never came are white

private:
    void put_row();
    std::size_t width_;
    std::size_t height_;
    std::size_t square_; // pixels on a side
    std::size_t rows_ = 0;
    std::vector<std::uint32_t> sums_;
    Pixels made_;
    std::size_t put_ = 0;
};

[[nodiscard]] Pixels smaller(Pixels const& picture, int longest);

// As the camera was held: 1 to 8, as Exif 2.32 says in 4.6.4 A (tag 0x0112); all else is 1.
[[nodiscard]] Pixels turned(Pixels picture, int orientation);

} // namespace kith::documents
