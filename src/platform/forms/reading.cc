// SPDX-License-Identifier: MIT
#include "platform/forms/check_answer.h"
#include "platform/forms/form.h"
#include "platform/forms/typed.h"
#include <algorithm>
#include <array>

namespace kith::forms {
namespace {
    // Takes what was sent under the names of one question's inputs.
    class Collector {
    public:
        Collector(http::FormData const& sent, std::vector<Error>& errors)
            : sent_(sent), errors_(errors)
        {
        }

        [[nodiscard]] Answer of(Question const& question)
        {
            switch (question.kind) {
            case Kind::text:
            case Kind::long_text:
            case Kind::choice:
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
            }
            return {};
        }

    private:
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
        std::vector<Error>& errors_;
    };

    // Answers to questions that are not asked go, once all else is right.
    void drop_unasked(Form const& form, Answers& answers)
    {
        Answers kept(answers.form(), answers.version());
        for (auto const& question : form.questions)
            if (auto const* const answer = answers.find(question.name);
                answer && form.asked(question, kept))
                kept.set(question.name, *answer);
        answers = std::move(kept);
    }

    Reading read_where(Form const& form, http::FormData const& sent, Answers answers,
        std::function<bool(Question const&)> const& here)
    {
        Reading reading;
        Collector collector(sent, reading.errors);
        for (auto const& question : form.questions)
            if (here(question))
                answers.set(question.name, collector.of(question));
        auto const* const more = form.find(sent.first("another"));
        if (more && here(*more) && more->up_to > 1) {
            reading.errors.clear();
            reading.another = more->name;
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
    return after == first ? name : name + std::string(after);
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
