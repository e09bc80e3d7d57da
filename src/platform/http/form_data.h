// SPDX-License-Identifier: MIT
#pragma once

// What a form sent, or what stands after the `?` of an address: names and values, in order, a name
// perhaps more than once.
//
// Shapes   read from application/x-www-form-urlencoded (WHATWG URL §5) or multipart/form-data
//          (RFC 7578). Files of a multipart form are Uploads, apart from the values.
// Errors   `invalid` where the text is not UTF-8, holds a NUL, has a broken %-sequence or more than
//          2,000 pairs (200 parts in multipart): a browser sends none of these.
// Threads  a value; copies share the bytes of uploads, which never change.

#include "base/result.h"
#include "platform/http/spool.h"
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::http {

struct Upload {
    std::string name;      // of the question
    std::string file_name; // as the browser says: for showing, never for opening
    std::string type;      // as the browser says: never to be believed
    std::shared_ptr<Spool const> bytes;
    bool cut_short = false; // it was larger than may be sent: the rest was thrown away
};

class FormData {
public:
    using Pair = std::pair<std::string, std::string>;

    [[nodiscard]] std::string_view first(std::string_view name) const; // "" if there is none
    [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::vector<Pair> const& pairs() const { return pairs_; }
    [[nodiscard]] std::vector<Upload> const& uploads() const { return uploads_; }

    void add(std::string name, std::string value)
    {
        pairs_.emplace_back(std::move(name), std::move(value));
    }
    void add(Upload upload) { uploads_.push_back(std::move(upload)); }

private:
    std::vector<Pair> pairs_;
    std::vector<Upload> uploads_;
};

[[nodiscard]] Result<FormData> read_form(std::string_view urlencoded);
[[nodiscard]] Result<FormData> read_multipart(std::string_view body, std::string_view boundary);

// For building addresses and for tests: `name=value&...`, every other byte as %XX.
[[nodiscard]] std::string write_form(FormData const& form);
[[nodiscard]] std::string percent_encoded(std::string_view text);

// `plus` says whether `+` stands for a space, as it does in a form and a query but not in a path.
enum class Plus { is_space, is_plus };
[[nodiscard]] Result<std::string> percent_decoded(std::string_view text, Plus plus);
[[nodiscard]] bool is_text(std::string_view bytes); // UTF-8, no NUL

} // namespace kith::http
