// SPDX-License-Identifier: MIT
#pragma once

// A look is an event.
//
// A Visit says who looks, acting for which agency, when and why, and keeps what they were shown. A
// Change is a Visit inside one write transaction: it converts to `Visit const&`, and only
// `Visit::change` makes one. Every store function takes one or the other first, so a read without
// permission and audit does not compile.
//
//   auto const id = TRY(visit.change([&](Change& change) -> Result<ConcernId> { // all of it, or
//   nothing
//       auto const open = TRY(room.store.find(change, concern));
//       ...
//       TRY(room.store.save(change, decided, "decide"));
//       return decided.id;
//   }));
//
// What a visitor may not know exists answers exactly as what does not exist: `not_found`.
//
// Threads  one thread at a time.
// Errors   `not_found`, `not_allowed`; database failures are thrown.

#include "platform/access/policy.h"
#include "platform/db/db.h"
#include "platform/html/value.h"
#include "platform/ledger/ledger.h"
#include <functional>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

namespace kith::access {

class Gate;
class Pass;
class Change;

// A form that was typed before its sign-in ended is shown again, and nothing is done: what was
// typed as prose, to be read even where a page has no place for it; where it was typed.
struct ShownAgain {
    std::vector<std::string> texts;
    std::string from;

    [[nodiscard]] html::Value view() const;
};
// What a Change of such a visit answers once all else is right.
inline constexpr std::string_view not_sent_yet
    = "You were signed out before this was sent: read it through, then send it";

class Visit {
public:
    Visit(Visit const&) = delete;
    Visit& operator=(Visit const&) = delete;
    Visit(Visit&&) noexcept = default;
    Visit& operator=(Visit&&) = delete;
    ~Visit() = default;

    [[nodiscard]] Visitor const& visitor() const { return *visitor_; }
    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] std::string const& purpose() const { return *purpose_; }
    // Why the visitor opens what this request shows, as they said it: stands in each look from now
    // on.
    void act_for(std::string purpose) const { *purpose_ = std::move(purpose); }
    [[nodiscard]] db::Connection& reading() const { return *connection_; }
    // Set if a form is only shown again: `change` then tries its body, undoes it all, and answers
    // `invalid` with `not_sent_yet` where it would have been done.
    [[nodiscard]] ShownAgain const* shown_again() const { return shown_again_; }

    // May this visit know the record, and so read it? Notes the look. `not_found` if not.
    [[nodiscard]] Done see(Facts const& facts) const;
    // The same without noting a look: for lists that decide each row, and then note only those
    // shown.
    [[nodiscard]] bool sees(Facts const& facts) const;
    // May it do `act` to the record? `not_found` if it may not even read it, `not_allowed` if only
    // that.
    [[nodiscard]] Done may(std::string_view act, Facts const& facts) const;
    // For pages that show a button only to those who may press it.
    [[nodiscard]] bool permits(std::string_view act, Facts const& facts) const;
    // Is there a rule by which this visitor could do `act` to some record of that kind that is
    // their own agency's?
    [[nodiscard]] bool could(std::string_view act, std::string_view kind) const;

    void looked_at(Thing const& thing) const; // what a list handed out

    // Opens what was sealed with the key of the record's subject, for whoever may do `act` to the
    // record; nothing for all others, as for what was erased.
    [[nodiscard]] std::optional<std::string> unsealed(
        std::string_view act, Facts const& facts, std::string_view sealed) const;

    // Runs `body` in one write transaction; an error undoes it all. Its answer is the body's.
    template <class Body>
    auto change(Body&& body) const -> std::invoke_result_t<Body&, Change&>;

private:
    friend class Gate;
    friend class Pass;
    friend class Change;
    Visit(Gate const& gate, Visitor const& visitor, Instant now, std::string& purpose,
        db::Connection& connection, std::set<Thing>& looks);

    void write(std::function<db::Outcome(Change&)> const& body) const;

    Gate const* gate_;
    Visitor const* visitor_;
    Instant now_;
    std::string* purpose_; // of the whole request
    db::Connection* connection_;
    std::set<Thing>* looks_; // shown and not yet in the ledger
    ShownAgain const* shown_again_ = nullptr;
};

class Change {
public:
    Change(Change const&) = delete;
    Change& operator=(Change const&) = delete;

    operator Visit const&() const
    {
        return inside_;
    } // NOLINT(google-explicit-constructor): decisions.md 5
    [[nodiscard]] Visitor const& visitor() const { return inside_.visitor(); }
    [[nodiscard]] Instant now() const { return inside_.now(); }
    [[nodiscard]] db::Connection& writing() { return inside_.reading(); }

    // Decides `act` and, if it is permitted, writes its entry: `text` (sealed) says what changed.
    [[nodiscard]] Done record(std::string_view act, Facts const& facts, std::string const& text);

    // The keys that seal text with its subject's own.
    [[nodiscard]] ledger::Keys& keys();

private:
    friend class Visit;
    friend class Gate;
    explicit Change(Visit inside) : inside_(std::move(inside)) { }
    Visit inside_;
};

template <class Body>
auto Visit::change(Body&& body) const -> std::invoke_result_t<Body&, Change&>
{
    using Answer = std::invoke_result_t<Body&, Change&>;
    std::optional<Answer> answer;
    write([&](Change& inside) {
        answer.emplace(body(inside));
        return answer->ok() && !shown_again_ ? db::Outcome::keep : db::Outcome::undo;
    });
    if (shown_again_ && answer->ok())
        return invalid(std::string(not_sent_yet));
    return std::move(*answer);
}

} // namespace kith::access
