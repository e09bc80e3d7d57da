// SPDX-License-Identifier: MIT
#include "disruption/of_concern_api.h"
#include "base/london.h"
#include "disruption/of_concern_pages.h"
#include "disruption/of_concern_views.h"
#include "platform/access/json_fields.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::disruption {
namespace {
    namespace bj = boost::json;
    using Fields = access::JsonFields;

    bj::value maybe_day(std::optional<Date> day)
    {
        return day ? bj::value(day->write()) : bj::value(nullptr);
    }
    bj::value maybe_at(std::optional<Instant> at)
    {
        return at ? bj::value(at->write()) : bj::value(nullptr);
    }

    bj::value handling_json(intelligence::Handling const& handling)
    {
        bj::array conditions;
        for (auto const& condition : handling.conditions)
            conditions.push_back(bj::value(condition));
        return bj::object{{"code", intelligence::name_of(handling.code)},
            {"conditions", conditions}, {"in_words", intelligence::in_words_of(handling)}};
    }

    bj::object short_of_concern(Visit const& visit, OfConcern const& one)
    {
        bj::array harms;
        for (auto const& harm : one.details.harms)
            harms.push_back(bj::value(harm));
        bj::object made{{"id", one.id.write()}, {"reference", one.reference.write()},
            {"name", shown_name(one.details.known_as, one.history)},
            {"role", role_in_words(one.details.age)}, {"owner", one.owner_agency.write()},
            {"standing", name_of(one.standing)}, {"standing_on", one.standing_on.write()},
            {"in_words", standing_in_words(one.history)},
            {"cleared_on", maybe_day(cleared_on(one.history))},
            {"review_on", maybe_day(one.review_on)}, {"harms", harms},
            {"handling", handling_json(handling_of(all_evidence(visit, one)))}};
        return made;
    }

    bj::object whole_of_concern(Disruption const& room, Visit const& visit, OfConcern const& one)
    {
        auto made = short_of_concern(visit, one);
        auto const& details = one.details;
        made["also_known"] = details.also_known;
        made["description"] = details.description;
        made["age"] = name_of(details.age);
        made["ethnicity"] = details.ethnicity;
        made["ethnicity_by"] = details.ethnicity_by;
        made["grounds"] = details.grounds;
        made["supports"] = details.supports;
        bj::array history, evidence, uses;
        for (std::size_t at = 0; at < one.history.size(); ++at) {
            auto const& entry = one.history[at];
            history.push_back(
                bj::object{{"id", entry.id.write()}, {"standing", name_of(entry.standing)},
                    {"in_words", entry_in_words(one.history, at)}, {"on", entry.on.write()},
                    {"cleared_on", maybe_day(cleared_after(one.history, at))}, {"why", entry.why},
                    {"reason", entry.reason}, {"supports", entry.supports},
                    {"review_on", maybe_day(entry.review_on)},
                    {"taken_back_at", maybe_at(entry.taken_back_at)},
                    {"taken_back_because", entry.taken_back_because}});
        }
        for (auto const& item : evidence_of(visit, one)) {
            bj::object line{{"id", item.id.write()}, {"source", item.source},
                {"seen_on", maybe_day(item.seen_on)}, {"words", item.words},
                {"grade_source", item.grade_source}, {"grade_information", item.grade_information},
                {"withdrawn_at", maybe_at(item.withdrawn_at)},
                {"withdrawn_because", item.withdrawn_because}};
            if (!item.sharing.none()) {
                line["text"] = item.shared_text;
                line["handling"] = handling_json(item.handling);
            }
            evidence.push_back(std::move(line));
        }
        for (auto const& used : used_by(room, visit, one))
            uses.push_back(bj::object{{"id", used.link.write()}, {"kind", used.kind},
                {"words", used.as_written}, {"from", maybe_day(used.from)},
                {"until", maybe_day(used.until)}, {"source", used.source},
                {"thing", used.thing.write()}});
        bj::array teams;
        for (auto const& each : teams_of(visit, one))
            teams.push_back(bj::object{
                {"id", each.id.write()}, {"team", each.team.write()}, {"because", each.because}});
        made["teams"] = teams;
        made["history"] = history;
        made["evidence"] = evidence;
        made["uses"] = uses;
        bj::array matches; // those alone whose person the account may know
        for (auto const& each : matches_of(visit, one))
            matches.push_back(bj::object{{"id", each.id.write()}, {"person", each.person.write()},
                {"because", each.because}});
        made["matches"] = matches;
        return made;
    }

    Response concern_answer(Disruption const& room, Visit const& visit, OfConcern const& one,
        http::Status status = http::Status::ok)
    {
        return http::json(bj::serialize(whole_of_concern(room, visit, one)), status)
            .with("ETag", http::etag(one.version));
    }

    // As it stands after what was done.
    Result<Response> stands_answer(Disruption const& room, Visit const& visit, OfConcernId id,
        http::Status status = http::Status::ok)
    {
        auto const one = TRY(find(visit, id));
        return concern_answer(room, visit, one, status);
    }

    Result<std::optional<Date>> sent_day(Fields const& sent, std::string_view name)
    {
        auto const text = TRY(sent.text(name));
        if (text.empty())
            return std::optional<Date>();
        auto const day = Date::read(text);
        if (!day)
            return invalid("Send a day as 2026-03-29", std::string(name));
        return std::optional(*day);
    }

    Result<OfConcernDetails> sent_details(Fields const& sent)
    {
        OfConcernDetails details;
        details.known_as = TRY(sent.text("known_as"));
        details.also_known = TRY(sent.text("also_known"));
        details.description = TRY(sent.text("description"));
        auto const age = TRY(sent.text("age"));
        if (age != "adult" && age != "under_18" && age != "not_known")
            return invalid("Send adult, under_18 or not_known", "age");
        details.age = read_age_group(age);
        details.ethnicity = TRY(sent.text("ethnicity"));
        details.ethnicity_by = TRY(sent.text("ethnicity_by"));
        details.harms = TRY(sent.texts("harms"));
        details.grounds = TRY(sent.text("grounds"));
        details.supports = TRY(sent.text("supports"));
        return details;
    }

    Response needs_version()
    {
        return http::problem(http::Status::precondition_required,
            "Send If-Match with the ETag you read the record with");
    }

    Result<Uuid> id_in(Request const& request, std::string_view name)
    {
        auto const text = TRY(request.segment(name));
        auto const id = Uuid::read(text);
        if (!id)
            return not_found();
        return *id;
    }

    Result<Response> api_people(Disruption const&, Visit const& visit, Request const&)
    {
        if (!visit.could("see the room", "person_of_concern"))
            return not_found();
        bj::array all, told;
        std::vector<intelligence::Handling> handling;
        for (auto const& one : list_of_concern(visit)) {
            all.push_back(short_of_concern(visit, one));
            handling.push_back(handling_of(all_evidence(visit, one)));
        }
        for (auto const& one : cleared_to_tell(visit))
            told.push_back(bj::object{{"id", one.entry.write()},
                {"reference", one.reference.write()}, {"cleared_on", one.on.write()}});
        // What is drawn from all of them inherits the tightest.
        return http::json(bj::serialize(bj::object{{"people", all}, {"cleared", told},
            {"handling", handling_json(intelligence::tightest(handling))}}));
    }

    Result<Response> api_person(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "read"));
        return concern_answer(room, visit, one);
    }

    Result<Response> api_open(Disruption const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "person_of_concern"))
            return not_found();
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"known_as", "also_known", "description", "age", "ethnicity", "ethnicity_by",
            "harms", "grounds", "supports", "knows_them"}));
        auto const details = TRY(sent_details(sent));
        auto const knows_them = TRY(sent.text("knows_them"));
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<OfConcernId>(
                change, key, request.path() + "\n" + request.body(), [&]() -> Result<OfConcernId> {
                    auto const made = TRY(open_of_concern(room, change, details, knows_them));
                    return made.id;
                });
        }));
        auto const made = TRY(find(visit, id));
        return concern_answer(room, visit, made, http::Status::created)
            .with("Location", "/api/v1/disruption/people/" + id.write());
    }

    Result<Response> api_change(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const version = TRY(request.if_match());
        if (!version)
            return needs_version();
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"known_as", "also_known", "description", "age", "ethnicity", "ethnicity_by",
            "harms", "grounds", "supports", "reason"}));
        auto const details = TRY(sent_details(sent));
        auto const reason = TRY(sent.text("reason"));
        TRY(visit.change([&](Change& change) {
            return correct(room, change, one.id, *version, details, reason);
        }));
        return stands_answer(room, visit, one.id);
    }

    Result<Response> api_stand(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const version = TRY(request.if_match());
        if (!version)
            return needs_version();
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"standing", "on", "review_on", "why", "reason", "supports", "apart"}));
        StandingTyped typed;
        auto const word = TRY(sent.text("standing"));
        auto const standing = read_standing(word);
        if (!standing)
            return invalid("Send where it stands", "standing");
        typed.standing = *standing;
        auto const on = TRY(sent_day(sent, "on"));
        typed.on = on.value_or(london::day_of(visit.now()));
        typed.review_on = TRY(sent_day(sent, "review_on"));
        typed.why = TRY(sent.text("why"));
        typed.reason = TRY(sent.text("reason"));
        typed.supports = TRY(sent.text("supports"));
        auto const apart = TRY(sent.text("apart"));
        typed.apart = apart == "yes";
        TRY(visit.change(
            [&](Change& change) { return set_standing(room, change, one.id, *version, typed); }));
        return stands_answer(room, visit, one.id);
    }

    Result<Response> api_entry_back(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "decide"));
        auto const entry = TRY(request.id<StandingEntryId>("entry"));
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return take_back(room, change, one.id, entry, because); }));
        return stands_answer(room, visit, one.id);
    }

    Result<Response> api_evidence(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only(
            {"source", "seen_on", "words", "grade_source", "grade_information", "sharing"}));
        EvidenceTyped typed;
        typed.source = TRY(sent.text("source"));
        typed.seen_on = TRY(sent_day(sent, "seen_on"));
        typed.words = TRY(sent.text("words"));
        typed.grade_source = TRY(sent.text("grade_source"));
        typed.grade_information = TRY(sent.text("grade_information"));
        typed.sharing = TRY(sent.text("sharing"));
        TRY(visit.change(
            [&](Change& change) { return add_evidence(room, change, one.id, typed); }));
        return stands_answer(room, visit, one.id, http::Status::created);
    }

    Result<Response> api_evidence_back(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const id = TRY(id_in(request, "evidence"));
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return take_evidence_back(change, one.id, id, because); }));
        return stands_answer(room, visit, one.id);
    }

    Result<Response> api_uses(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"kind", "words", "from", "until", "source"}));
        UsedThing typed;
        typed.kind = TRY(sent.text("kind"));
        typed.as_written = TRY(sent.text("words"));
        typed.from = TRY(sent_day(sent, "from"));
        typed.until = TRY(sent_day(sent, "until"));
        typed.source = TRY(sent.text("source"));
        TRY(visit.change([&](Change& change) { return name_used(room, change, one.id, typed); }));
        return stands_answer(room, visit, one.id, http::Status::created);
    }

    Result<Response> api_uses_back(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const link = TRY(request.id<LinkId>("link"));
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return end_used(room, change, one.id, link, because); }));
        return stands_answer(room, visit, one.id);
    }

    Result<Response> api_match(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"person", "because"}));
        auto const person = TRY(sent.text("person"));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change([&](Change& change) { return match(change, one.id, person, because); }));
        return stands_answer(room, visit, one.id);
    }

    Result<Response> api_part(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const id = TRY(id_in(request, "match"));
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change([&](Change& change) { return part(change, one.id, id, because); }));
        return stands_answer(room, visit, one.id);
    }

    Result<Response> api_team(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "decide"));
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"team", "because"}));
        auto const text = TRY(sent.text("team"));
        auto const because = TRY(sent.text("because"));
        auto const team = TeamId::read(text);
        TRY(visit.change([&](Change& change) {
            return bring_in_team(change, one.id, team ? *team : TeamId(), because);
        }));
        return stands_answer(room, visit, one.id);
    }

    Result<Response> api_team_away(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "decide"));
        auto const row = TRY(id_in(request, "team"));
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return let_team_go(change, one.id, row, because); }));
        return stands_answer(room, visit, one.id);
    }

    Result<Response> api_keep_away(Disruption const&, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "read"));
        auto const sent = TRY(Fields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change([&](Change& change) { return keep_away(change, one.id, because); }));
        return http::json("{}");
    }

    Result<Response> api_heard(Disruption const&, Visit const& visit, Request const& request)
    {
        auto const entry = TRY(request.id<StandingEntryId>("entry"));
        TRY(say_cleared_read(visit, entry));
        return http::json("{}");
    }
} // namespace

void add_of_concern_api_routes(access::Routes::OfRoom<Disruption>& routes)
{
    std::string const all = "/api/v1/disruption/people";
    std::string const one = all + "/{record}";
    routes.get(all, "person_of_concern:see the room", api_people);
    routes.post(all, "person_of_concern:create", api_open);
    routes.get(one, "person_of_concern:read", api_person);
    routes.post(one + "/change", "person_of_concern:change", api_change);
    routes.post(one + "/stand", "person_of_concern:change", api_stand);
    routes.post(one + "/entries/{entry}/take-back", "person_of_concern:decide", api_entry_back);
    routes.post(one + "/evidence", "person_of_concern:change", api_evidence);
    routes.post(
        one + "/evidence/{evidence}/withdraw", "person_of_concern:change", api_evidence_back);
    routes.post(one + "/uses", "person_of_concern:change", api_uses);
    routes.post(one + "/uses/{link}/take-back", "person_of_concern:change", api_uses_back);
    routes.post(one + "/matches", "person_of_concern:change", api_match);
    routes.post(one + "/matches/{match}/end", "person_of_concern:change", api_part);
    routes.post(one + "/teams", "person_of_concern:decide", api_team);
    routes.post(one + "/teams/{team}/end", "person_of_concern:decide", api_team_away);
    routes.post(one + "/keep-away", "person_of_concern:read", api_keep_away);
    routes.post("/api/v1/disruption/cleared/{entry}/read",
        "person_of_concern:hear that it was cleared", api_heard);
}

} // namespace kith::disruption
