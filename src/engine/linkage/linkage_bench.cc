// SPDX-License-Identifier: MIT
// How fast and how right linkage is, on files with known answers: size, seconds, CPU-seconds,
// memory, F1, and the target.
//
// Files are looked for in ../shared beside the tree (or KITH_BENCH_SHARED); what is not there is
// said and passed over. The generated people are made by ../shared/bench/gen_people.cpp, compiled
// here, at the sizes of KITH_BENCH_SIZES (100000, 1000000 and 5000000). Each file is linked in a
// process of its own, so that its memory is its own; all with one setting.
// Exit 1: a file was not read, or what must be was missed.
#include "base/parallel.h"
#include "base/shipped.h"
#include "engine/linkage/linkage.h"
#include "engine/linkage/rows.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unordered_map>

namespace {
using namespace kith::linkage;
namespace fs = std::filesystem;

// What ../shared/targets.md asks; 0 is "nothing".
struct Target {
    char const* name = nullptr; // must, aim
    double seconds = 0;
    double pairs = 0;
    double clusters = 0;
    double megabytes = 0;
};
using Targets = std::array<Target, 2>;
struct Measured {
    double seconds;
    double cpu;
    double megabytes;
    double pairs;
    double clusters;
};

// Is anything missed that must be?
bool falls_short(Targets const& targets, Measured const& got)
{
    return std::ranges::any_of(targets, [&](Target const& one) {
        return one.name != nullptr && std::string_view(one.name) == "must"
            && ((one.seconds != 0 && got.seconds > one.seconds) || got.pairs < one.pairs
                || got.clusters < one.clusters
                || (one.megabytes != 0 && got.megabytes > one.megabytes));
    });
}

// "must: <= 1.5 s met pairs >= 0.938 met; aim: <= 0.6 s MISSED ..."
std::string told(Targets const& targets, Measured const& got)
{
    std::string words;
    auto const say = [&](std::string const& sign, double wanted, char const* unit, bool met) {
        std::ostringstream text;
        text << " " << sign << wanted << unit << (met ? " met" : " MISSED");
        words += wanted != 0 ? text.str() : "";
    };
    for (auto const& one : targets) {
        if (one.name == nullptr)
            continue;
        words += std::string(words.empty() ? "" : "; ") + one.name + ":";
        say("<= ", one.seconds, " s", got.seconds <= one.seconds);
        say("pairs >= ", one.pairs, "", got.pairs >= one.pairs);
        say("clusters >= ", one.clusters, "", got.clusters >= one.clusters);
        say("<= ", one.megabytes, " MB", got.megabytes <= one.megabytes);
    }
    return words;
}

enum class Truth : unsigned char { column, febrl };
struct Job {
    std::string name;
    std::string file; // plain or .gz
    Truth truth;
    std::string column; // that names the person
    Targets targets = {};
    std::string peer = {};
};

std::string output_of(std::string const& command)
{
    std::string text;
    auto* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr)
        return text;
    std::array<char, 65536> buffer;
    while (auto const count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        text.append(buffer.data(), count);
    ::pclose(pipe);
    return text;
}

std::string text_of(std::string const& file)
{
    if (file.ends_with(".gz"))
        return output_of("gzip -dc '" + file + "'");
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    std::string text(static_cast<std::size_t>(std::max<std::streamoff>(in.tellg(), 0)), '\0');
    in.seekg(0);
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    return text;
}

// Who each record is about, by small numbers.
std::vector<std::uint32_t> truth_of(Job const& job, std::string const& text)
{
    std::deque<std::string> kept;
    Rows rows(text, kept);
    std::vector<std::string_view> cells;
    (void)rows.next(cells);
    std::size_t at = 0;
    for (std::size_t column = 0; column < cells.size(); ++column)
        if (cells[column] == job.column)
            at = column;
    std::vector<std::uint32_t> truth;
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    while (rows.next(cells)) {
        auto person = cells[at];
        if (job.truth == Truth::febrl) // rec-122-org and rec-122-dup-0 are one
            person = person.substr(4, person.find('-', 4) - 4);
        truth.push_back(
            numbers.try_emplace(person, static_cast<std::uint32_t>(numbers.size())).first->second);
    }
    return truth;
}

double pairs_within(std::unordered_map<std::uint64_t, double> const& sizes)
{
    double pairs = 0;
    for (auto const& [key, size] : sizes)
        pairs += size * (size - 1) / 2;
    return pairs;
}

struct Rightness {
    double pairs = 0;
    double clusters = 0;
};
Rightness how_right(std::vector<std::uint32_t> const& truth, Outcome const& outcome)
{
    std::unordered_map<std::uint64_t, double> people;
    std::unordered_map<std::uint64_t, double> clusters;
    std::unordered_map<std::uint64_t, double> both;
    for (std::size_t at = 0; at < truth.size(); ++at) {
        people[truth[at]] += 1;
        clusters[outcome.clusters[at]] += 1;
        both[(static_cast<std::uint64_t>(outcome.clusters[at]) << 32) | truth[at]] += 1;
    }
    double right = 0;
    for (auto const& link : outcome.links)
        right += truth[link.left] == truth[link.right] ? 1 : 0;
    auto const all = pairs_within(people);
    return {2 * right / (static_cast<double>(outcome.links.size()) + all),
        2 * pairs_within(both) / (pairs_within(clusters) + all)};
}

std::string clusters_text(People const& people, Outcome const& outcome)
{
    std::string out = "record_id,cluster_id\n";
    for (std::size_t at = 0; at < people.records.size(); ++at)
        out.append(people.ids[at])
            .append(",")
            .append(std::to_string(outcome.clusters[at]))
            .append("\n");
    return out;
}

double seconds_of(timeval const& time)
{
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

// In a process of its own. What was measured ends before the answer is judged.
int run(Job const& job, unsigned threads)
{
    auto const text = text_of(job.file);
    rusage before = {};
    ::getrusage(RUSAGE_SELF, &before);
    auto const start = std::chrono::steady_clock::now();
    Variants const variants(kith::shipped_file("data/reference/name_variants.csv"));
    std::string_view const view = text;
    auto read = read_people({&view, 1}, {}, variants, threads);
    auto const read_seconds
        = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    auto const outcome = link(read.people, {.threads = threads});
    auto const out = clusters_text(read.people, outcome);
    auto const wall
        = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    rusage after = {};
    ::getrusage(RUSAGE_SELF, &after);
    auto const cpu = seconds_of(after.ru_utime) + seconds_of(after.ru_stime)
        - seconds_of(before.ru_utime) - seconds_of(before.ru_stime);
    auto const truth = truth_of(job, text);
    if (truth.size() != read.people.records.size() || out.empty()) {
        std::printf("%-26s NOT READ: %s\n", job.name.c_str(),
            read.troubles.empty() ? "?" : read.troubles[0].words.c_str());
        return 1;
    }
    auto const right = how_right(truth, outcome);
    Measured const got{
        wall, cpu, static_cast<double>(after.ru_maxrss) / 1024, right.pairs, right.clusters};
    std::printf("%-26s %8zu %7.2f %7.2f %6.0f   %.4f %.4f\n", job.name.c_str(), truth.size(),
        got.seconds, got.cpu, got.megabytes, got.pairs, got.clusters);
    if (job.targets[0].name != nullptr)
        std::printf("%-26s          %s\n", "", told(job.targets, got).c_str());
    if (!job.peer.empty())
        std::printf("%-26s          peer: %s\n", "", job.peer.c_str());
    std::printf("%-26s          read %.2f", "", read_seconds);
    for (auto const& stage : outcome.stages)
        std::printf(
            ", %.*s %.2f", static_cast<int>(stage.name.size()), stage.name.data(), stage.seconds);
    std::printf("; %.2f M pairs compared\n", static_cast<double>(outcome.compared) / 1e6);
    std::fflush(stdout);
    return falls_short(job.targets, got) ? 1 : 0;
}

bool run_apart(Job const& job, unsigned threads)
{
    if (!fs::exists(job.file)) {
        std::printf("%-26s skipped: %s is not there\n", job.name.c_str(), job.file.c_str());
        return true;
    }
    std::fflush(stdout);
    auto const child = ::fork();
    if (child == 0)
        ::_exit(run(job, threads));
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void add_generated(std::string const& shared, std::vector<Job>& jobs)
{
    auto const source = shared + "/bench/gen_people.cpp";
    if (!fs::exists(source)) {
        std::printf("generated people: skipped: %s is not there\n", source.c_str());
        return;
    }
    auto const folder = fs::temp_directory_path() / "kith-bench-people";
    fs::create_directories(folder);
    auto const maker = (folder / "gen_people").string();
    if (!fs::exists(maker))
        (void)output_of("g++ -O2 -std=c++20 -w '" + source + "' -o '" + maker + "'");
    auto const* const sizes
        = std::getenv("KITH_BENCH_SIZES"); // NOLINT(concurrency-mt-unsafe): one thread
    std::istringstream list(sizes != nullptr ? sizes : "100000 1000000 5000000");
    for (std::string size; list >> size;) {
        auto const file = (folder / ("people-" + size + ".csv")).string();
        if (!fs::exists(file))
            (void)output_of("'" + maker + "' " + size + " 1 '" + file + "' 2>/dev/null");
        Job job{"generated " + size, file, Truth::column, "person_id"};
        if (size == "1000000") {
            job.targets = {{{"must", 1.5, .938, .948}, {"aim", .6, .945, .960}}};
            job.peer = "Splink 12.6 s, 23 CPU-s, 1.3 GB, .936 / .948";
        } else if (size == "5000000") {
            job.targets = {{{"must", 10, 0, .93}, {"aim", 3.5, 0, .95, 600}}};
            job.peer = "Splink lean 259 s, 3.4 GB, .906 / .912";
        } else if (size == "20000000") {
            job.targets = {{{"must", 60, 0, .93}}};
        }
        jobs.push_back(std::move(job));
    }
}
} // namespace

int main()
{
    auto const* const given
        = std::getenv("KITH_BENCH_SHARED"); // NOLINT(concurrency-mt-unsafe): one thread
    std::string const shared = given != nullptr ? given : "../shared";
    auto const data = shared + "/data/linkage/";
    std::vector<Job> jobs = {
        {"FEBRL 1", data + "febrl1.csv.gz", Truth::febrl, "rec_id"},
        {"FEBRL 2", data + "febrl2.csv.gz", Truth::febrl, "rec_id"},
        {"FEBRL 3", data + "febrl3.csv.gz", Truth::febrl, "rec_id"},
        {"rldata500", data + "rldata500.csv", Truth::column, "identity"},
        {"fake_1000", data + "fake_1000.csv", Truth::column, "cluster"},
        {"historical figures", data + "historical_figures_dev.csv.gz", Truth::column, "cluster",
            {{{"must", 0, 0, .850}, {"aim", 1, 0, .90}}}, "Splink .850 in 58 s"},
    };
    add_generated(shared, jobs);
    std::printf("%-26s %8s %7s %7s %6s   %-6s %-6s\n", "file", "records", "s", "CPU-s", "MB",
        "pairs", "clusters");
    bool all = true;
    for (auto const& job : jobs)
        all = run_apart(job, kith::cores()) && all;
    return all ? 0 : 1;
}
