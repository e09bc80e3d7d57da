// SPDX-License-Identifier: MIT
#include "platform/http/server.h"
#include <fmt/core.h>

namespace kith::http {

// Every text here is ours (ids, patterns, references), so nothing needs escaping; what is not of
// that shape is left out rather than trusted.
namespace {
    std::string_view harmless(std::string_view text)
    {
        bool const plain = text.find_first_of("\"\\") == std::string_view::npos
            && text.find_first_not_of(
                   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_/.:{}")
                == std::string_view::npos;
        return plain ? text : std::string_view("?");
    }

    std::string utc_text(std::chrono::system_clock::time_point at)
    {
        using namespace std::chrono;
        auto const day = floor<days>(at);
        year_month_day const date(day);
        hh_mm_ss const time(floor<milliseconds>(at - day));
        return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(),
            time.seconds().count(), time.subseconds().count());
    }
} // namespace

std::string write_json(Served const& served)
{
    return fmt::format(
        R"({{"at":"{}","request":"{}","method":"{}","route":"{}","status":{},"bytes":{},)"
        R"("microseconds":{},"account":"{}"}})",
        utc_text(served.at), harmless(served.request_id), write(served.method),
        harmless(served.route), static_cast<unsigned>(served.status), served.bytes,
        served.took.count(), harmless(served.account));
}

} // namespace kith::http
