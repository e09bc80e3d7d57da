// SPDX-License-Identifier: MIT
// What the one police role sees of files that were marked: never a picture.
#include "base/london.h"
#include "platform/documents/pages.h"
#include "platform/documents/store.h"
#include "platform/html/problems.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::documents {
namespace {
    using html::Value;
    constexpr std::size_t longest_line = 200;

    std::string quarantine_path(AttachmentId id) { return file_path(id) + "/quarantine"; }

    Value quarantined_view(Documents const& room, Visit const& visit, Quarantined const& one)
    {
        auto const mine = one.taken_at && one.taken_by == visit.visitor().account;
        return Value::object({{"href", quarantine_path(one.attachment.id)},
            {"id", one.attachment.id.write()}, {"hash", ledger::write_hex(one.attachment.sha256)},
            {"size", size_in_words(one.attachment.size)}, {"type", type_of(one.attachment.kind)},
            {"sent_when", london::in_words(one.attachment.recorded_at)},
            {"sent_by", room.name_of(visit.reading(), one.attachment.recorded_by)},
            {"sent_for", room.pages.agency_name(one.attachment.owner)},
            {"marked_when", london::in_words(one.marked_at)},
            {"marked_by", room.name_of(visit.reading(), one.marked_by)},
            {"marked_for", room.pages.agency_name(one.marked_for)}, {"said", one.said},
            {"taken_when", one.taken_at ? london::in_words(*one.taken_at) : std::string()},
            {"taken_by",
                one.taken_at ? room.name_of(visit.reading(), one.taken_by) : std::string()},
            {"taken_said", one.taken_said}, {"may_download", mine && !one.destroyed_at},
            {"destroyed_when",
                one.destroyed_at ? london::in_words(*one.destroyed_at) : std::string()}});
    }

    Response show_one(Documents const& room, Visit const& visit, Quarantined const& one,
        http::FormData const& typed = {}, std::vector<Error> const& problems = {})
    {
        auto page = Value::object({{"one", quarantined_view(room, visit, one)},
            {"values",
                Value::object({{"officer", typed.first("officer")},
                    {"force_reference", typed.first("force_reference")}})},
            {"problems", html::problems_view(problems)}});
        if (!problems.empty())
            page["errors"] = html::errors_view(problems);
        return room.pages.show(visit, "documents/quarantined.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    Result<Quarantined> asked_for(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<AttachmentId>("attachment"));
        return find_quarantined(visit, id);
    }

    std::vector<Error> missing_in(http::FormData const& form)
    {
        std::vector<Error> problems;
        for (auto const& [name, sentence] :
            {std::pair("officer", "Enter who takes it over: name and collar number"),
                std::pair("force_reference", "Enter the force's own reference")})
            if (auto const typed = form.first(name);
                std::ranges::all_of(typed, [](char c) { return c == ' '; })
                || typed.size() > longest_line)
                problems.push_back(invalid(sentence, name));
        return problems;
    }
} // namespace

Result<Response> show_quarantine(Documents const& room, Visit const& visit, Request const&)
{
    if (!visit.could("read", "quarantined_attachment"))
        return not_found();
    auto const rows = Value::each(list_quarantined(visit),
        [&](Quarantined const& one) { return quarantined_view(room, visit, one); });
    return room.pages.show(visit, "documents/quarantine.njk", Value::object({{"rows", rows}}));
}

Result<Response> show_quarantined(Documents const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(asked_for(visit, request));
    return show_one(room, visit, one);
}

Result<Response> take_over(Documents const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(asked_for(visit, request));
    auto const form = TRY(request.form());
    if (auto const problems = missing_in(form); !problems.empty())
        return show_one(room, visit, one, form, problems);
    auto const said = fmt::format(
        "Taken over by {}, reference {}", form.first("officer"), form.first("force_reference"));
    TRY(visit.change([&](Change& change) { return hand_over(change, one, said); }));
    return http::see_other(quarantine_path(one.attachment.id));
}

Result<Response> download_quarantined(Documents const&, Visit const& visit, Request const& request)
{
    auto const one = TRY(asked_for(visit, request));
    auto bytes = TRY(quarantined_bytes(visit, one));
    auto response = http::file(std::move(bytes), "application/octet-stream", "evidence.bin");
    response.sent_by_somebody = true;
    return response;
}

Result<Response> destroy_quarantined(
    Documents const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(asked_for(visit, request));
    auto const form = TRY(request.form());
    if (!one.taken_at)
        return show_one(room, visit, one, form,
            {invalid("Record who takes it over before its bytes are destroyed", "officer")});
    TRY(visit.change([&](Change& change) { return destroy(change, one); }));
    return http::see_other(quarantine_path(one.attachment.id));
}

} // namespace kith::documents
