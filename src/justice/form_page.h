// SPDX-License-Identifier: MIT
#pragma once

// One page for each form of the room (forms/*.toml): asked, kept as a draft of whoever types,
// refused with everything still filled in, checked, sent once. The room's own.

#include "justice/room.h"
#include "platform/forms/drafts.h"
#include "platform/forms/view.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::justice {

using http::Request;
using http::Response;

struct FormPage {
    std::string form; // "justice/referral"
    std::string title = {};
    std::string action;
    std::string back;
    std::string back_text = "Back";
    std::string button = "Continue";
    std::string about = {};
    std::string warning = {};
    std::string who_can_see = {};
    bool asks_reason = false;                  // something is put right
    html::Value extra = html::Value::object(); // what the page asks beside the form
    std::optional<Thing> draft_of = {};        // kept as a draft for this record
    std::vector<std::string> beside = {};      // fields beside the form that the draft keeps too
};

struct SentForm {
    forms::Reading reading = {};
    std::vector<Error> problems = {}; // of what stands beside the form
    std::int64_t version = 0;
    std::string key = {};
    std::string reason = {};
    html::Value values = html::Value::object();
    DraftId draft = DraftId::fresh();
    std::int64_t revision = 0;
    std::optional<Instant> draft_saved = {};

    [[nodiscard]] bool ok() const { return reading.ok() && problems.empty(); }
    [[nodiscard]] forms::Answers const& answers() const { return reading.answers; }
};

[[nodiscard]] forms::Drawing drawing(Justice const& room, Visit const& visit);
[[nodiscard]] forms::Answers answers_of(
    Justice const& room, std::string const& form, int version, std::string const& json);
[[nodiscard]] Result<SentForm> read_sent(
    Justice const& room, FormPage const& page, Request const& request);
[[nodiscard]] SentForm unsent(forms::Answers answers, std::int64_t version);
[[nodiscard]] Response ask(Justice const& room, Visit const& visit, FormPage const& page,
    SentForm const& sent, http::Status status = http::Status::ok);
// The page again with what was refused; other errors are handed up.
[[nodiscard]] Result<Response> refused(Justice const& room, Visit const& visit,
    FormPage const& page, SentForm sent, std::vector<Error> const& problems);

// With this visitor's latest draft of it filled in, else with `answers`.
[[nodiscard]] SentForm with_draft(
    Justice const& room, Visit const& visit, FormPage const& page, forms::Answers answers);
// A draft of this visitor's, of that form.
[[nodiscard]] Result<SentForm> draft_by_id(
    Justice const& room, Visit const& visit, FormPage const& page, DraftId id);
[[nodiscard]] Result<forms::Draft> keep_draft(
    Justice const& room, Visit const& visit, FormPage const& page, SentForm const& sent);
// What was pressed: to keep it, or to throw it away; nothing where it was sent in earnest.
[[nodiscard]] Result<std::optional<Response>> draft_asked(Justice const& room, Visit const& visit,
    FormPage const& page, SentForm const& sent, Request const& request);

} // namespace kith::justice
