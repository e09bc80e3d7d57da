// SPDX-License-Identifier: MIT
#include "concerns/shared_draft_pages.h"
#include "base/london.h"
#include "concerns/shared_draft_acts.h"
#include "platform/access/accounts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    using html::Value;

    // What a form of the page held, and what was wrong with it.
    struct Refused {
        std::vector<Error> problems = {};
        Value typed = Value::object();
        std::string notice = {};
        [[nodiscard]] http::Status status() const
        {
            return problems.empty()                       ? http::Status::ok
                : problems.front().code == Code::conflict ? http::Status::conflict
                                                          : http::Status::unprocessable;
        }
    };

    std::string stripped(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? ""
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }

    // Why a lead of the agency is not among those who may be asked.
    std::string left_out_in_words(Visit const& visit, SharedDraft const& shared)
    {
        std::string text;
        for (auto const& lead : shared.leads) {
            auto const offered = std::ranges::any_of(shared.offered,
                [&](directory::Lead const& one) { return one.account == lead.account; });
            if (!offered && !about_a_worker(shared.draft.answers))
                text
                    += fmt::format("{}{} is not asked, because the draft names somebody who may be "
                                   "the same person.",
                        text.empty() ? "" : " ", directory::in_words(visit, lead));
        }
        return text;
    }

    std::string why_nobody(SharedDraft const& shared)
    {
        if (about_a_worker(shared.draft.answers))
            return "This is about somebody who works with children. It goes to the designated "
                   "officer, and not through a safeguarding lead: nobody else reads it first. "
                   "Send it yourself.";
        if (!shared.offered.empty())
            return "";
        return shared.leads.empty() ? "Your agency has no other safeguarding lead in Kith. Send it "
                                      "yourself: the team will advise you."
                                    : "Send it yourself: the team will advise you.";
    }

    std::string standing_of(SharedDraft const& shared)
    {
        switch (shared.state) {
        case Sharing::kept:
            return "Only you have seen it.";
        case Sharing::asked:
            return "Shown on " + london::in_words(*shared.shared_at)
                + ". Nobody has answered since.";
        case Sharing::advised:
            return "You have been advised. Change the draft, ask again, or send it.";
        case Sharing::why_not:
            return "Your safeguarding lead did not send it, and says why. You may still send it "
                   "yourself: a lead cannot stop your worry.";
        case Sharing::taken_back:
            return "You took it back. Only you see it.";
        case Sharing::sent:
            break; // its page is that of the concern
        }
        return {};
    }

    Value page_for(
        Concerns const& room, Visit const& visit, SharedDraft const& shared, Refused const& refused)
    {
        auto page = Value::object({{"section", "/concerns"}, {"href", address_of(shared)},
            {"form_href", "/concerns/new?draft=" + shared.id.write()},
            {"revision", shared.draft.revision}, {"key", Uuid::fresh().write()},
            {"saved", london::in_words(shared.draft.saved_at)},
            {"readers", offered_in_words(visit, shared)},
            {"notes", notes_view(room, visit, shared)}, {"typed", refused.typed},
            {"problems", problems_view(refused.problems)}, {"notice", refused.notice},
            {"lead", lead_line_for(visit, shared.draft.answers)}});
        if (!refused.problems.empty())
            page["errors"] = errors_view(refused.problems);
        return page;
    }

    Response show_mine(Concerns const& room, Visit const& visit, SharedDraft const& shared,
        Refused const& refused = {})
    {
        auto page = page_for(room, visit, shared, refused);
        page["shown"] = shared.shown() && !about_a_worker(shared.draft.answers);
        page["asked"] = shared.state == Sharing::asked;
        page["standing"] = standing_of(shared);
        page["nobody"] = why_nobody(shared);
        page["left_out"] = left_out_in_words(visit, shared);
        page["may_share"] = visit.permits("share", facts_of(shared)) && !shared.offered.empty();
        return room.pages.show(visit, "concerns/draft_mine.njk", page, refused.status());
    }

    Response show_theirs(Concerns const& room, Visit const& visit, SharedDraft const& shared,
        Refused const& refused = {})
    {
        auto page = page_for(room, visit, shared, refused);
        auto const author = room.name_of(visit.reading(), shared.author);
        auto const agency = directory::find_agency(visit.reading(), shared.agency);
        page["author"] = author;
        page["agency"] = agency ? agency->name : "";
        page["given"] = answers_view(room, shared.draft.answers, london::day_of(visit.now()));
        page["said_not"] = shared.state == Sharing::why_not;
        auto const checked = check_referral(room, shared.draft.answers);
        page["missing"] = Value::each(checked.errors,
            [&](Error const& one) { return Value(room.words.say("en", one.words)); });
        return room.pages.show(visit, "concerns/draft_shown.njk", page, refused.status());
    }

    Response show_either(Concerns const& room, Visit const& visit, SharedDraft const& shared,
        Refused const& refused = {})
    {
        return shared.author == visit.visitor().account ? show_mine(room, visit, shared, refused)
                                                        : show_theirs(room, visit, shared, refused);
    }

    // The page as it stands now, with what was typed; an error that no page can show is handed up.
    Result<Response> draft_again(Concerns const& room, Visit const& visit, DraftId id,
        http::FormData const& form, Error const& problem)
    {
        if (problem.code != Code::invalid && problem.code != Code::conflict)
            return problem;
        auto const shared = TRY(find_shared(visit, room.drafts, id));
        Refused refused;
        for (auto const* field : {"advice", "why_not"})
            refused.typed[field] = form.first(field);
        refused.problems.push_back(problem);
        return show_either(room, visit, shared, refused);
    }

    Result<Response> show_shared(Concerns const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<DraftId>("draft"));
        auto const shared = TRY(find_shared(visit, room.drafts, id));
        if (shared.state == Sharing::sent)
            return http::see_other("/concerns/" + shared.concern.write());
        auto const said = request.query("said");
        Refused shown;
        shown.notice = said == "asked" ? "They see it now, on their page My work."
            : said == "taken_back"     ? "It is taken back: nobody but you sees it."
            : said == "saved"          ? "Your draft is saved."
            : said == "advised"        ? "Your advice is kept. Your colleague reads it here."
            : said == "why_not"
            ? "Your reason is kept. Your colleague reads it, and may send the draft themselves."
            : "";
        return show_either(room, visit, shared, shown);
    }

    Result<Response> show_drafts(Concerns const& room, Visit const& visit, Request const&)
    {
        auto rows = Value::each(list_shown(visit, room.drafts), [&](SharedDraft const& shared) {
            auto row = Value::object({{"href", address_of(shared)},
                {"text", "A draft by " + room.name_of(visit.reading(), shared.author)},
                {"detail", "Shown on " + london::in_words(*shared.shared_at)}});
            row["status"] = shared.state == Sharing::asked
                ? Value::object({{"text", "To advise on"}, {"tone", "new"}})
                : shared.state == Sharing::advised
                ? Value::object({{"text", "Advised"}, {"tone", "done"}})
                : Value::object({{"text", "Said why not"}, {"tone", "quiet"}});
            return row;
        });
        return room.pages.show(visit, "concerns/drafts.njk",
            Value::object(
                {{"section", "/concerns"}, {"rows", rows}, {"lead", lead_line(room, visit)}}));
    }

    Result<Response> share_draft(Concerns const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<DraftId>("draft"));
        auto const form = TRY(request.form());
        auto const shown
            = visit.change([&](Change& change) { return show_to_leads(room, change, id); });
        if (!shown)
            return draft_again(room, visit, id, form, shown.error());
        return http::see_other("/drafts/" + id.write() + "?said=asked");
    }

    Result<Response> take_draft_back(
        Concerns const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<DraftId>("draft"));
        auto const form = TRY(request.form());
        auto const taken
            = visit.change([&](Change& change) { return take_sharing_back(room, change, id); });
        if (!taken)
            return draft_again(room, visit, id, form, taken.error());
        return http::see_other("/drafts/" + id.write() + "?said=taken_back");
    }

    Result<Response> write_note(
        Concerns const& room, Visit const& visit, Request const& request, NoteKind kind)
    {
        auto const id = TRY(request.id<DraftId>("draft"));
        auto const form = TRY(request.form());
        auto const* const field = kind == NoteKind::advice ? "advice" : "why_not";
        Advice const advice{id, kind, std::atoll(std::string(form.first("revision")).c_str()),
            stripped(form.first(field)), Uuid::read(form.first("key")).value_or(Uuid::fresh())};
        auto const written
            = visit.change([&](Change& change) { return write_advice(room, change, advice); });
        if (!written)
            return draft_again(room, visit, id, form, written.error());
        return http::see_other("/drafts/" + id.write()
            + (kind == NoteKind::advice ? "?said=advised" : "?said=why_not"));
    }

    Result<Response> advise_on_draft(
        Concerns const& room, Visit const& visit, Request const& request)
    {
        return write_note(room, visit, request, NoteKind::advice);
    }

    Result<Response> say_why_not(Concerns const& room, Visit const& visit, Request const& request)
    {
        return write_note(room, visit, request, NoteKind::why_not);
    }

    Result<Response> send_draft(Concerns const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<DraftId>("draft"));
        auto const form = TRY(request.form());
        auto const revision = std::atoll(std::string(form.first("revision")).c_str());
        auto const sent = visit.change(
            [&](Change& change) { return send_for_author(room, change, id, revision); });
        if (!sent)
            return draft_again(room, visit, id, form, sent.error());
        return http::see_other("/concerns/" + sent->write() + "?said=raised");
    }
} // namespace

void add_shared_draft_routes(access::Routes::OfRoom<Concerns>& routes)
{
    routes.get("/drafts", "concern_draft:read", show_drafts);
    routes.get("/drafts/{draft}", "concern_draft:read", show_shared);
    routes.post("/drafts/{draft}/share", "concern_draft:share", share_draft);
    routes.post("/drafts/{draft}/take-back", "concern_draft:take_back", take_draft_back);
    routes.post("/drafts/{draft}/advise", "concern_draft:advise", advise_on_draft);
    routes.post("/drafts/{draft}/why-not", "concern_draft:decline", say_why_not);
    routes.post("/drafts/{draft}/send", "concern_draft:send", send_draft);
}

std::vector<actions::Line> shared_draft_lines(Concerns const& room, Visit const& visit)
{
    std::vector<actions::Line> lines;
    for (auto const& shared : list_shown(visit, room.drafts))
        if (shared.state == Sharing::asked)
            lines.push_back(
                actions::Line{"Advise on a draft", "a worry a colleague shows you first",
                    "Shown on " + london::in_words(*shared.shared_at), address_of(shared)});
    for (auto const& shared : list_answered(visit, room.drafts))
        lines.push_back(actions::Line{"Read",
            shared.state == Sharing::advised ? "your safeguarding lead’s advice on your draft"
                                             : "why your safeguarding lead did not send your draft",
            "Saved on " + london::in_words(shared.draft.saved_at), address_of(shared)});
    return lines;
}

bool leads_here(Visit const& visit)
{
    auto const& visitor = visit.visitor();
    return directory::is_lead_of(
        visit.reading(), visitor.agency, visitor.account, london::day_of(visit.now()));
}

std::string address_of(SharedDraft const& shared) { return "/drafts/" + shared.id.write(); }

std::string offered_in_words(Visit const& visit, SharedDraft const& shared)
{
    std::string names;
    for (auto const& lead : shared.offered)
        names += (names.empty() ? "" : " and ") + directory::in_words(visit, lead);
    return names;
}

Value notes_view(Concerns const& room, Visit const& visit, SharedDraft const& shared)
{
    return Value::each(notes_of(visit, room.drafts, shared), [&](DraftNote const& note) {
        auto const older = shared.state != Sharing::sent && note.revision != shared.draft.revision;
        return Value::object({{"title",
                                  note.kind == NoteKind::advice ? "Advice" : "Why it was not sent"},
            {"when",
                london::in_words(note.at) + (older ? ", before the draft was last changed" : "")},
            {"who", room.name_of(visit.reading(), note.by)}, {"text", note.body}});
    });
}

std::string lead_line_for(Visit const& visit, forms::Answers const& answers)
{
    if (about_a_worker(answers))
        return "";
    auto leads = directory::list_leads(
        visit.reading(), visit.visitor().agency, london::day_of(visit.now()));
    std::erase_if(leads, [&](directory::Lead const& lead) {
        auto const account = access::find_account(visit.reading(), lead.account);
        return account && may_name(answers, account->name);
    });
    return directory::lead_line(visit, leads);
}

} // namespace kith::concerns
