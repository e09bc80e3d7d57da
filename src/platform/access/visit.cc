// SPDX-License-Identifier: MIT
#include "platform/access/visit.h"
#include "platform/access/gate.h"
#include "platform/ledger/changed.h"

namespace kith::access {
namespace {
    ledger::Actor actor_of(Visit const& visit)
    {
        auto const& visitor = visit.visitor();
        return {visitor.account, visitor.agency, visitor.process, visit.purpose()};
    }
    Thing subject_of(Facts const& facts)
    {
        return facts.subject.id.none() ? facts.thing : facts.subject;
    }

    // One entry tells of all that a request was shown.
    ledger::Entry entry_of(Visit const& visit, std::set<Thing> const& looks)
    {
        ledger::Entry entry;
        entry.actor = actor_of(visit);
        entry.act = "look";
        entry.thing = *looks.begin();
        entry.subject = entry.thing;
        entry.looked_at.assign(looks.begin(), looks.end());
        return entry;
    }
} // namespace

Visit::Visit(Gate const& gate, Visitor const& visitor, Instant now, std::string& purpose,
    db::Connection& connection, std::set<Thing>& looks)
    : gate_(&gate)
    , visitor_(&visitor)
    , now_(now)
    , purpose_(&purpose)
    , connection_(&connection)
    , looks_(&looks)
{
}

html::Value ShownAgain::view() const
{
    return html::Value::object(
        {{"texts",
             html::Value::each(texts, [](std::string const& text) { return html::Value(text); })},
            {"from", from}});
}

bool Visit::sees(Facts const& facts) const { return permits("read", facts); }

bool Visit::permits(std::string_view act, Facts const& facts) const
{
    return gate_->policy().decide(*visitor_, act, facts).permitted;
}

Done Visit::see(Facts const& facts) const
{
    if (!sees(facts))
        return not_found();
    looked_at(facts.thing);
    return done();
}

Done Visit::may(std::string_view act, Facts const& facts) const
{
    TRY(see(facts));
    if (!permits(act, facts))
        return error(Code::not_allowed, "You can read this, but it is for others to change");
    return done();
}

bool Visit::could(std::string_view act, std::string_view kind) const
{
    Facts own;
    own.thing.kind = kind;
    own.owner = visitor_->agency;
    own.holding_teams = visitor_->teams;
    own.raised_by = visitor_->account;
    own.shared_with = {visitor_->account};
    return permits(act, own);
}

void Visit::looked_at(Thing const& thing) const
{
    if (visitor_->process.empty()) // the program's own processes look at what they work on: their
                                   // writes tell of it
        looks_->insert(thing);
}

std::optional<std::string> Visit::unsealed(
    std::string_view act, Facts const& facts, std::string_view sealed) const
{
    if (!permits(act, facts))
        return {};
    return gate_->keys().unseal(*connection_, subject_of(facts), sealed);
}

void Visit::write(std::function<db::Outcome(Change&)> const& body) const
{
    auto const before = *looks_;
    connection_->let_go(); // what is read after this must show what was written
    gate_->database().write([&](db::Connection& connection) {
        *looks_ = before; // this may be a second try
        Change change(Visit(*gate_, *visitor_, now_, *purpose_, connection, *looks_));
        auto const outcome = body(change);
        if (outcome == db::Outcome::keep && !looks_->empty())
            ledger::append(connection, gate_->keys(), entry_of(*this, *looks_), now_);
        if (outcome == db::Outcome::keep)
            looks_->clear();
        return outcome;
    });
}

Done Change::record(std::string_view act, Facts const& facts, std::string const& text)
{
    auto const decision = inside_.gate_->policy().decide(visitor(), act, facts);
    if (!decision.permitted)
        return inside_.may(act, facts); // tells not_found from not_allowed
    ledger::Entry entry;
    entry.actor = actor_of(inside_);
    entry.act = act;
    entry.thing = facts.thing;
    entry.subject = subject_of(facts);
    entry.rule = decision.rule;
    entry.text = text;
    ledger::append(writing(), keys(), entry, now());
    ledger::note_changed(writing(), entry.thing, now());
    if (entry.subject != entry.thing)
        ledger::note_changed(writing(), entry.subject, now());
    return done();
}

ledger::Keys& Change::keys() { return inside_.gate_->keys(); }

Pass::Pass(Gate const& gate, Visitor visitor, std::string purpose)
    : gate_(gate)
    , visitor_(std::move(visitor))
    , purpose_(std::move(purpose))
    , lease_(gate.database().reader())
    , visit_(gate, visitor_, gate.clock().now(), purpose_, *lease_, looks_)
{
    lease_->hold();
}

void Pass::show_only(ShownAgain what)
{
    shown_again_ = std::move(what);
    visit_.shown_again_ = &*shown_again_;
}

void Pass::settle()
{
    lease_->let_go();
    if (looks_.empty())
        return;
    gate_.database().write([&](db::Connection& connection) {
        ledger::append(connection, gate_.keys(), entry_of(visit_, looks_), visit_.now());
        return db::Outcome::keep;
    });
    looks_.clear();
}

std::function<void(db::Database::Then)> Pass::settle_later()
{
    lease_->let_go();
    if (looks_.empty())
        return {};
    return [&gate = gate_, entry = entry_of(visit_, looks_), now = visit_.now()](
               db::Database::Then const& told) {
        gate.database().write_later(
            [&gate, entry, now](db::Connection& connection) {
                ledger::append(connection, gate.keys(), entry, now);
                return db::Outcome::keep;
            },
            told);
    };
}

} // namespace kith::access
