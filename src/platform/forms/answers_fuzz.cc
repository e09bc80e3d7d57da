// SPDX-License-Identifier: MIT
// Answers as JSON, from the API or the database: what is read is written and read again as the
// same.
#include "platform/forms/answers.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    auto const answers = forms::Answers::from_json("concerns/report", 1, text);
    if (!answers)
        return 0;
    auto const written = answers->to_json();
    auto const again = forms::Answers::from_json("concerns/report", 1, written);
    must(again.ok() && again->to_json() == written, "answers survive being written");
    for (auto const* name : {"about", "what", "when", "who"}) {
        (void)answers->text(name);
        (void)answers->list(name);
        (void)answers->date(name);
        (void)answers->instant(name);
        (void)answers->people(name);
        (void)answers->places(name);
    }
    return 0;
}
