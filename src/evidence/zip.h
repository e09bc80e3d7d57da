// SPDX-License-Identifier: MIT
#pragma once

// Files as one ZIP file, with libzip, in memory. The same files give the same bytes.
//
// Shapes   names are UTF-8 with `/`; every file has the moment that is given, and nothing of this
//          machine stands in it.
// Cost     holds what it is given and what it makes.
// Errors   throws std::runtime_error where libzip will not, as for no file at all.

#include "base/time.h"
#include <string>
#include <utility>
#include <vector>

namespace kith::evidence {

using NamedBytes = std::pair<std::string, std::string>;
[[nodiscard]] std::string write_zip(std::vector<NamedBytes> const& files, Instant at);

} // namespace kith::evidence
