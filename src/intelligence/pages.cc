// SPDX-License-Identifier: MIT
// What came in, or what somebody sent: the list, one submission, and who told it.
#include "intelligence/pages.h"
#include "base/london.h"
#include "intelligence/acts.h"
#include "intelligence/desk_views.h"
#include "platform/html/problems.h"

namespace kith::intelligence {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    constexpr char const* readers = "the police's intelligence desk, and whoever sent it. Who told "
                                    "it is read by source handlers alone";

    std::string notice_of(std::string_view said)
    {
        if (said == "sent")
            return "It is sent. The intelligence desk sees it now.";
        if (said == "received")
            return "It is noted that you received it. Whoever sent it sees that.";
        if (said == "triaged")
            return "It is kept how urgent it is.";
        if (said == "graded")
            return "The grade is kept. It stands until a later one supersedes it.";
        if (said == "old-grade")
            return "The historic grade is kept as it was written.";
        if (said == "grade-first")
            return "Grade it first: its handling stands with the text.";
        if (said == "let-out-first")
            return "Only a text that a second person let out may be shared.";
        if (said == "linked" || said == "unlinked")
            return "It is kept whom or what it is about.";
        if (said == "answered")
            return "Whoever submitted it reads that now.";
        if (said == "reviewed" || said == "decided")
            return "That is kept.";
        if (said == "taken-back")
            return "It is taken back. The desk does not see it any more.";
        return "";
    }

    enum class Ended { no, yes };
    Value shared_rows(Intelligence const& room, Visit const& visit,
        std::vector<SharedText> const& all, Ended ended)
    {
        auto rows = Value::array();
        for (auto const& one : all)
            if ((one.state == SharingState::shared) == (ended == Ended::no))
                rows.push(shared_row(room, visit, one));
        return rows;
    }

    Result<Response> show_list(Intelligence const& room, Visit const& visit, Request const&)
    {
        if (!visit.could("see the room", "intelligence_submission"))
            return not_found();
        auto const desk = visit.could("list", "intelligence_submission");
        auto const rows = desk ? Value::each(list_desk(visit),
                              [&](DeskLine const& line) { return desk_row(room, visit, line); })
                               : Value::each(list(visit), [&](Submission const& one) {
                                     return submission_row(room, visit, one);
                                 });
        auto const shared = list_shared(visit);
        return room.pages.show(visit, "intelligence/list.njk",
            Value::object({{"section", "/intelligence"}, {"desk", desk}, {"rows", rows},
                {"shared", shared_rows(room, visit, shared, Ended::no)},
                {"ended", shared_rows(room, visit, shared, Ended::yes)},
                {"together", together_view(shared)},
                {"may_submit", visit.could("create", "intelligence_submission")},
                {"who_can_see",
                    desk ? "the police's intelligence desk and source handlers"
                         : "you: these are your own, and what is shared with you"}}));
    }

    Value page_of(Intelligence const& room, Visit const& visit, Submission const& one)
    {
        auto const facts = facts_of(one);
        auto const may = [&](char const* act) { return visit.permits(act, facts); };
        auto const open = one.state() == SubmissionState::sent;
        auto page = Value::object({{"section", "/intelligence"},
            {"one", submission_view(room, visit, one)}, {"who_can_see", readers},
            {"may_receive", open && may("receive")}, {"may_take_back", open && may("withdraw")},
            {"told_back", told_back_view(room, visit, told_back(visit, one))}});
        if (auto const work = find_desk_work(visit, one)) {
            page["desk"] = desk_view(room, visit, one, *work);
            page["who_can_see"]
                = std::string(readers) + "; what the desk made of it by the desk alone";
        }
        if (visit.sees(source_facts_of(one)))
            page["source_href"] = address_of(one.id) + "/source";
        return page;
    }

    Result<Submission> asked_one(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<SubmissionId>("submission"));
        auto const one = TRY(find(visit, id));
        TRY(visit.may(act, facts_of(one)));
        return one;
    }

    Result<Response> show_one(Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(asked_one(visit, request, "read"));
        auto page = page_of(room, visit, one);
        page["notice"] = notice_of(request.query("said"));
        return room.pages.show(visit, "intelligence/one.njk", page);
    }

    Result<Response> print_one(Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(asked_one(visit, request, "read"));
        auto page = page_of(room, visit, one);
        page["printed"] = london::in_words(visit.now());
        return room.pages.show(visit, "intelligence/print.njk", page);
    }

    // The page again, with why not; what is not a visitor's mistake is handed up.
    Result<Response> not_done(Intelligence const& room, Visit const& visit, Submission const& one,
        Error const& problem, std::string const& reason)
    {
        if (problem.code != Code::invalid && problem.code != Code::conflict)
            return problem;
        auto const stands = TRY(find(visit, one.id));
        auto page = page_of(room, visit, stands);
        page["problems"] = html::problems_view({problem});
        page["errors"] = html::errors_view({problem});
        page["reason"] = reason;
        return room.pages.show(visit, "intelligence/one.njk", page,
            problem.code == Code::conflict ? Status::conflict : Status::unprocessable);
    }

    Result<Response> send_receive(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(asked_one(visit, request, "receive"));
        auto const kept = visit.change([&](Change& change) { return receive(change, one.id); });
        if (!kept)
            return not_done(room, visit, one, kept.error(), "");
        return http::see_other(address_of(one.id) + "?said=received");
    }

    Result<Response> send_take_back(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(asked_one(visit, request, "withdraw"));
        auto const form = TRY(request.form());
        auto const reason = links::text_of(form, "reason");
        auto const kept
            = visit.change([&](Change& change) { return take_back(change, one.id, reason); });
        if (!kept)
            return not_done(room, visit, one, kept.error(), reason);
        return http::see_other(address_of(one.id) + "?said=taken-back");
    }

    // ---- who told it

    Response source_page(Intelligence const& room, Visit const& visit, Submission const& one,
        Value page, Status status = Status::ok)
    {
        page["section"] = "/intelligence";
        page["reference"] = one.reference.write();
        page["href"] = address_of(one.id);
        return room.pages.show(visit, "intelligence/source.njk", page, status);
    }

    Result<Response> ask_source(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<SubmissionId>("submission"));
        auto const one = TRY(find_to_ask_source(visit, id));
        return source_page(room, visit, one, Value::object());
    }

    Result<Response> show_source(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<SubmissionId>("submission"));
        auto const one = TRY(find_to_ask_source(visit, id));
        auto const form = TRY(request.form());
        auto const reason = links::text_of(form, "reason");
        if (auto const said = links::check_purpose(reason); !said) {
            auto problem = said.error();
            problem.field = "reason";
            return source_page(room, visit, one,
                Value::object({{"problems", html::problems_view({problem})},
                    {"errors", html::errors_view({problem})}, {"reason", reason}}),
                Status::unprocessable);
        }
        auto const source = TRY(find_source(visit, id, reason));
        return source_page(room, visit, one,
            Value::object({{"shown", true}, {"rows", source_rows(room, visit, source)}}));
    }
} // namespace

void add_page_routes(access::Routes::OfRoom<Intelligence>& routes)
{
    std::string const one = "/intelligence/{submission}";
    routes.get("/intelligence", "intelligence_submission:see the room", show_list);
    routes.get(one, "intelligence_submission:read", show_one);
    routes.get(one + "/print", "intelligence_submission:read", print_one);
    routes.post(one + "/receive", "intelligence_submission:receive", send_receive);
    routes.post(one + "/take-back", "intelligence_submission:withdraw", send_take_back);
    routes.get(one + "/source", "intelligence_source:read", ask_source);
    routes.post(one + "/source", "intelligence_source:read", show_source);
}

} // namespace kith::intelligence
