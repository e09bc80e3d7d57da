// SPDX-License-Identifier: MIT
// To whom a text is told; what they read, acknowledge and say came of it; and its recall.
#include "base/london.h"
#include "intelligence/desk_forms.h"
#include "intelligence/desk_pages.h"
#include "intelligence/form_page.h"
#include "platform/forms/drafts.h"

namespace kith::intelligence {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    constexpr char const* share_form = "intelligence/share";

    struct ToShare {
        Submission one;
        DeskWork work;
    };
    Result<ToShare> to_share(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<SubmissionId>("submission"));
        auto one = TRY(find(visit, id));
        TRY(visit.may("share", facts_of(one)));
        auto work = TRY(find_desk_work(visit, one));
        return ToShare{std::move(one), std::move(work)};
    }

    // Only a text that was let out is shared: until there is one, its page leads back to the item.
    Response back_to_text(ToShare const& found)
    {
        return http::see_other(address_of(found.one.id) + "?said=let-out-first");
    }

    Value recipients_view(Visit const& visit, std::string const& chosen)
    {
        auto const today = london::day_of(visit.now());
        auto all = Value::array();
        auto const add = [&](std::string const& value, std::string const& text) {
            all.push(
                Value::object({{"value", value}, {"text", text}, {"selected", value == chosen}}));
        };
        for (auto const& agency : directory::list_agencies(visit.reading(), today)) {
            for (auto const& team : directory::list_teams(visit.reading(), agency.id, today))
                add("team:" + team.id.write(), agency.name + ": " + team.name);
            add("agency:" + agency.id.write(), agency.name + ": whoever answers for it");
        }
        return all;
    }

    Response draw_share(Intelligence const& room, Visit const& visit, ToShare const& found,
        Sent const& sent, std::vector<Error> const& beside, Status status)
    {
        auto const& one = found.one;
        auto const& text = *found.work.authorised();
        auto page = Value::object({{"section", "/intelligence"},
            {"title", room.forms.form(share_form).title}, {"reference", one.reference.write()},
            {"back", address_of(one.id)}, {"action", address_of(one.id) + "/share"},
            {"button", "Share it"}, {"who_can_see", at_the_desk},
            {"says_first",
                "They read the text below, under its handling and your conditions. They read "
                "nothing of what was told, who told it, or who submitted it."},
            {"recipients", recipients_view(visit, links::text_of(sent.form, "recipient"))},
            {"person", links::text_of(sent.form, "person")},
            {"handled_text", handled_view(text.text, handling_of(text, *found.work.grade()))}});
        put_form(room, visit, page, share_form, sent.reading, sent.key, beside);
        return room.pages.show(visit, "intelligence/desk_form.njk", page, status);
    }

    Sent empty_sent(Intelligence const& room, char const* form)
    {
        Sent sent;
        auto const& asked = room.forms.form(form);
        sent.reading.answers = {asked.name, asked.version};
        return sent;
    }

    Result<Response> ask_share(Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const found = TRY(to_share(visit, request));
        if (!found.work.authorised())
            return back_to_text(found);
        return draw_share(room, visit, found, empty_sent(room, share_form), {}, Status::ok);
    }

    Result<Response> send_share(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const found = TRY(to_share(visit, request));
        if (!found.work.authorised())
            return back_to_text(found);
        auto sent = TRY(sent_form(room, request, share_form));
        auto const recipient = read_recipient(
            visit, links::text_of(sent.form, "recipient"), links::text_of(sent.form, "person"));
        std::vector<Error> beside;
        if (!recipient)
            beside.push_back(recipient.error());
        if (!sent.reading.ok() || !beside.empty())
            return draw_share(room, visit, found, sent, beside, Status::unprocessable);
        auto const id = found.one.id;
        auto const kept = visit.change([&](Change& change) {
            return forms::once<SharingId>(
                change, sent.key, what_was_sent(room, request), [&]() -> Result<SharingId> {
                    auto const made
                        = TRY(share(room, change, id, sent.reading.answers, *recipient));
                    return made.id;
                });
        });
        if (kept)
            return http::see_other(address_of(*kept) + "?said=shared");
        auto const refusal = refused(room, share_form, sent, kept.error());
        if (!refusal)
            return kept.error();
        return draw_share(room, visit, found, sent, refusal->beside, refusal->status);
    }

    // ---- what a recipient has

    std::string sharing_notice(std::string_view said)
    {
        if (said == "shared")
            return "It is shared. They see it on their Home page.";
        if (said == "acknowledged")
            return "It is kept that you read it.";
        if (said == "told")
            return "The desk sees what came of it.";
        if (said == "recalled")
            return "It is recalled: they read it no longer, and see that it was recalled.";
        return "";
    }

    Result<SharedText> asked_shared(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<SharingId>("sharing"));
        return find_shared(visit, id);
    }

    Value shared_page(Intelligence const& room, Visit const& visit, SharedText const& shared)
    {
        return Value::object(
            {{"section", "/intelligence"}, {"shared", shared_view(room, visit, shared)},
                {"who_can_see",
                    recipient_in_words(room, visit, shared.sharing.recipient)
                        + ", and the police's intelligence desk"}});
    }

    Result<Response> show_shared(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const shared = TRY(asked_shared(visit, request));
        auto page = shared_page(room, visit, shared);
        page["notice"] = sharing_notice(request.query("said"));
        return room.pages.show(visit, "intelligence/shared.njk", page);
    }

    Result<Response> print_shared(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const shared = TRY(asked_shared(visit, request));
        auto page = shared_page(room, visit, shared);
        page["printed"] = london::in_words(visit.now());
        return room.pages.show(visit, "intelligence/shared_print.njk", page);
    }

    Result<Response> send_acknowledge(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<SharingId>("sharing"));
        auto const kept = visit.change([&](Change& change) { return acknowledge(change, id); });
        if (kept)
            return http::see_other(address_of(id) + "?said=acknowledged");
        if (kept.error().code != Code::conflict)
            return kept.error();
        auto const shared = TRY(find_shared(visit, id));
        auto page = shared_page(room, visit, shared);
        page["notice"] = kept.error().words.key;
        return room.pages.show(visit, "intelligence/shared.njk", page, Status::conflict);
    }

    Response draw_sharing_form(Intelligence const& room, Visit const& visit,
        SharingForm const& form, SharedText const& shared, Sent const& sent,
        std::vector<Error> const& beside, Status status)
    {
        auto const address = address_of(shared.sharing.id);
        auto page = Value::object(
            {{"section", "/intelligence"}, {"title", room.forms.form(form.form).title},
                {"reference", shared.sharing.reference.write()}, {"back", address},
                {"action", address + "/" + form.path}, {"button", form.button},
                {"who_can_see", at_the_desk},
                {"handled_text", handled_view(shared.text, shared.handling)}});
        put_form(room, visit, page, form.form, sent.reading, sent.key, beside);
        return room.pages.show(visit, "intelligence/desk_form.njk", page, status);
    }

    template <SharingForm const& form>
    Result<Response> ask_of_sharing(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const shared = TRY(asked_shared(visit, request));
        TRY(visit.may(form.act, facts_of(shared.sharing, shared.state)));
        return draw_sharing_form(
            room, visit, form, shared, empty_sent(room, form.form), {}, Status::ok);
    }

    template <SharingForm const& form>
    Result<Response> send_of_sharing(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const shared = TRY(asked_shared(visit, request));
        TRY(visit.may(form.act, facts_of(shared.sharing, shared.state)));
        auto sent = TRY(sent_form(room, request, form.form));
        if (!sent.reading.ok())
            return draw_sharing_form(room, visit, form, shared, sent, {}, Status::unprocessable);
        auto const id = shared.sharing.id;
        auto const kept = visit.change([&](Change& change) {
            return forms::once<SharingId>(
                change, sent.key, what_was_sent(room, request), [&]() -> Result<SharingId> {
                    TRY(form.run(change, id, sent.reading.answers));
                    return id;
                });
        });
        if (kept)
            return http::see_other(address_of(id) + "?said=" + form.said);
        auto const refusal = refused(room, form.form, sent, kept.error());
        if (!refusal)
            return kept.error();
        return draw_sharing_form(room, visit, form, shared, sent, refusal->beside, refusal->status);
    }
} // namespace

void add_sharing_routes(access::Routes::OfRoom<Intelligence>& routes)
{
    routes.get("/intelligence/{submission}/share", "intelligence_submission:share", ask_share);
    routes.post("/intelligence/{submission}/share", "intelligence_submission:share", send_share);
    std::string const one = "/intelligence/shared/{sharing}";
    routes.get(one, "intelligence_sharing:read", show_shared);
    routes.get(one + "/print", "intelligence_sharing:read", print_shared);
    routes.post(one + "/acknowledge", "intelligence_sharing:acknowledge", send_acknowledge);
    routes.get(one + "/outcome", "intelligence_sharing:tell outcome", ask_of_sharing<outcome_form>);
    routes.post(
        one + "/outcome", "intelligence_sharing:tell outcome", send_of_sharing<outcome_form>);
    routes.get(one + "/recall", "intelligence_sharing:recall", ask_of_sharing<recall_form>);
    routes.post(one + "/recall", "intelligence_sharing:recall", send_of_sharing<recall_form>);
}

} // namespace kith::intelligence
