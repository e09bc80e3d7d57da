// SPDX-License-Identifier: MIT
#include "engine/wording/shipped_list_test.h"
#include <doctest/doctest.h>
#include <random>

namespace kith::wording {
namespace {
    std::string ids(std::string_view text, About const& about = {})
    {
        static auto const list = shipped_list();
        std::string all;
        for (auto const& flag : list.flags(text, about))
            all += (all.empty() ? "" : " ") + list.phrases()[flag.phrase].id;
        return all;
    }
    std::string flagged(std::string_view text)
    {
        static auto const list = shipped_list();
        std::string all;
        for (auto const& flag : list.flags(text))
            all += "[" + std::string(text.substr(flag.offset, flag.length)) + "]";
        return all;
    }
} // namespace

TEST_CASE("a phrase is marked as it was written, from its first letter to its last")
{
    CHECK(flagged("Note: she is hard to reach.") == "[hard to reach]");
    CHECK(flagged("Streetwise, and a lifestyle  choice") == "[Streetwise][lifestyle  choice]");
    CHECK(flagged("").empty());
}

TEST_CASE("case, curly apostrophes, hyphens, no-break spaces and line ends hide no phrase")
{
    CHECK(ids("ATTENTION SEEKING") == "attention_seeking");
    CHECK(ids("attention-seeking") == "attention_seeking");
    CHECK(ids("attention\u2011seeking") == "attention_seeking");
    CHECK(ids("attention\u00A0seeking") == "attention_seeking");
    CHECK(ids("attention\r\nseeking") == "attention_seeking");
    CHECK(ids("att\u00ADention seek\u200Bing") == "attention_seeking");
    CHECK(ids("She won't engage") == "wont_engage");
    CHECK(ids("She won\u2019t engage") == "wont_engage");
    CHECK(ids("PROMISCUOUS") == "promiscuous");
    CHECK(ids("pr\u00F3miscuous") == "promiscuous");
}

TEST_CASE(
    "a phrase does not run over a full stop, a comma, an empty line or the next item of a list")
{
    CHECK(ids("It was her lifestyle. Choice of food was wide.").empty());
    CHECK(ids("a chaotic, lifestyle").empty());
    CHECK(ids("a chaotic\n\nlifestyle").empty());
    CHECK(ids("- chaotic\n- lifestyle").empty());
}

TEST_CASE("quoted words are left as they were said")
{
    CHECK(ids("She said \"I put myself at risk\" and wept").empty());
    CHECK(ids("She said \u201CI put myself at risk\u201D and wept").empty());
    CHECK(ids("She said 'I put myself at risk' and wept").empty());
    CHECK(ids("She said \u2018I\u2019m streetwise\u2019 and wept").empty());
    CHECK(ids("> he is streetwise\nHe is 14").empty());
    CHECK(ids("She said \"fine\". He is streetwise.") == "streetwise");
    CHECK(ids("the boys' room. He's streetwise") == "streetwise");
    CHECK(ids("A 5\" knife. He is streetwise. \"Yes\"") == "streetwise");
}

TEST_CASE("the wording of a charge is left alone, the sentence after it is not")
{
    CHECK(ids("He was charged with controlling a child prostitute.").empty());
    CHECK(ids("Sexual activity with a child, contrary to section 9.").empty());
    CHECK(ids("He was charged with theft. She is promiscuous.") == "promiscuous");
}

TEST_CASE("what a reader found missing is flagged, and what they found flagged for nothing is not")
{
    for (auto const* sentence :
        {"She was seen hanging round with older men.", "He is just seeking attention.",
            "She was unwilling to make a disclosure.", "The recruitment of other girls by Ella.",
            "Tom is a mule for the line.", "She does sex work.", "He has been plugging.",
            "He returned to the men who exploit him.", "It is unclear why she did not leave.",
            "There was a domestic.", "The girl is sexually active.", "It was consensual.",
            "She is choosing to stay out.", "A lifestyle that he has chosen.",
            "He is out of parental control.", "He keeps putting himself/herself at risk.",
            "She is known to tell lies.", "He goes missing all the time.",
            "She puts her own safety at risk.", "It was her choice to go.",
            "She is to blame for what happened.", "He wont engage."})
        CHECK_MESSAGE(!ids(sentence).empty(), std::string(sentence));
    for (auto const* sentence : {"The boyfriend of the manager works at the hotel.",
             "The risk taking assessment of the bank was shared.",
             "The domestic abuse adviser was at the meeting.", "She was not to blame for it.",
             "The council returned to the men’s shed project."})
        CHECK_MESSAGE(ids(sentence).empty(), std::string(sentence));
}

TEST_CASE("a charge ends where another clause speaks of the child")
{
    CHECK(ids("He was arrested for shoplifting because he is streetwise.") == "streetwise");
    CHECK(ids("He was cautioned for theft, is streetwise.") == "streetwise");
    CHECK(ids("She was arrested on suspicion of assault and is promiscuous.") == "promiscuous");
    CHECK(ids("He was charged with theft and causing a child prostitute to be sold.").empty());
}

TEST_CASE("the Children Act is everyday speech and hides nothing")
{
    CHECK(ids("A child in need under section 17 of the Children Act 1989 who is streetwise.")
        == "streetwise");
    CHECK(ids("Causing child prostitution, section 48 of the Sexual Offences Act 2003.").empty());
}

TEST_CASE("a person of concern's record is silent: an allegation stays an allegation")
{
    CHECK(ids("She alleges that he hit her") == "alleges");
    CHECK(ids("She alleges that he hit her", {Record::of_a_person_of_concern}).empty());
    CHECK(ids("It is alleged that he hit her").empty());
    CHECK(ids("The suspect claims that he was at work").empty());
}

TEST_CASE("names of streets and buildings are no labels")
{
    CHECK(ids("They live on Slag Lane").empty());
    CHECK(ids("They met at Runaway Bay").empty());
    CHECK(ids("A runaway in the bay") == "absconds");
}

TEST_CASE("a word that is fine by itself is flagged beside what makes it blame")
{
    CHECK(ids("Her boyfriend is in her class").empty());
    CHECK(ids("Her boyfriend is 25 years old") == "boyfriend");
    CHECK(ids("the man whom she calls her boyfriend, aged 25").empty());
    CHECK(ids("Adults recruit children there").empty());
    CHECK(ids("She recruits other girls") == "recruits_others");
    CHECK(ids("She is at risk").empty());
    CHECK(ids("He was called a slave") == "slave");
    CHECK(ids("modern slavery").empty());
}

TEST_CASE("words of the trade are looked for only in what a child or parent will read")
{
    CHECK(ids("Your placement and your siblings").empty());
    CHECK(ids("Your placement and your siblings", {{}, Readers::families}) == "placement siblings");
}

TEST_CASE("nothing is ever flagged inside quotation marks, whatever stands around them")
{
    auto const list = shipped_list();
    std::vector<std::pair<std::string, std::string>> const marks{{"\"", "\""}, {"\u201C", "\u201D"},
        {"\u2018", "\u2019"}, {"'", "'"}, {"\u00AB", "\u00BB"}, {"\u201E", "\u201C"}};
    std::vector<std::string> const around{"She said", "A note:", "It's said",
        "The boys' worker wrote", "don't know why", "'Tis said", "at 5 o'clock",
        "Mum\u2019s words:", "", "then", "\n"};
    std::mt19937 random(2026);
    auto const pick = [&](auto const& all) -> auto const& { return all[random() % all.size()]; };
    for (int round = 0; round < 4000; ++round) {
        auto const& mark = pick(marks);
        std::string const before = pick(around) + " ";
        auto text = before + mark.first + pick(list.phrases()).example + mark.second;
        auto const end = text.size();
        text += " " + pick(around) + " " + pick(list.phrases()).example;
        for (auto const& flag : list.flags(text)) {
            CAPTURE(text);
            CHECK_FALSE((flag.offset >= before.size() && flag.offset < end));
        }
    }
}

TEST_CASE("flags stand in order, do not overlap, and lie within the text, whatever the bytes")
{
    auto const list = shipped_list();
    std::mt19937 random(7);
    for (int round = 0; round < 500; ++round) {
        std::string text;
        for (int piece = 0; piece < 12; ++piece) {
            if (random() % 2 == 0)
                text += list.phrases()[random() % list.phrases().size()].example;
            else
                text += static_cast<char>(random() % 256);
        }
        std::size_t behind = 0;
        for (auto const& flag : list.flags(text)) {
            CHECK(flag.offset >= behind);
            CHECK(flag.length > 0);
            behind = flag.offset + flag.length;
        }
        CHECK(behind <= text.size());
    }
}

} // namespace kith::wording
