// SPDX-License-Identifier: MIT
// All that documents adds to the house.
#include "platform/documents/pages.h"
#include "platform/documents/rounds.h"

namespace kith::documents {

void join(House& house, Documents& room)
{
    auto routes = house.routes.of(room);
    auto const slow = http::Lane::slow;
    routes.get("/attachments/quarantine", "quarantined_attachment:read", show_quarantine);
    routes.get("/attachments/{attachment}", "attachment:read", show_file);
    routes.get("/attachments/{attachment}/picture", "attachment:read", show_picture);
    routes.get("/attachments/{attachment}/small", "attachment:read", show_small_picture);
    routes.get(
        "/attachments/{attachment}/original", "attachment:read original", download_original, slow);
    routes.post("/attachments/{attachment}/mark", "attachment:mark", mark_file, slow);
    auto const* const quarantined = "/attachments/{attachment}/quarantine";
    routes.get(quarantined, "quarantined_attachment:read", show_quarantined);
    routes.post(quarantined, "quarantined_attachment:hand over", take_over);
    routes.get("/attachments/{attachment}/quarantine/original", "quarantined_attachment:hand over",
        download_quarantined, slow);
    routes.post("/attachments/{attachment}/quarantine/destroy", "quarantined_attachment:destroy",
        destroy_quarantined);
    house.jobs.push_back({"remove files nobody named", std::chrono::hours(1),
        [](access::Gate const& gate) { remove_what_nobody_named(gate); }});
    house.jobs.push_back({"ask the virus scanner again", std::chrono::seconds(30),
        [&room](access::Gate const& gate) { ask_scanner_again(room, gate); }});
}

} // namespace kith::documents
