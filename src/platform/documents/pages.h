// SPDX-License-Identifier: MIT
#pragma once

// Pages and pictures of documents.

#include "platform/documents/documents.h"

namespace kith::documents {

using http::Request;
using http::Response;

[[nodiscard]] Result<Response> show_picture(Documents const&, Visit const&, Request const&);
[[nodiscard]] Result<Response> show_small_picture(Documents const&, Visit const&, Request const&);
[[nodiscard]] Result<Response> download_original(Documents const&, Visit const&, Request const&);
[[nodiscard]] Result<Response> show_file(Documents const&, Visit const&, Request const&);
[[nodiscard]] Result<Response> mark_file(Documents const&, Visit const&, Request const&);

[[nodiscard]] Result<Response> show_quarantine(Documents const&, Visit const&, Request const&);
[[nodiscard]] Result<Response> show_quarantined(Documents const&, Visit const&, Request const&);
[[nodiscard]] Result<Response> take_over(Documents const&, Visit const&, Request const&);
[[nodiscard]] Result<Response> download_quarantined(Documents const&, Visit const&, Request const&);
[[nodiscard]] Result<Response> destroy_quarantined(Documents const&, Visit const&, Request const&);

} // namespace kith::documents
