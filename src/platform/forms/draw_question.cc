// SPDX-License-Identifier: MIT
#include "platform/forms/draw_question.h"
#include "platform/forms/items.h"
#include "platform/forms/typed.h"
#include <algorithm>

namespace kith::forms {
namespace {
    using html::Value;

    std::string typed_part(Parts const& parts, std::string_view name)
    {
        auto const at = parts.find(name);
        return at == parts.end() ? std::string{} : at->second;
    }

    // Draws one question as it was answered.
    class QuestionDrawer {
    public:
        QuestionDrawer(Reading const& reading, Drawing const& drawing)
            : reading_(reading), drawing_(drawing)
        {
        }

        [[nodiscard]] Value drawn(Question const& question, Heading heading) const
        {
            auto const label = say(question.question);
            auto view = Value::object({{"name", question.name}, {"id", question.id()},
                {"heading", heading == Heading::page}, {"hint", hint(question)},
                {"label",
                    question.optional() ? say(Words{"forms.page.optional", {{"question", label}}})
                                        : label},
                {"error", error_at(question.id())}, {"error_prefix", say("forms.page.error")},
                {"own_words", question.own_words}});
            if (question.own_words
                && drawing_.page.empty()) // staff: the public's words are all own
                view["silent"] = true;
            if (is_inside(question))
                view["inside"] = true;
            set_kind(view, question);
            return view;
        }

    private:
        [[nodiscard]] std::string say(std::string_view text) const
        {
            return text.empty() ? std::string{} : drawing_.words.say(drawing_.language, text);
        }
        [[nodiscard]] std::string say(Words const& words) const
        {
            return drawing_.words.say(drawing_.language, words);
        }

        // A question of an item: only those have a dash in their names.
        static bool is_inside(Question const& question)
        {
            return question.name.find('-') != std::string::npos;
        }

        void set_kind(Value& view, Question const& question) const
        {
            auto const& answers = reading_.answers;
            switch (question.kind) {
            case Kind::text:
                view["kind"] = "text";
                view["value"] = answers.text(question.name);
                return set_pattern(view, question.pattern);
            case Kind::long_text:
                view["kind"] = "long_text";
                view["value"] = answers.text(question.name);
                if (!is_inside(question))
                    view["limit"]
                        = say(Words{"forms.text.left", {{"most", std::to_string(question.most)}}});
                return;
            case Kind::choice:
            case Kind::many:
                view["kind"] = question.kind == Kind::many ? "many"
                    : question.drop_down                   ? "drop_down"
                                                           : "choice";
                view["items"] = options(question);
                return;
            case Kind::file:
                return set_file(view, question);
            case Kind::date:
                return set_date(view, question);
            case Kind::date_time:
                return set_moment(view, question);
            case Kind::place:
            case Kind::person:
            case Kind::items:
                return set_blocks(view, question);
            }
        }

        // What was sent with a form that was refused is kept: it need not be chosen again.
        void set_file(Value& view, Question const& question) const
        {
            auto const id = reading_.answers.text(question.name);
            auto const named = drawing_.file_named ? drawing_.file_named(id) : std::string();
            view["kind"] = "file";
            view["never"] = say("forms.file.never");
            view["kept"] = named.empty() ? "" : id;
            view["kept_as"] = named.empty() ? "" : say(Words{"forms.file.kept", {{"file", named}}});
        }

        static void set_pattern(Value& view, Pattern pattern)
        {
            view["type"] = pattern == Pattern::email ? "email"
                : pattern == Pattern::phone          ? "tel"
                                                     : "text";
            view["spellcheck"] = pattern == Pattern::any;
            if (pattern == Pattern::postcode)
                view["classes"] = "govuk-input--width-10";
            else if (pattern == Pattern::phone)
                view["classes"] = "govuk-input--width-20";
        }

        [[nodiscard]] Value options(Question const& question) const
        {
            auto items = Value::array();
            for (auto const& option : question.options) {
                auto const chosen = reading_.answers.includes(question.name, option.code);
                auto const offered = !(option.from && drawing_.today < *option.from)
                    && !(option.until && *option.until < drawing_.today);
                if (!chosen && !offered)
                    continue;
                if (option.alone && items.size() > 0)
                    items.push(Value::object({{"divider", say("forms.page.or")}}));
                auto item = Value::object(
                    {{"value", option.code}, {"text", say(option.label)}, {"checked", chosen}});
                if (!option.hint.empty())
                    item["hint"] = Value::object({{"text", say(option.hint)}});
                if (option.alone)
                    item["behaviour"] = "exclusive";
                items.push(std::move(item));
            }
            return items;
        }

        // `before` is what stands between the question's name and the part: "" or "-2-birth".
        [[nodiscard]] Value date_items(
            Question const& question, std::string const& before, Parts const& parts) const
        {
            auto items = Value::array();
            for (auto const* const name : {"day", "month", "year"}) {
                auto const after = before + "-" + name;
                items.push(Value::object({{"name", name}, {"id", question.id(after)},
                    {"label", say(std::string("forms.date.") + name)},
                    {"value", typed_part(parts, name)},
                    {"error", !error_at(question.id(after)).empty()}}));
            }
            return items;
        }

        [[nodiscard]] Parts date_typed(Question const& question) const
        {
            auto const* const answer = reading_.answers.find(question.name);
            if (auto const* const parts = answer ? std::get_if<Parts>(answer) : nullptr)
                return *parts;
            if (question.kind == Kind::date_time) {
                auto const at = reading_.answers.instant(question.name);
                return at ? parts_of(*at) : Parts{};
            }
            auto const date = reading_.answers.date(question.name);
            return date ? parts_of(*date) : Parts{};
        }

        void set_date(Value& view, Question const& question) const
        {
            auto const parts = date_typed(question);
            view["kind"] = "date";
            view["items"] = date_items(question, {}, parts);
            view["error"] = first_error(question);
            if (question.about)
                view["about"] = Value::object({{"text", say("forms.date.about")},
                    {"checked", !typed_part(parts, "about").empty()}});
        }

        void set_moment(Value& view, Question const& question) const
        {
            auto const parts = date_typed(question);
            view["kind"] = "date_time";
            auto items = date_items(question, {}, parts);
            auto const time = question.id("-time");
            items.push(
                Value::object({{"name", "time"}, {"id", time}, {"label", say("forms.date.time")},
                    {"value", typed_part(parts, "time")}, {"classes", "govuk-input--width-5"},
                    {"inputmode", "text"}, {"error", !error_at(time).empty()}}));
            view["items"] = std::move(items);
            view["error"] = first_error(question);
            if (asks_which_hour(parts))
                view["hour"] = which_hour(question, typed_part(parts, "hour"));
        }

        [[nodiscard]] Value which_hour(Question const& question, std::string_view chosen) const
        {
            return Value::object({{"legend", say("forms.date.which")}, {"id", question.id("-hour")},
                {"items",
                    Value::array(
                        {Value::object({{"value", "first"}, {"text", say("forms.date.first")},
                             {"checked", chosen == "first"}}),
                            Value::object({{"value", "second"}, {"text", say("forms.date.second")},
                                {"checked", chosen == "second"}})})}});
        }

        [[nodiscard]] std::vector<Parts> blocks_of(Question const& question) const
        {
            auto const* const answer = reading_.answers.find(question.name);
            auto const* const held = answer ? std::get_if<std::vector<Parts>>(answer) : nullptr;
            auto blocks = held ? *held : std::vector<Parts>{};
            auto const most = static_cast<std::size_t>(question.up_to);
            auto const least = static_cast<std::size_t>(std::max(question.least, 1));
            if (reading_.another == question.name && blocks.size() < most)
                blocks.emplace_back();
            if (blocks.size() < least)
                blocks.resize(least);
            return blocks;
        }

        void set_blocks(Value& view, Question const& question) const
        {
            auto const blocks = blocks_of(question);
            view["kind"] = "blocks";
            view["error"] = Value(std::string{});
            view["most"] = question.up_to;
            auto drawn = Value::array();
            for (std::size_t i = 0; i < blocks.size(); ++i)
                drawn.push(block(question, static_cast<int>(i + 1), blocks[i]));
            view["blocks"] = std::move(drawn);
            if (question.up_to == 1)
                return;
            view["blank"] = block(question, 0, {}); // what a script copies: the server reads 1 on
            view["another"] = question.kind == Kind::items ? say(question.add)
                : question.kind == Kind::person            ? say("forms.person.another")
                                                           : say("forms.place.another");
            view["remove"] = say("forms.items.remove");
            view["full"] = blocks.size() >= static_cast<std::size_t>(question.up_to);
            view["fresh"] = reading_.another == question.name ? blocks.size() : 0;
            view["removed"] = reading_.removed == question.name;
        }

        [[nodiscard]] Value block(Question const& question, int number, Parts const& held) const
        {
            auto view = Value::object({{"number", number},
                {"title",
                    question.up_to > 1 ? Value(block_title(question, number, drawing_))
                                       : Value()}});
            if (drawing_.beside_block)
                view["known"] = drawing_.beside_block(question, number);
            if (question.kind != Kind::items) {
                view["inputs"] = inputs(question, std::to_string(number), held,
                    question.kind == Kind::person ? "forms.person." : "forms.place.");
                return view;
            }
            Reading const item{item_answers(question, number, held), reading_.errors, {}, {}};
            auto drawing = drawing_;
            drawing.page.clear();
            view["groups"] = forms::view(item_form(question, number), item, drawing)
                                 .get("sections")
                                 .at(0)
                                 .get("groups");
            return view;
        }

        [[nodiscard]] Value inputs(Question const& question, std::string const& number,
            Parts const& block, std::string const& word) const
        {
            auto all = Value::array();
            for (auto const& part : question.parts) {
                auto const after = "-" + number + "-" + part;
                auto input
                    = Value::object({{"name", question.name + after}, {"id", question.id(after)},
                        {"label", say(word + part)}, {"error", error_at(question.id(after))},
                        {"error_prefix", say("forms.page.error")}});
                if (part == "birth") {
                    input["kind"] = "date";
                    input["hint"] = say("forms.date.unknown_hint");
                    input["items"] = date_items(question, after, birth_typed(block));
                    input["error"] = first_of({question.id(after + "-day"),
                        question.id(after + "-month"), question.id(after + "-year")});
                } else {
                    input["kind"] = part == "note" || part == "where" ? "long_text" : "text";
                    input["value"] = typed_part(block, part);
                    set_pattern(input, part == "postcode" ? Pattern::postcode : Pattern::any);
                }
                all.push(std::move(input));
            }
            return all;
        }

        static Parts birth_typed(Parts const& block)
        {
            auto const read = PartialDate::read(typed_part(block, "birth"));
            return read ? parts_of(*read) : birth_parts(block);
        }

        [[nodiscard]] std::string hint(Question const& question) const
        {
            if (!question.hint.empty())
                return say(question.hint);
            if (question.kind == Kind::date_time)
                return say("forms.date.time_hint");
            if (question.kind != Kind::date)
                return {};
            return question.whole ? say("forms.date.hint")
                                  : say("forms.date.hint") + ". " + say("forms.date.unknown_hint");
        }

        [[nodiscard]] std::string error_at(std::string_view id) const
        {
            for (auto const& error : reading_.errors)
                if (error.field == id)
                    return say(error.words);
            return {};
        }
        [[nodiscard]] std::string first_of(std::vector<std::string> const& ids) const
        {
            for (auto const& id : ids)
                if (auto text = error_at(id); !text.empty())
                    return text;
            return {};
        }
        [[nodiscard]] std::string first_error(Question const& question) const
        {
            return first_of({question.id(), question.id("-month"), question.id("-year"),
                question.id("-time"), question.id("-hour")});
        }

        Reading const& reading_;
        Drawing const& drawing_;
    };
} // namespace

Value draw_question(
    Question const& question, Reading const& reading, Drawing const& drawing, Heading heading)
{
    return QuestionDrawer(reading, drawing).drawn(question, heading);
}

} // namespace kith::forms
