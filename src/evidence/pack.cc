// SPDX-License-Identifier: MIT
#include "evidence/pack.h"
#include "platform/words/whole_words.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::evidence {
namespace {
    struct ItemKindWords {
        ItemKind kind;
        std::string_view name, words;
    };
    constexpr ItemKindWords item_kind_words[] = {{ItemKind::exhibit, "exhibit", "Exhibit"},
        {ItemKind::entry, "entry", "Entry of the timeline"}, {ItemKind::text, "text", "Text"},
        {ItemKind::unused, "unused", "Unused material"}};

    bool begins_letter(std::string_view text, std::size_t at)
    {
        return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    }

    // " odile marchbanks saw amy ": whole words between spaces. As names are kept, and over lines.
    std::string as_searched(std::string_view text)
    {
        std::string one_line(text);
        for (std::size_t at = 0; at < one_line.size(); ++at) {
            if (one_line[at] == '\n' || one_line[at] == '\r')
                one_line[at] = ' ';
            else if (one_line[at] == 'S' && at > 0
                && (one_line[at - 1] == '\''
                    || std::string_view(one_line).substr(0, at).ends_with("\u2019")))
                one_line[at] = 's'; // of a possessive
        }
        auto made = words::WholeWords(one_line).folded_text();
        while (made.ends_with('\n'))
            made.pop_back();
        return made;
    }

    // Chinese and Japanese put no space between words.
    bool has_words_without_spaces(std::string_view folded)
    {
        return std::ranges::any_of(folded, [](char one) {
            auto const byte = static_cast<unsigned char>(one);
            return byte >= 0xE3 && byte <= 0xE9;
        });
    }

    // Of a pack whose key was lawfully erased the spans stand, and no text.
    Span within(std::string_view text, Span span)
    {
        span.to = std::min(span.to, text.size());
        span.from = std::min(span.from, span.to);
        return span;
    }
} // namespace

std::string_view name_of(ItemKind kind)
{
    return std::ranges::find(item_kind_words, kind, &ItemKindWords::kind)->name;
}
std::string_view in_words_of(ItemKind kind)
{
    return std::ranges::find(item_kind_words, kind, &ItemKindWords::kind)->words;
}
std::optional<ItemKind> read_item_kind(std::string_view text)
{
    auto const* const found = std::ranges::find(item_kind_words, text, &ItemKindWords::name);
    return found == std::end(item_kind_words) ? std::nullopt : std::optional(found->kind);
}

PackItem const* WholePack::item(PackItemId id) const
{
    auto const found = std::ranges::find(items, id, &PackItem::id);
    return found == items.end() ? nullptr : &*found;
}

PackRecipient const* WholePack::recipient(PackRecipientId id) const
{
    auto const found = std::ranges::find(recipients, id, &PackRecipient::id);
    return found == recipients.end() ? nullptr : &*found;
}

ReleaseCheck const* WholePack::check_of(PackItemId id) const
{
    ReleaseCheck const* last = nullptr;
    for (auto const& one : checks)
        if (one.item == id && !one.void_at)
            last = &one;
    return last;
}

UnusedDecision const* WholePack::decision_of(PackItemId id) const
{
    UnusedDecision const* last = nullptr;
    for (auto const& one : decisions)
        if (one.item == id)
            last = &one;
    return last;
}

std::vector<Redaction> WholePack::redactions_of(PackItemId id, PackRecipientId who) const
{
    std::vector<Redaction> all;
    for (auto const& one : redactions)
        if (one.item == id && one.is_for(who))
            all.push_back(one);
    return all;
}

std::string WholePack::may_not_check(PackItem const& one, AccountId who) const
{
    if (one.added_by == who)
        return "You added it: somebody else checks it";
    if (one.wrote == who)
        return "You wrote what it is drawn from: somebody else checks it";
    for (auto const& each : redactions)
        if (each.item == one.id && (each.by == who || each.withdrawn_by == who))
            return "You took something out of it, or put it back: somebody else checks it";
    for (auto const& each : decisions)
        if (each.item == one.id && each.by == who)
            return "You decided about it: somebody else checks it";
    return "";
}

std::vector<std::string> WholePack::to_do(PackRecipientId who) const
{
    std::vector<std::string> all;
    auto const* const to = recipient(who);
    if (!to || to->ended_at)
        return {"Choose who gets it"};
    std::size_t goes = 0;
    for (auto const& one : items) {
        if (one.kind == ItemKind::unused && !to->with_unused)
            continue;
        ++goes;
        auto const* const check = check_of(one.id);
        if (!check)
            all.push_back(fmt::format("Item {} waits for its release check", one.place));
        else if (!check->passed)
            all.push_back(fmt::format("Item {} did not pass its release check", one.place));
        if (one.kind == ItemKind::unused && !decision_of(one.id))
            all.push_back(fmt::format("Nobody has decided about item {}", one.place));
    }
    if (goes == 0)
        all.emplace_back("There is nothing in it");
    return all;
}

std::string WholePack::mark_of(PackItemId id) const
{
    std::size_t out = 0, back = 0, decided = 0, ended = 0;
    for (auto const& one : redactions)
        if (one.item == id)
            ++(one.withdrawn_at ? back : out);
    for (auto const& one : decisions)
        decided += one.item == id ? 1 : 0;
    for (auto const& one : recipients)
        ended += one.ended_at ? 1 : 0;
    return fmt::format("{}.{}.{}.{}.{}", out, back, decided, recipients.size(), ended);
}

std::string WholePack::mark() const
{
    std::string made;
    for (auto const& one : items) {
        auto const* const check = check_of(one.id);
        made += fmt::format("i{} {}\n", one.id.write(), check ? check->at.write() : "-");
    }
    for (auto const& one : redactions)
        made += fmt::format("r{} {}\n", one.id.write(), one.withdrawn_at ? "-" : "+");
    for (auto const& one : recipients)
        made += fmt::format("t{} {}\n", one.id.write(), one.ended_at ? "-" : "+");
    return made + std::to_string(decisions.size());
}

std::vector<Span> places_of(std::string_view phrase, std::string_view text)
{
    std::vector<Span> all;
    if (phrase.empty())
        return all;
    for (auto at = text.find(phrase); at != std::string_view::npos;
         at = text.find(phrase, at + phrase.size()))
        all.push_back({at, at + phrase.size(), {}});
    return all;
}

bool is_span_of(std::string_view text, std::size_t from, std::size_t to)
{
    return from < to && to <= text.size() && begins_letter(text, from) && begins_letter(text, to);
}

std::string without(std::string_view text, std::vector<Span> spans)
{
    for (auto& span : spans)
        span = within(text, std::move(span));
    std::erase_if(spans, [](Span const& span) { return span.from == span.to; });
    std::ranges::sort(spans, {}, &Span::from);
    std::string made;
    std::size_t at = 0;
    for (std::size_t i = 0; i < spans.size();) {
        auto const from = spans[i].from;
        auto to = spans[i].to;
        std::vector<std::string> labels;
        for (; i < spans.size() && spans[i].from <= to; ++i) {
            to = std::max(to, spans[i].to);
            if (std::ranges::find(labels, spans[i].label) == labels.end())
                labels.push_back(spans[i].label);
        }
        made += text.substr(at, from - at);
        made += "[taken out";
        for (std::size_t each = 0; each < labels.size(); ++each)
            made += (each == 0 ? ": " : "; ") + labels[each];
        made += "]";
        at = to;
    }
    made += text.substr(at);
    return made;
}

std::vector<std::string> taken_out(std::string_view text, std::vector<Span> const& spans)
{
    std::vector<std::string> all;
    for (auto const& each : spans) {
        auto const span = within(text, each);
        auto const folded = as_searched(text.substr(span.from, span.to - span.from));
        auto const first = folded.find_first_not_of(' ');
        if (first == std::string::npos)
            continue;
        auto words = folded.substr(first, folded.find_last_not_of(' ') - first + 1);
        if (words.size() >= shortest_searched)
            all.push_back(std::move(words));
    }
    return all;
}

std::optional<std::string> still_stands(
    std::vector<std::string> const& taken, std::string_view text)
{
    if (taken.empty())
        return std::nullopt;
    auto const searched = as_searched(text);
    for (auto const& words : taken)
        if (searched.find(has_words_without_spaces(words) ? words : " " + words + " ")
            != std::string::npos)
            return words;
    return std::nullopt;
}

} // namespace kith::evidence
