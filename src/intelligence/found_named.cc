// SPDX-License-Identifier: MIT
#include "intelligence/found_named.h"
#include "base/london.h"
#include <algorithm>
#include <array>
#include <map>

namespace kith::intelligence {
namespace {
    // Whatever links stand to what begins so, each record once; what is the same first, so that a
    // long list of others never hides it.
    constexpr db::Sql namings_that_begin_so = {"things named that begin so",
        "select distinct n.id, n.kind, n.as_written, n.normalised, l.drawn_kind, l.drawn_from, "
        "case "
        "when n.normalised = $2 then 0 else 1 end as rank from named_things n join links l on "
        "l.to_id = n.id where n.kind = $1 and substr(n.normalised, 1, $3) = $2 and l.to_kind = "
        "'named_thing' and not l.withdrawn and (l.until_day is null or l.until_day >= $4) and "
        "(l.expires is null or l.expires >= $4) order by rank, n.normalised, l.drawn_kind, "
        "l.drawn_from limit 96"};

    // How much of each must stand there: of a phone all but two digits, of a plate all but two.
    struct Enough {
        char const* kind;
        std::size_t letters;
    };
    constexpr std::array enough_of{Enough{"phone", 11}, Enough{"vehicle", 5},
        Enough{"online_account", 4}, Enough{"bank_account", 10}, Enough{"place", 5}};

    std::string only(std::string_view typed, bool letters)
    {
        std::string kept;
        for (char const c : typed) {
            auto const digit = c >= '0' && c <= '9';
            auto const small = c >= 'a' && c <= 'z';
            auto const capital = c >= 'A' && c <= 'Z';
            if (digit || (letters && capital))
                kept += c;
            else if (letters && small)
                kept += static_cast<char>(c - 'a' + 'A');
        }
        return kept;
    }

    // A number that is not typed to its end, as E.164 begins.
    std::string phone_so_far(std::string_view typed)
    {
        auto digits = only(typed, false);
        if (typed.find('+') != std::string_view::npos)
            return "+" + (digits.starts_with("440") ? "44" + digits.substr(3) : digits);
        if (digits.starts_with("00"))
            return "+" + digits.substr(2);
        return digits.starts_with("0") ? "+44" + digits.substr(1) : std::string();
    }

    std::string typed_so_far(std::string_view kind, std::string_view typed)
    {
        auto whole = links::normalised(kind, typed);
        if (!whole.empty() && kind != "place")
            return whole;
        if (kind == "phone")
            return phone_so_far(typed);
        if (kind == "vehicle")
            return only(typed, true);
        if (kind == "bank_account")
            return only(typed, false);
        return whole;
    }
} // namespace

bool is_found_while_typing(std::string_view kind)
{
    return std::ranges::any_of(enough_of, [&](Enough const& one) { return kind == one.kind; });
}

std::string enough_to_look(std::string_view kind, std::string_view typed)
{
    auto const* const enough
        = std::ranges::find_if(enough_of, [&](Enough const& one) { return kind == one.kind; });
    if (enough == enough_of.end())
        return {};
    auto so_far = typed_so_far(kind, typed);
    return so_far.size() < enough->letters ? std::string() : so_far;
}

std::vector<FoundNamed> found_named(
    links::Seen const& seen, Visit const& visit, std::string_view kind, std::string_view typed)
{
    std::vector<FoundNamed> all;
    auto const so_far = enough_to_look(kind, typed);
    if (so_far.empty())
        return all;
    std::size_t asked = 0;
    Thing like{"named_thing", {}}; // a record like those that were asked about
    for (auto const row : visit.reading().run(namings_that_begin_so, kind, so_far,
             static_cast<std::int64_t>(so_far.size()), london::day_of(visit.now()))) {
        Thing const record{row.text("drawn_kind"), row.uuid("drawn_from")};
        like.kind = record.kind;
        ++asked;
        if (!seen.may_know(visit, record))
            continue;
        auto const id = row.id<NamedThingId>("id");
        if (all.empty() || all.back().thing.id != id) {
            if (all.size() == most_found)
                continue; // and yet all are asked about: rule 1
            all.push_back({{id, row.text("kind"), row.text("as_written"), row.text("normalised")},
                row.integer("rank") == 0, {}});
        }
        all.back().records.push_back(record);
    }
    // Rule 1: as much work for what is hidden, and for what is not there.
    for (auto known = false; asked < records_asked; ++asked)
        known = seen.may_know(visit, {like.kind, Uuid::fresh()}) || known;
    for (auto const& one : all)
        visit.looked_at(thing(one.thing.id));
    return all;
}

} // namespace kith::intelligence
