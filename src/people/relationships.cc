// SPDX-License-Identifier: MIT
#include "people/relationships.h"
#include "base/csv.h"
#include "base/shipped.h"
#include <algorithm>
#include <array>

namespace kith::people {
namespace {
    constexpr int days_until_friends_lapse = 365;
    constexpr char const* kinds_file = "data/code_lists/relationship_kind.csv";
    constexpr std::array parents{"mother", "father", "parent", "adoptive_parent", "step_parent"};
    constexpr std::array siblings{
        "brother", "sister", "sibling", "half_sibling", "step_sibling", "foster_sibling"};

    bool blank(std::string const& text)
    {
        return text.find_first_not_of(" \t\r\n") == std::string::npos;
    }
} // namespace

RelationshipKinds const& RelationshipKinds::shipped()
{
    static RelationshipKinds const kinds = [] {
        RelationshipKinds read;
        auto const table = csv::Table::read(shipped_file(kinds_file));
        must(table.ok(), "data/code_lists/relationship_kind.csv does not read");
        for (std::size_t row = 0; row < table->size(); ++row) {
            KindOfRelationship kind{table->text(row, "code"), table->text(row, "inverse"),
                table->text(row, "group"), table->text(row, "link_role")};
            read.by_code_.emplace(kind.code, kind);
        }
        for (auto const& [code, kind] : read.by_code_) {
            auto const* const inverse = read.find(kind.inverse);
            must(inverse != nullptr, "a kind of relationship has no inverse: " + code);
            must(!kind.link_role.empty() || !inverse->link_role.empty(),
                "a kind of relationship has no role for its link: " + code);
        }
        return read;
    }();
    return kinds;
}

KindOfRelationship const* RelationshipKinds::find(std::string_view code) const
{
    auto const at = by_code_.find(code);
    return at == by_code_.end() ? nullptr : &at->second;
}

std::string RelationshipKinds::inverse_of(std::string_view code) const
{
    auto const* const kind = find(code);
    return kind ? kind->inverse : std::string(code);
}

std::string RelationshipKinds::group_of(std::string_view code) const
{
    auto const* const kind = find(code);
    return kind ? kind->group : "adults";
}

bool is_parent(std::string_view kind) { return std::ranges::find(parents, kind) != parents.end(); }

bool is_brother_or_sister(std::string_view kind)
{
    return std::ranges::find(siblings, kind) != siblings.end();
}

bool Part::stands_on(Date day) const
{
    return (!from || *from <= day) && (!until || day <= *until);
}

bool Relationship::stands_on(Date day) const
{
    return certainty != "ruled_out" && (!until || day <= *until) && (!lapses || day <= *lapses);
}

Result<Relationship> checked(Relationship relationship, Date today)
{
    if (!RelationshipKinds::shipped().find(relationship.kind))
        return invalid("Choose what they are to each other", "kind");
    if (relationship.other.none() && blank(relationship.name))
        return invalid("Enter the reference of their record, or their name", "name");
    if (!relationship.other.none() && !relationship.name.empty())
        return invalid("Enter a reference or a name, not both", "name");
    if (!relationship.other.none() && relationship.other == relationship.person)
        return invalid("Choose somebody else: nobody is related to themselves", "reference");
    if (blank(relationship.source))
        return invalid("Say who told this, or where it stands", "source");
    if (relationship.from && relationship.until && *relationship.until < *relationship.from)
        return invalid("The last day is before the first: change one of them", "until");
    if (relationship.from && *relationship.from > today)
        return invalid("Enter a first day that is not in the future", "from");
    if (!relationship.lapses
        && RelationshipKinds::shipped().group_of(relationship.kind) == "friends")
        relationship.lapses = today + days_until_friends_lapse;
    return relationship;
}

Done check(Part const& part, Date today)
{
    if (part.kind.empty())
        return invalid("Choose what they are to them", "part");
    if (blank(part.stated_by))
        return invalid("Say who states this", "stated_by");
    if (part.from && part.until && *part.until < *part.from)
        return invalid("The last day is before the first: change one of them", "part_until");
    if (part.from && *part.from > today)
        return invalid("Enter a first day that is not in the future", "part_from");
    return done();
}

} // namespace kith::people
