// SPDX-License-Identifier: MIT
#pragma once

// The small form of this part's tests: every kind once.

#include "platform/forms/form.h"
#include <string>
#include <utility>
#include <vector>

namespace kith::forms {

inline constexpr char const* sample_toml = R"(
name = "room/report"
version = 3
title = "Report a worry"
audience = "staff"

[[question]]
name = "about"
kind = "choice"
question = "Who or what is it about?"
missing = "Say who or what it is about"
option = [
    { code = "child", label = "A child", hint = "Under 18" },
    { code = "place", label = "A place" },
]

[[question]]
name = "what"
kind = "long_text"
question = "What happened?"
missing = "Say what happened"
most = 50
own_words = true
law = true

[[question]]
name = "harms"
kind = "many"
question = "What kind of harm?"
code_list = "harm"
asked_when = { question = "about", is = "child" }

[[question]]
name = "lines"
kind = "text"
question = "Which lines?"
asked_when = [{ question = "harms", includes = "CCE" }]

[[question]]
name = "people"
kind = "person"
question = "Who?"
parts = ["name", "birth", "where"]
up_to = 3
asked_when = { question = "about", is = "child" }

[[question]]
name = "where"
kind = "place"
question = "Where?"
missing = "Say where it is"
parts = ["name", "postcode"]
asked_when = { question = "about", is = "place" }

[[question]]
name = "born"
kind = "date"
question = "When was that?"
about = true

[[question]]
name = "seen"
kind = "date_time"
question = "When were they last seen?"
wrong = "Enter when they were last seen"

[[question]]
name = "reach"
kind = "text"
question = "Your email address"
pattern = "email"
)";

inline std::optional<std::string> sample_lists(std::string_view name)
{
    if (name != "harm")
        return {};
    return "code,label,from,until,source\nCSE,Sexual exploitation,2023-09-01,,x\n"
           "CCE,Criminal exploitation,2023-09-01,,x\nOLD,An old word,2020-01-01,2024-12-31,x\n";
}

inline Form sample_form()
{
    return read_form("src/room/forms/report.toml", sample_toml, sample_lists);
}

inline http::FormData typed(std::vector<std::pair<std::string, std::string>> const& pairs)
{
    http::FormData sent;
    for (auto const& [name, value] : pairs)
        sent.add(name, value);
    return sent;
}

} // namespace kith::forms
