// SPDX-License-Identifier: MIT
#pragma once

#include "base/ids.h"

namespace kith {

using ExhibitId = Id<struct ExhibitKind>;                 // one exhibit
using CustodyId = Id<struct CustodyKind>;                 // one entry of its custody log
using TimelineId = Id<struct EvidenceEntryKind>;          // one entry of a timeline
using PackId = Id<struct EvidencePackKind>;               // a prosecution pack
using PackItemId = Id<struct EvidencePackItemKind>;       // one thing in it
using PackRecipientId = Id<struct EvidenceRecipientKind>; // who gets a copy
using RedactionId = Id<struct EvidenceRedactionKind>;     // what is taken out of a copy
using CopyId = Id<struct EvidenceCopyKind>;               // one copy, as it was made

[[nodiscard]] inline Thing thing(ExhibitId id) { return {"exhibit", id.uuid()}; }
[[nodiscard]] inline Thing thing(TimelineId id) { return {"evidence_entry", id.uuid()}; }
[[nodiscard]] inline Thing thing(PackId id) { return {"evidence_pack", id.uuid()}; }

} // namespace kith
