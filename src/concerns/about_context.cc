// SPDX-License-Identifier: MIT
#include "concerns/about_context.h"
#include "contexts/contexts.h"
#include <algorithm>

namespace kith::concerns {
namespace {
    using access::Change;
    using access::Visit;

    // The context, if it opens for this visit.
    std::optional<contexts::Context> context_known(Visit const& visit, std::string_view text)
    {
        auto const id = ContextId::read(text);
        if (!id)
            return {};
        auto const facts = contexts::find_facts(visit, *id);
        if (!facts || !contexts::opens(visit, *facts))
            return {};
        auto found = contexts::find(visit, *id);
        return found ? std::optional(std::move(*found)) : std::nullopt;
    }

    // data/code_lists/concern_about.csv
    char const* about_kind(std::string_view kind)
    {
        return kind == "ONLINE" ? "online"
            : kind == "SCHOOL"  ? "school"
            : kind == "PEER"    ? "group"
                                : "place";
    }

    bool still_named(forms::Answers const& answers, contexts::Context const& context)
    {
        auto const places = answers.places("contexts");
        return std::ranges::any_of(
            places, [&](forms::PlaceAnswer const& one) { return one.name == context.name; });
    }
} // namespace

forms::Answers begun_about(Visit const& visit, forms::Answers answers, std::string_view id)
{
    auto const context = context_known(visit, id);
    if (!context)
        return answers;
    forms::Parts place{{"kind", context->kind}, {"name", context->name}};
    if (!contexts::is_protected(*context)) {
        if (!context->postcode.empty())
            place["postcode"] = context->postcode;
        if (auto const& where = context->kind == "ONLINE" ? context->platform : context->address;
            !where.empty())
            place["where"] = where;
    }
    answers.set("about", std::vector<std::string>{about_kind(context->kind)});
    answers.set("contexts", std::vector<forms::Parts>{place});
    answers.set(about_context_answer, context->id.write());
    return answers;
}

void take_context(http::FormData const& sent, forms::Answers& answers)
{
    if (auto const id = ContextId::read(sent.first(about_context_answer)))
        answers.set(about_context_answer, id->write());
}

html::Value about_context_view(Visit const& visit, forms::Answers const& answers)
{
    auto const context = context_known(visit, answers.text(about_context_answer));
    if (!context)
        return {};
    return html::Value::object(
        {{"id", context->id.write()}, {"text", context->name + ", " + context->reference.write()}});
}

Done link_context(
    Concerns const& room, Change& change, Concern const& concern, forms::Answers const& answers)
{
    if (concern.route != Route::front_door)
        return done();
    auto const context = context_known(change, answers.text(about_context_answer));
    if (!context || !still_named(answers, *context))
        return done();
    links::Link link;
    link.from = thing(context->id);
    link.to = thing(concern.id);
    link.role = "worry_about";
    link.source = "Concern " + concern.reference.write();
    link.drawn_from = thing(concern.id);
    auto const saved = room.links.store.save(change, link);
    if (!saved)
        return saved.error().code == Code::not_allowed || saved.error().code == Code::not_found
            ? done()
            : Done(saved.error());
    room.links.store.join_told(change, link.drawn_from, {link.from, link.role});
    return done();
}

} // namespace kith::concerns
