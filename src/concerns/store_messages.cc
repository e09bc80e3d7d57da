// SPDX-License-Identifier: MIT
// The rows of concern_messages: the words between a team and whoever raised the concern, in the
// order in which they came.
#include "concerns/store.h"
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    constexpr db::Sql find_inbox_message
        = {"find message by inbox id", "select id from concern_messages where inbox_id = $1"};
    constexpr db::Sql messages_of = {"messages about a concern",
        "select * from concern_messages where concern = $1 order by place, written_at, id"};
    constexpr db::Sql find_message
        = {"find message", "select id from concern_messages where id = $1 and concern = $2"};
    constexpr db::Sql find_unread = {"is a message unread",
        "select id from concern_messages where direction = $2 and read_at is null and concern = $1 "
        "and place <= $3 limit 1"};
    constexpr db::Sql next_place = {"the place of the next message about a concern",
        "select coalesce(max(place), 0) + 1 as place from concern_messages where concern = $1"};
    constexpr db::Sql insert_message = {"add message",
        "insert into concern_messages (id, concern, written_at, direction, told_how, written_by, "
        "body, inbox_id, read_at, place) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
    constexpr db::Sql mark_read = {"mark messages read",
        "update concern_messages set read_at = $3 where concern = $1 and direction = $2 and "
        "read_at "
        "is null and place <= $4"};
} // namespace

std::vector<Message> Store::messages(Visit const& visit, Concern const& concern) const
{
    std::vector<Message> thread;
    for (auto const row : visit.reading().run(messages_of, concern.id))
        thread.push_back({row.id<MessageId>("id"), concern.id, row.instant("written_at"),
            read_direction(row.text("direction")), row.text("told_how"),
            row.id<AccountId>("written_by"), row.text("body"), row.text("inbox_id"),
            row.maybe_instant("read_at"), row.integer("place")});
    return thread;
}

bool Store::has_message(Visit const& visit, Concern const& concern, MessageId id) const
{
    return !visit.reading().run(find_message, id, concern.id).empty();
}

bool Store::has_unread(
    Visit const& visit, Concern const& concern, Direction direction, std::int64_t up_to) const
{
    return !visit.reading().run(find_unread, concern.id, write(direction), up_to).empty();
}

Result<Taken> Store::add(Change& change, Concern const& concern, Message const& message) const
{
    if (!message.inbox_id.empty()
        && !change.writing().run(find_inbox_message, message.inbox_id).empty())
        return Taken::before;
    TRY(change.record(
        "write", facts_of(concern), fmt::format("message {}", write(message.direction))));
    auto const place = change.writing().run(next_place, concern.id)[0].integer("place");
    auto const inbox_id = message.inbox_id.empty() ? db::Value{} : db::Value{message.inbox_id};
    change.writing().run(insert_message, message.id, concern.id, message.at,
        write(message.direction), message.told_how, message.by, message.body, inbox_id,
        message.read_at, place);
    lay_out_later(change, concern);
    return Taken::now;
}

Done Store::messages_read(
    Change& change, Concern const& concern, Direction direction, std::int64_t up_to) const
{
    TRY(change.record("write", facts_of(concern),
        fmt::format("read the messages {} up to number {}", write(direction), up_to)));
    change.writing().run(mark_read, concern.id, write(direction), change.now(), up_to);
    return done();
}

} // namespace kith::concerns
