// SPDX-License-Identifier: MIT
#include "links/link.h"
#include "base/london.h"

namespace kith::links {
namespace {
    constexpr int days_a_link_of_people_stands = 365;
    constexpr int longest_link_of_people = 2 * 365;
    Date const no_day = Date::of(1000, 1, 1).value();
} // namespace

bool Link::stands_on(Date day) const
{
    return !withdrawn && (!until_day || day <= *until_day) && (!expires || day <= *expires);
}

Thing const& Link::other_end(Thing const& one) const { return from == one ? to : from; }

std::string Event::when_in_words() const
{
    if (at)
        return london::in_words(*at);
    return day ? day->in_words() : "Day not known";
}

Date Event::sorting_day() const
{
    if (at)
        return london::day_of(*at);
    return day ? day->last() : no_day;
}

Result<Link> checked(Link link, Date today)
{
    if (link.from.id.none() || link.to.id.none())
        return invalid("Say who or what is joined", "to");
    if (link.from == link.to)
        return invalid("Choose somebody or something else: nothing is joined to itself", "to");
    if (link.role.empty())
        return invalid("Choose what joins them", "role");
    if (link.source.empty())
        return invalid("Say who told this, or where it stands", "source");
    if (link.drawn_from.id.none())
        return invalid("Say what this was drawn from", "drawn_from");
    if (link.from_day && link.until_day && *link.until_day < *link.from_day)
        return invalid("The last day is before the first: change one of them", "until");
    if (link.from.kind == "person" && link.to.kind == "person") {
        if (!link.expires)
            link.expires = today + days_a_link_of_people_stands;
        if (*link.expires - today > longest_link_of_people)
            return invalid("A link between two people stands two years at most", "expires");
    }
    return link;
}

Done check(Event const& event, Instant now)
{
    if (event.kind.empty())
        return invalid("Choose what kind of thing happened", "kind");
    if (event.source.empty())
        return invalid("Say who told this, or where it stands", "source");
    if (event.drawn_from.id.none())
        return invalid("Say what this was drawn from", "drawn_from");
    if ((event.at && *event.at > now) || (event.day && event.day->first() > london::day_of(now)))
        return invalid("Enter a day that is not in the future", "day");
    return done();
}

} // namespace kith::links
