// SPDX-License-Identifier: MIT
#include "invented/invented.h"
#include "invented/acting.h"
#include "invented/background.h"
#include "invented/town.h"
#include "invented/year.h"
#include "platform/ledger/ledger.h"

namespace kith::invented {
namespace {
    constexpr std::chrono::hours year_lasts{366 * 24};
    constexpr std::size_t background_of_small = 42;

    // The clock shows `end` again when the telling is over, whatever happens in between.
    class EndOfYear {
    public:
        explicit EndOfYear(Clock& clock) : clock_(clock), end_(clock.now()) { }
        EndOfYear(EndOfYear const&) = delete;
        EndOfYear& operator=(EndOfYear const&) = delete;
        ~EndOfYear() { clock_.move_to(end_); }
        [[nodiscard]] Instant moment() const { return end_; }

    private:
        Clock& clock_;
        Instant end_;
    };

    void live_through(
        Invented const& invented, std::vector<TimedAct> const& plan, Acting& acting, Told& told)
    {
        std::size_t acts = 0;
        for (auto const& one : plan) {
            invented.clock.move_to(one.at);
            acting.act(*one.story, one.act, told);
            if (invented.progress)
                invented.progress(++acts, plan.size());
        }
    }

    // On PostgreSQL a server's sequencer gives the entries their places; here nobody else does yet.
    void number_what_is_left(db::Database& database)
    {
        if (database.kind() != db::Kind::postgres)
            return;
        std::size_t numbered = 0;
        do {
            database.write([&](db::Connection& connection) {
                numbered = ledger::number_entries(connection);
                return db::Outcome::keep;
            });
        } while (numbered > 0);
    }
} // namespace

Result<Size> read_size(std::string_view text)
{
    if (text == "small")
        return Size::small;
    return invalid("Choose the size \"small\"", "size");
}

Result<Told> tell(Invented const& invented, Size size, std::uint64_t seed)
{
    auto& database = invented.gate.database();
    EndOfYear const end(invented.clock);
    if (!directory::list_agencies(*database.reader(), london::day_of(end.moment())).empty())
        return error(
            Code::conflict, "This folder holds agencies already: name an empty one with --data");
    auto const place = read_place();
    Draw draw(seed);
    auto stories = read_stories();
    must(size == Size::small, "one size is known");
    stories.push_back(compose_background(place, background_of_small, draw));
    auto const boxes = make_boxes(invented, stories);
    auto const plan = plan_year(stories,
        {invented.room.facts.working_days(), invented.room.clocks.rule("concern.decision"),
            end.moment()});
    invented.clock.move_to(end.moment() - year_lasts);
    auto const town = build_town(invented, place);
    Told told;
    told.postcodes = town.postcodes;
    told.receipts = boxes.receipts;
    Acting acting(invented, town, boxes);
    live_through(invented, plan, acting, told);
    invented.clock.move_to(end.moment());
    while (concerns::lay_out_replies(invented.room, invented.gate) > 0) { }
    told.sign_ins = hand_out_passwords(invented, place, town);
    number_what_is_left(database);
    return told;
}

} // namespace kith::invented
