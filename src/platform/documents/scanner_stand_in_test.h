// SPDX-License-Identifier: MIT
#pragma once

// For tests: a clamd's side of INSTREAM, on a socket in a folder of its own. It finds the word
// "virus", says nothing of what holds "say nothing", and calls all else clean.

#include "base/result.h"
#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace kith::documents {

class ScannerStandIn {
public:
    ScannerStandIn()
    {
        std::string name = "/tmp/kith-clamd-XXXXXX";
        must(::mkdtemp(name.data()) != nullptr, "a folder for the stand-in");
        folder_ = name;
        auto const path = (folder_ / "ctl").string();
        address = "unix:" + path;
        socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un at{};
        at.sun_family = AF_UNIX;
        std::memcpy(static_cast<char*>(at.sun_path), path.c_str(), path.size() + 1);
        must(::bind(socket_, reinterpret_cast<sockaddr const*>(&at), sizeof at) == 0
                && ::listen(socket_, 8) == 0,
            "the stand-in listens");
        thread_ = std::thread([this] { serve(); });
    }
    ScannerStandIn(ScannerStandIn const&) = delete;
    ScannerStandIn& operator=(ScannerStandIn const&) = delete;
    ~ScannerStandIn()
    {
        ::shutdown(socket_, SHUT_RDWR);
        thread_.join();
        ::close(socket_);
        std::filesystem::remove_all(folder_);
    }
    std::string address;

private:
    static bool receive(int from, char* into, std::size_t size)
    {
        while (size > 0) {
            auto const came = ::recv(from, into, size, 0);
            if (came <= 0)
                return false;
            into += came;
            size -= static_cast<std::size_t>(came);
        }
        return true;
    }
    // Lengths of four bytes and what they tell of, until a length of nothing.
    static std::string answer_to(int one)
    {
        std::array<char, 10> command{};
        if (!receive(one, command.data(), command.size())
            || std::string_view(command.data(), command.size())
                != std::string_view("zINSTREAM\0", 10))
            return "UNKNOWN COMMAND";
        std::string file;
        for (;;) {
            std::array<char, 4> head{};
            if (!receive(one, head.data(), head.size()))
                return "";
            std::size_t size = 0;
            for (char const c : head)
                size = size << 8U | static_cast<unsigned char>(c);
            if (size == 0)
                break;
            std::string piece(size, '\0');
            if (!receive(one, piece.data(), size))
                return "";
            file += piece;
        }
        if (file.find("say nothing") != std::string::npos)
            return "";
        return file.find("virus") != std::string::npos ? "stream: Test.Signature FOUND"
                                                       : "stream: OK";
    }
    void serve()
    {
        for (;;) {
            auto const one = ::accept(socket_, nullptr, nullptr);
            if (one < 0)
                return;
            if (auto answer = answer_to(one); !answer.empty()) {
                answer.push_back('\0');
                (void)!::send(one, answer.data(), answer.size(), MSG_NOSIGNAL);
            }
            ::close(one);
        }
    }
    std::filesystem::path folder_;
    int socket_ = -1;
    std::thread thread_;
};

} // namespace kith::documents
