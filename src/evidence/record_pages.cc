// SPDX-License-Identifier: MIT
// The exhibits of my agency; those of a record, with its timeline and packs; a new one.
#include "base/london.h"
#include "evidence/pack_store.h"
#include "evidence/pack_views.h"
#include "evidence/pages.h"
#include "evidence/views.h"

namespace kith::evidence {
namespace {
    using html::Value;

    Result<Response> show_all(Evidence const& room, Visit const& visit, Request const&)
    {
        if (!visit.could("see the room", "exhibit"))
            return not_found();
        auto waiting = Value::array();
        auto others = Value::array();
        for (auto const& one : exhibits_owned(visit)) {
            auto const waits
                = !one.withdrawn_at && standing_of(custody_of(visit, one)).waits_for_second();
            (waits ? waiting : others).push(exhibit_row(room, visit, one));
        }
        auto const packs = Value::each(
            packs_owned(visit), [&](Pack const& pack) { return pack_row(room, visit, pack); });
        return room.pages.show(visit, "evidence/list.njk",
            Value::object({{"section", "/contexts"}, {"waiting", waiting}, {"others", others},
                {"agency", room.pages.agency_name(visit.visitor().agency)}, {"packs", packs}}));
    }

    Response draw_record(Evidence const& room, Visit const& visit, Thing const& about,
        Value const& values, std::vector<Error> const& problems, std::string const& notice = {})
    {
        auto const exhibits = exhibits_of(visit, about);
        auto page = Value::object({{"section", about.kind == "person" ? "/people" : "/contexts"},
            {"about", about_view(room, visit, about)}, {"href", address_about(about)},
            {"exhibits",
                Value::each(
                    exhibits, [&](Exhibit const& one) { return exhibit_row(room, visit, one); })},
            {"timeline", timeline_view(room, visit, timeline_of(visit, about))},
            {"packs",
                Value::each(packs_of(visit, about),
                    [&](Pack const& pack) { return pack_row(room, visit, pack); })},
            {"may_add", visit.could("create", "exhibit")},
            {"may_pack", visit.could("create", "evidence_pack")}, {"notice", notice}});
        put_typed(page, values, problems);
        return room.pages.show(visit, "evidence/record.njk", page, status_for(problems));
    }

    std::string notice_of_record(std::string_view said)
    {
        if (said == "timeline")
            return "It stands in the timeline, with its source.";
        if (said == "withdrawn")
            return "It is withdrawn, with why. It stays in the timeline, struck out.";
        return "";
    }

    Result<Response> show_record(Evidence const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("see the room", "exhibit"))
            return not_found();
        auto const about = TRY(about_in(visit, request));
        return draw_record(
            room, visit, about, Value::object(), {}, notice_of_record(request.query("said")));
    }

    Result<Response> take_timeline(Evidence const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "evidence_entry"))
            return not_found();
        auto const about = TRY(about_in(visit, request));
        auto const form = TRY(request.form());
        TimelineEntry entry;
        entry.about = about;
        entry.owner_agency = visit.visitor().agency;
        entry.on = partial_day_typed(form, "on").value_or(PartialDate{});
        entry.words = {links::text_of(form, "what"), links::text_of(form, "time"),
            links::text_of(form, "source")};
        auto problems = std::vector<Error>();
        if (auto const typed = links::text_of(form, "exhibit"); !typed.empty()) {
            auto const reference = Reference::read(typed);
            auto const from = reference ? find(visit, *reference) : Result<Exhibit>(not_found());
            if (from)
                entry.exhibit = from->id;
            else
                problems.push_back(
                    invalid("No exhibit you may know has this reference", "exhibit"));
        }
        for (auto& problem : problems_of(entry, london::day_of(visit.now())))
            if (problems.empty() || problem.field != "source")
                problems.push_back(std::move(problem));
        if (!problems.empty())
            return draw_record(room, visit, about, links::values_of(form), problems);
        auto const made
            = visit.change([&](Change& change) { return add_to_timeline(change, entry); });
        if (made)
            return http::see_other(address_about(about) + "?said=timeline");
        if (!may_be_shown_again(made.error()))
            return made.error();
        return draw_record(room, visit, about, links::values_of(form), {made.error()});
    }

    Result<Response> end_timeline(Evidence const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<TimelineId>("entry"));
        auto const entry = TRY(find(visit, id));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return withdraw_from_timeline(change, id, links::text_of(form, "withdrawn"));
        });
        if (made)
            return http::see_other(address_about(entry.about) + "?said=withdrawn");
        if (!may_be_shown_again(made.error()))
            return made.error();
        auto values = links::values_of(form);
        values["withdrawing"] = id.write();
        return draw_record(room, visit, entry.about, values, {made.error()});
    }

    Response draw_new(Evidence const& room, Visit const& visit, Thing const& about,
        Value const& values, std::vector<Error> const& problems)
    {
        auto page = Value::object({{"section", about.kind == "person" ? "/people" : "/contexts"},
            {"about", about_view(room, visit, about)}, {"href", address_about(about)},
            {"never", room.documents.words.say("en", "forms.file.never")},
            {"accept", std::string(documents::accepted_files)},
            {"most", room.documents.settings.most_in_words()},
            {"kept", documents::file_named(visit)(values.get("file").text())}});
        put_typed(page, values, problems);
        return room.pages.show(visit, "evidence/new.njk", page, status_for(problems));
    }

    Result<Response> ask_exhibit(Evidence const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "exhibit"))
            return not_found();
        auto const about = TRY(about_in(visit, request));
        return draw_new(room, visit, about, Value::object(), {});
    }

    // Keeps what came before it is judged, so that a form that is refused need not be sent its file
    // again. What is said to be such an image is never kept.
    AttachmentId keep_sent(Evidence const& room, Visit const& visit, Thing const& about,
        http::FormData const& form, std::vector<Error>& problems)
    {
        auto const before = AttachmentId::read(form.first("file"));
        for (auto const& upload : form.uploads()) {
            if (upload.name != "file" || visit.shown_again() != nullptr)
                continue;
            auto const kept = documents::keep_file(room.documents, visit, upload, about, "file");
            if (kept)
                return *kept;
            problems.push_back(said_in_english(room, kept.error()));
            return {};
        }
        return before ? *before : AttachmentId();
    }

    Result<Response> take_exhibit(Evidence const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "exhibit"))
            return not_found();
        auto const about = TRY(about_in(visit, request));
        auto const form = TRY(request.form());
        std::vector<Error> problems;
        auto const sort = read_sort(form.first("sort"));
        if (!sort)
            problems.push_back(invalid("Choose what it is", "sort"));
        Exhibit one;
        one.about = about;
        one.sort = sort.value_or(ExhibitSort::object);
        one.owner_agency = visit.visitor().agency;
        one.words = exhibit_words_typed(form);
        one.found_on = day_typed(form, "found", problems).value_or(Date{});
        CustodyEntry receipt;
        receipt.words = custody_words_typed(form);
        receipt.at = moment_typed(visit, form, problems);
        // What is in the police store is never kept here, not even until the form is right.
        if (sort != ExhibitSort::police_store)
            one.file = keep_sent(room, visit, about, form, problems);
        else if (!form.uploads().empty())
            problems.push_back(invalid(
                "A file was chosen and is not kept: of what the police store holds send none",
                "sort"));
        for (auto& problem : problems_with(visit, one, receipt)) {
            auto const known = [&](Error const& other) { return other.field == problem.field; };
            if (std::ranges::none_of(problems, known))
                problems.push_back(std::move(problem));
        }
        auto values = links::values_of(form);
        values["file"] = one.file.none() ? std::string() : one.file.write();
        if (!problems.empty())
            return draw_new(room, visit, about, values, problems);
        auto const made
            = visit.change([&](Change& change) { return take_in(change, one, receipt); });
        if (made)
            return http::see_other(address_of(made->id) + "?said=received");
        if (!may_be_shown_again(made.error()))
            return made.error();
        return draw_new(room, visit, about, values, {said_in_english(room, made.error())});
    }
} // namespace

Result<Thing> about_in(Visit const& visit, Request const& request)
{
    auto const kind = TRY(request.segment("kind"));
    auto const text = TRY(request.segment("about"));
    auto const id = Uuid::read(text);
    if (!id)
        return not_found();
    Thing const about{kind, *id};
    TRY(facts_of_about(visit, about));
    return about;
}

void add_record_routes(access::Routes::OfRoom<Evidence>& routes)
{
    std::string const record = "/evidence/about/{kind}/{about}";
    routes.get("/evidence", "exhibit:see the room", show_all);
    routes.get(record, "exhibit:see the room", show_record);
    routes.post(record + "/timeline", "evidence_entry:create", take_timeline);
    routes.post("/evidence/timeline/{entry}/withdraw", "evidence_entry:change", end_timeline);
    routes.get(record + "/exhibits", "exhibit:create", ask_exhibit);
    routes.post(record + "/exhibits", "exhibit:create", take_exhibit, http::Lane::slow);
}

} // namespace kith::evidence
