// SPDX-License-Identifier: MIT
#include "directory/views.h"
#include <algorithm>

namespace kith::directory {
namespace {
    std::string_view word_of(PicksUp now)
    {
        switch (now) {
        case PicksUp::yes:
            return "yes";
        case PicksUp::no:
            return "no";
        case PicksUp::not_known:
            return "not known";
        }
        return {};
    }

    std::string_view word_of(ContactKind kind)
    {
        switch (kind) {
        case ContactKind::emergency:
            return "emergency";
        case ContactKind::team:
            return "team";
        case ContactKind::front_door:
            return "front door";
        case ContactKind::out_of_hours:
            return "out of hours";
        case ContactKind::helpline:
            return "helpline";
        }
        return {};
    }

    std::string_view word_of(Audience audience)
    {
        switch (audience) {
        case Audience::children:
            return "children";
        case Audience::adults:
            return "adults";
        case Audience::both:
            return "children and adults";
        }
        return {};
    }

    html::Value view_of(Line const& line)
    {
        auto tel = line.contact.number;
        std::erase(tel, ' ');
        return html::Value::object({
            {"code", line.contact.code},
            {"name", line.contact.name},
            {"kind", word_of(line.contact.kind)},
            {"audience", word_of(line.contact.audience)},
            {"number", line.contact.number},
            {"tel", tel},
            {"hours", line.hours},
            {"picks_up", word_of(line.now)},
            {"sentence", line.sentence},
            {"verified", line.verified},
            {"unsure", line.unsure},
            {"note", line.contact.note},
            {"source", line.contact.standing.source},
        });
    }
} // namespace

html::Value view_of(Answer const& answer)
{
    auto view = html::Value::object({
        {"asked", answer.asked},
        {"found", answer.found},
        {"where", answer.where},
        {"now", answer.now},
        {"at", london::in_words(answer.at)},
        {"day", london::day_of(answer.at).in_words()},
    });
    if (answer.district) {
        view["district"] = answer.district->name;
        view["district_code"] = answer.district->code;
        view["authority"] = answer.district->authority_name;
        view["area"] = answer.district->area;
        view["team"] = answer.district->team;
        view["division"] = answer.district->division;
    }
    view["lines"] = html::Value::each(answer.lines, [](Line const& line) { return view_of(line); });
    return view;
}

} // namespace kith::directory
