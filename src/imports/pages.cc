// SPDX-License-Identifier: MIT
#include "imports/pages.h"
#include "base/london.h"
#include "directory/directory.h"
#include "imports/acts.h"
#include "imports/views.h"
#include "platform/http/form_data.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include "platform/ledger/ledger.h"
#include <algorithm>
#include <charconv>
#include <chrono>

namespace kith::imports {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;

    std::string trimmed_text(http::FormData const& form, std::string_view name)
    {
        auto const text = form.first(name);
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? ""
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }

    Value typed_import(Kind const& kind, Visit const& visit, http::FormData const& form)
    {
        auto typed = Value::object();
        for (auto const* const name : {"team", "profile", "map", "save_profile"})
            typed[name] = trimmed_text(form, name);
        for (auto const& one : kind.choices(visit, visit.visitor().agency))
            typed[one.name] = trimmed_text(form, one.name);
        return typed;
    }

    Response show_list(Kind const& kind, Visit const& visit, Value const& typed = {},
        std::vector<Error> const& problems = {}, File const* file = nullptr)
    {
        auto const refused = !problems.empty();
        auto page = Value::object({{"section", kind.words().section},
            {"words", words_view(kind.words())}, {"rows", imports_view(kind, visit)},
            {"form",
                form_view(kind, visit, typed.is_absent() ? Value::object() : typed, problems)}});
        if (refused)
            page["errors"] = errors_view(problems);
        if (file)
            page["troubles"] = troubles_view(*file);
        return kind.pages.show(visit, "imports/list.njk", page,
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

    Result<Mapping> typed_mapping(Kind const& kind, Visit const& visit, http::FormData const& form)
    {
        Mapping mapping;
        if (auto const profile = trimmed_text(form, "profile"); !profile.empty())
            mapping = TRY(find_profile(
                visit, visit.visitor().agency, kind.words().what, kind.fields(), profile));
        auto const lines = lines_of(trimmed_text(form, "map"));
        auto const typed = TRY(read_mapping(kind.fields(), lines));
        for (auto const& [field, column] : typed)
            mapping[field] = column;
        return mapping;
    }

    Result<TeamId> typed_team(Kind const& kind, Visit const& visit, http::FormData const& form)
    {
        auto const text = trimmed_text(form, "team");
        if (text.empty() && !kind.words().no_team.empty())
            return TeamId();
        auto const wanted = TeamId::read(text);
        for (auto const& team : directory::list_teams(
                 visit.reading(), visit.visitor().agency, london::day_of(visit.now())))
            if (wanted && team.id == *wanted)
                return team.id;
        return invalid("Choose a team of your agency", "team");
    }

    Result<Settings> typed_settings(
        Kind const& kind, Visit const& visit, http::FormData const& form)
    {
        Settings settings;
        for (auto const& one : kind.choices(visit, visit.visitor().agency)) {
            auto said = trimmed_text(form, one.name);
            auto const listed = one.items.empty() || said.empty()
                || std::ranges::any_of(
                    one.items, [&](auto const& item) { return item.first == said; });
            if (!listed)
                return invalid("Choose from the list", one.name);
            if (!said.empty())
                settings.emplace(one.name, std::move(said));
        }
        return settings;
    }

    struct Sent {
        Import head = {};
        Prepared prepared = {};
    };
    Result<Sent> read_sent_file(Kind const& kind, Visit const& visit, http::FormData const& form)
    {
        auto const& uploads = form.uploads();
        auto const at = std::ranges::find(uploads, "file", &http::Upload::name);
        if (at == uploads.end() || at->bytes->size() == 0)
            return invalid("Choose the file", "file");
        Sent sent;
        sent.head.agency = visit.visitor().agency;
        sent.head.team = TRY(typed_team(kind, visit, form));
        sent.head.settings = TRY(typed_settings(kind, visit, form));
        auto const saved_as = trimmed_text(form, "save_profile");
        sent.head.profile = saved_as.empty() ? trimmed_text(form, "profile") : saved_as;
        auto const mapping = TRY(typed_mapping(kind, visit, form));
        auto text = at->bytes->read_all();
        sent.head.file_hash = ledger::write_hex(ledger::sha256(text));
        sent.prepared = TRY(prepare(kind, visit, sent.head, std::move(text), mapping));
        return sent;
    }

    Result<Response> show_imports(Kind const& kind, Visit const& visit, Request const&)
    {
        if (!visit.could("create", "import"))
            return not_found();
        return show_list(kind, visit);
    }

    Result<Response> stage_file(Kind const& kind, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "import"))
            return not_found();
        auto const form = TRY(request.form());
        visit.act_for(std::string(kind.words().why_looked));
        auto const refused = [&](Error const& problem, File const* file = nullptr) {
            return show_list(kind, visit, typed_import(kind, visit, form), {problem}, file);
        };
        auto const sent = read_sent_file(kind, visit, form);
        if (!sent)
            return refused(sent.error());
        auto const& file = sent->prepared.file;
        if (file.trouble_count > 0)
            return refused(invalid("Some rows cannot be brought in, so nothing was staged: mend "
                                   "what is named below, then choose the file again",
                               "file"),
                &file);
        if (auto const name = trimmed_text(form, "save_profile"); !name.empty()) {
            auto const saved = visit.change([&](Change& change) {
                return save_profile(change, sent->head.agency, kind.words().what, kind.fields(),
                    {name, file.columns.used});
            });
            if (!saved)
                return refused(saved.error());
        }
        auto const staged = stage(kind, visit, sent->head, sent->prepared);
        if (!staged)
            return staged.error().code == Code::invalid ? refused(staged.error())
                                                        : Result<Response>(staged.error());
        return http::see_other(std::string(kind.words().path) + "/" + staged->id.write());
    }

    std::int64_t page_number(std::string_view text)
    {
        std::int64_t page = 1;
        std::from_chars(text.data(), text.data() + text.size(), page);
        return std::clamp<std::int64_t>(page, 1, 100'000);
    }

    char const* notice_of(std::string_view said)
    {
        return said == "accepted" ? "The file is brought in. What its rows said is destroyed."
            : said == "refused"   ? "The file is refused. What its rows said is destroyed."
            : said == "again"     ? "The rows were held against what is known now."
            : said == "settled"   ? "What you said of the rows is kept. Nothing is brought in yet."
            : said == "undone"    ? "The import is undone."
                                  : "";
    }

    Response show_one(Kind const& kind, Visit const& visit, Import const& import, std::int64_t page,
        std::string_view said = {}, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        visit.act_for(std::string(kind.words().why_looked));
        auto view = Value::object({{"section", kind.words().section},
            {"words", words_view(kind.words())}, {"import", import_view(kind, visit, import)},
            {"list", rows_view(kind, visit, import, page)}, {"notice", notice_of(said)},
            {"problems", problems_view(problems)}});
        if (!problems.empty())
            view["errors"] = errors_view(problems);
        return kind.pages.show(visit, "imports/import.njk", view, status);
    }

    Result<Import> named_import(Kind const& kind, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ImportId>("import"));
        return find_import(visit, id, kind.words().what);
    }

    Result<Response> show_import(Kind const& kind, Visit const& visit, Request const& request)
    {
        auto const import = TRY(named_import(kind, visit, request));
        return show_one(
            kind, visit, import, page_number(request.query("page")), request.query("said"));
    }

    // The import as the form that was sent had it: a later version is somebody else's.
    Result<Import> sent_import(
        Kind const& kind, Visit const& visit, Request const& request, http::FormData const& form)
    {
        auto import = TRY(named_import(kind, visit, request));
        import.version = std::atoll(std::string(form.first("version")).c_str());
        visit.act_for(std::string(kind.words().why_looked));
        return import;
    }

    // On to the import's page; or its page with what went wrong.
    Result<Response> decided(Kind const& kind, Visit const& visit, Result<Import> const& made,
        Import const& import, char const* said, std::int64_t page = 1)
    {
        if (made)
            return http::see_other(std::string(kind.words().path) + "/" + import.id.write()
                + "?said=" + said + (page > 1 ? "&page=" + std::to_string(page) : ""));
        auto const& problem = made.error();
        if (problem.code != Code::conflict && problem.code != Code::invalid)
            return problem;
        auto const stands = TRY(find_import(visit, import.id));
        return show_one(kind, visit, stands, page, {}, {problem},
            problem.code == Code::conflict ? http::Status::conflict : http::Status::unprocessable);
    }

    Result<Response> accept_import(Kind const& kind, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto const import = TRY(sent_import(kind, visit, request, form));
        return decided(kind, visit, accept(kind, visit, import), import, "accepted");
    }

    Result<Response> refuse_import(Kind const& kind, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto const import = TRY(sent_import(kind, visit, request, form));
        return decided(kind, visit, refuse(visit, import), import, "refused");
    }

    Result<Response> look_at_import_again(
        Kind const& kind, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto const import = TRY(sent_import(kind, visit, request, form));
        return decided(kind, visit, look_again(kind, visit, import), import, "again");
    }

    // The answers of a page: row-PLACE=what it is.
    Result<Response> settle_rows(Kind const& kind, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto const import = TRY(sent_import(kind, visit, request, form));
        auto const page = page_number(form.first("page"));
        constexpr std::string_view prefix = "row-";
        std::vector<Settled> said;
        for (auto const& [name, value] : form.pairs())
            if (name.starts_with(prefix) && !value.empty())
                said.push_back(
                    {std::atoll(name.substr(prefix.size()).c_str()), std::string(value)});
        if (said.empty())
            return decided(kind, visit, invalid("Choose what a row is, then save", "rows"), import,
                "settled", page);
        return decided(kind, visit, settle(kind, visit, import, said), import, "settled", page);
    }

    Result<Response> undo_import(Kind const& kind, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto const import = TRY(sent_import(kind, visit, request, form));
        return decided(
            kind, visit, undo(kind, visit, import, trimmed_text(form, "why")), import, "undone");
    }
} // namespace

void join_kind(House& house, Kind const& kind)
{
    auto routes = house.routes.of(kind);
    std::string const path(kind.words().path);
    routes.get(path, "import:create", show_imports);
    routes.post(path, "import:create", stage_file, http::Lane::slow);
    routes.get(path + "/{import}", "import:read", show_import);
    routes.post(path + "/{import}/accept", "import:accept", accept_import, http::Lane::slow);
    routes.post(path + "/{import}/refuse", "import:refuse", refuse_import);
    routes.post(path + "/{import}/again", "import:create", look_at_import_again, http::Lane::slow);
    if (kind.must_settle())
        routes.post(path + "/{import}/rows", "import:create", settle_rows, http::Lane::slow);
    routes.post(path + "/{import}/undo", "import:undo", undo_import, http::Lane::slow);
}

void join(House& house)
{
    house.jobs.push_back(
        {"destroy files that nobody accepted", std::chrono::hours(1), [](access::Gate const& gate) {
             forget_staged(gate.database(), gate.keys(), gate.clock().now());
         }});
}

} // namespace kith::imports
