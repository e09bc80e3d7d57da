// SPDX-License-Identifier: MIT
#include "platform/html/page_text.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace kith::html {
namespace {
    constexpr std::array left_out{"head", "script", "style", "nav", "header", "footer", "form",
        "button", "input", "select", "textarea", "svg", "template"};
    constexpr std::array without_end{
        "area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"};
    constexpr std::array blocks{"p", "div", "section", "article", "aside", "main", "ul", "ol", "dl",
        "table", "caption", "thead", "tbody", "figure", "figcaption", "details", "summary",
        "blockquote", "address", "h4", "h5", "h6"};

    template <std::size_t count>
    bool is_one(std::array<char const*, count> const& names, std::string_view name)
    {
        return std::ranges::any_of(names, [name](char const* one) { return name == one; });
    }

    void append_utf8(std::string& text, unsigned long code)
    {
        constexpr unsigned long six = 0x3F;
        if (code < 0x80) {
            text += static_cast<char>(code);
        } else if (code < 0x800) {
            text += static_cast<char>(0xC0 | (code >> 6U));
            text += static_cast<char>(0x80 | (code & six));
        } else if (code < 0x10000) {
            text += static_cast<char>(0xE0 | (code >> 12U));
            text += static_cast<char>(0x80 | ((code >> 6U) & six));
            text += static_cast<char>(0x80 | (code & six));
        } else if (code < 0x110000) {
            text += static_cast<char>(0xF0 | (code >> 18U));
            text += static_cast<char>(0x80 | ((code >> 12U) & six));
            text += static_cast<char>(0x80 | ((code >> 6U) & six));
            text += static_cast<char>(0x80 | (code & six));
        }
    }

    // What stands between "&" and ";".
    bool append_entity(std::string& text, std::string_view name)
    {
        constexpr std::array<std::pair<std::string_view, char const*>, 6> named{
            {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}}};
        for (auto const& [known, said] : named)
            if (name == known) {
                text += said;
                return true;
            }
        if (name.size() < 2 || name[0] != '#')
            return false;
        auto const hex = name[1] == 'x' || name[1] == 'X';
        auto const digits = name.substr(hex ? 2 : 1);
        unsigned long code = 0;
        auto const read
            = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
        if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || code == 0)
            return false;
        append_utf8(text, code);
        return true;
    }

    std::string unescaped(std::string_view text)
    {
        constexpr std::size_t longest_entity = 10;
        std::string plain;
        for (std::size_t at = 0; at < text.size(); ++at) {
            auto const end = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
            if (end != std::string_view::npos && end - at <= longest_entity
                && append_entity(plain, text.substr(at + 1, end - at - 1)))
                at = end;
            else
                plain += text[at];
        }
        return plain;
    }

    std::size_t width_of(std::string_view text)
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80; }));
    }

    struct Tag {
        std::string_view name;
        std::string_view attributes;
        bool closes = false;
    };

    bool has(Tag const& tag, std::string_view words)
    {
        return tag.attributes.find(words) != std::string_view::npos;
    }

    class Teller {
    public:
        std::string tell(std::string_view page)
        {
            for (std::size_t at = 0; at < page.size();) {
                auto const open = page.find('<', at);
                take_text(page.substr(at, open - at));
                if (open == std::string_view::npos)
                    break;
                auto const close = page.substr(open, 4) == "<!--" ? page.find("-->", open)
                                                                  : page.find('>', open);
                if (close == std::string_view::npos)
                    break;
                at = page.find('>', close) + 1;
                if (open + 1 < page.size() && page[open + 1] != '!')
                    take_tag(page.substr(open + 1, close - open - 1));
            }
            end_line();
            while (out_.ends_with("\n\n"))
                out_.pop_back();
            return std::move(out_);
        }

    private:
        struct Open {
            std::string name;
            bool hidden = false; // left out with all that is in it
            bool lines = false;  // its line breaks stay
        };

        [[nodiscard]] bool hidden() const { return !open_.empty() && open_.back().hidden; }
        [[nodiscard]] bool keeps_lines() const { return !open_.empty() && open_.back().lines; }
        [[nodiscard]] bool within(std::string_view name) const
        {
            return std::ranges::any_of(open_, [name](Open const& one) { return one.name == name; });
        }

        void take_text(std::string_view text)
        {
            if (hidden() || !within("body"))
                return;
            auto const plain = unescaped(text);
            for (auto const sign : plain) {
                auto const space = sign == ' ' || sign == '\n' || sign == '\t' || sign == '\r';
                if (sign == '\n' && keeps_lines()) {
                    end_line();
                } else if (!space) {
                    if (in_link_ == 0)
                        besides_link_ = true;
                    line_ += sign;
                } else if (!line_.empty() && line_.back() != ' ') {
                    line_ += ' ';
                }
            }
        }

        void take_tag(std::string_view text)
        {
            Tag tag;
            tag.closes = !text.empty() && text[0] == '/';
            if (tag.closes)
                text.remove_prefix(1);
            auto const end = text.find_first_of(" \n\t\r/");
            tag.name = text.substr(0, end);
            tag.attributes = end == std::string_view::npos ? std::string_view() : text.substr(end);
            if (tag.closes)
                ends(tag.name);
            else
                begins(tag);
        }

        void begins(Tag const& tag)
        {
            if (tag.name == "br" && !hidden())
                end_line();
            if (is_one(without_end, tag.name) || tag.attributes.ends_with('/'))
                return;
            Open one{std::string(tag.name), hidden(), keeps_lines()};
            // Whom or what a page is about may stand above it, beside the way back.
            auto const whose = has(tag, "\"kith-identity\"");
            one.hidden = (one.hidden && !whose) || is_one(left_out, tag.name)
                || has(tag, "kith-screen") || has(tag, "govuk-skip-link")
                || has(tag, "aria-hidden=\"true\"");
            one.lines = one.lines || has(tag, "kith-lines");
            if (!one.hidden)
                begins_to_show(tag.name);
            open_.push_back(std::move(one));
        }

        void begins_to_show(std::string_view name)
        {
            if (name == "a")
                ++in_link_;
            if (is_one(blocks, name) || name == "h1" || name == "h2" || name == "h3" || name == "li"
                || name == "dt" || name == "tr") {
                if (line_ == "* " && name == "li")
                    line_.clear(); // the one before said nothing
                end_line();
            }
            if (name == "h1" || name == "h2" || name == "h3")
                out_ += out_.empty() ? "" : "\n";
            if (name == "li")
                line_ = "* ";
            if ((name == "td" || name == "th") && !line_.empty())
                line_ += line_.ends_with(' ') ? "| " : " | ";
            if (name == "p")
                besides_link_ = false;
        }

        void ends(std::string_view name)
        {
            auto at = open_.size();
            while (at > 0 && open_[at - 1].name != name)
                --at;
            if (at == 0)
                return; // it was never opened
            auto const was_hidden = open_[at - 1].hidden;
            open_.resize(at - 1);
            if (was_hidden)
                return;
            if (name == "a" && in_link_ > 0)
                --in_link_;
            if (name == "p" && !besides_link_)
                line_.clear(); // one link and no more: it leads on
            if (name == "dt" && !line_.empty()) {
                trim();
                line_ += ": ";
            } else if (name == "h1" || name == "h2") {
                underline(name == "h1" ? '=' : '-');
            } else if (is_one(blocks, name) || name == "h3" || name == "li" || name == "dd"
                || name == "tr") {
                end_line();
            }
        }

        void underline(char sign)
        {
            trim();
            auto const width = width_of(line_);
            if (width == 0)
                return;
            end_line();
            out_ += std::string(width, sign) + "\n";
        }

        void trim()
        {
            while (line_.ends_with(' '))
                line_.pop_back();
        }

        void end_line()
        {
            trim();
            if (line_ == "*") { // an item whose words come in a paragraph
                line_ += ' ';
                return;
            }
            if (!line_.empty() && line_ != "|")
                out_ += line_ + "\n";
            line_.clear();
        }

        std::string out_;
        std::string line_;
        std::vector<Open> open_;
        int in_link_ = 0;
        bool besides_link_ = true;
    };
} // namespace

std::string page_as_text(std::string_view page) { return Teller().tell(page); }

} // namespace kith::html
