// SPDX-License-Identifier: MIT
#include "people/person_fact.h"
#include "people/care.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    constexpr std::size_t longest_words = 500;
    constexpr std::size_t longest_note = 2000;
    constexpr std::size_t shortest_urn = 5;
    constexpr std::size_t longest_urn = 6;

    constexpr FactKind kinds[] = {
        {"gender", FactGroup::identity, "Gender", "What is their gender, in their own words?",
            "Write it as they say it", "", "In their own words", "", Needs::words, false, true},
        {"pronouns", FactGroup::identity, "Pronouns", "Which pronouns do they ask for?",
            "Only if they say so", "", "Pronouns", "", Needs::words, false, true},
        {"ethnicity", FactGroup::identity, "Ethnicity", "What is their ethnicity?",
            "Ask, and let them choose: nobody is judged by looks or name", "ethnicity",
            "In their own words (optional)", "", Needs::code, false, true},
        {"religion", FactGroup::identity, "Religion or belief",
            "Which religion or belief do they want known?",
            "Only what they, or who cares for them, want known", "", "In their own words", "",
            Needs::words, false, true},
        {"language", FactGroup::language, "Language they speak best",
            "Which language do they speak best?", "", "language", "Another language, or a dialect",
            "", Needs::code_or_words, false, true},
        {"understands", FactGroup::language, "Languages they understand",
            "Which language do they understand?", "", "language", "Another language, or a dialect",
            "", Needs::code_or_words, true, true},
        {"interpreter", FactGroup::language, "Interpreter", "Do they need an interpreter?",
            "A friend or a relative is never the interpreter", "interpreter_need",
            "Language and dialect (optional)", "", Needs::code, false, true},
        {"communication", FactGroup::language, "How to talk with them",
            "How do they best say and hear things?",
            "Such as pictures, short sentences, time to answer, or writing it down", "",
            "What works", "", Needs::words, true, true},
        {"disability", FactGroup::health, "Disability", "Which disability do they live with?",
            "One at a time. “No disability” stands alone", "disability",
            "In their own words (optional)", "", Needs::code, true, true},
        {"support", FactGroup::health, "What helps", "What helps, and what should people know?",
            "Such as medicine at set times, hearing aids, or a quiet room", "", "What helps", "",
            Needs::words, true, true},
        {"education", FactGroup::education, "Where they learn or work",
            "Where do they learn or work?",
            "A school’s register number finds its name, where the register is loaded",
            "education_place", "School, college or place (optional)",
            "Register number of the school (URN, optional)", Needs::code, true, true},
        {"status", FactGroup::status, "Legal status", "Which legal status do they have?",
            "Say from when, and where it is written. Of a child who is looked after, say which "
            "authority answers for them, also where they live in another’s area",
            "legal_status", "Anything more exact (optional)",
            "Authority that looks after them: its name, or its code in Kith (if it does)",
            Needs::code, true, true},
        {"address", FactGroup::addresses, "Where they live", "Where do they live, or stay?",
            "Where the address is protected, this is sealed", "address_kind", "Address",
            "Postcode (optional)", Needs::code_and_words, true, true},
    };

    std::string tidied(std::string const& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string::npos
            ? ""
            : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    // Rule 3: the smaller is nearer to the person.
    int distance(std::string_view stated_by)
    {
        constexpr std::string_view nearest_first[]
            = {"self", "parent_carer", "document", "practitioner", "officer"};
        auto const* const found = std::ranges::find(nearest_first, stated_by);
        return static_cast<int>(found - std::begin(nearest_first));
    }

    Done check_answer(
        directory::ReferenceFacts const& lists, FactKind const& kind, Fact const& fact, Date today)
    {
        auto const nothing = fact.code.empty() && fact.words.empty() && fact.number.empty();
        if (fact.answer != Answer::said)
            return nothing ? done()
                           : Done(invalid("You wrote an answer too: take it out, or choose that it "
                                          "is known",
                               "answer"));
        if (!fact.code.empty() && (kind.list.empty() || !lists.lists(kind.list, fact.code, today)))
            return invalid("Choose one of the list", "code");
        if (kind.words.empty() && !fact.words.empty())
            return invalid("Leave the words out: this is chosen from a list", "words");
        if (kind.number.empty() && !fact.number.empty())
            return invalid("Leave the number out: this has none", "number");
        auto const homeless = fact.code == "NO_FIXED";
        if ((kind.needs == Needs::code || kind.needs == Needs::code_and_words) && fact.code.empty())
            return invalid("Choose one, or say that it is not known", "code");
        if (kind.needs == Needs::code_or_words && fact.code.empty() && fact.words.empty())
            return invalid("Choose one, or write it", "code");
        if ((kind.needs == Needs::words || (kind.needs == Needs::code_and_words && !homeless))
            && fact.words.empty())
            return invalid("Write it, or say that it is not known", "words");
        return done();
    }

    Done check_number(Fact& fact)
    {
        if (fact.number.empty())
            return done();
        if (fact.kind == "address") {
            auto const postcode = directory::Postcode::read(fact.number);
            if (!postcode)
                return invalid(
                    "Enter a full UK postcode, such as FY1 1AD, or leave it empty", "number");
            fact.number = postcode->write();
        } else if (fact.kind == "status") {
            if (!may_be_looked_after(fact.code))
                return invalid(
                    "Leave the authority out: nobody is looked after by this status", "number");
        } else if (fact.number.size() < shortest_urn || fact.number.size() > longest_urn
            || !std::ranges::all_of(fact.number, [](char c) { return c >= '0' && c <= '9'; }))
            return invalid("Enter the five or six digits of the register number", "number");
        return done();
    }

    Done check_who_said_it(directory::ReferenceFacts const& lists, Fact const& fact, Date today)
    {
        auto const must_say = fact.answer == Answer::said || fact.answer == Answer::not_wished;
        if (fact.stated_by.empty() ? must_say : !lists.lists("stated_by", fact.stated_by, today))
            return invalid("Choose who said it", "stated_by");
        if (fact.kind == "religion" && fact.answer == Answer::said && fact.stated_by != "self"
            && fact.stated_by != "parent_carer")
            return invalid("Religion or belief is recorded only as they, or who cares for them, "
                           "want it known",
                "stated_by");
        return done();
    }

    Done check_fact_days(Fact const& fact, Person const& person, Date today)
    {
        if (fact.from && fact.from->first() > today)
            return invalid("Enter a day that is not in the future", "from");
        if (fact.from && person.birth && fact.from->last() < person.birth->first())
            return invalid("That is before they were born: check the day", "from");
        if (fact.until && fact.from && fact.until->last() < fact.from->first())
            return invalid("The last day is before the first: change one of them", "until");
        return done();
    }

    bool same(Fact const& one, Fact const& other)
    {
        return one.kind == other.kind && one.answer == other.answer && one.code == other.code
            && words::folded(one.words) == words::folded(other.words) && one.number == other.number
            && one.stated_by == other.stated_by && one.from == other.from;
    }

    Done check_beside(
        FactKind const& kind, Fact const& fact, std::vector<Fact> const& facts, Date today)
    {
        auto const is_none = fact.code == "NONE";
        for (auto const& other : facts) {
            if (!stands(other, today))
                continue;
            if (same(fact, other))
                return invalid(
                    "This stands on the record already", kind.list.empty() ? "words" : "code");
            if (fact.kind != "disability" || other.kind != fact.kind || other.code.empty()
                || fact.code.empty() || (fact.until && fact.until->last() < today))
                continue;
            if (is_none && other.code != "NONE")
                return invalid(
                    "“No disability” stands alone: first end or take back what stands", "code");
            if (!is_none && other.code == "NONE")
                return invalid("“No disability” stands: first end it or take it back", "code");
        }
        return done();
    }
} // namespace

std::string_view write(Answer answer)
{
    switch (answer) {
    case Answer::said:
        return "said";
    case Answer::not_asked:
        return "not asked";
    case Answer::not_wished:
        return "not wished";
    case Answer::not_known:
        return "not known";
    }
    return {};
}

std::optional<Answer> read_answer(std::string_view text)
{
    for (auto const answer :
        {Answer::said, Answer::not_asked, Answer::not_wished, Answer::not_known})
        if (text == write(answer))
            return answer;
    return {};
}

std::string_view in_words(Answer answer)
{
    switch (answer) {
    case Answer::said:
        return "Known";
    case Answer::not_asked:
        return "Not asked yet";
    case Answer::not_wished:
        return "Asked, and they did not wish to say";
    case Answer::not_known:
        return "Not known";
    }
    return {};
}

std::span<FactKind const> fact_kinds() { return kinds; }

FactKind const* find_fact_kind(std::string_view kind)
{
    auto const* const found = std::ranges::find(kinds, kind, &FactKind::kind);
    return found == std::end(kinds) ? nullptr : found;
}

std::string_view title_of(FactGroup group)
{
    switch (group) {
    case FactGroup::identity:
        return "Identity";
    case FactGroup::language:
        return "Language and communication";
    case FactGroup::health:
        return "Health and disability needs";
    case FactGroup::education:
        return "Education";
    case FactGroup::status:
        return "Status";
    case FactGroup::addresses:
        return "Addresses and contact";
    }
    return {};
}

bool tells_where(Fact const& fact) { return fact.kind == "address"; }

bool stands(Fact const& fact, Date on)
{
    if (fact.withdrawn_at || !fact.until)
        return !fact.withdrawn_at;
    // Of what somebody ended only the year may be known: it is over all the same.
    return on <= (fact.ended_at ? fact.until->first() : fact.until->last());
}

std::int64_t version_of(Fact const& fact)
{
    return 1 + (fact.ended_at ? 1 : 0) + (fact.withdrawn_at ? 1 : 0);
}

std::vector<Fact> standing(std::vector<Fact> const& facts, std::string_view kind, Date on)
{
    std::vector<Fact> found;
    for (auto const& fact : facts)
        if (fact.kind == kind && stands(fact, on))
            found.push_back(fact);
    auto const* const asked = find_fact_kind(kind);
    auto const by_distance = asked && !asked->several;
    std::ranges::stable_sort(found, [&](Fact const& one, Fact const& other) {
        auto const near = by_distance ? distance(one.stated_by) : 0;
        auto const far = by_distance ? distance(other.stated_by) : 0;
        return near != far ? near < far : one.recorded_at > other.recorded_at;
    });
    return found;
}

Result<Fact> checked(directory::ReferenceFacts const& lists, Fact fact, Person const& person,
    std::vector<Fact> const& facts, Date today)
{
    auto const* const kind = find_fact_kind(fact.kind);
    if (!kind)
        return invalid("Choose what it is about", "kind");
    for (auto* const text : {&fact.words, &fact.number, &fact.source, &fact.note})
        *text = tidied(*text);
    for (auto const& [text, field] :
        {std::pair(&fact.words, "words"), std::pair(&fact.source, "source")})
        if (text->size() > longest_words)
            return invalid(fmt::format("Write {} characters or fewer", longest_words), field);
    if (fact.note.size() > longest_note)
        return invalid(fmt::format("Write {} characters or fewer", longest_note), "note");
    TRY(check_answer(lists, *kind, fact, today));
    TRY(check_number(fact));
    TRY(check_who_said_it(lists, fact, today));
    TRY(check_fact_days(fact, person, today));
    TRY(check_beside(*kind, fact, facts, today));
    return fact;
}

Done check_end(Fact const& fact, std::optional<PartialDate> const& until, Date today)
{
    if (!until)
        return invalid("Enter the last day, as far as it is known", "until");
    if (until->first() > today)
        return invalid("Enter a day that is not in the future", "until");
    if (fact.from && until->last() < fact.from->first())
        return invalid("That is before it began: check the day", "until");
    return done();
}

} // namespace kith::people
