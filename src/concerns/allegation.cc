// SPDX-License-Identifier: MIT
#include "concerns/allegation.h"
#include <sstream>

namespace kith::concerns {

bool wall_stands(Standing const& standing)
{
    if (standing.opened || standing.raised)
        return false;
    return standing.concerned || (standing.manages && !standing.holds);
}

std::optional<Worker> worker_of(forms::Answers const& answers)
{
    if (answers.text("worker") != "yes")
        return {};
    Worker worker;
    worker.name = answers.text("worker_name");
    worker.role = answers.text("worker_role");
    worker.employer = answers.text("worker_employer");
    if (auto const told = answers.text("worker_told"); !told.empty())
        worker.told = told;
    worker.told_what = answers.text("worker_told_what");
    if (auto const known = answers.date("worker_known_on"); known && known->month && known->day)
        worker.known_on = Date::of(known->year, *known->month, *known->day).value();
    if (auto const account = AccountId::read(answers.text("worker_account")); account)
        worker.account = *account;
    if (auto const agency = AgencyId::read(answers.text("worker_agency")); agency)
        worker.agency = *agency;
    return worker;
}

Done check(Worker const& worker)
{
    if (worker.name.empty() && worker.role.empty())
        return invalid("Write their name, or what they do with children", "worker_name");
    if (worker.told != "yes" && worker.told != "no" && worker.told != "not_known")
        return invalid("Choose whether anybody has told them", "worker_told");
    return done();
}

std::vector<std::string> plain_words(std::string const& text)
{
    std::string plain;
    for (auto const c : text) {
        auto const letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\''
            || c == '-' || static_cast<unsigned char>(c) >= 0x80;
        auto const capital = c >= 'A' && c <= 'Z';
        plain += capital ? static_cast<char>(c - 'A' + 'a') : letter ? c : ' ';
    }
    std::istringstream stream(plain);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

} // namespace kith::concerns
