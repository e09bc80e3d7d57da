// SPDX-License-Identifier: MIT
#include "cases/list.h"
#include "base/london.h"
#include "cases/acts.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <fmt/core.h>
#include <iterator>
#include <sstream>
#include <unordered_map>

namespace kith::cases {
namespace {
    using imports::Fate;
    using imports::StagedRow;

    constexpr imports::Words words_of_cases = {
        .what = "cases",
        .path = "/cases/import",
        .section = "/people",
        .back_to = "/cases",
        .back = "Back to cases",
        .title = "Lists of cases",
        .intro = "Bring in the list that your agency keeps of people and places it works with: the "
                 "exploitation list, or the tracker of a panel.",
        .team = "The team that holds the cases",
        .team_hint = "It works with whom and what they are about",
        .map_hint = "One a line, such as next_review=REV_DATE. Common names are known, also those "
                    "of a file of people.",
        .made = "New cases",
        .works = "Holds the cases",
        .works_without = "Nobody",
        .who = "Whom or what",
        .is_new = "Somebody or something else: a new record",
        .same = "The same?",
        .like_row = "is about the same",
        .unchanged = "Nothing is brought in",
        .undo = "Cases on which nobody has worked since are withdrawn, with whom or what they "
                "brought, and panels that were added are taken back. All else stays, and is "
                "listed.",
        .why_looked = "Bringing in a list of cases of the agency: is there a record already?",
    };

    constexpr db::Sql panel_events = {"panels told of a case",
        "select e.day from events e join links l on l.from_kind = 'event' and l.from_id = e.id "
        "where e.drawn_kind = 'case' and e.drawn_from = $1 and e.kind = 'case_panel' and not "
        "l.withdrawn"};

    // "Alba Thornhedge" and "Thornhedge Alba" are one.
    std::vector<std::string> name_words(std::string_view name)
    {
        std::istringstream all(words::folded(name));
        std::vector<std::string> each{std::istream_iterator<std::string>(all), {}};
        std::ranges::sort(each);
        return each;
    }
    std::string in_any_order(std::string_view name)
    {
        std::string text;
        for (auto const& word : name_words(name))
            text += word + " ";
        return text;
    }

    // People of one list who were born on one day and have a word of their names in common.
    class PerhapsOne {
    public:
        // The row before that may be about the same person; 0: none.
        std::size_t take(ListedCase const& listed, Date today, std::size_t row)
        {
            if (!listed.person || !listed.person->birth || !listed.person->birth->day)
                return 0;
            auto const words = name_words(listed.name(today));
            auto& born = born_[listed.person->birth->write()];
            for (auto const& [other, at] : born)
                if (std::ranges::any_of(words,
                        [&](auto const& word) { return std::ranges::binary_search(other, word); }))
                    return at;
            born.emplace_back(words, row);
            return 0;
        }

    private:
        std::unordered_map<std::string,
            std::vector<std::pair<std::vector<std::string>, std::size_t>>>
            born_ = {};
    };

    // No two rows of a list are about one subject.
    class SubjectsSeen {
    public:
        Done take(ListedCase const& listed, Date today, std::size_t row)
        {
            std::vector<std::string> keys;
            if (!listed.reference.empty())
                keys.push_back(listed.reference);
            if (listed.person) {
                for (auto const& one : listed.person->identifiers)
                    keys.push_back(one.scheme + one.value);
                if (listed.person->birth && !listed.person->names.empty())
                    keys.push_back(
                        in_any_order(listed.name(today)) + listed.person->birth->write());
            } else if (listed.context) {
                auto const& one = listed.context->context;
                if (!one.kind.empty())
                    keys.push_back(one.kind + "|" + words::folded(one.name) + "|" + one.postcode
                        + "|" + words::folded(one.address) + "|" + words::folded(one.handle));
            }
            for (auto const& key : keys)
                if (auto const at = rows_.find(key); at != rows_.end())
                    return invalid(fmt::format("it is about the same as row {}: leave one of them, "
                                               "with the kinds of harm of both",
                        at->second));
            for (auto const& key : keys)
                rows_.emplace(key, row);
            return done();
        }

    private:
        std::unordered_map<std::string, std::size_t> rows_ = {};
    };

    struct FoundSubject {
        std::optional<Thing> surely = {};
        std::vector<imports::Candidate> candidates = {};
    };

    // Rule 1.
    FoundSubject find_subject(
        Cases const& room, Visit const& visit, Import const& import, ListedCase const& listed)
    {
        if (listed.of_context()) {
            auto found = contexts::find_listed(visit, import.agency, *listed.context);
            if (found.surely)
                return {thing(found.surely->id), {}};
            return {{}, std::move(found.candidates)};
        }
        if (!listed.reference.empty()) {
            auto const reference = Reference::read(listed.reference).value();
            if (auto const id = people::record_of_reference(visit, import.agency, reference))
                return {thing(*id), {}};
            return {};
        }
        auto found = people::find_in_list(room.people, visit, import.agency, *listed.person,
            imports::owner_of(visit.reading(), import.agency));
        if (found.surely)
            return {thing(*found.surely), {}};
        return {{}, std::move(found.candidates)};
    }

    // It is about one on record: what becomes of the row.
    void take_subject(Cases const&, Visit const& visit, Import const& import,
        ListedCase const& listed, Thing const& subject, StagedRow& row)
    {
        row.beside = subject;
        row.fate = Fate::fresh;
        auto const open = open_case_of(visit.reading(), subject);
        if (!open)
            return;
        row.fate = Fate::unchanged;
        auto const facts = facts_by_id(visit, *open);
        auto const own
            = facts && facts->owner == import.agency && visit.permits("bring in", *facts);
        if (!facts || !(own || visit.sees(*facts))) {
            row.remarks.emplace_back("Somebody works on this already: ask your front door");
            return;
        }
        row.thing = thing(*open);
        if (own && listed.panel_on && !panel_is_told(visit, *open, *listed.panel_on)) {
            row.fate = Fate::changed;
            row.lines.push_back({"panel", {},
                listed.panel_on->in_words() + (listed.panel.empty() ? "" : ", " + listed.panel)});
            if (listed.of_context() && !listed.panel.empty())
                row.remarks.emplace_back("What the panel decided is not kept with a case of a "
                                         "context that is open already: write it on the case");
            return;
        }
        row.remarks.emplace_back("There is an open case already");
    }

    bool works_there(Cases const& room, Visit const& visit, TeamId team, std::string const& holder)
    {
        for (auto const& [account, name] : workers_of(room, visit, team))
            if (words::folded(name) == words::folded(holder))
                return true;
        return false;
    }

    void add_remarks(Cases const& room, Visit const& visit, Import const& import,
        ListedCase const& listed, StagedRow& row)
    {
        row.remarks.insert(row.remarks.end(), listed.remarks.begin(), listed.remarks.end());
        if (row.fate == Fate::unchanged || row.fate == Fate::changed)
            return;
        if (!listed.holder.empty() && !works_there(room, visit, import.team, listed.holder))
            row.remarks.emplace_back("Nobody of the team is called as the list says: the case is "
                                     "allocated to nobody yet");
        auto const taken = next_review_taken(room, listed, london::day_of(visit.now()));
        if (taken && *taken < *listed.next_review)
            row.remarks.push_back("The list's next review is later than the level allows: it is "
                                  "brought forward to "
                + taken->in_words());
        if (listed.context && contexts::is_protected(listed.context->context)
            && row.beside.id.none())
            row.remarks.emplace_back("Its address is protected");
    }
} // namespace

imports::Words const& CaseList::words() const { return words_of_cases; }

imports::Fields CaseList::fields() const { return list_fields(); }

CaseListSays says_of(Cases const& room, Visit const& visit, Import const& import)
{
    return {contexts::says_of(room.contexts, visit, import.settings),
        imports::owner_of(visit.reading(), import.agency)};
}

bool panel_is_told(Visit const& visit, CaseId id, Date on)
{
    for (auto const row : visit.reading().run(panel_events, id))
        if (row.text("day") == on.write())
            return true;
    return false;
}

std::vector<imports::Choice> CaseList::choices(Visit const& visit, AgencyId /*agency*/) const
{
    auto const today = london::day_of(visit.now());
    imports::Choice strands{
        "strands", "Kind of harm, where a row says none", "You may say that it is not known yet"};
    for (auto const& one : room_.facts.codes("harm", today))
        strands.items.emplace_back(one.code, one.label);
    imports::Choice kind{"kind", "What places are, where a row does not say",
        "Rows with a place, school, home, group or online space"};
    for (auto const& one : room_.facts.codes("context_kind", today))
        kind.items.emplace_back(one.code, one.label);
    return {std::move(strands),
        {"rationale", "Why the level is as it is, where a row gives a level and no reason",
            "A level is never recorded without a reason. It is kept as yours"},
        {"late_review", "When reviews are due whose day has passed",
            "A day to come, such as 2026-05-03"},
        std::move(kind)};
}

Done CaseList::check_settings(Visit const& visit, imports::Settings const& settings) const
{
    auto const late = imports::setting(settings, "late_review");
    auto const day = Date::read(late);
    if (!late.empty() && (!day || *day <= london::day_of(visit.now())))
        return invalid("Enter a day to come, such as 2026-05-03", "late_review");
    constexpr std::size_t longest_rationale = 2000;
    if (imports::setting(settings, "rationale").size() > longest_rationale)
        return invalid("Write 2,000 characters or fewer", "rationale");
    return done();
}

Result<imports::File> CaseList::read(
    Visit const& visit, Import const& head, std::string text, imports::Mapping const& asked) const
{
    auto const says = says_of(room_, visit, head);
    auto const today = london::day_of(visit.now());
    SubjectsSeen seen;
    return imports::read_file(
        list_fields(), std::move(text),
        [&](std::span<std::string const> header) { return lay_out_cases(header, asked); },
        [&](imports::Row const& row) -> Done {
            auto const listed = TRY(case_of(says, row));
            if (!listed.reference.empty() && !find_subject(room_, visit, head, listed).surely)
                return invalid("no record of that reference is one you may work on", "reference");
            return seen.take(listed, today, row.number);
        });
}

std::vector<StagedRow> CaseList::plan(Visit const& visit, Import const& head,
    std::vector<imports::Row> const& rows, imports::Progress const& progress) const
{
    auto const says = says_of(room_, visit, head);
    auto const today = london::day_of(visit.now());
    PerhapsOne perhaps;
    return imports::plan_rows(rows, progress, [&](StagedRow& staged) {
        auto const listed = case_of(says, staged.row).value(); // it was read before
        auto found = find_subject(room_, visit, head, listed);
        staged.candidates = std::move(found.candidates);
        staged.fate = staged.candidates.empty() ? Fate::fresh : Fate::perhaps_known;
        if (found.surely)
            take_subject(room_, visit, head, listed, *found.surely, staged);
        add_remarks(room_, visit, head, listed, staged);
        if (auto const other = perhaps.take(listed, today, staged.row.number); other != 0)
            staged.remarks.push_back(fmt::format(
                "Row {} gives the same birth date and a name in common: if they are one, leave one "
                "of the rows",
                other));
    });
}

void CaseList::settle(Visit const& visit, Import const& import, StagedRow& row) const
{
    row.begin_again();
    auto const listed = case_of(says_of(room_, visit, import), row.row);
    if (!listed)
        return;
    for (auto const& one : row.candidates)
        if (imports::written(one.thing) == row.settled)
            take_subject(room_, visit, import, *listed, one.thing, row);
    add_remarks(room_, visit, import, *listed, row);
}

std::optional<Date> next_review_taken(Cases const& room, ListedCase const& listed, Date today)
{
    if (!listed.next_review)
        return std::nullopt;
    auto const on = listed.level.empty() ? today : listed.level_on.value_or(today);
    return std::min(*listed.next_review, furthest_review_of(room, listed.level, on, today));
}

std::string CaseList::said(Visit const& visit, Import const& import, imports::Row const& row) const
{
    auto const listed = case_of(says_of(room_, visit, import), row);
    if (!listed)
        return {};
    auto text = listed->name(london::day_of(visit.now()));
    if (text.empty())
        text = listed->reference;
    if (listed->person && listed->person->birth)
        text += ", " + listed->person->birth->in_words();
    if (auto const level = room_.facts.code("level", listed->level))
        text += ", " + level->label;
    if (listed->next_review)
        text += ", next review " + listed->next_review->in_words();
    return text;
}

std::optional<std::string> CaseList::reference(Visit const& visit, Thing const& thing) const
{
    if (thing.kind == "person")
        return people::reference_of_own(visit, PersonId(thing.id));
    if (thing.kind == "context")
        return contexts::reference_for_list(visit, ContextId(thing.id));
    auto const facts = facts_by_id(visit, CaseId(thing.id));
    if (!facts || !(visit.sees(*facts) || visit.permits("bring in", *facts)))
        return std::nullopt;
    return reference_of(visit, CaseId(thing.id));
}

html::Value CaseList::link(Visit const& visit, Thing const& thing) const
{
    if (thing.kind == "person")
        return room_.people.list->link(visit, thing);
    if (thing.kind == "context")
        return contexts::link_for_list(visit, ContextId(thing.id));
    if (auto const one = find(visit, CaseId(thing.id)))
        return html::Value::object(
            {{"href", "/cases/" + one->id.write()}, {"text", "Case " + one->reference.write()}});
    return html::Value::object({{"text", reference(visit, thing).value_or("A case")}});
}

bool CaseList::may_open(Visit const& visit, Thing const& thing) const
{
    if (thing.kind == "person")
        return people::knows(visit, PersonId(thing.id));
    if (thing.kind == "context")
        return contexts::knows(visit, ContextId(thing.id));
    return knows(visit, CaseId(thing.id));
}

} // namespace kith::cases
