// SPDX-License-Identifier: MIT
// A directory of services in the shape of Open Referral UK 3.0 (HSDS 3.0): a page of /services,
// with its envelope, or a plain list of services.
//
// A service needs id (a UUID), name, status (active, inactive, defunct, temporarily closed). Its
// places and phones are read where they are nested; a place without a point is counted. A
// publisher may list one service several times in the same words: it is one, and how often is kept.
// The
// standard's own example documents name hosts that RFC 2606 keeps for examples: they are no
// services, and are left.
#include "directory/columns.h"
#include "directory/intake.h"
#include "directory/json_items.h"
#include "directory/open_data.h"
#include "directory/postcode.h"
#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <unordered_map>

namespace kith::directory {
namespace {
    namespace json = boost::json;
    constexpr std::array<std::string_view, 4> service_states
        = {"active", "inactive", "defunct", "temporarily closed"};

    std::string text_at(json::object const& object, std::string_view name)
    {
        auto const* value = object.if_contains(name);
        if (!value || !value->is_string())
            return {};
        std::string text(value->get_string());
        std::erase(text, '\0'); // PostgreSQL keeps none
        return text;
    }

    json::object const* object_at(json::object const& object, std::string_view name)
    {
        auto const* value = object.if_contains(name);
        return value ? value->if_object() : nullptr;
    }

    std::vector<json::object const*> objects_at(json::object const& object, std::string_view name)
    {
        std::vector<json::object const*> found;
        auto const* value = object.if_contains(name);
        if (auto const* all = value ? value->if_array() : nullptr)
            for (auto const& one : *all)
                if (auto const* item = one.if_object())
                    found.push_back(item);
        return found;
    }

    std::optional<json::object> service_in(std::string_view text)
    {
        boost::system::error_code wrong;
        auto value = json::parse(text, wrong);
        if (wrong || !value.is_object())
            return std::nullopt;
        return std::move(value.get_object());
    }

    bool looks_like_service(json::object const& item)
    {
        return item.contains("id") && item.contains("name") && item.contains("status")
            && (item.contains("organization") || item.contains("organization_id"));
    }

    bool is_example(json::object const& item)
    {
        auto const addresses = lower_case(text_at(item, "url") + " " + text_at(item, "email"));
        return std::ranges::any_of(std::array<std::string_view, 4>{"example.com", "example.org",
                                       "example.net", ".example"},
            [&](std::string_view host) { return addresses.find(host) != std::string::npos; });
    }

    Result<std::optional<std::int64_t>> age_at(json::object const& service, std::string_view name)
    {
        std::optional<std::int64_t> age;
        auto const* value = service.if_contains(name);
        if (!value || value->is_null())
            return age;
        auto const number = value->is_number() ? value->to_number<double>() : -1.0;
        if (!(number >= 0 && number <= 150))
            return invalid(std::string(name) + " is not a number of years");
        age = static_cast<std::int64_t>(number);
        return age;
    }

    Result<std::optional<geo::Point>> point_of(json::object const& location)
    {
        std::optional<geo::Point> at;
        auto const* up = location.if_contains("latitude");
        auto const* along = location.if_contains("longitude");
        if (!up || !along || up->is_null() || along->is_null())
            return at;
        if (!up->is_number() || !along->is_number())
            return invalid("the position of a place is not two numbers");
        at = geo::Point{up->to_number<double>(), along->to_number<double>()};
        if (!(at->latitude >= -90 && at->latitude <= 90 && at->longitude >= -180
                && at->longitude <= 180))
            return invalid("the position of a place is not on the globe");
        return at;
    }

    std::string address_of(json::object const& address)
    {
        std::string line;
        for (auto const* const name : {"address_1", "address_2", "city"})
            if (auto const part = text_at(address, name); !part.empty())
                line += (line.empty() ? "" : ", ") + part;
        return line;
    }

    std::string kind_of(json::object const& service)
    {
        for (auto const* attribute : objects_at(service, "attributes"))
            if (auto const* term = object_at(*attribute, "taxonomy_term"))
                return text_at(*term, "name");
        return {};
    }

    std::string opening_of(json::object const& service)
    {
        for (auto const* schedule : objects_at(service, "schedules"))
            if (auto words = text_at(*schedule, "description"); !words.empty())
                return words;
        return {};
    }

    class ServiceIntake final : public RowIntake<ServiceRow> {
    public:
        using RowIntake::RowIntake;

        Done take_item(std::string_view text) override
        {
            auto const service = service_in(text);
            if (!service)
                return invalid("it is not a JSON object");
            ServiceRow kept;
            auto const id = Uuid::read(text_at(*service, "id"));
            if (!id)
                return invalid("its id is not a UUID");
            kept.id = *id;
            kept.name = text_at(*service, "name");
            if (kept.name.empty())
                return invalid("it has no name");
            kept.state = text_at(*service, "status");
            if (std::ranges::find(service_states, kept.state) == service_states.end())
                return invalid("\"" + kept.state.substr(0, 20) + "\" is not a state of a service");
            if (auto const* organisation = object_at(*service, "organization"))
                kept.organisation = text_at(*organisation, "name");
            kept.kind = kind_of(*service);
            kept.description = text_at(*service, "description");
            kept.url = text_at(*service, "url");
            kept.email = text_at(*service, "email");
            kept.opening = opening_of(*service);
            kept.lowest_age = TRY(age_at(*service, "minimum_age"));
            kept.highest_age = TRY(age_at(*service, "maximum_age"));
            TRY(read_places(*service, kept));
            read_phones(*service, kept);
            auto& before = seen_[kept.id.write()];
            if (before.times++ == 0)
                before.item = std::hash<std::string_view>()(text);
            else if (before.item != std::hash<std::string_view>()(text))
                return invalid("the service " + kept.id.write()
                    + " stands in the file twice, and differently");
            else
                ++counts_.repeated;
            kept.listed = before.times;
            keep(std::move(kept));
            return done();
        }

        void put(db::Connection& connection) override
        {
            put_services(connection, rows_, setting_.now);
        }

    private:
        Done read_places(json::object const& service, ServiceRow& kept)
        {
            for (auto const* there : objects_at(service, "service_at_locations")) {
                auto const* location = object_at(*there, "location");
                if (!location)
                    continue;
                ServicePlace one;
                one.name = text_at(*location, "name");
                one.at = TRY(point_of(*location));
                auto const addresses = objects_at(*location, "addresses");
                if (!addresses.empty()) {
                    one.address = address_of(*addresses.front());
                    auto const postcode
                        = Postcode::read(text_at(*addresses.front(), "postal_code"));
                    if (postcode) // HSDS lets any country's code stand there
                        one.postcode = postcode->write();
                }
                place(setting_, one.at, one.district, one.ward);
                kept.places.push_back(std::move(one));
            }
            return done();
        }

        static void read_phones(json::object const& service, ServiceRow& kept)
        {
            for (auto const* phone : objects_at(service, "phones"))
                if (auto number = text_at(*phone, "number"); !number.empty())
                    kept.phones.push_back({std::move(number), text_at(*phone, "description")});
        }

        struct Before {
            std::size_t item = 0; // a hash of its text
            std::int64_t times = 0;
        };
        std::unordered_map<std::string, Before> seen_;
    };
} // namespace

std::optional<Layout> recognise_services(std::string_view document)
{
    JsonItems items(document, "contents");
    std::string_view first;
    auto const any = items.next(first);
    auto const service = items.found() && any && *any ? service_in(first) : std::nullopt;
    if (!service || !looks_like_service(*service))
        return std::nullopt;
    Layout layout{"Open Referral services", LaidOut::items, Encoding::utf8, 3,
        [](Setting const& setting) { return std::make_unique<ServiceIntake>(setting); }};
    if (is_example(*service))
        layout.left_why = "an example of Open Referral: its addresses are those kept for examples";
    return layout;
}

} // namespace kith::directory
