// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of notices without identity. Of what leaves there are codes and years; whom
// it is about, and what is said of its history, is known to those alone who may know the person.
//
// Cost, Errors   as store.h.

#include "justice/notice.h"
#include "justice/store.h"

namespace kith::justice {

[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, Notice const& notice);
[[nodiscard]] Result<Notice> find(Visit const& visit, NoticeId id);
[[nodiscard]] bool knows(Visit const& visit, NoticeId id); // notes no look
[[nodiscard]] std::vector<Notice> list_notices(Visit const& visit, PersonId person);
[[nodiscard]] std::vector<Notice> list_owned_notices(Visit const& visit);
[[nodiscard]] Result<Notice> add(Change& change, Notice const& wanted);
[[nodiscard]] std::vector<NoticeEntry> entries_of(Visit const& visit, Notice const& notice);
[[nodiscard]] Result<NoticeEntry> add_entry(
    Change& change, Notice const& notice, NoticeEntry const& wanted);
[[nodiscard]] Done take_entry_back(
    Change& change, Notice const& notice, NoticeEntryId entry, std::string const& because);

} // namespace kith::justice
