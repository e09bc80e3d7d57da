// SPDX-License-Identifier: MIT
#include "people/import_diff.h"
#include "people/identifiers.h"
#include "people/rows.h"
#include <algorithm>

namespace kith::people {
namespace {
    class Diffing {
    public:
        Diffing(Person const& stands, Person const& said, Owner const& owner, Date today)
            : said_(said), owner_(owner), today_(today), diff_{stands, {}}
        {
        }
        ImportDiff finished()
        {
            take_names();
            take_day("birth date", said_.birth, diff_.wanted.birth);
            take_day("day they died", said_.died, diff_.wanted.died);
            if (said_.sex != "U")
                take_text("sex", said_.sex, diff_.wanted.sex);
            take_text("language", said_.language, diff_.wanted.language);
            if (said_.interpreter != Known::not_known
                && said_.interpreter != diff_.wanted.interpreter) {
                add_line("interpreter", std::string(write(diff_.wanted.interpreter)),
                    std::string(write(said_.interpreter)));
                diff_.wanted.interpreter = said_.interpreter;
            }
            take_numbers();
            take_contacts();
            return std::move(diff_);
        }

    private:
        void add_line(std::string what, std::string was, std::string becomes)
        {
            diff_.lines.push_back({std::move(what), std::move(was), std::move(becomes)});
        }
        void take_text(char const* what, std::string const& said, std::string& stands)
        {
            if (said.empty() || said == stands)
                return;
            add_line(what, stands, said);
            stands = said;
        }
        void take_day(char const* what, std::optional<PartialDate> const& said,
            std::optional<PartialDate>& stands)
        {
            auto const known_already = said && stands && !stands->about
                && said->first() <= stands->first() && stands->last() <= said->last();
            if (!said || known_already)
                return;
            add_line(what, stands ? stands->in_words() : "", said->in_words());
            stands = said;
        }

        // Rule 2.
        void take_names()
        {
            auto& names = diff_.wanted.names;
            auto const is_said = [&](Name const& stands) {
                return std::ranges::any_of(said_.names, [&](Name const& one) {
                    return folded_name(one.text) == folded_name(stands.text);
                });
            };
            std::vector<Name> added;
            for (auto const& one : said_.names)
                if (std::ranges::none_of(names, [&](Name const& stands) {
                        return (!stands.until || today_ <= *stands.until)
                            && folded_name(stands.text) == folded_name(one.text);
                    }))
                    added.push_back({{}, "known_as", one.text, today_, {}, owner_.name});
            std::erase_if(names, [&](Name& stands) {
                if (stands.kind != "known_as" || stands.source != owner_.name || stands.until
                    || is_said(stands))
                    return false;
                add_line("name", stands.text, "");
                if (stands.from && *stands.from >= today_)
                    return true; // it stood for no whole day
                stands.until = today_ + -1;
                return false;
            });
            for (auto& one : added) {
                add_line("name", "", one.text);
                names.push_back(std::move(one));
            }
        }

        // Rule 3.
        void take_numbers()
        {
            auto& stand = diff_.wanted.identifiers;
            for (auto const& one : said_.identifiers) {
                if (std::ranges::any_of(stand, [&](Identifier const& other) {
                        return other.scheme == one.scheme && other.value == one.value;
                    }))
                    continue;
                std::erase_if(stand, [&](Identifier const& other) {
                    auto const goes = other.scheme == one.scheme && other.source == owner_.name;
                    if (goes)
                        add_line("number", show_identifier(other.scheme, other.value), "");
                    return goes;
                });
                add_line("number", "", show_identifier(one.scheme, one.value));
                stand.push_back(one);
            }
        }

        // Rule 4.
        void take_contacts()
        {
            auto& stand = diff_.wanted.contacts;
            for (auto const& one : said_.contacts) {
                auto const there = std::ranges::any_of(stand, [&](ContactDetail const& other) {
                    return other.kind == one.kind
                        && folded_name(other.value) == folded_name(one.value);
                });
                if (there || (diff_.wanted.protected_address && tells_where(one.kind)))
                    continue;
                add_line("contact", "", one.value);
                stand.push_back(one);
            }
        }

        Person const& said_;
        Owner const& owner_;
        Date today_;
        ImportDiff diff_;
    };
} // namespace

ImportDiff diff_of(Person const& stands, Person const& said, Owner const& owner, Date today)
{
    return Diffing(stands, said, owner, today).finished();
}

} // namespace kith::people
