// SPDX-License-Identifier: MIT
// Measurements of a case, compared, and one of them.
#include "cases/measurement_pages.h"
#include "base/london.h"
#include "cases/case_shown.h"
#include "cases/ground_plan_pages.h"
#include "cases/measurement.h"
#include "cases/plan_acts.h"
#include "cases/review_store.h"
#include "cases/safety_map.h"
#include "cases/views.h"
#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;
    constexpr std::size_t uses_compared = 4; // the baseline and the last three

    std::string measurements_address(CaseId id) { return address_of(id) + "/measurements"; }

    std::string instrument_title(Cases const& room, Measurement const& one)
    {
        auto const* const found = room.instruments.find(one.instrument, one.instrument_version);
        return found ? found->title : one.instrument;
    }

    std::vector<Measurement> uses_of(
        std::vector<Measurement> const& all, std::string const& instrument)
    {
        std::vector<Measurement> uses;
        for (auto const& one : all) // from the baseline on: one of a day before it is listed alone
            if (one.instrument == instrument && (one.baseline || !uses.empty()))
                uses.push_back(one);
        if (uses.size() > uses_compared)
            uses.erase(uses.begin() + 1, uses.end() - (uses_compared - 1));
        return uses;
    }

    std::string use_in_words(Measurement const& one)
    {
        return fmt::format(
            "{}, n = {}{}", one.on.in_words(), one.n, one.baseline ? " (baseline)" : "");
    }

    // "16 points higher: safer"; nothing where there is no second value.
    std::string change_in_words(std::vector<Measurement> const& uses, Measure const& measure)
    {
        auto const first = uses.front().results.find(measure.code);
        auto const last = uses.back().results.find(measure.code);
        if (first == uses.front().results.end() || last == uses.back().results.end())
            return {};
        if (!tells_shares(uses.front().tallies) || !tells_shares(uses.back().tallies))
            return not_told_of_a_map;
        auto const points = std::lround(last->second - first->second);
        if (points == 0)
            return "The same";
        auto const safer = (points > 0) == measure.higher_is_safer;
        return fmt::format("{} point{} {}: {}", std::abs(points), std::abs(points) == 1 ? "" : "s",
            points > 0 ? "higher" : "lower", safer ? "safer" : "less safe");
    }

    // {title, head: [text], rows: [[text]]}
    Value compared_view(Instrument const& instrument, std::vector<Measurement> const& uses)
    {
        auto head = Value::array({Value("What")});
        for (auto const& one : uses)
            head.push(use_in_words(one));
        auto const repeated = uses.size() > 1;
        if (repeated)
            head.push("Since the baseline");
        auto rows = Value::array();
        for (auto const& measure : instrument.measures) {
            auto row = Value::array({Value(measure.label)});
            auto any = false;
            for (auto const& one : uses) {
                auto const value = value_in_words(one, measure, Sees::the_case);
                any = any || !value.empty();
                row.push(value.empty() ? "Not asked" : value);
            }
            if (repeated)
                row.push(change_in_words(uses, measure));
            if (any)
                rows.push(std::move(row));
        }
        return Value::object(
            {{"title", instrument.title}, {"head", std::move(head)}, {"rows", std::move(rows)}});
    }

    Value compared(Cases const& room, std::vector<Measurement> const& all)
    {
        auto tables = Value::array();
        for (auto const& instrument : room.instruments.all())
            if (auto const uses = uses_of(all, instrument.name); !uses.empty())
                tables.push(compared_view(instrument, uses));
        return tables;
    }

    // Entered later, of a day before the one that a goal began with.
    bool is_before_baseline(std::vector<Measurement> const& all, Measurement const& one)
    {
        for (auto const& each : all) // the earliest first
            if (each.instrument == one.instrument && (each.baseline || each.id == one.id))
                return !each.baseline;
        return false;
    }

    Value use_row(Cases const& room, std::vector<Measurement> const& all, Measurement const& one)
    {
        return Value::object({{"href", measurements_address(one.of) + "/" + one.id.write()},
            {"text", instrument_title(room, one)},
            {"detail", fmt::format("{}, n = {}. {}", one.on.in_words(), one.n, one.how)},
            {"status",
                one.baseline                       ? "Baseline"
                    : is_before_baseline(all, one) ? "Before the baseline"
                                                   : "Repeat"}});
    }

    bool may_measure(Visit const& visit, Case const& one)
    {
        auto const facts = facts_of(visit, one);
        return facts && visit.permits("assess", *facts);
    }

    Value instruments_view(Cases const& room, Visit const& visit, Case const& one)
    {
        auto all = Value::array();
        if (may_measure(visit, one))
            for (auto const& instrument : room.instruments.all())
                if (instrument.used_in(one.subject.kind))
                    all.push(Value::object({{"text", instrument.title},
                        {"href", measurements_address(one.id) + "/new/" + instrument.name}}));
        return all;
    }

    std::optional<Value> measurements_panel(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const all = measurements_of(visit, one.id);
        auto const instruments = instruments_view(room, visit, one);
        if (all.empty() && instruments.size() == 0)
            return std::nullopt;
        auto panel = Value::object({{"title", "Measurements"}});
        if (all.empty())
            panel["text"] = "Nothing was measured yet. What is measured first is the baseline.";
        else
            panel["table"] = compared_view(
                *room.instruments.find(all.back().instrument), uses_of(all, all.back().instrument));
        panel["link"] = Value::object({{"text", all.empty() ? "Measure" : "Measure again, or read"},
            {"href", measurements_address(one.id)}});
        return panel;
    }

    Value counts_view(Instrument const& instrument, Measurement const& one)
    {
        auto rows = Value::array();
        for (auto const& tally : one.tallies)
            if (auto const* const question = instrument.question(tally.question))
                rows.push(Value::array({Value(question->question),
                    Value(question->label_of(tally.answer)), Value(tally.count)}));
        return rows;
    }

    Value squares_view(Measurement const& one)
    {
        return Value::each(squares_of(one), [](MapSquare const& square) {
            return Value::array({Value(square.square), Value(square.safe), Value(square.unsafe),
                Value(square.avoided)});
        });
    }

    struct MeasurementAsked {
        Case of;
        Measurement one;
    };
    Result<MeasurementAsked> measurement_asked(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto const measurement = TRY(request.id<MeasurementId>("measurement"));
        auto const of = TRY(find(visit, id));
        auto const one = TRY(shown_measurement(room, visit, measurement));
        if (one.of != id)
            return not_found();
        return MeasurementAsked{of, one};
    }

    // The goals that began with it and the reviews in which it stands: whoever takes it back is
    // told before that.
    Value stands_in(Cases const& room, Visit const& visit, Measurement const& one)
    {
        auto rows = Value::array();
        auto const whole = whole_plan(room, visit, one.of);
        if (!whole)
            return rows;
        for (auto const& goal : whole->goals)
            if (goal.measured_by == "measure" && goal.baseline_measurement == one.id)
                rows.push("The goal “" + goal.statement + "” began with it");
        for (auto const& review : reviews_of(visit, one.of))
            for (auto const& finding : review.findings) {
                if (finding.after_measurement != one.id)
                    continue;
                auto const goal = std::ranges::find(whole->goals, finding.goal, &Goal::id);
                rows.push("The review of " + review.on.in_words() + " compared it"
                    + (goal == whole->goals.end() ? "" : ", for “" + goal->statement + "”"));
            }
        return rows;
    }

    // Somebody else took it back first: who, why, and what was typed.
    Response show_taken_back(Cases const& room, Visit const& visit, Case const& of,
        TakenBack const& back, std::string const& because)
    {
        auto const words = CaseWords(room, visit, of);
        std::vector<Error> const problems = {error(Code::conflict,
            "Somebody took this back since you opened it: what you typed is still below")};
        auto const page = Value::object({{"section", "/contexts"},
            {"case", case_view(room, visit, of)}, {"title", instrument_title(room, back.one)},
            {"on", back.one.on.in_words()}, {"n", back.one.n}, {"typed", because},
            {"by", room.name_of(visit.reading(), back.by)}, {"when", london::in_words(back.at)},
            {"why", words.shown(back.because)}, {"errors", errors_view(problems)}});
        return room.pages.show(visit, "cases/measurement_gone.njk", page, http::Status::conflict);
    }

    Response show_one(Cases const& room, Visit const& visit, MeasurementAsked const& asked,
        std::string const& notice, std::string const& because, std::vector<Error> const& problems)
    {
        auto const& one = asked.one;
        auto const* const instrument
            = room.instruments.find(one.instrument, one.instrument_version);
        auto page = Value::object({{"section", "/contexts"},
            {"case", case_view(room, visit, asked.of)}, {"title", instrument_title(room, one)},
            {"href", measurements_address(one.of) + "/" + one.id.write()},
            {"on", one.on.in_words()}, {"n", one.n}, {"how", one.how}, {"place", one.place},
            {"by", room.name_of(visit.reading(), one.by)}, {"baseline", one.baseline},
            {"works", may_measure(visit, asked.of)}, {"stands_in", stands_in(room, visit, one)},
            {"earlier", is_before_baseline(measurements_of(visit, one.of), one)},
            {"notice", notice}, {"because", because}, {"problems", problems_view(problems)}});
        if (instrument && instrument->kind == InstrumentKind::map) {
            auto const plan = ground_plan_of(visit, one);
            page["svg"] = Value::safe(draw_safety_map(
                one, "safety-map", plan ? documents::picture_path(plan->file) : std::string()));
            page["plan"] = plan ? plan->shows : std::string();
            page["squares"] = squares_view(one);
        } else if (instrument)
            page["counts"] = counts_view(*instrument, one);
        if (instrument)
            page["results"] = Value::each(instrument->measures, [&](Measure const& measure) {
                auto const value = value_in_words(one, measure, Sees::the_case);
                return Value::object(
                    {{"key", measure.label}, {"text", value.empty() ? "Not asked" : value}});
            });
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "cases/measurement.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }
} // namespace

Result<Response> show_measurements(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const of = TRY(find(visit, id));
    auto const all = shown_measurements(room, visit, of);
    auto const page = Value::object({{"section", of.of_context() ? "/contexts" : "/people"},
        {"case", case_view(room, visit, of)}, {"tables", compared(room, all)},
        {"rows", Value::each(all, [&](Measurement const& one) { return use_row(room, all, one); })},
        {"instruments", instruments_view(room, visit, of)},
        {"ground_plan", ground_plan_way(room, visit, of)},
        {"notice",
            request.query("said") == "back" ? "It is taken back, and counts no longer." : ""}});
    return room.pages.show(visit, "cases/measurements.njk", page);
}

Result<Response> show_measurement(Cases const& room, Visit const& visit, Request const& request)
{
    auto const asked = TRY(measurement_asked(room, visit, request));
    auto const* const notice = request.query("said") != "entered" ? ""
        : asked.one.baseline ? "It is entered. It is the baseline: repeat it in the same way."
        : is_before_baseline(measurements_of(visit, asked.of.id), asked.one)
        ? "It is entered. It is of a day before the baseline that a goal began with: that one "
          "stays."
        : "It is entered, and compared with the baseline.";
    return show_one(room, visit, asked, notice, "", {});
}

Result<Response> take_measurement_back(
    Cases const& room, Visit const& visit, Request const& request)
{
    auto const sent = TRY(request.form());
    auto const because = links::text_of(sent, "because");
    auto const id = TRY(request.id<CaseId>("case"));
    auto const measurement = TRY(request.id<MeasurementId>("measurement"));
    auto const of = TRY(find(visit, id));
    if (!taken_back(visit, id, measurement)) {
        auto const asked = TRY(measurement_asked(room, visit, request));
        auto const done = visit.change(
            [&](Change& change) { return take_back(change, room, measurement, because); });
        if (done)
            return http::see_other(measurements_address(id) + "?said=back");
        if (done.error().code == Code::invalid)
            return show_one(room, visit, asked, "", because, {done.error()});
        if (done.error().code != Code::not_found)
            return done.error();
    }
    auto const back = taken_back(visit, id, measurement);
    if (!back)
        return not_found();
    return show_taken_back(room, visit, of, *back, because);
}

void join_measurements(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/cases/{case}/measurements", "case:read", show_measurements);
    routes.get("/cases/{case}/measurements/new/{instrument}", "case:assess", ask_measurement);
    routes.post("/cases/{case}/measurements/new/{instrument}", "case:assess", enter_measurement);
    routes.get("/cases/{case}/measurements/{measurement}", "case:read", show_measurement);
    routes.post("/cases/{case}/measurements/{measurement}", "case:assess", take_measurement_back);
    add_measurement_api(house, room);
    join_ground_plans(house, room);
    room.panels.emplace_back([&room](Visit const& visit, Case const& one) {
        return measurements_panel(room, visit, one);
    });
}

} // namespace kith::cases
