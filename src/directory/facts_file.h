// SPDX-License-Identifier: MIT
#pragma once

// One file of reference facts, read field by field: the room's own, behind ReferenceFacts.
//
// Errors   `invalid`, naming file, row and column, and what to write there.

#include "base/csv.h"
#include "base/london.h"
#include "directory/reference_facts.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::directory {

class FactsFile {
public:
    // Throws std::logic_error if nothing ships under the path.
    [[nodiscard]] static Result<FactsFile> read(
        std::string const& path, std::vector<std::string_view> const& columns);

    [[nodiscard]] std::size_t size() const { return table_.size(); }
    [[nodiscard]] std::string const& text(std::size_t row, std::string_view column) const
    {
        return table_.text(row, column);
    }
    [[nodiscard]] Error refused(
        std::size_t row, std::string_view column, std::string_view why) const;
    [[nodiscard]] Result<std::string> filled(std::size_t row, std::string_view column) const;
    [[nodiscard]] Result<int> whole(std::size_t row, std::string_view column) const;
    [[nodiscard]] Result<bool> yes(std::size_t row, std::string_view column) const;
    [[nodiscard]] Result<Date> day(std::size_t row, std::string_view column) const;
    [[nodiscard]] Result<london::TimeOfDay> time(std::size_t row, std::string_view column) const;
    // from, until, source and, where the file has it, verified.
    [[nodiscard]] Result<Standing> standing(std::size_t row) const;

private:
    FactsFile(std::string path, csv::Table table) : path_(std::move(path)), table_(std::move(table))
    {
    }
    std::string path_;
    csv::Table table_;
};

// "Mon-Fri", "Sat Sun": which days of the week, [1] being Monday.
[[nodiscard]] Result<std::array<bool, 8>> read_weekdays(std::string_view text);

// Names are compared without case, points and apostrophes, a dash being a space.
[[nodiscard]] std::string plain_name(std::string_view name);

} // namespace kith::directory
