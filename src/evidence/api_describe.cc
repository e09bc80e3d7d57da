// SPDX-License-Identifier: MIT
// What the API of evidence takes and answers, for the OpenAPI document.
#include "evidence/api.h"

namespace kith::evidence {
namespace {
    constexpr char const* exhibit_schema
        = R"({"type":"object","required":["id","reference","about","sort","description"],"properties":{"id":{"type":"string","format":"uuid"},"reference":{"type":"string"},"about":{"type":"object","properties":{"kind":{"enum":["person","context","concern","disruption_step"]},"id":{"type":"string","format":"uuid"}}},"sort":{"enum":["object","file","police_store"]},"description":{"type":"string"},"mark":{"type":"string"},"produced_by":{"type":"string"},"found_on":{"type":"string","format":"date"},"found_time":{"type":"string"},"found_where":{"type":"string"},"store_reference":{"type":"string","description":"Of the police store: a sexual image of a child is never anything else here"},"sha256":{"type":"string","description":"Of a file, at intake"},"owner":{"type":"string","format":"uuid"},"withdrawn_at":{"type":["string","null"],"format":"date-time"},"withdrawn_because":{"type":"string"},"custody":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* exhibits_schema
        = R"({"type":"object","properties":{"exhibits":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* record_schema
        = R"({"type":"object","properties":{"exhibits":{"type":"array","items":{"type":"object"}},"timeline":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* pack_schema
        = R"({"type":"object","required":["id","reference","items","recipients"],"properties":{"id":{"type":"string","format":"uuid"},"reference":{"type":"string"},"title":{"type":"string"},"marking":{"type":"string"},"items":{"type":"array","items":{"type":"object"}},"recipients":{"type":"array","description":"With what is still to be done before each has a copy","items":{"type":"object"}}}})";
    constexpr char const* take_in_sent
        = R"({"type":"object","required":["sort","description","produced_by","found_on","found_where","who","where","why"],"additionalProperties":false,"properties":{"sort":{"enum":["object","police_store"],"description":"A file is sent on the page"},"description":{"type":"string"},"mark":{"type":["string","null"]},"produced_by":{"type":"string"},"found_on":{"type":"string","format":"date"},"found_time":{"type":["string","null"]},"found_where":{"type":"string"},"store_reference":{"type":["string","null"]},"who":{"type":"string","description":"Who received it"},"where":{"type":"string"},"why":{"type":"string"},"seal":{"type":["string","null"]},"at":{"type":["string","null"],"format":"date-time","description":"Now, if left out"}}})";
    constexpr char const* custody_sent
        = R"({"type":"object","required":["act","who","why"],"additionalProperties":false,"properties":{"act":{"enum":["received","moved","opened","examined","returned","destroyed"]},"who":{"type":"string"},"where":{"type":["string","null"]},"why":{"type":"string"},"seal":{"type":["string","null"]},"at":{"type":["string","null"],"format":"date-time"}}})";
    constexpr char const* reason_sent
        = R"({"type":"object","required":["because"],"additionalProperties":false,"properties":{"because":{"type":"string"}}})";
    constexpr char const* exhibit_corrected
        = R"({"type":"object","required":["description","produced_by","found_on","found_where","reason"],"additionalProperties":false,"properties":{"description":{"type":"string"},"mark":{"type":["string","null"]},"produced_by":{"type":"string"},"found_on":{"type":"string","format":"date"},"found_time":{"type":["string","null"]},"found_where":{"type":"string"},"store_reference":{"type":["string","null"]},"reason":{"type":"string"}}})";
    constexpr char const* timeline_sent
        = R"({"type":"object","required":["on","what"],"additionalProperties":false,"properties":{"on":{"type":"string","description":"2026-03-29, 2026-03 or 2026"},"time":{"type":["string","null"]},"what":{"type":"string"},"source":{"type":["string","null"],"description":"Needed where there is no exhibit"},"exhibit":{"type":["string","null"],"description":"An exhibit's reference"}}})";
    constexpr char const* pack_sent
        = R"({"type":"object","required":["title","marking"],"additionalProperties":false,"properties":{"title":{"type":"string"},"marking":{"type":"string"}}})";
    constexpr char const* item_sent
        = R"({"type":"object","required":["kind"],"additionalProperties":false,"properties":{"kind":{"enum":["exhibit","entry","text","unused"]},"exhibit":{"type":["string","null"],"description":"Its reference"},"entry":{"type":["string","null"],"format":"uuid"},"title":{"type":["string","null"]},"text":{"type":["string","null"]},"held_by":{"type":["string","null"]},"why_unused":{"type":["string","null"]},"with_file":{"type":"boolean"},"third_party":{"type":"boolean"}}})";
    constexpr char const* check_sent
        = R"({"type":"object","required":["passed","because","mark"],"additionalProperties":false,"properties":{"passed":{"type":"boolean"},"because":{"type":"string"},"mark":{"type":"string"}}})";
    constexpr char const* redaction_sent
        = R"({"type":"object","required":["reason"],"additionalProperties":false,"properties":{"phrase":{"type":["string","null"],"description":"Taken out each time it stands there"},"from":{"type":["number","null"],"description":"Or a span, in bytes of UTF-8"},"to":{"type":["number","null"]},"reason":{"type":"string","description":"A code of redaction_reason"},"recipient":{"type":["string","null"],"format":"uuid","description":"All, if left out"}}})";
    constexpr char const* decision_sent
        = R"({"type":"object","required":["decision","words"],"additionalProperties":false,"properties":{"decision":{"type":"string","description":"A code of unused_decision"},"words":{"type":"string"}}})";
    constexpr char const* recipient_sent
        = R"({"type":"object","required":["name"],"additionalProperties":false,"properties":{"name":{"type":"string"},"with_unused":{"type":"boolean"}}})";
} // namespace

std::vector<access::Operation> evidence_operations()
{
    using http::Method;
    std::string const all = "/api/v1/evidence";
    std::string const record = all + "/about/{kind}/{about}";
    std::string const one = all + "/exhibits/{exhibit}";
    std::string const pack = all + "/packs/{pack}";
    std::string const item = pack + "/items/{item}";
    std::string const to = pack + "/recipients/{recipient}";
    std::string const room = "evidence";
    return {{Method::get, all, "listExhibits",
                "The exhibits of the account's agency that it may know", room, "", exhibits_schema},
        {Method::get, record, "findEvidence", "The exhibits and the timeline of a record", room, "",
            record_schema},
        {Method::post, record + "/exhibits", "takeExhibitIn",
            "An exhibit, with the first entry of its custody log", room, take_in_sent,
            exhibit_schema, 201, true},
        {Method::post, record + "/timeline", "addToTimeline", "What happened, with its source",
            room, timeline_sent, record_schema, 201},
        {Method::post, all + "/timeline/{entry}/withdraw", "withdrawFromTimeline",
            "Withdraw an entry, with a reason", room, reason_sent, record_schema},
        {Method::get, one, "findExhibit", "One exhibit, with its custody log", room, "",
            exhibit_schema},
        {Method::post, one + "/custody", "addCustody", "Add to its custody log", room, custody_sent,
            exhibit_schema, 201},
        {Method::post, one + "/custody/{entry}/confirm", "confirmDestroyed",
            "A second person confirms that it was destroyed", room, "", exhibit_schema},
        {Method::post, one + "/custody/{entry}/wrong", "markCustodyWrong",
            "Mark an entry of the log as wrong: it stands", room, reason_sent, exhibit_schema},
        {Method::post, one + "/correct", "correctExhibit",
            "Correct what is said of it: a new version with a reason", room, exhibit_corrected,
            exhibit_schema, 200, false, true},
        {Method::post, one + "/withdraw", "withdrawExhibit", "Withdraw it, with a reason", room,
            reason_sent, exhibit_schema},
        {Method::post, record + "/packs", "makePack", "A pack for a prosecution", room, pack_sent,
            pack_schema, 201},
        {Method::get, pack, "findPack", "One pack, with what is still to be done", room, "",
            pack_schema},
        {Method::post, pack + "/items", "addPackItem", "Add something to a pack", room, item_sent,
            pack_schema, 201},
        {Method::post, item + "/check", "checkPackItem",
            "The release check: a second person, with why", room, check_sent, pack_schema},
        {Method::post, item + "/redactions", "redactPackItem",
            "Take something out, for all or for one recipient", room, redaction_sent, pack_schema,
            201},
        {Method::post, item + "/redactions/{redaction}/put-back", "putBackInPackItem",
            "Put it back: the item waits for another check", room, "", pack_schema},
        {Method::post, item + "/decision", "decideUnused",
            "Whether unused material might undermine or assist, in somebody's own words", room,
            decision_sent, pack_schema},
        {Method::post, item + "/remove", "removePackItem", "Remove it, with a reason", room,
            reason_sent, pack_schema},
        {Method::post, pack + "/recipients", "addPackRecipient", "Somebody who gets a copy", room,
            recipient_sent, pack_schema, 201},
        {Method::post, to + "/end", "endPackRecipient", "They get no more copies", room,
            reason_sent, pack_schema},
        {Method::post, to + "/copies", "makePackCopy",
            "Their copy, written anew without what is taken out for them", room, "", pack_schema,
            201},
        {Method::get, pack + "/copies/{copy}", "downloadPackCopy", "A copy as it was made: a ZIP",
            room}};
}

} // namespace kith::evidence
