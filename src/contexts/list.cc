// SPDX-License-Identifier: MIT
#include "contexts/list.h"
#include "base/london.h"
#include "contexts/typed.h"
#include "contexts/views.h"
#include "platform/words/fold.h"
#include <fmt/core.h>
#include <unordered_map>

namespace kith::contexts {
namespace {
    using imports::Fate;
    using imports::StagedRow;

    constexpr imports::Words words_of_contexts = {
        .what = "contexts",
        .path = "/contexts/import",
        .section = "/contexts",
        .back_to = "/contexts",
        .back = "Back to contexts",
        .title = "Lists of contexts",
        .intro = "Bring in the list of places, schools, homes, groups and online spaces that your "
                 "agency keeps, so that nobody types what is written down already.",
        .who_can_see_one = "whoever answers for your agency’s records. Each sees only the contexts "
                           "they may know",
        .team = "The team that works with what is new",
        .team_hint = "It reads and keeps the records, and reads where a home is",
        .map_hint = "One a line, such as name=HOTSPOT_NAME. Common names are known.",
        .made = "New",
        .works = "Works with what is new",
        .works_without = "Whoever accepts the list",
        .who = "What",
        .is_new = "Another one: a new record",
        .same = "The same context?",
        .like_row = "gives the same kind, name and place",
        .undo = "What it made and nobody has touched since is withdrawn, and what it filled in is "
                "emptied again. What somebody worked on since stays, and is listed.",
        .why_looked = "Bringing in a list of the agency: is there a record already?",
    };

    Cells cells_of(imports::Row const& row)
    {
        return [&row](ListField field) { return row.value(field); };
    }

    // No two rows of a list are about one context.
    class ContextsSeen {
    public:
        Done take(ListedContext const& listed, std::size_t row)
        {
            auto const& one = listed.context;
            auto key = one.kind + "|" + words::folded(one.name) + "|" + one.postcode + "|"
                + words::folded(one.address) + "|" + words::folded(one.handle) + "|" + one.urn;
            if (one.point)
                key += fmt::format("|{}|{}", one.point->latitude, one.point->longitude);
            auto const [at, fresh] = rows_.emplace(std::move(key), row);
            if (!fresh)
                return invalid(
                    fmt::format("it says the same of the same context as row {}: leave one of them",
                        at->second));
            return done();
        }

    private:
        std::unordered_map<std::string, std::size_t> rows_ = {};
    };

    Result<imports::Columns> lay_out_list(
        std::span<std::string const> header, imports::Mapping const& asked)
    {
        imports::Laying laying(list_fields(), header);
        TRY(laying.take_asked(asked));
        laying.take_known();
        auto columns = laying.finished();
        auto const has
            = [&](ListField field) { return columns.has(static_cast<std::size_t>(field)); };
        if (!has(ListField::name) && !has(ListField::urn))
            return invalid("No column holds a name: call one name, place or school, or say which "
                           "it is: name=COLUMN",
                "map");
        return columns;
    }

    // It is one on record: what would be filled in.
    void take_known_context(Visit const& visit, AgencyId agency, Context const& stands,
        Context const& said, StagedRow& row)
    {
        auto filled = filled_in(stands, said);
        row.thing = thing(stands.id);
        row.version = stands.version;
        row.remarks = std::move(filled.remarks);
        auto const own
            = stands.owner_agency == agency && visit.permits("bring in", facts_of(visit, stands));
        if (!own && !filled.lines.empty()) {
            row.remarks = {"It is another agency’s record: nothing is added to it"};
            filled.lines.clear();
        }
        row.lines = std::move(filled.lines);
        row.fate = row.lines.empty() ? Fate::unchanged : Fate::changed;
    }
} // namespace

ListSays says_of(Contexts const& room, Visit const& visit, imports::Settings const& settings)
{
    return {room.facts, settings, london::day_of(visit.now()),
        [&visit](Context& context) { complete_school(visit.reading(), context); }};
}

imports::Words const& ContextList::words() const { return words_of_contexts; }

imports::Fields ContextList::fields() const { return list_fields(); }

std::vector<imports::Choice> ContextList::choices(Visit const& visit, AgencyId /*agency*/) const
{
    imports::Choice kind{
        "kind", "What rows are that do not say", "Leave it if the list has a column for the kind"};
    for (auto const& one : room_.facts.codes("context_kind", london::day_of(visit.now())))
        kind.items.emplace_back(one.code, one.label);
    return {std::move(kind)};
}

Result<imports::File> ContextList::read(
    Visit const& visit, Import const& head, std::string text, imports::Mapping const& asked) const
{
    auto const says = says_of(room_, visit, head.settings);
    ContextsSeen seen;
    return imports::read_file(
        list_fields(), std::move(text),
        [&](std::span<std::string const> header) { return lay_out_list(header, asked); },
        [&](imports::Row const& row) -> Done {
            auto const listed = TRY(context_of(says, cells_of(row)));
            return seen.take(listed, row.number);
        });
}

std::vector<StagedRow> ContextList::plan(Visit const& visit, Import const& head,
    std::vector<imports::Row> const& rows, imports::Progress const& progress) const
{
    auto const says = says_of(room_, visit, head.settings);
    return imports::plan_rows(rows, progress, [&](StagedRow& staged) {
        auto const listed = context_of(says, cells_of(staged.row)).value(); // it was read before
        auto found = find_listed(visit, head.agency, listed);
        staged.candidates = std::move(found.candidates);
        staged.fate = staged.candidates.empty() ? Fate::fresh : Fate::perhaps_known;
        if (found.surely)
            take_known_context(visit, head.agency, *found.surely, listed.context, staged);
        if (staged.thing.id.none() && is_protected(listed.context))
            staged.remarks.emplace_back("Its address is protected");
    });
}

void ContextList::settle(Visit const& visit, Import const& import, StagedRow& row) const
{
    row.begin_again();
    if (row.settled == imports::settled_as_new)
        return;
    auto const says = says_of(room_, visit, import.settings);
    auto const listed = context_of(says, cells_of(row.row));
    for (auto const& one : row.candidates)
        if (imports::written(one.thing) == row.settled && listed)
            if (auto const stands
                = context_to_bring_in(visit, import.agency, ContextId(one.thing.id)))
                take_known_context(visit, import.agency, *stands, listed->context, row);
}

std::string ContextList::said(
    Visit const& visit, Import const& import, imports::Row const& row) const
{
    auto const says = says_of(room_, visit, import.settings);
    auto const listed = context_of(says, cells_of(row));
    if (!listed)
        return {};
    auto const& one = listed->context;
    auto text = one.name + ", " + label_of(room_, "context_kind", one.kind);
    if (!one.sort.empty())
        text += ", " + label_of(room_, sorts_of(one.kind), one.sort);
    if (!one.postcode.empty())
        text += ", " + one.postcode;
    return text;
}

Result<access::Facts> facts_for_list(Visit const& visit, ContextId id)
{
    auto const context = find_to_count(visit, id);
    if (!context)
        return not_found();
    auto facts = facts_of(visit, *context);
    if (!visit.permits("bring in", facts))
        return not_found();
    return facts;
}

std::optional<std::string> reference_for_list(Visit const& visit, ContextId id)
{
    auto const context = find_to_count(visit, id); // decided here, by its facts alone
    if (!context)
        return std::nullopt;
    auto const facts = facts_of(visit, *context);
    if (!visit.sees(facts) && !visit.permits("bring in", facts))
        return std::nullopt;
    return context->reference.write();
}

html::Value link_for_list(Visit const& visit, ContextId id)
{
    if (auto const context = find(visit, id))
        return html::Value::object({{"href", "/contexts/" + id.write()},
            {"text", context->reference.write() + ", " + context->name}});
    return html::Value::object(
        {{"text", reference_for_list(visit, id).value_or("A record of your agency")}});
}

std::optional<std::string> ContextList::reference(Visit const& visit, Thing const& thing) const
{
    return reference_for_list(visit, ContextId(thing.id));
}

html::Value ContextList::link(Visit const& visit, Thing const& thing) const
{
    return link_for_list(visit, ContextId(thing.id));
}

bool ContextList::may_open(Visit const& visit, Thing const& thing) const
{
    return knows(visit, ContextId(thing.id));
}

} // namespace kith::contexts
