// SPDX-License-Identifier: MIT
// One live page on the real server, for tests/browser/live_test.mjs: rows in the staff frame, a
// stream, and a second door through which the test changes what there is.
//
//     live-page SECONDS [CERTIFICATE KEY]     how long a stream lives; prints its port; ends with
//                                             its standard input
//
// GET /page is the page, GET /live its stream. POST /set changes the world, and tells how often the
// page was drawn and how many streams are open: rows=wren,kim news=… signed_in=no streams=no
// broken=yes alike=yes part=no publish=row

#include "platform/html/shipped_templates.h"
#include "platform/http/assets.h"
#include "platform/http/server.h"
#include <atomic>
#include <cstdio>
#include <fmt/core.h>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace {
using namespace kith;

constexpr std::string_view page_text = R"({% extends "frames/staff.njk" %}
{% from "govuk/components/details/macro.njk" import govukDetails %}
{% block title %}Who is away{% endblock %}
{% block main %}
<h1 class="govuk-heading-l">Who is away</h1>
{% if not without_part %}
<div id="away" data-live="/live">
  {% if news %}<p class="govuk-body" data-live-news>{{ news }}</p>{% endif %}
  <p class="govuk-body">Drawn {{ drawn }}</p>
  <ul class="govuk-list">
  {% for row in rows %}
    <li id="row-{{ row }}">
      <a class="govuk-link" href="/page/{{ row }}">About {{ row }}</a>
      {{ govukDetails({ summaryText: "Places for " + row, text: "The park" }) }}
      <form method="post" action="/rows/{{ row }}">
        <input type="hidden" name="csrf" value="{{ token }}">
        <label class="govuk-label" for="note-{{ row }}">Note on {{ row }}</label>
        <input class="govuk-input" id="note-{{ row }}" name="note">
        <button class="govuk-button" type="submit">Save {{ row }}</button>
      </form>
    </li>
  {% endfor %}
  </ul>
</div>
{% endif %}
<p class="govuk-body">After it</p>
{% endblock %}
)";

// What the test may change, and how often the page was drawn.
struct World {
    std::mutex mutex;
    std::map<std::string, std::string> facts{{"rows", "wren"}};
    std::atomic<int> drawn = 0;

    std::string fact(std::string const& name)
    {
        std::lock_guard const lock(mutex);
        return facts[name];
    }
};

html::Value rows_of(std::string const& names)
{
    auto rows = html::Value::array();
    for (std::size_t at = 0; at < names.size();) {
        auto const end = std::min(names.find(',', at), names.size());
        rows.push(names.substr(at, end - at));
        at = end + 1;
    }
    return rows;
}

http::Response draw(html::Templates const& templates, World& world)
{
    auto const frame = html::Value::object({{"language", "en"}, {"direction", "ltr"},
        {"css", http::asset_url("kith.css")}, {"script", http::asset_url("kith.js")},
        {"live_script", http::asset_url("live.js")}, {"icon", http::asset_url("favicon.svg")}});
    // a quiet page is drawn alike each time, save for its tokens
    auto const alike = world.fact("alike") == "yes";
    auto const nth = ++world.drawn;
    return http::page(templates.render("live_page.njk",
        html::Value::object({{"frame", frame}, {"refresh_seconds", 1},
            {"rows", rows_of(world.fact("rows"))}, {"news", world.fact("news")},
            {"without_part", world.fact("part") == "no"}, {"token", std::to_string(nth)},
            {"drawn", alike ? std::string("alike") : std::to_string(nth)}})));
}

std::string all_of(char const* path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}
} // namespace

int main(int count, char** words)
{
    auto sources = html::shipped_sources();
    sources.push_back({"live_page.njk", std::string(page_text)});
    html::Templates const templates(sources);
    World world;
    http::Server* self = nullptr;
    http::ServerOptions options;
    options.at_once = [](http::Request const& request) { return http::assets().answer(request); };
    options.stream_heartbeat = std::chrono::seconds(1);
    if (count > 1)
        options.stream_life = std::chrono::seconds(std::stoi(words[1]));
    if (count > 3)
        options.tls = http::Certificate{all_of(words[2]), all_of(words[3])};
    http::Server server(options, [&](http::Request& request) -> http::Response {
        if (request.path() == "/set") {
            auto const form = request.form();
            for (auto const& [name, value] : form->pairs()) {
                if (name == "publish") {
                    self->publish(value);
                    continue;
                }
                std::lock_guard const lock(world.mutex);
                world.facts[name] = value;
            }
            return http::text(fmt::format("{} {}\n", world.drawn.load(), self->streams()));
        }
        if (request.path() == "/sign-in")
            return http::page("<!DOCTYPE html><title>Sign in</title><h1>Sign in</h1>");
        if (world.fact("signed_in") == "no")
            return http::see_other("/sign-in?to=%2Fpage");
        if (world.fact("broken") == "yes")
            return http::text("broken\n", http::Status::broken);
        if (request.path() == "/live" && world.fact("streams") == "no")
            return http::text("too many\n", http::Status::unavailable);
        if (request.path() == "/live") {
            auto stream = http::Response::stream("row");
            stream.live->still = [&world] { return world.fact("signed_in") != "no"; };
            return stream;
        }
        return draw(templates, world);
    });
    self = &server;
    server.start();
    fmt::print("{}\n", server.port());
    std::fflush(stdout);
    while (std::getchar() != EOF) { }
    server.stop();
    return 0;
}
