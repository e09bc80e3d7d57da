// SPDX-License-Identifier: MIT
#include "cases/measurement.h"
#include "base/london.h"
#include "cases/plan_acts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    void tell_measured(Cases const& room, Change& change, Case const& one, Measurement const& made,
        Instrument const& instrument)
    {
        links::Event event;
        event.kind = "case_measured";
        event.day = PartialDate{made.on.year(), made.on.month(), made.on.day()};
        event.said = fmt::format("{}, n = {}", instrument.title, made.n);
        event.source = "Case " + one.reference.write();
        event.drawn_from = thing(one.id);
        room.links.store.tell(change, event, {{one.subject, "worry_about"}});
    }
} // namespace

std::vector<Measure> measures_of(Cases const& room, std::string_view instrument)
{
    auto const* const found = room.instruments.find(instrument);
    return found ? found->measures : std::vector<Measure>();
}

Result<Measurement> add(Change& change, Cases const& room, Measurement const& wanted)
{
    auto const of = TRY(find(change, wanted.of));
    auto const* const instrument = room.instruments.find(wanted.instrument);
    if (!instrument || !instrument->used_in(of.subject.kind))
        return invalid("Choose an instrument for this kind of case", "instrument");
    if (wanted.instrument_version != 0 && wanted.instrument_version != instrument->version)
        return invalid("The instrument has changed since: enter it under its new questions", "n");
    auto const one = TRY(checked(wanted, *instrument, london::day_of(change.now())));
    TRY(no_child_in(room, change, of, {{"how", &one.how}, {"place", &one.place}}));
    auto made = TRY(add_measurement(change, of, one, instrument->title));
    tell_measured(room, change, of, made, *instrument);
    return made;
}

Done take_back(Change& change, Cases const& room, MeasurementId id, std::string const& because)
{
    auto const one = TRY(find_measurement(change, id));
    auto const of = TRY(find(change, one.of));
    TRY(no_child_in(room, change, of, {{"because", &because}}));
    return withdraw_measurement(change, id, because);
}

std::vector<Measurement> shown_measurements(Cases const& room, Visit const& visit, Case const& of)
{
    auto all = measurements_of(visit, of.id);
    if (all.empty() || !of.of_context())
        return all;
    auto const naming = naming_of(room, visit, of, {});
    for (auto& one : all)
        for (auto* const text : {&one.how, &one.place})
            *text = without_names(*text, naming.through, naming.around);
    return all;
}

Result<Measurement> shown_measurement(Cases const& room, Visit const& visit, MeasurementId id)
{
    auto const one = TRY(find_measurement(visit, id));
    auto const of = TRY(find(visit, one.of));
    auto all = shown_measurements(room, visit, of);
    auto const at = std::ranges::find(all, id, &Measurement::id);
    must(at != all.end(), "a measurement that was found stands in its case");
    return std::move(*at);
}

} // namespace kith::cases
