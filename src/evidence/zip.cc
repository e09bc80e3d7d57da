// SPDX-License-Identifier: MIT
#include "evidence/zip.h"
#include <memory>
#include <stdexcept>
#include <zip.h>

namespace kith::evidence {
namespace {
    [[noreturn]] void refuse_zip(char const* what)
    {
        throw std::runtime_error(std::string("a ZIP file: ") + what);
    }

    struct Discard {
        void operator()(zip_t* archive) const { zip_discard(archive); }
    };
    struct Free {
        void operator()(zip_source_t* source) const { zip_source_free(source); }
    };
} // namespace

std::string write_zip(std::vector<NamedBytes> const& files, Instant at)
{
    zip_error_t problem;
    zip_error_init(&problem);
    std::unique_ptr<zip_source_t, Free> const made(
        zip_source_buffer_create(nullptr, 0, 0, &problem));
    if (!made)
        refuse_zip("no memory");
    zip_source_keep(made.get()); // the archive takes one, and we read what it leaves
    std::unique_ptr<zip_t, Discard> archive(
        zip_open_from_source(made.get(), ZIP_TRUNCATE, &problem));
    if (!archive) {
        zip_source_free(made.get());
        refuse_zip("it cannot be begun");
    }
    constexpr std::int64_t in_a_second = 1'000'000;
    auto const moment = static_cast<time_t>(at.microseconds() / in_a_second);
    for (auto const& [name, bytes] : files) {
        auto* const source = zip_source_buffer(archive.get(), bytes.data(), bytes.size(), 0);
        auto const place = source == nullptr
            ? -1
            : zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (place < 0) {
            zip_source_free(source);
            refuse_zip("a file cannot be added");
        }
        auto const number = static_cast<zip_uint64_t>(place);
        if (zip_file_set_mtime(archive.get(), number, moment, 0) != 0
            || zip_file_set_external_attributes(archive.get(), number, 0, ZIP_OPSYS_DOS, 0) != 0)
            refuse_zip("a file cannot be added");
    }
    if (zip_close(archive.get()) != 0)
        refuse_zip("it cannot be written");
    (void)archive.release(); // NOLINT(bugprone-unused-return-value): zip_close has freed it
    zip_stat_t told;
    zip_stat_init(&told);
    if (zip_source_stat(made.get(), &told) != 0 || zip_source_open(made.get()) != 0)
        refuse_zip("it cannot be read back");
    std::string out(told.size, '\0');
    auto const read = zip_source_read(made.get(), out.data(), out.size());
    zip_source_close(made.get());
    if (read != static_cast<zip_int64_t>(out.size()))
        refuse_zip("it cannot be read back");
    return out;
}

} // namespace kith::evidence
