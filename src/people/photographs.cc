// SPDX-License-Identifier: MIT
#include "people/photographs.h"
#include "people/joined.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    constexpr db::Sql photographs_of_record = {"photographs of a person",
        "select * from person_photographs where person = $1 order by recorded_at desc, id"};
    constexpr db::Sql standing_of_record = {"photograph that stands",
        "select * from person_photographs where person = $1 and withdrawn_at is null"};
    constexpr db::Sql photographs_of_file = {"photographs of a file",
        "select * from person_photographs where attachment = $1 order by case when withdrawn_at is "
        "null then 0 else 1 end, recorded_at desc, id"};
    constexpr db::Sql insert_photograph = {"add photograph",
        "insert into person_photographs (id, person, attachment, taken, source, recorded_at, "
        "recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8)"};
    constexpr db::Sql withdraw_photograph = {"take photograph off",
        "update person_photographs set withdrawn_at = $2, withdrawn_by = $3, why = $4 where id = "
        "$1 and withdrawn_at is null"};
    constexpr std::size_t longest_why_off = 1000;

    Photograph read_photograph(db::Row const& row)
    {
        Photograph one;
        one.id = row.id<PhotographId>("id");
        one.record = row.id<PersonId>("person");
        one.file = row.id<AttachmentId>("attachment");
        if (auto const taken = PartialDate::read(row.text("taken")))
            one.taken = *taken;
        one.source = row.text("source");
        one.recorded_at = row.instant("recorded_at");
        one.recorded_by = row.id<AccountId>("recorded_by");
        one.withdrawn_at = row.maybe_instant("withdrawn_at");
        one.withdrawn_by = row.id<AccountId>("withdrawn_by");
        return one;
    }

    void add_photograph_row(Change& change, Photograph const& one)
    {
        change.writing().run(insert_photograph, one.id, one.record, one.file,
            one.taken ? one.taken->write() : "", one.source, change.now(), change.visitor().account,
            change.visitor().agency);
    }

    Done withdraw_photograph_row(Change& change, Photograph const& one, std::string const& why)
    {
        auto const sealed = change.keys().seal(change.writing(), thing(one.record), why);
        auto const gone = change.writing().run(
            withdraw_photograph, one.id, change.now(), change.visitor().account, db::Bytes{sealed});
        if (gone.changed() == 0)
            return error(Code::conflict,
                "Somebody took this photograph off since you opened it: look at what stands now");
        return done();
    }

    // What stands makes room for another.
    Done replace_standing(Change& change, Person const& person)
    {
        for (auto const record : records_of(change.writing(), person.id))
            for (auto const row : change.writing().run(standing_of_record, record))
                TRY(withdraw_photograph_row(
                    change, read_photograph(row), "Replaced by another photograph"));
        return done();
    }

    Result<Photograph> find_photograph(Visit const& visit, Person const& person, PhotographId id)
    {
        auto const all = list_photographs(visit, person);
        auto const at = std::ranges::find(all, id, &Photograph::id);
        if (at == all.end())
            return not_found();
        return *at;
    }

    Done may_change(Change const& change, Person const& person)
    {
        Visit const& visit = change;
        return visit.may("change", facts_of(visit, person));
    }

    std::optional<access::Facts> holder_sees(
        People const& room, Visit const& visit, AttachmentId file)
    {
        auto const rows = visit.reading().run(photographs_of_file, file);
        if (rows.empty())
            return std::nullopt;
        auto const newest = read_photograph(rows[0]);
        auto const person = kept_of(visit.reading(), newest.record);
        auto const facts = find_facts(visit, person);
        auto const stands = !newest.withdrawn_at; // those that stand come first
        if (facts && links::purpose_stands(visit, *facts) && visit.sees(*facts)
            && (stands || visit.permits("change", *facts)))
            return *facts;
        return stands && room.photograph_for ? room.photograph_for(visit, person) : std::nullopt;
    }
} // namespace

std::vector<Photograph> list_photographs(Visit const& visit, Person const& person)
{
    auto facts = facts_of(visit, person);
    std::vector<Photograph> all;
    for (auto const record : records_of(visit.reading(), person.id)) {
        facts.subject = thing(record); // whose key sealed why
        for (auto const row : visit.reading().run(photographs_of_record, record)) {
            auto one = read_photograph(row);
            if (one.withdrawn_at)
                one.why = visit.unsealed("read", facts, row.bytes("why")).value_or("");
            all.push_back(std::move(one));
        }
    }
    std::ranges::stable_sort(all, std::ranges::greater{}, &Photograph::recorded_at);
    return all;
}

std::optional<Photograph> standing_photograph(Visit const& visit, PersonId person)
{
    std::optional<Photograph> newest;
    for (auto const record : records_of(visit.reading(), person))
        for (auto const row : visit.reading().run(standing_of_record, record)) {
            auto one = read_photograph(row);
            auto const shown = documents::shown(visit.reading(), one.file).standing
                == documents::Standing::shown;
            if (shown && (!newest || newest->recorded_at < one.recorded_at))
                newest = std::move(one);
        }
    return newest;
}

Done add_photograph(Change& change, Person const& person, Photograph const& wanted)
{
    TRY(may_change(change, person));
    TRY(documents::claim(change, wanted.file, thing(person.id), thing(person.id), "photograph"));
    TRY(replace_standing(change, person));
    auto fresh = wanted;
    fresh.id = PhotographId::fresh();
    fresh.record = person.id;
    TRY(change.record("change", facts_of(change, person), "Photograph added"));
    add_photograph_row(change, fresh);
    return done();
}

Done take_photograph_off(
    Change& change, Person const& person, PhotographId id, std::string const& reason)
{
    TRY(may_change(change, person));
    auto const one = TRY(find_photograph(change, person, id));
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why it is taken off", "reason");
    if (reason.size() > longest_why_off)
        return invalid("Say why in fewer words", "reason");
    TRY(change.record("change", facts_of(change, person), "Photograph taken off: " + reason));
    return withdraw_photograph_row(change, one, reason);
}

Done put_photograph_back(Change& change, Person const& person, PhotographId id)
{
    TRY(may_change(change, person));
    auto one = TRY(find_photograph(change, person, id));
    auto const standing = documents::shown(change.writing(), one.file).standing;
    if (standing != documents::Standing::shown)
        return not_found();
    if (!one.withdrawn_at)
        return error(Code::conflict, "This photograph stands already");
    TRY(replace_standing(change, person));
    one.id = PhotographId::fresh();
    one.record = person.id;
    TRY(change.record("change", facts_of(change, person), "An earlier photograph put back"));
    add_photograph_row(change, one);
    return done();
}

documents::Holder photograph_holder(People const& room)
{
    return {[&room](Visit const& visit, Thing const&, AttachmentId file) {
                return holder_sees(room, visit, file);
            },
        "change"};
}

LaterKind later_photographs()
{
    return {"photograph",
        [](Visit const& visit, PersonId record, Instant after) {
            std::vector<LaterRow> rows;
            for (auto const row : visit.reading().run(standing_of_record, record))
                if (auto const one = read_photograph(row); after < one.recorded_at)
                    rows.push_back({"photograph", one.id.uuid(), record, "A photograph", one.source,
                        one.recorded_by, row.id<AgencyId>("owner_agency")});
            return rows;
        },
        [](Change& change, LaterRow const& row, PersonId to, std::string const& reason) {
            for (auto const held : change.writing().run(standing_of_record, row.record)) {
                auto one = read_photograph(held);
                if (one.id.uuid() != row.id)
                    continue;
                must(withdraw_photograph_row(change, one, reason).ok(), "it stood a moment ago");
                one.id = PhotographId::fresh();
                one.record = to;
                add_photograph_row(change, one);
            }
        }};
}

} // namespace kith::people
