// SPDX-License-Identifier: MIT
#include "disruption/of_concern_acts.h"
#include "base/london.h"
#include "disruption/store.h"
#include <algorithm>

namespace kith::disruption {
namespace {
    Date of_concern_day(Visit const& visit) { return london::day_of(visit.now()); }

    Result<OfConcern> record_to(Visit const& visit, OfConcernId id, char const* act)
    {
        auto one = TRY(find(visit, id));
        TRY(visit.may(act, facts_of(visit, one)));
        return one;
    }

    Done check_reason(std::string const& text, char const* field, char const* missing)
    {
        if (says_nothing(text))
            return invalid(missing, field);
        if (text.size() > longest_step_text)
            return invalid("Say it in fewer words", field);
        return done();
    }

    Error changed_meanwhile()
    {
        return error(
            Code::conflict, "Somebody changed this record meanwhile: look at what stands now");
    }

    std::vector<Error> not_in_lists(
        Disruption const& room, Date today, OfConcernDetails const& details)
    {
        std::vector<Error> problems;
        for (auto const& harm : details.harms)
            if (!room.facts.lists("harm", harm, today))
                problems.push_back(invalid("Choose from the list", "harms"));
        if (!details.ethnicity.empty() && !room.facts.lists("ethnicity", details.ethnicity, today))
            problems.push_back(invalid("Choose from the list", "ethnicity"));
        if (!details.ethnicity_by.empty()
            && !room.facts.lists("stated_by", details.ethnicity_by, today))
            problems.push_back(invalid("Choose from the list", "ethnicity_by"));
        return problems;
    }

    // What was shared with this visitor under that reference and may be read today.
    Result<intelligence::SharedText> shared_as(Visit const& visit, std::string const& typed)
    {
        auto const reference = Reference::read(typed);
        if (reference)
            for (auto& one : intelligence::list_shared(visit))
                if (one.sharing.reference == *reference && !one.text.empty())
                    return std::move(one);
        return invalid("Enter the reference of intelligence that is shared with you", "sharing");
    }
} // namespace

Date latest_review(Disruption const& room, Date on)
{
    return actions::due_on(room.clocks.rule(of_concern_review_rule), on, room.facts.working_days());
}

Date decision_due(Disruption const& room, OfConcern const& one)
{
    return actions::due_on(
        room.clocks.rule(of_concern_decision_rule), one.standing_on, room.facts.working_days());
}

bool may_decide(Visit const& visit, OfConcern const& one)
{
    return visit.permits("decide", facts_of(visit, one));
}

std::vector<Error> problems_of_opening(Disruption const& room, Date today,
    OfConcernDetails const& details, std::string const& knows_them)
{
    auto problems = problems_of(details);
    for (auto& problem : not_in_lists(room, today, details))
        problems.push_back(std::move(problem));
    if (knows_them == "yes")
        problems.push_back(invalid("Somebody who does not know them outside work must record this. "
                                   "Ask your manager; nothing is kept of it here",
            "knows_them"));
    else if (knows_them != "no")
        problems.push_back(invalid("Say whether you know them outside your work", "knows_them"));
    return problems;
}

Result<OfConcern> open_of_concern(Disruption const& room, Change& change,
    OfConcernDetails const& details, std::string const& knows_them)
{
    auto const today = of_concern_day(change);
    if (auto const problems = problems_of_opening(room, today, details, knows_them);
        !problems.empty())
        return problems.front();
    OfConcern wanted;
    wanted.owner_agency = change.visitor().agency;
    wanted.details = details;
    wanted.standing = Standing::considered;
    wanted.standing_on = today;
    auto const made = TRY(add(change, wanted, "Under consideration"));
    StandingEntry entry;
    entry.standing = Standing::considered;
    entry.on = today;
    entry.why = details.grounds;
    note_entry(change, made, entry);
    for (auto const& team : change.visitor().teams)
        put_team(change, made, team, "Had them considered");
    return find(change, made.id);
}

Result<OfConcern> correct(Disruption const& room, Change& change, OfConcernId id,
    std::int64_t version, OfConcernDetails const& details, std::string const& reason)
{
    auto one = TRY(record_to(change, id, "change"));
    if (one.version != version)
        return changed_meanwhile();
    auto problems = problems_of(details);
    for (auto& problem : not_in_lists(room, of_concern_day(change), details))
        problems.push_back(std::move(problem));
    if (!problems.empty())
        return problems.front();
    TRY(check_reason(reason, "reason", "Say why it is corrected"));
    one.details = details;
    return save(change, one, "change", reason);
}

Result<OfConcern> set_standing(Disruption const& room, Change& change, OfConcernId id,
    std::int64_t version, StandingTyped const& typed)
{
    auto one
        = TRY(record_to(change, id, typed.standing == Standing::considered ? "change" : "decide"));
    if (one.version != version)
        return changed_meanwhile();
    auto const latest = latest_review(room, typed.on);
    // What the visitor may not read decides nothing by their hand.
    auto const problems = problems_of_standing(one.details, one.history, evidence_of(change, one),
        typed, change.visitor().account, of_concern_day(change), latest);
    if (!problems.empty())
        return problems.front();
    StandingEntry entry;
    entry.standing = typed.standing;
    entry.on = typed.on;
    entry.why = typed.why;
    if (is_of_concern(typed.standing)) {
        entry.review_on = typed.review_on.value_or(latest);
        if (one.details.age != AgeGroup::adult) {
            entry.reason = typed.reason;
            entry.supports = typed.supports;
        }
    }
    one.standing = typed.standing;
    one.standing_on = typed.on;
    one.review_on = entry.review_on;
    auto const saved
        = TRY(save(change, one, typed.standing == Standing::considered ? "change" : "decide",
            std::string(in_words_of(typed.standing)) + ": " + typed.why));
    note_entry(change, saved, entry);
    return find(change, id);
}

Result<OfConcern> take_back(Disruption const&, Change& change, OfConcernId id,
    StandingEntryId entry, std::string const& because)
{
    auto one = TRY(record_to(change, id, "decide"));
    auto const* const last = last_of(one.history);
    if (!last || last->id != entry)
        return error(Code::conflict, "Only the last entry is taken back: look at what stands now");
    if (last->standing == Standing::cleared)
        return invalid("Who was shown them has been told that they are cleared. Have them "
                       "considered again, with why",
            "taken_back");
    StandingEntry const* before = nullptr;
    for (auto const& each : one.history)
        if (!each.taken_back_at && each.id != entry)
            before = &each;
    if (!before)
        return invalid(
            "The first entry stays: say that they are no longer of concern", "taken_back");
    TRY(check_reason(because, "taken_back", "Say why it is taken back"));
    one.standing = before->standing;
    one.standing_on = before->on;
    one.review_on = before->review_on;
    auto const saved = TRY(save(change, one, "decide", "The last entry taken back: " + because));
    TRY(note_entry_back(change, saved, entry, because));
    return find(change, id);
}

Result<Uuid> add_evidence(
    Disruption const& room, Change& change, OfConcernId id, EvidenceTyped const& typed)
{
    auto const one = TRY(record_to(change, id, "change"));
    auto const today = of_concern_day(change);
    EvidenceOf evidence;
    if (!room.facts.lists("of_concern_source", typed.source, today))
        return invalid("Choose what kind of source it is", "source");
    evidence.source = typed.source;
    TRY(check_reason(typed.words, "words", "Say what it shows"));
    if (tells_how_to_reach(typed.words))
        return invalid(
            "Leave out phone numbers, email addresses and references of people", "words");
    evidence.words = typed.words;
    if (typed.seen_on && today < *typed.seen_on)
        return invalid("Enter a day that is not to come", "seen");
    evidence.seen_on = typed.seen_on;
    for (auto const& [code, list, field] :
        {std::tuple(&typed.grade_source, "source_evaluation", "grade_source"),
            std::tuple(&typed.grade_information, "information_assessment", "grade_information")})
        if (!code->empty() && !room.facts.lists(list, *code, today))
            return invalid("Choose from the list", field);
    evidence.grade_source = typed.grade_source;
    evidence.grade_information = typed.grade_information;
    if (typed.source == "intelligence") {
        auto const shared = TRY(shared_as(change, typed.sharing));
        evidence.sharing = shared.sharing.id;
        evidence.handling = shared.handling;
    } else if (!typed.sharing.empty()) {
        return invalid(
            "Only intelligence has such a reference: choose it as the kind of source, or "
            "leave this empty",
            "sharing");
    }
    return add_evidence(change, one, evidence);
}

Done take_evidence_back(
    Change& change, OfConcernId id, Uuid const& evidence, std::string const& because)
{
    auto const one = TRY(record_to(change, id, "change"));
    auto const known = evidence_of(change, one);
    if (std::ranges::find(known, evidence, &EvidenceOf::id) == known.end())
        return not_found();
    TRY(check_reason(because, "withdrawn", "Say why it is taken back"));
    return withdraw_evidence(change, one, evidence, because);
}

std::vector<UsedThing> used_by(Disruption const& room, Visit const& visit, OfConcern const& one)
{
    std::vector<UsedThing> all;
    for (auto const& link : room.links.store.list_of(visit, thing(one.id))) {
        if (link.to.kind != "named_thing" || link.drawn_from != thing(one.id))
            continue;
        auto const named = links::find_named_thing(visit.reading(), NamedThingId(link.to.id));
        if (named)
            all.push_back({link.id, named->kind, named->as_written, link.from_day, link.until_day,
                link.source, named->id});
    }
    return all;
}

Done name_used(Disruption const& room, Change& change, OfConcernId id, UsedThing const& typed)
{
    auto const one = TRY(record_to(change, id, "change"));
    if (std::ranges::find(used_kinds, typed.kind) == std::end(used_kinds))
        return invalid("Choose what it is", "kind");
    if (links::normalised(typed.kind, typed.as_written).empty())
        return invalid(
            "Write it in full: a whole number, a registration mark, a handle, a postcode", "used");
    TRY(check_reason(typed.source, "used_source", "Say who says so, or where it stands"));
    for (auto const& known : used_by(room, change, one))
        if (known.kind == typed.kind
            && links::normalised(known.kind, known.as_written)
                == links::normalised(typed.kind, typed.as_written))
            return invalid("It stands here already: take it back first, if it is wrong", "used");
    TRY(change.record("change", facts_of(change, one), "Something they use"));
    auto const named = links::named_as(change, typed.kind, typed.as_written);
    links::Link link;
    link.from = thing(one.id);
    link.to = thing(named.id);
    link.role = "uses";
    link.from_day = typed.from;
    link.until_day = typed.until;
    link.source = typed.source;
    link.handling = [&] {
        auto const handling = handling_of(all_evidence(change, one));
        return handling.code == intelligence::HandlingCode::permitted
            ? std::string()
            : intelligence::in_words_of(handling);
    }();
    link.drawn_from = thing(one.id);
    auto const drawn = room.links.store.draw(change, link);
    return drawn ? done() : Done(drawn.error());
}

Done end_used(
    Disruption const& room, Change& change, OfConcernId id, LinkId link, std::string const& because)
{
    auto const one = TRY(record_to(change, id, "change"));
    auto const known = used_by(room, change, one);
    if (std::ranges::find(known, link, &UsedThing::link) == known.end())
        return not_found();
    TRY(check_reason(because, "used_back", "Say why it is taken back"));
    TRY(change.record("change", facts_of(change, one), "Something they use taken back"));
    if (!links::take_one_drawn_back(change, link, because))
        return error(Code::conflict, "Somebody took this back meanwhile");
    return done();
}

Done match(Change& change, OfConcernId id, std::string const& reference, std::string const& because)
{
    auto const one = TRY(record_to(change, id, "change"));
    auto const read = Reference::read(reference);
    auto const known
        = read ? people::find_facts(change, *read) : Result<access::Facts>(not_found());
    if (!known)
        return invalid("Nobody you may know has this reference", "person");
    auto const person = PersonId(known->thing.id);
    auto const same = same_as(change.writing(), thing(person));
    for (auto const& each : matches_of(change, one))
        if (std::ranges::find(same, thing(each.person)) != same.end())
            return error(Code::conflict, "They are matched already", "person");
    TRY(check_reason(because, "person_because", "Say how you know that it is them"));
    auto const birth = people::birth_of(change.writing(), person);
    if (birth && one.details.age == AgeGroup::adult
        && of_concern_day(change) < actions::months_after(birth->last(), 12 * 18))
        return invalid("Their record says that they are under 18: correct the age here first, with "
                       "what supports them",
            "person");
    return put_match(change, one, person, because);
}

Done part(Change& change, OfConcernId id, Uuid const& match, std::string const& because)
{
    auto const one = TRY(record_to(change, id, "change"));
    auto const known = matches_of(change, one);
    if (std::ranges::find(known, match, &MatchOf::id) == known.end())
        return not_found();
    TRY(check_reason(because, "parted", "Say why it is not them"));
    return end_match(change, one, match, because);
}

Done bring_in_team(Change& change, OfConcernId id, TeamId team, std::string const& because)
{
    auto const one = TRY(record_to(change, id, "decide"));
    auto const found = directory::find_team(change.writing(), team);
    if (!found)
        return invalid("Choose a team of the list", "team");
    TRY(check_reason(because, "team_because", "Say what they need it for"));
    TRY(change.record("decide", facts_of(change, one), "Another team works on it: " + because));
    put_team(change, one, team, because);
    return done();
}

Done let_team_go(Change& change, OfConcernId id, Uuid const& row, std::string const& because)
{
    auto const one = TRY(record_to(change, id, "decide"));
    TRY(check_reason(because, "team_ended", "Say why they work on it no longer"));
    return end_team(change, one, row, because);
}

Done keep_away(Change& change, OfConcernId id, std::string const& because)
{
    auto const one = TRY(record_to(change, id, "read"));
    TRY(check_reason(because, "tie", "Say how you know them, in a few words"));
    TRY(change.record("read", facts_of(change, one), "Knows them outside their work: " + because));
    note_tie(change, one);
    return done();
}

} // namespace kith::disruption
