// SPDX-License-Identifier: MIT
// A file of rows: read or refused with the number of the row, and always to its end.
#include "base/csv.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    csv::Reader reader(text);
    csv::Row row;
    std::size_t read = 0;
    for (auto more = reader.next(row); more.ok() && *more; more = reader.next(row)) {
        ++read;
        for (auto const& field : row.fields)
            must(field.size() <= size, "a field is no longer than the file");
    }
    must(read <= size + 1, "each row has bytes of its own");
    csv::Reader past_trouble(text, ';'); // goes on behind what it refuses, and comes to the end too
    for (std::size_t rows = 0;; ++rows) {
        must(rows <= size + 1, "each row has bytes of its own, read or refused");
        auto const more = past_trouble.next(row);
        if (more.ok() && !*more)
            break;
        if (!more.ok())
            past_trouble.pass_line();
    }
    if (auto const table = csv::Table::read(text))
        for (std::size_t at = 0; at < table->size(); ++at)
            for (auto const& column : table->columns())
                (void)table->text(at, column);
    return 0;
}
