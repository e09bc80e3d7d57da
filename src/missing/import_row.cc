// SPDX-License-Identifier: MIT
#include "missing/import_row.h"
#include "base/london.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <array>
#include <sstream>

namespace kith::missing {
namespace {
    using imports::Row;
    using people::ImportField;

    constexpr std::size_t of_people(ImportField field)
    {
        return missing_field_count + static_cast<std::size_t>(field);
    }

    bool row_names_somebody(Row const& row)
    {
        return std::ranges::any_of(
            std::array{ImportField::forename, ImportField::surname, ImportField::full_name},
            [&](ImportField field) { return !row.value(of_people(field)).empty(); });
    }

    std::string_view without_edges(std::string_view text)
    {
        while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
            text.remove_prefix(1);
        while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
            text.remove_suffix(1);
        return text;
    }

    // 14:30, 14:30:00, 2.30 pm; midnight to the minute is none (rule 3).
    std::optional<london::TimeOfDay> time_in(std::string_view typed)
    {
        std::string text;
        for (auto const c : without_edges(typed))
            if (c != ' ')
                text += c;
        if (text.ends_with('Z') || text.ends_with('z'))
            text.pop_back();
        if (text.size() == 8 && text[2] == ':' && text[5] == ':')
            text.resize(5);
        auto const read = london::read_time(text);
        return read ? std::optional(*read) : std::nullopt;
    }

    struct DayAndTime {
        std::string_view day;
        std::optional<london::TimeOfDay> time = {};
    };
    // Where a cell holds both, the time is what stands behind the last blanks that leave one.
    DayAndTime parted(std::string_view text)
    {
        for (auto at = text.find_first_of(" T"); at != std::string_view::npos;
             at = text.find_first_of(" T", at + 1)) {
            auto const tail = text.substr(at + 1);
            if (tail.find_first_of(":.apAP") == std::string_view::npos)
                continue;
            if (auto const time = time_in(tail))
                return {without_edges(text.substr(0, at)), time};
        }
        return {text};
    }

    bool is_midnight(london::TimeOfDay const& time) { return time == london::TimeOfDay{}; }

    enum class YesNo { no, yes, unsaid };
    YesNo yes_or_no(std::string_view text)
    {
        auto const word = imports::letters_and_digits(text);
        if (word == "y" || word == "yes" || word == "true" || word == "1")
            return YesNo::yes;
        if (word == "n" || word == "no" || word == "false" || word == "0")
            return YesNo::no;
        return YesNo::unsaid;
    }

    // One row, read part by part.
    class ReadingRow {
    public:
        ReadingRow(MissingListSays const& says, Row const& row)
            : says_(says), row_(row), today_(london::day_of(says.now))
        {
        }
        Result<ListedEpisode> read()
        {
            TRY(who());
            TRY(what());
            TRY(times());
            TRY(around());
            TRY(interview());
            return std::move(listed_);
        }

    private:
        [[nodiscard]] std::string_view value(MissingField field) const { return row_.value(field); }

        Done who()
        {
            if (auto const text = value(MissingField::reference); !text.empty()) {
                auto const reference = Reference::read(text);
                if (!reference || reference->kind() != 'P')
                    return invalid("write the reference of the person as Kith has it (P-7KM-4QX9), "
                                   "or leave it empty",
                        "reference");
                listed_.reference = reference->write();
            }
            auto const subject = value(MissingField::subject);
            if (listed_.reference.empty() || row_names_somebody(row_) || !subject.empty()) {
                auto with_name = row_;
                if (!row_names_somebody(row_) && !subject.empty())
                    with_name.values.emplace_back(of_people(ImportField::full_name), subject);
                listed_.person = TRY(people::person_of(
                    with_name, says_.owner, today_, people::Number::optional, missing_field_count));
            }
            if (listed_.key().empty())
                return invalid("write the birth date, a number, or Kith’s reference: a name alone "
                               "does not say who it is",
                    "subject");
            return done();
        }

        Result<std::string> code_or_chosen(
            MissingField field, char const* list, char const* setting_name)
        {
            auto const text = value(field);
            if (text.empty())
                return imports::setting(says_.settings, setting_name);
            auto code = imports::code_said(says_.facts, list, text, today_);
            if (!code)
                return invalid("write " + imports::codes_to_write(says_.facts, list, today_),
                    name_of_field(field));
            return *code;
        }

        Done what()
        {
            auto const word = imports::letters_and_digits(value(MissingField::kind));
            auto& kind = listed_.episode.kind;
            if (word.starts_with("miss") || word == "mfh" || word == "mfc")
                kind = "M";
            else if (word.starts_with("away") || word.starts_with("absen")
                || word.starts_with("unauthor") || word == "awol")
                kind = "A";
            else
                kind = TRY(code_or_chosen(MissingField::kind, "missing_kind", "kind"));
            if (kind.empty())
                kind = "M";
            listed_.episode.absent_from
                = TRY(code_or_chosen(MissingField::absent_from, "absent_from", "absent_from"));
            if (listed_.episode.absent_from.empty())
                listed_.episode.absent_from = "other";
            return done();
        }

        Result<std::optional<ListedMoment>> moment(MissingField field, MissingField time)
        {
            auto const none = static_cast<MissingField>(missing_field_count);
            auto const read = TRY(read_list_moment(value(field),
                time == none ? std::string_view() : value(time), name_of_field(field)));
            if (!read)
                return read;
            auto const today = london::day_of(read->at) == today_;
            if (read->at > says_.now && !(read->day_only && today))
                return invalid("write a moment that is not in the future", name_of_field(field));
            if (read->first_of_two)
                listed_.remarks.emplace_back("The clocks went back in that hour: it is read as the "
                                             "first of the two");
            return read;
        }
        Result<std::optional<ListedMoment>> day_of(MissingField field)
        {
            return moment(field, static_cast<MissingField>(missing_field_count));
        }

        Done times()
        {
            auto left = TRY(moment(MissingField::left, MissingField::left_time));
            auto seen = TRY(moment(MissingField::last_seen, MissingField::last_seen_time));
            auto back = TRY(moment(MissingField::returned, MissingField::returned_time));
            auto const reported = TRY(moment(MissingField::reported, MissingField::reported_time));
            if (!left && !seen)
                return invalid("write when they left, or when they were last seen", "left");
            auto start = left && seen ? std::max(*left, *seen, later_moment) : left ? *left : *seen;
            if (start.day_only)
                start.at = std::min(start.at, says_.now);
            auto& one = listed_.episode;
            if (back) {
                if (back->day_only)
                    back->at = std::min(back->at, says_.now);
                turn(start, *back);
                if (back->at < start.at)
                    return invalid(
                        "it lies before the time they went: put one of them right", "returned");
                one.returned_at = back->at;
                listed_.return_day_only = back->day_only;
            }
            one.left_at = start.at;
            one.started_at = start.at;
            listed_.start_day_only = start.day_only;
            one.reported_at = reported ? std::max(reported->at, start.at) : start.at;
            if (reported && !reported->day_only && !start.day_only && reported->at < start.at)
                return invalid(
                    "it lies before the time they went: put one of them right", "reported");
            if (!back)
                listed_.remarks.emplace_back("No return is given: they are recorded as missing "
                                             "still, and whoever shares it is told");
            return done();
        }
        static bool later_moment(ListedMoment const& one, ListedMoment const& other)
        {
            return one.at < other.at;
        }
        // Rule 3: noon on one day does not turn the two round.
        static void turn(ListedMoment& start, ListedMoment& back)
        {
            if (back.at >= start.at || london::day_of(back.at) != london::day_of(start.at))
                return;
            if (start.day_only)
                start.at = back.at;
            else if (back.day_only)
                back.at = start.at;
        }

        Done around()
        {
            auto& one = listed_.episode;
            listed_.seen_place = value(MissingField::seen_place);
            listed_.police_reference = value(MissingField::police_reference);
            one.found_place = value(MissingField::found_place);
            listed_.grade = TRY(code_or_chosen(MissingField::risk, "missing_grade", ""));
            suspicion();
            if (auto const text = value(MissingField::found_by); !text.empty()) {
                auto const word = imports::letters_and_digits(text);
                if (word.starts_with("self") || word == "returnedself" || word == "returned")
                    one.found_by = "self";
                else
                    one.found_by = TRY(code_or_chosen(MissingField::found_by, "found_by", ""));
            }
            constexpr std::size_t longest_place = 500;
            for (auto const& [text, field] : {std::pair(&listed_.seen_place, "seen_place"),
                     std::pair(&one.found_place, "found_place")})
                if (text->size() > longest_place)
                    return invalid("write 500 characters or fewer", field);
            return done();
        }

        // Rule 8.
        void suspicion()
        {
            auto const text = value(MissingField::exploitation);
            if (text.empty())
                return;
            auto const said = yes_or_no(text);
            listed_.exploitation_said = true;
            listed_.episode.exploitation_suspected = said != YesNo::no;
            if (said == YesNo::unsaid)
                listed_.remarks.emplace_back("It says more of exploitation than yes or no: it is "
                                             "kept as suspected. Put it right if it is not");
        }

        Result<std::optional<ListedMoment>> moment_or_yes(MissingField field, bool& said)
        {
            auto const text = value(field);
            said = !text.empty() && yes_or_no(text) != YesNo::no
                && imports::letters_and_digits(text) != "na";
            if (!said || yes_or_no(text) == YesNo::yes)
                return std::optional<ListedMoment>();
            return day_of(field);
        }

        Result<std::string> outcome_said()
        {
            auto const text = value(MissingField::outcome);
            auto const word = imports::letters_and_digits(text);
            if (word.starts_with("complet") || word == "held" || word.starts_with("accept"))
                return std::string("completed");
            if (word.starts_with("declin") || word.starts_with("refus"))
                return std::string("declined");
            if (word.starts_with("notoffer"))
                return std::string("not_offered");
            if (word.find("missingagain") != std::string::npos)
                return std::string("missing_again");
            if (word.empty() || word.starts_with("pending") || word.starts_with("offered"))
                return std::string();
            auto code = imports::code_said(says_.facts, "interview_outcome", text, today_);
            if (!code)
                return invalid("write "
                        + imports::codes_to_write(says_.facts, "interview_outcome", today_)
                        + ", or completed",
                    "outcome");
            return code->starts_with("completed") ? std::string("completed") : *code;
        }

        Done interview()
        {
            bool offered = false, held = false, declined = false;
            auto const offered_at = TRY(moment_or_yes(MissingField::offered, offered));
            auto const held_at = TRY(moment_or_yes(MissingField::held, held));
            auto const declined_at = TRY(moment_or_yes(MissingField::declined, declined));
            auto outcome = TRY(outcome_said());
            if (declined && (held || outcome == "completed"))
                return invalid("it says that the interview was declined, and that it was held: "
                               "leave one of them",
                    "declined");
            if (held && outcome == "declined")
                return invalid("it says that the interview was held, and the outcome that it was "
                               "declined: put one of them right",
                    "outcome");
            if (outcome.empty())
                outcome = held ? "completed" : declined ? "declined" : "";
            if (outcome.empty() && yes_or_no(value(MissingField::offered)) == YesNo::no)
                outcome = "not_offered";
            if (outcome.empty() && listed_.episode.returned_at
                && is_long_ago(listed_.episode, says_.now))
                listed_.remarks.push_back("It does not say what came of the return interview, and "
                                          "they came back more than "
                    + std::to_string(days_an_interview_is_owed)
                    + " days ago: it is kept as not known, and the episode is closed");
            if (outcome.empty() && !offered)
                return done();
            if (!listed_.episode.returned_at)
                return invalid(
                    "an interview follows the return, and the row gives none: write when "
                    "they came back",
                    "returned");
            listed_.offered = offered;
            if (offered_at)
                listed_.offered_at = TRY(after_return(*offered_at, "offered"));
            if (outcome.empty()) {
                if (!is_long_ago(listed_.episode, says_.now))
                    listed_.remarks.emplace_back("It says that an interview was offered, and not "
                                                 "what came of it: of a child it stays open, to be "
                                                 "seen to");
                return done();
            }
            return end(outcome, held_at, declined_at);
        }

        Done end(std::string const& outcome, std::optional<ListedMoment> const& held_at,
            std::optional<ListedMoment> const& declined_at)
        {
            ListedInterview ended;
            ended.because = value(MissingField::because);
            ended.interviewer = value(MissingField::interviewer);
            ended.outcome = outcome;
            if (outcome == "completed") {
                if (!held_at)
                    return invalid("write the day on which it was held", "held");
                ended.ended_at = TRY(after_return(*held_at, "held"));
                ended.outcome = was_in_time(*held_at, *ended.ended_at) ? "completed_in_time"
                                                                       : "completed_late";
            } else if (declined_at)
                ended.ended_at = TRY(after_return(*declined_at, "declined"));
            else
                ended.ended_at = listed_.offered_at.value_or(*listed_.episode.returned_at);
            listed_.interview = std::move(ended);
            return done();
        }

        // On the day of the return, a day alone is not before it.
        Result<Instant> after_return(ListedMoment const& one, char const* field)
        {
            auto const back = *listed_.episode.returned_at;
            auto const at = one.day_only ? std::min(one.at, says_.now) : one.at;
            if (at >= back)
                return at;
            auto const same_day = london::day_of(at) == london::day_of(back);
            if (same_day && (one.day_only || listed_.return_day_only))
                return back;
            return invalid("it lies before the time they came back: put one of them right", field);
        }

        // Rule 6.
        [[nodiscard]] bool was_in_time(ListedMoment const& held, Instant at) const
        {
            auto const back = *listed_.episode.returned_at;
            constexpr int days_of_the_clock = 3;
            if (held.day_only || listed_.return_day_only)
                return london::day_of(at) - london::day_of(back) <= days_of_the_clock;
            return at - back <= std::chrono::hours(24 * days_of_the_clock);
        }

        MissingListSays const& says_;
        Row const& row_;
        Date today_;
        ListedEpisode listed_ = {};
    };
} // namespace

bool is_long_ago(Episode const& episode, Instant now)
{
    return episode.returned_at
        && london::day_of(now) - london::day_of(*episode.returned_at) > days_an_interview_is_owed;
}

Result<std::optional<ListedMoment>> read_list_moment(
    std::string_view typed, std::string_view time_typed, std::string_view field)
{
    auto const text = without_edges(typed);
    if (text.empty())
        return std::optional<ListedMoment>();
    auto const both = parted(text);
    auto const part = TRY(people::read_list_day(both.day, field));
    if (!part.day || part.about)
        return invalid("write the whole day, as 2026-05-03 or 03/05/2026", std::string(field));
    auto time = both.time && !is_midnight(*both.time) ? both.time : std::nullopt;
    if (auto const beside = without_edges(time_typed); !time && !beside.empty()) {
        time = time_in(beside);
        if (!time)
            return invalid("write the time as 14:30, or leave it empty", std::string(field));
    }
    constexpr london::TimeOfDay noon{12, 0};
    ListedMoment moment;
    moment.day_only = !time;
    moment.first_of_two = time && london::comes_twice(part.first(), *time);
    auto const at = london::moment(part.first(), time.value_or(noon));
    if (!at)
        return invalid(
            "the clocks went forward in that hour: it does not exist that day", std::string(field));
    moment.at = *at;
    return std::optional(moment);
}

std::string ListedEpisode::name(Date on) const
{
    return person ? people::usual_name(*person, on) : std::string();
}

std::string ListedEpisode::key() const
{
    if (!reference.empty())
        return reference;
    if (!person)
        return {};
    if (!person->identifiers.empty())
        return person->identifiers.front().scheme + " " + person->identifiers.front().value;
    if (!person->birth || person->names.empty())
        return {};
    std::istringstream all(words::folded(person->names.front().text));
    std::vector<std::string> each{std::istream_iterator<std::string>(all), {}};
    std::ranges::sort(each); // "Alba Thornhedge" and "Thornhedge Alba" are one
    std::string text;
    for (auto const& word : each)
        text += word + " ";
    return text + person->birth->write();
}

Result<ListedEpisode> episode_in(MissingListSays const& says, Row const& row)
{
    return ReadingRow(says, row).read();
}

} // namespace kith::missing
