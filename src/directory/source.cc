// SPDX-License-Identifier: MIT
#include "directory/source.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <sodium.h>
#include <zlib.h>

namespace kith::directory {
namespace {
    constexpr std::size_t piece_size = std::size_t{1} << 20U;
    constexpr std::size_t longest_row = std::size_t{16} << 20U;

    // zlib reads packed and plain files alike.
    class FileSource final : public Source {
    public:
        explicit FileSource(std::filesystem::path const& file) : held_(gzopen(file.c_str(), "rb"))
        {
            if (held_)
                gzbuffer(held_.get(), 1U << 18U);
        }
        [[nodiscard]] bool open() const { return held_ != nullptr; }

        Done read_onto(std::string& bytes, std::size_t size) override
        {
            auto const before = bytes.size();
            bytes.resize(before + size);
            std::size_t got = 0;
            while (got < size) {
                auto const wanted = static_cast<unsigned>(std::min(size - got, piece_size));
                auto const more = gzread(held_.get(), bytes.data() + before + got, wanted);
                if (more < 0)
                    return damaged();
                if (more == 0)
                    break;
                got += static_cast<std::size_t>(more);
            }
            bytes.resize(before + got);
            int trouble = Z_OK;
            gzerror(held_.get(), &trouble);
            return trouble == Z_OK ? done() : damaged(); // Z_BUF_ERROR: packed, and cut off
        }
        [[nodiscard]] bool at_end() const override { return gzeof(held_.get()) != 0; }
        void rewind() override { gzrewind(held_.get()); }

    private:
        static Done damaged() { return invalid("it is damaged or cannot be read: fetch it again"); }
        struct Close {
            void operator()(gzFile_s* file) const { gzclose(file); }
        };
        std::unique_ptr<gzFile_s, Close> held_;
    };

    class BytesSource final : public Source {
    public:
        explicit BytesSource(std::string_view bytes) : bytes_(bytes) { }
        Done read_onto(std::string& bytes, std::size_t size) override
        {
            auto const part = bytes_.substr(at_, size);
            bytes += part;
            at_ += part.size();
            return done();
        }
        [[nodiscard]] bool at_end() const override { return at_ == bytes_.size(); }
        void rewind() override { at_ = 0; }

    private:
        std::string_view bytes_;
        std::size_t at_ = 0;
    };

    // Just past the last line end that no quotation mark is open at; 0 if there is none.
    std::size_t last_row_end(std::string_view text)
    {
        std::size_t end = 0;
        bool quoted = false;
        for (std::size_t at = 0; at < text.size();) {
            at = text.find_first_of(quoted ? "\"" : "\"\n", at);
            if (at == std::string_view::npos)
                break;
            if (text[at] == '"')
                quoted = !quoted;
            else
                end = at + 1;
            ++at;
        }
        return end;
    }
} // namespace

Result<std::unique_ptr<Source>> open_source(std::filesystem::path const& file)
{
    auto source = std::make_unique<FileSource>(file);
    if (!source->open())
        return invalid("it cannot be opened: look at its permissions");
    return std::unique_ptr<Source>(std::move(source));
}

std::unique_ptr<Source> source_of(std::string_view bytes)
{
    return std::make_unique<BytesSource>(bytes);
}

Result<std::string> hash_of(Source& source)
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    source.rewind();
    std::string piece;
    while (!source.at_end()) {
        piece.clear();
        TRY(source.read_onto(piece, piece_size));
        crypto_hash_sha256_update(
            &state, reinterpret_cast<unsigned char const*>(piece.data()), piece.size());
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state, hash.data());
    source.rewind();
    return fmt::format("{:02x}", fmt::join(hash, ""));
}

Result<std::string> read_whole(Source& source, std::size_t largest)
{
    source.rewind();
    std::string bytes;
    while (!source.at_end()) {
        TRY(source.read_onto(bytes, piece_size));
        if (bytes.size() > largest)
            return invalid(fmt::format("it is larger than {} MiB: divide it", largest >> 20U));
    }
    return bytes;
}

Result<bool> RowStream::next(csv::Row& row)
{
    while (true) {
        if (reader_) {
            auto const more = reader_->next(row);
            if (!more) {
                auto const& words = more.error().words.key; // "Row 7: why"
                return invalid(words.substr(words.find(": ") + 2));
            }
            if (*more) {
                row.number += before_;
                return true;
            }
            before_ += reader_->row();
            reader_.reset();
        }
        auto const another = TRY(next_piece());
        if (!another)
            return false;
        reader_.emplace(piece_);
    }
}

Result<bool> RowStream::next_piece()
{
    piece_ = std::move(rest_);
    rest_.clear();
    while (!source_.at_end()) {
        TRY(source_.read_onto(piece_, piece_size));
        auto const end = last_row_end(piece_);
        if (end == 0 && piece_.size() < longest_row)
            continue;
        if (end != 0) {
            rest_ = piece_.substr(end);
            piece_.resize(end);
        }
        return true;
    }
    return !piece_.empty();
}

} // namespace kith::directory
