// SPDX-License-Identifier: MIT
#include "base/csv.h"
#include "platform/forms/form.h"
#include "platform/forms/toml_reader.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <utility>

namespace kith::forms {
namespace {
    constexpr std::array<std::pair<std::string_view, Kind>, 10> kinds{{{"text", Kind::text},
        {"long_text", Kind::long_text}, {"date", Kind::date}, {"date_time", Kind::date_time},
        {"choice", Kind::choice}, {"many", Kind::many}, {"place", Kind::place},
        {"person", Kind::person}, {"items", Kind::items}, {"file", Kind::file}}};
    constexpr std::array<std::pair<std::string_view, Pattern>, 3> patterns{
        {{"postcode", Pattern::postcode}, {"email", Pattern::email}, {"phone", Pattern::phone}}};
    constexpr std::array<std::string_view, 7> person_parts{
        "name", "known_as", "birth", "age", "identifier", "where", "note"};
    constexpr std::array<std::string_view, 4> place_parts{"name", "where", "postcode", "note"};

    template <class Words>
    std::string listed(Words const& words)
    {
        std::string all;
        for (auto const& word : words)
            all += (all.empty() ? "" : ", ") + std::string(word);
        return all;
    }

    template <class Table>
    auto chosen(
        TomlTable const& table, std::string_view key, std::string_view word, Table const& among)
    {
        for (auto const& [name, value] : among)
            if (name == word)
                return value;
        std::vector<std::string_view> names;
        for (auto const& one : among)
            names.push_back(one.first);
        table.refuse(key, "write one of " + listed(names));
    }

    // Names become parts of HTML ids, of JSON and of addresses.
    bool is_name(std::string_view text)
    {
        auto const letter = [](char c) { return c >= 'a' && c <= 'z'; };
        return !text.empty() && letter(text.front())
            && std::all_of(text.begin(), text.end(),
                [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
    }

    std::string read_name(TomlTable& table)
    {
        auto name = table.needed("name");
        if (!is_name(name))
            table.refuse("name", "write small letters, digits and _, a letter first");
        return name;
    }

    std::optional<Date> read_day(TomlTable const& question, std::string const& text)
    {
        if (text.empty())
            return {};
        auto const day = Date::read(text);
        if (!day)
            question.refuse("code_list", "its list has a date that does not read: " + text);
        return *day;
    }

    std::vector<Option> read_code_list(
        TomlTable const& question, std::string const& name, CodeLists const& code_lists)
    {
        auto const text = code_lists ? code_lists(name) : std::nullopt;
        if (!text)
            question.refuse("code_list", fmt::format("there is no data/code_lists/{}.csv", name));
        auto const list = csv::Table::read(*text);
        if (!list)
            question.refuse("code_list", "its list does not read: " + list.error().words.key);
        for (auto const* const column : {"code", "label", "from", "until"})
            if (!list->has(column))
                question.refuse("code_list", fmt::format("its list has no column {}", column));
        std::vector<Option> options;
        for (std::size_t row = 0; row < list->size(); ++row)
            options.push_back({list->text(row, "code"), list->text(row, "label"), {}, false,
                read_day(question, list->text(row, "from")),
                read_day(question, list->text(row, "until"))});
        return options;
    }

    void read_options(TomlTable& table, Question& question, CodeLists const& code_lists)
    {
        question.code_list = table.text("code_list");
        question.drop_down = table.flag("drop_down");
        if (question.drop_down && question.kind != Kind::choice)
            table.refuse("drop_down", "only the kind choice is drawn as a list that opens");
        for (auto& row : table.tables("option")) {
            Option option{
                row.needed("code"), row.needed("label"), row.text("hint"), row.flag("alone")};
            if (option.alone && question.kind != Kind::many)
                row.refuse("alone", "only a question of the kind many has such an option");
            row.finish();
            if (question.option(option.code))
                row.refuse("code", "another option has this code");
            question.options.push_back(std::move(option));
        }
        auto const chooses = question.kind == Kind::choice || question.kind == Kind::many;
        auto const ways = int(!question.code_list.empty()) + int(!question.options.empty());
        if (chooses && ways != 1)
            table.refuse("a choice needs either a code_list or options");
        if (!chooses && ways != 0)
            table.refuse("only the kinds choice and many have a code_list or options");
        if (!question.code_list.empty())
            question.options = read_code_list(table, question.code_list, code_lists);
    }

    Condition read_condition(TomlTable row, Form const& form)
    {
        Condition condition{row.needed("question"), Test::is, {}};
        constexpr std::array<std::pair<std::string_view, Test>, 3> tests{
            {{"is", Test::is}, {"includes", Test::includes}, {"is_not", Test::is_not}}};
        int given = 0;
        for (auto const& [word, test] : tests) {
            if (auto codes = row.texts(word); !codes.empty()) {
                condition.test = test;
                condition.codes = std::move(codes);
                ++given;
            }
        }
        if (given != 1)
            row.refuse("a condition needs one of is, includes, is_not");
        row.finish();
        auto const* const other = form.find(condition.question);
        if (!other)
            row.refuse("question", "a condition looks at a question that stands before this one");
        if (other->kind != Kind::choice && other->kind != Kind::many)
            row.refuse("question", "a condition looks at a choice or a many");
        if ((condition.test == Test::includes) != (other->kind == Kind::many)
            && condition.test != Test::is_not)
            row.refuse("write is for a choice, includes for a many");
        for (auto const& code : condition.codes)
            if (!other->option(code))
                row.refuse(fmt::format("{} has no option {}", other->name, code));
        return condition;
    }

    void read_parts(TomlTable& table, Question& question)
    {
        auto const takes_parts = question.kind == Kind::person || question.kind == Kind::place;
        auto const repeats = takes_parts || question.kind == Kind::items;
        question.parts = table.texts("parts");
        if ((!takes_parts && table.has("parts")) || (!repeats && table.has("up_to")))
            table.refuse("only the kinds person and place have parts, and with items up_to");
        question.up_to = table.whole("up_to", question.kind == Kind::items ? 20 : 1, 1, 50);
        auto const check = [&](auto const& known) {
            if (question.parts.empty())
                question.parts.assign(known.begin(), known.end());
            for (auto const& part : question.parts)
                if (std::find(known.begin(), known.end(), part) == known.end())
                    table.refuse("parts", "write some of " + listed(known));
        };
        if (question.kind == Kind::person)
            check(person_parts);
        if (question.kind == Kind::place)
            check(place_parts);
    }

    void read_limits(TomlTable& table, Question& question)
    {
        auto const is_date = question.kind == Kind::date;
        question.most = static_cast<std::size_t>(
            table.whole("most", question.kind == Kind::long_text ? 10'000 : 200, 1, 50'000));
        if (auto const word = table.text("pattern"); !word.empty())
            question.pattern = chosen(table, "pattern", word, patterns);
        if (question.pattern != Pattern::any && question.kind != Kind::text)
            table.refuse("pattern", "only the kind text has a pattern");
        question.whole = table.flag("whole");
        question.about = table.flag("about");
        if (!is_date && (question.whole || question.about))
            table.refuse("only the kind date has whole and about");
        if (question.whole && question.about)
            table.refuse("a date that must be whole cannot be a guess");
    }

    Question read_question(TomlTable table, Form const& form, CodeLists const& code_lists);

    // What one item asks: texts, dates and choices, each of which is one text in the answers.
    Question read_item_question(TomlTable& row, Form const& before, CodeLists const& code_lists)
    {
        auto question = read_question(row, before, code_lists);
        auto const one_text = question.kind == Kind::text || question.kind == Kind::long_text
            || question.kind == Kind::date || question.kind == Kind::date_time
            || question.kind == Kind::choice;
        if (!one_text)
            row.refuse("kind", "an item asks texts, dates and choices");
        for (auto const& other : before.questions)
            if (question.name.starts_with(other.name + "_")
                && (other.kind == Kind::date || other.kind == Kind::date_time))
                row.refuse("name", "another name, please: these are the parts of " + other.name);
        return question;
    }

    void read_items(TomlTable& table, Question& question, CodeLists const& code_lists)
    {
        auto const is_items = question.kind == Kind::items;
        for (auto const* const key : {"item", "least", "one", "add"})
            if (!is_items && table.has(key))
                table.refuse(key, "only the kind items has this");
        if (!is_items)
            return;
        question.one = table.needed("one");
        question.add = table.needed("add");
        question.least = table.whole("least", 0, 0, question.up_to);
        if (question.least > 0 && question.optional())
            table.refuse("missing is needed where least is more than none");
        Form items;
        for (auto& row : table.tables("item"))
            items.questions.push_back(read_item_question(row, items, code_lists));
        if (items.questions.empty())
            table.refuse("items need at least one [[question.item]]");
        question.items = std::move(items.questions);
    }

    Question read_question(TomlTable table, Form const& form, CodeLists const& code_lists)
    {
        Question question;
        question.name = read_name(table);
        if (form.find(question.name))
            table.refuse("name", "another question has this name");
        question.kind = chosen(table, "kind", table.needed("kind"), kinds);
        question.question = table.needed("question");
        question.hint = table.text("hint");
        question.missing = table.text("missing");
        question.wrong = table.text("wrong");
        question.law = table.flag("law");
        question.own_words = table.flag("own_words");
        read_limits(table, question);
        read_options(table, question, code_lists);
        read_parts(table, question);
        read_items(table, question, code_lists);
        for (auto& row : table.tables("asked_when"))
            question.asked_when.push_back(read_condition(row, form));
        question.page = table.text("page");
        auto const on_page = std::any_of(form.pages.begin(), form.pages.end(),
            [&](Page const& page) { return page.name == question.page; });
        if (!on_page && (!form.pages.empty() || !question.page.empty()))
            table.refuse(question.page.empty() ? "page is missing: the form has pages"
                                               : "no [[page]] has the name " + question.page);
        table.finish();
        return question;
    }

    void check_pages(TomlTable const& top, Form const& form)
    {
        if (form.audience == Audience::public_ && form.pages.empty())
            top.refuse("a public form asks page by page: write [[page]]");
        for (auto const& page : form.pages) {
            auto const count = std::count_if(form.questions.begin(), form.questions.end(),
                [&](Question const& question) { return question.page == page.name; });
            if (count == 0)
                top.refuse(fmt::format("the page {} has no question", page.name));
            if (count > 1 && page.title.empty())
                top.refuse(
                    fmt::format("the page {} has several questions and no title", page.name));
        }
    }

    Form read_top(TomlTable& top, std::string_view path)
    {
        Form form;
        form.name = top.needed("name");
        if (form.name != form_name(path))
            top.refuse("name", "a form has the name of its room and file: " + form_name(path));
        form.version = top.whole("version", 0, 1, 1'000'000);
        if (form.version == 0)
            top.refuse("version is missing");
        form.title = top.needed("title");
        form.audience = chosen(top, "audience", top.needed("audience"),
            std::array<std::pair<std::string_view, Audience>, 2>{
                {{"public", Audience::public_}, {"staff", Audience::staff}}});
        for (auto& row : top.tables("page")) {
            Page page{read_name(row), row.text("title"), row.text("lead")};
            row.finish();
            form.pages.push_back(std::move(page));
        }
        return form;
    }

    toml::table parsed_form(std::string_view path, std::string_view text)
    {
        try {
            return toml::parse(text, path);
        } catch (toml::parse_error const& error) {
            throw std::runtime_error(
                fmt::format("{}:{}: {}", path, error.source().begin.line, error.description()));
        }
    }
} // namespace

std::string form_name(std::string_view path)
{
    constexpr std::string_view source = "src/";
    constexpr std::string_view folder = "/forms/";
    auto const at = path.find(folder);
    if (!path.starts_with(source) || at == path.npos || !path.ends_with(".toml"))
        return {};
    auto const room = path.substr(source.size(), at - source.size());
    auto stem = path.substr(at + folder.size());
    stem.remove_suffix(5);
    if (stem.find('/') != stem.npos)
        return {};
    return fmt::format("{}/{}", room, stem);
}

Form read_form(std::string_view path, std::string_view toml, CodeLists const& code_lists)
{
    auto const file = parsed_form(path, toml);
    TomlTable top(path, file);
    auto form = read_top(top, path);
    for (auto& row : top.tables("question"))
        form.questions.push_back(read_question(row, form, code_lists));
    if (form.questions.empty())
        top.refuse("a form needs at least one [[question]]");
    top.finish();
    check_pages(top, form);
    return form;
}

} // namespace kith::forms
