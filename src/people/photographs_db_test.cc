// SPDX-License-Identifier: MIT
#include "people/people_world_test.h"
#include "people/photographs.h"
#include "platform/documents/drawn_pictures_test.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
constexpr char const* record_page = "/people/{person}";
constexpr char const* photograph_page = "/people/{person}/photograph";
constexpr char const* take_off = "/people/{person}/photograph/withdraw";
constexpr char const* put_back = "/people/{person}/photograph/restore";

http::FormData with_photograph(
    std::string const& bytes, std::vector<std::pair<std::string, std::string>> const& fields = {})
{
    auto spool = std::make_shared<http::Spool>();
    spool->append(bytes);
    http::FormData form;
    for (auto const& [name, value] : fields)
        form.add(name, value);
    form.add(http::Upload{"photograph", "face.jpg", "image/jpeg", spool});
    return form;
}

std::string face(std::uint8_t shade = 90)
{
    return documents::as_jpeg(documents::plain(400, 300, {shade, 90, 90}));
}

http::FormData chosen_form(std::vector<std::pair<std::string, std::string>> const& fields)
{
    http::FormData form;
    for (auto const& [name, value] : fields)
        form.add(name, value);
    return form;
}

std::string page_of(FamilyWorld& drawn, AccountId who, PersonId id)
{
    return drawn.get(who, record_page, id).value().body;
}
bool shows_picture(std::string const& page)
{
    return page.find(R"(<img class="kith-photograph" src="/attachments/)") != std::string::npos;
}
std::vector<Photograph> photographs_of(FamilyWorld& drawn, AccountId who, PersonId id)
{
    auto const pass = drawn.world.as(who);
    return list_photographs(pass->visit(), find(pass->visit(), id).value());
}
bool sees_file(FamilyWorld& drawn, AccountId who, AttachmentId file)
{
    auto const pass = drawn.world.as(who);
    return photograph_holder(drawn.room).sees(pass->visit(), {}, file).has_value();
}
} // namespace

TEST_CASE(
    "a photograph stands in the identity bar for whoever reads the person, until it is taken off")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        CHECK_FALSE(shows_picture(page_of(drawn, drawn.worker, made.id)));
        auto const saved = drawn.upload(drawn.worker, photograph_page, made.id,
            with_photograph(face(), {{"taken-year", "2025"}, {"source", "Given by his aunt"}}));
        REQUIRE(saved.value().status == http::Status::see_other);
        CHECK(shows_picture(page_of(drawn, drawn.worker, made.id)));
        CHECK(shows_picture(page_of(drawn, drawn.colleague, made.id)));
        auto const one = photographs_of(drawn, drawn.worker, made.id).at(0);
        CHECK(one.taken->write() == "2025");
        CHECK(one.source == "Given by his aunt");
        CHECK(sees_file(drawn, drawn.colleague, one.file));
        CHECK_FALSE(sees_file(drawn, drawn.elsewhere, one.file));
        CHECK_FALSE(sees_file(drawn, drawn.administrator, one.file));

        auto const unsaid = drawn.post(drawn.worker, take_off, made.id,
            chosen_form({{"photograph", one.id.write()}, {"reason", " "}}));
        CHECK(unsaid.value().body.find("Say why it is taken off") != std::string::npos);
        REQUIRE(drawn
                    .post(drawn.worker, take_off, made.id,
                        chosen_form({{"photograph", one.id.write()}, {"reason", "He asked"}}))
                    .ok());
        CHECK_FALSE(shows_picture(page_of(drawn, drawn.worker, made.id)));
        CHECK(photographs_of(drawn, drawn.worker, made.id).at(0).why == "He asked");
        auto const again = drawn.post(drawn.worker, take_off, made.id,
            chosen_form({{"photograph", one.id.write()}, {"reason", "He asked"}}));
        CHECK(again.value().status == http::Status::conflict);
        CHECK(sees_file(drawn, drawn.worker, one.file)); // who keeps the record may put it back

        REQUIRE(drawn
                    .post(drawn.worker, put_back, made.id,
                        chosen_form({{"photograph", one.id.write()}}))
                    .ok());
        CHECK(shows_picture(page_of(drawn, drawn.worker, made.id)));
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("another photograph takes the place of the one that stood, which stays in the history")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        for (auto const shade : {std::uint8_t(10), std::uint8_t(200)})
            REQUIRE(
                drawn.upload(drawn.worker, photograph_page, made.id, with_photograph(face(shade)))
                    .ok());
        auto const all = photographs_of(drawn, drawn.worker, made.id);
        REQUIRE(all.size() == 2);
        int standing = 0;
        for (auto const& one : all)
            standing += one.withdrawn_at ? 0 : 1;
        CHECK(standing == 1);
        auto const page = drawn.get(drawn.worker, photograph_page, made.id).value().body;
        CHECK(page.find("Replaced by another photograph") != std::string::npos);
        CHECK(page.find("Put it back") != std::string::npos);
        // Somebody who reads what stands does not see what stood, and none but keepers change it.
        auto const was = all[0].withdrawn_at ? all[0].file : all[1].file;
        CHECK_FALSE(sees_file(drawn, drawn.elsewhere, was));
        auto const elsewhere
            = drawn.upload(drawn.elsewhere, photograph_page, made.id, with_photograph(face()));
        CHECK_FALSE(elsewhere.ok());
    });
}

TEST_CASE("a photograph that is not taken leaves the form as it was filled in, and nothing kept")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const made = drawn.record(drawn.worker, robin()).value();
        auto const refused = drawn.upload(drawn.worker, photograph_page, made.id,
            with_photograph("GIF89a", {{"source", "A cousin"}}));
        CHECK(refused.value().status == http::Status::unprocessable);
        CHECK(
            refused.value().body.find("Choose a picture: a JPEG or PNG file") != std::string::npos);
        CHECK(refused.value().body.find(R"(value="A cousin")") != std::string::npos);
        auto const none = drawn.upload(drawn.worker, photograph_page, made.id, {});
        CHECK(none.value().body.find("Choose a photograph") != std::string::npos);
        auto const future = drawn.upload(drawn.worker, photograph_page, made.id,
            with_photograph(face(), {{"taken-year", "2031"}}));
        CHECK(future.value().body.find("Enter a day that has been") != std::string::npos);
        CHECK(future.value().body.find("face.jpg") != std::string::npos); // kept for the next try
        CHECK(photographs_of(drawn, drawn.worker, made.id).empty());
        // Another's file is not taken for one's own, whatever its id.
        auto const foreign = drawn.upload(drawn.colleague, photograph_page, made.id,
            chosen_form({{"photograph", AttachmentId::fresh().write()}}));
        CHECK(foreign.value().body.find("The file is not kept any more") != std::string::npos);
    });
}

TEST_CASE("as two records part, a photograph goes to the record that somebody says it belongs to")
{
    tests::on_both_databases([](db::Database& database) {
        FamilyWorld drawn(database);
        auto const one = drawn.record(drawn.worker, robin()).value();
        Person somebody;
        somebody.names = {{{}, "birth", "Wren Castellan"}};
        auto const other = drawn.record(drawn.school_lead, somebody).value();
        auto const before = drawn.world.clock.now() - std::chrono::hours(1);
        REQUIRE(drawn.upload(drawn.worker, photograph_page, one.id, with_photograph(face())).ok());
        auto const file = photographs_of(drawn, drawn.worker, one.id).at(0).file;
        CHECK_FALSE(sees_file(drawn, drawn.school_lead, file));
        auto const kind = later_photographs();
        auto const rows = kind.list(drawn.world.as(drawn.worker)->visit(), one.id, before);
        REQUIRE(rows.size() == 1);
        CHECK(kind.list(drawn.world.as(drawn.worker)->visit(), one.id, drawn.world.clock.now())
                  .empty());
        REQUIRE(drawn.world.as(drawn.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        kind.move(change, rows[0], other.id, "It is of the other child");
                        return done();
                    })
                    .ok());
        CHECK_FALSE(shows_picture(page_of(drawn, drawn.worker, one.id)));
        CHECK(shows_picture(page_of(drawn, drawn.school_lead, other.id)));
        CHECK(sees_file(drawn, drawn.school_lead, file));
        CHECK_FALSE(sees_file(drawn, drawn.worker, file));
    });
}
