// SPDX-License-Identifier: MIT
#include "people/snapshot.h"
#include "base/shipped.h"
#include "engine/linkage/linkage.h"
#include "people/joined.h"
#include "people/snapshot_rows.h"
#include "platform/ledger/changed.h"
#include "platform/words/latin.h"
#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <set>

namespace kith::people {
namespace {
    constexpr std::int64_t batch = 2000;
    constexpr std::chrono::seconds settled{2}; // after that nobody commits with an earlier moment
    constexpr std::size_t most_rows = 24;      // of one person

    // Comes before every id that is drawn.
    PersonId before_all() { return PersonId::read("00000000-0000-0000-0000-000000000001").value(); }

    // The first word, the last, and what stands between them.
    void set_name(linkage::Written& row, std::string_view name)
    {
        auto const first = name.find(' ');
        auto const last = name.rfind(' ');
        row.forename = name.substr(0, first);
        if (first == std::string_view::npos)
            return;
        row.surname = name.substr(last + 1);
        if (last > first)
            row.middle = name.substr(first + 1, last - first - 1);
    }

    // In Latin letters, as somebody else may have written it, where linkage cannot read the script
    // itself; empty where it can. The first letter of a Han name is the surname, the others are one
    // name: 王小明 is Wang Xiaoming.
    std::string read_in_latin(std::string_view name)
    {
        std::string folded;
        linkage::fold(name, folded);
        if (linkage::in_latin(folded).script != linkage::Script::other || words::is_latin(name))
            return {};
        auto latin = words::in_latin(name);
        if (auto const end = latin.find(' ');
            end != std::string::npos && name.find(' ') == std::string_view::npos)
            latin.erase(
                std::remove(latin.begin() + static_cast<std::ptrdiff_t>(end) + 1, latin.end(), ' '),
                latin.end());
        return latin;
    }

    std::vector<std::string> with_readings(std::vector<std::string> names)
    {
        for (std::size_t at = 0, count = names.size(); at < count; ++at)
            if (auto latin = read_in_latin(names[at]); !latin.empty())
                names.push_back(std::move(latin));
        return names;
    }

    std::string_view at_or_none(std::vector<std::string> const& all, std::size_t at)
    {
        return at < all.size() ? std::string_view(all[at]) : std::string_view();
    }

    // A row for each name, with what else is known beside it: as many as there are of the most.
    // What it answers points into both.
    std::vector<linkage::Written> rows_of(
        Described const& one, std::vector<std::string> const& names)
    {
        auto const beside = std::max({std::size_t(1), one.postcodes.size(), one.phones.size(),
            one.emails.size(), one.identifiers.size()});
        std::vector<linkage::Written> rows;
        for (std::size_t name = 0; name < std::max<std::size_t>(names.size(), 1); ++name)
            for (std::size_t at = 0; at < beside && rows.size() < most_rows; ++at) {
                linkage::Written row;
                set_name(row, at_or_none(names, name));
                row.birth = one.birth;
                row.birth_estimated = one.birth_estimated;
                row.sex = one.sex;
                row.postcode = at_or_none(one.postcodes, at);
                row.phone = at_or_none(one.phones, at);
                row.email = at_or_none(one.emails, at);
                row.identifier = at_or_none(one.identifiers, at);
                rows.push_back(row);
            }
        return rows;
    }

    // The birth dates that may be meant: of an age, two years.
    std::vector<std::string> births_meant(Match const& described, Date today)
    {
        if (described.birth)
            return {birth_compared(described.birth)};
        if (!described.age)
            return {std::string()};
        auto const year = today.year() - *described.age;
        return {std::to_string(year), std::to_string(year - 1)};
    }

    linkage::SavedModel shipped_model()
    {
        constexpr char const* path = "data/reference/linkage_model.json";
        auto read = linkage::read_model(shipped_file(path));
        if (!read)
            throw std::runtime_error(std::string(path) + ": " + read.error().words.key);
        return std::move(*read);
    }

    // Each person once, by whichever name they are most alike.
    void keep_better(std::vector<Resembling>& all, linkage::Found const& found)
    {
        PersonId const person(found.person);
        auto at = std::ranges::find(all, person, &Resembling::person);
        if (at != all.end() && at->bits >= found.bits)
            return;
        if (at == all.end())
            at = all.insert(all.end(), Resembling{person, {}, 0, 0});
        at->bits = found.bits;
        at->probability = found.probability;
        at->reasons.clear();
        for (auto const& reason : found.reasons)
            at->reasons.push_back(reason.sentence());
    }

    // Twins and brothers and sisters share all but this, and two of them may begin with one letter.
    bool is_forename_alike(linkage::Pattern pattern)
    {
        namespace level = linkage::forename_level;
        auto const forename = linkage::level_of(pattern, linkage::Field::forename);
        return forename == level::same || forename == level::variant || forename == level::close
            || forename == level::initial || forename == level::middle
            || forename == level::swapped;
    }

    void weigh_in(std::vector<Weighed>& all, linkage::Found const& found)
    {
        PersonId const person(found.person);
        auto at = std::ranges::find(all, person, &Weighed::person);
        if (at == all.end())
            at = all.insert(all.end(), Weighed{person});
        else if (at->bits >= found.bits)
            return;
        *at = {person, found.bits, found.probability, is_forename_alike(found.pattern)};
        for (auto const& reason : found.reasons)
            at->reasons.push_back(reason.sentence());
    }

    std::vector<std::string> or_one_empty(std::vector<std::string> all)
    {
        if (all.empty())
            all.emplace_back();
        return all;
    }
} // namespace

struct Snapshot::Held {
    linkage::KnownRegister people{
        shipped_model(), linkage::Variants(shipped_file("data/reference/name_variants.csv"))};
    std::mutex following; // one at a time reads on
    std::atomic<bool> whole = false;
    std::optional<Instant> read_until = {};
    std::map<std::pair<Instant, Thing>, bool> seen = {}; // of the last seconds; true: not again
    std::set<PersonId> held = {};

    void put(Described const& one);
    void remove(PersonId person);
    void fill(db::Connection& connection);
    void read_on(db::Connection& connection, Instant now);
    void read_again(db::Connection& connection, PersonId record);
};

void Snapshot::Held::put(Described const& one)
{
    auto const names = with_readings(one.names);
    people.put(one.person.uuid(), rows_of(one, names));
    held.insert(one.person);
}

void Snapshot::Held::remove(PersonId person)
{
    people.remove(person.uuid());
    held.erase(person);
}

void Snapshot::Held::fill(db::Connection& connection)
{
    auto gone = held;
    seen.clear();
    for (auto last = before_all();;) {
        auto const some = read_described_after(connection, last, batch);
        if (some.empty())
            break;
        last = some.back().person;
        for (auto const& one : some) {
            put(one);
            gone.erase(one.person);
        }
    }
    for (auto const person : gone)
        remove(person);
}

// A record that was joined to another is found by the one that is kept.
void Snapshot::Held::read_again(db::Connection& connection, PersonId record)
{
    auto const kept = kept_of(connection, record);
    if (kept != record)
        remove(record);
    if (auto const described = read_described(connection, kept))
        put(*described);
    else
        remove(kept);
}

// What comes twice is read again from its rows, until nobody can commit beside it any more.
void Snapshot::Held::read_on(db::Connection& connection, Instant now)
{
    auto from = *read_until - ledger::changed_reads_back;
    std::erase_if(seen, [&](auto const& one) { return one.first.first < from; });
    for (;;) {
        auto const some = ledger::changed_since(connection, from, batch);
        for (auto const& one : some) {
            if (one.thing.kind != "person")
                continue;
            auto& is_settled = seen[{one.at, one.thing}];
            if (is_settled)
                continue;
            is_settled = one.at + settled < now;
            read_again(connection, PersonId(one.thing.id));
        }
        if (std::ssize(some) < batch || some.back().at == from)
            return;
        from = some.back().at;
    }
}

Snapshot::Snapshot() : held_(std::make_unique<Held>()) { }
Snapshot::~Snapshot() = default;

void Snapshot::follow(db::Connection& connection, Instant now)
{
    std::lock_guard const lock(held_->following);
    auto const away = !held_->read_until
        || now - *held_->read_until > ledger::changed_is_kept - std::chrono::hours(1);
    if (away)
        held_->fill(connection);
    else
        held_->read_on(connection, now);
    held_->read_until = now;
    held_->whole = true;
}

bool Snapshot::is_whole() const { return held_->whole; }

std::size_t Snapshot::size() const { return held_->people.size(); }

std::vector<Resembling> Snapshot::find(
    Match const& described, Date today, std::size_t most, May const& may) const
{
    std::vector<Resembling> all;
    auto const phone = phone_digits(described.phone);
    auto const number
        = std::ranges::find(described.identifiers, compared_scheme, &Identifier::scheme);
    for (auto const& name : or_one_empty(with_readings(described.names)))
        for (auto const& birth : births_meant(described, today)) {
            linkage::Sought sought;
            set_name(sought.written, name);
            sought.written.birth = birth;
            sought.written.birth_estimated = described.birth && described.birth->about;
            sought.written.sex = described.sex == "U" ? std::string_view() : described.sex;
            sought.written.postcode = described.postcode;
            sought.written.phone = phone;
            if (number != described.identifiers.end())
                sought.written.identifier = number->value;
            sought.unfinished = described.unfinished;
            sought.any_order = true;
            for (auto const& one : held_->people.find(sought, most, may))
                keep_better(all, one);
        }
    std::ranges::sort(all, [](auto const& one, auto const& other) {
        return one.bits != other.bits ? one.bits > other.bits : one.person < other.person;
    });
    if (all.size() > most)
        all.resize(most);
    return all;
}

std::vector<Weighed> Snapshot::like(
    Described const& described, std::size_t most, May const& may) const
{
    std::vector<Weighed> all;
    auto const other = [&](Uuid const& id) { return id != described.person.uuid() && may(id); };
    auto const names = with_readings(described.names);
    for (auto const& row : rows_of(described, names))
        for (auto const& found : held_->people.find(row, most, other))
            weigh_in(all, found);
    std::ranges::sort(all, [](auto const& one, auto const& two) {
        return one.bits != two.bits ? one.bits > two.bits : one.person < two.person;
    });
    return all;
}

} // namespace kith::people
