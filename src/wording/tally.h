// SPDX-License-Identifier: MIT
#pragma once

// Counts of texts that are not in the database yet: a save adds to them in memory, so that advice
// never makes it wait for a write. They are written once a minute, and before somebody reads them;
// what is not written when a server dies was advice about advice.
//
// Threads  safe.  Errors   `write_tally` throws what the database throws, and keeps the counts.

#include "platform/access/visit.h"
#include "platform/db/db.h"
#include "wording/trend.h"
#include <map>
#include <mutex>
#include <tuple>

namespace kith::wording_helper {

struct TallyKey {
    Date month = {};
    AgencyId agency = {};
    TeamId team = {}; // none: whoever is in no team of five

    [[nodiscard]] friend bool operator<(TallyKey const& one, TallyKey const& other)
    {
        return std::tie(one.month, one.agency, one.team)
            < std::tie(other.month, other.agency, other.team);
    }
};

class Tally {
public:
    void add(TallyKey const& key, Counts const& more);
    [[nodiscard]] std::map<TallyKey, Counts> take(); // and is empty then

private:
    std::mutex lock_;
    std::map<TallyKey, Counts> counts_;
};

void write_tally(db::Database& database, Tally& tally);
void write_tally(access::Visit const& visit, Tally& tally); // for a page that reads them

} // namespace kith::wording_helper
