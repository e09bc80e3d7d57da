// SPDX-License-Identifier: MIT
#include "people/alike.h"
#include "base/london.h"
#include "people/joined.h"
#include "people/room.h"
#include "people/snapshot.h"
#include <algorithm>
#include <set>

namespace kith::people {
namespace {
    constexpr float exact_bits = 20;
    constexpr double exact_probability = 0.99;
    constexpr std::size_t most_likely = 5;
    constexpr int most_rounds = 20;

    // Whom the visit may be offered: all but those named for a front door, else only those named.
    struct Offered {
        bool all = false;
        std::set<Uuid> named = {};
        [[nodiscard]] bool holds(Uuid const& id) const { return all != named.contains(id); }
    };

    Offered offered_to(Visit const& visit)
    {
        Offered offered;
        access::Facts nobodys; // neither worked with nor recorded by this visitor
        nobodys.thing.kind = "person";
        offered.all = visit.sees(nobodys);
        if (offered.all)
            return offered;
        for (auto const& id : links::subjects_of(
                 visit.reading(), visit.visitor(), "person", london::day_of(visit.now())))
            offered.named.insert(id);
        for (auto const id : recorded_by(visit))
            offered.named.insert(id.uuid());
        return offered;
    }

    // Records that are one person are one candidate: the kept one, as whichever is most alike. Says
    // how many fell together.
    std::size_t put_together(Visit const& visit, std::vector<Resembling>& all)
    {
        std::vector<Resembling> people;
        for (auto& one : all) {
            one.person = kept_of(visit.reading(), one.person);
            if (std::ranges::find(people, one.person, &Resembling::person) == people.end())
                people.push_back(std::move(one));
        }
        auto const fell_together = all.size() - people.size();
        all = std::move(people);
        return fell_together;
    }

    // Found again without whoever the full decision refuses, and with as many more as fell
    // together, so that neither leaves a gap.
    std::vector<Resembling> found_alike(
        People const& room, Visit const& visit, Match const& described, std::size_t most)
    {
        auto offered = offered_to(visit);
        auto wanted = most;
        for (auto round = 0; round < most_rounds; ++round) {
            auto found = room.snapshot->find(described, london::day_of(visit.now()), wanted,
                [&](Uuid const& id) { return offered.holds(id); });
            auto const there_may_be_more = found.size() == wanted;
            auto refused = 0;
            for (auto const& one : found)
                if (!knows(visit, one.person)) {
                    ++refused;
                    if (offered.all)
                        offered.named.insert(one.person.uuid());
                    else
                        offered.named.erase(one.person.uuid());
                }
            if (refused != 0)
                continue;
            auto const fell_together = put_together(visit, found);
            if (fell_together == 0 || !there_may_be_more || found.size() >= most) {
                found.resize(std::min(found.size(), most));
                return found;
            }
            wanted += fell_together;
        }
        return {};
    }

    // By rows and by the snapshot, each once: the same number or name and birth date first.
    std::vector<Resembling> ranked(
        People const& room, Visit const& visit, Match const& described, std::size_t most)
    {
        std::vector<Resembling> all;
        for (auto const& one : known_as(visit, described))
            all.push_back({one.person, {one.reason}, exact_bits, exact_probability});
        put_together(visit, all);
        auto const exact = all.size();
        for (auto& one : found_alike(room, visit, described, most)) {
            auto const same = std::ranges::find(all, one.person, &Resembling::person);
            if (same == all.end()) {
                all.push_back(std::move(one));
                continue;
            }
            same->bits = std::max(same->bits, one.bits);
            same->probability = std::max(same->probability, one.probability);
            std::ranges::move(one.reasons, std::back_inserter(same->reasons));
        }
        std::stable_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(exact),
            [](auto const& one, auto const& other) { return one.bits > other.bits; });
        return all;
    }
} // namespace

std::vector<Alike> alike(
    People const& room, Visit const& visit, Match const& described, std::size_t most)
{
    return alike_from(room, visit, described, 0, most).found;
}

AlikePage alike_from(People const& room, Visit const& visit, Match const& described,
    std::size_t past, std::size_t most)
{
    auto ranks = ranked(room, visit, described, past + most + 1);
    AlikePage page;
    page.more = ranks.size() > past + most;
    for (auto at = past; at < ranks.size() && at < past + most; ++at)
        if (auto person = find(visit, ranks[at].person))
            page.found.push_back({std::move(*person), std::move(ranks[at].reasons), ranks[at].bits,
                ranks[at].probability});
    return page;
}

std::vector<Alike> likely(People const& room, Visit const& visit, Match const& described)
{
    auto const ranks = ranked(room, visit, described, most_likely);
    std::vector<Alike> all;
    for (auto const& one : ranks)
        if (one.probability >= likely_from)
            if (auto person = find(visit, one.person))
                all.push_back({std::move(*person), one.reasons, one.bits, one.probability});
    return all;
}

} // namespace kith::people
