// SPDX-License-Identifier: MIT
// `kith check`: what an operator must mend, and what is worth knowing.
#include "app/cage.h"
#include "app/commands.h"
#include "app/hub.h"
#include "base/london.h"
#include "base/shipped.h"
#include "platform/documents/apart.h"
#include "platform/documents/press.h"
#include "platform/documents/sandbox.h"
#include "platform/ledger/report.h"
#include <algorithm>
#include <fmt/core.h>
#include <iterator>

namespace kith::app {
namespace {
    namespace fs = std::filesystem;
    constexpr std::string_view fact_folder = "data/reference/";

    // The partnership's own files, by the path that each stands in for.
    std::vector<std::string> overlaid_files(Folder const& folder)
    {
        std::vector<std::string> paths;
        auto const top = folder.path("overlay");
        if (fs::is_directory(top))
            for (auto const& entry : fs::recursive_directory_iterator(top))
                if (entry.is_regular_file())
                    paths.push_back(entry.path().lexically_relative(top).generic_string());
        std::ranges::sort(paths);
        return paths;
    }

    // Which of them a sentence of refusal is about: a form goes by its name, all else by its path.
    std::string file_named(std::vector<std::string> const& paths, std::string const& sentence)
    {
        std::string named;
        for (auto const& path : paths) {
            auto const about = sentence.find(path) != std::string::npos
                || (path.find("/forms/") != std::string::npos
                    && sentence.find(fs::path(path).stem().string()) != std::string::npos);
            if (about && path.size() > named.size())
                named = path;
        }
        return named;
    }

    // All that a start of the server would refuse: what is refused is named and set aside, and the
    // rest is read again.
    std::vector<std::string> overlay_problems(Folder& folder)
    {
        std::vector<std::string> problems;
        auto paths = overlaid_files(folder);
        for (;;) {
            std::string refusal;
            try {
                Hub hub(folder);
                hub.open_doors();
                return problems;
            } catch (std::exception const& problem) {
                refusal = problem.what();
            }
            auto const file = file_named(paths, refusal);
            problems.push_back(file.empty()
                    ? "kith serve would not start: " + refusal
                    : fmt::format("{}: {}", (folder.path("overlay") / file).string(), refusal));
            if (file.empty())
                return problems;
            // Facts refer to one another: with one of them set aside others would seem wrong.
            auto const facts = file.starts_with(fact_folder);
            std::erase_if(paths, [&](std::string const& path) {
                auto const goes = path == file || (facts && path.starts_with(fact_folder));
                if (goes)
                    set_aside(path);
                return goes;
            });
        }
    }

    // The program reads every file of some folders; elsewhere only those it knows by name.
    bool is_addition(std::string const& path)
    {
        auto const parent = fs::path(path).parent_path().generic_string();
        if (parent + "/" == fact_folder)
            return false;
        return std::ranges::any_of(shipped(parent + "/"), [&](Shipped const& one) {
            return !built_in_file(one.path).empty()
                && fs::path(one.path).parent_path().generic_string() == parent
                && fs::path(one.path).extension() == fs::path(path).extension();
        });
    }

    std::vector<std::string> overlay_notes(Folder const& folder)
    {
        std::vector<std::string> notes;
        for (auto const& path : overlaid_files(folder)) {
            if (!built_in_file(path).empty())
                continue;
            auto const file = (folder.path("overlay") / path).string();
            notes.push_back(is_addition(path)
                    ? file + " is added to what the program holds: no file there has its name"
                    : file + " stands for nothing: the program has no file of that name");
        }
        return notes;
    }

    // What got out of the sandbox in which pictures are read, on this machine and this kernel.
    std::vector<std::string> sandbox_problems()
    {
        auto const lines = documents::try_apart(documents::own_program());
        if (!lines.empty() && lines.back() == documents::trial_holds)
            return {};
        std::vector<std::string> problems;
        for (auto const& line : lines)
            if (line.starts_with("ESCAPED") || line.starts_with("BROKEN"))
                problems.push_back("the sandbox for uploaded pictures does not hold: " + line);
        if (problems.empty())
            problems.emplace_back("the sandbox for uploaded pictures does not start");
        return problems;
    }

    std::vector<std::string> things_to_mend(Folder& folder)
    {
        std::vector<std::string> problems;
        if (auto const damage = folder.database().damage(); !damage.empty())
            return {"the database file is damaged: " + damage
                + ". Stop Kith, keep this file, and put back the newest backup that is whole "
                  "(kith backup --verify FILE)"};
        problems = overlay_problems(folder);
        std::ranges::move(sandbox_problems(), std::back_inserter(problems));
        auto const lease = folder.database().reader();
        auto const proof = ledger::verify(*lease, {});
        for (auto const& problem : proof.problems)
            problems.push_back("ledger: " + problem);
        if (directory::list_teams(*lease, london::day_of(folder.clock().now())).empty())
            problems.emplace_back(
                "no team is named yet, so nobody can decide a concern: add agencies and teams");
        return problems;
    }

    std::vector<std::string> things_to_know(Folder& folder)
    {
        auto notes = cage_lacks();
        std::ranges::move(documents::sandbox_lacks(), std::back_inserter(notes));
        if (auto lacks = documents::press_lacks(); !lacks.empty())
            notes.push_back(std::move(lacks));
        notes.push_back(protection_of(folder));
        std::ranges::move(overlay_notes(folder), std::back_inserter(notes));
        if (!folder.settings().db.empty())
            notes.push_back(fmt::format("the records are in the PostgreSQL database \"{}\"",
                db::postgres_name(folder.settings().db)));
        if (!folder.settings().db.empty())
            notes.emplace_back(
                "on PostgreSQL the disk's own encryption protects the data at rest, not Kith's");
        if (folder.is_demonstration())
            notes.emplace_back(
                "this is a demonstration folder: its second step at sign-in is optional");
        auto const lease = folder.database().reader();
        auto const runs
            = people::count_runs(*lease, folder.clock().now() - std::chrono::hours(24 * 7));
        if (runs > 0)
            notes.push_back(fmt::format("in the last 7 days somebody looked up many people in a "
                                        "short while {} time{}: the ledger's entries \"searched "
                                        "much\" say who and how, \"say why\" what they answered",
                runs, runs == 1 ? "" : "s"));
        if (directory::count_postcodes(*lease) == 0)
            notes.emplace_back("no postcodes are loaded: concerns cannot be sent to a district's "
                               "team (kith load FOLDER)");
        return notes;
    }

    std::string json_list(std::vector<std::string> const& sentences)
    {
        std::string list;
        for (auto const& sentence : sentences) {
            std::string plain;
            for (char const c : sentence)
                plain += c == '"' || c == '\\' ? std::string("\\") + c
                    : c < ' '                  ? std::string(" ")
                                               : std::string(1, c);
            list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", plain);
        }
        return "[" + list + "]";
    }
} // namespace

std::string protection_of(Folder& folder)
{
    switch (folder.keys().kept()) {
    case ledger::Keys::Kept::under_a_passphrase:
        return "the master key is under a passphrase (kith key protect)";
    case ledger::Keys::Kept::elsewhere:
        return "the master key is read from " + folder.settings().key_file.string()
            + ", not from the folder";
    case ledger::Keys::Kept::beside_the_data:
        break;
    }
    return ledger::is_protected(folder.path("keys"))
        ? "the keys lie beside the data although there is a passphrase: `kith key protect` was cut "
          "short. Say it again"
        : "the keys lie beside the data: whoever copies the folder can read it (see --key-file, or "
          "kith key protect)";
}

int check(Settings const& settings, Spoken spoken)
{
    Folder folder(settings, Need::to_read);
    auto const problems = things_to_mend(folder);
    auto const notes = things_to_know(folder);
    if (spoken == Spoken::in_json) {
        fmt::print("{{\"mend\": {}, \"know\": {}}}\n", json_list(problems), json_list(notes));
        return problems.empty() ? 0 : 1;
    }
    for (auto const& problem : problems)
        fmt::print("mend: {}\n", problem);
    for (auto const& note : notes)
        fmt::print("know: {}\n", note);
    fmt::print("{}\n", problems.empty() ? "Nothing to mend." : "Mend what is listed first.");
    return problems.empty() ? 0 : 1;
}

} // namespace kith::app
