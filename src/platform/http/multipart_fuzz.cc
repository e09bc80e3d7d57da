// SPDX-License-Identifier: MIT
// A form with uploads: however the bytes are cut into pieces on their way, the same form is read.
#include "platform/http/multipart.h"

namespace {
kith::Result<kith::http::FormData> read_in_pieces(std::string_view body, std::size_t piece)
{
    kith::http::MultipartReader reader("seam");
    for (std::size_t at = 0; at < body.size(); at += piece)
        TRY(reader.feed(body.substr(at, piece)));
    return reader.finish();
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    if (size < 1)
        return 0;
    std::string_view const body(reinterpret_cast<char const*>(bytes) + 1, size - 1);
    auto const whole = http::read_multipart(body, "seam");
    auto const cut = read_in_pieces(body, std::size_t(1) + bytes[0] % 16U);
    must(whole.ok() == cut.ok(), "pieces are read as the whole is");
    if (!whole)
        return 0;
    must(whole->pairs() == cut->pairs(), "pieces hold the same answers");
    must(whole->uploads().size() == cut->uploads().size(), "pieces hold the same uploads");
    return 0;
}
