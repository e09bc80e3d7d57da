// SPDX-License-Identifier: MIT
// What the JSON API says of guardians and peer maps.
#include "contexts/parts_api.h"
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    constexpr char const* text_field = R"({"type":["string","null"]})";
    constexpr char const* day_field = R"({"type":["string","null"],"format":"date"})";

    struct Field {
        char const* name;
        char const* schema;
    };

    std::string sent_schema(char const* required, std::vector<Field> const& fields)
    {
        std::string properties;
        for (auto const& field : fields)
            properties += fmt::format(
                "{}\"{}\":{}", properties.empty() ? "" : ",", field.name, field.schema);
        return fmt::format("{{\"type\":\"object\",\"required\":[{}],\"additionalProperties\":false,"
                           "\"properties\":{{{}}}}}",
            required, properties);
    }

    std::vector<Field> with_reason(std::vector<Field> fields)
    {
        fields.push_back({"reason", R"({"type":"string"})"});
        return fields;
    }

    std::vector<Field> guardian_fields()
    {
        return {
            {"who",
                R"({"type":"string","enum":["adult"],"description":"They are 18 or over: nobody else is listed"})"},
            {"name", text_field}, {"part", text_field}, {"reach", text_field},
            {"looks_out", text_field}, {"contact", text_field}, {"training", text_field},
            {"trained", day_field}, {"consented", day_field}, {"consent_how", text_field},
            {"review", day_field}};
    }

    std::vector<Field> map_fields()
    {
        return {{"purpose", text_field}, {"used_by", text_field}, {"review", day_field},
            {"strengths", text_field}, {"no_strengths", text_field}, {"worries", text_field}};
    }

    std::vector<Field> member_fields()
    {
        return {{"part", text_field}, {"strengths", text_field}, {"source", text_field},
            {"confidence", text_field}, {"seen", day_field}, {"expires", day_field}};
    }

    std::vector<Field> added_member_fields()
    {
        auto fields = member_fields();
        fields.push_back({"person", R"({"type":"string","format":"uuid"})"});
        return fields;
    }

    constexpr char const* one_object = R"({"type":"object"})";
    constexpr char const* made_id
        = R"({"type":"object","required":["id"],"properties":{"id":{"type":"string","format":"uuid"}}})";
    constexpr char const* map_schema
        = R"({"type":"object","required":["purpose","members","others","ties","version"],"properties":{"purpose":{"type":"string"},
        "finished":{"type":"boolean"},"version":{"type":"integer"},"others":{"type":"string","description":"How many children are linked to the group whom you may not know; how many of them are on the map is not told"},
        "members":{"type":"array","items":{"type":"object"}},"ties":{"type":"array","items":{"type":"object"}}}})";

    std::vector<access::Operation> guardian_operations()
    {
        using http::Method;
        std::string const guardians = "/api/v1/contexts/{context}/guardians";
        auto const why = sent_schema(R"("reason")", with_reason({}));
        return {
            {Method::get, guardians, "listGuardians",
                "Who there cares for young people, by their own consent; one whose consent does "
                "not stand "
                "only for whoever asks them anew",
                "contexts", "",
                R"({"type":"object","required":["guardians"],"properties":{"guardians":{"type":"array","items":{"type":"object"}}}})"},
            {Method::post, guardians, "addGuardian", "List a guardian who agreed to be listed",
                "contexts",
                sent_schema(R"("part","looks_out","consented","consent_how")", guardian_fields()),
                one_object, 201, true},
            {Method::post, guardians + "/{guardian}/change", "changeGuardian",
                "The next version: what is left out stays", "contexts",
                sent_schema(R"("reason")", with_reason(guardian_fields())), one_object, 200, false,
                true},
            {Method::post, guardians + "/{guardian}/withdraw", "withdrawGuardian",
                "They take their consent back: the listing ends and the contact is taken away",
                "contexts", why, one_object}};
    }

    std::vector<access::Operation> map_operations()
    {
        using http::Method;
        std::string const group = "/api/v1/contexts/{context}/group";
        auto const why = sent_schema(R"("reason")", with_reason({}));
        return {{Method::get, group, "findPeerMap",
                    "The peer map of a group: who is on it whom you may know", "contexts", "",
                    map_schema},
            {Method::post, group, "savePeerMap",
                "Make the map, for a stated purpose; or its next version, with If-Match and a "
                "reason",
                "contexts", sent_schema("", with_reason(map_fields())), map_schema, 200, false,
                true},
            {Method::post, group + "/finish", "finishPeerMap",
                "With a strength, or the reason why none is known", "contexts", "", map_schema},
            {Method::post, group + "/end", "endPeerMap", "Everybody leaves it", "contexts", why,
                one_object},
            {Method::post, group + "/members", "addToPeerMap", "Put somebody on the map",
                "contexts",
                sent_schema(R"("person","part","source","seen")", added_member_fields()), made_id,
                201, true},
            {Method::post, group + "/members/{member}/change", "changeOnPeerMap",
                "Seen again, or other words", "contexts",
                sent_schema(R"("reason")", with_reason(member_fields())), map_schema, 200, false,
                true},
            {Method::post, group + "/members/{member}/off", "takeOffPeerMap",
                "Off the map at once, with whom they know on it", "contexts", why, map_schema},
            {Method::post, group + "/ties", "tieOnPeerMap", "How two on the map know each other",
                "contexts",
                sent_schema(R"("one","other","role","source")",
                    {{"one", text_field}, {"other", text_field}, {"role", text_field},
                        {"source", text_field}, {"confidence", text_field}, {"seen", day_field}}),
                made_id, 201, true},
            {Method::post, group + "/ties/{tie}/off", "untieOnPeerMap", "Not so, or not any more",
                "contexts", why, map_schema}};
    }
} // namespace

std::vector<access::Operation> part_operations()
{
    auto all = guardian_operations();
    for (auto& operation : map_operations())
        all.push_back(std::move(operation));
    return all;
}

} // namespace kith::contexts
