// SPDX-License-Identifier: MIT
#include "people/versions.h"
#include "people/addresses.h"
#include "platform/ledger/changed.h"

namespace kith::people {
namespace {
    constexpr db::Sql keep_person = {"keep person as they were",
        "insert into persons_was select id, reference, birth, birth_known, sex, language, "
        "interpreter, died, protected_address, created_by, version, recorded_at, recorded_by, "
        "owner_agency, $3, $4 from persons where id = $1 and version = $2"};
    constexpr db::Sql version_now
        = {"version of a person", "select version, protected_address from persons where id = $1"};
    constexpr db::Sql go_on = {"next version of a person",
        "update persons set protected_address = $2, recorded_at = $3, recorded_by = $4, version = "
        "version + 1 where id = $1"};
    constexpr db::Sql first_version = {"first version of a person",
        "select min(recorded_at) as first from (select recorded_at from persons where id = $1 "
        "union all select recorded_at from persons_was where id = $1) as versions"};

    void next_with(access::Change& change, PersonId record, bool protected_address,
        std::int64_t version, std::string const& reason)
    {
        keep_version(change, record, version, reason);
        change.writing().run(
            go_on, record, protected_address, change.now(), change.visitor().account);
    }
} // namespace

void keep_version(access::Change& change, PersonId record, std::int64_t version,
    std::string const& reason_in_clear)
{
    change.writing().run(keep_person, record, version, change.now(), reason_in_clear);
}

void next_version(access::Change& change, PersonId record, std::string const& reason_in_clear)
{
    auto const rows = change.writing().run(version_now, record);
    next_with(change, record, rows[0].boolean("protected_address"), rows[0].integer("version"),
        reason_in_clear);
}

void protect_record(access::Change& change, PersonId record, bool protected_address)
{
    auto const rows = change.writing().run(version_now, record);
    if (rows[0].boolean("protected_address") == protected_address)
        return;
    next_with(change, record, protected_address, rows[0].integer("version"), "");
    ledger::note_changed(change.writing(), thing(record), change.now());
    if (protected_address)
        begin_protection(change, record);
    else
        end_protection(change, record);
}

Instant first_recorded(db::Connection& connection, PersonId record)
{
    return connection.run(first_version, record)[0].instant("first");
}

} // namespace kith::people
