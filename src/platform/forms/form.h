// SPDX-License-Identifier: MIT
#pragma once

// A form: questions as data. One TOML file, `src/<room>/forms/<name>.toml`, renders, validates,
// documents and versions itself. How to write one: src/platform/forms/README.md.
//
// Words    a text of a form (question, hint, missing …) that is a key of the word lists is said in
//          the reader's language; any other is itself English. In a form whose audience is the
//          public every text must be a key; the start refuses it otherwise.
// Shapes   questions stand in the order asked; a condition looks at earlier questions only.
// Errors   a file that does not read throws std::runtime_error, naming file and line. What a
//          visitor typed wrong stands in Reading::errors, each with the id of the field.
// Threads  immutable once read; safe to share.

#include "base/result.h"
#include "base/time.h"
#include "platform/forms/answers.h"
#include "platform/http/form_data.h"
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::forms {

enum class Kind { text, long_text, date, date_time, choice, many, place, person, items, file };
enum class Pattern { any, postcode, email, phone };
enum class Audience { public_, staff };

struct Option {
    std::string code;
    std::string label;
    std::string hint = {};
    bool alone = false; // of a `many`: cannot be chosen beside others ("None of these")
    std::optional<Date> from = {};
    std::optional<Date> until = {}; // retired after this day: still read, no longer offered
};

enum class Test { is, includes, is_not };

// `is` one of the codes; `includes` one of them (of a `many`); `is_not` any of them, also when the
// question was not answered.
struct Condition {
    std::string question;
    Test test = Test::is;
    std::vector<std::string> codes;
};

struct Question {
    std::string name;
    Kind kind = Kind::text;
    std::string question;
    std::string hint = {};
    std::string missing = {}; // what to say if it is not answered; none: optional
    std::string wrong = {};   // what to say if a date or pattern does not read; none: a general one
    std::size_t most = 0;     // characters (Unicode scalar values) of each text
    Pattern pattern = Pattern::any;
    std::string code_list = {};
    std::vector<Option> options = {};
    std::vector<Condition> asked_when = {}; // all must hold
    std::string page = {};
    std::vector<std::string> parts = {}; // of a person or place, in order
    int up_to = 1;                       // persons, places or items
    int least = 0;                       // items; more than none needs `missing`
    std::vector<Question> items = {};    // of the kind items: what each asks, in order
    std::string one = {};                // what one item is called ("Sign")
    std::string add = {};                // "Add another sign"
    bool drop_down = false;              // of a choice: drawn as a list that opens
    std::string first_id = {};           // the id of the first input, if it is not the name
    bool whole = false;                  // of a date: day and month must be known too
    bool about = false;                  // of a date: may be marked as a guess
    bool law = false;                    // an overlay cannot drop it
    bool own_words = false;              // somebody's own words: shown as given, never corrected

    [[nodiscard]] bool optional() const { return missing.empty(); }
    [[nodiscard]] Option const* option(std::string_view code) const; // nullptr if there is none
    // The id of the input whose name is the question's with `after` ("-day", "-2-name"). The first
    // input of a question has the question's name as its id, so that an error can lead there.
    [[nodiscard]] std::string id(std::string_view after = {}) const;
};

struct Page {
    std::string name;
    std::string title = {}; // the heading, where a page has more than one question
    std::string lead = {};  // why we ask
};

// What came of reading a form that was sent: every answer as typed, and what is wrong with it.
struct Reading {
    Answers answers = {};
    std::vector<Error> errors = {}; // each `invalid`, its field the id of an input
    std::string another = {};       // the question for which one more block was asked
    std::string removed = {};       // the question of which a block was taken away

    // Somebody asked for one more or one fewer: the page is shown again, no mistake is told.
    [[nodiscard]] bool rearranged() const { return !another.empty() || !removed.empty(); }
    [[nodiscard]] bool ok() const { return errors.empty() && !rearranged(); }
    // The same with an error that the rules found. Its field is a question's name, or empty for the
    // whole form.
    [[nodiscard]] Reading refused(Error error) const;
};

struct Form {
    std::string name;
    int version = 0;
    std::string title = {};
    Audience audience = Audience::staff;
    std::vector<Page> pages = {}; // public: a page each; staff: sections of one page. May be none
    std::vector<Question> questions = {};

    [[nodiscard]] Question const* find(std::string_view question) const; // nullptr if none

    // The whole form as sent; answers to what was not asked are dropped once all else is right.
    [[nodiscard]] Reading read(http::FormData const& sent) const;
    // One page of it, added to what was answered `before`; only this page's mistakes are told.
    [[nodiscard]] Reading read_page(
        std::string_view page, http::FormData const& sent, Answers const& before) const;
    // Answers from a draft, or from another door (API): the same rules.
    [[nodiscard]] Reading check(Answers answers) const;

    [[nodiscard]] bool asked(Question const& question, Answers const& answers) const;
    [[nodiscard]] std::vector<std::string> pages_asked(Answers const& answers) const;
    // The page after this one ("": the first); none: all are answered, so check answers.
    [[nodiscard]] std::optional<std::string> next_page(
        std::string_view page, Answers const& answers) const;
    [[nodiscard]] std::optional<std::string> previous_page(
        std::string_view page, Answers const& answers) const;
};

// A code list's CSV by its name ("harm"); nothing if there is none.
using CodeLists = std::function<std::optional<std::string>(std::string_view name)>;

// "src/concerns/forms/report.toml" is "concerns/report"; "" for a path that is no form's.
[[nodiscard]] std::string form_name(std::string_view path);
// The `name` in the file must be that of its path.
[[nodiscard]] Form read_form(
    std::string_view path, std::string_view toml, CodeLists const& code_lists);
// What an overlay's form may not do to ours: drop, make optional or narrow a question marked `law`.
// Throws.
void check_overlay(std::string_view path, Form const& ours, Form const& theirs);

[[nodiscard]] std::string describe(Form const& form); // a table in Markdown, for docs

} // namespace kith::forms
