// SPDX-License-Identifier: MIT
#include "crowd.h"
#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <deque>
#include <libdeflate.h>
#include <memory>

namespace kith::load {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

namespace {
    constexpr std::size_t longest_page = 4 * 1024 * 1024;
    constexpr auto last_answers_within = std::chrono::seconds(20);

    // Header names are as our server writes them.
    std::string_view header(std::string_view head, std::string_view name)
    {
        auto const at = head.find(name);
        if (at == std::string_view::npos)
            return {};
        auto const from = at + name.size();
        return head.substr(from, head.find('\r', from) - from);
    }

    class Judge {
    public:
        Judge() : inflate_(libdeflate_alloc_decompressor()) { }
        Judge(Judge const&) = delete;
        Judge& operator=(Judge const&) = delete;
        ~Judge() { libdeflate_free_decompressor(inflate_); }

        bool is_right(Ask const& ask, std::string_view head, std::string_view body)
        {
            if (head.substr(9, 3) != std::to_string(ask.status))
                return false;
            if (head.find("\r\nContent-Encoding: gzip\r\n") != std::string_view::npos) {
                std::size_t size = 0;
                plain_.resize(longest_page);
                if (libdeflate_gzip_decompress(
                        inflate_, body.data(), body.size(), plain_.data(), plain_.size(), &size)
                    != LIBDEFLATE_SUCCESS)
                    return false;
                body = std::string_view(plain_).substr(0, size);
            }
            return std::all_of(ask.says.begin(), ask.says.end(), [&](std::string const& words) {
                return body.find(words) != std::string_view::npos
                    || head.find(words) != std::string_view::npos;
            });
        }

    private:
        libdeflate_decompressor* inflate_;
        std::string plain_;
    };

    class Visitor;

    struct Place {
        Place(Crowd const& whole, std::vector<Ask> const& list) : crowd(whole), asks(list) { }
        void arrive(Visitor& visitor);
        void hand_out();
        void tick();

        Crowd const& crowd;
        std::vector<Ask> const& asks;
        asio::io_context io{1};
        asio::steady_timer clock{io};
        std::deque<Visitor*> idle = {};
        std::deque<Clock::time_point> due = {};
        std::vector<std::unique_ptr<Visitor>> visitors = {};
        Clock::time_point next_due = {};
        Clock::time_point end = {};
        std::size_t asked = 0;
        std::size_t under_way = 0;
        Judge judge = {};
        Answers answers = {};
    };

    class Visitor {
    public:
        explicit Visitor(Place& place) : place_(place), socket_(place.io), patience_(place.io) { }
        void connect();
        void ask(Ask const& what, Clock::time_point since);
        void leave()
        {
            error_code ignored;
            gone_ = true;
            patience_.cancel();
            socket_.close(ignored);
        }

    private:
        void read();
        void look();
        void settle(bool right, std::string_view head);
        void fail();

        Place& place_;
        Tcp::socket socket_;
        asio::steady_timer patience_;
        Ask const* asking_ = nullptr;
        Clock::time_point since_;
        std::string heard_;
        std::size_t got_ = 0;
        bool gone_ = false;
    };

    void Visitor::connect()
    {
        Tcp::endpoint const to(asio::ip::address_v4::loopback(), place_.crowd.port);
        socket_.async_connect(to, [this](error_code const& problem) {
            if (gone_)
                return;
            if (problem)
                return fail();
            error_code ignored;
            socket_.set_option(Tcp::no_delay(true), ignored);
            heard_.resize(64 * 1024);
            place_.arrive(*this);
        });
    }

    void Visitor::ask(Ask const& what, Clock::time_point since)
    {
        asking_ = &what;
        since_ = since;
        got_ = 0;
        ++place_.under_way;
        asio::async_write(
            socket_, asio::buffer(what.bytes), [this](error_code const& problem, std::size_t) {
                if (gone_)
                    return;
                if (problem)
                    return fail();
                read();
            });
    }

    void Visitor::read()
    {
        if (got_ == heard_.size())
            heard_.resize(2 * heard_.size());
        socket_.async_read_some(asio::buffer(heard_.data() + got_, heard_.size() - got_),
            [this](error_code const& problem, std::size_t more) {
                if (gone_)
                    return;
                if (problem)
                    return fail();
                got_ += more;
                look();
            });
    }

    void Visitor::look()
    {
        auto const seen = std::string_view(heard_).substr(0, got_);
        auto const end = seen.find("\r\n\r\n");
        if (end == std::string_view::npos)
            return read();
        auto const head = seen.substr(0, end + 2);
        auto const length = header(head, "\r\nContent-Length: ");
        auto const size = length.empty() ? 0 : std::stoul(std::string(length));
        if (seen.size() < end + 4 + size)
            return read();
        settle(place_.judge.is_right(*asking_, head, seen.substr(end + 4, size)), head);
    }

    void Visitor::settle(bool right, std::string_view head)
    {
        auto& answers = place_.answers;
        if (right)
            answers.each.push_back(
                std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - since_));
        else if (head.substr(9, 3) == "503")
            ++answers.refused;
        else if (++answers.wrong == 1)
            answers.first_wrong
                = asking_->name + ": " + heard_.substr(0, std::min<std::size_t>(got_, 900));
        asking_ = nullptr;
        --place_.under_way;
        if (head.find("\r\nConnection: close\r\n") == std::string_view::npos)
            return place_.arrive(*this);
        error_code ignored;
        socket_.close(ignored);
        connect();
    }

    void Visitor::fail()
    {
        ++place_.answers.broken;
        if (asking_)
            --place_.under_way;
        asking_ = nullptr;
        error_code ignored;
        socket_.close(ignored);
        patience_.expires_after(std::chrono::milliseconds(50));
        patience_.async_wait([this](error_code const& cancelled) {
            if (!cancelled && !gone_)
                connect();
        });
    }

    void Place::arrive(Visitor& visitor)
    {
        idle.push_back(&visitor);
        if (idle.size() == visitors.size() && end == Clock::time_point{}) { // all are here: begin
            next_due = Clock::now();
            end = next_due + crowd.lasting;
            return tick();
        }
        if (end != Clock::time_point{})
            hand_out();
    }

    void Place::hand_out()
    {
        bool const at_will = crowd.every.count() == 0;
        auto const now = Clock::now();
        while (!idle.empty() && (at_will ? now < end : !due.empty())) {
            auto* const visitor = idle.front();
            idle.pop_front();
            auto since = now;
            if (!at_will) {
                since = due.front();
                due.pop_front();
            }
            visitor->ask(asks[asked++ % asks.size()], since);
        }
    }

    void Place::tick()
    {
        auto const now = Clock::now();
        for (; crowd.every.count() > 0 && next_due <= now && next_due < end;
             next_due += crowd.every)
            due.push_back(next_due);
        hand_out();
        bool const done = now >= end && under_way == 0 && due.empty();
        if (done || now > end + last_answers_within) {
            answers.broken += under_way + due.size();
            answers.took = now - (end - crowd.lasting);
            for (auto const& visitor : visitors)
                visitor->leave();
            return;
        }
        clock.expires_after(std::chrono::milliseconds(1));
        clock.async_wait([this](error_code const&) { tick(); });
    }
} // namespace

double Answers::per_second() const { return static_cast<double>(each.size()) / took.count(); }

double Answers::quantile_ms(double share) const
{
    if (each.empty())
        return 0;
    auto const rank = static_cast<std::size_t>(share * static_cast<double>(each.size() - 1));
    return static_cast<double>(each[rank].count()) / 1000;
}

Answers visit(Crowd const& crowd, std::vector<Ask> const& asks)
{
    Place place(crowd, asks);
    for (std::size_t number = 0; number < crowd.connections; ++number)
        place.visitors.push_back(std::make_unique<Visitor>(place));
    for (auto const& visitor : place.visitors)
        visitor->connect();
    place.io.run();
    std::sort(place.answers.each.begin(), place.answers.each.end());
    return place.answers;
}

} // namespace kith::load
