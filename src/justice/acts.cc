// SPDX-License-Identifier: MIT
// A referral is prepared, corrected, sent, decided.
#include "justice/acts.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::justice {
namespace {
    Date day_now(Visit const& visit) { return london::day_of(visit.now()); }

    // The referral as it stands, for an act this visitor may do to it.
    Result<Referral> referral_to(Visit const& visit, ReferralId id, char const* act)
    {
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may(act, facts));
        return one;
    }

    std::optional<PartialDate> day_in_parts(forms::Parts const& parts, char const* name)
    {
        auto const found = parts.find(name);
        if (found == parts.end())
            return std::nullopt;
        auto const read = PartialDate::read(found->second);
        return read ? std::optional(*read) : std::nullopt;
    }
    std::string text_in_parts(forms::Parts const& parts, char const* name)
    {
        auto const found = parts.find(name);
        return found == parts.end() ? std::string() : found->second;
    }

    // What recovery, after the positive decision that stands, lasts until at least.
    std::optional<Date> recovery_ends(std::vector<Entry> const& entries)
    {
        auto const positive = last_of(entries, EntryKind::rg_positive);
        return positive ? positive->due : std::nullopt;
    }

    Entry entry_from(EntryTyped const& typed)
    {
        Entry entry;
        entry.kind = typed.kind;
        entry.on = typed.on;
        entry.words = typed.words;
        entry.reference = typed.reference;
        return entry;
    }

    std::optional<PartialDate> birth_on_form(Referral const& referral)
    {
        auto const answers = forms::Answers::from_json(referral_form, referral.form_version,
            referral.answers.empty() ? "{}" : referral.answers);
        return answers ? answers->date("birth") : std::nullopt;
    }

    AgeKnown age_known(Justice const& room, Visit const& visit, PersonId person)
    {
        AgeKnown known;
        known.birth = people::birth_of(visit.reading(), person);
        auto const dispute = age_dispute(visit.reading(), person);
        known.disputed = dispute.disputed;
        known.decided = dispute.decided;
        known.doubt_years = room.law.doubt_years();
        return known;
    }

    // Rule 6: whose aim it is belongs to the way.
    void start_clock(Justice const& room, Referral const& referral, Entry& entry)
    {
        if (entry.kind == EntryKind::sent)
            entry.due_rule
                = referral.route == Route::child && room.law.panel(referral.authority, entry.on)
                ? panel_aim_rule
                : authority_aim_rule;
        else if (entry.kind == EntryKind::rg_positive)
            entry.due_rule = recovery_rule;
        else
            return;
        entry.due = actions::due_on(
            room.clocks.rule(entry.due_rule), entry.on, room.facts.working_days());
    }

    void tell_chronology(
        Justice const& room, Change& change, Referral const& referral, Entry const& entry)
    {
        if (entry.kind != EntryKind::sent && !is_decision(entry.kind))
            return;
        links::Event event;
        event.id = EventId(entry.id.uuid());
        event.kind = entry.kind == EntryKind::sent ? "nrm_referred" : "nrm_decided";
        event.day = links::whole(entry.on);
        event.said = std::string(in_words_of(entry.kind));
        event.source = "Referral " + referral.reference.write();
        event.drawn_from = thing(referral.id);
        room.links.store.tell(change, event, {{thing(referral.person), "worry_about"}});
    }

    void ask_again(
        Justice const& room, Change& change, Referral const& referral, Entry const& entry)
    {
        if (!is_decision(entry.kind))
            return;
        cases::ask_for_a_look(room.cases, change,
            {thing(people::kept_of(change.writing(), referral.person)),
                "referral_mechanism_decision",
                std::string(in_words_of(entry.kind)) + " on " + entry.on.in_words(),
                thing(referral.id), cases::ToldTo::who_knows_source, {}, entry.on});
    }
} // namespace

RouteOn route_of_person(
    Justice const& room, Visit const& visit, PersonId person, Date day, SaidAdult said)
{
    auto known = age_known(room, visit, person);
    known.no_doubt_adult = said == SaidAdult::yes;
    return route_on(known, day);
}

RouteOn route_of(Justice const& room, Visit const& visit, Referral const& referral,
    std::vector<Entry> const& entries, Date day)
{
    auto known = age_known(room, visit, referral.person);
    if (!known.birth)
        known.birth = birth_on_form(referral);
    known.disputed = known.disputed || referral.age_disputed;
    if (auto const own = age_decided(entries))
        known.decided = own;
    known.no_doubt_adult = referral.route == Route::adult;
    return route_on(known, day);
}

Done check_may_leave(Visit const& visit, Referral const& referral)
{
    auto const stands = where_it_stands(entries_of(visit, referral));
    if (referral.route == Route::adult && stands && stands->kind == EntryKind::withdrawn)
        return error(Code::conflict,
            "It was withdrawn: nothing of it is handed on. Where they agree no more, notify "
            "without "
            "identity");
    return done();
}

Done check_first_responder(Justice const& room, Visit const& visit)
{
    auto const agency = directory::find_agency(visit.reading(), visit.visitor().agency);
    auto const today = day_now(visit);
    if (!visit.visitor().process.empty()
        || (agency && room.law.may_refer(agency->kind, agency->name, today)))
        return done();
    return invalid("Your agency is no first responder: ask the council or the police to refer, and "
                   "keep them safe meanwhile");
}

Result<people::Person> person_known(Visit const& visit, PersonId person)
{
    return people::find(visit, person);
}

Result<std::optional<cases::Case>> case_of(Visit const& visit, PersonId person, CaseId of_case)
{
    using Found = std::optional<cases::Case>;
    if (of_case.none())
        return Found();
    auto const one = TRY(cases::find(visit, of_case));
    auto const records = records_as_one(visit.reading(), person);
    if (one.of_context() || std::ranges::find(records, PersonId(one.subject.id)) == records.end())
        return not_found();
    return Found(one);
}

std::string likely_authority(Justice const& room, Visit const& visit)
{
    auto const all = room.facts.authorities(day_now(visit));
    auto const own = room.pages.agency_name(visit.visitor().agency);
    for (auto const& one : all)
        if (one.name == own)
            return one.code;
    return all.size() == 1 ? all.front().code : std::string();
}

forms::Answers prefilled(Justice const& room, Visit const& visit, people::Person const& person,
    std::optional<cases::Case> const& of_case)
{
    auto const& form = room.forms.form(referral_form);
    forms::Answers answers(form.name, form.version);
    auto const today = day_now(visit);
    auto const way = route_of_person(room, visit, person.id, today);
    answers.set("route", std::string(name_of(way.route)));
    answers.set("name", people::usual_name(person, today));
    for (auto const& name : person.names)
        if (name.kind == "known_as" && name.text != answers.text("name"))
            answers.set("known_as", name.text);
    if (person.birth)
        answers.set("birth", person.birth->write());
    answers.set("sex", person.sex);
    if (person.interpreter != people::Known::not_known) {
        answers.set("interpreter", std::string(people::write(person.interpreter)));
        if (person.interpreter == people::Known::yes)
            answers.set("interpreter_language", person.language);
    }
    for (auto const& number : person.identifiers)
        if (number.scheme == "home_office")
            answers.set("home_office_number", number.value);
    answers.set("responder_name", visit.visitor().name);
    if (!of_case)
        return answers;
    answers.set("what_happened", of_case->opened_because);
    std::vector<forms::Parts> kinds;
    std::set<std::string> seen;
    for (auto const& strand : of_case->strands)
        if (auto kind = exploitation_of_harm(strand, way.route); !kind.empty())
            if (seen.insert(kind).second)
                kinds.push_back({{"kind", kind}});
    if (!kinds.empty())
        answers.set("exploitation", kinds);
    return answers;
}

void read_answers(forms::Answers const& answers, Referral& referral)
{
    referral.route = read_route(answers.text("route")).value_or(Route::child);
    referral.age_disputed = answers.text("age_disputed") == "yes";
    referral.child_then = answers.text("child_then");
    referral.exploiter_known = answers.text("exploiter_known");
    referral.other_victims = answers.text("other_victims");
    referral.police_told = answers.text("police_told");
    auto const consent = answers.date("consent_on");
    referral.consent_on = consent && referral.route == Route::adult
        ? std::optional(consent->first())
        : std::nullopt;
    if (referral.route == Route::adult)
        referral.authority.clear();
    referral.form_version = answers.version();
    referral.answers = answers.to_json();
    referral.exploitation.clear();
    auto const* const found = answers.find("exploitation");
    auto const* const parts = found ? std::get_if<std::vector<forms::Parts>>(found) : nullptr;
    if (!parts)
        return;
    for (auto const& one : *parts)
        referral.exploitation.push_back({text_in_parts(one, "kind"), text_in_parts(one, "place"),
            day_in_parts(one, "from"), day_in_parts(one, "until")});
}

std::vector<Error> problems_with(
    Justice const& room, Visit const& visit, Referral const& referral, Date day)
{
    std::vector<Error> problems;
    if (auto const may = check_first_responder(room, visit); !may)
        problems.push_back(may.error());
    auto const entries = referral.version == 0 ? std::vector<Entry>() : entries_of(visit, referral);
    auto const way = route_of(room, visit, referral, entries, day);
    if (way.route != referral.route)
        problems.push_back(invalid(in_words(way) + ", on " + day.in_words() + ": choose "
                + (way.route == Route::child ? "a child" : "an adult, and ask for their consent"),
            "route"));
    if (referral.consent_on && day < *referral.consent_on)
        problems.push_back(invalid("They cannot have agreed in the future", "consent_on"));
    if (referral.route == Route::child && referral.authority.empty())
        problems.push_back(invalid(
            "Choose the council that answers for the child: who decides hangs on it", "authority"));
    if (!referral.authority.empty() && referral.authority != "other"
        && !room.facts.authority(referral.authority, day))
        problems.push_back(invalid("Choose from the list", "authority"));
    for (auto const& part : referral.exploitation)
        if (part.from && part.until && part.until->last() < part.from->first())
            problems.push_back(invalid("A period cannot end before it began", "exploitation"));
    return problems;
}

Result<Referral> prepare(Justice const& room, Change& change, Referral wanted)
{
    auto const person = TRY(person_known(change, wanted.person));
    TRY(case_of(change, person.id, wanted.of_case));
    auto const problems = problems_with(room, change, wanted, day_now(change));
    if (!problems.empty())
        return problems.front();
    return add(change, wanted);
}

Result<Referral> correct(
    Justice const& room, Change& change, Referral wanted, std::string const& reason)
{
    auto const stands = TRY(referral_to(change, wanted.id, "change"));
    if (is_empty_text(reason))
        return invalid("Say why it is put right", "reason");
    if (reason.size() > longest_words)
        return invalid("Say it in fewer words", "reason");
    auto const entries = entries_of(change, stands);
    auto const sent = last_of(entries, EntryKind::sent);
    // What was sent went out as what it was that day.
    if (sent && wanted.route != stands.route)
        return invalid("It was sent as that of "
                + std::string(stands.route == Route::child ? "a child" : "an adult")
                + ": withdraw it, and refer anew",
            "route");
    auto const problems = problems_with(room, change, wanted, sent ? sent->on : day_now(change));
    if (!problems.empty())
        return problems.front();
    return save(change, wanted, reason);
}

std::vector<Error> problems_with(
    Justice const& room, Visit const& visit, Referral const& referral, EntryTyped const& typed)
{
    auto const entries = entries_of(visit, referral);
    auto problems
        = problems_of(referral, entries, entry_from(typed), recovery_ends(entries), day_now(visit));
    if (typed.kind != EntryKind::sent || !problems.empty())
        return problems;
    if (auto const may = check_first_responder(room, visit); !may)
        problems.push_back(invalid(may.error().words.key, "kind"));
    if (referral.route == Route::adult && referral.consent_on && typed.on < *referral.consent_on)
        problems.push_back(invalid(
            "It cannot be sent before they agreed, on " + referral.consent_on->in_words(), "on"));
    auto const way = route_of(room, visit, referral, entries, typed.on);
    if (way.route != referral.route)
        problems.push_back(invalid(in_words(way) + ", on " + typed.on.in_words()
                + ", and it was prepared as that of "
                + (referral.route == Route::child ? "a child: ask for their consent, and put it "
                                                    "right first"
                                                  : "an adult: put it right first"),
            "kind"));
    return problems;
}

Result<Entry> record_entry(
    Justice const& room, Change& change, ReferralId id, EntryTyped const& typed)
{
    auto const referral = TRY(referral_to(change, id, "change"));
    auto const problems = problems_with(room, change, referral, typed);
    if (!problems.empty())
        return problems.front();
    auto entry = entry_from(typed);
    start_clock(room, referral, entry);
    auto const made = TRY(add_entry(change, referral, entry));
    tell_chronology(room, change, referral, made);
    ask_again(room, change, referral, made);
    return made;
}

Done take_back(Justice const& room, Change& change, ReferralId id, ReferralEntryId entry,
    std::string const& because)
{
    auto const referral = TRY(referral_to(change, id, "change"));
    if (is_empty_text(because))
        return invalid("Say why it is taken back", "taken_back");
    if (because.size() > longest_words)
        return invalid("Say it in fewer words", "taken_back");
    auto const entries = entries_of(change, referral);
    auto const found = std::ranges::find(entries, entry, &Entry::id);
    if (found == entries.end())
        return not_found();
    if (!is_last(entries, entry))
        return error(Code::conflict, "Only the last entry can be taken back", "taken_back");
    TRY(take_entry_back(change, referral, entry, because));
    room.links.store.take_told_back(change, EventId(entry.uuid()), "It was taken back");
    return done();
}

std::optional<Aim> aim_of(Justice const& room, std::vector<Entry> const& entries)
{
    auto const stands = where_it_stands(entries);
    if (!stands || !stands->due
        || (stands->kind != EntryKind::sent && stands->kind != EntryKind::rg_positive))
        return std::nullopt;
    auto const& rule = room.clocks.rule(stands->due_rule);
    auto const words = stands->kind == EntryKind::sent
        ? "Expected by " + stands->due->in_words()
        : "Not before " + (*stands->due + 1).in_words() + "; there is no latest day";
    return Aim{rule.duty, words, rule.source + (rule.verified ? "" : " (not confirmed)")};
}

} // namespace kith::justice
