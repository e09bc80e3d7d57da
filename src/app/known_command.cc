// SPDX-License-Identifier: MIT
#include "app/known_command.h"
#include "app/folder.h"
#include "app/table_files.h"
#include "base/parallel.h"
#include "base/shipped.h"
#include "engine/linkage/linkage.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <iostream>

namespace kith::app {
namespace {
    using Stop_watch = std::chrono::steady_clock;

    double since(Stop_watch::time_point start)
    {
        return std::chrono::duration<double>(Stop_watch::now() - start).count();
    }

    // Times in microseconds, ascending.
    double at_share(std::vector<double> const& times, double share)
    {
        if (times.empty())
            return 0;
        return times[std::min(
            times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
    }

    linkage::Read read_or_tell(std::filesystem::path const& path, std::string const& text,
        linkage::Variants const& variants, unsigned threads, std::ostream& told)
    {
        std::string_view const view = text;
        auto read = linkage::read_people({&view, 1}, {}, variants, threads);
        if (!read.troubles.empty())
            throw Refused(fmt::format("{} cannot be read", path.string()),
                tell_troubles(read, {&path, 1}, told));
        return read;
    }

    // The texts of a query, as the people's own books write them.
    linkage::Record asked_of(
        linkage::People const& queries, linkage::Record const& query, linkage::KnownPeople& known)
    {
        using linkage::Book;
        auto const birth = query.birth.year == 0
            ? std::string()
            : fmt::format(
                "{:04}-{:02}-{:02}", query.birth.year, query.birth.month, query.birth.day);
        auto record = known.take({queries.text(Book::names, query.forename),
            queries.text(Book::names, query.middle), queries.text(Book::names, query.surname),
            birth, {}, queries.text(Book::houses, query.house),
            queries.text(Book::streets, query.street), queries.text(Book::towns, query.town),
            queries.text(Book::postcodes, query.postcode),
            queries.text(Book::contacts, query.phone), queries.text(Book::contacts, query.email),
            queries.text(Book::contacts, query.identifier)});
        record.birth = query.birth;
        record.sex = query.sex;
        return record;
    }

    void append_answers(std::string& out, linkage::People const& people,
        linkage::Scorer const& scorer, linkage::Comparer& comparer, linkage::Record const& asked,
        std::span<linkage::Candidate const> found, std::string const& query)
    {
        comparer.look_again();
        std::size_t rank = 0;
        for (auto const& [record, bits] : found) {
            auto const& other = people.records[record];
            auto const pattern = comparer.compare(asked, other);
            out += query;
            fmt::format_to(std::back_inserter(out), ",{},", ++rank);
            append_id(out, people, record);
            fmt::format_to(
                std::back_inserter(out), ",{:.2f},{:.6f},", bits, linkage::probability(bits));
            append_cell(out,
                reasons_in_a_line(linkage::explain(
                    people, asked, other, pattern, scorer.score(pattern, asked, other))));
            out += '\n';
        }
    }
} // namespace

void add_known(CLI::App& kith, KnownWanted& wanted, std::function<int()>& work)
{
    auto& command = *kith.add_subcommand(
        "known", "are these people already in that file? Ranked candidates, with reasons");
    command.callback([&wanted, &work] {
        work = [&wanted] { return answer_queries(wanted, std::cout, std::cerr); };
    });
    command
        .add_option(
            "--in", wanted.people, "the people that are known, a file as kith link reads it")
        ->required();
    command
        .add_option(
            "--queries", wanted.queries, "who is asked for: the same columns, any of them empty")
        ->required();
    command
        .add_option(
            "--out", wanted.answers, "write query_id,rank,record_id,bits,probability,reasons there")
        ->required();
    command.add_option("--most", wanted.most, "how many candidates for each")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command.add_option("--threads", wanted.threads, "how many, while reading and learning")
        ->check(CLI::Range(1, 256));
    command.add_flag("--json", wanted.json, "say how quick it was for a machine to read");
}

int answer_queries(KnownWanted const& wanted, std::ostream& out, std::ostream& told)
{
    auto const threads = wanted.threads == 0 ? cores() : wanted.threads;
    linkage::Variants const variants(shipped_file("data/reference/name_variants.csv"));
    auto const start = Stop_watch::now();
    auto const people_text = read_whole(wanted.people);
    auto const query_text = read_whole(wanted.queries);
    auto read = read_or_tell(wanted.people, people_text, variants, threads, told);
    auto const queries = read_or_tell(wanted.queries, query_text, variants, threads, told);
    auto const blocked = linkage::block(read.people, nullptr, threads);
    auto const model = linkage::train(
        read.people, blocked, linkage::count_values(read.people, threads), threads);
    auto const each = linkage::possible_pairs(read.people, linkage::Which::anywhere)
        / static_cast<double>(std::max<std::size_t>(read.people.records.size(), 1));
    linkage::KnownPeople known(read.people, variants, model, each);
    linkage::Scorer const scorer(model, each);
    linkage::Comparer comparer(read.people);
    auto const ready = since(start);
    std::string answers = "query_id,rank,record_id,bits,probability,reasons\n";
    std::vector<double> times;
    double total = 0;
    for (std::size_t at = 0; at < queries.people.records.size(); ++at) {
        auto const before = Stop_watch::now();
        auto const asked = asked_of(queries.people, queries.people.records[at], known);
        auto const found = known.find(asked, wanted.most);
        times.push_back(since(before) * 1e6);
        total += times.back() / 1e6;
        std::string id;
        append_id(id, queries.people, at);
        append_answers(answers, read.people, scorer, comparer, asked, found, id);
    }
    write_whole(wanted.answers, answers);
    std::ranges::sort(times);
    auto const rate = total > 0 ? static_cast<double>(times.size()) / total : 0;
    fmt::print(out,
        fmt::runtime(wanted.json
                ? "{{\"records\": {}, \"queries\": {}, \"ready_seconds\": {:.3f}, "
                  "\"p50_microseconds\": {:.1f}, \"p99_microseconds\": {:.1f}, "
                  "\"queries_a_second\": {:.0f}}}\n"
                : "{} records, {} look-ups (ready after {:.1f} s): half within {:.0f} "
                  "microseconds, 99 of 100 within {:.0f}, {:.0f} a second\n"),
        read.people.records.size(), times.size(), ready, at_share(times, 0.5),
        at_share(times, 0.99), rate);
    return 0;
}

} // namespace kith::app
