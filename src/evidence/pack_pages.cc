// SPDX-License-Identifier: MIT
// A pack: what is in it, who gets it, their copies.
#include "evidence/pack_pages.h"
#include "base/london.h"
#include "evidence/copy.h"
#include "evidence/pack_acts.h"
#include "evidence/pack_views.h"
#include "evidence/pages.h"
#include "evidence/views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::evidence {
namespace {
    using html::Value;

    std::string notice_of_pack(std::string_view said)
    {
        if (said == "made")
            return "The pack is made. Add what goes into it; somebody else then checks each item.";
        if (said == "added")
            return "It is in the pack. It goes out once a second person has checked it.";
        if (said == "removed")
            return "It is out of the pack. What it was stays below.";
        if (said == "recipient")
            return "They are on the list. Each item is checked again, now for them too.";
        if (said == "ended")
            return "They get no more copies. What they had stays on the list.";
        if (said == "copy")
            return "The copy is made, searched for what was taken out, and kept as it is.";
        return "";
    }

    Response draw_pack(Evidence const& room, Visit const& visit, WholePack const& all,
        Value const& values = Value::object(), std::vector<Error> const& problems = {},
        std::string const& notice = {})
    {
        auto const facts = facts_of(visit, all.pack);
        auto const may = [&](char const* act) { return facts && visit.permits(act, *facts); };
        auto const view = [&](PackItem const& item) { return item_view(room, visit, all, item); };
        auto items = Value::array();
        auto unused = Value::array();
        for (auto const& item : all.items)
            (item.kind == ItemKind::unused ? unused : items).push(view(item));
        std::vector<TimelineEntry> entries;
        for (auto& entry : timeline_of(visit, all.pack.about))
            if (!entry.withdrawn_at)
                entries.push_back(std::move(entry));
        auto page
            = Value::object({{"section", all.pack.about.kind == "person" ? "/people" : "/contexts"},
                {"href", address_of(all.pack.id)}, {"reference", all.pack.reference.write()},
                {"title", all.pack.words.title}, {"marking", all.pack.words.marking},
                {"about", about_view(room, visit, all.pack.about)}, {"items", items},
                {"unused", unused}, {"removed", Value::each(all.removed, view)},
                {"recipients", recipients_view(room, visit, all)},
                {"entries",
                    Value::each(entries,
                        [&](TimelineEntry const& one) {
                            return Value::object({{"value", one.id.write()},
                                {"text", when_in_words(one) + ": " + one.words.what},
                                {"selected", values.get("entry").text() == one.id.write()}});
                        })},
                {"exhibits",
                    Value::each(exhibits_of(visit, all.pack.about),
                        [&](Exhibit const& one) {
                            return Value::object({{"reference", one.reference.write()},
                                {"text", one.words.description},
                                {"gone", one.withdrawn_at.has_value()}});
                        })},
                {"may_change", may("change")}, {"may_make", may("make")},
                {"no_pdf", !documents::press_lacks().empty()},
                {"agency", room.pages.agency_name(all.pack.owner_agency)}, {"notice", notice}});
        put_typed(page, values, problems);
        return room.pages.show(visit, "evidence/pack.njk", page, status_for(problems));
    }

    Response draw_new_pack(Evidence const& room, Visit const& visit, Thing const& about,
        Value const& values, std::vector<Error> const& problems)
    {
        auto page = Value::object({{"section", about.kind == "person" ? "/people" : "/contexts"},
            {"about", about_view(room, visit, about)}, {"href", address_about(about)}});
        put_typed(page, values, problems);
        return room.pages.show(visit, "evidence/pack_new.njk", page, status_for(problems));
    }

    Result<Response> ask_pack(Evidence const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "evidence_pack"))
            return not_found();
        auto const about = TRY(about_in(visit, request));
        return draw_new_pack(
            room, visit, about, Value::object({{"marking", "OFFICIAL-SENSITIVE"}}), {});
    }

    Result<Response> take_pack(Evidence const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "evidence_pack"))
            return not_found();
        auto const about = TRY(about_in(visit, request));
        auto const form = TRY(request.form());
        Pack pack;
        pack.about = about;
        pack.owner_agency = visit.visitor().agency;
        pack.words = {links::text_of(form, "title"), links::text_of(form, "marking")};
        auto const made = visit.change([&](Change& change) { return make_pack(change, pack); });
        if (made)
            return http::see_other(address_of(made->id) + "?said=made");
        if (!may_be_shown_again(made.error()))
            return made.error();
        return draw_new_pack(room, visit, about, links::values_of(form), {made.error()});
    }

    Result<Response> show_pack(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "read"));
        return draw_pack(
            room, visit, all, Value::object(), {}, notice_of_pack(request.query("said")));
    }

    template <class Made>
    Result<Response> after_pack(Evidence const& room, Visit const& visit, PackId id,
        Value const& values, Made const& made, char const* said)
    {
        if (made)
            return http::see_other(address_of(id) + "?said=" + said);
        if (!may_be_shown_again(made.error()))
            return made.error();
        auto const stands = TRY(whole(visit, id));
        return draw_pack(room, visit, stands, values, {made.error()});
    }

    Result<Response> take_item(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "change"));
        auto const form = TRY(request.form());
        ItemTyped typed;
        auto const kind = read_item_kind(form.first("kind"));
        typed.kind = kind.value_or(ItemKind::text);
        typed.reference = links::text_of(form, "exhibit");
        if (auto const entry = TimelineId::read(form.first("entry")))
            typed.entry = *entry;
        auto const of_unused = typed.kind == ItemKind::unused;
        typed.words = {links::text_of(form, of_unused ? "unused_title" : "title"),
            links::text_of(form, of_unused ? "unused_text" : "text"),
            links::text_of(form, "held_by"), links::text_of(form, "why_unused")};
        typed.with_file = form.first("with_file") == "yes";
        typed.third_party = form.first("third_party") == "yes";
        auto const made = visit.change([&](Change& change) -> Result<PackItemId> {
            if (!kind)
                return invalid("Choose what is added", "kind");
            auto added = add_item(room, change, all.pack.id, typed);
            // Two forms of the page have such fields: each says its own.
            if (!added && of_unused
                && (added.error().field == "title" || added.error().field == "text"))
                return error(
                    added.error().code, added.error().words.key, "unused_" + added.error().field);
            return added;
        });
        return after_pack(room, visit, all.pack.id, links::values_of(form), made, "added");
    }

    Result<Response> take_recipient(
        Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "change"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return add_recipient(change, all.pack.id, links::text_of(form, "recipient"),
                form.first("with_unused") == "yes");
        });
        return after_pack(room, visit, all.pack.id, links::values_of(form), made, "recipient");
    }

    Result<Response> take_recipient_away(
        Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "change"));
        auto const id = TRY(request.id<PackRecipientId>("recipient"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return end_recipient(change, all.pack.id, id, links::text_of(form, "ended"));
        });
        auto values = links::values_of(form);
        values["ending"] = id.write();
        return after_pack(room, visit, all.pack.id, values, made, "ended");
    }

    Result<Response> take_copy(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "make"));
        auto const id = TRY(request.id<PackRecipientId>("recipient"));
        auto values = Value::object({{"copying", id.write()}});
        auto const prepared = prepare_copy(room, visit, all.pack.id, id);
        if (!prepared && prepared.error().code == Code::unavailable)
            return draw_pack(room, visit, all, values, {prepared.error()});
        if (!prepared)
            return after_pack(room, visit, all.pack.id, values, prepared, "copy");
        auto const made
            = visit.change([&](Change& change) { return keep_copy(change, *prepared); });
        return after_pack(room, visit, all.pack.id, values, made, "copy");
    }

    Result<Response> download_copy(Evidence const&, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "make"));
        auto const id = TRY(request.id<CopyId>("copy"));
        auto const found = std::ranges::find(all.copies, id, &PackCopy::id);
        if (found == all.copies.end())
            return not_found();
        auto bytes = TRY(bytes_of_copy(visit, all.pack, *found));
        auto const* const to = all.recipient(found->recipient);
        auto response = http::file(std::move(bytes), "application/zip",
            fmt::format(
                "{}-{}-{}.zip", all.pack.reference.write(), to ? to->number : 0, found->number));
        response.sent_by_somebody = true; // some of it is
        return response;
    }

    // The pack on paper, as one recipient has it: what a copy holds, before it is made.
    Result<Response> print_pack(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const all = TRY(pack_in(visit, request, "read"));
        auto const id = TRY(request.id<PackRecipientId>("recipient"));
        auto const* const to = all.recipient(id);
        if (!to)
            return not_found();
        auto items = Value::array();
        for (auto const& item : all.items)
            if (item.kind != ItemKind::unused || to->with_unused) {
                auto view = item_view(room, visit, all, item);
                view["text"] = text_for(room, all, item, id);
                items.push(view);
            }
        return room.pages.show(visit, "evidence/pack_print.njk",
            Value::object(
                {{"reference", all.pack.reference.write()}, {"title", all.pack.words.title},
                    {"marking", all.pack.words.marking}, {"recipient", to->name}, {"items", items},
                    {"printed", london::in_words(visit.now())}}));
    }
} // namespace

Result<WholePack> pack_in(Visit const& visit, Request const& request, char const* act)
{
    auto const id = TRY(request.id<PackId>("pack"));
    auto all = TRY(whole(visit, id));
    auto const facts = TRY(facts_of(visit, all.pack));
    TRY(visit.may(act, facts));
    return all;
}

void add_pack_routes(access::Routes::OfRoom<Evidence>& routes)
{
    std::string const record = "/evidence/about/{kind}/{about}";
    std::string const pack = "/evidence/packs/{pack}";
    routes.get(record + "/packs", "evidence_pack:create", ask_pack);
    routes.post(record + "/packs", "evidence_pack:create", take_pack);
    routes.get(pack, "evidence_pack:read", show_pack);
    routes.post(pack + "/items", "evidence_pack:change", take_item);
    routes.post(pack + "/recipients", "evidence_pack:change", take_recipient);
    routes.post(pack + "/recipients/{recipient}/end", "evidence_pack:change", take_recipient_away);
    routes.get(pack + "/recipients/{recipient}/print", "evidence_pack:read", print_pack);
    routes.post(
        pack + "/recipients/{recipient}/copies", "evidence_pack:make", take_copy, http::Lane::slow);
    routes.get(pack + "/copies/{copy}", "evidence_pack:make", download_copy, http::Lane::slow);
}

} // namespace kith::evidence
