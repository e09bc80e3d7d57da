// SPDX-License-Identifier: MIT
// Entering one use of an instrument, from paper or from a list.
#include "base/london.h"
#include "cases/measurement.h"
#include "cases/measurement_pages.h"
#include "cases/plan_views.h"
#include "cases/views.h"
#include <algorithm>
#include <cctype>
#include <charconv>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;
    constexpr int rows_of_a_map = 10;
    constexpr int most_rows_of_a_map = map_squares * map_squares * 3;
    constexpr char const* not_whole = "Enter a whole number, 0 or more";

    struct TypedMeasurement {
        Measurement one;
        Value values = Value::object();
        std::vector<Error> problems = {};
        int rows = rows_of_a_map;
        bool more = false; // asked for more rows: no mistake is told
    };

    // Nothing where nothing was typed.
    std::optional<std::int64_t> whole_typed(
        http::FormData const& sent, std::string const& field, std::vector<Error>& problems)
    {
        auto const typed = links::text_of(sent, field);
        if (typed.empty())
            return std::nullopt;
        std::int64_t number = 0;
        auto const* const end = typed.data() + typed.size();
        auto const read = std::from_chars(typed.data(), end, number);
        if (read.ec != std::errc{} || read.ptr != end || number < 0) {
            problems.push_back(invalid(not_whole, field));
            return std::nullopt;
        }
        return number;
    }

    void read_answers(
        http::FormData const& sent, Instrument const& instrument, TypedMeasurement& typed)
    {
        for (auto const& question : instrument.questions)
            for (auto const& answer : question.answers)
                if (auto const count
                    = whole_typed(sent, question.code + "-" + answer.code, typed.problems))
                    typed.one.tallies.push_back({question.code, answer.code, "", *count});
    }

    // Rows of square, mark and how many; a row left empty is none.
    void read_squares(
        http::FormData const& sent, Instrument const& instrument, TypedMeasurement& typed)
    {
        auto const& question = instrument.questions.front();
        auto const asked = links::text_of(sent, "rows");
        std::from_chars(asked.data(), asked.data() + asked.size(), typed.rows);
        typed.more = sent.has("more");
        typed.rows = std::clamp(
            typed.rows + (typed.more ? rows_of_a_map : 0), rows_of_a_map, most_rows_of_a_map);
        for (int i = 1; i <= typed.rows; ++i) {
            auto const field = i == 1 ? std::string("squares") : fmt::format("square-{}", i);
            auto square = links::text_of(sent, field);
            for (auto& c : square)
                c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            auto const mark = links::text_of(sent, fmt::format("mark-{}", i));
            auto const count = whole_typed(sent, fmt::format("count-{}", i), typed.problems);
            if (square.empty() && !count)
                continue;
            if (!is_square(square))
                typed.problems.push_back(invalid("Enter a square from A1 to H8", field));
            else if (question.label_of(mark).empty())
                typed.problems.push_back(
                    invalid("Choose what the mark says", fmt::format("mark-{}", i)));
            else if (!count)
                typed.problems.push_back(
                    invalid("Enter how many marked it so", fmt::format("count-{}", i)));
            else
                typed.one.tallies.push_back({question.code, mark, square, *count});
        }
    }

    Date day_of(http::FormData const& sent, std::vector<Error>& problems)
    {
        auto const part = [&](char const* name) {
            auto const typed = links::text_of(sent, std::string("on-") + name);
            int number = 0;
            std::from_chars(typed.data(), typed.data() + typed.size(), number);
            return number;
        };
        auto const day = Date::of(part("year"), part("month"), part("day"));
        if (!day)
            problems.push_back(
                invalid("Enter the day it was gathered, such as 6 3 2026", "on-day"));
        return day.value_or(Date{});
    }

    TypedMeasurement typed_measurement(
        http::FormData const& sent, Instrument const& instrument, CaseId of)
    {
        TypedMeasurement typed;
        typed.values = links::values_of(sent);
        typed.one.of = of;
        typed.one.instrument = instrument.name;
        typed.one.on = day_of(sent, typed.problems);
        auto const n = whole_typed(sent, "n", typed.problems);
        typed.one.n = n.value_or(0);
        if (typed.one.n < 1 && (n || links::text_of(sent, "n").empty()))
            typed.problems.push_back(
                invalid("Enter how many took part: a whole number, 1 or more", "n"));
        typed.one.how = links::text_of(sent, "how");
        if (typed.one.how.empty())
            typed.problems.push_back(
                invalid("Say how it was gathered, by whom and at what time of day", "how"));
        typed.one.place = links::text_of(sent, "place");
        if (instrument.kind == InstrumentKind::map)
            read_squares(sent, instrument, typed);
        else
            read_answers(sent, instrument, typed);
        if (typed.more)
            typed.problems.clear();
        return typed;
    }

    Value questions_view(Instrument const& instrument, TypedMeasurement const& typed)
    {
        return Value::each(instrument.questions, [&](InstrumentQuestion const& question) {
            return Value::object({{"question", question.question},
                {"answers", Value::each(question.answers, [&](InstrumentAnswer const& answer) {
                     auto const field = question.code + "-" + answer.code;
                     return Value::object({{"field", field}, {"label", answer.label},
                         {"code", answer.code}, {"value", typed.values.get(field)}});
                 })}});
        });
    }

    Value map_rows_view(Instrument const& instrument, TypedMeasurement const& typed)
    {
        auto rows = Value::array();
        for (int i = 1; i <= typed.rows; ++i) {
            auto const square = i == 1 ? std::string("squares") : fmt::format("square-{}", i);
            auto const mark = fmt::format("mark-{}", i);
            auto const count = fmt::format("count-{}", i);
            rows.push(Value::object({{"number", i}, {"square", square}, {"mark", mark},
                {"count", count}, {"square_value", typed.values.get(square)},
                {"count_value", typed.values.get(count)},
                {"marks",
                    Value::each(
                        instrument.questions.front().answers, [&](InstrumentAnswer const& answer) {
                            return Value::object({{"value", answer.code}, {"text", answer.label},
                                {"selected", typed.values.get(mark).text() == answer.code}});
                        })}}));
        }
        return rows;
    }

    Response show_entry(Cases const& room, Visit const& visit, Case const& of,
        Instrument const& instrument, TypedMeasurement const& typed)
    {
        auto const key = typed.values.get("key").text();
        auto page = Value::object({{"section", "/contexts"}, {"case", case_view(room, visit, of)},
            {"instrument",
                Value::object({{"name", instrument.name}, {"title", instrument.title},
                    {"lead", instrument.lead}, {"people", instrument.people},
                    {"map", instrument.kind == InstrumentKind::map}})},
            {"questions", questions_view(instrument, typed)}, {"values", typed.values},
            {"key", key.empty() ? forms::fresh_key() : key}, {"rows", typed.rows},
            {"problems", problems_view(typed.problems)}});
        if (instrument.kind == InstrumentKind::map)
            page["map_rows"] = map_rows_view(instrument, typed);
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "cases/measurement_new.njk", page,
            typed.problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    struct EntryAsked {
        Case of;
        Instrument const* instrument;
    };
    Result<EntryAsked> entry_asked(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto const of = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, of));
        TRY(visit.may("assess", facts));
        auto const name = TRY(request.segment("instrument"));
        auto const* const instrument = room.instruments.find(name);
        if (!instrument || !instrument->used_in(of.subject.kind))
            return not_found();
        return EntryAsked{of, instrument};
    }
} // namespace

Result<Response> ask_measurement(Cases const& room, Visit const& visit, Request const& request)
{
    auto const asked = TRY(entry_asked(room, visit, request));
    return show_entry(room, visit, asked.of, *asked.instrument, {});
}

Result<Response> enter_measurement(Cases const& room, Visit const& visit, Request const& request)
{
    auto const asked = TRY(entry_asked(room, visit, request));
    auto const sent = TRY(request.form());
    auto typed = typed_measurement(sent, *asked.instrument, asked.of.id);
    if (typed.more)
        return show_entry(room, visit, asked.of, *asked.instrument, typed);
    if (typed.problems.empty())
        if (auto const right = checked(typed.one, *asked.instrument, london::day_of(visit.now()));
            !right)
            typed.problems.push_back(right.error());
    if (!typed.problems.empty())
        return show_entry(room, visit, asked.of, *asked.instrument, typed);
    auto const key = std::optional(std::string(sent.first("key")));
    auto const made = visit.change([&](Change& change) {
        return forms::once<MeasurementId>(
            change, key, http::write_form(sent), [&]() -> Result<MeasurementId> {
                auto const added = TRY(add(change, room, typed.one));
                return added.id;
            });
    });
    if (made)
        return http::see_other(
            address_of(asked.of.id) + "/measurements/" + made->write() + "?said=entered");
    if (made.error().code != Code::invalid)
        return made.error();
    typed.problems.push_back(made.error());
    auto fresh = *key;
    ask_with_a_fresh_key(fresh, typed.problems.back());
    typed.values["key"] = fresh;
    return show_entry(room, visit, asked.of, *asked.instrument, typed);
}

} // namespace kith::cases
