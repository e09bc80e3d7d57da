// SPDX-License-Identifier: MIT
#include "platform/forms/drafts.h"
#include "world/databases.h"
#include <doctest/doctest.h>
#include <memory>

namespace kith::forms {
namespace {
    constexpr db::Sql add_writer{"add writer",
        "insert into accounts (id, sign_in_name, name, password_hash, password_set_at, one_time, "
        "second_step_last, failures, created_at) values ($1, $2, 'Ash Khan', 'x', $3, $4, 0, 0, "
        "$3)"};
    constexpr db::Sql raw_draft{"raw draft", "select answers from drafts where id = $1"};
    Instant const morning = *Instant::read("2026-03-03T09:00:00Z");

    // Two people who write drafts.
    struct Desk {
        explicit Desk(db::Database& at) : database(at), keys(ledger::Keys::open(folder.path()))
        {
            write([&](db::Connection& connection) {
                connection.run(add_writer, ash, "ash", morning, false);
                connection.run(add_writer, jo, "jo", morning, false);
            });
        }
        void write(std::function<void(db::Connection&)> const& body)
        {
            database.write([&](db::Connection& connection) {
                body(connection);
                return db::Outcome::keep;
            });
        }
        Draft draft(std::string const& what)
        {
            Draft made;
            made.id = DraftId::fresh();
            made.account = ash;
            made.key = fresh_key();
            made.answers = Answers("concerns/report", 3);
            made.answers.set("what", what);
            made.saved_at = morning;
            return made;
        }
        Result<std::int64_t> save(Draft const& one)
        {
            std::optional<Result<std::int64_t>> saved;
            write([&](db::Connection& connection) { saved = drafts.save(connection, one); });
            return *saved;
        }
        Result<Draft> find(AccountId account, DraftId id)
        {
            auto const lease = database.reader();
            return drafts.find(*lease, account, id);
        }

        db::Database& database;
        tests::Folder folder;
        std::unique_ptr<ledger::Keys> keys;
        Drafts drafts{*keys};
        AccountId ash = AccountId::fresh();
        AccountId jo = AccountId::fresh();
    };

    void at_desk(std::function<void(Desk&)> const& body)
    {
        tests::on_both_databases([&](db::Database& database) {
            Desk desk(database);
            body(desk);
        });
    }
} // namespace

TEST_CASE("a draft comes back as it was saved, to the one who wrote it and nobody else")
{
    at_desk([](Desk& desk) {
        auto draft = desk.draft("Ash was at the mill");
        draft.about = Thing{"concern", Uuid::fresh()};
        CHECK(*desk.save(draft) == 1);
        auto const found = desk.find(desk.ash, draft.id);
        REQUIRE(found.ok());
        CHECK(found->answers == draft.answers);
        CHECK(found->about == draft.about);
        CHECK(found->key == draft.key);
        CHECK(found->saved_at == morning);
        CHECK(found->revision == 1);
        CHECK(desk.find(desk.jo, draft.id).error().code == Code::not_found);
    });
}

TEST_CASE("what a draft says cannot be read in the table")
{
    at_desk([](Desk& desk) {
        auto const draft = desk.draft("a name nobody else has");
        CHECK(desk.save(draft).ok());
        auto const lease = desk.database.reader();
        auto const raw = lease->run(raw_draft, draft.id)[0].bytes("answers");
        CHECK_FALSE(raw.empty());
        CHECK(raw.find("nobody") == std::string::npos);
    });
}

TEST_CASE("a draft saved again keeps its place, and an older window cannot overwrite it")
{
    at_desk([](Desk& desk) {
        auto draft = desk.draft("first");
        CHECK(*desk.save(draft) == 1);
        draft.revision = 1;
        draft.answers.set("what", "second");
        CHECK(*desk.save(draft) == 2);
        auto older = draft; // still thinks that it is the first
        older.answers.set("what", "lost?");
        CHECK(desk.save(older).error().code == Code::conflict);
        CHECK(desk.find(desk.ash, draft.id)->answers.text("what") == "second");
        older.account = desk.jo;
        older.revision = 2;
        CHECK(desk.save(older).error().code == Code::conflict);
    });
}

TEST_CASE("a draft saved as new twice, as after going back a page, does not overwrite the first")
{
    at_desk([](Desk& desk) {
        auto draft = desk.draft("first");
        CHECK(*desk.save(draft) == 1);
        draft.answers.set("what", "second");
        CHECK(desk.save(draft).error().code == Code::conflict);
        CHECK(desk.find(desk.ash, draft.id)->answers.text("what") == "first");
    });
}

TEST_CASE("what others write about a draft is sealed with its author's key")
{
    at_desk([](Desk& desk) {
        std::string sealed;
        desk.write([&](db::Connection& connection) {
            sealed = desk.drafts.seal(connection, desk.ash, "Say which bus stop");
        });
        CHECK(sealed.find("bus") == std::string::npos);
        auto const lease = desk.database.reader();
        CHECK(desk.drafts.unseal(*lease, desk.ash, sealed) == "Say which bus stop");
        CHECK(desk.drafts.unseal(*lease, desk.jo, sealed) == std::nullopt);
    });
}

TEST_CASE("drafts are listed newest first, and go when removed or old")
{
    at_desk([](Desk& desk) {
        auto const early = desk.draft("early");
        auto late = desk.draft("late");
        late.saved_at = morning + std::chrono::hours(1);
        CHECK(desk.save(early).ok());
        CHECK(desk.save(late).ok());
        auto const ids = [&] {
            std::vector<DraftId> all;
            auto const lease = desk.database.reader();
            for (auto const& line : desk.drafts.list(*lease, desk.ash))
                all.push_back(line.id);
            return all;
        };
        CHECK(ids() == std::vector<DraftId>{late.id, early.id});
        desk.write([&](db::Connection& connection) {
            desk.drafts.remove(connection, desk.jo, late.id); // not hers: nothing happens
            CHECK(desk.drafts.remove_older(connection, late.saved_at) == 1);
        });
        CHECK(ids() == std::vector<DraftId>{late.id});
        desk.write(
            [&](db::Connection& connection) { desk.drafts.remove(connection, desk.ash, late.id); });
        CHECK(ids().empty());
    });
}

TEST_CASE(
    "a key sent twice gets the first answer, with other words is refused, and each account has its "
    "own keys")
{
    at_desk([](Desk& desk) {
        auto const key = fresh_key();
        CHECK(key.size() == 43);
        CHECK(key != fresh_key());
        desk.write([&](db::Connection& connection) {
            CHECK(answer_for(connection, desk.ash, key, "words").value() == std::nullopt);
            CHECK(remember(connection, desk.ash, key, "words", "/concerns/1", morning));
            CHECK_FALSE(remember(connection, desk.ash, key, "words", "/concerns/2", morning));
            CHECK(answer_for(connection, desk.ash, key, "words").value() == "/concerns/1");
            auto const other = answer_for(connection, desk.ash, key, "other words");
            REQUIRE_FALSE(other.ok());
            CHECK(other.error().code == Code::invalid);
            CHECK(other.error().field == "Idempotency-Key");
            CHECK(answer_for(connection, desk.jo, key, "words").value() == std::nullopt);
            CHECK(remember(connection, desk.jo, key, "words", "/concerns/3", morning));
            CHECK(forget_answers(connection, morning) == 0);
            CHECK(forget_answers(connection, morning + std::chrono::seconds(1)) == 2);
            CHECK(answer_for(connection, desk.ash, key, "words").value() == std::nullopt);
        });
    });
}

} // namespace kith::forms
