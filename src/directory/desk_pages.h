// SPDX-License-Identifier: MIT
#pragma once

// The administration of the directory, for who administers Kith: /directory and below. A page of
// each kind of thing joins its own routes; to everybody else none of them exists.

#include "directory/desk.h"

namespace kith::directory {

void join_agency_desk(House& house, Directory const& room); // /directory, agencies, leads
void join_team_desk(House& house, Directory const& room);   // /directory/teams
void join_area_desk(House& house, Directory const& room);   // /directory/areas
void join_people_desk(House& house, Directory const& room); // /directory/people
void join_line_desk(House& house, Directory const& room);   // /directory/lines, bank holidays

// Where an agency or a team is kept; what a code is called.
[[nodiscard]] std::string desk_of(AgencyId id);
[[nodiscard]] std::string desk_of(TeamId id);
[[nodiscard]] std::string label_in(
    Directory const& room, std::string_view list, std::string const& code);

// One section of a record page.
[[nodiscard]] Value section(std::string const& title, std::vector<std::string> const& head,
    Value rows, std::string const& empty);
[[nodiscard]] Value cell(std::string const& text, std::string const& href = {});
[[nodiscard]] Value cells(std::initializer_list<Value> items);
[[nodiscard]] Value link(std::string const& text, std::string const& href);
[[nodiscard]] Shown show_record(
    Directory const& room, Visit const& visit, Request const& request, Value page);
// After a press of "Put version n back": that version as it was, to be saved over what stands.
template <class T, class Key>
[[nodiscard]] Result<T> version_to_put_back(Visit const& visit, Key id, http::FormData const& form)
{
    for (auto& was : versions_of(visit.reading(), id))
        if (std::to_string(was.row.version) == form.first("put_back"))
            return std::move(was.row);
    return not_found();
}
[[nodiscard]] inline std::int64_t version_of(http::FormData const& form)
{
    return std::atoll(std::string(form.first("version")).c_str());
}
// One form for every dated row: its last day, which may be taken away again.
[[nodiscard]] Form last_day_form(
    std::string const& title, std::string const& action, std::string const& back);

} // namespace kith::directory
