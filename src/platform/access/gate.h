// SPDX-License-Identifier: MIT
#pragma once

// The only maker of visits: from a signed-in session, an access token, or a named process of the
// program itself.
//
// Threads  shared by all; a Pass belongs to one request.

#include "base/time.h"
#include "platform/access/policy.h"
#include "platform/access/visit.h"
#include "platform/db/db.h"
#include "platform/ledger/keys.h"
#include <memory>
#include <optional>
#include <string>

namespace kith::access {

// One request's way in: holds the read connection and what was shown, and gives out the Visit.
class Pass {
public:
    Pass(Pass const&) = delete;
    Pass& operator=(Pass const&) = delete;

    [[nodiscard]] Visit const& visit() const { return visit_; }
    // From here on nothing is done, only shown (Visit::shown_again).
    void show_only(ShownAgain what);
    // Puts the looks of this request into the ledger, if any are not there yet. Before the first
    // byte of the answer leaves; if it throws, the answer is 503.
    void settle();
    // The same for one who waits elsewhere (http::Response::first): started with what to tell, on
    // any thread, that they are there or what was thrown. Empty if there is nothing to put. Lets go
    // of what was read.
    [[nodiscard]] std::function<void(db::Database::Then)> settle_later();

private:
    friend class Gate;
    Pass(Gate const& gate, Visitor visitor, std::string purpose);

    Gate const& gate_;
    Visitor visitor_;
    std::string purpose_;
    db::Lease lease_;
    std::set<Thing> looks_;
    std::optional<ShownAgain> shown_again_;
    Visit visit_;
};

class Gate {
public:
    Gate(db::Database& database, ledger::Keys& keys, Policy policy, Clock const& clock)
        : database_(database), keys_(keys), policy_(std::move(policy)), clock_(clock)
    {
    }
    Gate(Gate const&) = delete;
    Gate& operator=(Gate const&) = delete;

    // A person acting for one of the agencies they are assigned to (their first, if `agency` is
    // none). `not_found` for an account that is closed or has no assignment today.
    [[nodiscard]] Result<std::unique_ptr<Pass>> enter(AccountId account, AgencyId agency = {},
        std::string purpose = {}, std::string form_secret = {}) const;
    // The program itself: "inbox", "demo", "command line (ash)", where ash asked for it. Its roles
    // are {process name}; policies name them.
    [[nodiscard]] std::unique_ptr<Pass> enter_as_process(std::string process) const;

    [[nodiscard]] db::Database& database() const { return database_; }
    [[nodiscard]] ledger::Keys& keys() const { return keys_; }
    [[nodiscard]] Policy const& policy() const { return policy_; }
    [[nodiscard]] Clock const& clock() const { return clock_; }

private:
    db::Database& database_;
    ledger::Keys& keys_;
    Policy policy_;
    Clock const& clock_;
};

} // namespace kith::access
