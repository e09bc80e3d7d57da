// SPDX-License-Identifier: MIT
#include "app/people_commands.h"
#include "app/hub.h"
#include "app/named.h"
#include "base/london.h"
#include "platform/access/administer.h"
#include <fmt/ostream.h>
#include <set>

namespace kith::app {
namespace {
    // Administers accounts; who asked is named in the ledger.
    class Administering {
    public:
        explicit Administering(Desk& desk)
            : administer_(desk.folder().database(), desk.folder().keys(), desk.folder().clock(),
                hasher_, {{}, {}, desk.process(), {}})
        {
        }
        access::Administer const* operator->() const { return &administer_; }

    private:
        access::PasswordHasher hasher_;
        access::Administer administer_;
    };

    // What the person at the terminal got wrong ends the command with its sentence.
    template <class T>
    T or_say(Result<T> result)
    {
        if (!result)
            throw Refused(result.error().words.key, result.error().code == Code::invalid ? 2 : 1);
        return std::move(*result);
    }
} // namespace

int add_user(Desk& desk, PersonWanted const& wanted)
{
    Administering const administer(desk);
    auto const agency = agency_coded(desk.folder(), wanted.agency);
    auto const team = team_named(desk.folder(), agency, wanted.team);
    auto const added
        = or_say(administer->add({wanted.sign_in_name, wanted.name, agency, team, wanted.role}));
    fmt::print(desk.out(), "{} can sign in with the one-time password {}, good for 14 days\n",
        wanted.sign_in_name, added.one_time_password);
    return 0;
}

int fresh_password(Desk& desk, PersonWanted const& wanted)
{
    (void)account_named(desk.folder(), wanted.sign_in_name);
    Administering const administer(desk);
    fmt::print(desk.out(), "{}\n", or_say(administer->fresh_password(wanted.sign_in_name)));
    return 0;
}

int forget_second_step(Desk& desk, PersonWanted const& wanted)
{
    (void)account_named(desk.folder(), wanted.sign_in_name);
    Administering const administer(desk);
    or_say(administer->forget_second_step(wanted.sign_in_name));
    fmt::print(desk.out(), "{} sets up a second step afresh at the next signing in\n",
        wanted.sign_in_name);
    return 0;
}

int close_user(Desk& desk, PersonWanted const& wanted)
{
    (void)account_named(desk.folder(), wanted.sign_in_name);
    Administering const administer(desk);
    or_say(administer->close(wanted.sign_in_name));
    fmt::print(desk.out(), "{} is closed; nobody can use it from now on\n", wanted.sign_in_name);
    return 0;
}

int list_users(Settings const& settings)
{
    Folder folder(settings, Need::to_read);
    access::PasswordHasher const hasher;
    access::Administer const administer(
        folder.database(), folder.keys(), folder.clock(), hasher, {});
    for (auto const& one : administer.list()) {
        std::string roles;
        std::set<std::string> said; // one role in two teams or agencies is one role
        for (auto const& assignment : one.assignments)
            if (said.insert(assignment.role).second)
                roles += (roles.empty() ? "" : ", ") + assignment.role;
        fmt::print("{:<28} {:<32} {}{}\n", one.account.sign_in_name, one.account.name, roles,
            one.account.open() ? "" : " (closed)");
    }
    return 0;
}

int make_token(Desk& desk, PersonWanted const& wanted)
{
    (void)account_named(desk.folder(), wanted.sign_in_name);
    Administering const administer(desk);
    fmt::print(desk.out(), "{}\n",
        or_say(administer->fresh_token(wanted.sign_in_name, "made at the command line")).shown);
    return 0;
}

} // namespace kith::app
