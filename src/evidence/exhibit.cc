// SPDX-License-Identifier: MIT
#include "evidence/exhibit.h"
#include "base/london.h"
#include "evidence/sealed_words.h"
#include <algorithm>

namespace kith::evidence {
namespace {
    struct SortWords {
        ExhibitSort sort;
        std::string_view name, words;
    };
    constexpr SortWords sort_words[]
        = {{ExhibitSort::object, "object", "A thing"}, {ExhibitSort::file, "file", "A file"},
            {ExhibitSort::police_store, "police_store", "A reference to the police store"}};

    struct ActWords {
        CustodyAct act;
        std::string_view name, words;
    };
    constexpr ActWords act_words[] = {{CustodyAct::received, "received", "Received"},
        {CustodyAct::moved, "moved", "Moved"}, {CustodyAct::opened, "opened", "Opened"},
        {CustodyAct::examined, "examined", "Examined"},
        {CustodyAct::returned, "returned", "Returned"},
        {CustodyAct::destroyed, "destroyed", "Destroyed"}};

    constexpr Field<ExhibitWords> exhibit_fields[] = {{"description", &ExhibitWords::description},
        {"mark", &ExhibitWords::mark}, {"produced_by", &ExhibitWords::produced_by},
        {"found_where", &ExhibitWords::found_where}, {"found_time", &ExhibitWords::found_time},
        {"store_reference", &ExhibitWords::store_reference}};
    constexpr Field<CustodyWords> custody_fields[]
        = {{"who", &CustodyWords::who}, {"where", &CustodyWords::where},
            {"why", &CustodyWords::why}, {"seal", &CustodyWords::seal}};
    constexpr Field<TimelineWords> timeline_fields[] = {{"what", &TimelineWords::what},
        {"time", &TimelineWords::time}, {"source", &TimelineWords::source}};

    constexpr std::size_t longest_line = 300;

    void want(std::vector<Error>& problems, std::string const& text, char const* field,
        char const* missing)
    {
        if (auto const said = check_said(text, field, missing); !said)
            problems.push_back(said.error());
    }
    void want_short(std::vector<Error>& problems, std::string const& text, char const* field)
    {
        if (text.size() > longest_line)
            problems.push_back(invalid("Write 300 characters or fewer", field));
    }
    void want_time(std::vector<Error>& problems, std::string const& text, char const* field)
    {
        if (!text.empty() && !london::read_time(text))
            problems.push_back(invalid("Enter a time such as 21:30, or leave it empty", field));
    }
} // namespace

std::string_view name_of(ExhibitSort sort)
{
    return std::ranges::find(sort_words, sort, &SortWords::sort)->name;
}
std::string_view in_words_of(ExhibitSort sort)
{
    return std::ranges::find(sort_words, sort, &SortWords::sort)->words;
}
std::optional<ExhibitSort> read_sort(std::string_view text)
{
    auto const* const found = std::ranges::find(sort_words, text, &SortWords::name);
    return found == std::end(sort_words) ? std::nullopt : std::optional(found->sort);
}

std::string_view name_of(CustodyAct act)
{
    return std::ranges::find(act_words, act, &ActWords::act)->name;
}
std::string_view in_words_of(CustodyAct act)
{
    return std::ranges::find(act_words, act, &ActWords::act)->words;
}
std::optional<CustodyAct> read_custody_act(std::string_view text)
{
    auto const* const found = std::ranges::find(act_words, text, &ActWords::name);
    return found == std::end(act_words) ? std::nullopt : std::optional(found->act);
}

Custody standing_of(std::vector<CustodyEntry> const& entries)
{
    Custody stands;
    for (auto const& entry : entries) {
        if (entry.wrong_at)
            continue;
        stands.last = entry;
        stands.seal = entry.words.seal;
        stands.where = entry.words.where;
    }
    return stands;
}

bool may_follow(CustodyAct next, std::optional<CustodyAct> stands)
{
    if (!stands)
        return next == CustodyAct::received;
    if (*stands == CustodyAct::destroyed)
        return false;
    return (next == CustodyAct::received) == (*stands == CustodyAct::returned);
}

std::vector<CustodyAct> next_of(Custody const& stands)
{
    std::vector<CustodyAct> all;
    auto const last = stands.last ? std::optional(stands.last->act) : std::nullopt;
    for (auto const act : all_custody_acts)
        if (may_follow(act, last))
            all.push_back(act);
    return all;
}

Done check_said(std::string const& text, char const* field, char const* missing)
{
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid(missing, field);
    if (text.size() > longest_evidence_text)
        return invalid("Say it in fewer words", field);
    return done();
}

std::vector<Error> problems_of(Exhibit const& exhibit, Date today)
{
    std::vector<Error> problems;
    auto const& words = exhibit.words;
    want(problems, words.description, "description", "Say what it is");
    want(problems, words.produced_by, "produced_by", "Say who found or produced it");
    want(problems, words.found_where, "found_where", "Say where it was found or produced");
    want_short(problems, words.mark, "mark");
    want_short(problems, words.produced_by, "produced_by");
    want_short(problems, words.store_reference, "store_reference");
    want_time(problems, words.found_time, "found_time");
    if (exhibit.found_on == Date{})
        problems.push_back(invalid("Enter the day on which it was found or produced", "found"));
    else if (today < exhibit.found_on)
        problems.push_back(invalid("Enter a day that has been", "found"));
    if (exhibit.sort == ExhibitSort::police_store)
        want(problems, words.store_reference, "store_reference",
            "Enter the reference of the police store");
    return problems;
}

std::vector<Error> problems_of(CustodyEntry const& entry, Custody const& stands, Instant now)
{
    std::vector<Error> problems;
    auto const last = stands.last ? std::optional(stands.last->act) : std::nullopt;
    if (!may_follow(entry.act, last))
        problems.push_back(invalid(stands.waits_for_second()
                ? "It waits for a second person to confirm that it was destroyed"
                : "That cannot follow what stands in the log",
            "act"));
    want(problems, entry.words.who, "who", "Say who did it");
    want(problems, entry.words.why, "why", "Say why");
    want_short(problems, entry.words.who, "who");
    want_short(problems, entry.words.where, "where");
    want_short(problems, entry.words.seal, "seal");
    if (entry.act != CustodyAct::destroyed)
        want(problems, entry.words.where, "where", "Say where it is now, or who has it");
    if (now < entry.at)
        problems.push_back(invalid("Enter a moment that has been", "at"));
    else if (stands.last && entry.at < stands.last->at)
        problems.push_back(invalid("It cannot be before the last entry of the log", "at"));
    return problems;
}

std::vector<Error> problems_of(TimelineEntry const& entry, Date today)
{
    std::vector<Error> problems;
    want(problems, entry.words.what, "what", "Say what happened");
    want_time(problems, entry.words.time, "time");
    if (entry.on.year == 0)
        problems.push_back(invalid("Enter a year, or a month and year, or a whole date", "on"));
    else if (today < entry.on.first())
        problems.push_back(invalid("Enter a day that has been", "on"));
    if (entry.exhibit.none())
        want(problems, entry.words.source, "source",
            "Say where this stands: an exhibit's reference, or the source in words");
    want_short(problems, entry.words.source, "source");
    return problems;
}

std::string write(ExhibitWords const& words) { return write_fields(words, exhibit_fields); }
std::string write(CustodyWords const& words) { return write_fields(words, custody_fields); }
std::string write(TimelineWords const& words) { return write_fields(words, timeline_fields); }

ExhibitWords read_exhibit_words(std::string_view json)
{
    return read_fields<ExhibitWords>(json, exhibit_fields);
}
CustodyWords read_custody_words(std::string_view json)
{
    return read_fields<CustodyWords>(json, custody_fields);
}
TimelineWords read_timeline_words(std::string_view json)
{
    return read_fields<TimelineWords>(json, timeline_fields);
}

} // namespace kith::evidence
