// SPDX-License-Identifier: MIT
#include "people/snapshot.h"
#include "people/snapshot_rows.h"
#include "platform/ledger/changed.h"
#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <unordered_map>

namespace kith::people {
namespace {
    constexpr std::int64_t batch = 2000;
    constexpr std::chrono::seconds settled{2}; // after that nobody commits with an earlier moment
    constexpr float bits_of_a_phone = 6;
    constexpr float bits_of_a_postcode = 1;
    constexpr double chance_of_a_phone = 0.5;
    constexpr double chance_of_a_postcode = 0.02;

    // Comes before every id that is drawn.
    PersonId before_all() { return PersonId::read("00000000-0000-0000-0000-000000000001").value(); }

    // People by a text they share.
    class Sharing {
    public:
        void put(std::string const& text, PersonId person) { people_[text].insert(person); }
        void remove(std::string const& text, PersonId person)
        {
            auto const at = people_.find(text);
            if (at == people_.end())
                return;
            at->second.erase(person);
            if (at->second.empty())
                people_.erase(at);
        }
        [[nodiscard]] std::set<PersonId> of(std::string const& text) const
        {
            auto const at = people_.find(text);
            return at == people_.end() ? std::set<PersonId>() : at->second;
        }

    private:
        std::unordered_map<std::string, std::set<PersonId>> people_;
    };
} // namespace

struct Snapshot::Held {
    mutable std::shared_mutex mutex;
    std::map<PersonId, Described> people;
    Sharing by_phone;
    Sharing by_postcode;

    std::mutex following; // one at a time reads on
    std::optional<Instant> read_until;
    std::map<std::pair<Instant, Thing>, bool> seen; // of the last seconds; true: not again

    void put(Described one)
    {
        std::unique_lock const lock(mutex);
        take_out(one.person);
        for (auto const& phone : one.phones)
            by_phone.put(phone, one.person);
        for (auto const& postcode : one.postcodes)
            by_postcode.put(postcode, one.person);
        auto const id = one.person;
        people.insert_or_assign(id, std::move(one));
    }
    void remove(PersonId person)
    {
        std::unique_lock const lock(mutex);
        take_out(person);
    }
    void fill(db::Connection& connection);
    void read_on(db::Connection& connection, Instant now);
    void add_sharing(std::set<PersonId> const& sharing, char const* reason, float bits,
        double probability, May const& may, std::vector<Resembling>& all) const;

private:
    void take_out(PersonId person)
    {
        auto const at = people.find(person);
        if (at == people.end())
            return;
        for (auto const& phone : at->second.phones)
            by_phone.remove(phone, person);
        for (auto const& postcode : at->second.postcodes)
            by_postcode.remove(postcode, person);
        people.erase(at);
    }
};

void Snapshot::Held::fill(db::Connection& connection)
{
    {
        std::unique_lock const lock(mutex);
        people.clear();
        by_phone = {};
        by_postcode = {};
    }
    seen.clear();
    for (auto last = before_all();;) {
        auto some = read_described_after(connection, last, batch);
        if (some.empty())
            return;
        last = some.back().person;
        for (auto& one : some)
            put(std::move(one));
    }
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
            PersonId const id(one.thing.id);
            if (auto described = read_described(connection, id))
                put(std::move(*described));
            else
                remove(id);
        }
        if (std::ssize(some) < batch || some.back().at == from)
            return;
        from = some.back().at;
    }
}

void Snapshot::Held::add_sharing(std::set<PersonId> const& sharing, char const* reason, float bits,
    double probability, May const& may, std::vector<Resembling>& all) const
{
    for (auto const person : sharing)
        if (std::ranges::find(all, person, &Resembling::person) == all.end() && may(person.uuid()))
            all.push_back({person, {reason}, bits, probability});
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
}

std::size_t Snapshot::size() const
{
    std::shared_lock const lock(held_->mutex);
    return held_->people.size();
}

std::vector<Resembling> Snapshot::find(
    Match const& described, Date, std::size_t most, May const& may) const
{
    std::shared_lock const lock(held_->mutex);
    std::vector<Resembling> all;
    if (auto const phone = phone_digits(described.phone); !phone.empty())
        held_->add_sharing(held_->by_phone.of(phone), "The same phone number", bits_of_a_phone,
            chance_of_a_phone, may, all);
    if (described.names.empty() && !described.birth && !described.postcode.empty())
        held_->add_sharing(held_->by_postcode.of(postcode_in(described.postcode)),
            "An address with this postcode", bits_of_a_postcode, chance_of_a_postcode, may, all);
    std::ranges::stable_sort(
        all, [](auto const& one, auto const& other) { return one.bits > other.bits; });
    if (all.size() > most)
        all.resize(most);
    return all;
}

} // namespace kith::people
