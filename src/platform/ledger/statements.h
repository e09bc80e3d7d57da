// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement about entries, looks and the head. Those about subjects' keys are in keys.cc.

#include "platform/db/db.h"

namespace kith::ledger::sql {

inline constexpr db::Sql add_entry{"add entry",
    "insert into ledger (at, id, account, agency, process, act, thing_kind, thing_id, "
    "subject_kind, subject_id, rule, sealed, sealed_hash, looks_hash, content) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"};
inline constexpr db::Sql add_look{"add look",
    "insert into looks (at, entry, thing_kind, thing_id, account) values ($1, $2, $3, $4, $5)"};

// Numbering. The first statement is PostgreSQL's alone: SQLite has one writer as it is.
inline constexpr db::Sql only_one_sequencer_postgres{"only one sequencer (postgres)",
    "select pg_try_advisory_xact_lock(5421080327116451) as granted"};
inline constexpr db::Sql list_waiting{"list waiting entries",
    "select at, id, content from ledger where place is null order by at, id limit $1"};
inline constexpr db::Sql give_place{
    "give place", "update ledger set place = $3, leaf = $4 where at = $1 and id = $2"};
inline constexpr db::Sql find_head{
    "find head", "select size, root, frontier from ledger_head where one = 1"};
inline constexpr db::Sql is_any_numbered{
    "is any entry numbered", "select place from ledger where place is not null limit 1"};
inline constexpr db::Sql start_head{
    "start head", "insert into ledger_head (one, size, root, frontier) values (1, $1, $2, $3)"};
inline constexpr db::Sql move_head{
    "move head", "update ledger_head set size = $1, root = $2, frontier = $3 where one = 1"};

// Proof.
inline constexpr db::Sql list_numbered{"list numbered entries",
    "select place, leaf, at, id, account, agency, process, act, thing_kind, thing_id, "
    "subject_kind, subject_id, rule, sealed, sealed_hash, looks_hash, content "
    "from ledger where place > $1 and place <= $2 order by place limit $3"};
inline constexpr db::Sql list_numbered_looks{"list looks of numbered entries",
    "select e.place, l.at, l.entry, l.thing_kind, l.thing_id, l.account from ledger e "
    "join looks l on l.at = e.at and l.entry = e.id where e.place > $1 and e.place <= $2"};
inline constexpr db::Sql list_waiting_whole{"list waiting entries, whole",
    "select leaf, at, id, account, agency, process, act, thing_kind, thing_id, "
    "subject_kind, subject_id, rule, sealed, sealed_hash, looks_hash, content "
    "from ledger where place is null order by at, id limit $1"};
inline constexpr db::Sql list_looks_of{"list looks of one entry",
    "select at, entry, thing_kind, thing_id, account from looks where at = $1 and entry = $2"};
inline constexpr db::Sql list_outside{"list entries outside the tree",
    "select place, id from ledger where place <= 0 or place > $1 order by place limit $2"};
inline constexpr db::Sql count_numbered{"count numbered entries",
    "select count(*) as entries from ledger where place > 0 and place <= $1"};
inline constexpr db::Sql list_stray_looks{"list looks of no entry",
    "select l.entry, l.thing_kind, l.thing_id from looks l "
    "left join ledger e on e.at = l.at and e.id = l.entry "
    "where e.id is null or e.looks_hash is null limit $1"};
inline constexpr db::Sql find_erasure{"find erasure",
    "select place from ledger where act = 'erase' and subject_kind = $1 and subject_id = $2 "
    "and (place is null or place > $3) limit 1"};

inline constexpr db::Sql erase_sealed{"erase sealed text",
    "update ledger set sealed = null where subject_kind = $1 and subject_id = $2 "
    "and sealed is not null"};

inline constexpr db::Sql list_about{"list entries about a thing",
    "select place, at, id, account, agency, process, act, subject_kind, subject_id, rule, sealed, "
    "sealed_hash from ledger where thing_id = $1 and thing_kind = $2 "
    "union all select e.place, e.at, e.id, e.account, e.agency, e.process, e.act, e.subject_kind, "
    "e.subject_id, e.rule, e.sealed, e.sealed_hash from looks l "
    "join ledger e on e.at = l.at and e.id = l.entry where l.thing_id = $1 and l.thing_kind = $2 "
    "and not (e.thing_id = $1 and e.thing_kind = $2) order by at desc, id desc limit $3"};

} // namespace kith::ledger::sql
