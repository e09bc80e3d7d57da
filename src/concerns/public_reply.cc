// SPDX-License-Identifier: MIT
#include "base/random.h"
#include "concerns/public_frame.h"
#include "concerns/report.h"

namespace kith::concerns {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;
    constexpr std::chrono::milliseconds reply_wait{2000};
    constexpr std::chrono::minutes page_lasts{30};
    constexpr std::size_t longest_message = 10000;

    // What the page carries while somebody holds out a receipt: the box's keys, sealed with our own
    // key.
    Result<std::string> sealed_box(PublicSite const& site, Box const& box)
    {
        forms::SealedDraft held;
        held.answers.set("number", box.number);
        held.answers.set("public_key", base64(box.public_key));
        held.answers.set("secret_key", base64(box.secret_key));
        held.key = forms::fresh_key();
        held.started_at = site.clock.now();
        return forms::seal(site.own_key, held);
    }

    Result<std::string> sealed_picture(PublicSite const& site, std::string const& number)
    {
        forms::SealedDraft held;
        held.answers.set(picture_field, number);
        held.key = forms::fresh_key();
        held.started_at = site.clock.now();
        return forms::seal(site.own_key, held);
    }
    std::string held_picture(PublicSite const& site, http::FormData const& sent)
    {
        auto const held = forms::open(site.own_key, sent.first("held_picture"));
        return held ? held->answers.text(picture_field) : std::string();
    }

    struct HeldBox {
        Box box;
        std::string key;
    };
    Result<HeldBox> held_box(PublicSite const& site, http::FormData const& sent)
    {
        auto const held = TRY(forms::open(site.own_key, sent.first("held")));
        if (site.clock.now() - held.started_at > page_lasts || !held.answers.has("secret_key"))
            return not_found();
        HeldBox opened;
        opened.key = held.key;
        opened.box.number = held.answers.text("number");
        opened.box.public_key = TRY(from_base64(held.answers.text("public_key")));
        opened.box.secret_key = TRY(from_base64(held.answers.text("secret_key")));
        return opened;
    }

    // What somebody typed: the receipt, and a message that waits until the box is open again.
    struct TypedAgain {
        std::string_view receipt = {};
        std::string_view message = {};
    };

    Response ask_again(PublicSite const& site, Asker const& asker, char const* sentence,
        http::Status status, TypedAgain const& typed = {})
    {
        auto view = Value::object({{"typed", typed.receipt}, {"message", typed.message}});
        if (sentence) {
            auto const said = site.words.say(asker.language, sentence);
            view["errors"] = one_error(said, "receipt");
            view["problem"] = said;
        }
        return draw(site, asker, "concerns/public_reply_ask.njk", view, status);
    }

    Result<Reply> read_reply_of(PublicSite const& site, Box const& box)
    {
        auto const sealed = TRY(read_box(site.post, box.number));
        auto const opened = TRY(open_sealed(box, sealed));
        return read_reply(opened);
    }

    Value lines_view(PublicSite const& site, Asker const& asker, Reply const& reply)
    {
        return Value::each(reply.lines, [&](ReplyLine const& line) {
            auto const team = line.from == "team";
            auto const day = Date::read(line.day);
            return Value::object(
                {{"who",
                     site.words.say(asker.language,
                         team ? "public.reply.from_team" : "public.reply.from_you")},
                    {"when", day ? site.words.say(asker.language, *day) : line.day},
                    {"text", line.body}, {"mine", !team}});
        });
    }

    struct Said {
        char const* notice = nullptr;
        char const* problem = nullptr;
        std::string typed = {};
        http::Status status = http::Status::unprocessable; // of a problem
        std::string picture = {};                          // the number of one that waits
        std::optional<Error> of_picture = {};
    };

    Response reply_page(PublicSite const& site, Asker const& asker, Box const& box,
        Said const& said = {}, std::string_view receipt = {})
    {
        auto const reply = read_reply_of(site, box);
        auto const held = sealed_box(site, box);
        if (!reply || !held)
            return ask_again(site, asker, "public.reply.not_found", http::Status::unprocessable,
                {receipt, said.typed});
        auto view = Value::object({{"status", reply->status}, {"reference", reply->reference},
            {"lines", lines_view(site, asker, *reply)}, {"has_contact", reply->has_contact},
            {"held", *held}, {"typed", said.typed}});
        view["picture"] = !said.picture.empty();
        if (!said.picture.empty()) // its number goes along sealed
            view["held_picture"] = sealed_picture(site, said.picture).value_or("");
        if (said.of_picture) {
            view["picture_problem"] = site.words.say(asker.language, said.of_picture->words);
            view["errors"] = one_error(view.get("picture_problem").text(), picture_field);
        }
        if (said.notice)
            view["notice"] = site.words.say(asker.language, said.notice);
        if (said.problem) {
            view["problem"] = site.words.say(asker.language, said.problem);
            view["errors"] = one_error(view.get("problem").text(), "body");
        }
        return draw(site, asker, "concerns/public_reply.njk", view,
            said.problem || said.of_picture ? said.status : http::Status::ok);
    }

    Response too_many_letters(PublicSite const& site, Asker const& asker, Box const& box, Said said)
    {
        said.problem = "public.reply.too_many";
        said.status = http::Status::too_many;
        return later(reply_page(site, asker, box, said));
    }

    // Sealed to the hub like a report. The same page sent twice is one item; with other words it is
    // another, for each was said to be on its way.
    Done drop_item(PublicSite const& site, HeldBox const& held, Item item)
    {
        auto const facts = TRY(read_site_facts(read_whole(site.site_file).value_or("")));
        item.inbox_id = inbox_id_of(site, held.key + "\n" + item.body + "\n" + item.picture);
        item.box = held.box.number;
        try {
            drop(site.post, item.inbox_id, seal_to(facts.hub_key, write(item)));
        } catch (
            std::exception const&) { // the disk refuses: nothing was sent, and the page says so
            return error(Code::unavailable, "public.report.not_sent");
        }
        return done();
    }
} // namespace

Result<Response> ask_receipt(PublicSite const& site, Request const& request)
{
    return ask_again(site, asker_of(site, request), nullptr, http::Status::ok);
}

// POST /reply: every text costs the same and, unless it opens a box, says the same.
Result<Response> show_reply(PublicSite const& site, Request const& request)
{
    auto const sent = TRY(request.form());
    auto const asker = asker_of(site, request, sent);
    if (sent.has("held")) {
        auto const held = held_box(site, sent);
        if (!held)
            return ask_again(site, asker, "public.reply.old", http::Status::unprocessable);
        return reply_page(site, asker, held->box);
    }
    TypedAgain const typed{sent.first("receipt"), sent.first("body")};
    if (typed.receipt.empty())
        return ask_again(site, asker, "public.reply.missing", http::Status::unprocessable, typed);
    if (!site.limits->admit(Asked::receipt, request.peer()))
        return later(
            ask_again(site, asker, "public.reply.too_many", http::Status::too_many, typed));
    auto const place = site.turnstile->enter(reply_wait);
    if (!place)
        return later(ask_again(site, asker, "public.report.busy", http::Status::too_many, typed));
    auto const read = Receipt::read(typed.receipt);
    auto const box = open_box(read.value_or(Receipt()), salt_of(site));
    if (!read)
        return ask_again(site, asker, "public.reply.not_found", http::Status::unprocessable, typed);
    Said const said{nullptr, nullptr, std::string(typed.message)};
    return reply_page(site, asker, box, said, typed.receipt);
}

Result<Response> write_to_team(PublicSite const& site, Request const& request)
{
    auto const sent = TRY(request.form());
    auto const asker = asker_of(site, request, sent);
    auto const held = held_box(site, sent);
    auto const body = std::string(sent.first("body"));
    if (!held)
        return ask_again(site, asker, "public.reply.old", http::Status::unprocessable, {"", body});
    auto const taken = take_picture(site, request, sent, held_picture(site, sent));
    Said again{nullptr, nullptr, body, http::Status::unprocessable, taken.number, taken.error};
    if (sent.has("without_picture")) {
        again.status = http::Status::ok;
        return reply_page(site, asker, held->box, again);
    }
    if (taken.error)
        return reply_page(site, asker, held->box, again);
    again.problem = body.size() > longest_message ? "public.reply.write_long"
        : taken.number.empty() && body.find_first_not_of(" \t\r\n") == std::string::npos
        ? "public.reply.write_missing"
        : nullptr;
    if (again.problem)
        return reply_page(site, asker, held->box, again);
    if (!site.limits->admit(Asked::receipt, request.peer()))
        return too_many_letters(site, asker, held->box, again);
    Item item;
    item.kind = ItemKind::message;
    item.language = asker.language;
    item.body = body;
    item.picture = taken.number;
    again.problem = "public.report.not_sent";
    if (!drop_item(site, *held, item))
        return reply_page(site, asker, held->box, again);
    return reply_page(site, asker, held->box, {"public.reply.sent"});
}

Result<Response> withdraw_contact_details(PublicSite const& site, Request const& request)
{
    auto const sent = TRY(request.form());
    auto const asker = asker_of(site, request, sent);
    auto const held = held_box(site, sent);
    if (!held)
        return ask_again(site, asker, "public.reply.old", http::Status::unprocessable);
    if (!site.limits->admit(Asked::receipt, request.peer()))
        return too_many_letters(site, asker, held->box, {});
    Item item;
    item.kind = ItemKind::withdraw_contact;
    item.language = asker.language;
    if (!drop_item(site, *held, item))
        return reply_page(site, asker, held->box, {nullptr, "public.report.not_sent"});
    return reply_page(site, asker, held->box, {"public.reply.withdrawn"});
}

} // namespace kith::concerns
