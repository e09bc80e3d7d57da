// SPDX-License-Identifier: MIT
#include "app/known_command.h"
#include "app/folder.h"
#include "app/model_file.h"
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
    constexpr std::string_view shipped_model = "data/reference/linkage_model.json";
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

    void tell_or_go_on(
        linkage::Read const& read, std::filesystem::path const& path, std::ostream& told)
    {
        if (!read.troubles.empty())
            throw Refused(fmt::format("{} cannot be read", path.string()),
                tell_troubles(read, {&path, 1}, told));
    }

    // A column that is asked for may be in either file.
    void must_be_found(linkage::Read const& people, linkage::Read const& queries)
    {
        for (auto const& column : people.not_found)
            if (std::ranges::find(queries.not_found, column) != queries.not_found.end())
                refuse_column(column);
    }

    // A record as somebody would write it, in the words of its own books.
    class WrittenAgain {
    public:
        WrittenAgain(linkage::People const& people, linkage::Record const& record)
        {
            using linkage::Book;
            constexpr std::array<std::string_view, 4> sexes = {"", "f", "m", "x"};
            auto const& birth = record.birth;
            if (birth.year != 0)
                birth_ = fmt::format("{:04}", birth.year);
            if (birth.month != 0)
                birth_ += fmt::format("-{:02}", birth.month);
            if (birth.month != 0 && birth.day != 0)
                birth_ += fmt::format("-{:02}", birth.day);
            written_ = {people.text(Book::names, record.forename),
                people.text(Book::names, record.middle), people.text(Book::names, record.surname),
                birth_, sexes[static_cast<std::size_t>(record.sex)],
                people.text(Book::houses, record.house), people.text(Book::streets, record.street),
                people.text(Book::towns, record.town),
                people.text(Book::postcodes, record.postcode),
                people.text(Book::contacts, record.phone),
                people.text(Book::contacts, record.email),
                people.text(Book::contacts, record.identifier), record.verified};
        }
        linkage::Written const& written() const { return written_; }

    private:
        std::string birth_ = {};
        linkage::Written written_ = {};
    };

    // A record's number as an id, and back: equal answers come in the order of the file.
    Uuid id_of_record(std::size_t record)
    {
        std::array<std::uint8_t, 16> bytes = {};
        for (std::size_t at = 0; at < 4; ++at)
            bytes[at] = static_cast<std::uint8_t>(record >> (24 - 8 * at));
        return Uuid::from(bytes);
    }
    std::size_t record_of(Uuid const& id)
    {
        std::size_t record = 0;
        for (std::size_t at = 0; at < 4; ++at)
            record = (record << 8) | id.bytes()[at];
        return record;
    }

    void append_answers(std::string& out, linkage::People const& people,
        std::span<linkage::Found const> found, std::string const& query)
    {
        std::size_t rank = 0;
        for (auto const& one : found) {
            out += query;
            fmt::format_to(std::back_inserter(out), ",{},", ++rank);
            append_id(out, people, record_of(one.person));
            fmt::format_to(std::back_inserter(out), ",{:.2f},{:.6f},", one.bits, one.probability);
            append_cell(out, reasons_in_a_line(one.reasons));
            out += '\n';
        }
    }

    struct Timed {
        std::vector<double> microseconds = {};
        double seconds = 0;
    };

    std::string answer_all(linkage::KnownRegister const& known, linkage::People const& people,
        linkage::People const& queries, KnownWanted const& wanted, Timed& timed)
    {
        std::string answers = "query_id,rank,record_id,bits,probability,reasons\n";
        auto const anybody = [](Uuid const&) { return true; };
        for (std::size_t at = 0; at < queries.records.size(); ++at) {
            WrittenAgain const asked(queries, queries.records[at]);
            auto const before = Stop_watch::now();
            auto const found
                = known.find({.written = asked.written(), .unfinished = wanted.unfinished},
                    wanted.most, anybody);
            timed.microseconds.push_back(since(before) * 1e6);
            timed.seconds += timed.microseconds.back() / 1e6;
            std::string id;
            append_id(id, queries, at);
            append_answers(answers, people, found, id);
        }
        std::ranges::sort(timed.microseconds);
        return answers;
    }

    void tell(KnownWanted const& wanted, std::size_t records, double ready, Timed const& timed,
        std::ostream& out)
    {
        auto const count = timed.microseconds.size();
        auto const rate = timed.seconds > 0 ? static_cast<double>(count) / timed.seconds : 0;
        fmt::print(out,
            fmt::runtime(wanted.json
                    ? "{{\"records\": {}, \"queries\": {}, \"ready_seconds\": {:.3f}, "
                      "\"p50_microseconds\": {:.1f}, \"p99_microseconds\": {:.1f}, "
                      "\"queries_a_second\": {:.0f}}}\n"
                    : "{} records, {} look-ups (ready after {:.1f} s): half within {:.0f} "
                      "microseconds, 99 of 100 within {:.0f}, {:.0f} a second\n"),
            records, count, ready, at_share(timed.microseconds, 0.5),
            at_share(timed.microseconds, 0.99), rate);
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
    command.add_option(
        "--map", wanted.map, "FIELD=COLUMN, for a column whose name is not known, in either file");
    command.add_option("--most", wanted.most, "how many candidates for each")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command.add_option("--model", wanted.model,
        "what kith link --train learned elsewhere; otherwise the model that ships");
    command.add_flag("--unfinished", wanted.unfinished,
        "a name in the queries may be the beginning of one, as while somebody types");
    command.add_option("--threads", wanted.threads, "how many, while reading")
        ->check(CLI::Range(1, 256));
    command.add_flag("--json", wanted.json, "say how quick it was for a machine to read");
}

int answer_queries(KnownWanted const& wanted, std::ostream& out, std::ostream& told)
{
    must_be_apart(
        std::vector{wanted.people, wanted.queries, wanted.model}, std::vector{wanted.answers});
    auto const asked = read_map(wanted.map);
    auto const threads = wanted.threads == 0 ? cores() : wanted.threads;
    linkage::Variants const variants(shipped_file("data/reference/name_variants.csv"));
    auto const start = Stop_watch::now();
    auto const model = wanted.model.empty()
        ? read_model(shipped_file(shipped_model), std::string(shipped_model))
        : read_model(read_whole(wanted.model), wanted.model.string());
    auto const people_table = read_table(wanted.people);
    auto const query_table = read_table(wanted.queries);
    std::array<std::string_view, 2> const texts = {people_table.text, query_table.text};
    auto const read = linkage::read_people({texts.data(), 1}, asked, variants, threads);
    auto const queries = linkage::read_people(
        {texts.data() + 1, 1}, asked, variants, threads, linkage::Needs::anything);
    must_be_found(read, queries);
    tell_or_go_on(read, wanted.people, told);
    tell_or_go_on(queries, wanted.queries, told);
    auto const count = read.people.records.size();
    linkage::KnownRegister known(
        model, variants, static_cast<double>(std::max<std::size_t>(count, 2)));
    for (std::size_t at = 0; at < count; ++at) {
        WrittenAgain const again(read.people, read.people.records[at]);
        known.put(id_of_record(at), {&again.written(), 1});
    }
    auto const ready = since(start);
    Timed timed;
    auto const answers = answer_all(known, read.people, queries.people, wanted, timed);
    write_whole(wanted.answers, answers);
    tell(wanted, count, ready, timed, out);
    for (auto const* const path : {&wanted.people, &wanted.queries})
        if (!wanted.json && (path == &wanted.people ? people_table : query_table).windows_1252)
            tell_windows_1252(*path, out);
    return 0;
}

} // namespace kith::app
