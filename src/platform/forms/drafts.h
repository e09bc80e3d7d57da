// SPDX-License-Identifier: MIT
#pragma once

// Answers not yet sent, kept on the server for people who are signed in; and what was answered to a
// key before, so that sending twice does once.
//
// A draft may name a child, so its answers are sealed with the key of the account that wrote it.
//
// Errors   a database that fails throws db::Failure. A draft of somebody else is not found. A save
//          over a newer one is `conflict`.
// Threads  safe; a Connection belongs to one thread.

#include "base/ids.h"
#include "platform/db/db.h"
#include "platform/forms/answers.h"
#include "platform/ledger/keys.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::forms {

struct Draft {
    DraftId id = {};
    AccountId account = {};
    std::optional<Thing> about = {}; // the record it belongs to, if one
    std::string key = {};            // of idempotency: goes with the form, however often it is sent
    Answers answers = {};
    Instant saved_at = {};
    std::int64_t revision = 0; // saves so far; 0: never saved
};

// A line of the list: no answer is read for it.
struct DraftLine {
    DraftId id;
    std::string form;
    int version;
    std::optional<Thing> about;
    Instant saved_at;
};

class Drafts {
public:
    explicit Drafts(ledger::Keys& keys) : keys_(keys) { }

    // Adds it, or replaces the one with its id if `revision` is still the stored one; answers the
    // new revision. `conflict` if there is one already (revision 0), or another, or none.
    [[nodiscard]] Result<std::int64_t> save(db::Connection& connection, Draft const& draft) const;
    [[nodiscard]] Result<Draft> find(
        db::Connection& connection, AccountId account, DraftId id) const;
    [[nodiscard]] std::vector<DraftLine> list(
        db::Connection& connection, AccountId account) const; // newest first
    void remove(db::Connection& connection, AccountId account, DraftId id) const;
    // What others write about somebody's draft, sealed with the same key as the draft. Unsealing
    // answers nothing once that key was destroyed.
    [[nodiscard]] std::string seal(
        db::Connection& connection, AccountId author, std::string_view text) const;
    [[nodiscard]] std::optional<std::string> unseal(
        db::Connection& connection, AccountId author, std::string_view sealed) const;
    // The drafts last saved before `before`; answers how many.
    std::int64_t remove_older(db::Connection& connection, Instant before) const;

private:
    ledger::Keys& keys_;
};

[[nodiscard]] std::string fresh_key(); // of idempotency: 256 bits, 43 letters, digits, `-` and `_`

// What was answered when this account sent this key before (an address, or JSON). `asked` is all it
// asks for now: `invalid` if the key came with something else, for that would be lost.
[[nodiscard]] Result<std::optional<std::string>> answer_for(
    db::Connection& connection, AccountId account, std::string_view key, std::string_view asked);
// In the same Change as what was done. False if another was first: then undo, and ask answer_for.
[[nodiscard]] bool remember(db::Connection& connection, AccountId account, std::string_view key,
    std::string_view asked, std::string_view answer, Instant at);
std::int64_t forget_answers(db::Connection& connection, Instant before);

// For what programs create: `make` runs once for each key, and its id stands for whoever sends that
// key with the same request again. Without a key it just runs. `Inside` is the Change.
template <class Id, class Inside, class Make>
[[nodiscard]] Result<Id> once(
    Inside& change, std::optional<std::string> const& key, std::string_view asked, Make const& make)
{
    auto const account = change.visitor().account;
    if (key) {
        auto const before = TRY(answer_for(change.writing(), account, *key, asked));
        if (before)
            return Id::read(*before);
    }
    auto const made = TRY(make());
    if (key && !remember(change.writing(), account, *key, asked, made.write(), change.now()))
        return error(Code::conflict, "This key is being used by another request: send it again");
    return made;
}

} // namespace kith::forms
