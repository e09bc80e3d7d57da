// SPDX-License-Identifier: MIT
#pragma once

// What the room of concerns needs, filled by `app`.

#include "actions/actions.h"
#include "concerns/concern.h"
#include "concerns/partner_store.h"
#include "concerns/partner_suggestions.h"
#include "concerns/post.h"
#include "concerns/store.h"
#include "directory/directory.h"
#include "links/links.h"
#include "platform/access/house.h"
#include "platform/access/pages.h"
#include "platform/forms/drafts.h"
#include "platform/forms/forms.h"
#include "platform/html/value.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kith::people {
struct People;
}
namespace kith::documents {
struct Documents;
}

namespace kith::concerns {

// What an outcome starts: another room does it in the same Change, once the decision is recorded.
using Onward = std::function<Done(Change&, Concern const&, Decision const&)>;
// A box that another room puts on a concern's page, for those who may decide it: {title, text,
// rows (as the macro work_list), link ({text, href}), links ([{text, href}])}; nothing if this
// visitor has none.
using Panel = std::function<std::optional<html::Value>(Visit const&, Concern const&)>;

struct Concerns {
    Store store;
    directory::ReferenceFacts const& facts;
    actions::Clocks const& clocks;
    forms::Forms const& forms;
    forms::Drafts const& drafts;
    words::Catalogue const& words;
    access::Pages const& pages;
    Clock const& clock;
    Post post;
    actions::Home& home;
    links::Links& links;
    std::function<std::string(db::Connection&, AccountId)> name_of; // as colleagues see it
    std::function<void(std::string_view)> tell_operator
        = {}; // what somebody who runs Kith should know
    PartnerStore partners = {};
    PartnerSuggestions suggestions = PartnerSuggestions::shipped();
    people::People const* people = nullptr;    // who may be known already; `app` sets it
    documents::Documents* documents = nullptr; // pictures that came; `app` sets it
    std::vector<Onward> onward = {};
    std::vector<Panel> panels = {}; // in the order shown
};

void join(House& house, Concerns& room);
// The conditions that data/policies/concerns.toml names; `join` adds them.
void add_predicates(access::Predicates& predicates);

// A worry as it arrives: its reference, its clock, its typed facts from the answers.
[[nodiscard]] Result<Concern> received(Concerns const& room, Channel channel,
    std::string const& form, int form_version, std::string const& answers, Instant at);

} // namespace kith::concerns
