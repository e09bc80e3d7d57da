// SPDX-License-Identifier: MIT
#include "platform/forms/view.h"
#include "platform/forms/draw_question.h"
#include <algorithm>
#include <set>
#include <span>

namespace kith::forms {
namespace {
    using html::Value;

    // Draws the questions of one page (or form) as they were answered.
    class View {
    public:
        View(Form const& form, Reading const& reading, Drawing const& drawing)
            : form_(form), reading_(reading), drawing_(drawing)
        {
            for (auto const& question : form.questions)
                if (drawing.page.empty() || question.page == drawing.page)
                    here_.insert(question.name);
        }

        [[nodiscard]] Value whole() const
        {
            auto sections = Value::array();
            auto const one_page = !drawing_.page.empty();
            if (form_.pages.empty())
                sections.push(section({}, false));
            for (auto const& page : form_.pages)
                if (!one_page || page.name == drawing_.page)
                    sections.push(section(page, one_page));
            return Value::object({{"name", form_.name}, {"version", form_.version},
                {"title", say(form_.title)}, {"errors", error_list(reading_, drawing_)},
                {"default_button", default_button()}, {"takes_files", takes_files()},
                {"sections", std::move(sections)}});
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

        // Enter in a text box presses the first button of a form: it must not be "Add another".
        [[nodiscard]] Value default_button() const
        {
            for (auto const& question : form_.questions)
                if (here_.contains(question.name) && question.up_to > 1)
                    return say("forms.page.continue");
            return {};
        }

        // Then its <form> is sent as multipart/form-data.
        [[nodiscard]] bool takes_files() const
        {
            return std::any_of(
                form_.questions.begin(), form_.questions.end(), [&](Question const& question) {
                    return question.kind == Kind::file && here_.contains(question.name);
                });
        }

        // Left out: what another page's answers rule out. Kept: what this page may still ask.
        [[nodiscard]] bool drawn(Question const& question) const
        {
            if (!here_.contains(question.name))
                return false;
            return std::any_of(question.asked_when.begin(), question.asked_when.end(),
                       [&](Condition const& one) { return here_.contains(one.question); })
                || form_.asked(question, reading_.answers);
        }

        [[nodiscard]] Value section(Page const& page, bool one_page) const
        {
            std::vector<Question const*> asked;
            for (auto const& question : form_.questions)
                if (question.page == page.name && drawn(question))
                    asked.push_back(&question);
            auto const alone = one_page && asked.size() == 1;
            auto groups = Value::array();
            for (std::size_t i = 0, next = 0; i < asked.size(); i = next) {
                while (next < asked.size() && same_condition(*asked[i], *asked[next]))
                    ++next;
                groups.push(group(
                    std::span(asked).subspan(i, next - i), alone ? Heading::page : Heading::none));
            }
            return Value::object({{"title", alone ? Value() : Value(say(page.title))},
                {"lead", say(page.lead)}, {"heading", one_page}, {"groups", std::move(groups)}});
        }

        // The answer on this page that a question waits for; nullptr if it waits for none.
        [[nodiscard]] Condition const* awaited(Question const& question) const
        {
            auto const at = std::find_if(question.asked_when.begin(), question.asked_when.end(),
                [&](Condition const& one) { return here_.contains(one.question); });
            return at == question.asked_when.end() ? nullptr : &*at;
        }

        [[nodiscard]] bool same_condition(Question const& one, Question const& other) const
        {
            auto const* const a = awaited(one);
            auto const* const b = awaited(other);
            if (!a || !b)
                return a == b;
            return a->question == b->question && a->test == b->test && a->codes == b->codes;
        }

        // Questions that wait for the same answer stand together, under one line that says so.
        [[nodiscard]] Value group(std::span<Question const*> asked, Heading heading) const
        {
            auto view = Value::object({{"questions", Value::each(asked, [&](Question const* one) {
                                            return draw_question(*one, reading_, drawing_, heading);
                                        })}});
            if (auto const* const condition = awaited(*asked.front())) {
                view["follows"] = follows(*condition);
                set_condition(view, *condition);
            }
            return view;
        }

        [[nodiscard]] std::string follows(Condition const& condition) const
        {
            auto const* const other = form_.find(condition.question);
            must(other != nullptr, "a condition looks at a question that the form does not have");
            std::string labels;
            for (auto const& code : condition.codes)
                if (auto const* const option = other->option(code))
                    labels += (labels.empty() ? "" : " / ") + say(option->label);
            auto const unless = condition.test == Test::is_not;
            return say(
                Words{unless ? "forms.page.unless" : "forms.page.follows", {{"answer", labels}}});
        }

        static void set_condition(Value& view, Condition const& condition)
        {
            std::string codes;
            for (auto const& code : condition.codes)
                codes += (codes.empty() ? "" : "|") + code;
            view["asked_when"] = Value::object({{"question", condition.question},
                {"unless", condition.test == Test::is_not}, {"codes", codes}});
        }

        Form const& form_;
        Reading const& reading_;
        Drawing const& drawing_;
        std::set<std::string, std::less<>> here_; // the questions of this page
    };
} // namespace

Value view(Form const& form, Reading const& reading, Drawing const& drawing)
{
    return View(form, reading, drawing).whole();
}

Value view(Form const& form, Answers const& answers, Drawing const& drawing)
{
    return view(form, Reading{answers, {}, {}}, drawing);
}

Value error_list(Reading const& reading, Drawing const& drawing)
{
    return Value::each(reading.errors, [&](Error const& error) {
        auto one = Value::object({{"text", drawing.words.say(drawing.language, error.words)}});
        if (!error.field.empty())
            one["href"] = "#" + error.field;
        return one;
    });
}

} // namespace kith::forms
