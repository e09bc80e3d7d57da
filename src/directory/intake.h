// SPDX-License-Identifier: MIT
#pragma once

// One file of open data on its way in: how a layout is known, and what takes its rows. The room's
// own, behind `load`.
//
// A Layout says what a file is; its `intake` makes an Intake, which reads one row (or one item of a
// JSON document) after another, keeps what is good and, when asked, writes what it has kept.
//
// Errors   `take` answers why a row breaks its format; what the publisher allows to be missing is
//          counted instead.

#include "base/csv.h"
#include "base/time.h"
#include "directory/whereabouts.h"
#include "platform/db/db.h"
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kith::directory {

struct Counts {
    std::size_t rows = 0; // kept
    std::size_t without_position = 0;
    std::size_t outside = 0; // of every district whose outline is loaded
    std::size_t no_longer_used = 0;
    std::size_t repeated = 0; // in the same words as one before
};

struct Setting {
    Instant now;
    std::string_view kind; // the layout's name
    Whereabouts& whereabouts;
};

class Intake {
public:
    Intake() = default;
    Intake(Intake const&) = delete;
    Intake& operator=(Intake const&) = delete;
    virtual ~Intake() = default;

    virtual Done take(csv::Row const& row) = 0;
    virtual Done take_item(std::string_view json) = 0;
    virtual void put(db::Connection& connection) = 0; // what was kept; may be asked again
    virtual void drop() = 0;                          // forgets what was kept
    [[nodiscard]] virtual std::size_t kept() const = 0;
    [[nodiscard]] Counts const& counts() const { return counts_; }

protected:
    // Counts a point outside, and fills the district and ward that are empty.
    void place(Setting const& setting, std::optional<geo::Point> const& at, std::string& district,
        std::string& ward);
    Counts counts_;
};

enum class LaidOut { rows, rows_without_header, items };
enum class Encoding { utf8, windows_1252 };

struct Layout {
    std::string kind; // "Code-Point Open postcodes"
    LaidOut laid_out = LaidOut::rows;
    Encoding encoding = Encoding::utf8;
    int turn = 3; // districts first, then the areas in them, then what lies in areas
    std::function<std::unique_ptr<Intake>(Setting const&)> intake = {};
    std::string left_why = {}; // known, and left all the same: "an example of ..."
};

// Nothing if it is none of the layout's. `header` is the first row, its names in lower case.
using Header = std::vector<std::string>;
[[nodiscard]] std::optional<Layout> recognise_postcodes(
    Header const& header, csv::Row const& first);
[[nodiscard]] std::optional<Layout> recognise_schools(Header const& header);
[[nodiscard]] std::optional<Layout> recognise_incidents(Header const& header);
[[nodiscard]] std::optional<Layout> recognise_places(Header const& header);
// Of JSON, the whole document.
[[nodiscard]] std::optional<Layout> recognise_areas(std::string_view document);
[[nodiscard]] std::optional<Layout> recognise_services(std::string_view document);

// An Intake of rows, or of items, that keeps rows of one type.
template <class Row>
class RowIntake : public Intake {
public:
    explicit RowIntake(Setting const& setting) : setting_(setting) { }
    Done take(csv::Row const& /*row*/) override { return invalid("it is not a row of a table"); }
    Done take_item(std::string_view /*json*/) override { return invalid("it is not JSON"); }
    void drop() override { rows_.clear(); }
    [[nodiscard]] std::size_t kept() const override { return rows_.size(); }

protected:
    void keep(Row row)
    {
        rows_.push_back(std::move(row));
        ++counts_.rows;
    }
    Setting setting_;
    std::vector<Row> rows_;
};

} // namespace kith::directory
