// SPDX-License-Identifier: MIT
#include "engine/wording/text.h"
#include "engine/wording/wording.h"
#include <algorithm>
#include <cmath>

namespace kith::wording {
namespace {
    constexpr std::size_t fewest_words = 10;
    constexpr std::size_t long_word = 3; // syllables

    bool is_vowel(char sign)
    {
        return sign == 'a' || sign == 'e' || sign == 'i' || sign == 'o' || sign == 'u'
            || sign == 'y';
    }
    bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }

    // Groups of vowels, less an e that is not spoken at the end ("made", "cared", "names"), and
    // at least one. A number is read as one syllable a digit.
    std::size_t syllables_in(std::string_view word)
    {
        if (!word.empty() && is_digit(word[0]))
            return static_cast<std::size_t>(std::ranges::count_if(word, is_digit));
        std::size_t groups = 0;
        for (std::size_t at = 0; at < word.size(); ++at)
            groups += is_vowel(word[at]) && (at == 0 || !is_vowel(word[at - 1])) ? 1 : 0;
        auto const ends = [&](std::string_view end) {
            return word.size() > end.size() + 1 && word.ends_with(end)
                && !is_vowel(word[word.size() - end.size() - 1]);
        };
        auto const before = [&](std::size_t back) { return word[word.size() - back]; };
        if (ends("ed") && before(3) != 't' && before(3) != 'd')
            --groups;
        else if (ends("es") && std::string_view("szxhc").find(before(3)) == std::string_view::npos
            && before(3) != 'g')
            --groups;
        else if (ends("e") && before(2) != 'l')
            --groups;
        return std::max<std::size_t>(groups, 1);
    }
} // namespace

int Ease::age() const { return std::max(5, static_cast<int>(std::lround(grade)) + 5); }

std::optional<Ease> ease(std::string_view text)
{
    auto const read = words_of(text);
    if (read.words.size() < fewest_words)
        return std::nullopt;
    Ease ease;
    ease.words = read.words.size();
    ease.sentences = read.sentences;
    for (auto const& word : read.words) {
        auto const syllables = syllables_in(read.compared(word));
        ease.syllables += syllables;
        ease.long_words += syllables >= long_word ? 1 : 0;
    }
    auto const words = static_cast<double>(ease.words);
    ease.words_a_sentence = words / static_cast<double>(ease.sentences);
    ease.grade
        = 0.39 * ease.words_a_sentence + 11.8 * static_cast<double>(ease.syllables) / words - 15.59;
    return ease;
}

} // namespace kith::wording
