// SPDX-License-Identifier: MIT
#pragma once

// Where a command that writes does its work: on a folder that it opened itself, or within the
// server that has it open (hatch.h). Whoever asked is named in the ledger either way.
//
// Threads  one command a desk; several desks of one server work at the same time.

#include "app/folder.h"
#include "app/hub.h"
#include <functional>
#include <memory>
#include <ostream>
#include <string>

namespace kith::app {

// Who asks for a command, from where, and where its words go.
struct Asked {
    std::string who;            // the operator's account on this machine
    std::filesystem::path from; // where their relative paths begin
    std::ostream& out;
    std::ostream& told;                                // progress, bad rows, what went wrong
    std::function<bool()> gone = [] { return false; }; // they no longer wait for the answer
};

class Desk {
public:
    Desk(Folder& folder, Asked asked) : folder_(folder), asked_(std::move(asked)) { }
    Desk(Hub& hub, Asked asked) : folder_(hub.folder()), hub_(&hub), asked_(std::move(asked)) { }
    Desk(Desk const&) = delete;
    Desk& operator=(Desk const&) = delete;

    [[nodiscard]] Folder& folder() { return folder_; }
    [[nodiscard]] Hub& hub(); // of the server, else wired when it is first needed
    [[nodiscard]] std::ostream& out() { return asked_.out; }
    [[nodiscard]] std::ostream& told() { return asked_.told; }
    [[nodiscard]] bool gone() const { return asked_.gone(); }
    [[nodiscard]] std::filesystem::path path(std::filesystem::path const& typed) const
    {
        return asked_.from / typed; // as it stands if it is absolute
    }
    // As the ledger and the policies have it: "command line (ash)".
    [[nodiscard]] std::string process() const { return "command line (" + asked_.who + ")"; }

private:
    Folder& folder_;
    Hub* hub_ = nullptr;
    std::unique_ptr<Hub> own_hub_;
    Asked asked_;
};

// "ash", or "user 1000" where the machine has no name for it.
[[nodiscard]] std::string name_of_user(unsigned id);

} // namespace kith::app
