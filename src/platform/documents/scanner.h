// SPDX-License-Identifier: MIT
#pragma once

// A clamd beside us, which is asked about each file before anybody sees it (its INSTREAM command,
// https://docs.clamav.net/manual/Usage/Scanning.html). None is needed; once one is named, a file
// that it did not find clean is shown to nobody.
//
// Threads  safe: a connection for each file.
// Errors   none: what goes wrong on the way is `waits`.

#include "platform/documents/apart.h"
#include <string>
#include <string_view>

namespace kith::documents {

enum class Scan { none_asked, waits, clean, refused };
[[nodiscard]] std::string_view write(Scan scan); // "none asked"
[[nodiscard]] Scan read_scan(std::string_view text);

// "unix:/run/clamav/clamd.ctl" or "127.0.0.1:3310": nothing but this machine.
[[nodiscard]] bool is_scanner_address(std::string_view address);
[[nodiscard]] Scan scan_with(std::string const& address, Source const& source);

} // namespace kith::documents
