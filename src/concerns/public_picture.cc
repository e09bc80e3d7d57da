// SPDX-License-Identifier: MIT
// A picture that somebody sends with a report or a message, as far as the public side goes.
#include "concerns/public_frame.h"
#include "concerns/sent_pictures.h"
#include "platform/documents/picture.h"
#include <algorithm>

namespace kith::concerns {
namespace {
    Error picture_error(Words words)
    {
        return Error{Code::invalid, std::move(words), picture_field};
    }

    // Nothing where it may be kept.
    std::optional<Error> why_not_kept(
        PublicSite const& site, http::Request const& request, http::Upload const& upload)
    {
        if (upload.cut_short || upload.bytes->size() > most_of_a_picture)
            return picture_error(Words{"forms.file.too_large", {{"most", "20 MB"}}});
        if (!documents::kind_of(upload.bytes->read(0, documents::bytes_that_tell)))
            return picture_error(Words{"forms.file.not_a_picture"});
        if (documents::says_too_many_pixels(
                upload.bytes->read(0, documents::bytes_that_tell_the_size)))
            return picture_error(Words{"forms.file.too_many_pixels"});
        if (!site.limits->admit(Asked::picture, request.peer()))
            return picture_error(Words{"public.picture.too_many"});
        return std::nullopt;
    }

    Result<std::string> kept_picture(
        PublicSite const& site, http::Request const& request, http::Upload const& upload)
    {
        if (auto const problem = why_not_kept(site, request, upload))
            return *problem;
        auto const facts = read_site_facts(read_whole(site.site_file).value_or(""));
        if (!facts)
            return picture_error(Words{"public.picture.not_kept"});
        try {
            return drop_picture(site.post, facts->hub_key, upload);
        } catch (std::exception const&) { // the disk refuses
            return picture_error(Words{"public.picture.not_kept"});
        }
    }
} // namespace

bool takes_pictures(std::string_view path) { return path == "/tell-us" || path == "/reply/write"; }

TakenPicture take_picture(PublicSite const& site, http::Request const& request,
    http::FormData const& sent, std::string const& kept_before)
{
    TakenPicture taken;
    if (!sent.has("without_picture"))
        taken.number = kept_before;
    auto const& uploads = sent.uploads();
    auto const upload = std::ranges::find(uploads, std::string(picture_field), &http::Upload::name);
    if (upload != uploads.end()) {
        auto const kept = kept_picture(site, request, *upload);
        if (kept)
            taken.number = *kept;
        else
            taken.error = kept.error();
    }
    for (auto const& [name, value] : sent.pairs())
        if (name != picture_field)
            taken.sent.add(name, value);
    if (!taken.number.empty())
        taken.sent.add(picture_field, taken.number);
    return taken;
}

std::function<std::string(std::string_view)> picture_named(
    PublicSite const& site, Asker const& asker)
{
    return [&site, &asker](std::string_view number) {
        return number.empty() ? std::string()
                              : site.words.say(asker.language, "public.picture.one");
    };
}

} // namespace kith::concerns
