// SPDX-License-Identifier: MIT
#pragma once

// What the room of missing needs, filled by `app`, and what other rooms add to it.

#include "actions/actions.h"
#include "contexts/contexts.h"
#include "directory/directory.h"
#include "imports/imports.h"
#include "intelligence/intelligence.h"
#include "links/links.h"
#include "missing/episode.h"
#include "missing/interview.h"
#include "people/people.h"
#include "platform/access/house.h"
#include "platform/access/pages.h"
#include "platform/forms/drafts.h"
#include "platform/forms/forms.h"
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kith::missing {

// Is this person known to be exploited (an open case of such a kind)? For the rule that who is, is
// not graded low without a reason; nothing of it is shown.
using Known = std::function<bool(db::Connection&, PersonId)>;
// What another room does in the same Change once somebody went missing.
using Went = std::function<Done(access::Change&, Episode const&)>;

// How often is too often: three starts within 30 days, one over 24 hours, or exploitation suspected
// (domain source: docsbay.net, return interviews; a setting, data/reference/missing.toml).
struct RepeatRule {
    int starts = 3;
    int days = 30;
    int hours = 24;
    bool suspicion = true;
};
[[nodiscard]] Result<RepeatRule> read_repeat_rule();
[[nodiscard]] Result<RepeatRule> read_repeat_rule(std::string_view toml);

// How many return interviews that were held within so many days name a context before their team is
// asked to refer it (a setting, data/reference/missing.toml).
struct ContextRule {
    int interviews = 3;
    int days = 30;
};
[[nodiscard]] Result<ContextRule> read_context_rule();
[[nodiscard]] Result<ContextRule> read_context_rule(std::string_view toml);

struct Missing {
    people::People& people;
    contexts::Contexts& contexts;
    intelligence::Intelligence& intelligence;
    links::Links& links;
    directory::ReferenceFacts const& facts;
    actions::Clocks const& clocks;
    forms::Forms const& forms;
    forms::Drafts const& drafts;
    words::Catalogue const& words;
    access::Pages const& pages;
    actions::Home& home;
    actions::Actions& actions;
    std::function<std::string(db::Connection&, AccountId)> name_of; // as colleagues see it
    RepeatRule repeats = {};
    ContextRule names_context = {};
    Known exploited = [](db::Connection&, PersonId) { return false; };
    std::vector<Went> went = {};
    // Trackers that agencies bring in.
    std::shared_ptr<imports::Kind const> list = {};
};

} // namespace kith::missing
