// SPDX-License-Identifier: MIT
#include "platform/http/security.h"

namespace kith::http {

void dress(Response& response, Audience audience, Wire wire)
{
    auto& headers = response.headers;
    headers.set("Content-Security-Policy",
        std::string(response.sent_by_somebody ? policy_of_what_was_sent : content_security_policy));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", audience == Audience::staff ? "same-origin" : "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (!headers.has("Cache-Control"))
        headers.set("Cache-Control", "no-store");
    if (wire == Wire::secure)
        headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

} // namespace kith::http
