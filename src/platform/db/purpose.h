// SPDX-License-Identifier: MIT
#pragma once

// What a connection is opened for. One that reads cannot write, on either database.

namespace kith::db {

enum class Purpose { reading, writing };

} // namespace kith::db
