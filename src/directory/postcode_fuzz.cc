// SPDX-License-Identifier: MIT
// A postcode as somebody types it: if it reads, it is written in one way and has its parts.
#include "directory/postcode.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    std::string_view const typed(reinterpret_cast<char const*>(bytes), size);
    (void)directory::looks_like_postcode(typed);
    auto const postcode = directory::Postcode::read(typed);
    if (!postcode)
        return 0;
    auto const again = directory::Postcode::read(postcode->write());
    must(again.ok() && *again == *postcode, "a postcode survives being written");
    must(postcode->write().size() <= 8 && !postcode->area().empty()
            && postcode->outward().starts_with(postcode->area()),
        "it has an area, within its outward half");
    return 0;
}
