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

namespace {
    class CaseProblems {
    public:
        void note(Done const& checked)
        {
            if (!checked)
                all_.push_back(checked.error());
        }
        [[nodiscard]] std::vector<Error> const& all() const { return all_; }

    private:
        std::vector<Error> all_;
    };

    Done case_if_not(bool right, char const* missing, char const* field)
    {
        return right ? done() : Done(invalid(missing, field));
    }

    std::vector<Error> tidy_level(LevelEntry& entry, Date today)
    {
        CaseProblems problems;
        problems.note(case_if_not(!entry.level.empty(),
            "Choose a level. It is your judgement: nothing adds it up", "level"));
        problems.note(need_text(entry.rationale, "Say why you judge it so", "rationale"));
        problems.note(need_text(
            entry.evidence, "Say what this rests on: what was seen, said or measured", "evidence"));
        problems.note(
            case_if_not(entry.on <= today, "Enter a day that is not in the future", "on"));
        problems.note(case_if_not(entry.on < entry.next_review,
            "Enter the day on which it is looked at again, after the day of this entry",
            "next-review"));
        return problems.all();
    }

    std::vector<Error> tidy_closure(Closure& closure, bool of_context, Date today)
    {
        CaseProblems problems;
        problems.note(case_if_not(!closure.reason.empty(), "Choose why the case closes", "reason"));
        problems.note(need_text(closure.why, "Say why the case closes now", "why"));
        if (!of_context)
            problems.note(need_text(
                closure.life_changed, "Say what changed in the person's life", "life-changed"));
        else
            closure.life_changed = trimmed_case_text(closure.life_changed);
        problems.note(need_text(closure.contexts_changed,
            of_context ? "Say what changed in this context"
                       : "Say what changed in the contexts of the harm",
            "contexts-changed"));
        problems.note(need_text(closure.who_keeps,
            of_context ? "Say who keeps an eye on it" : "Say who keeps contact", "who-keeps"));
        problems.note(need_text(closure.way_back,
            of_context ? "Say how it is opened again" : "Say how they come back in", "way-back"));
        problems.note(need_text(closure.own_view,
            of_context ? "Say what young people there say, or why nobody was asked"
                       : "Say what the person and their family say, or why nobody was asked",
            "own-view"));
        closure.override_reason = trimmed_case_text(closure.override_reason);
        problems.note(case_if_not(closure.override_reason.size() <= longest_case_text,
            "Write 4,000 characters or fewer", "override"));
        problems.note(
            case_if_not(closure.on <= today, "Enter a day that is not in the future", "on"));
        return problems.all();
    }
} // namespace

std::vector<Error> problems_of(LevelEntry entry, Date today) { return tidy_level(entry, today); }

std::vector<Error> problems_of(Closure closure, bool of_context, Date today)
{
    return tidy_closure(closure, of_context, today);
}

Result<LevelEntry> checked(LevelEntry entry, Date today)
{
    auto const problems = tidy_level(entry, today);
    if (!problems.empty())
        return problems.front();
    return entry;
}

Result<Closure> checked(Closure closure, bool of_context, Date today)
{
    auto const problems = tidy_closure(closure, of_context, today);
    if (!problems.empty())
        return problems.front();
    return closure;
}

} // namespace kith::cases
