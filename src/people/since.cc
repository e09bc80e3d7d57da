// SPDX-License-Identifier: MIT
#include "people/since.h"
#include "people/joined.h"
#include "people/later_rows.h"
#include <array>

namespace kith::people {
namespace {
    constexpr db::Sql versions_of_others = {"versions of a person that others made",
        "select w.reason, n.recorded_by, n.recorded_at from persons_was w join persons n on n.id = "
        "w.id and n.version = w.version + 1 where w.id = $1 and n.recorded_at > $2 and "
        "n.recorded_by <> $3 union all select w.reason, n.recorded_by, n.recorded_at from "
        "persons_was w join persons_was n on n.id = w.id and n.version = w.version + 1 where w.id "
        "= $1 and n.recorded_at > $2 and n.recorded_by <> $3 order by 3 desc"};

    struct WrittenKind {
        char const* kind;
        char const* title;
    };
    constexpr std::array<WrittenKind, 5> written_kinds{
        {{"name", "A name was recorded"}, {"number", "A number was recorded"},
            {"contact", "A way to reach them was recorded"}, {"fact", "Something was said of them"},
            {"relationship", "Somebody around them was recorded"}}};

    char const* title_of_row(std::string const& kind)
    {
        for (auto const& one : written_kinds)
            if (kind == one.kind)
                return one.title;
        return nullptr; // told from links, or by another room
    }
} // namespace

std::vector<links::News> news_of(
    People const& room, Visit const& visit, Person const& person, Instant since)
{
    std::vector<links::News> news;
    auto const me = visit.visitor().account;
    for (auto const record : records_of(visit.reading(), person.id)) {
        for (auto& one : links::news_of_links(room.links.store, room.links.seen, room.facts,
                 room.name_of, visit, thing(record), since))
            news.push_back(std::move(one));
        for (auto const& row : rows_since(room, visit, person, record, since))
            if (auto const* const title = title_of_row(row.kind); title && row.by != me)
                news.push_back(
                    {title, row.text, row.source, room.name_of(visit.reading(), row.by)});
        for (auto const row : visit.reading().run(versions_of_others, record, since, me))
            news.push_back({"The record was changed", row.text("reason"), {},
                room.name_of(visit.reading(), row.id<AccountId>("recorded_by")), {}, true});
    }
    return news;
}

} // namespace kith::people
