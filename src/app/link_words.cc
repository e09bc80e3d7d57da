// SPDX-License-Identifier: MIT
#include "app/link_command.h"
#include "app/link_pictures.h"
#include <CLI/CLI.hpp>
#include <iostream>

namespace kith::app {

namespace {
    void add_model(CLI::App& kith, LinkWanted& wanted, std::function<int()>& work)
    {
        auto& model = *kith.add_subcommand("model", "what kith link learned: show it");
        model.require_subcommand(1);
        auto& show = *model.add_subcommand("show", "as a table: fields, levels, m, u and bits");
        show.add_option("file", wanted.model, "a model that kith link wrote")->required();
        show.callback(
            [&wanted, &work] { work = [&wanted] { return show_model(wanted.model, std::cout); }; });
    }
} // namespace

void add_link(CLI::App& kith, LinkWanted& wanted, std::function<int()>& work)
{
    auto& command = *kith.add_subcommand(
        "link", "which records of these files are likely about one person? Joins nothing");
    command.callback([&wanted, &work] {
        work = [&wanted] { return link_files(wanted, std::cout, std::cerr); };
    });
    command
        .add_option(
            "files", wanted.files, "comma-separated files, the first row naming the columns")
        ->required();
    command.add_option("--out", wanted.clusters, "write record_id,cluster_id there")->required();
    command.add_option("--pairs", wanted.pairs, "write each likely pair there, with its reasons");
    command.add_flag("--between", wanted.between, "only pairs of two different files");
    auto* const model
        = command.add_option("--model", wanted.model, "a file that holds what was learned");
    auto* const train
        = command.add_flag("--train", wanted.train, "learn from these files and write the model");
    command.add_flag("--use", wanted.use, "learn nothing: use the model")
        ->excludes(train)
        ->needs(model);
    train->needs(model);
    command
        .add_flag("--small", wanted.small,
            "with --train: a small model for looking people up (kith known and the server)")
        ->needs(train);
    command.add_option("--map", wanted.map, "FIELD=COLUMN, for a column whose name is not known");
    command.add_option("--threads", wanted.threads, "how many (as many as there are cores)")
        ->check(CLI::Range(1, 256));
    command.add_option("--threshold", wanted.threshold, "a pair less likely than this is not kept")
        ->check(CLI::Range(0.01, 0.999999))
        ->capture_default_str();
    command.add_flag("--json", wanted.json, "say what was done for a machine to read");
    command.add_flag("--show", wanted.show, "print the model: fields, levels, m, u and bits");
    command.add_option("--picture", wanted.picture, "draw how a pair's bits add up, as SVG there");
    command.add_option(
        "--pair", wanted.pairs_shown, "LEFT,RIGHT: the ids of two records for the picture");
    command.footer("Fields: id forename middle surname full_name birth_date birth_year birth_month "
                   "birth_day sex house\n"
                   "street town postcode phone email identifier verified birth_place occupation\n"
                   "birth_estimated.\n"
                   "Columns by common names are known; others are carried and never used. What is "
                   "written are\n"
                   "proposals: people decide.");
    add_model(kith, wanted, work);
}

} // namespace kith::app
