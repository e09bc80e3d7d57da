// SPDX-License-Identifier: MIT
#include "platform/documents/apart.h"
#include "platform/documents/sandbox.h"
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <new>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace kith::documents {
namespace {
    using Moment = std::chrono::steady_clock::time_point;
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

    bool write_all(int to, std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto const went = ::write(to, bytes.data(), bytes.size());
            if (went < 0 && errno == EINTR)
                continue;
            if (went <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(went));
        }
        return true;
    }

    [[noreturn]] void work(
        Apart const& apart, char* const* arguments, int own_end, int (*here)(int, int))
    {
        // Only what is safe between fork and exec, where other threads' locks may be held.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (apart.program.empty())
            ::_exit(here(own_end, own_end));
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        ::dup2(own_end, STDIN_FILENO);
        ::dup2(own_end, STDOUT_FILENO);
        ::syscall(SYS_close_range, 3U, ~0U, 0U);
        std::array<char*, 1> const no_environment{nullptr};
        ::execve(apart.program.c_str(), arguments, no_environment.data());
        ::_exit(127);
    }

    // A process at the other end of a pair of pipes, ended with this.
    class Worker {
    public:
        Worker(Apart const& apart, int (*here)(int, int), std::vector<std::string> more = {})
            : until_(std::chrono::steady_clock::now() + patience_with_one)
        {
            std::array<int, 2> ends{};
            if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
                throw std::system_error(errno, std::generic_category(), "a pipe");
            std::vector<std::string> words{apart.program.string()};
            words.insert(words.end(), apart.arguments.begin(), apart.arguments.end());
            words.insert(words.end(), more.begin(), more.end());
            std::vector<char*> pointers;
            for (auto& word : words)
                pointers.push_back(word.data());
            pointers.push_back(nullptr);
            child_ = ::fork();
            if (child_ == 0) {
                ::close(ends[0]);
                work(apart, pointers.data(), ends[1], here);
            }
            auto const problem = errno;
            ::close(ends[1]);
            end_ = ends[0];
            if (child_ < 0) {
                ::close(end_);
                throw std::system_error(problem, std::generic_category(), "fork");
            }
        }
        Worker(Worker const&) = delete;
        Worker& operator=(Worker const&) = delete;
        ~Worker()
        {
            ::kill(child_, SIGKILL);
            ::close(end_);
            int status = 0;
            while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) { }
        }

        // False if it takes no more: then it has an answer, or is gone.
        [[nodiscard]] bool send(std::string_view bytes)
        {
            while (!bytes.empty()) {
                if (!ready(POLLOUT))
                    return false;
                auto const went
                    = ::send(end_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
                if (went < 0 && (errno == EINTR || errno == EAGAIN))
                    continue;
                if (went <= 0)
                    return false;
                bytes.remove_prefix(static_cast<std::size_t>(went));
            }
            return true;
        }
        void sent_all() { ::shutdown(end_, SHUT_WR); }

        [[nodiscard]] std::string answer()
        {
            std::string text;
            std::array<char, 64UL * 1024> room{};
            while (text.size() <= most_answer && ready(POLLIN)) {
                auto const came = ::recv(end_, room.data(), room.size(), 0);
                if (came < 0 && errno == EINTR)
                    continue;
                if (came <= 0)
                    break;
                text.append(room.data(), static_cast<std::size_t>(came));
            }
            return text;
        }
        [[nodiscard]] bool late() const { return std::chrono::steady_clock::now() >= until_; }
        // Ended by the kernel, for using the processor too long?
        [[nodiscard]] bool used_up()
        {
            siginfo_t how{};
            for (int tries = 0; tries < 100 && how.si_pid != child_; ++tries) {
                ::waitid(P_PID, static_cast<id_t>(child_), &how, WEXITED | WNOHANG | WNOWAIT);
                if (how.si_pid != child_) // it has closed its end, and is about to be gone
                    std::this_thread::sleep_for(std::chrono::milliseconds(10));
            }
            return how.si_pid == child_ && how.si_code != CLD_EXITED
                && (how.si_status == SIGXCPU || how.si_status == SIGKILL);
        }

    private:
        [[nodiscard]] bool ready(short what) const
        {
            while (!late()) {
                pollfd watched{end_, what, 0};
                auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(
                    until_ - std::chrono::steady_clock::now());
                auto const answer = ::poll(&watched, 1, static_cast<int>(left.count()) + 1);
                if (answer > 0)
                    return true;
            }
            return false;
        }
        Moment until_;
        pid_t child_ = -1;
        int end_ = -1;
    };

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
    Worker worker(apart, redraw_here);
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
    Worker worker(apart, try_here, {"--try"});
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
