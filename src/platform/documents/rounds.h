// SPDX-License-Identifier: MIT
#pragma once

// The two rounds of documents.
//
// Errors   what is thrown is logged by whoever runs them, and they run again.

#include "platform/access/gate.h"
#include "platform/documents/store.h"

namespace kith::documents {

// What no record claimed for a day.
void remove_what_nobody_named(access::Gate const& gate);
// Files that wait for the virus scanner: those it finds clean are shown from now on, of those it
// refuses the bytes go.
void ask_scanner_again(Documents const& room, access::Gate const& gate);

} // namespace kith::documents
