// SPDX-License-Identifier: MIT
#include "evidence/pack_views.h"
#include "base/london.h"
#include "evidence/copy.h"
#include "evidence/pack_acts.h"
#include "evidence/store.h"
#include "evidence/views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::evidence {
namespace {
    using html::Value;

    std::string listed(Evidence const& room, char const* list, std::string const& code)
    {
        auto const found = room.facts.code(list, code);
        return found ? found->label : code;
    }

    std::string who_when(Evidence const& room, Visit const& visit, AccountId by, Instant at)
    {
        return room.name_of(visit.reading(), by) + ", " + london::in_words(at);
    }

    Value state_of_item(ReleaseCheck const* check)
    {
        auto const* const text = !check ? "Waits for its release check"
            : check->passed             ? "May go out"
                                        : "Did not pass";
        auto const* const tone = !check ? "waiting" : check->passed ? "new" : "urgent";
        return Value::object({{"text", std::string(text)}, {"tone", std::string(tone)}});
    }

    std::string part_in_words(documents::Covered const& part)
    {
        return fmt::format("A part of its picture: {}% from the left, {}% from the top, {}% wide, "
                           "{}% high",
            part.left / 10, part.top / 10, part.width / 10, part.height / 10);
    }
} // namespace

std::string address_of(PackId id) { return "/evidence/packs/" + id.write(); }
std::string address_of(PackItem const& item)
{
    return address_of(item.pack) + "/items/" + item.id.write();
}

Value pack_row(Evidence const& room, Visit const& visit, Pack const& pack)
{
    return Value::object(
        {{"href", address_of(pack.id)}, {"text", pack.reference.write() + " " + pack.words.title},
            {"detail",
                about_view(room, visit, pack.about).get("text").text() + ". "
                    + room.pages.agency_name(pack.owner_agency) + ", "
                    + london::in_words(pack.recorded_at)}});
}

Value item_view(
    Evidence const& room, Visit const& visit, WholePack const& all, PackItem const& item)
{
    auto const* const check = all.check_of(item.id);
    auto view = Value::object({{"place", item.place}, {"title", item.words.title},
        {"kind", std::string(in_words_of(item.kind))}, {"text", item.words.text},
        {"state", state_of_item(check)}, {"href", address_of(item)}, {"with_file", item.with_file},
        {"unused", item.kind == ItemKind::unused}, {"third_party", item.third_party},
        {"gone", item.removed_at.has_value()}, {"because", item.removed_because},
        {"added", who_when(room, visit, item.added_by, item.added_at)},
        {"may_not_check", why_not_check(visit, all, item)}, {"mark", all.mark_of(item.id)}});
    if (check)
        view["check"] = Value::object({{"passed", check->passed}, {"because", check->because},
            {"by", who_when(room, visit, check->by, check->at)}});
    if (auto const* const decision = all.decision_of(item.id))
        view["decision"] = Value::object({{"text", listed(room, "unused_decision", decision->code)},
            {"words", decision->words}, {"by", who_when(room, visit, decision->by, decision->at)}});
    if (auto const one
        = item.exhibit.none() ? Result<Exhibit>(not_found()) : find(visit, item.exhibit)) {
        view["exhibit"]
            = Value::object({{"text", one->reference.write()}, {"href", address_of(one->id)}});
        auto const known
            = item.with_file ? documents::file_known(visit.reading(), one->file) : std::nullopt;
        if (known && known->standing == documents::Standing::shown
            && documents::is_picture(known->kind)) {
            view["picture"] = documents::picture_path(one->file);
            view["width"] = known->width;
            view["height"] = known->height;
        } else if (known && known->kind != documents::FileKind::text) {
            view["whole_file"] = std::string(documents::in_words_of(known->kind));
        }
    }
    return view;
}

Value recipients_view(Evidence const& room, Visit const& visit, WholePack const& all)
{
    return Value::each(all.recipients, [&](PackRecipient const& one) {
        auto const path = address_of(all.pack.id) + "/recipients/" + one.id.write();
        auto copies = Value::array();
        for (auto const& copy : all.copies)
            if (copy.recipient == one.id)
                copies.push(Value::object(
                    {{"number", copy.number}, {"hash", ledger::write_hex(copy.sha256)},
                        {"size", documents::size_in_words(copy.size)},
                        {"made", who_when(room, visit, copy.by, copy.at)},
                        {"taken_away", copy.taken_away},
                        {"href", address_of(all.pack.id) + "/copies/" + copy.id.write()}}));
        auto to_do = Value::array();
        if (!one.ended_at)
            for (auto const& each : all.to_do(one.id))
                to_do.push(Value(each));
        auto const ready = !one.ended_at && all.to_do(one.id).empty();
        return Value::object({{"number", one.number}, {"name", one.name}, {"id", one.id.write()},
            {"with_unused", one.with_unused}, {"href", path}, {"gone", one.ended_at.has_value()},
            {"because", one.ended_because}, {"to_do", to_do}, {"ready", ready},
            {"copies", copies}});
    });
}

Value redactions_view(
    Evidence const& room, Visit const& visit, WholePack const& all, PackItem const& item)
{
    auto rows = Value::array();
    for (auto const& one : all.redactions) {
        if (one.item != item.id)
            continue;
        auto const* const to = one.recipient.none() ? nullptr : all.recipient(one.recipient);
        rows.push(Value::object({{"words",
                                     one.part ? part_in_words(*one.part)
                                         : one.to <= item.words.text.size()
                                         ? item.words.text.substr(one.from, one.to - one.from)
                                         : std::string("Its words were erased")},
            {"for_whom", to ? to->name : std::string("everybody")},
            {"reason", listed(room, "redaction_reason", one.reason)},
            {"by", who_when(room, visit, one.by, one.at)}, {"gone", one.withdrawn_at.has_value()},
            {"href", address_of(item) + "/redactions/" + one.id.write() + "/put-back"}}));
    }
    return rows;
}

} // namespace kith::evidence
