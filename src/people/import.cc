// SPDX-License-Identifier: MIT
#include "people/import.h"
#include <fmt/core.h>

namespace kith::people {

std::string_view write(ImportState state)
{
    switch (state) {
    case ImportState::staged:
        return "staged";
    case ImportState::accepted:
        return "accepted";
    case ImportState::refused:
        return "refused";
    case ImportState::undone:
        return "undone";
    }
    return {};
}

std::string_view write(Fate fate)
{
    switch (fate) {
    case Fate::fresh:
        return "new";
    case Fate::perhaps_known:
        return "perhaps known";
    case Fate::changed:
        return "changed";
    case Fate::unchanged:
        return "unchanged";
    }
    return {};
}

ImportCounts counts_of(std::vector<StagedRow> const& rows)
{
    ImportCounts counts;
    counts.rows = static_cast<std::int64_t>(rows.size());
    for (auto const& row : rows) {
        counts.made += row.fate == Fate::fresh || row.fate == Fate::perhaps_known ? 1 : 0;
        counts.perhaps_known += row.fate == Fate::perhaps_known ? 1 : 0;
        counts.changed += row.fate == Fate::changed ? 1 : 0;
        counts.unchanged += row.fate == Fate::unchanged ? 1 : 0;
    }
    return counts;
}

std::string columns_in_words(ImportFile const& file)
{
    std::string used;
    for (auto const& [field, column] : file.columns.used)
        used += (used.empty() ? "" : "; ")
            + (column == in_words(field) ? column
                                         : fmt::format("{} is {}", column, in_words(field)));
    std::string carried;
    for (auto const& column : file.columns.carried)
        carried += (carried.empty() ? "" : ", ") + column;
    return carried.empty() ? used : used + ". Carried, not used: " + carried;
}

} // namespace kith::people
