// SPDX-License-Identifier: MIT
#include "platform/access/pages.h"
#include "platform/http/assets.h"
#include "platform/http/csrf.h"
#include "platform/http/errors.h"

namespace kith::access {
namespace {
    std::string roles_in_words(Visitor const& visitor)
    {
        std::string words;
        for (auto const& role : visitor.roles)
            words += (words.empty() ? "" : ", ") + role;
        if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
            words.front() = static_cast<char>(words.front() - 'a' + 'A');
        return words;
    }

    // That a form was not sent is told once, above it, and is no mistake of who filled it in.
    html::Value without_not_sent(html::Value const& errors)
    {
        auto others = html::Value::array();
        for (auto const& entry : errors.items())
            if (entry.get("text").text() != not_sent_yet)
                others.push(entry);
        return others;
    }
} // namespace

html::Value Pages::frame(Visit const* visit, html::Value const& context) const
{
    auto frame = html::Value::object(
        {{"language", "en"}, {"direction", "ltr"}, {"css", http::asset_url("kith.css")},
            {"script", http::asset_url("kith.js")}, {"known_script", http::asset_url("known.js")},
            {"named_script", http::asset_url("named.js")},
            {"wording_script", http::asset_url("wording.js")},
            {"live_script", http::asset_url("live.js")}, {"icon", http::asset_url("favicon.svg")},
            {"banner", banner_}});
    if (context.has("errors"))
        frame["errors"] = context.get("errors");
    if (!visit)
        return frame;
    if (auto const* const again = visit->shown_again()) {
        if (!context.has("again")) // a page that tells of it itself
            frame["kept"] = again->view();
        frame["errors"] = without_not_sent(frame.get("errors"));
    }
    auto const& visitor = visit->visitor();
    frame["visitor"] = html::Value::object({{"name", visitor.name},
        {"role", roles_in_words(visitor)}, {"agency", agency_name(visitor.agency)}});
    if (!visitor.form_secret.empty())
        frame["csrf"] = http::mask(visitor.form_secret);
    auto navigation = html::Value::array();
    for (auto const& entry : navigation_) {
        if (!entry.act.empty() && !visit->could(entry.act, entry.kind))
            continue;
        navigation.push(html::Value::object({{"text", entry.text},
            {"href", entry.href + (entry.about ? entry.about(context) : std::string())},
            {"current", context.get("section").text() == entry.href}}));
    }
    frame["navigation"] = navigation;
    frame["leads"] = visit->could("read", "wording_trend");
    return frame;
}

void Pages::saved(Visit const& visit, http::Request const& request) const
{
    if (!after_saving_)
        return;
    try {
        after_saving_(visit, request);
    } catch (std::exception const&) {
        return; // it was advice, and the page goes on without it
    }
}

html::Value Pages::advice_for(Visit const& visit) const
{
    if (!advice_)
        return {};
    try {
        return advice_(visit);
    } catch (std::exception const&) {
        return {}; // a page never fails for want of advice
    }
}

http::Response Pages::show(
    Visit const& visit, std::string_view page, html::Value context, http::Status status) const
{
    context["frame"] = frame(&visit, context);
    if (!visit.shown_again() && !visit.visitor().form_secret.empty())
        context["frame"]["advice"] = advice_for(visit);
    return http::page(templates_.render(page, context), status);
}

http::Response Pages::show(std::string_view page, html::Value context, http::Status status) const
{
    context["frame"] = frame(nullptr, context);
    return http::page(templates_.render(page, context), status);
}

http::Response Pages::explain(
    Error const& error, http::Request const& request, Visit const* visit) const
{
    if (request.wants_json())
        return http::problem(error, request.request_id());
    return explain(http::explain(error, request.request_id()), visit);
}

http::Response Pages::explain(http::Explained const& said, Visit const* visit) const
{
    auto context = html::Value::object({{"page",
        html::Value::object({{"title", said.title}, {"texts", html::Value::array({said.detail})},
            {"reference", said.reference}})}});
    context["frame"] = frame(visit, context);
    if (said.status == http::Status::not_found || said.status == http::Status::not_allowed)
        context["frame"]["kept"] = html::Value(); // no word of what may not be known any more
    return http::page(templates_.render("frames/error.njk", context), said.status);
}

} // namespace kith::access
