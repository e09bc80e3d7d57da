// SPDX-License-Identifier: MIT
#include "platform/ledger/report.h"
#include <fmt/core.h>

namespace kith::ledger {
namespace {

    std::string json_text(std::string_view text)
    {
        std::string written = "\"";
        for (char const letter : text) {
            if (letter == '"' || letter == '\\')
                written += '\\';
            if (static_cast<unsigned char>(letter) < 0x20)
                written += fmt::format("\\u{:04x}", static_cast<unsigned char>(letter));
            else
                written += letter;
        }
        return written + "\"";
    }

    void report_json(Verdict const& verdict, std::ostream& out)
    {
        out << fmt::format("{{\"proven\":{},\"entries\":{},\"waiting\":{},\"looks\":{},"
                           "\"erased\":{},\"root\":\"{}\",\"checkpoint_at\":{},\"problems\":[",
            verdict.problems.empty(), verdict.entries, verdict.waiting, verdict.looks,
            verdict.erased, write_hex(verdict.root),
            verdict.checkpoint_at ? json_text(verdict.checkpoint_at->write()) : "null");
        for (std::size_t problem = 0; problem < verdict.problems.size(); ++problem)
            out << (problem == 0 ? "" : ",") << json_text(verdict.problems[problem]);
        out << "]}\n";
    }

    void report_words(Verdict const& verdict, std::ostream& out)
    {
        out << fmt::format("{} entries, {} looks, {} texts lawfully erased\nroot {}\n",
            verdict.entries, verdict.looks, verdict.erased, write_hex(verdict.root));
        if (verdict.waiting > 0)
            out << fmt::format("{} entries wait for their place\n", verdict.waiting);
        if (verdict.checkpoint_at)
            out << fmt::format(
                "held against the checkpoint of {}\n", verdict.checkpoint_at->write());
        else
            out << "held against no checkpoint: a cut-off end would not show\n";
        for (auto const& problem : verdict.problems)
            out << "problem: " << problem << "\n";
        if (verdict.problems.empty())
            out << "The history is proven.\n";
        else
            out << "The history is not proven: keep this output and the folder as they are.\n";
    }

} // namespace

int report(Verdict const& verdict, std::ostream& out, Spoken spoken)
{
    if (spoken == Spoken::in_json)
        report_json(verdict, out);
    else
        report_words(verdict, out);
    return verdict.problems.empty() ? 0 : 1;
}

int report_proof(db::Connection& connection, std::filesystem::path const& folder,
    std::vector<Checkpoint> held_against, std::ostream& out, Spoken spoken)
{
    std::optional<std::string> unread;
    if (auto const newest = newest_checkpoint(folder)) {
        auto const checkpoint = read_checkpoint(*newest);
        if (checkpoint.ok())
            held_against.push_back(*checkpoint);
        else
            unread = checkpoint.error().words.key;
    }
    auto verdict = verify(connection, held_against);
    if (unread)
        verdict.problems.push_back(*unread);
    return report(verdict, out, spoken);
}

} // namespace kith::ledger
