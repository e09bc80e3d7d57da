// SPDX-License-Identifier: MIT
#pragma once

// Work that is done in a process of its own, in the sandbox: this program again, as `kith redraw`,
// which is sent the bytes of a picture and sends back how staff may see it.
//
// Nothing that it sends is trusted either: lengths are held to limits, and what is said to be a
// JPEG must begin as one.
//
// Shapes   `Source` hands out the bytes piece by piece, and an empty piece at the end. One line
//          comes back, "drawn WIDTH HEIGHT BYTES BYTES" and then the two pictures, or the word for
//          why there is none.
// Cost     a process: some 30 ms, and 10 s of the processor at most; a minute by the clock.
// Threads  safe.
// Errors   throws std::system_error where no process can be made.

#include "platform/documents/picture.h"
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::documents {

// The program that is started, and its first arguments. None: this process forks and goes on, which
// is for tests, whose own program is another.
struct Apart {
    std::filesystem::path program = {};
    std::vector<std::string> arguments = {};
};
[[nodiscard]] Apart own_program(); // `kith redraw`, wherever it was started from

using Source = std::function<std::string()>;
[[nodiscard]] Drawn redraw_apart(Apart const& apart, Source const& source);

// What the trial of the sandbox says, line by line; the last line is `trial_holds` if it does.
[[nodiscard]] std::vector<std::string> try_apart(Apart const& apart);

// The other side: what `kith redraw` does, from `in` to `out`. Enters the sandbox first.
int redraw_here(int in, int out);

} // namespace kith::documents
