// SPDX-License-Identifier: MIT
#pragma once

// Which of many areas does a point lie in?
//
// Outlines are held by GEOS, prepared, in a tree of their boxes. A point on the line between two
// areas lies in both, and the smaller code is answered, so that the answer is always the same.
//
// Units    WGS84 degrees, taken as a plane: over the few hundred metres between two points of an
//          outline the difference is centimetres.
// Cost     filling: some microseconds an area and a line's point; asking: about a microsecond.
// Threads  one thread at a time, asking too.
// Errors   `add` answers `invalid` for an outline that cannot be mended into an area.

#include "platform/geo/shape.h"
#include <memory>

namespace kith::geo {

class Polygons {
public:
    Polygons();
    Polygons(Polygons&&) noexcept;
    Polygons& operator=(Polygons&&) noexcept;
    ~Polygons();

    // An outline that crosses itself, as generalised ones do, is mended first.
    Done add(std::string code, Shape const& shape);
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::string at(Point point) const; // the area's code, or ""
    // The nearest area whose outline is at most so many metres away; "" if there is none.
    [[nodiscard]] std::string near(Point point, double metres) const;

    struct Held; // GEOS, known to the .cc alone

private:
    std::unique_ptr<Held> held_;
};

// A point that surely lies inside: where an area is asked what it lies in.
[[nodiscard]] Result<Point> point_inside(Shape const& shape);

} // namespace kith::geo
