// SPDX-License-Identifier: MIT
#include "base/csv.h"
#include "engine/wording/compiled.h"
#include <algorithm>

namespace kith::wording {
namespace {
    constexpr std::size_t most_sets = 64;             // one bit each
    constexpr std::string_view charge_set = "charge"; // from there to the clause's end
    constexpr std::string_view law_set = "law";       // from the sentence's begin to there
    constexpr std::string_view clause_set = "new_clause";
    constexpr std::string_view verb_set = "clause_verb";
    constexpr std::string_view place_set = "place_name";

    Error in_row(std::string_view file, std::size_t row, std::string const& why)
    {
        return invalid(
            "data/wording/" + std::string(file) + ", row " + std::to_string(row) + ": " + why);
    }

    // Reads both files into what `flags` works with.
    class ListReader {
    public:
        Result<std::shared_ptr<Compiled const>> read(
            std::string_view phrases, std::string_view words)
        {
            TRY(read_sets(words));
            TRY(read_phrases(phrases));
            index();
            return std::shared_ptr<Compiled const>(std::move(out_));
        }

    private:
        Done read_sets(std::string_view text)
        {
            auto const table = TRY(csv::Table::read(text));
            if (!table.has("set") || !table.has("words"))
                return in_row("words.csv", 1, "the columns are set and words");
            for (std::size_t row = 0; row < table.size(); ++row) {
                auto const added = read_set(table.text(row, "set"), table.text(row, "words"));
                if (!added)
                    return in_row("words.csv", table.number(row), added.error().words.key);
            }
            return done();
        }

        Done read_set(std::string const& name, std::string const& words)
        {
            if (name.empty() || sets_.contains(name))
                return invalid("a set needs a name of its own");
            if (numbers_.size() == most_sets)
                return invalid("there are more than 64 sets of words");
            auto const number = numbers_.size();
            numbers_.emplace(name, number);
            Class singles;
            auto all_single = true;
            for (auto const one : between(words, ';')) {
                auto pattern = TRY(read_pattern(one, sets_, out_->vocabulary));
                if (pattern.elements.size() == 1)
                    for (auto const symbol : pattern.elements[0].words.members())
                        singles.add(symbol);
                else
                    all_single = false;
                out_->contexts.push_back({std::move(pattern), number});
            }
            if (name == place_set)
                out_->place_names = singles;
            sets_.emplace(name, all_single ? singles : Class{});
            return done();
        }

        Done read_phrases(std::string_view text)
        {
            auto const table = TRY(csv::Table::read(text));
            for (auto const* const column : {"id", "look_for", "near", "not_near", "not_before",
                     "not_after", "readers", "instead", "why", "source", "example", "fine"})
                if (!table.has(column))
                    return in_row(
                        "phrases.csv", 1, "the column " + std::string(column) + " is missing");
            for (std::size_t row = 0; row < table.size(); ++row) {
                auto const added = read_phrase(table, row);
                if (!added)
                    return in_row("phrases.csv", table.number(row), added.error().words.key);
            }
            return done();
        }

        Done read_phrase(csv::Table const& table, std::size_t row)
        {
            auto const text = [&](std::string_view column) -> std::string const& {
                return table.text(row, column);
            };
            Phrase phrase{text("id"), text("instead"), text("why"), text("source"), text("example"),
                text("fine"), text("readers") == "families"};
            if (phrase.id.empty() || phrase.instead.empty() || phrase.example.empty())
                return invalid("a phrase needs an id, what to write instead, and an example");
            if (std::ranges::find(out_->phrases, phrase.id, &Phrase::id) != out_->phrases.end())
                return invalid("the id " + phrase.id + " stands twice");
            if (!phrase.for_families && !text("readers").empty())
                return invalid("readers is families, or empty");
            Conditions conditions;
            for (auto const group : between(text("near"), '&')) {
                auto const bits = TRY(bits_of(group));
                conditions.near.push_back(bits);
            }
            conditions.not_near = TRY(bits_of(text("not_near")));
            conditions.not_before = TRY(neighbours(text("not_before")));
            conditions.not_after = TRY(neighbours(text("not_after")));
            auto const& patterns = text("look_for");
            for (auto const one : between(patterns, ';')) {
                auto pattern = TRY(read_pattern(one, sets_, out_->vocabulary));
                out_->wanted.push_back({std::move(pattern), out_->phrases.size()});
            }
            if (out_->wanted.empty() || out_->wanted.back().phrase != out_->phrases.size())
                return invalid("look_for is empty");
            out_->conditions.push_back(std::move(conditions));
            out_->phrases.push_back(std::move(phrase));
            return done();
        }

        // "adult drugs": any of these sets.
        Result<std::uint64_t> bits_of(std::string_view names) const
        {
            std::uint64_t bits = 0;
            for (auto const name : between(names, ' ')) {
                auto const at = numbers_.find(name);
                if (at == numbers_.end())
                    return invalid("there is no set of words called \"" + std::string(name) + "\"");
                bits |= std::uint64_t{1} << at->second;
            }
            return bits;
        }
        Result<Class> neighbours(std::string_view text)
        {
            if (between(text, '|').empty())
                return Class{};
            return read_class(text, sets_, out_->vocabulary);
        }

        void index()
        {
            auto const symbols = out_->vocabulary.size();
            out_->wanted_from.resize(symbols);
            out_->contexts_from.resize(symbols);
            for (std::size_t at = 0; at < out_->wanted.size(); ++at)
                for (auto const symbol : out_->wanted[at].pattern.elements[0].words.members())
                    out_->wanted_from[symbol].push_back(at);
            for (std::size_t at = 0; at < out_->contexts.size(); ++at)
                for (auto const symbol : out_->contexts[at].pattern.elements[0].words.members())
                    out_->contexts_from[symbol].push_back(at);
            auto const bit_of = [&](std::string_view name) {
                auto const at = numbers_.find(name);
                return at == numbers_.end() ? 0 : std::uint64_t{1} << at->second;
            };
            out_->charge = bit_of(charge_set);
            out_->law = bit_of(law_set);
            out_->new_clause = bit_of(clause_set);
            out_->clause_verb = bit_of(verb_set);
        }

        std::shared_ptr<Compiled> out_ = std::make_shared<Compiled>();
        Sets sets_;
        std::map<std::string, std::size_t, std::less<>> numbers_;
    };

    // Each phrase proves itself: flagged in its example, silent in what is said to be fine.
    Done try_examples(List const& list)
    {
        std::string wrong;
        for (auto const& phrase : list.phrases()) {
            About const about{Record::of_a_child,
                phrase.for_families ? Readers::families : Readers::professionals};
            auto const flagged = [&](std::string const& sentence) {
                auto const flags = list.flags(sentence, about);
                return std::ranges::any_of(flags,
                    [&](Flag const& flag) { return list.phrases()[flag.phrase].id == phrase.id; });
            };
            if (!flagged(phrase.example))
                wrong += "; " + phrase.id + " is not found in its own example \"" + phrase.example
                    + "\"";
            if (flagged(phrase.fine))
                wrong += "; " + phrase.id + " is found in what is said to be fine, \"" + phrase.fine
                    + "\"";
        }
        if (!wrong.empty())
            return invalid("data/wording/phrases.csv: " + wrong.substr(2));
        return done();
    }
} // namespace

Result<List> List::read(std::string_view phrases, std::string_view words)
{
    auto compiled = TRY(ListReader().read(phrases, words));
    List list(std::move(compiled));
    TRY(try_examples(list));
    return list;
}

std::vector<Phrase> const& List::phrases() const { return compiled_->phrases; }

Phrase const* List::find(std::string_view id) const
{
    auto const at = std::ranges::find(compiled_->phrases, id, &Phrase::id);
    return at == compiled_->phrases.end() ? nullptr : &*at;
}

} // namespace kith::wording
