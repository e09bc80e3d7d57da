// SPDX-License-Identifier: MIT
#include "missing/companions.h"
#include "base/london.h"
#include "missing/form_page.h"
#include "missing/interview_store.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace kith::missing {
namespace {
    constexpr std::size_t longest_name_written = 32;
    constexpr std::ptrdiff_t most_spaces_in_a_name = 3;
    constexpr std::array nobody_written{"nobody", "no one", "not known", "unknown", "alone", "none",
        "by herself", "by himself", "on her own", "on his own", "on their own", "nobody knows"};

    std::string trimmed_name(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t\r.-*");
        if (first == std::string_view::npos)
            return {};
        return std::string(text.substr(first, text.find_last_not_of(" \t\r.") - first + 1));
    }

    class CompanionsGathered {
    public:
        CompanionsGathered(Visit const& visit, people::Person const& person)
            : visit_(visit), today_(london::day_of(visit.now()))
        {
            self_ = at(person.id);
        }

        // Rule 1.
        void add_joined(std::vector<Episode> const& of)
        {
            auto& connection = visit_.reading();
            std::map<EpisodeId, std::size_t> known; // whose episode it is
            for (auto const& one : of)
                known[one.id] = self_;
            for (auto const& one : of)
                for (auto const id : together_with(connection, one.id))
                    if (!known.contains(id))
                        if (auto const other = find(visit_, id))
                            known[id] = at(other->person);
            for (auto const& [id, who] : known)
                for (auto const with : together_with(connection, id))
                    if (auto const other = known.find(with); other != known.end())
                        tie(who, other->second, who < other->second ? id : with);
        }

        // Rule 2.
        void add_words(Instant when, char const* source, std::string const& text)
        {
            if (!trimmed_name(text).empty())
                made_.said.push_back({when, source, text});
        }
        void add_names(EpisodeId episode, std::string const& text)
        {
            for (auto const& name : names_written_in(text))
                tie(self_, named(name), episode);
        }

        [[nodiscard]] Companions made() { return std::move(made_); }

    private:
        std::size_t add(std::string const& name, std::string const& href)
        {
            made_.network.names.push_back(name);
            made_.hrefs.push_back(href);
            by_name_.try_emplace(words::folded(name), made_.network.names.size() - 1);
            return made_.network.names.size() - 1;
        }

        std::size_t at(PersonId any)
        {
            auto const who = people::called(visit_.reading(), any, today_);
            if (auto const found = by_person_.find(who.person); found != by_person_.end())
                return found->second;
            auto const opens = people::knows(visit_, who.person);
            return by_person_[who.person]
                = add(who.name.empty() ? "Somebody whose name is not known" : who.name,
                    opens ? "/people/" + who.person.write() + "/missing/patterns" : "");
        }

        std::size_t named(std::string const& name)
        {
            auto const key = words::folded(name);
            if (auto const found = by_name_.find(key); found != by_name_.end())
                return found->second;
            if (auto const one = called_so(key))
                return *one;
            auto const place = add("“" + name + "”", "");
            by_name_[key] = place;
            return place;
        }

        // The one of those joined whose first name it is, if it is one alone.
        [[nodiscard]] std::optional<std::size_t> called_so(std::string const& first_name) const
        {
            std::optional<std::size_t> found;
            for (auto const& [person, place] : by_person_) {
                auto const name = words::folded(made_.network.names[place]);
                if (place == self_ || !name.starts_with(first_name + " "))
                    continue;
                if (found)
                    return std::nullopt;
                found = place;
            }
            return found;
        }

        // Rule 3: `episode` is of the one who stands first.
        void tie(std::size_t one, std::size_t other, EpisodeId episode)
        {
            auto const [first, second] = std::minmax(one, other);
            if (one == other || !counted_.insert({first, second, episode}).second)
                return;
            for (auto& tie : made_.network.ties)
                if (tie.one == first && tie.other == second) {
                    ++tie.times;
                    return;
                }
            made_.network.ties.push_back({first, second, 1});
        }

        Visit const& visit_;
        Date today_;
        std::size_t self_ = 0;
        std::map<PersonId, std::size_t> by_person_;
        std::map<std::string, std::size_t> by_name_; // folded
        std::set<std::tuple<std::size_t, std::size_t, EpisodeId>> counted_;
        Companions made_;
    };
} // namespace

std::vector<std::string> names_written_in(std::string const& text)
{
    std::vector<std::string> names;
    for (std::size_t from = 0; from <= text.size();) {
        auto const end = std::min(text.find_first_of(",;\n", from), text.size());
        auto const piece = trimmed_name(std::string_view(text).substr(from, end - from));
        from = end + 1;
        if (piece.empty() || piece.size() > longest_name_written
            || std::ranges::count(piece, ' ') > most_spaces_in_a_name
            || (piece.front() >= 'a' && piece.front() <= 'z'))
            continue;
        if (std::ranges::find(nobody_written, words::folded(piece)) == nobody_written.end())
            names.push_back(piece);
    }
    return names;
}

Companions companions_of(Missing const& room, Visit const& visit, people::Person const& person,
    std::vector<Episode> const& of)
{
    CompanionsGathered gathered(visit, person);
    gathered.add_joined(of);
    for (auto const& one : of) {
        auto const reported
            = answers_of(room, "missing/report", one.form_version, one.answers).text("companions");
        auto const found
            = answers_of(room, "missing/return", one.return_version, one.return_answers)
                  .text("found_with");
        gathered.add_words(one.started_at, "The report", reported);
        gathered.add_words(one.started_at, "Their return", found);
        gathered.add_names(one.id, reported);
        gathered.add_names(one.id, found);
        if (auto const held = line_of(visit.reading(), one.id);
            held && !held->answers.empty() && may_read(visit, *held)) {
            visit.looked_at(thing(held->id));
            gathered.add_words(one.started_at, "Their return interview, in their words",
                answers_of(room, "missing/interview", held->form_version, held->answers)
                    .text("with_whom"));
        }
    }
    return gathered.made();
}

} // namespace kith::missing
