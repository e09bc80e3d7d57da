// SPDX-License-Identifier: MIT
#pragma once

// Does a text name a young person? For records that name none, such as that of a context
// conference (csnetwork.org.uk: a conference discusses the context, and no child's name is shared
// in it).
//
// 1. What looks like a name is taken for one, whoever is known: a word with a capital that
//    does not begin a sentence, a given name anywhere, a title and a word, a person's reference;
//    and so are initials and code names ("F.L.", "young person A", "YP1").
// 2. On top of that, the names of people who are joined to the context, as a whole or in part, in
//    small letters too and with an s or 's behind ("Merles friend", "the ashgrove girl"); not a
//    word in small letters that is a surname too ("marsh").
// 3. A refusal says the words as they were typed and no more. It reads the same for either reason,
//    so that it does not answer whether a name is known. One question it still answers: a rare
//    given name alone at the beginning of a sentence passes unless somebody joined bears it, so
//    whoever may write there and tries one learns whether somebody of that name is joined to the
//    context.
// 4. Let through are the names of those who came, and of guardians listed with their consent; the
//    context's own name and address, agencies and districts, and what data/reference/no_names.toml
//    lists: days, services, laws, places, apps; and squares of a map ("square C4")
// 5. What was written before somebody was joined to the context is shown with the name withheld.
//
// It cannot know every name: a rare one alone at the beginning of a sentence passes, unless it is
// that of somebody joined. The writer is asked not to name; this is the second pair of eyes.
//
// Shapes   text as typed; names as recorded. Cost  one pass over the text a name.
// Errors   none.

#include "base/result.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::cases {

struct LetThrough {
    std::vector<std::string> people = {}; // full names, each let through as a whole and in part
    std::vector<std::string> words = {};  // of places, agencies, districts
};

// The first words, as typed, that name somebody or look so; nothing if none do.
[[nodiscard]] std::optional<std::string> naming_in(
    std::string_view text, LetThrough const& through, std::vector<std::string> const& names_around);

// The refusal (rule 3), at its field.
[[nodiscard]] Error names_a_child(std::string const& words, std::string field);
// For where what was written is not repeated; any other problem as it is.
[[nodiscard]] Error without_the_name(Error problem);

inline constexpr std::string_view name_withheld = "[name withheld]";
// The text with every one of those names withheld: as a whole, and the given name or surname alone
// where it has a capital.
[[nodiscard]] std::string without_names(
    std::string_view text, LetThrough const& through, std::vector<std::string> const& names_around);

} // namespace kith::cases
