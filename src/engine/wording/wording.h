// SPDX-License-Identifier: MIT
#pragma once

// Words that blame: finds the phrases of a list in what a professional wrote, and says what to
// write instead. It also says how hard a text is to read, for one that a child or parent will read.
//
//     auto const list = TRY(List::read(shipped_file("data/wording/phrases.csv"),
//         shipped_file("data/wording/words.csv")));
//     for (auto const& flag : list.flags(text))
//         … text.substr(flag.offset, flag.length), list.phrases()[flag.phrase].instead
//
// It advises and decides nothing: it changes no text, and whoever wrote may leave a phrase as it
// is. It is silent inside quotation marks and lines that begin with ">" (somebody's own words, a
// quoted document), in the wording of a charge, in names of streets and buildings, and on the
// record of a person of concern, where an allegation stays an allegation.
//
// Shapes   offsets and lengths are bytes of the text given; flags stand in the order of the text
//          and never overlap. How a list is written: README.md beside this file.
// Cost     one pass: time grows with the text, whatever it holds.
// Threads  a List does not change once read; safe to share.
// Errors   `read` is `invalid` and names the file's row. `flags` and `ease` answer for any bytes.

#include "base/result.h"
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::wording {

struct Phrase {
    std::string id = {};
    std::string instead = {}; // what to write
    std::string why = {};
    std::string source = {};
    std::string example = {};  // a sentence in which it is flagged
    std::string fine = {};     // one in which it is not, or none
    bool for_families = false; // looked for only in what a child or parent will read
};

struct Flag {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::size_t phrase = 0; // in List::phrases

    friend bool operator==(Flag const&, Flag const&) = default;
};

enum class Record { of_a_child, of_a_person_of_concern };
enum class Readers { professionals, families };

struct About {
    Record record = Record::of_a_child;
    Readers readers = Readers::professionals;
};

struct Compiled; // what a list becomes, for looking quickly

class List {
public:
    // `phrases` and `words` are CSV: README.md says what each column holds. Every example is tried.
    [[nodiscard]] static Result<List> read(std::string_view phrases, std::string_view words);

    [[nodiscard]] std::vector<Phrase> const& phrases() const;
    [[nodiscard]] Phrase const* find(std::string_view id) const; // nullptr if there is none
    [[nodiscard]] std::vector<Flag> flags(std::string_view text, About const& about = {}) const;

private:
    explicit List(std::shared_ptr<Compiled const> compiled) : compiled_(std::move(compiled)) { }
    std::shared_ptr<Compiled const> compiled_;
};

// How hard a text is to read, by Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word
// - 15.59 is a school grade in the United States; five more is about an age.
struct Ease {
    std::size_t sentences = 0;
    std::size_t words = 0;
    std::size_t syllables = 0;  // counted by rule, so now and then one too many or too few
    std::size_t long_words = 0; // of three syllables or more
    double words_a_sentence = 0;
    double grade = 0;

    [[nodiscard]] int age() const; // whole years, never under 5
};
// Nothing for fewer than ten words: too few to judge.
[[nodiscard]] std::optional<Ease> ease(std::string_view text);

} // namespace kith::wording
