// SPDX-License-Identifier: MIT
// What was answered about a peer map, about somebody on it, and about how two know each other.
#include "contexts/peer_map_pages.h"
#include <algorithm>

namespace kith::contexts {
namespace {
    void read_told(Contexts const& room, Date today, Answers& answers, links::Link& link)
    {
        link.source = answers.line("source", link.source);
        link.confidence = answers.line("confidence", link.confidence);
        if (link.confidence.empty())
            link.confidence = "reported";
        auto const listed = room.facts.codes("certainty", today);
        if (std::ranges::none_of(
                listed, [&](auto const& one) { return one.code == link.confidence; }))
            answers.refuse(invalid("Choose how sure it is", "confidence"));
    }
} // namespace

PeerMap read_map_answers(Answers& answers, PeerMap const& stands)
{
    auto map = stands;
    map.purpose = answers.line("purpose", stands.purpose);
    map.used_by = answers.line("used_by", stands.used_by);
    map.review_on = answers.day("review", stands.review_on);
    map.strengths = answers.words("strengths", stands.strengths);
    map.no_strengths = answers.line("no_strengths", stands.no_strengths);
    map.worries = answers.words("worries", stands.worries);
    return map;
}

Member read_member_answers(Contexts const& room, Date today, Answers& answers, Member const& stands)
{
    auto member = stands;
    member.part = answers.line("part", stands.part);
    member.strengths = answers.words("strengths", stands.strengths);
    read_told(room, today, answers, member.link);
    member.link.from_day = answers.day("seen", stands.link.from_day);
    member.link.expires = answers.day("expires", stands.link.expires);
    return member;
}

links::Link read_tie_answers(Contexts const& room, Date today, Answers& answers)
{
    links::Link tie;
    tie.role = answers.line("role");
    read_told(room, today, answers, tie);
    tie.from_day = answers.day("seen");
    return tie;
}

} // namespace kith::contexts
