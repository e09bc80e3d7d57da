// SPDX-License-Identifier: MIT
#include "cases/instrument.h"
#include "base/shipped.h"
#include "cases/safety_map.h"
#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <set>
#include <stdexcept>
#include <toml++/toml.h>

namespace kith::cases {
namespace {
    constexpr std::size_t longest_measured_text = 2000;
    constexpr std::int64_t most_of_one_count = 1'000'000; // so that no sum of counts runs over
    constexpr std::string_view instrument_folder = "data/instruments/";

    // Reads one file; the first thing that is wrong names the file.
    class InstrumentReader {
    public:
        InstrumentReader(std::string_view file, toml::table const& table)
            : file_(file), table_(table)
        {
        }

        Result<Instrument> whole()
        {
            Instrument made;
            made.name = text(table_, "name");
            made.version = static_cast<int>(table_["version"].value_or(std::int64_t{0}));
            made.title = text(table_, "title");
            made.lead = text(table_, "lead");
            made.people = text(table_, "people");
            made.cases = texts(table_, "for");
            made.kind = TRY(kind());
            if (made.name.empty() || made.version < 1 || made.title.empty() || made.people.empty())
                return refused("give it a name, a version, a title and \"people\"");
            for (auto const* table : tables("question")) {
                auto one = TRY(question(*table, made));
                made.questions.push_back(std::move(one));
            }
            for (auto const* table : tables("measure")) {
                auto one = TRY(measure(*table, made));
                made.measures.push_back(std::move(one));
            }
            if (made.questions.empty() || made.measures.empty())
                return refused("give it a question and a measure");
            return made;
        }

    private:
        [[nodiscard]] Error refused(std::string_view why) const
        {
            return invalid(fmt::format("{}: {}", file_, why));
        }
        static std::string text(toml::table const& table, char const* key)
        {
            return table[key].value_or(std::string());
        }
        static std::vector<std::string> texts(toml::table const& table, char const* key)
        {
            std::vector<std::string> all;
            if (auto const* const list = table[key].as_array())
                for (auto const& one : *list)
                    all.push_back(one.value_or(std::string()));
            return all;
        }
        [[nodiscard]] std::vector<toml::table const*> tables(char const* key) const
        {
            std::vector<toml::table const*> all;
            if (auto const* const list = table_[key].as_array())
                for (auto const& one : *list)
                    if (one.is_table())
                        all.push_back(one.as_table());
            return all;
        }

        [[nodiscard]] Result<InstrumentKind> kind() const
        {
            auto const word = text(table_, "kind");
            if (word == "survey")
                return InstrumentKind::survey;
            if (word == "observation")
                return InstrumentKind::observation;
            if (word == "map")
                return InstrumentKind::map;
            return refused("kind is survey, observation or map");
        }

        [[nodiscard]] Result<InstrumentQuestion> question(
            toml::table const& table, Instrument const& made) const
        {
            InstrumentQuestion one{text(table, "code"), text(table, "question"), {}};
            if (auto const* const list = table["answer"].as_array())
                for (auto const& answer : *list)
                    if (auto const* const row = answer.as_table())
                        one.answers.push_back({text(*row, "code"), text(*row, "label")});
            if (one.code.empty() || one.question.empty() || one.answers.size() < 2)
                return refused("give each question a code, its words and two answers");
            if (made.question(one.code))
                return refused(fmt::format("question \"{}\" stands twice", one.code));
            return one;
        }

        [[nodiscard]] Result<Measure> measure(
            toml::table const& table, Instrument const& made) const
        {
            Measure one{made.name, text(table, "code"), text(table, "label"), text(table, "unit"),
                table["higher_is_safer"].value_or(true), text(table, "question"),
                texts(table, "answers")};
            auto const* const asked = made.question(one.question);
            if (one.code.empty() || one.label.empty() || one.unit.empty() || !asked)
                return refused("give each measure a code, label, unit and one of its questions");
            for (auto const& answer : one.answers)
                if (asked->label_of(answer).empty())
                    return refused(fmt::format(
                        "measure \"{}\" names the answer \"{}\", which is none", one.code, answer));
            if (one.answers.empty() || made.measure(one.code))
                return refused(fmt::format("measure \"{}\" needs answers, once", one.code));
            return one;
        }

        std::string_view file_;
        toml::table const& table_;
    };

    std::string measured_text(std::string text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        auto const last = text.find_last_not_of(" \t\r\n");
        return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
    }

    Done check_tally(Tally const& one, Instrument const& instrument, std::int64_t n)
    {
        auto const* const asked = instrument.question(one.question);
        auto const of_map = instrument.kind == InstrumentKind::map;
        if (!asked || asked->label_of(one.answer).empty() || of_map != is_square(one.where)
            || (!of_map && !one.where.empty()))
            return invalid("Use the answers of this instrument as it is now", "tallies");
        auto const field = of_map ? std::string("squares") : one.question + "-" + one.answer;
        if (one.count < 0)
            return invalid("Enter a whole number, 0 or more", field);
        // Of a map too: nobody marks one square twice with the same mark.
        if (one.count > n)
            return invalid(fmt::format("This is more than the {} who took part", n), field);
        return done();
    }

    // Of a question of a survey, no more answers than people.
    Done check_sums(Measurement const& one, Instrument const& instrument)
    {
        if (instrument.kind == InstrumentKind::map)
            return done();
        for (auto const& question : instrument.questions) {
            std::int64_t sum = 0;
            for (auto const& tally : one.tallies)
                sum += tally.question == question.code ? tally.count : 0;
            if (sum > one.n)
                return invalid(
                    fmt::format("\"{}\" has {} answers, and {} took part: count them again",
                        question.question, sum, one.n),
                    question.code + "-" + question.answers.front().code);
        }
        return done();
    }

    std::map<std::string, double> results_of(Measurement const& one, Instrument const& instrument)
    {
        std::map<std::string, double> results;
        for (auto const& measure : instrument.measures) {
            std::int64_t all = 0;
            std::int64_t these = 0;
            for (auto const& tally : one.tallies) {
                if (tally.question != measure.question)
                    continue;
                all += tally.count;
                if (std::ranges::find(measure.answers, tally.answer) != measure.answers.end())
                    these += tally.count;
            }
            if (all > 0)
                results[measure.code]
                    = 100.0 * static_cast<double>(these) / static_cast<double>(all);
        }
        return results;
    }
} // namespace

std::string InstrumentQuestion::label_of(std::string_view answer) const
{
    auto const at = std::ranges::find(answers, answer, &InstrumentAnswer::code);
    return at == answers.end() ? std::string() : at->label;
}

InstrumentQuestion const* Instrument::question(std::string_view code) const
{
    auto const at = std::ranges::find(questions, code, &InstrumentQuestion::code);
    return at == questions.end() ? nullptr : &*at;
}

Measure const* Instrument::measure(std::string_view code) const
{
    auto const at = std::ranges::find(measures, code, &Measure::code);
    return at == measures.end() ? nullptr : &*at;
}

bool Instrument::used_in(std::string_view subject_kind) const
{
    return std::ranges::find(cases, subject_kind) != cases.end();
}

Result<Instrument> Instruments::read(std::string_view file, std::string_view toml)
{
    try {
        auto const table = toml::parse(toml, file);
        return InstrumentReader(file, table).whole();
    } catch (toml::parse_error const& problem) {
        return invalid(fmt::format(
            "{}:{}: {}", file, problem.source().begin.line, std::string(problem.description())));
    }
}

Instruments Instruments::shipped()
{
    Instruments made;
    for (auto const& file : kith::shipped(instrument_folder)) {
        auto one = read(file.path, file.bytes);
        if (!one)
            throw std::runtime_error(one.error().words.key);
        auto const was = file.path.starts_with("data/instruments/was/");
        (was ? made.former_ : made.current_).push_back(std::move(*one));
    }
    std::ranges::sort(made.current_, {}, &Instrument::title);
    return made;
}

Instrument const* Instruments::find(std::string_view name) const
{
    auto const at = std::ranges::find(current_, name, &Instrument::name);
    return at == current_.end() ? nullptr : &*at;
}

Instrument const* Instruments::find(std::string_view name, int version) const
{
    for (auto const& one : former_)
        if (one.name == name && one.version == version)
            return &one;
    return find(name);
}

bool is_square(std::string_view text)
{
    return text.size() == 2 && text[0] >= 'A' && text[0] < 'A' + map_squares && text[1] >= '1'
        && text[1] < '1' + map_squares;
}

Result<Measurement> checked(Measurement one, Instrument const& instrument, Date today)
{
    one.instrument_version = instrument.version;
    one.how = measured_text(std::move(one.how));
    one.place = measured_text(std::move(one.place));
    if (one.on == Date{})
        return invalid("Enter the day it was gathered", "on-day");
    if (today < one.on)
        return invalid("Enter a day that is not in the future", "on-day");
    if (one.n < 1)
        return invalid("Enter how many took part: a whole number, 1 or more", "n");
    if (one.n > most_of_one_count) // no count is more than this
        return invalid("Enter 1,000,000 or fewer", "n");
    if (one.how.empty())
        return invalid("Say how it was gathered, by whom and at what time of day", "how");
    for (auto const& [text, field] : {std::pair{&one.how, "how"}, std::pair{&one.place, "place"}})
        if (text->size() > longest_measured_text)
            return invalid("Write 2,000 characters or fewer", field);
    std::set<std::tuple<std::string, std::string, std::string>> told;
    for (auto const& tally : one.tallies) {
        TRY(check_tally(tally, instrument, one.n));
        if (!told.emplace(tally.question, tally.answer, tally.where).second)
            return invalid("Enter each square once for each kind of mark", "squares");
    }
    TRY(check_sums(one, instrument));
    one.results = results_of(one, instrument);
    if (one.results.empty())
        return invalid(instrument.kind == InstrumentKind::map ? "Enter at least one mark"
                                                              : "Enter the answers to one question",
            instrument.kind == InstrumentKind::map ? std::string("squares")
                                                   : instrument.questions.front().code + "-"
                    + instrument.questions.front().answers.front().code);
    return one;
}

std::string value_in_words(Measurement const& one, Measure const& measure, Sees sees)
{
    auto const at = one.results.find(measure.code);
    if (at == one.results.end() || (sees == Sees::not_the_case && one.n < fewest_shown))
        return {};
    if (!tells_shares(one.tallies))
        return not_told_of_a_map;
    return fmt::format("{} {}", std::lround(at->second), measure.unit);
}

} // namespace kith::cases
