// SPDX-License-Identifier: MIT
// Bringing the rows of a list of cases in, one by one, and taking them back.
#include "base/london.h"
#include "cases/acts.h"
#include "cases/list.h"
#include "cases/plan_acts.h"
#include "cases/unnamed.h"
#include "platform/words/fold.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using imports::Fate;
    using imports::StagedRow;

    constexpr char const* list_undone = "The list that said so was undone";
    constexpr db::Sql hangs_on_case = {"what hangs on a case",
        "select of_case from assessments where of_case = $1 union all select of_case from "
        "measurements where of_case = $1 union all select of_case from case_weightings where "
        "of_case = $1 union all select of_case from plans where of_case = $1 union all select "
        "of_case from reviews where of_case = $1 union all select of_case from conferences where "
        "of_case = $1 union all select of_case from supervisions where of_case = $1 union all "
        "select of_case from escalations where of_case = $1 union all select of_case from "
        "case_consents where of_case = $1 union all select about from actions where about_kind = "
        "'case' and about = $1 limit 1"};
    constexpr db::Sql insert_withdrawn_case = {"withdraw a case",
        "insert into withdrawn_cases (of_case, import, withdrawn_at, withdrawn_by) values ($1, $2, "
        "$3, $4)"};

    class BringingCases final : public imports::Bringing {
    public:
        BringingCases(Cases const& room, Change& change, Import const& import)
            : room_(room), change_(change), import_(import), says_(says_of(room, change, import))
        {
        }
        Done accept(StagedRow& row) override
        {
            auto brought = bring(row);
            return brought ? std::move(brought) : Done(without_the_name(brought.error()));
        }

    private:
        Done bring(StagedRow& row)
        {
            auto const listed = TRY(case_of(says_, row.row));
            if (row.fate == Fate::unchanged)
                return done();
            if (row.fate == Fate::changed) {
                auto const event = TRY(add_panel(CaseId(row.thing.id), row.beside, listed));
                row.beside = links::thing(event);
                return done();
            }
            if (row.beside.id.none() && !listed.reference.empty())
                return not_found();                     // it was there when the list was read
            row.version = row.beside.id.none() ? 1 : 0; // was the subject made with it?
            if (row.beside.id.none())
                row.beside = TRY(subject_made(listed, row.row.number));
            auto const made = TRY(open_case(room_, change_, opening_of(listed, row.beside)));
            row.thing = thing(made.id);
            if (listed.panel_on)
                TRY(add_panel(made.id, row.beside, listed));
            return done();
        }

        Result<Thing> subject_made(ListedCase const& listed, std::size_t row)
        {
            if (listed.of_context()) {
                auto const id = TRY(contexts::record_from_list(
                    room_.contexts, change_, import_, *listed.context, row));
                return thing(id);
            }
            auto const id = TRY(people::record_from_list(change_, import_, *listed.person, row));
            return thing(id);
        }

        [[nodiscard]] AccountId holder_of(ListedCase const& listed)
        {
            if (!listed.holder.empty())
                for (auto const& [account, name] : workers_of(room_, change_, import_.team))
                    if (words::folded(name) == words::folded(listed.holder))
                        return account;
            return {};
        }

        // Why it was opened, as the list has it, and that it is the list's.
        [[nodiscard]] std::string because_of(ListedCase const& listed, bool held)
        {
            auto text = listed.because;
            if (!text.empty() && text.back() != '.')
                text += '.';
            text += fmt::format("{}From the list of {}", text.empty() ? "" : " ", says_.owner.name);
            if (listed.opened)
                text += ", opened there on " + listed.opened->in_words();
            if (!held && !listed.holder.empty() && !listed.of_context())
                text += ", held there by " + listed.holder;
            text += '.';
            if (listed.of_context() && listed.panel_on && !listed.panel.empty())
                text += fmt::format(
                    " The panel of {} decided: {}", listed.panel_on->in_words(), listed.panel);
            return text;
        }

        [[nodiscard]] Opening opening_of(ListedCase const& listed, Thing const& subject)
        {
            Opening opening;
            opening.subject = subject;
            opening.strands = listed.strands;
            opening.worker = holder_of(listed);
            opening.because = because_of(listed, !opening.worker.none());
            opening.team = import_.team;
            if (listed.opened)
                opening.referred_at = london::start_of(*listed.opened);
            opening.next_review = next_review_taken(room_, listed, says_.places.today);
            if (listed.level.empty())
                return opening;
            LevelEntry level;
            level.level = listed.level;
            level.rationale = listed.rationale;
            level.evidence = "The list of " + says_.owner.name
                + (listed.evidence.empty() ? "" : ": " + listed.evidence);
            level.on = listed.level_on.value_or(says_.places.today);
            level.next_review = opening.next_review.value_or(Date{});
            opening.level = std::move(level);
            return opening;
        }

        // Rule 4 of list.h.
        Result<EventId> add_panel(CaseId id, Thing const& subject, ListedCase const& listed)
        {
            auto const of = TRY(facts_and_case(change_, id));
            TRY(no_child_in(room_, change_, of.one, {{"panel", &listed.panel}}));
            TRY(change_.record("bring in", of.facts,
                fmt::format("Panel of {}: {}", listed.panel_on->write(), listed.panel)));
            links::Event event;
            event.id = EventId::fresh();
            event.kind = "case_panel";
            event.day = PartialDate::read(listed.panel_on->write()).value();
            event.said = fmt::format("Case {} was discussed at a panel", of.one.reference.write());
            if (!of.one.of_context() && !listed.panel.empty())
                event.said += ": " + listed.panel;
            event.source = "List of " + says_.owner.name;
            event.drawn_from = thing(id);
            room_.links.store.tell(change_, event, {{subject, "worry_about"}});
            return event.id;
        }

        Cases const& room_;
        Change& change_;
        Import const& import_;
        CaseListSays says_;
    };

    class Withdrawing {
    public:
        Withdrawing(Cases const& room, Change& change, Import const& import, std::string const& why)
            : room_(room), change_(change), import_(import), why_(why)
        {
        }
        Result<std::string> withdraw(StagedRow const& row)
        {
            CaseId const id(row.thing.id);
            auto const stands = facts_and_case(change_, id);
            if (!stands)
                return std::string("Somebody else works with whom or what it is about");
            auto stays = why_it_stays(stands->one, row);
            if (!stays.empty())
                return stays;
            auto const was_working = links::involvements_of(
                change_.writing(), row.beside, london::day_of(change_.now()));
            TRY(change_.record("withdraw", stands->facts, why_));
            room_.links.store.part_told(change_, thing(id), row.beside, list_undone);
            withdraw_case(change_, stands->one, list_undone);
            change_.writing().run(
                insert_withdrawn_case, id, import_.id, change_.now(), change_.visitor().account);
            if (row.version == 1)
                TRY(withdraw_subject(row.beside));
            else
                end_work(row.beside, was_working);
            return std::string();
        }

    private:
        [[nodiscard]] std::string why_it_stays(Case const& one, StagedRow const& row)
        {
            if (one.version > 1)
                return "The case was changed since";
            if (!change_.writing().run(hangs_on_case, one.id).empty()
                || imports::worked_on_since(change_, import_, thing(one.id)))
                return "Somebody worked on the case since";
            if (row.version != 1)
                return {};
            auto const of_case = thing(one.id);
            return row.beside.kind == "person"
                ? people::why_record_stays(change_, import_, PersonId(row.beside.id), {&of_case, 1})
                : contexts::why_context_stays(
                    change_, import_, ContextId(row.beside.id), thing(one.id));
        }

        Done withdraw_subject(Thing const& subject)
        {
            return subject.kind == "person"
                ? people::withdraw_from_list(change_, import_, PersonId(subject.id), why_)
                : contexts::withdraw_from_list(change_, import_, ContextId(subject.id), why_);
        }

        // The team works with a subject that was there before as long as the case stands, unless
        // it did before. Who may not end that leaves it to the subject's page.
        void end_work(Thing const& subject, std::vector<links::Involvement> const& working)
        {
            auto const facts = subject_facts(change_, subject);
            for (auto const& one : working)
                if (facts && one.recorded_at == import_.decided_at)
                    (void)links::end_involvement(
                        change_, *facts, one.id, london::day_of(change_.now()), list_undone);
        }

        Cases const& room_;
        Change& change_;
        Import const& import_;
        std::string const& why_;
    };
} // namespace

std::unique_ptr<imports::Bringing> CaseList::bringing(Change& change, Import const& import) const
{
    return std::make_unique<BringingCases>(room_, change, import);
}

Result<std::string> CaseList::take_back(
    Change& change, Import const& import, StagedRow const& row, std::string const& why) const
{
    if (row.thing.id.none() || row.fate == Fate::unchanged)
        return std::string();
    if (row.fate == Fate::changed) {
        auto const facts = facts_by_id(change, CaseId(row.thing.id));
        if (!facts)
            return std::string("Somebody else works with whom or what it is about");
        TRY(change.record("bring in", *facts, why));
        room_.links.store.take_told_back(change, EventId(row.beside.id), list_undone);
        return std::string();
    }
    return Withdrawing(room_, change, import, why).withdraw(row);
}

} // namespace kith::cases
