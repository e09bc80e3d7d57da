// SPDX-License-Identifier: MIT
// A disk that fails: a library put before libc (LD_PRELOAD), which answers EIO to a write or a sync
// of a database file (any file whose name holds "kith.db", its log and the log's index too).
//
//     KITH_FAULT=write|sync         which calls: pwrite and ftruncate, or fsync and fdatasync
//     KITH_FAULT_AT=N               the Nth of them, counted from the start of the process
//     KITH_FAULT_FOR=once|ever      that one alone, or all from there on
//     KITH_FAULT_WHILE=FILE         instead of the three above: every write and sync for as long as
//                                   FILE is there
//
// A write that fails takes half of its bytes first, as a disk may. All else goes to libc untouched,
// so a process that never opens a database (the public one, in its cage) makes no call it would not
// make without this.
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

namespace {
constexpr std::size_t most_files = 4096;
std::array<std::atomic<bool>, most_files> watched;
std::atomic<long> writes_so_far = 0;
std::atomic<long> syncs_so_far = 0;

enum class Call { write, sync };

bool is(char const* name, char const* value)
{
    auto const* const set = std::getenv(name);
    return set && std::strcmp(set, value) == 0;
}

bool is_watched(int file)
{
    return file >= 0 && static_cast<std::size_t>(file) < most_files
        && watched[static_cast<std::size_t>(file)];
}

bool fails(Call call, int file)
{
    if (!is_watched(file))
        return false;
    if (auto const* const sign = std::getenv("KITH_FAULT_WHILE"))
        return ::access(sign, F_OK) == 0;
    if (!is("KITH_FAULT", call == Call::write ? "write" : "sync"))
        return false;
    auto const* const at = std::getenv("KITH_FAULT_AT");
    auto const due = at ? std::atol(at) : 0;
    auto const now = ++(call == Call::write ? writes_so_far : syncs_so_far);
    return now == due || (now > due && is("KITH_FAULT_FOR", "ever"));
}

template <class Function>
Function* libc(char const* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

int opened(int file, char const* path)
{
    if (file >= 0 && static_cast<std::size_t>(file) < most_files)
        watched[static_cast<std::size_t>(file)] = std::strstr(path, "kith.db") != nullptr;
    return file;
}

int refuse()
{
    errno = EIO;
    return -1;
}

ssize_t write_at(int file, void const* bytes, size_t count, off_t at)
{
    static auto* const next = libc<ssize_t(int, void const*, size_t, off_t)>("pwrite");
    if (!fails(Call::write, file))
        return next(file, bytes, count, at);
    (void)next(file, bytes, count / 2, at);
    return refuse();
}
} // namespace

extern "C" {
int open(char const* path, int flags, ...) // NOLINT: libc's own shape
{
    static auto* const next = libc<int(char const*, int, ...)>("open");
    std::va_list rest;
    va_start(rest, flags);
    auto const mode = va_arg(rest, mode_t);
    va_end(rest);
    return opened(next(path, flags, mode), path);
}
int open64(char const* path, int flags, ...) // NOLINT: libc's own shape
{
    static auto* const next = libc<int(char const*, int, ...)>("open64");
    std::va_list rest;
    va_start(rest, flags);
    auto const mode = va_arg(rest, mode_t);
    va_end(rest);
    return opened(next(path, flags, mode), path);
}
int close(int file)
{
    static auto* const next = libc<int(int)>("close");
    opened(file, "");
    return next(file);
}
ssize_t pwrite(int file, void const* bytes, size_t count, off_t at)
{
    return write_at(file, bytes, count, at);
}
ssize_t pwrite64(int file, void const* bytes, size_t count, off64_t at)
{
    return write_at(file, bytes, count, at);
}
int ftruncate(int file, off_t size)
{
    static auto* const next = libc<int(int, off_t)>("ftruncate");
    return fails(Call::write, file) ? refuse() : next(file, size);
}
int ftruncate64(int file, off64_t size)
{
    static auto* const next = libc<int(int, off64_t)>("ftruncate64");
    return fails(Call::write, file) ? refuse() : next(file, size);
}
int fsync(int file)
{
    static auto* const next = libc<int(int)>("fsync");
    return fails(Call::sync, file) ? refuse() : next(file);
}
int fdatasync(int file)
{
    static auto* const next = libc<int(int)>("fdatasync");
    return fails(Call::sync, file) ? refuse() : next(file);
}
}
