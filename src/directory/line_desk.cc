// SPDX-License-Identifier: MIT
// Numbers to call and their hours, as administrators keep them; and the bank holidays that shut
// them.
#include "directory/desk_pages.h"
#include "directory/opening.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    constexpr char const* lines_list = "/directory/lines";
    std::string line_desk(std::string const& code) { return lines_list + ("/" + code); }

    std::vector<Choice> kinds_of_lines()
    {
        return {{"emergency", "Emergency"}, {"team", "Exploitation team"},
            {"front_door", "Front door"}, {"out_of_hours", "Out of hours"},
            {"helpline", "Helpline"}};
    }
    std::string label_of_kind(ContactKind kind)
    {
        for (auto const& choice : kinds_of_lines())
            if (choice.value == code_of(kind))
                return choice.text;
        return {};
    }

    bool confirmed(Contact const& contact)
    {
        return contact.standing.verified
            && std::ranges::all_of(
                contact.hours, [](Hours const& hours) { return hours.standing.verified; });
    }

    Shown list_lines(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto rows = Value::each(room.facts.all_contacts(), [&](Contact const& contact) {
            auto number = cell(contact.number.empty() ? "Not found" : contact.number);
            if (!confirmed(contact))
                number["tag"] = "Not confirmed";
            return cells({cell(contact.name, line_desk(contact.code)), number,
                cell(label_of_kind(contact.kind)), cell(hours_in_words(contact)),
                cell(period_in_words(contact.standing.during))});
        });
        auto all = section("Lines", {"Line", "Number", "Kind", "Hours", "Days"}, std::move(rows),
            "No line is known.");
        all["links"] = Value::array({link("Add a line", "/directory/lines/new")});
        auto page
            = Value::object({{"title", "Numbers to call and their hours"}, {"back", "/directory"},
                {"intro",
                    "What is saved here is what staff and the public are told from that moment "
                    "on. A number or hours that nobody confirmed are shown as not confirmed."},
                {"sections", Value::array({all})}});
        return show_record(room, visit, request, page);
    }

    Value line_rows(KeptLine const& line)
    {
        auto const& contact = line.contact;
        return Value::array({row("Name", contact.name), row("Number", contact.number),
            row("Hours", hours_in_words(contact)),
            row("Confirmed",
                line.checked_on
                    ? fmt::format("On {} by {}", line.checked_on->in_words(), line.checked_by)
                    : confirmed(contact) ? "As published"
                                         : "Not confirmed"),
            row("Source", contact.standing.source), row("Note", contact.note),
            row("Days", period_in_words(contact.standing.during))});
    }

    Shown show_line(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("line"));
        auto const line = TRY(find_line(room.facts, visit.reading(), code));
        auto page = Value::object({{"title", line.contact.name}, {"back", lines_list},
            {"rows", line_rows(line)},
            {"links",
                Value::array({link("Correct, confirm or close this line",
                    line_desk(line.contact.code) + "/change")})},
            {"sections", Value::array()}, {"put_back", line_desk(line.contact.code) + "/put-back"},
            {"version", std::to_string(line.version)}});
        if (line.version != 0)
            page["history"] = history_view<KeptLine>(
                visit.reading(), versions_of(visit.reading(), line.id), [](KeptLine const& was) {
                    return fmt::format("{}: {}. {}", was.contact.name,
                        was.contact.number.empty() ? "no number" : was.contact.number,
                        hours_in_words(was.contact));
                });
        return show_record(room, visit, request, page);
    }

    std::vector<Choice> whom_it_serves(Directory const& room, Date on)
    {
        std::vector<Choice> choices;
        for (auto const& authority : room.facts.authorities(on))
            choices.push_back({authority.code, authority.name});
        for (auto const& team : room.facts.teams(on))
            choices.push_back({team.name, team.name + ", exploitation team"});
        return choices;
    }

    Form line_form(Directory const& room, Visit const& visit, KeptLine const& line, bool fresh)
    {
        auto const& contact = line.contact;
        Form form{fresh ? "Add a line" : "Correct " + contact.name,
            fresh ? "/directory/lines/new" : line_desk(contact.code) + "/change",
            fresh ? lines_list : line_desk(contact.code)};
        if (fresh)
            form.line("code", "Code", "Short: oakhurst_children. It stays as it is");
        form.line("name", "Name")
            .choose("kind", "Kind", kinds_of_lines())
            .choose("audience", "For whom",
                {{"children", "Children"}, {"adults", "Adults"}, {"both", "Children and adults"}})
            .choose("serves", "Which council or team it belongs to",
                whom_it_serves(room, today(visit)), "Choose none if it serves everywhere")
            .line("number", "Number", "Digits and spaces. Leave it empty if it was not found")
            .lines("hours", "Hours",
                "One row for each: Mon-Fri 08:45-17:00. Add \", bank holidays too\" where it is "
                "answered then. Leave it empty if they are not known")
            .line("steps_in", "Picks up for, while they are shut",
                "Codes of other lines, with ; between them")
            .line("note", "A sentence for who calls")
            .line("source", "Where it is published, or who gave it")
            .line("checked_by", "Who confirmed number and hours?",
                "Such as: the duty manager, by phone. Leave it empty if nobody did")
            .day("checked", "On what day?")
            .day("from", "First day")
            .day("until", "Last day", "Leave it empty while the line is in use");
        if (!fresh)
            form.line("reason", "Why it changes");
        std::string steps_in;
        for (auto const& other : contact.steps_in)
            steps_in += (steps_in.empty() ? "" : ";") + other;
        form.values = Value::object({{"code", contact.code}, {"name", contact.name},
            {"kind", fresh ? std::string() : std::string(code_of(contact.kind))},
            {"audience", fresh ? std::string() : std::string(code_of(contact.audience))},
            {"serves", contact.serves}, {"number", contact.number},
            {"hours", write_hours(contact.hours)}, {"steps_in", steps_in}, {"note", contact.note},
            {"source", contact.standing.source}, {"checked_by", line.checked_by}});
        form.set_day("checked", line.checked_on);
        form.set_day("from", fresh ? today(visit) : contact.standing.during.from);
        form.set_day("until", contact.standing.during.until);
        form.keep("version", std::to_string(line.version));
        return form;
    }

    template <class T>
    void take(Result<T> read, T& into, Form& form)
    {
        if (read)
            into = std::move(*read);
        else
            form.problems.push_back(read.error());
    }

    void read_line(Directory const& room, http::FormData const& typed, Form& form, KeptLine& line)
    {
        auto& contact = line.contact;
        contact.name = text_of(typed, "name");
        take(read_contact_kind(typed.first("kind")), contact.kind, form);
        take(read_audience(typed.first("audience")), contact.audience, form);
        contact.serves = text_of(typed, "serves");
        contact.number = text_of(typed, "number");
        contact.note = text_of(typed, "note");
        contact.standing.source = text_of(typed, "source");
        contact.standing.during.from = form.first_day_of(typed, "from");
        contact.standing.during.until = form.day_of(typed, "until");
        take(read_hours(text_of(typed, "hours"), contact.standing), contact.hours, form);
        contact.steps_in.clear();
        auto const steps_in = text_of(typed, "steps_in");
        for (std::size_t start = 0; start < steps_in.size();) {
            auto const end = std::min(steps_in.find(';', start), steps_in.size());
            auto const code = steps_in.substr(start, end - start);
            auto const known = room.facts.all_contacts();
            if (std::ranges::find(known, code, &Contact::code) == known.end())
                form.problems.push_back(
                    invalid("There is no line with the code " + code, "steps_in"));
            contact.steps_in.push_back(code);
            start = end + 1;
        }
        line.checked_by = text_of(typed, "checked_by");
        line.checked_on = form.day_of(typed, "checked");
    }

    Shown keep_line_typed(Directory const& room, Visit const& visit, Request const& request,
        KeptLine const& stands, bool fresh)
    {
        auto const typed = TRY(request.form());
        auto form = line_form(room, visit, stands, fresh);
        form.typed(typed);
        auto line = stands;
        read_line(room, typed, form, line);
        if (fresh)
            line.contact.code = text_of(typed, "code");
        line.version = version_of(typed);
        if (line.checked_on && *line.checked_on > today(visit))
            form.problems.push_back(invalid("It cannot be confirmed on a day to come", "checked"));
        auto const reason = text_of(typed, "reason");
        if (!fresh && reason.empty())
            form.problems.push_back(invalid("Say why it changes", "reason"));
        line = with_doubts(std::move(line), stands);
        return answer(
            room, visit, form,
            [&](Change& change) -> Done {
                if (fresh) {
                    auto const known = room.facts.all_contacts();
                    if (std::ranges::find(known, line.contact.code, &Contact::code) != known.end())
                        return error(
                            Code::conflict, "Another line has this code: choose another", "code");
                }
                TRY(save(change, line, reason));
                return done();
            },
            line_desk(line.contact.code) + "?said=saved",
            [&]() -> Stands {
                auto const now = find_line(room.facts, visit.reading(), stands.contact.code);
                return now ? Stands{line_rows(*now), {{"version", std::to_string(now->version)}}}
                           : Stands{};
            });
    }

    Shown ask_line(Directory const& room, Visit const& visit, Request const&)
    {
        TRY(administers(visit));
        return show_form(room, visit, line_form(room, visit, {}, true));
    }
    Shown add_line_typed(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        return keep_line_typed(room, visit, request, {}, true);
    }
    Shown ask_line_change(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("line"));
        auto const line = TRY(find_line(room.facts, visit.reading(), code));
        return show_form(room, visit, line_form(room, visit, line, false));
    }
    Shown change_line_typed(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("line"));
        auto const line = TRY(find_line(room.facts, visit.reading(), code));
        return keep_line_typed(room, visit, request, line, false);
    }

    Shown put_line_back(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto const code = TRY(request.segment("line"));
        auto const stands = TRY(find_line(room.facts, visit.reading(), code));
        auto const typed = TRY(request.form());
        auto was = TRY((version_to_put_back<KeptLine>(visit, stands.id, typed)));
        auto const reason = fmt::format("version {} put back", was.version);
        was.version = version_of(typed);
        TRY(visit.change([&](Change& change) { return save(change, was, reason); }));
        if (room.changed)
            room.changed();
        return http::see_other(line_desk(stands.contact.code) + "?said=saved");
    }

    Shown show_bank_holidays(Directory const& room, Visit const& visit, Request const& request)
    {
        TRY(administers(visit));
        auto rows = Value::array();
        auto const until = room.facts.holidays_known_until();
        for (auto day = today(visit); day <= until; day = day + 1)
            if (room.facts.working_days().is_bank_holiday(day))
                rows.push(cells({cell(weekday_in_words(day) + " " + day.in_words())}));
        auto page = Value::object({{"title", "Bank holidays"}, {"back", "/directory"},
            {"intro",
                fmt::format("Of England and Wales, as published. They shut lines that do not say "
                            "that they are answered then, and are no working days. Known until "
                            "{}: later years come with a new release, or with a file "
                            "data/reference/bank_holidays.csv in the overlay folder.",
                    until.in_words())},
            {"sections",
                Value::array({section("To come", {"Day"}, std::move(rows), "None is known.")})}});
        return show_record(room, visit, request, page);
    }
} // namespace

void join_line_desk(House& house, Directory const& room)
{
    auto routes = house.routes.of(room);
    routes.get("/directory/lines", "line:save", list_lines);
    routes.get("/directory/lines/new", "line:save", ask_line);
    routes.post("/directory/lines/new", "line:save", add_line_typed);
    routes.get("/directory/lines/{line}", "line:save", show_line);
    routes.get("/directory/lines/{line}/change", "line:save", ask_line_change);
    routes.post("/directory/lines/{line}/change", "line:save", change_line_typed);
    routes.post("/directory/lines/{line}/put-back", "line:save", put_line_back);
    routes.get("/directory/bank-holidays", "line:save", show_bank_holidays);
}

} // namespace kith::directory
