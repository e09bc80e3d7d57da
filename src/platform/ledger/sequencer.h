// SPDX-License-Identifier: MIT
#pragma once

// The thread that keeps the ledger's tree: on PostgreSQL it numbers entries four times a second (of
// several servers, one at a time); on both databases it writes a signed checkpoint once a minute if
// the head has moved, and another when it stops.
//
// Threads  its own, from `start` until `stop` or the end of the object.
// Errors   a round that fails is told to `report` and tried again; what fails in the last one, in
//          `stop`, is told too.

#include "platform/ledger/ledger.h"
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace kith::ledger {

class Sequencer {
public:
    struct Needs {
        db::Database& database;
        Keys const& keys;
        Clock const& clock;
        std::filesystem::path checkpoints; // DATA/checkpoints
        std::function<void(std::string_view)> report = [](std::string_view) {};
        std::chrono::milliseconds round = std::chrono::milliseconds(250);
        std::chrono::seconds checkpoint_every = std::chrono::seconds(60);
    };
    explicit Sequencer(Needs needs);
    Sequencer(Sequencer const&) = delete;
    Sequencer& operator=(Sequencer const&) = delete;
    ~Sequencer();

    void start();
    void stop();

    // One numbering of all that waits, and a checkpoint if the head has moved: what the thread
    // does, at once. Answers the checkpoint's file, if one was written (`kith ledger checkpoint`).
    std::optional<std::filesystem::path> settle();

private:
    void run();
    void number();
    void attempt(std::function<void()> const& work);
    std::optional<std::filesystem::path> write_checkpoint();

    Needs needs_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace kith::ledger
