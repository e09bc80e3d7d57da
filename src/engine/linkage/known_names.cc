// SPDX-License-Identifier: MIT
#include "engine/linkage/known_names.h"
#include "engine/linkage/alike.h"
#include "engine/linkage/compare.h"
#include "engine/linkage/normalise.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    // By their letters alone: no two such names are near otherwise.
    bool could_be_near(Name const& left, Name const& right)
    {
        constexpr unsigned not_known = 99;
        auto const shared = letters_shared(left, right);
        return shared == not_known || most_alike_of(shared, left.length, right.length) >= near_from;
    }

    // Names of fewer letters with three slips are other names.
    constexpr std::size_t shortest_misspelt = 5;
    constexpr float misspelt_from = 0.88F;
    constexpr std::size_t longest_slip = 20; // letters; what is longer is looked up as far as that

    std::size_t letter_of(std::string_view latin)
    {
        return latin[0] >= 'a' && latin[0] <= 'z' ? static_cast<std::size_t>(latin[0] - 'a') : 26;
    }
    std::uint32_t front_of(std::string_view latin)
    {
        return (static_cast<std::uint32_t>(static_cast<unsigned char>(latin[0])) << 8)
            | static_cast<unsigned char>(latin[1]);
    }
    // The two ends of a name of several words.
    std::array<std::string_view, 2> ends_of(std::string_view folded)
    {
        auto const space = folded.find(' ');
        if (space == std::string_view::npos)
            return {};
        return {folded.substr(0, space), folded.substr(folded.rfind(' ') + 1)};
    }
    template <class Do>
    void each_with_one_left_out(std::string_view text, Do const& act)
    {
        std::string less;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (at > 0 && text[at] == text[at - 1])
                continue; // the same text again
            less.assign(text.substr(0, at));
            less += text.substr(at + 1);
            act(std::string_view(less), at);
        }
    }
    void put_in(std::vector<std::vector<Value>>& lists, Value at, Value name)
    {
        if (at >= lists.size())
            lists.resize(std::max<std::size_t>(at + 1, lists.size() * 2));
        lists[at].push_back(name);
    }
} // namespace

void KnownNames::Slips::place(Slot const& slot)
{
    auto const mask = slots_.size() - 1;
    auto at = slot.hash & mask;
    while (slots_[at].name != 0)
        at = (at + 1) & mask;
    slots_[at] = slot;
}
void KnownNames::Slips::add(std::uint64_t hash, Value name)
{
    if (++count_ * 5 > slots_.size() * 3) {
        auto const before = std::move(slots_);
        slots_ = std::vector<Slot>(before.size() * 2);
        for (auto const& slot : before)
            if (slot.name != 0)
                place(slot);
    }
    place({static_cast<std::uint32_t>(hash), name});
}
template <class Do>
void KnownNames::Slips::each(std::uint64_t hash, Do const& act) const
{
    auto const mask = slots_.size() - 1;
    auto const wanted = static_cast<std::uint32_t>(hash);
    for (auto at = wanted & mask; slots_[at].name != 0; at = (at + 1) & mask)
        if (slots_[at].hash == wanted)
            act(slots_[at].name);
}

KnownNames::KnownNames(Variants variants, GivenModel const& model)
    : variants_(std::move(variants)), model_(model)
{
}

Name KnownNames::describe(std::string_view folded, std::string_view latin) const
{
    auto name = name_of(latin);
    give_roots(name, variants_.roots(folded));
    return name;
}

Value KnownNames::take(std::string_view folded)
{
    auto const value = texts_.take(folded);
    if (value < names_.size())
        return value;
    names_.emplace_back();
    auto const written = in_latin(folded);
    Known known;
    known.described = describe(folded, written.text);
    known.common = model_.name(folded);
    known.same
        = {model_.same(Field::forename, known.common), model_.same(Field::surname, known.common)};
    known.script = written.script;
    known.latin = written.text == folded ? 0 : latins_.take(written.text);
    known.skeleton = skeletons_.take(skeleton_of(written.text));
    auto const ends = ends_of(folded);
    for (std::size_t at = 0; at < 2; ++at)
        if (!ends[at].empty())
            known.parts[at] = take(std::string(ends[at]));
    names_[value] = known;
    index(value);
    return value;
}

void KnownNames::index(Value name)
{
    auto const& known = names_[name];
    auto const letters = latin(name).substr(0, longest_slip);
    slips_.add(hashed(letters), name);
    each_with_one_left_out(
        letters, [&](std::string_view less, std::size_t) { slips_.add(hashed(less), name); });
    if (auto const spelt = latin(name); !spelt.empty())
        spellings_[letter_of(spelt)].add(name, spelt);
    for (auto const root : known.described.roots)
        if (root != 0)
            put_in(by_root_, root, name);
    if (known.skeleton != 0)
        put_in(by_skeleton_[known.script == Script::latin ? 0 : 1], known.skeleton, name);
    for (auto const part : known.parts)
        if (part != 0)
            by_part_[part].push_back(name);
    if (known.described.sound != 0)
        by_sound_[known.described.sound].push_back(
            {name, known.described.length, known.described.letters});
    if (!letters.empty())
        by_first_[known.script == Script::latin ? 0 : 1][heard_first(letters)].push_back(name);
    if (letters.size() >= 2)
        by_front_[front_of(letters)].push_back(name);
}

TypedName KnownNames::typed(std::string folded) const
{
    TypedName typed;
    typed.text = std::move(folded);
    if (typed.text.empty())
        return typed;
    typed.latin = in_latin(typed.text);
    typed.skeleton = skeleton_of(typed.latin.text);
    typed.described = describe(typed.text, typed.latin.text);
    typed.value = texts_.find(typed.text);
    typed.common = model_.name(typed.text);
    typed.same
        = {model_.same(Field::forename, typed.common), model_.same(Field::surname, typed.common)};
    return typed;
}

bool KnownNames::share_part(TypedName const& typed, Value name) const
{
    auto const& known = names_[name];
    auto const whole = texts_.text(name);
    auto const is_part = [&](std::string_view text) {
        return !text.empty() && std::ranges::any_of(known.parts, [&](Value part) {
            return part != 0 && texts_.text(part) == text;
        });
    };
    if (is_part(typed.text))
        return true;
    return std::ranges::any_of(ends_of(typed.text),
        [&](std::string_view end) { return !end.empty() && (end == whole || is_part(end)); });
}

Likeness KnownNames::likeness(TypedName const& typed, Value name) const
{
    if (name == typed.value)
        return Likeness::same;
    auto const& known = names_[name];
    auto const several = known.parts[0] != 0 || typed.text.find(' ') != std::string::npos;
    if (several && share_part(typed, name))
        return Likeness::part;
    if (variants_of_one(typed.described, known.described))
        return Likeness::variant;
    auto const letters = latin(name);
    if (typed.latin.script != known.script
        && (letters == typed.latin.text
            || (typed.skeleton.size() >= 2 && skeletons_.text(known.skeleton) == typed.skeleton)))
        return Likeness::variant;
    if (!could_be_near(typed.described, known.described))
        return Likeness::different;
    auto const alike = jaro_winkler(typed.latin.text, letters);
    return alike >= close_from ? Likeness::close
        : alike >= near_from   ? Likeness::near
                               : Likeness::different;
}

bool KnownNames::begins(TypedName const& typed, Value name) const
{
    if (typed.latin.text.size() < 2)
        return false;
    if (latin(name).starts_with(typed.latin.text))
        return true;
    // In another script what is heard first is the same, and the consonants begin so.
    auto const& known = names_[name];
    return typed.latin.script != known.script
        && heard_first(typed.latin.text) == heard_first(latin(name))
        && skeletons_.text(known.skeleton).starts_with(typed.skeleton);
}

void KnownNames::meeting(TypedName const& typed, std::vector<Value>& met) const
{
    auto const add = [&](Value name) { met.push_back(name); };
    auto const all_of = [&](std::vector<Value> const& names) {
        met.insert(met.end(), names.begin(), names.end());
    };
    auto const all_under = [&](auto const& lists, auto const key) {
        if (auto const found = lists.find(key); found != lists.end())
            all_of(found->second);
    };
    auto const letters = std::string_view(typed.latin.text).substr(0, longest_slip);
    slips_.each(hashed(letters), add);
    each_with_one_left_out(letters, [&](std::string_view less, std::size_t first) {
        slips_.each(hashed(less), add);
        if (less.size() < 5)
            return; // two slips in a short name make another
        each_with_one_left_out(less, [&](std::string_view two_less, std::size_t second) {
            if (second >= first)
                slips_.each(hashed(two_less), add);
        });
    });
    for (auto const root : typed.described.roots)
        if (root != 0 && root < by_root_.size())
            all_of(by_root_[root]);
    if (typed.value != 0)
        all_under(by_part_, typed.value);
    for (auto const end : ends_of(typed.text))
        if (auto const value = texts_.find(end); value != 0) {
            add(value);
            all_under(by_part_, value);
        }
    if (auto const heard = by_sound_.find(typed.described.sound); heard != by_sound_.end())
        for (auto const& one : heard->second) {
            Name spelt;
            spelt.letters = one.letters;
            spelt.length = one.length;
            if (could_be_near(typed.described, spelt))
                add(one.name);
        }
    if (auto const& spelt = typed.latin.text;
        typed.common == 0 && spelt.size() >= shortest_misspelt)
        for (auto const& one : spellings_[letter_of(spelt)].find(spelt, misspelt_from))
            add(one.name);
    auto const skeleton = typed.skeleton.size() < 2 ? 0 : skeletons_.find(typed.skeleton);
    for (std::size_t at = typed.latin.script == Script::latin ? 1 : 0; at < 2; ++at)
        if (skeleton != 0 && skeleton < by_skeleton_[at].size())
            all_of(by_skeleton_[at][skeleton]);
}

void KnownNames::beginning(TypedName const& typed, std::vector<Value>& met) const
{
    if (typed.latin.text.size() < 2)
        return;
    if (auto const found = by_front_.find(front_of(typed.latin.text)); found != by_front_.end())
        for (auto const name : found->second)
            if (begins(typed, name))
                met.push_back(name);
    for (std::size_t at = typed.latin.script == Script::latin ? 1 : 0; at < 2; ++at)
        if (auto const found = by_first_[at].find(heard_first(typed.latin.text));
            found != by_first_[at].end())
            for (auto const name : found->second)
                if (begins(typed, name))
                    met.push_back(name);
}

} // namespace kith::linkage
