// SPDX-License-Identifier: MIT
#include "intelligence/views.h"
#include "base/london.h"

namespace kith::intelligence {
namespace {
    using html::Value;

    forms::Drawing drawn_on(Intelligence const& room, Visit const& visit)
    {
        return {room.words, "en", london::day_of(visit.now())};
    }

    void add_row(Value& rows, std::string const& key, std::string const& text)
    {
        if (!text.empty())
            rows.push(Value::object({{"key", key}, {"text", text}}));
    }

    Value state_view(SubmissionState state)
    {
        return Value::object({{"text", std::string(in_words_of(state))},
            {"tone",
                state == SubmissionState::sent           ? "waiting"
                    : state == SubmissionState::received ? "done"
                                                         : "quiet"}});
    }
} // namespace

std::string address_of(SubmissionId id) { return "/intelligence/" + id.write(); }

Value submission_view(Intelligence const& room, Visit const& visit, Submission const& one)
{
    auto const& form = room.forms.as_given(submission_form, one.told.version());
    auto const drawn = drawn_on(room, visit);
    auto rows = Value::array();
    for (auto const& question : form.questions) {
        // The source's are not among the answers, and the subject is the heading.
        if (question.name == "subject" || question.kind == forms::Kind::items
            || !one.told.has(question.name))
            continue;
        std::string text;
        for (auto const& line : forms::in_words(question, one.told, drawn))
            text += (text.empty() ? "" : "\n") + line;
        add_row(rows, question.question, text);
    }
    auto items = Value::array();
    for (auto const& item : items_of(one.told)) {
        auto const label = room.facts.code("named_kind", item.kind);
        add_row(items, label ? label->label : item.kind, item.words);
    }
    auto const mine = one.sent_by == visit.visitor().account;
    return Value::object({{"id", one.id.write()}, {"href", address_of(one.id)},
        {"reference", one.reference.write()}, {"subject", one.told.text("subject")},
        {"state", state_view(one.state())}, {"sent", london::in_words(one.sent_at)}, {"mine", mine},
        {"by", room.name_of(visit.reading(), one.sent_by)},
        {"agency", room.pages.agency_name(one.owner_agency)},
        {"received", one.received_at ? london::in_words(*one.received_at) : std::string()},
        {"received_by",
            one.received_at ? room.name_of(visit.reading(), one.received_by) : std::string()},
        {"withdrawn", one.withdrawn_at ? london::in_words(*one.withdrawn_at) : std::string()},
        {"because", one.withdrawn_because}, {"rows", rows}, {"items", items}});
}

Value submission_row(Intelligence const& room, Visit const& visit, Submission const& one)
{
    auto const mine = one.sent_by == visit.visitor().account;
    auto detail = one.reference.write() + ", sent " + london::in_words(one.sent_at);
    if (!mine)
        detail += " by " + room.name_of(visit.reading(), one.sent_by) + ", "
            + room.pages.agency_name(one.owner_agency);
    if (one.received_at)
        detail += ". Received by " + room.name_of(visit.reading(), one.received_by) + ", "
            + london::in_words(*one.received_at);
    auto const subject = one.told.text("subject");
    return Value::object(
        {{"href", address_of(one.id)}, {"text", subject.empty() ? one.reference.write() : subject},
            {"detail", detail}, {"status", state_view(one.state())}});
}

Value source_rows(Intelligence const& room, Visit const& visit, Source const& source)
{
    auto rows = Value::array();
    auto const* const asked = room.forms.form(submission_form).find("told_by");
    auto const* const option = asked ? asked->option(source.told_by) : nullptr;
    add_row(rows, "How they came to know it", option ? option->label : source.told_by);
    add_row(rows, "Who told it, or where it was read", source.words);
    add_row(rows, "What they think of the police being told", source.view);
    add_row(rows, "Out of", source.drawn_in);
    if (!source.drawn_from.id.none() && room.links.seen.may_know(visit, source.drawn_from)) {
        auto const shown = room.links.seen.show(visit, source.drawn_from);
        rows.push(Value::object({{"key", "Its record"}, {"text", shown.text}, {"href", shown.href},
            {"change", "Open it"}}));
    }
    return rows;
}

} // namespace kith::intelligence
