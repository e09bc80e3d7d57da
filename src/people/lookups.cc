// SPDX-License-Identifier: MIT
#include "people/lookups.h"
#include "base/london.h"
#include "base/shipped.h"
#include "people/room.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    constexpr std::chrono::hours a_day{24};
    constexpr std::size_t longest_reason = 500;

    constexpr db::Sql insert_lookup = {"note look-up",
        "insert into person_lookups (id, account, agency, at, way, asked, shown) values ($1, $2, "
        "$3, $4, $5, $6, $7)"};
    constexpr db::Sql forget_lookups
        = {"forget look-ups", "delete from person_lookups where account = $1 and at < $2"};
    constexpr db::Sql lookups_since = {"look-ups since",
        "select at, asked from person_lookups where account = $1 and at > $2 order by at desc, id "
        "desc limit 1000"};
    constexpr db::Sql insert_run = {"note run of look-ups",
        "insert into person_lookup_runs (id, account, agency, began_at, due_at, different, brief, "
        "stepping) values ($1, $2, $3, $4, $5, $6, $7, $8)"};
    constexpr db::Sql runs_since = {"runs of look-ups since",
        "select id, began_at, due_at, said_why_at from person_lookup_runs where account = $1 and "
        "began_at > $2 order by began_at desc, id"};
    constexpr db::Sql count_all_runs = {"count runs of look-ups",
        "select count(*) as runs from person_lookup_runs where began_at > $1"};
    constexpr db::Sql end_run = {"say why after a run of look-ups",
        "update person_lookup_runs set said_why_at = $2, said_why = $3 where id = $1 and "
        "said_why_at is null"};
    constexpr db::Sql made_since = {"persons recorded since",
        "select recorded_at from persons where created_by = $1 and recorded_at > $2"};

    char const* word_of(Way way)
    {
        return way == Way::typing ? "typing" : way == Way::search ? "search" : "program";
    }

    access::Facts facts_of_lookup(Visit const& visit, Uuid const& id)
    {
        access::Facts facts;
        facts.thing = {"person_search", id};
        facts.subject = thing(visit.visitor().account); // whose key seals what was asked
        facts.owner = visit.visitor().agency;
        facts.raised_by = visit.visitor().account;
        return facts;
    }

    struct Stands {
        std::optional<Uuid> open = {}; // the run of which nobody said why
        Instant due = {};
        Instant counted_from = {};
        std::size_t runs_within_a_day = 0;
    };

    Stands runs_of(Visit const& visit)
    {
        Stands stands;
        auto const rows
            = visit.reading().run(runs_since, visit.visitor().account, visit.now() - a_day);
        stands.runs_within_a_day = rows.size();
        if (rows.empty())
            return stands;
        auto const last = rows[0];
        if (auto const said = last.maybe_instant("said_why_at")) {
            stands.counted_from = *said;
            return stands;
        }
        stands.open = last.uuid("id");
        stands.due = last.instant("due_at");
        return stands;
    }

    // Records that were opened or made since then.
    std::vector<Instant> led_since(Visit const& visit, Instant since)
    {
        auto const account = visit.visitor().account;
        auto led = links::purposes_stated(visit.reading(), account, "person", since);
        for (auto const row : visit.reading().run(made_since, account, since))
            led.push_back(row.instant("recorded_at"));
        return led;
    }

    LookupRun run_until_now(Visit const& visit, LookupLimits const& limits, Instant counted_from)
    {
        auto const since
            = std::max(visit.now() - std::chrono::minutes(limits.minutes), counted_from);
        std::vector<Lookup> lookups;
        for (auto const row : visit.reading().run(lookups_since, visit.visitor().account, since)) {
            auto const facts = facts_of_lookup(visit, Uuid::fresh());
            if (auto const asked = visit.unsealed("search", facts, row.bytes("asked")))
                lookups.push_back({row.instant("at"), read_asked(*asked)});
        }
        std::ranges::reverse(lookups); // the latest were read: they alone can reach a limit
        return run_of(lookups, led_since(visit, since));
    }

    std::chrono::seconds until(Instant now, Instant due)
    {
        return due <= now ? std::chrono::seconds(0)
                          : std::chrono::ceil<std::chrono::seconds>(due - now);
    }

    bool says_something(std::string const& reason)
    {
        return reason.find_first_not_of(" \t\r\n") != std::string::npos
            && reason.size() <= longest_reason;
    }

    Done begin_run(Visit const& visit, LookupRun const& run, Instant due)
    {
        return visit.change([&](Change& change) -> Done {
            auto const id = Uuid::fresh();
            TRY(change.record("searched much", facts_of_lookup(change, id),
                fmt::format("{} different look-ups within minutes that led to no record, {} of "
                            "fewer than three letters, {} steps in a row",
                    run.different, run.brief, run.stepping)));
            change.writing().run(insert_run, id, change.visitor().account, change.visitor().agency,
                change.now(), due, run.different, run.brief, run.stepping);
            return done();
        });
    }

    // What they must do before the next look-up, if anything.
    Result<std::optional<Slowed>> slowed_at(
        People const& room, Visit const& visit, Stands const& stands, std::string const& reason)
    {
        if (stands.open) {
            Slowed const slowed{until(visit.now(), stands.due), !says_something(reason)};
            return slowed.wait.count() > 0 || slowed.reason_missing ? std::optional(slowed)
                                                                    : std::nullopt;
        }
        auto const limits = limits_on(room.lookup_limits, london::day_of(visit.now()));
        auto const run = run_until_now(visit, limits, stands.counted_from);
        if (!run.reaches(limits))
            return std::optional<Slowed>();
        auto const wait = wait_for(limits, stands.runs_within_a_day);
        TRY(begin_run(visit, run, visit.now() + wait));
        return std::optional(Slowed{wait, true});
    }

    std::string text_of_lookup(Match const& described, std::size_t shown)
    {
        std::string text = "Looked for";
        for (auto const& name : described.names)
            text += fmt::format(" “{}”", name);
        if (described.birth)
            text += ", born " + described.birth->in_words();
        if (described.age)
            text += fmt::format(", aged {}", *described.age);
        if (!described.postcode.empty())
            text += ", at " + described.postcode;
        if (!described.phone.empty())
            text += ", phone " + described.phone;
        if (!described.identifiers.empty())
            text += ", number " + described.identifiers.front().value;
        return text + fmt::format(". Shown: {}", shown);
    }

    Done note(Visit const& visit, Match const& described, Looking const& looking,
        Stands const& stands, std::size_t shown)
    {
        return visit.change([&](Change& change) -> Done {
            auto const account = change.visitor().account;
            if (stands.open) {
                auto const run = facts_of_lookup(change, *stands.open);
                TRY(change.record("say why", run, looking.reason));
                change.writing().run(end_run, *stands.open, change.now(),
                    db::Bytes{change.keys().seal(change.writing(), run.subject, looking.reason)});
            }
            auto const id = Uuid::fresh();
            auto const facts = facts_of_lookup(change, id);
            TRY(change.record("search", facts, text_of_lookup(described, shown)));
            auto sealed
                = change.keys().seal(change.writing(), facts.subject, write(asked_by(described)));
            change.writing().run(forget_lookups, account, change.now() - a_day);
            change.writing().run(insert_lookup, id, account, change.visitor().agency, change.now(),
                word_of(looking.way), db::Bytes{std::move(sealed)},
                static_cast<std::int64_t>(shown));
            return done();
        });
    }
} // namespace

std::vector<LookupLimits> shipped_lookup_limits()
{
    auto read = read_lookup_limits(shipped_file("data/reference/lookup_limits.toml"));
    if (!read)
        throw std::runtime_error(read.error().words.key);
    return std::move(*read);
}

Result<LookedUp> look_up(
    People const& room, Visit const& visit, Match const& described, Looking const& looking)
{
    if (!visit.could("search", "person_search"))
        return not_found();
    auto const stands = runs_of(visit);
    LookedUp looked;
    looked.slowed = TRY(slowed_at(room, visit, stands, looking.reason));
    if (looked.slowed)
        return looked;
    visit.act_for(looking.purpose);
    looked.still_reading = !room.snapshot->is_whole();
    auto page = alike_from(room, visit, described, looking.past, looking.most);
    looked.found = std::move(page.found);
    looked.more = page.more;
    TRY(note(visit, described, looking, stands, looked.found.size()));
    return looked;
}

bool asks_why(Visit const& visit) { return runs_of(visit).open.has_value(); }

std::int64_t count_runs(db::Connection& connection, Instant since)
{
    return connection.run(count_all_runs, since)[0].integer("runs");
}

std::string in_words(Slowed const& slowed)
{
    auto const wait = slowed.wait.count() == 1 ? std::string("1 second")
                                               : fmt::format("{} seconds", slowed.wait.count());
    auto const much = "You have looked up many people in a short while. ";
    if (slowed.wait.count() == 0)
        return fmt::format("{}Say why you need to go on", much);
    return slowed.reason_missing
        ? fmt::format("{}Wait {}, and say why you need to go on", much, wait)
        : fmt::format("{}Wait {}, then press again", much, wait);
}

} // namespace kith::people
