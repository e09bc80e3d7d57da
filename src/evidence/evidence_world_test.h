// SPDX-License-Identifier: MIT
#pragma once

// For tests of evidence: the world of disruption, with files, and a second officer of each agency.
// The exhibits hang on a takeaway that both work with, and on a girl.

#include "disruption/disruption_world_test.h"
#include "evidence/evidence.h"
#include "evidence/pages.h"
#include "platform/documents/drawn_pictures_test.h"
#include "platform/documents/files.h"
#include <doctest/doctest.h>

namespace kith::evidence {

class EvidenceWorld {
public:
    explicit EvidenceWorld(db::Database& database)
        : base(database, {"data/policies/evidence.toml", "data/policies/attachments.toml"})
        , files{base.pages, base.forms, base.words,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }, {}, {}, {}}
        , room{files, base.people_room, base.contexts_room, base.concerns_room, base.linked,
              base.facts, base.pages, base.home,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }, {}}
    {
        documents::join(base.house, files);
        join(base.house, room);
        auto& world = base.world;
        second = world.account("police exploitation sergeant", base.police, base.police_team);
        investigator = world.account("police online child abuse investigator", base.police);
        base.works_with(place(), base.police_team, base.police);
    }

    [[nodiscard]] Thing place() const { return thing(base.flat); }
    std::unique_ptr<access::Pass> as(AccountId who) { return base.world.as(who); }
    AgencyId agency_of(AccountId who) { return as(who)->visit().visitor().agency; }

    Exhibit an_exhibit(
        Thing const& about, char const* description = "A grey phone, its glass broken")
    {
        Exhibit one;
        one.about = about;
        one.words = {description, "KV/1", "PC 4471 Vance", "Behind the counter", "21:30", ""};
        one.found_on = Date::read("2026-03-04").value();
        one.owner_agency = base.police;
        return one;
    }
    CustodyEntry an_entry(CustodyAct act, char const* at = "2026-03-05T10:00:00Z")
    {
        CustodyEntry entry;
        entry.act = act;
        entry.at = Instant::read(at).value();
        entry.words = {"PC 4471 Vance", "Store at the station", "As found", "S0044718"};
        return entry;
    }
    Result<Exhibit> takes_in(AccountId who, Exhibit const& one)
    {
        return as(who)->visit().change(
            [&](Change& change) { return take_in(change, one, an_entry(CustodyAct::received)); });
    }
    Exhibit taken_in(Thing const& about)
    {
        auto made = takes_in(base.sergeant, an_exhibit(about));
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        return *made;
    }
    Result<AttachmentId> sends(AccountId who, Thing const& about, std::string const& bytes,
        std::string const& name = "what-they-called-it.bin")
    {
        auto spool = std::make_shared<http::Spool>();
        spool->append(bytes);
        return documents::keep_file(
            files, as(who)->visit(), {"file", name, "text/html", spool}, about, "file");
    }
    Exhibit with_file(Thing const& about, std::string const& bytes)
    {
        auto one = an_exhibit(about, "What was on the phone");
        one.sort = ExhibitSort::file;
        auto const kept = sends(base.sergeant, about, bytes);
        REQUIRE_MESSAGE(kept.ok(), (kept.ok() ? "" : kept.error().words.key));
        one.file = *kept;
        auto made = takes_in(base.sergeant, one);
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        return *made;
    }
    Result<CustodyId> notes(AccountId who, Exhibit const& one, CustodyEntry const& entry)
    {
        return as(who)->visit().change(
            [&](Change& change) { return note_custody(change, one.id, entry); });
    }
    std::vector<CustodyEntry> log_of(AccountId who, Exhibit const& one)
    {
        auto const pass = as(who);
        return custody_of(pass->visit(), one);
    }

    Pack pack(Thing const& about)
    {
        Pack wanted;
        wanted.about = about;
        wanted.owner_agency = base.police;
        wanted.words = {"For the reviewing lawyer", "OFFICIAL-SENSITIVE"};
        auto made = as(base.sergeant)->visit().change([&](Change& change) {
            return make_pack(change, wanted);
        });
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        return *made;
    }
    WholePack all_of(Pack const& one)
    {
        auto made = whole(as(base.sergeant)->visit(), one.id);
        REQUIRE(made.ok());
        return *made;
    }
    Result<PackItemId> adds(AccountId who, Pack const& one, ItemTyped const& typed)
    {
        return as(who)->visit().change(
            [&](Change& change) { return add_item(room, change, one.id, typed); });
    }
    PackItemId text_item(Pack const& one, std::string const& title, std::string const& text)
    {
        ItemTyped typed;
        typed.words.title = title;
        typed.words.text = text;
        auto const made = adds(base.sergeant, one, typed);
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        return *made;
    }
    Done checks(AccountId who, Pack const& one, PackItemId item, bool passed = true)
    {
        auto const mark = all_of(one).mark_of(item);
        return checks_what_was(who, one, item, passed, mark);
    }
    Done checks_what_was(
        AccountId who, Pack const& one, PackItemId item, bool passed, std::string const& mark)
    {
        return as(who)->visit().change([&](Change& change) {
            return check_item(change, one.id, item, passed, "Read as each of them has it", mark);
        });
    }
    PackRecipientId recipient(Pack const& one, char const* name, bool with_unused = false)
    {
        auto const made = as(base.sergeant)->visit().change([&](Change& change) {
            return add_recipient(change, one.id, name, with_unused);
        });
        REQUIRE(made.ok());
        return *made;
    }
    Done redacts(AccountId who, Pack const& one, PackItemId item, RedactionTyped const& typed)
    {
        return as(who)->visit().change(
            [&](Change& change) { return redact(room, change, one.id, item, typed); });
    }
    Done takes_out(Pack const& one, PackItemId item, std::string const& phrase,
        PackRecipientId who = {}, AccountId by = {})
    {
        RedactionTyped typed;
        typed.phrase = phrase;
        typed.recipient = who;
        typed.reason = "somebody_else";
        return redacts(by.none() ? base.sergeant : by, one, item, typed);
    }
    Result<PreparedCopy> prepares(AccountId who, Pack const& one, PackRecipientId to)
    {
        return prepare_copy(room, as(who)->visit(), one.id, to);
    }
    Result<PackCopy> keeps(AccountId who, PreparedCopy const& prepared)
    {
        return as(who)->visit().change([&](Change& change) { return keep_copy(change, prepared); });
    }

    disruption::DisruptionWorld base;
    documents::Documents files;
    Evidence room;
    AccountId second;       // another sergeant of the police
    AccountId investigator; // takes over what was marked
};

} // namespace kith::evidence
