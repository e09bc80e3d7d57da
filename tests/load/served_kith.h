// SPDX-License-Identifier: MIT
#pragma once

// The real program, as a process of its own, serving an invented place from a fresh folder on free
// ports of this machine; and somebody who signs in to it. For benches.
//
// Errors   what does not go as it should throws std::runtime_error with what was said.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace kith::load {

struct Heard {
    int status = 0;
    std::string head;
    std::string body;
};

// One request and its answer, on a connection of its own.
[[nodiscard]] Heard ask(std::uint16_t port, std::string const& bytes);

// The bytes of a request for a page, as a browser with these cookies would ask.
[[nodiscard]] std::string get_bytes(std::string_view path, std::string_view more_headers = {});
[[nodiscard]] std::string post_bytes(std::string_view path, std::string_view more_headers,
    std::string_view type, std::string_view body);
inline constexpr std::string_view form_type = "application/x-www-form-urlencoded";

// The value of a hidden field; "" if the page has none of that name.
[[nodiscard]] std::string hidden_field(std::string_view page, std::string_view name);
// Every text between `before` and `after`.
[[nodiscard]] std::vector<std::string> between(
    std::string_view page, std::string_view before, std::string_view after);

struct SignedIn {
    std::string name;    // as colleagues see it, and as each of their pages must show it
    std::string cookies; // the Cookie line
};

class ServedKith {
public:
    // Makes a place of that size, then serves it. `before` may lay what it wants into the folder.
    // Where the environment names a folder in KITH_BENCH_FOLDER, the place is told there once, and
    // kept for the next time.
    explicit ServedKith(std::filesystem::path program, std::string const& size = "small",
        std::function<void(std::filesystem::path const& folder)> const& before = {},
        std::size_t colleagues = 0);
    ServedKith(ServedKith const&) = delete;
    ServedKith& operator=(ServedKith const&) = delete;
    ~ServedKith(); // ends it and takes the folder away, if it is not to be kept

    [[nodiscard]] std::uint16_t staff() const { return staff_; }
    [[nodiscard]] std::uint16_t public_side() const { return public_; }
    [[nodiscard]] std::filesystem::path const& folder() const { return folder_; }
    [[nodiscard]] SignedIn sign_in(std::string const& name, std::string const& shown_as) const;
    [[nodiscard]] std::string const& token() const { return token_; } // of `worker`
    // Of so many triage workers beside them, as were asked for.
    [[nodiscard]] std::vector<std::string> const& tokens() const { return tokens_; }
    [[nodiscard]] long memory_kib() const; // what the staff side holds now

    static constexpr char const* kept_folder = "KITH_BENCH_FOLDER";
    static constexpr char const* worker = "rosa.adeyemi";   // triage worker of the front door
    static constexpr char const* colleague = "tomasz.wilk"; // of the same team

private:
    void serve(std::filesystem::path const& program);
    std::filesystem::path folder_;
    bool keep_ = false;
    std::string told_; // what `kith demo` printed: names and one-time passwords
    std::string token_;
    std::vector<std::string> tokens_;
    pid_t process_ = 0;
    int said_ = -1;
    std::uint16_t staff_ = 0;
    std::uint16_t public_ = 0;
};

} // namespace kith::load
