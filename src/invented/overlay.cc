// SPDX-License-Identifier: MIT
// The invented rows of reference facts, laid behind the real ones.
#include "base/shipped.h"
#include "invented/invented.h"
#include <fmt/core.h>
#include <fstream>

namespace kith::invented {
namespace {
    namespace fs = std::filesystem;
    constexpr std::string_view invented_facts = "data/invented/reference/";

    std::string_view header_of_file(std::string_view text)
    {
        return text.substr(0, text.find_first_of("\r\n"));
    }

    // Our rows below the shipped ones: both files have the same columns.
    std::string joined(std::string_view shipped_rows, std::string_view ours)
    {
        must(header_of_file(shipped_rows) == header_of_file(ours),
            "an invented file of facts has other columns than the shipped one");
        std::string text(shipped_rows);
        if (!text.ends_with('\n'))
            text += '\n';
        text += ours.substr(ours.find('\n') + 1);
        return text;
    }
} // namespace

void lay_overlay(fs::path const& overlay_folder)
{
    auto const folder = overlay_folder / "data" / "reference";
    fs::create_directories(folder);
    for (auto const& file : shipped(invented_facts)) {
        auto const name = file.path.substr(invented_facts.size());
        auto const whole = joined(built_in_file("data/reference/" + name), file.bytes);
        std::ofstream out(folder / name, std::ios::binary);
        out << whole;
        out.close();
        if (!out)
            throw std::runtime_error(
                fmt::format("{} cannot be written: is the disk full?", (folder / name).string()));
    }
}

} // namespace kith::invented
