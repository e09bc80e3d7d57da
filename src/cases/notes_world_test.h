// SPDX-License-Identifier: MIT
#pragma once

// For tests of notes: one about a girl and a takeaway, written by who knows both, and readers who
// know one of them.

#include "cases/cases_world_test.h"
#include "cases/note_pages.h"
#include "links/links.h"
#include "people/people.h"
#include <boost/json.hpp>
#include <string>
#include <vector>

namespace kith::cases {

inline constexpr char const* new_note = "/notes/new";
inline constexpr char const* one_note_page = "/notes/{note}";
inline constexpr char const* api_note = "/api/v1/notes/{note}";

class NotesWorld : public CasesWorld {
public:
    explicit NotesWorld(db::Database& database) : CasesWorld(database)
    {
        // A boy whom the worker's team does not know of.
        boy = world.as(elsewhere)
                  ->visit()
                  .change([](Change& change) {
                      people::Person person;
                      person.names = {{{}, "birth", "Ivo Tamarind"}};
                      return people::create(change, person);
                  })
                  .value()
                  .id;
    }

    http::FormData about_both() const
    {
        http::FormData form;
        form.add("said", "We talked by the door, about half an hour.");
        form.add("subject-1", "person:" + girl.write());
        form.add("subject-2", "context:" + takeaway.write());
        form.add("said-1", "She has a new phone.");
        form.add("own-1", "Freya says nobody asks me");
        form.add("alone-1", "yes");
        form.add("said-2", "The lamp over the door is broken.");
        return form;
    }
    Result<http::Response> at(AccountId who, http::Method method, std::string const& pattern,
        std::string const& note, http::FormData const& form = {})
    {
        auto path = pattern;
        if (auto const from = path.find("{note}"); from != std::string::npos)
            path.replace(from, 6, note);
        auto request = method == http::Method::get ? Request::get(path) : Request::post(path, form);
        request.matched(pattern, "", {{"note", note}});
        for (auto const& one : house.routes.all())
            if (one.method == method && one.pattern == pattern)
                return one.handler(world.as(who)->visit(), request);
        return not_found();
    }
    Result<http::Response> read(AccountId who, std::string const& note)
    {
        return at(who, http::Method::get, api_note, note);
    }
    std::string made(AccountId who, http::FormData const& form)
    {
        auto const answer = at(who, http::Method::post, new_note, "", form);
        REQUIRE(answer.ok());
        REQUIRE_MESSAGE(answer->status == http::Status::see_other, answer->body);
        std::string const to(answer->headers.find("Location").value());
        return to.substr(7, to.find('?') - 7);
    }
    Result<http::Response> listed(AccountId who, std::string const& query)
    {
        return get_at(who, "/api/v1/notes", "/api/v1/notes?" + query);
    }
    void says_why(AccountId who, PersonId person)
    {
        auto const said = world.as(who)->visit().change([&](Change& change) -> Done {
            auto const facts_of_person = TRY(people::find_facts(change, person));
            return links::state_purpose(change, facts_of_person, "A referral came in");
        });
        REQUIRE(said.ok());
    }
    // Entries of somebody's chronology, as its text; "" for whoever may not read it.
    std::vector<links::Entry> chronicled(AccountId who, char const* known_on = "")
    {
        auto const pass = world.as(who);
        links::ChronologyFilter filter;
        if (*known_on)
            filter.known_on = Date::read(known_on).value();
        auto const person = people::find(pass->visit(), girl).value();
        auto all = people::chronology_of(people_room, pass->visit(), person, filter).entries;
        std::erase_if(all, [](links::Entry const& entry) {
            return entry.href.find("/notes/") == std::string::npos;
        });
        return all;
    }
    PersonId boy;
};

inline boost::json::object note_sent_back(Result<http::Response> const& answer)
{
    REQUIRE(answer.ok());
    return boost::json::parse(answer->body).as_object();
}
inline bool note_page_says(Result<http::Response> const& answer, char const* words)
{
    REQUIRE(answer.ok());
    return answer->body.find(words) != std::string::npos;
}
inline http::FormData form_with(
    http::FormData const& form, std::string const& name, char const* value)
{
    http::FormData other;
    for (auto const& [each, text] : form.pairs())
        if (each != name)
            other.add(each, text);
    other.add(name, value);
    return other;
}

} // namespace kith::cases
