// SPDX-License-Identifier: MIT
#pragma once

// Who works with a person or a context, on its page: the list, the way in for one's own team, and
// the end of each with its reason. One piece for every kind of subject; the room has found the
// record, decided that it opens, and says where its page is.
//
// Errors   as the policy decides "involve" and "end involvement"; a rejected end comes back filled
//          in, with a sentence by each field.

#include "links/involvements.h"
#include "platform/access/pages.h"
#include "platform/http/request.h"
#include <functional>
#include <string>

namespace kith::links {

using NameOf = std::function<std::string(db::Connection&, AccountId)>; // as colleagues see it

struct SubjectPage {
    access::Facts facts;
    std::string reference; // what its page is called; never a name
    std::string section;   // "/people": the list it stands in
    std::string href;      // of its page
    std::string pronoun;   // "them", "it"
    // Whose rows are read: the thing of the facts, and records that stand joined to it.
    std::vector<Thing> records = {};
};

// For links/working.njk: {title, join, href, may_join, may_name, rows: [{who, role, detail, reason,
// end_href}]}.
[[nodiscard]] html::Value working_view(
    access::Visit const& visit, SubjectPage const& subject, NameOf const& name_of);
// The visitor's first team works with it from today on; without a team, they themselves do.
[[nodiscard]] Result<http::Response> start_working(
    access::Visit const& visit, SubjectPage const& subject);
// Another team, or somebody by name, works with it too: asks which team or agency, then who of it
// and why ("whom" in the query: "team UUID" or "agency UUID"). Only practitioners are named.
[[nodiscard]] Result<http::Response> ask_other(access::Pages const& pages,
    access::Visit const& visit, SubjectPage const& subject, NameOf const& name_of,
    http::Request const& request);
[[nodiscard]] Result<http::Response> add_other(access::Pages const& pages,
    access::Visit const& visit, SubjectPage const& subject, NameOf const& name_of,
    http::Request const& request);
// Asks for the reason and the last day; `request` names the involvement.
[[nodiscard]] Result<http::Response> ask_end(access::Pages const& pages, access::Visit const& visit,
    SubjectPage const& subject, NameOf const& name_of, http::Request const& request);
[[nodiscard]] Result<http::Response> stop_working(access::Pages const& pages,
    access::Visit const& visit, SubjectPage const& subject, NameOf const& name_of,
    http::Request const& request);

} // namespace kith::links
