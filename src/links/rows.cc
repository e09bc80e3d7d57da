// SPDX-License-Identifier: MIT
#include "links/rows.h"

namespace kith::links {

Link read_link_row(db::Row const& row)
{
    Link link;
    link.id = row.id<LinkId>("id");
    link.from = {row.text("from_kind"), row.uuid("from_id")};
    link.to = {row.text("to_kind"), row.uuid("to_id")};
    link.role = row.text("role");
    link.from_day = row.maybe_date("from_day");
    link.until_day = row.maybe_date("until_day");
    link.source = row.text("source");
    link.confidence = row.text("confidence");
    link.handling = row.text("handling");
    link.expires = row.maybe_date("expires");
    link.drawn_from = {row.text("drawn_kind"), row.uuid("drawn_from")};
    link.withdrawn = row.boolean("withdrawn");
    link.version = row.integer("version");
    link.created_by = row.id<AccountId>("created_by");
    link.owner_agency = row.id<AgencyId>("owner_agency");
    return link;
}

Event read_event_row(db::Row const& row)
{
    Event event;
    event.id = row.id<EventId>("id");
    event.kind = row.text("kind");
    event.at = row.maybe_instant("happened_at");
    if (!row.is_null("day"))
        event.day = PartialDate::read(row.text("day")).value();
    event.place = row.text("place");
    event.said = row.text("said");
    event.source = row.text("source");
    event.confidence = row.text("confidence");
    event.handling = row.text("handling");
    event.drawn_from = {row.text("drawn_kind"), row.uuid("drawn_from")};
    event.withdrawn = row.boolean("withdrawn");
    event.version = row.integer("version");
    event.created_by = row.id<AccountId>("created_by");
    event.owner_agency = row.id<AgencyId>("owner_agency");
    event.recorded_at = row.instant("recorded_at");
    return event;
}

} // namespace kith::links
