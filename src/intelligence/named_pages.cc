// SPDX-License-Identifier: MIT
// What was named before, found while a phone, plate, account or place is typed: for a script of
// forms that name things, and as a page of its own for whoever has no script.
#include "intelligence/found_named.h"
#include "intelligence/pages.h"
#include "platform/html/problems.h"
#include <boost/json.hpp>

namespace kith::intelligence {
namespace {
    using html::Value;
    constexpr char const* look_up_page = "/named/look-up";
    constexpr std::size_t records_told = 3;

    struct NamedRow {
        std::string text;
        std::string detail;
        std::string written; // to be typed so
    };

    std::string kind_in_words(Intelligence const& room, std::string const& kind)
    {
        auto const label = room.facts.code("named_kind", kind);
        return label ? label->label : kind;
    }

    std::vector<NamedRow> rows_of(Intelligence const& room, Visit const& visit,
        std::string const& kind, std::string const& typed)
    {
        std::vector<NamedRow> rows;
        for (auto const& one : found_named(room.links.seen, visit, kind, typed)) {
            std::string where;
            for (std::size_t at = 0; at < one.records.size() && at < records_told; ++at)
                where += (where.empty() ? "" : ", ")
                    + room.links.seen.show(visit, one.records[at]).text;
            rows.push_back({kind_in_words(room, one.thing.kind) + " " + one.thing.as_written,
                (one.same ? "The same. Named in: " : "It begins so. Named in: ") + where,
                one.thing.as_written});
        }
        return rows;
    }

    std::string said_of(
        std::string const& kind, std::string const& typed, std::vector<NamedRow> const& rows)
    {
        if (!is_found_while_typing(kind))
            return {};
        if (enough_to_look(kind, typed).empty())
            return "Type more of it to see whether it was named before.";
        if (rows.empty())
            return "It was named nowhere that you may read.";
        return "Named before, where you may read it. That it is the same is for you to judge:";
    }

    Result<Response> named_alike(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("look up", "named_thing"))
            return not_found();
        auto const form = TRY(request.form());
        auto const kind = links::text_of(form, "kind");
        auto const typed = links::text_of(form, "words");
        auto const rows = rows_of(room, visit, kind, typed);
        boost::json::array all;
        for (auto const& row : rows)
            all.push_back(boost::json::object{
                {"text", row.text}, {"detail", row.detail}, {"written", row.written}});
        return http::json(boost::json::serialize(
            boost::json::object{{"said", said_of(kind, typed, rows)}, {"rows", all}}));
    }

    Response draw_look_up(Intelligence const& room, Visit const& visit, Value const& values,
        Value page, std::vector<Error> const& problems)
    {
        page["section"] = "/intelligence";
        page["kinds"] = Value::array();
        for (auto const* kind : {"phone", "vehicle", "online_account", "bank_account", "place"})
            page["kinds"].push(
                Value::object({{"value", std::string(kind)}, {"text", kind_in_words(room, kind)},
                    {"checked", values.get("kind").text() == kind}}));
        page["values"] = values;
        page["problems"] = html::problems_view(problems);
        if (!problems.empty())
            page["errors"] = html::errors_view(problems);
        return room.pages.show(visit, "intelligence/look_up.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    Result<Response> ask_look_up(Intelligence const& room, Visit const& visit, Request const&)
    {
        if (!visit.could("look up", "named_thing"))
            return not_found();
        return draw_look_up(room, visit, Value::object(), Value::object(), {});
    }

    Result<Response> take_look_up(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("look up", "named_thing"))
            return not_found();
        auto const form = TRY(request.form());
        auto const kind = links::text_of(form, "kind");
        auto const typed = links::text_of(form, "words");
        std::vector<Error> problems;
        if (!is_found_while_typing(kind))
            problems.push_back(invalid("Choose what it is", "kind"));
        else if (enough_to_look(kind, typed).empty())
            problems.push_back(
                invalid("Type more of it: a number but for two digits, a plate but for two "
                        "letters, four letters of a name",
                    "words"));
        if (!problems.empty())
            return draw_look_up(room, visit, links::values_of(form), Value::object(), problems);
        auto const rows = rows_of(room, visit, kind, typed);
        auto page = Value::object({{"said", said_of(kind, typed, rows)},
            {"rows", Value::each(rows, [](NamedRow const& row) {
                 return Value::object({{"text", row.text}, {"detail", row.detail}});
             })}});
        return draw_look_up(room, visit, links::values_of(form), page, {});
    }
} // namespace

void add_named_routes(access::Routes::OfRoom<Intelligence>& routes)
{
    routes.post("/named/alike", "named_thing:look up", named_alike);
    routes.get(look_up_page, "named_thing:look up", ask_look_up);
    routes.post(look_up_page, "named_thing:look up", take_look_up);
}

} // namespace kith::intelligence
