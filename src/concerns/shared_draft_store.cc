// SPDX-License-Identifier: MIT
#include "concerns/shared_draft_store.h"
#include "base/london.h"
#include "platform/access/accounts.h"
#include <algorithm>

namespace kith::concerns {
namespace {
    constexpr db::Sql find_sharing
        = {"find the sharing of a draft", "select * from draft_sharings where id = $1"};
    constexpr db::Sql sharing_of_concern = {"find the sharing that became a concern",
        "select * from draft_sharings where concern = $1"};
    constexpr db::Sql shown_to_agency = {"drafts shown to an agency's leads",
        "select * from draft_sharings where agency = $1 and state in ('asked', 'advised', "
        "'why_not') order by changed_at, id"};
    constexpr db::Sql answered_of_author = {"drafts of an author that a lead has answered",
        "select * from draft_sharings where author = $1 and state in ('advised', 'why_not') order "
        "by changed_at desc, id"};
    constexpr db::Sql insert_sharing = {"add the sharing of a draft",
        "insert into draft_sharings (id, draft, concern, author, agency, state, shared_at, "
        "changed_at, sent_by, sent_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
    constexpr db::Sql update_sharing = {"save the sharing of a draft",
        "update draft_sharings set draft = $2, concern = $3, agency = $4, state = $5, shared_at = "
        "$6, changed_at = $7, sent_by = $8, sent_at = $9 where id = $1"};
    constexpr db::Sql notes_about = {"what was written about a draft",
        "select * from draft_notes where sharing = $1 order by written_at, id"};
    constexpr db::Sql insert_note = {"write about a draft",
        "insert into draft_notes (id, sharing, kind, revision, written_at, written_by, body) "
        "values ($1, $2, $3, $4, $5, $6, $7)"};

    SharedDraft read_shared(db::Row const& row)
    {
        SharedDraft shared;
        shared.id = row.id<DraftId>("id");
        shared.author = row.id<AccountId>("author");
        shared.agency = row.id<AgencyId>("agency");
        shared.state = read_sharing(row.text("state"));
        shared.shared_at = row.instant("shared_at");
        shared.concern = row.id<ConcernId>("concern");
        shared.sent_by = row.id<AccountId>("sent_by");
        shared.sent_at = row.maybe_instant("sent_at");
        return shared;
    }

    bool is_named(Visit const& visit, SharedDraft const& shared, AccountId account)
    {
        auto const found = access::find_account(visit.reading(), account);
        return !found || may_name(shared.draft.answers, found->name);
    }

    // Rules 2 and 3, as they are at this moment.
    void attend_leads(Visit const& visit, SharedDraft& shared)
    {
        shared.leads
            = directory::list_leads(visit.reading(), shared.agency, london::day_of(visit.now()));
        std::erase_if(shared.leads,
            [&](directory::Lead const& lead) { return lead.account == shared.author; });
        std::vector<AccountId> seen; // somebody may be named as both
        std::erase_if(shared.leads, [&](directory::Lead const& lead) {
            auto const again = std::ranges::find(seen, lead.account) != seen.end();
            seen.push_back(lead.account);
            return again;
        });
        if (about_a_worker(shared.draft.answers)) {
            shared.walled = visit.visitor().account != shared.author;
            return;
        }
        for (auto const& lead : shared.leads) {
            if (!is_named(visit, shared, lead.account))
                shared.offered.push_back(lead);
            else if (lead.account == visit.visitor().account)
                shared.walled = true;
        }
    }

    // What it says now, and who may read it. `not_found` unless this visit may.
    Result<SharedDraft> attended(
        Visit const& visit, forms::Drafts const& drafts, SharedDraft shared)
    {
        if (shared.state != Sharing::sent) {
            shared.draft = TRY(drafts.find(visit.reading(), shared.author, shared.id));
            if (shared.draft.answers.form() != referral_form)
                return not_found();
        }
        if (!shared.shown() && shared.state != Sharing::sent)
            shared.agency = visit.visitor().agency; // of whoever would show it
        attend_leads(visit, shared);
        TRY(visit.see(facts_of(shared)));
        return shared;
    }

    std::vector<SharedDraft> all_attended(
        Visit const& visit, forms::Drafts const& drafts, db::Rows const& rows)
    {
        std::vector<SharedDraft> list;
        for (auto const row : rows)
            if (auto shared = attended(visit, drafts, read_shared(row)); shared)
                list.push_back(std::move(*shared));
        return list;
    }

    DraftId kept_draft(SharedDraft const& shared)
    {
        return shared.state == Sharing::sent ? DraftId{} : shared.id;
    }
} // namespace

Result<SharedDraft> find_shared(Visit const& visit, forms::Drafts const& drafts, DraftId id)
{
    auto const rows = visit.reading().run(find_sharing, id);
    if (!rows.empty())
        return attended(visit, drafts, read_shared(rows[0]));
    SharedDraft own;
    own.id = id;
    own.author = visit.visitor().account;
    return attended(visit, drafts, own);
}

std::vector<SharedDraft> list_shown(Visit const& visit, forms::Drafts const& drafts)
{
    auto const& visitor = visit.visitor();
    if (!directory::is_lead_of(
            visit.reading(), visitor.agency, visitor.account, london::day_of(visit.now())))
        return {};
    auto list = all_attended(visit, drafts, visit.reading().run(shown_to_agency, visitor.agency));
    std::erase_if(list, [&](SharedDraft const& one) { return one.author == visitor.account; });
    return list;
}

std::vector<SharedDraft> list_answered(Visit const& visit, forms::Drafts const& drafts)
{
    return all_attended(
        visit, drafts, visit.reading().run(answered_of_author, visit.visitor().account));
}

std::optional<SharedDraft> sharing_of(
    Visit const& visit, forms::Drafts const& drafts, ConcernId concern)
{
    auto list = all_attended(visit, drafts, visit.reading().run(sharing_of_concern, concern));
    if (list.empty())
        return {};
    return std::move(list.front());
}

std::vector<DraftNote> notes_of(
    Visit const& visit, forms::Drafts const& drafts, SharedDraft const& shared)
{
    std::vector<DraftNote> notes;
    for (auto const row : visit.reading().run(notes_about, shared.id)) {
        auto const body = drafts.unseal(visit.reading(), shared.author, row.bytes("body"));
        if (!body) // its author's key was destroyed: it is gone for good
            continue;
        notes.push_back(
            {row.uuid("id"), row.text("kind") == "advice" ? NoteKind::advice : NoteKind::why_not,
                row.integer("revision"), row.instant("written_at"), row.id<AccountId>("written_by"),
                *body});
    }
    return notes;
}

Done save(Change& change, SharedDraft const& before, SharedDraft const& after, std::string_view act,
    std::string const& text)
{
    TRY(change.record(act, facts_of(before), text));
    auto& connection = change.writing();
    if (connection.run(find_sharing, after.id).empty())
        connection.run(insert_sharing, after.id, kept_draft(after), after.concern, after.author,
            after.agency, write(after.state), after.shared_at, change.now(), after.sent_by,
            after.sent_at);
    else
        connection.run(update_sharing, after.id, kept_draft(after), after.concern, after.agency,
            write(after.state), after.shared_at, change.now(), after.sent_by, after.sent_at);
    return done();
}

void add(
    Change& change, forms::Drafts const& drafts, SharedDraft const& shared, DraftNote const& note)
{
    auto const sealed = db::Bytes{drafts.seal(change.writing(), shared.author, note.body)};
    change.writing().run(
        insert_note, note.id, shared.id, write(note.kind), note.revision, note.at, note.by, sealed);
}

} // namespace kith::concerns
