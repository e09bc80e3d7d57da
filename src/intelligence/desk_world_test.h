// SPDX-License-Identifier: MIT
#pragma once

// A desk with two officers, and those to whom it shares: for tests of its store and acts.

#include "intelligence/intelligence.h"
#include "platform/html/templates_once_test.h"
#include "world/partnership.h"

namespace kith::intelligence {

inline std::string desk_colleague(db::Connection&, AccountId) { return "A colleague"; }

struct DeskWorld {
    static constexpr char const* secret = "Quillfeather of the third floor";
    static constexpr char const* told = "A grey van waits at the back door each night";

    explicit DeskWorld(db::Database& database)
        : world(database, {"data/policies/intelligence.toml", "data/policies/links.toml"})
        , words(words::Catalogue::shipped())
        , forms(forms::Forms::shipped(words))
        , facts(directory::ReferenceFacts::read().value())
        , clocks(actions::Clocks::read().value())
        , pages(html::templates_once())
        , home{pages}
        , room{linked, facts, forms, words, pages, home, clocks, *world.keys, desk_colleague}
    {
        join(house, room);
        council = world.agency("council");
        auto const force = world.agency("police", "police");
        licensing = world.team(council, "Licensing");
        worker = world.account("exploitation practitioner", council);
        officer = world.account("police intelligence officer", force);
        second = world.account("police intelligence officer", force);
        handler = world.account("source handler", force);
        licence = world.account("agency contact", council, licensing);
        same_team = world.account("agency contact", council, licensing);
        other = world.account("agency contact", world.agency("elsewhere"));
        auditor = world.account("auditor", council);
        premises = {"context", Uuid::fresh()};
        room.subject_of = [this](Visit const&, Reference const& reference) {
            return reference == premises_reference ? std::optional(premises) : std::nullopt;
        };
    }

    forms::Answers of(char const* form, std::vector<std::pair<char const*, char const*>> const& all)
    {
        auto const& asked = forms.form(form);
        forms::Answers answers(asked.name, asked.version);
        for (auto const& [name, text] : all)
            answers.set(name, std::string(text));
        return answers;
    }
    // Runs an act as somebody would who had just opened the page.
    template <class Body>
    auto as(AccountId who, Body&& body)
    {
        auto const pass = world.as(who);
        return pass->visit().change([&](Change& change) { return body(change); });
    }

    Submission submitted(AccountId by)
    {
        auto answers = of(submission_form,
            {{"danger", "no"}, {"subject", "A van"}, {"known", told}, {"how_known", "Seen"},
                {"risk", "None that is known"}, {"told_by", "somebody"}, {"source", secret}});
        return as(by, [&](Change& change) { return submit(room, change, answers); }).value();
    }
    Submission received()
    {
        auto const one = submitted(worker);
        must(as(officer, [&](Change& change) { return receive(change, one.id); }).ok(), "received");
        return one;
    }
    // Received, and said not to be urgent.
    Submission triaged()
    {
        auto const one = received();
        auto const answers = of("intelligence/triage", {{"urgent", "no"}});
        must(as(officer, [&](Change& change) { return triage(change, one.id, answers); }).ok(),
            "triaged");
        return one;
    }
    forms::Answers grade_answers(char const* handling = "P", char const* conditions = "")
    {
        return of("intelligence/grade",
            {{"source_evaluation", "2"}, {"information", "B"}, {"handling", handling},
                {"conditions", conditions}, {"because", "Known for a year"}});
    }
    Done graded(AccountId by, SubmissionId id, forms::Answers const& answers, int seen)
    {
        return as(by, [&](Change& change) { return grade(change, id, answers, seen); });
    }
    Result<CleanText> written(AccountId by, SubmissionId id, char const* text, int seen,
        char const* because = "The colour was wrong")
    {
        auto const answers = of("intelligence/text",
            {{"text", text}, {"only_one", "no"}, {"because", seen > 0 ? because : ""}});
        return as(by, [&](Change& change) { return write_text(change, id, answers, seen); });
    }
    Done decided(AccountId by, SubmissionId id, CleanTextId text, char const* decision,
        char const* reason = "")
    {
        auto const answers
            = of("intelligence/decide_text", {{"decision", decision}, {"reason", reason}});
        return as(by, [&](Change& change) { return decide_about_text(change, id, text, answers); });
    }
    forms::Answers share_answers(char const* conditions = "")
    {
        auto answers = of("intelligence/share",
            {{"purpose", "regulation"}, {"purpose_words", "Look at the licence"}, {"special", "no"},
                {"necessity", "They alone can review the licence"}, {"conditions", conditions},
                {"expires", "2026-06-01"}});
        answers.set("bases", std::vector<std::string>{"L6E", "G-CDA115"});
        return answers;
    }
    Result<Sharing> shares(AccountId by, SubmissionId id, Recipient to, char const* conditions = "")
    {
        return as(by,
            [&](Change& change) { return share(room, change, id, share_answers(conditions), to); });
    }
    // Graded P, sanitised and let out.
    Submission let_out(char const* text = "A van is used to move boxes")
    {
        auto const one = triaged();
        must(graded(officer, one.id, grade_answers(), 0).ok(), "graded");
        auto const clean = written(officer, one.id, text, 0);
        must(decided(second, one.id, clean.value().id, "authorise").ok(), "let out");
        return one;
    }
    DeskWork work(SubmissionId id)
    {
        auto const pass = world.as(officer);
        auto const one = find(pass->visit(), id).value();
        return find_desk_work(pass->visit(), one).value();
    }
    Result<SharedText> reads(AccountId who, SharingId id)
    {
        auto const pass = world.as(who);
        auto shared = find_shared(pass->visit(), id);
        pass->settle();
        return shared;
    }
    std::size_t lists(AccountId who) { return list_shared(world.as(who)->visit()).size(); }

    tests::Partnership world;
    words::Catalogue words;
    forms::Forms forms;
    directory::ReferenceFacts facts;
    actions::Clocks clocks;
    access::Pages pages;
    actions::Home home;
    links::Links linked;
    Intelligence room;
    House house;
    AgencyId council;
    TeamId licensing;
    AccountId worker, officer, second, handler, licence, same_team, other, auditor;
    Thing premises;
    Reference premises_reference = Reference::fresh('X');
};

} // namespace kith::intelligence
