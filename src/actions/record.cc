// SPDX-License-Identifier: MIT
// Asking for an action, and changing what was asked.
#include "actions/pages.h"
#include "actions/typed.h"
#include "actions/views.h"
#include "base/london.h"
#include "platform/forms/drafts.h"
#include "platform/http/csrf.h"

namespace kith::actions {
namespace {
    using html::Value;

    Value agency_choices(Visit const& visit, std::string const& chosen)
    {
        auto items = Value::array({Value::object({{"value", ""}, {"text", "Choose"}})});
        for (auto const& agency :
            directory::list_agencies(visit.reading(), london::day_of(visit.now())))
            items.push(Value::object({{"value", agency.id.write()}, {"text", agency.name},
                {"selected", agency.id.write() == chosen}}));
        return items;
    }

    Value kind_choices(Actions const& room, Visit const& visit, std::string const& chosen)
    {
        auto items = Value::array();
        for (auto const& code : room.facts.codes("action_kind", london::day_of(visit.now())))
            items.push(Value::object(
                {{"value", code.code}, {"text", code.label}, {"checked", code.code == chosen}}));
        return items;
    }

    struct Asked {
        TypedAction typed;
        Action const* stands = nullptr; // of a change
        http::Status status = http::Status::ok;
    };

    Response draw_form(Actions const& room, Visit const& visit, Asked const& asked)
    {
        auto const& typed = asked.typed;
        auto const about = room.about.name(visit, typed.action.about);
        auto values = typed.values;
        if (values.get("key").text().empty())
            values["key"] = Uuid::fresh().write();
        auto page = Value::object({{"section", "/"}, {"values", values},
            {"problems", problems_view(typed.problems)},
            {"agencies", agency_choices(visit, values.get("for_agency").text())},
            {"kinds", kind_choices(room, visit, values.get("kind").text())}, {"about", about.text},
            {"back", about.href}, {"late", asked.status == http::Status::conflict},
            {"about_kind", typed.action.about.kind}, {"about_id", typed.action.about.id.write()}});
        if (asked.stands) {
            page["href"] = action_href(*asked.stands);
            page["back"] = action_href(*asked.stands);
            page["details"] = action_details(room, visit, *asked.stands);
            page["what"] = asked.stands->what;
        }
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "actions/record.njk", page, asked.status);
    }

    // What it would be about, as far as this visit may know it.
    Result<Action> blank_about(
        Actions const& room, Visit const& visit, std::string_view kind, std::string_view id)
    {
        auto const which = Uuid::read(id);
        if (!which)
            return not_found();
        Action blank;
        blank.about = {std::string(kind), *which};
        blank.for_agency = visit.visitor().agency;
        auto const facts = room.about.facts_of(visit, blank.about);
        if (!facts)
            return not_found();
        TRY(visit.see(*facts));
        return blank;
    }

    // All that was sent, so that the same key with something else is not taken for the same.
    std::string all_sent(http::FormData const& form)
    {
        std::string text = "/actions/new";
        for (auto const& [name, value] : form.pairs())
            if (name != http::csrf_field)
                text += "\n" + name + "=" + value;
        return text;
    }
} // namespace

Result<Response> ask_action(Actions const& room, Visit const& visit, Request const& request)
{
    auto const blank = TRY(blank_about(room, visit, request.query("about"), request.query("id")));
    return draw_form(room, visit, {untyped(room, visit, blank), nullptr});
}

Result<Response> record_action(Actions const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const blank = TRY(blank_about(room, visit, form.first("about"), form.first("id")));
    auto typed = read_typed(room, visit, form, blank);
    typed.action.version = 0;
    if (!typed.problems.empty())
        return draw_form(room, visit, {typed, nullptr, http::Status::unprocessable});
    auto const key = std::optional(typed_text(form, "key"));
    auto const made = visit.change([&](Change& change) {
        return forms::once<ActionId>(
            change, key->empty() ? std::nullopt : key, all_sent(form), [&]() -> Result<ActionId> {
                auto const saved = TRY(room.store.save(change, typed.action));
                return saved.id;
            });
    });
    if (made)
        return http::see_other("/actions/" + made->write() + "?said=asked");
    if (made.error().code != Code::invalid)
        return made.error();
    typed.problems.push_back(made.error());
    return draw_form(room, visit, {typed, nullptr, http::Status::unprocessable});
}

Result<Response> ask_action_change(Actions const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ActionId>("action"));
    auto const stands = TRY(room.store.find(visit, id));
    if (!room.store.permits(visit, "change", id))
        return error(Code::not_allowed, "You can read this, but it is for others to change");
    return draw_form(room, visit, {untyped(room, visit, stands), &stands});
}

Result<Response> change_action(Actions const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ActionId>("action"));
    auto const form = TRY(request.form());
    auto const stands = TRY(room.store.find(visit, id));
    if (!room.store.permits(visit, "change", id))
        return error(Code::not_allowed, "You can read this, but it is for others to change");
    auto typed = read_typed(room, visit, form, stands);
    auto const reason = typed_text(form, "reason");
    if (reason.empty())
        typed.problems.push_back(invalid("Say why the action changes", "reason"));
    if (!typed.problems.empty())
        return draw_form(room, visit, {typed, &stands, http::Status::unprocessable});
    auto const saved = visit.change(
        [&](Change& change) { return room.store.save(change, typed.action, reason); });
    if (saved)
        return http::see_other("/actions/" + id.write() + "?said=saved");
    if (saved.error().code != Code::invalid && saved.error().code != Code::conflict)
        return saved.error();
    auto const late = saved.error().code == Code::conflict;
    typed.problems.push_back(saved.error());
    auto const now_stands = TRY(room.store.find(visit, id));
    if (late)
        typed.values["version"] = now_stands.version; // seen now, so the next save may go through
    return draw_form(room, visit,
        {typed, &now_stands, late ? http::Status::conflict : http::Status::unprocessable});
}

} // namespace kith::actions
