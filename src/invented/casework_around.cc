// SPDX-License-Identifier: MIT
// What stands around a case: notes, supervision, disagreement, guardians, peer maps.
#include "base/london.h"
#include "invented/casework.h"
#include <cstdlib>

namespace kith::invented {

// About whom or what the act names, unless `parts` says ({about, said, own_words, …}).
Done Casework::note(Change& change, Act const& act)
{
    auto const& told = act.answers;
    cases::Note note;
    note.kind = told.text("kind");
    note.said = told.text("said");
    note.place = told.text("place");
    note.at = change.now();
    note.next = told.text("next");
    note.next_due = days_from(today_of(change), told.text("next_in_days"));
    auto parts = blocks_of(told, "parts");
    if (parts.empty())
        parts.emplace_back();
    for (auto const& part : parts) {
        auto const about = part_of(part, "about");
        cases::NotePart one;
        one.subject = TRY(subject_of(about.empty() ? act.concern : about));
        one.said = part_of(part, "said");
        one.own_words = part_of(part, "own_words");
        one.seen_alone = part_of(part, "seen_alone");
        one.alone_words = part_of(part, "alone_words");
        one.strengths = part_of(part, "strengths");
        note.parts.push_back(std::move(one));
    }
    TRY(cases::write_note(room_, change, note));
    return done();
}

// What comes next after a note of theirs about the act's subject is done: the one due first.
Done Casework::finish_next(Change& change, Act const& act)
{
    auto const subject = TRY(subject_of(act.concern));
    for (auto const& note : cases::list_next_steps(room_, change))
        if (note.part_of(subject)) {
            TRY(cases::finish_next_step(room_, change, note.id));
            return done();
        }
    return invalid("No note of theirs says what comes next", "act");
}

Done Casework::supervise(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    cases::Supervision supervision;
    supervision.worker = account(act.answers.text("worker"));
    supervision.on = today_of(change);
    supervision.reflection = act.answers.text("reflection");
    supervision.decisions = act.answers.text("decisions");
    supervision.worker_needs = act.answers.text("worker_needs");
    supervision.next = days_from(today_of(change), act.answers.text("next_in_days"));
    TRY(cases::supervise(room_, change, one.id, supervision));
    return done();
}

Done Casework::disagree(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    cases::Escalation wanted;
    for (auto const& text : cases::escalation_texts)
        wanted.*text.text = act.answers.text(text.field);
    TRY(cases::disagree(room_, change, one.id, wanted));
    return done();
}

Done Casework::answer_disagreement(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    for (auto const& known : cases::escalations_of(change, one.id))
        if (known.open()) {
            TRY(cases::answer_escalation(room_, change, one.id, known.id,
                {known.version, act.answers.text("said"), act.answers.text("meanwhile"), false}));
            return done();
        }
    return invalid("Nobody disagrees", "said");
}

Done Casework::settle(Change& change, Act const& act)
{
    auto const one = TRY(case_of(change, act));
    for (auto const& known : cases::escalations_of(change, one.id))
        if (known.open()) {
            TRY(cases::settle_escalation(
                room_, change, one.id, known.id, known.version, act.answers.text("agreed")));
            return done();
        }
    return invalid("Nobody disagrees", "agreed");
}

Done Casework::list_guardian(Change& change, Act const& act)
{
    auto const context = TRY(context_of(change, act));
    auto const& told = act.answers;
    contexts::Guardian guardian;
    guardian.adult = true;
    guardian.name = told.text("name");
    guardian.part = told.text("part");
    guardian.reach = told.text("reach");
    guardian.looks_out = told.text("looks_out");
    guardian.contact = told.text("contact");
    guardian.consented_on = today_of(change);
    guardian.consent_how = told.text("consent_how");
    TRY(contexts::add_guardian(room_.contexts, change, context, guardian));
    return done();
}

// `members`: {name, part, source, seen_days_before, strengths}, of whom there are records.
Done Casework::make_peer_map(Change& change, Act const& act)
{
    auto const context = TRY(context_of(change, act));
    auto const& told = act.answers;
    contexts::PeerMap map;
    map.purpose = told.text("purpose");
    map.used_by = told.text("used_by");
    map.strengths = told.text("strengths");
    map.worries = told.text("worries");
    TRY(contexts::save_map(room_.contexts, change, context, map, ""));
    for (auto const& one : blocks_of(told, "members")) {
        contexts::Member member;
        member.link.from = TRY(subject_of(part_of(one, "name")));
        member.link.to = thing(context.id);
        member.link.role = "one_of_the_group";
        member.link.source = part_of(one, "source");
        member.link.from_day = days_from(today_of(change), "-" + part_of(one, "seen_days_before"));
        member.part = part_of(one, "part");
        member.strengths = part_of(one, "strengths");
        TRY(contexts::add_member(room_.contexts, change, context, member));
    }
    return contexts::finish_map(room_.contexts, change, context);
}

} // namespace kith::invented
