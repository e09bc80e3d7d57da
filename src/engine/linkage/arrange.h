// SPDX-License-Identifier: MIT
#pragma once

// Records laid by where people live, while they are compared.
//
// Those of one person, and of one household, mostly give one postcode: laid next to one another
// they come from memory together. What is found is told in the numbers they had before.
//
// Few records are left in their order. Cost     some 20 ns a record, and 64 bytes. Threads  given;
// the same order on any number. Errors   none. However this ends, the records are in their order
// again.

#include "engine/linkage/record.h"

namespace kith::linkage {

class Arranged {
public:
    Arranged(People& people, unsigned threads);
    ~Arranged();
    Arranged(Arranged const&) = delete;
    Arranged& operator=(Arranged const&) = delete;

    [[nodiscard]] std::uint32_t number_before(std::uint32_t now) const
    {
        return order_.empty() ? now : order_[now];
    }

private:
    People& people_;
    std::vector<std::uint32_t> order_;
    std::vector<Record> before_;
};

} // namespace kith::linkage
