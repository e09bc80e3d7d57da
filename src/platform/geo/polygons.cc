// SPDX-License-Identifier: MIT
#include "platform/geo/polygons.h"
#include <geos_c.h>
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
    // GEOS builds its tree at the first question and takes nothing after it: so it is made anew
    held_->tree = Tree();
    return done();
}

std::string Polygons::at(Point point) const
{
    auto* const context = held_->context.get();
    if (!held_->tree) {
        held_->tree = Tree(context, GEOSSTRtree_create_r(context, branches));
        for (auto const& area : held_->areas)
            GEOSSTRtree_insert_r(context, held_->tree.get(), area->geometry.get(), area.get());
    }
    Geometry const asked(
        context, GEOSGeom_createPointFromXY_r(context, point.longitude, point.latitude));
    struct Question {
        GEOSContextHandle_t context;
        GEOSGeometry const* point;
        std::string const* found = nullptr;
    } question{context, asked.get()};
    GEOSSTRtree_query_r(
        context, held_->tree.get(), asked.get(),
        [](void* item, void* data) {
            auto const& area = *static_cast<Held::Area const*>(item);
            auto& to_answer = *static_cast<Question*>(data);
            if (GEOSPreparedIntersects_r(to_answer.context, area.prepared.get(), to_answer.point)
                    == 1
                && (!to_answer.found || area.code < *to_answer.found))
                to_answer.found = &area.code;
        },
        &question);
    return question.found ? *question.found : std::string();
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
