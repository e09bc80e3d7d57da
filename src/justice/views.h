// SPDX-License-Identifier: MIT
#pragma once

// Referrals, notices and notes as pages show them. Each is given what its caller has found.

#include "justice/acts.h"
#include "platform/html/value.h"

namespace kith::justice {

[[nodiscard]] std::string address_of(ReferralId id); // /justice/referrals/…
[[nodiscard]] std::string address_of(NoticeId id);   // /justice/notices/…
[[nodiscard]] std::string address_of(PersonId id);   // /justice/people/…

[[nodiscard]] html::Value state_of(std::vector<Entry> const& entries);       // {text, tone}
[[nodiscard]] html::Value state_of(std::vector<NoticeEntry> const& entries); // {text, tone}
// Lines of the macro work_list.
[[nodiscard]] html::Value referral_row(
    Justice const& room, Visit const& visit, Referral const& referral);
[[nodiscard]] html::Value notice_row(Justice const& room, Visit const& visit, Notice const& notice);
// [{title, on, by, words, reference, gone, because, may_take_back, href}]
[[nodiscard]] html::Value entries_view(
    Justice const& room, Visit const& visit, Referral const& referral, bool may_change);
[[nodiscard]] html::Value entries_view(
    Justice const& room, Visit const& visit, Notice const& notice, bool may_change);
// The answered questions: [{key, text}], as the paper and the page have them.
[[nodiscard]] html::Value answers_view(
    Justice const& room, Visit const& visit, Referral const& referral);
[[nodiscard]] html::Value exploitation_view(Justice const& room, Referral const& referral);
// {about, tests: [{who, words, source}], outside: [{words, source}]} of section 45.
[[nodiscard]] html::Value defence_law_view(Justice const& room, Visit const& visit);
[[nodiscard]] html::Value defence_row(
    Justice const& room, Visit const& visit, DefenceNote const& note);

// The field set of the Home Office's form as JSON: each question with its answers, each place and
// period, who refers, and what was recorded since.
[[nodiscard]] std::string write_fields(
    Justice const& room, Visit const& visit, Referral const& referral);

} // namespace kith::justice
