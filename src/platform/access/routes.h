// SPDX-License-Identifier: MIT
#pragma once

// The addresses of the staff side, each with the permission it needs.
//
//     auto routes = house.routes.of(room);
//     routes.get("/concerns/{concern}", "concern:read", show_concern);
//     routes.post("/concerns/{concern}/decide", "concern:decide", decide);
//
// Without the second word it does not compile; with one that no policy file knows the program does
// not start. A handler that takes a tenth of a second or more says `http::Lane::slow` last, and
// keeps no page waiting. The permission names the act and the kind; whether this visitor may do it
// to this record is decided by the store, which has the record's facts.
//
//     routes.live("/missing/live", "missing_episode:read", "missing_episode");
//
// is the stream of a page that shows what changes without being asked (docs/developer.md, "Live
// pages"): it says that some thing of that kind changed, and no more. It is for those who could do
// the act to some record, and while it is open they are asked again and again who they are.
//
// What every request passes on its way: who is it (session or token), is the form one of ours, the
// Visit, the handler, the looks into the ledger, and only then the first byte of the answer.
//
// Threads  filled before the server starts, then shared unchanged.

#include "platform/access/gate.h"
#include "platform/access/pages.h"
#include "platform/access/visit.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include "platform/http/router.h"
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kith::access {

// "concern:decide": a kind and an act.
struct Permission {
    consteval Permission(
        char const* text) // NOLINT(google-explicit-constructor): written as a word in the route
        : whole(text)
    {
        auto const colon = whole.find(':');
        if (colon == std::string_view::npos || colon == 0 || colon + 1 == whole.size()
            || whole.find(':', colon + 1) != std::string_view::npos)
            throw std::invalid_argument("a permission is a kind and an act: \"concern:decide\"");
        kind = whole.substr(0, colon);
        act = whole.substr(colon + 1);
    }
    std::string_view whole;
    std::string_view kind;
    std::string_view act;
};

using Handler = std::function<Result<http::Response>(Visit const&, http::Request const&)>;

// That something of the topic changed, for as long as it is asked for; `not_found` for who could do
// that to no record.
[[nodiscard]] Result<http::Response> stream_for(
    Visit const& visit, Permission permission, std::string topic);

class SignIn; // who is asking: platform/access/sign_in.h

class Routes {
public:
    struct Route {
        http::Method method;
        std::string pattern;
        Permission permission;
        Handler handler;
        http::Lane lane;
    };

    // The routes of one room, whose handlers take that room first.
    template <class Room>
    class OfRoom {
    public:
        using RoomHandler
            = Result<http::Response> (*)(Room const&, Visit const&, http::Request const&);
        OfRoom(Routes& routes, Room const& room) : routes_(routes), room_(room) { }
        void get(std::string pattern, Permission permission, RoomHandler handler,
            http::Lane lane = http::Lane::quick)
        {
            add(http::Method::get, std::move(pattern), permission, handler, lane);
        }
        void post(std::string pattern, Permission permission, RoomHandler handler,
            http::Lane lane = http::Lane::quick)
        {
            add(http::Method::post, std::move(pattern), permission, handler, lane);
        }
        void live(std::string pattern, Permission permission, std::string topic)
        {
            routes_.all_.push_back({http::Method::get, std::move(pattern), permission,
                [permission, topic = std::move(topic)](Visit const& visit, http::Request const&) {
                    return stream_for(visit, permission, topic);
                },
                http::Lane::quick});
        }

    private:
        void add(http::Method method, std::string pattern, Permission permission,
            RoomHandler handler, http::Lane lane)
        {
            routes_.all_.push_back({method, std::move(pattern), permission,
                [&room = room_, handler](Visit const& visit, http::Request const& request) {
                    return handler(room, visit, request);
                },
                lane});
        }
        Routes& routes_;
        Room const& room_;
    };
    template <class Room>
    [[nodiscard]] OfRoom<Room> of(Room const& room)
    {
        return {*this, room};
    }

    [[nodiscard]] std::vector<Route> const& all() const { return all_; }

    // Puts every route on the router. Throws if a permission is one that no policy file knows.
    void open(
        http::Router& router, Gate const& gate, SignIn const& sign_in, Pages const& pages) const;

private:
    std::vector<Route> all_;
};

} // namespace kith::access
