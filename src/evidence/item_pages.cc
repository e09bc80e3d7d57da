// SPDX-License-Identifier: MIT
// One item of a pack: what goes out to whom, what is taken out, its release check, what was decided
// about unused material.
#include "base/london.h"
#include "evidence/copy.h"
#include "evidence/pack_acts.h"
#include "evidence/pack_pages.h"
#include "evidence/pack_views.h"
#include "evidence/pages.h"
#include <algorithm>

namespace kith::evidence {
namespace {
    using html::Value;

    struct ItemAsked {
        WholePack all;
        PackItem item;
    };
    Result<ItemAsked> item_in(Visit const& visit, Request const& request, char const* act)
    {
        auto all = TRY(pack_in(visit, request, act));
        auto const id = TRY(request.id<PackItemId>("item"));
        auto const* const found = all.item(id);
        if (!found)
            return not_found();
        auto item = *found;
        return ItemAsked{std::move(all), std::move(item)};
    }

    std::string notice_of_item(std::string_view said)
    {
        if (said == "checked")
            return "The release check is recorded, with why.";
        if (said == "redacted")
            return "It is taken out. Whoever checks the item sees it as each recipient does.";
        if (said == "put-back")
            return "It is back in. The item waits for another release check.";
        if (said == "decided")
            return "What you decided is recorded, in your words.";
        return "";
    }

    Response draw_item(Evidence const& room, Visit const& visit, ItemAsked const& asked,
        Value const& values = Value::object(), std::vector<Error> const& problems = {},
        std::string const& notice = {})
    {
        auto const& [all, item] = asked;
        auto const facts = facts_of(visit, all.pack);
        auto const may = [&](char const* act) { return facts && visit.permits(act, *facts); };
        auto const today = london::day_of(visit.now());
        auto const versions = Value::each(all.recipients, [&](PackRecipient const& to) {
            return Value::object({{"name", to.name}, {"gone", to.ended_at.has_value()},
                {"text", text_for(room, all, item, to.id)}});
        });
        auto for_whom = Value::array({Value::object({{"value", ""}, {"text", "Everybody"}})});
        for (auto const& to : all.recipients)
            if (!to.ended_at)
                for_whom.push(Value::object({{"value", to.id.write()}, {"text", to.name},
                    {"selected", values.get("for_whom").text() == to.id.write()}}));
        auto page = Value::object({{"section",
                                       all.pack.about.kind == "person" ? "/people" : "/contexts"},
            {"pack",
                Value::object({{"href", address_of(all.pack.id)},
                    {"reference", all.pack.reference.write()}, {"title", all.pack.words.title}})},
            {"item", item_view(room, visit, all, item)}, {"versions", versions},
            {"redactions", redactions_view(room, visit, all, item)}, {"for_whom", for_whom},
            {"reasons",
                links::choices(room.facts, "redaction_reason", today, values.get("reason").text())},
            {"decisions",
                links::choices(
                    room.facts, "unused_decision", today, values.get("decision").text())},
            {"may_change", may("change")}, {"may_check", may("check")}, {"notice", notice}});
        put_typed(page, values, problems);
        return room.pages.show(visit, "evidence/item.njk", page, status_for(problems));
    }

    Result<Response> show_item(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(item_in(visit, request, "read"));
        return draw_item(
            room, visit, asked, Value::object(), {}, notice_of_item(request.query("said")));
    }

    template <class Made>
    Result<Response> after_item(Evidence const& room, Visit const& visit, ItemAsked const& asked,
        Value const& values, Made const& made, char const* said)
    {
        if (made)
            return http::see_other(address_of(asked.item) + "?said=" + said);
        if (!may_be_shown_again(made.error()))
            return made.error();
        return draw_item(room, visit, asked, values, {made.error()});
    }

    Result<Response> take_check(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(item_in(visit, request, "check"));
        auto const form = TRY(request.form());
        auto const word = form.first("passed");
        auto const made = visit.change([&](Change& change) -> Done {
            if (word != "yes" && word != "no")
                return invalid("Choose whether it may go out", "passed");
            return check_item(change, asked.all.pack.id, asked.item.id, word == "yes",
                links::text_of(form, "because"), std::string(form.first("mark")));
        });
        return after_item(room, visit, asked, links::values_of(form), made, "checked");
    }

    // Percent, as typed; nothing if it is no number of 0 to 100.
    std::optional<int> thousandths(std::string const& text)
    {
        if (text.empty() || text.size() > 3
            || text.find_first_not_of("0123456789") != std::string::npos)
            return std::nullopt;
        return std::atoi(text.c_str()) * 10;
    }

    Result<Response> take_redaction(
        Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(item_in(visit, request, "change"));
        auto const form = TRY(request.form());
        RedactionTyped typed;
        if (auto const to = PackRecipientId::read(form.first("for_whom")))
            typed.recipient = *to;
        typed.phrase = links::text_of(form, "phrase");
        typed.reason = links::text_of(form, "reason");
        if (typed.phrase.empty() && form.has("part_left")) {
            auto const left = thousandths(links::text_of(form, "part_left"));
            auto const top = thousandths(links::text_of(form, "part_top"));
            auto const width = thousandths(links::text_of(form, "part_width"));
            auto const height = thousandths(links::text_of(form, "part_height"));
            typed.part = documents::Covered{
                left.value_or(-1), top.value_or(-1), width.value_or(-1), height.value_or(-1)};
        }
        auto const made = visit.change([&](Change& change) {
            return redact(room, change, asked.all.pack.id, asked.item.id, typed);
        });
        return after_item(room, visit, asked, links::values_of(form), made, "redacted");
    }

    Result<Response> take_put_back(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(item_in(visit, request, "change"));
        auto const id = TRY(request.id<RedactionId>("redaction"));
        auto const made = visit.change(
            [&](Change& change) { return put_back(change, asked.all.pack.id, asked.item.id, id); });
        return after_item(room, visit, asked, Value::object(), made, "put-back");
    }

    Result<Response> take_decision(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(item_in(visit, request, "change"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return decide_unused(room, change, asked.all.pack.id, asked.item.id,
                links::text_of(form, "decision"), links::text_of(form, "decided_because"));
        });
        return after_item(room, visit, asked, links::values_of(form), made, "decided");
    }

    Result<Response> take_removal(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(item_in(visit, request, "change"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return remove_item(
                change, asked.all.pack.id, asked.item.id, links::text_of(form, "removed"));
        });
        if (made)
            return http::see_other(address_of(asked.all.pack.id) + "?said=removed");
        return after_item(room, visit, asked, links::values_of(form), made, "removed");
    }
} // namespace

void add_item_routes(access::Routes::OfRoom<Evidence>& routes)
{
    std::string const item = "/evidence/packs/{pack}/items/{item}";
    routes.get(item, "evidence_pack:read", show_item);
    routes.post(item + "/check", "evidence_pack:check", take_check);
    routes.post(item + "/redactions", "evidence_pack:change", take_redaction);
    routes.post(item + "/redactions/{redaction}/put-back", "evidence_pack:change", take_put_back);
    routes.post(item + "/decision", "evidence_pack:change", take_decision);
    routes.post(item + "/remove", "evidence_pack:change", take_removal);
}

} // namespace kith::evidence
