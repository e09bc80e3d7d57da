// SPDX-License-Identifier: MIT
#include "platform/access/kept_form.h"
#include "platform/http/csrf.h"
#include <algorithm>
#include <sodium.h>

namespace kith::access {
namespace {
    constexpr db::Sql add_kept{"keep form",
        "insert into kept_forms (id, account, kept_at, sealed) values ($1, $2, $3, $4) on conflict "
        "do nothing"};
    constexpr db::Sql kept_by_id{"kept form",
        "select kept_at, sealed from kept_forms where id = $1 and account = $2 and kept_at > $3"};
    constexpr db::Sql kept_of_account{"kept forms of an account",
        "select id from kept_forms where account = $1 order by kept_at desc, id"};
    constexpr db::Sql remove_kept{"remove kept form", "delete from kept_forms where id = $1"};
    constexpr db::Sql remove_old_kept{
        "remove old kept forms", "delete from kept_forms where kept_at < $1"};

    constexpr std::string_view sealed_kind
        = "kith kept form 1"; // the folder's key seals others too
    constexpr std::string_view kept_pages = "/kept/";
    constexpr int kept_base64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

    // Neither an address nor what a form sent holds a NUL.
    std::string text_of_kept(KeptForm const& kept)
    {
        std::string text(sealed_kind);
        auto const add = [&](std::string_view part) { text.append(1, '\0').append(part); };
        add(kept.id.write());
        add(kept.account.write());
        add(kept.kept_at.write());
        add(kept.address);
        add(kept.from);
        for (auto const& [name, value] : kept.form.pairs()) {
            add(name);
            add(value);
        }
        return text;
    }

    std::vector<std::string> parts_of_kept(std::string_view text)
    {
        std::vector<std::string> parts;
        for (;;) {
            auto const stop = text.find('\0');
            parts.emplace_back(text.substr(0, stop));
            if (stop == std::string_view::npos)
                return parts;
            text.remove_prefix(stop + 1);
        }
    }

    Result<KeptForm> kept_from_text(std::string_view text)
    {
        constexpr std::size_t before_pairs = 6;
        auto const parts = parts_of_kept(text);
        if (parts.size() < before_pairs || (parts.size() - before_pairs) % 2 != 0
            || parts[0] != sealed_kind)
            return not_found();
        auto const id = KeptFormId::read(parts[1]);
        auto const account = AccountId::read(parts[2]);
        auto const at = Instant::read(parts[3]);
        if (!id || !account || !at)
            return not_found();
        KeptForm kept{*id, *account, *at, parts[4], parts[5]};
        for (auto i = before_pairs; i < parts.size(); i += 2)
            kept.form.add(parts[i], parts[i + 1]);
        return kept;
    }

    std::string edges_off(std::string_view text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? std::string()
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }
} // namespace

std::string seal_form(ledger::Keys const& keys, KeptForm const& kept)
{
    auto const sealed = keys.seal(text_of_kept(kept));
    std::string text(sodium_base64_encoded_len(sealed.size(), kept_base64), '\0');
    sodium_bin2base64(text.data(), text.size(),
        reinterpret_cast<unsigned char const*>(sealed.data()), sealed.size(), kept_base64);
    text.pop_back(); // the NUL that C wants
    return text;
}

Result<KeptForm> open_form(ledger::Keys const& keys, std::string_view sealed, Instant now)
{
    std::string bytes(sealed.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
            sealed.data(), sealed.size(), nullptr, &size, nullptr, kept_base64)
        != 0)
        return not_found();
    bytes.resize(size);
    auto const text = keys.unseal(bytes);
    if (!text)
        return not_found();
    auto kept = TRY(kept_from_text(*text));
    if (now - kept.kept_at >= kept_for)
        return not_found();
    return kept;
}

void keep_form(Writing const& writing, KeptForm const& kept)
{
    auto& connection = writing.connection;
    auto const sealed
        = db::Bytes{writing.keys.seal(connection, thing(kept.account), text_of_kept(kept))};
    connection.run(add_kept, kept.id, kept.account, kept.kept_at, sealed);
    std::size_t held = 0;
    for (auto const row : connection.run(kept_of_account, kept.account))
        if (++held > most_kept)
            connection.run(remove_kept, row.id<KeptFormId>("id"));
}

Result<KeptForm> find_kept(db::Connection& connection, ledger::Keys const& keys, AccountId account,
    KeptFormId id, Instant now)
{
    auto const rows = connection.run(kept_by_id, id, account, now - kept_for);
    if (rows.empty())
        return not_found();
    auto const text = keys.unseal(connection, thing(account), rows[0].bytes("sealed"));
    if (!text)
        return not_found();
    return kept_from_text(*text);
}

std::int64_t forget_kept_forms(db::Connection& connection, Instant before)
{
    return connection.run(remove_old_kept, before).changed();
}

std::string page_of_kept(KeptFormId id) { return std::string(kept_pages) + id.write(); }

std::optional<KeptFormId> kept_at_page(std::string_view address)
{
    if (!address.starts_with(kept_pages))
        return std::nullopt;
    auto const id = KeptFormId::read(std::string(address.substr(kept_pages.size())));
    return id ? std::optional(*id) : std::nullopt;
}

std::vector<std::string> prose_of(http::FormData const& form)
{
    std::vector<std::string> texts;
    for (auto const& [name, value] : form.pairs()) {
        auto text = edges_off(value);
        if (name != http::csrf_field && text.find_first_of(" \n") != std::string::npos)
            texts.push_back(std::move(text));
    }
    return texts;
}

} // namespace kith::access
