// SPDX-License-Identifier: MIT
#include "evidence/pack.h"
#include "evidence/zip.h"
#include "platform/documents/archive.h"
#include "platform/html/templates_once_test.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <random>

using namespace kith;
using namespace kith::evidence;

namespace {
auto const moment = *Instant::read("2026-03-06T09:00:00Z");

// Every byte of every file of a ZIP file, as our own bounded reader unpacks it.
std::string unpacked(std::string const& zip)
{
    documents::ArchiveCaps const caps;
    auto const listed = documents::list_archive(zip, caps);
    REQUIRE(listed.members.has_value());
    std::string all;
    for (std::size_t i = 0; i < listed.members->size(); ++i) {
        auto const taken = documents::take_out(zip, caps, i);
        REQUIRE(taken.bytes.has_value());
        all += (*listed.members)[i].name + "\n" + *taken.bytes + "\n";
    }
    return all;
}

WholePack a_pack(AccountId adder)
{
    WholePack all;
    PackItem item;
    item.id = PackItemId::fresh();
    item.place = 1;
    item.added_by = adder;
    item.words = {"Statement", "He waited by the car", "", ""};
    all.items.push_back(item);
    PackRecipient to;
    to.id = PackRecipientId::fresh();
    to.number = 1;
    all.recipients.push_back(to);
    return all;
}
} // namespace

TEST_CASE("a text is written anew without its spans; what touches or overlaps is one mark")
{
    CHECK(without("abcdef", {}) == "abcdef");
    CHECK(without("abcdef", {{2, 4, "x"}}) == "ab[taken out: x]ef");
    CHECK(without("abcdef", {{4, 6, "y"}, {0, 2, "x"}}) == "[taken out: x]cd[taken out: y]");
    CHECK(without("abcdef", {{1, 3, "x"}, {2, 5, "x"}, {5, 6, "y"}}) == "a[taken out: x; y]");
    CHECK(without("abc", {{0, 3, "x"}, {1, 2, "x"}}) == "[taken out: x]");
    CHECK(places_of("an", "banana").size() == 2);
    CHECK(places_of("", "banana").empty());
    CHECK(is_span_of("R\u00e9my", 1, 3));
    CHECK_FALSE(is_span_of("R\u00e9my", 1, 2)); // half a letter
    CHECK_FALSE(is_span_of("R\u00e9my", 2, 2));
    CHECK_FALSE(is_span_of("R\u00e9my", 0, 9));
}

TEST_CASE("what was taken out is found wherever it still stands, in whole words")
{
    auto const taken = taken_out("met O'Hara & son, at 4", {{4, 16, ""}, {21, 22, ""}});
    CHECK(taken == std::vector<std::string>{"ohara son"}); // "4" tells nothing
    CHECK(still_stands(taken, "so O'HARA & SON it is").has_value());
    CHECK(still_stands(taken, "so O\u2019Hara\n&  son it is").has_value());
    CHECK_FALSE(still_stands(taken, "so Hara and son it is").has_value());
    CHECK(taken_out("a   b", {{1, 4, ""}}).empty());
    // Short names too, over lines and runs of space, with accents or without, and of a possessive.
    CHECK(still_stands(taken_out("Amy", {{0, 3, ""}}), "with AMY's friend").has_value());
    CHECK(still_stands(taken_out("Max", {{0, 3, ""}}), "Then\tMAX'S car").has_value());
    CHECK(still_stands(taken_out("Zo\u00eb", {{0, 4, ""}}), "ZO\u00cb came").has_value());
    auto const name = taken_out("Odile Marchbanks", {{0, 16, ""}});
    CHECK(still_stands(name, "Odile\nMarchbanks").has_value());
    CHECK(still_stands(name, "Odile\r\n  Marchbanks").has_value());
    // And nothing within another word.
    CHECK_FALSE(still_stands(taken_out("Mark", {{0, 4, ""}}), "all marks of a market").has_value());
    CHECK_FALSE(still_stands(taken_out("Amy", {{0, 3, ""}}), "amyl").has_value());
    CHECK(still_stands({"\u674e\u660e"}, "\u674e\u660e\u6765\u4e86").has_value());
}

TEST_CASE("of a pack whose words were lawfully erased no span is read")
{
    std::vector<Span> const spans{{4, 16, "x"}, {30, 60, "x"}};
    CHECK(taken_out("", spans).empty());
    CHECK(without("", spans).empty());
    CHECK(without("abcdefg", spans) == "abcd[taken out: x]");
}

TEST_CASE("the mark of an item moves with all that its check judges")
{
    auto all = a_pack(AccountId::fresh());
    auto const item = all.items[0].id;
    std::vector<std::string> marks{all.mark_of(item)};
    auto const moves = [&] {
        auto const marked = all.mark_of(item);
        auto const fresh = std::ranges::find(marks, marked) == marks.end();
        marks.push_back(marked);
        return fresh;
    };
    Redaction out;
    out.item = item;
    all.redactions.push_back(out);
    CHECK(moves());
    all.redactions[0].withdrawn_at = moment;
    CHECK(moves());
    all.decisions.push_back({item, "neither", "", moment, AccountId::fresh()});
    CHECK(moves());
    all.recipients.push_back({});
    CHECK(moves());
    all.recipients[0].ended_at = moment;
    CHECK(moves());
    out.item = PackItemId::fresh();
    all.redactions.push_back(out);
    CHECK_FALSE(moves()); // of another item
}

TEST_CASE("of 1,000 random texts with random redactions nothing that was taken out is in the copy")
{
    std::mt19937_64 draw(20260306);
    std::vector<std::string> const pieces{"the car", "\u00e9t\u00e9", "<b>", "O'Hara", "&", "\"",
        "at night", "\U0001F600", "\n", "07700 900123", "pier", "M1 1AA", "[", "a",
        "\u0644\u064a\u0644"};
    auto const& templates = html::templates_once();
    std::size_t searched = 0;
    for (auto round = 0; round < 1'000; ++round) {
        CAPTURE(round);
        std::string text;
        for (auto left = 5 + draw() % 40; left > 0; --left)
            text += pieces[draw() % pieces.size()] + " ";
        // Words that stand nowhere else, so that the search can find nothing but what slipped out.
        std::vector<Span> spans;
        std::vector<std::string> secrets;
        for (auto left = 1 + draw() % 4; left > 0; --left) {
            auto at = draw() % (text.size() + 1);
            while (!is_span_of(text + "x", at, text.size() + 1))
                at = (at + 1) % (text.size() + 1);
            bool inside = false;
            for (auto const& span : spans)
                inside = inside || (at > span.from && at < span.to);
            if (inside)
                continue;
            auto const secret = "S'" + std::to_string(draw()) + " & <q>" + std::to_string(draw());
            text.insert(at, secret);
            for (auto& span : spans)
                if (span.from >= at) {
                    span.from += secret.size();
                    span.to += secret.size();
                }
            spans.push_back({at, at + secret.size(), "About somebody else"});
            secrets.push_back(secret);
        }
        // And some more at random, that may overlap.
        for (auto left = draw() % 3; left > 0; --left) {
            auto const from = draw() % text.size();
            auto const to = from + 1 + draw() % 12;
            if (is_span_of(text, from, to))
                spans.push_back({from, to, "Not relevant to this case"});
        }
        auto const cut = without(text, spans);
        auto const page = templates.render("evidence/copy.njk",
            html::Value::object({{"title", "A pack"}, {"reference", "B-7KM-4QX9"}, {"number", 1},
                {"items",
                    html::Value::array({html::Value::object(
                        {{"place", 1}, {"title", "A text"}, {"text", cut}})})}}));
        auto const zip = write_zip({{"pack.html", page}, {"items/1.txt", cut}}, moment);
        auto const bytes = unpacked(zip);
        for (auto const& secret : secrets) {
            CHECK(bytes.find(secret) == std::string::npos);
            auto const its_words = taken_out(secret, {{0, secret.size(), ""}});
            CHECK(still_stands(its_words, "so " + secret + " it is").has_value());
            CHECK_FALSE(still_stands(its_words, cut).has_value());
            CHECK_FALSE(still_stands(its_words, bytes).has_value());
            ++searched;
        }
    }
    CHECK(searched > 1'000);
}

TEST_CASE("a ZIP file holds what it was given, in order, and is the same each time")
{
    std::vector<NamedBytes> const files{{"pack.html", std::string(100'000, 'x')},
        {"exhibits/E-1.jpg", std::string("\xFF\xD8\0\x01", 4)}};
    auto const zip = write_zip(files, moment);
    CHECK(zip == write_zip(files, moment));
    documents::ArchiveCaps caps;
    caps.most_ratio = 1'000; // it is all one letter
    auto const listed = documents::list_archive(zip, caps);
    REQUIRE(listed.members.has_value());
    REQUIRE(listed.members->size() == 2);
    CHECK((*listed.members)[1].name == "exhibits/E-1.jpg");
    CHECK(documents::take_out(zip, caps, 0).bytes == files[0].second);
    CHECK(documents::take_out(zip, caps, 1).bytes == files[1].second);
}

TEST_CASE(
    "an item is checked by who neither added nor wrote it, nor took anything out, nor decided")
{
    auto const adder = AccountId::fresh();
    auto const writer = AccountId::fresh();
    auto const redactor = AccountId::fresh();
    auto const other = AccountId::fresh();
    auto all = a_pack(adder);
    all.items[0].wrote = writer;
    Redaction out;
    out.item = all.items[0].id;
    out.by = redactor;
    all.redactions.push_back(out);
    auto const decider = AccountId::fresh();
    all.decisions.push_back({all.items[0].id, "neither", "", moment, decider});
    for (auto const who : {adder, writer, redactor, decider})
        CHECK_FALSE(all.may_not_check(all.items[0], who).empty());
    CHECK(all.may_not_check(all.items[0], other).empty());
}

TEST_CASE("a copy waits for every item's check, which what is taken out afterwards voids")
{
    auto all = a_pack(AccountId::fresh());
    auto const item = all.items[0].id;
    auto const to = all.recipients[0].id;
    CHECK(all.to_do(to) == std::vector<std::string>{"Item 1 waits for its release check"});
    all.checks.push_back({item, true, "Read", moment, AccountId::fresh(), {}});
    CHECK(all.to_do(to).empty());
    auto const before = all.mark();
    all.checks[0].void_at = moment;
    CHECK(all.to_do(to).size() == 1);
    CHECK(all.mark() != before);
    all.checks.push_back({item, false, "It names her", moment, AccountId::fresh(), {}});
    CHECK(all.to_do(to) == std::vector<std::string>{"Item 1 did not pass its release check"});
    // What is unused goes to whom the schedule goes, and only once it is decided about.
    all.items[0].kind = ItemKind::unused;
    all.checks.back().passed = true;
    CHECK(all.to_do(to) == std::vector<std::string>{"There is nothing in it"});
    all.recipients[0].with_unused = true;
    CHECK(all.to_do(to) == std::vector<std::string>{"Nobody has decided about item 1"});
    all.recipients[0].ended_at = moment;
    CHECK(all.to_do(to) == std::vector<std::string>{"Choose who gets it"});
}

TEST_CASE("what is taken out is taken out for all, or for one")
{
    auto all = a_pack(AccountId::fresh());
    Redaction for_all, for_other, back;
    for_all.item = for_other.item = back.item = all.items[0].id;
    for_other.recipient = PackRecipientId::fresh();
    back.withdrawn_at = moment;
    all.redactions = {for_all, for_other, back};
    CHECK(all.redactions_of(all.items[0].id, all.recipients[0].id).size() == 1);
    CHECK(all.redactions_of(all.items[0].id, for_other.recipient).size() == 2);
}
