// SPDX-License-Identifier: MIT
// One thing: the walk along the whole ledger that finds what was changed. It keeps one page of
// entries in memory, and the frontier of the tree.
#include "platform/ledger/checkpoint.h"
#include "platform/ledger/record.h"
#include "platform/ledger/statements.h"
#include "platform/ledger/tree.h"
#include <algorithm>
#include <fmt/core.h>
#include <limits>
#include <map>

namespace kith::ledger {
namespace {

    constexpr std::int64_t page_size = 2000;
    constexpr std::size_t problems_named = 100;
    constexpr int heads_read = 5; // how often the walk follows a head that moves on
    constexpr auto patience = std::chrono::minutes(1);

    // For sentences: what was tampered with may hold anything.
    std::string stands_in(db::Row const& row, std::string_view column)
    {
        auto const* text = std::get_if<std::string>(&row.at(column));
        std::string shown = text ? *text : "(unreadable)";
        std::replace_if(
            shown.begin(), shown.end(), [](char letter) { return letter < ' ' || letter > '~'; },
            '?');
        return shown;
    }

    class Walk {
    public:
        Walk(db::Connection& connection, std::vector<Checkpoint> held_against)
            : connection_(connection), checkpoints_(std::move(held_against))
        {
            std::stable_sort(checkpoints_.begin(), checkpoints_.end(),
                [](auto const& one, auto const& other) { return one.head.size < other.head.size; });
        }

        // A file whose pages do not read is a history that is not proven, and not a broken program.
        Verdict verdict()
        {
            try {
                walk();
            } catch (db::Failure const& failure) {
                if (failure.trouble() != db::Trouble::unreadable)
                    throw;
                tell_of_damage(failure);
            }
            verdict_.entries = tree_.size();
            verdict_.root = tree_.root();
            return verdict_;
        }

    private:
        using Looks = std::map<std::int64_t, std::vector<Look>>;

        void walk()
        {
            expect_signatures();
            note_roots();
            auto until = read_head();
            for (int read = 0; read < heads_read; ++read) {
                walk_to(until);
                auto const outside = connection_.run(sql::list_outside, until, problems_named);
                auto const now = read_head();
                if (now == until) {
                    expect_none_outside(outside, until);
                    break;
                }
                until = now;
            }
            expect_head(until);
            expect_checkpoints();
            walk_waiting();
            expect_no_stray_looks();
        }

        // Which entry is the first that cannot be read? Those beside it on the same page of the
        // file cannot be either.
        void tell_of_damage(db::Failure const& failure)
        {
            auto place = last_place_;
            try {
                while (
                    !connection_.run(sql::list_numbered, place, place + 1, std::int64_t{1}).empty())
                    ++place;
                problem(fmt::format(
                    "What stands beside the {} entries cannot be read: {}", place, failure.what()));
            } catch (db::Failure const&) {
                problem(fmt::format("Entry {} cannot be read, so nothing after it is proven: {}",
                    place + 1, failure.what()));
            }
        }

        void problem(std::string sentence)
        {
            if (verdict_.problems.size() < problems_named)
                verdict_.problems.push_back(std::move(sentence));
        }
        void problem_with(std::string const& entry, std::string_view what)
        {
            problem(fmt::format("{}: {}", entry, what));
        }

        // The head's size; what else is in its row is held against the tree at the end of the walk.
        std::int64_t read_head()
        {
            auto const rows = connection_.run(sql::find_head);
            head_is_there_ = !rows.empty();
            if (rows.empty())
                return 0;
            head_root_ = read_hash(rows[0], "root");
            auto const* frontier = std::get_if<db::Bytes>(&rows[0].at("frontier"));
            head_frontier_ = frontier ? frontier->held : std::string();
            auto const* size = std::get_if<std::int64_t>(&rows[0].at("size"));
            return size && *size > 0 ? *size : 0;
        }

        void walk_to(std::int64_t until)
        {
            while (last_place_ < until) {
                auto const page
                    = connection_.run(sql::list_numbered, last_place_, until, page_size);
                if (page.empty())
                    break;
                auto const before = last_place_;
                auto const looks = read_looks(before, page[page.size() - 1].integer("place"));
                for (auto const row : page)
                    take_numbered(row, looks);
            }
            if (last_place_ < until)
                problem(missing(last_place_ + 1, until));
            last_place_ = std::max(last_place_, until);
        }

        Looks read_looks(std::int64_t after, std::int64_t up_to)
        {
            Looks looks;
            for (auto const row : connection_.run(sql::list_numbered_looks, after, up_to)) {
                ++verdict_.looks;
                // One that is not as we write it counts as another: the hash then tells of it.
                looks[row.integer("place")].push_back(
                    read_look(row, connection_.kind()).value_or(Look{}));
            }
            return looks;
        }

        void take_numbered(db::Row const& row, Looks const& looks)
        {
            auto const place = row.integer("place");
            auto const entry = fmt::format("Entry {} ({})", place, stands_in(row, "id"));
            if (place > last_place_ + 1)
                problem(missing(last_place_ + 1, place - 1));
            if (place == last_place_)
                problem_with(entry, "another entry has the same place");
            last_place_ = place;

            auto const own_looks = looks.find(place);
            auto const content = take_content(
                row, entry, place, own_looks == looks.end() ? no_looks_ : own_looks->second);
            auto const stored = read_hash(row, "leaf");
            auto const leaf = leaf_of(place, content);
            if (stored != leaf)
                problem_with(entry, "its leaf is not that of this content at this place");
            grow(leaf);
        }

        // What an entry says, checked against what it was hashed as. Answers the content's hash as
        // it is now.
        Hash take_content(db::Row const& row, std::string const& entry, std::int64_t place,
            std::vector<Look> const& looks)
        {
            auto const stored = read_hash(row, "content");
            auto const record = read_record(row, connection_.kind());
            if (!record) {
                problem_with(entry, "a column holds what Kith did not write");
                return {};
            }
            auto const content = content_of(*record);
            if (stored != content)
                problem_with(entry, "its columns are not those that were hashed");
            check_looks(*record, entry, looks);
            check_sealed(row, *record, entry, place);
            if (newest_ < record->at)
                newest_ = record->at;
            return content;
        }

        void check_looks(
            Record const& record, std::string const& entry, std::vector<Look> const& looks)
        {
            if (!record.looks_hash && looks.empty())
                return;
            if (!record.looks_hash || *record.looks_hash != hash_looks(looks))
                problem_with(entry, "the records it says were looked at were changed");
        }

        void check_sealed(
            db::Row const& row, Record const& record, std::string const& entry, std::int64_t place)
        {
            if (!row.is_null("sealed")) {
                auto const* sealed = std::get_if<db::Bytes>(&row.at("sealed"));
                if (!sealed || record.sealed_hash != sha256(sealed->held))
                    problem_with(entry, "its sealed text was changed");
            } else if (record.sealed_hash && is_erased(record.subject, place)) {
                ++verdict_.erased;
            } else if (record.sealed_hash) {
                problem_with(entry,
                    "its sealed text was taken away, and no entry tells of a lawful "
                    "erasure");
            }
        }

        // Only an entry of the ledger itself, a later one, says that a subject was erased.
        bool is_erased(Thing const& subject, std::int64_t place)
        {
            return !subject.id.none()
                && !connection_.run(sql::find_erasure, subject.kind, subject.id, place).empty();
        }

        void grow(Hash const& leaf)
        {
            tree_.add(leaf);
            note_roots();
        }

        // The roots at the checkpoints' sizes, noted as the tree passes them.
        void note_roots()
        {
            while (roots_.size() < checkpoints_.size()
                && checkpoints_[roots_.size()].head.size <= tree_.size())
                roots_.push_back(tree_.root());
        }

        static std::string missing(std::int64_t first, std::int64_t last)
        {
            if (first == last)
                return fmt::format("Entry {} is missing: it was taken away", first);
            return fmt::format("Entries {} to {} are missing: they were taken away", first, last);
        }

        void expect_none_outside(db::Rows const& outside, std::int64_t size)
        {
            for (auto const row : outside)
                problem(fmt::format(
                    "Entry {} ({}): the ledger's head tells of {} entries, so it has no such place",
                    row.integer("place"), stands_in(row, "id"), size));
            auto const numbered = connection_.run(sql::count_numbered, size)[0].integer("entries");
            if (numbered != tree_.size())
                problem(fmt::format("{} entries share {} places", numbered, tree_.size()));
        }

        void expect_head(std::int64_t size)
        {
            if (!head_is_there_) {
                if (tree_.size() > 0 || !verdict_.problems.empty())
                    problem("The ledger's head is missing");
                return;
            }
            if (size == 0)
                problem("The ledger's head has no size");
            if (head_root_ != tree_.root())
                problem(fmt::format("The root of {} entries is not the one the ledger's head "
                                    "tells of: an entry was changed, moved or taken away",
                    tree_.size()));
            if (head_frontier_ != tree_.write())
                problem("The frontier in the ledger's head is not that of its entries");
        }

        void expect_signatures()
        {
            for (auto const& checkpoint : checkpoints_) {
                auto const at = checkpoint.at.write();
                if (!is_signed(checkpoint))
                    problem(fmt::format("The checkpoint of {} does not bear its signature", at));
                if (checkpoint.public_key != checkpoints_.front().public_key)
                    problem(fmt::format(
                        "The checkpoint of {} was signed with another key than the rest", at));
                if (!verdict_.checkpoint_at || *verdict_.checkpoint_at < checkpoint.at)
                    verdict_.checkpoint_at = checkpoint.at;
            }
        }

        void expect_checkpoints()
        {
            for (std::size_t number = 0; number < checkpoints_.size(); ++number) {
                auto const& checkpoint = checkpoints_[number];
                auto const at = checkpoint.at.write();
                if (number >= roots_.size())
                    problem(fmt::format("The checkpoint of {} tells of {} entries, and there are "
                                        "only {}: the end was cut off",
                        at, checkpoint.head.size, tree_.size()));
                else if (checkpoint.head.root != roots_[number])
                    problem(fmt::format("The first {} entries are not those that the checkpoint of "
                                        "{} tells of",
                        checkpoint.head.size, at));
            }
        }

        void walk_waiting()
        {
            auto const waiting = connection_.run(
                sql::list_waiting_whole, std::numeric_limits<std::int32_t>::max());
            verdict_.waiting = static_cast<std::int64_t>(waiting.size());
            for (auto const row : waiting)
                take_waiting(row);
        }

        void take_waiting(db::Row const& row)
        {
            auto const entry = fmt::format("Entry without a place ({})", stands_in(row, "id"));
            std::vector<Look> looks;
            for (auto const look : connection_.run(sql::list_looks_of, row.at("at"), row.at("id")))
                looks.push_back(read_look(look, connection_.kind()).value_or(Look{}));
            verdict_.looks += static_cast<std::int64_t>(looks.size());
            auto const newest = newest_;
            take_content(row, entry, 0, looks);
            if (!row.is_null("leaf"))
                problem_with(entry, "it has a leaf, so its place was taken away");
            auto const at = Instant::read(stands_in(row, "at"));
            if (at.ok() && newest - *at > patience)
                problem_with(entry, "it has been waiting for its place for more than a minute");
            newest_ = newest;
        }

        void expect_no_stray_looks()
        {
            for (auto const row : connection_.run(sql::list_stray_looks, problems_named))
                problem(fmt::format("A look at {} {} belongs to no look in the ledger (entry {})",
                    stands_in(row, "thing_kind"), stands_in(row, "thing_id"),
                    stands_in(row, "entry")));
        }

        db::Connection& connection_;
        std::vector<Checkpoint> checkpoints_;
        std::vector<Hash> roots_ = {};
        std::vector<Look> const no_looks_ = {};
        Verdict verdict_ = {};
        Frontier tree_ = {};
        std::int64_t last_place_ = 0;
        Instant newest_ = {};
        bool head_is_there_ = false;
        std::optional<Hash> head_root_ = {};
        std::string head_frontier_ = {};
    };

} // namespace

Verdict verify(db::Connection& connection, std::vector<Checkpoint> const& held_against)
{
    return Walk(connection, held_against).verdict();
}

} // namespace kith::ledger
