// SPDX-License-Identifier: MIT
// What lies in the inbox (anybody can seal something to the hub's key), and what a box holds.
#include "concerns/report.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    if (auto const item = concerns::read_item(text)) {
        auto const again = concerns::read_item(concerns::write(*item));
        must(again.ok() && again->kind == item->kind && again->box == item->box
                && again->answers == item->answers
                && (item->kind != concerns::ItemKind::message || again->body == item->body),
            "an item survives being written");
    }
    if (auto const reply = concerns::read_reply(text)) {
        auto const again = concerns::read_reply(concerns::write(*reply));
        must(again.ok() && again->status == reply->status
                && again->lines.size() == reply->lines.size(),
            "a reply survives being written");
    }
    return 0;
}
