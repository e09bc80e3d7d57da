// SPDX-License-Identifier: MIT
#include "contexts/list_found.h"
#include "contexts/rows.h"
#include "platform/geo/polygons.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <numbers>

namespace kith::contexts {
namespace {
    constexpr std::size_t most_candidates_of_row = 5;
    constexpr double metres_of_one_degree = 111'000; // of latitude, a little less than any is

    constexpr db::Sql listed_by_id = {"context of a list by id",
        "select * from contexts where id = $1 and not exists (select 1 from withdrawn_contexts w "
        "where w.context = contexts.id)"};
    constexpr db::Sql listed_by_reference = {"context of a list by reference",
        "select * from contexts where reference = $1 and not exists (select 1 from "
        "withdrawn_contexts w where w.context = contexts.id)"};
    constexpr db::Sql listed_by_urn = {"contexts of a list by school number",
        "select * from contexts where urn = $1 and urn <> '' and not exists (select 1 from "
        "withdrawn_contexts w where w.context = contexts.id) order by id limit 20"};
    constexpr db::Sql listed_by_handle = {"contexts of a list by handle",
        "select * from contexts where kind = 'ONLINE' and lower(handle) = lower($1) and handle <> "
        "'' and not exists (select 1 from withdrawn_contexts w where w.context = contexts.id) "
        "order by id limit 20"};
    constexpr db::Sql listed_by_name = {"contexts of a list by name",
        "select * from contexts where folded = $1 and kind = $2 and not exists (select 1 from "
        "withdrawn_contexts w where w.context = contexts.id) order by id limit 20"};
    constexpr db::Sql listed_homes = {"homes of an agency, for their addresses",
        "select * from contexts where kind = 'HOME' and owner_agency = $1 and not exists (select "
        "1 from withdrawn_contexts w where w.context = contexts.id) order by id limit 2000"};
    constexpr db::Sql listed_by_postcode = {"contexts of a list by postcode",
        "select * from contexts where postcode = $1 and kind = $2 and not exists (select 1 from "
        "withdrawn_contexts w where w.context = contexts.id) order by id limit 20"};
    constexpr db::Sql listed_near = {"contexts of a list near a point",
        "select * from contexts where latitude between $1 and $2 and longitude between $3 and $4 "
        "and kind = $5 and not exists (select 1 from withdrawn_contexts w where w.context = "
        "contexts.id) order by id limit 200"};

    bool are_one(std::string const& one, std::string const& other)
    {
        return !one.empty() && words::folded(one) == words::folded(other);
    }

    std::optional<double> metres_apart_of(Context const& one, Context const& other)
    {
        if (!one.point || !other.point)
            return std::nullopt;
        return geo::metres_between(*one.point, *other.point);
    }

    bool is_at_one_place(Context const& stands, Context const& said)
    {
        if (stands.address_withheld)
            return false;
        auto const metres = metres_apart_of(stands, said);
        return are_one(stands.postcode, said.postcode) || are_one(stands.address, said.address)
            || (metres && *metres <= near_metres);
    }

    class Finding {
    public:
        Finding(Visit const& visit, AgencyId agency, ListedContext const& said)
            : visit_(visit), agency_(agency), said_(said.context)
        {
            place();
            if (!said.reference.empty())
                take(visit_.reading().run(listed_by_reference, said.reference), [](Context const&) {
                    return Found{true, {}};
                });
            by_number_and_handle();
            by_name();
            by_address();
            by_nearness();
        }
        FoundContext finished()
        {
            FoundContext found;
            if (sure_.size() == 1) {
                found.surely = std::move(sure_.front());
                return found;
            }
            for (auto const& one : sure_)
                found.candidates.push_back({thing(one.id), "The same by what the row says"});
            for (auto& one : perhaps_)
                if (found.candidates.size() < most_candidates_of_row)
                    found.candidates.push_back(std::move(one));
            return found;
        }

    private:
        struct Found {
            bool surely = false;
            std::string why = {}; // empty, and not sure: it is another
        };
        template <class Judge>
        void take(db::Rows const& rows, Judge judge)
        {
            for (auto const row : rows) {
                auto context = context_to_bring_in(visit_, agency_, row.id<ContextId>("id"));
                if (!context || std::ranges::find(sure_, context->id, &Context::id) != sure_.end())
                    continue;
                auto found = judge(*context);
                if (found.surely) {
                    std::erase_if(perhaps_, [&](imports::Candidate const& one) {
                        return one.thing == thing(context->id);
                    });
                    sure_.push_back(std::move(*context));
                } else if (!found.why.empty()
                    && std::ranges::find(perhaps_, thing(context->id), &imports::Candidate::thing)
                        == perhaps_.end()) {
                    perhaps_.push_back({thing(context->id), std::move(found.why)});
                }
            }
        }

        // Where the row says it is, for its nearness.
        void place()
        {
            if (said_.point || said_.postcode.empty())
                return;
            auto const postcode = directory::Postcode::read(said_.postcode);
            if (!postcode)
                return;
            if (auto const known = directory::find_postcode(visit_.reading(), *postcode))
                said_.point = geo::Point{known->latitude, known->longitude};
        }

        void by_number_and_handle()
        {
            if (!said_.urn.empty())
                take(visit_.reading().run(listed_by_urn, said_.urn), [](Context const&) {
                    return Found{true, {}};
                });
            if (said_.kind == "ONLINE" && !said_.handle.empty())
                take(visit_.reading().run(listed_by_handle, said_.handle),
                    [&](Context const& stands) {
                        auto const both = !stands.platform.empty() && !said_.platform.empty();
                        auto const one = are_one(stands.platform, said_.platform);
                        return Found{one, both ? "" : "Same handle"};
                    });
        }
        void by_name()
        {
            auto const folded = words::folded(said_.name);
            if (folded.empty())
                return;
            take(visit_.reading().run(listed_by_name, folded, said_.kind),
                [&](Context const& stands) {
                    return Found{is_at_one_place(stands, said_), "Same name"};
                });
            for (auto const& one : known(visit_, {said_.name, {}, {}}))
                if (one.context.kind == said_.kind
                    && std::ranges::find(sure_, one.context.id, &Context::id) == sure_.end()
                    && std::ranges::find(
                           perhaps_, thing(one.context.id), &imports::Candidate::thing)
                        == perhaps_.end())
                    perhaps_.push_back({thing(one.context.id), one.reason});
        }
        void by_address()
        {
            if (said_.address.empty() || said_.postcode.empty())
                return;
            auto const judge = [&](Context const& stands) {
                auto const one = !stands.address_withheld && stands.kind == said_.kind
                    && are_one(stands.address, said_.address)
                    && are_one(stands.postcode, said_.postcode);
                return Found{one && said_.kind == "HOME", one ? "Same address" : ""};
            };
            if (said_.kind == "HOME") // their addresses lie sealed
                take(visit_.reading().run(listed_homes, agency_), judge);
            else
                take(visit_.reading().run(listed_by_postcode, said_.postcode, said_.kind), judge);
        }
        void by_nearness() // rule 3
        {
            if (!said_.point || said_.sort.empty() || is_protected(said_)
                || (said_.kind != "PLACE" && said_.kind != "SCHOOL"))
                return;
            auto const by = near_metres / metres_of_one_degree;
            auto const across = by / std::cos(said_.point->latitude * std::numbers::pi / 180);
            take(visit_.reading().run(listed_near, said_.point->latitude - by,
                     said_.point->latitude + by, said_.point->longitude - across,
                     said_.point->longitude + across, said_.kind),
                [&](Context const& stands) {
                    auto const metres = metres_apart_of(stands, said_);
                    auto const near = !is_protected(stands) && stands.sort == said_.sort && metres
                        && *metres <= near_metres;
                    return Found{false,
                        near ? fmt::format("{:.0f} metres away, of the same sort", *metres) : ""};
                });
        }

        Visit const& visit_;
        AgencyId agency_;
        Context said_;
        std::vector<Context> sure_ = {};
        std::vector<imports::Candidate> perhaps_ = {};
    };

    struct Fillable {
        char const* what;
        std::string Context::*member;
        bool tells_where;
    };
    constexpr Fillable fillable[] = {{"sort", &Context::sort, false},
        {"address", &Context::address, true}, {"postcode", &Context::postcode, true},
        {"owner", &Context::owner, false}, {"opening", &Context::opening, false},
        {"transport", &Context::transport, true}, {"school number", &Context::urn, false},
        {"DfE number", &Context::dfe_number, false}, {"platform", &Context::platform, false},
        {"handle", &Context::handle, false}, {"web address", &Context::url, false}};
} // namespace

std::optional<Context> context_to_bring_in(Visit const& visit, AgencyId agency, ContextId id)
{
    auto const rows = visit.reading().run(listed_by_id, id);
    if (rows.empty())
        return std::nullopt;
    auto context = read_row(rows[0]);
    auto const facts = facts_of(visit, context);
    auto const own = context.owner_agency == agency && visit.permits("bring in", facts);
    if (!own && !visit.sees(facts))
        return std::nullopt;
    open_address(visit, facts, rows[0], context);
    visit.looked_at(thing(id));
    return context;
}

FoundContext find_listed(Visit const& visit, AgencyId agency, ListedContext const& said)
{
    return Finding(visit, agency, said).finished();
}

FilledIn filled_in(Context const& stands, Context const& said)
{
    FilledIn filled{stands};
    for (auto const& one : fillable) {
        if (one.tells_where && is_protected(stands))
            continue;
        auto const& text = said.*one.member;
        auto& mine = filled.wanted.*one.member;
        if (text.empty() || are_one(text, mine))
            continue;
        if (mine.empty()) {
            filled.lines.push_back({one.what, {}, text});
            mine = text;
        } else {
            filled.remarks.push_back(
                fmt::format("The list has another {}: what stands stays", one.what));
        }
    }
    if (!stands.point && said.point && !is_protected(stands)) {
        filled.lines.push_back({"point", {},
            fmt::format("{:.5f}, {:.5f}", said.point->latitude, said.point->longitude)});
        filled.wanted.point = said.point;
    }
    return filled;
}

} // namespace kith::contexts
