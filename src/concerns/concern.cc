// SPDX-License-Identifier: MIT
#include "concerns/concern.h"
#include <algorithm>
#include <array>
#include <tuple>

namespace kith::concerns {
namespace {
    constexpr std::string_view no_further_action = "no_further_action";

    template <class Enum, std::size_t n>
    Enum read_word(
        std::string_view text, std::array<std::pair<Enum, std::string_view>, n> const& words)
    {
        auto const at = std::ranges::find(words, text, &std::pair<Enum, std::string_view>::second);
        must(at != words.end(), "the database holds a word that the code does not know");
        return at->first;
    }
    template <class Enum, std::size_t n>
    std::string_view write_word(
        Enum value, std::array<std::pair<Enum, std::string_view>, n> const& words)
    {
        return std::ranges::find(words, value, &std::pair<Enum, std::string_view>::first)->second;
    }

    using namespace std::string_view_literals;
    constexpr std::array channel_words = {std::pair{Channel::public_site, "public"sv},
        std::pair{Channel::professional, "professional"sv}};
    constexpr std::array route_words = {
        std::pair{Route::front_door, "front_door"sv}, std::pair{Route::allegation, "allegation"sv}};
    constexpr std::array state_words = {std::pair{State::waiting, "waiting"sv},
        std::pair{State::reading, "reading"sv}, std::pair{State::decided, "decided"sv}};
    constexpr std::array safe_words = {std::pair{SafeNow::yes, "yes"sv},
        std::pair{SafeNow::no, "no"sv}, std::pair{SafeNow::not_known, "not known"sv}};
    constexpr std::array direction_words = {std::pair{Direction::to_raiser, "to raiser"sv},
        std::pair{Direction::from_raiser, "from raiser"sv}};
    constexpr std::array status_words = {std::pair{Status::received, "received"sv},
        std::pair{Status::being_read, "being_read"sv}, std::pair{Status::finished, "finished"sv}};

    bool is_urgency(std::string const& code)
    {
        return code == "RED" || code == "AMBER" || code == "GREEN";
    }

    int urgency_rank(std::string const& urgency)
    {
        if (urgency == "RED")
            return 0;
        if (urgency == "GREEN")
            return 3;
        return urgency == "AMBER"
            ? 2
            : 1; // what nobody has weighed comes before what was weighed as amber
    }
} // namespace

std::string_view write(Status status) { return write_word(status, status_words); }
std::string_view write(Channel channel) { return write_word(channel, channel_words); }
std::string_view write(Route route) { return write_word(route, route_words); }
std::string_view write(State state) { return write_word(state, state_words); }
std::string_view write(SafeNow safe) { return write_word(safe, safe_words); }
std::string_view write(Direction direction) { return write_word(direction, direction_words); }
Channel read_channel(std::string_view text) { return read_word(text, channel_words); }
Route read_route(std::string_view text) { return read_word(text, route_words); }
State read_state(std::string_view text) { return read_word(text, state_words); }
SafeNow read_safe_now(std::string_view text) { return read_word(text, safe_words); }
Direction read_direction(std::string_view text) { return read_word(text, direction_words); }

Status status_of(Concern const& concern)
{
    switch (concern.state) {
    case State::waiting:
        return Status::received;
    case State::reading:
        return Status::being_read;
    case State::decided:
        return Status::finished;
    }
    return Status::received;
}

Result<Concern> take(Concern concern, AccountId by, Instant now)
{
    if (concern.state == State::decided)
        return error(
            Code::conflict, "This has been decided already: open it again to see the decision");
    if (!concern.taken_by.none() && concern.taken_by != by)
        return error(Code::conflict, "A colleague has taken this since you opened the page");
    concern.taken_by = by;
    concern.state = State::reading;
    if (!concern.read_at)
        concern.read_at = now;
    return concern;
}

Result<Concern> with_urgency(Concern concern, std::string const& urgency)
{
    if (!is_urgency(urgency))
        return invalid("Choose red, amber or green", "urgency");
    concern.urgency = urgency;
    return concern;
}

Result<Decision> decide(Concern const& concern, Choice const& choice,
    std::set<std::string> const& known_outcomes, AccountId by, AgencyId agency, Instant now)
{
    if (choice.outcomes.empty())
        return invalid("Choose what happens next", "outcomes");
    Decision decision{DecisionId::fresh(), concern.id, now, by, agency, choice.summary, {}, {}};
    for (auto const& code : std::set<std::string>(choice.outcomes.begin(), choice.outcomes.end())) {
        if (!known_outcomes.contains(code))
            return invalid("Choose from the outcomes on the page", "outcomes");
        if (code == no_further_action && choice.outcomes.size() > 1)
            return invalid(
                "Choose either no further action, or what will be done: not both", "outcomes");
        auto const reason = choice.reasons.find(code);
        if (reason == choice.reasons.end() || reason->second.empty())
            return invalid("Give the reason for this outcome", "reason_" + code);
        decision.outcomes.push_back({code, reason->second});
    }
    if (!choice.urgency.empty() && !is_urgency(choice.urgency))
        return invalid("Choose red, amber or green", "urgency");
    return decision;
}

Concern decided(Concern concern, Decision const& decision, std::string const& urgency)
{
    concern.state = State::decided;
    concern.decided_at = decision.at;
    if (!concern.read_at)
        concern.read_at = decision.at;
    if (concern.taken_by.none())
        concern.taken_by = decision.by;
    if (!urgency.empty())
        concern.urgency = urgency;
    return concern;
}

bool more_pressing(Concern const& one, Concern const& other)
{
    auto const key = [](Concern const& concern) {
        return std::tuple(concern.safe_now == SafeNow::no ? 0 : 1, urgency_rank(concern.urgency),
            concern.due_at, concern.id);
    };
    return key(one) < key(other);
}

} // namespace kith::concerns
