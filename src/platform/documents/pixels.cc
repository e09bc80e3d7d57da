// SPDX-License-Identifier: MIT
#include "platform/documents/pixels.h"
#include <algorithm>
#include <utility>

namespace kith::documents {

Shrinker::Shrinker(int width, int height, int longest)
    : width_(static_cast<std::size_t>(width)), height_(static_cast<std::size_t>(height))
{
    auto const most = static_cast<std::size_t>(longest);
    square_ = (std::max(width_, height_) + most - 1) / most;
    auto const wide = (width_ + square_ - 1) / square_;
    auto const high = (height_ + square_ - 1) / square_;
    made_.width = static_cast<int>(wide);
    made_.height = static_cast<int>(high);
    made_.rgb.assign(wide * high * 3, 255);
    sums_.assign(wide * 3, 0);
}

void Shrinker::add_row(std::span<std::uint8_t const> rgb)
{
    if (rows_ == height_)
        return;
    std::size_t from = 0;
    for (std::size_t cell = 0; cell < sums_.size(); cell += 3) {
        auto const until = std::min(from + square_ * 3, width_ * 3);
        for (; from < until; from += 3)
            for (std::size_t colour = 0; colour < 3; ++colour)
                sums_[cell + colour] += rgb[from + colour];
    }
    ++rows_;
    if (rows_ % square_ == 0 || rows_ == height_)
        put_row();
}

void Shrinker::put_row()
{
    auto const high = rows_ - put_ * square_;
    auto* const row = made_.rgb.data() + put_ * sums_.size();
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        auto const wide = std::min(square_, width_ - i / 3 * square_);
        auto const count = static_cast<std::uint32_t>(wide * high);
        row[i] = static_cast<std::uint8_t>((sums_[i] + count / 2) / count);
    }
    std::ranges::fill(sums_, 0U);
    ++put_;
}

Pixels Shrinker::finish() && { return std::move(made_); }

Pixels smaller(Pixels const& picture, int longest)
{
    Shrinker shrinker(picture.width, picture.height, longest);
    auto const row = static_cast<std::size_t>(picture.width) * 3;
    for (std::size_t at = 0; at < picture.rgb.size(); at += row)
        shrinker.add_row(std::span(picture.rgb).subspan(at, row));
    return std::move(shrinker).finish();
}

Pixels turned(Pixels picture, int orientation)
{
    if (orientation < 2 || orientation > 8)
        return picture;
    bool const on_its_side = orientation >= 5;
    Pixels made{on_its_side ? picture.height : picture.width,
        on_its_side ? picture.width : picture.height, {}};
    made.rgb.reserve(picture.rgb.size());
    bool const from_right = orientation == 2 || orientation == 3 || orientation == 7
        || orientation == 8; // the first column shown is the last one kept
    bool const from_below
        = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    for (int y = 0; y < made.height; ++y)
        for (int x = 0; x < made.width; ++x) {
            auto column = on_its_side ? y : x;
            auto row = on_its_side ? x : y;
            if (from_right)
                column = picture.width - 1 - column;
            if (from_below)
                row = picture.height - 1 - row;
            auto const pixel = picture.at(column, row);
            made.rgb.insert(made.rgb.end(), pixel.begin(), pixel.end());
        }
    return made;
}

} // namespace kith::documents
