// SPDX-License-Identifier: MIT
// kith: the server and the command line.
#include "app/command_line.h"
#include <fmt/core.h>
#include <sodium.h>

int main(int count, char** list)
{
    try {
        if (sodium_init() < 0) {
            fmt::print(stderr, "kith: libsodium does not start\n");
            return 3;
        }
        return kith::app::run({list + 1, list + count});
    } catch (std::exception const& problem) { // not even what went wrong could be told
        return 3;
    }
}
