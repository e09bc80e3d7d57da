// SPDX-License-Identifier: MIT
#pragma once

// What a page would have sent when somebody of the invented place saved something: the texts of an
// act, by the names of their fields, with what the form says of whose words they are.
//
// Handed to access::Pages::saved it tells whoever looks at saved texts (the wording helper), as
// each form of a real page does: so the year fills the monthly counts of how an agency writes.
//
// Errors   none.

#include "invented/invented.h"
#include "invented/tale.h"
#include "invented/town.h"
#include "platform/http/form_data.h"

namespace kith::invented {

// Empty for what nobody who is signed in types: the public side, and acts without a text.
[[nodiscard]] http::FormData form_of(forms::Forms const& forms, Act const& act);
// After the act was done, as whoever did it.
void tell_as_saved(Invented const& invented, Town const& town, Act const& act);

} // namespace kith::invented
