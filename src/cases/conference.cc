// SPDX-License-Identifier: MIT
#include "cases/conference.h"
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr int long_text = 5;
    constexpr int short_text = 3;

    std::string stripped(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? ""
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }

    std::vector<std::string> parted(std::string_view line, char mark, std::size_t most)
    {
        std::vector<std::string> parts;
        while (parts.size() + 1 < most) {
            auto const at = line.find(mark);
            if (at == std::string_view::npos)
                break;
            parts.push_back(stripped(line.substr(0, at)));
            line.remove_prefix(at + 1);
        }
        parts.push_back(stripped(line));
        return parts;
    }
} // namespace

std::array<ConferenceText, 12> const conference_texts{{
    {"place", &Conference::place, "Where it was held", "", 1},
    {"chair", &Conference::chair, "Who chaired it, for social care",
        "Agency, role, and a name if they like: Eastmoor Council, team manager", 1},
    {"came", &Conference::came, "Who came", "One to a line: agency, role, and a name if they like",
        long_text},
    {"absent", &Conference::absent, "Who was invited and did not come (optional)",
        "The same. What is decided is sent to them too", short_text},
    {"now_like", &Conference::now_like, "What the context is like now",
        "From its assessment: who cares for young people there, rules and design, what young "
        "people "
        "need and are good at",
        long_text},
    {"views", &Conference::views, "What young people say",
        "In their words, and without who said it", long_text},
    {"views_how", &Conference::views_how, "How their views were gathered",
        "Such as: a survey of 62 in February. If there are none, why", short_text},
    {"guardians", &Conference::guardians, "Guardians who can help (optional)",
        "Adults and peers who care for young people there, and what they can do. A name only of "
        "who "
        "agreed to be listed",
        short_text},
    {"goals", &Conference::goals, "Goals",
        "One to a line, as something good about the context: “Young people know an adult here whom "
        "they can tell”",
        long_text},
    {"decisions", &Conference::decisions, "What was decided", "One to a line", long_text},
    {"dissent", &Conference::dissent, "Who disagreed (optional)",
        "One to a line: who, a colon, and why", short_text},
    {"steps", &Conference::steps, "Next steps",
        "One to a line: what; who does it; by when. Such as: Train the door staff; Licensing; "
        "27/3/2026",
        long_text},
}};

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        auto line = stripped(text.substr(0, end));
        if (!line.empty())
            lines.push_back(std::move(line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

Result<std::vector<Present>> present_in(std::string_view text, std::string_view field)
{
    std::vector<Present> all;
    for (auto const& line : lines_of(text)) {
        auto parts = parted(line, ',', 3);
        if (parts.size() < 2 || parts[0].empty() || parts[1].empty())
            return invalid(
                fmt::format("Put a comma between agency and role: “{}”", line), std::string(field));
        all.push_back({parts[0], parts[1], parts.size() > 2 ? parts[2] : ""});
    }
    return all;
}

Result<std::vector<Dissent>> dissent_in(std::string_view text)
{
    std::vector<Dissent> all;
    for (auto const& line : lines_of(text)) {
        auto parts = parted(line, ':', 2);
        if (parts.size() < 2 || parts[0].empty() || parts[1].empty())
            return invalid(
                fmt::format("Say who disagreed, a colon, and why: “{}”", line), "dissent");
        all.push_back({parts[0], parts[1]});
    }
    return all;
}

Result<std::vector<NextStep>> steps_in(std::string_view text)
{
    std::vector<NextStep> all;
    for (auto const& line : lines_of(text)) {
        auto parts = parted(line, ';', 3);
        if (parts.size() < 2 || parts[0].empty() || parts[1].empty())
            return invalid(
                fmt::format("Say what, a semicolon, and who does it: “{}”", line), "steps");
        NextStep step{parts[0], parts[1]};
        if (parts.size() > 2 && !parts[2].empty()) {
            auto const by = Date::read(parts[2]);
            if (!by)
                return invalid(
                    fmt::format(
                        "Write the day as in 27/3/2026, after the second semicolon: “{}”", line),
                    "steps");
            step.by = *by;
        }
        all.push_back(std::move(step));
    }
    return all;
}

std::vector<Error> missing_to_hold(Conference const& one, Date today)
{
    std::vector<Error> missing;
    auto const asks = [&](std::string const& text, char const* field, char const* sentence) {
        if (stripped(text).empty())
            missing.push_back(invalid(sentence, field));
    };
    if (!one.day)
        missing.push_back(invalid("Enter the day it was held", "day"));
    else if (*one.day > today)
        missing.push_back(invalid("It is held once its day has come: enter that day", "day"));
    asks(one.chair, "chair", "Say who chaired it, for social care");
    asks(one.came, "came", "Say who came: agency and role");
    asks(one.now_like, "now_like", "Say what the context is like now");
    asks(one.views_how, "views_how",
        "Say how young people's views were gathered, or why there are none");
    asks(one.goals, "goals", "Enter at least one goal");
    asks(one.decisions, "decisions", "Say what was decided");
    asks(one.steps, "steps", "Enter at least one next step, and who does it");
    for (auto const& [text, field] : {std::pair(&one.chair, "chair"), std::pair(&one.came, "came"),
             std::pair(&one.absent, "absent")})
        if (auto const read = present_in(*text, field); !read)
            missing.push_back(read.error());
    if (auto const read = dissent_in(one.dissent); !read)
        missing.push_back(read.error());
    if (auto const read = steps_in(one.steps); !read)
        missing.push_back(read.error());
    return missing;
}

} // namespace kith::cases
