// SPDX-License-Identifier: MIT
#include "evidence/acts.h"
#include "base/london.h"
#include <algorithm>

namespace kith::evidence {
namespace {
    // The exhibit as it stands, for an act this visitor may do to it.
    Result<Exhibit> exhibit_to_change(Visit const& visit, ExhibitId id)
    {
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may("change", facts));
        if (one.withdrawn_at)
            return error(Code::conflict, "This exhibit was withdrawn");
        return one;
    }

    Result<CustodyEntry> entry_of(Visit const& visit, Exhibit const& exhibit, CustodyId id)
    {
        auto const all = custody_of(visit, exhibit);
        auto const found = std::ranges::find(all, id, &CustodyEntry::id);
        if (found == all.end())
            return not_found();
        return *found;
    }

    Result<Exhibit> claim_file(Change& change, Exhibit one)
    {
        if (one.sort != ExhibitSort::file)
            return one;
        auto const known
            = one.file.none() ? std::nullopt : documents::file_known(change.writing(), one.file);
        if (!known)
            return invalid("Choose the file", "file");
        one.sha256 = known->sha256;
        TRY(documents::claim_of_any_kind(change, one.file, one.about, thing(one.id), "file"));
        return one;
    }
} // namespace

std::vector<Error> problems_with(
    Visit const& visit, Exhibit const& exhibit, CustodyEntry const& receipt)
{
    auto problems = problems_of(exhibit, london::day_of(visit.now()));
    for (auto& problem : problems_of(receipt, Custody{}, visit.now()))
        problems.push_back(std::move(problem));
    if (exhibit.sort == ExhibitSort::file && exhibit.file.none())
        problems.push_back(invalid("Choose the file", "file"));
    if (exhibit.sort != ExhibitSort::file && !exhibit.file.none())
        problems.push_back(invalid("A file was sent: choose 'A file', or send none", "sort"));
    return problems;
}

Result<Exhibit> take_in(Change& change, Exhibit wanted, CustodyEntry const& receipt)
{
    TRY(facts_of_about(change, wanted.about));
    auto const problems = problems_with(change, wanted, receipt);
    if (!problems.empty())
        return problems.front();
    wanted.id = ExhibitId::fresh();
    auto one = TRY(claim_file(change, std::move(wanted)));
    auto const added = TRY(add(change, one));
    TRY(add_custody(change, added, receipt));
    return added;
}

Result<CustodyId> note_custody(Change& change, ExhibitId id, CustodyEntry const& entry)
{
    auto const one = TRY(exhibit_to_change(change, id));
    auto const stands = standing_of(custody_of(change, one));
    auto const problems = problems_of(entry, stands, change.now());
    if (!problems.empty())
        return problems.front();
    return add_custody(change, one, entry);
}

Done confirm_destroyed(Change& change, ExhibitId id, CustodyId entry)
{
    auto const one = TRY(exhibit_to_change(change, id));
    auto const stands = TRY(entry_of(change, one, entry));
    if (stands.act != CustodyAct::destroyed || stands.wrong_at || stands.confirmed_at)
        return error(Code::conflict, "Nothing waits for a second person here", "confirm");
    if (stands.recorded_by == change.visitor().account)
        return invalid("A second person confirms it: not who recorded it", "confirm");
    if (is_taken_away(change.writing(), one))
        return error(Code::conflict,
            "The police hold its file, which was marked: what they took over is theirs to destroy. "
            "Mark this entry as wrong",
            "confirm");
    TRY(confirm_custody(change, one, stands));
    return one.file.none() ? done() : documents::destroy_file(change, one.file);
}

Done mark_wrong(Change& change, ExhibitId id, CustodyId entry, std::string const& because)
{
    auto const one = TRY(exhibit_to_change(change, id));
    auto const stands = TRY(entry_of(change, one, entry));
    TRY(check_said(because, "wrong", "Say what is wrong with it"));
    auto const all = custody_of(change, one);
    if (all.front().id == entry)
        return invalid(
            "The receipt stands: withdraw the exhibit, if it was never received", "wrong");
    if (stands.confirmed_at)
        return error(Code::conflict, "Two people said that it was destroyed", "wrong");
    return mark_custody_wrong(change, one, stands, because);
}

bool is_taken_away(db::Connection& connection, Exhibit const& exhibit)
{
    return !exhibit.file.none()
        && documents::shown(connection, exhibit.file).standing == documents::Standing::quarantined;
}

Result<Exhibit> correct(Change& change, Exhibit wanted, std::string const& reason)
{
    auto const stands = TRY(exhibit_to_change(change, wanted.id));
    wanted.sort = stands.sort;
    if (is_taken_away(change.writing(), stands))
        wanted.sort = ExhibitSort::police_store;
    auto const problems = problems_of(wanted, london::day_of(change.now()));
    if (!problems.empty())
        return problems.front();
    TRY(check_said(reason, "reason", "Say why it is corrected"));
    return save(change, wanted, reason);
}

Done withdraw_exhibit(Change& change, ExhibitId id, std::string const& because)
{
    auto const one = TRY(exhibit_to_change(change, id));
    TRY(check_said(because, "withdrawn", "Say why it is withdrawn"));
    return withdraw(change, one, because);
}

Result<TimelineId> add_to_timeline(Change& change, TimelineEntry const& entry)
{
    TRY(facts_of_about(change, entry.about));
    auto const problems = problems_of(entry, london::day_of(change.now()));
    if (!problems.empty())
        return problems.front();
    return add(change, entry);
}

Done withdraw_from_timeline(Change& change, TimelineId id, std::string const& because)
{
    auto const entry = TRY(find(change, id));
    auto const facts = TRY(facts_of(change, entry));
    TRY(static_cast<Visit const&>(change).may("change", facts));
    TRY(check_said(because, "withdrawn", "Say why it is withdrawn"));
    return withdraw(change, entry, because);
}

documents::Holder exhibit_holder()
{
    return {[](Visit const& visit, Thing const& on, AttachmentId) -> std::optional<access::Facts> {
                auto facts = facts_by_id(visit, ExhibitId(on.id));
                if (!facts || !visit.sees(*facts))
                    return std::nullopt;
                return facts;
            },
        "change"};
}

} // namespace kith::evidence
