// SPDX-License-Identifier: MIT
#include "wording/tally.h"
#include <utility>

namespace kith::wording_helper {
namespace {
    constexpr db::Sql add_counted{"count texts saved",
        "insert into wording_counts (month, agency, team, texts, flagged, phrases) values ($1, $2, "
        "$3, $4, $5, $6) on conflict (month, agency, team) do update set texts = "
        "wording_counts.texts + excluded.texts, flagged = wording_counts.flagged + "
        "excluded.flagged, phrases = wording_counts.phrases + excluded.phrases"};
} // namespace

void Tally::add(TallyKey const& key, Counts const& more)
{
    std::scoped_lock const held(lock_);
    auto& counts = counts_[key];
    counts.texts += more.texts;
    counts.flagged += more.flagged;
    counts.phrases += more.phrases;
}

std::map<TallyKey, Counts> Tally::take()
{
    std::scoped_lock const held(lock_);
    return std::exchange(counts_, {});
}

namespace {
    // Keeps what could not be written.
    template <class Write>
    void write_or_keep(Tally& tally, Write const& write)
    {
        auto const taken = tally.take();
        if (taken.empty())
            return;
        try {
            write(taken);
        } catch (std::exception const&) {
            for (auto const& [key, counts] : taken)
                tally.add(key, counts);
            throw;
        }
    }

    void write_counts(db::Connection& connection, std::map<TallyKey, Counts> const& taken)
    {
        for (auto const& [key, counts] : taken)
            connection.run(add_counted, key.month, key.agency,
                key.team.none() ? std::string() : key.team.write(), counts.texts, counts.flagged,
                counts.phrases);
    }
} // namespace

void write_tally(db::Database& database, Tally& tally)
{
    write_or_keep(tally, [&](std::map<TallyKey, Counts> const& taken) {
        database.write([&](db::Connection& connection) { // may run again, whole
            write_counts(connection, taken);
            return db::Outcome::keep;
        });
    });
}

void write_tally(access::Visit const& visit, Tally& tally)
{
    write_or_keep(tally, [&](std::map<TallyKey, Counts> const& taken) {
        auto const written = visit.change([&](access::Change& change) -> Done {
            write_counts(change.writing(), taken);
            return done();
        });
        must(written.ok(), "counts are written");
    });
}

} // namespace kith::wording_helper
