// SPDX-License-Identifier: MIT
#include "app/link_command.h"
#include "app/folder.h"
#include "app/link_pictures.h"
#include "app/model_file.h"
#include "app/table_files.h"
#include "base/parallel.h"
#include "base/shipped.h"
#include "engine/linkage/linkage.h"
#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <sys/resource.h>

namespace kith::app {
namespace {
    using Clock_of_work = std::chrono::steady_clock;

    std::string clusters_csv(
        linkage::People const& people, linkage::Outcome const& outcome, std::size_t& count)
    {
        std::string out = "record_id,cluster_id\n";
        out.reserve(people.records.size() * 20);
        std::vector<std::uint32_t> numbers(people.records.size());
        for (std::size_t record = 0; record < people.records.size(); ++record) {
            auto& number = numbers[outcome.clusters[record]];
            if (number == 0)
                number = static_cast<std::uint32_t>(++count);
            append_id(out, people, record);
            out += ',';
            auto const text = fmt::format_int(number);
            out.append(text.data(), text.size());
            out += '\n';
        }
        return out;
    }

    std::string pairs_csv(linkage::People const& people, linkage::Outcome const& outcome)
    {
        std::string out = "left_id,right_id,bits,probability,reasons\n";
        linkage::Comparer comparer(people);
        auto const scorer = linkage::scorer_of(outcome, people);
        for (auto const& link : outcome.links) {
            auto const& left = people.records[link.left];
            auto const& right = people.records[link.right];
            auto const pattern = comparer.compare(left, right);
            auto const reasons = reasons_in_a_line(
                linkage::explain(people, left, right, pattern, scorer.score(pattern, left, right)));
            append_id(out, people, link.left);
            out += ',';
            append_id(out, people, link.right);
            fmt::format_to(std::back_inserter(out), ",{:.2f},{:.6f},", link.bits,
                linkage::probability(link.bits));
            append_cell(out, reasons);
            out += '\n';
        }
        return out;
    }

    std::string learned_text(linkage::Model const& model, linkage::People const& people, bool small)
    {
        auto learned = linkage::saved(model, people);
        if (small)
            linkage::keep_for_look_ups(learned);
        return write_model(learned);
    }

    // What was done, for people and for machines.
    struct Told {
        std::size_t records = 0;
        std::size_t clusters = 0;
        std::size_t births_unread = 0;
        std::size_t births_impossible = 0;
        std::vector<bool> windows_1252 = {}; // by file
        unsigned threads = 0;
        std::vector<linkage::Stage> stages = {};
        std::vector<std::vector<linkage::Known>> columns = {};
    };

    void tell_json(Told const& told, linkage::Outcome const& outcome, std::ostream& out)
    {
        rusage use = {};
        ::getrusage(RUSAGE_SELF, &use);
        fmt::print(out,
            R"({{"records": {}, "possible_pairs": {:.0f}, "compared": {}, "kept": {}, "clusters": {}, "birth_dates_unread": {}, "birth_dates_impossible": {}, "windows_1252_files": {}, )",
            told.records, outcome.possible_pairs, outcome.compared, outcome.links.size(),
            told.clusters, told.births_unread, told.births_impossible,
            std::ranges::count(told.windows_1252, true));
        fmt::print(out, R"("seconds": {{)");
        for (std::size_t at = 0; at < told.stages.size(); ++at)
            fmt::print(out, R"({}"{}": {:.3f})", at == 0 ? "" : ", ", told.stages[at].name,
                told.stages[at].seconds);
        auto const cpu = static_cast<double>(use.ru_utime.tv_sec + use.ru_stime.tv_sec)
            + 1e-6 * static_cast<double>(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
        fmt::print(out,
            R"(}}, "cpu_seconds": {:.3f}, "peak_bytes": {}, "threads": {}, "instructions": "{}"}})"
            "\n",
            cpu, use.ru_maxrss * 1024L, told.threads,
            linkage::name_of(linkage::best_instructions()));
    }

    void tell_words(Told const& told, linkage::Outcome const& outcome, LinkWanted const& wanted,
        std::ostream& out)
    {
        double seconds = 0;
        for (auto const& stage : told.stages)
            seconds += stage.seconds;
        fmt::print(out, "{} records in {} clusters, {} likely pairs of {} compared, {:.1f} s\n",
            told.records, told.clusters, outcome.links.size(), outcome.compared, seconds);
        for (std::size_t file = 0; file < told.columns.size(); ++file) {
            if (told.windows_1252[file])
                tell_windows_1252(wanted.files[file], out);
            for (auto const& [column, field] : told.columns[file])
                fmt::print(out, "  {}: {} {}\n", wanted.files[file].filename().string(), column,
                    field.empty() ? std::string("is carried, not compared")
                                  : fmt::format("is {}", field));
        }
        if (told.births_unread > 0)
            fmt::print(
                out, "{} birth dates could not be read and count as missing\n", told.births_unread);
        if (told.births_impossible > 0)
            fmt::print(out,
                "{} birth dates are of no day, such as 31 February, and are compared as written\n",
                told.births_impossible);
        fmt::print(out,
            "These are proposals: a person decides whether two records are about one person.\n");
    }

    void must_be_sound(LinkWanted const& wanted)
    {
        if (wanted.between && wanted.files.size() < 2)
            throw Refused("--between needs two files or more", 2);
        if (wanted.files.size() > 250)
            throw Refused("Name no more than 250 files", 2);
        if (!wanted.model.empty() && !wanted.train && !wanted.use)
            throw Refused(
                "Say with --train or --use whether the model is to be written or read", 2);
        if (wanted.show && wanted.json)
            throw Refused("--show is for people and --json for a machine: choose one", 2);
        if (wanted.picture.empty() != wanted.pairs_shown.empty())
            throw Refused("--picture and --pair go together: the file, and whom it is about", 2);
        auto read = wanted.files;
        std::vector written = {wanted.clusters, wanted.pairs, wanted.picture};
        (wanted.use ? read : written).push_back(wanted.model);
        must_be_apart(read, written);
    }

    // One run of the command: read, link, write, tell.
    class LinkRun {
    public:
        LinkRun(LinkWanted const& wanted, std::ostream& out, std::ostream& told)
            : wanted_(wanted), out_(out), told_(told), asked_(read_map(wanted.map))
        {
            for (auto const& words : wanted.pairs_shown)
                asked_pairs_.push_back(read_pair(words));
            summary_.threads = wanted.threads == 0 ? cores() : wanted.threads;
        }

        int run()
        {
            progress("reading ...\n");
            std::vector<TableText> tables;
            std::vector<std::string_view> views;
            for (auto const& file : wanted_.files)
                tables.push_back(read_table(file));
            for (auto const& [text, windows_1252] : tables) {
                views.push_back(text);
                summary_.windows_1252.push_back(windows_1252);
            }
            linkage::Variants const variants(shipped_file("data/reference/name_variants.csv"));
            read_ = linkage::read_people(views, asked_, variants, summary_.threads);
            if (!read_.not_found.empty())
                refuse_column(read_.not_found.front());
            if (!read_.troubles.empty())
                return tell_troubles(read_, wanted_.files, told_);
            shown_ = find_pairs(asked_pairs_, read_.people);
            lap("read");
            progress(fmt::format("{} records: comparing ...\n", read_.people.records.size()));
            link();
            write();
            tell();
            return 0;
        }

    private:
        void progress(std::string const& words)
        {
            if (!wanted_.json)
                told_ << words << std::flush;
        }
        void lap(std::string_view name)
        {
            auto const now = Clock_of_work::now();
            summary_.stages.push_back({name, std::chrono::duration<double>(now - since_).count()});
            since_ = now;
        }

        void link()
        {
            linkage::Wanted engine{summary_.threads,
                wanted_.between ? linkage::Which::between_files : linkage::Which::anywhere,
                wanted_.threshold, nullptr};
            linkage::Model model;
            if (wanted_.use) {
                model = linkage::applied(
                    read_model(read_whole(wanted_.model), wanted_.model.string()), read_.people);
                engine.model = &model;
            }
            outcome_ = linkage::link(read_.people, engine);
            summary_.stages.insert(
                summary_.stages.end(), outcome_.stages.begin(), outcome_.stages.end());
            since_ = Clock_of_work::now();
        }

        void write()
        {
            auto const& people = read_.people;
            write_whole(wanted_.clusters, clusters_csv(people, outcome_, summary_.clusters));
            if (!wanted_.pairs.empty())
                write_whole(wanted_.pairs, pairs_csv(people, outcome_));
            if (wanted_.train)
                write_whole(wanted_.model, learned_text(outcome_.model, people, wanted_.small));
            if (!shown_.empty())
                write_pictures(wanted_.picture, shown_, people, outcome_);
            lap("write");
        }

        void tell()
        {
            summary_.records = read_.people.records.size();
            summary_.births_unread = read_.births_unread;
            summary_.births_impossible = read_.births_impossible;
            summary_.columns = read_.columns;
            if (wanted_.json)
                tell_json(summary_, outcome_, out_);
            else
                tell_words(summary_, outcome_, wanted_, out_);
            if (wanted_.show)
                out_ << "\n" << linkage::model_table(outcome_.model);
        }

        LinkWanted const& wanted_;
        std::ostream& out_;
        std::ostream& told_;
        std::vector<linkage::Asked> asked_;
        std::vector<PairOfIds> asked_pairs_ = {};
        std::vector<PairOfRecords> shown_ = {};
        Told summary_ = {};
        linkage::Read read_ = {};
        linkage::Outcome outcome_ = {};
        Clock_of_work::time_point since_ = Clock_of_work::now();
    };
} // namespace

int link_files(LinkWanted const& wanted, std::ostream& out, std::ostream& told)
{
    must_be_sound(wanted);
    return LinkRun(wanted, out, told).run();
}

} // namespace kith::app
