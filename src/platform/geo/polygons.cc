// SPDX-License-Identifier: MIT
#include "platform/geo/polygons.h"
#include <cmath>
#include <geos_c.h>
#include <limits>
#include <numbers>
#include <utility>

namespace kith::geo {
namespace geos { // named, since `Held` below holds them
    struct CloseContext {
        void operator()(GEOSContextHandle_HS* context) const { GEOS_finish_r(context); }
    };
    using Context = std::unique_ptr<GEOSContextHandle_HS, CloseContext>;

    // What GEOS makes is given back with the context it was made in.
    template <class T, void (*destroy)(GEOSContextHandle_t, T*)>
    class Owned {
    public:
        Owned() = default;
        Owned(GEOSContextHandle_t context, T* held) : context_(context), held_(held) { }
        Owned(Owned&& other) noexcept
            : context_(other.context_), held_(std::exchange(other.held_, nullptr))
        {
        }
        Owned& operator=(Owned&& other) noexcept
        {
            std::swap(context_, other.context_);
            std::swap(held_, other.held_);
            return *this;
        }
        Owned(Owned const&) = delete;
        Owned& operator=(Owned const&) = delete;
        ~Owned()
        {
            if (held_)
                destroy(context_, held_);
        }
        explicit operator bool() const { return held_ != nullptr; }
        [[nodiscard]] T* get() const { return held_; }

    private:
        GEOSContextHandle_t context_ = nullptr;
        T* held_ = nullptr;
    };
    void destroy_prepared(GEOSContextHandle_t context, GEOSPreparedGeometry const* prepared)
    {
        GEOSPreparedGeom_destroy_r(context, prepared);
    }
    using Geometry = Owned<GEOSGeometry, GEOSGeom_destroy_r>;
    using Prepared = Owned<GEOSPreparedGeometry const, destroy_prepared>;
    using Tree = Owned<GEOSSTRtree, GEOSSTRtree_destroy_r>;
    using Reader = Owned<GEOSWKBReader, GEOSWKBReader_destroy_r>;
} // namespace geos

using namespace geos;

namespace {
    constexpr std::size_t branches = 8;

    // A valid area, or nothing.
    Geometry area_of(GEOSContextHandle_t context, Shape const& shape)
    {
        auto const bytes = write_wkb(shape);
        Reader const reader(context, GEOSWKBReader_create_r(context));
        Geometry read(context,
            GEOSWKBReader_read_r(context, reader.get(),
                reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size()));
        if (!read)
            return {};
        if (GEOSisValid_r(context, read.get()) != 1)
            read = Geometry(context, GEOSMakeValid_r(context, read.get()));
        double size = 0;
        if (!read || GEOSArea_r(context, read.get(), &size) != 1 || !(size > 0))
            return {};
        return read;
    }

    Error no_area() { return invalid("its outline does not enclose an area"); }
} // namespace

struct Polygons::Held {
    struct Area {
        std::string code;
        Geometry geometry;
        Prepared prepared;
    };
    Context context{GEOS_init_r()};
    std::vector<std::unique_ptr<Area>> areas = {}; // the tree keeps their addresses
    Tree tree{context.get(), GEOSSTRtree_create_r(context.get(), branches)};
};

Polygons::Polygons() : held_(std::make_unique<Held>()) { }
Polygons::Polygons(Polygons&&) noexcept = default;
Polygons& Polygons::operator=(Polygons&&) noexcept = default;
Polygons::~Polygons() = default;

std::size_t Polygons::size() const { return held_->areas.size(); }

Done Polygons::add(std::string code, Shape const& shape)
{
    auto* const context = held_->context.get();
    auto area = std::make_unique<Held::Area>();
    area->code = std::move(code);
    area->geometry = area_of(context, shape);
    if (!area->geometry)
        return no_area();
    area->prepared = Prepared(context, GEOSPrepare_r(context, area->geometry.get()));
    held_->areas.push_back(std::move(area));
    held_->tree = Tree(); // a tree that was asked takes nothing more
    return done();
}

namespace {
    // GEOS builds its tree at the first question and takes nothing after it: so it is made anew
    GEOSSTRtree* tree_of(Polygons::Held& held)
    {
        auto* const context = held.context.get();
        if (!held.tree) {
            held.tree = Tree(context, GEOSSTRtree_create_r(context, branches));
            for (auto const& area : held.areas)
                GEOSSTRtree_insert_r(context, held.tree.get(), area->geometry.get(), area.get());
        }
        return held.tree.get();
    }

    // Tells `each` of every area whose box meets that of `asked`.
    template <class Each>
    void for_areas_around(Polygons::Held& held, GEOSGeometry const* asked, Each each)
    {
        GEOSSTRtree_query_r(
            held.context.get(), tree_of(held), asked,
            [](void* item, void* data) {
                (*static_cast<Each*>(data))(*static_cast<Polygons::Held::Area const*>(item));
            },
            &each);
    }

    // From a point outside to the nearest of the area's outline.
    double metres_to(GEOSContextHandle_t context, Polygons::Held::Area const& area,
        Geometry const& point, Point at)
    {
        Owned<GEOSCoordSequence, GEOSCoordSeq_destroy_r> const pair(
            context, GEOSPreparedNearestPoints_r(context, area.prepared.get(), point.get()));
        Point nearest;
        if (!pair
            || GEOSCoordSeq_getXY_r(context, pair.get(), 0, &nearest.longitude, &nearest.latitude)
                != 1)
            return std::numeric_limits<double>::infinity();
        return metres_between(at, nearest);
    }
} // namespace

std::string Polygons::at(Point point) const
{
    auto* const context = held_->context.get();
    Geometry const asked(
        context, GEOSGeom_createPointFromXY_r(context, point.longitude, point.latitude));
    std::string const* found = nullptr;
    for_areas_around(*held_, asked.get(), [&](Held::Area const& area) {
        if (GEOSPreparedIntersects_r(context, area.prepared.get(), asked.get()) == 1
            && (!found || area.code < *found))
            found = &area.code;
    });
    return found ? *found : std::string();
}

std::string Polygons::near(Point point, double metres) const
{
    auto* const context = held_->context.get();
    Geometry const asked(
        context, GEOSGeom_createPointFromXY_r(context, point.longitude, point.latitude));
    // a box that surely holds the circle: a degree of latitude is 111 km, of longitude less
    auto const up = metres / 111'000;
    auto const along = up / std::cos(point.latitude * std::numbers::pi / 180);
    Geometry const around(context,
        GEOSGeom_createRectangle_r(context, point.longitude - along, point.latitude - up,
            point.longitude + along, point.latitude + up));
    std::string const* found = nullptr;
    auto distance = metres;
    for_areas_around(*held_, around.get(), [&](Held::Area const& area) {
        auto const away = metres_to(context, area, asked, point);
        if (away < distance || (away == distance && (!found || area.code < *found))) {
            distance = away;
            found = &area.code;
        }
    });
    return found ? *found : std::string();
}

Result<Point> point_inside(Shape const& shape)
{
    Context const context(GEOS_init_r());
    auto const area = area_of(context.get(), shape);
    if (!area)
        return no_area();
    Geometry const inside(context.get(), GEOSPointOnSurface_r(context.get(), area.get()));
    Point point;
    if (!inside || GEOSGeomGetX_r(context.get(), inside.get(), &point.longitude) != 1
        || GEOSGeomGetY_r(context.get(), inside.get(), &point.latitude) != 1)
        return no_area();
    return point;
}

} // namespace kith::geo
