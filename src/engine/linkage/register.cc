// SPDX-License-Identifier: MIT
#include "engine/linkage/register.h"
#include "base/result.h"
#include "engine/linkage/normalise.h"
#include "engine/linkage/reading.h"
#include <algorithm>
#include <cmath>

namespace kith::linkage {

Record take(People& people, Variants const& variants, Written const& written)
{
    std::string folded;
    auto const words = [&](std::string_view text, Book book) {
        fold(text, folded);
        return people.book(book).take(folded);
    };
    auto const tight = [&](std::string_view text, Book book) {
        fold_tightly(text, folded);
        return people.book(book).take(folded);
    };
    Record record;
    record.forename = words(written.forename, Book::names);
    record.middle = words(written.middle, Book::names);
    record.surname = words(written.surname, Book::names);
    record.birth = read_birth(without_mark_of_estimate(written.birth));
    record.birth_estimated = written.birth_estimated || is_estimate(written.birth);
    record.sex = read_sex(written.sex);
    record.house = tight(written.house, Book::houses);
    record.street = words(written.street, Book::streets);
    record.town = words(written.town, Book::towns);
    record.postcode = tight(written.postcode, Book::postcodes);
    fold_phone(written.phone, folded);
    record.phone = people.book(Book::contacts).take(folded);
    record.email = tight(written.email, Book::contacts);
    record.identifier = tight(written.identifier, Book::contacts);
    record.verified = written.verified && record.identifier != 0;
    describe_names(people, variants, 1);
    return record;
}

Register::Register(People& people, Model model, double pairs_per_record, double threshold)
    : people_(people)
    , model_(std::move(model))
    , scorer_(model_, pairs_per_record)
    , comparer_(people)
    , splitter_(people, scorer_)
    , least_(static_cast<float>(std::log2(threshold / (1 - threshold))))
{
    auto const count = static_cast<std::uint32_t>(people.records.size());
    held_.resize(count);
    clusters_.resize(count);
    links_.resize(count);
    for (std::uint32_t number = 0; number < count; ++number)
        put_in(number);
    for (std::uint32_t number = 0; number < count; ++number)
        cluster_again(number);
}

std::uint32_t Register::add(Record const& record)
{
    auto const number = static_cast<std::uint32_t>(people_.records.size());
    people_.records.push_back(record);
    held_.push_back(false);
    clusters_.push_back(number);
    links_.emplace_back();
    put_in(number);
    cluster_again(number);
    return number;
}

void Register::change(std::uint32_t number, Record const& record)
{
    remove(number);
    people_.records[number] = record;
    put_in(number);
    cluster_again(number);
}

void Register::remove(std::uint32_t number)
{
    must(holds(number), "a record that is not there cannot go");
    auto const neighbours = std::move(links_[number]);
    links_[number].clear();
    for (auto const& link : neighbours)
        std::erase(links_[link.left == number ? link.right : link.left], link);
    take_out(number);
    for (auto const& link : neighbours)
        cluster_again(link.left == number ? link.right : link.left);
}

void Register::put_in(std::uint32_t number)
{
    comparer_.look_again();
    auto const& record = people_.records[number];
    auto const keys = keys_of(record, people_, model_.crowded);
    std::vector<std::uint32_t> met;
    for (std::size_t kind = 0; kind < key_count; ++kind)
        if (keys.of[kind] != 0) {
            auto& sharing = sharing_[kind][keys.of[kind]];
            met.insert(met.end(), sharing.begin(), sharing.end());
            sharing.push_back(number);
        }
    std::ranges::sort(met);
    met.erase(std::unique(met.begin(), met.end()), met.end());
    for (auto const other : met) {
        auto const first = std::min(other, number);
        auto const second = std::max(other, number);
        auto const bits
            = scorer_.bits_from(least_, comparer_, people_.records[first], people_.records[second]);
        if (!bits)
            continue;
        links_[number].push_back({first, second, *bits});
        links_[other].push_back({first, second, *bits});
    }
    held_[number] = true;
    clusters_[number] = number;
}

void Register::take_out(std::uint32_t number)
{
    auto const keys = keys_of(people_.records[number], people_, model_.crowded);
    for (std::size_t kind = 0; kind < key_count; ++kind)
        if (auto const found = sharing_[kind].find(keys.of[kind]);
            keys.of[kind] != 0 && found != sharing_[kind].end()) {
            std::erase(found->second, number);
            if (found->second.empty())
                sharing_[kind].erase(found);
        }
    held_[number] = false;
    clusters_[number] = number;
}

// The component that the record is in now.
void Register::cluster_again(std::uint32_t number)
{
    std::vector<std::uint32_t> members = {number};
    std::vector<Link> links;
    std::vector<std::uint32_t> waiting = {number};
    while (!waiting.empty()) {
        auto const one = waiting.back();
        waiting.pop_back();
        for (auto const& link : links_[one]) {
            links.push_back(link);
            auto const other = link.left == one ? link.right : link.left;
            if (std::ranges::find(members, other) == members.end()) {
                members.push_back(other);
                waiting.push_back(other);
            }
        }
    }
    std::ranges::sort(members);
    splitter_.look_again();
    auto const groups = splitter_.split(members, links);
    for (std::size_t at = 0; at < members.size(); ++at)
        clusters_[members[at]] = members[groups[at]];
}

} // namespace kith::linkage
