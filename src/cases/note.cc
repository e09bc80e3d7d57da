// SPDX-License-Identifier: MIT
#include "cases/note.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    void note_text_fits(
        std::vector<Error>& problems, std::string const& text, std::string const& field)
    {
        if (text.size() > longest_note_text)
            problems.push_back(
                invalid("This is too long: keep it within 20,000 characters", field));
    }
} // namespace

bool NotePart::empty() const
{
    return said.empty() && own_words.empty() && seen_alone.empty() && alone_words.empty()
        && strengths.empty();
}

NotePart const* Note::part_of(Thing const& subject) const
{
    auto const found = std::ranges::find(parts, subject, &NotePart::subject);
    return found == parts.end() ? nullptr : &*found;
}

NotePart* Note::part_to_fill(Thing const& subject)
{
    auto const found = std::ranges::find(parts, subject, &NotePart::subject);
    return found == parts.end() ? nullptr : &*found;
}

std::string Note::when_in_words() const
{
    if (at)
        return london::in_words(*at);
    return on ? on->in_words() : std::string();
}

std::vector<Error> problems_of_note(Note const& note, Date today)
{
    std::vector<Error> problems;
    auto const says_something = !note.said.empty()
        || std::ranges::any_of(note.parts, [](NotePart const& part) { return !part.empty(); });
    if (!says_something)
        problems.push_back(invalid("Write what you saw, heard or talked about", "said"));
    if (note.parts.empty())
        problems.push_back(invalid("Say whom or what the note is about", "reference"));
    if (note.parts.size() > most_note_subjects)
        problems.push_back(invalid("A note is about twelve at most: write another", "reference"));
    if (note.on && today < *note.on)
        problems.push_back(invalid("Enter a day that is not in the future", "on"));
    if (note.next_due && note.next.empty())
        problems.push_back(invalid("Say what comes next by that day", "next"));
    note_text_fits(problems, note.said, "said");
    note_text_fits(problems, note.place, "place");
    note_text_fits(problems, note.next, "next");
    for (std::size_t i = 0; i < note.parts.size(); ++i) {
        auto const& part = note.parts[i];
        auto const of_context = part.subject.kind == "context";
        if (of_context && !part.own_words.empty()) // these are not looked at for names
            problems.push_back(invalid("Own words are of a person: write them in their part",
                fmt::format("own-{}", i + 1)));
        if (of_context && !(part.seen_alone + part.alone_words).empty())
            problems.push_back(invalid("A place or a group is not seen alone: leave it out",
                fmt::format("alone-{}", i + 1)));
        note_text_fits(problems, part.said, fmt::format("said-{}", i + 1));
        note_text_fits(problems, part.own_words, fmt::format("own-{}", i + 1));
        note_text_fits(problems, part.alone_words, fmt::format("alone_words-{}", i + 1));
        note_text_fits(problems, part.strengths, fmt::format("strengths-{}", i + 1));
    }
    return problems;
}

std::string event_kind_of(Note const& note, Thing const& subject)
{
    if (subject.kind != "person")
        return "note_written";
    if (note.kind == "visit" || note.kind == "seen" || note.kind == "meeting")
        return "seen";
    if (note.kind == "call" || note.kind == "message")
        return "contact";
    return "note_written";
}

} // namespace kith::cases
