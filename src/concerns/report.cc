// SPDX-License-Identifier: MIT
#include "concerns/report.h"
#include <boost/json.hpp>

namespace kith::concerns {
namespace {
    namespace json = boost::json;

    std::string text_in(json::object const& object, char const* key)
    {
        auto const* const value = object.if_contains(key);
        return value && value->is_string() ? std::string(value->as_string()) : std::string();
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
    if (item.kind == ItemKind::message)
        object["body"] = item.body;
    return json::serialize(object);
}

Result<Item> read_item(std::string_view text)
{
    auto const object = TRY(read_object(text));
    Item item;
    item.kind = TRY(read_kind(text_in(object, "kind")));
    item.inbox_id = text_in(object, "inbox_id");
    item.box = text_in(object, "box");
    item.box_key = text_in(object, "box_key");
    item.form = text_in(object, "form");
    item.language = text_in(object, "language");
    item.body = text_in(object, "body");
    if (auto const* const version = object.if_contains("form_version");
        version && version->is_int64())
        item.form_version = static_cast<int>(version->as_int64());
    if (auto const* const answers = object.if_contains("answers"); answers && answers->is_object())
        item.answers = json::serialize(*answers);
    if (!names_a_file(item.inbox_id) || !names_a_file(item.box))
        return invalid("The item does not say which report it belongs to");
    if (item.kind == ItemKind::report && (item.form.empty() || item.box_key.empty()))
        return invalid("The report does not say which form it answers");
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
    reply.status = text_in(object, "status");
    reply.reference = text_in(object, "reference");
    reply.language = text_in(object, "language");
    auto const* const contact = object.if_contains("has_contact");
    reply.has_contact = contact && contact->is_bool() && contact->as_bool();
    auto const* const lines = object.if_contains("lines");
    for (auto const& line : lines && lines->is_array() ? lines->as_array() : json::array{})
        if (line.is_object())
            reply.lines.push_back({text_in(line.as_object(), "from"),
                text_in(line.as_object(), "day"), text_in(line.as_object(), "body")});
    return reply;
}

} // namespace kith::concerns
