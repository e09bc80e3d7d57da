// SPDX-License-Identifier: MIT
// The form of a person of concern: kept as a draft of whoever types it, refused with everything
// still filled in, sent once; and a correction.
#include "base/london.h"
#include "disruption/of_concern_pages.h"
#include "disruption/of_concern_views.h"
#include "platform/html/problems.h"
#include <fmt/core.h>

namespace kith::disruption {
namespace {
    using html::Value;
    constexpr char const* new_address = "/disruption/people/new";

    struct OfConcernSent {
        forms::Reading reading = {};
        std::string key = {};
        DraftId draft = DraftId::fresh();
        std::int64_t revision = 0;
        std::optional<Instant> saved = {};
    };

    Response draw_form(Disruption const& room, Visit const& visit, forms::Form const& asked,
        OfConcernSent const& sent, Value page, std::vector<Error> const& beside,
        http::Status status)
    {
        auto const drawing = forms::Drawing{room.words, "en", london::day_of(visit.now())};
        page["section"] = "/people";
        page["form"] = forms::view(asked, sent.reading, drawing);
        page["key"] = sent.key.empty() ? forms::fresh_key() : sent.key;
        auto errors = forms::error_list(sent.reading, drawing);
        auto const more = html::errors_view(beside);
        for (std::size_t at = 0; at < more.size(); ++at)
            errors.push(more.at(at));
        page["problems"] = html::problems_view(beside);
        if (errors.size() > 0)
            page["errors"] = errors;
        return room.pages.show(visit, "disruption/of_concern_form.njk", page, status);
    }

    Response draw_opening(Disruption const& room, Visit const& visit, OfConcernSent const& sent,
        http::Status status = http::Status::ok)
    {
        auto page = Value::object({{"title", "Record a person of concern"}, {"action", new_address},
            {"back", "/disruption/people"}, {"back_text", "Back to people of concern"},
            {"button", "Put them under consideration"}});
        page["draft"] = Value::object(
            {{"id", sent.draft.write()}, {"revision", std::to_string(sent.revision)},
                {"keep", std::string(new_address) + "?draft="},
                {"saved", sent.saved ? london::in_words(*sent.saved) : std::string()}});
        return draw_form(room, visit, room.forms.form(of_concern_form), sent, page, {}, status);
    }

    std::optional<forms::Draft> kept_draft(Disruption const& room, Visit const& visit)
    {
        auto const account = visit.visitor().account;
        for (auto const& line : room.drafts.list(visit.reading(), account))
            if (line.form == of_concern_form && !line.about)
                if (auto found = room.drafts.find(visit.reading(), account, line.id))
                    return std::move(*found);
        return std::nullopt;
    }

    Result<Response> ask_opening(Disruption const& room, Visit const& visit, Request const&)
    {
        if (!visit.could("create", "person_of_concern"))
            return not_found();
        auto const& form = room.forms.form(of_concern_form);
        OfConcernSent sent;
        sent.reading.answers = {form.name, form.version};
        if (auto kept = kept_draft(room, visit)) {
            sent.reading.answers = std::move(kept->answers);
            sent.key = kept->key;
            sent.draft = kept->id;
            sent.revision = kept->revision;
            sent.saved = kept->saved_at;
        }
        return draw_opening(room, visit, sent);
    }

    // Under an id of its own where another window was first.
    Result<forms::Draft> keep_sent(
        Disruption const& room, Change& change, OfConcernSent const& sent)
    {
        forms::Draft draft;
        draft.id = sent.draft;
        draft.account = change.visitor().account;
        draft.key = sent.key.empty() ? forms::fresh_key() : sent.key;
        draft.answers = sent.reading.answers;
        draft.saved_at = change.now();
        draft.revision = sent.revision;
        auto saved = room.drafts.save(change.writing(), draft);
        if (!saved) {
            draft.id = DraftId::fresh();
            draft.revision = 0;
            saved = room.drafts.save(change.writing(), draft);
        }
        draft.revision = TRY(std::move(saved));
        return draft;
    }

    Result<Response> keep_as_draft(Disruption const& room, Visit const& visit,
        OfConcernSent const& sent, Request const& request)
    {
        auto const kept
            = TRY(visit.change([&](Change& change) { return keep_sent(room, change, sent); }));
        if (!request.wants_json())
            return http::see_other(new_address);
        auto const at = london::time_of(visit.now());
        return http::json(fmt::format(R"({{"draft": "{}", "revision": {}, "at": "{:02}:{:02}"}})",
            kept.id.write(), kept.revision, at.hour, at.minute));
    }

    // Of what the rules refused, beside its question.
    void refuse(Disruption const& room, OfConcernSent& sent, Error problem)
    {
        problem.code = Code::invalid;
        if (problem.field == "Idempotency-Key" || problem.field == "key")
            sent.key.clear();
        if (!room.forms.form(of_concern_form).find(problem.field))
            problem.field.clear();
        sent.reading = sent.reading.refused(problem);
    }

    Result<Response> take_opening(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "person_of_concern"))
            return not_found();
        auto const form = TRY(request.form());
        if (auto const unwanted = DraftId::read(form.first("discard"))) {
            TRY(visit.change([&](Change& change) -> Done {
                room.drafts.remove(change.writing(), visit.visitor().account, *unwanted);
                return done();
            }));
            return http::see_other(new_address);
        }
        OfConcernSent sent;
        sent.reading = room.forms.form(of_concern_form).read(form);
        sent.key = links::text_of(form, "key");
        if (auto const draft = DraftId::read(form.first("draft")))
            sent.draft = *draft;
        sent.revision = std::atoll(links::text_of(form, "revision").c_str());
        if (form.has("save"))
            return keep_as_draft(room, visit, sent, request);
        auto const details = details_of(sent.reading.answers);
        auto const knows_them = sent.reading.answers.text("knows_them");
        if (sent.reading.ok())
            for (auto const& problem :
                problems_of_opening(room, london::day_of(visit.now()), details, knows_them))
                refuse(room, sent, problem);
        if (!sent.reading.ok())
            return draw_opening(room, visit, sent, http::Status::unprocessable);
        auto const made = visit.change([&](Change& change) {
            return forms::once<OfConcernId>(change, sent.key,
                request.path() + "\n" + request.body(), [&]() -> Result<OfConcernId> {
                    room.drafts.remove(change.writing(), change.visitor().account, sent.draft);
                    auto const opened = TRY(open_of_concern(room, change, details, knows_them));
                    return opened.id;
                });
        });
        if (made)
            return http::see_other(address_of(*made) + "?said=opened");
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        refuse(room, sent, made.error());
        return draw_opening(room, visit, sent, http::Status::unprocessable);
    }

    // Whoever corrects it read it already.
    forms::Form form_of_correction(Disruption const& room)
    {
        auto form = room.forms.form(of_concern_form);
        std::erase_if(
            form.questions, [](forms::Question const& one) { return one.name == "knows_them"; });
        std::erase_if(form.pages, [](forms::Page const& one) { return one.name == "you"; });
        return form;
    }

    Response draw_details(Disruption const& room, Visit const& visit, OfConcern const& one,
        OfConcernSent const& sent, std::string const& reason, std::int64_t version,
        std::vector<Error> const& beside, http::Status status)
    {
        auto page = Value::object({{"title", "Correct what is said of them"},
            {"action", address_of(one.id) + "/change"}, {"back", address_of(one.id)},
            {"back_text", "Back to " + one.reference.write()}, {"button", "Record the correction"},
            {"asks_reason", true}, {"reason", reason}, {"version", std::to_string(version)},
            {"standing", standing_in_words(one.history)}});
        return draw_form(room, visit, form_of_correction(room), sent, page, beside, status);
    }

    Result<Response> ask_details(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        OfConcernSent sent;
        sent.reading.answers = answers_of(room, one.details);
        return draw_details(room, visit, one, sent, {}, one.version, {}, http::Status::ok);
    }

    Result<Response> take_details(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const form = TRY(request.form());
        OfConcernSent sent;
        sent.reading = form_of_correction(room).read(form);
        auto const reason = links::text_of(form, "reason");
        auto const version = std::atoll(links::text_of(form, "version").c_str());
        std::vector<Error> beside;
        if (says_nothing(reason))
            beside.push_back(invalid("Say why it is corrected", "reason"));
        if (!sent.reading.ok() || !beside.empty())
            return draw_details(
                room, visit, one, sent, reason, version, beside, http::Status::unprocessable);
        auto const made = visit.change([&](Change& change) {
            return correct(room, change, one.id, version, details_of(sent.reading.answers), reason);
        });
        if (made)
            return http::see_other(address_of(one.id) + "?said=corrected");
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        auto const late = made.error().code == Code::conflict;
        refuse(room, sent, made.error());
        return draw_details(room, visit, one, sent, reason, late ? one.version : version, beside,
            late ? http::Status::conflict : http::Status::unprocessable);
    }
} // namespace

OfConcernDetails details_of(forms::Answers const& answers)
{
    OfConcernDetails details;
    details.known_as = answers.text("known_as");
    details.also_known = answers.text("also_known");
    details.description = answers.text("description");
    details.age = read_age_group(answers.text("age"));
    details.ethnicity = answers.text("ethnicity");
    details.ethnicity_by = answers.text("ethnicity_by");
    details.harms = answers.list("harms");
    details.grounds = answers.text("grounds");
    if (details.age != AgeGroup::adult)
        details.supports = answers.text("supports");
    return details;
}

forms::Answers answers_of(Disruption const& room, OfConcernDetails const& details)
{
    auto const& form = room.forms.form(of_concern_form);
    forms::Answers answers{form.name, form.version};
    answers.set("known_as", details.known_as);
    answers.set("also_known", details.also_known);
    answers.set("description", details.description);
    answers.set("age", std::string(name_of(details.age)));
    answers.set("ethnicity", details.ethnicity);
    answers.set("ethnicity_by", details.ethnicity_by);
    answers.set("harms", details.harms);
    answers.set("grounds", details.grounds);
    answers.set("supports", details.supports);
    return answers;
}

void add_of_concern_form_routes(access::Routes::OfRoom<Disruption>& routes)
{
    routes.get(new_address, "person_of_concern:create", ask_opening);
    routes.post(new_address, "person_of_concern:create", take_opening);
    std::string const change = "/disruption/people/{record}/change";
    routes.get(change, "person_of_concern:change", ask_details);
    routes.post(change, "person_of_concern:change", take_details);
}

} // namespace kith::disruption
