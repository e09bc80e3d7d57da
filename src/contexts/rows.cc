// SPDX-License-Identifier: MIT
#include "contexts/rows.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <boost/json.hpp>
#include <optional>
#include <set>

namespace kith::contexts {
namespace {
    namespace json = boost::json;

    constexpr db::Sql insert_context = {"add context",
        "insert into contexts (id, reference, kind, name, folded, latitude, longitude, postcode, "
        "district, address, platform, handle, url, owner, opening, status, created_by, version, "
        "recorded_at, recorded_by, owner_agency, sort, phases, urn, dfe_number, hours, transport, "
        "area, outline, tells_where, sealed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
        "$12, $13, $14, $15, $16, $17, 1, $18, $17, $19, $20, $21, $22, $23, $24, $25, $26, $27, "
        "$28, $29)"};
    constexpr db::Sql keep_context = {"keep context as it was",
        "insert into contexts_was (id, reference, kind, name, folded, latitude, longitude, "
        "postcode, district, address, platform, handle, url, owner, opening, status, created_by, "
        "version, recorded_at, recorded_by, owner_agency, superseded_at, reason, sort, phases, "
        "urn, dfe_number, hours, transport, area, outline, tells_where, sealed) select id, "
        "reference, kind, name, folded, latitude, longitude, postcode, district, address, "
        "platform, handle, url, owner, opening, status, created_by, version, recorded_at, "
        "recorded_by, owner_agency, $3, $4, sort, phases, urn, dfe_number, hours, transport, area, "
        "outline, tells_where, sealed from contexts where id = $1 and version = $2"};
    constexpr db::Sql update_context = {"save context",
        "update contexts set kind = $3, name = $4, folded = $5, latitude = $6, longitude = $7, "
        "postcode = $8, district = $9, address = $10, platform = $11, handle = $12, url = $13, "
        "owner = $14, opening = $15, status = $16, recorded_at = $17, recorded_by = $18, sort = "
        "$19, phases = $20, urn = $21, dfe_number = $22, hours = $23, transport = $24, area = $25, "
        "outline = $26, tells_where = $27, sealed = $28, version = version + 1 where id = $1 and "
        "version = $2"};
    constexpr db::Sql sealed_of_context
        = {"sealed address of a context", "select sealed from contexts where id = $1"};
    constexpr db::Sql versions_to_seal = {"versions of a context to seal",
        "select * from contexts_was where id = $1 and (sealed is null or reason <> '' or "
        "version = $2)"};
    constexpr db::Sql seal_version = {"seal a version of a context",
        "update contexts_was set sealed = $3, address = '', postcode = null, latitude = null, "
        "longitude = null, area = '', outline = '', transport = '', reason = '' where id = $1 and "
        "version = $2"};
    constexpr db::Sql seal_standing = {"seal the address of a context",
        "update contexts set sealed = $2, address = '', postcode = null, latitude = null, "
        "longitude = null, area = '', outline = '', transport = '' where id = $1"};
    constexpr db::Sql find_standing
        = {"context to seal", "select * from contexts where id = $1 and sealed is null"};
    // What is protected by its kind or sort is said in context.cc too (tells_by_itself).
    constexpr db::Sql left_in_clear = {"addresses of contexts in clear",
        "select c.id from contexts c where (c.tells_where = 'yes' or (c.tells_where = '' and "
        "(c.kind = 'HOME' or (c.kind = 'PLACE' and c.sort in ('CHILDRENS_HOME', "
        "'SUPPORTED_HOUSING', 'REFUGE'))))) and ((c.sealed is null and (c.address <> '' or "
        "c.postcode is not null or c.latitude is not null or c.area <> '' or c.outline <> '' or "
        "c.transport <> '')) or exists (select 1 from contexts_was w where w.id = c.id and "
        "(w.reason <> '' or (w.sealed is null and (w.address <> '' or w.postcode is not null or "
        "w.latitude is not null or w.area <> '' or w.outline <> '' or w.transport <> '')))) or "
        "exists (select 1 from guardians g join guardians_was w on w.id = g.id where g.context = "
        "c.id and w.reason <> '') or "
        "exists (select 1 from context_facts f where f.context = c.id and f.reason <> ''))"};
    // Why a guardian was taken off, or a fact ended: the ledger has it, sealed.
    constexpr db::Sql empty_reasons_of_guardians = {"empty reasons of guardians",
        "update guardians_was set reason = '' where reason <> '' and id in (select g.id from "
        "guardians g where g.context = $1)"};
    constexpr db::Sql empty_reasons_of_facts = {"empty reasons of facts of a context",
        "update context_facts set reason = '' where context = $1 and reason <> ''"};

    db::Value text_or_null(std::string const& text)
    {
        return text.empty() ? db::Value{} : db::Value{text};
    }
    std::optional<double> latitude_of(Context const& context)
    {
        return context.point ? std::optional(context.point->latitude) : std::nullopt;
    }
    std::optional<double> longitude_of(Context const& context)
    {
        return context.point ? std::optional(context.point->longitude) : std::nullopt;
    }
    char const* status_of(Context const& context) { return context.closed ? "closed" : "open"; }

    std::string one_line(std::vector<std::string> const& codes)
    {
        std::string text;
        for (auto const& code : codes)
            text += (text.empty() ? "" : " ") + code;
        return text;
    }

    std::vector<std::string> codes_in(std::string const& line)
    {
        std::vector<std::string> codes;
        for (std::size_t from = 0; from < line.size();) {
            auto const end = std::min(line.find(' ', from), line.size());
            if (end > from)
                codes.push_back(line.substr(from, end - from));
            from = end + 1;
        }
        return codes;
    }

    std::string address_as_text(Context const& context, std::string const& reason)
    {
        json::object told{{"address", context.address}, {"postcode", context.postcode},
            {"area", context.area}, {"outline", context.outline}, {"transport", context.transport},
            {"reason", reason}};
        if (context.point) {
            told["latitude"] = context.point->latitude;
            told["longitude"] = context.point->longitude;
        }
        return json::serialize(told);
    }

    // Gives back the reason.
    std::string read_address_text(std::string const& text, Context& context)
    {
        auto const told = json::parse(text).as_object();
        auto const at = [&](char const* key) { return json::value_to<std::string>(told.at(key)); };
        context.address = at("address");
        context.postcode = at("postcode");
        context.area = at("area");
        context.outline = at("outline");
        context.transport = at("transport");
        if (auto const* const north = told.if_contains("latitude"))
            context.point
                = geo::Point{north->to_number<double>(), told.at("longitude").to_number<double>()};
        return at("reason");
    }

    // The address in clear, or sealed with the rest of the row bare.
    struct Written {
        Context bare;
        std::optional<db::Bytes> sealed = {};
    };

    Written written(db::Connection& connection, ledger::Keys& keys, Context const& context)
    {
        Written row{context};
        if (!is_protected(context))
            return row;
        clear_address(row.bare);
        row.sealed
            = db::Bytes{keys.seal(connection, thing(context.id), address_as_text(context, ""))};
        return row;
    }

    // Versions that were, of a context whose address is or was protected. `kept` is that whose
    // reason stands nowhere yet. What its guardians and facts say of why goes with them.
    void seal_versions(db::Connection& connection, ledger::Keys& keys, ContextId id,
        std::int64_t kept = 0, std::string const& reason = {})
    {
        for (auto const row : connection.run(versions_to_seal, id, kept)) {
            auto context = read_row(row);
            auto why = context.version == kept ? reason : row.text("reason");
            if (!row.is_null("sealed"))
                if (auto const text = keys.unseal(connection, thing(id), row.bytes("sealed")))
                    read_address_text(*text, context);
            connection.run(seal_version, id, context.version,
                db::Bytes{keys.seal(connection, thing(id), address_as_text(context, why))});
        }
        connection.run(empty_reasons_of_guardians, id);
        connection.run(empty_reasons_of_facts, id);
    }
} // namespace

Context read_row(db::Row const& row)
{
    Context context;
    context.id = row.id<ContextId>("id");
    context.reference = Reference::read(row.text("reference")).value();
    context.kind = row.text("kind");
    context.name = row.text("name");
    if (!row.is_null("latitude") && !row.is_null("longitude"))
        context.point = geo::Point{row.real("latitude"), row.real("longitude")};
    context.postcode = row.text("postcode");
    context.district = row.text("district");
    context.address = row.text("address");
    context.platform = row.text("platform");
    context.handle = row.text("handle");
    context.url = row.text("url");
    context.owner = row.text("owner");
    context.opening = row.text("opening");
    context.closed = row.text("status") == "closed";
    context.version = row.integer("version");
    context.created_by = row.id<AccountId>("created_by");
    context.recorded_at = row.instant("recorded_at");
    context.recorded_by = row.id<AccountId>("recorded_by");
    context.owner_agency = row.id<AgencyId>("owner_agency");
    context.sort = row.text("sort");
    context.phases = codes_in(row.text("phases"));
    context.urn = row.text("urn");
    context.dfe_number = row.text("dfe_number");
    context.hours = read_hours(row.text("hours"));
    context.transport = row.text("transport");
    context.area = row.text("area");
    context.outline = row.text("outline");
    context.tells_where = read_tells(row.text("tells_where"));
    return context;
}

void open_address(access::Visit const& visit, access::Facts const& facts, db::Row const& row,
    Context& context, std::string* reason)
{
    if (row.is_null("sealed")) {
        context.address_withheld = is_protected(context) && !visit.permits("read address", facts);
        if (context.address_withheld)
            clear_address(context);
        return;
    }
    auto const text = visit.unsealed("read address", facts, row.bytes("sealed"));
    context.address_withheld = !text;
    if (!text)
        return;
    auto why = read_address_text(*text, context);
    if (reason)
        *reason = std::move(why);
}

void insert_row(access::Change& change, Context const& context)
{
    auto const row = written(change.writing(), change.keys(), context);
    auto const& bare = row.bare;
    change.writing().run(insert_context, bare.id, bare.reference.write(), bare.kind, bare.name,
        words::folded(bare.name), latitude_of(bare), longitude_of(bare),
        text_or_null(bare.postcode), text_or_null(bare.district), bare.address, bare.platform,
        bare.handle, bare.url, bare.owner, bare.opening, status_of(bare), bare.created_by,
        change.now(), bare.owner_agency, bare.sort, one_line(bare.phases), bare.urn,
        bare.dfe_number, write_hours(bare.hours), bare.transport, bare.area, bare.outline,
        write(bare.tells_where), row.sealed);
}

bool replace_row(
    access::Change& change, Context const& stands, Context const& wanted, std::string const& reason)
{
    auto& connection = change.writing();
    auto const id = wanted.id;
    auto const closed_over = is_protected(stands) || is_protected(wanted);
    Written row{wanted};
    if (wanted.address_withheld) {
        clear_address(row.bare);
        if (auto const rows = connection.run(sealed_of_context, id);
            !rows.empty() && !rows[0].is_null("sealed"))
            row.sealed = db::Bytes{rows[0].bytes("sealed")};
    } else {
        row = written(connection, change.keys(), wanted);
    }
    auto const& bare = row.bare;
    connection.run(
        keep_context, id, wanted.version, change.now(), closed_over ? std::string() : reason);
    auto const saved = connection.run(update_context, id, wanted.version, bare.kind, bare.name,
        words::folded(bare.name), latitude_of(bare), longitude_of(bare),
        text_or_null(bare.postcode), text_or_null(bare.district), bare.address, bare.platform,
        bare.handle, bare.url, bare.owner, bare.opening, status_of(bare), change.now(),
        change.visitor().account, bare.sort, one_line(bare.phases), bare.urn, bare.dfe_number,
        write_hours(bare.hours), bare.transport, bare.area, bare.outline, write(bare.tells_where),
        row.sealed);
    if (saved.changed() == 0)
        return false;
    if (closed_over)
        seal_versions(connection, change.keys(), id, wanted.version, reason);
    return true;
}

std::size_t seal_addresses(db::Database& database, ledger::Keys& keys, Instant now)
{
    if (database.reader()->run(left_in_clear).empty())
        return 0;
    std::size_t sealed = 0;
    database.write([&](db::Connection& connection) {
        std::set<ContextId> all;
        for (auto const row : connection.run(left_in_clear))
            all.insert(row.id<ContextId>("id"));
        sealed = all.size();
        for (auto const id : all) {
            for (auto const row : connection.run(find_standing, id))
                connection.run(seal_standing, id,
                    db::Bytes{
                        keys.seal(connection, thing(id), address_as_text(read_row(row), ""))});
            seal_versions(connection, keys, id);
            ledger::Entry entry;
            entry.actor.process = "start";
            entry.act = "seal address";
            entry.thing = thing(id);
            entry.subject = entry.thing;
            entry.rule = "a protected address is sealed at the start";
            ledger::append(connection, keys, entry, now);
        }
        return db::Outcome::keep;
    });
    return sealed;
}

} // namespace kith::contexts
