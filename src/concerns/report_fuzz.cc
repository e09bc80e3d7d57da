// SPDX-License-Identifier: MIT
// What lies in the inbox (anybody can seal something to the hub's key), and what a box holds.
#include "concerns/report.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    if (auto const item = concerns::read_item(text)) {
        auto const again = concerns::read_item(concerns::write(*item));
        must(again.ok() && *again == *item, "an item survives being written");
    }
    if (auto const reply = concerns::read_reply(text)) {
        auto const again = concerns::read_reply(concerns::write(*reply));
        must(again.ok() && *again == *reply, "a reply survives being written");
    }
    return 0;
}
