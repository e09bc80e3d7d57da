// SPDX-License-Identifier: MIT
#pragma once

// What the room of disruption needs, filled by `app`.

#include "actions/actions.h"
#include "cases/cases.h"
#include "contexts/contexts.h"
#include "directory/directory.h"
#include "disruption/tactics.h"
#include "links/links.h"
#include "people/people.h"
#include "platform/access/house.h"
#include "platform/access/pages.h"
#include "platform/forms/drafts.h"
#include "platform/forms/forms.h"
#include <functional>
#include <string>

namespace kith::disruption {

using access::Change;
using access::Visit;

struct Disruption {
    people::People& people;
    contexts::Contexts& contexts;
    cases::Cases& cases;
    links::Links& links;
    directory::ReferenceFacts const& facts;
    actions::Clocks const& clocks;
    access::Pages const& pages;
    actions::Home& home;
    std::function<std::string(db::Connection&, AccountId)> name_of; // as colleagues see it
    Tactics tactics;
    forms::Forms const& forms;
    forms::Drafts const& drafts;
    words::Catalogue const& words;
};

} // namespace kith::disruption
