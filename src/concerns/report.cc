// SPDX-License-Identifier: MIT
#include "concerns/report.h"
#include "platform/forms/answers.h"
#include <boost/json.hpp>
#include <limits>

namespace kith::concerns {
namespace {
    namespace json = boost::json;

    Error not_read() { return invalid("The item is not in the shape of its kind"); }
    // Text that must be there, as text: what is left out or of another shape is never guessed at.
    Result<std::string> text_of(json::object const& object, char const* key)
    {
        auto const* const value = object.if_contains(key);
        if (!value || !value->is_string())
            return not_read();
        return std::string(value->as_string());
    }
    std::string_view kind_word(ItemKind kind)
    {
        switch (kind) {
        case ItemKind::report:
            return "report";
        case ItemKind::message:
            return "message";
        case ItemKind::withdraw_contact:
            return "withdraw_contact";
        }
        return "report";
    }
    Result<ItemKind> read_kind(std::string const& text)
    {
        for (auto const kind : {ItemKind::report, ItemKind::message, ItemKind::withdraw_contact})
            if (text == kind_word(kind))
                return kind;
        return invalid("The item is of a kind this version does not know");
    }
    // As the post names what it holds (post.h): one that it refuses would stop every later reply.
    bool names_a_file(std::string_view name)
    {
        return !name.empty() && name.size() <= 64
            && name.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
    }
    Result<json::object> read_object(std::string_view text)
    {
        boost::system::error_code problem;
        auto value = json::parse(text, problem);
        if (problem || !value.is_object())
            return invalid("The item is not a JSON object");
        return std::move(value.as_object());
    }
    // A version is counted from one; answers are those of a form, or the hub could not show them.
    Done read_report(json::object const& object, Item& item)
    {
        item.box_key = TRY(text_of(object, "box_key"));
        item.form = TRY(text_of(object, "form"));
        auto const* const version = object.if_contains("form_version");
        auto const* const answers = object.if_contains("answers");
        if (item.form.empty() || item.box_key.empty() || !version || !version->is_int64()
            || !answers)
            return invalid("The report does not say which form it answers");
        if (version->as_int64() < 1 || version->as_int64() > std::numeric_limits<int>::max())
            return not_read();
        item.form_version = static_cast<int>(version->as_int64());
        auto const read = TRY(
            forms::Answers::from_json(item.form, item.form_version, json::serialize(*answers)));
        item.answers = read.to_json();
        return done();
    }
    Result<ReplyLine> read_line(json::value const& value)
    {
        if (!value.is_object())
            return not_read();
        ReplyLine line;
        line.from = TRY(text_of(value.as_object(), "from"));
        line.day = TRY(text_of(value.as_object(), "day"));
        line.body = TRY(text_of(value.as_object(), "body"));
        return line;
    }
} // namespace

std::string write(Item const& item)
{
    json::object object{{"kind", kind_word(item.kind)}, {"inbox_id", item.inbox_id},
        {"box", item.box}, {"language", item.language}};
    if (item.kind == ItemKind::report) {
        object["box_key"] = item.box_key;
        object["form"] = item.form;
        object["form_version"] = item.form_version;
        object["answers"] = json::parse(item.answers);
    }
    if (item.kind == ItemKind::message) {
        object["body"] = item.body;
        if (!item.picture.empty())
            object["picture"] = item.picture;
    }
    return json::serialize(object);
}

Result<Item> read_item(std::string_view text)
{
    auto const object = TRY(read_object(text));
    Item item;
    auto const kind = TRY(text_of(object, "kind"));
    item.kind = TRY(read_kind(kind));
    item.inbox_id = TRY(text_of(object, "inbox_id"));
    item.box = TRY(text_of(object, "box"));
    item.language = TRY(text_of(object, "language"));
    if (!names_a_file(item.inbox_id) || !names_a_file(item.box))
        return invalid("The item does not say which report it belongs to");
    if (item.kind == ItemKind::report)
        TRY(read_report(object, item));
    if (item.kind == ItemKind::message) {
        item.body = TRY(text_of(object, "body"));
        if (object.contains("picture"))
            item.picture = TRY(text_of(object, "picture"));
    }
    return item;
}

std::string write(Reply const& reply)
{
    json::array lines;
    for (auto const& line : reply.lines)
        lines.push_back(json::object{{"from", line.from}, {"day", line.day}, {"body", line.body}});
    return json::serialize(json::object{{"status", reply.status}, {"reference", reply.reference},
        {"language", reply.language}, {"has_contact", reply.has_contact}, {"lines", lines}});
}

Result<Reply> read_reply(std::string_view text)
{
    auto const object = TRY(read_object(text));
    Reply reply;
    reply.status = TRY(text_of(object, "status"));
    reply.reference = TRY(text_of(object, "reference"));
    reply.language = TRY(text_of(object, "language"));
    auto const* const contact = object.if_contains("has_contact");
    auto const* const lines = object.if_contains("lines");
    if (!contact || !contact->is_bool() || !lines || !lines->is_array())
        return not_read();
    reply.has_contact = contact->as_bool();
    for (auto const& value : lines->as_array()) {
        auto line = TRY(read_line(value));
        reply.lines.push_back(std::move(line));
    }
    return reply;
}

} // namespace kith::concerns
