// SPDX-License-Identifier: MIT
#include "concerns/chronicle.h"
#include <fmt/core.h>
#include <set>

namespace kith::concerns {
namespace {
    std::string listed_label(Concerns const& room, char const* list, std::string const& code)
    {
        auto const listed = room.facts.code(list, code);
        return listed ? listed->label : code;
    }

    people::Entry entry_of(
        Concerns const& room, Concern const& concern, Sign const& sign, std::size_t number)
    {
        people::Entry entry;
        entry.id = fmt::format("{}-sign-{}", concern.id.write(), number);
        entry.kind = "sign";
        entry.day = sign.noticed;
        entry.title = "A sign was noticed";
        if (!sign.kind.empty())
            entry.title += ": " + listed_label(room, "sign_kind", sign.kind);
        entry.text = sign.what;
        if (!sign.explains_else.empty())
            entry.text += "\nWhat else could explain it: " + sign.explains_else;
        entry.who = listed_label(room, "sign_source", sign.source);
        if (!sign.source_who.empty())
            entry.who += (entry.who.empty() ? "" : ": ") + sign.source_who;
        entry.href = "/concerns/" + concern.id.write();
        entry.agency = concern.raised_for;
        return entry;
    }

    // Those that are about the person, each once.
    std::set<ConcernId> concerns_about(
        Concerns const& room, Visit const& visit, PersonId person, Instant known_at)
    {
        std::set<ConcernId> about;
        auto const self = thing(person);
        for (auto const& link : room.links.store.list_known(visit, self, known_at))
            if (link.other_end(self).kind == "concern" && link.role == "worry_about")
                about.insert(ConcernId(link.other_end(self).id));
        return about;
    }
} // namespace

people::Chronicle signs_chronicle(Concerns const& room)
{
    return [&room](Visit const& visit, std::vector<PersonId> const& records, Instant known_at) {
        std::vector<people::Entry> entries;
        for (auto const record : records)
            for (auto const id : concerns_about(room, visit, record, known_at)) {
                auto const concern = room.store.find(visit, id);
                if (!concern || known_at < concern->received_at)
                    continue;
                std::size_t number = 0;
                for (auto const& sign : room.store.signs(visit, *concern))
                    entries.push_back(entry_of(room, *concern, sign, ++number));
            }
        return entries;
    };
}

} // namespace kith::concerns
