// SPDX-License-Identifier: MIT
#include "missing/likely.h"
#include "base/london.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <tuple>

namespace kith::missing {
namespace {
    std::string times(int n) { return n == 1 ? "once" : fmt::format("{} times", n); }

    std::vector<std::string> lines_of(std::string const& text)
    {
        std::vector<std::string> lines;
        for (std::size_t at = 0; at <= text.size();) {
            auto const end = std::min(text.find('\n', at), text.size());
            auto line = text.substr(at, end - at);
            auto const first = line.find_first_not_of(" \t\r-*");
            if (first != std::string::npos) {
                auto const last = line.find_last_not_of(" \t\r.,;");
                lines.push_back(line.substr(first, last - first + 1));
            }
            at = end + 1;
        }
        return lines;
    }

    class Gathering {
    public:
        LikelyPlace* at(std::string const& name)
        {
            auto const key = words::folded(name);
            if (key.empty() || key == "not known" || key == "nobody knows")
                return nullptr;
            auto& place = by_name_[key];
            if (place.name.empty())
                place.name = name;
            return &place;
        }

        void found(std::string const& name, Instant when)
        {
            auto* const place = at(name);
            if (!place)
                return;
            ++place->found;
            auto& last = last_found_[place];
            last = std::max(last, when);
        }
        void seen(std::string const& name, Instant when)
        {
            auto* const place = at(name);
            if (!place)
                return;
            ++place->seen;
            auto& last = last_seen_[place];
            last = std::max(last, when);
        }

        std::vector<LikelyPlace> in_order(std::size_t most)
        {
            std::vector<LikelyPlace> all;
            for (auto& [key, place] : by_name_) {
                std::vector<std::string> facts;
                if (place.found)
                    facts.push_back(fmt::format("Found here {} before, last on {}",
                        times(place.found), london::day_of(last_found_[&place]).in_words()));
                if (place.seen)
                    facts.push_back(fmt::format("Seen here {}, last on {}", times(place.seen),
                        london::in_words(last_seen_[&place])));
                facts.insert(facts.end(), place.reasons.begin(), place.reasons.end());
                place.reasons = std::move(facts);
                all.push_back(place);
            }
            std::ranges::stable_sort(all, [](LikelyPlace const& one, LikelyPlace const& other) {
                auto const order = [](LikelyPlace const& place) {
                    return std::tuple(-place.found, -place.seen, !place.linked, !place.named);
                };
                return order(one) < order(other);
            });
            if (all.size() > most)
                all.resize(most);
            return all;
        }

    private:
        std::map<std::string, LikelyPlace> by_name_;
        std::map<LikelyPlace const*, Instant> last_found_;
        std::map<LikelyPlace const*, Instant> last_seen_;
    };

    forms::Answers answers_of(char const* form, int version, std::string const& json)
    {
        auto read = forms::Answers::from_json(form, version, json.empty() ? "{}" : json);
        return read ? std::move(*read) : forms::Answers(form, version);
    }
} // namespace

std::vector<LikelyPlace> likely_places(
    Missing const& room, Visit const& visit, Episode const& episode, std::size_t most)
{
    Gathering gathering;
    for (auto const& one : list_of(visit, episode.person)) {
        if (one.returned_at && one.found_by != "self") // who comes back by themselves is home
            gathering.found(one.found_place, *one.returned_at);
        for (auto const& entry : log_of(visit.reading(), one.id))
            if (entry.kind == "sighting" && !entry.withdrawn_at)
                gathering.seen(entry.place, entry.at);
    }
    for (auto const& link : room.links.store.list_of(visit, thing(episode.person))) {
        auto const& other = link.other_end(thing(episode.person));
        if (other.kind != "context")
            continue;
        auto const shown = room.links.seen.show(visit, other);
        auto* const place = gathering.at(shown.text);
        if (!place)
            continue;
        place->linked = true;
        place->href = shown.href;
        auto const role = room.facts.code("link_role", link.role);
        place->reasons.push_back("Linked: " + (role ? role->label : link.role));
    }
    auto const named = [&](std::string const& text, char const* why) {
        for (auto const& line : lines_of(text))
            if (auto* const place = gathering.at(line)) {
                place->named = true;
                place->reasons.emplace_back(why);
            }
    };
    named(answers_of("missing/report", episode.form_version, episode.answers).text("likely_places"),
        "Named in the report");
    if (auto const plan = plan_of(visit.reading(), episode.person))
        named(answers_of("missing/plan", plan->form_version, plan->answers).text("places"),
            "Named in the plan made before");
    return gathering.in_order(most);
}

} // namespace kith::missing
