// SPDX-License-Identifier: MIT
#include "links/purposes.h"
#include "links/involvements.h"

namespace kith::links {
namespace {
    constexpr std::size_t longest_purpose = 500;
    constexpr db::Sql find_purpose = {"purpose that stands",
        "select purpose from purposes where account = $1 and subject_kind = $2 and subject = $3 "
        "and until_at > $4 order by until_at desc limit 1"};
    constexpr db::Sql insert_purpose = {"add purpose",
        "insert into purposes (id, account, subject_kind, subject, purpose, stated_at, until_at) "
        "values ($1, $2, $3, $4, $5, $6, $7)"};
    constexpr db::Sql purposes_since = {"purposes stated since",
        "select stated_at from purposes where account = $1 and subject_kind = $2 and stated_at >= "
        "$3 order by stated_at"};
} // namespace

std::vector<Instant> purposes_stated(
    db::Connection& connection, AccountId account, std::string_view kind, Instant since)
{
    std::vector<Instant> moments;
    for (auto const row : connection.run(purposes_since, account, kind, since))
        moments.push_back(row.instant("stated_at"));
    return moments;
}

bool purpose_stands(access::Visit const& visit, access::Facts const& subject)
{
    if (is_involved(visit, subject))
        return true;
    auto const rows = visit.reading().run(
        find_purpose, visit.visitor().account, subject.thing.kind, subject.thing.id, visit.now());
    if (rows.empty())
        return false;
    visit.act_for(rows[0].text("purpose"));
    return true;
}

Done check_purpose(std::string const& purpose)
{
    if (purpose.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why you need to open this record", "purpose");
    if (purpose.size() > longest_purpose)
        return invalid("Write 500 characters or fewer", "purpose");
    return done();
}

Done state_purpose(access::Change& change, access::Facts const& subject, std::string const& purpose)
{
    TRY(check_purpose(purpose));
    TRY(change.record("state purpose", subject, purpose));
    change.writing().run(insert_purpose, Uuid::fresh(), change.visitor().account,
        subject.thing.kind, subject.thing.id, purpose, change.now(), change.now() + purpose_lasts);
    return done();
}

} // namespace kith::links
