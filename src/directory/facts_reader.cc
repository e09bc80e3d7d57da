// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "directory/facts_file.h"
#include "directory/kept_lines.h"
#include "directory/reference_facts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    constexpr std::string_view code_list_folder = "data/code_lists/";

    std::string reference_path(std::string_view name)
    {
        return fmt::format("data/reference/{}.csv", name);
    }

    Result<ContactKind> kind_in(FactsFile const& file, std::size_t row)
    {
        auto const kind = read_contact_kind(file.text(row, "kind"));
        if (!kind)
            return file.refused(
                row, "kind", "write emergency, team, front_door, out_of_hours or helpline");
        return kind;
    }

    Result<Audience> audience_in(FactsFile const& file, std::size_t row)
    {
        auto const audience = read_audience(file.text(row, "audience"));
        if (!audience)
            return file.refused(row, "audience", "write children, adults or both");
        return audience;
    }

    std::vector<std::string> parted(std::string_view text)
    {
        std::vector<std::string> parts;
        while (!text.empty()) {
            auto const end = std::min(text.find(';'), text.size());
            parts.emplace_back(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return parts;
    }
} // namespace

// Reads every file into one ReferenceFacts; a step answers for one file, or two small ones.
class FactsReader {
public:
    Done authorities()
    {
        auto const file = TRY(FactsFile::read(reference_path("authorities"),
            {"code", "name", "la_number", "from", "until", "source", "verified"}));
        for (std::size_t row = 0; row < file.size(); ++row) {
            Authority fact;
            fact.code = TRY(file.filled(row, "code"));
            fact.name = TRY(file.filled(row, "name"));
            fact.la_number = TRY(file.whole(row, "la_number"));
            fact.standing = TRY(file.standing(row));
            facts.shipped_.authorities.push_back(std::move(fact));
        }
        return done();
    }

    Done teams()
    {
        auto const file = TRY(FactsFile::read(reference_path("teams"),
            {"name", "area", "contact", "from", "until", "source", "verified"}));
        for (std::size_t row = 0; row < file.size(); ++row) {
            ExploitationTeam fact;
            fact.name = TRY(file.filled(row, "name"));
            fact.area = TRY(file.filled(row, "area"));
            fact.contact = TRY(file.filled(row, "contact"));
            fact.standing = TRY(file.standing(row));
            if (!has(facts.shipped_.contacts, &Contact::code, fact.contact))
                return file.refused(row, "contact", "contacts.csv has no such line");
            facts.shipped_.teams.push_back(std::move(fact));
        }
        return done();
    }

    Done districts()
    {
        auto const file = TRY(FactsFile::read(reference_path("districts"),
            {"code", "name", "authority_code", "authority_name", "la_number", "area", "team",
                "division", "from", "until", "source", "verified"}));
        for (std::size_t row = 0; row < file.size(); ++row) {
            District fact;
            fact.code = TRY(file.filled(row, "code"));
            fact.name = TRY(file.filled(row, "name"));
            fact.authority_code = TRY(file.filled(row, "authority_code"));
            fact.authority_name = TRY(file.filled(row, "authority_name"));
            fact.la_number = TRY(file.whole(row, "la_number"));
            fact.area = TRY(file.filled(row, "area"));
            fact.team = TRY(file.filled(row, "team"));
            fact.division = TRY(file.filled(row, "division"));
            fact.standing = TRY(file.standing(row));
            if (!has(facts.shipped_.authorities, &Authority::code, fact.authority_code))
                return file.refused(row, "authority_code", "authorities.csv has no such code");
            if (!has(facts.shipped_.teams, &ExploitationTeam::name, fact.team))
                return file.refused(row, "team", "teams.csv has no such team");
            for (auto const& other : facts.shipped_.districts)
                if (other.code == fact.code && overlap(other.standing.during, fact.standing.during))
                    return file.refused(row, "from", "two rows of this district overlap in time");
            facts.shipped_.districts.push_back(std::move(fact));
        }
        std::ranges::stable_sort(facts.shipped_.districts, {}, &District::name);
        return done();
    }

    Done contacts()
    {
        auto const file = TRY(FactsFile::read(reference_path("contacts"),
            {"code", "name", "kind", "audience", "serves", "number", "steps_in", "note", "from",
                "until", "source", "verified"}));
        for (std::size_t row = 0; row < file.size(); ++row) {
            Contact fact;
            fact.code = TRY(file.filled(row, "code"));
            fact.name = TRY(file.filled(row, "name"));
            fact.kind = TRY(kind_in(file, row));
            fact.audience = TRY(audience_in(file, row));
            fact.serves = file.text(row, "serves");
            fact.number = file.text(row, "number");
            if (fact.number.find_first_not_of("0123456789 ") != std::string::npos)
                return file.refused(row, "number", "write digits and spaces, or nothing");
            fact.steps_in = parted(file.text(row, "steps_in"));
            for (auto const& other : fact.steps_in)
                if (!has(facts.shipped_.contacts, &Contact::code, other))
                    return file.refused(row, "steps_in", "no line above has the code " + other);
            fact.note = file.text(row, "note");
            fact.standing = TRY(file.standing(row));
            facts.shipped_.contacts.push_back(std::move(fact));
        }
        return done();
    }

    Done opening_hours()
    {
        auto const file = TRY(FactsFile::read(reference_path("opening_hours"),
            {"contact", "weekdays", "opens", "closes", "bank_holidays", "from", "until", "source",
                "verified"}));
        for (std::size_t row = 0; row < file.size(); ++row) {
            Hours hours;
            auto const days = read_weekdays(file.text(row, "weekdays"));
            if (!days)
                return file.refused(row, "weekdays", days.error().words.key);
            hours.on = *days;
            hours.from = TRY(file.time(row, "opens"));
            hours.until = TRY(file.time(row, "closes"));
            hours.on_bank_holidays = TRY(file.yes(row, "bank_holidays"));
            hours.standing = TRY(file.standing(row));
            auto found = false;
            for (auto& contact : facts.shipped_.contacts)
                if (contact.code == file.text(row, "contact")) {
                    contact.hours.push_back(hours);
                    found = true;
                }
            if (!found)
                return file.refused(row, "contact", "contacts.csv has no such line");
        }
        return done();
    }

    Done places()
    {
        auto const file = TRY(FactsFile::read(
            reference_path("places"), {"name", "district", "from", "until", "source", "verified"}));
        std::map<std::string, std::string> seen;
        for (auto const& district : facts.shipped_.districts)
            seen.emplace(plain_name(district.name), district.code);
        for (std::size_t row = 0; row < file.size(); ++row) {
            Place fact;
            fact.name = TRY(file.filled(row, "name"));
            fact.district_code = TRY(file.filled(row, "district"));
            fact.standing = TRY(file.standing(row));
            if (!has(facts.shipped_.districts, &District::code, fact.district_code))
                return file.refused(row, "district", "districts.csv has no such code");
            auto const [at, fresh] = seen.emplace(plain_name(fact.name), fact.district_code);
            if (!fresh && at->second != fact.district_code)
                return file.refused(row, "name", "this name stands for another district already");
            facts.places_.push_back(std::move(fact));
        }
        return done();
    }

    Done levels_and_partnerships()
    {
        auto const levels = TRY(FactsFile::read(reference_path("levels_of_need"),
            {"number", "name", "consent", "from", "until", "source", "verified"}));
        for (std::size_t row = 0; row < levels.size(); ++row) {
            LevelOfNeed fact;
            fact.number = TRY(levels.whole(row, "number"));
            fact.name = TRY(levels.filled(row, "name"));
            fact.consent = TRY(levels.filled(row, "consent"));
            fact.standing = TRY(levels.standing(row));
            facts.levels_.push_back(std::move(fact));
        }
        auto const partnerships = TRY(FactsFile::read(reference_path("partnerships"),
            {"code", "name", "authority_code", "from", "until", "source", "verified"}));
        for (std::size_t row = 0; row < partnerships.size(); ++row) {
            Partnership fact;
            fact.code = TRY(partnerships.filled(row, "code"));
            fact.name = TRY(partnerships.filled(row, "name"));
            fact.authority_code = partnerships.text(row, "authority_code");
            fact.standing = TRY(partnerships.standing(row));
            facts.partnerships_.push_back(std::move(fact));
        }
        return done();
    }

    Done bank_holidays()
    {
        auto const file = TRY(FactsFile::read(
            reference_path("bank_holidays"), {"day", "name", "source", "verified"}));
        std::set<Date> days;
        for (std::size_t row = 0; row < file.size(); ++row) {
            auto const day = TRY(file.day(row, "day"));
            if (!days.insert(day).second)
                return file.refused(row, "day", "this day is listed twice");
        }
        if (days.empty())
            return invalid(reference_path("bank_holidays") + ": list the bank holidays");
        facts.holidays_known_from_ = TRY(Date::of(days.begin()->year(), 1, 1));
        facts.holidays_known_until_ = TRY(Date::of(days.rbegin()->year(), 12, 31));
        facts.working_days_ = WorkingDays(std::move(days));
        return done();
    }

    Done code_lists()
    {
        for (auto const& file : shipped(code_list_folder)) {
            if (!file.path.ends_with(".csv"))
                continue;
            auto const name = file.path.substr(
                code_list_folder.size(), file.path.size() - code_list_folder.size() - 4);
            auto const list
                = TRY(FactsFile::read(file.path, {"code", "label", "from", "until", "source"}));
            auto& codes = facts.codes_[name];
            for (std::size_t row = 0; row < list.size(); ++row) {
                ListedCode fact;
                fact.code = TRY(list.filled(row, "code"));
                fact.label = TRY(list.filled(row, "label"));
                fact.standing = TRY(list.standing(row));
                for (auto const& other : codes)
                    if (other.code == fact.code)
                        return list.refused(row, "code", "this code is listed twice");
                codes.push_back(std::move(fact));
            }
        }
        return done();
    }

    ReferenceFacts facts;

private:
    template <class Fact>
    static bool has(
        std::vector<Fact> const& all, std::string Fact::*member, std::string_view wanted)
    {
        return std::ranges::find(all, wanted, member) != all.end();
    }
    static bool overlap(Period const& one, Period const& other)
    {
        return (!one.until || other.from <= *one.until)
            && (!other.until || one.from <= *other.until);
    }
};

Result<ReferenceFacts> ReferenceFacts::read()
{
    FactsReader reader; // in this order: each file may name what stands in those before
    TRY(reader.authorities());
    TRY(reader.contacts());
    TRY(reader.opening_hours());
    TRY(reader.teams());
    TRY(reader.districts());
    TRY(reader.places());
    TRY(reader.levels_and_partnerships());
    TRY(reader.bank_holidays());
    TRY(reader.code_lists());
    reader.facts.keep({}, {});
    return std::move(reader.facts);
}

} // namespace kith::directory
