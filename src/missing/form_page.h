// SPDX-License-Identifier: MIT
#pragma once

// One page for each form of the room (forms/*.toml): asked, refused with everything still filled
// in, sent once. The room's own.

#include "missing/room.h"
#include "platform/forms/drafts.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::missing {

// A second form on the same page, for whoever chooses yes: its questions have names that the first
// form has not (join.cc sees to it).
struct AlsoAsked {
    std::string form;
    std::string field; // "yes" or "no", beside the forms
    std::string question;
    std::string no;
    std::string yes;
};

struct FormPage {
    std::string form;       // "missing/grade"
    std::string title = {}; // the form's own, if empty
    std::string action;
    std::string back;
    std::string back_text = "Back";
    std::string button = "Save";
    std::string about = {}; // whom it is about, in a line under the heading
    std::string warning = {};
    std::string who_can_see = {};
    bool asks_reason = false;                  // something is put right
    html::Value extra = html::Value::object(); // what the page asks beside the form
    html::Value stands = {};                   // somebody was first: what stands now
    // What is typed is kept as a draft of whoever types, for this record (form_drafts.h). Nothing:
    // not kept.
    std::optional<Thing> draft_of = {};
    std::vector<std::string> beside = {}; // fields of `extra` that the draft keeps too
    std::optional<AlsoAsked> also = {};
};

// What was sent: the answers, and what stands beside them.
struct SentForm {
    forms::Reading reading = {};
    forms::Reading also = {};         // of the second form
    bool says_also = false;           // that it counts
    std::vector<Error> problems = {}; // of what stands beside the forms
    std::int64_t version = 0;
    std::string key = {};
    std::string reason = {};
    html::Value values = html::Value::object();
    DraftId draft = DraftId::fresh();        // where the page keeps one
    std::int64_t revision = 0;               // 0: none is kept yet
    std::optional<Instant> draft_saved = {}; // when the one that is filled in was kept

    [[nodiscard]] bool ok() const { return reading.ok() && also.ok() && problems.empty(); }
    [[nodiscard]] forms::Answers const& answers() const { return reading.answers; }
    [[nodiscard]] std::optional<forms::Answers> also_answered() const
    {
        return says_also ? std::optional(also.answers) : std::nullopt;
    }
};

[[nodiscard]] Result<SentForm> read_sent(
    Missing const& room, FormPage const& page, http::Request const& request);
// Empty, or with these answers.
[[nodiscard]] SentForm unsent(forms::Answers answers, std::int64_t version);
[[nodiscard]] forms::Answers no_answers(Missing const& room, std::string const& form);
[[nodiscard]] forms::Answers answers_of(
    Missing const& room, std::string const& form, int version, std::string const& json);

[[nodiscard]] http::Response ask(Missing const& room, access::Visit const& visit,
    FormPage const& page, SentForm const& sent, http::Status status = http::Status::ok);
// The page again with what was refused; other errors are handed up.
[[nodiscard]] Result<http::Response> refused(Missing const& room, access::Visit const& visit,
    FormPage const& page, SentForm sent, Error const& problem);

// What was answered, for a page: [{key, text, own_words}].
[[nodiscard]] html::Value given(Missing const& room, access::Visit const& visit,
    std::string const& form, int version, std::string const& json);

} // namespace kith::missing
