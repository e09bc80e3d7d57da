// SPDX-License-Identifier: MIT
#include "evidence/views.h"
#include "base/london.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::evidence {
namespace {
    using html::Value;

    void put_row(Value& rows, std::string const& key, std::string const& text)
    {
        if (!text.empty())
            rows.push(Value::object({{"key", key}, {"text", text}}));
    }

    std::string found_in_words(Exhibit const& one)
    {
        auto text = one.found_on.in_words();
        if (!one.words.found_time.empty())
            text += " at " + one.words.found_time;
        return text + ", " + one.words.found_where;
    }

    Value state_of(Exhibit const& one, Custody const& stands, bool taken_away)
    {
        auto const say = [](std::string text, char const* tone) {
            return Value::object({{"text", std::move(text)}, {"tone", std::string(tone)}});
        };
        if (one.withdrawn_at)
            return say("Withdrawn", "quiet");
        if (taken_away)
            return say("Taken away: the police store holds it", "urgent");
        if (stands.waits_for_second())
            return say("Waits for a second person", "waiting");
        if (!stands.last)
            return say("", "quiet");
        return say(std::string(in_words_of(stands.last->act)),
            stands.last->act == CustodyAct::destroyed ? "quiet" : "new");
    }

    // {href, picture, kind, size, hash, not_shown}; undefined where it has no file.
    Value file_view(Visit const& visit, Exhibit const& one, bool destroyed)
    {
        auto const known
            = one.file.none() ? std::nullopt : documents::file_known(visit.reading(), one.file);
        if (!known)
            return {};
        auto const shown = known->standing == documents::Standing::shown && !destroyed;
        auto view = Value::object({{"kind", std::string(documents::in_words_of(known->kind))},
            {"size", documents::size_in_words(known->size)},
            {"hash", ledger::write_hex(one.sha256)},
            {"not_shown",
                destroyed
                    ? std::string("Its bytes were destroyed. What it was, and its SHA-256, stay.")
                    : std::string(documents::not_shown(known->standing))}});
        if (shown)
            view["href"] = documents::file_path(one.file);
        if (shown && documents::is_picture(known->kind))
            view["picture"] = documents::small_picture_path(one.file);
        view["archive"] = shown && known->kind == documents::FileKind::archive;
        return view;
    }
} // namespace

std::string address_of(ExhibitId id) { return "/evidence/exhibits/" + id.write(); }
std::string address_about(Thing const& about)
{
    return "/evidence/about/" + about.kind + "/" + about.id.write();
}

Value about_view(Evidence const& room, Visit const& visit, Thing const& about)
{
    auto view = Value::object({{"back", address_about(about)}});
    if (about.kind == "concern") {
        auto const concern = room.concerns.store.find(visit, ConcernId(about.id));
        view["text"] = concern ? "Concern " + concern->reference.write() : "A concern";
        view["href"] = "/concerns/" + about.id.write();
        return view;
    }
    auto const shown = room.links.seen.show(visit, about);
    view["text"] = shown.text;
    view["href"] = shown.href;
    return view;
}

Value exhibit_row(Evidence const& room, Visit const& visit, Exhibit const& one)
{
    auto const stands = standing_of(custody_of(visit, one));
    auto detail = std::string(in_words_of(one.sort));
    if (!one.words.mark.empty())
        detail += ", " + one.words.mark;
    detail += ". " + one.found_on.in_words();
    if (!stands.where.empty())
        detail += ". Now: " + stands.where;
    detail += ". " + room.pages.agency_name(one.owner_agency);
    return Value::object({{"href", address_of(one.id)},
        {"text", one.reference.write() + " " + one.words.description}, {"detail", detail},
        {"status", state_of(one, stands, is_taken_away(visit.reading(), one))}});
}

Value exhibit_view(Evidence const& room, Visit const& visit, Exhibit const& one)
{
    auto const stands = standing_of(custody_of(visit, one));
    auto rows = Value::array();
    put_row(rows, "What it is", one.words.description);
    put_row(rows, "Its label", one.words.mark);
    put_row(rows, "Kind", std::string(in_words_of(one.sort)));
    put_row(rows, "Found or produced by", one.words.produced_by);
    put_row(rows, "Found or produced", found_in_words(one));
    put_row(rows, "Hangs on", about_view(room, visit, one.about).get("text").text());
    put_row(rows, "Reference of the police store", one.words.store_reference);
    if (auto const from
        = one.out_of.none() ? Result<Exhibit>(not_found()) : find(visit, one.out_of))
        put_row(rows, "Taken out of", from->reference.write());
    put_row(rows, "Where it is now", stands.where);
    put_row(rows, "Under seal", stands.seal.empty() ? "None" : stands.seal);
    put_row(rows, "Whose it is", room.pages.agency_name(one.owner_agency));
    put_row(rows, "Recorded",
        room.name_of(visit.reading(), one.created_by) + ", " + london::in_words(one.recorded_at));
    put_row(rows, "Withdrawn", one.withdrawn_because);
    auto const taken_away = is_taken_away(visit.reading(), one);
    auto view = Value::object({{"href", address_of(one.id)}, {"reference", one.reference.write()},
        {"name", one.words.description}, {"mark", one.words.mark}, {"rows", rows},
        {"state", state_of(one, stands, taken_away)}, {"version", one.version},
        {"withdrawn", one.withdrawn_at.has_value()}, {"taken_away", taken_away},
        {"needs_store", taken_away && one.words.store_reference.empty()},
        {"about", about_view(room, visit, one.about)}});
    view["file"] = file_view(visit, one, stands.destroyed());
    return view;
}

Value custody_view(Evidence const& room, Visit const& visit, Exhibit const& one, bool may_change)
{
    auto const all = custody_of(visit, one);
    auto const stands = standing_of(all);
    auto first = true;
    return Value::each(all, [&](CustodyEntry const& entry) {
        auto const waits
            = entry.act == CustodyAct::destroyed && !entry.confirmed_at && !entry.wrong_at;
        auto view = Value::object({{"act", std::string(in_words_of(entry.act))},
            {"at", london::in_words(entry.at)}, {"who", entry.words.who},
            {"where", entry.words.where}, {"why", entry.words.why}, {"seal", entry.words.seal},
            {"by",
                room.name_of(visit.reading(), entry.recorded_by) + ", "
                    + london::in_words(entry.recorded_at)},
            {"wrong", entry.wrong_at.has_value()}, {"because", entry.wrong_because},
            {"waits", waits},
            {"may_confirm", may_change && waits && entry.recorded_by != visit.visitor().account},
            {"may_mark", may_change && !first && !entry.wrong_at && !entry.confirmed_at},
            {"href", address_of(one.id) + "/custody/" + entry.id.write()}});
        if (entry.confirmed_at)
            view["confirmed"] = room.name_of(visit.reading(), entry.confirmed_by) + ", "
                + london::in_words(*entry.confirmed_at);
        if (entry.wrong_at)
            view["wrong_by"] = room.name_of(visit.reading(), entry.wrong_by) + ", "
                + london::in_words(*entry.wrong_at);
        first = false;
        return view;
    });
}

std::string when_in_words(TimelineEntry const& entry)
{
    return entry.on.in_words()
        + (entry.words.time.empty() ? std::string() : " at " + entry.words.time);
}

Value timeline_view(
    Evidence const& room, Visit const& visit, std::vector<TimelineEntry> const& entries)
{
    return Value::each(entries, [&](TimelineEntry const& entry) {
        auto const facts = facts_of(visit, entry);
        auto view = Value::object({{"when", when_in_words(entry)}, {"what", entry.words.what},
            {"source", entry.words.source},
            {"by",
                room.name_of(visit.reading(), entry.recorded_by) + ", "
                    + london::in_words(entry.recorded_at)},
            {"gone", entry.withdrawn_at.has_value()}, {"because", entry.withdrawn_because},
            {"id", entry.id.write()},
            {"may_withdraw", !entry.withdrawn_at && facts && visit.permits("change", *facts)},
            {"href", "/evidence/timeline/" + entry.id.write() + "/withdraw"}});
        auto const from
            = entry.exhibit.none() ? Result<Exhibit>(not_found()) : find(visit, entry.exhibit);
        if (from)
            view["exhibit"] = Value::object(
                {{"text", from->reference.write()}, {"href", address_of(from->id)}});
        return view;
    });
}

std::string words_for_a_pack(Evidence const& room, Visit const& visit, Exhibit const& one)
{
    auto text = one.words.description + "\n";
    if (!one.words.mark.empty())
        text += "Label: " + one.words.mark + "\n";
    text += "Found or produced by " + one.words.produced_by + ", " + found_in_words(one) + "\n";
    if (!one.words.store_reference.empty())
        text += "Held by the police store: " + one.words.store_reference + "\n";
    text += "Custody:\n";
    for (auto const& entry : custody_of(visit, one)) {
        if (entry.wrong_at)
            continue;
        text += fmt::format(
            "{}, {}, by {}", london::in_words(entry.at), in_words_of(entry.act), entry.words.who);
        if (!entry.words.where.empty())
            text += ", " + entry.words.where;
        text += entry.words.seal.empty() ? ", under no seal" : ", seal " + entry.words.seal;
        if (entry.confirmed_at)
            text += ", confirmed by " + room.name_of(visit.reading(), entry.confirmed_by);
        text += ". " + entry.words.why + "\n";
    }
    return text;
}

std::string words_for_a_pack(Visit const& visit, TimelineEntry const& entry)
{
    auto text = when_in_words(entry) + ": " + entry.words.what + "\nSource: ";
    if (auto const from
        = entry.exhibit.none() ? Result<Exhibit>(not_found()) : find(visit, entry.exhibit))
        return text + "exhibit " + from->reference.write()
            + (entry.words.source.empty() ? "" : ", " + entry.words.source);
    return text + entry.words.source;
}

} // namespace kith::evidence
