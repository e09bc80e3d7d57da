// SPDX-License-Identifier: MIT
// What each kind of review prompt changed, and the retiring of one that changes nothing.
#include "base/london.h"
#include "cases/prompt_acts.h"
#include "cases/prompt_pages.h"
#include "cases/views.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;

    // Each kind that a pathway has today, by its first label.
    std::vector<Trigger> all_triggers(Cases const& room)
    {
        std::vector<Trigger> all;
        for (auto const& pathway : room.pathways.all())
            for (auto const& trigger : room.pathways.current(pathway.name).triggers)
                if (std::ranges::find(all, trigger.code, &Trigger::code) == all.end())
                    all.push_back(trigger);
        return all;
    }

    Value kind_view(Cases const& room, Visit const& visit, Trigger const& trigger,
        std::vector<PromptCount> const& counts, std::vector<Retirement> const& retirements)
    {
        auto const count = std::ranges::find(counts, trigger.code, &PromptCount::kind);
        auto const one = count == counts.end() ? PromptCount{trigger.code} : *count;
        auto view = Value::object({{"code", trigger.code}, {"label", trigger.label},
            {"href", "/cases/prompts/kinds/" + trigger.code}, {"asked", one.asked},
            {"answered", one.answered}, {"changed", one.changed}, {"retired", false},
            {"always", trigger.always}});
        auto history = Value::array();
        for (auto const& retirement : retirements) {
            if (retirement.kind != trigger.code)
                continue;
            view["retired"]
                = !trigger.always && (view.get("retired").truthy() || !retirement.back_at);
            std::string text = "Retired on " + london::day_of(retirement.at).in_words() + " by "
                + room.name_of(visit.reading(), retirement.by) + ": " + retirement.because;
            if (retirement.back_at)
                text += ". Brought back on " + london::day_of(*retirement.back_at).in_words()
                    + " by " + room.name_of(visit.reading(), retirement.back_by) + ": "
                    + retirement.back_because;
            history.push(Value(text));
        }
        view["history"] = history;
        return view;
    }

    // One that may be retired.
    Result<Trigger> trigger_in(Cases const& room, Request const& request)
    {
        auto const code = TRY(request.segment("kind"));
        for (auto const& trigger : all_triggers(room))
            if (trigger.code == code && !trigger.always)
                return trigger;
        return not_found();
    }

    Response draw_kind(Cases const& room, Visit const& visit, Trigger const& trigger,
        std::string const& because, std::vector<Error> const& problems, http::Status status)
    {
        auto page = Value::object({{"section", "/people"},
            {"kind",
                kind_view(room, visit, trigger, counted(prompts_known(room, visit)),
                    retirements_of(visit.reading(), visit.visitor().agency))},
            {"values", Value::object({{"because", because}})},
            {"problems", problems_view(problems)}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "cases/prompt_kind.njk", page, status);
    }
} // namespace

Result<Response> show_prompt_kinds(Cases const& room, Visit const& visit, Request const& request)
{
    TRY(visit.may("read", facts_of_kinds(visit.visitor().agency)));
    auto const counts = counted(prompts_known(room, visit));
    auto const retirements = retirements_of(visit.reading(), visit.visitor().agency);
    auto const said = request.query("said");
    auto const page = Value::object({{"section", "/people"},
        {"kinds",
            Value::each(all_triggers(room),
                [&](Trigger const& trigger) {
                    return kind_view(room, visit, trigger, counts, retirements);
                })},
        {"notice",
            said == "retired"    ? "The kind is retired. It asks for no more looks."
                : said == "back" ? "The kind asks for looks again."
                                 : ""}});
    return room.pages.show(visit, "cases/prompt_kinds.njk", page);
}

Result<Response> ask_prompt_kind(Cases const& room, Visit const& visit, Request const& request)
{
    TRY(visit.may("retire", facts_of_kinds(visit.visitor().agency)));
    auto const trigger = TRY(trigger_in(room, request));
    return draw_kind(room, visit, trigger, {}, {}, http::Status::ok);
}

Result<Response> take_prompt_kind(Cases const& room, Visit const& visit, Request const& request)
{
    TRY(visit.may("retire", facts_of_kinds(visit.visitor().agency)));
    auto const trigger = TRY(trigger_in(room, request));
    auto const form = TRY(request.form());
    auto const because = links::text_of(form, "because");
    auto const back = form.first("act") == "back";
    auto const again = [&](Error const& problem, http::Status status) {
        return draw_kind(room, visit, trigger, because, {problem}, status);
    };
    if (because.empty())
        return again(invalid("Say why", "because"), http::Status::unprocessable);
    if (because.size() > longest_prompt_text)
        return again(invalid("Say it in fewer words", "because"), http::Status::unprocessable);
    auto const made = visit.change([&](Change& change) {
        return back ? bring_kind_back(change, trigger.code, because)
                    : retire_kind(change, trigger.code, because);
    });
    if (made)
        return http::see_other(std::string("/cases/prompts?said=") + (back ? "back" : "retired"));
    if (made.error().code == Code::conflict)
        return again(made.error(), http::Status::conflict);
    if (made.error().code == Code::invalid)
        return again(made.error(), http::Status::unprocessable);
    return made.error();
}

} // namespace kith::cases
