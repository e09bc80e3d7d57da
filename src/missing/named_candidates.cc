// SPDX-License-Identifier: MIT
// What a return interview names, found in its words and among what this visit knows.
#include "missing/named_acts.h"
#include "platform/words/fold.h"
#include "platform/words/whole_words.h"
#include <algorithm>
#include <array>

namespace kith::missing {
namespace {
    constexpr std::size_t shortest_first_name = 3;
    // The answers in which a child is quoted; not whom they trust, nor what may be told.
    constexpr std::array quoted{"why", "where", "with_whom", "given", "online", "crime_words",
        "harm", "health", "would_help", "wants"};

    std::string known_key(Thing const& thing) { return thing.kind + ":" + thing.id.write(); }
    // And back; nothing of a key that is of the words alone.
    Thing known_of_key(std::string_view key)
    {
        for (std::string_view const kind : {"person", "context"})
            if (key.starts_with(kind) && key.size() > kind.size() && key[kind.size()] == ':')
                if (auto const id = Uuid::read(key.substr(kind.size() + 1)))
                    return {std::string(kind), *id};
        return {};
    }

    // Is somebody spoken of, by a name of theirs in full or by its first word? Then how.
    std::optional<std::string> spoken_of(
        Visit const& visit, words::WholeWords const& spoken, PersonId person)
    {
        for (auto const& name : people::names_ever(visit.reading(), person)) {
            auto const folded = words::folded(name);
            auto const first = folded.substr(0, folded.find(' '));
            if (spoken.spelt_in(folded) > 0)
                return folded;
            if (first.size() >= shortest_first_name && spoken.spelt_in(first) > 0)
                return first;
        }
        return std::nullopt;
    }
} // namespace

std::string words_of(Missing const&, ReturnInterview const& one)
{
    auto const answers = forms::Answers::from_json(
        "missing/interview", one.form_version, one.answers.empty() ? "{}" : one.answers);
    std::string all;
    if (!answers)
        return all;
    for (auto const* const question : quoted)
        if (auto const text = answers->text(question); !text.empty())
            all += (all.empty() ? "" : "\n") + text;
    return all;
}

std::vector<Thing> people_around_child(
    Missing const& room, Visit const& visit, ReturnInterview const& one)
{
    auto const child = people::kept_of(visit.reading(), one.person);
    std::vector<Thing> all;
    auto const add = [&](PersonId id) {
        auto const kept = thing(people::kept_of(visit.reading(), id));
        if (kept != thing(child) && people::knows(visit, PersonId(kept.id))
            && std::ranges::find(all, kept) == all.end())
            all.push_back(kept);
    };
    for (auto const other : together_with(visit.reading(), one.episode))
        if (auto const facts = facts_by_id(visit, other); facts && visit.sees(*facts))
            if (facts->subject.kind == "person")
                add(PersonId(facts->subject.id));
    if (people::knows(visit, child))
        for (auto const& link : room.links.store.list_of(visit, thing(child)))
            if (auto const& other = link.other_end(thing(child)); other.kind == "person")
                add(PersonId(other.id));
    return all;
}

std::vector<Candidate> candidates_of(
    Missing const& room, Visit const& visit, ReturnInterview const& one)
{
    std::vector<Candidate> all;
    if (one.state != InterviewState::completed)
        return all;
    auto const words = words_of(room, one);
    auto const child = thing(people::kept_of(visit.reading(), one.person));
    auto const rows = named_rows_of(visit.reading(), one.id);
    auto const add = [&](Candidate candidate) {
        for (auto const& row : rows)
            if (row.kind == candidate.named.kind && row.key == candidate.key) {
                if (row.state != NamedState::waits)
                    return;
                candidate.row = row.id;
            }
        for (auto const& other : all)
            if (other.named.kind == candidate.named.kind && other.key == candidate.key)
                return;
        all.push_back(std::move(candidate));
    };
    // The child's own words for it, never those of the record.
    auto const add_known = [&](char const* kind, Thing const& known, std::string const& folded) {
        auto const piece = piece_spelling(words, folded);
        if (!piece.empty())
            add({{kind, piece, "", sentence_with(words, piece)}, known_key(known), known, {}});
    };
    for (auto const& known : contexts::named_in(visit, words))
        add_known("place", thing(known.context.id), words::folded(known.context.name));
    words::WholeWords const spoken(words);
    auto const add_person = [&](Thing const& person) {
        auto const as = spoken_of(visit, spoken, PersonId(person.id));
        if (as && person != child)
            add_known("person", person, *as);
    };
    for (auto const& known : people::named_in(visit, words))
        add_person(thing(known.person.id));
    for (auto const& around : people_around_child(room, visit, one))
        add_person(around);
    for (auto& named : named_in_words(words)) {
        auto key = key_of(named.kind, named.as_written);
        add({std::move(named), std::move(key), {}, {}});
    }
    for (auto const& row : rows)
        if (row.state == NamedState::waits) {
            Candidate waits{{row.kind, row.as_written, links::normalised(row.kind, row.as_written),
                                sentence_with(words, row.as_written)},
                row.key, {}, row.id};
            // Its key tells which record it was found to be: whoever may not know that is told
            // none.
            if (auto const known = known_of_key(row.key);
                !known.id.none() && !room.links.seen.may_know(visit, known)) {
                waits.key = key_of(row.kind, row.as_written);
                waits.row = {};
            }
            add(std::move(waits));
        }
    return all;
}

} // namespace kith::missing
