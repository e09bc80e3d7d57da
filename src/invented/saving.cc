// SPDX-License-Identifier: MIT
#include "invented/saving.h"
#include "invented/entering.h"
#include "platform/http/request.h"
#include <algorithm>
#include <array>

namespace kith::invented {
namespace {
    // Steps whose form is a page of its own room: these fields hold somebody's own words there.
    constexpr std::array own_fields{
        "own_view", "own_goal", "own_words", "own_question", "wish_words", "views"};

    // The form file behind an act; empty where its page has none.
    std::string form_behind(Act const& act)
    {
        switch (act.deed) {
        case Deed::raise:
            return "concerns/referral";
        case Deed::ask_partners:
            return "concerns/partner_request";
        case Deed::tell_what_is_known:
            return "concerns/partner_answer";
        case Deed::work:
            return act.step == "assess" ? "cases/" + act.answers.text("form")
                : act.step == "screen"  ? "cases/screening"
                                        : "";
        default:
            return {};
        }
    }

    bool of_the_public(Act const& act)
    {
        return act.deed == Deed::report || act.deed == Deed::answer || act.deed == Deed::withdraw;
    }

    // Puts the texts of one act together, silent fields marked as on the page.
    class Fields {
    public:
        explicit Fields(forms::Form const* form) : form_(form) { }

        void add(std::string const& name, std::string const& text)
        {
            if (text.empty())
                return;
            form_data_.add(name, text);
            if (is_own(name.substr(name.rfind('.') + 1)))
                form_data_.add("wording_silent", name);
        }
        void add(std::string const& name, forms::Answer const& answer)
        {
            if (auto const* const text = std::get_if<std::string>(&answer))
                add(name, *text);
            else if (auto const* const blocks = std::get_if<std::vector<forms::Parts>>(&answer))
                for (std::size_t i = 0; i < blocks->size(); ++i)
                    for (auto const& [part, text_of] : (*blocks)[i])
                        add(name + "-" + std::to_string(i + 1) + "." + part, text_of);
        }
        // To whoever raised the worry.
        void add_message(std::string const& text)
        {
            if (text.empty())
                return;
            add("body", text);
            form_data_.add("wording_families", "body");
        }
        [[nodiscard]] http::FormData take() { return std::move(form_data_); }

    private:
        [[nodiscard]] bool is_own(std::string const& name) const
        {
            if (form_)
                for (auto const& question : form_->questions) {
                    if (question.name == name)
                        return question.own_words;
                    for (auto const& item : question.items)
                        if (item.name == name)
                            return item.own_words;
                }
            return std::ranges::find(own_fields, name) != own_fields.end();
        }

        forms::Form const* form_;
        http::FormData form_data_ = {};
    };
} // namespace

http::FormData form_of(forms::Forms const& forms, Act const& act)
{
    if (of_the_public(act))
        return {};
    auto const behind = form_behind(act);
    Fields fields(behind.empty() ? nullptr : &forms.form(behind));
    for (auto const& [name, answer] : act.answers.all())
        fields.add(name, answer);
    for (auto const& [outcome, reason] : act.choice.reasons)
        fields.add("reason-" + outcome, reason);
    fields.add("summary", act.choice.summary);
    fields.add("reason", act.reason);
    fields.add_message(act.words);
    return fields.take();
}

void tell_as_saved(Invented const& invented, Town const& town, Act const& act)
{
    auto form = form_of(invented.room.forms, act);
    if (form.pairs().empty())
        return;
    form.add("wording_shown", "1"); // nobody comes for advice on it
    auto const pass = accepted(invented.gate.enter(account_of(town, act.actor)), act.actor);
    invented.room.pages.saved(pass->visit(), http::Request::post("/", form));
    pass->settle();
}

} // namespace kith::invented
