// SPDX-License-Identifier: MIT
#pragma once

// A name of another script in Latin letters, roughly as it is heard: so that it finds its Latin
// twin, and the other way round. For comparing only, never for showing.
//
// Arabic (with Persian, Urdu, Kurdish and Pashto letters), Hebrew, Greek, Armenian, Georgian,
// Ethiopic, and the scripts of India from Devanagari to Malayalam; Cyrillic and accented Latin are
// folded before (normalise). Where a script leaves vowels out, the skeleton still meets: the
// consonants alone, those often written one for the other as one.
//
// Sources  Unicode's code charts. The letters chosen are Kith's own, near to how names are commonly
//          written in England, not a transliteration standard.
// Shapes   folded text in. Cost  about 100 ns a name. Threads  safe. Errors  none: letters of a
//          script that is not here stay as they are.

#include <cstdint>
#include <string>
#include <string_view>

namespace kith::linkage {

enum class Script : std::uint8_t {
    latin,
    arabic,
    hebrew,
    greek,
    caucasian,
    indic,
    ethiopic,
    other
};

struct InLatin {
    std::string text = {}; // the name itself where it is Latin
    Script script = Script::latin;
};
[[nodiscard]] InLatin in_latin(std::string_view folded);
// "mhmd" of "mohammed", "mohamed" and what stands for the Arabic letters; may be empty.
[[nodiscard]] std::string skeleton_of(std::string_view latin);
// What a name is heard to begin with: a consonant, those written one for the other as one, or a for
// any vowel. Not for empty text.
[[nodiscard]] char heard_first(std::string_view latin);
// A hash of the skeleton; of what has fewer than two consonants, of the whole. 0 for no letters.
[[nodiscard]] std::uint32_t twin_of(std::string_view latin);

} // namespace kith::linkage
