// SPDX-License-Identifier: MIT
#include "missing/returns.h"
#include "base/london.h"
#include "missing/returns_children.h"
#include "missing/returns_store.h"
#include "platform/ledger/ledger.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::missing {
namespace {
    struct KindWords {
        ReturnKind kind;
        std::string_view word;
        std::string_view in_words;
        std::string_view file;
    };
    constexpr std::array<KindWords, 3> kinds_of_return{{
        {ReturnKind::ssda903, "ssda903", "Yearly return of children looked after (SSDA903)",
            "missing.csv"},
        {ReturnKind::annex_a, "annex_a", "Annex A: missing and return interviews, children in care",
            "annex_a_missing.csv"},
        {ReturnKind::ssd_missing, "ssd_missing", "Standard Safeguarding Dataset: ssd_missing",
            "ssd_missing.csv"},
    }};
    KindWords const& words_of_kind(ReturnKind kind)
    {
        return *std::ranges::find(kinds_of_return, kind, &KindWords::kind);
    }

    void append_cell_of_return(std::string& out, std::string_view cell)
    {
        if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
            out += cell;
            return;
        }
        out += '"';
        for (auto const c : cell)
            out += c == '"' ? std::string("\"\"") : std::string(1, c);
        out += '"';
    }
    void append_line(std::string& out, std::vector<std::string> const& cells)
    {
        for (std::size_t at = 0; at < cells.size(); ++at) {
            if (at > 0)
                out += ',';
            append_cell_of_return(out, cells[at]);
        }
        out += '\n';
    }

    access::Facts facts_of_return(MissingReturnId id, AgencyId authority)
    {
        access::Facts facts;
        facts.thing = thing(id);
        facts.owner = authority;
        return facts;
    }

    ToldOfReturn told_by(Breach const& breach, ReturnedLine const& line, Episode const& episode)
    {
        auto const& rule = return_rule(breach.rule);
        return {breach.rule, line.cells.front(), line.person, line.episode, episode.reference,
            std::string(rule.says), std::string(rule.mend)};
    }

    class YearlyReturn {
    public:
        YearlyReturn(Visit const& visit, PreparedReturn& prepared)
            : visit_(visit), prepared_(prepared), year_(return_year_of(prepared.wanted.on))
        {
        }
        void fill()
        {
            auto const& authority = prepared_.wanted.authority;
            prepared_.header = {"CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"};
            auto const besides = answered_for(visit_.reading(), authority.id,
                london::start_of(year_.first()), london::start_of(year_.last() + 1));
            for (auto const& child : children_of(visit_, prepared_.wanted, besides))
                take(child);
            auto last = left_open_in(visit_.reading(), authority.id, year_.first() + -1);
            // Whoever made that file may have known children whom this visit may not.
            std::erase_if(last,
                [&](LeftOpen const& one) { return !may_disclose(visit_, authority, one.person); });
            for (auto const& breach : breaches_of(year_, lines_, children_, last)) {
                if (breach.rule == 576) {
                    auto const& rule = return_rule(breach.rule);
                    prepared_.breaches.push_back(
                        {breach.rule, last[breach.line].child, last[breach.line].person, {}, {},
                            fmt::format("{}: {}", rule.says, write_uk(last[breach.line].start)),
                            std::string(rule.mend)});
                } else
                    prepared_.breaches.push_back(
                        told_by(breach, prepared_.lines[breach.line], episodes_[breach.line]));
            }
            for (std::size_t at = 0; at < lines_.size(); ++at)
                if (lines_[at].end.empty())
                    prepared_.open.push_back({lines_[at].child, read_uk(lines_[at].start).value(),
                        prepared_.lines[at].person});
        }

    private:
        void take(ReturnedChild const& child)
        {
            if (!child.id.empty() && children_.contains(child.id) && in_the_year(child)) {
                prepared_.breaches.push_back({0, child.id, child.person, {}, {},
                    "Two children have this id",
                    "Put it right on one of the records, or join the two if they are one child"});
                return;
            }
            for (auto const& episode : child.episodes) {
                auto const days = days_in_care(episode, child.care, child.elsewhere);
                if (!days) {
                    tell_left_out(child, episode);
                    continue;
                }
                auto const in_year = within(year_, *days);
                if (in_year)
                    add(child, episode, *in_year);
            }
        }

        [[nodiscard]] bool in_the_year(ReturnedChild const& child) const
        {
            return std::ranges::any_of(child.episodes, [&](Episode const& episode) {
                auto const days = days_in_care(episode, child.care, child.elsewhere);
                return days && within(year_, *days);
            });
        }

        void add(ReturnedChild const& child, Episode const& episode, DaysAway const& days)
        {
            if (auto const why = why_no_line(child, prepared_.wanted.authority, &episode)) {
                prepared_.breaches.push_back(*why);
                return;
            }
            auto const line = line_of(child.id, child.birth->first(), episode, days);
            lines_.push_back(line);
            episodes_.push_back(episode);
            children_[child.id] = {child.care, child.placements};
            prepared_.children.insert(child.person);
            prepared_.lines.push_back({child.person, episode.id,
                {line.child, line.birth, line.kind, line.start, line.end}});
        }

        // Away from a placement, and no status says that anybody looks after them then.
        void tell_left_out(ReturnedChild const& child, Episode const& episode)
        {
            if (!from_a_placement(episode) || !within(year_, days_of(episode))
                || !answers_for(episode))
                return;
            for (auto const& period : people::care_of(visit_.reading(), child.person))
                if (!period.authority.empty() && days_in_care(episode, {period}))
                    return; // in another's return
            auto const rules = told_of_episode(visit_.reading(), episode, prepared_.wanted.on);
            for (auto const& rule : rules) // a status begins later, or had ended
                prepared_.left_out.push_back({rule.number, child.id, child.person, episode.id,
                    episode.reference, std::string(rule.says), std::string(rule.mend)});
            if (!rules.empty())
                return;
            prepared_.left_out.push_back({0, child.id, child.person, episode.id, episode.reference,
                "They were away from a placement, and no legal status says which authority looked "
                "after them then",
                "If your authority did, add the legal status, with the authority and its days, to "
                "their record"});
        }

        [[nodiscard]] bool answers_for(Episode const& episode) const
        {
            auto const parties = parties_of(visit_.reading(), episode.id);
            return std::ranges::any_of(parties, [&](Party const& party) {
                auto const team = directory::find_team(visit_.reading(), party.team);
                return party.duty == "responsible" && team
                    && team->agency == prepared_.wanted.authority.id;
            });
        }

        Visit const& visit_;
        PreparedReturn& prepared_;
        ReturnYear year_;
        std::vector<ReturnLine> lines_ = {};
        std::vector<Episode> episodes_ = {};
        std::map<std::string, ChildInCare> children_ = {};
    };

    std::string told_in_ledger(PreparedReturn const& prepared, MadeReturn const& made)
    {
        return fmt::format("{}, {}, to {}: {} lines about {} children, {} breaches, SHA-256 {}. {}",
            in_words(made.kind), prepared.wanted.authority.name, made.on.write(), made.rows,
            made.children, made.breaches, made.file_hash, made.because);
    }
} // namespace

std::string_view write(ReturnKind kind) { return words_of_kind(kind).word; }
std::string_view in_words(ReturnKind kind) { return words_of_kind(kind).in_words; }
std::string_view file_name_of(ReturnKind kind) { return words_of_kind(kind).file; }

std::optional<ReturnKind> read_return_kind(std::string_view text)
{
    for (auto const& one : kinds_of_return)
        if (one.word == text)
            return one.kind;
    return std::nullopt;
}

std::string PreparedReturn::csv() const
{
    std::string out;
    append_line(out, header);
    for (auto const& line : lines)
        append_line(out, line.cells);
    return out;
}

std::vector<directory::Agency> authorities_for(Visit const& visit)
{
    std::vector<directory::Agency> all;
    for (auto const& one : directory::list_all_agencies(visit.reading()))
        if (one.kind == "council"
            && visit.permits("create", facts_of_return(MissingReturnId::fresh(), one.id)))
            all.push_back(one);
    return all;
}

Result<directory::Agency> authority_for(Visit const& visit, std::string_view named)
{
    auto const wanted = words::folded(named);
    for (auto const& one : authorities_for(visit))
        if (words::folded(one.code) == wanted || words::folded(one.name) == wanted)
            return one;
    return not_found();
}

Result<PreparedReturn> prepare_return(
    Missing const&, Visit const& visit, ReturnWanted const& wanted)
{
    TRY(visit.may("create", facts_of_return(MissingReturnId::fresh(), wanted.authority.id)));
    PreparedReturn prepared;
    prepared.wanted = wanted;
    if (wanted.kind == ReturnKind::ssda903) {
        prepared.wanted.on = return_year_of(wanted.on).last();
        YearlyReturn(visit, prepared).fill();
    } else if (wanted.kind == ReturnKind::annex_a)
        add_annex_a(visit, prepared);
    else
        add_ssd_missing(visit, prepared);
    return prepared;
}

Result<MadeReturn> make_return(
    Change& change, PreparedReturn const& prepared, std::string const& because)
{
    if (is_blank(because))
        return invalid("Say for whom or what it is made", "because");
    constexpr std::size_t longest_reason = 500;
    if (because.size() > longest_reason)
        return invalid("Write 500 characters or fewer", "because");
    MadeReturn made;
    made.id = MissingReturnId::fresh();
    made.kind = prepared.wanted.kind;
    made.agency = prepared.wanted.authority.id;
    made.on = prepared.wanted.on;
    made.rows = static_cast<std::int64_t>(prepared.lines.size());
    made.children = static_cast<std::int64_t>(prepared.children.size());
    made.breaches = static_cast<std::int64_t>(prepared.breaches.size());
    made.file_hash = ledger::write_hex(ledger::sha256(prepared.csv()));
    made.because = because;
    made.at = change.now();
    made.by = change.visitor().account;
    TRY(change.record(
        "create", facts_of_return(made.id, made.agency), told_in_ledger(prepared, made)));
    for (auto const person : prepared.children) {
        auto const facts = may_disclose(change, prepared.wanted.authority, person);
        if (!facts)
            return error(Code::conflict,
                "What you may return changed since the file was put together: try again");
        TRY(change.record("disclose", *facts,
            fmt::format("{} of {}, to {}", in_words(made.kind), prepared.wanted.authority.name,
                made.on.write())));
    }
    insert_return(change.writing(), made);
    for (auto const& open : prepared.open)
        insert_left_open(change.writing(), made.id, open);
    return made;
}

} // namespace kith::missing
