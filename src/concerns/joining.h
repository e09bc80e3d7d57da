// SPDX-License-Identifier: MIT
#pragma once

// Who and where: joining a concern to the people and contexts it is about, each act whole inside
// one Change.
//
// 1. What somebody is in a concern stands on the link (its role, with dates, source and how sure it
//    is), never on their record.
// 2. Two records are never said to be the same by Kith: a person joins them. Who is found not to be
//    meant is not shown again beside this concern.
// 3. A link is drawn from its concern: whoever may not see the concern does not see the link.
// 4. From an allegation no record is made, since records are seen by more people than it is.
//
// Errors   `invalid` with the field; `not_found`, `not_allowed` and `conflict` as the stores'.

#include "concerns/room.h"
#include "contexts/contexts.h"
#include "links/links.h"
#include "people/people.h"
#include "platform/forms/answers.h"

namespace kith::concerns {

struct Joining {
    ConcernId concern = {};
    Thing subject = {};      // a person or a context
    links::Link stands = {}; // role, dates, source (left out: the concern), confidence, handling
};

// Somebody or something known already. The same in the same role once more changes nothing.
[[nodiscard]] Result<LinkId> link_known(
    Concerns const& room, Change& change, Joining const& joining);
// A record made and linked at once; `joining.subject` is left out. The visitor's team works with
// them.
[[nodiscard]] Result<PersonId> link_new(
    Concerns const& room, Change& change, Joining const& joining, people::Person const& person);
[[nodiscard]] Result<ContextId> link_new(
    Concerns const& room, Change& change, Joining const& joining, contexts::Context const& context);
[[nodiscard]] Done set_aside(
    Concerns const& room, Change& change, ConcernId concern, Thing const& subject);
// The next version, with its reason; `withdrawn` takes it back. A link of another concern does not
// exist.
[[nodiscard]] Done correct_link(Concerns const& room, Change& change, ConcernId concern,
    links::Link const& link, std::string const& reason);

[[nodiscard]] bool may_make_records(Concern const& concern); // rule 4

// Those that stand, as far as this visit may know.
[[nodiscard]] std::vector<links::Link> links_of(
    Concerns const& room, Visit const& visit, ConcernId concern);
[[nodiscard]] Thing subject_of(links::Link const& link);
// Of links to several records of one person, in one role, the first: for lists.
[[nodiscard]] std::vector<links::Link> each_once(
    Concerns const& room, Visit const& visit, std::vector<links::Link> const& links);

// Whom or what the concern's own words name, and which records may be meant: neither linked nor set
// aside yet.
struct Candidate {
    Thing thing;
    std::string text; // name and reference
    std::string reason;
};
struct Named {
    std::string kind;  // "person" or "context"; none for what the concern's words spell
    std::string words; // as they were given
    std::vector<Candidate> candidates = {};
};
[[nodiscard]] std::vector<Named> named_in(Concerns const& room, Visit const& visit,
    Concern const& concern); // what the postcode and the free words tell comes last, without words

// A person as a form names them, to be compared with those on record.
[[nodiscard]] people::Match match_of(forms::PersonAnswer const& named);

// Other concerns that this visit may know: linked to whom or what this one is linked to or may
// mean, then from the same postcode; each once, with its reason.
struct Earlier {
    Concern concern;
    std::string reason; // "Linked to P-7KM-4QX9", "Same postcode"
};
[[nodiscard]] std::vector<Earlier> earlier_than(Concerns const& room, Visit const& visit,
    Concern const& concern, std::vector<Named> const& named, std::size_t limit);

// The record a form begins with, made of the concern's words (an age becomes a year of birth,
// about); nothing is typed twice. Empty if the concern names fewer.
[[nodiscard]] people::Typed person_as_given(Concern const& concern, std::size_t which);
[[nodiscard]] contexts::Typed context_as_given(Concern const& concern, std::size_t which);

// The roles to choose from, the most usual first; codes of data/code_lists/link_role.csv.
[[nodiscard]] std::span<char const* const> roles_of(std::string_view kind);

} // namespace kith::concerns
