// SPDX-License-Identifier: MIT
#include "cases/pathway.h"
#include "base/shipped.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <set>
#include <toml++/toml.h>

namespace kith::cases {
namespace {
    constexpr std::array<std::string_view, 4> clock_starts
        = {"stage", "referral", "decision", "assessment"};

    Error pathway_refused(std::string_view file, std::string_view why)
    {
        return invalid(fmt::format("{}: {}", file, why));
    }

    std::string word_in(toml::table const& table, char const* key)
    {
        return table[key].value_or(std::string());
    }

    template <class Read>
    Done each_table(
        std::string_view file, toml::table const& top, char const* key, Read const& read)
    {
        auto const* const list = top[key].as_array();
        if (!list)
            return pathway_refused(file, fmt::format("begin each {} with [[{}]]", key, key));
        for (auto const& node : *list) {
            if (!node.is_table())
                return pathway_refused(file, fmt::format("begin each {} with [[{}]]", key, key));
            TRY(read(*node.as_table()));
        }
        return done();
    }

    Done read_stage(std::string_view file, toml::table const& table, Pathway& pathway)
    {
        Stage stage{word_in(table, "code"), word_in(table, "label"), word_in(table, "does"),
            word_in(table, "clock"), table["starts"].value_or(std::string("stage")),
            table["ends"].value_or(false), word_in(table, "for") == "child"};
        if (stage.code.empty() || stage.label.empty())
            return pathway_refused(file, "give each stage a code and a label");
        if (pathway.stage(stage.code))
            return pathway_refused(file, fmt::format("stage \"{}\" stands twice", stage.code));
        if (std::ranges::find(clock_starts, stage.starts) == clock_starts.end())
            return pathway_refused(file,
                fmt::format(
                    "stage \"{}\": starts is stage, referral, decision or assessment", stage.code));
        if (auto const of = word_in(table, "for"); !of.empty() && of != "child")
            return pathway_refused(
                file, fmt::format("stage \"{}\": for is child, or is left out", stage.code));
        pathway.stages.push_back(std::move(stage));
        return done();
    }

    Done read_move(std::string_view file, toml::table const& table, Pathway& pathway)
    {
        Move move{word_in(table, "from"), word_in(table, "to"), word_in(table, "label"),
            table["act"].value_or(std::string("move")), {}};
        for (auto const* end : {&move.from, &move.to})
            if (!pathway.stage(*end))
                return pathway_refused(
                    file, fmt::format("a move names the stage \"{}\", which is none", *end));
        if (move.label.empty())
            return pathway_refused(
                file, fmt::format("say what the move from {} to {} is called", move.from, move.to));
        if (pathway.move(move.from, move.to))
            return pathway_refused(
                file, fmt::format("the move from {} to {} stands twice", move.from, move.to));
        if (auto const* const needs = table["needs"].as_array())
            for (auto const& need : *needs)
                move.needs.push_back(need.value_or(std::string()));
        pathway.moves.push_back(std::move(move));
        return done();
    }

    Done read_trigger(std::string_view file, toml::table const& table, Pathway& pathway)
    {
        Trigger trigger{
            word_in(table, "code"), word_in(table, "label"), table["always"].value_or(false)};
        if (trigger.code.empty() || trigger.label.empty() || pathway.trigger(trigger.code))
            return pathway_refused(file, "give each trigger a code of its own and a label");
        pathway.triggers.push_back(std::move(trigger));
        return done();
    }

    // Every stage but the first is led to, and every one but the last leads on.
    Done whole(std::string_view file, Pathway const& pathway)
    {
        if (pathway.stages.size() < 2)
            return pathway_refused(file, "a pathway has two stages at least");
        for (auto const& stage : pathway.stages) {
            auto const led_to = std::ranges::any_of(
                pathway.moves, [&](Move const& move) { return move.to == stage.code; });
            if (!led_to && stage.code != pathway.stages.front().code)
                return pathway_refused(
                    file, fmt::format("no move leads to the stage \"{}\"", stage.code));
            if (pathway.moves_from(stage.code).empty())
                return pathway_refused(
                    file, fmt::format("no move leads out of the stage \"{}\"", stage.code));
        }
        return done();
    }
} // namespace

Stage const* Pathway::stage(std::string_view code) const
{
    auto const found = std::ranges::find(stages, code, &Stage::code);
    return found == stages.end() ? nullptr : &*found;
}

std::vector<Move> Pathway::moves_from(std::string_view code) const
{
    std::vector<Move> out;
    std::ranges::copy_if(
        moves, std::back_inserter(out), [&](Move const& move) { return move.from == code; });
    return out;
}

Move const* Pathway::move(std::string_view from, std::string_view to) const
{
    auto const found = std::ranges::find_if(
        moves, [&](Move const& move) { return move.from == from && move.to == to; });
    return found == moves.end() ? nullptr : &*found;
}

Trigger const* Pathway::trigger(std::string_view code) const
{
    auto const found = std::ranges::find(triggers, code, &Trigger::code);
    return found == triggers.end() ? nullptr : &*found;
}

std::string Pathway::label_of(std::string_view code) const
{
    auto const* const found = stage(code);
    return found ? found->label : std::string(code);
}

Result<Pathway> Pathways::read(std::string_view file, std::string_view text)
{
    toml::table top;
    try {
        top = toml::parse(text, file);
    } catch (toml::parse_error const& wrong) { // an administrator's overlay can cause it
        return pathway_refused(
            file, fmt::format("line {}: {}", wrong.source().begin.line, wrong.description()));
    }
    Pathway pathway;
    pathway.name = word_in(top, "name");
    pathway.title = word_in(top, "title");
    pathway.version = static_cast<int>(top["version"].value_or(std::int64_t{0}));
    if (pathway.name.empty() || pathway.title.empty() || pathway.version < 1)
        return pathway_refused(file, "say its name, its title and its version, from 1 on");
    TRY(each_table(file, top, "stage",
        [&](toml::table const& table) { return read_stage(file, table, pathway); }));
    TRY(each_table(file, top, "move",
        [&](toml::table const& table) { return read_move(file, table, pathway); }));
    if (top.contains("trigger"))
        TRY(each_table(file, top, "trigger",
            [&](toml::table const& table) { return read_trigger(file, table, pathway); }));
    TRY(whole(file, pathway));
    return pathway;
}

Result<Pathways> Pathways::read()
{
    Pathways pathways;
    for (auto const& file : shipped("data/pathways")) {
        if (!file.path.ends_with(".toml"))
            continue;
        auto pathway = TRY(read(file.path, file.bytes));
        if (pathways.find(pathway.name, pathway.version))
            return pathway_refused(file.path, "this version of the pathway stands in another file");
        pathways.all_.push_back(std::move(pathway));
    }
    return pathways;
}

Pathway const& Pathways::current(std::string_view name) const
{
    Pathway const* latest = nullptr;
    for (auto const& one : all_)
        if (one.name == name && (!latest || latest->version < one.version))
            latest = &one;
    must(latest != nullptr, fmt::format("there is no pathway \"{}\"", name));
    return *latest;
}

Pathway const* Pathways::find(std::string_view name, int version) const
{
    auto const found = std::ranges::find_if(
        all_, [&](Pathway const& one) { return one.name == name && one.version == version; });
    return found == all_.end() ? nullptr : &*found;
}

} // namespace kith::cases
