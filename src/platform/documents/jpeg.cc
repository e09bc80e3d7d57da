// SPDX-License-Identifier: MIT
#include "platform/documents/codecs.h"
#include "platform/documents/exif.h"
#include <csetjmp>
#include <cstdio> // jpeglib.h names FILE
#include <cstdlib>
#include <jpeglib.h>
// jerror.h's list of what may be wrong, by name
#include <jerror.h>

namespace kith::documents {
namespace {
    constexpr int quality = 85;
    constexpr int most_scans = 100; // of a picture that comes clearer and clearer; cameras write 10

    struct JpegTrouble {
        jpeg_error_mgr base = {};
        std::jmp_buf back = {};
        bool cut_off = false;
    };

    JpegTrouble& trouble_of(j_common_ptr codec)
    {
        return *reinterpret_cast<JpegTrouble*>(codec->err);
    }

    [[noreturn]] void leave_jpeg(j_common_ptr codec) { std::longjmp(trouble_of(codec).back, 1); }

    // A warning is no reason to stop, but what ends too early is not what was sent.
    void note(j_common_ptr codec, int level)
    {
        auto const code = codec->err->msg_code;
        if (level < 0
            && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE))
            trouble_of(codec).cut_off = true;
    }

    void say_nothing_of_jpeg(j_common_ptr) { }

    void count_scans(j_common_ptr codec)
    {
        if (reinterpret_cast<j_decompress_ptr>(codec)->input_scan_number > most_scans)
            leave_jpeg(codec);
    }

    jpeg_error_mgr* jpeg_errors(JpegTrouble& trouble)
    {
        jpeg_std_error(&trouble.base);
        trouble.base.error_exit = leave_jpeg;
        trouble.base.emit_message = note;
        trouble.base.output_message = say_nothing_of_jpeg;
        return &trouble.base;
    }

    // Every step that the library may leave is a function of its own, with nothing to destroy.
    class JpegReader {
    public:
        explicit JpegReader(std::string_view bytes) : bytes_(bytes)
        {
            codec_.err = jpeg_errors(trouble_);
            watch_.progress_monitor = count_scans;
        }
        JpegReader(JpegReader const&) = delete;
        JpegReader& operator=(JpegReader const&) = delete;
        ~JpegReader() { jpeg_destroy_decompress(&codec_); }

        [[nodiscard]] bool read_header()
        {
            if (setjmp(trouble_.back) != 0) // NOLINT(cert-err52-cpp): the library's way back
                return false;
            jpeg_create_decompress(&codec_);
            codec_.progress = &watch_;
            jpeg_mem_src(&codec_, reinterpret_cast<unsigned char const*>(bytes_.data()),
                static_cast<unsigned long>(bytes_.size()));
            jpeg_save_markers(&codec_, JPEG_APP0 + 1, 0xFFFF);
            return jpeg_read_header(&codec_, TRUE) == JPEG_HEADER_OK;
        }
        [[nodiscard]] bool start()
        {
            if (setjmp(trouble_.back) != 0) // NOLINT(cert-err52-cpp): the library's way back
                return false;
            inks_ = codec_.jpeg_color_space == JCS_CMYK || codec_.jpeg_color_space == JCS_YCCK;
            codec_.out_color_space = inks_ ? JCS_CMYK : JCS_RGB;
            return jpeg_start_decompress(&codec_) != FALSE;
        }
        [[nodiscard]] bool read_row(std::uint8_t* row)
        {
            if (setjmp(trouble_.back) != 0) // NOLINT(cert-err52-cpp): the library's way back
                return false;
            return jpeg_read_scanlines(&codec_, &row, 1) == 1;
        }
        [[nodiscard]] int orientation() const
        {
            constexpr std::string_view exif("Exif\0\0", 6);
            for (auto const* mark = codec_.marker_list; mark != nullptr; mark = mark->next) {
                std::span const data(mark->data, mark->data_length);
                if (data.size() > exif.size() && std::equal(exif.begin(), exif.end(), data.begin()))
                    return exif_orientation(data.subspan(exif.size()));
            }
            return 1;
        }
        [[nodiscard]] jpeg_decompress_struct const& codec() const { return codec_; }
        [[nodiscard]] bool cut_off() const { return trouble_.cut_off; }
        [[nodiscard]] bool is_in_inks() const { return inks_; }

    private:
        std::string_view bytes_;
        JpegTrouble trouble_ = {};
        jpeg_progress_mgr watch_ = {};
        jpeg_decompress_struct codec_ = {};
        bool inks_ = false;
    };

    // Four inks to three lights. Whoever writes such a picture (Adobe's APP14) writes how much of
    // each ink is left out.
    void from_inks(std::vector<std::uint8_t> const& inks, std::vector<std::uint8_t>& rgb)
    {
        for (std::size_t i = 0, o = 0; i < inks.size(); i += 4, o += 3)
            for (std::size_t colour = 0; colour < 3; ++colour)
                rgb[o + colour] = static_cast<std::uint8_t>(inks[i + colour] * inks[i + 3] / 255);
    }

    // Reads row by row into the shrinker: true if all of them came.
    bool read_jpeg_rows(JpegReader& reader, Shrinker& shrinker)
    {
        auto const width = std::size_t(reader.codec().output_width);
        std::vector<std::uint8_t> rgb(width * 3);
        std::vector<std::uint8_t> inks(reader.is_in_inks() ? width * 4 : 0);
        while (reader.codec().output_scanline < reader.codec().output_height) {
            if (!reader.read_row(inks.empty() ? rgb.data() : inks.data()) || reader.cut_off())
                return false;
            if (!inks.empty())
                from_inks(inks, rgb);
            shrinker.add_row(rgb);
        }
        return true;
    }

    class JpegWriter {
    public:
        JpegWriter() { codec_.err = jpeg_errors(trouble_); }
        JpegWriter(JpegWriter const&) = delete;
        JpegWriter& operator=(JpegWriter const&) = delete;
        ~JpegWriter()
        {
            jpeg_destroy_compress(&codec_);
            std::free(made_); // NOLINT(cppcoreguidelines-no-malloc): the library's own
        }

        [[nodiscard]] bool start(Pixels const& picture)
        {
            if (setjmp(trouble_.back) != 0) // NOLINT(cert-err52-cpp): the library's way back
                return false;
            jpeg_create_compress(&codec_);
            jpeg_mem_dest(&codec_, &made_, &size_);
            codec_.image_width = static_cast<JDIMENSION>(picture.width);
            codec_.image_height = static_cast<JDIMENSION>(picture.height);
            codec_.input_components = 3;
            codec_.in_color_space = JCS_RGB;
            jpeg_set_defaults(&codec_);
            jpeg_set_quality(&codec_, quality, TRUE);
            jpeg_start_compress(&codec_, TRUE);
            return true;
        }
        [[nodiscard]] bool write_row(std::uint8_t const* row)
        {
            if (setjmp(trouble_.back) != 0) // NOLINT(cert-err52-cpp): the library's way back
                return false;
            auto* line = const_cast<std::uint8_t*>(row); // the library reads it and no more
            return jpeg_write_scanlines(&codec_, &line, 1) == 1;
        }
        [[nodiscard]] bool finish()
        {
            if (setjmp(trouble_.back) != 0) // NOLINT(cert-err52-cpp): the library's way back
                return false;
            jpeg_finish_compress(&codec_);
            return true;
        }
        [[nodiscard]] std::string made() const
        {
            return {reinterpret_cast<char const*>(made_), static_cast<std::size_t>(size_)};
        }

    private:
        JpegTrouble trouble_ = {};
        jpeg_compress_struct codec_ = {};
        unsigned char* made_ = nullptr;
        unsigned long size_ = 0;
    };
} // namespace

Decoded decode_jpeg(std::string_view bytes, std::int64_t most)
{
    JpegReader reader(bytes);
    if (!reader.read_header())
        return {};
    auto const& codec = reader.codec();
    if (!fits(codec.image_width, codec.image_height, most))
        return {{}, Refusal::too_many_pixels};
    if (!reader.start() || reader.cut_off())
        return {};
    Shrinker shrinker(
        static_cast<int>(codec.output_width), static_cast<int>(codec.output_height), shown_side);
    if (!read_jpeg_rows(reader, shrinker))
        return {};
    return {turned(std::move(shrinker).finish(), reader.orientation()), {}};
}

std::optional<std::string> encode_jpeg(Pixels const& picture)
{
    JpegWriter writer;
    if (!writer.start(picture))
        return std::nullopt;
    auto const row = static_cast<std::size_t>(picture.width) * 3;
    for (std::size_t at = 0; at < picture.rgb.size(); at += row)
        if (!writer.write_row(picture.rgb.data() + at))
            return std::nullopt;
    if (!writer.finish())
        return std::nullopt;
    return writer.made();
}

} // namespace kith::documents
