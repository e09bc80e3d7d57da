// SPDX-License-Identifier: MIT
#include "people/same_pages.h"
#include "base/london.h"
#include "people/joined.h"
#include "people/same_views.h"
#include "people/views.h"
#include <algorithm>
#include <array>

namespace kith::people {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;
    constexpr char const* queue = "/people/same";
    constexpr std::size_t most_shown = 50;

    // What was typed, and what is wrong with it.
    struct Answered {
        Value values = Value::object();
        std::vector<Error> problems = {};

        [[nodiscard]] http::Status status() const
        {
            return problems.empty()                       ? http::Status::ok
                : problems.front().code == Code::conflict ? http::Status::conflict
                                                          : http::Status::unprocessable;
        }
        void show_on(Value& page) const
        {
            page["form"]
                = Value::object({{"values", values}, {"problems", problems_view(problems)}});
            if (!problems.empty())
                page["errors"] = errors_view(problems);
        }
    };

    bool may_be_asked_again(Error const& problem)
    {
        return problem.code == Code::invalid || problem.code == Code::conflict;
    }

    char const* said_on_queue(std::string_view said)
    {
        return said == "apart" ? "It is kept that these are two people."
            : said == "later"  ? "Put off for a week."
            : said == "back"   ? "Taken back. The two records wait here again."
                               : "";
    }

    // The pair that is decided on, and the two people as they are now.
    struct OpenedPair {
        Proposal proposal;
        Person one;
        Person other;
    };
    Result<OpenedPair> opened_pair(Visit const& visit, Request const& request)
    {
        visit.act_for("Deciding whether two records are of one person");
        auto const id = TRY(request.id<ProposalId>("proposal"));
        auto proposal = TRY(find_same(visit, id));
        auto one = TRY(find(visit, proposal.one));
        auto other = TRY(find(visit, proposal.other));
        return OpenedPair{std::move(proposal), std::move(one), std::move(other)};
    }

    // A colleague was first.
    Response joined_already(OpenedPair const& pair)
    {
        return http::see_other("/people/" + pair.one.id.write() + "?said=joined");
    }

    std::string href_of(Proposal const& proposal) { return queue + ("/" + proposal.id.write()); }

    Response show_opened(People const& room, Visit const& visit, OpenedPair const& pair,
        Answered const& answered = {})
    {
        auto const older = older_of(visit.reading(), pair.one.id, pair.other.id);
        auto const first = older == pair.one.id; // the older record stands first
        auto page = side_by_side(
            room, visit, first ? pair.one : pair.other, first ? pair.other : pair.one);
        page["one_version"] = pair.one.version;
        page["other_version"] = pair.other.version;
        page["section"] = "/people";
        page["href"] = href_of(pair.proposal);
        page["version"] = pair.proposal.version;
        page["told_apart"] = pair.proposal.standing == Standing::not_same;
        page["decided"] = how_it_stands(room, visit, pair.proposal);
        auto const chosen = answered.values.get("kept").text();
        std::array const sides{first ? &pair.one : &pair.other, first ? &pair.other : &pair.one};
        page["keep"] = Value::each(sides, [&](Person const* person) {
            auto const is_older = person->id == older;
            return Value::object({{"value", person->id.write()},
                {"text",
                    person->reference.write()
                        + (is_older ? std::string(", the older record") : std::string())},
                {"checked", chosen.empty() ? is_older : chosen == person->id.write()}});
        });
        answered.show_on(page);
        return room.pages.show(visit, "people/same_pair.njk", page, answered.status());
    }

    std::int64_t whole(http::FormData const& form, char const* name)
    {
        return std::atoll(std::string(form.first(name)).c_str());
    }
    Deciding deciding(OpenedPair const& pair, http::FormData const& form)
    {
        return {pair.proposal.id, whole(form, "version"), whole(form, "one_version"),
            whole(form, "other_version"), links::text_of(form, "why")};
    }
    // The form says which is kept.
    Result<Joining> joining(OpenedPair const& pair, http::FormData const& form)
    {
        auto const chosen = form.first("kept");
        auto const keeps_one = chosen == pair.one.id.write();
        if (!keeps_one && chosen != pair.other.id.write())
            return invalid("Choose which record is kept", "kept");
        auto const versions = std::pair(whole(form, "one_version"), whole(form, "other_version"));
        return Joining{keeps_one ? pair.one.id : pair.other.id,
            keeps_one ? pair.other.id : pair.one.id, keeps_one ? versions.first : versions.second,
            keeps_one ? versions.second : versions.first, links::text_of(form, "why")};
    }

    // Rule of the interruption page: who will see what from then on, before anything is done.
    Response show_before_joining(People const& room, Visit const& visit, OpenedPair const& pair,
        Joining const& wanted, Deciding const& read)
    {
        auto const& kept = wanted.kept == pair.one.id ? pair.one : pair.other;
        auto const& other = wanted.kept == pair.one.id ? pair.other : pair.one;
        auto const of_kept = who_works_today(room, visit, kept.id);
        auto const of_other = who_works_today(room, visit, other.id);
        auto const only_in = [](auto const& these, auto const& not_those) {
            std::vector<std::string> only;
            for (auto const& one : these)
                if (std::ranges::find(not_those, one) == not_those.end())
                    only.push_back(one);
            return Value::each(only, [](std::string const& text) { return Value(text); });
        };
        auto page = Value::object({{"section", "/people"}, {"href", href_of(pair.proposal)},
            {"kept", kept.reference.write()}, {"other", other.reference.write()},
            {"see_other", only_in(of_kept, of_other)}, {"see_kept", only_in(of_other, of_kept)},
            {"protects", kept.protected_address != other.protected_address}, {"why", wanted.why},
            {"kept_id", kept.id.write()}, {"version", read.version},
            {"one_version", read.one_version}, {"other_version", read.other_version}});
        return room.pages.show(visit, "people/same_join.njk", page);
    }
} // namespace

Result<Response> show_same(People const& room, Visit const& visit, Request const& request)
{
    if (!visit.could("join", "person"))
        return not_found();
    visit.act_for("Deciding whether two records are of one person");
    auto const listed
        = [&](Listed which) { return same_rows(room, visit, list_same(visit, which, most_shown)); };
    auto const page = Value::object({{"section", "/people"}, {"rows", listed(Listed::waiting)},
        {"put_off", listed(Listed::put_off)}, {"apart", listed(Listed::told_apart)},
        {"most", most_shown}, {"notice", said_on_queue(request.query("said"))}});
    return room.pages.show(visit, "people/same.njk", page);
}

Result<Response> show_pair(People const& room, Visit const& visit, Request const& request)
{
    auto const pair = TRY(opened_pair(visit, request));
    if (pair.one.id == pair.other.id)
        return joined_already(pair);
    return show_opened(room, visit, pair);
}

Result<Response> decide_pair(People const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const pair = TRY(opened_pair(visit, request));
    if (pair.one.id == pair.other.id)
        return joined_already(pair);
    Answered answered{links::values_of(form)};
    auto const wanted = deciding(pair, form);
    auto const decision = form.first("decision");
    auto const again = [&](Error const& problem) {
        answered.problems.push_back(problem);
        return show_opened(room, visit, pair, answered);
    };
    if (decision == "same") {
        auto const join = joining(pair, form);
        if (!join)
            return again(join.error());
        if (auto const possible = check_joining(visit, *join); !possible)
            return may_be_asked_again(possible.error()) ? Result<Response>(again(possible.error()))
                                                        : possible.error();
        return show_before_joining(room, visit, pair, *join, wanted);
    }
    if (decision != "not the same" && decision != "later" && decision != "back")
        return again(invalid("Choose one", "decision"));
    auto const done = visit.change([&](Change& change) {
        return decision == "later" ? put_off(change, wanted)
            : decision == "back"   ? take_back(change, wanted)
                                   : tell_apart(change, wanted);
    });
    if (done)
        return http::see_other(std::string(queue)
            + (decision == "later"       ? "?said=later"
                    : decision == "back" ? "?said=back"
                                         : "?said=apart"));
    if (!may_be_asked_again(done.error()))
        return done.error();
    return again(done.error());
}

Result<Response> join_pair(People const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const pair = TRY(opened_pair(visit, request));
    if (pair.one.id == pair.other.id)
        return joined_already(pair);
    auto const wanted = TRY(joining(pair, form));
    auto const joined = visit.change([&](Change& change) { return join_records(change, wanted); });
    if (joined)
        return http::see_other("/people/" + wanted.kept.write() + "?said=joined");
    if (!may_be_asked_again(joined.error()))
        return joined.error();
    Answered answered{links::values_of(form), {joined.error()}};
    answered.values["decision"] = "same";
    return show_opened(room, visit, pair, answered);
}

namespace {
    std::string kind_in_words(LaterRow const& row)
    {
        return row.kind == "name"       ? "Name"
            : row.kind == "number"      ? "Number"
            : row.kind == "contact"     ? "Way to reach them"
            : row.kind == "fact"        ? "What is known"
            : row.kind == "link"        ? "Linked, or took part"
            : row.kind == "involvement" ? "Works with them"
                                        : row.kind;
    }

    // Somebody's record, opened as its page is.
    Result<Person> person_of(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto const facts = TRY(find_facts(visit, id));
        TRY(visit.may(act, facts));
        return find(visit, id);
    }

    Response show_proposing(
        People const& room, Visit const& visit, Person const& person, Answered const& answered = {})
    {
        auto page = Value::object({{"section", "/people"}, {"href", "/people/" + person.id.write()},
            {"reference", person.reference.write()}});
        answered.show_on(page);
        return room.pages.show(visit, "people/same_propose.njk", page, answered.status());
    }

    Response show_parting(People const& room, Visit const& visit, Person const& person,
        RecordJoin const& join, Answered const& answered = {})
    {
        auto const typed = [&](LaterRow const& row) {
            auto const text = answered.values.get("row-" + row.id.write()).text();
            return text.empty() ? row.seems_others : text == "other";
        };
        auto page = Value::object({{"section", "/people"}, {"href", "/people/" + person.id.write()},
            {"kept", person.reference.write()}, {"other", join.reference.write()},
            {"version", person.version},
            {"action", "/people/" + person.id.write() + "/part/" + join.id.write()},
            {"joined",
                london::day_of(join.at).in_words() + " by "
                    + room.name_of(visit.reading(), join.by)},
            {"protects", person.protected_address},
            {"rows", Value::each(later_rows(room, visit, join), [&](LaterRow const& row) {
                 return Value::object(
                     {{"id", row.id.write()}, {"kind", kind_in_words(row)}, {"text", row.text},
                         {"detail",
                             row.by.none() ? std::string()
                                           : "Recorded by " + room.name_of(visit.reading(), row.by)
                                     + (row.source.empty() ? "" : ", from " + row.source)},
                         {"other", typed(row)}});
             })}});
        answered.show_on(page);
        return room.pages.show(visit, "people/same_part.njk", page, answered.status());
    }

    // The join, if it holds a record of this person.
    Result<RecordJoin> join_in(Visit const& visit, Person const& person, Request const& request)
    {
        auto const id = TRY(request.id<JoinId>("join"));
        for (auto const& join : joins_of(visit.reading(), person.id))
            if (join.id == id)
                return join;
        return not_found();
    }
} // namespace

Result<Response> ask_same(People const& room, Visit const& visit, Request const& request)
{
    auto const person = TRY(person_of(visit, request, "propose"));
    return show_proposing(room, visit, person);
}

Result<Response> propose_same(People const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const person = TRY(person_of(visit, request, "propose"));
    Answered answered{links::values_of(form)};
    auto const again = [&](Error const& problem) {
        answered.problems.push_back(problem);
        return show_proposing(room, visit, person, answered);
    };
    visit.act_for("Saying that two records may be of one person");
    auto const reference = Reference::read(form.first("reference"));
    auto const other = reference && reference->kind() == 'P' ? find_facts(visit, *reference)
                                                             : Result<access::Facts>(not_found());
    auto const nobody
        = invalid("No person you may know of has this reference: check it", "reference");
    if (!other)
        return again(nobody);
    auto const made = visit.change([&](Change& change) {
        return propose(change, person.id, PersonId(other->thing.id), links::text_of(form, "why"));
    });
    if (made)
        return http::see_other("/people/" + person.id.write() + "?said=proposed");
    if (may_be_asked_again(made.error()))
        return again(made.error());
    return made.error();
}

Result<Response> ask_part(People const& room, Visit const& visit, Request const& request)
{
    auto const person = TRY(person_of(visit, request, "part"));
    auto const join = TRY(join_in(visit, person, request));
    return show_parting(room, visit, person, join);
}

Result<Response> part_person(People const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const person = TRY(person_of(visit, request, "part"));
    auto const join = TRY(join_in(visit, person, request));
    Parting wanted{join.id, whole(form, "version"), links::text_of(form, "why"), {}};
    for (auto const& row : later_rows(room, visit, join))
        if (form.first("row-" + row.id.write()) == "other")
            wanted.to_other.push_back(row.id);
    auto const parted
        = visit.change([&](Change& change) { return part_records(room, change, wanted); });
    if (parted) { // who works with one of them alone may open only that one now
        for (auto const id : {person.id, *parted})
            if (knows(visit, id))
                return http::see_other("/people/" + id.write() + "?said=parted");
        return http::see_other("/people");
    }
    if (!may_be_asked_again(parted.error()))
        return parted.error();
    return show_parting(
        room, visit, person, join, Answered{links::values_of(form), {parted.error()}});
}

} // namespace kith::people
