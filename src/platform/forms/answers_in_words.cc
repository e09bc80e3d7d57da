// SPDX-License-Identifier: MIT
#include "base/london.h"
#include "platform/forms/items.h"
#include "platform/forms/view.h"
#include <fmt/core.h>

namespace kith::forms {
namespace {
    std::string date_in_words(PartialDate const& date, Drawing const& drawing)
    {
        if (drawing.language == "en")
            return date.in_words();
        auto const text = date.month && date.day ? drawing.words.say(drawing.language, date.first())
            : date.month                         ? fmt::format("{}/{}", *date.month, date.year)
                                                 : std::to_string(date.year);
        return date.about
            ? fmt::format("{} ({})", text, drawing.words.say(drawing.language, "forms.date.about"))
            : text;
    }

    std::string moment_in_words(Instant at, Drawing const& drawing)
    {
        if (drawing.language == "en")
            return london::in_words(at);
        auto const time = london::time_of(at);
        return fmt::format("{}, {:02}:{:02}",
            drawing.words.say(drawing.language, london::day_of(at)), time.hour, time.minute);
    }

    std::vector<std::string> block_in_words(
        Question const& question, Parts const& block, Drawing const& drawing)
    {
        std::vector<std::string> lines;
        auto const word
            = std::string(question.kind == Kind::person ? "forms.person." : "forms.place.");
        for (auto const& part : question.parts) {
            auto const at = block.find(part);
            if (at == block.end())
                continue;
            auto text = at->second;
            if (auto const birth = PartialDate::read(text); part == "birth" && birth)
                text = date_in_words(*birth, drawing);
            lines.push_back(
                fmt::format("{}: {}", drawing.words.say(drawing.language, word + part), text));
        }
        return lines;
    }

    // What one item says: question and answer, those that were answered.
    std::vector<std::pair<std::string, std::string>> item_in_words(
        Question const& group, int number, Parts const& item, Drawing const& drawing)
    {
        std::vector<std::pair<std::string, std::string>> rows;
        auto const answers = item_answers(group, number, item);
        for (auto const& question : item_form(group, number).questions) {
            std::string text;
            for (auto const& line : in_words(question, answers, drawing))
                text += (text.empty() ? "" : "\n") + line;
            if (!text.empty())
                rows.emplace_back(drawing.words.say(drawing.language, question.question), text);
        }
        return rows;
    }

    std::vector<std::string> items_in_words(
        Question const& group, std::vector<Parts> const& items, Drawing const& drawing)
    {
        std::vector<std::string> lines;
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto const number = static_cast<int>(i + 1);
            if (items.size() > 1)
                lines.push_back(block_title(group, number, drawing));
            for (auto const& [asked, text] : item_in_words(group, number, items[i], drawing))
                lines.push_back(fmt::format("{}: {}", asked, text));
        }
        return lines;
    }

    std::vector<std::string> blocks_in_words(
        Question const& question, std::vector<Parts> const& blocks, Drawing const& drawing)
    {
        std::vector<std::string> lines;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (blocks.size() > 1)
                lines.push_back(block_title(question, static_cast<int>(i + 1), drawing));
            for (auto& line : block_in_words(question, blocks[i], drawing))
                lines.push_back(std::move(line));
        }
        return lines;
    }

    // A date that did not read, as it was typed.
    std::string typed_in_words(Parts const& parts)
    {
        std::string text;
        for (auto const* const name : {"day", "month", "year", "time"})
            if (auto const at = parts.find(name); at != parts.end())
                text += (text.empty() ? "" : " ") + at->second;
        return text;
    }
} // namespace

std::string block_title(Question const& question, int number, Drawing const& drawing)
{
    auto const say = [&](Words const& words) { return drawing.words.say(drawing.language, words); };
    auto const count = std::to_string(number);
    if (question.kind != Kind::items)
        return say(Words{question.kind == Kind::person ? "forms.person.one" : "forms.place.one",
            {{"number", count}}});
    return say(Words{"forms.items.one",
        {{"what", drawing.words.say(drawing.language, question.one)}, {"number", count}}});
}

html::Value items_view(Question const& group, Answers const& answers, Drawing const& drawing)
{
    auto cards = html::Value::array();
    auto const* const answer = answers.find(group.name);
    auto const* const items = answer ? std::get_if<std::vector<Parts>>(answer) : nullptr;
    if (group.kind != Kind::items || !items)
        return cards;
    for (std::size_t i = 0; i < items->size(); ++i) {
        auto const number = static_cast<int>(i + 1);
        auto rows = html::Value::array();
        for (auto const& [asked, text] : item_in_words(group, number, (*items)[i], drawing))
            rows.push(html::Value::object({{"key", asked}, {"text", text}}));
        cards.push(html::Value::object(
            {{"title", block_title(group, number, drawing)}, {"rows", std::move(rows)}}));
    }
    return cards;
}

std::vector<std::string> in_words(
    Question const& question, Answers const& answers, Drawing const& drawing)
{
    auto const* const answer = answers.find(question.name);
    if (!answer)
        return {};
    if (auto const* const blocks = std::get_if<std::vector<Parts>>(answer))
        return question.kind == Kind::items ? items_in_words(question, *blocks, drawing)
                                            : blocks_in_words(question, *blocks, drawing);
    if (auto const* const parts = std::get_if<Parts>(answer))
        return {typed_in_words(*parts)};
    if (question.kind == Kind::date)
        if (auto const date = answers.date(question.name))
            return {date_in_words(*date, drawing)};
    if (question.kind == Kind::date_time)
        if (auto const at = answers.instant(question.name))
            return {moment_in_words(*at, drawing)};
    if (question.kind == Kind::file) {
        auto const id = answers.text(question.name);
        auto named = drawing.file_named ? drawing.file_named(id) : std::string();
        return {named.empty() ? drawing.words.say(drawing.language, "forms.file.one") : named};
    }
    auto lines = answers.list(question.name);
    for (auto& line : lines)
        if (auto const* const option = question.option(line))
            line = drawing.words.say(drawing.language, option->label);
    return lines;
}

html::Value check_view(
    Form const& form, Answers const& answers, Drawing const& drawing, AddressOf const& address_of)
{
    auto const say
        = [&](std::string_view text) { return drawing.words.say(drawing.language, text); };
    auto rows = html::Value::array();
    for (auto const& question : form.questions) {
        if (!form.asked(question, answers))
            continue;
        std::string text;
        for (auto const& line : in_words(question, answers, drawing))
            text += (text.empty() ? "" : "\n") + line;
        auto const label = say(question.question);
        auto row = html::Value::object({{"key", label}, {"hidden", label},
            {"text", text.empty() ? say("forms.page.none") : text},
            {"change", say("forms.page.change")}, {"answered", !text.empty()},
            {"own_words", question.own_words}});
        if (address_of)
            row["href"] = address_of(question);
        rows.push(std::move(row));
    }
    return html::Value::object({{"rows", std::move(rows)}});
}

} // namespace kith::forms
