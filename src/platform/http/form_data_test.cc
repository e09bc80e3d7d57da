// SPDX-License-Identifier: MIT
#include "platform/http/form_data.h"
#include "platform/http/multipart.h"
#include <doctest/doctest.h>

namespace kith::http {

namespace {
    std::string const two_parts
        = "--b\r\nContent-Disposition: form-data; name=\"worry\"\r\n\r\na\r\n--\r\nb\r\n"
          "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"x.png\"\r\n"
          "Content-Type: image/png\r\n\r\n\x89PNG\r\n--b--\r\n";

    std::string part(std::string const& head, std::string const& content)
    {
        return "--b\r\n" + head + "\r\n\r\n" + content + "\r\n";
    }
} // namespace

TEST_CASE("a form keeps order, repeated names, spaces and every byte of its text")
{
    auto const form = read_form("who=a+b&who=c%2Bd&place=Preston%0D%0A&=empty&flag&&x=1=2");
    REQUIRE(form.ok());
    CHECK(form->all("who") == std::vector<std::string_view>{"a b", "c+d"});
    CHECK(form->first("place") == "Preston\r\n");
    CHECK(form->first("") == "empty");
    CHECK(form->has("flag"));
    CHECK(form->first("x") == "1=2");
    CHECK(form->pairs().size() == 6);
    CHECK(read_form("")->pairs().empty());
}

TEST_CASE("a form that is not UTF-8, or has a broken percent or a NUL, is refused")
{
    for (auto const* const odd : {"a=%FF", "a=%C0%80", "a=%ED%A0%80", "a=%F4%90%80%80", "a=%E2%82",
             "a=%", "a=%4", "a=%4G", "a=%00", "%FF=a"})
        CHECK_MESSAGE(!read_form(odd), odd);
    CHECK(read_form("a=%F4%8F%BF%BF&b=%E2%82%AC").ok()); // the last character there is, and a euro
    std::string many;
    for (int i = 0; i < 2001; ++i)
        many += "a&";
    CHECK(!read_form(many));
}

TEST_CASE("a form that was written is read the same again")
{
    FormData form;
    form.add("a b", "1&2=3%+\n");
    form.add("café", "");
    CHECK(write_form(form) == "a%20b=1%262%3D3%25%2B%0A&caf%C3%A9=");
    CHECK(read_form(write_form(form))->pairs() == form.pairs());
}

TEST_CASE("a multipart form is the same wherever it was cut on its way")
{
    for (std::size_t piece = 1; piece <= two_parts.size(); ++piece) {
        MultipartReader reader("b");
        for (std::size_t at = 0; at < two_parts.size(); at += piece)
            REQUIRE(reader.feed(std::string_view(two_parts).substr(at, piece)));
        auto const form = reader.finish();
        REQUIRE(form.ok());
        CHECK(form->first("worry") == "a\r\n--\r\nb");
        REQUIRE(form->uploads().size() == 1);
        CHECK(form->uploads()[0].file_name == "x.png");
        CHECK(form->uploads()[0].type == "image/png");
        CHECK(form->uploads()[0].bytes->read_all() == "\x89PNG");
    }
}

TEST_CASE("a multipart form that is cut short or malformed is refused")
{
    CHECK(!read_multipart("", "b"));
    CHECK(!read_multipart(two_parts.substr(0, two_parts.size() - 4), "b"));
    CHECK(!read_multipart(part("Content-Type: text/plain", "x") + "--b--", "b"));
    CHECK(!read_multipart(part("Content-Disposition: form-data", "x") + "--b--", "b"));
    CHECK(!read_multipart(part("Content-Disposition: form-data; name=\"a", "x") + "--b--", "b"));
    CHECK(
        !read_multipart(part("Content-Disposition: form-data; name=\"a\"", "\xFF") + "--b--", "b"));
    CHECK(!read_multipart(part("X: " + std::string(9000, 'x'), "") + "--b--", "b"));
    CHECK(!read_multipart("--bx\r\n", "b"));
}

TEST_CASE("the two hundredth part is taken, the next is not")
{
    std::string parts;
    for (int i = 0; i < 200; ++i)
        parts += part("Content-Disposition: form-data; name=\"a\"", "");
    CHECK(read_multipart(parts + "--b--", "b")->all("a").size() == 200);
    CHECK(!read_multipart(
        parts + part("Content-Disposition: form-data; name=\"a\"", "") + "--b--", "b"));
}

TEST_CASE("names keep their quotes, and a file question left empty sends nothing")
{
    auto const form = read_multipart(
        part("content-disposition: form-data; name=\"say %22hi%22\"", "x")
            + part("Content-Disposition: form-data; name=\"photo\"; filename=\"\"", "") + "--b--",
        "b");
    REQUIRE(form.ok());
    CHECK(form->first("say \"hi\"") == "x");
    CHECK(form->uploads().empty());
}

TEST_CASE("a large upload leaves memory and comes back byte for byte")
{
    std::string big;
    for (int i = 0; i < 30'000; ++i)
        big += std::to_string(i);
    auto const form = read_multipart(
        part("Content-Disposition: form-data; name=\"f\"; filename=\"f\"", big) + "--b--", "b");
    REQUIRE(form.ok());
    auto const& bytes = *form->uploads().at(0).bytes;
    CHECK(bytes.on_disk());
    CHECK(bytes.size() == big.size());
    CHECK(bytes.read_all() == big);
    CHECK(bytes.read(5, 3) == big.substr(5, 3));
    CHECK(bytes.read(big.size(), 1).empty());
}

TEST_CASE("the boundary is found quoted, plain and among others")
{
    CHECK(boundary_of("multipart/form-data; boundary=abc") == "abc");
    CHECK(boundary_of("Multipart/Form-Data; charset=utf-8; boundary=\"a;b\"") == "a;b");
    CHECK(!boundary_of("multipart/form-data"));
    CHECK(!boundary_of("text/plain; boundary=abc"));
    CHECK(!boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')));
}

} // namespace kith::http
