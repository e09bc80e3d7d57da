// SPDX-License-Identifier: MIT
// Undoing an import: what it made goes, what it changed comes back, and what was touched since
// stays.
#include "base/london.h"
#include "people/imports.h"
#include "people/kept_record.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::people {
namespace {
    constexpr std::int64_t rows_undone_at_once = 500;
    constexpr std::size_t entries_read = 200;
    constexpr char const* taken_back = "The import that said so was undone";

    template <class Part>
    void drop(std::vector<Part>& parts, std::vector<Uuid> const& ids)
    {
        std::erase_if(
            parts, [&](Part const& one) { return std::ranges::find(ids, one.id) != ids.end(); });
    }

    class Undoing {
    public:
        Undoing(Change& change, Import const& import, std::string const& why)
            : change_(change), import_(import), why_(why), today_(london::day_of(change.now()))
        {
        }
        // Why it stays; empty if it is undone, or was untouched.
        Result<std::string> undo(StagedRow const& row)
        {
            if (row.person.none() || row.fate == Fate::unchanged)
                return std::string();
            auto const stands = kept_record(change_.writing(), row.person);
            if (!stands)
                return std::string(); // withdrawn before
            if (row.fate == Fate::changed)
                return put_back(row, *stands);
            return take_away(*stands);
        }

    private:
        [[nodiscard]] std::string touched(Person const& stands)
        {
            if (stands.version > 1)
                return "The record was changed since";
            if (links::Store::is_joined(change_.writing(), thing(stands.id)))
                return "Something is linked to the record";
            auto const lines
                = ledger::lines_about(change_.writing(), thing(stands.id), entries_read);
            auto const is_act = [&](ledger::Line const& line) {
                return line.at > import_.decided_at && line.act != "look"
                    && line.act != "state purpose";
            };
            if (lines.size() == entries_read || std::ranges::any_of(lines, is_act))
                return "Somebody worked on the record since";
            return {};
        }

        Result<std::string> take_away(Person const& stands)
        {
            if (auto why = touched(stands); !why.empty())
                return why;
            auto const facts = facts_of(change_, stands);
            TRY(change_.record("withdraw", facts, why_));
            for (auto const& one : links::involvements_of(change_.writing(), facts.thing, today_))
                TRY(links::end_involvement(change_, facts, one.id, today_, taken_back));
            withdraw_record(change_, import_, stands.id, taken_back);
            return std::string();
        }

        Result<std::string> put_back(StagedRow const& row, Person const& stands)
        {
            auto const before = person_before(change_, row.person, row.version);
            if (!before || stands.version != row.version + 1)
                return std::string("The record was changed since");
            auto wanted = stands;
            wanted.birth = before->birth;
            wanted.sex = before->sex;
            wanted.language = before->language;
            wanted.interpreter = before->interpreter;
            wanted.died = before->died;
            for (auto const act : {ValueAct::added, ValueAct::ended}) {
                auto const ids = list_values(change_, import_, row.person, act);
                drop(wanted.names, ids);
                drop(wanted.identifiers, ids);
                drop(wanted.contacts, ids);
                if (act == ValueAct::added)
                    continue;
                for (auto& one : names_by_id(change_, ids))
                    wanted.names.push_back(std::move(one));
                for (auto& one : numbers_by_id(change_, ids))
                    wanted.identifiers.push_back(std::move(one));
            }
            auto const tidied = TRY(checked(std::move(wanted), today_));
            TRY(change_.record("bring in", facts_of(change_, stands), why_));
            TRY(keep_version(change_, stands, tidied, taken_back));
            return std::string();
        }

        Change& change_;
        Import const& import_;
        std::string const& why_;
        Date today_;
    };
} // namespace

Result<Import> undo(Visit const& visit, Import const& import, std::string const& why,
    ImportProgress const& progress)
{
    constexpr std::size_t longest_why = 500;
    if (why.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why it is undone", "why");
    if (why.size() > longest_why)
        return invalid("Write 500 characters or fewer", "why");
    return visit.change([&](Change& change) -> Result<Import> {
        auto stands = TRY(find_import(change, import.id));
        if (stands.state != ImportState::accepted)
            return error(Code::conflict, "Only an import that was accepted can be undone");
        stands.version = import.version;
        TRY(change.record("undo", facts_of(stands), why));
        Undoing undoing(change, stands, why);
        for (std::int64_t after = 0;;) {
            auto some = list_rows(change, stands, after, rows_undone_at_once);
            for (auto& row : some) {
                if (progress)
                    progress(static_cast<std::size_t>(row.place - 1),
                        static_cast<std::size_t>(stands.counts.rows));
                row.kept = TRY(undoing.undo(row));
                if (row.kept.empty())
                    continue;
                ++stands.counts.kept;
                set_kept(change, stands, row);
            }
            if (some.size() < static_cast<std::size_t>(rows_undone_at_once))
                break;
            after = some.back().place;
        }
        stands.state = ImportState::undone;
        return save_import(change, stands, why);
    });
}

} // namespace kith::people
