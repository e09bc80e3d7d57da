// SPDX-License-Identifier: MIT
#pragma once

// Who works with a person or a context, for programs: the list, another team or somebody by name,
// and the end of each with its reason. The room has found the record and decided that it opens.
//
// Errors   as the policy decides "involve" and "end involvement"; `invalid` with the field.

#include "links/working.h"
#include "platform/access/json_fields.h"
#include "platform/access/operations.h"

namespace kith::links {

// GET: {"involvements": [{id, agency, team, practitioner, role, from, until, end_reason}]}.
[[nodiscard]] Result<http::Response> working_json(
    access::Visit const& visit, SubjectPage const& subject);
// POST {"team"} or {"agency", "practitioner"}, or "team" and "practitioner" of it, with "because";
// with none of them the visitor's own team, or they themselves, from today on. Answers the list.
[[nodiscard]] Result<http::Response> take_on(access::Visit const& visit, SubjectPage const& subject,
    NameOf const& name_of, http::Request const& request);
// POST {"until", "reason"} to the one that is named "involvement" in the address. Who worked with
// it until yesterday may not be able to read it any more: the answer says what ended.
[[nodiscard]] Result<http::Response> end_by_program(
    access::Visit const& visit, SubjectPage const& subject, http::Request const& request);

// The whole team, or one of those who can be named; the fields of what was sent.
[[nodiscard]] Result<Involvement> named_by_program(access::Visit const& visit,
    SubjectPage const& subject, NameOf const& name_of, access::JsonFields const& sent);
// Of "/api/v1/people/{person}", say: "people", "Person".
[[nodiscard]] std::vector<access::Operation> working_operations(
    std::string const& address, std::string const& room, std::string const& what);

} // namespace kith::links
