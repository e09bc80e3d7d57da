// SPDX-License-Identifier: MIT
// What is known already of those a concern names: shown before anybody decides, each with the
// reason it is shown, and only as far as this visitor may know. It never says that two records are
// the same: joining them is a person's act.
#include "base/london.h"
#include "concerns/joining.h"
#include "platform/forms/answers.h"
#include <set>

namespace kith::concerns {
namespace {
    void add_words(std::string& words, std::string const& part)
    {
        if (!part.empty())
            words += (words.empty() ? "" : ", ") + part;
    }

    std::string words_of(forms::PersonAnswer const& one)
    {
        std::string words;
        add_words(words, one.name);
        add_words(words, one.known_as.empty() ? "" : "known as " + one.known_as);
        add_words(words, one.birth ? "born " + one.birth->in_words() : "");
        add_words(words, one.age.empty() ? "" : "aged " + one.age);
        add_words(words, one.where);
        add_words(words, one.note);
        return words;
    }

    std::string words_of(forms::PlaceAnswer const& one)
    {
        std::string words;
        for (auto const& part : {one.name, one.where, one.postcode, one.note})
            add_words(words, part);
        return words;
    }

    constexpr std::size_t most_alike = 5;
    constexpr double likely_enough
        = 0.5; // to stand beside a concern, and bring earlier ones with it

    Candidate candidate_of(Visit const& visit, people::Alike const& found)
    {
        std::string reasons;
        for (auto const& reason : people::reasons_shown(found.reasons))
            reasons += (reasons.empty() ? "" : "; ") + reason;
        return {thing(found.person.id),
            people::usual_name(found.person, london::day_of(visit.now())) + ", "
                + found.person.reference.write(),
            reasons};
    }

    Candidate candidate_of(Visit const& visit, people::KnownPerson const& found)
    {
        return {thing(found.person.id),
            people::usual_name(found.person, london::day_of(visit.now())) + ", "
                + found.person.reference.write(),
            found.reason};
    }

    Candidate candidate_of(contexts::KnownContext const& found)
    {
        return {thing(found.context.id),
            found.context.name + ", " + found.context.reference.write(), found.reason};
    }

    // What was written freely, an answer a line.
    std::string own_words_of(forms::Answers const& answers)
    {
        std::string words;
        for (auto const* const question :
            {"what", "what_me", "who_where", "when_words", "own_words", "strengths"})
            if (auto text = answers.text(question); !text.empty())
                words += text + "\n";
        return words;
    }

    std::vector<Candidate> candidates_of(
        Concerns const& room, Visit const& visit, forms::PersonAnswer const& named)
    {
        std::vector<Candidate> all;
        for (auto const& found : people::alike(*room.people, visit, match_of(named), most_alike))
            if (found.probability >= likely_enough)
                all.push_back(candidate_of(visit, found));
        return all;
    }

    std::vector<Candidate> candidates_of(Visit const& visit, contexts::Sought const& sought)
    {
        std::vector<Candidate> all;
        for (auto const& found : contexts::known(visit, sought))
            all.push_back(candidate_of(found));
        return all;
    }

    // "14", "about 30": a year of birth, about.
    std::optional<PartialDate> born_at_age(std::string const& age, Concern const& concern)
    {
        auto const digit = age.find_first_of("0123456789");
        if (digit == std::string::npos || age.find_first_not_of("0123456789", digit) < age.size()
            || age.size() - digit > 2)
            return {};
        auto const years = std::atoi(age.c_str() + digit);
        return PartialDate{london::day_of(concern.received_at).year() - years, {}, {}, true};
    }

    // Version 1 of the form asked for all people in one.
    std::vector<forms::PersonAnswer> people_named(forms::Answers const& answers)
    {
        std::vector<forms::PersonAnswer> all;
        for (auto const* const question : {"children", "adults", "people"})
            for (auto& person : answers.people(question))
                all.push_back(std::move(person));
        return all;
    }

    // Version 1 of the form did not ask what kind of place it is.
    std::string kind_given(forms::Answers const& answers, std::size_t which)
    {
        auto const* const answer = answers.find("contexts");
        auto const* const places
            = answer ? std::get_if<std::vector<forms::Parts>>(answer) : nullptr;
        if (!places || which >= places->size())
            return {};
        auto const kind = places->at(which).find("kind");
        return kind == places->at(which).end() ? std::string() : kind->second;
    }

    // Each with its own record, and those of records joined to it.
    std::vector<std::pair<Thing, Thing>> with_records(
        Visit const& visit, std::vector<Thing> const& about)
    {
        std::vector<std::pair<Thing, Thing>> all;
        for (auto const& one : about) {
            if (one.kind != "person") {
                all.emplace_back(one, one);
                continue;
            }
            for (auto const record : people::records_of(visit.reading(), PersonId(one.id)))
                all.emplace_back(one, thing(record));
        }
        return all;
    }

    forms::Answers answers_of(Concern const& concern)
    {
        auto answers
            = forms::Answers::from_json(concern.form, concern.form_version, concern.answers);
        return answers ? std::move(*answers) : forms::Answers();
    }
} // namespace

people::Match match_of(forms::PersonAnswer const& named)
{
    people::Match match;
    for (auto const& name : {named.name, named.known_as})
        if (!name.empty())
            match.names.push_back(name);
    match.birth = named.birth;
    if (!named.birth)
        match.age = people::age_of(named.age);
    match.identifiers = people::numbers_of(named.identifier);
    match.postcode = people::postcode_in(named.where);
    return match;
}

std::vector<Named> named_in(Concerns const& room, Visit const& visit, Concern const& concern)
{
    std::set<Thing> done_with;
    for (auto const& thing : room.store.not_meant(visit, concern.id))
        done_with.insert(room.links.seen.kept(visit, thing));
    for (auto const& link : links_of(room, visit, concern.id))
        done_with.insert(room.links.seen.kept(visit, subject_of(link)));
    auto const add = [&](Named& named, std::vector<Candidate> found) {
        for (auto& candidate : found)
            if (done_with.insert(candidate.thing).second) // each is shown once
                named.candidates.push_back(std::move(candidate));
    };
    std::vector<Named> all;
    auto const answers = answers_of(concern);
    for (auto const& given : people_named(answers)) {
        all.push_back({"person", words_of(given)});
        add(all.back(), candidates_of(room, visit, given));
    }
    for (auto const& given : answers.places("contexts")) {
        all.push_back({"context", words_of(given)});
        add(all.back(), candidates_of(visit, contexts::Sought{given.name, given.postcode, {}}));
    }
    if (Named near{"context", {}}; !concern.postcode.empty()) {
        add(near, candidates_of(visit, contexts::Sought{"", concern.postcode, {}}));
        if (!near.candidates.empty())
            all.push_back(std::move(near));
    }
    auto const words = own_words_of(answers);
    if (Named spoken{"", {}}; !words.empty()) {
        std::vector<Candidate> found;
        for (auto const& one : people::named_in(visit, words))
            found.push_back(candidate_of(visit, one));
        for (auto const& one : contexts::named_in(visit, words))
            found.push_back(candidate_of(one));
        add(spoken, std::move(found));
        if (!spoken.candidates.empty())
            all.push_back(std::move(spoken));
    }
    return all;
}

std::vector<Earlier> earlier_than(Concerns const& room, Visit const& visit, Concern const& concern,
    std::vector<Named> const& named, std::size_t limit)
{
    std::vector<Thing> about;
    for (auto const& link : each_once(room, visit, links_of(room, visit, concern.id)))
        about.push_back(room.links.seen.kept(visit, subject_of(link)));
    for (auto const& one : named)
        for (auto const& candidate : one.candidates)
            about.push_back(candidate.thing);
    std::vector<Earlier> all;
    std::set<ConcernId> there{concern.id};
    auto const add = [&](Concern other, std::string reason) {
        if (all.size() < limit && there.insert(other.id).second)
            all.push_back({std::move(other), std::move(reason)});
    };
    for (auto const& [subject, record] : with_records(visit, about))
        for (auto const& link : room.links.store.list_of(visit, record)) {
            auto const& end = link.other_end(record);
            if (end.kind != "concern" || there.contains(ConcernId(end.id)))
                continue;
            if (auto other = room.store.find(visit, ConcernId(end.id)))
                add(std::move(*other), "Linked to " + room.links.seen.show(visit, subject).text);
        }
    for (auto& other : room.store.list_nearby(visit, concern, limit))
        add(std::move(other), "Same postcode");
    return all;
}

people::Typed person_as_given(Concern const& concern, std::size_t which)
{
    auto const given = people_named(answers_of(concern));
    people::Person begin;
    if (which >= given.size())
        return people::untyped(begin);
    auto const& one = given[which];
    begin.birth = one.birth ? one.birth : born_at_age(one.age, concern);
    auto typed = people::untyped(begin);
    auto const put_name = [&](std::string const& name, char const* kind) {
        if (name.empty())
            return;
        std::string const field = typed.person.names.empty() ? "name" : "name_2";
        typed.values[field] = name;
        typed.values[field == "name" ? "name_kind" : "name_kind_2"] = kind;
        typed.person.names.push_back({{}, kind, name});
    };
    put_name(one.name, "birth");
    put_name(one.known_as, "known_as");
    typed.values["identifier"] = one.identifier;
    if (!one.where.empty()) {
        typed.values["contact_kind"] = "address";
        typed.values["contact"] = one.where;
        typed.person.contacts.push_back({{}, "address", one.where});
    }
    return typed;
}

contexts::Typed context_as_given(Concern const& concern, std::size_t which)
{
    auto const answers = answers_of(concern);
    auto const given = answers.places("contexts");
    contexts::Context begin;
    begin.kind = concern.about.contains("online") ? "ONLINE"
        : concern.about.contains("school")        ? "SCHOOL"
        : concern.about.contains("group")         ? "PEER"
        : concern.about.contains("place")         ? "PLACE"
                                                  : "";
    if (which < given.size()) {
        if (auto const kind = kind_given(answers, which); !kind.empty())
            begin.kind = kind;
        begin.name = given[which].name;
        begin.postcode = given[which].postcode;
        (begin.kind == "ONLINE" ? begin.platform : begin.address) = given[which].where;
    } else if (begin.kind == "PLACE") {
        begin.postcode = concern.postcode;
    }
    return contexts::untyped(begin);
}

} // namespace kith::concerns
