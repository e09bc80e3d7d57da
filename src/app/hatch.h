// SPDX-License-Identifier: MIT
#pragma once

// The hatch between an operator's command and the server that has the folder open:
// DATA/commands.socket. On SQLite one process writes, so a command that writes hands its words
// through here; the server does the work as it does its own, sends back what there is to say as it
// comes, and the exit code last. While a server runs, every command that writes takes this way, on
// PostgreSQL too.
//
// Shapes   frames: one byte of kind, four of length (little end first), bytes. There: 'd' the
//          folder the operator stands in, 'w' a word, each, 'g' go. Back: 'o' and 'e', text for
//          standard output and error; 'x' the exit code, which ends it.
// Safety   the socket is the owner's alone (0600, in a folder that is 0700), and the kernel says
// who
//          asks (SO_PEERCRED): the server's own account or root, nobody else. The public process
//          cannot make such a socket (cage.h).
// Cost     a thread for each command in hand, at most 8.
// Errors   a server that ends, or stops, in the middle is told as such, with exit code 3.

#include "app/folder.h"
#include "app/hub.h"
#include <atomic>
#include <list>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace kith::app {

class Hatch {
public:
    // Refused if another server answers there already.
    explicit Hatch(Hub& hub);
    Hatch(Hatch const&) = delete;
    Hatch& operator=(Hatch const&) = delete;
    ~Hatch();

    void open(); // from here on it answers
    void stop(); // waits for the commands in hand, whose long work ends at its next piece

private:
    struct Visit {
        std::thread thread;
        std::atomic<bool> done = false;
    };
    void wait_for_commands();
    void admit(int connection);
    void answer(int connection);
    void clear_away();

    Hub& hub_;
    int listening_ = -1;
    int wake_ = -1;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
    std::list<Visit> visits_;
};

// Hands the words of a command to the server of that folder. Nothing if none is running there.
[[nodiscard]] std::optional<int> ask_at_hatch(
    std::filesystem::path const& data, std::vector<std::string> const& words);

} // namespace kith::app
