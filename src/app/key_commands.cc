// SPDX-License-Identifier: MIT
#include "app/key_commands.h"
#include "app/passphrase.h"
#include <cstdlib>
#include <fmt/core.h>
#include <unistd.h>

namespace kith::app {
namespace {
    constexpr std::size_t shortest = 12; // as for the passwords of accounts

    std::string new_passphrase(ProtectWanted const& wanted)
    {
        auto const* const variable = "KITH_NEW_PASSPHRASE";
        auto const is_typed = wanted.new_passphrase_file.empty() && ::isatty(STDIN_FILENO) != 0
            && std::getenv(variable) == nullptr; // NOLINT(concurrency-mt-unsafe): one thread
        auto fresh = passphrase_from(wanted.new_passphrase_file, variable, "The new passphrase");
        if (is_typed && passphrase_from({}, variable, "The same once more") != fresh)
            throw Refused("The two are not the same: nothing is changed. Try again", 2);
        if (fresh.size() < shortest)
            throw Refused(
                fmt::format("A passphrase needs at least {} characters: four or five words that do "
                            "not belong together will do",
                    shortest),
                2);
        return fresh;
    }
} // namespace

int protect_key(Settings const& settings, ProtectWanted const& wanted)
{
    if (!settings.key_file.empty())
        throw Refused("A key file is kept apart from the data already: a passphrase is for a key "
                      "that lies in the folder",
            2);
    must_hold_a_kith(settings);
    auto const keys = open_keys(settings);
    auto const file = ledger::protected_key_of(settings.data / "keys");
    if (wanted.remove) {
        keys->keep_in_the_clear();
        fmt::print(
            "The master key lies in the clear again, in {}\n", (settings.data / "keys").string());
        return 0;
    }
    keys->protect(new_passphrase(wanted));
    fmt::print("The master key is in {}, and opens with the passphrase only. Whoever loses that "
               "reads nothing, for ever. Copies of master.key that were made before still open "
               "everything.\n",
        file.string());
    return 0;
}

} // namespace kith::app
