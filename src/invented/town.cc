// SPDX-License-Identifier: MIT
#include "invented/town.h"
#include "base/london.h"
#include "base/shipped.h"
#include "invented/cores.h"
#include "platform/access/accounts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::invented {
namespace {
    template <class T>
    T expected(Result<T> result, std::string_view what)
    {
        must(result.ok(),
            result ? ""
                   : fmt::format(
                       "the invented place is refused: {}: {}", what, result.error().words.key));
        return std::move(*result);
    }

    class Builder {
    public:
        Builder(Invented const& invented, Place const& place, std::string_view postcodes)
            : invented_(invented), place_(place), postcodes_(postcodes)
        {
        }

        Town build() &&
        {
            for (auto const* const outlines : {"data/invented/outlines/districts.geojson",
                     "data/invented/outlines/wards.geojson"})
                load(outlines, shipped_file(outlines));
            town_.postcodes = load("data/invented/postcodes.csv", postcodes_);
            auto const pass = invented_.gate.enter_as_process("demo");
            expected(pass->visit().change([&](access::Change& change) { return found(change); }),
                "agencies");
            invented_.gate.database().write([&](db::Connection& connection) {
                hire(connection);
                return db::Outcome::keep;
            });
            expected(pass->visit().change([&](access::Change& change) { return appoint(change); }),
                "safeguarding leads");
            pass->settle();
            return std::move(town_);
        }

    private:
        [[nodiscard]] Period from_today() const
        {
            return {london::day_of(invented_.clock.now()), {}};
        }

        // As `kith load` would: how many rows the file has.
        std::size_t load(std::string const& file, std::string_view bytes)
        {
            auto const report = directory::load_bytes(
                invented_.gate.database(), file, bytes, invented_.clock.now());
            must(
                report.fate == directory::Fate::loaded || report.fate == directory::Fate::unchanged,
                "a file of the invented place is refused");
            return report.rows;
        }

        // May run again after a rollback: it fills from empty each time.
        Done found(access::Change& change)
        {
            town_.agencies.clear();
            town_.teams.clear();
            for (auto const& agency : place_.agencies) {
                auto const saved = TRY(directory::save(change,
                    directory::Agency{{}, agency.code, agency.name, agency.kind, from_today(), 0}));
                town_.agencies[agency.code] = saved.id;
            }
            auto const districts = invented_.room.facts.districts(from_today().from);
            for (auto const& team : place_.teams) {
                auto const saved = TRY(directory::save(change,
                    directory::Team{{}, town_.agencies.at(team.agency), team.name, team.area,
                        team.purpose, from_today(), 0}));
                town_.teams[team.code] = saved.id;
                for (auto const& district : districts)
                    if (district.code.starts_with('X'))
                        TRY(directory::save(
                            change, directory::TeamArea{saved.id, district.code, from_today()}));
            }
            return done();
        }

        void hire(db::Connection& connection)
        {
            access::Writing const writing{
                connection, invented_.gate.keys(), {.process = "demo"}, invented_.clock.now()};
            for (auto const& account : place_.accounts) {
                auto const id
                    = expected(access::create_account(writing, {account.sign_in, account.name, {}}),
                        account.sign_in);
                town_.accounts[account.sign_in] = id;
                for (auto const& post : account.posts) {
                    auto const team = post.team.empty() ? TeamId{} : town_.teams.at(post.team);
                    expected(
                        access::assign(writing,
                            {id, town_.agencies.at(post.agency), team, post.role, from_today()}),
                        account.sign_in);
                }
            }
        }

        Done appoint(access::Change& change)
        {
            for (auto const& account : place_.accounts) {
                if (account.lead.empty())
                    continue;
                auto const role = account.lead == "lead" ? directory::LeadRole::lead
                                                         : directory::LeadRole::deputy;
                TRY(directory::save(change,
                    directory::Lead{town_.agencies.at(account.posts.front().agency),
                        town_.accounts.at(account.sign_in), role, from_today()}));
            }
            return done();
        }

        Invented const& invented_;
        Place const& place_;
        std::string_view postcodes_;
        Town town_ = {};
    };

    std::string label_of_work(Place const& place, InventedAccount const& account)
    {
        auto const& post = account.posts.front();
        auto const* const role = access::find_role(post.role);
        auto const agency = std::ranges::find(place.agencies, post.agency, &InventedAgency::code);
        return fmt::format("{}, {}", role ? role->label : post.role, agency->name);
    }
} // namespace

Town build_town(Invented const& invented, Place const& place, std::string_view postcodes)
{
    return Builder(invented, place, postcodes).build();
}

std::vector<SignIn> hand_out_passwords(
    Invented const& invented, Place const& place, Town const& town)
{
    std::vector<SignIn> sign_ins;
    for (auto const& account : place.accounts)
        sign_ins.push_back({account.sign_in, account.name, label_of_work(place, account),
            access::fresh_one_time_password()});
    std::vector<std::string> hashes(sign_ins.size());
    on_all_cores(sign_ins.size(), [&](std::size_t i) {
        hashes[i] = expected(
            invented.hasher.hash(sign_ins[i].one_time_password), sign_ins[i].sign_in_name);
    });
    invented.gate.database().write([&](db::Connection& connection) {
        access::Writing const writing{
            connection, invented.gate.keys(), {.process = "demo"}, invented.clock.now()};
        for (std::size_t i = 0; i < sign_ins.size(); ++i)
            expected(access::set_password(writing, town.accounts.at(sign_ins[i].sign_in_name),
                         hashes[i], access::PasswordKind::one_time),
                sign_ins[i].sign_in_name);
        return db::Outcome::keep;
    });
    return sign_ins;
}

} // namespace kith::invented
