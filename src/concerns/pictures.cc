// SPDX-License-Identifier: MIT
#include "concerns/pictures.h"
#include "base/london.h"

namespace kith::concerns {
namespace {
    using html::Value;
    using PictureId = Id<struct ConcernPictureKind>;

    constexpr db::Sql pictures_of_concern = {"pictures of a concern",
        "select * from concern_pictures where concern = $1 order by recorded_at, id"};
    constexpr db::Sql picture_of_file
        = {"picture of a file", "select * from concern_pictures where attachment = $1"};
    constexpr db::Sql insert_picture = {"add picture of a concern",
        "insert into concern_pictures (id, concern, message, attachment, refused, recorded_at) "
        "values ($1, $2, $3, $4, $5, $6)"};

    ConcernPicture read_picture(db::Row const& row)
    {
        return {row.id<ConcernId>("concern"), row.id<MessageId>("message"),
            row.id<AttachmentId>("attachment"), row.text("refused"), row.instant("recorded_at")};
    }

    Value picture_row(Visit const& visit, ConcernPicture const& one)
    {
        auto row = Value::object({{"text",
            std::string(
                one.message.none() ? "A picture, with the report" : "A picture, with a message")
                + ", " + london::in_words(one.recorded_at)}});
        if (one.file.none()) {
            row["detail"] = "It could not be opened, and nothing of it is kept: " + one.refused;
            return row;
        }
        auto const standing = documents::shown(visit.reading(), one.file).standing;
        row["detail"] = standing == documents::Standing::shown
            ? "Drawn anew, without what a camera writes beside it. Look only if you need to"
            : std::string(documents::not_shown(standing));
        if (standing == documents::Standing::shown)
            row["href"] = documents::file_path(one.file);
        return row;
    }
} // namespace

BroughtPicture bring_picture(Concerns const& room, access::Gate const& gate, Visit const& visit,
    std::string const& number, ConcernId concern)
{
    BroughtPicture brought;
    brought.concern = concern;
    if (number.empty() || !room.documents)
        return brought;
    brought.number = number;
    auto const came = open_picture(room.post, number,
        [&](std::string_view sealed) { return gate.keys().open_sealed_box(sealed); });
    auto const why = [&](Error const& problem) { return room.words.say("en", problem.words); };
    if (!came) {
        brought.refused = came.error().code == Code::not_found
            ? std::string("it waited too long, or did not arrive")
            : why(came.error());
        return brought;
    }
    auto const kept = documents::keep(*room.documents, visit, *came, thing(concern), "picture");
    if (kept)
        brought.file = *kept;
    else
        brought.refused = why(kept.error());
    return brought;
}

Done hang_picture(Change& change, BroughtPicture const& brought, MessageId message)
{
    if (!brought.any())
        return done();
    if (!brought.file.none())
        TRY(documents::claim(
            change, brought.file, thing(brought.concern), thing(brought.concern), "picture"));
    change.writing().run(insert_picture, PictureId::fresh(), brought.concern, message, brought.file,
        brought.refused, change.now());
    return done();
}

std::vector<ConcernPicture> pictures_of(Visit const& visit, ConcernId concern)
{
    std::vector<ConcernPicture> all;
    for (auto const row : visit.reading().run(pictures_of_concern, concern))
        all.push_back(read_picture(row));
    return all;
}

Panel pictures_panel()
{
    return [](Visit const& visit, Concern const& concern) -> std::optional<Value> {
        auto const all = pictures_of(visit, concern.id);
        if (all.empty())
            return std::nullopt;
        return Value::object({{"title", "Pictures that came with it"},
            {"text",
                "If one shows sexual abuse of a child: do not copy or send it to anybody. Mark it "
                "on "
                "its page, and the police take it from there."},
            {"rows", Value::each(all, [&](ConcernPicture const& one) {
                 return picture_row(visit, one);
             })}});
    };
}

documents::Holder picture_holder(Concerns const& room)
{
    return {[&room](Visit const& visit, Thing const&,
                AttachmentId file) -> std::optional<access::Facts> {
                auto const rows = visit.reading().run(picture_of_file, file);
                if (rows.empty())
                    return std::nullopt;
                auto const concern = room.store.find(visit, read_picture(rows[0]).concern);
                if (!concern)
                    return std::nullopt;
                return facts_of(*concern);
            },
        "decide"};
}

} // namespace kith::concerns
