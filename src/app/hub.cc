// SPDX-License-Identifier: MIT
#include "app/hub.h"
#include "base/london.h"
#include "platform/access/sign_in_pages.h"
#include "platform/forms/forget_drafts.h"
#include "platform/html/shipped_templates.h"
#include "platform/http/errors.h"
#include "platform/ledger/changed.h"
#include <fmt/core.h>

namespace kith::app {
namespace {
    access::SignInOptions sign_in_options(Folder const& folder)
    {
        access::SignInOptions options;
        options.second_step = folder.is_demonstration() ? access::SecondStep::optional
                                                        : access::SecondStep::required;
        return options;
    }

    // For the one police role: files that staff marked, until their bytes are destroyed.
    std::vector<actions::Line> files_taken_away(access::Visit const& visit)
    {
        auto const waiting = documents::waiting_for_police(visit);
        if (waiting == 0)
            return {};
        return {{"Take over",
            fmt::format(
                "{} file{} marked as a sexual image of a child", waiting, waiting == 1 ? "" : "s"),
            "Nobody else can reach them", "/attachments/quarantine", {}, true}};
    }

    std::string name_of_account(db::Connection& connection, AccountId account)
    {
        if (account.none())
            return "Kith";
        auto const found = access::find_account(connection, account);
        return found ? found->name : std::string("A colleague");
    }
} // namespace

Hub::Hub(Folder& folder)
    : folder_(folder)
    , words_(words::Catalogue::shipped())
    , templates_(html::shipped_templates())
    , forms_(forms::Forms::shipped(words_))
    , drafts_(folder.keys())
    , facts_(or_refuse(directory::ReferenceFacts::read()))
    , clocks_(or_refuse(actions::Clocks::read()))
    , sign_in_(folder.database(), folder.keys(), folder.clock(), hasher_,
          access::CommonPasswords::shipped(), sign_in_options(folder))
    , pages_(templates_)
    , own_account_{pages_}
    , directory_{facts_, pages_, &hasher_, [this] { facts_changed(); }}
    , home_{pages_}
    , actions_{pages_, facts_, clocks_, home_, name_of_account}
    , documents_{pages_, forms_, words_, name_of_account, documents::shipped_settings()}
    , people_{links_, facts_, pages_, name_of_account}
    , contexts_{links_, facts_, pages_, name_of_account}
    , concerns_{{}, facts_, clocks_, forms_, drafts_, words_, pages_, folder.clock(), folder.post(),
          home_, links_, name_of_account,
          [](std::string_view what) { fmt::print(stderr, "kith: {}\n", what); }}
    , intelligence_{links_, facts_, forms_, words_, pages_, home_, clocks_, folder.keys(),
          name_of_account}
    , missing_{people_, contexts_, intelligence_, links_, facts_, clocks_, forms_, drafts_, words_,
          pages_, home_, actions_, name_of_account, or_refuse(missing::read_repeat_rule())}
    , cases_{people_, contexts_, concerns_, links_, facts_, clocks_, forms_, drafts_, pages_, home_,
          actions_, name_of_account, or_refuse(cases::Pathways::read())}
    , disruption_{people_, contexts_, cases_, links_, facts_, clocks_, pages_, home_,
          name_of_account, or_refuse(disruption::Tactics::read(facts_)), forms_, drafts_, words_}
    , justice_{people_, cases_, links_, facts_, clocks_, forms_, drafts_, words_, pages_, home_,
          name_of_account, or_refuse(justice::Law::read())}
    , evidence_{documents_, people_, contexts_, concerns_, links_, facts_, pages_, home_,
          name_of_account}
    , wording_{pages_, or_refuse(wording_helper::read_list())}
{
    concerns_.people = &people_;
    concerns_.documents = &documents_;
    people_.documents = &documents_;
    cases_.documents = &documents_;
    contexts_.person_of
        = [](access::Visit const& visit, Reference const& reference) -> std::optional<Thing> {
        auto const facts = people::find_facts(visit, reference);
        return facts ? std::optional(facts->thing) : std::nullopt;
    };
    templates_.check();
    directory::take_kept(facts_, *folder_.database().reader());
    pages_.agency_names([this](AgencyId agency) {
        auto const lease = folder_.database().reader();
        auto const found = directory::find_agency(*lease, agency);
        return found ? found->name : std::string();
    });
    access::join(house_, own_account_);
    documents::join(house_, documents_);
    actions::join(house_, home_);
    actions::join(house_, actions_);
    introduce_actions();
    concerns::join(house_, concerns_);
    people::join(house_, people_);
    imports::join(house_);
    people_.chronicles.push_back(concerns::signs_chronicle(concerns_));
    home_.lines.emplace_back([](access::Visit const& visit) { return people::same_lines(visit); });
    home_.beside.emplace_back(people::way_to_lookup_runs);
    contexts_.counted_as = [](db::Connection& connection, PersonId person) {
        auto const counted = people::counted_as(connection, person);
        return contexts::CountedAs{counted.birth, counted.sex};
    };
    contexts_.panels.push_back(concerns::concerns_over_time(concerns_));
    contexts::join(house_, contexts_);
    intelligence::join(house_, intelligence_);
    missing::join(house_, missing_);
    introduce_missing();
    cases::join(house_, cases_);
    introduce_intelligence();
    cases::check_pathways(cases_);
    disruption::join(house_, disruption_);
    justice::join(house_, justice_);
    evidence::join(house_, evidence_);
    wording_helper::join(house_, wording_);
    concerns_.panels.emplace_back(
        [this](access::Visit const& visit, concerns::Concern const& concern) {
            return actions::panel_about(actions_, visit, thing(concern.id));
        });
    contexts_.panels.emplace_back(
        [this](access::Visit const& visit, contexts::Context const& context) {
            return actions::panel_about(actions_, visit, thing(context.id));
        });
    home_.lines.emplace_back(
        [this](access::Visit const& visit) { return contexts::due_lines(contexts_, visit); });
    home_.lines.emplace_back(files_taken_away);
    directory::join(house_, directory_);
    // Several servers may share a database, and what the public side is told also turns with the
    // day.
    house_.jobs.push_back({"what administrators keep", std::chrono::seconds(5),
        [this, seen = std::string()](access::Gate const&) mutable {
            auto mark = directory::kept_mark(*folder_.database().reader()) + " "
                + london::day_of(folder_.clock().now()).write();
            if (mark != seen)
                facts_changed();
            seen = std::move(mark);
        }});
    house_.jobs.push_back(
        {"forget what changed a day ago", std::chrono::hours(1), [](access::Gate const& gate) {
             gate.database().write([&gate](db::Connection& connection) {
                 ledger::forget_changed(connection, gate.clock().now());
                 return db::Outcome::keep;
             });
         }});
    house_.jobs.push_back({"forget drafts that nobody goes on with", std::chrono::hours(24),
        [this, days = or_refuse(forms::read_days_of_drafts())](
            access::Gate const& gate) { forms::forget_old_drafts(gate, drafts_, days); }});
    house_.jobs.push_back(notify::follow_changed(notify_));
    gate_ = std::make_unique<access::Gate>(folder.database(), folder.keys(),
        access::Policy::shipped(house_.predicates), folder.clock());
}

Hub::~Hub() = default;

// Missing knows nothing of cases: what one means to the other is said here.
void Hub::introduce_missing()
{
    missing_.names_context = or_refuse(missing::read_context_rule());
    missing_.exploited = [](db::Connection& connection, PersonId person) {
        return cases::is_exploited(connection, person);
    };
    people_.photograph_for = missing::photograph_facts;
    missing_.went.emplace_back(
        [this](access::Change& change, missing::Episode const& episode) -> Done {
            cases::ask_for_a_look(cases_, change,
                {thing(people::kept_of(change.writing(), episode.person)), "missing_episode",
                    "on " + london::in_words(episode.started_at), thing(episode.id),
                    cases::ToldTo::who_knows_source});
            return done();
        });
    cases_.blockers.emplace_back([](access::Visit const& visit, cases::Case const& one) {
        std::vector<cases::Blocked> blocked;
        if (!one.of_context())
            for (auto const& open : missing::still_open(visit, PersonId(one.subject.id)))
                blocked.push_back({open.text, open.href});
        return blocked;
    });
}

// The valve: to intelligence goes what somebody submits, and nothing else; from there comes what a
// second person at the desk let out, to those with whom it is shared.
void Hub::introduce_intelligence()
{
    intelligence_.subject_of
        = [](access::Visit const& visit, Reference const& reference) -> std::optional<Thing> {
        if (auto const person = people::find_facts(visit, reference))
            return person->thing;
        if (auto const context = contexts::find_facts(visit, reference))
            return context->thing;
        return std::nullopt;
    };
    intelligence_.records_of = [](db::Connection& connection, Thing const& one) {
        std::vector<Thing> all;
        if (one.kind != "person")
            return std::vector{one};
        auto const kept = people::kept_of(connection, PersonId(one.id));
        for (auto const record : people::records_of(connection, kept))
            all.push_back(thing(record));
        return all;
    };
    people_.panels.emplace_back([this](access::Visit const& visit, people::Person const& person) {
        return intelligence::panel_about(intelligence_, visit, thing(person.id));
    });
    contexts_.panels.emplace_back(
        [this](access::Visit const& visit, contexts::Context const& context) {
            return intelligence::panel_about(intelligence_, visit, thing(context.id));
        });
    cases_.panels.emplace_back([this](access::Visit const& visit, cases::Case const& one) {
        return intelligence::panel_about(intelligence_, visit, one.subject);
    });
    concerns_.panels.emplace_back(
        [this](access::Visit const& visit, concerns::Concern const& concern) {
            return intelligence::panel_about(intelligence_, visit, thing(concern.id));
        });
}

// What actions hang on: rooms above keep those, and know nothing of actions in code.
void Hub::introduce_actions()
{
    actions_.about.add(
        "context",
        [](access::Visit const& visit, Uuid const& id) -> std::optional<access::Facts> {
            auto const facts = contexts::find_facts(visit, ContextId(id));
            return facts ? std::optional(*facts) : std::nullopt;
        },
        [](access::Visit const& visit, Uuid const& id) -> actions::Named {
            auto const context = contexts::find(visit, ContextId(id));
            if (!context)
                return {"A context"};
            return {context->reference.write() + ", " + context->name,
                "/contexts/" + context->id.write()};
        });
    actions_.about.add(
        "concern",
        [](access::Visit const& visit, Uuid const& id) -> std::optional<access::Facts> {
            auto facts = concerns::find_facts(visit, ConcernId(id));
            // whoever raised it, or reads what was opened to them, knows nothing that hangs on it
            if (facts && visit.sees(*facts) && !visit.permits("decide", *facts))
                return std::nullopt;
            return facts;
        },
        [this](access::Visit const& visit, Uuid const& id) -> actions::Named {
            auto const concern = concerns_.store.find(visit, ConcernId(id));
            if (!concern)
                return {"A concern"};
            return {"Concern " + concern->reference.write(), "/concerns/" + id.write()};
        });
}

void Hub::open_doors()
{
    pages_.navigation(house_.navigation);
    if (folder_.is_demonstration())
        pages_.banner(folder_.clock().moved()
                ? "Demonstration: an invented place, and the clock has been moved."
                : "Demonstration: an invented place. Nobody here is real.");
    access::add_sign_in_routes(router_, sign_in_, pages_, templates_);
    access::add_open_pages(router_, *gate_, sign_in_, pages_);
    house_.routes.open(router_, *gate_, sign_in_, pages_);
    router_.add(http::Method::get, "/healthz",
        [](http::Request&) -> Result<http::Response> { return http::text("ok\n"); });
    router_.add(http::Method::get, "/api/v1/openapi.json",
        [document = access::open_api(house_.operations, "1")](
            http::Request&) -> Result<http::Response> { return http::json(document); });
    router_.errors([this](Error const& problem, http::Request const& request) {
        return explain(problem, request);
    });
    router_.wrong_methods([this](http::Explained const& said, http::Request const& request) {
        auto const pass = pass_of(request);
        return pages_.explain(said, pass ? &pass->visit() : nullptr);
    });
}

std::unique_ptr<access::Pass> Hub::pass_of(http::Request const& request) const
{
    auto const who = sign_in_.who_is(request);
    if (!who)
        return nullptr;
    auto entered = gate_->enter(who->account, who->agency, {}, who->csrf_secret);
    return entered ? std::move(*entered) : nullptr;
}

http::Response Hub::explain(Error const& problem, http::Request const& request) const
{
    auto const pass = problem.code == Code::not_found ? pass_of(request) : nullptr;
    return pages_.explain(problem, request, pass ? &pass->visit() : nullptr);
}

void Hub::facts_changed() const
{
    std::lock_guard const lock(publishing_);
    directory::take_kept(facts_, *folder_.database().reader());
    publish_site();
}

void Hub::write_down_counts() const
{
    wording_helper::write_tally(gate_->database(), *wording_.tally);
}

void Hub::publish_site() const
{
    concerns::SiteFacts site;
    site.hub_key = folder_.keys().hub_public_key();
    auto const today = london::day_of(folder_.clock().now());
    auto const answer = directory::who(
        facts_, directory::postcodes_of(folder_.database()), "", folder_.clock().now());
    for (auto const& line : answer.lines)
        if (!line.contact.number.empty())
            site.contacts.push_back({line.contact.name, line.contact.number, line.hours});
    if (folder_.is_demonstration())
        site.banner = folder_.clock().moved()
            ? "Demonstration: an invented place, and the clock has been moved. Do not send "
              "anything about real people."
            : "Demonstration: an invented place. Do not send anything about real people.";
    for (auto day = today; day - today < 30; day = day + 1)
        if (facts_.working_days().is_bank_holiday(day))
            site.bank_holidays.push_back(day);
    concerns::write_durably(folder_.path("public/site.json"), concerns::write(site));
}

} // namespace kith::app
