// SPDX-License-Identifier: MIT
#include "concerns/shared_drafts.h"
#include "concerns/allegation.h"
#include <algorithm>
#include <array>

namespace kith::concerns {
namespace {
    constexpr std::array<std::pair<Sharing, std::string_view>, 6> sharing_words{
        {{Sharing::kept, "kept"}, {Sharing::asked, "asked"}, {Sharing::advised, "advised"},
            {Sharing::why_not, "why_not"}, {Sharing::taken_back, "taken_back"},
            {Sharing::sent, "sent"}}};

    bool has_word(std::vector<std::string> const& words, std::string const& word)
    {
        return std::ranges::find(words, word) != words.end();
    }

    bool may_be(std::string const& written, std::vector<std::string> const& name)
    {
        auto const words = plain_words(written);
        return !words.empty()
            && (has_word(words, name.back())
                || std::ranges::all_of(
                    words, [&](std::string const& word) { return has_word(name, word); }));
    }
} // namespace

Thing thing_of(DraftId id) { return {"concern_draft", id.uuid()}; }

access::Facts facts_of(SharedDraft const& shared)
{
    access::Facts facts;
    facts.thing = thing_of(shared.id);
    facts.subject = thing(shared.author);
    facts.owner = shared.agency;
    facts.raised_by = shared.author;
    facts.state
        = about_a_worker(shared.draft.answers) ? "allegation" : std::string(write(shared.state));
    facts.walled = shared.walled;
    if (shared.shown())
        for (auto const& lead : shared.leads)
            facts.shared_with.push_back(lead.account);
    if (shared.state == Sharing::sent && shared.sent_by != shared.author
        && std::ranges::find(shared.leads, shared.sent_by, &directory::Lead::account)
            != shared.leads.end())
        facts.shared_with.push_back(shared.sent_by);
    return facts;
}

bool about_a_worker(forms::Answers const& answers) { return answers.text("worker") == "yes"; }

bool may_name(forms::Answers const& answers, std::string const& name)
{
    auto const wanted = plain_words(name);
    if (wanted.empty())
        return false;
    if (may_be(answers.text("worker_name"), wanted))
        return true;
    return std::ranges::any_of(answers.people("adults"), [&](forms::PersonAnswer const& adult) {
        return may_be(adult.name, wanted) || may_be(adult.known_as, wanted);
    });
}

std::string_view write(Sharing state)
{
    return std::ranges::find(sharing_words, state, [](auto const& one) {
        return one.first;
    })->second;
}

Sharing read_sharing(std::string_view text)
{
    auto const* const at
        = std::ranges::find(sharing_words, text, [](auto const& one) { return one.second; });
    must(at != sharing_words.end(), "an unknown state of a shared draft");
    return at->first;
}

std::string_view write(NoteKind kind) { return kind == NoteKind::advice ? "advice" : "why_not"; }

} // namespace kith::concerns
