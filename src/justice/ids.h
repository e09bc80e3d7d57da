// SPDX-License-Identifier: MIT
#pragma once

#include "base/ids.h"

namespace kith {

using ReferralId = Id<struct NrmReferralKind>;        // to the National Referral Mechanism
using ReferralEntryId = Id<struct NrmEntryKind>;      // one entry of its history
using NoticeId = Id<struct DutyNoticeKind>;           // an adult did not agree: without identity
using NoticeEntryId = Id<struct DutyNoticeEntryKind>; //
using DefenceNoteId = Id<struct DefenceNoteKind>;     // section 45 was considered
using MatterId = Id<struct JusticeMatterKind>;        // one harm to one victim, before the law
using StageId = Id<struct JusticeStageKind>;          // where it stood from a day on
using TellingId = Id<struct JusticeTellingKind>;      // the victim was told
using OfferId = Id<struct JusticeOfferKind>;          // a right, a measure or help was offered

[[nodiscard]] inline Thing thing(ReferralId id) { return {"nrm_referral", id.uuid()}; }
[[nodiscard]] inline Thing thing(NoticeId id) { return {"duty_notice", id.uuid()}; }
[[nodiscard]] inline Thing thing(DefenceNoteId id) { return {"defence_note", id.uuid()}; }
[[nodiscard]] inline Thing thing(MatterId id) { return {"justice_matter", id.uuid()}; }

} // namespace kith
