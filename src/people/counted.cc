// SPDX-License-Identifier: MIT
#include "people/counted.h"
#include "people/joined.h"

namespace kith::people {
namespace {
    constexpr db::Sql person_counted
        = {"what a person is counted as", "select birth, sex, died from persons where id = $1"};
} // namespace

CountedAs counted_as(db::Connection& connection, PersonId kept)
{
    CountedAs one;
    for (auto const record : records_of(connection, kept))
        for (auto const row : connection.run(person_counted, record)) {
            if (!one.birth && !row.is_null("birth"))
                one.birth = PartialDate::read(row.text("birth")).value();
            if (one.sex.empty() && row.text("sex") != "U")
                one.sex = row.text("sex");
            one.died = one.died || !row.is_null("died");
        }
    return one;
}

} // namespace kith::people
