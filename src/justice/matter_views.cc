// SPDX-License-Identifier: MIT
#include "justice/matter_views.h"
#include "base/london.h"
#include "justice/form_page.h"

namespace kith::justice {
namespace {
    using html::Value;

    std::string label_of_code(Justice const& room, char const* list, std::string const& code)
    {
        auto const found = room.facts.code(list, code);
        return found ? found->label : code;
    }

    Value state_of_matter(Matter const& matter, std::optional<Stage> const& stands)
    {
        if (!stands)
            return Value::object(
                {{"text", matter.kind == "reported" ? "Reported" : "Not before the law"},
                    {"tone", "quiet"}});
        return Value::object({{"text", std::string(in_words_of(stands->kind))},
            {"tone", stands->waits() ? "waiting" : "quiet"}});
    }

    Value due_of(Visit const& visit, Stage const& stage)
    {
        auto const end = london::start_of(*stage.due + 1) - std::chrono::seconds(1);
        auto const words = actions::due_in_words(end, visit.now());
        return Value::object({{"text", words.text},
            {"state", std::string(actions::name_of(words.state))}, {"exact", words.exact}});
    }

    std::string back_href(MatterId id, char const* part, Uuid const& of)
    {
        return address_of(id) + "/" + part + "/" + of.write() + "/take-back";
    }
} // namespace

std::string address_of(MatterId id) { return "/justice/matters/" + id.write(); }
std::string told_address(MatterId id, StageId stage)
{
    return address_of(id) + "/stages/" + stage.write() + "/told";
}

Value matter_row(Justice const& room, Visit const& visit, Matter const& matter)
{
    auto const stages = stages_of(visit, matter);
    auto detail = label_of_code(room, "harm_told_of", matter.harm) + ". "
        + label_of_code(room, "matter_kind", matter.kind) + ". "
        + room.pages.agency_name(matter.owner_agency);
    auto row = Value::object(
        {{"href", address_of(matter.id)}, {"text", "Case " + matter.reference.write()},
            {"detail", detail}, {"status", state_of_matter(matter, where_it_stands(stages))}});
    for (auto const& stage : stages)
        if (stage.waits()) {
            row["due"] = due_of(visit, stage);
            break;
        }
    return row;
}

Value to_tell_row(Justice const&, Visit const& visit, ToTell const& one)
{
    return Value::object({{"href", told_address(one.matter.id, one.stage.id)},
        {"text", "Case " + one.matter.reference.write()},
        {"detail", std::string(in_words_of(one.stage.kind)) + ", " + one.stage.on.in_words()},
        {"due", due_of(visit, one.stage)}});
}

Value stages_view(Justice const& room, Visit const& visit, Matter const& matter, bool may_change)
{
    auto const stages = stages_of(visit, matter);
    auto const last = where_it_stands(stages);
    return Value::each(stages, [&](Stage const& one) {
        auto view = Value::object({{"title", std::string(in_words_of(one.kind))},
            {"on", one.on.in_words()}, {"by", room.name_of(visit.reading(), one.by)},
            {"words", one.words}, {"gone", one.taken_back_at.has_value()},
            {"because", one.taken_back_because},
            {"may_take_back", may_change && last && last->id == one.id},
            {"href", back_href(matter.id, "stages", one.id.uuid())},
            {"told_href",
                may_change && !one.taken_back_at ? told_address(matter.id, one.id) : std::string()},
            {"told", Value::each(one.tellings, [&](Telling const& telling) {
                 return Value::object(
                     {{"title",
                          telling.how == "asked_not"
                              ? std::string("They asked not to be told")
                              : "They were told: " + label_of_code(room, "how_told", telling.how)},
                         {"on", telling.on.in_words()}, {"told_by", telling.told_by},
                         {"words", telling.words}, {"wishes", telling.wishes},
                         {"gone", telling.taken_back_at.has_value()},
                         {"because", telling.taken_back_because},
                         {"may_take_back", may_change && !telling.taken_back_at},
                         {"href", back_href(matter.id, "tellings", telling.id.uuid())}});
             })}});
        if (one.waits())
            view["due"] = due_of(visit, one);
        return view;
    });
}

Value entitlements_view(Justice const& room, Visit const& visit, Matter const& matter)
{
    auto const stages = stages_of(visit, matter);
    auto const offers = offers_of(visit, matter);
    auto groups = Value::array();
    for (auto const& [kind, title] : {std::pair("help", "Help that does not wait"),
             std::pair("right", "Rights"), std::pair("measure", "How evidence can be given")}) {
        auto rows = Value::array();
        for (auto const& one : room.law.entitlements(london::day_of(visit.now()))) {
            if (one.kind != kind || !applies(one, matter, stages))
                continue;
            auto const latest = latest_of(offers, one.code);
            rows.push(Value::object({{"code", one.code}, {"label", one.label}, {"words", one.words},
                {"source", one.source_in_words()},
                {"state",
                    std::string(in_words_of(latest ? latest->answer : OfferAnswer::not_asked))},
                {"said",
                    latest ? latest->on.in_words()
                            + (latest->words.empty() ? "" : ": " + latest->words)
                           : std::string()}}));
        }
        if (rows.size() > 0)
            groups.push(Value::object({{"title", title}, {"rows", rows}}));
    }
    return groups;
}

Value offers_view(Justice const& room, Visit const& visit, Matter const& matter, bool may_change)
{
    auto offers = offers_of(visit, matter);
    std::ranges::reverse(offers);
    return Value::each(offers, [&](Offer const& one) {
        auto const* const entitlement = room.law.entitlement(one.entitlement);
        return Value::object({{"title",
                                  std::string(in_words_of(one.answer)) + ": "
                                      + (entitlement ? entitlement->label : one.entitlement)},
            {"on", one.on.in_words()}, {"by", room.name_of(visit.reading(), one.by)},
            {"words", one.words}, {"gone", one.taken_back_at.has_value()},
            {"because", one.taken_back_because},
            {"may_take_back", may_change && !one.taken_back_at},
            {"href", back_href(matter.id, "offers", one.id.uuid())}});
    });
}

Value matter_answers_view(Justice const& room, Visit const& visit, Matter const& matter)
{
    auto const answers = answers_of(room, matter_form, matter.form_version, matter.answers);
    auto const view = forms::check_view(
        room.forms.as_given(matter_form, matter.form_version), answers, drawing(room, visit));
    auto rows = Value::array();
    auto const& all = view.get("rows");
    for (std::size_t at = 0; at < all.size(); ++at)
        if (all.at(at).get("answered").truthy())
            rows.push(all.at(at));
    return rows;
}

std::string review_in_words(
    Justice const& room, Visit const& visit, std::vector<Stage> const& stages)
{
    auto const stands = where_it_stands(stages);
    if (!stands || stands->kind != StageKind::not_charged)
        return {};
    auto const& rule = room.clocks.rule(review_request_rule);
    auto const source = " (" + rule.source + (rule.verified ? ")" : ", not confirmed)");
    for (auto const& one : stands->tellings)
        if (!one.taken_back_at && one.review_until)
            return (london::day_of(visit.now()) <= *one.review_until
                           ? "They may ask for a review until " + one.review_until->in_words()
                           : "The time to ask for a review was until "
                               + one.review_until->in_words() + ": ask whether it can be longer")
                + source;
    return "They may ask for a review within " + rule.in_words() + " of being told" + source;
}

} // namespace kith::justice
