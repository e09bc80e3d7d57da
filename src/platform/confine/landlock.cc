// SPDX-License-Identifier: MIT
#include "platform/confine/landlock.h"
#include <cerrno>
#include <fcntl.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace kith::confine {
namespace {
    constexpr std::uint64_t run_file = 1U << 0U;
    constexpr std::uint64_t write_file = 1U << 1U;
    constexpr std::uint64_t read_file = 1U << 2U;
    constexpr std::uint64_t read_folder = 1U << 3U;
    constexpr std::uint64_t remove_file = 1U << 5U;
    constexpr std::uint64_t make_file = 1U << 8U;
    constexpr std::uint64_t truncate_file = 1U << 14U; // from version 3
    constexpr std::uint64_t bind_tcp = 1U << 0U;       // from version 4
    constexpr std::uint64_t connect_tcp = 1U << 1U;
    constexpr std::uint64_t abstract_sockets = 1U << 0U; // from version 6
    constexpr std::uint64_t signals = 1U << 1U;
    constexpr int rule_of_files = 1;
    constexpr int rule_of_ports = 2;

    struct Ruleset {
        std::uint64_t files = 0;
        std::uint64_t network = 0;
        std::uint64_t scoped = 0;
    };
    struct __attribute__((packed)) FileRule {
        std::uint64_t allowed = 0;
        std::int32_t folder = -1;
    };
    struct PortRule {
        std::uint64_t allowed = 0;
        std::uint64_t port = 0;
    };

    class Handle {
    public:
        Handle(long number, std::string const& what) : number_(static_cast<int>(number))
        {
            if (number_ < 0)
                throw std::system_error(errno, std::generic_category(), what);
        }
        Handle(Handle const&) = delete;
        Handle& operator=(Handle const&) = delete;
        ~Handle() { ::close(number_); }
        [[nodiscard]] int number() const { return number_; }

    private:
        int number_;
    };

    void expect(long answer, std::string const& what)
    {
        if (answer != 0)
            throw std::system_error(errno, std::generic_category(), what);
    }

    // Every right over files that this version knows is held back, unless a rule gives it.
    std::uint64_t known_rights(int version)
    {
        auto const rights = version >= 5 ? 16U : version >= 3 ? 15U : version == 2 ? 14U : 13U;
        return (std::uint64_t(1) << rights) - 1;
    }

    std::uint64_t rights_of(Allowed allowed)
    {
        if (allowed == Allowed::read_files)
            return read_file;
        if (allowed == Allowed::run_programs)
            return run_file | read_file | read_folder;
        if (allowed == Allowed::keep_files)
            return read_file | write_file | make_file | truncate_file;
        // a name is given by renaming, which takes one away; the folder itself is opened to be
        // synced
        return write_file | make_file | remove_file | read_folder | truncate_file;
    }

    void allow_below(
        Handle const& rules, std::filesystem::path const& folder, std::uint64_t allowed)
    {
        Handle const opened(
            ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC), folder.string());
        FileRule const rule{allowed, opened.number()};
        expect(::syscall(SYS_landlock_add_rule, rules.number(), rule_of_files, &rule, 0U),
            "Landlock: " + folder.string());
    }

    void allow_binding(Handle const& rules, std::uint16_t port)
    {
        PortRule const rule{bind_tcp, port};
        expect(::syscall(SYS_landlock_add_rule, rules.number(), rule_of_ports, &rule, 0U),
            "Landlock: the port");
    }
} // namespace

int landlock_version()
{
    auto const version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0UL, 1U);
    return version < 0 ? 0 : static_cast<int>(version);
}

void enter_landlock(Landlocked const& allowed, int version)
{
    Ruleset wanted;
    wanted.files = known_rights(version);
    std::size_t size = sizeof wanted.files;
    if (version >= 4) {
        wanted.network = bind_tcp | connect_tcp;
        size += sizeof wanted.network;
    }
    if (version >= 6) {
        wanted.scoped = abstract_sockets | signals;
        size += sizeof wanted.scoped;
    }
    Handle const rules(::syscall(SYS_landlock_create_ruleset, &wanted, size, 0U), "Landlock");
    for (auto const& rule : allowed.folders)
        allow_below(rules, rule.folder, rights_of(rule.allowed) & wanted.files);
    if (version >= 4 && allowed.port)
        allow_binding(rules, *allowed.port);
    expect(::syscall(SYS_landlock_restrict_self, rules.number(), 0U), "Landlock");
}

} // namespace kith::confine
