// SPDX-License-Identifier: MIT
#pragma once

// What the room of justice needs, filled by `app`.

#include "actions/actions.h"
#include "cases/cases.h"
#include "directory/directory.h"
#include "justice/law.h"
#include "links/links.h"
#include "people/people.h"
#include "platform/access/house.h"
#include "platform/access/pages.h"
#include "platform/forms/drafts.h"
#include "platform/forms/forms.h"
#include "platform/words/catalogue.h"
#include <functional>
#include <string>

namespace kith::justice {

using access::Change;
using access::Visit;

struct Justice {
    people::People& people;
    cases::Cases& cases;
    links::Links& links;
    directory::ReferenceFacts const& facts;
    actions::Clocks const& clocks;
    forms::Forms const& forms;
    forms::Drafts const& drafts;
    words::Catalogue const& words;
    access::Pages const& pages;
    actions::Home& home;
    std::function<std::string(db::Connection&, AccountId)> name_of; // as colleagues see it
    Law law;
};

} // namespace kith::justice
