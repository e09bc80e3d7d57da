// SPDX-License-Identifier: MIT
#include "concerns/shared_draft_acts.h"
#include "concerns/about_context.h"
#include "concerns/acts.h"
#include <algorithm>

namespace kith::concerns {
namespace {
    constexpr std::size_t longest_note = 20000;

    Done as_it_was_read(SharedDraft const& shared, std::int64_t revision)
    {
        if (shared.draft.revision == revision)
            return done();
        return error(Code::conflict,
            "Your colleague has changed the draft since you opened it. It stands below as it is "
            "now, and your words are kept: read it, then go on");
    }
} // namespace

Done show_to_leads(Concerns const& room, Change& change, DraftId id)
{
    auto const before = TRY(find_shared(change, room.drafts, id));
    TRY(static_cast<Visit const&>(change).may("share", facts_of(before)));
    if (before.state == Sharing::asked)
        return done(); // the same form came twice
    if (before.offered.empty())
        return invalid("Nobody can be asked: send it yourself", "share");
    auto after = before;
    after.state = Sharing::asked;
    after.shared_at = change.now();
    return save(change, before, after, "share",
        before.shown() ? "asked the safeguarding leads again" : "shown to the safeguarding leads");
}

Done take_sharing_back(Concerns const& room, Change& change, DraftId id)
{
    auto const before = TRY(find_shared(change, room.drafts, id));
    TRY(static_cast<Visit const&>(change).may("take_back", facts_of(before)));
    if (!before.shown())
        return done(); // nothing to take back
    auto after = before;
    after.state = Sharing::taken_back;
    return save(change, before, after, "take_back", "taken back from the safeguarding leads");
}

Done write_advice(Concerns const& room, Change& change, Advice const& advice)
{
    auto const before = TRY(find_shared(change, room.drafts, advice.draft));
    auto const is_advice = advice.kind == NoteKind::advice;
    auto const* const act = is_advice ? "advise" : "decline";
    TRY(static_cast<Visit const&>(change).may(act, facts_of(before)));
    auto const earlier = notes_of(change, room.drafts, before);
    if (std::ranges::find(earlier, advice.key, &DraftNote::id) != earlier.end())
        return done(); // the same form came twice
    auto const* const field = is_advice ? "advice" : "why_not";
    if (advice.body.empty())
        return invalid(
            is_advice ? "Write your advice" : "Give the reason for not sending it", field);
    if (advice.body.size() > longest_note)
        return invalid("Write 20,000 characters or fewer", field);
    TRY(as_it_was_read(before, advice.revision));
    auto after = before;
    after.state = is_advice ? Sharing::advised : Sharing::why_not;
    TRY(save(change, before, after, act,
        is_advice ? "advice was written" : "a reason for not sending it was recorded"));
    add(change, room.drafts, before,
        {advice.key, advice.kind, advice.revision, change.now(), change.visitor().account,
            advice.body});
    return done();
}

Result<ConcernId> send_for_author(
    Concerns const& room, Change& change, DraftId id, std::int64_t revision)
{
    auto const before = TRY(find_shared(change, room.drafts, id));
    if (before.state == Sharing::sent)
        return before.concern; // the same form came twice
    TRY(static_cast<Visit const&>(change).may("send", facts_of(before)));
    TRY(as_it_was_read(before, revision));
    auto const checked = check_referral(room, before.draft.answers);
    if (!checked.ok())
        return invalid("The draft is not complete yet: ask your colleague to finish it, or to send "
                       "it themselves",
            "send");
    auto after = before;
    after.concern = TRY(raise_for(room, change, checked.answers, {before.author, before.agency}));
    after.state = Sharing::sent;
    after.sent_by = change.visitor().account;
    after.sent_at = change.now();
    TRY(save(change, before, after, "send", "sent for whoever wrote it"));
    room.drafts.remove(change.writing(), before.author, id);
    return after.concern;
}

Done follow_sending(Concerns const& room, Change& change, DraftId id, ConcernId concern)
{
    auto const found = find_shared(change, room.drafts, id);
    if (!found || found->author != change.visitor().account || found->state == Sharing::kept
        || found->state == Sharing::sent)
        return done(); // it was shown to nobody, or it is not theirs
    auto after = *found;
    after.concern = concern;
    after.state = Sharing::sent;
    after.sent_by = change.visitor().account;
    after.sent_at = change.now();
    return save(change, *found, after, "send", "sent by whoever wrote it");
}

forms::Reading check_referral(Concerns const& room, forms::Answers const& answers)
{
    auto checked = room.forms.form(referral_form).check(answers);
    for (auto const* picked : {"worker_account", "worker_agency", about_context_answer})
        checked.answers.set(picked, answers.text(picked));
    return checked;
}

} // namespace kith::concerns
