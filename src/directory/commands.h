// SPDX-License-Identifier: MIT
#pragma once

// What `kith who` and `kith load` do, apart from reading the command line and opening the folder.
//
// Exit codes: 0 done; 1 not done as asked (`who`: the place is not known or not ours, though the
// emergency numbers are still printed; `load`: a file was left out, or the folder cannot be read).

#include "base/time.h"
#include "directory/load.h"
#include "directory/named.h"
#include "directory/reference_facts.h"
#include "directory/who.h"
#include "platform/db/db.h"
#include <filesystem>
#include <iosfwd>
#include <string_view>

namespace kith::directory {

enum class Written { text, json };

// What no postcode, district or town is, may be the name of a school or place of the open data: if
// all of that name lie in one district, its answer; else they are listed.
struct WhoCan {
    ReferenceFacts const& facts;
    FindPostcode find;
    FindNamed find_named;
};
int who_command(WhoCan const& can, Clock const& clock, std::string_view asked, Written written,
    std::ostream& out);

// The summary goes to `out`; progress and bad rows to `told` (standard error). Of `watch`,
// `reached` is ours.
int load_command(db::Database& database, Clock const& clock, std::filesystem::path const& folder,
    Watch watch, std::ostream& out, std::ostream& told);

[[nodiscard]] std::string as_text(Answer const& answer);
[[nodiscard]] std::string as_json(Answer const& answer);

} // namespace kith::directory
