// SPDX-License-Identifier: MIT
#pragma once

// What else is asked of the process in the sandbox, as `kith redraw --asked`: what is in an
// archive, one file out of it, and a picture with parts of it covered.
//
// Nothing that it sends is trusted: numbers, sizes and names are held to the limits again.
//
// Shapes   the first line says what is asked, with the size of what follows and the limits; one
//          line comes back, then what was made, or the word for why there is nothing.
// Cost     a process: some 30 ms, and 10 s of the processor at most. It may use 256 MiB for an
//          archive, and what it was sent is in them: an archive of 100 MB can be listed, and one
//          file of 100 MB taken out of it.
// Threads  safe.
// Errors   throws std::system_error where no process can be made.

#include "platform/documents/apart.h"
#include "platform/documents/archive.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::documents {

[[nodiscard]] Apart asked_of(Apart const& apart); // with `--asked`

[[nodiscard]] Listed list_apart(
    Apart const& apart, ArchiveCaps const& caps, std::uint64_t size, Source const& source);
[[nodiscard]] TakenOut take_out_apart(Apart const& apart, ArchiveCaps const& caps,
    std::size_t number, std::uint64_t size, Source const& source);

// A part of a picture that nobody is to see: in thousandths of its width and height, from its upper
// left corner.
struct Covered {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    friend bool operator==(Covered const&, Covered const&) = default;
};
[[nodiscard]] bool is_within(Covered const& part);
// A JPEG, drawn anew: what is covered is black in it, and nowhere else. Nothing if it is no
// picture.
[[nodiscard]] std::optional<std::string> cover_apart(
    Apart const& apart, std::vector<Covered> const& parts, std::string_view picture);
[[nodiscard]] std::optional<std::string> cover(
    std::string_view picture, std::vector<Covered> const& parts);

// The other side: from `in` to `out`. Enters the sandbox before it reads what was sent.
int answer_here(int in, int out);

} // namespace kith::documents
