// SPDX-License-Identifier: MIT
#include "engine/linkage/block.h"
#include "base/large_pages.h"
#include "base/parallel.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    constexpr std::size_t crowded_from = 24;   // so many records share a key: it is made finer
    constexpr std::size_t given_up_from = 200; // or, if it cannot be, given up
    constexpr std::size_t tried_on = 100'000;  // records, of a kind that seldom finds anything
    constexpr unsigned level_shift = 30;       // the two bits above say how often it was made finer

    std::uint32_t key_from(std::uint64_t first, std::uint64_t second, std::uint64_t third = 0)
    {
        if (first == 0 || second == 0)
            return 0;
        auto const hash = mixed(first * 0x9E3779B97F4A7C15ULL ^ mixed(second + (third << 32)));
        auto const key = static_cast<std::uint32_t>(hash >> 34);
        return key == 0 ? 1 : key;
    }

    // The birth date with the smaller of day and month first: a swap finds its other.
    std::uint64_t birth_either_way(Birth const& birth)
    {
        if (!birth.whole())
            return 0;
        return (static_cast<std::uint64_t>(birth.year) << 16)
            | (static_cast<std::uint64_t>(std::min(birth.month, birth.day)) << 8)
            | std::max(birth.month, birth.day);
    }
    std::uint64_t unordered(std::uint64_t left, std::uint64_t right)
    {
        if (left == 0 || right == 0)
            return 0;
        return mixed(std::min(left, right)) + 3 * mixed(std::max(left, right));
    }

    // A text's hash, the same in every list of records: a saved model's crowded keys are made of
    // them.
    std::uint64_t text_of(People const& people, Book book, Value value)
    {
        return value == 0 ? 0 : people.book(book).hash(value) | 1U;
    }
    std::uint64_t somewhere(Record const& record, People const& people)
    {
        return record.postcode != 0 ? text_of(people, Book::postcodes, record.postcode)
                                    : text_of(people, Book::towns, record.town);
    }

    unsigned levels(Key kind)
    {
        switch (kind) {
        case Key::sounds:
        case Key::twins:
        case Key::place:
        case Key::surname:
        case Key::forename:
            return 3;
        default:
            return 2;
        }
    }

    // What makes a key of this kind finer at this step; 0 where the record does not say.
    std::uint64_t made_finer_by(
        Key kind, unsigned level, Record const& record, People const& people)
    {
        auto const& forename = people.names[record.forename];
        auto const& surname = people.names[record.surname];
        switch (kind) {
        case Key::birth_and_forename:
            return surname.initial;
        case Key::birth_and_surname:
            return forename.initial;
        case Key::names:
            return record.birth.year != 0 ? record.birth.year : somewhere(record, people);
        case Key::sounds:
        case Key::twins:
            return level == 1 ? record.birth.year : somewhere(record, people);
        case Key::sounds_and_day:
            return somewhere(record, people);
        case Key::place:
            return level == 1 ? forename.sound : record.birth.year;
        case Key::postcode_and_surname:
            return text_of(people, Book::houses, record.house);
        case Key::birth:
            return somewhere(record, people);
        case Key::address_and_forename:
            return record.birth.year;
        case Key::surname:
            return level == 1 ? forename.initial : record.birth.year;
        case Key::forename:
            return level == 1 ? record.birth.year : somewhere(record, people);
        case Key::identifier:
        case Key::phone:
        case Key::email:
            return birth_either_way(record.birth);
        }
        return 0;
    }

    // The key at that step, or 0 where there is no such step.
    std::uint32_t finer(
        std::uint32_t key, Key kind, unsigned level, Record const& record, People const& people)
    {
        if (level >= levels(kind))
            return 0;
        auto const made = key_from(key, made_finer_by(kind, level, record, people));
        return made == 0 ? 0 : made | (level << level_shift);
    }

    using Entry = std::uint64_t; // key above, record below

    // Least digit first, eleven bits at a time: three passes over the key.
    void sort_by_key(std::vector<Entry>& entries, std::vector<Entry>& space)
    {
        space.resize(entries.size());
        for (unsigned shift = 32; shift < 64; shift += 11) {
            std::array<std::uint32_t, 2049> starts = {};
            for (auto const entry : entries)
                ++starts[((entry >> shift) & 2047U) + 1];
            for (std::size_t at = 1; at < 2049; ++at)
                starts[at] += starts[at - 1];
            auto* const to = space.data();
            auto* const next = starts.data();
            for (auto const entry : entries)
                to[next[(entry >> shift) & 2047U]++] = entry;
            entries.swap(space);
        }
    }

    // Calls run(key, first, last) for each run of one key.
    template <class Run>
    void each_run(std::vector<Entry> const& entries, Run const& run)
    {
        auto const* const data = entries.data();
        for (std::size_t first = 0; first < entries.size();) {
            auto const key = data[first] >> 32;
            auto last = first + 1;
            while (last < entries.size() && data[last] >> 32 == key)
                ++last;
            run(static_cast<std::uint32_t>(key), first, last);
            first = last;
        }
    }

    // Kept from one kind to the next, since fresh memory is dear.
    struct Space {
        std::vector<Entry> entries = {};
        std::vector<Entry> moved = {};
        std::vector<Entry> sorting = {};
    };

    // One kind of key over all records.
    class Kind {
    public:
        Kind(People const& people, Blocked& blocked, std::vector<std::uint32_t>& keys,
            std::size_t kind, Space& space)
            : people_(people)
            , blocked_(blocked)
            , keys_(keys)
            , kind_(kind)
            , entries_(space.entries)
            , moved_(space.moved)
            , sorting_(space.sorting)
        {
        }
        void find_crowded_and_blocks()
        {
            auto& crowded = blocked_.crowded.keys[kind_];
            gather();
            for (unsigned level = 0; !entries_.empty(); ++level) {
                auto const last_level = level + 1 == levels(static_cast<Key>(kind_));
                moved_.clear();
                each_run(entries_, [&](std::uint32_t key, std::size_t first, std::size_t last) {
                    if (last - first < (last_level ? given_up_from : crowded_from))
                        return add_block(first, last);
                    crowded.push_back(key);
                    for (auto at = first; at < last; ++at) {
                        look_ahead(at);
                        refine(static_cast<std::uint32_t>(entries_[at]), level + 1);
                    }
                });
                entries_.swap(moved_);
                sort_by_key(entries_, sorting_);
            }
            std::ranges::sort(crowded);
        }
        void make_blocks()
        {
            gather();
            each_run(entries_, [&](std::uint32_t, std::size_t first, std::size_t last) {
                add_block(first, last);
            });
        }

    private:
        void add_block(std::size_t first, std::size_t last)
        {
            if (last - first < 2)
                return;
            auto& blocks = blocked_.blocks[kind_];
            auto const until = blocks.order.size() + (last - first);
            if (until > blocks.order.capacity())
                blocks.order.reserve(std::max(until, 2 * blocks.order.capacity()));
            for (auto at = first; at < last; ++at)
                blocks.order.push_back(static_cast<std::uint32_t>(entries_[at]));
            blocks.starts.push_back(static_cast<std::uint32_t>(blocks.order.size()));
        }
        // The records that have a key of the share of keys that is tried.
        void gather()
        {
            for (auto* const list : {&entries_, &sorting_})
                reserve_in_large_pages(*list, keys_.size());
            entries_.resize(keys_.size());
            auto const limit = static_cast<std::uint64_t>(blocked_.share[kind_] * 4294967296.0);
            std::size_t count = 0;
            for (std::size_t record = 0; record < keys_.size(); ++record) {
                auto& key = keys_.data()[record];
                if (limit <= 0xFFFFFFFFULL && mixed(key) >> 32 >= limit)
                    key = 0;
                entries_.data()[count] = (static_cast<Entry>(key) << 32) | record;
                count += key != 0 ? 1U : 0U;
            }
            entries_.resize(count);
            sort_by_key(entries_, sorting_);
        }
        // Records of one key stand anywhere: the next ones are on their way from memory.
        void look_ahead(std::size_t at) const
        {
            constexpr std::size_t far = 12;
            if (at + far < entries_.size())
                __builtin_prefetch(
                    people_.records.data() + static_cast<std::uint32_t>(entries_[at + far]));
        }
        void refine(std::uint32_t record, unsigned level)
        {
            auto& key = keys_[record];
            key = finer(key, static_cast<Key>(kind_), level, people_.records[record], people_);
            if (key != 0)
                moved_.push_back((static_cast<Entry>(key) << 32) | record);
        }
        People const& people_;
        Blocked& blocked_;
        std::vector<std::uint32_t>& keys_; // of this kind, by record
        std::size_t kind_;
        std::vector<Entry>& entries_;
        std::vector<Entry>& moved_;
        std::vector<Entry>& sorting_;
    };
} // namespace

Keys keys_of(Record const& record, People const& people)
{
    Keys keys;
    auto const put
        = [&](Key key, std::uint32_t value) { keys.of[static_cast<std::size_t>(key)] = value; };
    auto const text = [&](Book book, Value value) { return text_of(people, book, value); };
    auto const* const names = people.names.data();
    auto const birth = birth_either_way(record.birth);
    auto const forename = record.forename == 0 ? 0 : names[record.forename].sound;
    auto const surname = record.surname == 0 ? 0 : names[record.surname].sound;
    auto const postcode = text(Book::postcodes, record.postcode);
    auto const forename_text = text(Book::names, record.forename);
    put(Key::birth_and_forename, key_from(birth, forename));
    put(Key::birth_and_surname, key_from(birth, surname));
    put(Key::names, key_from(unordered(forename_text, text(Book::names, record.surname)), 1));
    auto const sounds = unordered(forename, surname);
    put(Key::sounds, key_from(sounds, 5));
    put(Key::sounds_and_day,
        key_from(
            sounds, record.birth.month == 0 ? 0 : record.birth.month * 100U + record.birth.day));
    put(Key::place, key_from(somewhere(record, people), record.postcode != 0 ? 6 : 7));
    put(Key::postcode_and_surname, key_from(postcode, surname));
    put(Key::birth, key_from(birth, 8));
    put(Key::address_and_forename,
        key_from(key_from(text(Book::houses, record.house), text(Book::streets, record.street)),
            forename));
    put(Key::identifier, key_from(text(Book::contacts, record.identifier), 2));
    put(Key::phone, key_from(text(Book::contacts, record.phone), 3));
    put(Key::email, key_from(text(Book::contacts, record.email), 4));
    put(Key::surname, key_from(surname, 9));
    put(Key::forename, key_from(forename_text, 10));
    put(Key::twins,
        key_from(unordered(names[record.forename].twin, names[record.surname].twin), 11));
    return keys;
}

Keys keys_of(Record const& record, People const& people, Crowded const& crowded)
{
    auto keys = keys_of(record, people);
    for (std::size_t kind = 0; kind < key_count; ++kind) {
        if (crowded.asleep[kind])
            keys.of[kind] = 0;
        for (unsigned level = 1; std::ranges::binary_search(crowded.keys[kind], keys.of[kind]);
             ++level)
            keys.of[kind] = finer(keys.of[kind], static_cast<Key>(kind), level, record, people);
    }
    return keys;
}

Blocked block(People const& people, Crowded const* known, unsigned threads)
{
    Blocked blocked;
    auto const count = people.records.size();
    reserve_in_large_pages(blocked.keys, count);
    blocked.keys.resize(count);
    blocked.share.fill(1);
    if (known == nullptr && std::ranges::none_of(people.names, &Name::latin))
        blocked.crowded.asleep[static_cast<std::size_t>(Key::twins)] = true;
    if (known == nullptr && count > tried_on)
        for (auto const kind : {Key::surname, Key::forename})
            blocked.share[static_cast<std::size_t>(kind)]
                = static_cast<double>(tried_on) / static_cast<double>(count);
    // a kind is worked on in a place of its own
    std::array<std::vector<std::uint32_t>, key_count> columns;
    for (auto& column : columns)
        column.resize(count);
    constexpr std::size_t many = 16384;
    auto const each_record = [&](auto const& work) {
        std::array<std::uint32_t*, key_count> of_kind;
        for (std::size_t kind = 0; kind < key_count; ++kind)
            of_kind[kind] = columns[kind].data();
        in_parallel((count + many - 1) / many, threads, [&](std::size_t piece, unsigned) {
            for (auto at = piece * many; at < std::min(count, (piece + 1) * many); ++at)
                work(at, of_kind.data());
        });
    };
    each_record([&](std::size_t at, std::uint32_t* const* of_kind) {
        auto keys = known != nullptr ? keys_of(people.records[at], people, *known)
                                     : keys_of(people.records[at], people);
        for (std::size_t kind = 0; kind < key_count; ++kind)
            keys.of[kind] = blocked.crowded.asleep[kind] ? 0 : keys.of[kind];
        for (std::size_t kind = 0; kind < key_count; ++kind)
            of_kind[kind][at] = keys.of[kind];
    });
    std::vector<Space> spaces(threads);
    in_parallel(key_count, threads, [&](std::size_t kind, unsigned worker) {
        Kind one(people, blocked, columns[kind], kind, spaces[worker]);
        known != nullptr ? one.make_blocks() : one.find_crowded_and_blocks();
    });
    auto* const keys = blocked.keys.data();
    each_record([&](std::size_t at, std::uint32_t* const* of_kind) {
        Keys one;
        for (std::size_t kind = 0; kind < key_count; ++kind)
            one.of[kind] = of_kind[kind][at];
        keys[at] = one;
    });
    if (known != nullptr)
        blocked.crowded = *known;
    return blocked;
}

void wake(Blocked& blocked, People const& people, Key kind)
{
    auto const at = static_cast<std::size_t>(kind);
    std::vector<std::uint32_t> column(people.records.size());
    for (std::size_t record = 0; record < column.size(); ++record)
        column[record] = keys_of(people.records[record], people).of[at];
    blocked.share[at] = 1;
    blocked.blocks[at] = {};
    blocked.crowded.keys[at] = {};
    Space space;
    Kind(people, blocked, column, at, space).find_crowded_and_blocks();
    for (std::size_t record = 0; record < column.size(); ++record)
        blocked.keys[record].of[at] = column[record];
}

void put_to_sleep(Blocked& blocked, Key kind)
{
    auto const at = static_cast<std::size_t>(kind);
    blocked.crowded.asleep[at] = true;
    blocked.blocks[at] = {};
    for (auto& keys : blocked.keys)
        keys.of[at] = 0;
}

} // namespace kith::linkage
