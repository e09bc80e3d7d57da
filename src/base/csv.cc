// SPDX-License-Identifier: MIT
#include "base/csv.h"
#include <algorithm>
#include <array>
#include <set>

namespace kith::csv {

Reader::Reader(std::string_view text, char separator) : text_(text), separator_(separator)
{
    if (text_.starts_with("\xEF\xBB\xBF"))
        text_.remove_prefix(3);
}

Error Reader::refused(std::string_view why) const
{
    return invalid("Row " + std::to_string(row_) + ": " + std::string(why));
}

bool Reader::at_line_end() const
{
    return at_ == text_.size() || text_[at_] == '\n'
        || (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n'));
}

void Reader::pass_line()
{
    auto const end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
}

void Reader::pass_line_end()
{
    if (at_ < text_.size() && text_[at_] == '\r')
        ++at_;
    if (at_ < text_.size())
        ++at_;
}

Result<bool> Reader::next(Row& row)
{
    while (at_ < text_.size()) {
        ++row_;
        if (at_line_end()) {
            pass_line_end();
            continue;
        }
        std::size_t count = 0;
        while (true) {
            if (count == row.fields.size())
                row.fields.emplace_back();
            TRY(read_field(row.fields[count++]));
            if (at_line_end())
                break;
            ++at_; // the separator: read_field stops nowhere else
        }
        row.fields.resize(count);
        row.number = row_;
        pass_line_end();
        return true;
    }
    return false;
}

Done Reader::read_field(std::string& field)
{
    field.clear();
    if (at_ == text_.size() || text_[at_] != '"') {
        std::array const stops{separator_, '\n', '"', '\0'};
        auto const end = std::min(
            text_.find_first_of(std::string_view(stops.data(), stops.size()), at_), text_.size());
        if (end < text_.size() && text_[end] == '"')
            return refused("a quotation mark stands in the middle of a field");
        if (end < text_.size() && text_[end] == '\0')
            return refused("this is not text: it holds a zero byte");
        auto const line_ends = end == text_.size() || text_[end] == '\n';
        auto const carriage = line_ends && end > at_ && text_[end - 1] == '\r' ? 1U : 0U;
        field.assign(text_, at_, end - at_ - carriage);
        at_ = end - carriage;
        return done();
    }
    for (++at_; at_ < text_.size(); ++at_) {
        if (text_[at_] == '\0')
            return refused("this is not text: it holds a zero byte");
        if (text_[at_] != '"') {
            field += text_[at_];
            continue;
        }
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
            field += text_[at_++];
            continue;
        }
        ++at_;
        if (at_line_end() || text_[at_] == separator_)
            return done();
        return refused("text follows a closing quotation mark");
    }
    return refused("a quotation mark is opened and never closed");
}

Result<Table> Table::read(std::string_view text)
{
    Table table;
    Reader reader(text);
    Row row;
    auto const named = TRY(reader.next(row));
    if (!named)
        return invalid("The file is empty: its first row must name the columns");
    table.columns_ = row.fields;
    auto const distinct = std::set<std::string>(table.columns_.begin(), table.columns_.end());
    if (distinct.size() != table.columns_.size())
        return invalid("Row 1: two columns have the same name");
    while (true) {
        auto const more = TRY(reader.next(row));
        if (!more)
            return table;
        if (row.fields.size() != table.columns_.size())
            return invalid("Row " + std::to_string(row.number) + ": it has "
                + std::to_string(row.fields.size()) + " fields, and the header has "
                + std::to_string(table.columns_.size()));
        table.rows_.push_back(row);
    }
}

bool Table::has(std::string_view column) const
{
    return std::ranges::find(columns_, column) != columns_.end();
}

std::string const& Table::text(std::size_t row, std::string_view column) const
{
    auto const at = std::ranges::find(columns_, column);
    must(at != columns_.end(), "the file has no column " + std::string(column));
    return rows_.at(row).fields[static_cast<std::size_t>(at - columns_.begin())];
}

bool is_nothing(std::string_view cell)
{
    constexpr std::array<std::string_view, 11> words
        = {"", "NULL", "null", "(null)", "(NULL)", "<null>", "<NULL>", "\\N", "N/A", "n/a", "#N/A"};
    return cell.size() <= 6 && std::ranges::find(words, cell) != words.end();
}

} // namespace kith::csv
