// SPDX-License-Identifier: MIT
#include "platform/ledger/record.h"
#include "platform/ledger/tree.h"
#include <algorithm>

namespace kith::ledger {
namespace {

    constexpr std::size_t most_entries = 512; // bytes that nearly every entry stays below

    void add_big_endian(std::string& bytes, std::uint64_t value, int count)
    {
        for (int shift = (count - 1) * 8; shift >= 0; shift -= 8)
            bytes += static_cast<char>((value >> shift) & 0xff);
    }

    // Fields one after another, so that no two lists of fields give the same bytes.
    class Fields {
    public:
        explicit Fields(std::string_view title)
        {
            bytes_.reserve(most_entries);
            bytes_ += title;
        }
        Fields& text(std::string_view text)
        {
            bytes_ += '\1';
            add_big_endian(bytes_, text.size(), 4);
            bytes_ += text;
            return *this;
        }
        Fields& id(Uuid const& id)
        {
            if (id.none())
                return absent();
            return text({reinterpret_cast<char const*>(id.bytes().data()), id.bytes().size()});
        }
        Fields& at(Instant at)
        {
            bytes_ += '\1';
            add_big_endian(bytes_, 8, 4);
            add_big_endian(bytes_, static_cast<std::uint64_t>(at.microseconds()), 8);
            return *this;
        }
        Fields& hash(std::optional<Hash> const& hash)
        {
            return hash ? text({reinterpret_cast<char const*>(hash->data()), hash->size()})
                        : absent();
        }
        [[nodiscard]] Hash hashed() const { return sha256(bytes_); }

    private:
        Fields& absent()
        {
            bytes_ += '\0';
            return *this;
        }
        std::string bytes_;
    };

    // Reads columns as they must have been written; remembers whether all were.
    class Columns {
    public:
        Columns(db::Row const& row, db::Kind kind) : row_(row), kind_(kind) { }
        std::string text(std::string_view column) { return std::string(read(row_.at(column))); }
        Uuid id(std::string_view column)
        {
            auto const& value = row_.at(column);
            if (std::holds_alternative<std::monostate>(value))
                return {};
            auto const written = read(value);
            auto const id = Uuid::read(written);
            whole_ = whole_ && id && !id->none() && is_ours(written, id->write());
            return id ? *id : Uuid{};
        }
        Instant at(std::string_view column)
        {
            auto const written = read(row_.at(column));
            auto const at = Instant::read(written);
            whole_ = whole_ && at && is_ours(written, at->write());
            return at.value_or(Instant{});
        }
        std::optional<Hash> hash(std::string_view column)
        {
            if (row_.is_null(column))
                return {};
            auto const hash = read_hash(row_, column);
            whole_ = whole_ && hash;
            return hash;
        }
        [[nodiscard]] bool whole() const { return whole_; }

    private:
        std::string_view read(db::Value const& value)
        {
            auto const* held = std::get_if<std::string>(&value);
            whole_ = whole_ && held;
            return held ? std::string_view(*held) : std::string_view();
        }
        // PostgreSQL keeps ids and moments as numbers and writes them in its own way; SQLite keeps
        // our text.
        bool is_ours(std::string_view stands, std::string_view ours) const
        {
            return kind_ == db::Kind::postgres || stands == ours;
        }
        db::Row const& row_;
        db::Kind kind_;
        bool whole_ = true;
    };

} // namespace

Hash content_of(Record const& record)
{
    return Fields("kith ledger entry 1\n")
        .id(record.id.uuid())
        .at(record.at)
        .id(record.account.uuid())
        .id(record.agency.uuid())
        .text(record.process)
        .text(record.act)
        .text(record.thing.kind)
        .id(record.thing.id)
        .text(record.subject.kind)
        .id(record.subject.id)
        .text(record.rule)
        .hash(record.sealed_hash)
        .hash(record.looks_hash)
        .hashed();
}

Hash hash_looks(std::vector<Look> looks)
{
    std::sort(looks.begin(), looks.end(),
        [](Look const& one, Look const& other) { return one.thing < other.thing; });
    Fields fields("kith ledger looks 1\n");
    for (auto const& look : looks)
        fields.at(look.at)
            .id(look.entry.uuid())
            .text(look.thing.kind)
            .id(look.thing.id)
            .id(look.account.uuid());
    return fields.hashed();
}

Hash leaf_of(std::int64_t place, Hash const& content)
{
    std::string bytes;
    bytes.reserve(8 + content.size());
    add_big_endian(bytes, static_cast<std::uint64_t>(place), 8);
    bytes.append(content.begin(), content.end());
    return hash_leaf(bytes);
}

std::optional<Hash> read_hash(db::Row const& row, std::string_view column)
{
    auto const* bytes = std::get_if<db::Bytes>(&row.at(column));
    return bytes ? hash_of(bytes->held) : std::nullopt;
}

std::optional<Record> read_record(db::Row const& row, db::Kind kind)
{
    Columns columns(row, kind);
    Record record{.at = columns.at("at"),
        .id = EntryId(columns.id("id")),
        .account = AccountId(columns.id("account")),
        .agency = AgencyId(columns.id("agency")),
        .process = columns.text("process"),
        .act = columns.text("act"),
        .thing = {columns.text("thing_kind"), columns.id("thing_id")},
        .subject = {columns.text("subject_kind"), columns.id("subject_id")},
        .rule = columns.text("rule"),
        .sealed_hash = columns.hash("sealed_hash"),
        .looks_hash = columns.hash("looks_hash")};
    if (!columns.whole())
        return {};
    return record;
}

std::optional<Look> read_look(db::Row const& row, db::Kind kind)
{
    Columns columns(row, kind);
    Look look{.at = columns.at("at"),
        .entry = EntryId(columns.id("entry")),
        .thing = {columns.text("thing_kind"), columns.id("thing_id")},
        .account = AccountId(columns.id("account"))};
    if (!columns.whole())
        return {};
    return look;
}

} // namespace kith::ledger
