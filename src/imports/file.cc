// SPDX-License-Identifier: MIT
#include "imports/file.h"
#include "base/csv.h"
#include "base/encoding.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::imports {
namespace {
    std::string_view cell_text(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos)
            return {};
        text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
        return csv::is_nothing(text) ? std::string_view() : text;
    }

    char separator_of(std::string_view text)
    {
        auto const header = text.substr(0, text.find('\n'));
        auto const count = [&](char c) { return std::ranges::count(header, c); };
        if (count('\t') > std::max(count(','), count(';')))
            return '\t';
        return count(';') > count(',') ? ';' : ',';
    }

    // "sep=;": what spreadsheets write first, to say what stands between the columns.
    bool is_separator_line(csv::Row const& row)
    {
        return !row.fields.empty() && cell_text(row.fields[0]) == "sep="
            && std::all_of(row.fields.begin() + 1, row.fields.end(),
                [](auto const& cell) { return cell_text(cell).empty(); });
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
        RowsRead(Fields fields, File& file, std::size_t width, CheckRow const& check)
            : fields_(fields), file_(file), width_(width), check_(check)
        {
        }
        Done read(csv::Reader& reader)
        {
            csv::Row row;
            for (;;) {
                auto const more = reader.next(row);
                if (!more) {
                    file_.add_trouble(
                        fields_, reader.row(), "", without_row(more.error().words.key));
                    reader.pass_line();
                    continue;
                }
                if (!*more)
                    return done();
                if (file_.rows.size() == most_rows)
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
        void add(csv::Row const& cells)
        {
            if (cells.fields.size() != width_)
                return file_.add_trouble(fields_, cells.number, "",
                    fmt::format("it has {} fields, and the first row has {}: look for a missing or "
                                "an extra separator",
                        cells.fields.size(), width_));
            Row row{cells.number};
            for (std::size_t field = 0; field < fields_.size(); ++field)
                if (auto const at = file_.columns.places[field]; at >= 0)
                    if (auto const text = cell_text(cells.fields[static_cast<std::size_t>(at)]);
                        !text.empty())
                        row.values.emplace_back(field, text);
            if (row.values.empty())
                return; // a row of separators alone, as spreadsheets leave at the end
            if (auto const right = check_(row); !right)
                return file_.add_trouble(
                    fields_, row.number, right.error().field, right.error().words.key);
            file_.rows.push_back(std::move(row));
        }

        Fields fields_;
        File& file_;
        std::size_t width_;
        CheckRow const& check_;
    };
} // namespace

std::string_view Row::value(std::size_t field) const
{
    auto const at = std::ranges::find(values, field, [](auto const& one) { return one.first; });
    return at == values.end() ? std::string_view() : std::string_view(at->second);
}

void File::add_trouble(Fields fields, std::size_t row, std::string_view field, std::string words)
{
    ++trouble_count;
    if (troubles.size() == troubles_named)
        return;
    std::string column;
    if (auto const known = read_field(fields, field))
        if (auto const used = columns.used.find(*known); used != columns.used.end())
            column = used->second;
    troubles.push_back({row, std::move(column), std::move(words)});
}

Result<File> read_file(
    Fields fields, std::string text, LayOut const& lay_out, CheckRow const& check)
{
    File file;
    file.windows_1252 = !is_utf8(text);
    if (file.windows_1252)
        text = from_windows_1252(text);
    file.separator = separator_of(text);
    csv::Reader reader(text, file.separator);
    csv::Row row;
    auto named = reader.next(row);
    if (named && *named && is_separator_line(row))
        named = reader.next(row);
    if (!named)
        return invalid(named.error().words.key, "file");
    if (!*named)
        return invalid("The file is empty: its first row must name the columns", "file");
    std::vector<std::string> header;
    for (auto const& name : row.fields)
        header.emplace_back(cell_text(name));
    TRY(check_header(header));
    file.columns = TRY(lay_out(header));
    RowsRead rows(fields, file, header.size(), check);
    TRY(rows.read(reader));
    if (file.rows.empty() && file.trouble_count == 0)
        return invalid(
            "The file holds no row below its first: nothing is there to bring in", "file");
    return file;
}

} // namespace kith::imports
