// SPDX-License-Identifier: MIT
#include "platform/documents/asked_apart.h"
#include "platform/documents/codecs.h"
#include "platform/documents/picture.h"
#include "platform/documents/sandbox.h"
#include "platform/documents/worker.h"
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <new>
#include <unistd.h>

namespace kith::documents {
namespace {
    constexpr std::size_t most_asked = 128UL * 1024 * 1024;
    constexpr std::size_t most_parts = 200;
    constexpr int whole_side = 1'000;
    constexpr std::size_t hash_bytes = 32;

    constexpr std::chrono::seconds patience_with_one_asked(60);
    constexpr std::size_t most_made = 24UL * 1024 * 1024;

    // The next word of the line, as a number.
    bool read_number(std::string_view& line, std::size_t& number)
    {
        if (line.empty() || line.front() != ' ')
            return false;
        line.remove_prefix(1);
        auto const [stop, wrong] = std::from_chars(line.data(), line.data() + line.size(), number);
        line.remove_prefix(static_cast<std::size_t>(stop - line.data()));
        return wrong == std::errc{};
    }

    Worker::Task task_of(Apart const& apart, std::size_t most)
    {
        auto const asked = asked_of(apart);
        return {asked.program, asked.arguments, answer_here, patience_with_one_asked, most};
    }

    ArchiveRefusal archive_refusal_of(std::string_view word)
    {
        for (auto const one : all_archive_refusals)
            if (word == name_of(one))
                return one;
        return ArchiveRefusal::broken;
    }

    std::string in_line(ArchiveCaps const& caps)
    {
        return ' ' + std::to_string(caps.most_members) + ' ' + std::to_string(caps.most_unpacked)
            + ' ' + std::to_string(caps.most_ratio) + ' ' + std::to_string(caps.most_of_one);
    }

    std::string_view line_of(std::string_view text)
    {
        return text.substr(0, std::min(text.find('\n'), text.size()));
    }

    // ---- what was sent

    // To the end of the line; no more than a line is long.
    std::string read_line(int in)
    {
        std::string line;
        constexpr std::size_t longest = 16UL * 1024;
        for (char one = 0; line.size() < longest;) {
            auto const came = ::read(in, &one, 1);
            if (came < 0 && errno == EINTR)
                continue;
            if (came <= 0 || one == '\n')
                break;
            line += one;
        }
        return line;
    }

    // Exactly so many bytes; nothing if fewer came.
    std::optional<std::string> read_bytes(int in, std::size_t size)
    {
        if (size > most_asked)
            return std::nullopt;
        std::string bytes(size, '\0');
        for (std::size_t at = 0; at < size;) {
            auto const came = ::read(in, bytes.data() + at, size - at);
            if (came < 0 && errno == EINTR)
                continue;
            if (came <= 0)
                return std::nullopt;
            at += static_cast<std::size_t>(came);
        }
        return bytes;
    }

    bool take_caps(std::string_view& line, ArchiveCaps& caps)
    {
        return read_number(line, caps.most_members) && read_number(line, caps.most_unpacked)
            && read_number(line, caps.most_ratio) && read_number(line, caps.most_of_one)
            && caps.most_ratio > 0;
    }

    int say(int out, ArchiveRefusal refusal)
    {
        return write_all(out, std::string(name_of(refusal)) + '\n') ? 0 : 1;
    }

    int answer_list(std::string_view line, int in, int out)
    {
        std::size_t size = 0;
        ArchiveCaps caps;
        if (!read_number(line, size) || !take_caps(line, caps))
            return 1;
        auto const bytes = read_bytes(in, size);
        if (!bytes)
            return 1;
        auto const listed = list_archive(*bytes, caps);
        if (!listed.members)
            return say(out, listed.refusal);
        auto text = "listed " + std::to_string(listed.members->size()) + '\n';
        for (auto const& one : *listed.members)
            text += "file " + std::to_string(one.size) + ' ' + (one.archive ? '1' : '0') + ' '
                + std::to_string(one.name.size()) + '\n' + one.sha256 + one.name;
        return write_all(out, text) ? 0 : 1;
    }

    int answer_take_out(std::string_view line, int in, int out)
    {
        std::size_t number = 0;
        std::size_t size = 0;
        ArchiveCaps caps;
        if (!read_number(line, number) || !read_number(line, size) || !take_caps(line, caps))
            return 1;
        auto bytes = read_bytes(in, size);
        if (!bytes)
            return 1;
        auto const taken = take_out(*bytes, caps, number);
        if (!taken.bytes)
            return say(out, taken.refusal);
        bytes.reset();
        return write_all(out, "out " + std::to_string(taken.bytes->size()) + '\n')
                && write_all(out, *taken.bytes)
            ? 0
            : 1;
    }

    int answer_cover(std::string_view line, int in, int out)
    {
        std::size_t size = 0;
        std::size_t many = 0;
        if (!read_number(line, size) || !read_number(line, many) || many > most_parts)
            return 1;
        std::vector<Covered> parts(many);
        for (auto& part : parts)
            for (auto* const number : {&part.left, &part.top, &part.width, &part.height}) {
                std::size_t read = 0;
                if (!read_number(line, read) || read > whole_side)
                    return 1;
                *number = static_cast<int>(read);
            }
        auto const bytes = read_bytes(in, size);
        auto const drawn = bytes ? cover(*bytes, parts) : std::nullopt;
        if (!drawn)
            return 1;
        return write_all(out, "covered " + std::to_string(drawn->size()) + '\n')
                && write_all(out, *drawn)
            ? 0
            : 1;
    }

    // ---- what came back

    // Sends the line and the bytes, and gives the answer.
    std::string ask(Worker& worker, std::string const& line, Source const& source)
    {
        auto taken = worker.send(line + '\n');
        for (auto piece = source(); taken && !piece.empty(); piece = source())
            taken = worker.send(piece);
        worker.sent_all();
        return worker.answer();
    }

    ArchiveRefusal why_nothing(Worker& worker, std::string const& answer)
    {
        if (worker.late() || (answer.empty() && worker.used_up()))
            return ArchiveRefusal::took_too_long;
        return archive_refusal_of(line_of(answer));
    }

    std::optional<std::vector<ArchiveMember>> read_list(
        std::string const& text, ArchiveCaps const& caps)
    {
        auto left = std::string_view(text);
        auto head = line_of(left);
        left.remove_prefix(std::min(head.size() + 1, left.size()));
        std::size_t many = 0;
        if (!head.starts_with("listed"))
            return std::nullopt;
        head.remove_prefix(6);
        if (!read_number(head, many) || !head.empty() || many > caps.most_members)
            return std::nullopt;
        std::vector<ArchiveMember> members;
        std::uint64_t in_all = 0;
        for (std::size_t i = 0; i < many; ++i) {
            auto line = line_of(left);
            left.remove_prefix(std::min(line.size() + 1, left.size()));
            std::size_t size = 0;
            std::size_t archive = 0;
            std::size_t named = 0;
            if (!line.starts_with("file"))
                return std::nullopt;
            line.remove_prefix(4);
            if (!read_number(line, size) || !read_number(line, archive) || !read_number(line, named)
                || !line.empty() || left.size() < hash_bytes || named > left.size() - hash_bytes)
                return std::nullopt;
            ArchiveMember one{std::string(left.substr(hash_bytes, named)), size,
                std::string(left.substr(0, hash_bytes)), archive == 1};
            left.remove_prefix(hash_bytes + named);
            in_all += one.size;
            if (!is_good_member_name(one.name) || in_all > caps.most_unpacked)
                return std::nullopt;
            members.push_back(std::move(one));
        }
        if (!left.empty())
            return std::nullopt;
        return members;
    }

    // "WORD SIZE\n" and exactly so many bytes.
    std::optional<std::string> read_made(
        std::string const& text, std::string_view word, std::size_t most)
    {
        auto head = line_of(text);
        auto const begins = head.size() + 1;
        std::size_t size = 0;
        if (!head.starts_with(word))
            return std::nullopt;
        head.remove_prefix(word.size());
        if (!read_number(head, size) || !head.empty() || size > most
            || text.size() != begins + size)
            return std::nullopt;
        return text.substr(begins);
    }
} // namespace

bool is_within(Covered const& part)
{
    return part.left >= 0 && part.top >= 0 && part.width > 0 && part.height > 0
        && part.left + part.width <= whole_side && part.top + part.height <= whole_side;
}

std::optional<std::string> cover(std::string_view picture, std::vector<Covered> const& parts)
{
    if (kind_of(picture) != PictureKind::jpeg || !std::ranges::all_of(parts, is_within))
        return std::nullopt;
    auto decoded = decode_jpeg(picture);
    if (!decoded.pixels)
        return std::nullopt;
    auto& pixels = *decoded.pixels;
    // Outwards to whole pixels: what is covered is never less than was said.
    auto const from = [](int at, int side) { return at * side / whole_side; };
    auto const to = [](int at, int side) {
        return std::min(side, (at * side + whole_side - 1) / whole_side);
    };
    for (auto const& part : parts)
        for (auto y = from(part.top, pixels.height); y < to(part.top + part.height, pixels.height);
             ++y)
            for (auto x = from(part.left, pixels.width);
                 x < to(part.left + part.width, pixels.width); ++x)
                for (std::size_t colour = 0; colour < 3; ++colour)
                    pixels.rgb[3
                            * (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width)
                                + static_cast<std::size_t>(x))
                        + colour]
                        = 0;
    return encode_jpeg(pixels);
}

Apart asked_of(Apart const& apart)
{
    auto asked = apart;
    if (!asked.program.empty())
        asked.arguments.emplace_back("--asked");
    return asked;
}

Listed list_apart(
    Apart const& apart, ArchiveCaps const& caps, std::uint64_t size, Source const& source)
{
    Worker worker(task_of(apart, most_made));
    auto const answer = ask(worker, "list " + std::to_string(size) + in_line(caps), source);
    if (auto members = read_list(answer, caps))
        return {std::move(members), {}};
    return {{}, why_nothing(worker, answer)};
}

TakenOut take_out_apart(Apart const& apart, ArchiveCaps const& caps, std::size_t number,
    std::uint64_t size, Source const& source)
{
    Worker worker(task_of(apart, caps.most_of_one + 100));
    auto const answer = ask(worker,
        "out " + std::to_string(number) + ' ' + std::to_string(size) + in_line(caps), source);
    if (auto bytes = read_made(answer, "out", caps.most_of_one))
        return {std::move(bytes), {}};
    return {{}, why_nothing(worker, answer)};
}

std::optional<std::string> cover_apart(
    Apart const& apart, std::vector<Covered> const& parts, std::string_view picture)
{
    if (parts.size() > most_parts || !std::ranges::all_of(parts, is_within))
        return std::nullopt;
    Worker worker(task_of(apart, most_made));
    auto line = "cover " + std::to_string(picture.size()) + ' ' + std::to_string(parts.size());
    for (auto const& part : parts)
        for (auto const number : {part.left, part.top, part.width, part.height})
            line += ' ' + std::to_string(number);
    auto const source = [&picture, sent = false]() mutable {
        if (sent)
            return std::string();
        sent = true;
        return std::string(picture);
    };
    auto made = read_made(ask(worker, line, source), "covered", most_made);
    if (!made || kind_of(*made) != PictureKind::jpeg)
        return std::nullopt;
    return made;
}

int answer_here(int in, int out)
{
    try {
        auto const line = read_line(in);
        auto const asked = std::string_view(line);
        auto const picture = asked.starts_with("cover");
        enter_sandbox(picture ? memory_for_pictures : memory_for_archives);
        if (asked.starts_with("list"))
            return answer_list(asked.substr(4), in, out);
        if (asked.starts_with("out"))
            return answer_take_out(asked.substr(3), in, out);
        return picture ? answer_cover(asked.substr(5), in, out) : 1;
    } catch (std::bad_alloc const&) { // what little it may use is not enough
        return say(out, ArchiveRefusal::too_large);
    } catch (std::exception const&) {
        return 1;
    }
}

} // namespace kith::documents
