// SPDX-License-Identifier: MIT
#include "cases/measurement.h"
#include "base/london.h"
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
    auto made = TRY(add_measurement(change, of, one, instrument->title));
    tell_measured(room, change, of, made, *instrument);
    return made;
}

} // namespace kith::cases
