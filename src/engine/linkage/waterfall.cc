// SPDX-License-Identifier: MIT
#include "engine/linkage/waterfall.h"
#include <algorithm>
#include <cmath>
#include <cstdio>

namespace kith::linkage {
namespace {
    constexpr int width = 760;
    constexpr int words_end = 330;  // where the words of a row end, and the bars begin
    constexpr int number_room = 62; // beside the outermost bar, for its number
    constexpr int margin = 12;
    constexpr int line_height = 17;
    constexpr int bar_height = 18;
    constexpr int stripe = 5;
    constexpr std::size_t letters_a_line = 44;
    constexpr std::size_t letters_of_title = 84;
    constexpr double shown_from = 0.005; // what would be drawn as 0.0 is not

    std::string escaped(std::string_view text)
    {
        std::string out;
        for (auto const c : text)
            if (c == '&')
                out += "&amp;";
            else if (c == '<')
                out += "&lt;";
            else if (c == '>')
                out += "&gt;";
            else if (c == '"')
                out += "&quot;";
            else if (static_cast<unsigned char>(c) >= 0x20) // a control character is no XML
                out += c;
            else
                out += ' ';
        return out;
    }

    std::string bits_in_words(double bits, bool with_sign)
    {
        char text[32];
        std::snprintf(text, sizeof text, with_sign ? "%+.1f" : "%.1f", bits);
        std::string said(text);
        if (said == "-0.0" || said == "+0.0")
            return "0.0";
        if (said.front() == '-')
            said.replace(0, 1, "\u2212");
        return said;
    }

    // How many bytes the letter takes that begins there.
    std::size_t letter_at(std::string_view text, std::size_t at)
    {
        auto end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80)
            ++end;
        return end - at;
    }
    // Letters of three bytes and more may be as wide as two of ours.
    std::size_t wide(std::size_t bytes) { return bytes >= 3 ? 2 : 1; }

    // Broken between words; a word longer than a line is broken where the line ends.
    std::vector<std::string> lines_of(std::string_view text, std::size_t longest)
    {
        std::vector<std::string> lines(1);
        std::size_t filled = 0;
        std::string word;
        std::size_t word_width = 0;
        auto const end_word = [&] {
            if (filled > 0 && filled + 1 + word_width > longest) {
                lines.emplace_back();
                filled = 0;
            }
            if (filled > 0) {
                lines.back() += ' ';
                ++filled;
            }
            lines.back() += word;
            filled += word_width;
            word.clear();
            word_width = 0;
        };
        for (std::size_t at = 0; at < text.size();) {
            auto const bytes = letter_at(text, at);
            if (text[at] == ' ')
                end_word();
            else {
                if (word_width + wide(bytes) > longest)
                    end_word();
                word += text.substr(at, bytes);
                word_width += wide(bytes);
            }
            at += bytes;
        }
        end_word();
        return lines;
    }

    struct Row {
        std::vector<std::string> words;
        double from = 0, to = 0; // bits
        bool whole = false;      // from nothing: the start, and the total
        double bits = 0;

        [[nodiscard]] int height() const
        {
            return std::max(bar_height, line_height * static_cast<int>(words.size())) + 10;
        }
    };

    std::vector<Row> rows_of(Score const& score, std::span<Reason const> reasons)
    {
        std::vector<Row> rows;
        rows.push_back({lines_of("before anything is compared", letters_a_line), 0, score.prior,
            true, score.prior});
        auto at = static_cast<double>(score.prior);
        auto const add = [&](std::string_view words, double bits) {
            rows.push_back({lines_of(words, letters_a_line), at, at + bits, false, bits});
            at += bits;
        };
        for (auto const& reason : reasons)
            add(reason.what, reason.bits);
        auto const rest = static_cast<double>(score.total) - at;
        if (std::abs(rest) >= shown_from)
            add("what else was weighed, each of it little", rest);
        rows.push_back({lines_of("in all", letters_a_line), 0, score.total, true, score.total});
        return rows;
    }

    std::string percent(float bits)
    {
        char text[32];
        auto const likely = probability(bits) * 100;
        std::snprintf(text, sizeof text, likely > 99.9 || likely < 0.1 ? "%.3f" : "%.1f", likely);
        return std::string(text) + " %";
    }

    class Drawing {
    public:
        Drawing(std::string_view title, Score const& score, std::span<Reason const> reasons)
            : title_(title), score_(score), rows_(rows_of(score, reasons))
        {
            for (auto const& row : rows_) {
                least_ = std::min({least_, row.from, row.to});
                most_ = std::max({most_, row.from, row.to});
            }
            if (most_ - least_ < 1)
                most_ = least_ + 1;
        }

        Picture draw() &&
        {
            auto y = margin;
            for (auto const& line : lines_of(title_, letters_of_title)) {
                y += line_height;
                text(margin, y, line, "start", "16", "bold");
            }
            y += margin;
            auto bottom = y;
            for (auto const& one : rows_)
                bottom += one.height();
            nought(y, bottom); // first: numbers stand before it
            for (std::size_t i = 0; i < rows_.size(); ++i) {
                row(rows_[i], y, i + 1 < rows_.size());
                y += rows_[i].height();
            }
            y = legend(y + margin);
            return {whole(y), width, y};
        }

    private:
        [[nodiscard]] double x_of(double bits) const
        {
            constexpr double first = words_end + number_room, last = width - margin - number_room;
            return first + (bits - least_) / (most_ - least_) * (last - first);
        }

        void text(double x, double y, std::string_view words, std::string_view anchor,
            std::string_view size, std::string_view weight = "normal")
        {
            char at[64];
            std::snprintf(at, sizeof at, "<text x=\"%.1f\" y=\"%.1f\"", x, y);
            out_ += at;
            out_ += " text-anchor=\"" + std::string(anchor) + "\" font-size=\"" + std::string(size)
                + "\" font-weight=\"" + std::string(weight)
                + "\" fill=\"#000\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\">"
                + escaped(words) + "</text>\n";
        }
        void line(double x1, double y1, double x2, double y2, std::string_view more)
        {
            char text[128];
            std::snprintf(text, sizeof text,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" ", x1, y1, x2, y2);
            out_ += text + std::string(more) + "/>\n";
        }
        void bar(double x, double y, double wide, std::string_view fill)
        {
            char text[160];
            std::snprintf(text, sizeof text,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" ", x, y, wide,
                bar_height);
            out_ += text + ("fill=\"" + std::string(fill)) + "\" stroke=\"#000\"/>\n";
        }
        void stripes(double x, double y, double wide)
        {
            for (auto at = x + stripe; at < x + wide - 1; at += stripe)
                line(at, y, at, y + bar_height, "stroke=\"#000\"");
        }

        void row(Row const& one, int y, bool joined)
        {
            auto const middle = y + one.height() / 2.0;
            auto at = middle - line_height * static_cast<double>(one.words.size()) / 2 + 13;
            for (auto const& words : one.words) {
                text(words_end, at, words, "end", "14", one.whole ? "bold" : "normal");
                at += line_height;
            }
            auto const left = x_of(std::min(one.from, one.to));
            auto const wide = std::max(x_of(std::max(one.from, one.to)) - left, 1.0);
            auto const top = middle - bar_height / 2.0;
            bar(left, top, wide, one.whole ? "#bbb" : one.bits < 0 ? "#fff" : "#222");
            if (!one.whole && one.bits < 0)
                stripes(left, top, wide);
            auto const before = one.to < one.from;
            text(before ? left - 6 : left + wide + 6, middle + 5,
                bits_in_words(one.bits, !one.whole), before ? "end" : "start", "14",
                one.whole ? "bold" : "normal");
            if (joined)
                line(x_of(one.to), top + bar_height, x_of(one.to), y + one.height() + 8,
                    "stroke=\"#555\" stroke-dasharray=\"2 3\"");
        }

        // Where the odds are even.
        void nought(int top, int bottom)
        {
            auto const x = x_of(std::clamp(0.0, least_, most_));
            line(x, top, x, bottom, "stroke=\"#000\"");
            text(x, bottom + line_height - 2, "even odds", "middle", "13");
        }

        int legend(int y)
        {
            y += line_height;
            bar(margin, y, 24, "#222");
            text(margin + 32, y + 14, "bits for one person", "start", "13");
            bar(margin + 190, y, 24, "#fff");
            stripes(margin + 190, y, 24);
            text(margin + 222, y + 14, "bits against", "start", "13");
            text(width - margin, y + 14, "a likeness of records; a person decides", "end", "13");
            return y + bar_height + margin;
        }

        [[nodiscard]] std::string described() const
        {
            std::string words
                = "Before anything is compared " + bits_in_words(score_.prior, true) + " bits";
            for (std::size_t i = 1; i + 1 < rows_.size(); ++i) {
                words += "; ";
                for (std::size_t at = 0; at < rows_[i].words.size(); ++at)
                    words += (at == 0 ? "" : " ") + rows_[i].words[at];
                words += ' ' + bits_in_words(rows_[i].bits, true);
            }
            return words + "; in all " + bits_in_words(score_.total, true) + " bits, "
                + percent(score_.total) + ".";
        }

        [[nodiscard]] std::string whole(int height) const
        {
            auto const size = "width=\"" + std::to_string(width) + "\" height=\""
                + std::to_string(height) + "\" viewBox=\"0 0 " + std::to_string(width) + ' '
                + std::to_string(height) + "\"";
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" " + size
                + " role=\"img\" font-family=\"Arial, Liberation Sans, sans-serif\">\n<title>"
                + escaped(title_) + "</title>\n<desc>" + escaped(described()) + "</desc>\n"
                + "<rect width=\"" + std::to_string(width) + "\" height=\"" + std::to_string(height)
                + "\" fill=\"#fff\"/>\n" + out_ + "</svg>\n";
        }

        std::string_view title_;
        Score const& score_;
        std::vector<Row> rows_;
        double least_ = 0, most_ = 0;
        std::string out_ = {};
    };
} // namespace

Picture waterfall(std::string_view title, Score const& score, std::span<Reason const> reasons)
{
    return Drawing(title, score, reasons).draw();
}

std::string stacked(std::span<Picture const> pictures)
{
    auto height = 0;
    std::string inner;
    for (auto const& one : pictures) {
        auto svg = one.svg;
        svg.replace(0, 4, "<svg y=\"" + std::to_string(height) + "\"");
        inner += svg;
        height += one.height;
    }
    auto const size = std::to_string(width) + "\" height=\"" + std::to_string(height);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size + "\" viewBox=\"0 0 "
        + std::to_string(width) + ' ' + std::to_string(height) + "\">\n" + inner + "</svg>\n";
}

} // namespace kith::linkage
