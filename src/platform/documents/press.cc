// SPDX-License-Identifier: MIT
#include "platform/documents/press.h"
#include "base/shipped.h"
#include "platform/documents/press_cage.h"
#include "platform/documents/worker.h"
#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <mutex>
#include <unistd.h>

namespace kith::documents {
namespace {
    constexpr char const* python = "/usr/bin/python3";
    constexpr char const* weasyprint = "/usr/lib/python3/dist-packages/weasyprint";
    constexpr std::chrono::seconds patience_with_a_page(60);
    constexpr std::size_t most_of_a_file = 64UL * 1024 * 1024;
    constexpr std::size_t most_of_a_page = 40UL * 1024 * 1024; // some 20 pictures
    constexpr std::string_view begins_a_file = "%PDF-1.7";
    constexpr std::string_view ends_a_file = "%%EOF";

    // Nothing is fetched but what stands in the page itself. What looks for a library by starting a
    // compiler is told that there is none: those that are asked for stand where the loader looks.
    // The folder that fetched fonts would be written into is not made.
    constexpr char const* layout = R"python(
import ctypes.util, logging, os, shutil, sys, tempfile
ctypes.util.find_library = lambda name: None
tempfile.mkdtemp = lambda *_, **__: '/nonexistent'
shutil.rmtree = lambda *_, **__: None
logging.disable(logging.CRITICAL)
import warnings
warnings.simplefilter('ignore')
page = sys.stdin.buffer.read().decode('utf-8')
out = os.dup(1)
os.dup2(2, 1)
from weasyprint import HTML, default_url_fetcher
def only_data(url, *rest, **more):
    if not url.startswith('data:'):
        raise ValueError('not in the page')
    return default_url_fetcher(url, *rest, **more)
made = HTML(string=page, url_fetcher=only_data, base_url=None).write_pdf(variant='pdf/ua-1')
while made:
    made = made[os.write(out, made):]
)python";

    std::string_view between(std::string_view text, std::string_view from, std::string_view to)
    {
        auto const at = text.find(from);
        auto const end = at == std::string_view::npos ? at : text.find(to, at);
        return end == std::string_view::npos ? std::string_view()
                                             : text.substr(at, end + to.size() - at);
    }

    void cut_all(std::string& text, std::string_view from, std::string_view to)
    {
        for (auto found = between(text, from, to); !found.empty(); found = between(text, from, to))
            text.erase(static_cast<std::size_t>(found.data() - text.data()), found.size());
    }

    Error not_pressed()
    {
        return error(Code::unavailable,
            "The PDF could not be made. Nothing is lost: print the page itself, or try again in a "
            "minute.");
    }

    bool whole_file(std::string_view bytes)
    {
        return bytes.starts_with(begins_a_file) && bytes.size() <= most_of_a_file
            && bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 16))
                   .find(ends_a_file)
            != std::string_view::npos;
    }
} // namespace

Apart own_press() { return {"/proc/self/exe", {"press"}}; }

bool is_paper(std::string_view page)
{
    return page.find(R"(<main class="kith-paper")") != std::string_view::npos;
}

std::string for_the_press(std::string_view page)
{
    std::string text(page);
    cut_all(text, "<link ", ">");
    cut_all(text, "<script", "</script>");
    auto const head = text.find("</head>");
    if (head != std::string::npos) {
        std::string sheet = "<style>";
        sheet += shipped_file("web/paper.css");
        sheet += "</style>";
        text.insert(head, sheet);
    }
    return text;
}

Result<std::string> press(Apart const& apart, std::string_view page)
{
    static std::mutex one_at_a_time; // each takes a processor and 140 MB
    if (page.size() > most_of_a_page || !press_lacks().empty())
        return not_pressed();
    std::scoped_lock const alone(one_at_a_time);
    Worker worker(
        {apart.program, apart.arguments, press_here, patience_with_a_page, most_of_a_file});
    if (!worker.send(for_the_press(page)))
        return not_pressed();
    worker.sent_all();
    auto bytes = worker.answer();
    if (!whole_file(bytes))
        return not_pressed();
    return bytes;
}

int press_here(int in, int out)
{
    try {
        ::dup2(in, STDIN_FILENO);
        ::dup2(out, STDOUT_FILENO);
        std::array<char const*, 5> const arguments{python, "-I", "-c", layout, nullptr};
        std::array<char const*, 9> const environment{"PATH=/usr/bin", "LANG=C.UTF-8",
            "HOME=/nonexistent", "XDG_CACHE_HOME=/nonexistent", "OPENBLAS_NUM_THREADS=1",
            "OMP_NUM_THREADS=1", "PYTHONHASHSEED=0", "MALLOC_ARENA_MAX=1", nullptr};
        enter_press_cage();
        ::execve(python, const_cast<char* const*>(arguments.data()),
            const_cast<char* const*>(environment.data()));
    } catch (std::exception const&) {
    }
    return 1;
}

std::string press_lacks()
{
    std::error_code unreadable;
    if (std::filesystem::exists(python, unreadable)
        && std::filesystem::exists(weasyprint, unreadable))
        return {};
    return "WeasyPrint is not installed: pages can be printed, and not saved as PDF (Debian "
           "package weasyprint)";
}

} // namespace kith::documents
