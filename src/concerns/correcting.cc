// SPDX-License-Identifier: MIT
#include "concerns/correcting.h"
#include "base/london.h"
#include "concerns/receiving.h"
#include "concerns/views.h"
#include <algorithm>

namespace kith::concerns {
namespace {
    using html::Value;

    bool same_facts(Concern const& one, Concern const& other)
    {
        return one.postcode == other.postcode && one.about == other.about
            && one.safe_now == other.safe_now;
    }

    char const* safety_in_words(SafeNow safe)
    {
        return safe == SafeNow::yes ? "Yes" : safe == SafeNow::no ? "No" : "Not known";
    }

    Value fact_rows(Concerns const& room, Concern const& concern)
    {
        auto const row = [](char const* key, std::string text) {
            return Value::object({{"key", key}, {"text", std::move(text)}});
        };
        return Value::array({row("Postcode", concern.postcode.empty() ? "None" : concern.postcode),
            row("About", title_of(room, concern)),
            row("Everybody safe", safety_in_words(concern.safe_now))});
    }

    Correction typed_correction(ConcernId id, http::FormData const& form)
    {
        Correction typed;
        typed.concern = id;
        typed.version = std::atoll(std::string(form.first("version")).c_str());
        typed.postcode = form.first("postcode");
        for (auto const one : form.all("about"))
            typed.about.emplace(one);
        auto const safe = form.first("safe_now");
        typed.safe_now = safe == "yes" ? SafeNow::yes
            : safe == "no"             ? SafeNow::no
                                       : SafeNow::not_known;
        auto const reason = form.first("reason");
        if (reason.find_first_not_of(" \t\r\n") != std::string_view::npos)
            typed.reason = reason;
        return typed;
    }

    Correction as_it_stands(Concern const& concern)
    {
        return {concern.id, concern.version, concern.postcode, concern.about, concern.safe_now, {}};
    }

    http::Response show_correction(Concerns const& room, Visit const& visit, Concern const& concern,
        Correction const& typed, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        auto abouts = Value::each(room.facts.codes("concern_about", london::day_of(visit.now())),
            [&](directory::ListedCode const& code) {
                return Value::object({{"value", code.code}, {"text", code.label},
                    {"checked", typed.about.contains(code.code)}});
            });
        auto safe = Value::array();
        for (auto const one : {SafeNow::no, SafeNow::yes, SafeNow::not_known})
            safe.push(Value::object({{"value", write(one)}, {"text", safety_in_words(one)},
                {"checked", typed.safe_now == one}}));
        auto page
            = Value::object({{"section", "/concerns"}, {"concern", view_of(room, visit, concern)},
                {"stands", fact_rows(room, concern)}, {"postcode", typed.postcode},
                {"abouts", abouts}, {"safe", safe}, {"reason", typed.reason},
                {"problems", problems_view(problems)}, {"late", status == http::Status::conflict}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "concerns/correct.njk", page, status);
    }

    // The concern with its facts put right, and where it goes then.
    Result<Concern> corrected(
        Concerns const& room, Change& change, Concern const& open, Correction const& typed)
    {
        auto right = open;
        right.about = typed.about;
        right.safe_now = typed.safe_now;
        right.postcode = "";
        auto const postcode = directory::Postcode::read(typed.postcode);
        if (postcode)
            right.postcode = postcode->write();
        else if (!typed.postcode.empty())
            return invalid("Enter a full postcode, like FY1 1AD, or leave it empty", "postcode");
        auto const today = london::day_of(change.now());
        for (auto const& code : right.about)
            if (auto const known = room.facts.codes("concern_about", today);
                std::ranges::find(known, code, &directory::ListedCode::code) == known.end())
                return invalid("Choose from what is on the page", "about");
        if (right.about.empty())
            return invalid("Choose who or what it is about", "about");
        if (right.postcode != open.postcode)
            right.district = district_of(change.writing(), right.postcode);
        auto const team = team_for(change.writing(), right, today);
        if (open.route == Route::front_door && open.state != State::decided && !team.none()
            && team != open.holding_team) {
            right.holding_team = team;
            right.state = State::waiting;
            right.taken_by = {};
            auto const holder = TRY(directory::find_team(change.writing(), team));
            if (open.channel == Channel::public_site)
                right.owner_agency = holder.agency;
        }
        return right;
    }
} // namespace

Done correct_facts(Concerns const& room, Change& change, Correction const& correction)
{
    auto const open = TRY(room.store.find(change, correction.concern));
    TRY(static_cast<Visit const&>(change).may("correct", facts_of(open)));
    auto const right = TRY(corrected(room, change, open, correction));
    if (same_facts(open, right))
        return done(); // it stands already: the same form came twice
    if (correction.version != open.version)
        return error(Code::conflict,
            "Somebody changed this concern since you opened it. What stands now is on the page, "
            "and "
            "what you typed below: look, then save again");
    if (correction.reason.empty())
        return invalid("Say why this is put right", "reason");
    return room.store.correct(change, open, right, correction.reason);
}

Value corrections_view(Concerns const& room, Visit const& visit, Concern const& concern)
{
    auto all = Value::array();
    auto next = concern;
    for (auto const& was : room.store.versions(visit, concern)) {
        if (!same_facts(was.concern, next))
            all.push(Value::object({{"when", london::in_words(was.until)},
                {"by", room.name_of(visit.reading(), was.by)}, {"reason", was.reason},
                {"rows", fact_rows(room, was.concern)}}));
        next = was.concern;
    }
    return all;
}

Result<http::Response> ask_correction(
    Concerns const& room, Visit const& visit, http::Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const concern = TRY(room.store.find(visit, id));
    TRY(visit.may("correct", facts_of(concern)));
    return show_correction(room, visit, concern, as_it_stands(concern));
}

Result<http::Response> record_correction(
    Concerns const& room, Visit const& visit, http::Request const& request)
{
    auto const id = TRY(request.id<ConcernId>("concern"));
    auto const form = TRY(request.form());
    auto const typed = typed_correction(id, form);
    auto const saved = visit.change([&](Change& change) -> Result<bool> {
        TRY(correct_facts(room, change, typed));
        return room.store.find(change, id).ok(); // else it is another team's now
    });
    if (saved)
        return http::see_other(*saved ? "/concerns/" + id.write() + "?said=put_right"
                                      : std::string("/concerns?said=to_other_team"));
    if (saved.error().code != Code::invalid && saved.error().code != Code::conflict)
        return saved.error();
    auto const concern = TRY(room.store.find(visit, id));
    auto const late = saved.error().code == Code::conflict;
    return show_correction(room, visit, concern, typed, {saved.error()},
        late ? http::Status::conflict : http::Status::unprocessable);
}

} // namespace kith::concerns
