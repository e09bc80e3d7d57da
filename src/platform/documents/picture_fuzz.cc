// SPDX-License-Identifier: MIT
// A file that somebody sent as a picture: it is drawn, or refused, and what is drawn is a picture.
#include "platform/documents/picture.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    constexpr std::int64_t few_pixels = 250'000; // so that a round takes no second
    std::string_view const sent(reinterpret_cast<char const*>(bytes), size);
    (void)documents::says_too_many_pixels(sent);
    auto const drawn = documents::redraw(sent, few_pixels);
    if (!drawn.redrawn)
        return 0;
    for (auto const* const made : {&drawn.redrawn->picture, &drawn.redrawn->small})
        must(documents::redraw(*made).redrawn.has_value(), "what is drawn can be drawn again");
    must(drawn.redrawn->width <= documents::shown_side
            && drawn.redrawn->height <= documents::shown_side,
        "what is drawn is no larger than is shown");
    return 0;
}
