// SPDX-License-Identifier: MIT
// This is one long file: all of it needs the same records that files hang on.
#include "base/shipped.h"
#include "platform/access/accounts.h"
#include "platform/documents/documents.h"
#include "platform/documents/drawn_pictures_test.h"
#include "platform/documents/files.h"
#include "platform/documents/pages.h"
#include "platform/documents/rounds.h"
#include "platform/documents/scanner_stand_in_test.h"
#include "platform/documents/store.h"
#include "platform/documents/zip_by_hand_test.h"
#include "platform/html/templates_once_test.h"
#include "world/databases.h"
#include <doctest/doctest.h>
#include <openssl/sha.h>

using namespace kith;
using namespace kith::documents;

namespace {
// Records of one kind, "shelf": the worker keeps what is on theirs, the reader may look.
class FileWorld {
public:
    explicit FileWorld(db::Database& at)
        : database(at)
        , keys(ledger::Keys::open(folder.path() / "keys"))
        , clock(Instant::read("2026-03-06T09:00:00Z").value())
        , words(words::Catalogue::shipped())
        , pages(html::templates_once())
        , forms(forms::Forms::shipped(words))
        , room{pages, forms, words,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }, {}, {}, {}}
    {
        if (database.kind() == db::Kind::sqlite)
            database.before_commit(
                [](db::Connection& connection) { ledger::number_entries(connection); });
        std::vector<std::pair<std::string, std::string>> policies;
        for (auto const* const file :
            {"data/policies/attachments.toml", "data/policies/people.toml"})
            policies.emplace_back(file, std::string(shipped_file(file)));
        gate = std::make_unique<access::Gate>(
            database, *keys, access::Policy::read(policies, access::Predicates()), clock);
        join(house, room);
        room.holders["person"] = {[this](Visit const& visit, Thing const& on,
                                      AttachmentId) -> std::optional<access::Facts> {
            access::Facts facts;
            facts.thing = on;
            facts.holding_teams = {team};
            facts.walled = walled;
            if (!visit.sees(facts))
                return std::nullopt;
            return facts;
        }};
    }

    std::unique_ptr<access::Pass> as(AccountId who) { return gate->enter(who).value(); }
    AccountId account(std::string const& role, TeamId its_team = {})
    {
        AccountId id;
        auto const name = "colleague" + std::to_string(++accounts);
        database.write([&](db::Connection& connection) {
            access::Writing const writing{connection, *keys, {{}, {}, "demo", {}}, clock.now()};
            id = access::create_account(writing, {name, name, "not used here"}).value();
            must(access::assign(writing,
                     {id, AgencyId::fresh(), its_team, role, {*Date::read("2026-01-01"), {}}})
                     .ok(),
                "assigned");
            return db::Outcome::keep;
        });
        return id;
    }

    static http::Upload upload(std::string const& bytes, std::string name = "face.jpg")
    {
        auto spool = std::make_shared<http::Spool>();
        spool->append(bytes);
        return {"photograph", std::move(name), "image/jpeg", spool};
    }
    Result<AttachmentId> send(AccountId who, std::string const& bytes)
    {
        return keep(room, as(who)->visit(), upload(bytes), whom, "photograph");
    }
    Done name(AccountId who, AttachmentId id)
    {
        return as(who)->visit().change(
            [&](Change& change) { return claim(change, id, whom, whom, "photograph"); });
    }
    Result<http::Response> get(AccountId who, char const* pattern, AttachmentId id)
    {
        return run(who, http::Method::get, pattern, http::Request::get(path_of(pattern, id)), id);
    }
    Result<http::Response> post(
        AccountId who, char const* pattern, AttachmentId id, http::FormData const& form = {})
    {
        return run(
            who, http::Method::post, pattern, http::Request::post(path_of(pattern, id), form), id);
    }
    std::int64_t count(char const* what)
    {
        static std::map<std::string, db::Sql> const counts{
            {"files", {"count files", "select count(*) as n from attachments"}},
            {"pieces", {"count pieces", "select count(*) as n from attachment_pieces"}}};
        return database.reader()->run(counts.at(what))[0].integer("n");
    }
    // Every sealed byte of the file, as it lies in the database.
    std::string at_rest()
    {
        constexpr db::Sql all_pieces{"all pieces", "select sealed from attachment_pieces"};
        std::string all;
        for (auto const row : database.reader()->run(all_pieces))
            all += row.bytes("sealed");
        return all;
    }

    db::Database& database;
    tests::Folder folder;
    std::unique_ptr<ledger::Keys> keys;
    Clock clock;
    std::unique_ptr<access::Gate> gate;
    words::Catalogue words;
    access::Pages pages;
    forms::Forms forms;
    Documents room;
    House house;
    Thing whom = thing(PersonId::fresh());
    bool walled = false;
    int accounts = 0;
    TeamId team = TeamId::fresh();
    AccountId worker = account("social worker", team);
    AccountId colleague = account("social worker", team);
    AccountId elsewhere = account("social worker", TeamId::fresh());
    AccountId investigator = account("police online child abuse investigator");
    AccountId second_investigator = account("police online child abuse investigator");
    AccountId sergeant = account("police exploitation sergeant", team);

private:
    static std::string path_of(std::string pattern, AttachmentId id)
    {
        if (auto const at = pattern.find("{attachment}"); at != std::string::npos)
            pattern.replace(at, 12, id.write());
        return pattern;
    }
    Result<http::Response> run(AccountId who, http::Method method, char const* pattern,
        http::Request request, AttachmentId id)
    {
        request.matched(pattern, "", {{"attachment", id.write()}});
        for (auto const& route : house.routes.all())
            if (route.method == method && route.pattern == pattern)
                return route.handler(as(who)->visit(), request);
        return not_found();
    }
};

constexpr char const* own_page = "/attachments/{attachment}";
constexpr char const* picture_of = "/attachments/{attachment}/picture";
constexpr char const* small_of = "/attachments/{attachment}/small";
constexpr char const* original_of = "/attachments/{attachment}/original";
constexpr char const* to_mark = "/attachments/{attachment}/mark";
constexpr char const* quarantine_of = "/attachments/{attachment}/quarantine";
constexpr char const* evidence_of = "/attachments/{attachment}/quarantine/original";
constexpr char const* end_of = "/attachments/{attachment}/quarantine/destroy";

std::string a_face() { return with_exif(as_jpeg(quarters(640, 480)), 1, "GPS canary"); }

http::FormData filled(std::vector<std::pair<std::string, std::string>> const& pairs)
{
    http::FormData form;
    for (auto const& [name, value] : pairs)
        form.add(name, value);
    return form;
}
bool proven(FileWorld& drawn)
{
    if (drawn.database.kind() == db::Kind::postgres)
        drawn.database.write([](db::Connection& connection) {
            ledger::number_entries(connection);
            return db::Outcome::keep;
        });
    return ledger::verify(*drawn.database.reader(), {}).problems.empty();
}
bool is_missing(Result<http::Response> const& answer)
{
    return !answer && answer.error() == not_found();
}
} // namespace

TEST_CASE("a file is kept sealed, hangs on the record that names it, and is shown drawn anew")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        auto const sent = a_face();
        auto const id = drawn.send(drawn.worker, sent).value();
        CHECK(is_missing(drawn.get(drawn.worker, picture_of, id))); // it hangs on nothing yet
        REQUIRE(drawn.name(drawn.worker, id).ok());
        auto const picture = drawn.get(drawn.colleague, picture_of, id).value();
        CHECK(picture.headers.find("Content-Type") == "image/jpeg");
        CHECK(picture.sent_by_somebody);
        CHECK(picture.headers.find("Content-Disposition")->starts_with("inline"));
        CHECK(decode_jpeg(picture.body).pixels->width == 640);
        CHECK(picture.body.find("canary") == std::string::npos);
        CHECK(decode_jpeg(drawn.get(drawn.colleague, small_of, id).value().body).pixels->width
            == 320);
        auto const original = drawn.get(drawn.worker, original_of, id).value();
        CHECK(original.body == sent);
        CHECK(original.headers.find("Content-Type") == "application/octet-stream");
        CHECK(original.headers.find("Content-Disposition")->starts_with("attachment"));
        CHECK(drawn.at_rest().find("canary") == std::string::npos);
        CHECK(drawn.at_rest().find("\xFF\xD8\xFF") == std::string::npos);
        auto const row = attachment_row(*database.reader(), id).value();
        std::string hash(32, '\0');
        SHA256(reinterpret_cast<unsigned char const*>(sent.data()), sent.size(),
            reinterpret_cast<unsigned char*>(hash.data()));
        CHECK(row.sha256 == hash);
        CHECK(row.size == sent.size());
        CHECK(proven(drawn));
    });
}

TEST_CASE("a file of many pieces comes back as it was sent")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        // What stands behind a picture is kept with it: two and a bit pieces of it.
        auto const sent = as_jpeg(quarters(64, 48)) + std::string(2 * piece_size + 77, 'z');
        auto const id = drawn.send(drawn.worker, sent).value();
        REQUIRE(drawn.name(drawn.worker, id).ok());
        CHECK(drawn.count("pieces") == 5); // three of the original, one of each picture
        CHECK(drawn.get(drawn.worker, original_of, id).value().body == sent);
    });
}

TEST_CASE("who may not read the record gets for its file what nobody's file gets")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        auto const id = drawn.send(drawn.worker, a_face()).value();
        REQUIRE(drawn.name(drawn.worker, id).ok());
        for (auto const* const pattern : {own_page, picture_of, small_of, original_of}) {
            CAPTURE(pattern);
            CHECK(drawn.get(drawn.worker, pattern, id).ok());
            for (auto const who : {drawn.elsewhere, drawn.investigator}) {
                CHECK(is_missing(drawn.get(who, pattern, id)));
                CHECK(is_missing(drawn.get(who, pattern, AttachmentId::fresh())));
            }
        }
        CHECK(is_missing(drawn.post(drawn.elsewhere, to_mark, id, filled({{"sure", "yes"}}))));
        drawn.walled = true;
        CHECK(is_missing(drawn.get(drawn.worker, picture_of, id)));
    });
}

TEST_CASE("a file is claimed once, and by whoever sent it")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        auto const id = drawn.send(drawn.worker, a_face()).value();
        CHECK(file_named(drawn.as(drawn.worker)->visit())(id.write())
            == "face.jpg, " + size_in_words(a_face().size()));
        CHECK(file_named(drawn.as(drawn.colleague)->visit())(id.write()).empty());
        CHECK(drawn.name(drawn.colleague, id).error().words.key == "forms.file.gone");
        Thing const another{"person", Uuid::fresh()}; // it was sent about somebody else
        auto const elsewhere = drawn.as(drawn.worker)->visit().change([&](Change& change) {
            return claim(change, id, another, another, "photograph");
        });
        CHECK(elsewhere.error().words.key == "forms.file.gone");
        REQUIRE(drawn.name(drawn.worker, id).ok());
        CHECK(drawn.name(drawn.worker, id).error().words.key == "forms.file.gone");
        CHECK(drawn.name(drawn.worker, AttachmentId::fresh()).error().field == "photograph");
    });
}

TEST_CASE("what nobody names on a record is gone after a day, and not before")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        auto const kept = drawn.send(drawn.worker, a_face()).value();
        REQUIRE(drawn.name(drawn.worker, kept).ok());
        (void)drawn.send(drawn.worker, a_face());
        CHECK(drawn.count("files") == 2);
        auto const now = drawn.clock.now();
        drawn.clock.move_to(now + std::chrono::hours(23));
        remove_what_nobody_named(*drawn.gate);
        CHECK(drawn.count("files") == 2);
        drawn.clock.move_to(now + std::chrono::hours(25));
        remove_what_nobody_named(*drawn.gate);
        CHECK(drawn.count("files") == 1);
        CHECK(drawn.count("pieces") == 3);
        CHECK(drawn.get(drawn.worker, picture_of, kept).ok());
    });
}

TEST_CASE("what is no picture, or too large, is refused by its own sentence and leaves nothing")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        drawn.room.settings.most_bytes = 1024UL * 1024;
        auto const refused = [&](std::string const& bytes) {
            auto const answer = drawn.send(drawn.worker, bytes);
            REQUIRE_FALSE(answer.ok());
            CHECK(answer.error().field == "photograph");
            return answer.error().words.key;
        };
        CHECK(refused("GIF89a not taken") == "forms.file.not_a_picture");
        CHECK(refused(png_header(50'000, 50'000)) == "forms.file.too_many_pixels");
        CHECK(refused(a_face().substr(0, 2'000)) == "forms.file.damaged");
        CHECK(refused(a_face() + std::string(1024UL * 1024, 'z')) == "forms.file.too_large");
        auto cut = FileWorld::upload(a_face());
        cut.cut_short = true;
        CHECK(keep(drawn.room, drawn.as(drawn.worker)->visit(), cut, drawn.whom, "photograph")
                  .error()
                  .words.key
            == "forms.file.too_large");
        CHECK(drawn.count("files") == 0);
    });
}

TEST_CASE("with a scanner, a file is shown once it was found clean; unreachable, it waits")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        drawn.room.settings.clamd = "unix:/no/such/clamd";
        auto const clean = drawn.send(drawn.worker, a_face()).value();
        auto const ill = drawn.send(drawn.worker, a_face() + "virus").value();
        for (auto const id : {clean, ill})
            REQUIRE(drawn.name(drawn.worker, id).ok());
        auto const waits = drawn.get(drawn.worker, picture_of, clean);
        REQUIRE_FALSE(waits.ok());
        CHECK(waits.error().code == Code::unavailable);
        CHECK(shown(*database.reader(), clean).standing == Standing::waits);
        CHECK(drawn.get(drawn.worker, own_page, clean)
                  .value()
                  .body.find("waits for the virus scanner")
            != std::string::npos);
        ask_scanner_again(drawn.room, *drawn.gate);
        CHECK(shown(*database.reader(), clean).standing == Standing::waits);

        ScannerStandIn const clamd;
        drawn.room.settings.clamd = clamd.address;
        ask_scanner_again(drawn.room, *drawn.gate);
        CHECK(drawn.get(drawn.worker, picture_of, clean).ok());
        CHECK(shown(*database.reader(), ill).standing == Standing::refused);
        CHECK(is_missing(drawn.get(drawn.worker, picture_of, ill)));
        CHECK(drawn.count("pieces") == 3); // of what was refused nothing is kept
        CHECK(
            drawn.send(drawn.worker, a_face() + "virus").error().words.key == "forms.file.refused");
    });
}

TEST_CASE("a file marked as a sexual image of a child is gone for everybody but one police role")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        auto const sent = a_face();
        auto const id = drawn.send(drawn.worker, sent).value();
        REQUIRE(drawn.name(drawn.worker, id).ok());
        auto const unsure = drawn.post(drawn.colleague, to_mark, id).value();
        CHECK(unsure.status == http::Status::unprocessable);
        auto const marked = drawn.post(
            drawn.colleague, to_mark, id, filled({{"sure", "yes"}, {"said", "From a parent"}}));
        CHECK(marked.value().body.find("The file is taken away") != std::string::npos);
        for (auto const* const pattern : {own_page, picture_of, small_of, original_of})
            for (auto const who :
                {drawn.worker, drawn.colleague, drawn.sergeant, drawn.investigator}) {
                CAPTURE(pattern);
                CHECK(is_missing(drawn.get(who, pattern, id)));
            }
        CHECK(drawn.count("pieces") == 1); // its bytes, and no picture of it
        // The key of whom it is about opens it no more.
        auto const row = attachment_row(*database.reader(), id).value();
        auto const lease = database.reader();
        auto const opened = drawn.keys->unseal(*lease, row.subject, drawn.at_rest());
        CHECK_FALSE(opened.has_value());
        for (auto const who : {drawn.worker, drawn.sergeant}) {
            CHECK(is_missing(drawn.get(who, quarantine_of, id)));
            CHECK(is_missing(drawn.get(who, evidence_of, id)));
            CHECK(is_missing(drawn.get(who, "/attachments/quarantine", id)));
            CHECK(waiting_for_police(drawn.as(who)->visit()) == 0);
        }
        CHECK(waiting_for_police(drawn.as(drawn.investigator)->visit()) == 1);
        auto const page = drawn.get(drawn.investigator, quarantine_of, id).value();
        CHECK(page.body.find("From a parent") != std::string::npos);
        CHECK(page.body.find("<img") == std::string::npos);
        CHECK(page.body.find(ledger::write_hex(row.sha256)) != std::string::npos);
    });
}

TEST_CASE("its bytes are had by whoever recorded taking it over, until they are destroyed")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        auto const sent = a_face();
        auto const id = drawn.send(drawn.worker, sent).value();
        REQUIRE(drawn.name(drawn.worker, id).ok());
        REQUIRE(drawn.post(drawn.worker, to_mark, id, filled({{"sure", "yes"}})).ok());
        CHECK(is_missing(drawn.get(drawn.investigator, evidence_of, id))); // nobody has taken it
        auto const early = drawn.post(drawn.investigator, end_of, id).value();
        CHECK(early.status == http::Status::unprocessable);
        auto const empty
            = drawn.post(drawn.investigator, quarantine_of, id, filled({{"officer", " "}}));
        CHECK(empty.value().status == http::Status::unprocessable);
        auto const said = filled({{"officer", "DC Ash 4410"}, {"force_reference", "LC-2026-17"}});
        REQUIRE(drawn.post(drawn.investigator, quarantine_of, id, said).ok());
        CHECK(drawn.post(drawn.second_investigator, quarantine_of, id, said).error().code
            == Code::conflict);
        CHECK(is_missing(drawn.get(drawn.second_investigator, evidence_of, id)));
        CHECK(drawn.get(drawn.investigator, evidence_of, id).value().body == sent);
        REQUIRE(drawn.post(drawn.investigator, end_of, id).ok());
        CHECK(drawn.count("pieces") == 0);
        CHECK(is_missing(drawn.get(drawn.investigator, evidence_of, id)));
        auto const page = drawn.get(drawn.second_investigator, quarantine_of, id).value();
        CHECK(
            page.body.find("Taken over by DC Ash 4410, reference LC-2026-17") != std::string::npos);
        CHECK(waiting_for_police(drawn.as(drawn.investigator)->visit()) == 0);
        CHECK(proven(drawn));
    });
}

TEST_CASE("a mark reaches the same bytes wherever they lie, named on a record or not")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        auto const sent = a_face();
        auto const id = drawn.send(drawn.worker, sent).value();
        auto const again = drawn.send(drawn.colleague, sent).value();
        auto const unnamed = drawn.send(drawn.worker, sent).value();
        auto const other = drawn.send(drawn.worker, sent + "x").value();
        for (auto const each : {id, other})
            REQUIRE(drawn.name(drawn.worker, each).ok());
        REQUIRE(drawn.name(drawn.colleague, again).ok());
        REQUIRE(drawn.post(drawn.worker, to_mark, id, filled({{"sure", "yes"}})).ok());
        for (auto const each : {id, again}) {
            CHECK(is_missing(drawn.get(drawn.worker, picture_of, each)));
            CHECK(shown(*database.reader(), each).standing == Standing::quarantined);
        }
        CHECK(drawn.get(drawn.worker, picture_of, other).ok());
        CHECK(drawn.name(drawn.worker, unnamed).error().words.key == "forms.file.gone");
        CHECK(waiting_for_police(drawn.as(drawn.investigator)->visit()) == 3);
        // What nobody named stays too, until the police have it.
        drawn.clock.move_to(drawn.clock.now() + std::chrono::hours(25));
        remove_what_nobody_named(*drawn.gate);
        CHECK(drawn.count("files") == 4);
        CHECK(drawn.count("pieces") == 6);
        auto const destroyed = drawn.as(drawn.worker)->visit().change([&](Change& change) {
            return destroy_file(change, again);
        });
        CHECK(destroyed.error().code == Code::conflict);
        CHECK(drawn.count("pieces") == 6);
        auto const said = filled({{"officer", "DC Ash 4410"}, {"force_reference", "LC-2026-17"}});
        REQUIRE(drawn.post(drawn.investigator, quarantine_of, again, said).ok());
        CHECK(drawn.get(drawn.investigator, evidence_of, again).value().body == sent);
        CHECK(proven(drawn));
    });
}

TEST_CASE("what asks for a picture takes no file of another kind")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        auto const kept = keep_file(drawn.room, drawn.as(drawn.worker)->visit(),
            FileWorld::upload("%PDF-1.7\nno picture"), drawn.whom, "photograph");
        REQUIRE(kept.ok());
        CHECK(drawn.name(drawn.worker, *kept).error().words.key == "forms.file.gone");
        CHECK(drawn.as(drawn.worker)
                  ->visit()
                  .change([&](Change& change) {
                      return claim_of_any_kind(change, *kept, drawn.whom, drawn.whom, "file");
                  })
                  .ok());
    });
}

TEST_CASE("an office document that is a ZIP file is held against what an archive may hold")
{
    tests::on_both_databases([](db::Database& database) {
        FileWorld drawn(database);
        auto const keeps = [&](std::string const& bytes) {
            return keep_file(drawn.room, drawn.as(drawn.worker)->visit(), FileWorld::upload(bytes),
                drawn.whom, "file");
        };
        std::string const types = "[Content_Types].xml";
        auto const bomb
            = keeps(zip_by_hand({{types, "x"}, {"zeros", std::string(9'000'000, '\0')}}));
        CHECK(bomb.error().words.key == "forms.archive.too_dense");
        CHECK(keeps(zip_by_hand({{types, "x"}, {"../out", "y"}})).error().words.key
            == "forms.archive.bad_name");
        auto const good = keeps(zip_by_hand({{types, "x"}, {"word/document.xml", "words"}}));
        REQUIRE(good.ok());
        CHECK(file_known(*database.reader(), *good)->kind == FileKind::office);
        REQUIRE(drawn.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return claim_of_any_kind(change, *good, drawn.whom, drawn.whom, "file");
                    })
                    .ok());
        // Nothing is taken out of it, nor out of an archive within one.
        auto const pass = drawn.as(drawn.worker);
        CHECK(members(drawn.room, pass->visit(), *good)->empty());
        CHECK(keep_member(drawn.room, pass->visit(), *good, 1, drawn.whom, "file").error().code
            == Code::not_found);
        auto const nested = keeps(zip_by_hand({{"in.zip", zip_by_hand({{"a.txt", "a"}})}}));
        REQUIRE(nested.ok());
        REQUIRE(drawn.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return claim_of_any_kind(change, *nested, drawn.whom, drawn.whom, "file");
                    })
                    .ok());
        auto const later = drawn.as(drawn.worker);
        CHECK(keep_member(drawn.room, later->visit(), *nested, 0, drawn.whom, "file").error().code
            == Code::not_found);
    });
}
