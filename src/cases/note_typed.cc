// SPDX-License-Identifier: MIT
#include "cases/note_typed.h"
#include "base/london.h"
#include "cases/note_views.h"
#include "cases/views.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;
    constexpr std::array note_fields{"said", "kind", "place", "on-day", "on-month", "on-year",
        "next", "next_due-day", "next_due-month", "next_due-year", "reason"};
    constexpr std::array part_fields{"said", "own", "alone", "alone_words", "strengths"};
    constexpr std::size_t most_note_choices = 40;

    std::string key_of(Thing const& subject) { return subject.kind + ":" + subject.id.write(); }

    std::optional<Thing> subject_of_key(std::string_view key)
    {
        auto const colon = key.find(':');
        if (colon == std::string_view::npos)
            return std::nullopt;
        auto const kind = key.substr(0, colon);
        auto const id = Uuid::read(key.substr(colon + 1));
        if (!id || (kind != "person" && kind != "context"))
            return std::nullopt;
        return Thing{std::string(kind), *id};
    }

    // Whom or what a reference means, to somebody who may know it.
    std::optional<Thing> subject_of_reference(Visit const& visit, std::string_view typed)
    {
        auto const reference = Reference::read(typed);
        if (!reference)
            return std::nullopt;
        if (reference->kind() == 'P') {
            auto const facts = people::find_facts(visit, *reference);
            return facts ? std::optional(facts->thing) : std::nullopt;
        }
        if (reference->kind() == 'K') {
            auto const one = find(visit, *reference);
            return one ? std::optional(one->subject) : std::nullopt;
        }
        auto const facts = contexts::find_facts(visit, *reference);
        return facts ? std::optional(facts->thing) : std::nullopt;
    }

    // Reads one form.
    class NoteReading {
    public:
        NoteReading(Cases const& room, Visit const& visit, http::FormData const& form)
            : room_(room), visit_(visit), form_(form)
        {
        }

        TypedNote read()
        {
            for (auto const* const name : note_fields)
                keep(name, links::text_of(form_, name));
            auto& note = typed_.note;
            note.said = typed_.field("said");
            if (auto const kind = typed_.field("kind"); !kind.empty())
                note.kind = kind;
            note.place = typed_.field("place");
            note.next = typed_.field("next");
            note.on = read_day("on");
            note.next_due = read_day("next_due");
            typed_.reason = typed_.field("reason");
            note.version = std::atoll(links::text_of(form_, "version").c_str());
            read_subjects();
            return std::move(typed_);
        }

    private:
        void keep(std::string name, std::string text)
        {
            if (!text.empty())
                typed_.fields[std::move(name)] = std::move(text);
        }

        std::optional<Date> read_day(std::string const& name)
        {
            auto const day = typed_.field(name + "-day");
            auto const month = typed_.field(name + "-month");
            auto const year = typed_.field(name + "-year");
            if ((day + month + year).empty())
                return std::nullopt;
            auto const read = Date::read(day + "/" + month + "/" + year);
            if (read)
                return *read;
            typed_.problems.push_back(invalid("Enter a whole date, such as 27 3 2026", name));
            return std::nullopt;
        }

        // Without its text, which is asked for beside it.
        void add_subject(std::optional<Thing> const& asked)
        {
            if (!asked)
                return;
            auto const subject = room_.links.seen.kept(visit_, *asked);
            if (typed_.note.part_of(subject) || !opens_for_note(room_, visit_, subject))
                return;
            if (typed_.note.parts.size() >= most_note_subjects)
                return typed_.problems.push_back(
                    invalid("A note is about twelve at most: write another", "reference"));
            typed_.note.parts.push_back({subject});
            keep(fmt::format("subject-{}", typed_.note.parts.size()), key_of(subject));
        }

        // With what was typed about it, as that number of the form; `kept` before each field if it
        // did not open when the form was shown.
        void add_typed(std::size_t typed_as, std::string const& kept)
        {
            auto const typed = [&](char const* name) {
                return links::text_of(form_, fmt::format("{}{}-{}", kept, name, typed_as));
            };
            auto const key
                = form_.first(fmt::format("{}-{}", kept.empty() ? "subject" : "gone", typed_as));
            auto const asked = subject_of_key(key);
            if (!asked || key == form_.first("without"))
                return;
            add_subject(asked);
            auto const subject = room_.links.seen.kept(visit_, *asked);
            auto* const part = typed_.note.part_to_fill(subject);
            if (!part) {
                typed_.gone.push_back(*asked);
                keep(fmt::format("gone-{}", typed_.gone.size()), std::string(key));
                for (auto const* const name : part_fields)
                    keep(fmt::format("gone_{}-{}", name, typed_.gone.size()), typed(name));
                return;
            }
            // Two records that were joined since are one part: what was typed about each stands.
            auto const number = part - typed_.note.parts.data() + 1;
            auto const fill = [&](std::string& text, char const* name) {
                auto const more = typed(name);
                text += (text.empty() || more.empty() ? "" : "\n") + more;
                keep(fmt::format("{}-{}", name, number), text);
            };
            fill(part->said, "said");
            fill(part->alone_words, "alone_words");
            fill(part->strengths, "strengths");
            fill(part->own_words, "own");
            if (part->seen_alone.empty())
                fill(part->seen_alone, "alone");
        }

        void read_subjects()
        {
            for (auto const* const kept : {"", "gone_"})
                for (std::size_t i = 1; i <= most_note_subjects; ++i)
                    add_typed(i, kept);
            for (std::size_t i = 1; i <= typed_.gone.size(); ++i)
                typed_.problems.push_back(
                    invalid("A record that this note was about does not open for you now. Open it "
                            "and say why you look, or take it out of the note",
                        fmt::format("gone-{}", i)));
            for (auto const key : form_.all("also"))
                add_subject(subject_of_key(key));
            auto const reference = links::text_of(form_, "reference");
            if (reference.empty())
                return;
            auto const meant = subject_of_reference(visit_, reference);
            auto const opens = meant && opens_for_note(room_, visit_, *meant);
            if (opens)
                return add_subject(meant);
            typed_.fields["reference"] = reference;
            typed_.problems.push_back(
                invalid(meant ? "Open this record first and say why you look, then add it here"
                              : "Nobody and nothing that you may know has this reference: check it",
                    "reference"));
        }

        Cases const& room_;
        Visit const& visit_;
        http::FormData const& form_;
        TypedNote typed_ = {};
    };

    void add_day(http::FormData& form, std::string const& name, std::optional<Date> const& day)
    {
        if (!day)
            return;
        form.add(name + "-day", std::to_string(day->day()));
        form.add(name + "-month", std::to_string(day->month()));
        form.add(name + "-year", std::to_string(day->year()));
    }

    // Those whom the visitor works with, and those linked to whom it is about already.
    class NoteChoices {
    public:
        NoteChoices(Cases const& room, Visit const& visit, Note const& note)
            : room_(room), visit_(visit), note_(note)
        {
        }
        Value choices(Offered which)
        {
            for (auto const& part : note_.parts)
                for (auto const& link : room_.links.store.list_of(visit_, part.subject))
                    offer(link.other_end(part.subject), "Linked");
            if (which == Offered::linked)
                return std::move(choices_);
            auto const today = london::day_of(visit_.now());
            for (auto const* const kind : {"person", "context"})
                for (auto const& id :
                    links::subjects_of(visit_.reading(), visit_.visitor(), kind, today))
                    offer({kind, id}, "You work with them");
            return std::move(choices_);
        }

    private:
        void offer(Thing const& asked, char const* hint)
        {
            if ((asked.kind != "person" && asked.kind != "context")
                || choices_.size() >= most_note_choices)
                return;
            auto const subject = room_.links.seen.kept(visit_, asked);
            if (note_.part_of(subject) || !offered_.insert(subject).second
                || !opens_for_note(room_, visit_, subject))
                return;
            choices_.push(Value::object(
                {{"value", key_of(subject)}, {"text", room_.links.seen.show(visit_, subject).text},
                    {"hint", Value::object({{"text", hint}})}}));
        }

        Cases const& room_;
        Visit const& visit_;
        Note const& note_;
        std::set<Thing> offered_ = {};
        Value choices_ = Value::array();
    };

    // What was typed about somebody or something that does not open: with the way there for whoever
    // may know of it, and for others as of what there never was.
    Value gone_view(Cases const& room, Visit const& visit, TypedNote const& typed,
        std::size_t number, Value const& problems)
    {
        auto const subject = room.links.seen.kept(visit, typed.gone[number - 1]);
        auto const place = "gone-" + std::to_string(number);
        auto view = Value::object({{"number", static_cast<std::int64_t>(number)},
            {"key", typed.field(place)}, {"problem", problems.get(place)}});
        if (room.links.seen.may_know(visit, subject))
            view["href"]
                = (subject.kind == "person" ? "/people/" : "/contexts/") + subject.id.write();
        for (auto const* const name : part_fields)
            view[name] = typed.field(fmt::format("gone_{}-{}", name, number));
        return view;
    }

    Value subject_view(Cases const& room, Visit const& visit, TypedNote const& typed,
        std::size_t number, Value const& problems)
    {
        auto const& subject = typed.note.parts[number - 1].subject;
        auto const shown = room.links.seen.show(visit, subject);
        auto view = Value::object({{"number", static_cast<std::int64_t>(number)},
            {"key", key_of(subject)}, {"name", shown.text}, {"is_person", subject.kind == "person"},
            {"who", reads_it({shown.text})}});
        for (auto const* const name : part_fields) {
            auto const field = fmt::format("{}-{}", name, number);
            view[name] = typed.field(field);
            view[std::string(name) + "_problem"] = problems.get(field);
        }
        view["choices"] = links::choices(room.facts, "seen_alone", london::day_of(visit.now()),
            typed.field(fmt::format("alone-{}", number)));
        return view;
    }
} // namespace

std::string TypedNote::field(std::string_view name) const
{
    auto const at = fields.find(name);
    return at == fields.end() ? std::string() : at->second;
}

TypedNote read_note_form(Cases const& room, Visit const& visit, http::FormData const& form)
{
    return NoteReading(room, visit, form).read();
}

http::FormData filled_note_form(Note const& note)
{
    http::FormData form;
    form.add("said", note.said);
    form.add("kind", note.kind);
    form.add("place", note.place);
    form.add("next", note.next);
    add_day(form, "on", note.on);
    add_day(form, "next_due", note.next_due);
    form.add("version", std::to_string(note.version));
    for (std::size_t i = 0; i < note.parts.size(); ++i) {
        auto const& part = note.parts[i];
        form.add(fmt::format("subject-{}", i + 1), key_of(part.subject));
        form.add(fmt::format("said-{}", i + 1), part.said);
        form.add(fmt::format("own-{}", i + 1), part.own_words);
        form.add(fmt::format("alone-{}", i + 1), part.seen_alone);
        form.add(fmt::format("alone_words-{}", i + 1), part.alone_words);
        form.add(fmt::format("strengths-{}", i + 1), part.strengths);
    }
    return form;
}

forms::Answers answers_of_note(TypedNote const& typed)
{
    forms::Answers answers(note_form, 1);
    for (auto const& [name, text] : typed.fields)
        answers.set(name, text);
    return answers;
}

http::FormData form_of_answers(forms::Answers const& answers)
{
    http::FormData form;
    for (auto const& [name, answer] : answers.all())
        form.add(name, answers.text(name));
    return form;
}

Value note_form_view(Cases const& room, Visit const& visit, TypedNote const& typed, Offered offered)
{
    auto const today = london::day_of(visit.now());
    auto values = Value::object();
    for (auto const& [name, text] : typed.fields)
        values[name] = text;
    auto const problems = problems_view(typed.problems);
    auto subjects = Value::array();
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= typed.note.parts.size(); ++i) {
        subjects.push(subject_view(room, visit, typed, i, problems));
        names.push_back(subjects.items().back().get("name").text());
    }
    auto gone = Value::array();
    for (std::size_t i = 1; i <= typed.gone.size(); ++i)
        gone.push(gone_view(room, visit, typed, i, problems));
    auto page = Value::object({{"values", values}, {"problems", problems}, {"gone", gone},
        {"kinds", links::choices(room.facts, "note_kind", today, typed.note.kind)},
        {"subjects", subjects}, {"readers", names.empty() ? std::string() : reads_it(names)},
        {"choices", NoteChoices(room, visit, typed.note).choices(offered)},
        {"offers_own", offered == Offered::linked}});
    if (!typed.problems.empty())
        page["errors"] = errors_view(typed.problems);
    return page;
}

} // namespace kith::cases
