// SPDX-License-Identifier: MIT
#pragma once

// Records that come, change and go one at a time, their clusters kept up to date.
//
// A new record is compared only with those that share a key with it, and only the component it
// touches is clustered again. Under one model, and one number of possible pairs, the clusters are
// at every moment those that a full run over the same records would give.
//
// Shapes   a record keeps its number until it is removed, and its number is not given again.
// Cost     add, change, remove: the records that share its keys, some tens, and the component.
// Threads  one at a time. Errors   must: a number that is not there.

#include "engine/linkage/cluster.h"
#include "engine/linkage/variants.h"
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kith::linkage {

// A record as somebody wrote it; what is empty is missing.
struct Written {
    std::string_view forename = {}, middle = {}, surname = {};
    std::string_view birth = {}, sex = {};
    std::string_view house = {}, street = {}, town = {}, postcode = {};
    std::string_view phone = {}, email = {}, identifier = {};
    bool verified = false;
    bool birth_estimated = false; // or say so before the date: "~2011"
};
// Takes its texts into the books. Not while anybody else reads them.
[[nodiscard]] Record take(People& people, Variants const& variants, Written const& written);

class Register {
public:
    // `people` holds the books, and the records with which it begins; it must outlive this.
    Register(People& people, Model model, double pairs_per_record, double threshold);
    Register(Register const&) = delete; // its parts refer to one another
    Register& operator=(Register const&) = delete;

    std::uint32_t add(Record const& record);
    void change(std::uint32_t number, Record const& record);
    void remove(std::uint32_t number);

    [[nodiscard]] bool holds(std::uint32_t number) const
    {
        return number < held_.size() && held_[number];
    }
    // The lowest number in the record's cluster.
    [[nodiscard]] std::uint32_t cluster_of(std::uint32_t number) const { return clusters_[number]; }
    [[nodiscard]] std::span<Link const> links_of(std::uint32_t number) const
    {
        return links_[number];
    }

private:
    void put_in(std::uint32_t number);
    void take_out(std::uint32_t number);
    void cluster_again(std::uint32_t number);

    People& people_;
    Model model_;
    Scorer scorer_;
    Comparer comparer_;
    Splitter splitter_;
    float least_;
    std::vector<bool> held_;
    std::vector<std::uint32_t> clusters_;
    std::vector<std::vector<Link>> links_;
    std::array<std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>, key_count> sharing_;
};

} // namespace kith::linkage
