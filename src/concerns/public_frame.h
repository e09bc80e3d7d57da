// SPDX-License-Identifier: MIT
#pragma once

// What every public page shares: who asks in which language, the frame, refusals; and the pages of
// the reply.

#include "concerns/public_site.h"
#include "concerns/sent_pictures.h"
#include "platform/forms/drafts.h"
#include "platform/forms/sealed_draft.h"
#include "platform/html/value.h"
#include "platform/http/errors.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <functional>
#include <optional>

namespace kith::concerns {

struct Asker {
    std::string language = "en";
};

[[nodiscard]] Asker asker_of(PublicSite const& site, http::Request const& request);
[[nodiscard]] Asker asker_of(
    PublicSite const& site, http::Request const& request, http::FormData const& sent);

[[nodiscard]] http::Response draw(PublicSite const& site, Asker const& asker, std::string_view page,
    html::Value view, http::Status status = http::Status::ok);
[[nodiscard]] html::Value one_error(std::string const& sentence, std::string const& field);
[[nodiscard]] http::Response start_again(PublicSite const& site, Asker const& asker);
// The same, saying when it is worth another try.
[[nodiscard]] http::Response later(http::Response page);
[[nodiscard]] http::Response explain_public(
    PublicSite const& site, Error const& problem, http::Request const& request);
[[nodiscard]] http::Response explain_public(
    PublicSite const& site, http::Explained const& said, http::Request const& request);

// Refuses what another site sent, then asks the page.
[[nodiscard]] Result<http::Response> answer_public(PublicSite const& site,
    http::Request const& request,
    Result<http::Response> (*page)(PublicSite const&, http::Request const&));

[[nodiscard]] std::string salt_of(PublicSite const& site); // 16 bytes
[[nodiscard]] std::string inbox_id_of(
    PublicSite const& site, std::string_view key); // 32 hexadecimal characters

// A picture that came with a page: kept, sealed to the hub, and its number in place of the answer;
// what was kept before stands unless another came or it was taken off. A number that the page sends
// is never believed. Errors are of the field "picture".

struct TakenPicture {
    http::FormData sent = {};
    std::optional<Error> error = {};
    std::string number = {};
};
[[nodiscard]] TakenPicture take_picture(PublicSite const& site, http::Request const& request,
    http::FormData const& sent, std::string const& kept_before);
// Says of one that is kept that it is there: for a form's drawing.
[[nodiscard]] std::function<std::string(std::string_view)> picture_named(
    PublicSite const& site, Asker const& asker);

[[nodiscard]] Result<http::Response> ask_receipt(
    PublicSite const& site, http::Request const& request);
[[nodiscard]] Result<http::Response> show_reply(
    PublicSite const& site, http::Request const& request);
[[nodiscard]] Result<http::Response> write_to_team(
    PublicSite const& site, http::Request const& request);
[[nodiscard]] Result<http::Response> withdraw_contact_details(
    PublicSite const& site, http::Request const& request);

} // namespace kith::concerns
