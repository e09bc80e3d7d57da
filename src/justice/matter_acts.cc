// SPDX-License-Identifier: MIT
#include "justice/matter_acts.h"
#include "base/london.h"
#include <algorithm>

namespace kith::justice {
namespace {
    Date today_of(Visit const& visit) { return london::day_of(visit.now()); }

    Result<Matter> matter_to_change(Visit const& visit, MatterId id)
    {
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may("change", facts));
        return one;
    }

    void tell_of(Justice const& room, Change& change, Matter const& matter, Uuid const& id,
        char const* kind, Date on, std::string said)
    {
        links::Event event;
        event.id = EventId(id);
        event.kind = kind;
        event.day = links::whole(on);
        event.said = std::move(said);
        event.source = "Case " + matter.reference.write();
        event.drawn_from = thing(matter.id);
        room.links.store.tell(change, event, {{thing(matter.person), "worry_about"}});
    }
} // namespace

void read_answers(forms::Answers const& answers, Matter& matter)
{
    matter.kind = answers.text("kind");
    matter.harm = answers.text("harm");
    matter.enhanced = answers.text("enhanced") == "yes";
    matter.child_at_risk = matter.kind == "past_harm" ? answers.text("child_at_risk") : "";
    matter.form_version = answers.version();
    matter.answers = answers.to_json();
}

std::vector<Error> problems_with(Visit const& visit, Matter const& matter)
{
    std::vector<Error> problems;
    AgeKnown known;
    known.birth = people::birth_of(visit.reading(), matter.person);
    auto const dispute = age_dispute(visit.reading(), matter.person);
    known.disputed = dispute.disputed;
    known.decided = dispute.decided;
    auto const way = route_on(known, today_of(visit));
    auto const child = way.route == Route::child
        && (way.basis != AgeBasis::presumed || known.birth || known.disputed);
    if (child && matter.kind == "past_harm")
        problems.push_back(
            invalid("They are under 18: what is done to a child is no past harm. Raise it, and "
                    "choose another",
                "kind"));
    if (child && !matter.enhanced)
        problems.push_back(invalid("Whoever is under 18 has enhanced rights", "enhanced"));
    return problems;
}

Result<Matter> begin_matter(Change& change, Matter wanted)
{
    auto const person = TRY(person_known(change, wanted.person));
    TRY(case_of(change, person.id, wanted.of_case));
    auto const problems = problems_with(change, wanted);
    if (!problems.empty())
        return problems.front();
    return add(change, wanted);
}

Result<Matter> correct_matter(Change& change, Matter wanted, std::string const& reason)
{
    TRY(matter_to_change(change, wanted.id));
    if (is_empty_text(reason))
        return invalid("Say why it is put right", "reason");
    auto const problems = problems_with(change, wanted);
    if (!problems.empty())
        return problems.front();
    return save(change, wanted, reason);
}

Result<Stage> reach_stage(Justice const& room, Change& change, MatterId id, Stage wanted)
{
    auto const matter = TRY(matter_to_change(change, id));
    auto const problems = problems_of(stages_of(change, matter), wanted, today_of(change));
    if (!problems.empty())
        return problems.front();
    if (is_to_be_told(wanted.kind)) {
        wanted.due_rule = matter.enhanced ? told_enhanced_rule : told_rule;
        wanted.due = actions::due_on(room.clocks.rule(wanted.due_rule),
            std::max(wanted.on, today_of(change)),
            room.facts.working_days()); // what was learnt late is not overdue at once
    }
    auto const made = TRY(add_stage(change, matter, wanted));
    tell_of(room, change, matter, made.id.uuid(), "justice_stage", made.on,
        std::string(in_words_of(made.kind)));
    return made;
}

Result<Telling> tell_victim(
    Justice const& room, Change& change, MatterId id, StageId stage, Telling wanted)
{
    auto const matter = TRY(matter_to_change(change, id));
    auto const stages = stages_of(change, matter);
    auto const found = std::ranges::find(stages, stage, &Stage::id);
    if (found == stages.end() || found->taken_back_at)
        return not_found();
    auto problems = problems_of(*found, wanted, today_of(change));
    if (!wanted.how.empty() && !room.facts.lists("how_told", wanted.how, today_of(change)))
        problems.push_back(invalid("Choose from the list", "how"));
    if (!problems.empty())
        return problems.front();
    if (found->kind == StageKind::not_charged && wanted.how != "asked_not") {
        wanted.review_rule = review_request_rule;
        wanted.review_until = actions::due_on(
            room.clocks.rule(review_request_rule), wanted.on, room.facts.working_days());
    }
    auto const made = TRY(add_telling(change, matter, stage, wanted));
    if (wanted.how != "asked_not") // they were asked, and told nothing
        tell_of(room, change, matter, made.id.uuid(), "victim_told", made.on,
            std::string(in_words_of(found->kind)));
    return made;
}

Result<Offer> record_offer(Justice const& room, Change& change, MatterId id, Offer wanted)
{
    auto const matter = TRY(matter_to_change(change, id));
    auto const* const entitlement = room.law.entitlement(wanted.entitlement);
    if (!entitlement || !applies(*entitlement, matter, stages_of(change, matter)))
        return invalid("Choose what was offered", "entitlement");
    if (today_of(change) < wanted.on)
        return invalid("The day cannot be in the future", "offer_on");
    if (wanted.answer == OfferAnswer::declined && is_empty_text(wanted.words))
        return invalid("Say what they said, in their words", "offer_words");
    if (wanted.words.size() > longest_words)
        return invalid("Say it in fewer words", "offer_words");
    return add_offer(change, matter, wanted);
}

Done take_matter_part_back(Justice const& room, Change& change, MatterId id, MatterPart part,
    Uuid const& of, std::string const& because)
{
    auto const matter = TRY(matter_to_change(change, id));
    if (is_empty_text(because))
        return invalid("Say why it is taken back", "taken_back");
    if (because.size() > longest_words)
        return invalid("Say it in fewer words", "taken_back");
    auto const stages = stages_of(change, matter);
    auto found = false;
    std::vector<Uuid> events{of};
    if (part == MatterPart::stage) {
        auto const stage = std::ranges::find(stages, StageId(of), &Stage::id);
        found = stage != stages.end();
        if (found) {
            auto const last = where_it_stands(stages);
            if (!last || last->id != stage->id)
                return error(Code::conflict, "Only the last stage can be taken back", "taken_back");
            for (auto const& one : stage->tellings)
                if (!one.taken_back_at)
                    events.push_back(one.id.uuid());
        }
    } else if (part == MatterPart::telling) {
        for (auto const& stage : stages)
            found = found
                || std::ranges::find(stage.tellings, TellingId(of), &Telling::id)
                    != stage.tellings.end();
    } else {
        auto const offers = offers_of(change, matter);
        found = std::ranges::find(offers, OfferId(of), &Offer::id) != offers.end();
    }
    if (!found)
        return not_found();
    TRY(take_part_back(change, matter, part, of, because));
    if (part != MatterPart::offer)
        for (auto const& event : events)
            room.links.store.take_told_back(change, EventId(event), "It was taken back");
    return done();
}

std::vector<ToTell> list_to_tell(Visit const& visit)
{
    std::vector<ToTell> all;
    for (auto const& matter : list_owned_matters(visit))
        for (auto& stage : stages_of(visit, matter))
            if (stage.waits())
                all.push_back({matter, std::move(stage)});
    std::ranges::stable_sort(all,
        [](ToTell const& one, ToTell const& other) { return one.stage.due < other.stage.due; });
    return all;
}

} // namespace kith::justice
