// SPDX-License-Identifier: MIT
#include "invented/recording.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::invented {
namespace {
    constexpr std::size_t recorded_at_once = 1000;
    constexpr std::size_t contexts_at_once = 200;
    constexpr auto between_changes = std::chrono::minutes(3);
    constexpr auto recorder_of_places = "rosa.adeyemi";
    constexpr int days_kin_stand = 700; // longer than the year that is told

    template <class T>
    T kept(Result<T> result, std::string_view what)
    {
        must(result.ok(),
            result ? "" : fmt::format("{} is refused: {}", what, result.error().words.key));
        return std::move(*result);
    }

    class Recording {
    public:
        Recording(Invented const& invented, Town const& town, Population const& population)
            : invented_(invented)
            , town_(town)
            , population_(population)
            , teams_{town.teams.at("front_door_children"), town.teams.at("harbour")}
        {
        }

        void places()
        {
            auto const& all = population_.contexts;
            for (std::size_t from = 0; from < all.size(); from += contexts_at_once) {
                auto const until = std::min(all.size(), from + contexts_at_once);
                in_one_change(recorder_of_places, [&](access::Change& change) -> Done {
                    schools_.clear(); // this may be a second try
                    for (auto i = from; i < until; ++i) {
                        auto const made
                            = TRY(contexts::create(change, all[i], teams_[i % teams_.size()]));
                        if (made.kind == "SCHOOL")
                            schools_.push_back(made.id);
                    }
                    return done();
                });
            }
        }

        std::vector<Reference> people(std::function<void(std::size_t)> const& recorded)
        {
            auto const& all = population_.held;
            ids_.resize(all.size());
            references_.resize(all.size());
            for (std::size_t from = 0; from < all.size();) {
                auto const until = end_of_batch(from);
                in_one_change(all[from].keeper->sign_in, [&](access::Change& change) -> Done {
                    for (auto i = from; i < until; ++i)
                        TRY(person(change, i));
                    for (auto i = from; i < until; ++i)
                        if (all[i].worked_with && all[i].part == Part::child)
                            TRY(kin_of(change, i, from, until));
                    return done();
                });
                recorded(until);
                from = until;
            }
            return references_;
        }

    private:
        // Of one keeper, and no household in two.
        [[nodiscard]] std::size_t end_of_batch(std::size_t from) const
        {
            auto const& all = population_.held;
            auto end = from + 1;
            while (end < all.size() && all[end].keeper == all[from].keeper
                && all[end].first.has_value() == all[from].first.has_value()
                && (end - from < recorded_at_once || all[end].household == all[end - 1].household))
                ++end;
            return end;
        }

        template <class Body>
        void in_one_change(std::string_view by, Body const& body)
        {
            auto const pass = kept(invented_.gate.enter(town_.accounts.find(by)->second), by);
            kept(pass->visit().change(body), fmt::format("a record of {}", by));
            pass->settle();
            invented_.clock.move_to(invented_.clock.now() + between_changes);
        }

        Done person(access::Change& change, std::size_t i)
        {
            auto const& held = population_.held[i];
            auto const made = TRY(held.worked_with
                    ? people::create(change, held.person, teams_[held.household % teams_.size()])
                    : people::bring_in(change, held.person));
            ids_[i] = made.id;
            references_[i] = made.reference;
            return done();
        }

        // Parents and grandparents, elder brothers and sisters, and the school.
        Done kin_of(access::Change& change, std::size_t child, std::size_t from, std::size_t until)
        {
            auto const& all = population_.held;
            auto const household = all[child].household;
            auto first = child;
            while (first > from && all[first - 1].household == household)
                --first;
            for (auto i = first; i < until && all[i].household == household; ++i) {
                if (i == child || (all[i].part == Part::child && i > child))
                    continue;
                auto const* const role = all[i].part == Part::adult ? "parent"
                    : all[i].part == Part::elder                    ? "relative"
                                                                    : "sibling";
                TRY(join(change, child, thing(ids_[i]), role));
            }
            if (all[child].at_school && !schools_.empty())
                TRY(join(
                    change, child, thing(schools_[household % schools_.size()]), "goes_to_school"));
            return done();
        }

        Done join(access::Change& change, std::size_t child, Thing const& other, char const* role)
        {
            links::Link link;
            link.from = other.kind == "person" ? other : thing(ids_[child]);
            link.to = other.kind == "person" ? thing(ids_[child]) : other;
            link.role = role;
            link.source = "The family told the front door";
            link.confidence = "reported";
            link.drawn_from = thing(ids_[child]);
            if (other.kind == "person")
                link.expires = london::day_of(change.now()) + days_kin_stand;
            TRY(invented_.room.links.store.save(change, link, ""));
            return done();
        }

        Invented const& invented_;
        Town const& town_;
        Population const& population_;
        std::vector<TeamId> teams_;
        std::vector<ContextId> schools_ = {};
        std::vector<PersonId> ids_ = {};
        std::vector<Reference> references_ = {};
    };
} // namespace

std::vector<Reference> record(Invented const& invented, Town const& town,
    Population const& population, std::function<void(std::size_t)> const& recorded)
{
    Recording recording(invented, town, population);
    recording.places();
    return recording.people(recorded);
}

std::vector<HeldTwice> held_twice(
    Population const& population, std::vector<Reference> const& references)
{
    std::vector<HeldTwice> all;
    for (std::size_t i = 0; i < population.held.size(); ++i) {
        auto const& one = population.held[i];
        if (!one.slip)
            continue;
        all.push_back({references[i], references[*one.first], std::string(word_of(*one.slip)),
            std::string(one.keeper->sign_in), one.person.names.front().text,
            one.person.birth ? one.person.birth->write() : std::string(), one.postcode});
    }
    return all;
}

} // namespace kith::invented
