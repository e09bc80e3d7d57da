// SPDX-License-Identifier: MIT
// How long it takes to say what 20,000 episodes of 2,000 people have in common, to somebody who may
// read half of them and to somebody who counts them all.
//
//   bench-missing [EPISODES]     SQLite, encrypted, in the folder for temporary files
//
// Times are of the processor. The answer is right if each counts as many as were drawn for them.
#include "base/shipped.h"
#include "missing/missing.h"
#include "missing/patterns_across.h"
#include "platform/access/accounts.h"
#include "platform/access/gate.h"
#include "platform/html/shipped_templates.h"
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <set>

namespace {
using namespace kith;
using namespace kith::missing;

// Of this program alone: a machine that does other things makes it no longer.
double used_ms() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

constexpr int people_drawn = 2'000;
constexpr db::Sql put_agency{"bench agency",
    "insert into agencies (id, code, name, kind, from_day, until_day, version, recorded_at, "
    "recorded_by, owner_agency) values ($1, $2, $2, 'council', '2024-01-01', null, 1, $3, null, "
    "$1)"};
constexpr db::Sql put_team{"bench team",
    "insert into teams (id, agency, name, area, purpose, from_day, until_day, version, "
    "recorded_at, recorded_by, owner_agency) values ($1, $2, $3, '', 'missing', '2024-01-01', "
    "null, 1, $4, null, $2)"};
constexpr db::Sql put_person{"bench person",
    "insert into persons (id, reference, birth, birth_known, sex, language, interpreter, died, "
    "protected_address, created_by, version, recorded_at, recorded_by, owner_agency) values ($1, "
    "$2, '2011', 'estimated', 'U', '', 'not known', null, $5, null, 1, $3, null, $4)"};
constexpr db::Sql put_episode{"bench episode",
    "insert into missing_episodes (id, reference, person, kind, reported_at, left_at, "
    "last_seen_at, started_at, absent_from, exploitation_suspected, form_version, answers, "
    "returned_at, found_by, found_place, return_version, return_answers, closed_at, "
    "closed_because, withdrawn, created_by, version, recorded_at, recorded_by, owner_agency) "
    "values ($1, $2, $3, 'M', $4, null, null, $4, $5, $8, 1, '{}', $6, 'police', $7, 1, '{}', "
    "null, '', $8, null, 1, $4, null, $9)"};
constexpr db::Sql put_party{"bench party",
    "insert into missing_parties (id, episode, team, duty, recorded_at, recorded_by, ended_at) "
    "values ($1, $2, $3, $4, $5, null, null)"};
constexpr db::Sql put_together{"bench together",
    "insert into missing_together (one, other, recorded_at, recorded_by) values ($1, $2, $3, "
    "null) on conflict (one, other) do nothing"};

struct Drawn {
    std::vector<EpisodeId> episodes = {};
    std::size_t known = 0; // that the reader's team shares
};

// A folder of its own with everything a page needs.
class PatternsBench {
public:
    explicit PatternsBench(std::size_t episodes)
        : folder_(std::filesystem::temp_directory_path() / ("kith-bench-" + Uuid::fresh().write()))
        , keys_(ledger::Keys::open(folder_ / "keys"))
        , database_(db::open({.file = folder_ / "kith.db", .key = std::string(32, 'k')}))
    {
        db::migrate(*database_, db::shipped_migrations(database_->kind()), clock_.now());
        database_->before_commit(
            [](db::Connection& connection) { ledger::number_entries(connection); });
        std::vector<std::pair<std::string, std::string>> files;
        for (auto const* const path : {"data/policies/people.toml", "data/policies/contexts.toml",
                 "data/policies/links.toml", "data/policies/missing.toml"})
            files.emplace_back(path, std::string(shipped_file(path)));
        access::Predicates predicates;
        gate_ = std::make_unique<access::Gate>(
            *database_, *keys_, access::Policy::read(files, predicates), clock_);
        database_->write([&](db::Connection& connection) {
            draw(connection, episodes);
            return db::Outcome::keep;
        });
    }
    PatternsBench(PatternsBench const&) = delete;
    PatternsBench& operator=(PatternsBench const&) = delete;
    ~PatternsBench()
    {
        gate_.reset();
        database_.reset();
        std::filesystem::remove_all(folder_);
    }

    bool measure()
    {
        auto const templates = html::shipped_templates();
        auto const words = words::Catalogue::shipped();
        auto const forms = forms::Forms::shipped(words);
        forms::Drafts const drafts(*keys_);
        auto const facts = directory::ReferenceFacts::read().value();
        auto const clocks = actions::Clocks::read().value();
        access::Pages const pages(templates);
        auto const name_of = [](db::Connection&, AccountId) { return std::string("A colleague"); };
        actions::Home home{pages};
        links::Links linked;
        actions::Actions asked{pages, facts, clocks, home, name_of};
        people::People people{linked, facts, pages, name_of};
        contexts::Contexts contexts{linked, facts, pages, name_of};
        Missing room{people, contexts, linked, facts, clocks, forms, drafts, words, pages, home,
            asked, name_of, read_repeat_rule().value()};
        auto const request = http::Request::get("/missing/patterns");
        auto right = true;
        for (auto turn = 0; turn < 3; ++turn) {
            auto const reads = gate_->enter(reader_).value();
            auto start = used_ms();
            auto const rows = pattern_rows(reads->visit(), {}, PatternsOf::those_read);
            auto const read_rows = since(start);
            start = used_ms();
            auto const page = patterns_read(room, reads->visit(), request);
            auto const read_all = since(start);
            auto const counts = gate_->enter(analyst_).value();
            start = used_ms();
            auto const numbers = patterns_counted(room, counts->visit(), request);
            auto const counted = since(start);
            right = right && rows.rows.size() == drawn_.known
                && page.get("count").whole() == static_cast<std::int64_t>(drawn_.known)
                && numbers.get("people").whole() > 0;
            std::printf("%zu episodes, %zu may be read: rows %6.1f ms, the whole page %6.1f ms; a "
                        "year in numbers %6.1f ms\n",
                drawn_.episodes.size(), rows.rows.size(), read_rows, read_all, counted);
        }
        std::printf("%s\n", right ? "as many as were drawn" : "WRONG: not as many as were drawn");
        return right;
    }

private:
    static double since(double start) { return used_ms() - start; }

    // Of so many, two would come to be the same now and then.
    std::string fresh_reference(char kind)
    {
        for (;;)
            if (auto const text = Reference::fresh(kind).write(); references_.insert(text).second)
                return text;
    }

    void draw(db::Connection& connection, std::size_t episodes)
    {
        std::mt19937 random(20260329); // the same each time
        auto const below = [&](unsigned most) { return static_cast<unsigned>(random() % most); };
        auto const now = clock_.now();
        auto const agency = AgencyId::fresh();
        connection.run(put_agency, agency, "council", now);
        std::vector<TeamId> teams;
        for (auto i = 0; i < 8; ++i) {
            teams.push_back(TeamId::fresh());
            connection.run(put_team, teams.back(), agency, "Team " + std::to_string(i), now);
        }
        access::Writing const writing{connection, *keys_, {{}, {}, "demo", {}}, now};
        auto const day = Date::of(2024, 1, 1).value();
        reader_ = access::create_account(writing, {"reader", "Reader", "not used here"}).value();
        must(
            access::assign(writing, {reader_, agency, teams[0], "missing coordinator", {day}}).ok(),
            "assigned");
        analyst_ = access::create_account(writing, {"counts", "Counts", "not used here"}).value();
        must(access::assign(writing, {analyst_, agency, {}, "analyst", {day}}).ok(), "assigned");
        std::vector<PersonId> people;
        for (auto i = 0; i < people_drawn; ++i) {
            people.push_back(PersonId::fresh());
            connection.run(put_person, people.back(), fresh_reference('P'), now, agency, false);
        }
        for (std::size_t i = 0; i < episodes; ++i) {
            auto const id = EpisodeId::fresh();
            auto const start = now - std::chrono::minutes(60 + below(60U * 24U * 700U));
            connection.run(put_episode, id, fresh_reference('M'), people[below(people_drawn)],
                start, below(2) == 0 ? "home" : "childrens_home",
                start + std::chrono::minutes(30 + below(3000)),
                "Place number " + std::to_string(below(400)), false, agency);
            auto const shared = below(2) == 0;
            drawn_.known += shared ? 1 : 0;
            auto first = shared ? 0U : 1U;
            for (auto const* const duty : {"responsible", "police", "host", "reporter"})
                connection.run(put_party, Uuid::fresh(), id, teams[first++], duty, start);
            if (below(10) == 0 && !drawn_.episodes.empty())
                connection.run(put_together, drawn_.episodes.back(), id, now);
            drawn_.episodes.push_back(id);
        }
    }

    std::filesystem::path folder_;
    std::unique_ptr<ledger::Keys> keys_;
    Clock clock_;
    std::unique_ptr<db::Database> database_;
    std::unique_ptr<access::Gate> gate_;
    AccountId reader_;
    AccountId analyst_;
    Drawn drawn_;
    std::set<std::string> references_;
};
} // namespace

int main(int count, char** words)
{
    auto const episodes = count > 1 ? std::strtoul(words[1], nullptr, 10) : 20'000UL;
    PatternsBench bench(episodes);
    return bench.measure() ? 0 : 1;
}
