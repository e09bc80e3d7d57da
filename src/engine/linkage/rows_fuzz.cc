// SPDX-License-Identifier: MIT
// Rows of people from anybody's file: the fast reader finds the very rows and cells that a plain
// one finds, names the rows it cannot read, and what is read of them is all records or none.
#include "base/result.h"
#include "engine/linkage/reading.h"
#include "engine/linkage/rows.h"
#include <algorithm>

namespace {
using namespace kith::linkage;

struct PlainRow {
    std::size_t number = 0;
    bool trouble = false;
    std::vector<std::string> cells = {};
};

// One letter after the other, as RFC 4180 is read.
class PlainReader {
public:
    explicit PlainReader(std::string_view text) : text_(text)
    {
        if (text_.starts_with("\xEF\xBB\xBF"))
            text_.remove_prefix(3);
    }
    std::vector<PlainRow> read()
    {
        std::vector<PlainRow> rows;
        for (std::size_t number = 1; at_ < text_.size(); ++number) {
            if (auto const end = line_end(at_); end > at_ && text_[end - 1] == '\n') {
                at_ = end;
                continue;
            }
            auto& row = rows.emplace_back(PlainRow{number});
            read_row(row);
            if (row.trouble)
                while (at_ < text_.size() && text_[at_++] != '\n') { }
        }
        return rows;
    }

private:
    // Behind the line end that begins here, or here if none does. A CR at the very end is one.
    [[nodiscard]] std::size_t line_end(std::size_t from) const
    {
        auto const cr = from < text_.size() && text_[from] == '\r' ? 1U : 0U;
        if (from + cr < text_.size() && text_[from + cr] == '\n')
            return from + cr + 1;
        return cr == 1 && from + 1 == text_.size() ? from + 1 : from;
    }
    void read_row(PlainRow& row)
    {
        for (;;) {
            auto quote = at_;
            while (quote < text_.size() && text_[quote] == ' ')
                ++quote;
            auto& cell = row.cells.emplace_back();
            row.trouble = quote < text_.size() && text_[quote] == '"' ? !read_quoted(quote, cell)
                                                                      : !read_bare(cell);
            if (row.trouble)
                return;
            if (at_ < text_.size() && text_[at_] == ',') {
                ++at_;
                continue;
            }
            at_ = line_end(at_);
            return;
        }
    }
    bool read_bare(std::string& cell)
    {
        for (; at_ < text_.size() && text_[at_] != ',' && line_end(at_) == at_; ++at_) {
            if (text_[at_] == '"' || text_[at_] == '\0')
                return false;
            cell += text_[at_];
        }
        return true;
    }
    bool read_quoted(std::size_t quote, std::string& cell)
    {
        at_ = quote;
        for (auto next = quote + 1; next < text_.size(); ++next) {
            if (text_[next] != '"') {
                cell += text_[next];
            } else if (next + 1 < text_.size() && text_[next + 1] == '"') {
                cell += text_[next++];
            } else {
                at_ = next + 1;
                return cell.find('\0') == std::string::npos
                    && (at_ == text_.size() || text_[at_] == ',' || line_end(at_) > at_);
            }
        }
        return false;
    }
    std::string_view text_;
    std::size_t at_ = 0;
};

void must_read_alike(std::string_view text, std::vector<PlainRow> const& plain)
{
    std::deque<std::string> kept;
    Rows rows(text, kept);
    std::vector<std::string_view> cells;
    std::size_t count = 0;
    while (rows.next(cells)) {
        kith::must(count < plain.size(), "no row more than there are");
        auto const& row = plain[count++];
        kith::must(row.number == rows.row(), "each row has its own number");
        kith::must(row.trouble == !rows.trouble().empty(), "what cannot be read is named");
        kith::must(row.trouble || std::ranges::equal(cells, row.cells), "each cell is as written");
    }
    kith::must(count == plain.size(), "every row is read");
}

void must_give_all_or_none(std::string_view text, std::vector<PlainRow> const& plain)
{
    auto const read = read_people({&text, 1}, {}, {}, 2);
    if (!read.troubles.empty()) {
        kith::must(read.people.records.empty(), "nothing is read of a file with troubles");
        return;
    }
    kith::must(read.people.records.size() + 1 == plain.size(), "each row is a record");
    for (auto const& row : plain)
        kith::must(!row.trouble && row.cells.size() == plain[0].cells.size(), "no row was bent");
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    auto const plain = PlainReader(text).read();
    must_read_alike(text, plain);
    must_give_all_or_none(text, plain);
    return 0;
}
