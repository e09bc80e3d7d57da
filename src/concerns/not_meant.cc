// SPDX-License-Identifier: MIT
// Who was found not to be meant by a concern.
#include "concerns/store.h"

namespace kith::concerns {
namespace {
    constexpr db::Sql not_meant_by = {"not meant by a concern",
        "select subject_kind, subject from concern_not_meant where concern = $1"};
    constexpr db::Sql insert_not_meant = {"add not meant",
        "insert into concern_not_meant (concern, subject_kind, subject, said_at, said_by) values "
        "($1, $2, $3, $4, $5) on conflict (concern, subject_kind, subject) do nothing"};
} // namespace

std::set<Thing> Store::not_meant(Visit const& visit, ConcernId concern) const
{
    std::set<Thing> all;
    for (auto const row : visit.reading().run(not_meant_by, concern))
        all.insert({row.text("subject_kind"), row.uuid("subject")});
    return all;
}

void Store::add_not_meant(Change& change, ConcernId concern, Thing const& subject) const
{
    change.writing().run(insert_not_meant, concern, subject.kind, subject.id, change.now(),
        change.visitor().account);
}

} // namespace kith::concerns
