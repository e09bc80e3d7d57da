// SPDX-License-Identifier: MIT
#include "actions/extensions.h"
#include "base/london.h"
#include <fmt/core.h>

namespace kith::actions {
namespace {
    constexpr db::Sql insert_extension = {"add extension",
        "insert into extensions (id, of_kind, of_id, rule, was_due, now_due, reason, extended_by, "
        "extended_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    constexpr db::Sql list_extensions = {"extensions of a thing",
        "select * from extensions where of_kind = $1 and of_id = $2 order by extended_at, id"};
} // namespace

Result<Instant> extend_due(
    access::Change& change, access::Facts const& facts, Extension const& extension)
{
    if (extension.reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why more time is needed", "reason");
    if (extension.due <= extension.was)
        return invalid("Enter a day after the one on which it is due now", "due");
    if (extension.due < change.now())
        return invalid("Enter a day that is today or later", "due");
    TRY(change.record("extend", facts,
        fmt::format("due {}, was {}: {}", london::in_words(extension.due),
            london::in_words(extension.was), extension.reason)));
    keep_extension(change, extension);
    return extension.due;
}

void keep_extension(access::Change& change, Extension const& extension)
{
    change.writing().run(insert_extension, Uuid::fresh(), extension.of.kind, extension.of.id,
        extension.rule, extension.was, extension.due, extension.reason, change.visitor().account,
        change.now());
}

std::vector<Extension> extensions_of(db::Connection& connection, Thing const& thing)
{
    std::vector<Extension> all;
    for (auto const row : connection.run(list_extensions, thing.kind, thing.id))
        all.push_back({thing, row.text("rule"), row.instant("was_due"), row.instant("now_due"),
            row.text("reason"), row.id<AccountId>("extended_by"), row.instant("extended_at")});
    return all;
}

} // namespace kith::actions
