// SPDX-License-Identifier: MIT
#include "platform/forms/check_answer.h"
#include "platform/forms/form.h"
#include "platform/forms/items.h"
#include "platform/forms/typed.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace kith::forms {
namespace {
    // What the button of a block says: which one of which question to take away ("signs-2").
    struct Removal {
        std::string question = {};
        int number = 0;
    };

    Removal read_removal(std::string_view typed)
    {
        auto const dash = typed.rfind('-');
        int number = 0;
        auto const digits = dash == typed.npos ? std::string_view{} : typed.substr(dash + 1);
        auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (digits.empty() || read.ec != std::errc{} || read.ptr != digits.data() + digits.size())
            return {};
        return {std::string(typed.substr(0, dash)), number};
    }

    // Takes what was sent under the names of one question's inputs.
    class Collector {
    public:
        Collector(http::FormData const& sent, Removal removal, std::vector<Error>& errors)
            : sent_(sent), removal_(std::move(removal)), errors_(errors)
        {
        }

        [[nodiscard]] Answer of(Question const& question)
        {
            switch (question.kind) {
            case Kind::text:
            case Kind::long_text:
            case Kind::choice:
            case Kind::file: // the id of what is kept: its bytes are apart (platform/documents)
                return text(question, question.name);
            case Kind::many:
                return codes(question.name);
            case Kind::date:
                return date(question);
            case Kind::date_time:
                return moment(question);
            case Kind::place:
            case Kind::person:
                return blocks(question);
            case Kind::items:
                return items(question);
            }
            return {};
        }

    private:
        [[nodiscard]] bool removed(Question const& question, int number) const
        {
            return removal_.question == question.name && removal_.number == number;
        }

        // Items left empty are none: what is behind them moves up.
        Answer items(Question const& group)
        {
            std::vector<Parts> all;
            for (int number = 1; number <= group.up_to; ++number) {
                if (removed(group, number))
                    continue;
                Answers answers;
                for (auto const& question : item_form(group, number).questions)
                    answers.set(question.name, of(question));
                if (auto item = item_parts(group, number, answers); !item.empty())
                    all.push_back(std::move(item));
            }
            return all;
        }

        std::string text(Question const& question, std::string const& field)
        {
            auto made = tidy(sent_.first(field));
            if (!made.whole)
                errors_.push_back(
                    invalid("forms.text.damaged", question.id(field.substr(question.name.size()))));
            return made.text;
        }

        std::vector<std::string> codes(std::string const& field)
        {
            std::vector<std::string> all;
            for (auto const typed : sent_.all(field)) {
                auto code = tidy(typed).text;
                if (!code.empty() && std::find(all.begin(), all.end(), code) == all.end())
                    all.push_back(std::move(code));
            }
            return all;
        }

        template <class Names>
        Parts parts(Question const& question, std::string const& field, Names const& names)
        {
            Parts all;
            for (auto const* const name : names)
                if (auto typed = text(question, field + "-" + name); !typed.empty())
                    all[name] = std::move(typed);
            return all;
        }

        Answer date(Question const& question)
        {
            auto typed
                = parts(question, question.name, std::array{"day", "month", "year", "about"});
            if (typed.size() == typed.count("about"))
                return Parts{}; // the box alone says nothing
            auto const read = read_date_parts(typed, question);
            return read ? Answer(read->write()) : Answer(std::move(typed));
        }

        Answer moment(Question const& question)
        {
            auto typed = parts(
                question, question.name, std::array{"day", "month", "year", "time", "hour"});
            auto const read = read_moment_parts(typed);
            return read ? Answer(read->write()) : Answer(std::move(typed));
        }

        void take_birth(Question const& question, std::string const& field, Parts& block)
        {
            auto const typed = parts(question, field, std::array{"day", "month", "year"});
            if (typed.empty())
                return;
            if (auto const read = read_date_parts(typed, Question{}))
                block["birth"] = read->write();
            else
                for (auto const& [name, text] : typed)
                    block["birth_" + name] = text;
        }

        Answer blocks(Question const& question)
        {
            std::vector<Parts> all;
            for (int number = 1; number <= question.up_to; ++number) {
                if (removed(question, number))
                    continue;
                auto const field = question.name + "-" + std::to_string(number);
                Parts block;
                for (auto const& part : question.parts) {
                    if (part == "birth")
                        take_birth(question, field + "-birth", block);
                    else if (auto typed = text(question, field + "-" + part); !typed.empty())
                        block[part] = std::move(typed);
                }
                if (!block.empty())
                    all.push_back(std::move(block));
            }
            return all;
        }

        http::FormData const& sent_;
        Removal removal_;
        std::vector<Error>& errors_;
    };

    void drop_unasked_inside(Question const& group, Answers& answers)
    {
        auto const* const answer = answers.find(group.name);
        auto const* const held = answer ? std::get_if<std::vector<Parts>>(answer) : nullptr;
        if (!held)
            return;
        auto items = *held;
        for (auto& item : items)
            item = item_parts(
                group, 1, item_form(group, 1).check(item_answers(group, 1, item)).answers);
        answers.set(group.name, std::move(items));
    }

    // Answers to questions that are not asked go, once all else is right.
    void drop_unasked(Form const& form, Answers& answers)
    {
        Answers kept(answers.form(), answers.version());
        for (auto const& question : form.questions)
            if (auto const* const answer = answers.find(question.name);
                answer && form.asked(question, kept))
                kept.set(question.name, *answer);
        for (auto const& question : form.questions)
            if (question.kind == Kind::items)
                drop_unasked_inside(question, kept);
        answers = std::move(kept);
    }

    Reading read_where(Form const& form, http::FormData const& sent, Answers answers,
        std::function<bool(Question const&)> const& here)
    {
        Reading reading;
        auto const removal = read_removal(sent.first("remove"));
        Collector collector(sent, removal, reading.errors);
        for (auto const& question : form.questions)
            if (here(question))
                answers.set(question.name, collector.of(question));
        auto const repeats = [&](std::string_view name) {
            auto const* const question = form.find(name);
            return question && here(*question) && question->up_to > 1 ? question->name : "";
        };
        reading.another = repeats(sent.first("another"));
        reading.removed = repeats(removal.question);
        if (reading.rearranged()) {
            reading.errors.clear();
        } else {
            for (auto const& question : form.questions)
                if (here(question) && form.asked(question, answers))
                    check_answer(question, answers, reading.errors);
        }
        if (reading.ok())
            drop_unasked(form, answers);
        reading.answers = std::move(answers);
        return reading;
    }

    bool holds(Condition const& condition, Answers const& answers)
    {
        auto const chosen = std::any_of(condition.codes.begin(), condition.codes.end(),
            [&](auto const& code) { return answers.includes(condition.question, code); });
        return chosen != (condition.test == Test::is_not);
    }
} // namespace

Option const* Question::option(std::string_view code) const
{
    auto const at = std::find_if(
        options.begin(), options.end(), [&](Option const& option) { return option.code == code; });
    return at == options.end() ? nullptr : &*at;
}

std::string Question::id(std::string_view after) const
{
    std::string first;
    if (kind == Kind::date || kind == Kind::date_time)
        first = "-day";
    else if (!parts.empty())
        first = "-1-" + (parts.front() == "birth" ? "birth-day" : parts.front());
    auto const is_first = after.empty() || after == first;
    return !is_first ? name + std::string(after) : first_id.empty() ? name : first_id;
}

Reading Reading::refused(Error error) const
{
    auto reading = *this;
    error.code = Code::invalid;
    reading.errors.push_back(std::move(error));
    return reading;
}

Question const* Form::find(std::string_view question) const
{
    auto const at = std::find_if(questions.begin(), questions.end(),
        [&](Question const& one) { return one.name == question; });
    return at == questions.end() ? nullptr : &*at;
}

Reading Form::read(http::FormData const& sent) const
{
    return read_where(*this, sent, Answers(name, version), [](Question const&) { return true; });
}

Reading Form::read_page(
    std::string_view page, http::FormData const& sent, Answers const& before) const
{
    return read_where(
        *this, sent, before, [&](Question const& question) { return question.page == page; });
}

Reading Form::check(Answers answers) const
{
    Reading reading;
    for (auto const& question : questions)
        if (asked(question, answers))
            check_answer(question, answers, reading.errors);
    if (reading.ok())
        drop_unasked(*this, answers);
    reading.answers = std::move(answers);
    return reading;
}

// A question is asked if its conditions hold and the questions they look at are asked themselves:
// an answer left behind by a path not taken counts for nothing.
bool Form::asked(Question const& question, Answers const& answers) const
{
    return std::all_of(
        question.asked_when.begin(), question.asked_when.end(), [&](Condition const& condition) {
            auto const* const other = find(condition.question);
            must(other != nullptr, "a condition looks at a question that the form does not have");
            return asked(*other, answers) ? holds(condition, answers)
                                          : condition.test == Test::is_not;
        });
}

std::vector<std::string> Form::pages_asked(Answers const& answers) const
{
    std::vector<std::string> all;
    for (auto const& page : pages)
        if (std::any_of(questions.begin(), questions.end(), [&](Question const& question) {
                return question.page == page.name && asked(question, answers);
            }))
            all.push_back(page.name);
    return all;
}

std::optional<std::string> Form::next_page(std::string_view page, Answers const& answers) const
{
    auto past = page.empty();
    auto const asked_now = pages_asked(answers);
    for (auto const& one : pages) {
        auto const is_asked
            = std::find(asked_now.begin(), asked_now.end(), one.name) != asked_now.end();
        if (past && is_asked)
            return one.name;
        past = past || one.name == page;
    }
    return {};
}

std::optional<std::string> Form::previous_page(std::string_view page, Answers const& answers) const
{
    std::optional<std::string> last;
    auto const asked_now = pages_asked(answers);
    for (auto const& one : pages) {
        if (one.name == page)
            return last;
        if (std::find(asked_now.begin(), asked_now.end(), one.name) != asked_now.end())
            last = one.name;
    }
    return last;
}

} // namespace kith::forms
