// SPDX-License-Identifier: MIT
#include "disruption/views.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::disruption {
namespace {
    using html::Value;

    constexpr std::pair<char const*, char const*> owner_words[] = {{"POL", "Police"},
        {"NCA", "National Crime Agency"}, {"COURT", "A court"},
        {"CPS", "Crown Prosecution Service"}, {"CSC", "Children's social care"}, {"LA", "Council"},
        {"LIC", "Licensing"}, {"HSG", "Housing"}, {"TS", "Trading standards"},
        {"EH", "Environmental health"}, {"FIRE", "Fire and rescue"}, {"EDU", "School or college"},
        {"BTP", "British Transport Police"}, {"VCS", "Charity or community group"},
        {"PARTNERSHIP", "The partnership"}, {"ANY", "Anybody"}};

    void add_row(Value& rows, std::string const& key, std::string const& text)
    {
        if (!text.empty())
            rows.push(Value::object({{"key", key}, {"text", text}}));
    }

    std::string tone_of(StepStatus status)
    {
        switch (status) {
        case StepStatus::breached:
            return "urgent";
        case StepStatus::planned:
        case StepStatus::applied:
            return "waiting";
        case StepStatus::granted:
        case StepStatus::served:
            return "new";
        default:
            return "quiet";
        }
    }

    Value state_of(StepStatus status)
    {
        return Value::object(
            {{"text", std::string(in_words_of(status))}, {"tone", tone_of(status)}});
    }

    Value texts_view(std::vector<std::string> const& texts)
    {
        return Value::each(texts, [](std::string const& text) { return Value(text); });
    }

    std::string starts_in_words(Step const& step)
    {
        if (step.starts_at)
            return london::in_words(*step.starts_at);
        return step.starts ? step.starts->in_words() : std::string();
    }

    Instant end_of(Date day) { return london::start_of(day + 1) - std::chrono::seconds(1); }

    Value due_view(actions::DueWords const& words)
    {
        return Value::object({{"text", words.text},
            {"state", std::string(actions::name_of(words.state))}, {"exact", words.exact}});
    }

    // Who it hangs on, for whoever may know them.
    std::string footing_in_words(
        Disruption const& room, Visit const& visit, Step const& step, Tactic const& tactic)
    {
        auto const* const footing = tactic.footing(step.footing);
        if (!footing || !may_know_footing(visit, step))
            return {};
        if (step.footing_child.none())
            return footing->words;
        return footing->words + ": " + room.links.seen.show(visit, thing(step.footing_child)).text;
    }
} // namespace

std::string address_of(StepId id) { return "/disruption/steps/" + id.write(); }
std::string address_of(Thing const& target)
{
    return "/disruption/targets/" + target.kind + "/" + target.id.write();
}
std::string address_of_breach(StepMoveId move) { return "/disruption/breaches/" + move.write(); }

std::string owners_in_words(Tactic const& tactic)
{
    std::string all;
    for (auto const& owner : tactic.owners)
        for (auto const& [code, words] : owner_words)
            if (owner == code)
                all += (all.empty() ? "" : ", ") + std::string(words);
    return all;
}

std::string tactic_name(Disruption const& room, std::string const& code)
{
    auto const* const tactic = room.tactics.find(code);
    return tactic ? tactic->name : code;
}

Value target_view(Disruption const& room, Visit const& visit, Thing const& target)
{
    auto view = Value::object({{"back", address_of(target)}});
    if (target.kind == "named_thing") {
        auto const named = links::find_named_thing(visit.reading(), NamedThingId(target.id));
        auto const label = named ? room.facts.code("named_kind", named->kind) : std::nullopt;
        view["text"] = (label ? label->label + " " : std::string())
            + (named ? named->as_written : std::string());
        return view;
    }
    auto const shown = room.links.seen.show(visit, target);
    view["text"] = shown.text;
    view["href"] = shown.href;
    return view;
}

bool may_know_footing(Visit const& visit, Step const& step)
{
    return step.footing_child.none() || people::knows(visit, step.footing_child);
}

std::optional<EndingWords> ending_in_words(
    Disruption const& room, Visit const& visit, Step const& step)
{
    if (!step.ends || !is_live(step.status))
        return std::nullopt;
    auto const alert = alert_on(
        room.clocks, room.facts.working_days(), step.ends->last_day, london::day_of(visit.now()));
    auto text = fmt::format("{} {}", alert == Alert::over ? "Its last day was" : "Its last day is",
        step.ends->last_day.in_words());
    if (!tells_of_child(step.ends->by) || may_know_footing(visit, step))
        text += ": " + std::string(in_words_of(step.ends->by));
    return EndingWords{text, alert};
}

Value step_row(Disruption const& room, Visit const& visit, Step const& step)
{
    auto const ending = ending_in_words(room, visit, step);
    auto detail = target_view(room, visit, step.target).get("text").text() + ". "
        + room.pages.agency_name(step.owner_agency) + ", since " + step.status_on.in_words();
    if (ending)
        detail += ". " + ending->text;
    auto row = Value::object({{"href", address_of(step.id)},
        {"text", step.tactic + " " + tactic_name(room, step.tactic)}, {"detail", detail},
        {"status", state_of(step.status)}});
    if (ending && ending->alert != Alert::none)
        row["due"] = due_view(actions::due_in_words(end_of(step.ends->last_day), visit.now()));
    return row;
}

Value step_view(Disruption const& room, Visit const& visit, Step const& step)
{
    auto const* const tactic = room.tactics.find(step.tactic);
    auto rows = Value::array();
    auto const target = target_view(room, visit, step.target);
    add_row(rows, "Against the harm at, or from", target.get("text").text());
    add_row(rows, "Whose step it is", room.pages.agency_name(step.owner_agency));
    add_row(rows, "Why it is considered", step.because);
    add_row(rows, "Began", starts_in_words(step));
    add_row(rows, "Expires", step.expires ? step.expires->in_words() : std::string());
    add_row(rows, "Looked at again", step.review_on ? step.review_on->in_words() : std::string());
    auto const ending = ending_in_words(room, visit, step);
    if (tactic) {
        add_row(rows, "Rests on", footing_in_words(room, visit, step, *tactic));
        if (tactic->limit)
            add_row(rows, "May last", tactic->limit->words);
        add_row(rows, "Legal basis", tactic->basis);
        add_row(rows, "What it costs the child", tactic->costs);
        add_row(rows, "To be checked", tactic->to_check);
    }
    add_row(rows, "Chosen from the tactics as of", step.tactics_as_of.in_words());
    auto view = Value::object({{"href", address_of(step.id)}, {"reference", step.reference.write()},
        {"code", step.tactic}, {"name", tactic_name(room, step.tactic)},
        {"state", state_of(step.status)}, {"rows", rows}, {"acts_on_child", step.acts_on_child},
        {"version", step.version}, {"ends", ending ? ending->text : std::string()},
        {"ends_soon", ending && ending->alert != Alert::none}, {"target", target}});
    return view;
}

Value moves_view(Disruption const& room, Visit const& visit, Step const& step, bool may_move)
{
    auto const moves = moves_of(visit, step);
    StepMoveId last;
    std::size_t standing = 0;
    for (auto const& move : moves)
        if (!move.taken_back_at) {
            last = move.id;
            ++standing;
        }
    auto view = Value::each(moves, [&](Move const& move) {
        return Value::object({{"status", state_of(move.status)}, {"on", move.on.in_words()},
            {"why", move.why}, {"by", room.name_of(visit.reading(), move.by)},
            {"gone", move.taken_back_at.has_value()}, {"because", move.taken_back_because},
            {"href", address_of(step.id) + "/moves/" + move.id.write() + "/take-back"},
            {"may_take_back", may_move && standing > 1 && move.id == last}});
    });
    return view;
}

Value conditions_view(Visit const& visit, Step const& step)
{
    return Value::each(conditions_of(visit, step), [&](Condition const& one) {
        return Value::object({{"words", one.words}, {"gone", one.ended_at.has_value()},
            {"because", one.ended_because},
            {"href", address_of(step.id) + "/conditions/" + one.id.write() + "/end"}});
    });
}

Value children_view(Disruption const& room, Visit const& visit, Step const& step)
{
    return Value::each(children_of(visit, step), [&](LinkedChild const& one) {
        auto const shown = room.links.seen.show(visit, thing(one.child));
        return Value::object({{"name", shown.text}, {"page", shown.href}, {"because", one.because},
            {"gone", one.ended_at.has_value()}, {"ended_because", one.ended_because},
            {"href", address_of(step.id) + "/children/" + one.id.write() + "/end"}});
    });
}

Value answers_view(Disruption const& room, Visit const& visit, Step const& step)
{
    auto const facts = answer_facts_of(visit, step);
    auto const* const tactic = room.tactics.find(step.tactic);
    if (!facts || !visit.sees(*facts) || !tactic)
        return {};
    auto const kept = answers_of(visit, step);
    auto rows = Value::array();
    auto missing = 0;
    for (auto const& question : questions_of(*tactic, step.acts_on_child)) {
        auto const text = kept.empty() ? std::string() : kept.front().answers.*question.answer;
        missing += says_nothing(text) ? 1 : 0;
        rows.push(Value::object({{"key", std::string(question.question)},
            {"text", says_nothing(text) ? std::string("Not answered yet") : text}}));
    }
    auto view = Value::object({{"rows", rows}, {"missing", missing}, {"versions", kept.size()}});
    if (!kept.empty())
        view["by"] = room.name_of(visit.reading(), kept.front().by) + ", "
            + london::in_words(kept.front().at);
    if (!kept.empty())
        view["because"] = kept.front().because;
    return view;
}

Value option_view(Disruption const& room, Option const& option, Thing const& target)
{
    auto const& tactic = *option.tactic;
    std::vector<std::string> missing;
    for (auto const& code : option.missing)
        missing.push_back(label_of_fact(room, code));
    return Value::object({{"code", tactic.code}, {"name", tactic.name}, {"basis", tactic.basis},
        {"owners", owners_in_words(tactic)}, {"takes", tactic.takes}, {"costs", tactic.costs},
        {"limit", tactic.limit ? tactic.limit->words : std::string()},
        {"reasons", texts_view(option.reasons)}, {"missing", texts_view(missing)},
        {"one_of", !tactic.one_of.empty()}, {"warnings", texts_view(option.warnings)},
        {"support", std::string(name_of(option.support))},
        {"href",
            option.support == Support::not_offered
                ? std::string()
                : address_of(target) + "/new?tactic=" + tactic.code}});
}

Value breach_row_view(Disruption const& room, BreachTold const& told)
{
    return Value::object({{"href", address_of_breach(told.breach.move)},
        {"text", "A step near case " + told.held.reference.write() + " was breached"},
        {"detail",
            told.breach.on.in_words() + ". " + tactic_name(room, told.breach.tactic) + ", "
                + room.pages.agency_name(told.breach.owner_agency)},
        {"status", Value::object({{"text", "Breached"}, {"tone", "urgent"}})}});
}

} // namespace kith::disruption
