// SPDX-License-Identifier: MIT
#include "cases/supervision_acts.h"
#include "base/london.h"
#include "cases/acts.h"
#include "cases/case_shown.h"
#include "cases/plan_acts.h"
#include "cases/too_long.h"
#include <algorithm>

namespace kith::cases {
namespace {
    Done check_supervision(
        Cases const& room, Visit const& visit, Case const& one, Supervision const& wanted)
    {
        auto const problems = problems_of(wanted, london::day_of(visit.now()));
        if (!problems.empty())
            return problems.front();
        return no_child_in(room, visit, one,
            {{"reflection", &wanted.reflection}, {"decisions", &wanted.decisions},
                {"worker_needs", &wanted.worker_needs}});
    }

    Supervision without_those_joined(CaseWords const& words, Supervision one)
    {
        one.reflection = words.shown(one.reflection);
        one.decisions = words.shown(one.decisions);
        one.worker_needs = words.shown(one.worker_needs);
        return one;
    }
} // namespace

std::vector<std::pair<AccountId, std::string>> supervised_by(
    Cases const& room, Visit const& visit, Case const& one)
{
    auto all = workers_of(room, visit, one.team);
    std::erase_if(all, [&](auto const& each) { return each.first == visit.visitor().account; });
    return all;
}

Result<Supervision> supervise(
    Cases const& room, Change& change, CaseId id, Supervision const& wanted)
{
    auto const one = TRY(find(change, id));
    auto const facts = TRY(facts_of(change, one));
    TRY(static_cast<Visit const&>(change).may("supervise", facts));
    if (!one.is_open())
        return invalid("The case is closed: open it again first", "on");
    auto const note = tidied(wanted);
    TRY(check_supervision(room, change, one, note));
    auto const possible = supervised_by(room, change, one);
    if (std::ranges::find(possible, note.worker, &std::pair<AccountId, std::string>::first)
        == possible.end())
        return invalid("Choose somebody else who works in the team", "worker");
    return add_supervision(change, one, note);
}

std::optional<Error> problem_of_correction(std::string const& reason)
{
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why the note is put right", "reason");
    return too_long(reason, longest_supervision_reason, "reason");
}

Result<Supervision> put_supervision_right(Cases const& room, Change& change, CaseId id,
    Supervision const& wanted, std::string const& reason)
{
    auto const one = TRY(find(change, id));
    auto const stands = TRY(find_supervision(change, id, wanted.id));
    auto note = tidied(wanted);
    note.worker = stands.worker;
    TRY(check_supervision(room, change, one, note));
    if (auto problem = problem_of_correction(reason))
        return *problem;
    TRY(no_child_in(room, change, one, {{"reason", &reason}}));
    return correct_supervision(change, one, note, reason);
}

std::vector<Supervision> shown_supervisions(Cases const& room, Visit const& visit, Case const& one)
{
    auto all = supervisions_of(visit, one.id);
    if (all.empty())
        return all;
    CaseWords const words(room, visit, one);
    for (auto& each : all)
        each = without_those_joined(words, std::move(each));
    return all;
}

std::vector<SupervisionWas> shown_versions(
    Cases const& room, Visit const& visit, Case const& one, SupervisionId id)
{
    auto all = versions_of(visit, id);
    if (all.empty())
        return all;
    CaseWords const words(room, visit, one);
    for (auto& each : all) {
        each.one = without_those_joined(words, std::move(each.one));
        each.reason = words.shown(each.reason);
    }
    return all;
}

} // namespace kith::cases
