// SPDX-License-Identifier: MIT
#include "concerns/sent_pictures.h"
#include "base/ids.h"
#include "concerns/receipt.h"
#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sodium.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace kith::concerns {
namespace {
    namespace fs = std::filesystem;
    constexpr std::size_t piece_bytes = 64UL * 1024;
    constexpr std::size_t sealed_piece = piece_bytes + crypto_secretstream_xchacha20poly1305_ABYTES;
    constexpr std::size_t sealed_key
        = crypto_secretstream_xchacha20poly1305_KEYBYTES + crypto_box_SEALBYTES;
    constexpr std::size_t header_bytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;

    fs::path pictures_folder(Post const& post) { return post.inbox / "pictures"; }

    // A number comes out of a draft or an item; what is no number names no file.
    std::optional<fs::path> picture_file(Post const& post, std::string const& number)
    {
        auto const id = Uuid::read(number);
        if (!id)
            return std::nullopt;
        return pictures_folder(post) / (id->write() + ".sealed");
    }

    // A file that is there whole, under its name, or not at all.
    class DurableFile {
    public:
        explicit DurableFile(fs::path const& file) : file_(file), part_(file.string() + ".part")
        {
            number_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
            if (number_ < 0)
                broke("opening");
        }
        DurableFile(DurableFile const&) = delete;
        DurableFile& operator=(DurableFile const&) = delete;
        ~DurableFile()
        {
            if (number_ >= 0)
                ::close(number_);
        }
        void append(std::string_view bytes) const
        {
            while (!bytes.empty()) {
                auto const written = ::write(number_, bytes.data(), bytes.size());
                if (written < 0 && errno == EINTR)
                    continue;
                if (written < 0)
                    broke("writing");
                bytes.remove_prefix(static_cast<std::size_t>(written));
            }
        }
        void finish() const
        {
            if (::fsync(number_) != 0)
                broke("fsync of");
            if (::rename(part_.c_str(), file_.c_str()) != 0)
                broke("renaming");
            auto const folder
                = ::open(file_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            auto const synced = folder >= 0 && ::fsync(folder) == 0;
            if (folder >= 0)
                ::close(folder);
            if (!synced)
                broke("fsync of the folder of");
        }

    private:
        [[noreturn]] void broke(char const* act) const
        {
            throw std::system_error(errno, std::generic_category(), act + (" " + part_));
        }
        fs::path file_;
        std::string part_;
        int number_ = -1;
    };

    unsigned char* raw(std::string& bytes)
    {
        return reinterpret_cast<unsigned char*>(bytes.data());
    }
    unsigned char const* raw(std::string_view bytes)
    {
        return reinterpret_cast<unsigned char const*>(bytes.data());
    }

    Error damaged() { return invalid("The picture came damaged"); }

    // Reads a sealed file's pieces one after another.
    class SealedReader {
    public:
        SealedReader(std::ifstream& file, std::string const& key) : file_(file)
        {
            std::string header(header_bytes, '\0');
            begun_ = bool(file_.read(header.data(), header_bytes))
                && crypto_secretstream_xchacha20poly1305_init_pull(
                       &state_, raw(header), raw(std::string_view(key)))
                    == 0;
        }
        [[nodiscard]] bool begun() const { return begun_; }
        [[nodiscard]] bool ended() const { return ended_; }
        // Nothing where it is damaged or ends too early.
        [[nodiscard]] std::optional<std::string> next()
        {
            std::string sealed(sealed_piece, '\0');
            file_.read(sealed.data(), static_cast<std::streamsize>(sealed.size()));
            sealed.resize(static_cast<std::size_t>(file_.gcount()));
            if (sealed.size() < crypto_secretstream_xchacha20poly1305_ABYTES)
                return std::nullopt;
            std::string plain(sealed.size() - crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
            unsigned char tag = 0;
            if (crypto_secretstream_xchacha20poly1305_pull(&state_, raw(plain), nullptr, &tag,
                    raw(std::string_view(sealed)), sealed.size(), nullptr, 0)
                != 0)
                return std::nullopt;
            ended_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
            return plain;
        }

    private:
        std::ifstream& file_;
        crypto_secretstream_xchacha20poly1305_state state_{};
        bool begun_ = false;
        bool ended_ = false;
    };
} // namespace

std::string drop_picture(Post const& post, std::string_view hub_key, http::Upload const& upload)
{
    auto const number = AttachmentId::fresh().write();
    DurableFile const file(*picture_file(post, number));
    std::string key(crypto_secretstream_xchacha20poly1305_KEYBYTES, '\0');
    crypto_secretstream_xchacha20poly1305_keygen(raw(key));
    file.append(seal_to(hub_key, key));
    crypto_secretstream_xchacha20poly1305_state state;
    std::string header(header_bytes, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(&state, raw(header), raw(key));
    sodium_memzero(key.data(), key.size());
    file.append(header);
    auto const size = upload.bytes->size();
    std::uint64_t at = 0;
    do {
        auto const piece = upload.bytes->read(at, piece_bytes);
        at += piece.size();
        std::string sealed(piece.size() + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
        crypto_secretstream_xchacha20poly1305_push(&state, raw(sealed), nullptr,
            raw(std::string_view(piece)), piece.size(), nullptr, 0,
            at >= size ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
        file.append(sealed);
    } while (at < size);
    sodium_memzero(&state, sizeof state);
    file.finish();
    return number;
}

Result<http::Upload> open_picture(
    Post const& post, std::string const& number, OpenSealedBox const& open)
{
    auto const named = picture_file(post, number);
    if (!named)
        return not_found();
    std::ifstream file(*named, std::ios::binary);
    if (!file)
        return not_found();
    std::string box(sealed_key, '\0');
    if (!file.read(box.data(), sealed_key))
        return damaged();
    auto key = open(box);
    if (!key || key->size() != crypto_secretstream_xchacha20poly1305_KEYBYTES)
        return damaged();
    SealedReader reader(file, *key);
    sodium_memzero(key->data(), key->size());
    if (!reader.begun())
        return damaged();
    auto const bytes = std::make_shared<http::Spool>();
    while (!reader.ended()) {
        auto const piece = reader.next();
        if (!piece)
            return damaged();
        bytes->append(*piece);
    }
    return http::Upload{"picture", "", "", bytes};
}

void take_picture_away(Post const& post, std::string const& number)
{
    std::error_code ignored;
    if (auto const file = picture_file(post, number))
        fs::remove(*file, ignored);
}

std::size_t sweep_pictures(Post const& post, std::chrono::seconds kept, std::uint64_t most)
{
    struct Waiting {
        fs::path file;
        fs::file_time_type since;
        std::uint64_t size;
    };
    std::vector<Waiting> all;
    std::error_code problem; // no folder yet, or one that was just taken in: nothing to sweep
    for (auto const& entry : fs::directory_iterator(pictures_folder(post), problem)) {
        auto const since = entry.last_write_time(problem);
        auto const size = problem ? 0 : entry.file_size(problem);
        if (!problem)
            all.push_back({entry.path(), since, size});
    }
    std::ranges::sort(all, std::ranges::greater{}, &Waiting::since);
    auto const oldest = fs::file_time_type::clock::now() - kept;
    std::uint64_t sum = 0;
    std::size_t gone = 0;
    for (auto const& one : all) { // the newest first
        sum += one.size;
        if (one.since >= oldest && sum <= most)
            continue;
        if (fs::remove(one.file, problem))
            ++gone;
    }
    return gone;
}

} // namespace kith::concerns
