// SPDX-License-Identifier: MIT
#pragma once

// What the room of evidence needs, filled by `app`.

#include "actions/actions.h"
#include "cases/cases.h"
#include "concerns/concerns.h"
#include "contexts/contexts.h"
#include "directory/directory.h"
#include "disruption/disruption.h"
#include "links/links.h"
#include "people/people.h"
#include "platform/access/house.h"
#include "platform/access/pages.h"
#include "platform/documents/files.h"
#include "platform/documents/press.h"
#include <functional>
#include <string>

namespace kith::evidence {

using access::Change;
using access::Visit;

struct Evidence {
    documents::Documents& documents;
    people::People& people;
    contexts::Contexts& contexts;
    concerns::Concerns& concerns;
    links::Links& links;
    directory::ReferenceFacts const& facts;
    access::Pages const& pages;
    actions::Home& home;
    std::function<std::string(db::Connection&, AccountId)> name_of; // as colleagues see it
    documents::Apart press = documents::own_press();                // makes a page a PDF
};

} // namespace kith::evidence
