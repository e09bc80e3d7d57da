// SPDX-License-Identifier: MIT
#include "platform/forms/drafts.h"
#include "base/random.h"
#include <array>
#include <sodium.h>

namespace kith::forms {
namespace {
    constexpr db::Sql add_draft{"add draft",
        "insert into drafts (id, account, form, form_version, about_kind, about_id, key, answers, "
        "revision, saved_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9) "
        "on conflict do nothing"};
    constexpr db::Sql replace_draft{"replace draft",
        "update drafts set form = $3, form_version = $4, about_kind = $5, about_id = $6, key = $7, "
        "answers = $8, revision = revision + 1, saved_at = $9 "
        "where id = $1 and account = $2 and revision = $10"};
    constexpr db::Sql find_draft{"find draft",
        "select id, account, form, form_version, about_kind, about_id, key, answers, revision, "
        "saved_at from drafts where id = $1 and account = $2"};
    constexpr db::Sql list_drafts{"list drafts",
        "select id, form, form_version, about_kind, about_id, saved_at from drafts "
        "where account = $1 order by saved_at desc, id"};
    constexpr db::Sql remove_draft{
        "remove draft", "delete from drafts where id = $1 and account = $2"};
    constexpr db::Sql remove_old_drafts{
        "remove old drafts", "delete from drafts where saved_at < $1"};
    constexpr db::Sql find_answered_key{"find answered key",
        "select answer, asked from answered_keys where account = $1 and key = $2"};
    constexpr db::Sql add_answered_key{"add answered key",
        "insert into answered_keys (account, key, asked, answer, answered_at) values ($1, $2, $3, "
        "$4, "
        "$5) on conflict do nothing"};
    constexpr db::Sql remove_old_keys{
        "remove old answered keys", "delete from answered_keys where answered_at < $1"};

    Thing owner_of(AccountId account) { return thing(account); }

    std::optional<Thing> about_of(db::Row const& row)
    {
        if (row.is_null("about_kind"))
            return {};
        return Thing{row.text("about_kind"), row.uuid("about_id")};
    }

    Error saved_elsewhere()
    {
        return error(Code::conflict,
            "This draft was saved or sent from another window. Open it again to see what is in it");
    }

    std::string sum_of(std::string_view asked)
    {
        std::array<unsigned char, 16> sum{};
        crypto_generichash(sum.data(), sum.size(),
            reinterpret_cast<unsigned char const*>(asked.data()), asked.size(), nullptr, 0);
        std::string hex(2 * sum.size() + 1, '\0');
        sodium_bin2hex(hex.data(), hex.size(), sum.data(), sum.size());
        hex.pop_back();
        return hex;
    }
} // namespace

Result<std::int64_t> Drafts::save(db::Connection& connection, Draft const& draft) const
{
    auto const sealed
        = db::Bytes{keys_.seal(connection, owner_of(draft.account), draft.answers.to_json())};
    auto const kind = draft.about ? std::optional(draft.about->kind) : std::nullopt;
    auto const about = draft.about ? draft.about->id : Uuid{};
    auto const& answers = draft.answers;
    if (draft.revision == 0) {
        auto const added = connection.run(add_draft, draft.id, draft.account, answers.form(),
            answers.version(), kind, about, draft.key, sealed, draft.saved_at);
        if (added.changed() == 0) // as after going back to the page before it was saved
            return saved_elsewhere();
        return std::int64_t{1};
    }
    auto const saved = connection.run(replace_draft, draft.id, draft.account, answers.form(),
        answers.version(), kind, about, draft.key, sealed, draft.saved_at, draft.revision);
    if (saved.changed() == 0)
        return saved_elsewhere();
    return draft.revision + 1;
}

Result<Draft> Drafts::find(db::Connection& connection, AccountId account, DraftId id) const
{
    auto const rows = connection.run(find_draft, id, account);
    if (rows.empty())
        return not_found();
    auto const row = rows[0];
    auto const text = keys_.unseal(connection, owner_of(account), row.bytes("answers"));
    if (!text) // the key was destroyed: what it sealed is gone for good
        return not_found();
    Draft draft{row.id<DraftId>("id"), account, about_of(row), row.text("key"), {},
        row.instant("saved_at"), row.integer("revision")};
    draft.answers = TRY(
        Answers::from_json(row.text("form"), static_cast<int>(row.integer("form_version")), *text));
    return draft;
}

std::vector<DraftLine> Drafts::list(db::Connection& connection, AccountId account) const
{
    std::vector<DraftLine> lines;
    for (auto const row : connection.run(list_drafts, account))
        lines.push_back({row.id<DraftId>("id"), row.text("form"),
            static_cast<int>(row.integer("form_version")), about_of(row), row.instant("saved_at")});
    return lines;
}

void Drafts::remove(db::Connection& connection, AccountId account, DraftId id) const
{
    connection.run(remove_draft, id, account);
}

std::string Drafts::seal(db::Connection& connection, AccountId author, std::string_view text) const
{
    return keys_.seal(connection, owner_of(author), text);
}

std::optional<std::string> Drafts::unseal(
    db::Connection& connection, AccountId author, std::string_view sealed) const
{
    return keys_.unseal(connection, owner_of(author), sealed);
}

std::int64_t Drafts::remove_older(db::Connection& connection, Instant before) const
{
    return connection.run(remove_old_drafts, before).changed();
}

std::string fresh_key()
{
    std::array<std::uint8_t, 32> bytes{};
    fill_random(bytes);
    std::string text(
        sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
        sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back(); // the NUL that libsodium adds
    return text;
}

Result<std::optional<std::string>> answer_for(
    db::Connection& connection, AccountId account, std::string_view key, std::string_view asked)
{
    auto const rows = connection.run(find_answered_key, account, key);
    if (rows.empty())
        return std::optional<std::string>();
    auto const before = rows[0].text("asked");
    if (!before.empty() && before != sum_of(asked))
        return invalid("This key came before with another request, and that one was done. Nothing "
                       "of this one is kept: send it again with a key of its own",
            "Idempotency-Key");
    return std::optional(rows[0].text("answer"));
}

bool remember(db::Connection& connection, AccountId account, std::string_view key,
    std::string_view asked, std::string_view answer, Instant at)
{
    return connection.run(add_answered_key, account, key, sum_of(asked), answer, at).changed() == 1;
}

std::int64_t forget_answers(db::Connection& connection, Instant before)
{
    return connection.run(remove_old_keys, before).changed();
}

} // namespace kith::forms
