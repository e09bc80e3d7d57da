// SPDX-License-Identifier: MIT
#include "directory/kept_lines.h"
#include "directory/facts_file.h"
#include "directory/opening.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    constexpr std::string_view on_holidays_too = ", bank holidays too";

    constexpr db::Sql all_lines{"directory list lines",
        "select id, code, name, kind, audience, serves, number, steps_in, note, hours, verified, "
        "hours_verified, source, checked_by, checked_on, from_day, until_day, version, "
        "recorded_at, recorded_by from lines order by code"};
    constexpr db::Sql line_by_code{"directory find line by code",
        "select id, code, name, kind, audience, serves, number, steps_in, note, hours, verified, "
        "hours_verified, source, checked_by, checked_on, from_day, until_day, version, "
        "recorded_at, recorded_by from lines where code = $1"};
    constexpr db::Sql lines_before{"directory list versions of a line",
        "select id, code, name, kind, audience, serves, number, steps_in, note, hours, verified, "
        "hours_verified, source, checked_by, checked_on, from_day, until_day, version, "
        "recorded_at, recorded_by, reason from lines_was where id = $1 order by version desc"};
    constexpr db::Sql add_line{"directory add line",
        "insert into lines (id, code, name, kind, audience, serves, number, steps_in, note, "
        "hours, verified, hours_verified, source, checked_by, checked_on, from_day, until_day, "
        "version, recorded_at, recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, "
        "$8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, $18, $19, $20)"};
    constexpr db::Sql keep_line{"directory keep line as it was",
        "insert into lines_was (id, code, name, kind, audience, serves, number, steps_in, note, "
        "hours, verified, hours_verified, source, checked_by, checked_on, from_day, until_day, "
        "version, recorded_at, recorded_by, owner_agency, superseded_at, reason) "
        "select id, code, name, kind, audience, serves, number, steps_in, note, hours, verified, "
        "hours_verified, source, checked_by, checked_on, from_day, until_day, version, "
        "recorded_at, recorded_by, owner_agency, cast($3 as {instant}), cast($4 as {text}) "
        "from lines where id = $1 and version = $2"};
    constexpr db::Sql change_line{"directory change line",
        "update lines set name = $3, kind = $4, audience = $5, serves = $6, number = $7, "
        "steps_in = $8, note = $9, hours = $10, verified = $11, hours_verified = $12, "
        "source = $13, checked_by = $14, checked_on = $15, from_day = $16, until_day = $17, "
        "version = version + 1, recorded_at = $18, recorded_by = $19 "
        "where id = $1 and version = $2"};

    Error line_saved_meanwhile()
    {
        return error(Code::conflict,
            "Somebody saved this line since you opened it: read what stands now, then save yours "
            "again");
    }

    std::string joined(std::vector<std::string> const& parts)
    {
        std::string text;
        for (auto const& part : parts)
            text += (text.empty() ? "" : ";") + part;
        return text;
    }

    std::vector<std::string> split_at(std::string_view text, char mark)
    {
        std::vector<std::string> parts;
        while (!text.empty()) {
            auto const end = std::min(text.find(mark), text.size());
            if (end != 0)
                parts.emplace_back(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return parts;
    }

    bool hours_confirmed(Contact const& contact)
    {
        return std::ranges::all_of(
            contact.hours, [](Hours const& hours) { return hours.standing.verified; });
    }

    KeptLine line_of(db::Row const& row)
    {
        KeptLine line;
        line.id = row.id<LineId>("id");
        auto& contact = line.contact;
        contact.code = row.text("code");
        contact.name = row.text("name");
        auto const kind = read_contact_kind(row.text("kind"));
        auto const audience = read_audience(row.text("audience"));
        contact.kind = kind ? *kind : ContactKind::helpline;
        contact.audience = audience ? *audience : Audience::both;
        contact.serves = row.text("serves");
        contact.number = row.text("number");
        contact.steps_in = split_at(row.text("steps_in"), ';');
        contact.note = row.text("note");
        contact.standing = {{row.date("from_day"), row.maybe_date("until_day")}, row.text("source"),
            row.boolean("verified")};
        auto hours = contact.standing;
        hours.verified = row.boolean("hours_verified");
        auto const read = read_hours(row.text("hours"), hours);
        if (read)
            contact.hours = *read;
        line.checked_by = row.text("checked_by");
        line.checked_on = row.maybe_date("checked_on");
        line.version = row.integer("version");
        return line;
    }

    Result<Hours> read_hours_row(std::string_view text, Standing const& standing)
    {
        auto const refused
            = invalid("Write each row of hours as Mon-Fri 08:45-17:00, with \", bank "
                      "holidays too\" after it if it is answered then",
                "hours");
        Hours hours;
        hours.standing = standing;
        if (text.ends_with(on_holidays_too)) {
            hours.on_bank_holidays = true;
            text.remove_suffix(on_holidays_too.size());
        }
        auto const gap = text.rfind(' ');
        auto const dash = text.rfind('-');
        if (gap == std::string_view::npos || dash == std::string_view::npos || dash < gap)
            return refused;
        auto const days = read_weekdays(text.substr(0, gap));
        auto const from = london::read_time(text.substr(gap + 1, dash - gap - 1));
        auto const until = london::read_time(text.substr(dash + 1));
        if (!days || !from || !until)
            return refused;
        hours.on = *days;
        hours.from = *from;
        hours.until = *until;
        return hours;
    }
} // namespace

std::string_view code_of(ContactKind kind)
{
    switch (kind) {
    case ContactKind::emergency:
        return "emergency";
    case ContactKind::team:
        return "team";
    case ContactKind::front_door:
        return "front_door";
    case ContactKind::out_of_hours:
        return "out_of_hours";
    case ContactKind::helpline:
        return "helpline";
    }
    return {};
}

std::string_view code_of(Audience audience)
{
    switch (audience) {
    case Audience::children:
        return "children";
    case Audience::adults:
        return "adults";
    case Audience::both:
        return "both";
    }
    return {};
}

Result<ContactKind> read_contact_kind(std::string_view word)
{
    for (auto const kind : {ContactKind::emergency, ContactKind::team, ContactKind::front_door,
             ContactKind::out_of_hours, ContactKind::helpline})
        if (word == code_of(kind))
            return kind;
    return invalid("Choose what kind of line it is", "kind");
}

Result<Audience> read_audience(std::string_view word)
{
    for (auto const audience : {Audience::children, Audience::adults, Audience::both})
        if (word == code_of(audience))
            return audience;
    return invalid("Choose whom the line is for", "audience");
}

std::string write_hours(std::vector<Hours> const& hours)
{
    constexpr std::array<std::string_view, 8> short_names{
        "", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    std::string text;
    for (auto const& row : hours) {
        std::string days;
        for (std::size_t first = 1; first <= 7; ++first) {
            if (!row.on[first])
                continue;
            auto last = first;
            while (last < 7 && row.on[last + 1])
                ++last;
            days += days.empty() ? "" : " ";
            days += short_names[first];
            if (last > first)
                days += fmt::format("-{}", short_names[last]);
            first = last;
        }
        text += fmt::format("{}{} {}-{}{}", text.empty() ? "" : "\n", days, time_in_words(row.from),
            time_in_words(row.until), row.on_bank_holidays ? on_holidays_too : "");
    }
    return text;
}

Result<std::vector<Hours>> read_hours(std::string_view text, Standing const& standing)
{
    std::vector<Hours> hours;
    for (auto row : split_at(text, '\n')) {
        row.erase(row.find_last_not_of(" \r\t") + 1);
        row.erase(0, row.find_first_not_of(" \t"));
        if (row.empty())
            continue;
        auto one = read_hours_row(row, standing);
        if (!one)
            return one.error();
        hours.push_back(std::move(*one));
    }
    return hours;
}

Done check(KeptLine const& line)
{
    auto const& contact = line.contact;
    auto const plain
        = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (contact.code.empty() || !std::ranges::all_of(contact.code, plain))
        return invalid("Give a code of small letters, digits and _", "code");
    if (contact.name.empty())
        return invalid("Give the line's name", "name");
    if (contact.number.find_first_not_of("0123456789 ") != std::string::npos)
        return invalid("Write the number as digits and spaces, or leave it empty", "number");
    if (contact.standing.source.empty())
        return invalid("Say where the number is published, or who gave it", "source");
    for (auto const& [code, number] : {std::pair{"police_emergency", "999"},
             std::pair{"police_101", "101"}}) // rule 1: they stand first in every answer, always
        if (contact.code == code
            && (contact.kind != ContactKind::emergency || contact.number != number
                || !contact.serves.empty() || contact.standing.during.until))
            return invalid("999 and 101 stand first in every answer: their number and kind stay, "
                           "they serve everywhere and are never closed",
                "number");
    if (line.checked_by.empty() != !line.checked_on)
        return invalid("Say who confirmed the line and on what day, or leave both empty",
            line.checked_by.empty() ? "checked_by" : "checked");
    auto const& [from, until] = contact.standing.during;
    if (until && *until < from)
        return invalid("The last day is before the first: change one of them", "until");
    return done();
}

KeptLine with_doubts(KeptLine wanted, KeptLine const& stands)
{
    auto const checked = wanted.checked_on
        && (wanted.checked_on != stands.checked_on || wanted.checked_by != stands.checked_by);
    auto const same_number = wanted.contact.number == stands.contact.number;
    auto const same_hours = write_hours(wanted.contact.hours) == write_hours(stands.contact.hours);
    wanted.contact.standing.verified = checked || (same_number && stands.contact.standing.verified);
    for (auto& hours : wanted.contact.hours)
        hours.standing.verified = checked || (same_hours && hours_confirmed(stands.contact));
    if (!checked && !(same_number && same_hours)) {
        wanted.checked_by.clear(); // what was checked was something else
        wanted.checked_on.reset();
    }
    return wanted;
}

access::Facts facts_of(KeptLine const& line)
{
    access::Facts facts;
    facts.thing = thing(line.id);
    return facts;
}

std::vector<KeptLine> list_kept_lines(db::Connection& connection)
{
    std::vector<KeptLine> lines;
    auto const rows = connection.run(all_lines);
    for (auto const row : rows)
        lines.push_back(line_of(row));
    return lines;
}

Result<KeptLine> find_line(
    ReferenceFacts const& facts, db::Connection& connection, std::string_view code)
{
    auto const rows = connection.run(line_by_code, code);
    if (!rows.empty())
        return line_of(rows[0]);
    auto const& shipped = facts.shipped_contacts();
    auto const at = std::ranges::find(shipped, code, &Contact::code);
    if (at == shipped.end())
        return not_found();
    KeptLine line;
    line.contact = *at;
    return line;
}

std::vector<Version<KeptLine>> versions_of(db::Connection& connection, LineId id)
{
    std::vector<Version<KeptLine>> versions;
    auto const rows = connection.run(lines_before, id);
    for (auto const row : rows)
        versions.push_back({line_of(row), row.instant("recorded_at"),
            row.id<AccountId>("recorded_by"), row.text("reason")});
    return versions;
}

Result<KeptLine> save(access::Change& change, KeptLine line, std::string const& reason)
{
    TRY(check(line));
    auto& connection = change.writing();
    auto const& contact = line.contact;
    auto const& standing = contact.standing;
    auto const& [from, until] = standing.during;
    auto const hours = write_hours(contact.hours);
    if (line.version == 0) {
        if (!connection.run(line_by_code, contact.code).empty())
            return line.id.none()
                ? error(Code::conflict, "Another line has this code: choose another", "code")
                : line_saved_meanwhile();
        line.id = LineId::fresh();
        connection.run(add_line, line.id, contact.code, contact.name, code_of(contact.kind),
            code_of(contact.audience), contact.serves, contact.number, joined(contact.steps_in),
            contact.note, hours, standing.verified, hours_confirmed(contact), standing.source,
            line.checked_by, line.checked_on, from, until, change.now(), change.visitor().account,
            change.visitor().agency);
    } else {
        connection.run(keep_line, line.id, line.version, change.now(), reason);
        auto const changed = connection.run(change_line, line.id, line.version, contact.name,
            code_of(contact.kind), code_of(contact.audience), contact.serves, contact.number,
            joined(contact.steps_in), contact.note, hours, standing.verified,
            hours_confirmed(contact), standing.source, line.checked_by, line.checked_on, from,
            until, change.now(), change.visitor().account);
        if (changed.changed() != 1)
            return line_saved_meanwhile();
    }
    TRY(change.record("save", facts_of(line),
        fmt::format(
            "{}: {}{}", contact.code, contact.number, reason.empty() ? "" : " (" + reason + ")")));
    ++line.version;
    return line;
}

} // namespace kith::directory
