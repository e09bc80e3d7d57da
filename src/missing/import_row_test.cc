// SPDX-License-Identifier: MIT
// What a row of a tracker says: days, times, and what became of the interview.
#include "base/london.h"
#include "missing/import_row.h"
#include <doctest/doctest.h>

namespace kith::missing {
namespace {
    directory::ReferenceFacts const& lists_of_tracker()
    {
        static auto const facts = directory::ReferenceFacts::read().value();
        return facts;
    }

    using Cells = std::vector<std::pair<MissingField, std::string>>;
    Result<ListedEpisode> reads(Cells cells)
    {
        MissingListSays const says{lists_of_tracker(), {}, {"council", "A council"},
            Instant::read("2026-03-28T12:00:00Z").value()};
        imports::Row row{2, {}};
        cells.emplace_back(MissingField::subject, "Wren Maple");
        for (auto const& [field, text] : cells)
            if (!text.empty())
                row.values.emplace_back(static_cast<std::size_t>(field), text);
        row.values.emplace_back(
            missing_field_count + static_cast<std::size_t>(people::ImportField::birth_date),
            "03/05/2011");
        return episode_in(says, row);
    }
    std::string as_read(char const* text, char const* time = "")
    {
        auto const read = read_list_moment(text, time, "left");
        if (!read)
            return "refused";
        if (!*read)
            return "none";
        return (*read)->at.write().substr(0, 16) + ((*read)->day_only ? " day" : "");
    }
    std::string field_refused(Cells cells)
    {
        auto const read = reads(std::move(cells));
        return read ? "" : read.error().field;
    }
    using enum MissingField;
} // namespace

TEST_CASE("a cell holds a day and a time, a day alone, or a day with its time beside it")
{
    CHECK(as_read("") == "none");
    CHECK(as_read("03/02/2026 14:30") == "2026-02-03T14:30");
    CHECK(as_read("2026-02-03T14:30:00") == "2026-02-03T14:30");
    CHECK(as_read("03/02/2026 2.30 pm") == "2026-02-03T14:30");
    CHECK(as_read("3 February 2026 14:30") == "2026-02-03T14:30");
    CHECK(as_read("03/06/2026 14:30") == "2026-06-03T13:30"); // summer time
    CHECK(as_read("03/02/2026", "14:30") == "2026-02-03T14:30");
    CHECK(as_read("03/02/2026 00:00", "14:30") == "2026-02-03T14:30");
    CHECK(
        as_read("2026-02-03 00:00:00") == "2026-02-03T12:00 day"); // no time, as databases write it
    CHECK(as_read("03/06/2026") == "2026-06-03T11:00 day");        // noon in London
    CHECK(as_read("20260203") == "2026-02-03T12:00 day");
    CHECK(as_read("25/10/2026 01:30") == "2026-10-25T00:30"); // the first of the two
    CHECK(read_list_moment("25/10/2026 01:30", "", "left").value()->first_of_two);
    for (auto const* const wrong :
        {"02/2026", "2026", "yesterday", "03/02/26", "31/02/2026", "29/03/2026 01:30"}) {
        CAPTURE(wrong);
        CHECK(as_read(wrong) == "refused");
    }
    CHECK(as_read("03/02/2026", "early") == "refused");
}

TEST_CASE("a row needs since when, and who by more than a name; nothing of it is to come")
{
    CHECK(field_refused({{returned, "03/02/2026"}}) == "left");
    CHECK(field_refused({{left, "29/03/2026"}}) == "left");
    CHECK(field_refused({{left, "03/02/2026"}, {returned, "02/02/2026"}}) == "returned");
    CHECK(
        field_refused({{left, "03/02/2026 14:00"}, {returned, "03/02/2026 13:00"}}) == "returned");
    CHECK(field_refused({{left, "03/02/2026"}, {risk, "Enormous"}}) == "risk");
    CHECK(field_refused({{left, "03/02/2026"}, {kind, "Volcano"}}) == "kind");
    CHECK(field_refused({{left, "03/02/2026"}, {reference, "K-1"}}) == "reference");
    MissingListSays const says{lists_of_tracker(), {}, {"council", "A council"},
        Instant::read("2026-03-28T12:00:00Z").value()};
    imports::Row const alone{2,
        {{static_cast<std::size_t>(subject), "Wren Maple"},
            {static_cast<std::size_t>(left), "03/02/2026"}}};
    CHECK(episode_in(says, alone).error().field == "subject");
}

TEST_CASE("what starts later is the start, and a day alone never turns a time away round")
{
    auto const both
        = reads({{left, "03/02/2026 14:00"}, {last_seen, "03/02/2026 16:00"}, {kind, "Absent"},
                    {returned, "04/02/2026 09:00"}, {risk, "Medium"}, {found_by, "Returned self"}})
              .value();
    CHECK(both.episode.started_at.write().starts_with("2026-02-03T16:00"));
    CHECK(both.episode.kind == "A");
    CHECK(both.grade == "MEDIUM");
    CHECK(both.episode.found_by == "self");
    CHECK(both.remarks.empty());
    auto const evening = reads({{left, "03/02/2026 18:00"}, {returned, "03/02/2026"}}).value();
    CHECK(evening.episode.returned_at == evening.episode.started_at);
    CHECK(evening.return_day_only);
    auto const morning = reads({{left, "03/02/2026"}, {returned, "03/02/2026 09:00"}}).value();
    CHECK(morning.episode.returned_at == morning.episode.started_at);
    CHECK(morning.episode.started_at.write().starts_with("2026-02-03T09:00"));
    auto const today = reads({{left, "28/03/2026"}}).value(); // noon is now
    CHECK(today.episode.started_at.write().starts_with("2026-03-28T12:00"));
    CHECK(!today.episode.returned_at);
    CHECK(today.remarks.size() == 1);
}

TEST_CASE("suspicion of exploitation is yes, no or not said; any other text is yes, and is told")
{
    auto const said = [](char const* text) {
        auto const read
            = reads({{left, "02/02/2026"}, {returned, "03/02/2026"}, {exploitation, text}}).value();
        return std::string(read.exploitation_said ? "" : "not ")
            + (read.episode.exploitation_suspected ? "said yes" : "said no")
            + (read.remarks.empty() ? "" : ", remarked");
    };
    CHECK(said("") == "not said no");
    CHECK(said("No") == "said no");
    CHECK(said("Y") == "said yes");
    CHECK(said("CSE") == "said yes, remarked");
}

TEST_CASE(
    "of a return long ago a row that says nothing of the interview tells that it is not known")
{
    auto const remarks = [](char const* back) {
        return reads({{left, "01/12/2025"}, {returned, back}}).value().remarks.size();
    };
    CHECK(remarks("27/12/2025") == 1); // 91 days
    CHECK(remarks("28/12/2025") == 0);
}

TEST_CASE("of the interview a row says what became of it, and nothing is made up")
{
    Cells const back{{left, "02/02/2026"}, {returned, "03/02/2026"}};
    auto const with = [&](Cells more) {
        for (auto const& one : back)
            more.push_back(one);
        return reads(std::move(more));
    };
    auto const outcome_of = [&](Cells more) {
        auto const read = with(std::move(more));
        return !read          ? "refused: " + read.error().field
            : read->interview ? read->interview->outcome
                              : "none";
    };
    CHECK(outcome_of({}) == "none");
    CHECK(outcome_of({{held, "06/02/2026"}}) == "completed_in_time"); // the third day
    CHECK(outcome_of({{held, "07/02/2026"}}) == "completed_late");
    CHECK(outcome_of({{held, "02/02/2026"}}) == "refused: held");
    CHECK(outcome_of({{held, "Yes"}}) == "refused: held"); // on which day?
    CHECK(outcome_of({{offered, "03/02/2026"}, {declined, "Yes"}}) == "declined");
    CHECK(outcome_of({{offered, "No"}}) == "not_offered");
    CHECK(outcome_of({{outcome, "Refused"}}) == "declined");
    CHECK(outcome_of({{outcome, "Not possible: in custody"}}) == "in_custody");
    CHECK(outcome_of({{outcome, "Gone fishing"}}) == "refused: outcome");
    CHECK(outcome_of({{offered, "Yes"}}) == "none");
    CHECK(with({{offered, "Yes"}}).value().remarks.size() == 1);
    CHECK(outcome_of({{held, "06/02/2026"}, {declined, "Yes"}}) == "refused: declined");
    CHECK(outcome_of({{outcome, "Completed"}, {declined, "Yes"}}) == "refused: declined");
    CHECK(outcome_of({{held, "06/02/2026"}, {outcome, "Refused"}}) == "refused: outcome");
    CHECK(outcome_of({{held, "06/02/2026"}, {declined, "No"}}) == "completed_in_time");
    CHECK(field_refused({{left, "02/02/2026"}, {held, "03/02/2026"}}) == "returned");
    // Where both moments are known the hours count.
    auto const hours = [](char const* held_at) {
        return reads({{left, "02/02/2026 09:00"}, {returned, "03/02/2026 09:00"}, {held, held_at}})
            .value()
            .interview->outcome;
    };
    CHECK(hours("06/02/2026 09:00") == "completed_in_time");
    CHECK(hours("06/02/2026 09:01") == "completed_late");
}

} // namespace kith::missing
