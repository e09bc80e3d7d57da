// SPDX-License-Identifier: MIT
#pragma once

// All distinct names that somebody goes by, and which of them are alike one that was typed.
//
// A name typed meets those that differ by one slip on either side (a letter left out of one, or of
// both, or two out of what was typed), that sound alike, that are forms of one name, that are part
// of a double-barrelled one, that begin so, or that are its twin in another script. Each that meets
// is then compared as `compare` does, on Latin letters. What is spelt alike with more slips, from
// the same first letter on, is found by looking through all names of that letter (alike_many.h).
//
// Shapes   values as Book::names numbers them: 1, 2, ... in order of arrival. A name is never taken
//          out.
// Cost     some 10 to 60 us a name typed, among 100,000. About 280 bytes a name.
// Threads  one writer; any number of readers while nobody writes. Errors  none.

#include "engine/linkage/alike_many.h"
#include "engine/linkage/known_model.h"
#include "engine/linkage/scripts.h"
#include "engine/linkage/variants.h"
#include <span>
#include <unordered_map>

namespace kith::linkage {

// Ascending as Comparer ranks them.
enum class Likeness : std::uint8_t { different, near, close, variant, part, same };

// A name as it was typed, which need not be in the book.
struct TypedName {
    std::string text = {}; // folded; empty: nothing was typed
    InLatin latin = {};
    std::string skeleton = {};
    Name described = {};
    Value value = 0;                // in the book; 0: not there
    Value common = 0;               // in the model
    std::array<float, 2> same = {}; // what it weighs as a forename, as a surname
    [[nodiscard]] bool empty() const { return text.empty(); }
};

class KnownNames {
public:
    KnownNames(Variants variants, GivenModel const& model);

    Value take(std::string_view folded);
    [[nodiscard]] std::string_view text(Value name) const { return texts_.text(name); }
    [[nodiscard]] std::size_t size() const { return texts_.size(); } // one more than there are
    [[nodiscard]] Name const& described(Value name) const { return names_[name].described; }
    [[nodiscard]] Value common(Value name) const { return names_[name].common; }
    // What it weighs that two have this name, as forename or surname.
    [[nodiscard]] float same(Field field, Value name) const
    {
        return names_[name].same[static_cast<std::size_t>(field)];
    }

    [[nodiscard]] TypedName typed(std::string folded) const;
    [[nodiscard]] Likeness likeness(TypedName const& typed, Value name) const;
    // Which begin with what was typed, if that is two letters or more; in another script, whose
    // consonants begin so.
    [[nodiscard]] bool begins(TypedName const& typed, Value name) const;
    // Candidates to be compared, each as often as it meets, unsorted.
    void meeting(TypedName const& typed, std::vector<Value>& met) const;
    void beginning(TypedName const& typed, std::vector<Value>& met) const;

private:
    struct Known {
        Name described = {};
        std::array<Value, 2> parts = {};
        std::array<float, 2> same = {};
        Value common = 0;
        Value latin = 0;    // of latins_; 0: the text itself
        Value skeleton = 0; // of skeletons_
        Script script = Script::latin;
    };
    struct Heard { // one that sounds alike, and whether it can be spelt alike
        Value name;
        std::uint8_t length;
        std::uint64_t letters;
    };
    using Lists = std::vector<std::vector<Value>>; // by value
    // Hashes of names with one letter left out, and of the names themselves. Never taken out.
    class Slips {
    public:
        void add(std::uint64_t hash, Value name);
        template <class Do>
        void each(std::uint64_t hash, Do const& act) const;

    private:
        struct Slot {
            std::uint32_t hash = 0;
            Value name = 0;
        };
        void place(Slot const& slot);
        std::vector<Slot> slots_ = std::vector<Slot>(1024);
        std::size_t count_ = 0;
    };

    [[nodiscard]] std::string_view latin(Value name) const
    {
        return names_[name].latin != 0 ? latins_.text(names_[name].latin) : texts_.text(name);
    }
    [[nodiscard]] Name describe(std::string_view folded, std::string_view latin) const;
    [[nodiscard]] bool share_part(TypedName const& typed, Value name) const;
    void index(Value name);

    Variants variants_;
    GivenModel const& model_;
    Dictionary texts_ = {};
    Dictionary latins_ = {};
    Dictionary skeletons_ = {};
    std::vector<Known> names_ = std::vector<Known>(1);
    Slips slips_ = {};
    std::array<NameList, 27> spellings_ = {}; // in Latin letters, by the first one
    Lists by_root_ = {};
    std::array<Lists, 2> by_skeleton_ = {}; // Latin names, and names of other scripts
    std::unordered_map<Value, std::vector<Value>> by_part_ = {};
    std::unordered_map<std::uint32_t, std::vector<Heard>> by_sound_ = {};
    std::unordered_map<std::uint32_t, std::vector<Value>> by_front_ = {};
    std::array<std::unordered_map<char, std::vector<Value>>, 2> by_first_ = {}; // as by_skeleton_
};

} // namespace kith::linkage
