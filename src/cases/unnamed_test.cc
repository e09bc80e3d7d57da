// SPDX-License-Identifier: MIT
#include "cases/unnamed.h"
#include <doctest/doctest.h>

using namespace kith::cases;

namespace {
LetThrough through_the_door()
{
    return {{"Imran Siddle", "Chloe Abbott"},
        {"Harbour Grill", "2 Quay Street", "Eastmoor Council", "Eastmoor"}};
}
std::vector<std::string> const around{"Freya Larkspur", "Zyxa Quill", "Rose Young"};
std::string hit(std::string_view text)
{
    return naming_in(text, through_the_door(), around).value_or("");
}
} // namespace

TEST_CASE(
    "what looks like a name is taken for one, known or not, and so are initials and code names")
{
    CHECK(hit("We think Bella Marsh goes there") == "Bella Marsh"); // known to nobody
    CHECK(hit("We think Freya Larkspur goes there") == "Freya Larkspur");
    CHECK(hit("They meet Bella there") == "Bella"); // a given name alone
    CHECK(hit("Bella was seen twice") == "Bella");
    CHECK(hit("Staff know Vosper Trimm well") == "Vosper Trimm");
    CHECK(hit("Mr Trimm serves them") == "Mr Trimm");
    CHECK(hit("See P-7KM-4QX9") == "P-7KM-4QX9");
    CHECK(hit("See p-12") == "p-12");
    CHECK(hit("It is about F.L. and her friends") == "F");
    CHECK(hit("It is about FL and her friends") == "FL");
    CHECK(hit("It worries young person A") == "A");
    CHECK(hit("Child 2 was there") == "2");
    CHECK(hit("YP1 said so") == "YP1");
    CHECK(hit("BELLA was there") == "BELLA");
    CHECK(hit("They meet at Tesco") == "Tesco"); // a shop too: in small letters it passes
    CHECK(hit("They meet at tesco").empty());
}

TEST_CASE("names of those joined to the context are found whole and in part, whatever the case")
{
    CHECK(hit("she is called freya larkspur there") == "freya larkspur");
    CHECK(hit("the Larkspur family") == "Larkspur");
    CHECK(hit("Larkspur's friends wait outside") == "Larkspur");
    CHECK(hit("Zyxa was there") == "Zyxa");
    CHECK(hit("freya was there") == "freya");
    // As they are typed in haste.
    CHECK(hit("Zyxas friend waits outside") == "Zyxas");
    CHECK(hit("they wait for freyas friends") == "freyas");
    CHECK(hit("the larkspur girl came") == "larkspur");
    CHECK(hit("the larkspurs came, and larkspur's mother") == "larkspurs");
    CHECK(without_names("Zyxas friend and the larkspur girl", through_the_door(), around)
        == "[name withheld] friend and the [name withheld] girl");
    std::vector<std::string> const also_words_around
        = {"Merle Ashgrove", "Kit Marsh", "Nia Woods", "Mark Hill"};
    auto const also = [&](char const* text) {
        return naming_in(text, through_the_door(), also_words_around).value_or("");
    };
    CHECK(also("Merles friend") == "Merles");
    CHECK(also("the ashgrove girl") == "ashgrove");
    for (auto const* const text :
        {"They sit by the marsh, up the hill and in the woods", "Hills and marshes are dark",
            "They mark the walls, and marks stay", "The kits are new"})
        CHECK_MESSAGE(also(text).empty(), text << " -> " << also(text));
    // Words that are names too are no names where a sentence begins or goes on with them.
    CHECK(hit("Young people rose to leave").empty());
}

TEST_CASE("places, services, laws, those who came and guardians are not taken for young people")
{
    for (auto const* const text :
        {"Young people feel unsafe after dark. The lights at Quay Street are broken.",
            "Harbour Grill closes at eleven; Harbour Grill's manager agreed.",
            "Imran Siddle will train the door staff by Friday 27 March.",
            "Licensing and Eastmoor Council ask for CCTV under the Licensing Act.",
            "A named adult stands at the bus stop. I feel safer.",
            "Ten pupils of Ropewalk High School were asked by the Youth Service.",
            "Adults drink there. Most are not from Eastmoor. NHS outreach comes on Fridays.",
            "\"I would go there if it was light\", said one. Will the shop change its hours?",
            "Chloe told young people where to go. One said: \"Thank you\".",
            "Men in cars wait. Older boys decide who sits where."})
        CHECK_MESSAGE(hit(text).empty(), text << " -> " << hit(text));
}

TEST_CASE("everyday words of an assessment are not taken for names")
{
    for (auto const* const text : {"Her school called on Monday. Twice, two adults.",
             "Nobody is responsible for the back room after eight. School holidays.",
             "They said where I feel safe, and when I'm there I'd call. When I go I’ve a friend.",
             "One said 'It is dark' and another ‘Nobody looks’.",
             "1) Lights are out\n2) Doors are open\na) Staff leave at nine\n- Nobody stays",
             "The PSPO ends in June; the MASH, CAMHS and the DSL of Ropewalk High School know.",
             "Year 9 and Y10 pupils, most in Key Stage 3, wait after PE. An EHCP says so.",
             "Videos on YouTube and TikTok; Fortnite at night. The Wi-Fi is free.",
             "In square C4, and in squares D5 and D6, nobody feels safe.",
             "They walk along Quay Lane, wait in Ropewalk Park and sleep at Weaver House.",
             "The Sixth Form, the Muslim Youth Forum and the Neighbourhood Policing Team help.",
             "Boys from the Harbour Estate come by the 24 bus at 9pm on a Friday.",
             "Ofsted came in May 2025. The Head and the SENCO meet in half term.",
             "Mum and Dad ask; the YJS and Early Help answer.",
             "Harbour Grill's owner, of 2 Quay Street, is in the Best Bar None scheme."})
        CHECK_MESSAGE(hit(text).empty(), text << " -> " << hit(text));
    // What lets places through lets no name through.
    for (auto const* const text : {"They know Vosper Park well", "They wait for Vosper Lane",
             "They sleep at Bella Park", "They saw I'Anson there", "They call C4",
             "They saw 'Bella there", "1) Bella waits", "They know Vosper House"})
        CHECK_MESSAGE(!hit(text).empty(), std::string(text));
}

TEST_CASE("what was written before somebody was joined is shown with the name withheld")
{
    CHECK(without_names("Zyxa Quill and the Larkspur girl; Zyxa again.", through_the_door(), around)
        == "[name withheld] and the [name withheld] girl; [name withheld] again.");
    CHECK(without_names("Chloe Abbott came. Young people rose.", through_the_door(), around)
        == "Chloe Abbott came. Young people rose.");
}
