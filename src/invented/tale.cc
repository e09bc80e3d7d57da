// SPDX-License-Identifier: MIT
#include "invented/tale.h"
#include "base/shipped.h"
#include "invented/tale_reader.h"
#include <array>
#include <fmt/core.h>
#include <stdexcept>

namespace kith::invented {
namespace {
    using namespace std::string_view_literals;
    constexpr std::array deed_words = {std::pair{Deed::report, "report"sv},
        std::pair{Deed::raise, "raise"sv}, std::pair{Deed::take_up, "take_up"sv},
        std::pair{Deed::decide, "decide"sv}, std::pair{Deed::correct, "correct"sv},
        std::pair{Deed::write, "write"sv}, std::pair{Deed::answer, "answer"sv},
        std::pair{Deed::withdraw, "withdraw"sv}, std::pair{Deed::ask_partners, "ask_partners"sv},
        std::pair{Deed::tell_what_is_known, "tell_what_is_known"sv},
        std::pair{Deed::ask_again, "ask_again"sv}, std::pair{Deed::open, "open"sv},
        std::pair{Deed::tell_of_child, "tell_of_child"sv}};

    // Of a case the word of the act is its step.
    void read_deed_of(TaleTable const& table, Act& act)
    {
        act.concern = table.text("case");
        if (act.concern.empty()) {
            act.deed = read_deed(table.needed("act"));
            act.concern = table.needed("concern");
            return;
        }
        act.deed = Deed::work;
        act.step = table.needed("act");
    }

    forms::Parts read_parts(TaleTable const& table)
    {
        forms::Parts parts;
        for (auto const& [key, value] : table.toml())
            parts[std::string(key.str())] = table.needed(key.str());
        return parts;
    }

    forms::Answer read_answer(TaleTable const& table, std::string_view name, toml::node const& node)
    {
        if (node.is_string())
            return table.text(name);
        auto const* const items = node.as_array();
        if (!items || items->empty() || !items->front().is_table())
            return table.list(name);
        std::vector<forms::Parts> blocks;
        for (auto const& block : table.tables(name))
            blocks.push_back(read_parts(block));
        return blocks;
    }

    forms::Answers read_answers(TaleTable const& table)
    {
        forms::Answers answers;
        for (auto const& [key, value] : table.toml())
            answers.set(std::string(key.str()), read_answer(table, key.str(), value));
        return answers;
    }

    concerns::Choice read_choice(TaleTable const& table, TaleTable const& outcomes)
    {
        concerns::Choice choice;
        choice.summary = table.needed("summary");
        choice.urgency = table.needed("urgency");
        for (auto const& [key, value] : outcomes.toml()) {
            choice.outcomes.emplace_back(key.str());
            choice.reasons[std::string(key.str())] = outcomes.needed(key.str());
        }
        return choice;
    }

    void read_moment(TaleTable const& table, Act& act)
    {
        auto const& toml = table.toml();
        act.days_ago = toml["days_ago"].value<int>();
        act.hours_ago = toml["hours_ago"].value<double>();
        act.after = toml["after"].value_or(0.0);
        act.due = table.text("due");
        if (act.days_ago) {
            auto const at = london::read_time(table.needed("at"));
            if (!at)
                table.refuse("at", "is no time of day");
            act.at = *at;
        }
        auto const ways = (act.days_ago ? 1 : 0) + (act.hours_ago ? 1 : 0) + (act.after > 0 ? 1 : 0)
            + (act.due.empty() ? 0 : 1);
        if (ways != 1)
            table.refuse("days_ago", "or hours_ago, due or after: one of them says when");
    }

    KnownOf read_known_of(TaleTable const& table)
    {
        KnownOf known{table.needed("who"), {}, table.toml()["days_before"].value<int>()};
        known.fact.kind = table.needed("kind");
        known.fact.code = table.text("code");
        known.fact.words = table.text("words");
        known.fact.number = table.text("number");
        known.fact.stated_by = table.needed("stated_by");
        known.fact.source = table.text("source");
        known.fact.note = table.text("note");
        return known;
    }

    StandsAround read_around(TaleTable const& table)
    {
        StandsAround one{table.needed("kind"), table.needed("name"), table.text("reach"),
            table.needed("source"), table.text("said_by"), table.text("words"), {},
            table.text("stated_by"), table.text("may_be_told"), table.text("matters"),
            table.text("how"), table.text("safe"), table.text("why"), table.text("wish"),
            table.text("wish_words"), table.text("decided_by")};
        if (auto const* const parts = table.toml()["parts"].as_table())
            for (auto const& [kind, words] : *parts)
                one.parts.emplace(kind.str(), words.value_or(std::string()));
        return one;
    }

    void read_child(TaleTable const& table, Act& act)
    {
        act.child = table.text("child");
        for (auto const& one : table.tables("around"))
            act.around.push_back(read_around(one));
        for (auto const& told : table.tables("seen"))
            act.seen.push_back({told.needed("kind"), told.toml()["days_before"].value_or(0),
                told.needed("said"), told.needed("source")});
    }

    Act read_act(TaleTable const& table, std::string const& file)
    {
        Act act;
        read_deed_of(table, act);
        act.actor = table.needed("actor");
        act.words = table.text("words") + table.text("reply");
        act.shown = table.text("shown");
        act.partners = table.list("partners");
        act.urgency = table.text("urgency");
        act.opened_to = table.text("opened_to");
        act.reason = table.text("reason");
        read_moment(table, act);
        read_child(table, act);
        if (auto const* const answers = table.toml()["answers"].as_table())
            act.answers = read_answers({file, *answers});
        for (auto const& known : table.tables("known"))
            act.known.push_back(read_known_of(known));
        if (auto const* const outcomes = table.toml()["outcomes"].as_table())
            act.choice = read_choice(table, {file, *outcomes});
        for (auto const& [key, told] :
            {std::pair("roles", &act.roles), std::pair("kinds", &act.kinds)})
            if (auto const* const rows = table.toml()[key].as_table())
                for (auto const& [name, word] : *rows)
                    told->emplace(name.str(), word.value_or(std::string()));
        return act;
    }
} // namespace

Deed read_deed(std::string_view word)
{
    for (auto const& [deed, name] : deed_words)
        if (name == word)
            return deed;
    throw std::runtime_error(fmt::format("data/invented: no act is called {}", word));
}

Story read_story(std::string_view path, std::string_view text)
{
    Story story;
    read_tale(path, text, [&](TaleTable const& top) {
        story.name = top.needed("name");
        story.title = top.needed("title");
        story.answer = top.needed("answer");
        story.postcode = top.text("postcode");
        story.word = top.text("word");
        for (auto const& act : top.tables("act"))
            story.acts.push_back(read_act(act, std::string(path)));
    });
    return story;
}

std::vector<Story> read_stories()
{
    std::vector<Story> stories;
    for (auto const* const folder : {"data/invented/stories/", "data/invented/casework/"})
        for (auto const& file : shipped(folder))
            stories.push_back(read_story(file.path, file.bytes));
    return stories;
}

Ways read_ways()
{
    Ways ways;
    constexpr auto path = "data/invented/casework.toml";
    read_tale(path, shipped_file(path), [&](TaleTable const& top) {
        ways.workers = top.list("workers");
        for (auto const& row : top.tables("way")) {
            Way way{row.needed("name"), row.needed("of"), row.text("where"),
                !row.text("short").empty(), {}};
            for (auto const& told : row.tables("act")) {
                LaterAct later;
                later.act.deed = Deed::work;
                later.act.step = told.needed("act");
                later.act.actor = told.needed("actor");
                later.act.at = london::read_time(told.needed("at")).value();
                later.after_days = told.toml()["after_days"].value_or(0);
                if (auto const* const answers = told.toml()["answers"].as_table())
                    later.act.answers = read_answers({path, *answers});
                way.acts.push_back(std::move(later));
            }
            ways.all.push_back(std::move(way));
        }
    });
    return ways;
}

Place read_place()
{
    Place place;
    constexpr auto path = "data/invented/place.toml";
    read_tale(path, shipped_file(path), [&](TaleTable const& top) {
        for (auto const& row : top.tables("agency"))
            place.agencies.push_back({row.needed("code"), row.needed("name"), row.needed("kind")});
        for (auto const& row : top.tables("team"))
            place.teams.push_back({row.needed("code"), row.needed("agency"), row.needed("name"),
                row.needed("area"), row.needed("purpose")});
        for (auto const& row : top.tables("spot"))
            place.spots.push_back({row.needed("name"), row.needed("postcode")});
        for (auto const& row : top.tables("account")) {
            InventedAccount account{
                row.needed("sign_in"), row.needed("name"), row.text("lead"), {}};
            for (auto const& post : row.tables("posts"))
                account.posts.push_back(
                    {post.needed("agency"), post.text("team"), post.needed("role")});
            place.accounts.push_back(std::move(account));
        }
    });
    return place;
}

} // namespace kith::invented
