// SPDX-License-Identifier: MIT
// What an authority returns of children who were missing: looked at, put right at its episodes, and
// made as a file.
#include "base/london.h"
#include "missing/pages.h"
#include "missing/returns.h"
#include "missing/returns_store.h"
#include "missing/views.h"
#include "platform/html/problems.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace kith::missing {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    constexpr char const* returns_address = "/missing/returns";
    constexpr int years_of_returns = 6;

    // What is chosen, by the query of the page or the fields of its form.
    struct Chosen {
        ReturnWanted wanted = {};
        std::string on_typed = {};
        bool looked = false; // an authority was chosen
        std::vector<Error> problems = {};
    };

    int year_in(std::string_view text, int otherwise)
    {
        int year = 0;
        auto const* const end = text.data() + text.size();
        auto const read = std::from_chars(text.data(), end, year);
        return read.ec == std::errc() && read.ptr == end && year > 1990 && year < 2200 ? year
                                                                                       : otherwise;
    }

    template <class Field>
    Result<Chosen> chosen_by(Visit const& visit, Field const& field)
    {
        auto const today = london::day_of(visit.now());
        auto const all = authorities_for(visit);
        if (all.empty())
            return not_found();
        Chosen chosen;
        chosen.wanted.authority = all.front();
        if (auto const code = std::string(field("authority")); !code.empty()) {
            chosen.wanted.authority = TRY(authority_for(visit, code));
            chosen.looked = true;
        }
        chosen.wanted.kind
            = read_return_kind(std::string(field("kind"))).value_or(ReturnKind::ssda903);
        if (chosen.wanted.kind == ReturnKind::ssda903) {
            auto const last_ended = return_year_of(today).year - 1;
            chosen.wanted.on = ReturnYear{year_in(std::string(field("year")), last_ended)}.last();
            return chosen;
        }
        chosen.on_typed = field("on");
        chosen.wanted.on = today;
        if (chosen.on_typed.empty())
            return chosen;
        auto const day = Date::read(chosen.on_typed);
        if (day && *day <= today)
            chosen.wanted.on = *day;
        else
            chosen.problems.push_back(
                invalid("Enter a day that is not in the future, such as 31/03/2026", "on"));
        return chosen;
    }

    Value option(std::string_view value, std::string_view text, bool selected)
    {
        return Value::object(
            {{"value", std::string(value)}, {"text", std::string(text)}, {"selected", selected}});
    }

    Value form_of(Visit const& visit, Chosen const& chosen)
    {
        auto kinds = Value::array();
        for (auto const kind : {ReturnKind::ssda903, ReturnKind::annex_a, ReturnKind::ssd_missing})
            kinds.push(option(write(kind), in_words(kind), kind == chosen.wanted.kind));
        auto years = Value::array();
        auto const now = return_year_of(london::day_of(visit.now())).year;
        auto const shown = return_year_of(chosen.wanted.on).year;
        for (int year = now; year > now - years_of_returns; --year)
            years.push(option(std::to_string(year), "To 31 March " + std::to_string(year),
                chosen.wanted.kind == ReturnKind::ssda903 ? year == shown : year == now - 1));
        return Value::object({{"kinds", kinds}, {"years", years}, {"on", chosen.on_typed},
            {"authorities", Value::each(authorities_for(visit), [&](directory::Agency const& one) {
                 return option(one.code, one.name, one.id == chosen.wanted.authority.id);
             })}});
    }

    Value told_view(Visit const& visit, ToldOfReturn const& told)
    {
        auto view = Value::object({{"rule", told.rule},
            {"child", told.child.empty() ? std::string() : "Child " + told.child},
            {"says", told.says}, {"mend", told.mend}});
        if (!told.episode.none())
            view["reference"] = told.reference.write();
        if (!told.episode.none() && knows(visit, told.episode))
            view["href"] = address_of(told.episode);
        if (!told.person.none() && people::knows(visit, told.person))
            view["person_href"] = "/people/" + told.person.write();
        return view;
    }

    std::string on_in_words(ReturnWanted const& wanted)
    {
        return wanted.kind == ReturnKind::ssda903 ? "The year to " + wanted.on.in_words()
                                                  : "As of " + wanted.on.in_words();
    }

    Value prepared_view(Visit const& visit, PreparedReturn const& prepared)
    {
        auto const& wanted = prepared.wanted;
        auto const told = [&](ToldOfReturn const& one) { return told_view(visit, one); };
        return Value::object({{"title", std::string(in_words(wanted.kind))},
            {"authority", wanted.authority.name}, {"on", on_in_words(wanted)},
            {"not_over",
                wanted.kind == ReturnKind::ssda903 && wanted.on >= london::day_of(visit.now())},
            {"rows", prepared.lines.size()}, {"children", prepared.children.size()},
            {"breaches", Value::each(prepared.breaches, told)},
            {"left_out", Value::each(prepared.left_out, told)},
            {"fields",
                Value::object({{"kind", std::string(write(wanted.kind))},
                    {"authority", wanted.authority.code}, {"year", return_year_of(wanted.on).year},
                    {"on", wanted.on.write()}})}});
    }

    Value made_view(Missing const& room, Visit const& visit, MadeReturn const& made)
    {
        // How many stand in a colleague's file could tell of a child whom this visitor may not
        // know.
        auto const own = !made.by.none() && made.by == visit.visitor().account;
        return Value::object(
            {{"kind", std::string(in_words(made.kind))}, {"on", made.on.in_words()}, {"own", own},
                {"rows", own ? made.rows : 0}, {"children", own ? made.children : 0},
                {"breaches", own ? made.breaches : 0}, {"at", london::in_words(made.at)},
                {"by",
                    made.by.none() ? std::string("The command line")
                                   : room.name_of(visit.reading(), made.by)},
                {"because", made.because}});
    }

    Result<Response> show_page(Missing const& room, Visit const& visit, Chosen const& chosen,
        std::string const& because, std::vector<Error> const& problems)
    {
        auto page = Value::object({{"section", "/missing"}, {"form", form_of(visit, chosen)},
            {"because", because}, {"problems", html::problems_view(problems)},
            {"made",
                Value::each(list_returns(visit, chosen.wanted.authority.id),
                    [&](MadeReturn const& one) { return made_view(room, visit, one); })},
            {"authority", chosen.wanted.authority.name}});
        if (!problems.empty())
            page["errors"] = html::errors_view(problems);
        if (chosen.looked && chosen.problems.empty()) {
            auto const prepared = TRY(prepare_return(room, visit, chosen.wanted));
            page["prepared"] = prepared_view(visit, prepared);
        }
        return room.pages.show(visit, "missing/returns.njk", page,
            problems.empty() ? Status::ok : Status::unprocessable);
    }

    Result<Response> show_returns(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const chosen = TRY(
            chosen_by(visit, [&](char const* name) { return std::string(request.query(name)); }));
        return show_page(room, visit, chosen, "", chosen.problems);
    }

    // The file, or the page again with what is wrong.
    Result<Response> make_file(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto const chosen
            = TRY(chosen_by(visit, [&](char const* name) { return links::text_of(form, name); }));
        auto const because = links::text_of(form, "because");
        auto problems = chosen.problems;
        if (problems.empty()) {
            auto const prepared = TRY(prepare_return(room, visit, chosen.wanted));
            if (!prepared.breaches.empty() && form.first("with_breaches") != "yes")
                problems.push_back(invalid("Put right what is told below first, or say that you "
                                           "want the file as it stands",
                    "with_breaches"));
            else {
                auto const made = visit.change(
                    [&](Change& change) { return make_return(change, prepared, because); });
                if (made)
                    return http::file(prepared.csv(), "text/csv; charset=utf-8",
                        file_name_of(chosen.wanted.kind));
                if (made.error().code != Code::invalid)
                    return made.error();
                problems.push_back(made.error());
            }
        }
        return show_page(room, visit, chosen, because, problems);
    }
} // namespace

void add_returns_routes(access::Routes::OfRoom<Missing>& routes)
{
    routes.get(returns_address, "missing_return:read", show_returns, http::Lane::slow);
    routes.post(returns_address, "missing_return:create", make_file, http::Lane::slow);
}

} // namespace kith::missing
