// SPDX-License-Identifier: MIT
#pragma once

// The staff side, wired: every room with what it needs, the policies, the gate and the router.
//
// Errors   a form, template, word list, policy or reference file that does not read stops the start
// with a
//          sentence that names it.
// Threads  made on one thread; the router is then shared by the workers.

#include "actions/actions.h"
#include "app/folder.h"
#include "cases/cases.h"
#include "concerns/concerns.h"
#include "contexts/contexts.h"
#include "directory/directory.h"
#include "disruption/disruption.h"
#include "evidence/evidence.h"
#include "intelligence/intelligence.h"
#include "justice/justice.h"
#include "links/links.h"
#include "missing/missing.h"
#include "people/people.h"
#include "platform/access/account_pages.h"
#include "platform/access/house.h"
#include "platform/access/sign_in.h"
#include "platform/documents/documents.h"
#include "platform/forms/drafts.h"
#include "platform/forms/forms.h"
#include "platform/html/templates.h"
#include "platform/notify/notify.h"
#include "platform/words/catalogue.h"
#include "wording/wording.h"
#include <memory>
#include <mutex>

namespace kith::app {

class Hub {
public:
    explicit Hub(Folder& folder);
    Hub(Hub const&) = delete;
    Hub& operator=(Hub const&) = delete;
    ~Hub();

    void open_doors(); // puts every route on the router; a permission that no policy knows throws
    void publish_site() const; // rewrites what the public side may know
    // What was counted in memory, before a program that serves nobody ends.
    void write_down_counts() const;
    // Takes what administrators keep into the facts, and publishes it: after each change, and again
    // and again where several servers share a database.
    void facts_changed() const;

    // What went wrong before a room was asked: an address that nobody has shows somebody signed in
    // the same page as a record that is not theirs to see.
    [[nodiscard]] http::Response explain(Error const& problem, http::Request const& request) const;

    [[nodiscard]] http::Router const& router() const { return router_; }
    [[nodiscard]] access::Gate const& gate() const { return *gate_; }
    [[nodiscard]] House const& house() const { return house_; }
    [[nodiscard]] access::Pages const& pages() const { return pages_; }
    [[nodiscard]] concerns::Concerns& concerns() { return concerns_; }
    [[nodiscard]] documents::Documents const& documents() const { return documents_; }
    [[nodiscard]] links::Links& links() { return links_; }
    [[nodiscard]] actions::Actions& actions() { return actions_; }
    [[nodiscard]] people::People& people() { return people_; }
    [[nodiscard]] contexts::Contexts& contexts() { return contexts_; }
    [[nodiscard]] cases::Cases& cases() { return cases_; }
    [[nodiscard]] intelligence::Intelligence& intelligence() { return intelligence_; }
    [[nodiscard]] missing::Missing& missing() { return missing_; }
    [[nodiscard]] disruption::Disruption& disruption() { return disruption_; }
    [[nodiscard]] justice::Justice& justice() { return justice_; }
    [[nodiscard]] directory::ReferenceFacts const& facts() const { return facts_; }
    [[nodiscard]] notify::Notify& notify() { return notify_; }
    [[nodiscard]] Folder& folder() { return folder_; }

private:
    void introduce_actions();
    void introduce_missing();
    void introduce_intelligence();
    // Of whoever is signed in, for a page about what went wrong; nothing for a stranger.
    [[nodiscard]] std::unique_ptr<access::Pass> pass_of(http::Request const& request) const;

    Folder& folder_;
    mutable std::mutex publishing_; // one at a time writes what the public side may know
    words::Catalogue words_;
    html::Templates templates_;
    forms::Forms forms_;
    forms::Drafts drafts_;
    directory::ReferenceFacts facts_;
    actions::Clocks clocks_;
    access::PasswordHasher hasher_;
    access::SignIn sign_in_;
    access::Pages pages_;
    access::OwnAccount own_account_;
    directory::Directory directory_;
    actions::Home home_;
    actions::Actions actions_;
    documents::Documents documents_;
    links::Links links_;
    people::People people_;
    contexts::Contexts contexts_;
    concerns::Concerns concerns_;
    intelligence::Intelligence intelligence_;
    missing::Missing missing_;
    cases::Cases cases_;
    disruption::Disruption disruption_;
    justice::Justice justice_;
    evidence::Evidence evidence_;
    wording_helper::Helper wording_;
    notify::Notify notify_;
    House house_;
    std::unique_ptr<access::Gate> gate_;
    http::Router router_;
};

// A value, or the start ends with the sentence.
template <class T>
[[nodiscard]] T or_refuse(Result<T> result)
{
    if (!result)
        throw Refused(result.error().words.key, 3);
    return std::move(*result);
}

} // namespace kith::app
