// SPDX-License-Identifier: MIT
#include "platform/forms/sample_form_test.h"
#include "platform/forms/view.h"
#include "platform/html/templates_once_test.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::forms;

namespace {
constexpr char const* kept_id = "7f0d5c1e-9a44-4c0e-8f3b-2b1f6f1c9a10";

Form photo_form(std::string const& more = R"(missing = "Choose a picture")")
{
    return read_form("src/room/forms/photo.toml",
        R"(
name = "room/photo"
version = 1
title = "A photograph"
audience = "staff"

[[question]]
name = "photo"
kind = "file"
question = "The picture"
)" + more,
        sample_lists);
}

std::string file_drawn(Form const& form, Reading const& reading)
{
    auto const words = words::Catalogue::shipped();
    Drawing drawing{words};
    drawing.file_named = [](std::string_view id) {
        return id == kept_id ? std::string("face <1>.jpg, 2.1 MB") : std::string();
    };
    static html::Templates const with_page = [] {
        auto sources = html::shipped_sources();
        sources.push_back({"test/photo.njk",
            R"({% from "forms/form.njk" import questions %}{{ questions(form) }})"});
        return html::Templates(std::move(sources));
    }();
    auto page = html::Value::object({{"form", view(form, reading, drawing)}});
    return with_page.render("test/photo.njk", page);
}
} // namespace

TEST_CASE("a question for a file says by its box what never to send")
{
    auto const form = photo_form();
    auto const words = words::Catalogue::shipped();
    auto const page = file_drawn(form, form.read(typed({})));
    CHECK(page.find(R"(name="photo" type="file")") != std::string::npos);
    CHECK(page.find(R"(accept="image/jpeg,image/png")") != std::string::npos);
    CHECK(page.find("Never view, copy or send a sexual image of a child") != std::string::npos);
    CHECK(page.find("Choose a picture") != std::string::npos);
    CHECK(page.find(R"(type="hidden")") == std::string::npos);
    CHECK(view(form, Reading{}, {words}).get("takes_files").truthy());
    CHECK_FALSE(view(sample_form(), Reading{}, {words}).get("takes_files").truthy());
}

TEST_CASE("a form that is refused holds on to the file that came with it")
{
    auto const form = photo_form();
    auto const reading = form.read(typed({{"photo", kept_id}}));
    CHECK(reading.ok());
    CHECK(reading.answers.text("photo") == kept_id);
    auto const page = file_drawn(form, reading);
    CHECK(page.find(R"(<input type="hidden" name="photo" value=")" + std::string(kept_id))
        != std::string::npos);
    CHECK(page.find("face &lt;1&gt;.jpg, 2.1 MB is kept") != std::string::npos);
    // One that is gone, or another's, is not held on to.
    auto const other = form.read(typed({{"photo", "00000000-9a44-4c0e-8f3b-2b1f6f1c9a10"}}));
    CHECK(file_drawn(form, other).find(R"(type="hidden")") == std::string::npos);
}

TEST_CASE("what is no file's id is no answer to a question for a file")
{
    auto const form = photo_form("");
    CHECK(form.read(typed({})).ok());
    for (auto const* const wrong : {"face.jpg", "../../etc/passwd", "1"}) {
        auto const reading = form.read(typed({{"photo", wrong}}));
        REQUIRE(reading.errors.size() == 1);
        CHECK(reading.errors[0].words.key == "forms.file.gone");
        CHECK(reading.errors[0].field == "photo");
    }
}

TEST_CASE("the start says which files a form takes")
{
    CHECK(describe(photo_form()).find("a picture (JPEG or PNG)") != std::string::npos);
}
