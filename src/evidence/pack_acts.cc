// SPDX-License-Identifier: MIT
#include "evidence/pack_acts.h"
#include "base/london.h"
#include "evidence/acts.h"
#include "evidence/views.h"
#include <algorithm>

namespace kith::evidence {
namespace {
    constexpr std::size_t longest_title = 300;

    Result<WholePack> pack_to(Visit const& visit, PackId id, char const* act)
    {
        auto all = TRY(whole(visit, id));
        auto const facts = TRY(facts_of(visit, all.pack));
        TRY(visit.may(act, facts));
        return all;
    }

    Result<PackItem> item_of(WholePack const& all, PackItemId id)
    {
        auto const* const found = all.item(id);
        if (!found)
            return not_found();
        return *found;
    }

    Done check_title(std::string const& title, char const* field, char const* missing)
    {
        TRY(check_said(title, field, missing));
        return title.size() > longest_title ? Done(invalid("Write 300 characters or fewer", field))
                                            : done();
    }

    // Of an exhibit whose file is a text, what is written in it goes with its words, so that it can
    // be taken out of.
    Result<std::string> words_of_exhibit(
        Evidence const& room, Visit const& visit, Exhibit const& one, bool with_file)
    {
        auto text = words_for_a_pack(room, visit, one);
        auto const known = with_file && !one.file.none()
            ? documents::file_known(visit.reading(), one.file)
            : std::nullopt;
        if (!known || known->kind != documents::FileKind::text)
            return text;
        auto const written = TRY(documents::viewing_copy(room.documents, visit, one.file));
        if (text.size() + written.size() > longest_item_text)
            return invalid("What is written in the file is too long for a pack: add the part that "
                           "is needed as a text",
                "with_file");
        return text + "What is written in it:\n" + written;
    }

    // A statement is longer than what is said of an exhibit.
    Done check_text(std::string const& text)
    {
        if (text.find_first_not_of(" \t\r\n") == std::string::npos)
            return invalid("Write what goes out", "text");
        return text.size() > longest_item_text
            ? Done(invalid("Write 200,000 characters or fewer", "text"))
            : done();
    }

    // What hangs on another record may stand behind a wall that does not stand before this one.
    bool belongs(Visit const& visit, Pack const& pack, Thing const& about)
    {
        auto const same = disruption::same_as(visit.reading(), pack.about);
        return std::ranges::find(same, about) != same.end();
    }

    Result<PackItem> drawn_from_exhibit(
        Evidence const& room, Visit const& visit, Pack const& pack, ItemTyped const& typed)
    {
        auto const reference = Reference::read(typed.reference);
        auto const one = reference ? find(visit, *reference) : Result<Exhibit>(not_found());
        if (!one || one->withdrawn_at)
            return invalid("No exhibit you may know has this reference", "exhibit");
        if (!belongs(visit, pack, one->about))
            return invalid(
                "It hangs on another record than the pack: make a pack there", "exhibit");
        PackItem item;
        item.exhibit = one->id;
        item.wrote = one->created_by;
        item.with_file = typed.with_file && one->sort == ExhibitSort::file;
        if (item.with_file && is_taken_away(visit.reading(), *one))
            return invalid("Its file was taken away: only the reference of the police store can "
                           "stand in a pack",
                "with_file");
        if (item.with_file && standing_of(custody_of(visit, *one)).destroyed())
            return invalid("Its file was destroyed: add it without the file", "with_file");
        item.words.title = "Exhibit " + one->reference.write(); // of its words nothing
        item.words.text = TRY(words_of_exhibit(room, visit, *one, item.with_file));
        return item;
    }

    Result<PackItem> drawn_from_entry(Visit const& visit, Pack const& pack, ItemTyped const& typed)
    {
        auto const entry
            = typed.entry.none() ? Result<TimelineEntry>(not_found()) : find(visit, typed.entry);
        if (!entry || entry->withdrawn_at || !belongs(visit, pack, entry->about))
            return invalid("Choose an entry of the timeline", "entry");
        PackItem item;
        item.wrote = entry->recorded_by;
        item.words.title = "Timeline, " + when_in_words(*entry);
        item.words.text = words_for_a_pack(visit, *entry);
        return item;
    }

    Result<PackItem> drawn(
        Evidence const& room, Visit const& visit, Pack const& pack, ItemTyped const& typed)
    {
        if (typed.kind == ItemKind::exhibit)
            return drawn_from_exhibit(room, visit, pack, typed);
        if (typed.kind == ItemKind::entry)
            return drawn_from_entry(visit, pack, typed);
        TRY(check_title(typed.words.title, "title", "Say what it is"));
        TRY(check_text(typed.words.text));
        PackItem item;
        item.words = typed.words;
        item.third_party = typed.third_party;
        if (typed.kind == ItemKind::unused) {
            TRY(check_title(typed.words.held_by, "held_by", "Say who holds it"));
            TRY(check_said(typed.words.why, "why_unused", "Say why it is not used"));
            item.words.text = "Held by: " + typed.words.held_by + "\n" + typed.words.text
                + "\nNot used because: " + typed.words.why;
        }
        return item;
    }

    // Rule 2, of all that an exhibit's words are drawn from: each version of what is said of it,
    // and its log.
    bool wrote_of_exhibit(Visit const& visit, PackItem const& item, AccountId who)
    {
        auto const one
            = item.exhibit.none() ? Result<Exhibit>(not_found()) : find(visit, item.exhibit);
        if (!one)
            return false;
        if (one->recorded_by == who)
            return true;
        for (auto const& was : versions_of(visit, *one))
            if (was.exhibit.recorded_by == who)
                return true;
        for (auto const& entry : custody_of(visit, *one))
            if (entry.recorded_by == who && !entry.wrong_at)
                return true;
        return false;
    }

    Result<std::vector<Redaction>> redactions_typed(
        PackItem const& item, RedactionTyped const& typed)
    {
        std::vector<Redaction> all;
        auto const at = [&](std::size_t from, std::size_t to) {
            Redaction one;
            one.item = item.id;
            one.recipient = typed.recipient;
            one.from = from;
            one.to = to;
            one.reason = typed.reason;
            return one;
        };
        if (typed.part) {
            if (!item.with_file || !documents::is_within(*typed.part))
                return invalid("Say which part of the picture, in percent of its width and height",
                    "part_left");
            auto one = at(0, 0);
            one.part = typed.part;
            all.push_back(one);
            return all;
        }
        if (typed.span) {
            if (!is_span_of(item.words.text, typed.span->from, typed.span->to))
                return invalid("These are no words of the text", "phrase");
            all.push_back(at(typed.span->from, typed.span->to));
            return all;
        }
        auto phrase = typed.phrase;
        std::erase(phrase, '\r');
        for (auto const& place : places_of(phrase, item.words.text))
            all.push_back(at(place.from, place.to));
        if (all.empty())
            return invalid(
                "Write the words exactly as they stand in the text, with capitals", "phrase");
        return all;
    }
} // namespace

std::string why_not_check(Visit const& visit, WholePack const& all, PackItem const& item)
{
    auto const who = visit.visitor().account;
    auto const why_not = all.may_not_check(item, who);
    return why_not.empty() && wrote_of_exhibit(visit, item, who)
        ? "You wrote something of what it is drawn from: somebody else checks it"
        : why_not;
}

Result<Pack> make_pack(Change& change, Pack const& wanted)
{
    TRY(facts_of_about(change, wanted.about));
    TRY(check_title(wanted.words.title, "title", "Say what the pack is for"));
    TRY(check_title(wanted.words.marking, "marking", "Say how it is marked"));
    return add(change, wanted);
}

Result<PackItemId> add_item(Evidence const& room, Change& change, PackId id, ItemTyped const& typed)
{
    auto const all = TRY(pack_to(change, id, "change"));
    auto item = TRY(drawn(room, change, all.pack, typed));
    item.pack = id;
    item.kind = typed.kind;
    std::erase(item.words.text, '\r'); // one way to end a line, so that words are found again
    for (auto const& other : all.items)
        if (!item.exhibit.none() && other.exhibit == item.exhibit)
            return invalid("It is in the pack already", "exhibit");
    return add_item_row(change, all.pack, item);
}

Done remove_item(Change& change, PackId id, PackItemId item, std::string const& because)
{
    auto const all = TRY(pack_to(change, id, "change"));
    auto const one = TRY(item_of(all, item));
    TRY(check_said(because, "removed", "Say why it is removed"));
    return remove_item_row(change, all.pack, one, because);
}

Done check_item(Change& change, PackId id, PackItemId item, bool passed, std::string const& because,
    std::string const& mark)
{
    auto const all = TRY(pack_to(change, id, "check"));
    auto const one = TRY(item_of(all, item));
    auto const why_not = why_not_check(change, all, one);
    if (!why_not.empty())
        return invalid(why_not, "passed");
    TRY(check_said(because, "because", "Say why it may go out, or what is wrong"));
    if (mark != all.mark_of(item))
        return error(Code::conflict,
            "Something was taken out or put back, decided, or the list of who gets it changed, "
            "since you read it: read it again as each of them has it",
            "passed");
    if (passed && one.kind == ItemKind::unused && !all.decision_of(item))
        return invalid("Somebody decides first whether it might undermine or assist", "passed");
    ReleaseCheck check;
    check.item = item;
    check.passed = passed;
    check.because = because;
    return add_check(change, all.pack, one, check);
}

Done decide_unused(Evidence const& room, Change& change, PackId id, PackItemId item,
    std::string const& code, std::string const& words)
{
    auto const all = TRY(pack_to(change, id, "change"));
    auto const one = TRY(item_of(all, item));
    if (one.kind != ItemKind::unused)
        return not_found();
    if (!room.facts.lists("unused_decision", code, london::day_of(change.now())))
        return invalid("Choose what you decide", "decision");
    TRY(check_said(words, "decided_because", "Say why, in your own words"));
    UnusedDecision decision;
    decision.item = item;
    decision.code = code;
    decision.words = words;
    return add_decision(change, all.pack, one, decision);
}

Result<PackRecipientId> add_recipient(
    Change& change, PackId id, std::string const& name, bool with_unused)
{
    auto const all = TRY(pack_to(change, id, "change"));
    TRY(check_title(name, "recipient", "Say who gets it: their name and office"));
    PackRecipient one;
    one.name = name;
    one.with_unused = with_unused;
    return add_recipient_row(change, all.pack, one);
}

Done end_recipient(Change& change, PackId id, PackRecipientId recipient, std::string const& because)
{
    auto const all = TRY(pack_to(change, id, "change"));
    auto const* const one = all.recipient(recipient);
    if (!one)
        return not_found();
    TRY(check_said(because, "ended", "Say why they get no more copies"));
    return end_recipient_row(change, all.pack, *one, because);
}

Done redact(
    Evidence const& room, Change& change, PackId id, PackItemId item, RedactionTyped const& typed)
{
    auto const all = TRY(pack_to(change, id, "change"));
    auto const one = TRY(item_of(all, item));
    if (!typed.recipient.none() && !all.recipient(typed.recipient))
        return invalid("Choose for whom", "for_whom");
    if (!room.facts.lists("redaction_reason", typed.reason, london::day_of(change.now())))
        return invalid("Choose why it is taken out", "reason");
    auto const redactions = TRY(redactions_typed(one, typed));
    return add_redactions(change, all.pack, one, redactions);
}

Done put_back(Change& change, PackId id, PackItemId item, RedactionId redaction)
{
    auto const all = TRY(pack_to(change, id, "change"));
    auto const one = TRY(item_of(all, item));
    for (auto const& each : all.redactions)
        if (each.id == redaction && each.item == item)
            return withdraw_redaction(change, all.pack, one, each);
    return not_found();
}

} // namespace kith::evidence
