// SPDX-License-Identifier: MIT
#include "directory/load.h"
#include "directory/columns.h"
#include "directory/intake.h"
#include "directory/json_items.h"
#include "directory/open_data.h"
#include "directory/source.h"
#include "directory/store_postcodes.h"
#include <algorithm>
#include <fmt/core.h>
#include <memory>

namespace kith::directory {
namespace {
    constexpr std::size_t head_size = std::size_t{1} << 16U;
    constexpr std::size_t rows_kept = 1000; // before they are written: whole statements of 100
    constexpr std::size_t points_at_once = 500;

    FileReport left_out(FileReport report, std::string reason)
    {
        report.fate = Fate::left_out;
        report.bad_rows = 1;
        report.bad = {{0, std::move(reason)}};
        return report;
    }

    std::optional<Layout> recognise_rows(std::string_view head)
    {
        csv::Reader reader(head);
        csv::Row first;
        auto const any = reader.next(first);
        if (!any || !*any)
            return std::nullopt;
        auto const header = lower_case_header(first);
        for (auto const recognise : {recognise_incidents, recognise_schools})
            if (auto layout = recognise(header))
                return layout;
        if (auto layout = recognise_postcodes(header, first))
            return layout;
        return recognise_places(header);
    }

    // Only what could be one of ours is read whole.
    bool may_be_document(std::string_view head)
    {
        auto const at = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
        if (at == std::string_view::npos || (head[at] != '{' && head[at] != '['))
            return false;
        return head[at] == '[' || head.find("\"FeatureCollection\"") != std::string_view::npos
            || head.find("\"contents\"") != std::string_view::npos;
    }

    Result<std::optional<Layout>> recognise(Source& source)
    {
        std::string head;
        TRY(source.read_onto(head, head_size));
        if (!may_be_document(head)) {
            source.rewind();
            return recognise_rows(head);
        }
        auto const document = TRY(read_whole(source, largest_document));
        source.rewind();
        auto areas = recognise_areas(document);
        return areas ? std::move(areas) : recognise_services(document);
    }

    // What becomes of the rows that a reading has kept so far.
    using Put = std::function<void(Intake&)>;

    // One reading of a file, row after row.
    class Pouring {
    public:
        Pouring(Layout const& layout, Setting const& setting, FileReport& report, Put put)
            : layout_(layout)
            , intake_(layout.intake(setting))
            , report_(report)
            , put_(std::move(put))
        {
        }

        void pour(Source& source)
        {
            source.rewind();
            if (layout_.laid_out == LaidOut::items)
                pour_items(source);
            else
                pour_rows(source);
            put();
            auto const& counts = intake_->counts();
            report_.rows = counts.rows;
            report_.without_position = counts.without_position;
            report_.outside = counts.outside;
            report_.no_longer_used = counts.no_longer_used;
            report_.repeated = counts.repeated;
        }

    private:
        void pour_rows(Source& source)
        {
            RowStream stream(source);
            csv::Row row;
            for (auto first = true;; first = false) {
                auto const more = stream.next(row);
                if (!more) // where the quotes are wrong there is no telling where rows end
                    return refuse(stream.row(), more.error().words.key);
                if (!*more)
                    return;
                if (first && layout_.laid_out == LaidOut::rows)
                    continue;
                auto const read = is_text(row)
                    ? intake_->take(row)
                    : Done(invalid("it is not UTF-8 text: save the file as UTF-8"));
                took(row.number, read);
            }
        }

        void pour_items(Source& source)
        {
            auto const document = read_whole(source, largest_document);
            if (!document)
                return refuse(0, document.error().words.key);
            JsonItems items(*document, layout_.turn < 3 ? "features" : "contents");
            std::string_view item;
            for (std::size_t number = 1;; ++number) {
                auto const more = items.next(item);
                if (!more)
                    return refuse(number, more.error().words.key);
                if (!*more)
                    return;
                took(number, intake_->take_item(item));
            }
        }

        bool is_text(csv::Row& row) const
        {
            for (auto& text : row.fields)
                if (!is_utf8(text)) {
                    if (layout_.encoding != Encoding::windows_1252)
                        return false;
                    text = from_windows_1252(text);
                }
            return true;
        }

        void took(std::size_t number, Done const& read)
        {
            if (!read)
                refuse(number, read.error().words.key);
            if (intake_->kept() >= rows_kept)
                put();
        }

        void refuse(std::size_t number, std::string reason)
        {
            ++report_.bad_rows;
            if (report_.bad.size() < bad_rows_named)
                report_.bad.push_back({number, std::move(reason)});
        }

        void put()
        {
            if (intake_->kept() > 0 && report_.bad_rows == 0)
                put_(*intake_);
            intake_->drop();
        }

        Layout const& layout_;
        std::unique_ptr<Intake> intake_;
        FileReport& report_;
        Put put_;
    };

    // Every row read and none written: is the file good?
    FileReport proof_read(Source& source, Layout const& layout, FileReport begun, Instant now)
    {
        Whereabouts nowhere; // where a point lies makes no row good or bad
        Pouring(layout, {now, layout.kind, nowhere}, begun, [](Intake&) {}).pour(source);
        if (begun.bad_rows == 0)
            return begun;
        begun.fate = Fate::left_out;
        begun.rows = begun.without_position = begun.outside = begun.no_longer_used = begun.repeated
            = 0;
        return begun;
    }

    // In pieces, so that nobody who writes meanwhile waits for the whole file. If the machine stops
    // between two, the file does not count as loaded, and loading it again completes it.
    FileReport take_in(db::Database& database, Source& source, Layout const& layout,
        FileReport begun, Whereabouts& whereabouts, Watch const& watch, Instant now)
    {
        begun.kind = layout.kind;
        auto const hash = hash_of(source);
        if (!hash)
            return left_out(std::move(begun), hash.error().words.key);
        if (was_loaded(*database.reader(), *hash)) {
            begun.fate = Fate::unchanged;
            return begun;
        }
        auto const proof = proof_read(source, layout, begun, now);
        if (proof.bad_rows != 0)
            return proof;
        FileReport report = begun;
        Pouring(layout, {now, layout.kind, whereabouts}, report, [&](Intake& intake) {
            if (watch.piece)
                watch.piece();
            database.write([&](db::Connection& connection) {
                intake.put(connection);
                return db::Outcome::keep;
            });
        }).pour(source);
        if (report.bad_rows != 0 || hash_of(source).value_or("") != *hash)
            return left_out(std::move(begun), "it was changed while it was read: load it again");
        report.fate = Fate::loaded;
        database.write([&](db::Connection& connection) {
            put_load(connection, {*hash, report.file, report.kind, report.rows}, now);
            if (watch.loaded)
                watch.loaded(connection, report);
            return db::Outcome::keep;
        });
        if (layout.turn < 3)
            whereabouts = Whereabouts::read(*database.reader());
        return report;
    }

    // What was loaded before its outlines were.
    void place_the_unplaced(db::Database& database, Whereabouts& whereabouts)
    {
        auto const points = list_unplaced(*database.reader());
        for (std::size_t from = 0; from < points.size(); from += points_at_once)
            database.write([&](db::Connection& connection) {
                auto const until = std::min(points.size(), from + points_at_once);
                for (auto i = from; i < until; ++i)
                    if (auto const& found = whereabouts.find(points[i]); !found.district.empty())
                        place_at(connection, points[i], found.district, found.ward);
                return db::Outcome::keep;
            });
    }

    struct FoundFile {
        std::size_t report = 0; // its place in the report
        std::filesystem::path path = {};
        Layout layout = {};
    };

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

    // Every file's report, begun; and those that are to be taken in, in their turn.
    std::vector<FoundFile> sort_out(std::filesystem::path const& folder, LoadReport& report)
    {
        auto const whole = std::filesystem::is_directory(folder);
        std::vector<FoundFile> candidates;
        for (auto const& path : files_in(folder)) {
            auto& file = report.files.emplace_back();
            file.file = whole ? path.lexically_relative(folder).generic_string()
                              : path.filename().generic_string();
            auto source = open_source(path);
            auto layout
                = source ? recognise(**source) : Result<std::optional<Layout>>(source.error());
            if (!layout)
                file = left_out(std::move(file), layout.error().words.key);
            else if (*layout && (*layout)->left_why.empty())
                candidates.push_back({report.files.size() - 1, path, std::move(**layout)});
            else if (*layout)
                file.kind = (*layout)->left_why;
        }
        std::ranges::stable_sort(
            candidates, {}, [](FoundFile const& one) { return one.layout.turn; });
        return candidates;
    }
} // namespace

std::size_t LoadReport::count(Fate fate) const
{
    return static_cast<std::size_t>(std::ranges::count(files, fate, &FileReport::fate));
}

Result<LoadReport> load(
    db::Database& database, std::filesystem::path const& folder, Instant now, Watch const& watch)
{
    if (!std::filesystem::exists(folder))
        return not_found(
            fmt::format("There is no folder {}: give one that exists", folder.string()));
    LoadReport report;
    auto const candidates = sort_out(folder, report);
    auto whereabouts = Whereabouts::read(*database.reader());
    auto new_outlines = false;
    for (auto const& one : candidates) {
        auto& file = report.files[one.report];
        if (watch.reached)
            watch.reached(file.file);
        auto source = open_source(one.path);
        file = source
            ? take_in(database, **source, one.layout, std::move(file), whereabouts, watch, now)
            : left_out(std::move(file), source.error().words.key);
        new_outlines = new_outlines || (one.layout.turn < 2 && file.fate == Fate::loaded);
    }
    if (new_outlines)
        place_the_unplaced(database, whereabouts);
    return report;
}

FileReport load_bytes(
    db::Database& database, std::string const& name, std::string_view bytes, Instant now)
{
    FileReport report;
    report.file = name;
    auto const source = source_of(bytes);
    auto const layout = recognise(*source);
    if (!layout || !*layout || !(*layout)->left_why.empty())
        return report;
    auto whereabouts = Whereabouts::read(*database.reader());
    report = take_in(database, *source, **layout, std::move(report), whereabouts, {}, now);
    if ((*layout)->turn < 2 && report.fate == Fate::loaded)
        place_the_unplaced(database, whereabouts);
    return report;
}

} // namespace kith::directory
