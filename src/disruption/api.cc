// SPDX-License-Identifier: MIT
#include "disruption/api.h"
#include "base/london.h"
#include "disruption/breach.h"
#include "disruption/effect_store.h"
#include "disruption/pages.h"
#include "disruption/views.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::disruption {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    json::value day_or_null(std::optional<Date> day)
    {
        return day ? json::value(day->write()) : json::value(nullptr);
    }
    json::value moment_or_null(std::optional<Instant> at)
    {
        return at ? json::value(at->write()) : json::value(nullptr);
    }
    json::array words_json(std::vector<std::string> const& words)
    {
        json::array all;
        for (auto const& word : words)
            all.push_back(json::value(word));
        return all;
    }

    json::object short_json(Visit const& visit, Step const& step)
    {
        auto const footing = may_know_footing(visit, step);
        auto const why = step.ends && (footing || !tells_of_child(step.ends->by));
        return {{"id", step.id.write()}, {"reference", step.reference.write()},
            {"tactic", step.tactic}, {"tactics_as_of", step.tactics_as_of.write()},
            {"target", json::object{{"kind", step.target.kind}, {"id", step.target.id.write()}}},
            {"owner", step.owner_agency.write()}, {"status", name_of(step.status)},
            {"status_on", step.status_on.write()}, {"because", step.because},
            {"acts_on_child", step.acts_on_child}, {"starts", day_or_null(step.starts)},
            {"starts_at", moment_or_null(step.starts_at)},
            {"review_on", day_or_null(step.review_on)}, {"expires", day_or_null(step.expires)},
            {"footing", footing ? step.footing : std::string()},
            {"last_day",
                step.ends ? json::value(step.ends->last_day.write()) : json::value(nullptr)},
            {"ends_by", why ? json::value(name_of(step.ends->by)) : json::value(nullptr)}};
    }

    json::object review_json(EffectReview const& one)
    {
        boost::system::error_code wrong;
        auto counts = json::parse(one.counts.empty() ? "null" : one.counts, wrong);
        json::object made{{"id", one.id.write()}, {"on", one.on.write()},
            {"conclusion", name_of(one.conclusion)}, {"words", one.words},
            {"counts", wrong ? json::value(nullptr) : std::move(counts)},
            {"next_on", day_or_null(one.next_on)},
            {"taken_back_at", moment_or_null(one.taken_back_at)},
            {"taken_back_because", one.taken_back_because}};
        if (one.children)
            made["children"] = *one.children;
        return made;
    }

    json::object whole_json(Disruption const& room, Visit const& visit, Step const& step)
    {
        auto made = short_json(visit, step);
        json::array moves, conditions, children;
        for (auto const& move : moves_of(visit, step))
            moves.push_back(json::object{{"id", move.id.write()}, {"status", name_of(move.status)},
                {"on", move.on.write()}, {"why", move.why},
                {"taken_back_at", moment_or_null(move.taken_back_at)},
                {"taken_back_because", move.taken_back_because}});
        for (auto const& one : conditions_of(visit, step))
            conditions.push_back(json::object{{"id", one.id.write()}, {"words", one.words},
                {"ended_at", moment_or_null(one.ended_at)}, {"ended_because", one.ended_because}});
        for (auto const& one : children_of(visit, step))
            children.push_back(json::object{{"id", one.id.write()}, {"person", one.child.write()},
                {"because", one.because}, {"ended_at", moment_or_null(one.ended_at)},
                {"ended_because", one.ended_because}});
        made["history"] = moves;
        made["conditions"] = conditions;
        made["children"] = children;
        json::array reviews;
        for (auto const& one : reviews_of(visit, step))
            reviews.push_back(review_json(one));
        made["reviews"] = reviews;
        auto const facts = answer_facts_of(visit, step);
        auto const* const tactic = room.tactics.find(step.tactic);
        if (facts && visit.sees(*facts) && tactic) {
            json::object answered;
            auto const kept = answers_of(visit, step);
            for (auto const& question : questions_of(*tactic, step.acts_on_child))
                answered[question.field]
                    = kept.empty() ? std::string() : kept.front().answers.*question.answer;
            made["answers"] = answered;
        }
        return made;
    }

    Response step_answer(Disruption const& room, Visit const& visit, Step const& step,
        http::Status status = http::Status::ok)
    {
        return http::json(json::serialize(whole_json(room, visit, step)), status)
            .with("ETag", http::etag(step.version));
    }

    json::array options_json(std::vector<Option> const& all)
    {
        json::array list;
        for (auto const& one : all)
            list.push_back(json::object{{"code", one.tactic->code}, {"name", one.tactic->name},
                {"basis", one.tactic->basis}, {"owners", words_json(one.tactic->owners)},
                {"takes", one.tactic->takes}, {"costs", one.tactic->costs},
                {"support", name_of(one.support)}, {"reasons", words_json(one.reasons)},
                {"missing", words_json(one.missing)}, {"warnings", words_json(one.warnings)}});
        return list;
    }

    Result<Response> workbook_answer(Disruption const& room, Visit const& visit,
        Thing const& target, http::Status status = http::Status::ok)
    {
        auto const situation = TRY(situation_of(visit, target));
        auto const laid = options_for(room, visit, situation);
        json::array facts, steps;
        for (auto const& one : facts_known(visit, target))
            facts.push_back(json::object{
                {"id", one.id.write()}, {"fact", one.code}, {"where_from", one.where_from}});
        for (auto const& step : list_of(visit, target))
            steps.push_back(short_json(visit, step));
        return http::json(
            json::serialize(json::object{
                {"target", json::object{{"kind", target.kind}, {"id", target.id.write()}}},
                {"tactics_as_of", room.tactics.as_of().write()}, {"facts", facts},
                {"supported", options_json(laid.supported)},
                {"lacking", options_json(laid.lacking)},
                {"ruled_out", options_json(laid.ruled_out)},
                {"not_offered", options_json(laid.not_offered)},
                {"acts_on_child", options_json(laid.on_child)}, {"steps", steps}}),
            status);
    }

    Result<std::optional<Date>> day_of_sent(JsonFields const& sent, std::string_view name)
    {
        auto const text = TRY(sent.text(name));
        if (text.empty())
            return std::optional<Date>();
        auto const day = Date::read(text);
        if (!day)
            return invalid("Send a day as 2026-03-29", std::string(name));
        return std::optional(*day);
    }

    // Days, owner and footing; what is left out is empty.
    Done read_sent(Visit const& visit, JsonFields const& sent, Step& step)
    {
        step.because = TRY(sent.text("because"));
        step.starts = TRY(day_of_sent(sent, "starts"));
        step.expires = TRY(day_of_sent(sent, "expires"));
        step.review_on = TRY(day_of_sent(sent, "review_on"));
        step.starts_at = std::nullopt;
        auto const moment = TRY(sent.text("starts_at"));
        if (!moment.empty()) {
            auto const at = Instant::read(moment);
            if (!at)
                return invalid("Send a moment as 2026-03-29T21:30:00Z", "starts_at");
            step.starts_at = *at;
            step.starts = london::day_of(*at);
        }
        auto const owner = TRY(sent.text("owner"));
        if (!owner.empty()) {
            auto const id = AgencyId::read(owner);
            step.owner_agency = id ? *id : AgencyId();
        }
        step.footing = TRY(sent.text("footing"));
        step.footing_child = {};
        auto const child = TRY(sent.text("footing_child"));
        if (child.empty())
            return done();
        auto const reference = Reference::read(child);
        auto const known = reference ? people::find_facts(visit, *reference)
                                     : Result<access::Facts>(not_found());
        if (!known)
            return invalid("Nobody you may know has this reference", "footing_child");
        step.footing_child = PersonId(known->thing.id);
        return done();
    }

    Response without_version()
    {
        return http::problem(http::Status::precondition_required,
            "Send If-Match with the ETag you read the step with");
    }

    // ---- reading

    Result<Response> api_list(Disruption const&, Visit const& visit, Request const&)
    {
        if (!visit.could("see the room", "disruption_step"))
            return not_found();
        json::array all;
        for (auto const& step : list_owned(visit))
            all.push_back(short_json(visit, step));
        return http::json(json::serialize(json::object{{"steps", all}}));
    }

    Result<Response> api_workbook(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const target = TRY(target_in(room, visit, request));
        return workbook_answer(room, visit, target);
    }

    Result<Response> api_step(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "read"));
        return step_answer(room, visit, step);
    }

    Result<Response> api_breaches(Disruption const&, Visit const& visit, Request const&)
    {
        json::array all;
        for (auto const& told : unread_breaches(visit))
            all.push_back(json::object{{"id", told.breach.move.write()},
                {"on", told.breach.on.write()}, {"tactic", told.breach.tactic},
                {"owner", told.breach.owner_agency.write()}, {"case", told.held.id.write()}});
        return http::json(json::serialize(json::object{{"breaches", all}}));
    }

    // ---- writing

    Result<Response> api_read(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<StepMoveId>("breach"));
        TRY(say_read(visit, id));
        return api_breaches(room, visit, request);
    }

    Result<Response> api_thing(Disruption const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "disruption_fact"))
            return not_found();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"kind", "words", "where_from"}));
        auto const kind = TRY(sent.text("kind"));
        auto const words = TRY(sent.text("words"));
        auto const where_from = TRY(sent.text("where_from"));
        auto const target = TRY(visit.change(
            [&](Change& change) { return name_target(room, change, kind, words, where_from); }));
        return workbook_answer(room, visit, target, http::Status::created);
    }

    Result<Response> api_facts(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const target = TRY(target_in(room, visit, request));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"facts", "where_from"}));
        auto const codes = TRY(sent.texts("facts"));
        auto const where_from = TRY(sent.text("where_from"));
        if (codes.empty())
            return invalid("Send what is known", "facts");
        TRY(visit.change([&](Change& change) -> Done {
            for (auto const& code : codes)
                TRY(tick(room, change, target, code, where_from));
            return done();
        }));
        return workbook_answer(room, visit, target, http::Status::created);
    }

    Result<Response> api_untick(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const target = TRY(target_in(room, visit, request));
        auto const id = TRY(request.id<TargetFactId>("fact"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change([&](Change& change) { return untick(change, target, id, because); }));
        return workbook_answer(room, visit, target);
    }

    Result<Response> api_consider(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "disruption_step"))
            return not_found();
        auto const target = TRY(target_in(room, visit, request));
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"tactic", "owner", "because", "starts", "starts_at", "expires", "review_on",
            "footing", "footing_child"}));
        Step step;
        step.target = target;
        step.owner_agency = visit.visitor().agency;
        step.tactic = TRY(sent.text("tactic"));
        TRY(read_sent(visit, sent, step));
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<StepId>(
                change, key, request.path() + "\n" + request.body(), [&]() -> Result<StepId> {
                    auto const made = TRY(consider(room, change, step));
                    return made.id;
                });
        }));
        auto const made = TRY(find(visit, id));
        return step_answer(room, visit, made, http::Status::created)
            .with("Location", "/api/v1/disruption/steps/" + id.write());
    }

    Result<Response> api_move(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "move"));
        auto const version = TRY(request.if_match());
        if (!version)
            return without_version();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"status", "on", "why"}));
        MoveTyped typed;
        auto const word = TRY(sent.text("status"));
        auto const status = read_status(word);
        if (!status)
            return invalid("Send where it stands", "status");
        typed.status = *status;
        auto const on = TRY(day_of_sent(sent, "on"));
        typed.on = on.value_or(london::day_of(visit.now()));
        typed.why = TRY(sent.text("why"));
        auto const moved = TRY(visit.change(
            [&](Change& change) { return move(room, change, step.id, *version, typed); }));
        return step_answer(room, visit, moved);
    }

    Result<Response> api_correct(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto wanted = TRY(step_in(visit, request, "change"));
        auto const stands = wanted;
        auto const version = TRY(request.if_match());
        if (!version)
            return without_version();
        wanted.version = *version;
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"owner", "because", "starts", "starts_at", "expires", "review_on", "footing",
            "footing_child", "reason"}));
        auto const reason = TRY(sent.text("reason"));
        TRY(read_sent(visit, sent, wanted));
        if (!stands.footing_child.none() && !people::knows(visit, stands.footing_child)) {
            wanted.footing = stands.footing;
            wanted.footing_child = stands.footing_child;
        }
        auto const saved = TRY(
            visit.change([&](Change& change) { return correct(room, change, wanted, reason); }));
        return step_answer(room, visit, saved);
    }

    Result<Response> api_answers(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const facts = TRY(answer_facts_of(visit, step));
        TRY(visit.may("answer", facts));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"effect", "child_view", "carer_view", "displacement", "retaliation",
            "who_tells", "who_lives_there", "no_other_step", "legal_advice", "child_view_of_it",
            "because"}));
        auto const* const tactic = room.tactics.find(step.tactic);
        if (!tactic)
            return not_found();
        StepAnswers answers;
        for (auto const& question : questions_of(*tactic, step.acts_on_child)) {
            auto text = TRY(sent.text(question.field));
            answers.*question.answer = std::move(text);
        }
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return answer(room, change, step.id, answers, because); }));
        return step_answer(room, visit, step);
    }

    // What ends, or is taken back: {because}.
    template <class Act>
    Result<Response> ended(Disruption const& room, Visit const& visit, Request const& request,
        Step const& step, Act const& act)
    {
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change([&](Change& change) { return act(change, because); }));
        auto const stands = TRY(find(visit, step.id));
        return step_answer(room, visit, stands);
    }

    Result<Uuid> part_in(Request const& request, std::string_view name)
    {
        auto const text = TRY(request.segment(name));
        auto const id = Uuid::read(text);
        if (!id)
            return not_found();
        return *id;
    }

    Result<Response> api_take_back(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "move"));
        auto const entry = TRY(request.id<StepMoveId>("move"));
        return ended(room, visit, request, step, [&](Change& change, std::string const& because) {
            return take_back(room, change, step.id, entry, because);
        });
    }

    Result<Response> api_condition(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"words"}));
        auto const words = TRY(sent.text("words"));
        TRY(visit.change([&](Change& change) { return set_condition(change, step.id, words); }));
        return step_answer(room, visit, step, http::Status::created);
    }

    Result<Response> api_end_condition(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const id = TRY(part_in(request, "condition"));
        return ended(room, visit, request, step, [&](Change& change, std::string const& because) {
            return drop_condition(change, step.id, id, because);
        });
    }

    Result<Response> api_child(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"reference", "because"}));
        auto const reference = TRY(sent.text("reference"));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return link_child(change, step.id, reference, because); }));
        return step_answer(room, visit, step, http::Status::created);
    }

    Result<Response> api_end_child(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const id = TRY(part_in(request, "child"));
        return ended(room, visit, request, step, [&](Change& change, std::string const& because) {
            return unlink_child(change, step.id, id, because);
        });
    }
} // namespace

void add_api_routes(access::Routes::OfRoom<Disruption>& routes)
{
    std::string const all = "/api/v1/disruption";
    std::string const target = all + "/targets/{kind}/{target}";
    std::string const step = all + "/steps/{step}";
    routes.get(all, "disruption_step:see the room", api_list);
    routes.post(all + "/things", "disruption_fact:create", api_thing);
    routes.get(all + "/breaches", "case:read", api_breaches);
    routes.post(all + "/breaches/{breach}/read", "case:read", api_read);
    routes.get(target, "disruption_step:see the room", api_workbook);
    routes.post(target + "/facts", "disruption_fact:create", api_facts);
    routes.post(target + "/facts/{fact}/withdraw", "disruption_fact:withdraw", api_untick);
    routes.post(target + "/steps", "disruption_step:create", api_consider);
    routes.get(step, "disruption_step:read", api_step);
    routes.post(step + "/move", "disruption_step:move", api_move);
    routes.post(step + "/moves/{move}/take-back", "disruption_step:move", api_take_back);
    routes.post(step + "/correct", "disruption_step:change", api_correct);
    routes.post(step + "/answers", "disruption_answers:answer", api_answers);
    routes.post(step + "/conditions", "disruption_step:change", api_condition);
    routes.post(step + "/conditions/{condition}/end", "disruption_step:change", api_end_condition);
    routes.post(step + "/children", "disruption_step:change", api_child);
    routes.post(step + "/children/{child}/end", "disruption_step:change", api_end_child);
}

} // namespace kith::disruption
