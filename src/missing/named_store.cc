// SPDX-License-Identifier: MIT
#include "missing/named_store.h"
#include <array>

namespace kith::missing {
namespace {
    constexpr db::Sql named_of_interview = {"what a return interview names",
        "select * from interview_named where interview = $1 order by recorded_at, id"};
    constexpr db::Sql named_by_id = {"find what a return interview names",
        "select * from interview_named where id = $1 and interview = $2"};
    constexpr db::Sql interviews_that_name = {"return interviews that name a thing",
        "select distinct i.id, i.ended_at from interview_named n join return_interviews i on i.id "
        "= n.interview where n.thing_kind = $1 and n.thing_id = $2 and n.state = 'accepted' and "
        "i.state = 'completed' and i.ended_at is not null order by i.ended_at desc, i.id"};
    constexpr db::Sql insert_named = {"add what a return interview names",
        "insert into interview_named (id, interview, kind, as_written, named_key, by_hand, state, "
        "thing_kind, thing_id, link, role, because, version, recorded_at, recorded_by, "
        "owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $14, "
        "$15) on conflict (interview, kind, named_key) do nothing"};
    constexpr db::Sql keep_named = {"keep what a return interview names as it was",
        "insert into interview_named_was (id, interview, kind, as_written, named_key, by_hand, "
        "state, thing_kind, thing_id, link, role, because, version, recorded_at, recorded_by, "
        "owner_agency, superseded_at, reason) select id, interview, kind, as_written, named_key, "
        "by_hand, state, thing_kind, thing_id, link, role, because, version, recorded_at, "
        "recorded_by, owner_agency, $3, $4 from interview_named where id = $1 and version = $2"};
    constexpr db::Sql update_named = {"save what a return interview names",
        "update interview_named set state = $3, thing_kind = $4, thing_id = $5, link = $6, role = "
        "$7, because = $8, recorded_at = $9, recorded_by = $10, version = version + 1 where id = "
        "$1 and version = $2"};

    constexpr std::array named_states{std::pair{NamedState::waits, std::string_view("waits")},
        std::pair{NamedState::accepted, std::string_view("accepted")},
        std::pair{NamedState::set_aside, std::string_view("set aside")}};

    NamedState read_named_state(std::string_view word)
    {
        for (auto const& [one, name] : named_states)
            if (name == word)
                return one;
        return NamedState::waits;
    }

    InterviewNamed read_named(db::Row const& row)
    {
        InterviewNamed one;
        one.id = row.id<InterviewNamedId>("id");
        one.interview = row.id<ReturnInterviewId>("interview");
        one.kind = row.text("kind");
        one.as_written = row.text("as_written");
        one.key = row.text("named_key");
        one.by_hand = row.boolean("by_hand");
        one.state = read_named_state(row.text("state"));
        if (!row.is_null("thing_kind"))
            one.thing = {row.text("thing_kind"), row.uuid("thing_id")};
        one.link = row.id<LinkId>("link");
        one.role = row.text("role");
        one.because = row.text("because");
        one.version = row.integer("version");
        one.recorded_by = row.id<AccountId>("recorded_by");
        one.recorded_at = row.instant("recorded_at");
        return one;
    }

    std::optional<std::string> kind_or_null(Thing const& thing)
    {
        return thing.id.none() ? std::nullopt : std::optional(thing.kind);
    }

    Error somebody_decided()
    {
        return error(
            Code::conflict, "Somebody decided about this meanwhile: look at what stands now");
    }
} // namespace

std::string_view name_of(NamedState state)
{
    for (auto const& [one, name] : named_states)
        if (one == state)
            return name;
    return "";
}

std::vector<InterviewNamed> named_rows_of(db::Connection& connection, ReturnInterviewId interview)
{
    std::vector<InterviewNamed> all;
    for (auto const row : connection.run(named_of_interview, interview))
        all.push_back(read_named(row));
    return all;
}

std::optional<InterviewNamed> find_named_row(
    db::Connection& connection, ReturnInterviewId interview, InterviewNamedId id)
{
    auto const rows = connection.run(named_by_id, id, interview);
    return rows.empty() ? std::nullopt : std::optional(read_named(rows[0]));
}

std::vector<NamedIn> held_interviews_naming(db::Connection& connection, Thing const& thing)
{
    std::vector<NamedIn> all;
    for (auto const row : connection.run(interviews_that_name, thing.kind, thing.id))
        all.push_back({row.id<ReturnInterviewId>("id"), row.instant("ended_at")});
    return all;
}

Result<InterviewNamed> save_named_row(
    Change& change, InterviewNamed const& wanted, std::string const& reason)
{
    auto one = wanted;
    auto& connection = change.writing();
    one.recorded_at = change.now();
    one.recorded_by = change.visitor().account;
    if (one.version == 0) {
        one.id = InterviewNamedId::fresh();
        auto const added
            = connection.run(insert_named, one.id, one.interview, one.kind, one.as_written, one.key,
                one.by_hand, name_of(one.state), kind_or_null(one.thing), one.thing.id, one.link,
                one.role, one.because, one.recorded_at, one.recorded_by, change.visitor().agency);
        if (added.changed() == 0)
            return somebody_decided();
    } else {
        connection.run(keep_named, one.id, one.version, change.now(), reason);
        auto const saved = connection.run(update_named, one.id, one.version, name_of(one.state),
            kind_or_null(one.thing), one.thing.id, one.link, one.role, one.because, one.recorded_at,
            one.recorded_by);
        if (saved.changed() == 0)
            return somebody_decided();
    }
    ++one.version;
    return one;
}

} // namespace kith::missing
