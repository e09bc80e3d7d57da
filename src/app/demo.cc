// SPDX-License-Identifier: MIT
#include "app/hub.h"
#include "app/people_commands.h"
#include "app/public_process.h"
#include "invented/invented.h"
#include "platform/ledger/sequencer.h"
#include <fmt/core.h>
#include <fstream>
#include <unistd.h>

namespace kith::app {
namespace {
    // A bar on a terminal; nothing where nobody watches.
    void show_progress(std::size_t acts, std::size_t of)
    {
        if (::isatty(STDERR_FILENO) == 0 || of == 0)
            return;
        auto const percent = acts * 100 / of;
        static std::size_t shown = 101;
        if (percent == shown)
            return;
        shown = percent;
        fmt::print(stderr, "\r{:3} % of the year told{}", percent, acts == of ? "\n" : "");
    }

    void keep_truth(std::filesystem::path const& file, invented::Told const& told)
    {
        if (told.held_twice.empty())
            return;
        std::ofstream out(file, std::ios::binary);
        out << invented::write_truth(told.held_twice);
        out.close();
        if (!out)
            throw Refused(fmt::format("{} cannot be written: is the disk full?", file.string()), 1);
    }

    void print_told(invented::Told const& told)
    {
        fmt::print("An invented place with {} concerns over twelve months, {} of them decided.\n",
            told.concerns, told.decided);
        if (told.people > 0)
            fmt::print("{} records of people, and {} schools, places and online spaces. {} of the "
                       "people are held twice: demo-truth.csv says which.\n",
                told.people, told.contexts, told.held_twice.size());
        fmt::print("\n");
        fmt::print("{:<24} {:<24} {}\n", "sign in as", "one-time password", "who that is");
        for (auto const& one : told.sign_ins)
            fmt::print("{:<24} {:<24} {}, {}\n", one.sign_in_name, one.one_time_password, one.name,
                one.works_as);
        if (!told.receipts.empty())
            fmt::print("\nReceipts that open a reply on the public side:\n");
        for (auto const& receipt : told.receipts)
            fmt::print("{}  ({})\n", receipt.words, receipt.what);
    }
} // namespace

namespace {
    // Stands in a folder while its year is told: whoever finds it there later knows that the
    // telling broke off.
    constexpr char const* not_whole = "demo-not-whole";
    constexpr int went_wrong = 3; // as command_line.h ends for what nobody expected

    std::string delete_it(Settings const& settings)
    {
        return fmt::format("{} holds an invented place that is not whole: delete that folder "
                           "before you try again{}",
            settings.data.string(), settings.db.empty() ? "" : ", and name an empty database");
    }

    void must_be_free(Settings const& settings)
    {
        auto const& data = settings.data;
        auto const used
            = std::filesystem::exists(data / "kith.db") || std::filesystem::exists(data / "keys");
        if (used && !std::filesystem::exists(data / "demo"))
            throw Refused(fmt::format("{} is in use by a real Kith: a demonstration needs a folder "
                                      "of its own",
                              data.string()),
                2);
        if (std::filesystem::exists(data / not_whole))
            throw Refused(delete_it(settings), 2);
        if (std::filesystem::exists(data / "kith.db") || std::filesystem::exists(data / "database"))
            throw Refused(fmt::format("{} holds a demonstration already: name another folder, or "
                                      "remove that one",
                              data.string()),
                2);
    }

    void tell_year(Settings const& settings, invented::Size size, std::uint64_t seed)
    {
        invented::lay_overlay(settings.data / "overlay");
        Folder folder(settings, Need::to_write);
        Hub hub(folder);
        access::PasswordHasher const hasher;
        auto const told = invented::tell(
            {folder.clock(), hub.gate(), hasher, hub.concerns(), hub.cases(), hub.disruption(),
                hub.missing(), hub.intelligence(), own_key_of(settings), show_progress},
            size, seed);
        if (!told)
            throw Refused(told.error().words.key, 1);
        keep_truth(settings.data / "demo-truth.csv", *told);
        hub.write_down_counts();
        hub.publish_site();
        ledger::Sequencer sequencer(
            {folder.database(), folder.keys(), folder.clock(), folder.path("checkpoints"),
                [](std::string_view what) { fmt::print(stderr, "kith: {}\n", what); }});
        sequencer.settle();
        print_told(*told);
    }
} // namespace

int demo(Settings const& settings, DemoWanted const& wanted)
{
    auto const size = invented::read_size(wanted.size);
    if (!size)
        throw Refused(size.error().words.key, 2);
    must_be_free(settings);
    mark_as_demonstration(settings.data); // first: there the clock may be moved
    std::ofstream(settings.data / not_whole) << "The year was not told to its end.\n";
    auto const half_made = [&settings](std::exception const& problem, int exit_code) {
        return Refused(fmt::format("{}\nkith: {}", problem.what(), delete_it(settings)), exit_code);
    };
    try {
        tell_year(settings, *size, wanted.seed);
    } catch (Refused const& refused) {
        throw half_made(refused, refused.exit_code());
    } catch (std::exception const& problem) {
        throw half_made(problem, went_wrong);
    }
    std::filesystem::remove(settings.data / not_whole);
    return 0;
}

} // namespace kith::app
