// SPDX-License-Identifier: MIT
#include "concerns/public_site.h"
#include "base/london.h"
#include "base/working_days.h"
#include "concerns/public_frame.h"
#include "concerns/report.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    using forms::Answers;
    using forms::Reading;
    using forms::SealedDraft;
    using html::Value;
    using http::Request;
    using http::Response;
    constexpr char const* form_name = "concerns/report";
    constexpr std::chrono::milliseconds short_wait{2000};

    SealedDraft fresh_draft(PublicSite const& site, forms::Form const& form)
    {
        return {Answers(form.name, form.version), forms::fresh_key(), site.clock.now()};
    }

    // A page that carries the draft; answers stay right or wrong as typed.
    Response show_page(PublicSite const& site, Asker const& asker, SealedDraft draft,
        Reading const& reading, std::string const& page, http::Status status = http::Status::ok)
    {
        auto const& form = site.forms.form(form_name);
        auto const before = draft;
        draft.answers = reading.answers;
        auto sealed = forms::seal(site.own_key, draft);
        if (!sealed) // too long to carry: the page's own boxes still show it, beside what to do
            sealed = forms::seal(site.own_key, before);
        if (!sealed)
            return start_again(site, asker);
        auto drawing
            = forms::Drawing{site.words, asker.language, london::day_of(site.clock.now()), page};
        drawing.file_named = picture_named(site, asker);
        auto const pages = form.pages_asked(reading.answers);
        auto const place = std::ranges::find(pages, page) - pages.begin();
        auto view = Value::object({{"form", forms::view(form, reading, drawing)},
            {"draft", *sealed}, {"page", page}, {"number", place + 1}, {"count", pages.size()},
            {"first", place == 0}, {"has_picture", reading.answers.has(picture_field)}});
        if (!reading.errors.empty())
            view["errors"] = forms::error_list(reading, drawing);
        auto drawn = draw(site, asker, "concerns/public_question.njk", view, status);
        // Kept by the browser until it is left, so that Back finds every word; leaving clears it.
        drawn.headers.set("Cache-Control", "private, no-cache");
        return drawn;
    }

    Value check_rows(
        PublicSite const& site, Asker const& asker, forms::Form const& form, Answers const& answers)
    {
        auto drawing
            = forms::Drawing{site.words, asker.language, london::day_of(site.clock.now()), ""};
        drawing.file_named = picture_named(site, asker);
        auto rows = Value::array();
        for (auto const& question : form.questions) {
            auto const texts = forms::in_words(question, answers, drawing);
            if (texts.empty() || !form.asked(question, answers))
                continue;
            rows.push(Value::object({{"key", site.words.say(asker.language, question.question)},
                {"texts", Value::each(texts, [](std::string const& text) { return Value(text); })},
                {"page", question.page}}));
        }
        return rows;
    }

    Response show_check(PublicSite const& site, Asker const& asker, SealedDraft const& draft,
        std::string const& problem = {}, http::Status status = http::Status::ok)
    {
        auto const& form = site.forms.form(form_name);
        auto const sealed = forms::seal(site.own_key, draft);
        if (!sealed)
            return start_again(site, asker);
        auto view = Value::object(
            {{"rows", check_rows(site, asker, form, draft.answers)}, {"draft", *sealed}});
        if (!problem.empty())
            view["errors"] = one_error(site.words.say(asker.language, problem), "");
        return draw(site, asker, "concerns/public_check.njk", view, status);
    }

    // GET /tell-us, and POST /tell-us without a draft: the first page.
    Response first_page(PublicSite const& site, Asker const& asker)
    {
        auto const& form = site.forms.form(form_name);
        auto const draft = fresh_draft(site, form);
        return show_page(
            site, asker, draft, Reading{draft.answers}, form.pages_asked(draft.answers).front());
    }

    // Whoever lets us contact them gives a way: a number, an address, or when and how it is safe.
    Reading with_a_way(Reading reading)
    {
        auto const& given = reading.answers;
        auto const none = given.text("phone").empty() && given.text("email").empty()
            && given.text("safe_times").empty();
        if (reading.ok() && given.text("reach") == "contact" && none)
            return reading.refused(invalid("public.reach.no_way", "phone"));
        return reading;
    }

    Result<Response> ask_first(PublicSite const& site, Request const& request)
    {
        return first_page(site, asker_of(site, request));
    }

    // POST /tell-us: one page was filled in, or the visitor goes back to one, or changes one.
    Result<Response> next_page(PublicSite const& site, Request const& request)
    {
        auto const came = TRY(request.form());
        auto const asker = asker_of(site, request, came);
        if (!came.has("draft"))
            return first_page(site, asker);
        auto draft = forms::open(site.own_key, came.first("draft"));
        if (!draft)
            return start_again(site, asker);
        auto const& form = site.forms.form(form_name);
        auto const pages = form.pages_asked(draft->answers);
        auto const taken = take_picture(site, request, came, draft->answers.text(picture_field));
        auto const& sent = taken.sent;
        if (auto const change = std::string(sent.first("change"));
            std::ranges::find(pages, change) != pages.end())
            return show_page(site, asker, *draft, Reading{draft->answers}, change);
        auto const page = std::string(sent.first("page"));
        if (std::ranges::find(pages, page) == pages.end())
            return first_page(site, asker);
        auto const read = form.read_page(page, sent, draft->answers);
        auto reading = page == "reach" && !sent.has("back") ? with_a_way(read) : read;
        if (taken.error && form.find(picture_field)->page == page)
            reading = reading.refused(*taken.error);
        if (sent.has("without_picture")) // no mistake is told: it goes on afterwards
            return show_page(site, asker, *draft, Reading{reading.answers}, page);
        if (sent.has("back")) {
            auto const before = form.previous_page(page, reading.answers);
            return show_page(site, asker, *draft, Reading{reading.answers}, before.value_or(page));
        }
        if (!reading.ok())
            return show_page(site, asker, *draft, reading, page,
                reading.rearranged() ? http::Status::ok : http::Status::unprocessable);
        draft->answers = reading.answers;
        if (auto const next = form.next_page(page, reading.answers))
            return show_page(site, asker, *draft, Reading{reading.answers}, *next);
        return show_check(site, asker, *draft);
    }

    // The last working day on which a person reads it, by the same rule as the hub's clock.
    std::string read_by(PublicSite const& site, Asker const& asker, SiteFacts const& facts)
    {
        WorkingDays const days({facts.bank_holidays.begin(), facts.bank_holidays.end()});
        return site.words.say(asker.language, days.after(london::day_of(site.clock.now()), 1));
    }

    Response show_receipt(
        PublicSite const& site, Asker const& asker, SiteFacts const& facts, Receipt const& receipt)
    {
        auto const words = receipt.words();
        auto list = Value::array();
        for (std::size_t at = 0; at < words.size();) {
            auto const stop = std::min(words.find(' ', at), words.size());
            list.push(words.substr(at, stop - at));
            at = stop + 1;
        }
        auto view = Value::object({{"words", list}, {"digits", receipt.digits()},
            {"read_by", read_by(site, asker, facts)}});
        return draw(site, asker, "concerns/public_receipt.njk", view);
    }

    // POST /tell-us/send: sealed, on the disk, and only then the receipt.
    Result<Response> send_report(PublicSite const& site, Request const& request)
    {
        auto const sent = TRY(request.form());
        auto const asker = asker_of(site, request, sent);
        auto const draft = forms::open(site.own_key, sent.first("draft"));
        if (!draft)
            return start_again(site, asker);
        auto const& form = site.forms.form(form_name);
        auto const reading = with_a_way(form.check(draft->answers));
        if (!reading.ok())
            return show_page(site, asker, *draft, reading,
                reading.errors.front().field == "phone" ? "reach"
                                                        : form.pages_asked(reading.answers).front(),
                http::Status::unprocessable);
        auto const facts = read_site_facts(read_whole(site.site_file).value_or(""));
        if (!facts)
            return show_check(
                site, asker, *draft, "public.report.not_sent", http::Status::unavailable);
        if (!site.limits->admit_report(inbox_id_of(site, draft->key), request.peer()))
            return later(
                show_check(site, asker, *draft, "public.report.too_many", http::Status::too_many));
        auto const place = site.turnstile->enter(short_wait);
        if (!place)
            return later(
                show_check(site, asker, *draft, "public.report.busy", http::Status::too_many));
        auto const receipt = Receipt::of_draft(site.own_key, draft->key);
        auto const box = open_box(receipt, salt_of(site));
        Item item;
        item.box = box.number;
        item.box_key = base64(box.public_key);
        item.form = reading.answers.form();
        item.form_version = reading.answers.version();
        item.language = asker.language;
        item.answers = reading.answers.to_json();
        item.inbox_id
            = inbox_id_of(site, draft->key + "\n" + item.answers); // changed, it is another
        try {
            drop(site.post, item.inbox_id, seal_to(facts->hub_key, write(item)));
        } catch (std::exception const&) {
            return show_check(
                site, asker, *draft, "public.report.not_sent", http::Status::unavailable);
        }
        return show_receipt(site, asker, *facts, receipt);
    }

    Result<Response> show_start(PublicSite const& site, Request const& request)
    {
        return draw(site, asker_of(site, request), "concerns/public_start.njk", Value::object());
    }

    Result<Response> show_help(PublicSite const& site, Request const& request)
    {
        auto const facts = read_site_facts(read_whole(site.site_file).value_or(""));
        auto contacts = Value::array();
        if (facts)
            for (auto const& contact : facts->contacts)
                contacts.push(Value::object({{"name", contact.name}, {"number", contact.number},
                    {"hours", contact.hours}}));
        return draw(site, asker_of(site, request), "concerns/public_help.njk",
            Value::object({{"contacts", contacts}}));
    }

    // Ends what the browser keeps of us, and goes on to somewhere plain.
    Result<Response> leave(PublicSite const& site, Request const& request)
    {
        auto const facts = read_site_facts(read_whole(site.site_file).value_or(""));
        auto page = draw(site, asker_of(site, request), "concerns/public_leave.njk",
            Value::object({{"onward", facts ? facts->leave_to : ""}}));
        page.headers.set("Clear-Site-Data", "\"cache\", \"storage\"");
        if (facts && !facts->leave_to.empty()) {
            page.status = http::Status::see_other;
            page.headers.set("Location", facts->leave_to);
        }
        return page;
    }

    template <char const* const* page>
    Result<Response> show_plain(PublicSite const& site, Request const& request)
    {
        return draw(site, asker_of(site, request), *page, Value::object());
    }
    constexpr char const* privacy_page = "concerns/public_privacy.njk";
    constexpr char const* accessibility_page = "concerns/public_accessibility.njk";
} // namespace

std::string write(SiteFacts const& facts)
{
    boost::json::array contacts;
    for (auto const& contact : facts.contacts)
        contacts.push_back(boost::json::object{
            {"name", contact.name}, {"number", contact.number}, {"hours", contact.hours}});
    boost::json::array holidays;
    for (auto const day : facts.bank_holidays)
        holidays.emplace_back(day.write());
    return boost::json::serialize(
        boost::json::object{{"hub_key", base64(facts.hub_key)}, {"contacts", contacts},
            {"leave_to", facts.leave_to}, {"banner", facts.banner}, {"bank_holidays", holidays}});
}

Result<SiteFacts> read_site_facts(std::string_view text)
{
    boost::system::error_code problem;
    auto const value = boost::json::parse(text, problem);
    if (problem || !value.is_object())
        return error(Code::unavailable, "The hub has not said yet what this site may know");
    auto const& object = value.as_object();
    SiteFacts facts;
    facts.hub_key = TRY(from_base64(std::string(object.at("hub_key").as_string())));
    for (auto const& contact : object.at("contacts").as_array())
        facts.contacts.push_back({std::string(contact.at("name").as_string()),
            std::string(contact.at("number").as_string()),
            std::string(contact.at("hours").as_string())});
    facts.leave_to = object.at("leave_to").as_string();
    facts.banner = object.at("banner").as_string();
    for (auto const& day : object.at("bank_holidays").as_array()) {
        auto const holiday = TRY(Date::read(std::string(day.as_string())));
        facts.bank_holidays.push_back(holiday);
    }
    return facts;
}

void add_public_routes(http::Router& router, PublicSite const& site)
{
    using Page = Result<Response> (*)(PublicSite const&, Request const&);
    auto const add = [&](http::Method method, char const* pattern, Page page,
                         http::Lane lane = http::Lane::quick) {
        router.add(
            method, pattern,
            [&site, page](Request& request) { return answer_public(site, request, page); },
            "public", lane);
    };
    auto const hashing = http::Lane::slow; // Argon2id of a receipt takes its time
    add(http::Method::get, "/", show_start);
    add(http::Method::get, "/tell-us", ask_first);
    add(http::Method::post, "/tell-us", next_page);
    add(http::Method::post, "/tell-us/send", send_report, hashing);
    add(http::Method::get, "/reply", ask_receipt);
    add(http::Method::post, "/reply", show_reply, hashing);
    add(http::Method::post, "/reply/write", write_to_team, hashing);
    add(http::Method::post, "/reply/withdraw", withdraw_contact_details, hashing);
    add(http::Method::get, "/help", show_help);
    add(http::Method::get, "/leave", leave);
    add(http::Method::get, "/privacy", show_plain<&privacy_page>);
    add(http::Method::get, "/accessibility", show_plain<&accessibility_page>);
    router.errors([&site](Error const& problem, Request const& request) {
        return explain_public(site, problem, request);
    });
    router.wrong_methods([&site](http::Explained const& said, Request const& request) {
        return explain_public(site, said, request);
    });
}

} // namespace kith::concerns
