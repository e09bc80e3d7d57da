// SPDX-License-Identifier: MIT
#include "base/csv_lines.h"
#include <algorithm>
#include <array>

namespace kith::csv {
namespace {
    // As ASCII, and in full width (U+FF1D, U+FF0B, U+FF0D, U+FF20).
    constexpr std::array<std::string_view, 8> formula_signs{
        "=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
} // namespace

bool reads_as_formula(std::string_view text)
{
    if (text.starts_with('\t') || text.starts_with('\r') || text.starts_with('\n'))
        return true;
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return false;
    return std::ranges::any_of(
        formula_signs, [&](std::string_view sign) { return text.substr(first).starts_with(sign); });
}

std::string safe_cell(std::string_view text)
{
    std::string cell = reads_as_formula(text) ? "'" : "";
    cell += text;
    if (cell.find_first_of(",\"\r\n;\t") == std::string::npos)
        return cell;
    std::string quoted = "\"";
    for (char const c : cell)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string line(std::span<std::string const> cells)
{
    std::string whole;
    for (std::size_t at = 0; at < cells.size(); ++at)
        whole += (at > 0 ? "," : "") + safe_cell(cells[at]);
    return whole + "\r\n";
}

} // namespace kith::csv
