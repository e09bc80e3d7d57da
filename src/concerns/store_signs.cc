// SPDX-License-Identifier: MIT
// The rows of concern_signs: written with the version of the concern that says so.
#include "concerns/store.h"

namespace kith::concerns {
namespace {
    constexpr db::Sql insert_sign = {"add sign",
        "insert into concern_signs (concern, concern_version, place, what, kind, noticed, "
        "noticed_from, noticed_until, source, source_who, explains_else) values ($1, $2, $3, $4, "
        "$5, $6, $7, $8, $9, $10, $11)"};
    constexpr db::Sql signs_of = {"signs of a concern",
        "select * from concern_signs where concern = $1 and concern_version = (select "
        "max(concern_version) from concern_signs where concern = $1) order by place"};

    db::Value sign_text(std::string const& text)
    {
        return text.empty() ? db::Value{} : db::Value{text};
    }

    std::vector<Sign> read_signs(db::Connection& connection, ConcernId concern)
    {
        std::vector<Sign> signs;
        for (auto const row : connection.run(signs_of, concern)) {
            Sign sign{row.text("what"), row.text("kind"), {}, row.text("source"),
                row.text("source_who"), row.text("explains_else")};
            if (auto const noticed = PartialDate::read(row.text("noticed")))
                sign.noticed = *noticed;
            signs.push_back(std::move(sign));
        }
        return signs;
    }
} // namespace

std::vector<Sign> Store::signs(Visit const& visit, Concern const& concern) const
{
    if (!visit.see(facts_of(concern)))
        return {};
    return read_signs(visit.reading(), concern.id);
}

void Store::keep_signs(Change& change, Concern const& concern, std::int64_t version)
{
    auto const answers
        = forms::Answers::from_json(concern.form, concern.form_version, concern.answers);
    auto const signs = answers ? signs_in(*answers) : std::vector<Sign>();
    if (signs.empty() || signs == read_signs(change.writing(), concern.id))
        return;
    std::int64_t place = 0;
    for (auto const& sign : signs) {
        auto const& noticed = sign.noticed;
        change.writing().run(insert_sign, concern.id, version, ++place, sign.what,
            sign_text(sign.kind), noticed ? db::Value{noticed->write()} : db::Value{},
            noticed ? std::optional(noticed->first()) : std::nullopt,
            noticed ? std::optional(noticed->last()) : std::nullopt, sign.source,
            sign_text(sign.source_who), sign.explains_else);
    }
}

} // namespace kith::concerns
