// SPDX-License-Identifier: MIT
#include "app/export_command.h"
#include "app/hub.h"
#include "app/named.h"
#include "app/table_files.h"
#include "base/london.h"
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/ostream.h>
#include <sys/stat.h>

namespace kith::app {
namespace {
    namespace json = boost::json;
    using missing::PreparedReturn;
    using missing::ReturnKind;
    using missing::ToldOfReturn;

    std::unique_ptr<access::Pass> enter_for(Desk& desk, ExportWanted const& wanted)
    {
        auto const& gate = desk.hub().gate();
        if (wanted.account.empty())
            return gate.enter_as_process(desk.process());
        auto const account = account_named(desk.folder(), wanted.account);
        auto pass = gate.enter(account, {}, wanted.reason + " (" + desk.process() + ")");
        if (!pass)
            throw Refused(
                fmt::format("{} works for no agency today, or is closed", wanted.account), 1);
        return std::move(*pass);
    }

    std::vector<directory::Agency> authorities_wanted(
        access::Visit const& visit, ExportWanted const& wanted)
    {
        auto all = missing::authorities_for(visit);
        if (all.empty())
            throw Refused(wanted.account.empty()
                    ? std::string("There is no council in this Kith: `kith agency add` adds one")
                    : fmt::format("{} makes no authority’s returns", wanted.account),
                1);
        if (wanted.authority.empty())
            return all;
        auto one = missing::authority_for(visit, wanted.authority);
        if (!one) {
            std::string codes;
            for (auto const& each : all)
                codes += (codes.empty() ? "" : ", ") + each.code;
            throw Refused(fmt::format("No authority of that name or code is one to return for: "
                                      "choose among {}",
                              codes),
                2);
        }
        return {*one};
    }

    Date day_wanted(access::Visit const& visit, ExportWanted const& wanted)
    {
        auto const today = london::day_of(visit.now());
        if (wanted.kind == ReturnKind::ssda903)
            return missing::ReturnYear{
                wanted.year != 0 ? wanted.year : missing::return_year_of(today).year - 1}
                .last();
        if (wanted.on.empty())
            return today;
        auto const day = Date::read(wanted.on);
        if (!day || *day > today)
            throw Refused("Say --on with a day that is not in the future, such as 2026-03-31", 2);
        return *day;
    }

    std::filesystem::path file_for(
        Desk& desk, ExportWanted const& wanted, PreparedReturn const& prepared, bool alone)
    {
        auto folder = desk.path(wanted.out);
        if (!alone)
            folder /= prepared.wanted.authority.code;
        return folder / missing::file_name_of(wanted.kind);
    }

    std::string told_line(ToldOfReturn const& told)
    {
        std::string text;
        if (told.rule != 0)
            text = fmt::format("rule {}, ", told.rule);
        if (!told.child.empty())
            text += fmt::format("child {}, ", told.child);
        if (!told.episode.none())
            text += told.reference.write() + ", ";
        if (text.size() > 1)
            text.replace(text.size() - 2, 2, ": ");
        return fmt::format("{}{}. {}", text, told.says, told.mend);
    }

    json::array told_json(std::vector<ToldOfReturn> const& all)
    {
        json::array list;
        for (auto const& one : all) {
            json::object told{{"child", one.child}, {"says", one.says}, {"mend", one.mend}};
            told["rule"] = one.rule == 0 ? json::value(nullptr) : json::value(one.rule);
            told["episode"]
                = one.episode.none() ? json::value(nullptr) : json::value(one.reference.write());
            list.push_back(std::move(told));
        }
        return list;
    }

    struct Made {
        PreparedReturn prepared;
        std::filesystem::path file = {}; // empty: not written
    };

    void tell_made(Desk& desk, ExportWanted const& wanted, std::vector<Made> const& all, Date today)
    {
        if (wanted.json) {
            json::array list;
            for (auto const& one : all)
                list.push_back(json::object{{"kind", missing::write(wanted.kind)},
                    {"authority", one.prepared.wanted.authority.code},
                    {"on", one.prepared.wanted.on.write()},
                    {"file",
                        one.file.empty() ? json::value(nullptr) : json::value(one.file.string())},
                    {"lines", one.prepared.lines.size()},
                    {"children", one.prepared.children.size()},
                    {"breaches", told_json(one.prepared.breaches)},
                    {"left_out", told_json(one.prepared.left_out)}});
            fmt::print(desk.out(), "{}\n", json::serialize(list));
            return;
        }
        for (auto const& one : all) {
            auto const& name = one.prepared.wanted.authority.name;
            for (auto const& told : one.prepared.breaches)
                fmt::print(desk.told(), "{}: {}\n", name, told_line(told));
            for (auto const& told : one.prepared.left_out)
                fmt::print(desk.told(), "{}: not in it: {}\n", name, told_line(told));
            auto const counted = [](std::size_t n, char const* one_of, char const* many) {
                return fmt::format("{} {}", n, n == 1 ? one_of : many);
            };
            fmt::print(desk.out(), "{}, to {}: {} about {}, {} to be put right{}{}\n", name,
                one.prepared.wanted.on.write(), counted(one.prepared.lines.size(), "line", "lines"),
                counted(one.prepared.children.size(), "child", "children"),
                one.prepared.breaches.size(),
                today < one.prepared.wanted.on ? " (that day is not over: so far)" : "",
                one.file.empty() ? "" : ": " + one.file.string());
        }
    }

    // The ledger first; then the file leaves.
    void write_out(access::Visit const& visit, ExportWanted const& wanted, Made& one)
    {
        auto const kept = visit.change([&](access::Change& change) {
            return missing::make_return(change, one.prepared, wanted.reason);
        });
        if (!kept)
            throw Refused(kept.error().words.key, kept.error().code == Code::invalid ? 2 : 1);
        std::error_code problem;
        std::filesystem::create_directories(one.file.parent_path(), problem);
        write_whole(one.file, one.prepared.csv());
    }
} // namespace

int export_returns(Desk& desk, ExportWanted const& wanted)
{
    auto const pass = enter_for(desk, wanted);
    auto const& visit = pass->visit();
    auto const authorities = authorities_wanted(visit, wanted);
    auto const on = day_wanted(visit, wanted);
    ::umask(S_IRWXG | S_IRWXO); // children's ids and birth dates: for this account alone
    std::vector<Made> all;
    bool wrong = false;
    for (auto const& authority : authorities) {
        auto prepared
            = missing::prepare_return(desk.hub().missing(), visit, {wanted.kind, authority, on});
        if (!prepared)
            throw Refused(prepared.error().words.key, 1);
        wrong = wrong || !prepared->breaches.empty();
        all.push_back({std::move(*prepared)});
    }
    if (!wrong || wanted.with_breaches)
        for (auto& one : all) {
            one.file = file_for(desk, wanted, one.prepared, authorities.size() == 1);
            write_out(visit, wanted, one);
        }
    pass->settle();
    tell_made(desk, wanted, all, london::day_of(visit.now()));
    if (!wrong)
        return 0;
    if (!wanted.with_breaches)
        fmt::print(desk.told(),
            "kith: something is to be put right, so nothing was written. --with-breaches writes "
            "it as it stands\n");
    return 1;
}

void add_export(CLI::App& kith, ExportWanted& wanted,
    std::function<void(CLI::App&)> const& take_folder, std::function<int(Desk&)>& at_desk)
{
    auto& command = *kith.add_subcommand("export",
        "what authorities return of children who were missing: ssda903, annex-a-missing, "
        "ssd-missing");
    command.require_subcommand(1);
    auto const one_of = [&](char const* name, char const* what, ReturnKind kind) -> CLI::App& {
        auto& one = *command.add_subcommand(name, what);
        take_folder(one);
        one.add_option(
            "--authority", wanted.authority, "the code or name of the council; else all");
        one.add_option("--out", wanted.out,
               "the folder to write to; several authorities get one each within it")
            ->capture_default_str();
        one.add_option(
            "--as", wanted.account, "the sign-in name of who makes it, and what they may");
        one.add_option("--reason", wanted.reason, "for whom or what; it stands in the ledger")
            ->capture_default_str();
        one.add_flag(
            "--with-breaches", wanted.with_breaches, "write it as it stands, with what is wrong");
        one.add_flag("--json", wanted.json, "for a machine to read");
        one.callback([&wanted, &at_desk, kind] {
            wanted.kind = kind;
            at_desk = [&wanted](Desk& desk) { return export_returns(desk, wanted); };
        });
        return one;
    };
    one_of(
        "ssda903", "missing.csv of the yearly return of children looked after", ReturnKind::ssda903)
        .add_option("--year", wanted.year, "2026 is the year to 31 March 2026; else the last ended")
        ->check(CLI::Range(1992, 2199));
    for (auto* const one :
        {&one_of("annex-a-missing", "missing and return interviews of children in care (Annex A)",
             ReturnKind::annex_a),
            &one_of("ssd-missing", "the table ssd_missing of the Standard Safeguarding Dataset",
                ReturnKind::ssd_missing)})
        one->add_option("--on", wanted.on, "the day that is looked back from; else today");
}

} // namespace kith::app
