// SPDX-License-Identifier: MIT
// A partner reads what it was asked, and says what it knows already: with a draft of one's own, in
// part or whole, late or in time, and corrected with a reason.
#include "base/london.h"
#include "concerns/partner_pages.h"
#include "concerns/partner_views.h"
#include "concerns/views.h"
#include <array>

namespace kith::concerns {
namespace {
    using forms::Draft;
    using html::Value;
    using http::Request;
    using http::Response;
    constexpr char const* answer_form = "concerns/partner_answer";
    constexpr std::size_t longest_list = 200;
    // Who may answer where the agency as a whole was asked: codes of data/code_lists/role.csv.
    Draft answer_draft(Concerns const& room, Visit const& visit, PartnerCheck const& check)
    {
        auto const& form = room.forms.form(answer_form);
        Draft draft;
        draft.id = DraftId::fresh();
        draft.account = visit.visitor().account;
        draft.about = thing(check.id);
        draft.key = forms::fresh_key();
        draft.answers = check.silent() ? forms::Answers(form.name, form.version) : check.answers;
        return draft;
    }

    Draft kept_draft(Concerns const& room, Visit const& visit, PartnerCheck const& check)
    {
        auto const account = visit.visitor().account;
        for (auto const& line : room.drafts.list(visit.reading(), account))
            if (line.form == answer_form && line.about == thing(check.id))
                if (auto kept = room.drafts.find(visit.reading(), account, line.id); kept)
                    return std::move(*kept);
        return answer_draft(room, visit, check);
    }

    // What stands in the boxes of the page.
    struct Answered {
        Draft draft;
        forms::Reading reading;
        std::string correction = {};
        std::int64_t version = 0;
    };

    Response part_page(Concerns const& room, Visit const& visit, AskedOf const& asked,
        Answered const& typed, bool with_form, char const* notice = "",
        http::Status status = http::Status::ok)
    {
        auto const drawing = forms::Drawing{room.words, "en", london::day_of(visit.now()), ""};
        auto page
            = Value::object({{"section", "/concerns"}, {"asked", asked_view(room, visit, asked)},
                {"notice", notice}, {"with_form", with_form}, {"correction", typed.correction},
                {"version", typed.version}, {"problems", problems_view(typed.reading.errors)},
                {"form", forms::view(room.forms.form(answer_form), typed.reading, drawing)},
                {"draft",
                    Value::object({{"id", typed.draft.id.write()},
                        {"revision", typed.draft.revision}, {"key", typed.draft.key}})},
                {"lead", lead_line_beside(visit, asked.request.concern)}});
        if (!typed.reading.errors.empty())
            page["errors"] = forms::error_list(typed.reading, drawing);
        return room.pages.show(visit, "concerns/partner_part.njk", page, status);
    }

    Answered typed_in(Concerns const& room, Visit const& visit, PartnerCheck const& check,
        http::FormData const& sent)
    {
        Answered typed{answer_draft(room, visit, check), room.forms.form(answer_form).read(sent)};
        if (auto const id = DraftId::read(sent.first("draft")); id)
            typed.draft.id = *id;
        typed.draft.revision = std::atoll(std::string(sent.first("revision")).c_str());
        typed.draft.key = sent.first("key");
        typed.draft.answers = typed.reading.answers;
        typed.draft.saved_at = visit.now();
        typed.correction = sent.first("correction");
        typed.version = std::atoll(std::string(sent.first("version")).c_str());
        return typed;
    }

    Response our_list(
        Concerns const& room, Visit const& visit, Value view, std::vector<AskedOf> const& parts)
    {
        view["rows"] = Value::each(
            parts, [&](AskedOf const& asked) { return asked_row(room, visit, asked); });
        auto page = Value::object(
            {{"section", "/concerns"}, {"view", view}, {"lead", lead_line(room, visit)}});
        return room.pages.show(visit, "concerns/asked_of_us.njk", page);
    }
} // namespace

Result<Response> show_asked_of_us(Concerns const& room, Visit const& visit, Request const&)
{
    auto const view = Value::object({{"title", "Requests for what you know"}, {"list", "open"},
        {"empty",
            Value::object({{"title", "Nobody waits for what you know"},
                {"text", "When a front door asks your team or agency, it stands here."}})}});
    return our_list(room, visit, view, room.partners.list_to_answer(visit));
}

Result<Response> show_answered_by_us(Concerns const& room, Visit const& visit, Request const&)
{
    auto const view = Value::object({{"title", "Requests you answered"}, {"list", "answered"},
        {"empty",
            Value::object({{"title", "Nothing has been answered yet"},
                {"text", "What your team or agency answers stands here, the latest first."}})}});
    return our_list(room, visit, view, room.partners.list_answered(visit, longest_list));
}

Result<Response> show_our_part(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PartnerCheckId>("check"));
    auto const asked = TRY(room.partners.find(visit, id));
    Answered typed{kept_draft(room, visit, asked.check), {}};
    typed.reading.answers = typed.draft.answers;
    typed.version = asked.check.version;
    auto const said = request.query("said");
    auto const* const notice = said == "sent" ? "Your answer was sent to the team that asked."
        : said == "saved"                     ? "Your draft is saved. Only you can see it."
                                              : "";
    auto const with_form
        = !asked.check.complete || typed.draft.revision > 0 || request.query("correct") == "1";
    return part_page(room, visit, asked, typed, with_form, notice);
}

Result<Response> answer_our_part(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PartnerCheckId>("check"));
    auto const asked = TRY(room.partners.find(visit, id));
    auto const sent = TRY(request.form());
    auto typed = typed_in(room, visit, asked.check, sent);
    auto const wants_to_save = sent.has("save");
    if (!typed.reading.ok() && !wants_to_save)
        return part_page(room, visit, asked, typed, true, "", http::Status::unprocessable);
    auto const done_so = visit.change([&](Change& change) -> Result<std::string> {
        auto const here = "/requests/" + id.write();
        if (wants_to_save) {
            TRY(room.drafts.save(change.writing(), typed.draft));
            return here + "?said=saved";
        }
        TRY(answer_partner_check(
            room, change, {id, typed.version, typed.draft.answers, typed.correction}));
        room.drafts.remove(change.writing(), change.visitor().account, typed.draft.id);
        return here + "?said=sent";
    });
    if (done_so)
        return http::see_other(*done_so);
    auto const& problem = done_so.error();
    if (problem.code != Code::invalid && problem.code != Code::conflict)
        return problem;
    auto const now_stands = TRY(room.partners.find(visit, id));
    typed.version = now_stands.check.version; // having looked, it may be sent
    typed.reading = typed.reading.refused(problem);
    return part_page(room, visit, now_stands, typed, true, "",
        problem.code == Code::conflict ? http::Status::conflict : http::Status::unprocessable);
}

void add_partner_predicates(access::Predicates& predicates)
{
    predicates.add(
        "visitor answers for their agency", [](access::Visitor const& who, access::Facts const&) {
            return std::ranges::any_of(
                roles_for_agencies, [&](char const* role) { return who.has(role); });
        });
    predicates.add("no one team was asked", [](access::Visitor const&, access::Facts const& facts) {
        return facts.holding_teams.empty();
    });
}

} // namespace kith::concerns
