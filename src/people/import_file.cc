// SPDX-License-Identifier: MIT
#include "people/import_file.h"
#include "base/csv.h"
#include "base/encoding.h"
#include <algorithm>
#include <fmt/core.h>
#include <unordered_map>

namespace kith::people {
namespace {
    std::string_view cell_text(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos)
            return {};
        text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
        return text == "NULL" || text == "null" ? std::string_view() : text;
    }

    char separator_of(std::string_view text)
    {
        auto const header = text.substr(0, text.find('\n'));
        auto const count = [&](char c) { return std::ranges::count(header, c); };
        if (count('\t') > std::max(count(','), count(';')))
            return '\t';
        return count(';') > count(',') ? ';' : ',';
    }

    Done check_header(std::vector<std::string> const& header)
    {
        auto sorted = header;
        std::erase(sorted, "");
        std::ranges::sort(sorted);
        auto const twice = std::ranges::adjacent_find(sorted);
        if (twice != sorted.end())
            return invalid(
                fmt::format("Two columns are called \"{}\": rename one of them", *twice), "file");
        return done();
    }

    class RowsRead {
    public:
        RowsRead(ImportFile& file, std::vector<std::string> const& header, ImportOwner const& owner,
            Date today)
            : file_(file), header_(header), owner_(owner), today_(today)
        {
        }
        Done read(csv::Reader& reader)
        {
            csv::Row row;
            for (;;) {
                auto const more = reader.next(row);
                if (!more) {
                    add_trouble(reader.row(), "", without_row(more.error().words.key));
                    reader.pass_line();
                    continue;
                }
                if (!*more)
                    return done();
                if (file_.rows.size() == most_import_rows)
                    return invalid(
                        "The file has more than 1,000,000 rows: bring it in in parts", "file");
                add(row);
            }
        }

    private:
        static std::string without_row(std::string const& words) // "Row 3: why"
        {
            auto const colon = words.find(": ");
            return colon == std::string::npos ? words : words.substr(colon + 2);
        }
        void add_trouble(std::size_t row, std::string column, std::string words)
        {
            ++file_.trouble_count;
            if (file_.troubles.size() < import_troubles_named)
                file_.troubles.push_back({row, std::move(column), std::move(words)});
        }
        void add(csv::Row const& cells)
        {
            if (cells.fields.size() != header_.size())
                return add_trouble(cells.number, "",
                    fmt::format("it has {} fields, and the first row has {}: look for a missing or "
                                "an extra separator",
                        cells.fields.size(), header_.size()));
            ImportRow row{cells.number};
            for (std::size_t field = 0; field < import_field_count; ++field)
                if (auto const at = file_.columns.places[field]; at >= 0)
                    if (auto const text = cell_text(cells.fields[static_cast<std::size_t>(at)]);
                        !text.empty())
                        row.values.emplace_back(static_cast<ImportField>(field), text);
            if (row.values.empty())
                return; // a row of separators alone, as spreadsheets leave at the end
            auto const person = person_of(row, owner_, today_);
            if (!person)
                return add_trouble(
                    row.number, column_of(person.error().field), person.error().words.key);
            if (auto const before = stands_in(*person); before != 0)
                return add_trouble(row.number, "",
                    fmt::format("it has a number of row {} too: leave one of them", before));
            for (auto const& one : person->identifiers)
                numbers_.emplace(one.scheme + one.value, row.number);
            file_.rows.push_back(std::move(row));
        }
        [[nodiscard]] std::size_t stands_in(Person const& person) const
        {
            for (auto const& one : person.identifiers)
                if (auto const at = numbers_.find(one.scheme + one.value); at != numbers_.end())
                    return at->second;
            return 0;
        }
        [[nodiscard]] std::string column_of(std::string const& field) const
        {
            auto const known = read_import_field(field);
            if (!known)
                return {};
            auto const used = file_.columns.used.find(*known);
            return used == file_.columns.used.end() ? std::string() : used->second;
        }

        ImportFile& file_;
        std::vector<std::string> const& header_;
        ImportOwner const& owner_;
        Date today_;
        std::unordered_map<std::string, std::size_t> numbers_ = {}; // and the row of each
    };
} // namespace

std::string_view ImportRow::value(ImportField field) const
{
    auto const at = std::ranges::find(values, field, [](auto const& one) { return one.first; });
    return at == values.end() ? std::string_view() : std::string_view(at->second);
}

Result<ImportFile> read_import_file(
    std::string text, ImportMapping const& asked, ImportOwner const& owner, Date today)
{
    ImportFile file;
    file.windows_1252 = !is_utf8(text);
    if (file.windows_1252)
        text = from_windows_1252(text);
    file.separator = separator_of(text);
    csv::Reader reader(text, file.separator);
    csv::Row row;
    auto const named = reader.next(row);
    if (!named)
        return invalid(named.error().words.key, "file");
    if (!*named)
        return invalid("The file is empty: its first row must name the columns", "file");
    std::vector<std::string> header;
    for (auto const& name : row.fields)
        header.emplace_back(cell_text(name));
    TRY(check_header(header));
    file.columns = TRY(lay_out_columns(header, asked));
    RowsRead rows(file, header, owner, today);
    TRY(rows.read(reader));
    if (file.rows.empty() && file.trouble_count == 0)
        return invalid(
            "The file holds no row below its first: nothing is there to bring in", "file");
    return file;
}

} // namespace kith::people
