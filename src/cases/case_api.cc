// SPDX-License-Identifier: MIT
#include "cases/case_api.h"
#include "base/london.h"
#include "cases/case_desk_page.h"
#include "cases/case_history.h"
#include "cases/case_shown.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    json::value case_thing_or_null(Visit const& visit, Cases const& room, Thing const& thing)
    {
        if (thing.kind.empty() || !room.links.seen.may_know(visit, thing))
            return nullptr;
        return json::object{{"kind", thing.kind}, {"id", thing.id.write()}};
    }

    json::array running_json(Visit const& visit, CaseId id)
    {
        json::array list;
        for (auto const& clock : clocks_of(visit, id))
            if (clock.runs())
                list.push_back(json::object{{"id", clock.id.write()}, {"rule", clock.rule},
                    {"due_at", clock.due_at.write()}});
        return list;
    }
    json::array ended_json(Visit const& visit, CaseId id)
    {
        json::array list;
        auto const closures = closures_of(visit, id);
        for (auto const& clock : clocks_of(visit, id)) {
            if (clock.runs())
                continue;
            auto const moment = [](std::optional<Instant> at) {
                return at ? json::value(at->write()) : json::value(nullptr);
            };
            list.push_back(json::object{{"id", clock.id.write()}, {"rule", clock.rule},
                {"due_at", clock.due_at.write()}, {"met_at", moment(clock.met_at)},
                {"stopped_at", moment(clock.stopped_at)}, {"state", clock_state(clock, closures)}});
        }
        return list;
    }

    json::array ways_json(Cases const& room, Visit const& visit, Case const& one)
    {
        json::array list;
        for (auto const& way : ways_on(room, visit, one)) {
            json::array missing;
            for (auto const& what : way.missing)
                missing.push_back(json::string(what.text));
            list.push_back(json::object{{"to", way.move.to}, {"label", way.move.label},
                {"act", way.move.act}, {"missing", missing}});
        }
        return list;
    }

    json::object case_json(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const text_or_nothing = [](std::string const& text) -> json::value {
            return text.empty() ? json::value(nullptr) : json::value(text);
        };
        json::array strands;
        for (auto const& code : one.strands)
            strands.push_back(json::string(code));
        return {{"id", one.id.write()}, {"reference", one.reference.write()},
            {"subject", json::object{{"kind", one.subject.kind}, {"id", one.subject.id.write()}}},
            {"pathway", one.pathway}, {"pathway_version", one.pathway_version},
            {"stage", one.stage}, {"stage_since", one.stage_since.write()}, {"strands", strands},
            {"level", text_or_nothing(one.level)},
            {"team", text_or_nothing(one.team.none() ? "" : one.team.write())},
            {"worker", text_or_nothing(one.worker.none() ? "" : one.worker.write())},
            {"opened_because", CaseWords(room, visit, one).shown(one).opened_because},
            {"opened_from", case_thing_or_null(visit, room, one.opened_from)},
            {"referred_at", one.referred_at.write()}, {"opened_at", one.opened_at.write()},
            {"closed_at", text_or_nothing(one.closed_at ? one.closed_at->write() : "")},
            {"version", one.version}};
    }

    Response one_case(Cases const& room, Visit const& visit, Case const& one,
        http::Status status = http::Status::ok)
    {
        return http::json(write_case(room, visit, one), status)
            .with("ETag", http::etag(one.version));
    }

    // An id that may be left out.
    template <class AnyId>
    Result<AnyId> sent_case_id(JsonFields const& sent, char const* field)
    {
        auto const text = TRY(sent.text(field));
        if (text.empty())
            return AnyId();
        auto const id = AnyId::read(text);
        if (!id)
            return invalid("Send an id", field);
        return *id;
    }

    Result<std::optional<Date>> sent_case_day(JsonFields const& sent, char const* field)
    {
        auto const text = TRY(sent.text(field));
        if (text.empty())
            return std::optional<Date>();
        auto const day = Date::read(text);
        if (!day)
            return invalid("Send a day such as 2026-03-06", field);
        return std::optional(*day);
    }

    // The case, the version it was read at, and what was sent.
    struct SentCaseAct {
        Case one;
        std::int64_t version;
        JsonFields sent;
    };
    Result<SentCaseAct> sent_case_act(Visit const& visit, Request const& request, char const* act,
        std::initializer_list<std::string_view> names)
    {
        auto const one = TRY(case_to(visit, request, act));
        auto const version = TRY(request.if_match());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only(names));
        return SentCaseAct{one, version.value_or(0), sent};
    }

    Response without_case_version()
    {
        return http::problem(http::Status::precondition_required,
            "Send If-Match with the ETag you read the case with");
    }

    Result<Response> done_to_case(Cases const& room, Visit const& visit, Result<Case> const& done)
    {
        if (!done) { // fields of pages are written with hyphens
            auto problem = done.error();
            std::ranges::replace(problem.field, '-', '_');
            return problem;
        }
        auto const stands = find(visit, done->id);
        if (!stands) // handed over to a team whose cases this visitor does not see
            return http::json("{}");
        return one_case(room, visit, *stands);
    }

    Result<Thing> sent_case_subject(JsonFields const& sent)
    {
        auto const person = TRY(sent_case_id<PersonId>(sent, "person"));
        auto const context = TRY(sent_case_id<ContextId>(sent, "context"));
        if (person.none() == context.none())
            return invalid("Send a person or a context", person.none() ? "person" : "context");
        return person.none() ? thing(context) : thing(person);
    }

    // What the page asks before it opens.
    Done case_subject_opens(Visit const& visit, Thing const& subject)
    {
        auto const of_person = subject.kind == "person";
        auto const found = of_person ? people::find_facts(visit, PersonId(subject.id))
                                     : contexts::find_facts(visit, ContextId(subject.id));
        if (!found)
            return found.error();
        if (of_person ? links::purpose_stands(visit, *found) : contexts::opens(visit, *found))
            return done();
        return error(Code::not_allowed,
            std::string("Say why you open this record first: POST /api/v1/")
                + (of_person ? "people" : "contexts")
                + "/{id}/purpose. Your reason stands for 30 minutes",
            "purpose");
    }

    Result<Opening> sent_opening(Cases const& room, Visit const& visit, JsonFields const& sent)
    {
        Opening opening;
        auto const subject = TRY(sent_case_subject(sent));
        opening.subject = room.links.seen.kept(visit, subject);
        auto const concern = TRY(sent_case_id<ConcernId>(sent, "concern"));
        if (!concern.none()) {
            auto const found = TRY(room.concerns.store.find(visit, concern));
            opening.from = thing(concern);
            opening.referred_at = found.received_at;
        }
        auto const today = london::day_of(visit.now());
        auto const strands = TRY(sent.texts("strands"));
        for (auto const& code : strands) {
            if (!room.facts.lists("harm", code, today))
                return invalid("Send codes of the list harm", "strands");
            opening.strands.insert(code);
        }
        opening.because = TRY(sent.text("because"));
        auto const referred = TRY(sent.text("referred_at"));
        if (!referred.empty()) {
            auto const at = Instant::read(referred);
            if (!at)
                return invalid("Send a moment such as 2026-03-06T09:00:00Z", "referred_at");
            opening.referred_at = *at;
        }
        opening.team = TRY(sent_case_id<TeamId>(sent, "team"));
        opening.worker = TRY(sent_case_id<AccountId>(sent, "worker"));
        return opening;
    }

    Result<Response> api_open_case(Cases const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "case"))
            return not_found();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"person", "context", "concern", "strands", "because", "referred_at", "team",
            "worker"}));
        auto const key = TRY(request.idempotency_key());
        auto const opening = TRY(sent_opening(room, visit, sent));
        TRY(case_subject_opens(visit, opening.subject));
        TRY(opens_by_hand(visit, opening.subject, opening.from));
        auto const asked = request.path() + "\n" + request.body();
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<CaseId>(change, key, asked, [&]() -> Result<CaseId> {
                auto const made = TRY(open_case(room, change, opening));
                return made.id;
            });
        }));
        auto const made = TRY(find(visit, id));
        return one_case(room, visit, made, http::Status::created)
            .with("Location", "/api/v1/cases/" + id.write());
    }

    Result<Response> api_find_case(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto const one = TRY(find(visit, id));
        return one_case(room, visit, one);
    }

    Result<Response> api_list_cases(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const person = PersonId::read(request.query("person"));
        auto const context = ContextId::read(request.query("context"));
        auto const show = request.query("show");
        auto const listed = person ? list_of(visit, thing(*person))
            : context              ? list_of(visit, thing(*context))
                                   : list_held(visit,
                          show == "mine"                ? Held::mine
                                           : show == "not-allocated" ? Held::not_allocated
                                           : show == "closed"        ? Held::closed
                                                                     : Held::open);
        json::array all;
        for (auto const& one : listed)
            all.push_back(case_json(room, visit, one));
        return http::json(json::serialize(json::object{{"cases", all}}));
    }

    Result<Response> api_move_case(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const act = TRY(sent_case_act(visit, request, "move", {"to", "because"}));
        if (act.version == 0)
            return without_case_version();
        Step step;
        step.of = act.one.id;
        step.version = act.version;
        step.to = TRY(act.sent.text("to"));
        step.because = TRY(act.sent.text("because"));
        return done_to_case(
            room, visit, visit.change([&](Change& change) { return move_on(room, change, step); }));
    }

    Result<Response> api_judge_case_level(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const act = TRY(sent_case_act(visit, request, "record level",
            {"level", "rationale", "evidence", "on", "next_review"}));
        if (act.version == 0)
            return without_case_version();
        LevelEntry entry;
        entry.level = TRY(act.sent.text("level"));
        entry.rationale = TRY(act.sent.text("rationale"));
        entry.evidence = TRY(act.sent.text("evidence"));
        auto const on = TRY(sent_case_day(act.sent, "on"));
        auto const next = TRY(sent_case_day(act.sent, "next_review"));
        entry.on = on.value_or(london::day_of(visit.now()));
        entry.next_review = next.value_or(Date{});
        return done_to_case(room, visit, visit.change([&](Change& change) {
            return judge_level(room, change, act.one.id, act.version, entry);
        }));
    }

    Result<Response> api_allocate_case(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const act
            = TRY(sent_case_act(visit, request, "allocate", {"team", "worker", "handover"}));
        if (act.version == 0)
            return without_case_version();
        Allocation wanted;
        wanted.of = act.one.id;
        wanted.version = act.version;
        wanted.team = TRY(sent_case_id<TeamId>(act.sent, "team"));
        wanted.worker = TRY(sent_case_id<AccountId>(act.sent, "worker"));
        wanted.handover = TRY(act.sent.text("handover"));
        return done_to_case(room, visit,
            visit.change([&](Change& change) { return allocate(room, change, wanted); }));
    }

    Result<Response> api_extend_case(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const act
            = TRY(sent_case_act(visit, request, "extend", {"clock", "due", "due_at", "reason"}));
        if (act.version == 0)
            return without_case_version();
        auto const clock = TRY(sent_case_id<ClockId>(act.sent, "clock"));
        auto const due = TRY(sent_case_day(act.sent, "due"));
        if (clock.none())
            return invalid("Send the clock that takes longer", "clock");
        if (!due)
            return invalid("Send the day by which it will be done", "due");
        auto const read = TRY(act.sent.text("due_at"));
        auto const seen = Instant::read(read);
        if (!seen)
            return invalid("Send when it was due as you read it", "due_at");
        auto const reason = TRY(act.sent.text("reason"));
        return done_to_case(room, visit, visit.change([&](Change& change) {
            return extend(
                room, change, act.one.id, act.version, {clock, end_of_day(*due), reason, *seen});
        }));
    }

    Result<Response> api_close_case(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const act = TRY(sent_case_act(visit, request, "close",
            {"reason", "why", "life_changed", "contexts_changed", "who_keeps", "way_back",
                "own_view", "override", "on"}));
        if (act.version == 0)
            return without_case_version();
        Closure closure;
        closure.of = act.one.id;
        closure.reason = TRY(act.sent.text("reason"));
        closure.why = TRY(act.sent.text("why"));
        closure.life_changed = TRY(act.sent.text("life_changed"));
        closure.contexts_changed = TRY(act.sent.text("contexts_changed"));
        closure.who_keeps = TRY(act.sent.text("who_keeps"));
        closure.way_back = TRY(act.sent.text("way_back"));
        closure.own_view = TRY(act.sent.text("own_view"));
        closure.override_reason = TRY(act.sent.text("override"));
        auto const on = TRY(sent_case_day(act.sent, "on"));
        closure.on = on.value_or(london::day_of(visit.now()));
        return done_to_case(room, visit, visit.change([&](Change& change) {
            return close_case(room, change, act.version, closure);
        }));
    }

    Result<Response> api_reopen_case(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const act = TRY(sent_case_act(visit, request, "reopen", {"because"}));
        if (act.version == 0)
            return without_case_version();
        auto const because = TRY(act.sent.text("because"));
        return done_to_case(room, visit, visit.change([&](Change& change) {
            return reopen(room, change, act.one.id, act.version, because);
        }));
    }
} // namespace

std::string write_case(Cases const& room, Visit const& visit, Case const& one)
{
    auto whole = case_json(room, visit, one);
    whole["clocks"] = running_json(visit, one.id);
    whole["clocks_ended"] = ended_json(visit, one.id);
    whole["ways_on"] = ways_json(room, visit, one);
    return json::serialize(whole);
}

void add_case_api_routes(access::Routes::OfRoom<Cases>& routes)
{
    routes.get("/api/v1/cases", "case:read", api_list_cases);
    routes.get("/api/v1/cases/{case}", "case:read", api_find_case);
    routes.post("/api/v1/cases", "case:create", api_open_case);
    routes.post("/api/v1/cases/{case}/move", "case:move", api_move_case);
    routes.post("/api/v1/cases/{case}/level", "case:record level", api_judge_case_level);
    routes.post("/api/v1/cases/{case}/allocate", "case:allocate", api_allocate_case);
    routes.post("/api/v1/cases/{case}/extend", "case:extend", api_extend_case);
    routes.post("/api/v1/cases/{case}/close", "case:close", api_close_case);
    routes.post("/api/v1/cases/{case}/reopen", "case:reopen", api_reopen_case);
}

} // namespace kith::cases
