// SPDX-License-Identifier: MIT
#include "directory/load.h"
#include "directory/postcode_files.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <memory>
#include <sodium.h>
#include <zlib.h>

namespace kith::directory {
namespace {
    constexpr std::size_t head_size = std::size_t{1} << 16U;

    // A file as its bytes are, whether it is packed or not: zlib reads both.
    class Packed {
    public:
        explicit Packed(std::filesystem::path const& file) : held_(gzopen(file.c_str(), "rb"))
        {
            if (held_)
                gzbuffer(held_.get(), 1U << 18U);
        }
        [[nodiscard]] bool open() const { return held_ != nullptr; }

        // Adds up to `size` bytes; false if the file is damaged or cannot be read.
        bool read_onto(std::string& bytes, std::size_t size)
        {
            auto const before = bytes.size();
            bytes.resize(before + size);
            std::size_t got = 0;
            while (got < size) {
                auto const wanted = static_cast<unsigned>(std::min(size - got, head_size * 16));
                auto const more = gzread(held_.get(), bytes.data() + before + got, wanted);
                if (more < 0)
                    return false;
                if (more == 0)
                    break;
                got += static_cast<std::size_t>(more);
            }
            bytes.resize(before + got);
            int trouble = Z_OK;
            gzerror(held_.get(), &trouble);
            return trouble == Z_OK; // Z_BUF_ERROR: a packed file that is cut off
        }
        [[nodiscard]] bool at_end() const { return gzeof(held_.get()) != 0; }

    private:
        struct Close {
            void operator()(gzFile_s* file) const { gzclose(file); }
        };
        std::unique_ptr<gzFile_s, Close> held_;
    };

    std::string hash_of(std::string_view bytes)
    {
        std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
        crypto_hash_sha256(
            hash.data(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
        return fmt::format("{:02x}", fmt::join(hash, ""));
    }

    FileReport left_out(FileReport report, std::string reason)
    {
        report.fate = Fate::left_out;
        report.bad_rows = 1;
        report.bad = {{0, std::move(reason)}};
        return report;
    }

    FileReport take_postcodes(db::Database& database, FileReport report, PostcodeLayout layout,
        std::string_view bytes, Instant now)
    {
        report.kind = name_of(layout);
        auto const hash = hash_of(bytes);
        if (was_loaded(*database.reader(), hash)) {
            report.fate = Fate::unchanged;
            return report;
        }
        auto file = read_postcodes(layout, bytes);
        report.without_position = file.without_position;
        report.no_longer_used = file.no_longer_used;
        report.bad = std::move(file.bad);
        report.bad_rows = file.bad_rows;
        if (report.bad_rows != 0) {
            report.fate = Fate::left_out;
            return report;
        }
        report.rows = file.rows.size();
        report.fate = Fate::loaded;
        database.write([&](db::Connection& connection) {
            put_postcodes(connection, file.rows, report.kind, now);
            put_load(connection, {hash, report.file, report.kind, file.rows.size()}, now);
            return db::Outcome::keep;
        });
        return report;
    }

    FileReport load_file(
        db::Database& database, std::filesystem::path const& path, std::string name, Instant now)
    {
        FileReport report;
        report.file = std::move(name);
        Packed packed(path);
        std::string bytes;
        if (!packed.open())
            return left_out(report, "it cannot be opened: look at its permissions");
        if (!packed.read_onto(bytes, head_size))
            return left_out(report, "it is damaged or cannot be read: fetch it again");
        auto const layout = recognise_postcodes(bytes);
        if (!layout)
            return report;
        while (!packed.at_end()) {
            if (bytes.size() > largest_file)
                return left_out(report, "it is larger than a gibibyte: divide it");
            if (!packed.read_onto(bytes, head_size * 64))
                return left_out(report, "it is damaged or cannot be read: fetch it again");
        }
        return take_postcodes(database, std::move(report), *layout, bytes, now);
    }

    std::vector<std::filesystem::path> files_in(std::filesystem::path const& folder)
    {
        if (std::filesystem::is_regular_file(folder))
            return {folder};
        std::vector<std::filesystem::path> files;
        using std::filesystem::directory_options;
        for (auto const& entry : std::filesystem::recursive_directory_iterator(
                 folder, directory_options::skip_permission_denied))
            if (entry.is_regular_file())
                files.push_back(entry.path());
        std::ranges::sort(files);
        return files;
    }
} // namespace

std::size_t LoadReport::count(Fate fate) const
{
    return static_cast<std::size_t>(std::ranges::count(files, fate, &FileReport::fate));
}

Result<LoadReport> load(db::Database& database, std::filesystem::path const& folder, Instant now,
    Progress const& progress)
{
    if (!std::filesystem::exists(folder))
        return not_found(
            fmt::format("There is no folder {}: give one that exists", folder.string()));
    auto const whole = std::filesystem::is_directory(folder);
    LoadReport report;
    for (auto const& path : files_in(folder)) {
        auto name = whole ? path.lexically_relative(folder).generic_string()
                          : path.filename().generic_string();
        if (progress)
            progress(name);
        report.files.push_back(load_file(database, path, std::move(name), now));
    }
    return report;
}

FileReport load_bytes(
    db::Database& database, std::string const& name, std::string_view bytes, Instant now)
{
    FileReport report;
    report.file = name;
    auto const layout = recognise_postcodes(bytes.substr(0, head_size));
    if (!layout)
        return report;
    return take_postcodes(database, std::move(report), *layout, bytes, now);
}

} // namespace kith::directory
