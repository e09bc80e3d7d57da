// SPDX-License-Identifier: MIT
#include "intelligence/submission.h"
#include "links/links.h"
#include <algorithm>
#include <array>
#include <boost/json.hpp>

namespace kith::intelligence {
namespace {
    namespace json = boost::json;

    constexpr std::array of_the_source{"told_by", "source", "source_view"};
    constexpr std::size_t kibibyte = 1024;

    json::value thing_json(Thing const& one)
    {
        if (one.id.none())
            return nullptr;
        return json::object{{"kind", one.kind}, {"id", one.id.write()}};
    }

    Thing read_thing(json::value const& value)
    {
        auto const* const object = value.if_object();
        if (!object)
            return {};
        auto const id = Uuid::read(json::value_to<std::string>(object->at("id")));
        if (!id)
            return {};
        return {json::value_to<std::string>(object->at("kind")), *id};
    }
} // namespace

std::string_view goes_elsewhere(forms::Answers const& answers)
{
    auto const said = answers.text("danger");
    for (std::string_view const one : {"danger", "crime", "child"})
        if (said == one)
            return one;
    return {};
}

Done check_nobody_in_danger(forms::Answers const& answers)
{
    auto const where = goes_elsewhere(answers);
    if (where.empty())
        return done();
    return invalid(where == "child"
            ? "This goes to the front door first: raise a concern. What you typed stands below, "
              "and "
              "nothing of it is kept here"
            : "Call 999 first. What you typed stands below, and nothing of it is kept here",
        "danger");
}

Parted parted(forms::Answers const& answers)
{
    Parted both;
    both.told = answers;
    for (auto const* const name : of_the_source)
        both.told.remove(name);
    both.source.told_by = answers.text("told_by");
    if (both.source.told_by != "self") {
        both.source.words = answers.text("source");
        both.source.view = answers.text("source_view");
    }
    return both;
}

std::vector<Item> items_of(forms::Answers const& told)
{
    std::vector<Item> all;
    auto const* const answer = told.find("items");
    auto const* const blocks = answer ? std::get_if<std::vector<forms::Parts>>(answer) : nullptr;
    if (!blocks)
        return all;
    for (auto const& block : *blocks) {
        auto const part = [&](char const* name) {
            auto const at = block.find(name);
            return at == block.end() ? std::string() : at->second;
        };
        auto const kind = part("kind");
        auto const words = part("words");
        all.push_back({kind, words, links::normalised(kind, words)});
    }
    return all;
}

std::string filled_up(std::string text)
{
    text.resize((text.size() / kibibyte + 1) * kibibyte, ' ');
    return text;
}

std::string write(Source const& source)
{
    return filled_up(
        json::serialize(json::object{{"told_by", source.told_by}, {"words", source.words},
            {"view", source.view}, {"drawn_from", thing_json(source.drawn_from)},
            {"child", thing_json(source.child)}, {"drawn_in", source.drawn_in}}));
}

std::optional<Source> read_source(std::string_view text)
{
    boost::system::error_code problem;
    auto const value = json::parse(text, problem);
    auto const* const object = problem ? nullptr : value.if_object();
    if (!object)
        return {};
    auto const at = [&](char const* name) {
        auto const* const found = object->if_contains(name);
        return found && found->is_string() ? json::value_to<std::string>(*found) : std::string();
    };
    Source source{at("told_by"), at("words"), at("view"), {}, {}, at("drawn_in")};
    if (auto const* const from = object->if_contains("drawn_from"))
        source.drawn_from = read_thing(*from);
    if (auto const* const child = object->if_contains("child"))
        source.child = read_thing(*child);
    return source;
}

std::string_view name_of(SubmissionState state)
{
    return state == SubmissionState::weeded   ? "weeded"
        : state == SubmissionState::withdrawn ? "withdrawn"
        : state == SubmissionState::received  ? "received"
                                              : "sent";
}

std::string_view in_words_of(SubmissionState state)
{
    return state == SubmissionState::weeded   ? "Weeded"
        : state == SubmissionState::withdrawn ? "Taken back"
        : state == SubmissionState::received  ? "Received"
                                              : "Sent, not received yet";
}

} // namespace kith::intelligence
