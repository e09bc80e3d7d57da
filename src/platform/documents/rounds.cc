// SPDX-License-Identifier: MIT
// What is done to files while nobody waits: the unclaimed go, the scanner is asked again.
#include "platform/documents/rounds.h"

namespace kith::documents {

void remove_what_nobody_named(access::Gate const& gate)
{
    (void)remove_unclaimed(gate.database(), gate.clock().now());
}

void ask_scanner_again(Documents const& room, access::Gate const& gate)
{
    if (room.settings.clamd.empty())
        return;
    for (auto const& one : list_waiting(*gate.database().reader())) {
        auto const pass = gate.enter_as_process("attachments");
        auto const& visit = pass->visit();
        auto const scan
            = scan_with(room.settings.clamd, [&visit, &one, number = std::size_t(0)]() mutable {
                  return original_piece(visit, one, number++);
              });
        if (scan == Scan::waits)
            return; // it cannot be reached: nor could it for the next
        auto const saved
            = visit.change([&](Change& change) { return save_scan(change, one, scan); });
        must(saved.ok(), "the round of files may say what the scanner said");
    }
}

} // namespace kith::documents
