// SPDX-License-Identifier: MIT
// Any bytes as a text, and as a list: read or refused, flags in order and within the text.
#include "engine/wording/shipped_list_test.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    static auto const list = wording::shipped_list();
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    for (auto const readers : {wording::Readers::professionals, wording::Readers::families}) {
        std::size_t behind = 0;
        for (auto const& flag : list.flags(text, {wording::Record::of_a_child, readers})) {
            must(flag.offset >= behind && flag.length > 0, "flags stand in order");
            behind = flag.offset + flag.length;
            must(flag.phrase < list.phrases().size(), "each is a phrase of the list");
        }
        must(behind <= size, "flags lie within the text");
    }
    if (auto const ease = wording::ease(text))
        must(ease->syllables >= ease->words && ease->sentences >= 1, "each word is spoken");
    auto const half = text.substr(0, size / 2);
    if (auto const own = wording::List::read(half, text.substr(size / 2)))
        (void)own->flags(text);
    if (auto const own = wording::List::read(text, shipped_file("data/wording/words.csv")))
        (void)own->flags(text);
    return 0;
}
