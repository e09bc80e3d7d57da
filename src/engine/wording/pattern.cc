// SPDX-License-Identifier: MIT
#include "engine/wording/pattern.h"
#include "engine/wording/text.h"
#include <algorithm>
#include <charconv>
#include <limits>

namespace kith::wording {
namespace {
    constexpr std::size_t shortest_stem = 3;
    constexpr std::size_t most_elements = 12;
    constexpr std::size_t most_loose = 3; // gaps and optional words: each may try the rest again

    bool read_number(std::string_view text, unsigned& into)
    {
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
        return error == std::errc{} && end == text.data() + text.size();
    }
    bool read_range(std::string_view text, unsigned& least, unsigned& most)
    {
        auto const dash = text.find('-');
        return dash != std::string_view::npos && read_number(text.substr(1, dash - 1), least)
            && read_number(text.substr(dash + 1), most) && least <= most;
    }

    // A word of a pattern: lower-case letters, digits and apostrophes, perhaps a stem's star.
    bool is_word(std::string_view text)
    {
        auto const word = text.ends_with('*') ? text.substr(0, text.size() - 1) : text;
        if (word.empty() || (text.ends_with('*') && word.size() < shortest_stem))
            return false;
        return std::ranges::all_of(word, [](char sign) {
            return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '\'';
        });
    }

    Done add_named(Class& to, std::string_view name, Sets const& sets)
    {
        auto const set = sets.find(name);
        if (set == sets.end())
            return invalid("there is no set of words called \"" + std::string(name) + "\"");
        if (set->second.empty())
            return invalid("the set \"" + std::string(name)
                + "\" holds more than single words, so it cannot stand for one");
        for (auto const symbol : set->second.members())
            to.add(symbol);
        return done();
    }
} // namespace

Symbol Vocabulary::add(std::string_view word)
{
    if (auto const at = known_.find(word); at != known_.end())
        return at->second;
    must(count_ < std::numeric_limits<Symbol>::max(), "a list of phrases names too many words");
    auto const symbol = static_cast<Symbol>(count_++);
    known_.emplace(word, symbol);
    Range range{0, 0, symbol};
    if (word.starts_with('#') && read_range(word, range.least, range.most)) {
        ranges_.push_back(range);
    } else if (word.ends_with('*')) {
        beginnings_.set(beginning(word));
        auto const length = word.size() - 1;
        stems_.emplace(word.substr(0, length), symbol);
        if (std::ranges::find(stem_lengths_, length) == stem_lengths_.end())
            stem_lengths_.insert(std::ranges::upper_bound(stem_lengths_, length), length);
    } else {
        beginnings_.set(beginning(word));
        whole_.emplace(word, symbol);
    }
    return symbol;
}

std::size_t Vocabulary::beginning(std::string_view word)
{
    std::size_t bits = 0;
    for (std::size_t at = 0; at < 3; ++at)
        bits = bits << 5U
            | (at < word.size() ? static_cast<unsigned char>(word[at]) & std::size_t{31} : 0);
    return bits;
}

void Vocabulary::find(std::string_view compared, std::vector<Symbol>& into) const
{
    unsigned number = 0;
    if (!compared.empty() && compared[0] >= '0' && compared[0] <= '9'
        && read_number(compared, number))
        for (auto const& range : ranges_)
            if (number >= range.least && number <= range.most)
                into.push_back(range.symbol);
    if (!beginnings_.test(beginning(compared)))
        return;
    if (auto const at = whole_.find(compared); at != whole_.end())
        into.push_back(at->second);
    for (auto const length : stem_lengths_) {
        if (length > compared.size())
            break;
        if (auto const at = stems_.find(compared.substr(0, length)); at != stems_.end())
            into.push_back(at->second);
    }
}

void Class::add(Symbol symbol)
{
    auto const at = std::ranges::lower_bound(members_, symbol);
    if (at != members_.end() && *at == symbol)
        return;
    members_.insert(at, symbol);
    if (bits_.size() <= symbol / 64U)
        bits_.resize(symbol / 64U + 1U);
    bits_[symbol / 64U] |= std::uint64_t{1} << (symbol % 64U);
}

bool Class::holds(Symbols symbols) const
{
    return std::ranges::any_of(symbols, [&](Symbol symbol) {
        return symbol / 64U < bits_.size()
            && (bits_[symbol / 64U] >> (symbol % 64U) & std::uint64_t{1}) != 0;
    });
}

std::vector<std::string_view> between(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        auto const stop = text.find(separator);
        auto part = text.substr(0, stop);
        text.remove_prefix(stop == std::string_view::npos ? text.size() : stop + 1);
        auto const first = part.find_first_not_of(" \t\r\n");
        if (first != std::string_view::npos)
            parts.push_back(part.substr(first, part.find_last_not_of(" \t\r\n") - first + 1));
    }
    return parts;
}

Result<Class> read_class(std::string_view text, Sets const& sets, Vocabulary& vocabulary)
{
    Class words;
    for (auto const alternative : between(text, '|')) {
        if (alternative.starts_with('{') && alternative.ends_with('}')) {
            TRY(add_named(words, alternative.substr(1, alternative.size() - 2), sets));
            continue;
        }
        unsigned least = 0;
        unsigned most = 0;
        auto const is_range = alternative.starts_with('#') && read_range(alternative, least, most);
        if (!is_range && !is_word(alternative))
            return invalid("\"" + std::string(alternative)
                + "\" is no word: write lower-case letters, or a stem of three letters or more "
                  "with a *");
        words.add(vocabulary.add(alternative));
    }
    if (words.empty())
        return invalid("a word is missing");
    return words;
}

Result<Pattern> read_pattern(std::string_view text, Sets const& sets, Vocabulary& vocabulary)
{
    Pattern pattern;
    std::size_t loose = 0;
    for (auto part : between(text, ' ')) {
        Element element;
        element.gap = part == "..";
        element.optional = part.ends_with('?');
        if (element.optional)
            part.remove_suffix(1);
        if (!element.gap)
            element.words = TRY(read_class(part, sets, vocabulary));
        loose += element.gap || element.optional ? 1 : 0;
        pattern.elements.push_back(std::move(element));
    }
    auto const fixed = [](Element const& element) { return !element.gap && !element.optional; };
    if (pattern.elements.empty() || !fixed(pattern.elements.front())
        || !fixed(pattern.elements.back()))
        return invalid("\"" + std::string(text) + "\" must begin and end with a word");
    if (pattern.elements.size() > most_elements || loose > most_loose)
        return invalid("\"" + std::string(text)
            + "\" is too long: at most twelve words, and three gaps or words that may be missing");
    return pattern;
}

} // namespace kith::wording
