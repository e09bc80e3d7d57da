// SPDX-License-Identifier: MIT
#pragma once

// What the room of cases needs, filled by `app`, and what its parts and other rooms add to it.

#include "actions/actions.h"
#include "cases/assessment.h"
#include "cases/case.h"
#include "cases/instrument.h"
#include "cases/pathway.h"
#include "cases/store.h"
#include "concerns/concerns.h"
#include "contexts/contexts.h"
#include "directory/directory.h"
#include "links/links.h"
#include "people/people.h"
#include "platform/access/house.h"
#include "platform/access/pages.h"
#include "platform/forms/drafts.h"
#include "platform/forms/forms.h"
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kith::documents {
struct Documents;
}

namespace kith::cases {

// A box on a case's page that a part of the room, or a room above, adds: {title, text, svg, rows
// ([{href, text, detail, status, due}], as the macro work_list), table ({head: [text], rows:
// [[text]]}), link ({text, href}), links ([{text, href}])}; nothing if this visitor has none.
using Panel = std::function<std::optional<html::Value>(Visit const&, Case const&)>;

// What must be there before a case moves on: what is missing in a sentence, and where to put it
// right; nothing if it is there.
struct Missing {
    std::string text; // "The screening is not complete"
    std::string href = {};
};
using Need = std::function<std::optional<Missing>(Visit const&, Case const&)>;

// What keeps a case from closing. What only `informs` is told and keeps nothing back (an open
// referral to the National Referral Mechanism: it names who carries it).
struct Blocked {
    std::string text;
    std::string href = {};
    bool informs = false;
};
using Blocker = std::function<std::vector<Blocked>(Visit const&, Case const&)>;

class FairnessGroups;

struct Cases {
    people::People& people;
    contexts::Contexts& contexts;
    concerns::Concerns& concerns;
    links::Links& links;
    directory::ReferenceFacts const& facts;
    actions::Clocks const& clocks;
    forms::Forms const& forms;
    forms::Drafts const& drafts;
    access::Pages const& pages;
    actions::Home& home;
    actions::Actions& actions;
    std::function<std::string(db::Connection&, AccountId)> name_of; // as colleagues see it
    Pathways pathways = {};
    std::vector<Panel> panels = {};                      // in the order shown
    std::map<std::string, Need, std::less<>> needs = {}; // by the name that pathways use
    std::vector<Blocker> blockers = {};
    // Something happened to a subject that has an open case: who holds it is asked to look again.
    // `code` is a trigger of the pathway. Set where somebody gathers them.
    std::function<Done(Change&, Thing const& subject, std::string const& code,
        std::string const& text, Thing const& from)>
        prompted = {};
    Instruments instruments = Instruments::shipped();
    HealthSigns health_signs = HealthSigns::shipped();
    // Lists of cases that an agency brings in: set by join.
    std::shared_ptr<imports::Kind const> list = {};
    std::shared_ptr<FairnessGroups const> groups = {}; // by which numbers are split; set by join
    documents::Documents* documents = nullptr;         // files of cases; null where none are kept
};

// Throws where a pathway names a need that nobody registered, or a clock that no file has: after
// every room has joined.
void join(House& house, Cases& room);
void check_pathways(Cases const& room);

} // namespace kith::cases
