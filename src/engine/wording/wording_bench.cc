// SPDX-License-Identifier: MIT
// How fast a text is looked through, and how right: megabytes a second on ordinary notes, on texts
// made to be slow, and precision and recall on the hundred sentences.
#include "engine/wording/sentences_test.h"
#include "engine/wording/shipped_list_test.h"
#include <chrono>
#include <cstdio>
#include <string>

namespace {
using namespace kith::wording;
using Clock = std::chrono::steady_clock;

std::string repeated(std::string_view text, std::size_t bytes)
{
    std::string all;
    while (all.size() < bytes)
        all += text;
    return all;
}

double megabytes_a_second(List const& list, std::string const& text)
{
    double best = 0;
    for (int round = 0; round < 5; ++round) {
        auto const start = Clock::now();
        auto const flags = list.flags(text).size();
        auto const seconds = std::chrono::duration<double>(Clock::now() - start).count();
        if (flags <= text.size())
            best = std::max(best, static_cast<double>(text.size()) / 1e6 / seconds);
    }
    return best;
}

void tell(List const& list, char const* name, std::string const& text)
{
    auto const whole = megabytes_a_second(list, text);
    auto const eighth = megabytes_a_second(list, text.substr(0, text.size() / 8));
    std::printf("%-34s %8.1f MB/s on %.1f MB, %8.1f MB/s on an eighth of it\n", name, whole,
        static_cast<double>(text.size()) / 1e6, eighth);
}
} // namespace

int main()
{
    auto const list = shipped_list();
    std::string notes;
    for (std::size_t at = 0; at < to_flag.size(); ++at) {
        notes += std::string(to_leave[at]) + " " + std::string(to_leave[(at * 7) % to_leave.size()])
            + " " + std::string(to_flag[at]) + "\n";
        notes += at % 5 == 4 ? "\n" : "";
    }
    constexpr std::size_t size = 8'000'000;
    tell(list, "notes", repeated(notes, size));
    tell(list, "one paragraph of notes", repeated(to_leave[0], size));
    tell(list, "opening quotation marks only", repeated(" \"a 'b", size));
    tell(list, "plurals and apostrophes", repeated(" 'as' bs' cs'", size));
    tell(list, "the beginnings of phrases", repeated("put .. putting herself in an is was ", size));
    tell(list, "letters without a space", repeated("putting", size));

    double flagged = 0;
    double wrong = 0;
    for (auto const sentence : to_flag)
        flagged += list.flags(sentence).empty() ? 0 : 1;
    for (auto const sentence : to_leave)
        wrong += list.flags(sentence).empty() ? 0 : 1;
    auto const precision = flagged / (flagged + wrong);
    auto const recall = flagged / static_cast<double>(to_flag.size());
    std::printf("%zu phrases; precision %.3f, recall %.3f on 100 sentences\n",
        list.phrases().size(), precision, recall);
    return precision >= 0.95 && recall >= 0.95 ? 0 : 1;
}
