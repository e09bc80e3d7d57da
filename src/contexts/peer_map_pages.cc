// SPDX-License-Identifier: MIT
// The map itself: shown, printed, made, changed, finished, ended.
#include "contexts/peer_map_pages.h"
#include "base/london.h"
#include "contexts/part_pages.h"
#include "contexts/peer_map_views.h"
#include "contexts/peer_maps.h"

namespace kith::contexts {
namespace {
    using html::Value;

    char const* map_notice(std::string_view said)
    {
        return said == "begun"
            ? "The map is begun. Add who is in the group, and what is good in it."
            : said == "changed"  ? "The change is saved. What it replaced stays in the history."
            : said == "finished" ? "The map is finished."
            : said == "added"    ? "They are on the map."
            : said == "renewed"  ? "The change is saved. What it replaced stays in the history."
            : said == "off"      ? "They are off the map. Your reason is kept in the ledger."
            : said == "tied"     ? "How they know each other is on the map."
            : said == "tie-off"  ? "That is off the map. Your reason is kept in the ledger."
            : said == "ended"    ? "The map has ended, and nobody is on it any more."
                                 : "";
    }

    Response draw_map(Contexts const& room, Visit const& visit, Context const& context,
        std::optional<PeerMap> const& map, char const* sheet, std::string_view said,
        std::vector<Error> const& problems = {})
    {
        auto page = part_page(context);
        put_typed(page, Value::object(), problems);
        page["href"] = address_of_part(context, "group");
        page["today"] = london::day_of(visit.now()).in_words();
        page["notice"] = map_notice(said);
        page["may_keep"] = visit.permits("keep", map_facts(visit, context));
        if (map)
            page["map"] = map_view(room, visit, context, *map);
        return room.pages.show(
            visit, sheet, page, problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    struct MapForm {
        Value values = Value::object();
        std::vector<Error> problems = {};
        http::Status status = http::Status::ok;
    };

    Response show_map_form(Contexts const& room, Visit const& visit, Context const& context,
        std::optional<PeerMap> const& stands, MapForm const& form)
    {
        auto page = part_page(context);
        put_typed(page, form.values, form.problems);
        page["href"] = address_of_part(context, "group");
        page["late"] = form.status == http::Status::conflict;
        page["usual"] = room.clocks.rule("peer_map.review").in_words();
        if (stands)
            page["stands"] = map_facts_view(*stands);
        return room.pages.show(visit, "contexts/peer_map_form.njk", page, form.status);
    }
} // namespace

Result<Response> show_peer_map(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const map = TRY(find_map(visit, context));
    return draw_map(room, visit, context, map, "contexts/peer_map.njk", request.query("said"));
}

Result<Response> print_peer_map(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const map = TRY(find_map(visit, context));
    if (!map)
        return not_found();
    return draw_map(room, visit, context, map, "contexts/peer_map_print.njk", "");
}

Result<Response> ask_peer_map(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const map = TRY(find_map(visit, context));
    TRY(visit.may("keep", map_facts(visit, context)));
    return show_map_form(room, visit, context, map, {map ? map_values(*map) : Value::object()});
}

Result<Response> record_peer_map(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const form = TRY(request.form());
    auto const stands = TRY(find_map(visit, context));
    TRY(visit.may("keep", map_facts(visit, context)));
    auto answers = Answers::of(form);
    auto typed = read_map_answers(answers, stands.value_or(PeerMap{}));
    typed.version = answers.version();
    auto const reason = answers.line("reason");
    auto problems = answers.problems();
    if (problems.empty()) {
        auto const saved = visit.change(
            [&](Change& change) { return save_map(room, change, context, typed, reason); });
        if (saved)
            return http::see_other(address_of_part(context, "group")
                + (typed.version == 0 ? "?said=begun" : "?said=changed"));
        if (!is_for_the_form(saved.error()))
            return saved.error();
        problems.push_back(saved.error());
    }
    auto const now = TRY(find_map(visit, context));
    MapForm again{links::values_of(form), problems, status_of_refused(problems.back())};
    if (again.status == http::Status::conflict) // seen now, so the next save may go through
        again.values["version"] = now ? now->version : 0;
    return show_map_form(room, visit, context, now, again);
}

Result<Response> finish_peer_map(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const finished
        = visit.change([&](Change& change) { return finish_map(room, change, context); });
    if (finished)
        return http::see_other(address_of_part(context, "group") + "?said=finished");
    if (!is_for_the_form(finished.error()))
        return finished.error();
    auto const map = TRY(find_map(visit, context));
    return draw_map(room, visit, context, map, "contexts/peer_map.njk", "", {finished.error()});
}

Result<Response> ask_peer_map_end(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const map = TRY(find_map(visit, context));
    TRY(visit.may("keep", map_facts(visit, context)));
    if (!map)
        return not_found();
    auto page = part_page(context);
    put_typed(page, Value::object(), {});
    page["href"] = address_of_part(context, "group");
    return room.pages.show(visit, "contexts/peer_map_end.njk", page);
}

Result<Response> end_peer_map(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(opened(visit, request));
    auto const form = TRY(request.form());
    auto const ended = visit.change([&](Change& change) {
        return end_map(room, change, context, links::text_of(form, "reason"));
    });
    if (ended)
        return http::see_other(address_of_part(context, "group") + "?said=ended");
    if (ended.error().code == Code::not_found && visit.permits("keep", map_facts(visit, context)))
        return show_not_saved(room.pages, visit, context, address_of_part(context, "group"),
            "The map has ended already.", form);
    if (!is_for_the_form(ended.error()))
        return ended.error();
    auto page = part_page(context);
    put_typed(page, links::values_of(form), {ended.error()});
    page["href"] = address_of_part(context, "group");
    return room.pages.show(
        visit, "contexts/peer_map_end.njk", page, status_of_refused(ended.error()));
}

} // namespace kith::contexts
