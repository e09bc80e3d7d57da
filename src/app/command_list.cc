// SPDX-License-Identifier: MIT
#include "app/command_list.h"
#include "app/backup.h"
#include "app/cage_trial.h"
#include "app/commands.h"
#include "platform/documents/apart.h"
#include "platform/documents/asked_apart.h"
#include "platform/documents/press.h"
#include "platform/documents/sandbox.h"
#include <cstdlib>
#include <unistd.h>

namespace kith::app {
namespace {
    // Every command takes where its Kith is.
    void take_folder(CLI::App& command, Settings& settings)
    {
        command.add_option("--data", settings.data, "the folder of this Kith")
            ->capture_default_str();
        command.add_option("--db", settings.db, "postgres://… in place of the database file")
            ->envname("KITH_DB");
        command
            .add_option("--key-file", settings.key_file, "the master key, kept away from the data")
            ->envname("KITH_KEY_FILE");
        command.add_option("--passphrase-file", settings.passphrase_file,
            "the passphrase of the keys, if they have one (else KITH_PASSPHRASE, or asked)");
        command.add_option("--now", settings.now,
            "start the clock there, such as 2026-03-29T08:00:00Z (demonstration folders only)");
    }

    Spoken spoken(Words const& words) { return words.json ? Spoken::in_json : Spoken::in_words; }

    void add_serving(CLI::App& kith, Words& words, Work& work)
    {
        auto& serve_command = *kith.add_subcommand(
            "serve", "serve the staff side and, as a process of its own, the public side");
        take_folder(serve_command, words.settings);
        serve_command.add_option("--listen", words.staff, "address of the staff side")
            ->capture_default_str();
        serve_command.add_option("--public", words.public_side, "address of the public side")
            ->capture_default_str();
        serve_command.add_flag(
            "--without-public", words.serve.without_public, "serve the staff side alone");
        serve_command.add_flag(
            "--behind-proxy", words.serve.behind_proxy, "a proxy in front speaks TLS");
        serve_command.add_option("--proxy", words.serve.proxies, "where that proxy speaks from")
            ->capture_default_str();
        serve_command
            .add_option("--live-pages", words.serve.live_pages,
                "how many pages at once may show changes as they come; others look every 20 "
                "seconds")
            ->capture_default_str();
        serve_command.add_option("--tls-cert", words.serve.tls_certificate,
            "speak TLS, with this certificate (PEM, with those that signed it)");
        serve_command.add_option("--tls-key", words.serve.tls_key, "the certificate's key (PEM)");
        serve_command.callback([&words, &work] {
            work.alone = [&words] {
                words.serve.staff = read_listen(words.staff);
                words.serve.public_side = read_listen(words.public_side);
                return serve(words.settings, words.serve);
            };
        });
        auto& public_command
            = *kith.add_subcommand("public", "serve the public side alone (kith serve starts it)");
        take_folder(public_command, words.settings);
        public_command.add_option("--listen", words.public_side, "its address")
            ->capture_default_str();
        public_command.add_flag(
            "--behind-proxy", words.serve.behind_proxy, "a proxy in front says for whom it asks");
        public_command.add_option("--proxy", words.serve.proxies, "where that proxy speaks from")
            ->capture_default_str();
        public_command.add_flag("--try-cage", words.try_cage,
            "see what its process could still reach on this machine, and end");
        public_command
            .add_flag("--tls-from-input", words.tls_from_input,
                "speak TLS; kith serve gives the certificate on standard input")
            ->group("");
        public_command.callback([&words, &work] {
            work.alone = [&words] {
                return words.try_cage
                    ? try_cage()
                    : serve_public(words.settings, read_listen(words.public_side),
                        words.serve.behind_proxy ? words.serve.proxies : std::vector<std::string>(),
                        words.tls_from_input ? Speaks::tls : Speaks::plain);
            };
        });
    }

    // What reads the pictures that people send: this program again, in its sandbox.
    void add_redrawing(CLI::App& kith, Words& words, Work& work)
    {
        auto& redraw = *kith.add_subcommand(
            "redraw", "draw a picture anew, from standard input to standard output, in a sandbox");
        redraw.add_flag("--try", words.try_cage, "see what its process could still do, and end");
        redraw
            .add_flag("--asked", words.asked_apart,
                "do what the first line asks: list an archive, take a file out, cover a picture")
            ->group("");
        redraw.callback([&words, &work] {
            work.alone = [&words]() -> int { // ends here: the way out asks for more than is left
                std::_Exit(words.try_cage   ? documents::try_sandbox(STDOUT_FILENO)
                        : words.asked_apart ? documents::answer_here(STDIN_FILENO, STDOUT_FILENO)
                                            : documents::redraw_here(STDIN_FILENO, STDOUT_FILENO));
            };
        });
    }

    // What makes a page a PDF: this program again, which becomes WeasyPrint in a cage.
    void add_pressing(CLI::App& kith, Work& work)
    {
        auto& press = *kith.add_subcommand("press",
            "make a page for paper a PDF, from standard input to standard output, in a cage");
        press.callback([&work] {
            work.alone
                = []() -> int { std::_Exit(documents::press_here(STDIN_FILENO, STDOUT_FILENO)); };
        });
    }

    void add_asking(CLI::App& kith, Words& words, Work& work)
    {
        auto& who_command = *kith.add_subcommand("who",
            "who do I call? From a postcode, a district, or the name of a town, school or place");
        take_folder(who_command, words.settings);
        who_command.add_option("place", words.asked, "such as \"FY1 1AD\", Fleetwood or Pendle")
            ->required();
        who_command.add_flag("--json", words.json, "for a machine to read");
        who_command.callback([&words, &work] {
            work.alone = [&words] { return who(words.settings, words.asked, spoken(words)); };
        });

        add_link(kith, words.link, work.alone);
        add_known(kith, words.known, work.alone);
        add_clock(kith, words.clock, work.alone);
        add_wording(kith, words.wording, work.alone);

        auto& load_command = *kith.add_subcommand(
            "load", "load a folder of open data, each file known by its shape");
        take_folder(load_command, words.settings);
        load_command.add_option("folder", words.path, "the folder, or one file")->required();
        load_command.callback([&words, &work] {
            work.at_desk = [&words](Desk& desk) { return load(desk, words.path); };
            work.makes_a_kith = true;
        });
    }

    void add_keeping(CLI::App& kith, Words& words, Work& work)
    {
        auto& ledger_command
            = *kith.add_subcommand("ledger", "prove the history, or sign its head");
        ledger_command.require_subcommand(1);
        auto& verify_command = *ledger_command.add_subcommand(
            "verify", "prove the whole history; needs no server and no key");
        take_folder(verify_command, words.settings);
        verify_command.add_option(
            "--checkpoint", words.checkpoint, "hold it against this signed head too");
        verify_command.add_flag("--json", words.json, "for a machine to read");
        verify_command.callback([&words, &work] {
            work.alone = [&words] {
                return ledger_verify(words.settings, words.checkpoint, spoken(words));
            };
        });
        auto& checkpoint_command
            = *ledger_command.add_subcommand("checkpoint", "sign the head for agencies to keep");
        take_folder(checkpoint_command, words.settings);
        checkpoint_command.callback([&work] { work.at_desk = ledger_checkpoint; });

        auto& backup_command = *kith.add_subcommand(
            "backup", "copy a whole Kith, save its keys, while it is in use; or prove a copy");
        take_folder(backup_command, words.settings);
        auto* const out = backup_command.add_option("--out", words.path, "the new file");
        auto* const verify
            = backup_command.add_option("--verify", words.checkpoint, "a copy to prove");
        out->excludes(verify);
        backup_command.require_option(1, 0);
        backup_command.callback([&words, &work, out, verify] {
            if (out->count() + verify->count() != 1)
                throw CLI::RequiredError("--out FILE or --verify FILE");
            work.alone = [&words] {
                return words.path.empty() ? verify_backup(words.settings, words.checkpoint)
                                          : backup(words.settings, words.path);
            };
        });

        auto& restore_command = *kith.add_subcommand(
            "restore", "bring a backup back, into a folder or a database that holds no Kith yet");
        take_folder(restore_command, words.settings);
        restore_command.add_option("file", words.path, "what `kith backup` made")->required();
        restore_command.callback([&words, &work] {
            work.alone = [&words] { return restore(words.settings, words.path); };
        });

        auto& check_command = *kith.add_subcommand(
            "check", "what an operator must mend (exit 1), and what is worth knowing");
        take_folder(check_command, words.settings);
        check_command.add_flag("--json", words.json, "for a machine to read");
        check_command.callback([&words, &work] {
            work.alone = [&words] { return check(words.settings, spoken(words)); };
        });
    }

    void add_keys(CLI::App& kith, Words& words, Work& work)
    {
        auto& key_command = *kith.add_subcommand("key", "the master key: protect it");
        key_command.require_subcommand(1);
        auto& protect_command = *key_command.add_subcommand(
            "protect", "put the master key under a passphrase, change that, or take it away");
        take_folder(protect_command, words.settings);
        auto* const fresh = protect_command.add_option("--new-passphrase-file",
            words.protect.new_passphrase_file, "the new one (else KITH_NEW_PASSPHRASE, or asked)");
        protect_command
            .add_flag("--remove", words.protect.remove, "keep the key in the clear again")
            ->excludes(fresh);
        protect_command.callback([&words, &work] {
            work.alone = [&words] { return protect_key(words.settings, words.protect); };
        });
    }

    void add_people(CLI::App& kith, Words& words, Work& work)
    {
        auto& demo_command = *kith.add_subcommand(
            "demo", "make an invented place with a year of concerns, and tell how to sign in");
        take_folder(demo_command, words.settings);
        demo_command
            .add_option("--size", words.demo.size,
                "how much of it: small (seconds), town (20,000 people), county (100,000 people; "
                "minutes), region (1,500,000 people; half an hour)")
            ->capture_default_str();
        demo_command.add_option("--seed", words.demo.seed, "another seed tells another year")
            ->capture_default_str();
        demo_command.callback([&words, &work] {
            work.alone = [&words] { return demo(words.settings, words.demo); };
        });

        auto& user_command
            = *kith.add_subcommand("user", "accounts: add, password, second-step, list, close");
        user_command.require_subcommand(1);
        auto const named = [&](char const* name, char const* what,
                               int (*act)(Desk&, PersonWanted const&)) -> CLI::App& {
            auto& command = *user_command.add_subcommand(name, what);
            take_folder(command, words.settings);
            command.callback([&words, &work, act] {
                work.at_desk = [&words, act](Desk& desk) { return act(desk, words.person); };
            });
            return command;
        };
        auto& add_command = named("add", "a new account, with a one-time password", add_user);
        add_command.add_option("name", words.person.sign_in_name, "what they sign in with")
            ->required();
        add_command.add_option("--name", words.person.name, "as colleagues see it")->required();
        add_command.add_option("--role", words.person.role, "a code of the list of roles")
            ->required();
        add_command.add_option("--agency", words.person.agency, "the agency's code")->required();
        add_command.add_option("--team", words.person.team, "a team of that agency, by name");
        named("password", "a fresh one-time password", fresh_password)
            .add_option("name", words.person.sign_in_name, "")
            ->required();
        named("second-step",
            "forget their second step, so that they set it up afresh (a lost phone)",
            forget_second_step)
            .add_option("name", words.person.sign_in_name, "")
            ->required();
        named("close", "close the account at once", close_user)
            .add_option("name", words.person.sign_in_name, "")
            ->required();
        auto& list_command = *user_command.add_subcommand("list", "every account");
        take_folder(list_command, words.settings);
        list_command.callback(
            [&words, &work] { work.alone = [&words] { return list_users(words.settings); }; });

        auto& token_command
            = *kith.add_subcommand("token", "an access token for programs, shown once");
        take_folder(token_command, words.settings);
        token_command.add_option("name", words.person.sign_in_name, "whose it is")->required();
        token_command.callback([&words, &work] {
            work.at_desk = [&words](Desk& desk) { return make_token(desk, words.person); };
        });
    }

    // What a new partnership needs before anybody can raise or decide a concern.
    void add_places(CLI::App& kith, Words& words, Work& work)
    {
        auto const act_on = [&](CLI::App& command, int (*act)(Desk&, PlaceWanted const&)) {
            take_folder(command, words.settings);
            command.callback([&words, &work, act] {
                work.at_desk = [&words, act](Desk& desk) { return act(desk, words.place); };
            });
        };
        auto& agency_command = *kith.add_subcommand("agency", "agencies: add, list");
        agency_command.require_subcommand(1);
        auto& agency_add = *agency_command.add_subcommand("add", "a new agency, from today");
        agency_add.add_option("code", words.place.code, "short, in lower case")->required();
        agency_add.add_option("--name", words.place.name, "as people see it")->required();
        agency_add.add_option("--kind", words.place.kind, "a code of the list of kinds")
            ->required();
        act_on(agency_add, add_agency);
        auto& list_command
            = *agency_command.add_subcommand("list", "every agency, its teams and their districts");
        take_folder(list_command, words.settings);
        list_command.callback(
            [&words, &work] { work.alone = [&words] { return list_places(words.settings); }; });

        auto& team_command = *kith.add_subcommand("team", "teams: add");
        team_command.require_subcommand(1);
        auto& team_add = *team_command.add_subcommand("add", "a new team of an agency, from today");
        team_add.add_option("agency", words.place.code, "the agency's code")->required();
        team_add.add_option("--name", words.place.name, "as people see it")->required();
        team_add.add_option("--purpose", words.place.purpose, "such as front_door_children")
            ->required();
        team_add.add_option("--area", words.place.area, "what the agency calls its area");
        team_add.add_option("--district", words.place.districts, "the districts it answers for");
        act_on(team_add, add_team);

        auto& lead_command
            = *kith.add_subcommand("lead", "name an agency's safeguarding lead or deputy");
        lead_command.add_option("agency", words.place.code, "the agency's code")->required();
        lead_command.add_option("account", words.place.account, "their sign-in name")->required();
        lead_command.add_flag("--deputy", words.place.deputy, "the deputy rather than the lead");
        act_on(lead_command, name_lead);
    }
} // namespace

void add_commands(CLI::App& kith, Words& words, Work& work)
{
    add_serving(kith, words, work);
    add_redrawing(kith, words, work);
    add_pressing(kith, work);
    add_asking(kith, words, work);
    add_keeping(kith, words, work);
    add_keys(kith, words, work);
    add_people(kith, words, work);
    add_places(kith, words, work);
    add_import(
        kith, words.import, [&words](CLI::App& command) { take_folder(command, words.settings); },
        work.at_desk);
    add_export(
        kith, words.returns, [&words](CLI::App& command) { take_folder(command, words.settings); },
        work.at_desk);
}

} // namespace kith::app
