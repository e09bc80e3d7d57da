// SPDX-License-Identifier: MIT
#include "platform/http/multipart.h"
#include "platform/http/headers.h"
#include <algorithm>

namespace kith::http {

namespace {
    constexpr std::size_t most_parts = 200;
    constexpr std::size_t most_part_header = 8 * 1024;
    constexpr std::size_t most_value = 1024 * 1024;

    std::string_view without_spaces(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t");
        if (first == std::string_view::npos)
            return {};
        return text.substr(first, text.find_last_not_of(" \t") - first + 1);
    }

    // The parameter of a header such as `form-data; name="x"`: quoted (with backslashes) or plain.
    std::optional<std::string> parameter(std::string_view value, std::string_view name)
    {
        auto at = value.find(';');
        while (at != std::string_view::npos) {
            auto rest = value.substr(at + 1);
            auto const equals = rest.find('=');
            if (equals == std::string_view::npos)
                return std::nullopt;
            auto const its = without_spaces(rest.substr(0, equals));
            std::string text;
            auto i = equals + 1;
            if (i < rest.size() && rest[i] == '"') {
                for (++i; i < rest.size() && rest[i] != '"'; ++i) {
                    // Internet Explorer sent C:\x as it is; only a quote or a backslash is escaped.
                    if (rest[i] == '\\' && i + 1 < rest.size()
                        && (rest[i + 1] == '"' || rest[i + 1] == '\\'))
                        ++i;
                    text.push_back(rest[i]);
                }
                if (i == rest.size())
                    return std::nullopt;
            } else {
                auto const end = std::min(rest.find(';', i), rest.size());
                text = without_spaces(rest.substr(i, end - i));
            }
            if (same_name(its, name))
                return text;
            auto const next = rest.find(';', i);
            at = next == std::string_view::npos ? next : at + 1 + next;
        }
        return std::nullopt;
    }

    // Browsers write quote, CR and LF in names as %22, %0D and %0A, and nothing else so (WHATWG
    // HTML).
    std::string field_name_decoded(std::string text)
    {
        for (auto const& [code, plain] : {std::pair{"%22", "\""}, {"%0D", "\r"}, {"%0A", "\n"}})
            for (auto at = text.find(code); at != std::string::npos; at = text.find(code, at + 1))
                text.replace(at, 3, plain);
        return text;
    }

    std::string_view media_type(std::string_view value)
    {
        return without_spaces(value.substr(0, value.find(';')));
    }
} // namespace

std::optional<std::string> boundary_of(std::string_view content_type)
{
    if (!same_name(media_type(content_type), "multipart/form-data"))
        return std::nullopt;
    auto boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70)
        return std::nullopt;
    return boundary;
}

MultipartReader::MultipartReader(std::string_view boundary, std::uint64_t most_file)
    : delimiter_("\r\n--" + std::string(boundary))
    , most_file_(most_file)
    , buffer_("\r\n") // so that the first boundary looks like every other
{
}

Done MultipartReader::feed(std::string_view bytes)
{
    if (at_ == At::end) // what follows the last boundary says nothing
        return done();
    buffer_.append(bytes);
    while (true) {
        auto const went_on = TRY(step());
        if (!went_on)
            return done();
    }
}

Result<FormData> MultipartReader::finish()
{
    if (at_ != At::end)
        return invalid("Send the form again: it arrived only in part");
    return std::move(form_);
}

Result<bool> MultipartReader::step()
{
    switch (at_) {
    case At::preamble:
    case At::content:
        return read_content();
    case At::boundary:
        return read_boundary();
    case At::headers:
        return read_headers();
    case At::end:
        break;
    }
    buffer_.clear();
    return false;
}

// After "--boundary": another "--" ends the body, CR LF begins a part.
Result<bool> MultipartReader::read_boundary()
{
    if (buffer_.size() < 2)
        return false;
    auto const next = buffer_.substr(0, 2);
    buffer_.erase(0, 2);
    if (next == "--") {
        at_ = At::end;
        return true;
    }
    if (next != "\r\n")
        return invalid("Send the form again: one of its parts is malformed");
    if (++parts_ > most_parts)
        return invalid("Send at most 200 answers and files at once");
    at_ = At::headers;
    return true;
}

Result<bool> MultipartReader::read_headers()
{
    auto const end = buffer_.find("\r\n\r\n");
    if (std::min(end, buffer_.size()) > most_part_header)
        return invalid("Send the form again: the head of one of its parts is too long");
    if (end == std::string::npos)
        return false;
    part_ = Part{{}, {}, "text/plain", std::make_shared<Spool>(), false};
    bool named = false;
    std::string_view lines(buffer_.data(), end);
    while (!lines.empty()) {
        auto const stop = std::min(lines.find("\r\n"), lines.size());
        auto const line = lines.substr(0, stop);
        lines.remove_prefix(std::min(stop + 2, lines.size()));
        auto const colon = line.find(':');
        if (colon == std::string_view::npos)
            return invalid("Send the form again: one of its parts is malformed");
        auto const value = without_spaces(line.substr(colon + 1));
        if (same_name(line.substr(0, colon), "Content-Type"))
            part_.type = value;
        if (!same_name(line.substr(0, colon), "Content-Disposition")
            || !same_name(media_type(value), "form-data"))
            continue;
        auto const name = parameter(value, "name");
        named = name.has_value();
        part_.name = field_name_decoded(name.value_or(""));
        part_.file_name = parameter(value, "filename");
    }
    if (!named || !is_text(part_.name) || !is_text(part_.file_name.value_or(""))
        || !is_text(part_.type))
        return invalid("Send the form again: one of its parts has no name");
    buffer_.erase(0, end + 4);
    at_ = At::content;
    return true;
}

Result<bool> MultipartReader::read_content()
{
    auto const end = buffer_.find(delimiter_);
    if (end == std::string::npos) {
        // The last bytes may be the start of a delimiter: they wait for the rest.
        auto const sure = buffer_.size() - std::min(buffer_.size(), delimiter_.size() - 1);
        TRY(keep(std::string_view(buffer_).substr(0, sure)));
        buffer_.erase(0, sure);
        return false;
    }
    TRY(keep(std::string_view(buffer_).substr(0, end)));
    TRY(close_part());
    buffer_.erase(0, end + delimiter_.size());
    at_ = At::boundary;
    return true;
}

Done MultipartReader::keep(std::string_view bytes)
{
    if (at_ == At::preamble)
        return done();
    if (!part_.file_name && part_.bytes->size() + bytes.size() > most_value)
        return invalid("Write at most a million characters in one answer");
    auto const room = most_file_ - std::min<std::uint64_t>(most_file_, part_.bytes->size());
    if (part_.file_name && bytes.size() > room) {
        part_.cut_short = true;
        bytes = bytes.substr(0, static_cast<std::size_t>(room));
    }
    part_.bytes->append(bytes);
    return done();
}

Done MultipartReader::close_part()
{
    if (at_ == At::preamble)
        return done();
    if (part_.file_name) {
        // A file question left empty arrives as a part with neither name nor bytes.
        if (!part_.file_name->empty() || part_.bytes->size() > 0)
            form_.add(
                Upload{part_.name, *part_.file_name, part_.type, part_.bytes, part_.cut_short});
        return done();
    }
    auto value = part_.bytes->read_all();
    if (!is_text(value))
        return invalid("Send text as UTF-8");
    form_.add(part_.name, std::move(value));
    return done();
}

Result<FormData> read_multipart(std::string_view body, std::string_view boundary)
{
    MultipartReader reader(boundary);
    TRY(reader.feed(body));
    return reader.finish();
}

} // namespace kith::http
