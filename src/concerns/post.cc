// SPDX-License-Identifier: MIT
#include "concerns/post.h"
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unistd.h>

namespace kith::concerns {
namespace {
    [[noreturn]] void post_broke(std::string const& what)
    {
        throw std::system_error(errno, std::generic_category(), what);
    }

    class Descriptor {
    public:
        explicit Descriptor(int number) : number_(number) { }
        Descriptor(Descriptor const&) = delete;
        Descriptor& operator=(Descriptor const&) = delete;
        ~Descriptor()
        {
            if (number_ >= 0)
                ::close(number_);
        }
        [[nodiscard]] int number() const { return number_; }

    private:
        int number_;
    };

    void sync_folder(std::filesystem::path const& folder)
    {
        Descriptor const opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (opened.number() < 0 || ::fsync(opened.number()) != 0)
            post_broke("fsync of " + folder.string());
    }

    std::filesystem::path item(std::filesystem::path const& folder, std::string const& name)
    {
        auto const plain
            = !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
                  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
              });
        must(plain, "an item of the post is named by hexadecimal characters only");
        return folder / (name + ".sealed");
    }
} // namespace

void write_durably(std::filesystem::path const& file, std::string_view bytes)
{
    auto const part = file.string() + ".part";
    {
        Descriptor const opened(
            ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (opened.number() < 0)
            post_broke("opening " + part);
        while (!bytes.empty()) {
            auto const written = ::write(opened.number(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                post_broke("writing " + part);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fsync(opened.number()) != 0)
            post_broke("fsync of " + part);
    }
    if (::rename(part.c_str(), file.c_str()) != 0)
        post_broke("renaming " + part);
    sync_folder(file.parent_path());
}

Result<std::string> read_whole(std::filesystem::path const& file)
{
    std::ifstream opened(file, std::ios::binary);
    if (!opened)
        return not_found();
    std::ostringstream bytes;
    bytes << opened.rdbuf();
    return std::move(bytes).str();
}

void drop(Post const& post, std::string const& inbox_id, std::string_view sealed)
{
    write_durably(item(post.inbox, inbox_id), sealed);
}

std::vector<Dropped> waiting(Post const& post, std::size_t at_most)
{
    std::vector<Dropped> found;
    std::error_code ignored; // no folder yet: nothing waits
    for (auto const& entry : std::filesystem::directory_iterator(post.inbox, ignored)) {
        if (found.size() == at_most)
            break;
        if (!entry.is_regular_file() || entry.path().extension() != ".sealed")
            continue;
        auto sealed = read_whole(entry.path());
        if (sealed)
            found.push_back({entry.path().stem().string(), std::move(*sealed)});
    }
    return found;
}

void take_away(Post const& post, std::string const& inbox_id)
{
    std::filesystem::remove(item(post.inbox, inbox_id));
}

void set_aside(Post const& post, std::string const& inbox_id)
{
    auto const folder = post.inbox / "unreadable";
    std::filesystem::create_directories(folder);
    std::filesystem::rename(item(post.inbox, inbox_id), folder / (inbox_id + ".sealed"));
}

void lay_out(Post const& post, std::string const& box, std::string_view sealed)
{
    write_durably(item(post.outbox, box), sealed);
}

Result<std::string> read_box(Post const& post, std::string const& box)
{
    return read_whole(item(post.outbox, box));
}

} // namespace kith::concerns
