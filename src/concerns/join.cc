// SPDX-License-Identifier: MIT
// All that concerns adds to the house: conditions of its policies, routes, navigation, and its two
// rounds.
#include "base/london.h"
#include "concerns/allegation_pages.h"
#include "concerns/api.h"
#include "concerns/correcting.h"
#include "concerns/pages.h"
#include "concerns/partner_api.h"
#include "concerns/partner_pages.h"
#include "concerns/partner_views.h"
#include "concerns/pictures.h"
#include "concerns/receiving.h"
#include "concerns/shared_draft_pages.h"
#include "concerns/views.h"
#include "concerns/who_pages.h"

namespace kith::concerns {
namespace {
    constexpr std::chrono::milliseconds each_moment{250};
    constexpr std::size_t most_opened = 20;

    std::vector<actions::Line> lines_on_home(Concerns const& room, Visit const& visit)
    {
        std::vector<actions::Line> lines;
        for (auto const& concern : room.store.list_open(visit))
            lines.push_back(actions::Line{
                concern.state == State::waiting ? "Decide" : "Finish deciding",
                title_of(room, concern),
                concern.reference.write() + ", received " + london::in_words(concern.received_at),
                "/concerns/" + concern.id.write(), concern.due_at,
                concern.safe_now == SafeNow::no});
        for (auto const& concern : room.store.list_unread(visit, Direction::from_raiser))
            lines.push_back(actions::Line{"Read", "a new message from whoever raised it",
                concern.reference.write() + ", " + title_of(room, concern),
                "/concerns/" + concern.id.write() + "#messages"});
        for (auto const& concern : room.store.list_unread(visit, Direction::to_raiser))
            lines.push_back(actions::Line{"Read", "what the team says about a concern you raised",
                concern.reference.write() + ", " + title_of(room, concern),
                "/concerns/" + concern.id.write() + "#messages"});
        for (auto const& draft : room.drafts.list(visit.reading(), visit.visitor().account))
            if (draft.form == referral_form)
                lines.push_back(actions::Line{"Finish", "a concern you have not sent yet",
                    "Draft saved on " + london::in_words(draft.saved_at),
                    "/concerns/new?draft=" + draft.id.write()});
        for (auto const& concern : room.store.list_opened(visit, most_opened))
            lines.push_back(actions::Line{"Read", "what a designated officer has opened to you",
                concern.reference.write(), "/concerns/" + concern.id.write()});
        return lines;
    }
} // namespace

void add_predicates(access::Predicates& predicates)
{
    predicates.add("no team holds it", [](access::Visitor const&, access::Facts const& facts) {
        return facts.holding_teams.empty();
    });
    add_partner_predicates(predicates);
    predicates.add("it is an allegation", [](access::Visitor const&, access::Facts const& facts) {
        return facts.state == "allegation";
    });
    predicates.add(
        "it is not an allegation", [](access::Visitor const&, access::Facts const& facts) {
            return facts.state != "allegation";
        });
}

void join(House& house, Concerns& room)
{
    add_predicates(house.predicates);
    if (room.documents) {
        room.documents->holders["concern"] = picture_holder(room);
        room.panels.push_back(pictures_panel());
    }
    auto routes = house.routes.of(room);
    routes.get("/concerns", "concern:read", show_queue);
    routes.get("/concerns/decided", "concern:read", show_decided);
    routes.get("/concerns/raised", "concern:read", show_raised);
    routes.get("/concerns/new", "concern:create", ask_concern);
    routes.post("/concerns/new", "concern:create", raise_concern);
    routes.get("/concerns/{concern}", "concern:read", show_concern);
    routes.get("/concerns/{concern}/copy", "concern:read", copy_as_text);
    routes.post("/concerns/{concern}/take", "concern:take", take_concern);
    routes.post("/concerns/{concern}/decide", "concern:decide", decide_concern);
    routes.post("/concerns/{concern}/message", "concern:write", write_message);
    routes.post("/concerns/{concern}/read", "concern:write", mark_messages_read);
    routes.get("/concerns/{concern}/correct", "concern:correct", ask_correction);
    routes.post("/concerns/{concern}/correct", "concern:correct", record_correction);
    routes.get("/concerns/{concern}/allegation", "concern:read", ask_allegation);
    routes.post("/concerns/{concern}/allegation", "concern:send_on", send_allegation_on);
    routes.post("/concerns/{concern}/allegation/about", "concern:correct", correct_allegation);
    routes.post("/concerns/{concern}/allegation/open", "concern:open", open_allegation);
    routes.post("/concerns/{concern}/allegation/{opening}/close", "concern:open", close_allegation);

    routes.post("/concerns/{concern}/who/link", "concern:link", link_somebody);
    routes.post("/concerns/{concern}/who/not", "concern:link", not_meant);
    routes.get("/concerns/{concern}/who/person", "concern:link", ask_new_person);
    routes.post("/concerns/{concern}/who/person", "concern:link", make_new_person);
    routes.get("/concerns/{concern}/who/context", "concern:link", ask_new_context);
    routes.post("/concerns/{concern}/who/context", "concern:link", make_new_context);
    routes.get("/concerns/{concern}/who/{link}", "concern:link", ask_link);
    routes.post("/concerns/{concern}/who/{link}", "concern:link", change_link);
    add_partner_routes(routes);
    add_shared_draft_routes(routes);

    routes.get("/api/v1/concerns", "concern:read", api_list_open);
    routes.get("/api/v1/concerns/{concern}", "concern:read", api_find);
    routes.post("/api/v1/concerns", "concern:create", api_raise);
    routes.post("/api/v1/concerns/{concern}/decide", "concern:decide", api_decide);
    for (auto const& operation : api_operations())
        house.operations.push_back(operation);
    for (auto const& operation : partner_operations())
        house.operations.push_back(operation);

    room.links.seen.add(
        "concern",
        [&room](
            Visit const& visit, Uuid const& id) { return room.store.knows(visit, ConcernId(id)); },
        [&room](Visit const& visit, Uuid const& id) -> links::Shown {
            auto const concern = room.store.find(visit, ConcernId(id));
            if (!concern)
                return {"A concern"};
            return {"Concern " + concern->reference.write(), "/concerns/" + id.write()};
        });

    room.home.lines.emplace_back(
        [&room](Visit const& visit) { return lines_on_home(room, visit); });
    room.home.lines.emplace_back(
        [&room](Visit const& visit) { return partner_lines(room, visit); });
    room.home.lines.emplace_back(
        [&room](Visit const& visit) { return shared_draft_lines(room, visit); });
    room.home.lead = [&room](Visit const& visit) { return lead_line(room, visit); };
    house.navigation.push_back({"Concerns", "/concerns", "create", "concern"});
    house.jobs.push_back({"take in the inbox", each_moment,
        [&room](access::Gate const& gate) { take_in(room, gate); }});
    house.jobs.push_back({"remove pictures that no report names", std::chrono::hours(1),
        [&room](access::Gate const&) {
            if (waiting(room.post, 1).empty()) // else one of them may be named in what waits
                (void)sweep_pictures(room.post);
        }});
    house.jobs.push_back({"lay out replies", each_moment,
        [&room](access::Gate const& gate) { lay_out_replies(room, gate); }});
}

} // namespace kith::concerns
