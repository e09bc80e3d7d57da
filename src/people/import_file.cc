// SPDX-License-Identifier: MIT
#include "people/import_file.h"
#include <fmt/core.h>
#include <unordered_map>

namespace kith::people {
namespace {
    // No two rows of a file have one number.
    class NumbersSeen {
    public:
        Done take(Person const& person, std::size_t row)
        {
            for (auto const& one : person.identifiers)
                if (auto const at = rows_.find(one.scheme + one.value); at != rows_.end())
                    return invalid(fmt::format(
                        "it has a number of row {} too: leave one of them", at->second));
            for (auto const& one : person.identifiers)
                rows_.emplace(one.scheme + one.value, row);
            return done();
        }

    private:
        std::unordered_map<std::string, std::size_t> rows_ = {};
    };
} // namespace

Result<imports::File> read_import_file(
    std::string text, imports::Mapping const& asked, Owner const& owner, Date today)
{
    NumbersSeen numbers;
    return imports::read_file(
        import_fields(), std::move(text),
        [&](std::span<std::string const> header) { return lay_out_columns(header, asked); },
        [&](Row const& row) -> Done {
            auto const person = TRY(person_of(row, owner, today));
            return numbers.take(person, row.number);
        });
}

} // namespace kith::people
