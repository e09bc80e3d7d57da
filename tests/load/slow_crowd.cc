// SPDX-License-Identifier: MIT
#include "slow_crowd.h"
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <vector>

namespace kith::load {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using boost::system::error_code;

namespace {
    enum class Way { header, body, reading };
    constexpr int small_buffer = 2048;
    constexpr std::size_t sips = 256;

    std::string opening(Way way, std::string const& page)
    {
        switch (way) {
        case Way::header:
            return "GET / HTTP/1.1\r\nHost: kith\r\nX-Slow: ";
        case Way::body:
            return "POST /sign-in HTTP/1.1\r\nHost: kith\r\n"
                   "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                   "60000\r\n\r\n";
        case Way::reading:
            break;
        }
        std::string pages;
        for (int number = 0; number < 8; ++number)
            pages += page;
        return pages;
    }

    class SlowVisitor {
    public:
        SlowVisitor(asio::io_context& io, Tcp::endpoint to, Way way, std::string const& page,
            std::atomic<std::size_t>& held, std::atomic<std::size_t>& sent_away)
            : socket_(io)
            , second_(io)
            , to_(std::move(to))
            , way_(way)
            , opening_(opening(way, page))
            , held_(held)
            , sent_away_(sent_away)
        {
        }

        void come()
        {
            error_code problem;
            socket_.open(to_.protocol(), problem);
            if (way_ == Way::reading)
                socket_.set_option(Tcp::socket::receive_buffer_size(small_buffer), problem);
            socket_.async_connect(to_, [this](error_code const& refused) {
                if (gone_)
                    return;
                if (refused)
                    return again();
                ++held_;
                asio::async_write(socket_, asio::buffer(opening_),
                    [this](error_code const& ended, std::size_t) { ended ? lost() : wait(); });
            });
        }
        void leave()
        {
            gone_ = true;
            error_code ignored;
            second_.cancel();
            socket_.close(ignored);
        }

    private:
        void wait()
        {
            second_.expires_after(std::chrono::seconds(1));
            second_.async_wait([this](error_code const& cancelled) {
                if (!cancelled && !gone_)
                    drip();
            });
        }
        void drip()
        {
            auto const next
                = [this](error_code const& ended, std::size_t) { ended ? lost() : wait(); };
            if (way_ == Way::reading)
                socket_.async_read_some(asio::buffer(sip_), next);
            else
                asio::async_write(socket_, asio::buffer("a", 1), next);
        }
        void lost()
        {
            if (gone_)
                return;
            --held_;
            ++sent_away_;
            again();
        }
        void again()
        {
            error_code ignored;
            socket_.close(ignored);
            second_.expires_after(std::chrono::milliseconds(100));
            second_.async_wait([this](error_code const& cancelled) {
                if (!cancelled && !gone_)
                    come();
            });
        }

        Tcp::socket socket_;
        asio::steady_timer second_;
        Tcp::endpoint to_;
        Way way_;
        std::string opening_;
        std::array<char, sips> sip_{};
        std::atomic<std::size_t>& held_;
        std::atomic<std::size_t>& sent_away_;
        bool gone_ = false;
    };
} // namespace

class SlowCrowd::Inside {
public:
    Inside(std::uint16_t port, std::size_t how_many, std::string const& page)
    {
        Tcp::endpoint const to(asio::ip::address_v4::loopback(), port);
        for (std::size_t number = 0; number < how_many; ++number)
            visitors_.push_back(std::make_unique<SlowVisitor>(
                io_, to, static_cast<Way>(number % 3), page, held, sent_away));
        for (auto const& visitor : visitors_)
            visitor->come();
    }
    void run() { io_.run(); }
    void stop()
    {
        asio::post(io_, [this] {
            for (auto const& visitor : visitors_)
                visitor->leave();
        });
    }
    std::atomic<std::size_t> held = 0;
    std::atomic<std::size_t> sent_away = 0;

private:
    asio::io_context io_{1};
    std::vector<std::unique_ptr<SlowVisitor>> visitors_;
};

SlowCrowd::SlowCrowd(std::uint16_t port, std::size_t how_many, std::string page)
    : inside_(std::make_unique<Inside>(port, how_many, page)), thread_([this] { inside_->run(); })
{
}

SlowCrowd::~SlowCrowd()
{
    inside_->stop();
    thread_.join();
}

std::size_t SlowCrowd::held() const { return inside_->held; }
std::size_t SlowCrowd::sent_away() const { return inside_->sent_away; }

} // namespace kith::load
