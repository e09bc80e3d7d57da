// SPDX-License-Identifier: MIT
#include "actions/api.h"
#include "actions/naming.h"
#include "actions/typed.h"
#include "actions/views.h"
#include "base/london.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::actions {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    constexpr char const* action_schema
        = R"({"type":"object","required":["id","what","kind","agency","due","state","version"],"properties":{
        "id":{"type":"string","format":"uuid"},"what":{"type":"string"},
        "kind":{"type":"string","description":"A code of the list action_kind"},
        "agency":{"type":"string","format":"uuid"},"person":{"type":"string","description":"Who does it there"},
        "account":{"type":["string","null"],"format":"uuid"},
        "due":{"type":"string","format":"date"},"due_rule":{"type":["string","null"]},"overdue":{"type":"boolean"},
        "how_we_will_know":{"type":"string"},"state":{"enum":["open","done","not_done","withdrawn"]},
        "result":{"type":["string","null"]},"finished_on":{"type":["string","null"],"format":"date"},
        "asked_by":{"type":"string"},
        "about":{"type":["object","null"],"description":"Null to whoever is named on it and may not know it",
        "properties":{"kind":{"type":"string"},"id":{"type":"string","format":"uuid"}}},
        "extensions":{"type":"array","items":{"type":"object","properties":{"was":{"type":"string","format":"date"},
        "due":{"type":"string","format":"date"},"reason":{"type":["string","null"]},"at":{"type":"string","format":"date-time"}}}},
        "version":{"type":"integer"}}})";
    constexpr char const* actions_schema
        = R"({"type":"object","required":["actions"],"properties":{"actions":{"type":"array","items":{"type":"object"}}}})";

    std::string sent_action_schema(char const* required, char const* more)
    {
        return fmt::format(R"({{"type":"object","required":[{}],"additionalProperties":false,
        "properties":{{{}"what":{{"type":"string","maxLength":500}},"kind":{{"type":"string","description":"A code of the list action_kind"}},
        "agency":{{"type":"string","format":"uuid"}},
        "person":{{"type":"string","description":"A name, or a sign-in name. An account of that agency is found by it; else the words stand"}},
        "due":{{"type":"string","format":"date"}},"due_rule":{{"type":["string","null"],"description":"The clock it was counted by"}},
        "how_we_will_know":{{"type":"string","maxLength":500}}}}}})",
            required, more);
    }
    constexpr char const* sent_finish_schema
        = R"({"type":"object","required":["state"],"additionalProperties":false,"properties":{
        "state":{"enum":["done","not_done","withdrawn","open"],"description":"Withdrawing and opening again are for whoever asked"},
        "result":{"type":"string","maxLength":4000,"description":"What came of it; why, if it is not done"}}})";
    constexpr char const* sent_extend_schema
        = R"({"type":"object","required":["due","reason"],"additionalProperties":false,"properties":{
        "due":{"type":"string","format":"date"},"reason":{"type":"string","maxLength":4000}}})";

    json::value or_null(std::string const& text)
    {
        return text.empty() ? json::value(nullptr) : json::value(text);
    }

    json::array extensions_json(Actions const& room, Visit const& visit, Action const& action)
    {
        json::array list;
        for (auto const& one : room.store.extensions(visit, action.id))
            list.push_back(json::object{{"was", london::day_of(one.was).write()},
                {"due", london::day_of(one.due).write()}, {"reason", or_null(one.reason)},
                {"at", one.at.write()}});
        return list;
    }

    json::object action_json(Actions const& room, Visit const& visit, Action const& action)
    {
        auto const person = action.named.none() ? action.named_in_words
                                                : room.name_of(visit.reading(), action.named);
        json::value about(nullptr);
        if (!action.about.id.none())
            about = json::object{{"kind", action.about.kind}, {"id", action.about.id.write()}};
        return {{"id", action.id.write()}, {"what", action.what}, {"kind", action.kind},
            {"agency", action.for_agency.write()}, {"person", person},
            {"account",
                action.named.none() ? json::value(nullptr) : json::value(action.named.write())},
            {"due", action.due.write()}, {"due_rule", or_null(action.due_rule)},
            {"overdue", action.overdue(london::day_of(visit.now()))},
            {"how_we_will_know", action.how_we_will_know}, {"state", name_of(action.state)},
            {"result", or_null(action.result)},
            {"finished_on",
                action.finished_on ? json::value(action.finished_on->write())
                                   : json::value(nullptr)},
            {"asked_by", who_asked(room, visit, action)}, {"about", std::move(about)},
            {"extensions", extensions_json(room, visit, action)}, {"version", action.version}};
    }

    Response answer_with(Actions const& room, Visit const& visit, Action const& action,
        http::Status status = http::Status::ok)
    {
        return http::json(json::serialize(action_json(room, visit, action)), status)
            .with("ETag", http::etag(action.version));
    }

    Result<Date> sent_day(JsonFields const& sent, char const* field)
    {
        auto const text = TRY(sent.text(field));
        auto const day = Date::read(text);
        if (!day)
            return invalid("Send a day such as 2026-03-13", field);
        return *day;
    }

    Done read_sent_person(Visit const& visit, JsonFields const& sent, Action& action)
    {
        if (sent.has("agency")) {
            auto const text = TRY(sent.text("agency"));
            auto const agency = AgencyId::read(text);
            if (!agency)
                return invalid("Send the id of an agency", "agency");
            action.for_agency = *agency;
        }
        if (!sent.has("person"))
            return done();
        auto const person = TRY(sent.text("person"));
        action.named = TRY(account_of(visit, action.for_agency, person));
        action.named_in_words = action.named.none() ? person : "";
        return done();
    }

    // What was sent of an action, over what stands.
    Result<Action> read_sent_action(
        Actions const& room, Visit const& visit, JsonFields const& sent, Action const& stands)
    {
        auto action = stands;
        std::pair<char const*, std::string Action::*> const texts[]
            = {{"what", &Action::what}, {"kind", &Action::kind},
                {"how_we_will_know", &Action::how_we_will_know}, {"due_rule", &Action::due_rule}};
        for (auto const& [field, member] : texts)
            if (sent.has(field))
                action.*member = TRY(sent.text(field));
        if (sent.has("due")) {
            action.due = TRY(sent_day(sent, "due"));
            if (action.due != stands.due && !sent.has("due_rule"))
                action.due_rule.clear();
        }
        TRY(read_sent_person(visit, sent, action));
        if (!room.facts.lists("action_kind", action.kind, london::day_of(visit.now()))
            && action.kind != stands.kind)
            return invalid("Send a code of the list action_kind", "kind");
        if (!action.due_rule.empty() && !room.clocks.has(action.due_rule))
            return invalid("Send the id of a clock", "due_rule");
        return action;
    }

    // The version that is changed; a program that names none is told to.
    struct SentChange {
        ActionId id;
        std::int64_t version;
        JsonFields sent;
    };
    template <class Act>
    Result<Response> change_sent(Actions const& room, Visit const& visit, Request const& request,
        std::initializer_list<std::string_view> names, Act const& act)
    {
        auto const id = TRY(request.id<ActionId>("action"));
        TRY(room.store.find(visit, id));
        auto const version = TRY(request.if_match());
        if (!version)
            return http::problem(http::Status::precondition_required,
                "Send If-Match with the ETag you read the action with");
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only(names));
        TRY(act(SentChange{id, *version, sent}));
        auto const now = TRY(room.store.find(visit, id));
        return answer_with(room, visit, now);
    }
} // namespace

Result<Response> api_list_actions(Actions const& room, Visit const& visit, Request const& request)
{
    auto all = std::vector<Action>();
    if (request.query("about").empty()) {
        all = room.store.list_mine(visit);
    } else {
        auto const id = Uuid::read(request.query("id"));
        if (!id)
            return not_found();
        Thing const about{std::string(request.query("about")), *id};
        if (!room.about.may_know(visit, about))
            return not_found();
        all = room.store.list_about(visit, about);
    }
    json::array list;
    for (auto const& action : all)
        list.push_back(action_json(room, visit, action));
    return http::json(json::serialize(json::object{{"actions", std::move(list)}}));
}

Result<Response> api_find_action(Actions const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ActionId>("action"));
    auto const action = TRY(room.store.find(visit, id));
    return answer_with(room, visit, action);
}

Result<Response> api_ask_action(Actions const& room, Visit const& visit, Request const& request)
{
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"about_kind", "about", "what", "kind", "agency", "person", "due", "due_rule",
        "how_we_will_know"}));
    auto const key = TRY(request.idempotency_key());
    Action blank;
    blank.about.kind = TRY(sent.text("about_kind"));
    auto const about = TRY(sent.text("about"));
    blank.about.id = TRY(Uuid::read(about));
    if (!room.about.may_know(visit, blank.about))
        return not_found();
    auto const action = TRY(read_sent_action(room, visit, sent, blank));
    auto const id = TRY(visit.change([&](Change& change) {
        return forms::once<ActionId>(
            change, key, request.path() + "\n" + request.body(), [&]() -> Result<ActionId> {
                auto const saved = TRY(room.store.save(change, action));
                return saved.id;
            });
    }));
    auto const made = TRY(room.store.find(visit, id));
    return answer_with(room, visit, made, http::Status::created)
        .with("Location", "/api/v1/actions/" + id.write());
}

Result<Response> api_finish_action(Actions const& room, Visit const& visit, Request const& request)
{
    return change_sent(
        room, visit, request, {"state", "result"}, [&](SentChange const& what) -> Done {
            auto const word = TRY(what.sent.text("state"));
            auto const state = TRY(read_action_state(word));
            auto const result = TRY(what.sent.text("result"));
            return visit.change([&](Change& change) {
                return room.store.finish(change, what.id, what.version, state, result);
            });
        });
}

Result<Response> api_extend_action(Actions const& room, Visit const& visit, Request const& request)
{
    return change_sent(
        room, visit, request, {"due", "reason"}, [&](SentChange const& what) -> Done {
            auto const due = TRY(sent_day(what.sent, "due"));
            auto const reason = TRY(what.sent.text("reason"));
            return visit.change([&](Change& change) {
                return room.store.extend(change, what.id, what.version, due, reason);
            });
        });
}

Result<Response> api_change_action(Actions const& room, Visit const& visit, Request const& request)
{
    return change_sent(room, visit, request,
        {"what", "kind", "agency", "person", "due", "due_rule", "how_we_will_know", "reason"},
        [&](SentChange const& what) -> Done {
            if (!room.store.permits(visit, "change", what.id))
                return error(
                    Code::not_allowed, "You can read this, but it is for others to change");
            auto const stands = TRY(room.store.find(visit, what.id));
            auto wanted = TRY(read_sent_action(room, visit, what.sent, stands));
            wanted.version = what.version;
            auto const reason = TRY(what.sent.text("reason"));
            TRY(visit.change(
                [&](Change& change) { return room.store.save(change, wanted, reason); }));
            return done();
        });
}

std::vector<access::Operation> action_operations()
{
    using http::Method;
    return {{Method::get, "/api/v1/actions", "listActions",
                "What you are to do; or with ?about=KIND&id=ID, what is to be done about it",
                "actions", "", actions_schema},
        {Method::get, "/api/v1/actions/{action}", "findAction",
            "One action: whole if you may know what it is about, its own words if you are named on "
            "it",
            "actions", "", action_schema},
        {Method::post, "/api/v1/actions", "askForAction",
            "Ask an agency, and a person there, to do something about what you may know", "actions",
            sent_action_schema(
                R"("about_kind","about","what","kind","agency","person","due","how_we_will_know")",
                R"("about_kind":{"enum":["case","context","concern"]},"about":{"type":"string","format":"uuid"},)"),
            action_schema, 201, true},
        {Method::post, "/api/v1/actions/{action}/finish", "finishAction",
            "Say that it is done, or why it is not; withdraw it; or open it again", "actions",
            sent_finish_schema, action_schema, 200, false, true},
        {Method::post, "/api/v1/actions/{action}/extend", "extendAction",
            "Give it more time, with the reason: when it was due before is kept", "actions",
            sent_extend_schema, action_schema, 200, false, true},
        {Method::post, "/api/v1/actions/{action}/change", "changeAction",
            "The next version: what is left out stays", "actions",
            sent_action_schema(R"("reason")", R"("reason":{"type":"string","maxLength":4000},)"),
            action_schema, 200, false, true}};
}

} // namespace kith::actions
