// SPDX-License-Identifier: MIT
#include "people/import_pages.h"
#include "base/london.h"
#include "people/import_views.h"
#include "people/imports.h"
#include "people/views.h"
#include <algorithm>
#include <charconv>
#include <chrono>

namespace kith::people {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;

    constexpr char const* why_looked
        = "Bringing in a file of the agency: is there a record already?";

    std::string import_text(http::FormData const& form, std::string_view name)
    {
        auto const text = form.first(name);
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? ""
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }

    Value typed_import(http::FormData const& form)
    {
        auto typed = Value::object();
        for (auto const* const name : {"team", "profile", "map", "save_profile"})
            typed[name] = import_text(form, name);
        return typed;
    }

    Response show_list_of_imports(People const& room, Visit const& visit, Value const& typed = {},
        std::vector<Error> const& problems = {}, ImportFile const* file = nullptr)
    {
        auto const refused = !problems.empty();
        auto page = Value::object({{"section", "/people"}, {"rows", imports_view(visit, room)},
            {"form",
                import_form_view(visit, typed.is_absent() ? Value::object() : typed, problems)}});
        if (refused)
            page["errors"] = errors_view(problems);
        if (file)
            page["troubles"] = troubles_view(*file);
        return room.pages.show(visit, "people/imports.njk", page,
            refused ? http::Status::unprocessable : http::Status::ok);
    }

    // One a line: surname=FAMILY_NAME.
    std::vector<std::string> lines_of(std::string const& text)
    {
        std::vector<std::string> lines;
        for (std::size_t at = 0; at < text.size();) {
            auto const end = std::min(text.find('\n', at), text.size());
            auto line = text.substr(at, end - at);
            while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
                line.pop_back();
            if (!line.empty())
                lines.push_back(std::move(line));
            at = end + 1;
        }
        return lines;
    }

    Result<ImportMapping> typed_mapping(Visit const& visit, http::FormData const& form)
    {
        ImportMapping mapping;
        if (auto const profile = import_text(form, "profile"); !profile.empty())
            mapping = TRY(find_profile(visit, visit.visitor().agency, profile));
        auto const lines = lines_of(import_text(form, "map"));
        auto const typed = TRY(read_mapping(lines));
        for (auto const& [field, column] : typed)
            mapping[field] = column;
        return mapping;
    }

    Result<TeamId> typed_team(Visit const& visit, http::FormData const& form)
    {
        auto const text = import_text(form, "team");
        if (text.empty())
            return TeamId();
        auto const wanted = TeamId::read(text);
        for (auto const& team : directory::list_teams(
                 visit.reading(), visit.visitor().agency, london::day_of(visit.now())))
            if (wanted && team.id == *wanted)
                return team.id;
        return invalid("Choose a team of your agency", "team");
    }

    struct Sent {
        std::string file_hash = {};
        TeamId team = {};
        ImportFile file = {};
    };
    Result<Sent> read_sent_file(
        Visit const& visit, http::FormData const& form, ImportOwner const& owner)
    {
        auto const& uploads = form.uploads();
        auto const at = std::ranges::find(uploads, "file", &http::Upload::name);
        if (at == uploads.end() || at->bytes->size() == 0)
            return invalid("Choose the file", "file");
        Sent sent;
        sent.team = TRY(typed_team(visit, form));
        auto const mapping = TRY(typed_mapping(visit, form));
        auto text = at->bytes->read_all();
        sent.file_hash = ledger::write_hex(ledger::sha256(text));
        sent.file
            = TRY(read_import_file(std::move(text), mapping, owner, london::day_of(visit.now())));
        return sent;
    }

    Result<Response> show_imports(People const& room, Visit const& visit, Request const&)
    {
        if (!visit.could("create", "import"))
            return not_found();
        return show_list_of_imports(room, visit);
    }

    Result<Response> stage_file(People const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "import"))
            return not_found();
        auto const form = TRY(request.form());
        visit.act_for(why_looked);
        auto const agency = visit.visitor().agency;
        auto const owner = import_owner(visit.reading(), agency);
        auto const refused = [&](Error const& problem, ImportFile const* file = nullptr) {
            return show_list_of_imports(room, visit, typed_import(form), {problem}, file);
        };
        auto const sent = read_sent_file(visit, form, owner);
        if (!sent)
            return refused(sent.error());
        if (sent->file.trouble_count > 0)
            return refused(invalid("Some rows cannot be read, so nothing was staged: mend what is "
                                   "named below, then choose the file again",
                               "file"),
                &sent->file);
        auto const profile = import_text(form, "save_profile");
        if (!profile.empty()) {
            auto const saved = visit.change([&](Change& change) {
                return save_profile(change, agency, {profile, sent->file.columns.used});
            });
            if (!saved)
                return refused(saved.error());
        }
        auto const staged = stage(room, visit,
            {agency, owner, sent->team, sent->file_hash,
                profile.empty() ? import_text(form, "profile") : profile, sent->file});
        if (!staged)
            return staged.error().code == Code::invalid ? refused(staged.error())
                                                        : Result<Response>(staged.error());
        return http::see_other("/people/import/" + staged->id.write());
    }

    std::int64_t page_asked(Request const& request)
    {
        auto const text = request.query("page");
        std::int64_t page = 1;
        std::from_chars(text.data(), text.data() + text.size(), page);
        return std::clamp<std::int64_t>(page, 1, 100'000);
    }

    char const* import_notice(std::string_view said)
    {
        return said == "accepted" ? "The file is brought in. What its rows said is destroyed."
            : said == "refused"   ? "The file is refused. What its rows said is destroyed."
            : said == "again"     ? "The rows were held against who is known now."
            : said == "undone"    ? "The import is undone."
                                  : "";
    }

    Response show_one_import(People const& room, Visit const& visit, Import const& import,
        std::int64_t page, std::string_view said = {}, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        visit.act_for(why_looked);
        auto view
            = Value::object({{"section", "/people"}, {"import", import_view(room, visit, import)},
                {"list", import_rows_view(room, visit, import, page)},
                {"notice", import_notice(said)}, {"problems", problems_view(problems)}});
        if (!problems.empty())
            view["errors"] = errors_view(problems);
        return room.pages.show(visit, "people/import.njk", view, status);
    }

    Result<Response> show_import(People const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ImportId>("import"));
        auto const import = TRY(find_import(visit, id));
        return show_one_import(room, visit, import, page_asked(request), request.query("said"));
    }

    // The import as the form that was sent had it: a later version is somebody else's.
    Result<Import> sent_import(
        Visit const& visit, Request const& request, http::FormData const& form)
    {
        auto const id = TRY(request.id<ImportId>("import"));
        auto import = TRY(find_import(visit, id));
        import.version = std::atoll(std::string(form.first("version")).c_str());
        return import;
    }

    // On to the import's page; or its page with what went wrong.
    Result<Response> decided(People const& room, Visit const& visit, Result<Import> const& made,
        Import const& import, char const* said)
    {
        if (made)
            return http::see_other("/people/import/" + import.id.write() + "?said=" + said);
        auto const& problem = made.error();
        if (problem.code != Code::conflict && problem.code != Code::invalid)
            return problem;
        auto const stands = TRY(find_import(visit, import.id));
        return show_one_import(room, visit, stands, 1, {}, {problem},
            problem.code == Code::conflict ? http::Status::conflict : http::Status::unprocessable);
    }

    Result<Response> accept_import(People const& room, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto const import = TRY(sent_import(visit, request, form));
        visit.act_for(why_looked);
        return decided(room, visit,
            accept(room, visit, import, import_owner(visit.reading(), import.agency)), import,
            "accepted");
    }

    Result<Response> refuse_import(People const& room, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto const import = TRY(sent_import(visit, request, form));
        return decided(room, visit, refuse(visit, import), import, "refused");
    }

    Result<Response> look_at_import_again(
        People const& room, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto const import = TRY(sent_import(visit, request, form));
        visit.act_for(why_looked);
        return decided(room, visit,
            look_again(room, visit, import, import_owner(visit.reading(), import.agency)), import,
            "again");
    }

    Result<Response> undo_import(People const& room, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto const import = TRY(sent_import(visit, request, form));
        return decided(
            room, visit, undo(visit, import, import_text(form, "why")), import, "undone");
    }
} // namespace

void join_imports(House& house, People& room)
{
    auto routes = house.routes.of(room);
    routes.get("/people/import", "import:create", show_imports);
    routes.post("/people/import", "import:create", stage_file, http::Lane::slow);
    routes.get("/people/import/{import}", "import:read", show_import);
    routes.post("/people/import/{import}/accept", "import:accept", accept_import, http::Lane::slow);
    routes.post("/people/import/{import}/refuse", "import:refuse", refuse_import);
    routes.post(
        "/people/import/{import}/again", "import:create", look_at_import_again, http::Lane::slow);
    routes.post("/people/import/{import}/undo", "import:undo", undo_import, http::Lane::slow);
    house.jobs.push_back(
        {"destroy files that nobody accepted", std::chrono::hours(1), [](access::Gate const& gate) {
             forget_staged(gate.database(), gate.keys(), gate.clock().now());
         }});
}

} // namespace kith::people
