// SPDX-License-Identifier: MIT
// What was recorded of a return is put right: when they came back, where they were found, with
// whom.
#include "missing/return_correct.h"
#include "base/london.h"
#include "missing/acts.h"
#include "missing/answered.h"
#include "missing/episode_parts.h"
#include "missing/interview_store.h"
#include "missing/views.h"

namespace kith::missing {
namespace {
    using http::Request;
    using http::Status;

    FormPage return_again_page(Missing const& room, Visit const& visit, Episode const& one)
    {
        auto page = page_for(room, visit, one, "missing/return", "return/correct");
        page.title = "Put the return right";
        page.asks_reason = true;
        page.warning
            = "If the time changes, the 72 hours of the return interview are counted anew.";
        return page;
    }

    Result<Episode> returned_episode(Visit const& visit, Request const& request)
    {
        auto one = TRY(episode_to(visit, request, "change"));
        if (!one.returned_at)
            return not_found();
        return one;
    }

    Result<Response> ask_return_again(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(returned_episode(visit, request));
        return ask(room, visit, return_again_page(room, visit, one),
            unsent(answers_of(room, "missing/return", one.return_version, one.return_answers),
                one.version));
    }

    Result<Response> send_return_again(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(returned_episode(visit, request));
        auto page = return_again_page(room, visit, one);
        auto sent = TRY(read_sent(room, page, request));
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const wanted = returned_from(sent.answers(), one, sent.version);
        auto const saved = visit.change(
            [&](Change& change) { return correct_return(room, change, wanted, sent.reason); });
        if (saved)
            return see(one, "put-right");
        if (saved.error().code == Code::conflict && saved.error().field.empty()) {
            auto const stands = TRY(find(visit, one.id));
            page.stands = given(
                room, visit, "missing/return", stands.return_version, stands.return_answers);
            sent.version = stands.version; // seen now: the next save goes through
        }
        return refused(room, visit, page, std::move(sent), saved.error());
    }
} // namespace

Result<Episode> correct_return(
    Missing const& room, Change& change, Episode const& wanted, std::string const& reason)
{
    auto one = TRY(find(change, wanted.id));
    if (!one.returned_at)
        return error(Code::conflict, "Nobody recorded that they came back");
    if (!wanted.returned_at)
        return invalid("Enter when they came back", "returned_at");
    auto const interview = line_of(change.writing(), one.id);
    if (interview && interview->state == InterviewState::completed && interview->ended_at
        && *interview->ended_at < *wanted.returned_at)
        return invalid("The return interview was held on " + london::in_words(*interview->ended_at)
                + ": they came back before that",
            "returned_at");
    one.version = wanted.version;
    one.returned_at = wanted.returned_at;
    one.found_by = wanted.found_by;
    one.found_place = wanted.found_place;
    one.return_version = wanted.return_version;
    one.return_answers = wanted.return_answers;
    return correct(room, change, one, reason);
}

void add_return_again_routes(access::Routes::OfRoom<Missing>& routes)
{
    auto const* const again = "/missing/{episode}/return/correct";
    routes.get(again, "missing_episode:change", ask_return_again);
    routes.post(again, "missing_episode:change", send_return_again);
}

} // namespace kith::missing
