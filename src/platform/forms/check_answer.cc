// SPDX-License-Identifier: MIT
#include "platform/forms/check_answer.h"
#include "base/ids.h"
#include "platform/forms/items.h"
#include "platform/forms/typed.h"
#include <algorithm>

namespace kith::forms {
namespace {
    class Checker {
    public:
        Checker(Question const& question, std::vector<Error>& errors)
            : question_(question), errors_(errors)
        {
        }

        void operator()(std::string const& text)
        {
            switch (question_.kind) {
            case Kind::text:
            case Kind::long_text:
                return check_text(text);
            case Kind::choice:
                return check_code(text);
            case Kind::many:
                return check_code(text);
            case Kind::file:
                if (!AttachmentId::read(text))
                    refuse("forms.file.gone", {});
                return;
            case Kind::date:
                return check_date(PartialDate::read(text));
            case Kind::date_time:
                if (!Instant::read(text))
                    refuse(wrong_or("forms.date.not_real"), "-day");
                return;
            case Kind::place:
            case Kind::person:
            case Kind::items:
                return refuse("forms.choice.wrong", {});
            }
        }

        void operator()(std::vector<std::string> const& codes)
        {
            if (question_.kind != Kind::many)
                return refuse("forms.choice.wrong", {});
            for (auto const& code : codes) {
                auto const* const option = question_.option(code);
                if (!option)
                    return refuse("forms.choice.wrong", {});
                if (option->alone && codes.size() > 1) {
                    errors_.push_back(Error{Code::invalid,
                        Words{"forms.choice.alone", {{"label", option->label}}}, question_.id()});
                    return;
                }
            }
        }

        void operator()(Parts const& parts)
        {
            if (question_.kind == Kind::date) {
                if (auto const read = read_date_parts(parts, question_); !read)
                    refuse(wrong_or(read.error().words.key), "-" + read.error().field);
            } else if (question_.kind == Kind::date_time) {
                if (auto const read = read_moment_parts(parts); !read)
                    refuse(wrong_moment(read.error()), "-" + read.error().field);
            } else {
                refuse("forms.choice.wrong", {});
            }
        }

        void operator()(std::vector<Parts> const& blocks)
        {
            if (question_.kind == Kind::items)
                return check_items(blocks);
            auto const takes_blocks
                = question_.kind == Kind::person || question_.kind == Kind::place;
            if (!takes_blocks || blocks.size() > static_cast<std::size_t>(question_.up_to))
                return refuse("forms.choice.wrong", {});
            for (std::size_t i = 0; i < blocks.size(); ++i)
                check_block(blocks[i], "-" + std::to_string(i + 1) + "-");
        }

        void missing() { refuse(question_.missing, {}); }

    private:
        void refuse(std::string sentence, std::string const& after)
        {
            auto const field = question_.id(after);
            for (auto const& error : errors_)
                if (error.field == field)
                    return;
            errors_.push_back(invalid(std::move(sentence), field));
        }

        void check_items(std::vector<Parts> const& items)
        {
            if (items.size() > static_cast<std::size_t>(question_.up_to)) {
                errors_.push_back(Error{Code::invalid,
                    Words{"forms.items.too_many", {{"most", std::to_string(question_.up_to)}}},
                    question_.id()});
                return;
            }
            if (items.size() < static_cast<std::size_t>(question_.least))
                missing();
            for (std::size_t i = 0; i < items.size(); ++i) {
                auto const number = static_cast<int>(i + 1);
                if (holds_stranger(question_, items[i]))
                    return refuse("forms.items.stranger", {});
                auto const form = item_form(question_, number);
                auto const answers = item_answers(question_, number, items[i]);
                for (auto const& question : form.questions)
                    if (form.asked(question, answers))
                        check_answer(question, answers, errors_);
            }
        }

        [[nodiscard]] std::string wrong_or(std::string const& general) const
        {
            return question_.wrong.empty() ? general : question_.wrong;
        }
        // What the clocks did that night is always said: no form's sentence could.
        [[nodiscard]] std::string wrong_moment(Error const& error) const
        {
            auto const& key = error.words.key;
            auto const clocks = key == "forms.date.time_twice" || key == "forms.date.time_skipped";
            return clocks ? key : wrong_or(key);
        }

        void check_length(std::string const& text, std::size_t most, std::string const& after)
        {
            auto const count = characters(text);
            auto const whole = text.find('\0') == std::string::npos && http::is_text(text);
            if (!whole)
                refuse("forms.text.damaged", after);
            else if (count > most)
                errors_.push_back(Error{Code::invalid,
                    Words{"forms.text.too_long",
                        {{"count", std::to_string(count)}, {"most", std::to_string(most)}}},
                    question_.id(after)});
        }

        void check_text(std::string const& text)
        {
            check_length(text, question_.most, {});
            if (!fits(question_.pattern, text))
                refuse(wrong_or(general_of(question_.pattern)), {});
        }

        void check_code(std::string const& code)
        {
            if (!question_.option(code))
                refuse("forms.choice.wrong", {});
        }

        void check_date(Result<PartialDate> const& date)
        {
            if (!date)
                refuse(wrong_or("forms.date.not_real"), "-day");
            else if (auto const read = read_date_parts(parts_of(*date), question_); !read)
                refuse(wrong_or(read.error().words.key), "-" + read.error().field);
        }

        void check_block(Parts const& block, std::string const& before)
        {
            for (auto const& [part, text] : block) {
                auto const known = std::find(question_.parts.begin(), question_.parts.end(), part)
                    != question_.parts.end();
                if (!known && !part.starts_with("birth_"))
                    refuse("forms.choice.wrong", before + question_.parts.front());
                else if (known && part != "birth")
                    check_length(text, most_of(part), before + part);
            }
            if (auto const at = block.find("birth");
                at != block.end() && !PartialDate::read(at->second))
                refuse("forms.date.not_real", before + "birth-day");
            if (auto const typed = birth_parts(block); !typed.empty())
                if (auto const read = read_date_parts(typed, Question{}); !read)
                    refuse(read.error().words.key, before + "birth-" + read.error().field);
            if (auto const at = block.find("postcode");
                at != block.end() && !fits(Pattern::postcode, at->second))
                refuse("forms.text.postcode", before + "postcode");
        }

        [[nodiscard]] std::size_t most_of(std::string_view part) const
        {
            auto const room = part == "note" || part == "where";
            return room ? std::max<std::size_t>(question_.most, 2'000) : question_.most;
        }

        static std::string general_of(Pattern pattern)
        {
            return pattern == Pattern::postcode ? "forms.text.postcode"
                : pattern == Pattern::email     ? "forms.text.email"
                                                : "forms.text.phone";
        }

        Question const& question_;
        std::vector<Error>& errors_;
    };
} // namespace

void check_answer(Question const& question, Answers const& answers, std::vector<Error>& errors)
{
    Checker checker(question, errors);
    if (auto const* const answer = answers.find(question.name))
        std::visit(checker, *answer);
    else if (!question.optional())
        checker.missing();
}

} // namespace kith::forms
