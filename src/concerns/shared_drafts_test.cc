// SPDX-License-Identifier: MIT
#include "concerns/shared_drafts.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

namespace {
forms::Answers naming(std::string const& name, std::string const& known_as = {})
{
    forms::Answers answers(referral_form, 2);
    forms::Parts adult{{"name", name}};
    if (!known_as.empty())
        adult["known_as"] = known_as;
    answers.set("adults", std::vector<forms::Parts>{adult});
    return answers;
}

SharedDraft shown_by(AccountId author, AccountId lead)
{
    SharedDraft shared;
    shared.id = DraftId::fresh();
    shared.author = author;
    shared.agency = AgencyId::fresh();
    shared.state = Sharing::asked;
    shared.leads = {{shared.agency, lead, directory::LeadRole::lead, {}}};
    return shared;
}
} // namespace

TEST_CASE(
    "a draft may name a lead by the whole name, the surname, or a first name that stands alone")
{
    CHECK(may_name(naming("Amina Sesay"), "Amina Sesay"));
    CHECK(may_name(naming("Mrs SESAY, year 8"), "Amina Sesay"));
    CHECK(may_name(naming("amina"), "Amina Sesay"));
    CHECK(may_name(naming("A tall man", "Sesay"), "Amina Sesay"));
    CHECK_FALSE(may_name(naming("Amina Clarke"), "Amina Sesay"));
    CHECK_FALSE(may_name(naming("A tall man"), "Amina Sesay"));
    CHECK_FALSE(may_name(naming(""), "Amina Sesay"));
    auto worker = naming("A tall man");
    worker.set("worker_name", std::string("Ms Sesay"));
    CHECK(may_name(worker, "Amina Sesay"));
}

TEST_CASE("what is shown is shared with the leads of today, and with nobody once taken back")
{
    auto const author = AccountId::fresh();
    auto const lead = AccountId::fresh();
    auto shared = shown_by(author, lead);
    CHECK(facts_of(shared).shared_with == std::vector<AccountId>{lead});
    CHECK(facts_of(shared).raised_by == author);
    CHECK(facts_of(shared).subject == thing(author));
    shared.state = Sharing::taken_back;
    CHECK(facts_of(shared).shared_with.empty());
    shared.state = Sharing::kept;
    CHECK(facts_of(shared).shared_with.empty());
}

TEST_CASE("what was sent is shared with the lead who sent it, while they lead")
{
    auto const lead = AccountId::fresh();
    auto shared = shown_by(AccountId::fresh(), lead);
    shared.state = Sharing::sent;
    CHECK(facts_of(shared).shared_with.empty());
    shared.sent_by = lead;
    CHECK(facts_of(shared).shared_with == std::vector<AccountId>{lead});
    shared.leads.clear();
    CHECK(facts_of(shared).shared_with.empty());
}

TEST_CASE("a draft about somebody who works with children is an allegation to the policy")
{
    auto shared = shown_by(AccountId::fresh(), AccountId::fresh());
    CHECK(facts_of(shared).state == "asked");
    shared.draft.answers.set("worker", std::string("yes"));
    CHECK(facts_of(shared).state == "allegation");
}

TEST_CASE("each state of a shared draft is read back as it was written")
{
    for (auto const state : {Sharing::kept, Sharing::asked, Sharing::advised, Sharing::why_not,
             Sharing::taken_back, Sharing::sent})
        CHECK(read_sharing(write(state)) == state);
}
