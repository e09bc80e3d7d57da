// SPDX-License-Identifier: MIT
#include "app/wording_command.h"
#include "base/encoding.h"
#include "base/shipped.h"
#include "engine/wording/wording.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fstream>
#include <iostream>
#include <iterator>

namespace kith::app {
namespace {
    constexpr int found_some = 1;
    constexpr int wrong_use = 2;
    constexpr int broken = 3;

    std::string all_of(std::istream& from, std::string const& name)
    {
        std::string text{std::istreambuf_iterator<char>(from), {}};
        if (from.bad())
            throw Refused(fmt::format("{} cannot be read", name), broken);
        if (!is_utf8(text)) { // as lists that are brought in
            fmt::print(stderr, "{}: it is not UTF-8, and is read as Windows-1252\n", name);
            return from_windows_1252(text);
        }
        return text;
    }

    std::string text_at(std::filesystem::path const& path, int if_absent)
    {
        if (!std::filesystem::exists(path))
            throw Refused(fmt::format("There is no file {}", path.string()), if_absent);
        std::ifstream file(path, std::ios::binary);
        if (std::filesystem::is_directory(path) || !file)
            throw Refused(fmt::format("{} cannot be read", path.string()), broken);
        return all_of(file, path.string());
    }

    wording::List list_for(WordingWanted const& wanted)
    {
        auto const file = [&](char const* name) {
            return wanted.list.empty()
                ? std::string(shipped_file(std::string("data/wording/") + name))
                : text_at(wanted.list / name, wrong_use);
        };
        auto list = wording::List::read(file("phrases.csv"), file("words.csv"));
        if (!list)
            throw Refused(list.error().words.key, broken);
        return std::move(*list);
    }

    std::size_t characters_in(std::string_view text)
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80; }));
    }

    // A flag where somebody finds it: line and column counted from 1, in characters.
    struct Place {
        std::size_t line = 1;
        std::size_t column = 1;
    };

    // Goes along the text with the flags, which stand in its order.
    class Lines {
    public:
        explicit Lines(std::string_view text) : text_(text) { }
        Place of(std::size_t offset)
        {
            for (auto end = text_.find('\n', begin_); end < offset;
                 end = text_.find('\n', begin_)) {
                begin_ = end + 1;
                ++line_;
            }
            return {line_, characters_in(text_.substr(begin_, offset - begin_)) + 1};
        }

    private:
        std::string_view text_;
        std::size_t begin_ = 0;
        std::size_t line_ = 1;
    };

    // What was flagged, on one line.
    std::string as_written(std::string_view text, wording::Flag const& flag)
    {
        std::string written(text.substr(flag.offset, flag.length));
        std::ranges::replace_if(
            written, [](char sign) { return sign == '\n' || sign == '\r' || sign == '\t'; }, ' ');
        return written;
    }

    void tell_ease(wording::Ease const& ease, std::ostream& out)
    {
        fmt::print(out,
            "It reads as for an age of about {}: {:.0f} words a sentence, {} of {} words long. For "
            "a "
            "child or parent aim for 9 to 11.\n",
            ease.age(), ease.words_a_sentence, ease.long_words, ease.words);
    }

    void tell_in_words(std::string_view text, std::vector<wording::Flag> const& flags,
        wording::List const& list, std::ostream& out)
    {
        Lines lines(text);
        for (auto const& flag : flags) {
            auto const place = lines.of(flag.offset);
            auto const& phrase = list.phrases()[flag.phrase];
            fmt::print(out, "{}:{}: \"{}\"\n    write instead: {}\n    why: {}\n", place.line,
                place.column, as_written(text, flag), phrase.instead, phrase.why);
        }
        if (flags.empty())
            fmt::print(out, "Nothing to look at again.\n");
        else
            fmt::print(out, "{} to look at again. Nothing was changed: whoever wrote decides.\n",
                flags.size() == 1 ? std::string("1 phrase")
                                  : fmt::format("{} phrases", flags.size()));
    }

    boost::json::object flag_as_json(std::string_view text, wording::Flag const& flag,
        wording::Phrase const& phrase, Place const& place)
    {
        return {{"column", place.column},
            {"length", characters_in(text.substr(flag.offset, flag.length))},
            {"text", as_written(text, flag)}, {"phrase", phrase.id}, {"instead", phrase.instead},
            {"why", phrase.why}, {"source", phrase.source}};
    }

    void tell_in_json(std::string_view text, std::vector<wording::Flag> const& flags,
        wording::List const& list, std::optional<wording::Ease> const& ease, std::ostream& out)
    {
        boost::json::array told;
        Lines lines(text);
        for (auto const& flag : flags) {
            auto const place = lines.of(flag.offset);
            if (told.empty() || told.back().at("line").to_number<std::size_t>() != place.line)
                told.push_back(
                    boost::json::object{{"line", place.line}, {"flags", boost::json::array{}}});
            told.back().as_object()["flags"].as_array().push_back(
                flag_as_json(text, flag, list.phrases()[flag.phrase], place));
        }
        boost::json::object all{{"found", flags.size()}, {"lines", std::move(told)}};
        if (ease)
            all["ease"] = {{"age", ease->age()}, {"grade", ease->grade},
                {"sentences", ease->sentences}, {"words", ease->words},
                {"long_words", ease->long_words}, {"words_a_sentence", ease->words_a_sentence}};
        fmt::print(out, "{}\n", boost::json::serialize(all));
    }
} // namespace

std::string cells_apart(std::string_view csv)
{
    std::string text(csv);
    auto inside = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const next = at + 1 < text.size() ? csv[at + 1] : ' ';
        if (csv[at] == '"' && inside && next == '"') { // one mark: it leans on the word beside it
            auto const opens = at + 2 < csv.size() && csv[at + 2] != ' ' && csv[at + 2] != '"'
                && (at == 0 || csv[at - 1] == ' ' || csv[at - 1] == '"');
            text[opens ? at : at + 1] = ' ';
            ++at;
        } else if (csv[at] == '"') {
            inside = !inside;
            text[at] = ' ';
        } else if (!inside && csv[at] == ',') {
            text[at] = '\t';
        } else if (!inside && csv[at] == '\n') {
            text[at] = '\f'; // no phrase runs from one row into the next
        }
    }
    return text;
}

void add_wording(CLI::App& kith, WordingWanted& wanted, std::function<int()>& work)
{
    auto& command = *kith.add_subcommand(
        "wording", "which phrases in a text blame a child or parent, and what to write instead");
    command.callback([&wanted, &work] {
        work = [&wanted] { return look_at_wording(wanted, std::cin, std::cout); };
    });
    command.add_option("file", wanted.file, "a text, or a table (.csv); - is standard input")
        ->required();
    command.add_option("--list", wanted.list,
        "a folder with phrases.csv and words.csv; otherwise the list that ships");
    command.add_flag("--families", wanted.families,
        "a child or parent will read it: words of the trade too, and how hard it is to read");
    command.add_flag("--person-of-concern", wanted.person_of_concern,
        "it is about a person of concern: an allegation stays an allegation, nothing is flagged");
    command.add_flag("--json", wanted.json, "for a machine to read");
}

int look_at_wording(WordingWanted const& wanted, std::istream& in, std::ostream& out)
{
    auto const list = list_for(wanted);
    auto const text
        = wanted.file == "-" ? all_of(in, "Standard input") : text_at(wanted.file, wrong_use);
    auto const is_table = std::filesystem::path(wanted.file).extension() == ".csv";
    wording::About const about{wanted.person_of_concern ? wording::Record::of_a_person_of_concern
                                                        : wording::Record::of_a_child,
        wanted.families ? wording::Readers::families : wording::Readers::professionals};
    auto const looked_at = is_table ? cells_apart(text) : text;
    auto const flags = list.flags(looked_at, about);
    auto const ease = wording::ease(looked_at);
    if (wanted.json)
        tell_in_json(text, flags, list, ease, out);
    else
        tell_in_words(text, flags, list, out);
    if (!wanted.json && wanted.families && ease)
        tell_ease(*ease, out);
    return flags.empty() ? 0 : found_some;
}

} // namespace kith::app
