// SPDX-License-Identifier: MIT
#include "invented/background.h"
#include "base/shipped.h"
#include "invented/tale_reader.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::invented {
namespace {
    constexpr int last_days_left_alone = 7;
    constexpr int days_told = 358;

    struct Kind {
        std::vector<std::string> about, actors, what, what_public, explains_else, own_words,
            strengths;
        std::vector<std::vector<forms::Parts>> signs; // one set is drawn
        std::string level, urgency;
        std::vector<std::pair<std::string, std::string>> outcomes; // code and reason

        [[nodiscard]] bool tells_of(std::string_view code) const
        {
            return std::ranges::find(about, code) != about.end();
        }
    };

    struct Sentences {
        std::vector<std::string> actors, deciders, adult_deciders, strengths, place_strengths,
            wanted, reply_staff, reply_place, reply_public, answers_public;
        std::vector<Child> children;
        std::vector<Kind> kinds;
    };

    Kind read_kind(TaleTable const& row)
    {
        Kind kind;
        kind.about = row.list("about");
        kind.actors = row.list("actors");
        kind.what = row.list("what");
        kind.what_public = row.list("what_public");
        for (auto const& set : row.sets("signs")) {
            auto& signs = kind.signs.emplace_back();
            for (auto const& sign : set) {
                auto& parts = signs.emplace_back();
                for (auto const& [key, value] : sign.toml())
                    parts[std::string(key.str())] = sign.needed(key.str());
            }
        }
        kind.explains_else = row.list("explains_else");
        kind.own_words = row.list("own_words");
        kind.strengths = row.list("strengths");
        kind.level = row.needed("level");
        kind.urgency = row.needed("urgency");
        for (auto const& outcome : row.tables("outcomes"))
            kind.outcomes.emplace_back(outcome.needed("code"), outcome.needed("reason"));
        return kind;
    }

    Sentences read_sentences()
    {
        Sentences all;
        constexpr auto path = "data/invented/background.toml";
        read_tale(path, shipped_file(path), [&](TaleTable const& top) {
            all.actors = top.list("actors");
            all.deciders = top.list("deciders");
            all.adult_deciders = top.list("adult_deciders");
            all.strengths = top.list("strengths");
            all.place_strengths = top.list("place_strengths");
            all.wanted = top.list("wanted");
            all.reply_staff = top.list("reply_staff");
            all.reply_place = top.list("reply_place");
            all.reply_public = top.list("reply_public");
            all.answers_public = top.list("answers_public");
            for (auto const& row : top.tables("kind"))
                all.kinds.push_back(read_kind(row));
        });
        constexpr auto names = "data/invented/names.toml";
        read_tale(names, shipped_file(names), [&](TaleTable const& top) {
            for (auto& name : top.list("children"))
                all.children.push_back({std::move(name)});
        });
        return all;
    }

    // Who and where one background worry is about; fills {child}, {first}, {age} and {spot}.
    struct Slots {
        std::string child, first, age;
        Spot spot;

        [[nodiscard]] std::string fill(std::string text) const
        {
            for (auto const& [slot, value] :
                {std::pair<std::string_view, std::string_view>{"{child}", child},
                    {"{first}", first}, {"{age}", age}, {"{spot}", spot.name}})
                for (auto at = text.find(slot); at != std::string::npos; at = text.find(slot, at))
                    text.replace(at, slot.size(), value);
            if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
                text.front() = static_cast<char>(text.front() - 'a' + 'A');
            return text;
        }
    };

    class Composer {
    public:
        Composer(Place const& place, Draw& draw, std::vector<Child> children)
            : place_(place), draw_(draw)
        {
            if (!children.empty())
                sentences_.children = std::move(children);
        }

        void add_worry(Story& story, Kind const& kind, int days_ago)
        {
            auto const slots = draw_slots();
            auto const by_public
                = kind.what.empty() || (!kind.what_public.empty() && draw_.below(5) < 2);
            auto const key = fmt::format("background {}", story.acts.size());
            Act worry;
            worry.concern = key;
            worry.days_ago = days_ago;
            if (by_public) {
                worry.deed = Deed::report;
                worry.actor = "public";
                worry.at
                    = {static_cast<int>(7 + draw_.below(16)), static_cast<int>(draw_.below(60))};
                worry.answers = public_answers(kind, slots);
            } else {
                worry.deed = Deed::raise;
                worry.actor = draw_.pick(kind.actors.empty() ? sentences_.actors : kind.actors);
                worry.at
                    = {static_cast<int>(9 + draw_.below(8)), static_cast<int>(draw_.below(60))};
                worry.answers = staff_answers(kind, slots);
            }
            story.acts.push_back(std::move(worry));
            story.acts.push_back(decision(kind, slots, key, by_public));
            if (by_public && draw_.below(4) == 0) {
                Act thanks;
                thanks.deed = Deed::answer;
                thanks.concern = key;
                thanks.actor = "public";
                thanks.after = 6 + static_cast<double>(draw_.below(12));
                thanks.words = draw_.pick(sentences_.answers_public);
                story.acts.push_back(std::move(thanks));
            }
        }

        [[nodiscard]] std::vector<Kind> const& kinds() const { return sentences_.kinds; }

    private:
        Slots draw_slots()
        {
            Slots slots;
            auto const& child = draw_.pick(sentences_.children);
            slots.child = child.name;
            slots.first = slots.child.substr(0, slots.child.find(' '));
            slots.age = child.age.empty() ? fmt::format("{}", 11 + draw_.below(6)) : child.age;
            slots.spot = draw_.pick(place_.spots);
            return slots;
        }

        forms::Answers public_answers(Kind const& kind, Slots const& slots)
        {
            forms::Answers answers;
            answers.set("about", kind.about);
            answers.set("what", slots.fill(draw_.pick(kind.what_public)));
            answers.set("postcode", slots.spot.postcode);
            answers.set("when", std::string(draw_.below(2) == 0 ? "week" : "year"));
            answers.set("safe_now", std::string(draw_.below(3) == 0 ? "yes" : "not_known"));
            answers.set("reach", std::string("unknown"));
            return answers;
        }

        std::vector<forms::Parts> drawn_signs(Kind const& kind, Slots const& slots)
        {
            auto signs = draw_.pick(kind.signs);
            for (auto& sign : signs) {
                for (auto const* const words : {"what", "source_who"})
                    if (auto const at = sign.find(words); at != sign.end())
                        at->second = slots.fill(at->second);
                sign["explains_else"] = "The same could explain this one.";
            }
            signs.front()["explains_else"] = slots.fill(draw_.pick(kind.explains_else));
            return signs;
        }

        forms::Answers staff_answers(Kind const& kind, Slots const& slots)
        {
            forms::Answers answers;
            auto const child = kind.tells_of("child");
            answers.set("safe_now", std::string(draw_.below(4) == 0 ? "not_known" : "yes"));
            answers.set("about", kind.about);
            if (child)
                answers.set("children",
                    std::vector<forms::Parts>{{{"name", slots.child}, {"age", slots.age}}});
            if (kind.tells_of("place"))
                answers.set("contexts",
                    std::vector<forms::Parts>{{{"name", slots.fill(slots.spot.name)},
                        {"postcode", slots.spot.postcode}}});
            answers.set("postcode", slots.spot.postcode);
            answers.set("what", slots.fill(draw_.pick(kind.what)));
            answers.set("signs", drawn_signs(kind, slots));
            auto const& general = child ? sentences_.strengths : sentences_.place_strengths;
            answers.set("strengths",
                slots.fill(draw_.pick(kind.strengths.empty() ? general : kind.strengths)));
            answers.set("own_words", slots.fill(draw_.pick(kind.own_words)));
            if (child)
                answers.set("wanted", draw_.pick(sentences_.wanted));
            answers.set("consent", std::string(child ? "agreed" : "nobody_named"));
            answers.set("level_believed", kind.level);
            return answers;
        }

        Act decision(Kind const& kind, Slots const& slots, std::string const& key, bool by_public)
        {
            Act act;
            act.deed = Deed::decide;
            act.concern = key;
            auto const adult_only = kind.tells_of("adult") && !kind.tells_of("child");
            act.actor = draw_.pick(adult_only ? sentences_.adult_deciders : sentences_.deciders);
            act.after = 1 + static_cast<double>(draw_.below(11)) / 2; // at most 6 working hours
            auto const& [code, reason] = draw_.pick(kind.outcomes);
            act.choice.outcomes = {code};
            act.choice.reasons = {{code, slots.fill(reason)}};
            act.choice.urgency = kind.urgency;
            act.choice.summary = slots.fill(reason);
            auto const& replies = by_public ? sentences_.reply_public
                : kind.tells_of("child")    ? sentences_.reply_staff
                                            : sentences_.reply_place;
            act.words = slots.fill(draw_.pick(replies));
            return act;
        }

        Place const& place_;
        Draw& draw_;
        Sentences sentences_ = read_sentences();
    };
} // namespace

Story compose_background(
    Place const& place, std::size_t count, Draw& draw, std::vector<Child> children)
{
    Story story;
    story.name = "background";
    Composer composer(place, draw, std::move(children));
    constexpr auto days = days_told - last_days_left_alone;
    for (std::size_t i = 0; i < count; ++i) {
        // so many days each, or, where there are more worries than days, so many a day
        auto const slice = std::max(1, days / static_cast<int>(count));
        auto const first
            = count <= days ? static_cast<int>(i) * slice : static_cast<int>(i * days / count);
        auto const days_ago
            = days_told - first - static_cast<int>(draw.below(static_cast<std::size_t>(slice)));
        composer.add_worry(story, draw.pick(composer.kinds()), days_ago);
    }
    return story;
}

} // namespace kith::invented
