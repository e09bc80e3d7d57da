// SPDX-License-Identifier: MIT
// A form in a request's body: what is read must be written and read again as the same.
#include "platform/http/form_data.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    auto const form = http::read_form(std::string_view(reinterpret_cast<char const*>(bytes), size));
    if (!form)
        return 0;
    for (auto const& [name, value] : form->pairs())
        must(http::is_text(name) && http::is_text(value), "a form holds text only");
    auto const again = http::read_form(http::write_form(*form));
    must(again.ok() && again->pairs() == form->pairs(), "a form survives being written");
    return 0;
}
