// SPDX-License-Identifier: MIT
#include "cases/plan_sent.h"
#include <cmath>

namespace kith::cases {

Result<std::optional<Date>> sent_plan_day(JsonFields const& sent, char const* field)
{
    auto const text = TRY(sent.text(field));
    if (text.empty())
        return std::optional<Date>();
    auto const read = Date::read(text);
    if (!read)
        return invalid("Send a day as 2026-03-29", field);
    return std::optional(*read);
}

Result<std::optional<Counted>> sent_counted(JsonFields const& sent, char const* field, Date today)
{
    auto const object = TRY(sent.object(field));
    if (!object)
        return std::optional<Counted>();
    TRY(object->only({"count", "of", "on"}));
    auto const count = TRY(object->number("count"));
    auto const of = TRY(object->number("of"));
    auto const on = TRY(sent_plan_day(*object, "on"));
    auto const whole = [](std::optional<double> const& number) {
        return number && std::floor(*number) == *number && std::abs(*number) < 1e9
            ? static_cast<std::int64_t>(*number)
            : std::int64_t(-1);
    };
    return std::optional(Counted{whole(count), whole(of), on.value_or(today)});
}

Result<std::int64_t> must_match(http::Request const& request)
{
    auto const version = TRY(request.if_match());
    if (!version)
        return invalid("Send If-Match with the ETag you read it with", "version");
    return *version;
}

Result<std::vector<Finding>> sent_findings(JsonFields const& sent, Date today)
{
    std::vector<Finding> all;
    auto const sent_all = TRY(sent.each("findings"));
    for (auto const& one : sent_all) {
        TRY(one.only({"goal", "measurement", "after", "said"}));
        Finding finding;
        auto const goal = TRY(one.text("goal"));
        finding.goal = GoalId::read(goal).value_or(GoalId());
        auto const measurement = TRY(one.text("measurement"));
        finding.after_measurement = MeasurementId::read(measurement).value_or(MeasurementId());
        finding.after = TRY(sent_counted(one, "after", today));
        finding.said = TRY(one.text("said"));
        all.push_back(std::move(finding));
    }
    return all;
}

Done take_sent_texts(JsonFields const& sent, Review& review)
{
    for (auto const& [field, text] : {std::pair("who", &review.who), {"own_view", &review.own_view},
             {"contexts_changed", &review.contexts_changed},
             {"contexts_words", &review.contexts_words}, {"life_changed", &review.life_changed},
             {"life_words", &review.life_words}, {"displacement", &review.displacement},
             {"displacement_words", &review.displacement_words}, {"level", &review.level},
             {"level_why", &review.level_why}})
        if (sent.has(field))
            *text = TRY(sent.text(field));
    if (!sent.has("displaced_to"))
        return done();
    auto const displaced = TRY(sent.text("displaced_to"));
    review.displaced_to = ContextId::read(displaced).value_or(ContextId());
    return done();
}

} // namespace kith::cases
