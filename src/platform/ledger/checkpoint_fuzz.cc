// SPDX-License-Identifier: MIT
// A checkpoint that somebody hands over: read or refused, and never taken for one we signed.
#include "platform/ledger/checkpoint.h"
#include <fmt/core.h>
#include <stdexcept>
#include <sys/mman.h>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    static int const file = ::memfd_create("checkpoint", MFD_CLOEXEC);
    must(file >= 0 && ::ftruncate(file, 0) == 0, "a file in memory");
    must(::pwrite(file, bytes, size, 0) == static_cast<ssize_t>(size), "a file in memory");
    auto const checkpoint = ledger::read_checkpoint(fmt::format("/proc/self/fd/{}", file));
    if (!checkpoint)
        return 0;
    must(checkpoint->head.size >= 0, "a ledger has no fewer entries than none");
    (void)ledger::is_signed(*checkpoint);
    return 0;
}
