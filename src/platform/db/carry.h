// SPDX-License-Identifier: MIT
#pragma once

// One moment of a PostgreSQL database, for as long as it lives; nobody waits for it.
//
// Threads  the connection's own. Errors   db::Failure.

#include "platform/db/db.h"

namespace kith::db {

class OneMoment {
public:
    explicit OneMoment(Connection& connection);
    OneMoment(OneMoment const&) = delete;
    OneMoment& operator=(OneMoment const&) = delete;
    ~OneMoment();

private:
    Connection& connection_;
};

} // namespace kith::db
