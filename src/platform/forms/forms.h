// SPDX-License-Identifier: MIT
#pragma once

// Every form that ships in the program or stands in the partnership's overlay, read and checked at
// the start.
//
// A form's name is its file's with the room's in front: `src/concerns/forms/report.toml` is
// "concerns/report". A version that was in force before stands beside it for as long as answers of
// it are kept: `src/concerns/forms/was/report.1.toml`.
//
// Errors   throws std::runtime_error at the start, naming file and line. A name that is none of
//          them is our error (std::logic_error).
// Threads  immutable once made; safe to share.

#include "platform/forms/form.h"
#include "platform/forms/view.h"
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kith::forms {

class Forms {
public:
    explicit Forms(
        std::vector<Form> forms, words::Catalogue const& words, std::vector<Form> former = {});
    [[nodiscard]] static Forms shipped(words::Catalogue const& words);

    [[nodiscard]] Form const& form(std::string_view name) const;
    // The form as it was when `version` was answered; where nobody kept that one, as it is now.
    [[nodiscard]] Form const& as_given(std::string_view name, int version) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::map<std::string, Form, std::less<>> by_name_;
    std::map<std::pair<std::string, int>, Form> former_;
};

} // namespace kith::forms
