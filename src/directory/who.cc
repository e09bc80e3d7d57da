// SPDX-License-Identifier: MIT
#include "directory/who.h"
#include "directory/opening.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    constexpr std::string_view try_instead
        = "Give a full postcode, such as FY1 1AD, or the name of a town or district";

    std::string tidied(std::string_view text)
    {
        std::string tidy;
        for (char const c : text.substr(0, 100)) {
            auto const space = static_cast<unsigned char>(c) <= ' ';
            if (!space)
                tidy += c;
            else if (!tidy.empty() && tidy.back() != ' ')
                tidy += ' ';
        }
        if (tidy.ends_with(' '))
            tidy.pop_back();
        return tidy;
    }

    bool serves(Contact const& contact, std::optional<District> const& district)
    {
        return contact.serves.empty()
            || (district
                && (contact.serves == district->authority_code
                    || contact.serves == district->team));
    }

    // A line that steps in for others is answered when one of them is shut, and shut when none is.
    PicksUp picks_up_among(ReferenceFacts const& facts, Contact const& contact,
        std::vector<Contact> const& all, Instant at)
    {
        if (contact.steps_in.empty() || !contact.hours.empty())
            return picks_up(facts, contact, at);
        auto now = PicksUp::no;
        for (auto const& other : all) {
            if (std::ranges::find(contact.steps_in, other.code) == contact.steps_in.end())
                continue;
            auto const theirs = picks_up(facts, other, at);
            if (theirs == PicksUp::no)
                return PicksUp::yes;
            if (theirs == PicksUp::not_known)
                now = PicksUp::not_known;
        }
        return now;
    }

    std::string steps_in_words(Contact const& contact, std::vector<Contact> const& all)
    {
        std::string names;
        for (auto const& other : all)
            if (std::ranges::find(contact.steps_in, other.code) != contact.steps_in.end())
                names += (names.empty() ? "" : " or ") + other.name;
        return "When " + names + " is closed";
    }

    Line const* stand_in(std::vector<Line> const& lines, Contact const& closed)
    {
        auto const at = std::ranges::find_if(lines, [&](Line const& line) {
            return line.now == PicksUp::yes
                && std::ranges::find(line.contact.steps_in, closed.code)
                != line.contact.steps_in.end();
        });
        return at == lines.end() ? nullptr : &*at;
    }

    std::string sentence_of(
        ReferenceFacts const& facts, Line const& line, std::vector<Line> const& lines, Instant at)
    {
        auto const& contact = line.contact;
        if (line.now == PicksUp::not_known)
            return "We do not know its hours. If nobody answers, call 101, or 999 if somebody is "
                   "in "
                   "danger now.";
        if (line.now == PicksUp::yes) {
            auto const until = shuts(facts, contact, at);
            if (!contact.steps_in.empty())
                return "Picks up now.";
            return until.empty() ? "Picks up now, day and night."
                                 : fmt::format("Picks up now, until {}.", until);
        }
        if (!contact.steps_in.empty())
            return "Not now: the daytime line picks up.";
        auto const opens = opens_next(facts, contact, at);
        auto words = opens.empty() ? std::string("Closed now.")
                                   : fmt::format("Closed now, opens {}.", opens);
        if (auto const* other = stand_in(lines, contact))
            words += fmt::format(" Until then {} picks up: {}.", other->contact.name,
                other->contact.number.empty() ? "number not found" : other->contact.number);
        return words;
    }

    std::string unsure_of(Contact const& contact, std::optional<District> const& district)
    {
        std::string words;
        auto const add
            = [&](std::string const& sentence) { words += (words.empty() ? "" : " ") + sentence; };
        if (contact.number.empty())
            add("Its number was not found.");
        else if (!contact.standing.verified)
            add("This line has not been confirmed.");
        if (std::ranges::any_of(
                contact.hours, [](Hours const& hours) { return !hours.standing.verified; }))
            add("Its hours have not been confirmed.");
        if (contact.kind == ContactKind::team && district && !district->standing.verified)
            add(fmt::format(
                "That {} answers for {} has not been confirmed.", district->team, district->name));
        return words;
    }

    std::vector<Line> lines_for(
        ReferenceFacts const& facts, std::optional<District> const& district, Instant at)
    {
        auto const all = facts.contacts(london::day_of(at));
        std::vector<Line> lines;
        for (auto const& contact : all) {
            if (!serves(contact, district))
                continue;
            Line line;
            line.contact = contact;
            line.now = picks_up_among(facts, contact, all, at);
            line.hours = contact.steps_in.empty() || !contact.hours.empty()
                ? hours_in_words(contact)
                : steps_in_words(contact, all);
            line.unsure = unsure_of(contact, district);
            line.verified = line.unsure.empty();
            lines.push_back(std::move(line));
        }
        std::ranges::stable_sort(lines, {}, [](Line const& line) { return line.contact.kind; });
        for (auto& line : lines)
            line.sentence = sentence_of(facts, line, lines, at);
        return lines;
    }

    bool answers_for(Line const& line, Audience whom)
    {
        auto const& contact = line.contact;
        return (contact.kind == ContactKind::front_door
                   || contact.kind == ContactKind::out_of_hours)
            && (contact.audience == whom || contact.audience == Audience::both);
    }

    // The council's line to call now for a child, or for an adult.
    std::string who_now(std::vector<Line> const& lines, Audience whom)
    {
        auto const* const person = whom == Audience::children ? "a child" : "an adult";
        std::string open_without_number;
        for (auto const& line : lines) {
            if (!answers_for(line, whom) || line.now != PicksUp::yes)
                continue;
            if (!line.contact.number.empty())
                return fmt::format("For {}: {} picks up, {}.{}", person, line.contact.name,
                    line.contact.number, line.verified ? "" : " (Not confirmed.)");
            open_without_number = line.contact.name;
        }
        if (!open_without_number.empty())
            return fmt::format("For {}: {} is open, but its number was not found: ask the council, "
                               "or call 101.",
                person, open_without_number);
        for (auto const& line : lines)
            if (answers_for(line, whom) && line.now == PicksUp::not_known)
                return fmt::format("For {}: try {}, {}; we do not know its hours. If nobody "
                                   "answers, call 101.",
                    person, line.contact.name, line.contact.number);
        return fmt::format("For {}: no council line that we know picks up now: call 101.", person);
    }

    std::string now_in_words(
        ReferenceFacts const& facts, std::vector<Line> const& lines, bool found, Instant at)
    {
        auto const day = london::day_of(at);
        auto words = fmt::format("{} {}, {}{}.", weekday_in_words(day), day.in_words(),
            time_in_words(london::time_of(at)),
            facts.working_days().is_bank_holiday(day) ? ", a bank holiday" : "");
        if (day > facts.holidays_known_until())
            words += fmt::format(" Bank holidays after {} are not known yet.",
                facts.holidays_known_until().in_words());
        words += " In danger now: 999.";
        if (!found)
            return words + " Otherwise: 101, day and night.";
        return words + " " + who_now(lines, Audience::children) + " "
            + who_now(lines, Audience::adults);
    }

    struct Located {
        Asked kind = Asked::nothing_known;
        std::optional<District> district = {};
        std::string shown;   // the place as it is written
        std::string trouble; // why there is no district
    };

    Located locate_postcode(
        ReferenceFacts const& facts, FindPostcode const& find, std::string_view text, Date on)
    {
        auto const postcode = Postcode::read(text);
        if (!postcode)
            return {Asked::nothing_known, {}, {}, postcode.error().words.key + "."};
        auto const shown = postcode->write();
        auto const known = find ? find(*postcode) : std::nullopt;
        if (!known)
            return {Asked::postcode, {}, shown,
                fmt::format(
                    "We do not hold the postcode {}: it may be new, mistyped or outside our "
                    "districts. Give the name of a town or district instead.",
                    shown)};
        if (auto district = facts.district(known->district, on))
            return {Asked::postcode, std::move(district), shown, {}};
        return {Asked::postcode, {}, shown,
            fmt::format("{} lies outside our districts: ask the council there, or the police by "
                        "101, who pass a worry on.",
                shown)};
    }

    Located locate(
        ReferenceFacts const& facts, FindPostcode const& find, std::string_view text, Date on)
    {
        if (text.empty())
            return {Asked::nothing_known, {}, {}, std::string(try_instead) + "."};
        if (auto district = facts.district(text, on))
            return {Asked::district, district, district->name, {}};
        if (looks_like_postcode(text))
            return locate_postcode(facts, find, text, on);
        auto const place = facts.place(text, on);
        auto district = place ? facts.district(place->district_code, on) : std::nullopt;
        if (!district)
            return {Asked::nothing_known, {}, {},
                fmt::format(
                    "We do not know a place called {} in our districts. {}.", text, try_instead)};
        auto const kind = district->name == place->name ? Asked::district : Asked::place;
        return {kind, std::move(district), place->name, {}};
    }

    std::string where_in_words(Located const& located)
    {
        auto const& district = *located.district;
        auto const council = district.authority_name;
        if (located.kind == Asked::district)
            return fmt::format("{}: {}, {} area.", district.name, council, district.area);
        return fmt::format(
            "{} is in {}: {}, {} area.", located.shown, district.name, council, district.area);
    }

    Answer answer_for(ReferenceFacts const& facts, std::string asked, Located located, Instant at)
    {
        Answer answer;
        answer.asked = std::move(asked);
        answer.kind = located.kind;
        answer.at = at;
        answer.found = located.district.has_value();
        answer.where = answer.found ? where_in_words(located) : located.trouble;
        answer.lines = lines_for(facts, located.district, at);
        answer.now = now_in_words(facts, answer.lines, answer.found, at);
        answer.district = std::move(located.district);
        return answer;
    }
} // namespace

Answer who(
    ReferenceFacts const& facts, FindPostcode const& find, std::string_view asked, Instant at)
{
    auto tidy = tidied(asked);
    auto located = locate(facts, find, tidy, london::day_of(at));
    return answer_for(facts, std::move(tidy), std::move(located), at);
}

Answer who_in(
    ReferenceFacts const& facts, District const& district, std::string_view asked, Instant at)
{
    return answer_for(facts, tidied(asked), {Asked::district, district, district.name, {}}, at);
}

} // namespace kith::directory
