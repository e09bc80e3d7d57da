// SPDX-License-Identifier: MIT
#include "platform/documents/apart.h"
#include "platform/documents/sandbox.h"
#include "platform/documents/worker.h"
#include <array>
#include <cerrno>
#include <charconv>
#include <new>
#include <unistd.h>

namespace kith::documents {
namespace {
    constexpr std::chrono::seconds patience_with_one(60);
    constexpr std::size_t most_read = 256UL * 1024 * 1024;
    constexpr std::size_t most_answer = 24UL * 1024 * 1024;

    std::string_view word_for(Refusal refusal)
    {
        switch (refusal) {
        case Refusal::not_a_picture:
            return "not_a_picture";
        case Refusal::damaged:
            return "damaged";
        case Refusal::too_many_pixels:
            return "too_many_pixels";
        case Refusal::took_too_long:
            return "took_too_long";
        case Refusal::broken:
            break;
        }
        return "broken";
    }

    Refusal refusal_of(std::string_view word)
    {
        for (auto const one : {Refusal::not_a_picture, Refusal::damaged, Refusal::too_many_pixels})
            if (word == word_for(one))
                return one;
        return Refusal::broken;
    }

    // The next word of the line, as a number.
    bool take_number(std::string_view& line, std::size_t& number)
    {
        if (line.empty() || line.front() != ' ')
            return false;
        line.remove_prefix(1);
        auto const [stop, wrong] = std::from_chars(line.data(), line.data() + line.size(), number);
        line.remove_prefix(static_cast<std::size_t>(stop - line.data()));
        return wrong == std::errc{};
    }

    std::optional<Redrawn> read_answer(std::string const& text)
    {
        constexpr std::string_view begins = "drawn";
        auto const end = text.find('\n');
        auto line = std::string_view(text).substr(0, end);
        if (end == std::string::npos || !line.starts_with(begins))
            return std::nullopt;
        line.remove_prefix(begins.size());
        std::size_t width = 0;
        std::size_t height = 0;
        std::size_t large = 0;
        std::size_t small = 0;
        for (auto* const number : {&width, &height, &large, &small})
            if (!take_number(line, *number) || *number == 0 || *number > most_answer)
                return std::nullopt;
        auto const whole = line.empty() && text.size() == end + 1 + large + small
            && width <= shown_side && height <= shown_side;
        if (!whole)
            return std::nullopt;
        Redrawn redrawn{static_cast<int>(width), static_cast<int>(height),
            text.substr(end + 1, large), text.substr(end + 1 + large)};
        if (kind_of(redrawn.picture) != PictureKind::jpeg
            || kind_of(redrawn.small) != PictureKind::jpeg)
            return std::nullopt;
        return redrawn;
    }

    // In the sandbox nothing is formatted but by hand: what is not there cannot be turned on us.
    int write_word(int out, Refusal refusal)
    {
        return write_all(out, std::string(word_for(refusal)) + '\n') ? 0 : 1;
    }

    int read_and_draw(int in, int out)
    {
        std::string bytes;
        std::array<char, 64UL * 1024> room{};
        for (;;) {
            auto const came = ::read(in, room.data(), room.size());
            if (came < 0 && errno == EINTR)
                continue;
            if (came <= 0)
                break;
            bytes.append(room.data(), static_cast<std::size_t>(came));
            if (bytes.size() > most_read)
                return 1;
        }
        auto const drawn = redraw(bytes);
        if (!drawn.redrawn)
            return write_word(out, drawn.refusal);
        auto const& made = *drawn.redrawn;
        auto const head = "drawn " + std::to_string(made.width) + ' ' + std::to_string(made.height)
            + ' ' + std::to_string(made.picture.size()) + ' ' + std::to_string(made.small.size())
            + '\n';
        return write_all(out, head) && write_all(out, made.picture) && write_all(out, made.small)
            ? 0
            : 1;
    }

    int try_here(int /*in*/, int out) { return try_sandbox(out); }

    Worker::Task started(
        Apart const& apart, int (*here)(int, int), std::vector<std::string> more = {})
    {
        auto arguments = apart.arguments;
        arguments.insert(arguments.end(), more.begin(), more.end());
        return {apart.program, std::move(arguments), here, patience_with_one, most_answer};
    }
} // namespace

Apart own_program() { return {"/proc/self/exe", {"redraw"}}; }

int redraw_here(int in, int out)
{
    try {
        enter_sandbox();
        return read_and_draw(in, out);
    } catch (std::bad_alloc const&) { // what little it may use is not enough
        return write_word(out, Refusal::too_many_pixels);
    } catch (std::exception const&) {
        return 1;
    }
}

Drawn redraw_apart(Apart const& apart, Source const& source)
{
    Worker worker(started(apart, redraw_here));
    for (auto piece = source(); !piece.empty(); piece = source())
        if (!worker.send(piece))
            break;
    worker.sent_all();
    auto const answer = worker.answer();
    if (auto redrawn = read_answer(answer))
        return {std::move(redrawn), {}};
    if (worker.late() || (answer.empty() && worker.used_up()))
        return {{}, Refusal::took_too_long};
    return {{}, refusal_of(std::string_view(answer).substr(0, answer.find('\n')))};
}

std::vector<std::string> try_apart(Apart const& apart)
{
    Worker worker(started(apart, try_here, {"--try"}));
    worker.sent_all();
    std::vector<std::string> lines;
    auto const text = worker.answer();
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

} // namespace kith::documents
