// SPDX-License-Identifier: MIT
#include "platform/forms/answers.h"
#include "platform/forms/typed.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::forms {
namespace {
    namespace json = boost::json;

    json::object object_of(Parts const& parts)
    {
        json::object object;
        for (auto const& [name, text] : parts)
            object[name] = text;
        return object;
    }

    struct ToJson {
        json::value operator()(std::string const& text) const { return json::value(text); }
        json::value operator()(std::vector<std::string> const& codes) const
        {
            json::array array;
            for (auto const& code : codes)
                array.emplace_back(code);
            return array;
        }
        json::value operator()(Parts const& parts) const { return object_of(parts); }
        json::value operator()(std::vector<Parts> const& blocks) const
        {
            json::array array;
            for (auto const& block : blocks)
                array.emplace_back(object_of(block));
            return array;
        }
    };

    Error another_shape() { return invalid("These answers are not in the shape of a form"); }
    Error not_text()
    {
        return invalid("This holds a character that is no text (U+0000): send it without");
    }

    // As what is typed on a page (typed.h); no database keeps what is no text.
    Result<std::string> text_of(std::string_view sent)
    {
        auto read = tidy(sent);
        if (!read.whole)
            return not_text();
        return std::move(read.text);
    }
    Result<std::string> name_of(std::string_view sent)
    {
        if (!tidy(sent).whole)
            return not_text();
        return std::string(sent);
    }

    Result<Parts> read_parts(json::object const& object)
    {
        Parts parts;
        for (auto const& [key, value] : object) {
            if (!value.is_string())
                return another_shape();
            auto name = TRY(name_of(key));
            auto text = TRY(text_of(value.get_string()));
            if (!text.empty())
                parts[std::move(name)] = std::move(text);
        }
        return parts;
    }

    Result<Answer> read_answer(json::value const& value)
    {
        if (value.is_string()) {
            auto text = TRY(text_of(value.get_string()));
            return Answer(std::move(text));
        }
        if (value.is_object()) {
            auto parts = TRY(read_parts(value.get_object()));
            return Answer(std::move(parts));
        }
        if (!value.is_array())
            return another_shape();
        std::vector<std::string> codes;
        std::vector<Parts> blocks;
        for (auto const& item : value.get_array()) {
            if (item.is_string()) {
                auto code = TRY(text_of(item.get_string()));
                if (!code.empty())
                    codes.push_back(std::move(code));
            } else if (item.is_object()) {
                auto parts = TRY(read_parts(item.get_object()));
                if (!parts.empty()) // left empty, it is none
                    blocks.push_back(std::move(parts));
            } else {
                return another_shape();
            }
        }
        if (!codes.empty() && !blocks.empty())
            return another_shape();
        return blocks.empty() ? Answer(std::move(codes)) : Answer(std::move(blocks));
    }

    bool is_empty(Answer const& answer)
    {
        return std::visit([](auto const& held) { return held.empty(); }, answer);
    }

    std::string text_at(Parts const& parts, std::string_view name)
    {
        auto const at = parts.find(name);
        return at == parts.end() ? std::string{} : at->second;
    }

    std::vector<Parts> const* blocks_of(Answer const* answer)
    {
        return answer ? std::get_if<std::vector<Parts>>(answer) : nullptr;
    }
} // namespace

Answer const* Answers::find(std::string_view name) const
{
    auto const at = by_name_.find(name);
    return at == by_name_.end() ? nullptr : &at->second;
}

bool Answers::has(std::string_view name) const { return find(name) != nullptr; }

std::string Answers::text(std::string_view name) const
{
    auto const* answer = find(name);
    auto const* text = answer ? std::get_if<std::string>(answer) : nullptr;
    return text ? *text : std::string{};
}

std::vector<std::string> Answers::list(std::string_view name) const
{
    auto const* answer = find(name);
    if (!answer)
        return {};
    if (auto const* codes = std::get_if<std::vector<std::string>>(answer))
        return *codes;
    if (auto const* text = std::get_if<std::string>(answer))
        return {*text};
    return {};
}

bool Answers::includes(std::string_view name, std::string_view code) const
{
    auto const codes = list(name);
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::optional<PartialDate> Answers::date(std::string_view name) const
{
    auto const read = PartialDate::read(text(name));
    return read ? std::optional(*read) : std::nullopt;
}

std::optional<Instant> Answers::instant(std::string_view name) const
{
    auto const read = Instant::read(text(name));
    return read ? std::optional(*read) : std::nullopt;
}

std::vector<PersonAnswer> Answers::people(std::string_view name) const
{
    std::vector<PersonAnswer> people;
    auto const* const blocks = blocks_of(find(name));
    if (!blocks)
        return people;
    for (auto const& block : *blocks) {
        PersonAnswer person;
        person.name = text_at(block, "name");
        person.known_as = text_at(block, "known_as");
        if (auto const birth = PartialDate::read(text_at(block, "birth")))
            person.birth = *birth;
        person.age = text_at(block, "age");
        person.identifier = text_at(block, "identifier");
        person.where = text_at(block, "where");
        person.note = text_at(block, "note");
        people.push_back(std::move(person));
    }
    return people;
}

std::vector<PlaceAnswer> Answers::places(std::string_view name) const
{
    std::vector<PlaceAnswer> places;
    auto const* const blocks = blocks_of(find(name));
    if (!blocks)
        return places;
    for (auto const& block : *blocks)
        places.push_back({text_at(block, "name"), text_at(block, "where"),
            text_at(block, "postcode"), text_at(block, "note")});
    return places;
}

void Answers::set(std::string name, Answer answer)
{
    if (is_empty(answer))
        remove(name);
    else
        by_name_.insert_or_assign(std::move(name), std::move(answer));
}

void Answers::remove(std::string_view name)
{
    if (auto const at = by_name_.find(name); at != by_name_.end())
        by_name_.erase(at);
}

std::string Answers::to_json() const
{
    json::object all;
    for (auto const& [name, answer] : by_name_)
        all[name] = std::visit(ToJson{}, answer);
    return json::serialize(all);
}

Result<Answers> Answers::from_json(std::string form, int version, std::string_view text)
{
    json::error_code trouble;
    auto const value = json::parse({text.data(), text.size()}, trouble);
    if (trouble || !value.is_object())
        return another_shape();
    Answers answers(std::move(form), version);
    for (auto const& [key, held] : value.get_object()) {
        auto name = TRY(name_of(key));
        auto answer = read_answer(held);
        if (!answer)
            return invalid(answer.error().words.key, std::move(name));
        answers.set(std::move(name), std::move(*answer));
    }
    return answers;
}

} // namespace kith::forms
