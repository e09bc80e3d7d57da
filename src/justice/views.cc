// SPDX-License-Identifier: MIT
#include "justice/views.h"
#include "base/london.h"
#include "justice/form_page.h"
#include <boost/json.hpp>

namespace kith::justice {
namespace {
    using html::Value;
    namespace json = boost::json;

    std::string label_in(Justice const& room, std::string_view list, std::string_view code)
    {
        auto const found = room.facts.code(list, code);
        return found ? found->label : std::string(code);
    }

    std::string tone_of(EntryKind kind)
    {
        switch (kind) {
        case EntryKind::rg_positive:
        case EntryKind::cg_positive:
            return "new";
        case EntryKind::sent:
        case EntryKind::reconsideration:
            return "waiting";
        default:
            return "quiet";
        }
    }

    std::string period_in_words(Exploitation const& part)
    {
        if (part.from && part.until)
            return part.from->in_words() + " to " + part.until->in_words();
        if (part.from)
            return "since " + part.from->in_words();
        return part.until ? "until " + part.until->in_words() : std::string("time not known");
    }

    json::array lines_json(std::vector<std::string> const& lines)
    {
        json::array all;
        for (auto const& line : lines)
            all.push_back(json::value(line));
        return all;
    }
    json::value partial_json(std::optional<PartialDate> const& day)
    {
        return day ? json::value(day->write()) : json::value(nullptr);
    }
} // namespace

std::string address_of(ReferralId id) { return "/justice/referrals/" + id.write(); }
std::string address_of(NoticeId id) { return "/justice/notices/" + id.write(); }
std::string address_of(PersonId id) { return "/justice/people/" + id.write(); }

Value state_of(std::vector<Entry> const& entries)
{
    auto const stands = where_it_stands(entries);
    if (!stands)
        return Value::object({{"text", "Prepared, not sent"}, {"tone", "waiting"}});
    return Value::object(
        {{"text", std::string(in_words_of(stands->kind))}, {"tone", tone_of(stands->kind)}});
}

Value state_of(std::vector<NoticeEntry> const& entries)
{
    auto const stands = where_it_stands(entries);
    auto const kind = stands ? stands->kind : NoticeEntryKind::prepared;
    return Value::object({{"text",
                              kind == NoticeEntryKind::prepared ? std::string("Prepared, not sent")
                                                                : std::string(in_words_of(kind))},
        {"tone", kind == NoticeEntryKind::prepared ? "waiting" : "quiet"}});
}

Value referral_row(Justice const& room, Visit const& visit, Referral const& referral)
{
    auto const entries = entries_of(visit, referral);
    auto detail = std::string("Referral, ")
        + (referral.route == Route::child ? "of a child. " : "of an adult. ")
        + room.pages.agency_name(referral.owner_agency);
    if (auto const aim = aim_of(room, entries))
        detail += ". " + aim->who + ". " + aim->text;
    return Value::object({{"href", address_of(referral.id)}, {"text", referral.reference.write()},
        {"detail", detail}, {"status", state_of(entries)}});
}

Value notice_row(Justice const& room, Visit const& visit, Notice const& notice)
{
    return Value::object({{"href", address_of(notice.id)}, {"text", notice.reference.write()},
        {"detail",
            "Notice without identity. " + room.pages.agency_name(notice.owner_agency) + ", "
                + london::day_of(notice.recorded_at).in_words()},
        {"status", state_of(entries_of(visit, notice))}});
}

Value entries_view(
    Justice const& room, Visit const& visit, Referral const& referral, bool may_change)
{
    auto const entries = entries_of(visit, referral);
    return Value::each(entries, [&](Entry const& one) {
        return Value::object({{"title", std::string(in_words_of(one.kind))},
            {"on", one.on.in_words()}, {"by", room.name_of(visit.reading(), one.by)},
            {"words", one.words}, {"reference", one.reference},
            {"gone", one.taken_back_at.has_value()}, {"because", one.taken_back_because},
            {"may_take_back", may_change && is_last(entries, one.id)},
            {"href", address_of(referral.id) + "/entries/" + one.id.write() + "/take-back"}});
    });
}

Value entries_view(Justice const& room, Visit const& visit, Notice const& notice, bool may_change)
{
    auto const entries = entries_of(visit, notice);
    auto const last = where_it_stands(entries);
    return Value::each(entries, [&](NoticeEntry const& one) {
        return Value::object({{"title", std::string(in_words_of(one.kind))},
            {"on", one.on.in_words()}, {"by", room.name_of(visit.reading(), one.by)},
            {"words", one.words}, {"reference", one.reference},
            {"gone", one.taken_back_at.has_value()}, {"because", one.taken_back_because},
            {"may_take_back",
                may_change && last && last->id == one.id && one.kind != NoticeEntryKind::prepared},
            {"href", address_of(notice.id) + "/entries/" + one.id.write() + "/take-back"}});
    });
}

Value answers_view(Justice const& room, Visit const& visit, Referral const& referral)
{
    auto const answers = answers_of(room, referral_form, referral.form_version, referral.answers);
    auto const view = forms::check_view(
        room.forms.as_given(referral_form, referral.form_version), answers, drawing(room, visit));
    auto rows = Value::array();
    // Each place and period stands apart.
    auto const* const apart
        = room.forms.as_given(referral_form, referral.form_version).find("exploitation");
    auto const& all = view.get("rows");
    for (std::size_t at = 0; at < all.size(); ++at)
        if (all.at(at).get("answered").truthy()
            && (!apart || all.at(at).get("key").text() != apart->question))
            rows.push(all.at(at));
    return rows;
}

Value exploitation_view(Justice const& room, Referral const& referral)
{
    return Value::each(referral.exploitation, [&](Exploitation const& part) {
        return Value::object({{"key", label_in(room, "nrm_exploitation", part.kind)},
            {"text",
                (part.place.empty() ? std::string("Place not known") : part.place) + ", "
                    + period_in_words(part)}});
    });
}

Value defence_law_view(Justice const& room, Visit const& visit)
{
    auto const today = london::day_of(visit.now());
    return Value::object({{"as_of", room.law.as_of().in_words()},
        {"tests",
            Value::each(room.law.defences(today),
                [](LawLine const& one) {
                    return Value::object({{"key", one.who == "child" ? "Under 18" : "18 or over"},
                        {"text", one.words + ". Source: " + one.source_in_words()}});
                })},
        {"outside", Value::each(room.law.outside_defence(today), [](LawLine const& one) {
             return Value::object({{"text", one.words}, {"source", one.source_in_words()}});
         })}});
}

Value defence_row(Justice const& room, Visit const& visit, DefenceNote const& note)
{
    auto const facts = facts_of(visit, note);
    return Value::object({{"on", note.on.in_words()}, {"considered_by", note.considered_by},
        {"contact", note.contact}, {"words", note.words},
        {"by", room.name_of(visit.reading(), note.by)}, {"gone", note.withdrawn_at.has_value()},
        {"because", note.withdrawn_because},
        {"may_withdraw", facts && !note.withdrawn_at && visit.permits("change", *facts)},
        {"href", "/justice/defence/" + note.id.write() + "/take-back"}});
}

std::string write_fields(Justice const& room, Visit const& visit, Referral const& referral)
{
    auto const& form = room.forms.as_given(referral_form, referral.form_version);
    auto const answers = answers_of(room, referral_form, referral.form_version, referral.answers);
    auto const drawn = drawing(room, visit);
    json::object fields;
    for (auto const& question : form.questions) {
        if (question.kind == forms::Kind::items || !form.asked(question, answers))
            continue;
        fields[question.name] = json::object{{"question", question.question},
            {"answer", lines_json(forms::in_words(question, answers, drawn))}};
    }
    json::array exploitation;
    for (auto const& part : referral.exploitation)
        exploitation.push_back(json::object{{"kind", part.kind},
            {"label", label_in(room, "nrm_exploitation", part.kind)}, {"place", part.place},
            {"from", partial_json(part.from)}, {"until", partial_json(part.until)}});
    json::array came;
    for (auto const& one : standing(entries_of(visit, referral)))
        came.push_back(json::object{{"what", name_of(one.kind)}, {"on", one.on.write()},
            {"reference", one.reference}, {"due_rule", one.due_rule},
            {"due", one.due ? json::value(one.due->write()) : json::value(nullptr)}});
    auto const authority
        = room.facts.authority(referral.authority, london::day_of(referral.recorded_at));
    return json::serialize(json::object{
        {"what", "Referral to the National Referral Mechanism: the field set of the form"},
        {"form", form.name}, {"form_version", form.version},
        {"reference", referral.reference.write()}, {"route", name_of(referral.route)},
        {"first_responder", room.pages.agency_name(referral.owner_agency)},
        {"council", authority ? authority->name : referral.authority}, {"fields", fields},
        {"exploitation", exploitation}, {"since", came}});
}

} // namespace kith::justice
