// SPDX-License-Identifier: MIT
#include "justice/matter_store.h"

namespace kith::justice {
namespace {
    constexpr db::Sql matter_by_id
        = {"find a matter", "select * from justice_matters where id = $1"};
    constexpr db::Sql matters_of_person = {"matters of a victim",
        "select * from justice_matters where person = $1 order by recorded_at desc, id limit 500"};
    constexpr db::Sql matters_of_agency = {"matters of an agency",
        "select * from justice_matters where owner_agency = $1 order by recorded_at desc, id limit "
        "500"};
    constexpr db::Sql matter_reference_taken = {
        "is a reference of a matter taken", "select id from justice_matters where reference = $1"};
    constexpr db::Sql insert_matter = {"add a matter",
        "insert into justice_matters (id, reference, person, of_case, kind, harm, enhanced, "
        "child_at_risk, owner_agency, form_version, answers, version, created_by, recorded_at, "
        "recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13, $14)"};
    constexpr db::Sql keep_matter = {"keep a matter as it was",
        "insert into justice_matters_was (id, reference, person, of_case, kind, harm, enhanced, "
        "child_at_risk, owner_agency, form_version, answers, version, created_by, recorded_at, "
        "recorded_by, superseded_at, reason) select id, reference, person, of_case, kind, harm, "
        "enhanced, child_at_risk, owner_agency, form_version, answers, version, created_by, "
        "recorded_at, recorded_by, $3, $4 from justice_matters where id = $1 and version = $2"};
    constexpr db::Sql update_matter = {"save a matter",
        "update justice_matters set kind = $3, harm = $4, enhanced = $5, child_at_risk = $6, "
        "form_version = $7, answers = $8, recorded_at = $9, recorded_by = $10, version = version + "
        "1 where id = $1 and version = $2"};
    constexpr db::Sql versions_of_matter = {"versions of a matter",
        "select * from justice_matters_was where id = $1 order by version desc"};
    constexpr db::Sql stages_of_matter = {"stages of a matter",
        "select * from justice_stages where matter = $1 order by place_in_row, id"};
    constexpr db::Sql insert_stage = {"add a stage to a matter",
        "insert into justice_stages (id, matter, place_in_row, stage, on_day, words, due_rule, "
        "due_on, recorded_at, recorded_by) select $1, $2, coalesce(max(place_in_row), 0) + 1, $3, "
        "$4, $5, $6, $7, $8, $9 from justice_stages where matter = $2"};
    constexpr db::Sql tellings_of_stage = {"who told a victim of a stage",
        "select * from justice_tellings where stage = $1 order by recorded_at, id"};
    constexpr db::Sql insert_telling = {"add who told a victim",
        "insert into justice_tellings (id, stage, on_day, how, told_by, words, wishes, "
        "review_rule, review_until, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, "
        "$8, $9, $10, $11)"};
    constexpr db::Sql offers_of_matter = {"what was offered to a victim",
        "select * from justice_offers where matter = $1 order by place_in_row, id"};
    constexpr db::Sql insert_offer = {"add what was offered to a victim",
        "insert into justice_offers (id, matter, place_in_row, entitlement, answer, on_day, words, "
        "recorded_at, recorded_by) select $1, $2, coalesce(max(place_in_row), 0) + 1, $3, $4, $5, "
        "$6, $7, $8 from justice_offers where matter = $2"};
    constexpr db::Sql take_stage_back_row = {"take a stage of a matter back",
        "update justice_stages set taken_back_at = $2, taken_back_by = $3, taken_back_because = $4 "
        "where id = $1 and taken_back_at is null"};
    constexpr db::Sql take_telling_back_row = {"take back who told a victim",
        "update justice_tellings set taken_back_at = $2, taken_back_by = $3, taken_back_because = "
        "$4 where id = $1 and taken_back_at is null"};
    constexpr db::Sql take_offer_back_row = {"take back what was offered to a victim",
        "update justice_offers set taken_back_at = $2, taken_back_by = $3, taken_back_because = $4 "
        "where id = $1 and taken_back_at is null"};

    Matter bare_matter(db::Row const& row)
    {
        Matter one;
        one.id = row.id<MatterId>("id");
        one.reference = Reference::read(row.text("reference")).value();
        one.person = row.id<PersonId>("person");
        one.of_case = row.id<CaseId>("of_case");
        one.kind = row.text("kind");
        one.harm = row.text("harm");
        one.enhanced = row.boolean("enhanced");
        one.child_at_risk = row.text("child_at_risk");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.form_version = static_cast<int>(row.integer("form_version"));
        one.version = row.integer("version");
        one.created_by = row.id<AccountId>("created_by");
        one.recorded_at = row.instant("recorded_at");
        one.recorded_by = row.id<AccountId>("recorded_by");
        return one;
    }

    std::vector<Matter> matters_known(Visit const& visit, db::Rows const& rows)
    {
        std::vector<Matter> all;
        for (auto const row : rows) {
            auto one = bare_matter(row);
            auto const facts = facts_of(visit, one);
            if (!facts || !visit.sees(*facts))
                continue;
            visit.looked_at(thing(one.id));
            one.answers = visit.unsealed("read", *facts, row.bytes("answers")).value_or("");
            all.push_back(std::move(one));
        }
        return all;
    }

    // What was sealed with the matter's key, for whoever may read it.
    class MatterOpened {
    public:
        MatterOpened(Visit const& visit, Matter const& matter) : visit_(visit)
        {
            auto facts = facts_of(visit, matter);
            if (facts)
                facts_ = std::move(*facts);
        }
        [[nodiscard]] std::string text(db::Row const& row, char const* column) const
        {
            if (!facts_ || row.is_null(column))
                return {};
            return visit_.unsealed("read", *facts_, row.bytes(column)).value_or("");
        }

    private:
        Visit const& visit_;
        std::optional<access::Facts> facts_ = {};
    };

    db::Bytes sealed_for(Change& change, Matter const& matter, std::string const& text)
    {
        return {change.keys().seal(change.writing(), thing(matter.id), text)};
    }

    std::vector<Telling> tellings_of(Visit const& visit, MatterOpened const& opened, StageId stage)
    {
        std::vector<Telling> all;
        for (auto const row : visit.reading().run(tellings_of_stage, stage))
            all.push_back({row.id<TellingId>("id"), row.date("on_day"), row.text("how"),
                opened.text(row, "told_by"), opened.text(row, "words"), opened.text(row, "wishes"),
                row.text("review_rule"), row.maybe_date("review_until"),
                row.id<AccountId>("recorded_by"), row.instant("recorded_at"),
                row.maybe_instant("taken_back_at"), opened.text(row, "taken_back_because")});
        return all;
    }
} // namespace

Result<access::Facts> facts_of(Visit const& visit, Matter const& matter)
{
    return facts_about(
        visit, matter.person, thing(matter.id), matter.owner_agency, matter.created_by);
}

Result<Matter> find(Visit const& visit, MatterId id)
{
    auto const rows = visit.reading().run(matter_by_id, id);
    if (rows.empty())
        return not_found();
    auto one = bare_matter(rows[0]);
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.see(facts));
    one.answers = visit.unsealed("read", facts, rows[0].bytes("answers")).value_or("");
    return one;
}

bool knows(Visit const& visit, MatterId id)
{
    auto const rows = visit.reading().run(matter_by_id, id);
    if (rows.empty())
        return false;
    auto const facts = facts_of(visit, bare_matter(rows[0]));
    return facts && visit.sees(*facts);
}

std::vector<Matter> list_matters(Visit const& visit, PersonId person)
{
    std::vector<Matter> all;
    for (auto const record : records_as_one(visit.reading(), person))
        for (auto& one : matters_known(visit, visit.reading().run(matters_of_person, record)))
            all.push_back(std::move(one));
    return all;
}

std::vector<Matter> list_owned_matters(Visit const& visit)
{
    return matters_known(visit, visit.reading().run(matters_of_agency, visit.visitor().agency));
}

Result<Matter> add(Change& change, Matter const& wanted)
{
    auto one = wanted;
    auto& connection = change.writing();
    one.id = MatterId::fresh();
    do
        one.reference = Reference::fresh('J');
    while (!connection.run(matter_reference_taken, one.reference.write()).empty());
    one.version = 1;
    one.created_by = change.visitor().account;
    one.recorded_by = one.created_by;
    one.recorded_at = change.now();
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record("create", facts, one.reference.write()));
    connection.run(insert_matter, one.id, one.reference.write(), one.person, one.of_case, one.kind,
        one.harm, one.enhanced, one.child_at_risk, one.owner_agency, one.form_version,
        sealed_for(change, one, one.answers), one.created_by, one.recorded_at, one.recorded_by);
    return one;
}

Result<Matter> save(Change& change, Matter const& wanted, std::string const& reason)
{
    auto one = wanted;
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record("change", facts, reason));
    auto& connection = change.writing();
    one.recorded_at = change.now();
    one.recorded_by = change.visitor().account;
    connection.run(keep_matter, one.id, one.version, change.now(), sealed_for(change, one, reason));
    auto const changed = connection.run(update_matter, one.id, one.version, one.kind, one.harm,
        one.enhanced, one.child_at_risk, one.form_version, sealed_for(change, one, one.answers),
        one.recorded_at, one.recorded_by);
    if (changed.changed() == 0)
        return error(
            Code::conflict, "Somebody changed this record meanwhile: look at what stands now");
    ++one.version;
    return one;
}

std::vector<MatterWas> versions_of(Visit const& visit, Matter const& matter)
{
    std::vector<MatterWas> all;
    MatterOpened const opened(visit, matter);
    auto by = matter.recorded_by;
    for (auto const row : visit.reading().run(versions_of_matter, matter.id)) {
        auto was = bare_matter(row);
        was.answers = opened.text(row, "answers");
        auto const before = was.recorded_by;
        all.push_back(
            {std::move(was), row.instant("superseded_at"), by, opened.text(row, "reason")});
        by = before;
    }
    return all;
}

std::vector<Stage> stages_of(Visit const& visit, Matter const& matter)
{
    std::vector<Stage> all;
    MatterOpened const opened(visit, matter);
    for (auto const row : visit.reading().run(stages_of_matter, matter.id)) {
        auto const id = row.id<StageId>("id");
        all.push_back({id, read_stage(row.text("stage")).value_or(StageKind::reported),
            row.date("on_day"), opened.text(row, "words"), row.text("due_rule"),
            row.maybe_date("due_on"), row.id<AccountId>("recorded_by"), row.instant("recorded_at"),
            row.maybe_instant("taken_back_at"), opened.text(row, "taken_back_because"),
            tellings_of(visit, opened, id)});
    }
    return all;
}

std::vector<Offer> offers_of(Visit const& visit, Matter const& matter)
{
    std::vector<Offer> all;
    MatterOpened const opened(visit, matter);
    for (auto const row : visit.reading().run(offers_of_matter, matter.id))
        all.push_back({row.id<OfferId>("id"), row.text("entitlement"),
            read_offer_answer(row.text("answer")).value_or(OfferAnswer::not_asked),
            row.date("on_day"), opened.text(row, "words"), row.id<AccountId>("recorded_by"),
            row.instant("recorded_at"), row.maybe_instant("taken_back_at"),
            opened.text(row, "taken_back_because")});
    return all;
}

Result<Stage> add_stage(Change& change, Matter const& matter, Stage const& wanted)
{
    auto stage = wanted;
    auto const facts = TRY(facts_of(change, matter));
    TRY(change.record("change", facts,
        std::string(in_words_of(stage.kind)) + ", " + stage.on.in_words()
            + (stage.words.empty() ? std::string() : ": " + stage.words)));
    stage.id = StageId::fresh();
    stage.by = change.visitor().account;
    stage.at = change.now();
    change.writing().run(insert_stage, stage.id, matter.id, name_of(stage.kind), stage.on,
        sealed_for(change, matter, stage.words), stage.due_rule, stage.due, stage.at, stage.by);
    return stage;
}

Result<Telling> add_telling(
    Change& change, Matter const& matter, StageId stage, Telling const& wanted)
{
    auto telling = wanted;
    auto const facts = TRY(facts_of(change, matter));
    TRY(change.record(
        "change", facts, "They were told, " + telling.on.in_words() + ": " + telling.told_by));
    telling.id = TellingId::fresh();
    telling.by = change.visitor().account;
    telling.at = change.now();
    change.writing().run(insert_telling, telling.id, stage, telling.on, telling.how,
        sealed_for(change, matter, telling.told_by), sealed_for(change, matter, telling.words),
        sealed_for(change, matter, telling.wishes), telling.review_rule, telling.review_until,
        telling.at, telling.by);
    return telling;
}

Result<Offer> add_offer(Change& change, Matter const& matter, Offer const& wanted)
{
    auto offer = wanted;
    auto const facts = TRY(facts_of(change, matter));
    TRY(change.record("change", facts,
        offer.entitlement + ": " + std::string(in_words_of(offer.answer)) + ", "
            + offer.on.in_words()));
    offer.id = OfferId::fresh();
    offer.by = change.visitor().account;
    offer.at = change.now();
    change.writing().run(insert_offer, offer.id, matter.id, offer.entitlement,
        name_of(offer.answer), offer.on, sealed_for(change, matter, offer.words), offer.at,
        offer.by);
    return offer;
}

Done take_part_back(Change& change, Matter const& matter, MatterPart part, Uuid const& id,
    std::string const& because)
{
    auto const facts = TRY(facts_of(change, matter));
    TRY(change.record("change", facts, "Taken back: " + because));
    auto const& row = part == MatterPart::stage ? take_stage_back_row
        : part == MatterPart::telling           ? take_telling_back_row
                                                : take_offer_back_row;
    auto const changed = change.writing().run(
        row, id, change.now(), change.visitor().account, sealed_for(change, matter, because));
    if (changed.changed() == 0)
        return error(Code::conflict, "Somebody took this back meanwhile");
    return done();
}

} // namespace kith::justice
