// SPDX-License-Identifier: MIT
// A notice without identity is prepared and sent; section 45 is noted.
#include "base/london.h"
#include "justice/acts.h"
#include <algorithm>

namespace kith::justice {
namespace {
    int year_answered(forms::Answers const& answers, char const* name)
    {
        auto const day = answers.date(name);
        return day ? day->year : 0;
    }

    Result<Notice> notice_to_change(Visit const& visit, NoticeId id)
    {
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may("change", facts));
        return one;
    }
} // namespace

Leaving leaving_from(forms::Answers const& answers)
{
    Leaving leaving;
    for (std::size_t at = 0; at < exploitation_kinds; ++at)
        leaving.exploitation.set(at, answers.includes("exploitation", exploitation_codes()[at]));
    leaving.region = read_region(answers.text("region")).value_or(NoticeRegion::not_known);
    leaving.year_from = year_answered(answers, "year_from");
    leaving.year_until = year_answered(answers, "year_until");
    leaving.age = read_age(answers.text("age_band")).value_or(NoticeAge::not_known);
    leaving.sex = read_sex(answers.text("sex")).value_or(NoticeSex::not_recorded);
    leaving.why = read_why(answers.text("why")).value_or(NoticeWhy::does_not_agree);
    auto const said = [&](char const* name) {
        return read_said(answers.text(name)).value_or(NoticeSaid::not_known);
    };
    leaving.police_told = said("police_told");
    leaving.others_harmed = said("others_harmed");
    leaving.exploiter_known = said("exploiter_known");
    leaving.support_offered = said("support_offered");
    return leaving;
}

AdultDoubted doubt_in(forms::Answers const& answers)
{
    return answers.text("adult_doubted") == "no" ? AdultDoubted::no : AdultDoubted::yes;
}

Done check_is_adult(Justice const& room, Visit const& visit, PersonId person, AdultDoubted doubted)
{
    auto const way = route_of_person(room, visit, person, london::day_of(visit.now()),
        doubted == AdultDoubted::no ? SaidAdult::yes : SaidAdult::no);
    if (way.route == Route::adult)
        return done();
    return invalid(in_words(way)
        + ". For a child there is no duty to notify: refer them, their consent is not needed");
}

std::vector<Error> problems_with(Justice const& room, Visit const& visit, PersonId person,
    Leaving const& leaving, AdultDoubted doubted)
{
    auto const today = london::day_of(visit.now());
    auto problems = problems_of(leaving, today);
    if (auto const may = check_first_responder(room, visit); !may)
        problems.push_back(may.error());
    if (auto const adult = check_is_adult(room, visit, person, doubted); !adult)
        problems.push_back(adult.error());
    return problems;
}

Result<Notice> prepare_notice(Justice const& room, Change& change, Notice wanted,
    AdultDoubted doubted, std::string const& kept_here)
{
    auto const person = TRY(person_known(change, wanted.person));
    TRY(case_of(change, person.id, wanted.of_case));
    auto const problems = problems_with(room, change, wanted.person, wanted.leaving, doubted);
    if (!problems.empty())
        return problems.front();
    if (is_empty_text(kept_here))
        return invalid("Say what they were told and what they said", "kept_here");
    auto const made = TRY(add(change, wanted));
    NoticeEntry entry;
    entry.on = london::day_of(change.now());
    entry.words = kept_here;
    TRY(add_entry(change, made, entry));
    return made;
}

Result<NoticeEntry> record_entry(
    Justice const& room, Change& change, NoticeId id, NoticeEntry const& typed)
{
    auto const notice = TRY(notice_to_change(change, id));
    auto const problems
        = problems_of(entries_of(change, notice), typed, london::day_of(change.now()));
    if (!problems.empty())
        return problems.front();
    if (typed.kind == NoticeEntryKind::sent) // what was said when it was prepared still holds
        TRY(check_is_adult(room, change, notice.person, AdultDoubted::no));
    auto const made = TRY(add_entry(change, notice, typed));
    if (made.kind == NoticeEntryKind::sent) {
        links::Event event;
        event.id = EventId(made.id.uuid());
        event.kind = "duty_notified";
        event.day = links::whole(made.on);
        event.said = "Sent without anything that says who they are";
        event.source = "Notice " + notice.reference.write();
        event.drawn_from = thing(notice.id);
        room.links.store.tell(change, event, {{thing(notice.person), "worry_about"}});
    }
    return made;
}

Done take_back(Justice const& room, Change& change, NoticeId id, NoticeEntryId entry,
    std::string const& because)
{
    auto const notice = TRY(notice_to_change(change, id));
    if (is_empty_text(because))
        return invalid("Say why it is taken back", "taken_back");
    if (because.size() > longest_words)
        return invalid("Say it in fewer words", "taken_back");
    auto const entries = entries_of(change, notice);
    auto const found = std::ranges::find(entries, entry, &NoticeEntry::id);
    if (found == entries.end())
        return not_found();
    auto const last = where_it_stands(entries);
    if (!last || last->id != entry || last->kind == NoticeEntryKind::prepared)
        return error(Code::conflict, "Only the last entry can be taken back", "taken_back");
    TRY(take_entry_back(change, notice, entry, because));
    room.links.store.take_told_back(change, EventId(entry.uuid()), "It was taken back");
    return done();
}

std::vector<NoticeRow> rows_that_leave(Justice const& room, Notice const& notice)
{
    return rows_of(notice.leaving, [&](std::string_view list, std::string_view code) {
        auto const found = room.facts.code(list, code);
        return found ? found->label : std::string(code);
    });
}

NoticeHead head_of(Justice const& room, Notice const& notice)
{
    return {notice.reference, room.pages.agency_name(notice.owner_agency),
        london::day_of(notice.recorded_at)};
}

std::vector<Error> problems_with(Visit const& visit, DefenceNote const& note)
{
    std::vector<Error> problems;
    auto const needs = [&](std::string const& text, char const* field, char const* missing) {
        if (is_empty_text(text))
            problems.push_back(invalid(missing, field));
        else if (text.size() > longest_words)
            problems.push_back(invalid("Say it in fewer words", field));
    };
    needs(note.considered_by, "considered_by", "Say who considered it");
    needs(note.contact, "contact", "Say for which contact with the police");
    needs(note.words, "words", "Say what was looked at, and who advised");
    if (london::day_of(visit.now()) < note.on)
        problems.push_back(invalid("The day cannot be in the future", "on"));
    return problems;
}

Result<DefenceNote> note_defence(Justice const& room, Change& change, DefenceNote wanted)
{
    TRY(person_known(change, wanted.person));
    auto const problems = problems_with(change, wanted);
    if (!problems.empty())
        return problems.front();
    if (!wanted.referral.none()) {
        auto const referral = TRY(find(change, wanted.referral));
        auto const records = records_as_one(change.writing(), wanted.person);
        if (std::ranges::find(records, referral.person) == records.end())
            return not_found();
    }
    auto const made = TRY(add(change, wanted));
    links::Event event;
    event.id = EventId(made.id.uuid());
    event.kind = "defence_considered";
    event.day = links::whole(made.on);
    event.said = "Section 45 of the Modern Slavery Act 2015 was considered";
    event.source = "Note of section 45";
    event.drawn_from = thing(made.id);
    room.links.store.tell(change, event, {{thing(made.person), "worry_about"}});
    return made;
}

Done withdraw_defence(
    Justice const& room, Change& change, DefenceNoteId id, std::string const& because)
{
    auto const note = TRY(find(change, id));
    if (is_empty_text(because))
        return invalid("Say why it is taken back", "withdrawn");
    if (because.size() > longest_words)
        return invalid("Say it in fewer words", "withdrawn");
    TRY(withdraw(change, note, because));
    room.links.store.take_told_back(change, EventId(id.uuid()), "It was taken back");
    return done();
}

} // namespace kith::justice
