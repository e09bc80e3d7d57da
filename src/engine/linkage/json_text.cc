// SPDX-License-Identifier: MIT
#include "engine/linkage/json_text.h"
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_set>

namespace kith::linkage {
namespace {
    constexpr unsigned deepest = 16;

    class JsonReader {
    public:
        explicit JsonReader(std::string_view text) : text_(text) { }
        Result<Json> whole()
        {
            auto value = TRY(read(0));
            spaces();
            if (at_ != text_.size())
                return trouble("more text behind the end");
            return value;
        }

    private:
        Error trouble(std::string_view what) const
        {
            return invalid(std::string(what) + ", at byte " + std::to_string(at_));
        }
        void spaces()
        {
            while (at_ < text_.size()
                && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
                ++at_;
        }
        bool take(char wanted)
        {
            spaces();
            if (at_ == text_.size() || text_[at_] != wanted)
                return false;
            ++at_;
            return true;
        }
        Result<Json> read(unsigned depth)
        {
            spaces();
            if (depth == deepest)
                return trouble("lists within lists too deep");
            auto const first = at_ < text_.size() ? text_[at_] : '\0';
            if (first == '{')
                return object(depth);
            if (first == '[')
                return array(depth);
            if (first != '"')
                return number();
            auto text = TRY(string());
            return Json{std::move(text)};
        }
        Result<Json> object(unsigned depth)
        {
            Json::Members members;
            std::unordered_set<std::string> seen;
            ++at_;
            if (take('}'))
                return Json{std::move(members)};
            do {
                spaces();
                auto name = TRY(string());
                if (!seen.insert(name).second)
                    return trouble("a name twice");
                if (!take(':'))
                    return trouble("no colon behind a name");
                auto value = TRY(read(depth + 1));
                members.emplace_back(std::move(name), std::move(value));
            } while (take(','));
            if (!take('}'))
                return trouble("no end of an object");
            return Json{std::move(members)};
        }
        Result<Json> array(unsigned depth)
        {
            Json::List list;
            ++at_;
            if (take(']'))
                return Json{std::move(list)};
            do {
                auto value = TRY(read(depth + 1));
                list.push_back(std::move(value));
            } while (take(','));
            if (!take(']'))
                return trouble("no end of a list");
            return Json{std::move(list)};
        }
        Result<Json> number()
        {
            double value = 0;
            auto const* const first = text_.data() + at_;
            auto const [end, problem] = std::from_chars(first, text_.data() + text_.size(), value);
            if (problem != std::errc() || !std::isfinite(value))
                return trouble("neither a number nor a text nor a list");
            at_ += static_cast<std::size_t>(end - first);
            return Json{value};
        }
        Result<std::string> string()
        {
            if (at_ == text_.size() || text_[at_] != '"')
                return trouble("no text where one must be");
            std::string out;
            for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
                if (static_cast<unsigned char>(text_[at_]) < 0x20)
                    return trouble("a line end within a text");
                if (text_[at_] != '\\')
                    out += text_[at_];
                else if (!escaped(out))
                    return trouble("a backslash before what needs none");
            }
            if (at_ == text_.size())
                return trouble("no end of a text");
            ++at_;
            return out;
        }
        // Behind a backslash; other characters stand in the text as they are.
        bool escaped(std::string& out)
        {
            constexpr std::string_view written = "\"\\/bfnrt";
            constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
            ++at_;
            auto const which
                = at_ < text_.size() ? written.find(text_[at_]) : std::string_view::npos;
            if (which == std::string_view::npos)
                return false;
            out += meant[which];
            return true;
        }

        std::string_view text_;
        std::size_t at_ = 0;
    };

    template <class Kind>
    Kind const& held_or_empty(Json const& json)
    {
        static Kind const empty = {};
        auto const* const held = std::get_if<Kind>(&json.held);
        return held != nullptr ? *held : empty;
    }
} // namespace

Json const& Json::at(std::string_view name) const
{
    static Json const nothing = {std::numeric_limits<double>::quiet_NaN()};
    for (auto const& [own, value] : members())
        if (own == name)
            return value;
    return nothing;
}
Json::List const& Json::list() const { return held_or_empty<List>(*this); }
Json::Members const& Json::members() const { return held_or_empty<Members>(*this); }
std::string_view Json::text() const { return held_or_empty<std::string>(*this); }
double Json::number() const
{
    auto const* const value = std::get_if<double>(&held);
    return value != nullptr ? *value : std::numeric_limits<double>::quiet_NaN();
}

Result<Json> read_json(std::string_view text) { return JsonReader(text).whole(); }

void append_json_text(std::string& out, std::string_view text)
{
    out += '"';
    for (auto const letter : text) {
        if (letter == '"' || letter == '\\')
            out += '\\';
        out += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
    }
    out += '"';
}

void append_json_number(std::string& out, double number)
{
    std::array<char, 32> text = {};
    auto const [end, problem] = std::to_chars(text.data(), text.data() + text.size(), number);
    out.append(text.data(), problem == std::errc() ? end : text.data());
}

} // namespace kith::linkage
