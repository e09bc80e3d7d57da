// SPDX-License-Identifier: MIT
#include "concerns/public_frame.h"
#include "platform/http/assets.h"
#include "platform/http/csrf.h"
#include "platform/http/errors.h"
#include <sodium.h>

namespace kith::concerns {
namespace {
    std::string keyed_hash(std::string_view own_key, std::string const& text, std::size_t size)
    {
        std::string hash(size, '\0');
        crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), size,
            reinterpret_cast<unsigned char const*>(text.data()), text.size(),
            reinterpret_cast<unsigned char const*>(own_key.data()), own_key.size());
        return hash;
    }

    // "Our language" of those in the lists; links keep the place by going to the same page's
    // address.
    html::Value languages_view(PublicSite const& site, Asker const& asker)
    {
        auto const spoken = site.words.languages();
        if (spoken.size() < 2)
            return {};
        return html::Value::each(spoken, [&](std::string const& code) {
            return html::Value::object(
                {{"code", code}, {"name", site.words.say(code, "public.frame.this_language")},
                    {"href", "?language=" + code}, {"current", code == asker.language}});
        });
    }
} // namespace

Asker asker_of(PublicSite const& site, http::Request const& request)
{
    return {site.words.known(request.query("language"))};
}

Asker asker_of(PublicSite const& site, http::Request const& request, http::FormData const& sent)
{
    return sent.has("language") ? Asker{site.words.known(sent.first("language"))}
                                : asker_of(site, request);
}

http::Response draw(PublicSite const& site, Asker const& asker, std::string_view page,
    html::Value view, http::Status status)
{
    auto const facts = read_site_facts(read_whole(site.site_file).value_or(""));
    auto frame = html::Value::object(
        {{"language", asker.language}, {"direction", std::string(words::direction(asker.language))},
            {"css", http::asset_url("public.css")}, {"icon", http::asset_url("plain.svg")},
            {"script", http::asset_url("leave.js")}, {"banner", facts ? facts->banner : ""},
            {"languages", languages_view(site, asker)}});
    if (view.has("errors"))
        frame["errors"] = view.get("errors");
    view["frame"] = frame;
    view["language"] = asker.language;
    view["t"] = html::Value::call([&site, language = asker.language](html::Call const& call) {
        Words words{call[0].text()};
        for (auto const& [name, value] : call.named.entries())
            words.arguments.emplace_back(name, value.text());
        return html::Value(site.words.say(language, words));
    });
    return http::page(site.templates.render(page, view), status);
}

html::Value one_error(std::string const& sentence, std::string const& field)
{
    auto entry = html::Value::object({{"text", sentence}});
    if (!field.empty())
        entry["href"] = "#" + field;
    return html::Value::array({entry});
}

http::Response start_again(PublicSite const& site, Asker const& asker)
{
    auto view = html::Value::object(
        {{"errors", one_error(site.words.say(asker.language, "public.report.lost"), "")}});
    return draw(site, asker, "concerns/public_start.njk", view, http::Status::unprocessable);
}

http::Response later(http::Response page)
{
    page.headers.set("Retry-After", "600");
    return page;
}

http::Response explain_public(
    PublicSite const& site, Error const& problem, http::Request const& request)
{
    if (request.wants_json())
        return http::problem(problem, request.request_id());
    return explain_public(site, http::explain(problem, request.request_id()), request);
}

http::Response explain_public(
    PublicSite const& site, http::Explained const& said, http::Request const& request)
{
    auto view = html::Value::object({{"page",
        html::Value::object({{"title", said.title}, {"texts", html::Value::array({said.detail})},
            {"reference", said.reference}})}});
    return draw(site, asker_of(site, request), "frames/public_error.njk", view, said.status);
}

Result<http::Response> answer_public(PublicSite const& site, http::Request const& request,
    Result<http::Response> (*page)(PublicSite const&, http::Request const&))
{
    if (request.changes() && http::same_origin(request) == http::Origin::foreign)
        return error(
            Code::not_allowed, "This form was sent from another site. Start again on ours");
    return page(site, request);
}

std::string site_salt(std::string_view own_key)
{
    return keyed_hash(own_key, "kith site salt", 16);
}
std::string salt_of(PublicSite const& site) { return site_salt(site.own_key); }

std::string inbox_id_of(PublicSite const& site, std::string_view key)
{
    auto const hash = keyed_hash(site.own_key, "kith inbox " + std::string(key), 16);
    std::string hex(33, '\0');
    sodium_bin2hex(
        hex.data(), hex.size(), reinterpret_cast<unsigned char const*>(hash.data()), hash.size());
    hex.pop_back();
    return hex;
}

} // namespace kith::concerns
