// SPDX-License-Identifier: MIT
// The team that holds a concern asks partners, asks the silent again, and closes a request early.
#include "base/london.h"
#include "concerns/partner_pages.h"
#include "concerns/partner_views.h"
#include "concerns/views.h"
#include <algorithm>

namespace kith::concerns {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;
    constexpr char const* request_form = "concerns/partner_request";

    // What somebody chose on the page of asking.
    struct Choosing {
        forms::Reading reading = {};
        std::vector<std::string> partners = {};
        std::string urgency = {};
        std::string key = Uuid::fresh().write();
    };

    Value candidate_items(
        std::vector<PartnerCandidate> const& candidates, Choosing const& choosing, bool suggested)
    {
        auto items = Value::array();
        for (auto const& candidate : candidates) {
            if (candidate.why.empty() == suggested)
                continue;
            auto const value = write(candidate.partner);
            auto item = Value::object({{"value", value}, {"text", candidate.name},
                {"checked",
                    std::ranges::find(choosing.partners, value) != choosing.partners.end()}});
            if (suggested)
                item["hint"] = Value::object({{"text", "Suggested: " + candidate.why}});
            items.push(item);
        }
        return items;
    }

    bool others_chosen(Value const& items)
    {
        return std::ranges::any_of(
            items.items(), [](Value const& item) { return item.get("checked").truthy(); });
    }

    Response asking_page(Concerns const& room, Visit const& visit, Concern const& concern,
        Choosing const& choosing, http::Status status = http::Status::ok)
    {
        auto const today = london::day_of(visit.now());
        auto const drawing = forms::Drawing{room.words, "en", today, ""};
        auto const candidates = room.suggestions.candidates(visit.reading(), concern, today);
        auto const others = candidate_items(candidates, choosing, false);
        auto page
            = Value::object({{"section", "/concerns"}, {"concern", view_of(room, visit, concern)},
                {"form", forms::view(room.forms.form(request_form), choosing.reading, drawing)},
                {"suggested", candidate_items(candidates, choosing, true)}, {"others", others},
                {"others_chosen", others_chosen(others)},
                {"urgencies", partner_urgencies_view(room, visit, choosing.urgency)},
                {"given", given_view(room, concern)}, {"key", choosing.key},
                {"problems", problems_view(choosing.reading.errors)},
                {"lead", lead_line(room, visit, concern)}});
        if (!choosing.reading.errors.empty())
            page["errors"] = forms::error_list(choosing.reading, drawing);
        return room.pages.show(visit, "concerns/ask_partners.njk", page, status);
    }

    Result<Concern> concern_to_ask_about(
        Concerns const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ConcernId>("concern"));
        auto concern = TRY(room.store.find(visit, id));
        if (!visit.permits("create", facts_of(PartnerRequest(), concern)))
            return not_found();
        return concern;
    }

    Choosing choosing_from(Concerns const& room, http::FormData const& sent)
    {
        Choosing choosing;
        choosing.reading = room.forms.form(request_form).read(sent);
        for (auto const partner : sent.all("partners"))
            choosing.partners.emplace_back(partner);
        choosing.urgency = sent.first("urgency");
        choosing.key = Uuid::read(sent.first("key")).value_or(Uuid::fresh()).write();
        auto& errors = choosing.reading.errors;
        if (clock_of(choosing.urgency).empty())
            errors.insert(errors.begin(), invalid("Choose how urgent it is", "urgency"));
        if (choosing.partners.empty())
            errors.insert(errors.begin(), invalid("Choose at least one partner", "partners"));
        return choosing;
    }

    Response closing_page(Concerns const& room, Visit const& visit, Concern const& concern,
        PartnerRequest const& request, std::string const& reason,
        std::vector<Error> const& problems = {}, http::Status status = http::Status::ok)
    {
        std::vector<Partner> silent;
        for (auto const& check : silent_of(request))
            silent.push_back(check.partner);
        auto page
            = Value::object({{"section", "/concerns"}, {"concern", view_of(room, visit, concern)},
                {"href", "/concerns/" + concern.id.write() + "/partners/" + request.id.write()},
                {"asked", london::in_words(request.asked_at)},
                {"silent", silent_in_words(visit.reading(), silent)}, {"reason", reason},
                {"problems", problems_view(problems)}, {"lead", lead_line(room, visit, concern)}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "concerns/close_request.njk", page, status);
    }

    std::string without_edges(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? std::string()
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }
} // namespace

Result<Response> show_asking(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const concern = TRY(concern_to_ask_about(room, visit, request));
    auto const& form = room.forms.form(request_form);
    Choosing choosing;
    choosing.reading.answers = forms::Answers(form.name, form.version);
    choosing.reading.answers.set(
        "purpose", std::string("To decide what help or protection is needed."));
    choosing.urgency = concern.urgency;
    return asking_page(room, visit, concern, choosing);
}

Result<Response> send_asking(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const concern = TRY(concern_to_ask_about(room, visit, request));
    auto const sent = TRY(request.form());
    auto choosing = choosing_from(room, sent);
    if (!choosing.reading.ok())
        return asking_page(room, visit, concern, choosing, http::Status::unprocessable);
    Asking asking{concern.id, {}, choosing.urgency, choosing.reading.answers,
        Uuid::read(choosing.key).value_or(Uuid::fresh())};
    for (auto const& chosen : choosing.partners)
        if (auto const partner = read_partner(chosen); partner)
            asking.partners.push_back(*partner);
    auto const asked
        = visit.change([&](Change& change) { return ask_partners(room, change, asking); });
    if (asked)
        return http::see_other("/concerns/" + concern.id.write() + "?said=asked#partners");
    if (asked.error().code != Code::invalid)
        return asked.error();
    choosing.reading = choosing.reading.refused(asked.error());
    return asking_page(room, visit, concern, choosing, http::Status::unprocessable);
}

Result<Response> chase_request(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const concern = TRY(request.id<ConcernId>("concern"));
    auto const id = TRY(request.id<PartnerRequestId>("request"));
    auto const form = TRY(request.form());
    auto const alone = PartnerCheckId::read(form.first("check")).value_or(PartnerCheckId());
    TRY(visit.change(
        [&](Change& change) { return chase_partners(room, change, concern, id, alone); }));
    return http::see_other("/concerns/" + concern.write() + "?said=chased#partners");
}

Result<Response> ask_to_close_request(
    Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const concern = TRY(room.store.find(visit, id));
    auto const asked = TRY(request.id<PartnerRequestId>("request"));
    auto const found = TRY(room.partners.find(visit, concern, asked));
    return closing_page(room, visit, concern, found, "");
}

Result<Response> close_request(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const asked = TRY(request.id<PartnerRequestId>("request"));
    auto const form = TRY(request.form());
    auto const reason = without_edges(form.first("reason"));
    auto const shut = visit.change(
        [&](Change& change) { return close_partner_request(room, change, id, asked, reason); });
    if (shut)
        return http::see_other("/concerns/" + id.write() + "?said=closed#partners");
    if (shut.error().code != Code::invalid && shut.error().code != Code::conflict)
        return shut.error();
    auto const concern = TRY(room.store.find(visit, id));
    auto const found = TRY(room.partners.find(visit, concern, asked));
    return closing_page(room, visit, concern, found, reason, {shut.error()},
        shut.error().code == Code::conflict ? http::Status::conflict : http::Status::unprocessable);
}

} // namespace kith::concerns
