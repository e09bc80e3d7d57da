// SPDX-License-Identifier: MIT
// One exhibit: what it is, who had it when, its file; a correction; and on paper.
#include "base/london.h"
#include "evidence/pages.h"
#include "evidence/views.h"

namespace kith::evidence {
namespace {
    using html::Value;

    constexpr char const* exhibit_readers
        = "those who work against exploitation and with what it hangs on, and the agency whose "
          "exhibit it is";

    std::string notice_of_exhibit(std::string_view said)
    {
        if (said == "received")
            return "It is received. Write its reference on the label.";
        if (said == "custody")
            return "It stands in the custody log.";
        if (said == "confirmed")
            return "Two people have said that it was destroyed. The log stays.";
        if (said == "wrong")
            return "The entry is marked as wrong. It stays in the log.";
        if (said == "corrected")
            return "The correction is recorded. What stood before stays below.";
        if (said == "withdrawn")
            return "It is withdrawn, with why.";
        return "";
    }

    Value page_of_exhibit(Evidence const& room, Visit const& visit, Exhibit const& one)
    {
        auto const facts = facts_of(visit, one);
        auto const may = facts && visit.permits("change", *facts) && !one.withdrawn_at;
        auto const next
            = Value::each(next_of(standing_of(custody_of(visit, one))), [](CustodyAct act) {
                  return Value::object({{"value", std::string(name_of(act))},
                      {"text", std::string(in_words_of(act))}});
              });
        auto versions = Value::each(versions_of(visit, one), [&](ExhibitWas const& was) {
            return Value::object({{"text",
                london::in_words(was.until) + ", " + room.name_of(visit.reading(), was.by) + ": "
                    + was.reason + ". Before: " + was.exhibit.words.description}});
        });
        auto page
            = Value::object({{"section", one.about.kind == "person" ? "/people" : "/contexts"},
                {"exhibit", exhibit_view(room, visit, one)},
                {"custody", custody_view(room, visit, one, may)}, {"next", next},
                {"versions", versions}, {"may_change", may}, {"who_can_see", exhibit_readers}});
        if (page.get("exhibit").get("file").get("archive").truthy()) {
            auto const inside = documents::members(room.documents, visit, one.file);
            if (inside)
                page["members"] = Value::each(*inside, [&](documents::MemberKnown const& each) {
                    return Value::object({{"name", each.name},
                        {"size", documents::size_in_words(each.size)},
                        {"hash", ledger::write_hex(each.sha256)}, {"archive", each.archive},
                        {"href", address_of(one.id) + "/members/" + std::to_string(each.number)}});
                });
        }
        return page;
    }

    Response draw_exhibit(Evidence const& room, Visit const& visit, Exhibit const& one,
        Value const& values = Value::object(), std::vector<Error> const& problems = {},
        std::string const& notice = {})
    {
        auto page = page_of_exhibit(room, visit, one);
        put_typed(page, values, problems);
        page["notice"] = notice;
        return room.pages.show(visit, "evidence/exhibit.njk", page, status_for(problems));
    }

    Result<Response> show_exhibit(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "read"));
        return draw_exhibit(
            room, visit, one, Value::object(), {}, notice_of_exhibit(request.query("said")));
    }

    Result<Response> print_exhibit(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "read"));
        auto page = page_of_exhibit(room, visit, one);
        page["printed"] = london::in_words(visit.now());
        return room.pages.show(visit, "evidence/exhibit_print.njk", page);
    }

    // Done, or the page again as it was typed.
    template <class Made>
    Result<Response> after_exhibit(Evidence const& room, Visit const& visit, Exhibit const& one,
        Value const& values, Made const& made, char const* said)
    {
        if (made)
            return http::see_other(address_of(one.id) + "?said=" + said);
        if (!may_be_shown_again(made.error()))
            return made.error();
        auto const stands = TRY(find(visit, one.id));
        return draw_exhibit(room, visit, stands, values, {said_in_english(room, made.error())});
    }

    Result<Response> take_custody(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "change"));
        auto const form = TRY(request.form());
        std::vector<Error> problems;
        CustodyEntry entry;
        auto const act = read_custody_act(form.first("act"));
        if (!act)
            problems.push_back(invalid("Choose what was done", "act"));
        entry.act = act.value_or(CustodyAct::moved);
        entry.words = custody_words_typed(form);
        entry.at = moment_typed(visit, form, problems);
        if (act)
            for (auto& problem :
                problems_of(entry, standing_of(custody_of(visit, one)), visit.now()))
                problems.push_back(std::move(problem));
        if (!problems.empty())
            return draw_exhibit(room, visit, one, links::values_of(form), problems);
        auto const made
            = visit.change([&](Change& change) { return note_custody(change, one.id, entry); });
        return after_exhibit(room, visit, one, links::values_of(form), made, "custody");
    }

    Result<Response> take_confirmation(
        Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "change"));
        auto const id = TRY(request.id<CustodyId>("entry"));
        auto const made
            = visit.change([&](Change& change) { return confirm_destroyed(change, one.id, id); });
        return after_exhibit(room, visit, one, Value::object(), made, "confirmed");
    }

    Result<Response> take_wrong(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "change"));
        auto const id = TRY(request.id<CustodyId>("entry"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return mark_wrong(change, one.id, id, links::text_of(form, "wrong"));
        });
        auto values = links::values_of(form);
        values["marking"] = address_of(one.id) + "/custody/" + id.write();
        return after_exhibit(room, visit, one, values, made, "wrong");
    }

    Result<Response> take_withdrawal(
        Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "change"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return withdraw_exhibit(change, one.id, links::text_of(form, "withdrawn"));
        });
        return after_exhibit(room, visit, one, links::values_of(form), made, "withdrawn");
    }

    Response draw_correction(Evidence const& room, Visit const& visit, Exhibit const& one,
        Value const& values, std::vector<Error> const& problems)
    {
        auto page
            = Value::object({{"section", one.about.kind == "person" ? "/people" : "/contexts"},
                {"exhibit", exhibit_view(room, visit, one)},
                {"store",
                    one.sort == ExhibitSort::police_store || is_taken_away(visit.reading(), one)}});
        put_typed(page, values, problems);
        return room.pages.show(visit, "evidence/correct.njk", page, status_for(problems));
    }

    Result<Response> ask_correction(
        Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(exhibit_in(visit, request, "change"));
        return draw_correction(room, visit, one, values_of(one), {});
    }

    Result<Response> take_correction(
        Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const stands = TRY(exhibit_in(visit, request, "change"));
        auto const form = TRY(request.form());
        std::vector<Error> problems;
        auto wanted = stands;
        wanted.version = std::atoll(links::text_of(form, "version").c_str());
        wanted.words = exhibit_words_typed(form);
        wanted.found_on = day_typed(form, "found", problems).value_or(Date{});
        if (problems.empty())
            problems = problems_of(wanted, london::day_of(visit.now()));
        if (!problems.empty())
            return draw_correction(room, visit, stands, links::values_of(form), problems);
        auto const made = visit.change([&](Change& change) {
            return correct(change, wanted, links::text_of(form, "reason"));
        });
        if (made)
            return http::see_other(address_of(stands.id) + "?said=corrected");
        if (!may_be_shown_again(made.error()))
            return made.error();
        return draw_correction(room, visit, stands, links::values_of(form), {made.error()});
    }

    // One file out of an archive, as an exhibit of its own.
    struct MemberAsked {
        Exhibit archive;
        documents::MemberKnown member;
    };
    Result<MemberAsked> member_in(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const archive = TRY(exhibit_in(visit, request, "change"));
        auto const text = TRY(request.segment("member"));
        auto const inside = TRY(documents::members(room.documents, visit, archive.file));
        for (auto const& each : inside)
            if (std::to_string(each.number) == text && !each.archive) // the depth is one
                return MemberAsked{archive, each};
        return not_found();
    }

    Response draw_member(Evidence const& room, Visit const& visit, MemberAsked const& asked,
        Value const& values, std::vector<Error> const& problems)
    {
        auto const& one = asked.archive;
        auto page
            = Value::object({{"section", one.about.kind == "person" ? "/people" : "/contexts"},
                {"exhibit", exhibit_view(room, visit, one)}, {"name", asked.member.name},
                {"size", documents::size_in_words(asked.member.size)},
                {"href", address_of(one.id) + "/members/" + std::to_string(asked.member.number)},
                {"never", room.documents.words.say("en", "forms.file.never")}});
        put_typed(page, values, problems);
        return room.pages.show(visit, "evidence/member.njk", page, status_for(problems));
    }

    Result<Response> ask_member(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(member_in(room, visit, request));
        return draw_member(room, visit, asked, Value::object(), {});
    }

    Result<Response> take_member(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(member_in(room, visit, request));
        auto const form = TRY(request.form());
        auto const& archive = asked.archive;
        auto one = archive;
        one.words.description = links::text_of(form, "description");
        one.words.mark = links::text_of(form, "mark");
        one.out_of = archive.id;
        one.owner_agency = visit.visitor().agency;
        CustodyEntry receipt;
        receipt.at = visit.now();
        receipt.words = {visit.visitor().name, "Kept here, sealed",
            "Taken out of " + archive.reference.write(), ""};
        std::vector<Error> problems;
        if (links::text_of(form, "harmless") != "yes")
            problems.push_back(invalid(
                "Say that nothing leads you to think it is a sexual image of a child. If something "
                "does, do not take it out: mark the archive",
                "harmless"));
        for (auto& problem : problems_of(one, london::day_of(visit.now())))
            problems.push_back(std::move(problem));
        if (problems.empty() && visit.shown_again() == nullptr) {
            auto const kept = documents::keep_member(room.documents, visit, archive.file,
                asked.member.number, archive.about, "harmless");
            if (kept)
                one.file = *kept;
            else if (may_be_shown_again(kept.error()))
                problems.push_back(said_in_english(room, kept.error()));
            else
                return kept.error();
        }
        if (!problems.empty())
            return draw_member(room, visit, asked, links::values_of(form), problems);
        auto const made
            = visit.change([&](Change& change) { return take_in(change, one, receipt); });
        if (made)
            return http::see_other(address_of(made->id) + "?said=received");
        if (!may_be_shown_again(made.error()))
            return made.error();
        return draw_member(room, visit, asked, links::values_of(form), {made.error()});
    }
} // namespace

Result<Exhibit> exhibit_in(Visit const& visit, Request const& request, char const* act)
{
    auto const id = TRY(request.id<ExhibitId>("exhibit"));
    auto one = TRY(find(visit, id));
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.may(act, facts));
    return one;
}

void add_exhibit_routes(access::Routes::OfRoom<Evidence>& routes)
{
    std::string const one = "/evidence/exhibits/{exhibit}";
    routes.get(one, "exhibit:read", show_exhibit);
    routes.get(one + "/print", "exhibit:read", print_exhibit);
    routes.post(one + "/custody", "exhibit:change", take_custody);
    routes.post(one + "/custody/{entry}/confirm", "exhibit:change", take_confirmation);
    routes.post(one + "/custody/{entry}/wrong", "exhibit:change", take_wrong);
    routes.get(one + "/correct", "exhibit:change", ask_correction);
    routes.post(one + "/correct", "exhibit:change", take_correction);
    routes.post(one + "/withdraw", "exhibit:change", take_withdrawal);
    routes.get(one + "/members/{member}", "exhibit:change", ask_member);
    routes.post(one + "/members/{member}", "exhibit:change", take_member, http::Lane::slow);
}

} // namespace kith::evidence
