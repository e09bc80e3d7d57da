// SPDX-License-Identifier: MIT
#include "app/paper.h"
#include "app/hub.h"
#include "platform/documents/press.h"
#include <utility>

namespace kith::app {
namespace {
    bool is_page_for_paper(http::Response const& answer)
    {
        return answer.status == http::Status::ok
            && answer.headers.find("Content-Type").value_or("").starts_with("text/html")
            && documents::is_paper(answer.body);
    }
} // namespace

bool asks_for_pdf(http::Request const& request)
{
    return !request.changes() && request.query("as") == "pdf";
}

http::Response answer_or_pdf(Hub const& hub, http::Request& request)
{
    auto answer = hub.router().answer(request);
    if (!asks_for_pdf(request) || !is_page_for_paper(answer))
        return answer;
    auto pressed = documents::press(documents::own_press(), answer.body);
    auto made = pressed
        ? http::file(std::move(*pressed), "application/pdf", "paper.pdf", http::Shown::as_download)
        : hub.pages().explain(pressed.error(), request, nullptr);
    made.first = std::move(answer.first); // the looks at what stands in it
    return made;
}

} // namespace kith::app
