// SPDX-License-Identifier: MIT
#include "cases/case.h"
#include <string_view>

namespace kith::cases {
namespace {
    constexpr std::size_t longest_case_text = 4000;

    std::string trimmed_case_text(std::string_view text)
    {
        constexpr std::string_view blank = " \t\r\n";
        auto const from = text.find_first_not_of(blank);
        if (from == std::string_view::npos)
            return {};
        return std::string(text.substr(from, text.find_last_not_of(blank) - from + 1));
    }

    // Tidies a text that must be there.
    Done need_text(std::string& text, char const* missing, char const* field)
    {
        text = trimmed_case_text(text);
        if (text.empty())
            return invalid(missing, field);
        if (text.size() > longest_case_text)
            return invalid("Write 4,000 characters or fewer", field);
        return done();
    }
} // namespace

std::string write_strands(std::set<std::string> const& strands)
{
    std::string text;
    for (auto const& one : strands)
        text += (text.empty() ? "" : " ") + one;
    return text;
}

std::set<std::string> read_strands(std::string_view text)
{
    std::set<std::string> strands;
    while (!text.empty()) {
        auto const end = text.find(' ');
        if (end != 0)
            strands.emplace(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return strands;
}

Result<Case> checked(Case one)
{
    if (one.subject.kind != "person" && one.subject.kind != "context")
        return invalid("A case is about a person or a context", "subject");
    if (one.strands.empty())
        return invalid("Choose at least one kind of harm, as far as it is known", "strands");
    TRY(need_text(one.opened_because, "Say why the case is opened", "because"));
    return one;
}

Result<LevelEntry> checked(LevelEntry entry, Date today)
{
    if (entry.level.empty())
        return invalid("Choose a level. It is your judgement: nothing adds it up", "level");
    TRY(need_text(entry.rationale, "Say why you judge it so", "rationale"));
    TRY(need_text(
        entry.evidence, "Say what this rests on: what was seen, said or measured", "evidence"));
    if (today < entry.on)
        return invalid("Enter a day that is not in the future", "on");
    if (entry.next_review <= entry.on)
        return invalid("Enter the day on which it is looked at again, after the day of this entry",
            "next-review");
    return entry;
}

Result<Closure> checked(Closure closure, bool of_context, Date today)
{
    if (closure.reason.empty())
        return invalid("Choose why the case closes", "reason");
    TRY(need_text(closure.why, "Say why the case closes now", "why"));
    if (!of_context)
        TRY(need_text(
            closure.life_changed, "Say what changed in the person's life", "life-changed"));
    else
        closure.life_changed = trimmed_case_text(closure.life_changed);
    TRY(need_text(closure.contexts_changed,
        of_context ? "Say what changed in this context"
                   : "Say what changed in the contexts of the harm",
        "contexts-changed"));
    TRY(need_text(closure.who_keeps,
        of_context ? "Say who keeps an eye on it" : "Say who keeps contact", "who-keeps"));
    TRY(need_text(closure.way_back,
        of_context ? "Say how it is opened again" : "Say how they come back in", "way-back"));
    TRY(need_text(closure.own_view,
        of_context ? "Say what young people there say, or why nobody was asked"
                   : "Say what the person and their family say, or why nobody was asked",
        "own-view"));
    closure.override_reason = trimmed_case_text(closure.override_reason);
    if (closure.override_reason.size() > longest_case_text)
        return invalid("Write 4,000 characters or fewer", "override");
    if (today < closure.on)
        return invalid("Enter a day that is not in the future", "on");
    return closure;
}

} // namespace kith::cases
