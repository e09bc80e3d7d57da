// SPDX-License-Identifier: MIT
// What OpenAPI says of the room.
#include "justice/api.h"

namespace kith::justice {
namespace {
    constexpr char const* list_schema
        = R"({"type":"object","required":["referrals","notices"],"properties":{"referrals":{"type":"array","items":{"type":"object"}},"notices":{"type":"array","items":{"type":"object"}},"matters":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* person_schema
        = R"({"type":"object","required":["person","route","why","referrals","notices","defence_notes"],"properties":{"person":{"type":"string","format":"uuid"},"route":{"enum":["child","adult"],"description":"Of a referral that was sent today"},"why":{"type":"string"},"referrals":{"type":"array","items":{"type":"object"}},"notices":{"type":"array","items":{"type":"object"}},"defence_notes":{"type":"array","items":{"type":"object"}},"matters":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* referral_schema
        = R"({"type":"object","required":["id","reference","person","route","owner","status","entries","answers"],"properties":{"id":{"type":"string","format":"uuid"},"reference":{"type":"string"},"person":{"type":"string","format":"uuid"},"route":{"enum":["child","adult"]},"owner":{"type":"string","format":"uuid"},"authority":{"type":"string"},"status":{"type":"string"},"consent_on":{"type":["string","null"],"format":"date"},"age_disputed":{"type":"boolean"},"entries":{"type":"array","items":{"type":"object"}},"next":{"type":"array","items":{"type":"string"}},"answers":{"type":"object"},"others_aim":{"type":["object","null"],"description":"The decider's aim: never overdue"}}})";
    constexpr char const* fields_schema
        = R"({"type":"object","required":["reference","route","fields","exploitation"],"properties":{"reference":{"type":"string"},"route":{"type":"string"},"first_responder":{"type":"string"},"fields":{"type":"object"},"exploitation":{"type":"array","items":{"type":"object"}},"since":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* leaves_schema
        = R"({"type":"object","description":"Choices of closed lists and years: nothing of the person","required":["reference","from","exploitation","region"],"properties":{"reference":{"type":"string"},"from":{"type":"string"},"made_on":{"type":"string","format":"date"},"exploitation":{"type":"array","items":{"type":"string"}},"region":{"type":"array","items":{"type":"string"}}}})";
    constexpr char const* notice_schema
        = R"({"type":"object","required":["id","reference","person","owner","leaves","entries"],"properties":{"id":{"type":"string","format":"uuid"},"reference":{"type":"string"},"person":{"type":"string","format":"uuid","description":"Stays here"},"owner":{"type":"string","format":"uuid"},"leaves":{"type":"object"},"entries":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* defence_schema
        = R"({"type":"object","required":["id","person","on","considered_by","contact","words"],"properties":{"id":{"type":"string","format":"uuid"},"person":{"type":"string","format":"uuid"},"on":{"type":"string","format":"date"},"considered_by":{"type":"string"},"contact":{"type":"string"},"words":{"type":"string"},"referral":{"type":["string","null"],"format":"uuid"},"taken_back_at":{"type":["string","null"]},"taken_back_because":{"type":"string"}}})";
    constexpr char const* refer_sent
        = R"({"type":"object","required":["answers"],"additionalProperties":false,"properties":{"case":{"type":["string","null"],"format":"uuid"},"authority":{"type":["string","null"],"description":"Of a child: the code of the council that answers for them, or other"},"answers":{"type":"object","description":"The form justice/referral, by question"}}})";
    constexpr char const* correct_sent
        = R"({"type":"object","required":["answers","reason"],"additionalProperties":false,"properties":{"authority":{"type":["string","null"]},"answers":{"type":"object"},"reason":{"type":"string"}}})";
    constexpr char const* entry_sent
        = R"({"type":"object","required":["kind"],"additionalProperties":false,"properties":{"kind":{"type":"string","description":"One of next"},"on":{"type":["string","null"],"format":"date","description":"Today, if left out"},"words":{"type":["string","null"]},"reference":{"type":["string","null"]}}})";
    constexpr char const* notify_sent
        = R"({"type":"object","required":["answers"],"additionalProperties":false,"properties":{"case":{"type":["string","null"],"format":"uuid"},"answers":{"type":"object","description":"The form justice/notice, by question; kept_here stays"}}})";
    constexpr char const* defence_sent
        = R"({"type":"object","required":["considered_by","contact","words"],"additionalProperties":false,"properties":{"on":{"type":["string","null"],"format":"date"},"considered_by":{"type":"string"},"contact":{"type":"string"},"words":{"type":"string"},"referral":{"type":["string","null"],"format":"uuid"}}})";
    constexpr char const* matter_schema
        = R"({"type":"object","required":["id","reference","person","owner","kind","stages","entitlements","offers"],"properties":{"id":{"type":"string","format":"uuid"},"reference":{"type":"string"},"person":{"type":"string","format":"uuid","description":"The victim; nobody who is suspected stands here"},"owner":{"type":"string","format":"uuid"},"kind":{"type":"string"},"harm":{"type":"string"},"enhanced":{"type":"boolean"},"child_at_risk":{"type":"string"},"answers":{"type":"object"},"stages":{"type":"array","items":{"type":"object"}},"next":{"type":"array","items":{"type":"string"}},"entitlements":{"type":"array","items":{"type":"object"}},"offers":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* begin_sent
        = R"({"type":"object","required":["answers"],"additionalProperties":false,"properties":{"case":{"type":["string","null"],"format":"uuid"},"answers":{"type":"object","description":"The form justice/matter, by question"}}})";
    constexpr char const* correct_matter_sent
        = R"({"type":"object","required":["answers","reason"],"additionalProperties":false,"properties":{"answers":{"type":"object"},"reason":{"type":"string"}}})";
    constexpr char const* stage_sent
        = R"({"type":"object","required":["stage"],"additionalProperties":false,"properties":{"stage":{"type":"string","description":"One of next"},"on":{"type":["string","null"],"format":"date"},"words":{"type":["string","null"]}}})";
    constexpr char const* told_sent
        = R"({"type":"object","required":["how","told_by","wishes"],"additionalProperties":false,"properties":{"on":{"type":["string","null"],"format":"date"},"how":{"type":"string","description":"A code of how_told"},"told_by":{"type":"string"},"words":{"type":["string","null"]},"wishes":{"type":"string"}}})";
    constexpr char const* offer_sent
        = R"({"type":"object","required":["entitlement","answer"],"additionalProperties":false,"properties":{"entitlement":{"type":"string"},"answer":{"enum":["not_asked","offered","taken","declined","not_for_them"]},"on":{"type":["string","null"],"format":"date"},"words":{"type":["string","null"]}}})";
    constexpr char const* because_sent
        = R"({"type":"object","required":["because"],"additionalProperties":false,"properties":{"because":{"type":"string"}}})";
} // namespace

std::vector<access::Operation> justice_operations()
{
    using http::Method;
    std::string const all = "/api/v1/justice";
    std::string const person = all + "/people/{person}";
    std::string const referral = all + "/referrals/{referral}";
    std::string const notice = all + "/notices/{notice}";
    std::string const matter = all + "/matters/{matter}";
    std::string const room = "justice";
    return {{Method::get, all, "listJustice",
                "Referrals, notices and cases of victims of the account's agency that it may know",
                room, "", list_schema},
        {Method::get, person, "findJusticeOfPerson",
            "The way a referral would go today, and all of this room about somebody", room, "",
            person_schema},
        {Method::post, person + "/referrals", "prepareReferral",
            "Prepare a referral to the National Referral Mechanism", room, refer_sent,
            referral_schema, 201, true},
        {Method::get, referral, "findReferral", "One referral", room, "", referral_schema},
        {Method::get, referral + "/fields", "exportReferral",
            "The field set of the Home Office's form", room, "", fields_schema},
        {Method::post, referral + "/correct", "correctReferral",
            "Put it right: a new version with a reason", room, correct_sent, referral_schema, 200,
            false, true},
        {Method::post, referral + "/entries", "addReferralEntry",
            "It was sent, decided, withdrawn; a guardian was asked for", room, entry_sent,
            referral_schema, 201},
        {Method::post, referral + "/entries/{entry}/take-back", "takeReferralEntryBack",
            "Take the last entry back, with a reason", room, because_sent, referral_schema},
        {Method::post, person + "/notices", "prepareNotice",
            "Prepare a notice without identity, of an adult who does not agree", room, notify_sent,
            notice_schema, 201, true},
        {Method::get, notice, "findNotice", "One notice, with what stays here", room, "",
            notice_schema},
        {Method::get, notice + "/leaves", "exportNotice", "What leaves, and nothing else", room, "",
            leaves_schema},
        {Method::post, notice + "/entries", "addNoticeEntry", "It was sent, or withdrawn", room,
            entry_sent, notice_schema, 201},
        {Method::post, notice + "/entries/{entry}/take-back", "takeNoticeEntryBack",
            "Take the last entry back, with a reason", room, because_sent, notice_schema},
        {Method::post, person + "/defence-notes", "noteDefence",
            "Record that section 45 was considered", room, defence_sent, defence_schema, 201, true},
        {Method::post, all + "/defence-notes/{note}/take-back", "takeDefenceNoteBack",
            "Take a note back, with a reason", room, because_sent, defence_schema},
        {Method::post, person + "/matters", "beginMatter", "Record a case of a victim", room,
            begin_sent, matter_schema, 201, true},
        {Method::get, matter, "findMatter", "One case of a victim", room, "", matter_schema},
        {Method::post, matter + "/correct", "correctMatter",
            "Put it right: a new version with a reason", room, correct_matter_sent, matter_schema,
            200, false, true},
        {Method::post, matter + "/stages", "reachStage", "It reached a stage", room, stage_sent,
            matter_schema, 201},
        {Method::post, matter + "/stages/{stage}/told", "tellVictim",
            "They were told of it: when, by whom, how, and what they wish", room, told_sent,
            matter_schema, 201},
        {Method::post, matter + "/offers", "recordOffer", "A right, a measure or help was offered",
            room, offer_sent, matter_schema, 201},
        {Method::post, matter + "/stages/{part}/take-back", "takeStageBack",
            "Take the last stage back", room, because_sent, matter_schema},
        {Method::post, matter + "/tellings/{part}/take-back", "takeTellingBack",
            "Take back that they were told", room, because_sent, matter_schema},
        {Method::post, matter + "/offers/{part}/take-back", "takeOfferBack",
            "Take back what was offered", room, because_sent, matter_schema}};
}

} // namespace kith::justice
