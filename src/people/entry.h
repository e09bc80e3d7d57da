// SPDX-License-Identifier: MIT
#pragma once

// One entry of a person's chronology: as everywhere (links/chronology.h).

#include "links/links.h"

namespace kith::people {

using links::Entry;
using links::whole;

} // namespace kith::people
