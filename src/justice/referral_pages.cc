// SPDX-License-Identifier: MIT
// One referral: what was asked and answered, where it stands, what came of it; on paper, as a file.
#include "base/london.h"
#include "justice/pages.h"
#include "justice/views.h"

namespace kith::justice {
namespace {
    using html::Value;

    std::string notice_of_referral(std::string_view said)
    {
        if (said == "prepared")
            return "It is prepared. Print or export it, send it, and record here when and how.";
        if (said == "recorded")
            return "It is recorded.";
        if (said == "taken-back")
            return "The entry is taken back. It stays in the list.";
        if (said == "corrected")
            return "The correction is recorded.";
        return "";
    }

    Result<Referral> referral_in(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<ReferralId>("referral"));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may(act, facts));
        return one;
    }

    Value notes_of(Justice const& room, Visit const& visit, Referral const& referral)
    {
        auto rows = Value::array();
        for (auto const& note : list_defence_notes(visit, referral.person))
            if (note.referral == referral.id)
                rows.push(defence_row(room, visit, note));
        return rows;
    }

    Value page_of_referral(Justice const& room, Visit const& visit, Referral const& referral)
    {
        auto const facts = facts_of(visit, referral);
        auto const may = [&](char const* act) { return facts && visit.permits(act, *facts); };
        auto const entries = entries_of(visit, referral);
        auto const today = london::day_of(visit.now());
        auto const aim = aim_of(room, entries);
        auto const next = Value::each(next_of(referral, entries), [](EntryKind kind) {
            return Value::object(
                {{"value", std::string(name_of(kind))}, {"text", std::string(in_words_of(kind))}});
        });
        auto const person = people::find(visit, referral.person);
        auto const guardian = guardian_stands(entries);
        auto page = Value::object({{"section", "/people"}, {"href", address_of(referral.id)},
            {"reference", referral.reference.write()}, {"version", referral.version},
            {"name", person ? name_line(visit, *person) : std::string()},
            {"person_href", address_of(referral.person)}, {"state", state_of(entries)},
            {"is_child", referral.route == Route::child},
            {"way", in_words(route_of(room, visit, referral, entries, today))},
            {"agency", room.pages.agency_name(referral.owner_agency)},
            {"answers", answers_view(room, visit, referral)},
            {"exploitation", exploitation_view(room, referral)},
            {"entries", entries_view(room, visit, referral, may("change"))}, {"next", next},
            {"guardian_asked", guardian.has_value()},
            {"defence_notes", notes_of(room, visit, referral)},
            {"guardians",
                Value::each(room.law.guardians(today),
                    [](LawLine const& one) {
                        return Value(one.name + ", " + one.number + ". " + one.words
                            + ". Source: " + one.source_in_words());
                    })},
            {"versions",
                Value::each(versions_of(visit, referral),
                    [&](ReferralWas const& was) {
                        return Value(london::in_words(was.until) + ", "
                            + room.name_of(visit.reading(), was.by) + ": " + was.reason);
                    })},
            {"may_change", may("change")}, {"may_export", may("export")},
            {"who_can_see", justice_readers}});
        if (aim)
            page["aim"]
                = Value::object({{"who", aim->who}, {"text", aim->text}, {"source", aim->source}});
        return page;
    }

    Response draw_referral(
        Justice const& room, Visit const& visit, Referral const& referral, PageTyped const& typed)
    {
        auto page = page_of_referral(room, visit, referral);
        show_typed(page, typed);
        return room.pages.show(visit, "justice/referral.njk", page, status_of(typed.problems));
    }

    Result<Response> show_referral(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const referral = TRY(referral_in(visit, request, "read"));
        PageTyped typed;
        typed.notice = notice_of_referral(request.query("said"));
        return draw_referral(room, visit, referral, typed);
    }

    // The paper that goes to the Home Office, and that a document is made from.
    Result<Response> print_referral(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const referral = TRY(referral_in(visit, request, "export"));
        TRY(check_may_leave(visit, referral));
        auto const facts = TRY(facts_of(visit, referral));
        TRY(visit.change([&](Change& change) { return note_export(change, facts, "On paper"); }));
        auto page = page_of_referral(room, visit, referral);
        page["printed"] = london::in_words(visit.now());
        return room.pages.show(visit, "justice/referral_print.njk", page);
    }

    Result<Response> export_referral(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto const referral = TRY(referral_in(visit, request, "export"));
        TRY(check_may_leave(visit, referral));
        auto const facts = TRY(facts_of(visit, referral));
        TRY(visit.change([&](Change& change) { return note_export(change, facts, "As JSON"); }));
        return http::file(write_fields(room, visit, referral), "application/json",
            "referral-" + referral.reference.write() + ".json");
    }

    Result<Response> after_entry(Justice const& room, Visit const& visit, ReferralId id,
        http::FormData const& form, Done const& made, char const* said)
    {
        if (made)
            return http::see_other(address_of(id) + "?said=" + said);
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        auto const stands = TRY(find(visit, id));
        return draw_referral(room, visit, stands, {links::values_of(form), {made.error()}, {}});
    }

    Result<Response> take_entry(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const referral = TRY(referral_in(visit, request, "change"));
        auto const form = TRY(request.form());
        std::vector<Error> problems;
        EntryTyped typed;
        auto const kind = read_entry_kind(form.first("kind"));
        if (!kind)
            problems.push_back(invalid("Choose what came", "kind"));
        typed.kind = kind.value_or(EntryKind::reference);
        typed.on = day_in(form, "on", problems).value_or(london::day_of(visit.now()));
        typed.words = links::text_of(form, "words");
        typed.reference = links::text_of(form, "reference");
        if (problems.empty())
            problems = problems_with(room, visit, referral, typed);
        if (!problems.empty())
            return draw_referral(room, visit, referral, {links::values_of(form), problems, {}});
        auto const made = visit.change([&](Change& change) -> Done {
            TRY(record_entry(room, change, referral.id, typed));
            return done();
        });
        return after_entry(room, visit, referral.id, form, made, "recorded");
    }

    Result<Response> take_entry_away(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto const referral = TRY(referral_in(visit, request, "change"));
        auto const entry = TRY(request.id<ReferralEntryId>("entry"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return take_back(room, change, referral.id, entry, links::text_of(form, "taken_back"));
        });
        return after_entry(room, visit, referral.id, form, made, "taken-back");
    }
} // namespace

void add_referral_routes(access::Routes::OfRoom<Justice>& routes)
{
    std::string const referral = "/justice/referrals/{referral}";
    routes.get(referral, "nrm_referral:read", show_referral);
    routes.get(referral + "/print", "nrm_referral:export", print_referral);
    routes.post(referral + "/export", "nrm_referral:export", export_referral);
    routes.post(referral + "/entries", "nrm_referral:change", take_entry);
    routes.post(referral + "/entries/{entry}/take-back", "nrm_referral:change", take_entry_away);
}

} // namespace kith::justice
