// SPDX-License-Identifier: MIT
// The paper for the meeting about somebody who goes missing.
#include "base/london.h"
#include "missing/pages.h"
#include "missing/pattern_subject.h"
#include "missing/summary_told.h"

namespace kith::missing {
namespace {
    using html::Value;
    using http::Request;

    Result<Response> show_summary(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const subject = TRY(pattern_subject(visit, request));
        if (!subject.person)
            return subject.to_say_why();
        auto const& person = *subject.person;
        auto const today = london::day_of(visit.now());
        return room.pages.show(visit, "missing/summary.njk",
            Value::object({{"name", people::usual_name(person, today)},
                {"age", people::age_in_words(person, today)},
                {"reference", person.reference.write()}, {"back", subject.address("")},
                {"printed", london::in_words(visit.now())},
                {"told", summary_of(room, visit, person)}, {"lines", Value::array({1, 2, 3, 4})}}));
    }
} // namespace

void add_summary_routes(access::Routes::OfRoom<Missing>& routes)
{
    routes.get("/people/{person}/missing/summary", "missing_episode:read", show_summary);
}

} // namespace kith::missing
