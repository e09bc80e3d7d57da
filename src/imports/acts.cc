// SPDX-License-Identifier: MIT
#include "imports/acts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::imports {
namespace {
    std::string told_of(Counts const& counts)
    {
        return fmt::format("{} rows: {} new, {} of them perhaps known; {} changed; {} unchanged",
            counts.rows, counts.made, counts.perhaps_known, counts.changed, counts.unchanged);
    }

    // A file with rows that cannot be brought in is not staged, and the others are not shown.
    void add_troubles(Kind const& kind, Prepared& prepared,
        std::vector<std::pair<std::size_t, Error>> const& refused)
    {
        for (auto const& [row, problem] : refused)
            prepared.file.add_trouble(kind.fields(), row, problem.field, problem.words.key);
        if (refused.empty())
            return;
        prepared.plan.clear();
        std::erase_if(prepared.file.rows, [&](Row const& row) {
            return std::ranges::any_of(
                refused, [&](auto const& one) { return one.first == row.number; });
        });
    }

    void tell_planned(Kind const& kind, Prepared& prepared)
    {
        std::vector<std::pair<std::size_t, Error>> refused;
        for (auto const& row : prepared.plan)
            if (!row.trouble.empty())
                refused.emplace_back(row.row.number, invalid(row.trouble));
        add_troubles(kind, prepared, refused);
    }

    // Rule 2.
    void try_out(Kind const& kind, Visit const& visit, Import const& head, Prepared& prepared)
    {
        std::vector<std::pair<std::size_t, Error>> refused;
        (void)visit.change([&](Change& change) -> Done {
            refused.clear(); // this may be a second try
            auto import = head;
            import.decided_at = change.now();
            auto const bringing = kind.bringing(change, import);
            for (auto row : prepared.plan)
                if (auto const accepted = bringing->accept(row); !accepted)
                    refused.emplace_back(row.row.number, accepted.error());
            return invalid("It was a trial: nothing of it stays");
        });
        for (auto& [row, problem] : refused)
            if (problem.code == Code::not_found || problem.code == Code::not_allowed)
                problem = invalid("it is about a record that you may not work on: ask the team "
                                  "that works with it, or take the row out",
                    problem.field);
        add_troubles(kind, prepared, refused);
    }

    Error in_row(std::size_t row, Error const& problem)
    {
        auto const words = problem.code == Code::not_found || problem.code == Code::not_allowed
            ? "it is about a record that you may not work on"
            : problem.words.key;
        return error(Code::conflict,
            fmt::format("Row {}: {}. Nothing was brought in: look again, then accept", row, words));
    }

    Result<Import> still_staged(Change& change, Import const& import)
    {
        auto stands = TRY(find_import(change, import.id));
        if (stands.state != State::staged)
            return error(Code::conflict, "This import is decided already");
        stands.version = import.version;
        return stands;
    }

    void tell(Progress const& progress, StagedRow const& row, Import const& import)
    {
        if (progress)
            progress(static_cast<std::size_t>(row.place - 1),
                static_cast<std::size_t>(import.counts.rows));
    }

    Done all_are_settled(Kind const& kind, Visit const& visit, Import const& import)
    {
        if (!kind.must_settle())
            return done();
        std::string open;
        TRY(each_row(visit, import, [&](StagedRow& row) -> Done {
            if (row.settled.empty() && fate_known(kind, visit, row) == Fate::perhaps_known)
                open += (open.empty() ? "" : ", ") + std::to_string(row.row.number);
            return done();
        }));
        if (open.empty())
            return done();
        return invalid(fmt::format("Say first what these rows are, one that is known or a new one: "
                                   "{}. Nothing was brought in",
                           open),
            "rows");
    }

    bool is_candidate(
        Kind const& kind, Visit const& visit, StagedRow const& row, std::string const& as)
    {
        return std::ranges::any_of(candidates_known(kind, visit, row),
            [&](Candidate const& one) { return written(one.thing) == as; });
    }
} // namespace

Result<Prepared> prepare(Kind const& kind, Visit const& visit, Import const& head, std::string text,
    Mapping const& asked, Progress const& progress)
{
    Prepared prepared;
    TRY(kind.check_settings(visit, head.settings));
    prepared.file = TRY(kind.read(visit, head, std::move(text), asked));
    if (prepared.file.trouble_count > 0)
        return prepared;
    prepared.plan = kind.plan(visit, head, prepared.file.rows, progress);
    tell_planned(kind, prepared);
    if (kind.tries_first() && prepared.file.trouble_count == 0)
        try_out(kind, visit, head, prepared);
    return prepared;
}

Result<Import> stage(Kind const& kind, Visit const& visit, Import head, Prepared const& prepared)
{
    if (prepared.file.trouble_count > 0)
        return invalid("Some rows cannot be read: mend them first", "file");
    head.id = ImportId::fresh();
    head.what = kind.words().what;
    head.columns = in_words(kind.fields(), prepared.file.columns);
    head.counts = counts_of(prepared.plan);
    return visit.change([&](Change& change) -> Result<Import> {
        TRY(change.record("create", facts_of(head), "Staged: " + told_of(head.counts)));
        auto added = add_import(change, head);
        for (auto const& row : prepared.plan)
            add_row(change, added, row);
        return added;
    });
}

Result<Import> settle(
    Kind const& kind, Visit const& visit, Import const& import, std::vector<Settled> const& said)
{
    return visit.change([&](Change& change) -> Result<Import> {
        auto stands = TRY(still_staged(change, import));
        TRY(change.record("create", facts_of(stands), "Said what rows are that may be known"));
        std::vector<StagedRow> all;
        TRY(each_row(change, stands, [&](StagedRow& row) -> Done {
            auto const one = std::ranges::find(said, row.place, &Settled::place);
            if (one != said.end()) {
                if (one->as != settled_as_new && !is_candidate(kind, change, row, one->as))
                    return invalid(
                        fmt::format("Row {}: choose one of those that it may be, or a new one",
                            row.row.number),
                        fmt::format("row-{}", row.place));
                row.settled = one->as;
                kind.settle(change, stands, row);
            }
            all.push_back(std::move(row));
            return done();
        }));
        forget_rows(change, stands);
        for (auto const& row : all)
            add_row(change, stands, row);
        stands.counts = counts_of(all);
        return save_import(change, stands, "said what rows are");
    });
}

Result<Import> look_again(Kind const& kind, Visit const& visit, Import const& import)
{
    std::vector<Row> rows;
    std::map<std::size_t, std::string> settled;
    TRY(each_row(visit, import, [&](StagedRow& row) -> Done {
        if (!row.settled.empty())
            settled.emplace(row.row.number, row.settled);
        rows.push_back(std::move(row.row));
        return done();
    }));
    auto plan = kind.plan(visit, import, rows, {});
    for (auto& row : plan)
        if (auto const said = settled.find(row.row.number); said != settled.end()
            && row.fate == Fate::perhaps_known
            && (said->second == settled_as_new || is_candidate(kind, visit, row, said->second))) {
            row.settled = said->second;
            kind.settle(visit, import, row);
        }
    return visit.change([&](Change& change) -> Result<Import> {
        auto stands = TRY(still_staged(change, import));
        stands.counts = counts_of(plan);
        TRY(change.record(
            "create", facts_of(stands), "Looked at again: " + told_of(stands.counts)));
        forget_rows(change, stands);
        for (auto const& row : plan)
            add_row(change, stands, row);
        return save_import(change, stands, "looked at again");
    });
}

Result<Import> accept(
    Kind const& kind, Visit const& visit, Import const& import, Progress const& progress)
{
    return visit.change([&](Change& change) -> Result<Import> {
        auto stands = TRY(still_staged(change, import));
        TRY(change.record("accept", facts_of(stands),
            fmt::format("Accepted: {} rows, {} new, {} changed", stands.counts.rows,
                stands.counts.made, stands.counts.changed)));
        TRY(all_are_settled(kind, change, stands));
        auto const bringing = kind.bringing(change, stands);
        TRY(each_row(change, stands, [&](StagedRow& row) -> Done {
            tell(progress, row, stands);
            if (auto const brought = bringing->accept(row); !brought)
                return in_row(row.row.number, brought.error());
            set_things(change, stands, row);
            return done();
        }));
        stands.state = State::accepted;
        destroy_what_rows_say(change.writing(), change.keys(), stands.id, change.now());
        return save_import(change, stands, "accepted");
    });
}

Result<Import> refuse(Visit const& visit, Import const& import)
{
    return visit.change([&](Change& change) -> Result<Import> {
        auto stands = TRY(still_staged(change, import));
        TRY(change.record("refuse", facts_of(stands), "Refused; what its rows say is destroyed"));
        stands.state = State::refused;
        destroy_what_rows_say(change.writing(), change.keys(), stands.id, change.now());
        return save_import(change, stands, "refused");
    });
}

Result<Import> undo(Kind const& kind, Visit const& visit, Import const& import,
    std::string const& why, Progress const& progress)
{
    constexpr std::size_t longest_why = 500;
    if (why.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why it is undone", "why");
    if (why.size() > longest_why)
        return invalid("Write 500 characters or fewer", "why");
    return visit.change([&](Change& change) -> Result<Import> {
        auto stands = TRY(find_import(change, import.id));
        if (stands.state != State::accepted)
            return error(Code::conflict, "Only an import that was accepted can be undone");
        stands.version = import.version;
        TRY(change.record("undo", facts_of(stands), why));
        TRY(each_row(change, stands, [&](StagedRow& row) -> Done {
            tell(progress, row, stands);
            row.kept = TRY(kind.take_back(change, stands, row, why));
            if (!row.kept.empty()) {
                ++stands.counts.kept;
                set_kept(change, stands, row);
            }
            return done();
        }));
        stands.state = State::undone;
        return save_import(change, stands, why);
    });
}

bool worked_on_since(Change& change, Import const& import, Thing const& thing)
{
    constexpr std::size_t entries_read = 200;
    auto const lines = ledger::lines_about(change.writing(), thing, entries_read);
    auto const of_undoing = [&](ledger::Line const& line) {
        return line.at == change.now() && (line.act == "withdraw" || line.act == "end involvement");
    };
    return lines.size() == entries_read
        || std::ranges::any_of(lines, [&](ledger::Line const& line) {
               return line.at > import.decided_at && line.act != "look" && line.act != "disclose"
                   && line.act != "state purpose" && !of_undoing(line);
           });
}

} // namespace kith::imports
