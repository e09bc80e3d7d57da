// SPDX-License-Identifier: MIT
// What somebody types as a receipt: if it is one, its words and its digits are the same receipt.
#include "concerns/receipt.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    std::string_view const typed(reinterpret_cast<char const*>(bytes), size);
    if (auto const receipt = concerns::Receipt::read(typed)) {
        auto const by_words = concerns::Receipt::read(receipt->words());
        auto const by_digits = concerns::Receipt::read(receipt->digits());
        must(by_words.ok() && *by_words == *receipt, "its words are the same receipt");
        must(by_digits.ok() && *by_digits == *receipt, "its digits are the same receipt");
    }
    if (auto const raw = concerns::from_base64(typed)) {
        auto const again = concerns::from_base64(concerns::base64(*raw));
        must(again.ok() && *again == *raw, "base64 survives being written");
    }
    return 0;
}
