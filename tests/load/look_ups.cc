// SPDX-License-Identifier: MIT
#include "look_ups.h"
#include <fmt/core.h>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace kith::load {

namespace {
    constexpr char const* purpose = "A call to the front door";
    constexpr char const* limits = "data/reference/lookup_limits.toml";

    std::string in_quotes(std::string_view text) // nothing in the truth needs more
    {
        return "\"" + std::string(text) + "\"";
    }

    std::string as_form(std::string_view text)
    {
        std::string out;
        for (auto const c : text) {
            auto const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9') || c == '-';
            if (plain)
                out += c;
            else
                out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
        return out;
    }
} // namespace

std::vector<LookUp> read_look_ups(std::filesystem::path const& truth, std::size_t most)
{
    std::ifstream in(truth);
    std::vector<LookUp> all;
    std::string line;
    std::getline(in, line);
    if (line != "reference,same_as,slip,by,name,birth,postcode")
        throw std::runtime_error("there is no truth in " + truth.string());
    while (std::getline(in, line)) {
        std::istringstream cells(line);
        LookUp one;
        std::string by;
        for (auto* const cell :
            {&one.second, &one.first, &one.slip, &by, &one.name, &one.birth, &one.postcode})
            std::getline(cells, *cell, ',');
        all.push_back(std::move(one));
    }
    if (all.size() <= most)
        return all;
    std::vector<LookUp> some;
    for (std::size_t i = 0; i < most; ++i)
        some.push_back(all[i * all.size() / most]);
    return some;
}

Ask api_look_up(LookUp const& one, std::string const& token)
{
    auto body
        = fmt::format("{{\"purpose\":{},\"names\":[{}]", in_quotes(purpose), in_quotes(one.name));
    if (!one.birth.empty())
        body += ",\"birth\":" + in_quotes(one.birth);
    body += "}";
    return {"API " + one.slip,
        post_bytes("/api/v1/people/find", "Authorization: Bearer " + token + "\r\n",
            "application/json", body),
        200, {"{\"people\":["}};
}

Offered what_is_offered(ServedKith const& kith, SignedIn const& who)
{
    LookUp alone;
    alone.name = "Amelia Ashworth";
    auto const named = ask(kith.staff(), api_look_up(alone, kith.token()).bytes);
    auto const page = ask(kith.staff(), get_bytes("/people/search", who.cookies));
    return {named.status == 200, page.status == 200};
}

Ask page_look_up(
    LookUp const& one, SignedIn const& who, std::string const& csrf, Offered const& offered)
{
    auto const headers = who.cookies + "Sec-Fetch-Site: same-origin\r\nAccept-Encoding: gzip\r\n";
    auto const first = fmt::format("csrf={}&purpose={}", csrf, as_form(purpose));
    if (!offered.search_page)
        return {"page " + one.slip,
            post_bytes(
                "/people/find", headers, form_type, first + "&reference=" + as_form(one.first)),
            303, {"Location: /people/"}};
    auto body
        = fmt::format("{}&name={}&postcode={}", first, as_form(one.name), as_form(one.postcode));
    if (one.birth.size() == 10)
        body += fmt::format("&birth-year={}&birth-month={}&birth-day={}", one.birth.substr(0, 4),
            one.birth.substr(5, 2), one.birth.substr(8));
    return {"page " + one.slip, post_bytes("/people/search", headers, form_type, body), 200,
        {who.name, "</html>"}};
}

std::vector<std::string> references_in(std::string const& body)
{
    return between(body, "\"reference\":\"", "\"");
}

void lift_limits(std::filesystem::path const& folder)
{
    namespace fs = std::filesystem;
    if (!fs::exists(fs::path(KITH_SOURCE) / limits))
        return;
    auto const file = folder / "overlay" / limits;
    fs::create_directories(file.parent_path());
    std::ofstream out(file);
    out << "[[limits]]\nfrom = \"2020-01-01\"\nsource = \"a bench\"\nminutes = 1\ndifferent = "
           "300\n"
           "brief = 300\nstepping = 300\nfirst_wait = 1\nlongest_wait = 1\n";
}

} // namespace kith::load
