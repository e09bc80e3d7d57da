// SPDX-License-Identifier: MIT
#include "platform/documents/codecs.h"
#include "platform/documents/exif.h"
#include <algorithm>
#include <csetjmp>
#include <cstdlib>
#include <png.h>

namespace kith::documents {
namespace {
    constexpr png_alloc_size_t most_in_a_chunk = 8UL * 1024 * 1024;
    constexpr png_uint_32 most_kept_chunks = 64;

    struct PngSource {
        std::string_view rest;
        std::jmp_buf back = {};
    };

    [[noreturn]] void leave_png(png_structp codec, png_const_charp)
    {
        std::longjmp(static_cast<PngSource*>(png_get_error_ptr(codec))->back, 1);
    }

    void say_nothing_of_png(png_structp, png_const_charp) { }

    // A chunk may say that it has a gigabyte: the library asks for that much before it reads it,
    // and its own limit only warns. What is kept of a picture of ours is far less.
    constexpr png_alloc_size_t most_at_once = 64UL * 1024 * 1024;

    png_voidp take_memory(png_structp, png_alloc_size_t size)
    {
        // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): the library gives it back by give_memory
        return size > most_at_once ? nullptr : std::malloc(size);
    }

    void give_memory(png_structp, png_voidp memory)
    {
        std::free(memory); // NOLINT(cppcoreguidelines-no-malloc): taken above
    }

    void take_png(png_structp codec, png_bytep into, png_size_t size)
    {
        auto& source = *static_cast<PngSource*>(png_get_io_ptr(codec));
        if (size > source.rest.size())
            leave_png(codec, nullptr);
        std::copy_n(source.rest.data(), size, reinterpret_cast<char*>(into));
        source.rest.remove_prefix(size);
    }

    // As in jpeg.cc: every step that the library may leave has nothing to destroy.
    class PngReader {
    public:
        explicit PngReader(std::string_view bytes) : source_{bytes}
        {
            codec_ = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, &source_, leave_png,
                say_nothing_of_png, nullptr, take_memory, give_memory);
            info_ = codec_ ? png_create_info_struct(codec_) : nullptr;
        }
        PngReader(PngReader const&) = delete;
        PngReader& operator=(PngReader const&) = delete;
        ~PngReader() { png_destroy_read_struct(&codec_, &info_, nullptr); }

        [[nodiscard]] bool read_header()
        {
            if (!info_ || setjmp(source_.back) != 0) // NOLINT(cert-err52-cpp): the library's way
                return false;
            png_set_read_fn(codec_, &source_, take_png);
            png_set_chunk_malloc_max(codec_, most_in_a_chunk);
            png_set_chunk_cache_max(codec_, most_kept_chunks);
            png_read_info(codec_, info_);
            return true;
        }
        // From here on every pixel is red, green, blue and how much it covers, a byte each.
        [[nodiscard]] bool start()
        {
            if (setjmp(source_.back) != 0) // NOLINT(cert-err52-cpp): the library's way back
                return false;
            png_set_expand(codec_);
            png_set_scale_16(codec_);
            png_set_gray_to_rgb(codec_);
            png_set_add_alpha(codec_, 0xFF, PNG_FILLER_AFTER);
            passes_ = png_set_interlace_handling(codec_);
            png_read_update_info(codec_, info_);
            return png_get_rowbytes(codec_, info_) == std::size_t(width()) * 4;
        }
        [[nodiscard]] bool read_row(std::uint8_t* row)
        {
            if (setjmp(source_.back) != 0) // NOLINT(cert-err52-cpp): the library's way back
                return false;
            png_read_row(codec_, row, nullptr);
            return true;
        }
        [[nodiscard]] bool read_end()
        {
            if (setjmp(source_.back) != 0) // NOLINT(cert-err52-cpp): the library's way back
                return false;
            png_read_end(codec_, info_);
            return true;
        }
        [[nodiscard]] int orientation() const
        {
            png_uint_32 size = 0;
            png_bytep exif = nullptr;
            if (png_get_eXIf_1(codec_, info_, &size, &exif) == 0 || exif == nullptr)
                return 1;
            return exif_orientation({exif, size});
        }
        [[nodiscard]] png_uint_32 width() const { return png_get_image_width(codec_, info_); }
        [[nodiscard]] png_uint_32 height() const { return png_get_image_height(codec_, info_); }
        [[nodiscard]] int passes() const { return passes_; }

    private:
        PngSource source_;
        png_structp codec_ = nullptr;
        png_infop info_ = nullptr;
        int passes_ = 1;
    };

    // Laid on white paper, as a browser would.
    void lay_on_white(std::span<std::uint8_t const> rgba, std::vector<std::uint8_t>& rgb)
    {
        for (std::size_t i = 0, o = 0; i < rgba.size(); i += 4, o += 3)
            for (std::size_t colour = 0; colour < 3; ++colour) {
                auto const covers = unsigned(rgba[i + 3]);
                rgb[o + colour] = static_cast<std::uint8_t>(
                    (rgba[i + colour] * covers + 255U * (255U - covers)) / 255U);
            }
    }

    bool read_png_rows(PngReader& reader, Shrinker& shrinker)
    {
        auto const height = std::size_t(reader.height());
        auto const row = std::size_t(reader.width()) * 4;
        // One that comes clearer and clearer must be held whole.
        std::vector<std::uint8_t> held(reader.passes() > 1 ? row * height : row);
        std::vector<std::uint8_t> rgb(row / 4 * 3);
        for (int pass = 1; pass < reader.passes(); ++pass)
            for (std::size_t y = 0; y < height; ++y)
                if (!reader.read_row(held.data() + y * row))
                    return false;
        for (std::size_t y = 0; y < height; ++y) {
            auto* const at = held.data() + (reader.passes() > 1 ? y * row : 0);
            if (!reader.read_row(at))
                return false;
            lay_on_white({at, row}, rgb);
            shrinker.add_row(rgb);
        }
        return true;
    }
} // namespace

Decoded decode_png(std::string_view bytes, std::int64_t most)
{
    PngReader reader(bytes);
    if (!reader.read_header())
        return {};
    if (!fits(reader.width(), reader.height(), most))
        return {{}, Refusal::too_many_pixels};
    if (!reader.start())
        return {};
    Shrinker shrinker(
        static_cast<int>(reader.width()), static_cast<int>(reader.height()), shown_side);
    if (!read_png_rows(reader, shrinker) || !reader.read_end())
        return {};
    return {turned(std::move(shrinker).finish(), reader.orientation()), {}};
}

} // namespace kith::documents
